//! Where there is no page, or not yet.

use leptos::prelude::*;

use crate::app::Route;
use crate::views::components::PageHead;

/// A page is on its way.
#[component]
pub(in crate::views) fn Loading() -> impl IntoView {
    view! { <h1 tabindex="-1">"Loading\u{2026}"</h1> }.into_any()
}

#[component]
fn Nothing(#[prop(into)] title: String, #[prop(into)] why: String, safe: &'static str) -> impl IntoView {
    view! {
        <PageHead title=title/>
        <p>{why}</p>
        <p>{safe} <a href=Route::Start.to_string()>"start page"</a> "."</p>
    }
    .into_any()
}

/// There is no page, and why.
#[component]
pub(super) fn Lost(#[prop(into)] words: String) -> impl IntoView {
    view! { <Nothing title="Page not found" why=words safe="Your saved work is safe. Find it on the "/> }
}

/// A call's file did not come, or has a mistake.
#[component]
pub(super) fn NoCall(why: String) -> impl IntoView {
    view! {
        <Nothing title="This hub\u{2019}s page cannot be shown" why=why safe="Your saved work is safe. Find it on the "/>
    }
}

/// A section or point that the call does not have.
#[component]
pub(super) fn NoSection() -> impl IntoView {
    view! { <Lost words="This hub does not use this section. Any answers you gave are still saved."/> }
}
