//! A draft that is open in several tabs or windows: what is said, and what cannot be changed where it is only read.

use wasm_bindgen::prelude::*;

use super::{copy, focus_soon, para};
use crate::app::{DraftStatus, Event, LockHandover, MergeConflict, Route, SavingEvent, State, TabEvent};
use crate::draft::DraftId;
use crate::views::App;
use crate::views::html::{El, Part, all, button, el, link, show, show_while, styled};

/// The id of what is said, which takes focus when the button goes that had it.
const SAID: &str = "other-tab";

/// A control that changes the draft. Where another tab writes that, it can be read, copied and reached by keyboard, and
/// not changed. Every such control goes through here.
pub(in crate::views) fn changes(app: App, control: El) -> El {
    let reads = move || app.read(|state| state.tabs.is_read_only());
    let element = control.element().clone();
    let kind = element.get_attribute("type").unwrap_or_default();
    match (element.tag_name().to_ascii_lowercase().as_str(), kind.as_str()) {
        ("select", _) | ("input", "file") => control.flag_of("disabled", reads),
        ("textarea", _) => control.flag_of("readonly", reads),
        ("input", kind) if kind != "checkbox" && kind != "radio" => control.flag_of("readonly", reads),
        _ => {
            // A radio button that is chosen by its arrow keys is clicked too.
            let stop = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
                if app.peek(|state| state.tabs.is_read_only()) {
                    event.prevent_default();
                    event.stop_immediate_propagation();
                }
            });
            let stop = stop.into_js_value();
            // Before all that listens to the control. Adding a listener has no way to fail.
            drop(element.add_event_listener_with_callback_and_bool("click", stop.unchecked_ref(), true));
            control.attr_of("aria-disabled", move || reads().then(|| "true".to_owned()))
        }
    }
}

/// What the bar says.
#[derive(Clone, Copy, PartialEq)]
enum Said {
    Nothing,
    /// Another tab writes; whether it took over from here.
    Reads(bool),
    /// It is written here again, or from now on.
    Writes,
}

fn said(state: &State) -> Said {
    match (state.tabs.is_read_only(), state.tabs.handover()) {
        (true, handover) => Said::Reads(handover == LockHandover::Away),
        (false, LockHandover::Here) => Said::Writes,
        (false, _) => Said::Nothing,
    }
}

/// Above the pages of a draft: who writes it, where that is another tab; what has become of it there.
pub(in crate::views) fn other_tabs(app: App) -> Part {
    let bar = show(
        move || app.read(said),
        move |said| match said {
            Said::Nothing => Part::NONE,
            Said::Writes => {
                // The button that was pressed is gone; who writes elsewhere on the page meanwhile is left alone.
                if focus_is_nowhere() {
                    focus_soon(SAID.to_owned());
                }
                bar("You can edit here now. The other tab is view only.").into()
            }
            Said::Reads(taken) => reads(app, *taken).into(),
        },
    );
    let gone = show(
        move || {
            app.read(|state| {
                let open = state.open_draft().filter(|open| open.status == DraftStatus::DeletedElsewhere);
                open.map(|open| open.draft.id.clone())
            })
        },
        move |gone| gone.as_ref().map(|id| deleted(app, id)).into(),
    );
    let gave_way = show(
        move || app.read(|state| state.tabs.conflicts().to_vec()),
        move |gave_way| if gave_way.is_empty() { Part::NONE } else { both(app, gave_way).into() },
    );
    all([
        styled("div", "tabs no-print").attr("role", "status").add(bar).into(),
        styled("div", "tabs no-print").attr("role", "status").add(gone).add(gave_way).into(),
    ])
}

fn focus_is_nowhere() -> bool {
    let focused = leptos::prelude::document().active_element();
    focused.is_none_or(|element| element.tag_name().eq_ignore_ascii_case("body"))
}

fn bar(text: &str) -> El {
    styled("div", "notice tabs-bar").attr("id", SAID).attr("tabindex", "-1").add(el("p").text(text))
}

fn reads(app: App, taken: bool) -> El {
    let text = if taken {
        "You are now editing in another tab. This tab is view only. Nothing you wrote here is lost."
    } else {
        "Open in another tab, so this tab is view only."
    };
    let asked = move || app.read(|state| state.tabs.is_taking());
    let take = button("button button-second", move || app.send(Event::Tab(TabEvent::EditHere)))
        .attr_of("aria-disabled", move || asked().then(|| "true".to_owned()))
        .text("Edit here");
    let waiting = show_while(asked, || para("quiet", "Switching\u{2026}").into());
    bar(text).add(styled("div", "tabs-do").add(take).add(waiting))
}

fn deleted(app: App, id: &DraftId) -> Part {
    let file = id.clone();
    let keep = button("button button-second", move || app.send(Event::Saving(SavingEvent::SaveAgain)))
        .text("Save it on this device again");
    let save =
        button("button button-second", move || app.send(Event::Saving(SavingEvent::DownloadDraft(file.clone()))))
            .text("Download answers");
    styled("div", "notice notice-bad")
        .add(el("p").text(
            "This application was deleted in another tab. This is the last copy and will go when you leave this page.",
        ))
        .add(styled("div", "actions").add(save).add(keep))
        .into()
}

fn both(app: App, gave_way: &[MergeConflict]) -> El {
    let mut notice = styled("div", "notice notice-warn")
        .add(el("h2").text("You changed the same answer in two tabs"))
        .add(el("p").text("Your application has the latest text. This is the earlier text: copy anything you need."));
    for (number, one) in gave_way.iter().enumerate() {
        let there = link(&Route::to_field(&one.draft, &one.field).to_string(), "Go to this answer");
        notice = notice.add(copy(&format!("Earlier text {}", number + 1), el("p").add(there), &one.value.words()));
    }
    let read = button("button button-plain", move || app.send(Event::Tab(TabEvent::ConflictsRead)));
    notice.add(styled("div", "actions").add(read.text("I have what I need")))
}
