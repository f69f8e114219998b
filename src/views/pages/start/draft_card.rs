//! An application on the start page: how far it is, and the way on.

use leptos::prelude::*;

use crate::app::{Page, Route, StartDraft, start_draft};
use crate::draft::DraftId;
use crate::views::context::use_app;
use crate::views::lazy::{Lazy, LazyView};

/// The id of a card's link, which takes focus when what was below it goes.
pub(super) fn card_id(id: &DraftId) -> String {
    format!("card-{id}")
}

/// An application on this device.
#[component]
pub(super) fn DraftCard(
    id: DraftId,
    /// The first card has the page's main action.
    is_first: Signal<bool>,
) -> impl IntoView {
    let app = use_app();
    let card = {
        let id = id.clone();
        app.select(move |state| start_draft(state, &id))
    };
    let text = move |part: fn(&StartDraft) -> &String| move || card.with(|card| part(card).clone());
    let removed = Memo::new(move |_| card.with(|card| card.removed.clone()));
    let class = move || if is_first.get() { "button" } else { "button button-second" };
    view! {
        <li class="draft">
            <div>
                <h3>
                    <a id=card_id(&id) href=Route::Draft(id.clone(), Page::Overview, None).to_string()>
                        {text(|card| &card.title)}
                    </a>
                </h3>
                <div class="draft-figures"><Lazy view=LazyView::Figures(id.clone())/></div>
                <p class="small">{text(|card| &card.about)}</p>
                <p class="small" hidden=move || removed.with(String::is_empty)>{removed}</p>
            </div>
            <div class="actions">
                <a class=class href=text(|card| &card.left_off)>
                    "Continue where you left off"
                    <span class="visually-hidden">": " {text(|card| &card.title)}</span>
                </a>
            </div>
            <div class="draft-more"><Lazy view=LazyView::CardActions(id)/></div>
        </li>
    }
    .into_any()
}
