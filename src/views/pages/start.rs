//! To be written.

use leptos::prelude::*;

use crate::views::components::PageHead;

/// To be written.
#[component]
pub(super) fn Start() -> impl IntoView {
    view! { <PageHead title="Start"/> }
}
