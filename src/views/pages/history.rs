//! To be written.

use leptos::prelude::*;

use crate::views::components::PageHead;

/// To be written.
#[component]
pub(super) fn History(id: crate::draft::DraftId) -> impl IntoView {
    view! { <PageHead title="History"/> }
}
