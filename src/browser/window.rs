//! The window, its timers, and listening to what happens in it.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Event, EventTarget, Window};

/// The window, asked for each time. With one that was kept, WebKit failed when a lock was granted, most likely to a page
/// that had been left: there it says of its own window that it is none.
pub(super) fn window() -> Window {
    web_sys::window().unwrap_throw()
}

/// The page's document.
pub(super) fn document() -> Option<Document> {
    window().document()
}

/// Does something after some milliseconds.
pub(super) fn later(milliseconds: i32, act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    // A page always has its timer.
    drop(window().set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), milliseconds));
}

/// Does something again and again, after so many milliseconds each.
pub(super) fn every(milliseconds: i32, act: impl Fn() + 'static) {
    let act = Closure::<dyn Fn()>::new(act).into_js_value();
    drop(window().set_interval_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), milliseconds));
}

/// Does something when the next frame is on the screen: in the task after the frame that draws it. A window that is not
/// shown draws no frames.
pub(super) fn after_next_frame(act: impl FnOnce() + 'static) {
    let drawn = Closure::once_into_js(move || later(0, act));
    drop(window().request_animation_frame(drawn.unchecked_ref()));
}

/// Listens to events for as long as the page is there.
pub(super) fn listen(target: &EventTarget, kind: &str, heard: impl Fn(Event) + 'static) {
    add_listener(target, kind, false, Box::new(heard));
}

/// Listens to events before anything within `target` does.
pub(super) fn listen_first(target: &EventTarget, kind: &str, heard: impl Fn(Event) + 'static) {
    add_listener(target, kind, true, Box::new(heard));
}

/// Listens to events anywhere on the page.
pub(super) fn listen_on_page(kind: &str, heard: impl Fn(Event) + 'static) {
    if let Some(document) = document() {
        listen(&document, kind, heard);
    }
}

fn add_listener(target: &EventTarget, kind: &str, capture: bool, heard: Box<dyn Fn(Event)>) {
    let heard = Closure::wrap(heard).into_js_value();
    // A window, a document and an element take any listener.
    drop(target.add_event_listener_with_callback_and_bool(kind, heard.unchecked_ref(), capture));
}
