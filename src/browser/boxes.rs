//! Text that was put into a box without an input event: by dictation, helpers for grammar, a browser's own filling in.
//!
//! # The contract with views
//! A view shows a text of the state in a box with [`draw_value`], each time, and hands in what an `input` event brings. From
//! then on the box has, in its own property [`KNOWN`], the text that was last drawn into it or handed in from it.
//!
//! At certain moments the boxes of the page are compared with that, and one that holds something else gets an `input` event,
//! so that the view's own listener hands its text in: when an answer or the page is left, when the page is hidden, before
//! the person goes to another page, and before anything is exported. Until then nothing is drawn over it.
//!
//! The text is compared as the browser has it. A date that a box refuses to show is no change: the box knows itself empty.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{Element, EventInit, EventTarget, HtmlSelectElement};

use super::window::{document, listen_first, window};
use crate::app::{EraseEvent, Event, JobEvent, SavingEvent};

/// The name of the property that holds the text that is known.
const KNOWN: &str = "upbeatKnown";
/// Every control has the property of this name, whatever its kind.
const VALUE: &str = "value";

/// Shows a text of the state in a control, and remembers it.
pub fn draw_value(control: &Element, text: &str) {
    let value = property(control, VALUE);
    let known = property(control, KNOWN);
    // A list of choices is never left behind by its events.
    if known.is_some() && known != value && !control.has_type::<HtmlSelectElement>() {
        return;
    }
    let text = JsValue::from_str(text);
    // Setting a value moves the caret in some browsers, even to the same value.
    if value.as_ref() != Some(&text) {
        drop(Reflect::set(control, &VALUE.into(), &text));
    }
    remember_value(control);
}

/// Remembers what a control holds.
fn remember_value(control: &Element) {
    if let Some(value) = property(control, VALUE) {
        drop(Reflect::set(control, &KNOWN.into(), &value));
    }
}

/// Listens to the moments at which the boxes are compared, and to what is handed in from them.
pub(super) fn listen() {
    let Some(document) = document() else { return };
    listen_first(&document, "input", |event| {
        if let Some(control) = event.target().and_then(|target| target.dyn_into::<Element>().ok())
            && property(&control, KNOWN).is_some()
        {
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
        let changed: Vec<Element> =
            (0..controls.length()).filter_map(|number| controls.item(number)).filter(is_changed).collect();
        for control in &changed {
            send_input_event(control);
        }
    }
}

fn is_changed(control: &Element) -> bool {
    property(control, KNOWN).is_some_and(|known| property(control, VALUE).is_some_and(|value| value != known))
}

/// Sends a control the event that typing sends.
pub(super) fn send_input_event(control: &EventTarget) {
    let options = EventInit::new();
    options.set_bubbles(true);
    if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &options) {
        drop(control.dispatch_event(&event));
    }
}

fn property(control: &Element, name: &str) -> Option<JsValue> {
    Reflect::get(control, &name.into()).ok().filter(|value| !value.is_undefined())
}
