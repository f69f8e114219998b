//! To be written.

use leptos::prelude::*;

use crate::views::components::PageHead;

/// To be written.
#[component]
pub(super) fn SendHub() -> impl IntoView {
    view! { <PageHead title="SendHub"/> }
}
