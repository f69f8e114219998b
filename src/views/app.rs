//! The frame that every page stands in: the header, messages, the page, and what is said when saving fails.

mod header;
mod messages;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::components::{OutwardLink, When};
use super::context::{AppContext, use_app};
use super::lazy::{Lazy, LazyView};
use super::pages::{CurrentPage, Screen};
use crate::app::{
    DraftEvent, Event, HistoryEvent, Load, LoadedDraft, Route, SaveStatus, State, footer_line, footer_links,
    undo_announcement,
};
use crate::call::Look;
pub(super) use header::DraftBar;
pub(super) use messages::{Messages, SavingFailed, Toasts};

/// The whole page. What stands on it only in the course of work arrives after the first page.
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
    let links = app.select(footer_links);
    let hub_links = move || {
        let link = |(words, to)| view! { " " <OutwardLink href=to text=words/> }.into_any();
        links.get().into_iter().map(link).collect::<Vec<_>>()
    };
    view! {
        <a class="skip" href="#main" on:click=skip>"Skip to main content"</a>
        <header class="bar no-print">
            <a class="bar-name" href=Route::Start.to_string()>"Upbeat"</a>
            {later(app.select(is_at_draft), LazyView::DraftBar)}
        </header>
        <main id="main" tabindex="-1" class=move || screen.with(Screen::class)>
            {later(app.select(is_at_example), LazyView::ExampleLine)}
            <div class="messages no-print" role="status">{later(app.select(has_message), LazyView::Messages)}</div>
            {later(app.select(asks_about_file), LazyView::Incoming)}
            <CurrentPage screen=screen/>
        </main>
        <footer class="foot">
            <p>{app.select(footer_line)}</p>
            <nav aria-label="Help">
                <a href=Route::Help.to_string()>"How your work is saved"</a>
                " "
                <a href=Route::Site.to_string()>"About this site"</a>
                {hub_links}
            </nav>
        </footer>
        {later(app.select(is_not_saved), LazyView::SavingFailed)}
        <div class="toasts no-print" role="status">{later(app.select_answers(has_toast), LazyView::Toasts)}</div>
    }
}

/// A view that is there while something holds, and arrives after the first page.
fn later(holds: Signal<bool>, view: LazyView) -> AnyView {
    view! { <When holds=holds><Lazy view=view.clone()/></When> }.into_any()
}

fn is_at_draft(state: &State) -> bool {
    matches!(state.route(), Route::Draft(..)) && state.open_draft().is_some()
}

fn is_at_example(state: &State) -> bool {
    state.open_draft().is_some_and(LoadedDraft::is_example)
}

fn has_message(state: &State) -> bool {
    state.jobs.is_working() || state.notices.shown().is_some_and(|notice| !notice.good)
}

fn is_not_saved(state: &State) -> bool {
    matches!(state.saving.autosave.status(), SaveStatus::Failed { .. })
}

fn has_toast(state: &State) -> bool {
    state.notices.shown().is_some_and(|notice| notice.good) || !undo_announcement(state).is_empty()
}

/// What came in a file is asked about where files are opened; whoever goes on to something else finds it there again.
fn asks_about_file(state: &State) -> bool {
    state.imports.drafts.get().is_some() && *state.route() == Route::Start
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

/// A finished example says so in one line.
#[component]
pub(super) fn ExampleLine() -> impl IntoView {
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
                    <p>"This is an example. The school and people are made up. Change anything you like: nothing is saved."</p>
                    <button type="button" class="plain" on:click=begin>"Start my application"</button>
                    <button type="button" class="plain" on:click=close>"Close example"</button>
                </div>
            }
            .into_any()
        })
    }
}
