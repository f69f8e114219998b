//! Undo and redo, on every page of a draft.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::{DraftEvent, Event, UndoStack};
use crate::draft::DraftId;
use crate::views::App;
use crate::views::html::{El, Part, button, el, show, styled};

/// The two buttons, and what was undone last.
pub(in crate::views) fn undo(app: App, id: &DraftId) -> Part {
    let (own, told) = (id.clone(), id.clone());
    let back =
        step(app, "Undo", "Ctrl+Alt+Z", can(app, id, UndoStack::can_undo), move || DraftEvent::Undo(own.clone()));
    let own = id.clone();
    let again =
        step(app, "Redo", "Ctrl+Alt+Shift+Z", can(app, id, UndoStack::can_redo), move || DraftEvent::Redo(own.clone()));
    // What is said of a step is put away with the next keystroke.
    let told = move || {
        app.any_answer(|state| {
            let went_on = state.drafts.undo_stack(&told).is_none_or(UndoStack::edited_since_undo);
            if went_on { String::new() } else { state.drafts.undo_announcement().to_owned() }
        })
    };
    let said = show(told, |text| if text.is_empty() { Part::NONE } else { styled("p", "undo-said").text(text).into() });
    styled("div", "undo no-print")
        .attr("role", "group")
        .attr("aria-label", "Undo and redo")
        .add(back)
        .add(again)
        .add(styled("div", "undo-told").attr("role", "status").add(said))
        .into()
}

fn can(app: App, id: &DraftId, of: fn(&UndoStack) -> bool) -> impl Fn() -> bool + 'static {
    let id = id.clone();
    move || {
        !app.read(|state| state.tabs.is_read_only())
            && app.any_answer(|state| state.drafts.undo_stack(&id).is_some_and(of))
    }
}

/// A button that can be reached all the time, so that focus does not fall off it when there is nothing left to do.
fn step(
    app: App,
    name: &str,
    keys: &str,
    can: impl Fn() -> bool + 'static,
    event: impl Fn() -> DraftEvent + 'static,
) -> El {
    let press = move || app.send(Event::Draft(event()));
    button("button button-plain undo-step", press)
        .attr("aria-keyshortcuts", &keys.replace("Ctrl", "Control"))
        .attr("title", keys)
        .attr_of("aria-disabled", move || (!can()).then(|| "true".to_owned()))
        .add(el("span").text(name))
}

/// Ctrl+Alt+Z everywhere on a page of a draft, and Ctrl+Z where no text is being written: there it is the browser's own,
/// which knows each letter. With Shift, and as Ctrl+Y, the other way. On a Mac, Command for Ctrl.
pub(in crate::views) fn listen_for_undo(app: App) {
    // As long as the page.
    let _handle = window_event_listener(leptos::ev::keydown, move |event| {
        let held = event.ctrl_key() || event.meta_key();
        // AltGr types letters, and counts as Ctrl and Alt on some systems.
        if !held || event.get_modifier_state("AltGraph") || event.default_prevented() {
            return;
        }
        let Some(again) = wanted(&event) else { return };
        let typing = event.target().is_some_and(|target| is_typed_in(&target));
        let open = app.peek(|state| state.open_draft().map(|open| open.draft.id.clone()));
        if let (Some(id), true) = (open, event.alt_key() || !typing) {
            event.prevent_default();
            app.send(Event::Draft(if again { DraftEvent::Redo(id) } else { DraftEvent::Undo(id) }));
        }
    });
}

/// Whether the keys ask for something to be done again, or undone, or neither.
fn wanted(event: &web_sys::KeyboardEvent) -> Option<bool> {
    let key = event.key().to_lowercase();
    // With Alt some keyboards give another sign; then it is the key's place that counts.
    let is = |letter: &str, place: &str| key == letter || (!key.is_ascii() && event.code() == place);
    if is("z", "KeyZ") { Some(event.shift_key()) } else { (is("y", "KeyY") && !event.shift_key()).then_some(true) }
}

/// Whether text is written there.
fn is_typed_in(target: &web_sys::EventTarget) -> bool {
    if target.has_type::<web_sys::HtmlTextAreaElement>() {
        return true;
    }
    target
        .dyn_ref::<web_sys::HtmlInputElement>()
        .is_some_and(|input| !matches!(input.type_().as_str(), "checkbox" | "radio" | "button" | "submit" | "file"))
}
