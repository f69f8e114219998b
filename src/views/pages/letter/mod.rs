//! A letter, or a set of answers: a text for each thing that the hub asks, beside the hub's own words, and the pages as they
//! will print.

mod asks;
mod evidence;
mod gauge;
mod import;
mod layout;
mod part;
mod place;
mod sheets;
mod support;

use std::sync::Arc;

use leptos::prelude::*;

use self::asks::address;
use self::part::{EdgeLeaf, PromptLeaf};
use self::place::Place;
use self::support::SupportLeaf;
use super::section::{SectionWay, StillWorking};
use crate::app::{
    LetterPart, Page, SectionLink, asks, has_boxes, letter_not_applicable, letter_parts, letter_quotation,
    section_frame,
};
use crate::call::{Letter as Asked, LetterId, LetterKind, Section};
use crate::draft::{Field, LetterField};
use crate::views::components::{HubWords, Onward, PageHead};
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
    let has_ticks = has_boxes && letter.prompts.iter().any(|prompt| asks(prompt).iter().any(|ask| ask.point.is_some()));
    let tools =
        (is_letter && has_boxes).then(|| view! { <import::ImportFold/><layout::LayoutFold letter=letter.clone()/> });
    let leaves = parts.iter().filter(|_| has_boxes).map(|part| leaf(&letter, part, place)).collect::<Vec<_>>();
    let gauge =
        has_boxes.then(|| view! { <gauge::Gauge letter=letter.clone() parts=parts.clone() place=place/> }.into_any());
    let overview = || SectionLink { page: Page::Overview, label: "Overview".to_owned() };
    let (next, back) = (frame.next, frame.previous.unwrap_or_else(overview));
    view! {
        <div class="letter">
            <div class:no-print=is_letter>
                <SectionWay section=section.clone()/>
                <PageHead title=frame.name>{tools}</PageHead>
                {aside.map(|because| view! { <p class="notice">{because}</p> })}
                <import::ImportPreview letter=letter.id.clone() parts=parts.clone() place=place/>
            </div>
            // It stays in sight for as long as what it stands in.
            {gauge}
            <div class:no-print=is_letter class:view-off=place.is_pages>
                <div class="letter-words">
                    <HubWords quotation=letter_quotation(&call, &letter)/>
                    {has_ticks.then(|| view! { <p class="small only-broad">"Tick each one your text covers."</p> })}
                </div>
                {leaves}
                <StillWorking section=section/>
            </div>
            {(is_letter && has_boxes).then(|| view! { <sheets::Pages letter=letter.id.clone() place=place/> })}
        </div>
        <Onward to=draft.to(next.page) label=next.label back_to=draft.to(back.page) back=back.label/>
    }
    .into_any()
}

/// A part, as what it is.
fn leaf(letter: &Asked, part: &LetterPart, place: Place) -> AnyView {
    let (id, part) = (letter.id.clone(), part.clone());
    match &part.field {
        Field::Prompt(_, prompt, _) => {
            let Some(prompt) = letter.prompts.iter().find(|own| own.id == *prompt).cloned() else {
                return ().into_any();
            };
            let limits = [prompt.limit, letter.limit];
            view! { <PromptLeaf letter=id prompt=prompt part=part place=place limits=limits/> }.into_any()
        }
        Field::Letter(_, LetterField::Support) => {
            let Some(support) = letter.support.clone() else { return ().into_any() };
            view! { <SupportLeaf letter=id support=support part=part place=place/> }.into_any()
        }
        Field::Letter(_, LetterField::Closing) => {
            let page = Section::School.name(&use_draft().call(), use_draft().applicant());
            let hint = format!("End the letter. Upbeat adds the names from \u{201c}{page}\u{201d}.");
            view! { <EdgeLeaf part=part place=place hint=hint limit=letter.limit/> }.into_any()
        }
        _ => {
            let hint = "Say why you are writing, in a sentence or two.";
            view! { <EdgeLeaf part=part place=place hint=hint limit=letter.limit/> }.into_any()
        }
    }
}
