//! The frame that every page stands in, and the choice of page.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::html::{Part, all, button, el, follow_value, link, show, show_while, styled};
use super::parts::{RESCUE, page_title, para};
use super::{App, pages};
use crate::app::{
    DraftEvent, EraseEvent, Event, HistoryEvent, JobEvent, Load, LoadedDraft, NOTICE, Offer, Page, Route, SaveStatus,
    SavingEvent, State, WorkerState,
};
use crate::call::{Call, Look, Section};
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
    /// How the work is kept, once the rest of the program is here.
    Help(bool),
    Lost,
    /// A page of a call.
    Call(Same, bool),
    /// A page of a draft, and whether that can only be read.
    Draft(Same, DraftId, Page, bool),
    /// Earlier versions of a draft, without its call where that did not come.
    History(DraftId, Option<Same>),
    /// A draft that is not on this device.
    NoDraft,
    /// The call is on its way, or did not come.
    Waiting(Option<String>),
}

fn drawn(state: &State) -> Drawn {
    let call = match state.open_call() {
        Some(Load::Ready(file)) => Ok(Same(file.call.clone())),
        Some(Load::Failed(why)) => Err(Drawn::Waiting(Some(why.clone()))),
        _ => Err(Drawn::Waiting(None)),
    };
    match state.route() {
        Route::Start => Drawn::Start,
        Route::Help => Drawn::Help(false),
        Route::Lost(_) => Drawn::Lost,
        Route::Call(_) => call.map_or_else(|w| w, |call| Drawn::Call(call, false)),
        Route::Words(_) => call.map_or_else(|w| w, |call| Drawn::Call(call, true)),
        Route::Draft(id, ..) if state.drafts.get(id).is_none() => Drawn::NoDraft,
        Route::Draft(id, Page::History, _) => match call {
            Err(waiting @ Drawn::Waiting(None)) => waiting,
            call => Drawn::History(id.clone(), call.ok()),
        },
        Route::Draft(id, page, _) => call.map_or_else(
            |w| w,
            |call| {
                let is_read_only = state.drafts.get(id).and_then(LoadedDraft::read_only).is_some();
                Drawn::Draft(call, id.clone(), page.clone(), is_read_only)
            },
        ),
    }
}

/// The whole page.
pub(super) fn shell(app: App) -> Part {
    let page = show(
        move || match app.read(drawn) {
            Drawn::Help(_) => Drawn::Help(app.is_whole()),
            other => other,
        },
        move |which| match which {
            Drawn::Start => pages::start(app),
            Drawn::Help(true) => app.rest(|rest| (rest.help)(app)),
            Drawn::Lost => pages::lost("This page does not exist."),
            Drawn::NoDraft => pages::lost(
                "This application is not saved in this browser on this device. If you have its file, open it from the start page.",
            ),
            Drawn::Waiting(None) | Drawn::Help(false) => page_title("Loading\u{2026}").into(),
            Drawn::Waiting(Some(why)) => pages::no_call(why),
            Drawn::Call(call, false) => app.rest(|rest| (rest.call)(app, &call.0)),
            Drawn::Call(call, true) => app.rest(|rest| (rest.words)(&call.0)),
            Drawn::History(id, _) => app.rest(|rest| (rest.history)(app, id)),
            Drawn::Draft(call, id, page, _) => app.rest(|rest| (rest.draft)(app, call.0.clone(), id, page)),
        },
    );
    // Pages on which the hub's words stand beside the answers.
    let class = move || {
        app.read(|state| {
            let wide =
                matches!(state.route(), Route::Draft(_, Page::Section(Section::Criterion(_) | Section::Letter(_)), _));
            Some(if wide { "page page-wide" } else { "page" }.to_owned())
        })
    };
    look(app);
    title(app);
    all([
        el("a").attr("class", "skip").attr("href", "#main").on("click", skip).text("Skip to main content").into(),
        masthead(app),
        el("main")
            .attr("id", "main")
            .attr("tabindex", "-1")
            .attr_of("class", class)
            .add(example(app))
            .add(notice(app))
            .add(incoming(app))
            .add(page)
            .into(),
        styled("footer", "foot")
            .add(el("p").text("Upbeat checks what you have written. Only the hub decides which schools are chosen."))
            .add(el("nav").attr("aria-label", "Help").add(link(&Route::Help.to_string(), "How your work is saved")))
            .into(),
    ])
}

