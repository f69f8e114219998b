//! A letter, or a set of answers, that is written here: how long it is, its texts, and its pages.

use std::sync::Arc;

use leptos::prelude::*;

use super::gauge::Gauge;
use super::part::{EdgeLeaf, PromptLeaf};
use super::place::Place;
use super::sheets::Pages;
use super::support::SupportLeaf;
use crate::app::{LetterPart, asks, letter_quotation};
use crate::call::{Letter, LetterKind, Section};
use crate::documents::limit_sentence;
use crate::draft::{Field, LetterField};
use crate::views::components::HubWords;
use crate::views::context::use_draft;
use crate::views::pages::section::StillWorking;

/// The texts, and the pages. Without boxes only what the hub asks.
#[component]
pub(super) fn Written(letter: Arc<Letter>, parts: Vec<LetterPart>, place: Place, has_boxes: bool) -> impl IntoView {
    let call = use_draft().call();
    let is_letter = letter.kind == LetterKind::Letter;
    let has_ticks = has_boxes && letter.prompts.iter().any(|prompt| asks(prompt).iter().any(|ask| ask.point.is_some()));
    let leaves = parts.iter().filter(|_| has_boxes).map(|part| leaf(&letter, part, place)).collect::<Vec<_>>();
    let gauge = has_boxes.then(|| view! { <Gauge letter=letter.clone() parts=parts place=place/> }.into_any());
    view! {
        // It stays in sight for as long as what it stands in.
        {gauge}
        <div class:no-print=is_letter class:view-off=place.is_pages>
            <div class="letter-words">
                <HubWords quotation=letter_quotation(&call, &letter)/>
                {has_ticks.then(|| view! { <p class="small only-broad">"Tick each one your text covers."</p> })}
            </div>
            {leaves}
            <StillWorking section=Section::Letter(letter.id.clone())/>
        </div>
        {(is_letter && has_boxes).then(|| view! { <Pages letter=letter.id.clone() place=place/> })}
    }
    .into_any()
}

/// A part, as what it is.
fn leaf(letter: &Letter, part: &LetterPart, place: Place) -> AnyView {
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
        Field::Letter(_, LetterField::Text) => {
            let hint = letter.limit.map(limit_sentence).unwrap_or_default();
            view! { <EdgeLeaf part=part place=place hint=hint limit=letter.limit/> }.into_any()
        }
        _ => {
            let hint = "Say why you are writing, in a sentence or two.";
            view! { <EdgeLeaf part=part place=place hint=hint limit=letter.limit/> }.into_any()
        }
    }
}
