//! Something to unfold.

use leptos::prelude::*;

/// A summary, and what is behind it. It remembers for as long as the page is there whether it was open; with `open` it is
/// open at first; once `opens` holds, it opens.
#[component]
pub fn Fold(
    #[prop(into)] summary: String,
    /// Said by screen readers behind the summary, so that it is understood without what stands around it.
    #[prop(into, optional)]
    about: Signal<String>,
    #[prop(optional)] open: bool,
    #[prop(into, optional)] opens: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="fold" open=move || open || opens.get()>
            <summary>
                <span>{summary}</span>
                <span class="visually-hidden">{about}</span>
            </summary>
            {children()}
        </details>
    }
    .into_any()
}
