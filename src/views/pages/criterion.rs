//! To be written.

use leptos::prelude::*;

use crate::views::components::PageHead;

/// To be written.
#[component]
pub(super) fn Criterion(id: crate::call::CriterionId) -> impl IntoView {
    view! { <PageHead title="Criterion"/> }
}
