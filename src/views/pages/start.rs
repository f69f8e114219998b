//! The start: calls, drafts on this device, a file to open.

use leptos::prelude::*;

use crate::app::{Event, Held, Load, Route, State};
use crate::call::{CallEntry, Timestamp};
use crate::draft::DraftId;
use crate::views::App;
use crate::views::parts::focus_soon;

/// The id of the heading, which takes focus when a card goes.
const TITLE: &str = "start-title";

/// The id of a card's link, which takes focus when what was below it goes.
fn card_id(id: &DraftId) -> String {
    format!("card-{id}")
}

/// The start page.
pub(in crate::views) fn start(app: App) -> AnyView {
    view! {
        <section class="hero">
            <h1 class="title" id=TITLE tabindex="-1">"The beat before the music starts"</h1>
            <p class="lede">"Find out whether your school is ready to become a Lead School of its Music Hub, gather your evidence, write the supporting letter, and leave with one complete application."</p>
            <p class="quiet">"No account, no sign-in. What you write stays on this device, in this browser, until you send a file yourself."</p>
        </section>
        {drafts(app)}
        {calls(app)}
        <section class="stack">
            <h2>"Open a file"</h2>
            <div class="open-file">
                <label class="label" for="open-file">"An application made with Upbeat"</label>
                <p class="hint" id="open-file-hint">"The ZIP file that you exported or were sent, or a draft saved as a file. It is read on this device only, and nothing that is already here changes without asking."</p>
                <input type="file" id="open-file" aria-describedby="open-file-hint" accept=".zip,.json,application/zip,application/json"/>
            </div>
        </section>
    }
    .into_any()
}

fn calls(app: App) -> AnyView {
    let index = app.memo(|state| state.index.clone());
    let body = move || {
        match index.get() {
        Load::Coming => view! { <p class="quiet">"Looking for calls\u{2026}"</p> }.into_any(),
        Load::Failed(why) => view! {
            <div class="notice notice-bad"><p>{why} " Your own applications are not affected. Reload this page to try again."</p></div>
        }
        .into_any(),
        Load::Here(index) if index.calls.is_empty() => view! { <p>"There is no call on this page at the moment. Ask your Music Hub when the next one opens."</p> }.into_any(),
        Load::Here(index) => {
            let cards = index.calls.into_iter().map(|entry| call_card(app, entry)).collect_view();
            view! { <ul class="cards">{cards}</ul> }.into_any()
        }
    }
    };
    view! { <section class="stack"><h2>"Choose your Music Hub\u{2019}s call"</h2>{body}</section> }.into_any()
}

fn call_card(app: App, entry: CallEntry) -> AnyView {
    let id = entry.id.clone();
    let example = entry.example.then(|| {
        view! {
            <button type="button" class="button button-plain" on:click=move |_| app.send(Event::OpenExample(id.clone()))>
                "See a finished example" <span class="visually-hidden">{format!(" for {}", entry.hub)}</span>
            </button>
        }
    });
    view! {
        <li class="card">
            <h3 class="card-title"><a href=Route::Call(entry.id.clone()).to_string()>{entry.hub.clone()}</a></h3>
            <p class="card-meta">{entry.title} {entry.area.map(|area| format!(" \u{b7} {area}"))}</p>
            <div class="card-actions">{example}</div>
        </li>
    }
    .into_any()
}

/// What a card shows of a draft.
#[derive(Clone, PartialEq)]
struct Card {
    id: DraftId,
    title: String,
    call: String,
    changed: Timestamp,
}

fn card(state: &State, held: &Held) -> Card {
    let call = &held.draft.call;
    let entry = state.index.here().and_then(|index| index.calls.iter().find(|entry| entry.id == *call));
    let call = entry.map_or_else(|| call.to_string(), |entry| entry.hub.clone());
    Card {
        id: held.draft.id.clone(),
        title: held.draft.title().to_owned(),
        call: format!("{call}, {}", held.draft.round),
        changed: held.draft.changed,
    }
}

fn drafts(app: App) -> AnyView {
    let cards = app.memo(|state| {
        let mut cards: Vec<Card> =
            state.drafts.values().filter(|held| !held.example).map(|held| card(state, held)).collect();
        cards.sort_by_key(|card| std::cmp::Reverse(card.changed));
        cards
    });
    let aside = app.memo(|state| state.set_aside.iter().map(|s| (s.key.clone(), s.why.clone())).collect::<Vec<_>>());
    let list = move || {
        let cards = cards.get();
        (!cards.is_empty()).then(|| {
            let rows = cards.into_iter().map(|card| draft_card(app, card)).collect_view();
            view! { <section class="stack"><h2>"Your applications on this device"</h2><ul class="cards">{rows}</ul></section> }
        })
    };
    let set_aside = move || {
        aside.get().into_iter().map(|(key, why)| {
            view! {
                <div class="notice notice-warn">
                    <h2>"Something kept on this device cannot be read"</h2>
                    <p>{why} " It has been left exactly as it is. You can download it and send it to whoever looks after this page."</p>
                    <button type="button" class="button button-second" on:click=move |_| app.send(Event::DownloadSetAside(key.clone()))>"Download it"</button>
                </div>
            }
        }).collect_view()
    };
    view! { {set_aside} {list} }.into_any()
}