/// The address after `#` is the page's, so the link to the main part moves focus by itself.
#[expect(clippy::needless_pass_by_value, reason = "the shape that an event handler has")]
fn skip(event: web_sys::Event) {
    event.prevent_default();
    if let Some(main) = document().get_element_by_id("main") {
        drop(main.unchecked_into::<web_sys::HtmlElement>().focus());
    }
}

fn masthead(app: App) -> Part {
    let hub = move || {
        app.read(|state| {
            let call = state.open_call().and_then(Load::ready);
            call.map(|file| file.call.hub.name.clone()).unwrap_or_default()
        })
    };
    let open = move || {
        app.read(|state| match state.route() {
            Route::Draft(id, page, _) if state.drafts.get(id).is_some() => Some((id.clone(), page.clone())),
            _ => None,
        })
    };
    let nav = show(open, |open| {
        let Some((id, here)) = open else { return Part::NONE };
        let to = |page: Page, name: &str| {
            let current = (page == *here).then_some("page");
            link(&Route::Draft(id.clone(), page, None).to_string(), name).attr_if("aria-current", current)
        };
        styled("nav", "masthead-nav no-print")
            .attr("aria-label", "This application")
            .add(to(Page::Tasks, "Overview"))
            .add(to(Page::Readiness, "Check"))
            .add(to(Page::Export, "Send"))
            .add(to(Page::Afterwards, "After you apply"))
            .add(to(Page::History, "Versions"))
            .into()
    });
    // Once the draft is shown, the rest of the program is here.
    let worked_on = move || {
        app.read(|state| match drawn(state) {
            Drawn::Draft(_, id, ..) | Drawn::History(id, _) => Some(id),
            _ => None,
        })
    };
    let undo = show(worked_on, move |id| match id {
        Some(id) => app.rest(|rest| (rest.undo)(app, id)),
        None => Part::NONE,
    });
    styled("header", "masthead")
        .add(link(&Route::Start.to_string(), "Upbeat").attr("class", "masthead-name"))
        .add(styled("span", "masthead-hub").text_of(hub))
        .add(nav)
        .add(undo)
        .add(saving(app))
        .into()
}

/// The title of the page, which follows the name that is being typed.
fn title(app: App) {
    follow_value(Box::new(move || Some(app.about_school(State::title))), |title| {
        document().set_title(title.unwrap_or_default());
    });
}

/// The hub's colours. They are set by script: the page's policy allows no style in the markup.
fn look(app: App) {
    type Colour = fn(&Look) -> &String;
    let parts: [(&str, Colour); 2] = [("--accent", |look| &look.accent), ("--accent-dark", |look| &look.accent_dark)];
    for (name, part) in parts {
        let colour = move || {
            app.read(|state| {
                let look = state.open_call().and_then(Load::ready).and_then(|file| file.call.hub.look.as_ref());
                look.map(part).cloned()
            })
        };
        follow_value(Box::new(colour), move |colour| {
            // A colour that is not one leaves ours in place.
            if let Some(root) = document().document_element().map(JsCast::unchecked_into::<web_sys::HtmlElement>) {
                drop(root.style().set_property(name, colour.unwrap_or_default()));
            }
        });
    }
}

/// Whether what was typed is stored, always at the same place; while it is not, at the foot of the window with a way out.
fn saving(app: App) -> Part {
    let state = move || {
        app.read(|state| {
            let open = state.open_draft().map(|open| (open.draft.id.clone(), open.is_example()));
            let call = state.open_call().and_then(Load::ready).is_some();
            (state.saving.autosave.status().clone(), open, call)
        })
    };
    show(state, move |(status, open, call)| match (status, open) {
        (SaveStatus::Failed { why }, open) => failed(app, why, open.as_ref().map(|(id, _)| id)),
        (_, Some((_, true))) => para("saving", "Example: not saved").into(),
        (status, Some((id, false))) => {
            let recovered = *status == SaveStatus::Recovered;
            let saved = if recovered { "All changes saved again" } else { "Saved on this device" };
            let saved = para("saving-what", saved).attr_if("role", recovered.then_some("status"));
            // No call is read before the rest of the program is here.
            let glance = if *call { app.rest(|rest| (rest.glance)(app, id)) } else { Part::NONE };
            styled("div", "saving").add(saved).add(glance).into()
        }
        (_, None) => Part::NONE,
    })
}

