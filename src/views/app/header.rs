//! What stands in the header beside our name: the school, the pages, whether the work is saved, undo, and the menu.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::{DraftEvent, Event, Header as HeaderWords, HeaderLink, Route, SaveWords, header, undo_names};
use crate::views::components::{RedoIcon, UndoIcon};
use crate::views::context::{AppContext, use_app};

/// The school, the pages, whether the work is saved, undo, and the menu.
#[component]
pub(in crate::views) fn DraftBar() -> impl IntoView {
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
    view! {
        {school}
        <nav class="bar-nav" aria-label="This application">{in_header}</nav>
        <div class="bar-end">
            <Saved words=words/>
            <UndoButtons/>
            <Menu words=words/>
        </div>
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
        let row = |link: &HeaderLink| {
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
