//! What stands on every page of a draft about how it is kept: a glance, a reminder, and why it can only be read.

use super::{focus_soon, hidden, para};
use crate::app::{Event, LoadedDraft, ReadOnlyDraft, Route, SavingEvent, State, last_backup, reminder, space_words};
use crate::draft::DraftId;
use crate::views::html::{Part, all, button, el, link, show, styled};
use crate::views::{App, Work};

/// The address of the page that works without the program.
pub(in crate::views) const RESCUE: &str = "rescue.html";

/// Space used and the last backup, for a glance; the rest of it is behind the link.
pub(in crate::views) fn glance(app: App, id: &DraftId) -> Part {
    let id = id.clone();
    let words = move || app.read(|state| (space_words(state), last_backup(state, &id)));
    show(words, |(space, backup)| {
        let words = format!("{space} \u{b7} {backup}");
        link(&Route::Help.to_string(), &words).attr("class", "glance").add(hidden(": how your work is saved")).into()
    })
}

/// A page of a draft with what has to be said above it. One that can only be read has its controls switched off.
pub(in crate::views) fn kept_page(work: &Work, page: Part) -> Part {
    let why =
        work.app.peek(|state| state.drafts.get(&work.id).and_then(LoadedDraft::read_only).map(ReadOnlyDraft::why));
    let Some(why) = why else { return all([remind(work), page]) };
    let (app, id) = (work.app, work.id.clone());
    let download =
        button("button button-second", move || app.send(Event::Saving(SavingEvent::DownloadDraft(id.clone()))));
    let note = styled("div", "notice notice-warn")
        .add(el("h2").text("You can view this application but not change it"))
        .add(el("p").text(&why))
        .add(download.text("Download answers"));
    let page = styled("fieldset", "read-only").attr("disabled", "").attr("aria-label", "View only").add(page);
    all([note.into(), page.into()])
}

fn remind(work: &Work) -> Part {
    let (app, id) = (work.app, work.id.clone());
    let due = {
        let id = id.clone();
        move || app.read(|state: &State| reminder(state, &id))
    };
    show(due, move |due| {
        let Some(words) = due else { return Part::NONE };
        let send = |event: fn(DraftId) -> SavingEvent| {
            let id = id.clone();
            move || {
                if app.peek(|state| !state.jobs.is_busy()) {
                    app.send(Event::Saving(event(id.clone())));
                    // The line goes, and what was pressed goes with it.
                    focus_soon("main".to_owned());
                }
            }
        };
        let busy = move || app.read(|state| state.jobs.is_busy()).then(|| "true".to_owned());
        styled("div", "reminder no-print")
            .add(para("reminder-what", words))
            .add(
                button("button button-second", send(SavingEvent::BackUp))
                    .attr_of("aria-disabled", busy)
                    .text("Download a backup"),
            )
            .add(button("button button-plain", send(SavingEvent::NotToday)).text("Remind me tomorrow"))
            .into()
    })
}
