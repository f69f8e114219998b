//! What is said above the pages of a draft: how it is saved, that it can only be read, what other tabs have done.

use leptos::prelude::*;

/// To be written.
#[component]
pub(in crate::views) fn AboveDraft() -> impl IntoView {}

/// A page of a draft. Where the draft can only be read, the page's controls are switched off, and it says why.
#[component]
pub(super) fn Readable(children: Children) -> impl IntoView {
    children()
}
