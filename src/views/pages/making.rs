//! Buttons that have the worker make something, and texts to copy.

use leptos::prelude::*;

use crate::app::Event;
use crate::views::components::Fold;
use crate::views::context::use_app;

/// A button that has something made; while the worker is busy it waits. `event` is asked when it is pressed.
#[component]
pub(super) fn MakeButton(
    #[prop(into)] label: String,
    /// Said by screen readers behind the label.
    #[prop(into, optional)]
    about: String,
    #[prop(default = "button button-second")] class: &'static str,
    event: Callback<(), Event>,
) -> impl IntoView {
    let app = use_app();
    let is_busy = app.select(|state| state.jobs.is_busy());
    let press = move |_| {
        if !is_busy.get_untracked() {
            app.dispatch(event.run(()));
        }
    };
    view! {
        <button type="button" class=class aria-disabled=move || is_busy.get().then_some("true") on:click=press>
            {label}
            {(!about.is_empty()).then(|| view! { <span class="visually-hidden">{about}</span> }.into_any())}
        </button>
    }
    .into_any()
}

/// Prints the page.
#[component]
pub(super) fn PrintButton(#[prop(into)] label: String) -> impl IntoView {
    // A browser that cannot print does nothing.
    view! { <button type="button" class="plain" on:click=move |_| drop(window().print())>{label}</button> }.into_any()
}

/// A text to copy, in a list of terms. It can be selected by hand too, should the button not be allowed to copy. A long one
/// unfolds.
#[component]
pub(super) fn CopyRow(
    #[prop(into)] name: String,
    #[prop(into)] text: String,
    /// What unfolds it.
    #[prop(optional)]
    folded_as: &'static str,
) -> impl IntoView {
    let told = RwSignal::new("");
    let copied = text.clone();
    let press = move |_| {
        crate::browser::copy_text(&copied, move |done| {
            told.set(if done { "Copied" } else { "Your browser blocked this. Select the text and copy it yourself." });
        });
    };
    let about = format!(" {name}");
    let shown = if folded_as.is_empty() {
        text.into_any()
    } else {
        view! { <Fold summary=folded_as about=format!(": {name}")><p class="copy-text">{text}</p></Fold> }.into_any()
    };
    view! {
        <div class="copy">
            <dt>{name}</dt>
            <dd>{shown}</dd>
            <dd class="copy-end">
                <button type="button" class="plain" on:click=press>
                    "Copy"<span class="visually-hidden">{about}</span>
                </button>
                <span class="tiny" role="status">{told}</span>
            </dd>
        </div>
    }
    .into_any()
}
