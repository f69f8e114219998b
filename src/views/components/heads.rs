//! What pages begin and end with.

use leptos::prelude::*;

/// The heading of a page, with what stands above and below it, and what can be done at its right. The heading takes focus
/// when the page is opened.
#[component]
pub fn PageHead(
    #[prop(into)] title: Signal<String>,
    #[prop(into, optional)] eyebrow: Signal<String>,
    #[prop(into, optional)] lede: Signal<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="head">
            <div>
                <p class="eyebrow" hidden=move || eyebrow.with(String::is_empty)>{eyebrow}</p>
                <h1 tabindex="-1">{title}</h1>
                <p class="lede" hidden=move || lede.with(String::is_empty)>{lede}</p>
            </div>
            {children.map(|children| view! { <div class="actions">{children()}</div> }.into_any())}
        </div>
    }
    .into_any()
}

/// Where one is: the way back, and what stands beside it.
#[component]
pub fn Way(
    #[prop(into)] to: String,
    #[prop(into)] back: String,
    #[prop(into, optional)] place: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <nav class="way no-print" aria-label="Breadcrumb">
            <a href=to><span>{back}</span></a>
            {children.map(|children| children())}
            <span class="way-place">{place}</span>
        </nav>
    }
    .into_any()
}

/// The one primary action of a page, named after what comes next, and the way back beside it.
#[component]
pub fn Onward(
    #[prop(into)] to: Signal<String>,
    #[prop(into)] label: Signal<String>,
    #[prop(into, optional)] back_to: String,
    #[prop(into, optional)] back: String,
) -> impl IntoView {
    let back = (!back_to.is_empty()).then(|| {
        view! { <a class="back" href=back_to><span class="visually-hidden">"Previous: "</span>{back}</a> }.into_any()
    });
    view! {
        <nav class="onward no-print" aria-label="Next">
            {back}
            <a class="button" href=to>{label}</a>
        </nav>
    }
    .into_any()
}
