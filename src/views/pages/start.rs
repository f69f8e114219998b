//! The start: calls, drafts on this device, a file to open.

use leptos::prelude::*;

use crate::app::{
    CallEvent, DraftEvent, Event, HistoryEvent, ListedDraft, Load, Page, Route, SavingEvent, State, call_name,
    elsewhere_drafts, listed_drafts,
};
use crate::call::CallEntry;
use crate::draft::{Draft, DraftId};
use crate::views::App;
use crate::views::html::{El, Part, all, button, el, link, show, show_while, styled, value_in};
use crate::views::parts::{focus_soon, hidden, page_title, para};

/// The id of the heading, which takes focus when a card goes.
const TITLE: &str = "start-title";

/// The id of a card's link, which takes focus when what was below it goes.
fn card_id(id: &DraftId) -> String {
    format!("card-{id}")
}

/// The start page.
pub(in crate::views) fn start(app: App) -> Part {
    let hero = styled("section", "hero")
        .add(page_title("Prepare your Music Hub application").attr("id", TITLE))
        .add(para("lede", "Gather evidence, write what the hub asks for, check it and download it ready to send."))
        .add(para("quiet", "No account needed. Your work stays in this browser on this device until you send it."));
    all([hero.into(), set_aside(app), drafts(app), elsewhere(app), calls(app), open_file(), deleted(app)])
}

/// Drafts that were deleted not long ago. They are read with the rest of the program.
fn deleted(app: App) -> Part {
    show(
        move || {
            app.read(|state| state.history.trash.deleted().iter().map(|(id, d)| (id.clone(), d.at)).collect::<Vec<_>>())
        },
        move |ids| if ids.is_empty() { Part::NONE } else { app.rest(|rest| (rest.deleted)(app)) },
    )
}

fn open_file() -> Part {
    let input = el("input")
        .attr("type", "file")
        .attr("id", "open-file")
        .attr("aria-describedby", "open-file-hint")
        .attr("accept", ".zip,.json,application/zip,application/json");
    let hint = "An application file (.zip) or answers file (.json). Upbeat asks before it replaces anything.";
    let label = el("label").attr("class", "label").attr("for", "open-file").text("Application file or answers file");
    styled("section", "stack")
        .add(el("h2").text("Open a file"))
        .add(styled("div", "open-file").add(label).add(para("hint", hint).attr("id", "open-file-hint")).add(input))
        .into()
}

fn calls(app: App) -> Part {
    let body = show(
        move || app.read(|state| state.calls.index().clone()),
        move |index| match index {
            Load::Loading => para("quiet", "Loading Music Hubs\u{2026}").into(),
            Load::Failed(why) => styled("div", "notice notice-bad")
                .add(el("p").text(why).text(" Your applications are safe. Reload this page to try again."))
                .into(),
            Load::Ready(index) if index.calls.is_empty() => el("p")
                .text("No Music Hub is taking applications here at the moment. Ask your hub when its next round opens.")
                .into(),
            Load::Ready(index) => {
                let mut cards = styled("ul", "cards");
                for entry in &index.calls {
                    cards = cards.add(call_card(app, entry));
                }
                cards.into()
            }
        },
    );
    styled("section", "stack").add(el("h2").text("Choose your Music Hub")).add(body).into()
}

fn call_card(app: App, entry: &CallEntry) -> El {
    let example = entry.example.then(|| {
        let id = entry.id.clone();
        button("button button-plain", move || app.send(Event::Draft(DraftEvent::OpenExample(id.clone()))))
            .text("See an example ")
            .add(hidden(&format!(" for {}", entry.hub)))
    });
    let mut meta = para("card-meta", &entry.title);
    if let Some(area) = &entry.area {
        meta = meta.text(" \u{b7} ").text(area);
    }
    let name = link(&Route::Call(entry.id.clone()).to_string(), &entry.hub);
    styled("li", "card")
        .add(styled("h3", "card-title").add(name))
        .add(meta)
        .add(styled("div", "card-actions").add(example))
}

