//! Parts of a file that are not as they were packed.

use leptos::prelude::*;

/// What has become of each part, a sentence each, and what is asked because of it.
#[component]
pub fn Damage(#[prop(into)] parts: Signal<Vec<String>>, #[prop(into)] question: Signal<String>) -> impl IntoView {
    let items = move || parts.get().into_iter().map(|part| view! { <li>{part}</li> }.into_any()).collect::<Vec<_>>();
    view! {
        <ul class="remarks">{items}</ul>
        <p><strong>{question}</strong></p>
    }
    .into_any()
}
