//! Commitments and dates: one answer for all commitments, with exceptions if need be; who attends each meeting.

mod meetings;
mod own_dates;

use leptos::prelude::*;

use super::section::{SectionEnd, SectionHead};
use crate::app::{
    Agreement, CommitmentGroup, CommitmentItem, agreement_answers, commitment_groups, commitments_answer,
    commitments_lede, exception_answers, not_applicable,
};
use crate::call::Section;
use crate::draft::{Draft, Field, Value};
use crate::views::answers::{ChangedNote, TextAnswer};
use crate::views::components::{HubLines, Oddity, Segment, Segmented, TextKind, When, guard};
use crate::views::context::{DraftContext, use_draft};

use meetings::Meetings;
use own_dates::OwnDates;

/// What undo is called after the one answer was changed.
const STEP: &str = "answering the commitments";
/// The id of the word that names a box.
const EXCEPTION: &str = "commitments-exception";

/// The page of commitments and dates.
#[component]
pub(super) fn Duties() -> impl IntoView {
    let call = use_draft().call();
    let commitments =
        (!call.duties.is_empty()).then(|| view! { <Commitments groups=commitment_groups(&call)/> }.into_any());
    view! {
        <SectionHead section=Section::Duties lede=commitments_lede(&call)/>
        {commitments}
        <Meetings/>
        <OwnDates/>
        <SectionEnd section=Section::Duties/>
    }
    .into_any()
}

/// Sets several answers that rest on the draft as it is now.
fn set(draft: DraftContext, answers: impl FnOnce(&crate::call::Call, &Draft) -> Vec<(Field, Value)>) {
    let call = draft.call();
    let answers = draft.with_draft(|now| answers(&call, now));
    draft.set_all(STEP, answers);
}

#[component]
fn Commitments(groups: Vec<CommitmentGroup>) -> impl IntoView {
    let draft = use_draft();
    let answer = draft.select(commitments_answer);
    // To mark exceptions is chosen before there is one, and stays chosen when the last one goes.
    let marking = RwSignal::new(false);
    let shown = Memo::new(move |_| answer.get().shown(marking.get()));
    let excepting = Signal::derive(move || shown.get() == Agreement::Except);
    let choose = move |value: String| {
        let Some(agreement) = Agreement::ALL.into_iter().find(|own| own.as_str() == value) else { return };
        marking.set(agreement == Agreement::Except);
        set(draft, |call, now| agreement_answers(call, now, agreement));
    };
    let segments = Agreement::ALL.map(|agreement| Segment {
        value: agreement.as_str().to_owned(),
        label: agreement.label().to_owned(),
        tone: "",
    });
    let chosen = Signal::derive(move || shown.get().as_str().to_owned());
    let note = move || answer.get().note(marking.get());
    let group = |group: CommitmentGroup| {
        let items = group.items.into_iter();
        let items = items.map(|item| view! { <Commitment item=item excepting=excepting marking=marking/> });
        view! {
            <section class="duty-group"><h2>{group.heading}</h2><ul>{items.collect::<Vec<_>>()}</ul></section>
        }
        .into_any()
    };
    let groups = groups.into_iter().map(group).collect::<Vec<_>>();
    view! {
        <div class="accept">
            <Segmented id="commitments" legend=format!("If our {} is chosen,", draft.noun()) segments=segments.to_vec() chosen=chosen
                on_choose=choose stacks=true/>
            <p class="small" role="status">{note}</p>
            // Read before the words of a box: a tick there is no promise.
            <span id=EXCEPTION hidden>"Exception:"</span>
        </div>
        <div class="duties" class:duties-excepting=excepting>{groups}</div>
    }
    .into_any()
}

/// A commitment in the hub's words. Where exceptions are marked, a box beside it, and a line for the reason once it is.
#[component]
fn Commitment(item: CommitmentItem, excepting: Signal<bool>, marking: RwSignal<bool>) -> impl IntoView {
    let draft = use_draft();
    let field = Field::Duty(item.id.clone());
    let id = field.to_string();
    let words_id = format!("{id}-words");
    let when = item.when.clone();
    let not = draft.select_school(move |call, draft| not_applicable(call, draft, &when));
    let is_asked = Signal::derive(move || not.with(|not| not.as_ref().is_none_or(|not| not.is_unclear)));
    let has_box = Memo::new(move |_| excepting.get() && is_asked.get());
    let flag = draft.flag(&field);
    let is_marked = Signal::derive(move || has_box.get() && flag.get() == Some(false));
    // Links to the answer find the box; where there is none, the commitment itself.
    let own_id = {
        let id = id.clone();
        move || (!has_box.get()).then(|| id.clone())
    };
    let reason = Field::DutyWhy(item.id.clone());
    let duty = item.id.clone();
    let check_box = {
        let (id, words_id) = (id.clone(), words_id.clone());
        move || {
            has_box.get().then(|| {
                let duty = duty.clone();
                let mark = move |event: web_sys::Event| {
                    let is_marked = event_target_checked(&event);
                    marking.set(true);
                    set(draft, |call, now| exception_answers(call, now, &duty, is_marked));
                };
                view! {
                    <input class="box" type="checkbox" id=id.clone() aria-labelledby=format!("{EXCEPTION} {words_id}")
                        prop:checked=is_marked use:guard on:change=mark/>
                    <label class="cover" for=id.clone() aria-hidden="true"></label>
                }
                .into_any()
            })
        }
    };
    let because = move || not.get().map(|not| view! { <p class="small">{not.because}</p> }.into_any());
    let oddities = item.oddities.into_iter().map(|note| view! { <Oddity note=note/> }).collect::<Vec<_>>();
    view! {
        <li id=own_id tabindex="-1" class:duty-marked=is_marked class:duty-boxed=move || has_box.get()>
            {check_box}
            <div class="duty-words">
                <div id=words_id>
                    {item.phase.map(|phase| view! { <p class="tiny">{phase}</p> }.into_any())}
                    <HubLines lines=item.lines/>
                </div>
                {item.amount.map(|amount| view! { <p class="small">{amount}</p> }.into_any())}
                <ChangedNote field=field/>
                {because}
                {oddities}
                <When holds=is_marked>
                    <div class="why">
                        <TextAnswer field=reason.clone() label="Why, or from when" kind=TextKind::Line/>
                    </div>
                </When>
            </div>
        </li>
    }
    .into_any()
}
