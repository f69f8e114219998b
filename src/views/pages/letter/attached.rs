//! A letter that is sent as a file of its own, in place of what is written here.

use std::sync::Arc;

use leptos::prelude::*;

use super::place::Place;
use super::support::SupportLeaf;
use crate::app::{LetterPart, letter_quotation};
use crate::call::{Letter, Section};
use crate::draft::{Field, LetterField, Value};
use crate::views::answers::{AddFiles, FilesAnswer, drop_place};
use crate::views::components::{HubWords, When, guard};
use crate::views::context::use_draft;
use crate::views::pages::section::StillWorking;

/// Changes between writing the letter here and attaching it.
#[component]
pub(super) fn AttachButton(letter: Arc<Letter>, is_attached: Signal<bool>) -> impl IntoView {
    let draft = use_draft();
    let field = Field::Letter(letter.id.clone(), LetterField::Attached);
    let label = move || if is_attached.get() { "Write it here instead" } else { "Attach it as a file instead" };
    let change = move |_| draft.set(&field, Value::Flag(!is_attached.get_untracked()));
    view! { <button type="button" class="plain" use:guard on:click=change>{label}</button> }
}

/// The file, and whether the statement of support is in it.
#[component]
pub(super) fn Attached(letter: Arc<Letter>, parts: Vec<LetterPart>, place: Place) -> impl IntoView {
    let files = Field::Letter(letter.id.clone(), LetterField::Files);
    let label_id = format!("{files}-label");
    let texts: Vec<Field> = parts.iter().map(|part| part.field.clone()).collect();
    let keeps =
        use_draft().select(move |_, draft| texts.iter().any(|field| draft.answered(field) && !field.holds_files()));
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
                <p class="small">"Upbeat sends it as it is. It cannot check what it says or how long it is."</p>
                <When holds=keeps>
                    <p class="small">"What you wrote here is still saved. It will not be sent."</p>
                </When>
            </div>
            // A click gives it the focus, so that what is pasted then is pasted here.
            <div class="document-files" role="group" tabindex="-1" aria-labelledby=label_id.clone()
                use:drop_place=files.clone()>
                <p class="label" id=label_id.clone()>"Attach the letter"</p>
                <p class="hint">"PDF is best. You can attach more than one file."</p>
                <FilesAnswer field=files.clone()/>
                <AddFiles field=files.clone()/>
            </div>
        </section>
        {support.map(|(part, support)| view! { <SupportLeaf letter=id support=support part=part place=place is_attached=true/> })}
        <StillWorking section=section/>
    }
    .into_any()
}
