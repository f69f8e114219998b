//! The frame that every page stands in, and the choice of page.

use std::sync::Arc;

use leptos::prelude::*;

use super::{App, Work, pages};
use crate::app::{Event, Load, Page, PressState, Route, Saving, State};
use crate::call::{Call, CallId, Section};
use crate::draft::DraftId;

/// A call, compared by identity: two reads of the same file are two calls.
#[derive(Clone)]
struct Same(Arc<Call>);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Which page is drawn: it is drawn anew when this changes, and only then.
#[derive(Clone, PartialEq)]
enum Drawn {
    Start,
    Help,
    Lost,
    /// A page of a call.
    Call(Same, bool),
    /// A page of a draft.
    Draft(Same, DraftId, Page),
    /// A draft that is not on this device.
    NoDraft,
    /// The call is on its way, or did not come.
    Waiting(Option<String>),
}

fn drawn(state: &State) -> Drawn {
    let call = match state.open_call() {
        Some(Load::Here(file)) => Ok(Same(file.call.clone())),
        Some(Load::Failed(why)) => Err(Drawn::Waiting(Some(why.clone()))),
        _ => Err(Drawn::Waiting(None)),
    };
    match &state.route {
        Route::Start => Drawn::Start,
        Route::Help => Drawn::Help,
        Route::Lost(_) => Drawn::Lost,
        Route::Call(_) => call.map_or_else(|w| w, |call| Drawn::Call(call, false)),
        Route::Words(_) => call.map_or_else(|w| w, |call| Drawn::Call(call, true)),
        Route::Draft(id, ..) if !state.drafts.contains_key(id) => Drawn::NoDraft,
        Route::Draft(id, page, _) => call.map_or_else(|w| w, |call| Drawn::Draft(call, id.clone(), page.clone())),
    }
}

/// The whole page.
pub(super) fn shell(app: App) -> AnyView {
    let which = app.memo(drawn);
    let page = move || match which.get() {
        Drawn::Start => pages::start(app),
        Drawn::Help => pages::help(app),
        Drawn::Lost => pages::lost("There is no page at this address."),
        Drawn::NoDraft => pages::lost(
            "This application is not on this device, in this browser. If you have its file, open it from the start page.",
        ),
        Drawn::Waiting(None) => view! { <h1 class="title" tabindex="-1">"Opening\u{2026}"</h1> }.into_any(),
        Drawn::Waiting(Some(why)) => pages::no_call(&why),
        Drawn::Call(call, false) => pages::call(app, &call.0),
        Drawn::Call(call, true) => pages::hub_words(&call.0),
        Drawn::Draft(call, id, page) => draft_page(&Work { app, call: call.0, id }, &page),
    };
    // Pages on which the hub's words stand beside the answers.
    let class = move || match which.get() {
        Drawn::Draft(_, _, Page::Section(Section::Criterion(_) | Section::Letter(_))) => "page page-wide",
        _ => "page",
    };
    view! {
        <a class="skip" href="#main" on:click=skip>"Skip to the main part"</a>
        {masthead(app)}
        <main class=class id="main" tabindex="-1">
            {look(app)}
            {title(app)}
            {example(app)}
            {notice(app)}
            {pages::incoming(app)}
            {page}
        </main>
        <footer class="foot">
            <p>"Upbeat checks readiness. It never says that a school will be chosen: the hub decides."</p>
            <nav aria-label="About"><a href=Route::Help.to_string()>"How your work is kept"</a></nav>
        </footer>
    }
    .into_any()
}

fn draft_page(work: &Work, page: &Page) -> AnyView {
    match page {
        Page::Tasks => pages::tasks(work),
        Page::Readiness => pages::readiness(work),
        Page::Export => pages::export(work),
        Page::Afterwards => pages::afterwards(work),
        Page::Section(section) if !work.call.sections().contains(section) => {
            pages::lost("This call has no such section. Your answers are kept all the same.")
        }
        Page::Section(section) => match section {
            Section::School => pages::school(work),
            Section::Criterion(id) => pages::criterion(work, id),
            Section::Focus => pages::focus(work),
            Section::Letter(id) => pages::letter(work, id),
            Section::Documents => pages::documents(work),
            Section::Duties => pages::duties(work),
            Section::Declarations => pages::declarations(work),
        },
    }
}

/// The address after `#` is the page's, so the link to the main part moves focus by itself.
#[expect(clippy::needless_pass_by_value, reason = "the shape that an event handler has")]
fn skip(event: web_sys::MouseEvent) {
    event.prevent_default();
    if let Some(main) = document().get_element_by_id("main") {
        use wasm_bindgen::JsCast;
        drop(main.unchecked_into::<web_sys::HtmlElement>().focus());
    }
}