/// What came in a file and waits. Asked where files are opened; whoever goes on to something else finds it there again.
fn incoming(app: App) -> Part {
    show_while(
        move || app.read(|state| state.imports.drafts.get().is_some() && *state.route() == Route::Start),
        move || app.rest(|rest| (rest.incoming)(app)),
    )
}

fn failed(app: App, why: &str, open: Option<&DraftId>) -> Part {
    let safe = if open.is_some() {
        " Keep this page open: what you typed is still here. Download your answers now. You can open that file in Upbeat later."
    } else {
        " Anything you write now will be lost when you close this page."
    };
    let download = open.cloned().map(|id| {
        let to_file = move || app.send(Event::Saving(SavingEvent::DownloadDraft(id.clone())));
        button("button button-second", to_file).text("Download answers")
    });
    let strong = el("strong").text("Your latest changes are not saved. ");
    styled("div", "saving saving-failed")
        .attr("role", "alert")
        .add(el("p").add(strong).text(why).text(safe))
        .add(download)
        .add(button("button button-second", move || app.send(Event::Saving(SavingEvent::SaveAgain))).text("Try again"))
        .add(link(RESCUE, "Your work on this device"))
        .into()
}

fn example(app: App) -> Part {
    let open = move || {
        app.read(|state| {
            let open = state.open_draft().filter(|open| open.is_example());
            open.map(|open| (open.draft.id.clone(), open.draft.call.clone()))
        })
    };
    show(open, move |open| {
        let Some((id, call)) = open.clone() else { return Part::NONE };
        let begin = move || app.send(Event::Draft(DraftEvent::Begin(call.clone())));
        let close = move || app.send(Event::History(HistoryEvent::Delete(id.clone())));
        styled("div", "notice no-print")
            .add(el("p").text(
                "This is an example. The school and people are made up. Change anything you like: nothing is saved.",
            ))
            .add(
                styled("div", "actions")
                    .add(button("button button-second", begin).text("Start my application"))
                    .add(button("button button-plain", close).text("Close example")),
            )
            .into()
    })
}

fn notice(app: App) -> Part {
    let working = show_while(
        // What is being attached says so where it is attached.
        move || app.read(|state| state.jobs.is_busy() && !state.jobs.is_attaching()),
        move || {
            let far = move || app.progress().filter(|(_, all)| *all > 0);
            let far = move || far().map(|(done, all)| (done.saturating_mul(100) / all).to_string());
            let bar = el("progress").attr("max", "100").attr("aria-label", "Progress").attr_of("value", far);
            let stop = button("button button-plain", move || {
                // Files that are made so that everything can be removed are stopped together.
                let erase = app.peek(|state| state.saving.erase.is_packing());
                app.send(if erase { Event::Erase(EraseEvent::Cancel) } else { Event::Job(JobEvent::Stop) });
            });
            all([para("quiet", "Working\u{2026} ").into(), bar.into(), stop.text("Stop").into()])
        },
    );
    let told = show(
        move || {
            app.read(|state| {
                let failed = matches!(state.jobs.worker(), WorkerState::Failed(_));
                (state.notices.shown().cloned(), failed)
            })
        },
        move |(notice, stopped)| {
            let Some(notice) = notice else { return Part::NONE };
            let mut more = el("ul");
            for text in &notice.more {
                more = more.add(styled("li", "answer").text(text));
            }
            styled("div", if notice.good { "notice notice-good" } else { "notice notice-bad" })
                .attr("id", NOTICE)
                .attr("tabindex", "-1")
                .add(el("p").text(&notice.text))
                .add((!notice.more.is_empty()).then_some(more))
                .add(notice.offer.clone().map(|offer| offered(app, offer)))
                .add((*stopped && !notice.good).then(|| el("p").add(link(RESCUE, "Your work on this device"))))
                .add(button("button button-plain", move || app.send(Event::NoticeClosed)).text("Close"))
                .into()
        },
    );
    styled("div", "no-print").attr("role", "status").add(working).add(told).into()
}

/// What can be done about what has just happened.
fn offered(app: App, offer: Offer) -> Part {
    let (text, event) = match offer {
        Offer::Recover(id) => ("Restore", Event::History(HistoryEvent::Recover(id))),
        Offer::DeleteForGood(id) => ("Delete permanently", Event::History(HistoryEvent::DeleteForGood(id))),
        Offer::BackupReceived(id) => ("I have the file", Event::Saving(SavingEvent::BackupReceived(id))),
    };
    let press = move || app.send(event.clone());
    all([button("button button-second", press).text(text).into(), " ".into()])
}
