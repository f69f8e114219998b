//! The start: applications on this device, the hubs, a file to open.

mod card_actions;
mod draft_card;

use leptos::prelude::*;

use crate::app::{
    CallEvent, DraftEvent, Event, ListedCall, ListedDraft, Load, Route, SavingEvent, elsewhere_drafts, listed_calls,
    listed_drafts, start_title,
};
use crate::views::components::{Each, Notice, NoticeTone, When};
use crate::views::context::use_app;
use crate::views::focus_soon;
use crate::views::lazy::{Lazy, LazyView};
pub(in crate::views) use card_actions::CardActions;
use draft_card::{DraftCard, card_id};

/// The id of the heading, which takes focus when a card goes.
const TITLE: &str = "start-title";

/// The start page.
#[component]
pub(super) fn Start() -> impl IntoView {
    let app = use_app();
    let has_deleted = app.select(|state| !state.history.trash.deleted().is_empty());
    view! {
        <div class="start-top">
            <h1 tabindex="-1" id=TITLE>{app.select(start_title)}</h1>
            <p class="lede">"Gather evidence, write what the hub asks for, check it and download it ready to send."</p>
            <p class="small">"No account needed. Your work stays in this browser on this device until you send it."</p>
        </div>
        <Unreadable/>
        <Drafts/>
        <Elsewhere/>
        <Hubs/>
        <OpenFile/>
        <When holds=has_deleted><Lazy view=LazyView::Deleted/></When>
    }
    .into_any()
}

/// What is stored and cannot be read.
#[component]
fn Unreadable() -> impl IntoView {
    let app = use_app();
    let entries = app.select(|state| {
        state.drafts.unreadable().iter().map(|entry| (entry.key.clone(), entry.why.clone())).collect::<Vec<_>>()
    });
    let note = move |(key, why): (String, String)| {
        let download = move |_| app.dispatch(Event::Saving(SavingEvent::DownloadUnreadable(key.clone())));
        view! {
            <Notice tone=NoticeTone::Warn title="Upbeat cannot read some of your saved work">
                <p>{why} " It has not been changed. Download it and send it to your Music Hub or IT support."</p>
                <div class="actions">
                    <button type="button" class="button button-second" on:click=download>"Download"</button>
                </div>
            </Notice>
        }
        .into_any()
    };
    move || entries.get().into_iter().map(note).collect::<Vec<_>>()
}

/// The applications that belong to this site. The first one, which was changed last, has the page's main action.
#[component]
fn Drafts() -> impl IntoView {
    let app = use_app();
    let ids =
        app.select(|state| listed_drafts(state).into_iter().map(|draft| draft.id.to_string()).collect::<Vec<_>>());
    let is_there = Signal::derive(move || ids.with(|ids| !ids.is_empty()));
    let card = move |id: String| {
        let is_first = {
            let id = id.clone();
            Signal::derive(move || ids.with(|ids| ids.first() == Some(&id)))
        };
        match crate::draft::DraftId::new(&id) {
            Some(id) => view! { <DraftCard id=id is_first=is_first/> }.into_any(),
            None => ().into_any(),
        }
    };
    view! {
        <When holds=is_there>
            <section class="section">
                <h2>"Your applications"</h2>
                <ul><Each keys=ids draw=card/></ul>
            </section>
        </When>
    }
    .into_any()
}

/// Applications that were begun on another Upbeat page of this host.
#[component]
fn Elsewhere() -> impl IntoView {
    let app = use_app();
    let drafts = app.select(elsewhere_drafts);
    let card = move |ListedDraft { id, title, call, .. }: ListedDraft| {
        let about = format!(" \u{201c}{title}\u{201d}");
        let take = move |_| {
            app.dispatch(Event::Call(CallEvent::TakeOver(id.clone())));
            focus_soon(card_id(&id));
        };
        view! {
            <li class="hub">
                <h3>{title}</h3>
                <p class="small">{call}</p>
                <div class="actions">
                    <button type="button" class="plain" on:click=take>
                        "Use it here" <span class="visually-hidden">{about}</span>
                    </button>
                </div>
            </li>
        }
        .into_any()
    };
    move || {
        let drafts = drafts.get();
        (!drafts.is_empty()).then(|| {
            view! {
                <section class="section">
                    <h2>"Applications from another page on this web address"</h2>
                    <ul>{drafts.into_iter().map(card).collect::<Vec<_>>()}</ul>
                </section>
            }
            .into_any()
        })
    }
}

/// The rounds that the host lists.
#[component]
fn Hubs() -> impl IntoView {
    let app = use_app();
    // A state of the list holds no text that changes by itself but the days left.
    let calls = app.select(|state| match listed_calls(state) {
        Load::Loading => None,
        Load::Failed(why) => Some(Err(why)),
        Load::Ready(calls) => Some(Ok(calls)),
    });
    let list = move || match calls.get() {
        None => view! { <p class="quiet">"Loading Music Hubs\u{2026}"</p> }.into_any(),
        Some(Err(why)) => view! {
            <Notice tone=NoticeTone::Bad>
                <p>{why} " Your applications are safe. Reload this page to try again."</p>
            </Notice>
        }
        .into_any(),
        Some(Ok(calls)) if calls.is_empty() => view! {
            <p>
                "No Music Hub is taking applications here at the moment. Ask your hub when its next round opens."
            </p>
        }
        .into_any(),
        Some(Ok(calls)) => view! { <ul>{calls.into_iter().map(hub).collect::<Vec<_>>()}</ul> }.into_any(),
    };
    view! { <section class="section"><h2>"Choose your Music Hub"</h2>{list}</section> }.into_any()
}

fn hub(call: ListedCall) -> AnyView {
    let app = use_app();
    let (begin, example) = (call.id.clone(), call.id.clone());
    let begin = move |_| app.dispatch(Event::Draft(DraftEvent::Begin(begin.clone())));
    let example = move |_| app.dispatch(Event::Draft(DraftEvent::OpenExample(example.clone())));
    let about = format!(" for {}", call.hub);
    let see = call.has_example.then(|| {
        view! {
            <button type="button" class="plain" on:click=example>
                "See an example" <span class="visually-hidden">{about.clone()}</span>
            </button>
        }
        .into_any()
    });
    let closing = call.closing.map(|closing| {
        let left = (!closing.left.is_empty()).then(|| view! { <b>{closing.left}</b> " " }.into_any());
        view! { <p class="when">{left}<span class="quiet">{closing.when}</span></p> }.into_any()
    });
    view! {
        <li class="hub">
            <h3><a href=Route::Call(call.id).to_string()>{call.hub}</a></h3>
            <p class="small">{call.about}</p>
            {closing}
            <div class="actions">
                <button type="button" class="plain" on:click=begin>
                    "Start an application" <span class="visually-hidden">{about}</span>
                </button>
                {see}
            </div>
        </li>
    }
    .into_any()
}

/// A file is chosen here; `browser` hears of it by the id.
#[component]
fn OpenFile() -> impl IntoView {
    view! {
        <section class="section">
            <h2>"Open a file"</h2>
            <div class="drop">
                <input class="visually-hidden" type="file" id="open-file" multiple=true aria-describedby="open-file-hint"
                    accept=".zip,.json,application/zip,application/json"/>
                <label class="button button-second" for="open-file">"Choose a file"</label>
                <p class="small" id="open-file-hint">
                    "An application file (.zip) or answers file (.json). Upbeat asks before it replaces anything."
                </p>
            </div>
        </section>
    }
    .into_any()
}