fn masthead(app: App) -> AnyView {
    let hub = app.memo(|state| {
        state.open_call().and_then(Load::here).map(|file| file.call.hub.name.clone()).unwrap_or_default()
    });
    let links = app.memo(|state| match &state.route {
        Route::Draft(id, page, _) if state.drafts.contains_key(id) => Some((id.clone(), page.clone())),
        _ => None,
    });
    let nav = move || {
        links.get().map(|(id, here)| {
            let link = |page: Page, name: &'static str| {
                let current = (page == here).then_some("page");
                view! { <a href=Route::Draft(id.clone(), page, None).to_string() aria-current=current>{name}</a> }
            };
            view! {
                <nav class="masthead-nav no-print" aria-label="This application">
                    {link(Page::Tasks, "Task list")}
                    {link(Page::Readiness, "Readiness")}
                    {link(Page::Export, "Export")}
                    {link(Page::Afterwards, "Afterwards")}
                </nav>
            }
        })
    };
    view! {
        <header class="masthead">
            <a class="masthead-name" href=Route::Start.to_string()>"Upbeat"</a>
            <span class="masthead-hub">{move || hub.get()}</span>
            {nav}
            {saving(app)}
        </header>
    }
    .into_any()
}

/// The title of the page, which follows the name that is being typed.
fn title(app: App) {
    let title = app.memo(State::title);
    Effect::new(move |_| document().set_title(&title.get()));
}

/// The hub's colours. They are set by script: the page's policy allows no style in the markup.
fn look(app: App) {
    let colours = app.memo(|state| {
        let look = state.open_call().and_then(Load::here).and_then(|file| file.call.hub.look.clone());
        look.map(|look| (look.accent, look.accent_dark))
    });
    Effect::new(move |_| {
        use wasm_bindgen::JsCast;
        let Some(root) = document().document_element().and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) else {
            return;
        };
        let (light, dark) = colours.get().unwrap_or_default();
        for (name, value) in [("--accent", light), ("--accent-dark", dark)] {
            // A colour that is not one leaves ours in place.
            drop(if value.is_empty() {
                root.style().remove_property(name).map(|_| ())
            } else {
                root.style().set_property(name, &value)
            });
        }
    });
}

/// Whether what was typed is stored, always at the same place; while it is not, at the foot of the window with a way out.
fn saving(app: App) -> AnyView {
    let state = app.memo(|state| {
        let open = state.open_draft().map(|held| (held.draft.id.clone(), held.example));
        (state.saving.clone(), open)
    });
    (move || match state.get() {
        (Saving::Failed { why }, open) => failed(app, why, open.map(|(id, _)| id)),
        (Saving::Saved, Some((_, true))) => view! { <p class="saving">"An example: not saved"</p> }.into_any(),
        (Saving::Saved, Some((_, false))) => {
            view! { <p class="saving">"All changes saved on this device"</p> }.into_any()
        }
        (Saving::Saved, None) => ().into_any(),
    })
    .into_any()
}

fn failed(app: App, why: String, open: Option<DraftId>) -> AnyView {
    let safe = if open.is_some() {
        " What you typed is still in this page: do not close it yet. Save it as a file; you can open that file here again later."
    } else {
        " What you write now would be lost when the page is closed."
    };
    let download = open.map(|id| {
        view! {
            <button type="button" class="button button-second" on:click=move |_| app.send(Event::DownloadDraft(id.clone()))>
                "Save it as a file"
            </button>
        }
    });
    view! {
        <div class="saving saving-failed" role="alert">
            <p><strong>"Your latest changes are not saved on this device. "</strong>{why}{safe}</p>
            {download}
            <button type="button" class="button button-second" on:click=move |_| app.send(Event::SaveAgain)>"Try to save again"</button>
        </div>
    }
    .into_any()
}

fn example(app: App) -> AnyView {
    let open = app.memo(|state| {
        state.open_draft().filter(|held| held.example).map(|held| (held.draft.id.clone(), held.draft.call.clone()))
    });
    (move || {
        open.get().map(|(id, call): (DraftId, CallId)| {
            view! {
                <div class="notice no-print">
                    <p>"This is a finished example. The school and everybody in it are invented. You may change anything to try it out; nothing of it is kept."</p>
                    <div class="actions">
                        <button type="button" class="button button-second" on:click=move |_| app.send(Event::Begin(call.clone()))>"Begin my own application"</button>
                        <button type="button" class="button button-plain" on:click=move |_| app.send(Event::Delete(id.clone()))>"Close the example"</button>
                    </div>
                </div>
            }
        })
    })
    .into_any()
}

fn notice(app: App) -> AnyView {
    let notice = app.memo(|state| state.notice.clone());
    let working = app.memo(|state| state.press == PressState::Working);
    view! {
        <div role="status" class="no-print">
            {move || working.get().then(|| view! { <p class="quiet">"Working on the file\u{2026}"</p> })}
            {move || notice.get().map(|notice| view! {
                <div class=if notice.good { "notice notice-good" } else { "notice notice-bad" }>
                    <p>{notice.text}</p>
                    {(!notice.more.is_empty()).then(|| view! { <ul>{notice.more.into_iter().map(|text| view! { <li class="answer">{text}</li> }).collect_view()}</ul> })}
                    <button type="button" class="button button-plain" on:click=move |_| app.send(Event::NoticeRead)>"Close this message"</button>
                </div>
            })}
        </div>
    }
    .into_any()
}
