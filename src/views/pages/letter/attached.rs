//! A letter that is sent as a file of its own, in place of what is written here.

use std::sync::Arc;

use leptos::prelude::*;

use super::place::Place;
use super::support::SupportLeaf;
use crate::app::{LetterPart, letter_quotation};
use crate::call::{Letter, LetterId, Section};
use crate::draft::{Field, LetterField, Value};
use crate::views::answers::FilesBox;
use crate::views::components::{HubWords, When, guard};
use crate::views::context::use_draft;
use crate::views::focus_soon;
use crate::views::pages::section::StillWorking;

/// The id of the button that leads back to writing.
const WRITE: &str = "write-letter";

/// Attaches the letter in place of writing it here.
#[component]
pub(super) fn AttachInstead(letter: LetterId) -> impl IntoView {
    let draft = use_draft();
    let field = Field::Letter(letter, LetterField::Attached);
    let attach = move |_| {
        draft.set(&field, Value::Flag(true));
        focus_soon(WRITE.to_owned());
    };
    view! {
        <p class="hint">"Or attach the file and send it unchanged."</p>
        <button type="button" class="plain" use:guard on:click=attach>"Attach it as a file"</button>
    }
}

/// Writes the letter here in place of attaching it.
#[component]
pub(super) fn WriteInstead(letter: LetterId, first: Option<Field>, place: Place) -> impl IntoView {
    let draft = use_draft();
    let field = Field::Letter(letter, LetterField::Attached);
    let write = move |_| {
        draft.set(&field, Value::Flag(false));
        if let Some(first) = &first {
            place.go_to(first);
        }
    };
    view! { <button type="button" class="plain" id=WRITE use:guard on:click=write>"Write it here instead"</button> }
}

/// The file, and whether the statement of support is in it.
#[component]
pub(super) fn Attached(letter: Arc<Letter>, parts: Vec<LetterPart>, place: Place) -> impl IntoView {
    let files = Field::Letter(letter.id.clone(), LetterField::Files);
    let texts: Vec<Field> = parts.iter().map(|part| part.field.clone()).collect();
    let keeps = use_draft().select(move |_, draft| texts.iter().any(|field| draft.answered(field)));
    let support = parts
        .into_iter()
        .find(|part| matches!(part.field, Field::Letter(_, LetterField::Support)))
        .zip(letter.support.clone());
    let (id, section) = (letter.id.clone(), Section::Letter(letter.id.clone()));
    view! {
        <div class="letter-words">
            <HubWords quotation=letter_quotation(&use_draft().call(), &letter)/>
        </div>
        <section class="leaf">
            <div>
                <h2>"The file"</h2>
                <p class="small">"The file goes into your application unchanged. Upbeat cannot check what it says or how long it is."</p>
                <When holds=keeps>
                    <p class="small">"What you wrote here is still saved. It will not be sent."</p>
                </When>
            </div>
            <FilesBox field=files label="Attach the letter"/>
        </section>
        {support.map(|(part, support)| view! { <SupportLeaf letter=id support=support part=part place=place is_attached=true/> })}
        <StillWorking section=section/>
    }
    .into_any()
}
