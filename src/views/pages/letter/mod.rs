//! A letter, or a set of answers: a text for each thing that the hub asks, beside the hub's own words, and the pages as they
//! will print.

mod asks;
mod attached;
mod evidence;
mod gauge;
mod import;
mod kinds;
mod layout;
mod part;
mod place;
mod sheets;
mod support;
mod written;

use std::sync::Arc;

use leptos::prelude::*;

use self::asks::address;
use self::attached::{Attached, WriteInstead};
use self::place::Place;
use self::written::Written;
use super::section::SectionWay;
use crate::app::{Page, SectionLink, has_boxes, letter_not_applicable, letter_parts, section_frame};
use crate::call::{LetterId, LetterKind, Section};
use crate::draft::{Field, LetterField};
use crate::views::components::{Onward, PageHead};
use crate::views::context::use_draft;

/// The page of a letter.
#[component]
pub(super) fn Letter(id: LetterId) -> impl IntoView {
    let draft = use_draft();
    let call = draft.call();
    let Some(letter) = call.letter(&id).cloned().map(Arc::new) else { return ().into_any() };
    let section = Section::Letter(id);
    let frame = section_frame(&call, draft.applicant(), &section);
    let parts = draft.with_draft(|draft| letter_parts(&call, draft, &letter));
    let aside = draft.with_draft(|draft| letter_not_applicable(&call, draft, &letter.when));
    let place = Place::new(&parts);
    let is_letter = letter.kind == LetterKind::Letter;
    let address = address();
    Effect::new(move |_| {
        if address.with(Option::is_some) {
            place.is_pages.set(false);
        }
    });
    let has_boxes = has_boxes(aside.as_ref(), &parts);
    let attached = Field::Letter(letter.id.clone(), LetterField::Attached);
    let flag = draft.flag(&attached);
    let is_attached = Signal::derive(move || is_letter && flag.get() == Some(true));
    let first = parts.first().map(|part| part.field.clone());
    let tools = (is_letter && has_boxes).then(|| {
        let letter = letter.clone();
        move || {
            if is_attached.get() {
                let first = first.clone();
                return view! { <WriteInstead letter=letter.id.clone() first=first place=place/> }.into_any();
            }
            view! {
                <import::ImportFold letter=letter.id.clone()/>
                <layout::LayoutFold letter=letter.clone()/>
            }
            .into_any()
        }
    });
    let overview = || SectionLink { page: Page::Overview, label: "Overview".to_owned() };
    let (next, back) = (frame.next, frame.previous.unwrap_or_else(overview));
    let (id, all) = (letter.id.clone(), parts.clone());
    let body = move || {
        let (letter, parts) = (letter.clone(), all.clone());
        if is_attached.get() && has_boxes {
            view! { <Attached letter=letter parts=parts place=place/> }.into_any()
        } else {
            view! { <Written letter=letter parts=parts place=place has_boxes=has_boxes/> }.into_any()
        }
    };
    view! {
        <div class="letter">
            <div class:no-print=is_letter>
                <SectionWay section=section/>
                <PageHead title=frame.name>{tools}</PageHead>
                {aside.map(|because| view! { <p class="notice">{because}</p> })}
                <import::ImportPreview letter=id parts=parts place=place/>
            </div>
            {body}
        </div>
        <Onward to=draft.to(next.page) label=next.label back_to=draft.to(back.page) back=back.label/>
    }
    .into_any()
}
