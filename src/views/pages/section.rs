//! What the page of a section begins and ends with, and what stands where something does not apply to a school.

use leptos::prelude::*;

use super::marks::progress_shapes;
use crate::app::{Page, not_applicable, section_frame, section_notes};
use crate::call::{Condition, Section};
use crate::draft::Field;
use crate::views::answers::TickAnswer;
use crate::views::components::{Music, Onward, PageHead, Way, When};
use crate::views::context::{use_app, use_draft};

/// The way back, the line of music, which section this is, and its name.
#[component]
pub(super) fn SectionHead(section: Section, #[prop(into, optional)] lede: String) -> impl IntoView {
    let own = section.clone();
    // It follows the setting that is chosen on the page itself.
    let title = use_draft().select_school(move |call, draft| own.name(call, draft.applicant(call)));
    view! {
        <SectionWay section=section/>
        <PageHead title=title lede=lede/>
    }
    .into_any()
}

/// The way back, the line of music, and which section this is.
#[component]
pub(super) fn SectionWay(section: Section) -> impl IntoView {
    let draft = use_draft();
    let frame = section_frame(&draft.call(), draft.applicant(), &section);
    view! {
        <Way to=draft.to(Page::Overview) back="Overview" place=frame.place>
            <SectionMusic section=section/>
        </Way>
    }
    .into_any()
}

/// The line of music with the note of a section marked.
#[component]
pub(super) fn SectionMusic(section: Section) -> impl IntoView {
    let notes = use_app().select_check(section_notes);
    let shapes = Signal::derive(move || notes.with(|notes| progress_shapes(&notes.progress)));
    let is_ready = Signal::derive(move || notes.with(|notes| notes.is_ready));
    let current = section_frame(&use_draft().call(), use_draft().applicant(), &section).number;
    view! { <Music notes=shapes is_ready=is_ready small=true current=Some(current)/> }.into_any()
}

/// The tick that keeps the section in progress, and the ways to the sections before and after it.
#[component]
pub(super) fn SectionEnd(section: Section) -> impl IntoView {
    let draft = use_draft();
    let frame = section_frame(&draft.call(), draft.applicant(), &section);
    let (back_to, back) = frame.previous.map(|link| (draft.to(link.page), link.label)).unwrap_or_default();
    view! {
        <StillWorking section=section/>
        <Onward to=draft.to(frame.next.page) label=frame.next.label back_to=back_to back=back/>
    }
    .into_any()
}

/// The tick that keeps the section in progress.
#[component]
pub(super) fn StillWorking(section: Section) -> impl IntoView {
    view! {
        <div class="section-end no-print">
            <TickAnswer field=Field::Complete(section) label="We still want to work on this section" stands_for=false
                clears=true/>
        </div>
    }
    .into_any()
}

/// What is asked under some conditions. Where it does not apply, one line says why, and nothing is asked; where the hub
/// leaves it open, the line stands above what is asked.
#[component]
pub(super) fn IfApplies(when: Vec<Condition>, children: ChildrenFn) -> impl IntoView {
    // Nothing has to be watched for what concerns every school.
    if when.is_empty() {
        return children().into_any();
    }
    let draft = use_draft();
    let not = draft.select_school(move |call, draft| not_applicable(call, draft, &when));
    let is_asked = Signal::derive(move || not.with(|not| not.as_ref().is_none_or(|not| not.is_unclear)));
    let because = move || not.get().map(|not| view! { <p class="small">{not.because}</p> }.into_any());
    view! {
        {because}
        <When holds=is_asked>{children()}</When>
    }
    .into_any()
}
