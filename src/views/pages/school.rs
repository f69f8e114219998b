//! To be written.

use leptos::prelude::*;

use crate::views::components::PageHead;

/// To be written.
#[component]
pub(super) fn School() -> impl IntoView {
    view! { <PageHead title="School"/> }
}
