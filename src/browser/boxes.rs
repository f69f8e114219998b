//! Text that was put into a box without an input event: by dictation, helpers for grammar, a browser's own filling in.
//!
//! # The contract with views
//! A view shows a text of the state in a box with [`draw_value`], each time, and hands in what an `input` event brings. From
//! then on the box has, in its own property `upbeatKnown`, the text that was last drawn into it or handed in from it.
//!
//! At certain moments the boxes of the page are compared with that, and one that holds something else gets an `input` event,
//! so that the view's own listener hands its text in: when an answer or the page is left, when the page is hidden, before
//! the person goes to another page, and before anything is exported. Until then nothing is drawn over it.
//!
//! The text is compared as the browser has it. A date that a box refuses to show is no change: the box knows itself empty.

use wasm_bindgen::prelude::*;
use web_sys::{Element, EventInit, EventTarget, HtmlSelectElement};

use super::window::{document, listen_first, window};
use crate::app::{EraseEvent, Event, JobEvent, SavingEvent};

#[wasm_bindgen]
extern "C" {
    /// An element, which may be a control of a form. A property that it does not have is undefined.
    #[wasm_bindgen(extends = Element)]
    type Control;

    #[wasm_bindgen(method, getter)]
    fn value(this: &Control) -> JsValue;
    #[wasm_bindgen(method, setter)]
    fn set_value(this: &Control, text: &JsValue);
    /// The text that is known: a property of ours.
    #[wasm_bindgen(method, getter, js_name = upbeatKnown)]
    fn known(this: &Control) -> JsValue;
    #[wasm_bindgen(method, setter, js_name = upbeatKnown)]
    fn set_known(this: &Control, text: &JsValue);
}

/// Shows a text of the state in a control, and remembers it.
pub fn draw_value(control: &Element, text: &str) {
    let is_choice = control.has_type::<HtmlSelectElement>();
    let control: &Control = control.unchecked_ref();
    // A list of choices is never left behind by its events.
    if is_changed(control) && !is_choice {
        return;
    }
    let text = JsValue::from_str(text);
    // Setting a value moves the caret in some browsers, even to the same value.
    if control.value() != text {
        control.set_value(&text);
    }
    remember_value(control);
}

/// Remembers what a control holds.
fn remember_value(control: &Control) {
    control.set_known(&control.value());
}

/// Listens to the moments at which the boxes are compared, and to what is handed in from them.
pub(super) fn listen() {
    let Some(document) = document() else { return };
    listen_first(&document, "input", |event| {
        let Some(control) = event.target().map(JsCast::unchecked_into::<Control>) else { return };
        if !control.known().is_undefined() {
            remember_value(&control);
        }
    });
    // Compared as well when the page is shown again, which costs nothing.
    for kind in ["change", "focusout", "visibilitychange"] {
        listen_first(&document, kind, |_| hand_in_all());
    }
    listen_first(&window(), "pagehide", |_| hand_in_all());
}

/// Compares the boxes before an event that exports, or that goes to another page.
pub(super) fn before_event(event: &Event) {
    let compares = matches!(
        event,
        Event::Navigated { .. }
            | Event::Job(JobEvent::Make(..))
            | Event::Saving(SavingEvent::BackUp(_) | SavingEvent::DownloadDraft(_))
            | Event::Erase(EraseEvent::Start)
    );
    if compares {
        hand_in_all();
    }
}

/// Has the text of every box handed in that holds another than is known.
fn hand_in_all() {
    let main = document().and_then(|document| document.query_selector("main").ok().flatten());
    let Some(main) = main else { return };
    for tag in ["textarea", "input"] {
        let controls = main.get_elements_by_tag_name(tag);
        // Handing in may change the page: they are collected first.
        let controls = (0..controls.length()).filter_map(|number| controls.item(number));
        let changed: Vec<Control> = controls.map(JsCast::unchecked_into).filter(is_changed).collect();
        for control in &changed {
            send_input_event(control);
        }
    }
}

/// Whether a control holds something else than is known.
fn is_changed(control: &Control) -> bool {
    let known = control.known();
    !known.is_undefined() && known != control.value()
}

/// Sends a control the event that typing sends.
pub(super) fn send_input_event(control: &EventTarget) {
    let options = EventInit::new();
    options.set_bubbles(true);
    if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &options) {
        drop(control.dispatch_event(&event));
    }
}
