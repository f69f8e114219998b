//! How the work is kept: all that is on this device, and what becomes of it.

use crate::app::{
    Event, KeptDraft, Page, Route, SavingEvent, StoragePersistence, UnreadableEntry, kept_drafts, kept_else,
    persistence_words, space_words,
};
use crate::draft::{DraftId, size_words};
use crate::views::App;
use crate::views::html::{El, Part, all, button, el, link, show, styled};
use crate::views::parts::{RESCUE, focus_soon, hidden, leave_nothing, page_title, para};

/// What is kept, where, and what becomes of it.
pub(in crate::views) fn help(app: App) -> Part {
    all([
        page_title("How your work is saved").into(),
        para("lede", "Your work is saved in this browser on this device. Nobody else sees it until you send it.").into(),
        el("p").text("Upbeat saves as you type. Every page tells you if something is not saved.").into(),
        here(app),
        section("Go back to earlier work", [
            el("p").text("Use Undo at the top of the page, or restore a version under \u{201c}Versions\u{201d}. You can restore a deleted application from the start page for 30 days.").into(),
        ]),
        for_good(app),
        section("Back up your work", [
            el("p").text("A browser can lose work: if someone clears its data, if the device breaks, or when a private window closes. In a crash you may lose the last few seconds. Download your application file often and keep it somewhere else.").into(),
        ]),
        section("On a shared computer", [
            el("p").text("Anyone using the same account can open your work until you remove it.").into(),
        ]),
        leave_nothing(app),
        section("What Upbeat sends", [
            el("p").text("Nothing you write. It only loads its own files from the hub\u{2019}s website.").into(),
        ]),
        section("If something goes wrong", [
            el("p").text("If Upbeat stops, use this page to download your work: \u{201c}").add(link(RESCUE, "Your work on this device")).text("\u{201d}. It works even when Upbeat does not.").into(),
        ]),
    ])
}

fn section<const N: usize>(title: &str, parts: [Part; N]) -> Part {
    styled("section", "stack kept-part").add(el("h2").text(title)).add(all(parts)).into()
}

/// What is on this device: each application, what cannot be read, and all else.
fn here(app: App) -> Part {
    let kept = move || {
        app.read(|state| {
            let (bytes, saved) = (state.saving.autosave.persistence().used, !state.saving.autosave.is_failing());
            let evicted = state.history.versions.were_evicted();
            let handed = |draft: &KeptDraft| state.saving.backups.of(&draft.id).handed.is_some();
            let drafts: Vec<_> = kept_drafts(state).into_iter().map(|draft| (handed(&draft), draft)).collect();
            let unreadable = state.drafts.unreadable().to_vec();
            (drafts, unreadable, kept_else(state), space_words(state), bytes, saved, evicted)
        })
    };
    let shown = show(kept, move |(drafts, aside, more, space, bytes, saved, evicted)| {
        let saved = (!saved).then(|| para("error", "Your latest changes are not saved. See the message on this page."));
        let evicted = evicted.then(|| {
            para("hint", "To make space, some earlier versions were deleted. Your applications are complete.")
        });
        let files = bytes.filter(|(used, _)| *used > 0).map(|(used, there)| {
            para("hint", &format!("{} of {} used in total.", size_words(used), size_words(there)))
        });
        all([
            saved.into(),
            table(app, drafts),
            set_aside(app, aside),
            (!more.is_empty()).then(|| el("p").text("Also saved: ").text(more).text(".")).into(),
            el("p").text(space).text(".").into(),
            files.into(),
            evicted.into(),
        ])
    });
    section("What is saved on this device", [shown])
}

fn table(app: App, drafts: &[(bool, KeptDraft)]) -> Part {
    if drafts.is_empty() {
        return el("p").text("No applications are saved here.").into();
    }
    let mut head = el("tr");
    for (name, class) in [("Application", ""), ("Last changed", ""), ("Backup", ""), ("Size", "number")] {
        head = head.add(styled("th", class).attr("scope", "col").text(name));
    }
    let mut rows = el("tbody");
    for (handed, draft) in drafts {
        rows = rows.add(row(app, draft, *handed));
    }
    styled("table", "table kept").add(el("caption").text("Applications")).add(el("thead").add(head)).add(rows).into()
}

/// `handed`: the browser has a file of it, and nobody has said that it arrived.
fn row(app: App, draft: &KeptDraft, handed: bool) -> El {
    let KeptDraft { id, title, changed, size, backup, read_only } = draft;
    let (day, minute) = changed.london();
    let sent = id.clone();
    let save = button("button button-plain", move || app.send(Event::Saving(SavingEvent::DownloadDraft(sent.clone()))));
    let name = link(&Route::Draft(id.clone(), Page::Tasks, None).to_string(), title).attr("id", &name_id(id));
    let named = |button: El, action: &str| button.text(action).add(hidden(&format!(": \u{201c}{title}\u{201d}")));
    let arrived = handed.then(|| {
        let received = id.clone();
        let press = move || {
            app.send(Event::Saving(SavingEvent::BackupReceived(received.clone())));
            // The button goes.
            focus_soon(name_id(&received));
        };
        named(button("button button-plain", press), "I have the file")
    });
    let cell = |label: &str, text: &str| el("td").attr("data-label", label).text(text);
    let only = read_only.as_ref().map(|why| para("hint", why));
    el("tr")
        .add(el("th").attr("scope", "row").add(name).add(only))
        .add(cell("Last changed", &format!("{}, {}", day.medium(), crate::call::clock_words(minute))))
        .add(cell("Backup", backup).add(arrived).add(named(save, "Download answers")))
        .add(cell("Size", size).attr("class", "number"))
}

fn set_aside(app: App, aside: &[UnreadableEntry]) -> Part {
    let mut parts = Vec::new();
    for UnreadableEntry { key, text, why } in aside {
        let sent = key.clone();
        let download = button("button button-plain", move || {
            app.send(Event::Saving(SavingEvent::DownloadUnreadable(sent.clone())));
        });
        let words =
            format!(" ({}). {why} It has not been changed.", size_words(u64::try_from(text.len()).unwrap_or(u64::MAX)));
        let named = el("p").text("Upbeat cannot read this: ").add(el("strong").text(key)).text(&words).text(" ");
        parts.push(named.add(download.text("Download").add(hidden(&format!(": {key}")))).into());
    }
    parts.into_iter().collect()
}

fn name_id(id: &DraftId) -> String {
    format!("kept-{id}")
}

/// Whether the browser keeps it for good, and a way to ask it to.
fn for_good(app: App) -> Part {
    let shown = show(
        move || app.read(|state| state.saving.autosave.persistence()),
        move |standing: &StoragePersistence| {
            let ask = (standing.lasting == Some(false)).then(|| {
                button("button button-second", move || app.send(Event::Saving(SavingEvent::RequestPersistence)))
                    .text("Ask the browser to protect my work")
            });
            all([el("p").attr("role", "status").text(persistence_words(*standing)).into(), ask.into()])
        },
    );
    section("Will it stay here?", [shown])
}