fn draft_card(app: App, card: Card) -> AnyView {
    let Card { id, title, call, changed } = card;
    // Only one of these is open at a time, and only here.
    let asking = RwSignal::new(Asking::Nothing);
    let (day, minute) = changed.london();
    let when = format!("Last changed {}, {}", day.long(), crate::call::clock_words(minute));
    let below = {
        let (id, title) = (id.clone(), title.clone());
        move || match asking.get() {
            Asking::Nothing => ().into_any(),
            Asking::Name => rename(app, &id, &title, asking),
            Asking::Delete => delete(app, &id, &title, asking),
        }
    };
    let (copy, file) = (id.clone(), id.clone());
    let duplicate = move |_| {
        let call = app.state.with_untracked(|state| state.drafts.get(&copy).map(|held| held.draft.call.clone()));
        if let Some(call) = call {
            app.send(Event::Duplicate(copy.clone(), call));
        }
    };
    let heading = title.clone();
    let named = move |action: &str| view! { {action.to_owned()} <span class="visually-hidden">{format!(" \u{201c}{title}\u{201d}")}</span> };
    view! {
        <li class="card">
            <h3 class="card-title"><a id=card_id(&id) href=Route::Draft(id.clone(), crate::app::Page::Tasks, None).to_string()>{heading}</a></h3>
            <p class="card-meta">{call} <br/> {when}</p>
            <div class="card-actions">
                <button type="button" class="button button-plain" on:click=move |_| asking.set(Asking::Name)>{named("Rename")}</button>
                <button type="button" class="button button-plain" on:click=duplicate>{named("Start another from this one")}</button>
                <button type="button" class="button button-plain" on:click=move |_| app.send(Event::DownloadDraft(file.clone()))>{named("Save as a file")}</button>
                <button type="button" class="button button-plain" on:click=move |_| asking.set(Asking::Delete)>{named("Delete")}</button>
            </div>
            {below}
        </li>
    }
    .into_any()
}

#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Nothing,
    Name,
    Delete,
}

fn rename(app: App, id: &DraftId, title: &str, asking: RwSignal<Asking>) -> AnyView {
    let name = RwSignal::new(title.to_owned());
    let (field, label, done) = (format!("name-{id}"), format!("name-{id}"), id.clone());
    let left = id.clone();
    // `autofocus` is honoured only while a page is being loaded.
    focus_soon(field.clone());
    let (hint, described) = (format!("name-{id}-hint"), format!("name-{id}-hint"));
    view! {
        <form class="confirm" on:submit=move |event| {
            event.prevent_default();
            asking.set(Asking::Nothing);
            app.send(Event::Renamed(done.clone(), name.get_untracked()));
            focus_soon(card_id(&done));
        }>
            <div class="field">
                <label class="label" for=label>"Name of this application"</label>
                <p class="hint" id=hint>"Only for you, to tell applications apart. Leave it empty to use the school\u{2019}s name."</p>
                <input class="input" id=field type="text" autocomplete="off" aria-describedby=described prop:value=title.to_owned() on:input=move |event| name.set(event_target_value(&event))/>
            </div>
            <div class="actions">
                <button type="submit" class="button">"Rename"</button>
                <button type="button" class="button button-plain" on:click=move |_| { asking.set(Asking::Nothing); focus_soon(card_id(&left)); }>"Leave it"</button>
            </div>
        </form>
    }
    .into_any()
}

fn delete(app: App, id: &DraftId, title: &str, asking: RwSignal<Asking>) -> AnyView {
    let (id, kept, label) = (id.clone(), id.clone(), format!("delete-{id}"));
    let question = label.clone();
    view! {
        <div class="confirm" role="group" aria-labelledby=label>
            <p id=question>"Delete \u{201c}"{title.to_owned()}"\u{201d} from this device? It cannot be brought back unless you have saved it as a file."</p>
            <div class="actions">
                <button type="button" class="button button-warn" on:click=move |_| { app.send(Event::Delete(id.clone())); focus_soon(TITLE.to_owned()); }>"Yes, delete it"</button>
                <button type="button" class="button button-second" on:click=move |_| { asking.set(Asking::Nothing); focus_soon(card_id(&kept)); }>"No, keep it"</button>
            </div>
        </div>
    }
    .into_any()
}