fn drafts(app: App) -> Part {
    let ids = move || app.read(|state| listed_drafts(state).into_iter().map(|draft| draft.id).collect::<Vec<_>>());
    show_while(
        move || !ids().is_empty(),
        move || {
            let list = styled("ul", "cards").each(ids, move |id| draft_card(app, id));
            styled("section", "stack").add(el("h2").text("Your applications")).add(list).into()
        },
    )
}

/// Applications that were begun on another Upbeat page of this host.
fn elsewhere(app: App) -> Part {
    show(
        move || app.read(elsewhere_drafts),
        move |drafts| {
            if drafts.is_empty() {
                return Part::NONE;
            }
            let mut list = styled("ul", "cards");
            for draft in drafts {
                list = list.add(elsewhere_card(app, draft));
            }
            styled("section", "stack")
                .add(el("h2").text("Applications from another page on this web address"))
                .add(list)
                .into()
        },
    )
}

fn elsewhere_card(app: App, draft: &ListedDraft) -> El {
    let ListedDraft { id, title, call, .. } = draft;
    let id = id.clone();
    let take = move || {
        app.send(Event::Call(CallEvent::TakeOver(id.clone())));
        focus_soon(card_id(&id));
    };
    let take =
        button("button button-plain", take).text("Use it here ").add(hidden(&format!(" \u{201c}{title}\u{201d}")));
    styled("li", "card")
        .add(styled("h3", "card-title").text(title))
        .add(para("card-meta", call))
        .add(styled("div", "card-actions").add(take))
}

fn set_aside(app: App) -> Part {
    let aside = move || {
        app.read(|state| state.drafts.unreadable().iter().map(|s| (s.key.clone(), s.why.clone())).collect::<Vec<_>>())
    };
    show(aside, move |aside| {
        let mut parts = Vec::new();
        for (key, why) in aside {
            let key = key.clone();
            let download = button("button button-second", move || {
                app.send(Event::Saving(SavingEvent::DownloadUnreadable(key.clone())));
            });
            let note = styled("div", "notice notice-warn")
                .add(el("h2").text("Upbeat cannot read some of your saved work"))
                .add(
                    el("p")
                        .text(why)
                        .text(" It has not been changed. Download it and send it to your Music Hub or IT support."),
                )
                .add(download.text("Download"));
            parts.push(note.into());
        }
        parts.into_iter().collect()
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Nothing,
    Name,
    Delete,
}

/// A text of a draft's card, which follows what is changed here and in other tabs; what is open on the card stays so.
fn told(app: App, id: &DraftId, tell: fn(&State, &Draft) -> String) -> impl Fn() -> String + 'static {
    let id = id.clone();
    move || app.read(|state| state.drafts.get(&id).map(|loaded| tell(state, &loaded.draft)).unwrap_or_default())
}

fn title_words(_: &State, draft: &Draft) -> String {
    draft.title().to_owned()
}

fn removed_words(state: &State, draft: &Draft) -> String {
    if !state.calls.is_removed_by_hub(&draft.call) {
        return String::new();
    }
    "The hub has removed this round from its page. Your application is safe.".to_owned()
}

fn changed_words(_: &State, draft: &Draft) -> String {
    let (day, minute) = draft.changed.london();
    format!("Last changed {} at {}", day.long(), crate::call::clock_words(minute))
}

fn draft_card(app: App, id: &DraftId) -> El {
    // Only one of these is open at a time, and only here.
    let asking = RwSignal::new(Asking::Nothing);
    let title = told(app, id, title_words);
    let below = {
        let id = id.clone();
        show(
            move || asking.get(),
            move |asked| match asked {
                Asking::Nothing => Part::NONE,
                Asking::Name => rename(app, &id, &title(), asking),
                Asking::Delete => delete(app, &id, &title(), asking),
            },
        )
    };
    let (copy, file) = (id.clone(), id.clone());
    let duplicate = move || {
        let call = app.peek(|state| state.drafts.get(&copy).map(|loaded| loaded.draft.call.clone()));
        if let Some(call) = call {
            app.send(Event::Draft(DraftEvent::StartFrom(copy.clone(), call)));
        }
    };
    let named = |button: El, action: &str| {
        let title = told(app, id, title_words);
        button.text(action).text(" ").add(hidden("").text_of(move || format!(" \u{201c}{}\u{201d}", title())))
    };
    let plain = "button button-plain";
    let heading = link(&Route::Draft(id.clone(), Page::Tasks, None).to_string(), "")
        .attr("id", &card_id(id))
        .text_of(told(app, id, title_words));
    let actions = styled("div", "card-actions")
        .add(named(button(plain, move || asking.set(Asking::Name)), "Rename"))
        .add(named(button(plain, duplicate), "Make a copy"))
        .add(named(
            button(plain, move || app.send(Event::Saving(SavingEvent::DownloadDraft(file.clone())))),
            "Download answers",
        ))
        .add(named(button(plain, move || asking.set(Asking::Delete)), "Delete"));
    let meta = para("card-meta", "").text_of(told(app, id, call_name)).text(" ").add(el("br")).text(" ");
    let removed = told(app, id, removed_words);
    let removed = show(removed, |words| if words.is_empty() { Part::NONE } else { para("card-meta", words).into() });
    styled("li", "card")
        .add(styled("h3", "card-title").add(heading))
        .add(meta.text_of(told(app, id, changed_words)))
        .add(removed)
        .add(actions)
        .add(below)
}

/// Closes what was asked on a card and goes back to it.
fn leave(id: &DraftId, asking: RwSignal<Asking>) -> impl FnMut() + 'static {
    let id = id.clone();
    move || {
        asking.set(Asking::Nothing);
        focus_soon(card_id(&id));
    }
}

