//! What a hub has changed, and what is to be looked at again for it.

use leptos::prelude::*;

use super::{When, guard};
use crate::app::HubChangesOf;

/// What has changed, by topic, and links to the answers that are to be looked at again.
#[component]
pub fn Changes(topics: Vec<HubChangesOf>, again: Vec<(String, String)>) -> impl IntoView {
    let topic = |of: HubChangesOf| {
        let changes = of.changes.into_iter().map(|words| view! { <li>{words}</li> }.into_any()).collect::<Vec<_>>();
        view! { <h3>{of.topic}</h3> <ul class="bullets">{changes}</ul> }.into_any()
    };
    let topics = topics.into_iter().map(topic).collect::<Vec<_>>();
    let again = if again.is_empty() {
        view! { <p>"All your answers are still saved."</p> }.into_any()
    } else {
        let link = |(name, to)| view! { <li><a href=to>{name}</a></li> }.into_any();
        let links = again.into_iter().map(link).collect::<Vec<_>>();
        view! { <p>"All your other answers are still saved. Look again at these:"</p> <ul class="bullets">{links}</ul> }
            .into_any()
    };
    view! { {topics} {again} }.into_any()
}

/// A note that an answer is to be looked at again, while there is one; with `keep`, a button that says that it still holds.
#[component]
pub fn LookAgain(
    #[prop(into)] note: Signal<String>,
    /// What the button is called, and what it does.
    #[prop(optional_no_strip)]
    keep: Option<(&'static str, Callback<()>)>,
) -> impl IntoView {
    let has_note = Signal::derive(move || note.with(|note| !note.is_empty()));
    let button = move || {
        keep.map(|(label, keep)| {
            view! {
                <button type="button" class="plain" use:guard on:click=move |_| keep.run(())>
                    {label}
                </button>
            }
            .into_any()
        })
    };
    view! { <When holds=has_note><p class="notice">{note} " " {button}</p></When> }.into_any()
}
