//! Characters of an answer that cannot be printed, where the answer is no single text box.

use leptos::prelude::*;

use crate::draft::Field;
use crate::views::context::use_draft;

/// Says which they are and what to do, while the answer is written; nothing where all can be printed.
#[component]
pub(in crate::views) fn UnprintedNote(field: Field) -> impl IntoView {
    let note = use_draft().unprinted(&field);
    view! { <p class="line-note" hidden=move || note.with(String::is_empty)>{note}</p> }.into_any()
}
