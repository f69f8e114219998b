//! To be written.

use leptos::prelude::*;

use crate::views::components::PageHead;

/// To be written.
#[component]
pub(super) fn HubWordsPage(call: std::sync::Arc<crate::call::Call>) -> impl IntoView {
    view! { <PageHead title="HubWordsPage"/> }
}
