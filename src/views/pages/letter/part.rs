//! One part of a letter: what the hub asks at the left, the text at the right.

use leptos::prelude::*;

use super::asks::Asks;
use super::evidence::{EvidenceButton, EvidencePanel, EvidenceUsed};
use super::kinds::Kind;
use super::place::Place;
use crate::app::{LetterPart, asks, links_asked, oddities};
use crate::call::{LetterId, Limit, Prompt};
use crate::documents::limit_sentence;
use crate::draft::{Field, PromptField};
use crate::views::answers::TextAnswer;
use crate::views::components::{Oddity, OutwardLink, TextKind};
use crate::views::context::use_draft;

/// A part with its heading. Whoever is in it writes it.
#[component]
pub(super) fn Leaf(
    part: LetterPart,
    place: Place,
    /// Stands below the heading.
    beside: AnyView,
    children: Children,
) -> impl IntoView {
    let has_box = part.has_box();
    let number = (!part.number.is_empty()).then(|| view! { <span class="no">{part.number}</span> " " });
    let aside = part.not_applicable.map(|because| view! { <p class="small">"Does not apply. " {because}</p> });
    let field = part.field;
    view! {
        <section class="leaf" on:focusin=move |_| place.enter(&field)>
            <div>
                <h2>{number}{part.title}</h2>
                {aside}
                {beside}
            </div>
            <div>{has_box.then(children)}</div>
        </section>
    }
    .into_any()
}

/// The opening, the closing, or a letter that is one text.
#[component]
pub(super) fn EdgeLeaf(
    part: LetterPart,
    place: Place,
    #[prop(into)] hint: String,
    limit: Option<Limit>,
) -> impl IntoView {
    let (field, title) = (part.field.clone(), part.title.clone());
    let hint_id = format!("{field}-what");
    let has_hint = !hint.is_empty();
    let beside = has_hint.then(|| view! { <p class="small" id=hint_id.clone()>{hint}</p> });
    let hint_id = if has_hint { hint_id } else { String::new() };
    view! {
        <Leaf part=part place=place beside=beside.into_any()>
            <TextAnswer field=field label=title hidden_label=true described_by=hint_id kind=TextKind::Long
                limits=[limit, None]/>
        </Leaf>
    }
}

/// A prompt. `limits` are its own and that of the whole.
#[component]
pub(super) fn PromptLeaf(
    letter: LetterId,
    prompt: Prompt,
    part: LetterPart,
    place: Place,
    limits: [Option<Limit>; 2],
) -> impl IntoView {
    let draft = use_draft();
    let call = draft.call();
    let at = |leaf| Field::Prompt(letter.clone(), prompt.id.clone(), leaf);
    let (text, sources, title) = (at(PromptField::Text), at(PromptField::Sources), part.title.clone());
    let asked = asks(&prompt);
    let asks =
        (!asked.is_empty()).then(|| view! { <Asks field=at(PromptField::Covered) title=title.clone() asks=asked/> });
    let links = links_asked(&prompt)
        .into_iter()
        .map(|link| view! { <p class="small"><OutwardLink href=link.href.unwrap_or_default() text=link.text/></p> })
        .collect::<Vec<_>>();
    let notes = oddities(&call, prompt.statements.iter().flat_map(|statement| &statement.oddities))
        .into_iter()
        .map(|note| view! { <Oddity note=note/> })
        .collect::<Vec<_>>();
    if prompt.answer.is_some() {
        return view! {
            <Leaf part=part place=place beside=view! { {asks}{links}{notes} }.into_any()>
                <Kind letter=letter prompt=prompt title=title limits=limits/>
            </Leaf>
        }
        .into_any();
    }
    let hint = prompt.limit.map(limit_sentence).unwrap_or_default();
    let is_open = RwSignal::new(false);
    let panel_id = format!("{text}-evidence");
    let button = {
        let (panel_id, title) = (panel_id.clone(), title.clone());
        move || view! { <EvidenceButton panel_id=panel_id.clone() title=title.clone() is_open=is_open/> }
    };
    view! {
        <Leaf part=part place=place beside=view! { {asks}{links}{notes} }.into_any()>
            <TextAnswer field=text.clone() label=title hidden_label=true hint=hint kind=TextKind::Long
                limits=limits under=button/>
            <EvidenceUsed text=text.clone() sources=sources.clone()/>
            <EvidencePanel id=panel_id text=text sources=sources help=prompt.help is_open=is_open/>
        </Leaf>
    }
    .into_any()
}
