//! The keys for undo and redo: Ctrl+Alt+Z everywhere on a page of a draft, and Ctrl+Z where no text is being written. There
//! it is the browser's own, which knows each letter. With Shift, and as Ctrl+Y, the other way. On a Mac, Command for Ctrl.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::context::AppContext;
use crate::app::{DraftEvent, Event};

/// Listens to them for as long as the page is there.
pub(super) fn listen(app: AppContext) {
    let _handle = window_event_listener(leptos::ev::keydown, move |event| {
        let held = event.ctrl_key() || event.meta_key();
        // AltGr types letters, and counts as Ctrl and Alt on some systems.
        if !held || event.get_modifier_state("AltGraph") || event.default_prevented() {
            return;
        }
        let Some(redo) = wanted(&event) else { return };
        let typing = event.target().is_some_and(|target| is_typed_in(&target));
        let open = app.with_state(|state| state.open_draft().map(|open| open.draft.id.clone()));
        if let (Some(id), true) = (open, event.alt_key() || !typing) {
            event.prevent_default();
            app.dispatch(Event::Draft(if redo { DraftEvent::Redo(id) } else { DraftEvent::Undo(id) }));
        }
    });
}

/// Whether the keys ask for redo, or undo, or neither.
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
