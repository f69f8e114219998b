//! To be written.

use leptos::prelude::*;

use crate::views::components::PageHead;

/// To be written.
#[component]
pub(super) fn Letter(id: crate::call::LetterId) -> impl IntoView {
    view! { <PageHead title="Letter"/> }
}
