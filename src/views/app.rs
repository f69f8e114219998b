//! The frame that every page stands in: the header, messages, the page, and what is said when saving fails.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::RESCUE;
use super::components::{Notice as NoticeBox, NoticeTone, RedoIcon, Toast, UndoIcon, When};
use super::context::{AppContext, use_app};
use super::lazy::{Lazy, LazyView};
use super::pages::{CurrentPage, Screen};
use crate::app::{
    DraftEvent, EraseEvent, Event, Header as HeaderWords, HistoryEvent, JobEvent, Load, NOTICE, Notice, Offer, Route,
    SaveStatus, SaveWords, SavingEvent, State, UndoNames, WorkerState, header, undo_names,
};
use crate::call::Look;
use crate::draft::DraftId;

/// The whole page.
#[component]
pub(super) fn App() -> impl IntoView {
    let app = use_app();
    let screen = app.select(Screen::of);
    follow_title(app);
    follow_look(app);
    let skip = |event: leptos::ev::MouseEvent| {
        // The address after `#` is the page's, so the link to the main part moves focus by itself.
        event.prevent_default();
        if let Some(main) = document().get_element_by_id("main") {
            drop(main.unchecked_into::<web_sys::HtmlElement>().focus());
        }
    };
    view! {
        <a class="skip" href="#main" on:click=skip>"Skip to main content"</a>
        <Header/>
        <main id="main" tabindex="-1" class=move || screen.with(Screen::class)>
            <ExampleLine/>
            <Messages/>
            <Incoming/>
            <CurrentPage screen=screen/>
        </main>
        <footer class="foot">
            <p>"Upbeat checks what you have written. Only the hub decides which schools are chosen."</p>
            <nav aria-label="Help">
                <a href=Route::Help.to_string()>"How your work is saved"</a>
                " "
                <a href=Route::Site.to_string()>"About this site"</a>
            </nav>
        </footer>
        <SavingFailed/>
        <Toasts/>
    }
}

/// The title of the window, which follows the name that is being typed.
fn follow_title(app: AppContext) {
    let title = app.select_school(State::title);
    Effect::new(move |_| title.with(|title| document().set_title(title)));
}

/// The hub's colours. They are set by script: the page's policy allows no style in the markup.
fn follow_look(app: AppContext) {
    let look = app.select(|state| state.open_call().and_then(Load::ready).and_then(|file| file.call.hub.look.clone()));
    Effect::new(move |_| {
        let Some(root) = document().document_element().map(JsCast::unchecked_into::<web_sys::HtmlElement>) else {
            return;
        };
        look.with(|look| {
            let colour = |part: fn(&Look) -> &String| look.as_ref().map(part).cloned().unwrap_or_default();
            // A colour that is not one leaves ours in place.
            drop(root.style().set_property("--accent", &colour(|look| &look.accent)));
            drop(root.style().set_property("--accent-dark", &colour(|look| &look.accent_dark)));
        });
    });
}

/// One line: the school, the pages, whether the work is saved, undo, and the menu.
#[component]
fn Header() -> impl IntoView {
    let app = use_app();
    let words = app.select_school(header);
    let in_header = move || {
        let links = words.with(|words| words.links.clone()).into_iter().filter(|link| link.in_header);
        links.map(|link| header_link(&link.to, &link.name, link.is_current)).collect::<Vec<_>>()
    };
    let school = move || {
        let (to, name) = words.with(|words| (words.links.first().map(|link| link.to.clone()), words.name.clone()));
        to.map(|to| view! { <a class="bar-school" href=to><span>{name}</span></a> }.into_any())
    };
    let has_draft = Signal::derive(move || words.with(|words| words.draft.is_some()));
    view! {
        <header class="bar no-print">
            <a class="bar-name" href=Route::Start.to_string()>"Upbeat"</a>
            {school}
            <When holds=has_draft>
                <nav class="bar-nav" aria-label="This application">{in_header}</nav>
                <div class="bar-end">
                    <Saved words=words/>
                    <UndoButtons/>
                    <Menu words=words/>
                </div>
            </When>
        </header>
    }
    .into_any()
}

fn header_link(to: &str, name: &str, is_current: bool) -> AnyView {
    let current = is_current.then_some("page");
    view! { <a href=to.to_owned() aria-current=current>{name.to_owned()}</a> }.into_any()
}

/// Whether the work is saved.
#[component]
fn Saved(words: Signal<HeaderWords>) -> impl IntoView {
    let saved = Memo::new(move |_| words.with(|words| words.saved.clone()));
    move || {
        saved.get().map(|SaveWords { short, long, is_news }| {
            let role = is_news.then_some("status");
            view! {
                <p class="saved" role=role>
                    <i class="note-head-mark note-head-full note-head-ink" aria-hidden="true"></i>
                    <span class="saved-short" aria-hidden="true">{short}</span>
                    <span class="saved-long">{long}</span>
                </p>
            }
            .into_any()
        })
    }
}

