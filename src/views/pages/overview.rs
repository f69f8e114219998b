//! To be written.

use leptos::prelude::*;

use crate::views::components::PageHead;

/// To be written.
#[component]
pub(super) fn Overview() -> impl IntoView {
    view! { <PageHead title="Overview"/> }
}