fn rename(app: App, id: &DraftId, title: &str, asking: RwSignal<Asking>) -> Part {
    let name = StoredValue::new(title.to_owned());
    let (field, hint_id) = (format!("name-{id}"), format!("name-{id}-hint"));
    let done = id.clone();
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        let name = name.get_value();
        asking.set(Asking::Nothing);
        app.send(Event::Draft(DraftEvent::Rename(done.clone(), name)));
        focus_soon(card_id(&done));
    };
    let hint = "Only you see this. Leave blank to use the school\u{2019}s name.";
    let input = styled("input", "input")
        .attr("id", &field)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("aria-describedby", &hint_id)
        .attr("value", title)
        .on("input", move |event| name.set_value(value_in(&event)));
    let label = el("label").attr("class", "label").attr("for", &field).text("Application name");
    // `autofocus` is honoured only while a page is being loaded.
    focus_soon(field);
    styled("form", "confirm")
        .on("submit", submit)
        .add(styled("div", "field").add(label).add(para("hint", hint).attr("id", &hint_id)).add(input))
        .add(
            styled("div", "actions")
                .add(styled("button", "button").attr("type", "submit").text("Rename"))
                .add(button("button button-plain", leave(id, asking)).text("Cancel")),
        )
        .into()
}

fn delete(app: App, id: &DraftId, title: &str, asking: RwSignal<Asking>) -> Part {
    let (gone, question_id) = (id.clone(), format!("delete-{id}"));
    let yes = move || {
        app.send(Event::History(HistoryEvent::Delete(gone.clone())));
        focus_soon(TITLE.to_owned());
    };
    let question = format!("Delete \u{201c}{title}\u{201d}? You can restore it from this page for 30 days.");
    styled("div", "confirm")
        .attr("role", "group")
        .attr("aria-labelledby", &question_id)
        .add(el("p").attr("id", &question_id).text(&question))
        .add(
            styled("div", "actions")
                .add(button("button button-warn", yes).text("Delete"))
                .add(button("button button-second", leave(id, asking)).text("Cancel")),
        )
        .into()
}
