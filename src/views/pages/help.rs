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
        page_title("How your work is kept").into(),
        para("lede", "Everything you write stays on this device, in this browser. Nobody else can see it, the hub included, until you send a file yourself.").into(),
        el("p").text("You need not press anything: every keystroke is saved at once. At the top of the page you always see whether your changes are saved on this device.").into(),
        here(app),
        section("Back to what it was", [
            el("p").text("What you have just written can be undone at the top of the page, or with Ctrl, Alt and Z together. Earlier versions of each application are kept as you write: compare them with what is there now, and bring one back. A deleted application can be brought back for 30 days from the start page.").into(),
        ]),
        for_good(app),
        section("Back up now and then", [
            el("p").text("A browser can lose what it keeps: when somebody clears its data, when the device breaks, or in a private window when it is closed. Should the browser itself or the whole computer stop without warning, what you typed in the last few seconds can be lost: the browser, not this page, says when it is on the disk. On the page \u{201c}Export\u{201d} of each application you can make its file, which is its backup too. You can open that file here again, on any device. After a day of work this page reminds you.").into(),
        ]),
        section("On a shared computer", [
            el("p").text("Other people who use the same account on this computer can open your applications, until you take them away:").into(),
        ]),
        leave_nothing(app),
        section("What this page sends", [
            el("p").text("Nothing. It loads its own files from the place where the hub has put it, and asks no other server for anything.").into(),
        ]),
        section("Should something go wrong", [
            el("p").text("If the page itself stops, it says so, and offers your drafts as a file without needing the program. The page \u{201c}").add(link(RESCUE, "Everything kept on this device")).text("\u{201d} does the same at any time, and works when nothing else does.").into(),
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
        let saved = (!saved).then(|| {
            para("error", "Your latest changes are not saved on this device: see the message at the foot of the page.")
        });
        let evicted = evicted.then(|| {
            para("hint", "There was no room left, so some of the history of your applications was removed to save what you write. The applications themselves are whole.")
        });
        let files = bytes.filter(|(used, _)| *used > 0).map(|(used, there)| {
            para(
                "hint",
                &format!(
                    "With files and the page itself, {} of the {} that this browser gives to this host.",
                    size_words(used),
                    size_words(there)
                ),
            )
        });
        all([
            saved.into(),
            table(app, drafts),
            set_aside(app, aside),
            (!more.is_empty()).then(|| el("p").text("Also here: ").text(more).text(".")).into(),
            el("p").text(space).text(".").into(),
            files.into(),
            evicted.into(),
        ])
    });
    section("What is on this device", [shown])
}

fn table(app: App, drafts: &[(bool, KeptDraft)]) -> Part {
    if drafts.is_empty() {
        return el("p").text("At the moment there is no application here.").into();
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
        .add(cell("Backup", backup).add(arrived).add(named(save, "Save as a file")))
        .add(cell("Size", size).attr("class", "number"))
}

fn set_aside(app: App, aside: &[UnreadableEntry]) -> Part {
    let mut parts = Vec::new();
    for UnreadableEntry { key, text, why } in aside {
        let sent = key.clone();
        let download = button("button button-plain", move || {
            app.send(Event::Saving(SavingEvent::DownloadUnreadable(sent.clone())));
        });
        let words = format!(
            " ({}). {why} It is left exactly as it is.",
            size_words(u64::try_from(text.len()).unwrap_or(u64::MAX))
        );
        let named = el("p").text("Something here cannot be read: ").add(el("strong").text(key)).text(&words).text(" ");
        parts.push(named.add(download.text("Download it").add(hidden(&format!(": {key}")))).into());
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
                    .text("Ask this browser to keep my work")
            });
            all([el("p").attr("role", "status").text(persistence_words(*standing)).into(), ask.into()])
        },
    );
    section("Will it stay here?", [shown])
}
