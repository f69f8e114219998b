//! That the hub has changed the words to which an answer was given.

use leptos::prelude::*;

use crate::app::{changed_note, kept_answer};
use crate::draft::Field;
use crate::views::components::LookAgain;
use crate::views::context::use_draft;
use crate::views::focus_soon;

/// A note while the answer is to be looked at again. `keep` names a button that says that it still holds.
#[component]
pub(in crate::views) fn ChangedNote(field: Field, #[prop(optional)] keep: Option<&'static str>) -> impl IntoView {
    let draft = use_draft();
    let note = {
        let field = field.clone();
        draft.select(move |call, draft| changed_note(call, draft, &field))
    };
    let press = Callback::new(move |()| {
        if let Some((field, value)) = draft.with_draft(|draft| kept_answer(draft, &field)) {
            draft.set(&field, value);
        }
        // The button goes.
        focus_soon(field.to_string());
    });
    view! { <LookAgain note=note keep=keep.map(|label| (label, press))/> }
}