/// Undo and redo, each named after what it will do. They can be reached all the time, so that focus does not fall off them
/// when there is nothing left to do.
#[component]
fn UndoButtons() -> impl IntoView {
    let app = use_app();
    let names = app.select_answers(undo_names);
    let button = move |redo: bool| {
        let (verb, keys) = if redo { ("Redo", "Control+Alt+Shift+Z") } else { ("Undo", "Control+Alt+Z") };
        let name = move || names.with(|names| if redo { names.redo.clone() } else { names.undo.clone() });
        let label = move || name().map_or_else(|| verb.to_owned(), |name| format!("{verb}: {name}"));
        let disabled = move || name().is_none().then_some("true");
        let icon = if redo { view! { <RedoIcon/> }.into_any() } else { view! { <UndoIcon/> }.into_any() };
        view! {
            <button type="button" class="tool" class:redo=redo aria-label=label title=label aria-disabled=disabled
                aria-keyshortcuts=keys on:click=move |_| step(app, redo)>
                {icon}
            </button>
        }
        .into_any()
    };
    view! { {button(false)} {button(true)} }
}

fn step(app: AppContext, redo: bool) {
    if let Some(id) = app.with_state(|state| state.open_draft().map(|open| open.draft.id.clone())) {
        app.dispatch(Event::Draft(if redo { DraftEvent::Redo(id) } else { DraftEvent::Undo(id) }));
    }
}

/// All pages of the draft. Escape and any link close it.
#[component]
fn Menu(words: Signal<HeaderWords>) -> impl IntoView {
    let app = use_app();
    let menu = NodeRef::<leptos::html::Details>::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() != "Escape" {
            return;
        }
        close();
        let summary = menu.get_untracked().and_then(|menu| menu.query_selector("summary").ok().flatten());
        if let Some(summary) = summary.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
            drop(summary.focus());
        }
    };
    // What has lost focus to something else is closed, so that it covers nothing.
    let leave = move |event: leptos::ev::FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        if to.is_some_and(|to| menu.get_untracked().is_some_and(|menu| !menu.contains(Some(&to)))) {
            close();
        }
    };
    let redo = app.select_answers(|state| undo_names(state).redo);
    let links = move || {
        let row = |link: &crate::app::HeaderLink| {
            let class = if link.in_header { "only-phone" } else { "" };
            view! { <li class=class>{header_link(&link.to, &link.name, link.is_current)}</li> }.into_any()
        };
        words.with(|words| words.links.iter().map(row).collect::<Vec<_>>())
    };
    view! {
        <details class="menu" node_ref=menu on:keydown=escape on:focusout=leave>
            <summary><span class="only-phone">"Menu"</span><span class="only-wide">"More"</span></summary>
            <ul on:click=move |_| close()>
                {links}
                <li class="only-phone">
                    <button type="button" aria-disabled=move || redo.with(Option::is_none).then_some("true")
                        on:click=move |_| step(app, true)>
                        {move || redo.get().map_or_else(|| "Redo".to_owned(), |name| format!("Redo: {name}"))}
                    </button>
                </li>
                <li class="part"><a href=Route::Help.to_string()>"How your work is saved"</a></li>
                <li><a href=Route::Start.to_string()>"All applications"</a></li>
            </ul>
        </details>
    }
    .into_any()
}

/// A finished example says so in one line.
#[component]
fn ExampleLine() -> impl IntoView {
    let app = use_app();
    let open = app.select(|state| {
        let open = state.open_draft().filter(|open| open.is_example());
        open.map(|open| (open.draft.id.clone(), open.draft.call.clone()))
    });
    move || {
        open.get().map(|(id, call)| {
            let begin = move |_| app.dispatch(Event::Draft(DraftEvent::Begin(call.clone())));
            let close = move |_| app.dispatch(Event::History(HistoryEvent::Delete(id.clone())));
            view! {
                <div class="example no-print">
                    <p>"This is an example. The school and people are made up. Nothing you change is saved."</p>
                    <button type="button" class="plain" on:click=begin>"Start my application"</button>
                    <button type="button" class="plain" on:click=close>"Close example"</button>
                </div>
            }
            .into_any()
        })
    }
}

/// What came in a file and waits. Asked where files are opened; whoever goes on to something else finds it there again.
#[component]
fn Incoming() -> impl IntoView {
    let app = use_app();
    let waits = app.select(|state| state.imports.drafts.get().is_some() && *state.route() == Route::Start);
    view! { <When holds=waits><Lazy view=LazyView::Incoming/></When> }
}

/// What went wrong, above the page, and how far the worker has come.
#[component]
fn Messages() -> impl IntoView {
    let app = use_app();
    // What is being attached says so where it is attached.
    let works = app.select(|state| state.jobs.is_busy() && !state.jobs.is_attaching());
    let bad = app.select(|state| {
        let stopped = matches!(state.jobs.worker(), WorkerState::Failed(_));
        state.notices.shown().filter(|notice| !notice.good).map(|notice| (notice.clone(), stopped))
    });
    let notice = move || {
        bad.get().map(|(notice, stopped)| {
            let rescue = stopped.then(|| view! { <p><a href=RESCUE>"Your work on this device"</a></p> }.into_any());
            view! {
                <NoticeBox tone=NoticeTone::Bad id=NOTICE>
                    <p>{notice.text.clone()}</p>
                    {more(&notice)}
                    <div class="actions">
                        {notice.offer.map(|offer| offered(app, offer))}
                        <button type="button" class="plain" on:click=move |_| app.dispatch(Event::NoticeClosed)>
                            "Close"
                        </button>
                    </div>
                    {rescue}
                </NoticeBox>
            }
            .into_any()
        })
    };
    view! {
        <div class="messages no-print" role="status">
            <When holds=works><Working/></When>
            {notice}
        </div>
    }
    .into_any()
}

