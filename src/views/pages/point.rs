//! To be written.

use leptos::prelude::*;

use crate::views::components::PageHead;

/// To be written.
#[component]
pub(super) fn Point(criterion: crate::call::CriterionId, point: crate::call::PointId) -> impl IntoView {
    view! { <PageHead title="Point"/> }
}
