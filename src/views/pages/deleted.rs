//! On the start page: drafts that were deleted, and how to bring them back.

use leptos::prelude::*;

use crate::app::{DeletedDraft, Event, HistoryEvent, when_words};
use crate::draft::DraftId;
use crate::views::App;
use crate::views::html::{El, Part, all, button, el, show, styled};
use crate::views::parts::{focus_soon, hidden, para};

/// The id of the heading, which takes focus when a card goes.
const TITLE: &str = "deleted-title";

/// The list, the latest first.
pub(in crate::views) fn deleted(app: App) -> Part {
    let mut cards: Vec<(DraftId, String, String)> = app.peek(|state| {
        let mut deleted: Vec<&DeletedDraft> = state.history.trash.deleted().values().collect();
        deleted.sort_by_key(|deleted| std::cmp::Reverse(deleted.at));
        let when = |deleted: &DeletedDraft| {
            deleted.at.map_or_else(|| "Deleted".to_owned(), |at| format!("Deleted {}", when_words(at, state.now)))
        };
        deleted.into_iter().map(|d| (d.draft.id.clone(), d.draft.title().to_owned(), when(d))).collect()
    });
    let mut list = styled("ul", "cards");
    for (id, title, when) in cards.drain(..) {
        list = list.add(card(app, &id, &title, &when));
    }
    styled("section", "stack no-print")
        .add(el("h2").attr("id", TITLE).attr("tabindex", "-1").text("Deleted in the last 30 days"))
        .add(para("hint", "These are still on this device. On a shared computer, delete them permanently."))
        .add(list)
        .into()
}

fn card(app: App, id: &DraftId, title: &str, when: &str) -> El {
    let asking = RwSignal::new(false);
    let opener = format!("for-good-{id}");
    let named =
        |button: El, action: &str| button.text(action).text(" ").add(hidden(&format!(" \u{201c}{title}\u{201d}")));
    let back = {
        let id = id.clone();
        move || {
            app.send(Event::History(HistoryEvent::Recover(id.clone())));
            focus_soon(crate::app::NOTICE.to_owned());
        }
    };
    let below = {
        let (id, title, opener) = (id.clone(), title.to_owned(), opener.clone());
        show(
            move || asking.get(),
            move |asked| if *asked { ask(app, &id, &title, &opener, asking) } else { Part::NONE },
        )
    };
    styled("li", "card")
        .add(styled("h3", "card-title").text(title))
        .add(para("card-meta", when))
        .add(styled("div", "card-actions").add(named(button("button button-plain", back), "Restore")).add(named(
            button("button button-plain", move || asking.set(true)).attr("id", &opener),
            "Delete permanently",
        )))
        .add(below)
}

fn ask(app: App, id: &DraftId, title: &str, opener: &str, asking: RwSignal<bool>) -> Part {
    let (gone, opener, question_id) = (id.clone(), opener.to_owned(), format!("ask-for-good-{id}"));
    let yes = move || {
        app.send(Event::History(HistoryEvent::DeleteForGood(gone.clone())));
        focus_soon(crate::app::NOTICE.to_owned());
    };
    let no = move || {
        asking.set(false);
        focus_soon(opener.clone());
    };
    let question =
        format!("Delete \u{201c}{title}\u{201d} and its earlier versions permanently? This cannot be undone.");
    let buttons = all([
        button("button button-warn", yes).text("Delete permanently").into(),
        button("button button-second", no).text("Cancel").into(),
    ]);
    styled("div", "confirm")
        .attr("role", "group")
        .attr("aria-labelledby", &question_id)
        .add(el("p").attr("id", &question_id).text(&question))
        .add(styled("div", "actions").add(buttons))
        .into()
}