#[component]
fn Working() -> impl IntoView {
    let app = use_app();
    let progress = app.progress();
    let percent = move || {
        let (done, all) = progress.get().filter(|(_, all)| *all > 0)?;
        Some((done.saturating_mul(100) / all).to_string())
    };
    let stop = move |_| {
        // Files that are made so that everything can be removed are stopped together.
        let erases = app.with_state(|state| state.saving.erase.is_packing());
        app.dispatch(if erases { Event::Erase(EraseEvent::Cancel) } else { Event::Job(JobEvent::Stop) });
    };
    view! {
        <p class="working">
            "Working\u{2026} "
            <progress max="100" aria-label="Progress" value=percent></progress>
            " "
            <button type="button" class="plain" on:click=stop>"Stop"</button>
        </p>
    }
    .into_any()
}

fn more(notice: &Notice) -> Option<AnyView> {
    let items: Vec<AnyView> = notice.more.iter().map(|text| view! { <li>{text.clone()}</li> }.into_any()).collect();
    (!items.is_empty()).then(|| view! { <ul>{items}</ul> }.into_any())
}

/// What can be done about what has just happened.
fn offered(app: AppContext, offer: Offer) -> AnyView {
    let (text, event) = match offer {
        Offer::Recover(id) => ("Restore", Event::History(HistoryEvent::Recover(id))),
        Offer::DeleteForGood(id) => ("Delete permanently", Event::History(HistoryEvent::DeleteForGood(id))),
        Offer::BackupReceived(id) => ("I have the file", Event::Saving(SavingEvent::BackupReceived(id))),
    };
    view! { <button type="button" class="plain" on:click=move |_| app.dispatch(event.clone())>{text}</button> }
        .into_any()
}

/// What went well, at the foot of the window. The newest replaces the one before.
#[component]
fn Toasts() -> impl IntoView {
    let app = use_app();
    let good = app.select(|state| state.notices.shown().filter(|notice| notice.good).cloned());
    let undone = app.select_answers(|state| {
        let UndoNames { announcement, .. } = undo_names(state);
        announcement
    });
    let close = move || app.dispatch(Event::NoticeClosed);
    let toast = move || {
        let undone = undone.get();
        if let Some(notice) = good.get() {
            let offer = notice.offer.clone();
            return view! {
                <Toast id=NOTICE text=notice.text.clone() on_close=close>
                    {more(&notice)}
                    {offer.map(|offer| offered(app, offer))}
                </Toast>
            }
            .into_any();
        }
        (!undone.is_empty()).then(|| view! { <UndoneToast text=undone/> }).into_any()
    };
    view! { <div class="toasts no-print" role="status">{toast}</div> }.into_any()
}

/// What was undone. It is put away by the next keystroke, too.
#[component]
fn UndoneToast(text: String) -> impl IntoView {
    let is_shown = RwSignal::new(true);
    let text = StoredValue::new(text);
    view! {
        <When holds=is_shown><Toast id="undone" text=text.get_value() on_close=move || is_shown.set(false)/></When>
    }
    .into_any()
}

/// Work that is not saved: at the foot of the window, with two ways out, until it is settled.
#[component]
fn SavingFailed() -> impl IntoView {
    let app = use_app();
    let failed = app.select(|state| match state.saving.autosave.status() {
        SaveStatus::Failed { why } => Some((why.clone(), state.open_draft().map(|open| open.draft.id.clone()))),
        _ => None,
    });
    move || failed.get().map(|(why, draft)| view! { <NotSaved why=why draft=draft/> }.into_any())
}

#[component]
fn NotSaved(why: String, draft: Option<DraftId>) -> impl IntoView {
    let app = use_app();
    let safe = if draft.is_some() {
        " Keep this page open: what you typed is still here. Download your answers now. You can open that file in Upbeat later."
    } else {
        " Anything you write now will be lost when you close this page."
    };
    let download = draft.map(|id| {
        let press = move |_| app.dispatch(Event::Saving(SavingEvent::DownloadDraft(id.clone())));
        view! { <button type="button" class="plain" on:click=press>"Download answers"</button> }.into_any()
    });
    view! {
        <div class="not-saved no-print" role="alert">
            <p><strong>"Your latest changes are not saved. "</strong>{why} {safe}</p>
            <div class="actions">
                {download}
                <button type="button" class="plain"
                    on:click=move |_| app.dispatch(Event::Saving(SavingEvent::SaveAgain))>
                    "Try again"
                </button>
                <a href=RESCUE>"Your work on this device"</a>
            </div>
        </div>
    }
    .into_any()
}
