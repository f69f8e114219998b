//! To be written.

use leptos::prelude::*;

/// To be written.
#[component]
pub(in crate::views) fn Deleted() -> impl IntoView {}
