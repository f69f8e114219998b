//! To be written.

use leptos::prelude::*;

use crate::views::components::PageHead;

/// To be written.
#[component]
pub(super) fn Help() -> impl IntoView {
    view! { <PageHead title="Help"/> }
}
