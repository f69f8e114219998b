//! Has the browser ask before the page is left. It listens to `beforeunload` only while it is to ask: a listener alone can
//! keep a page from being restored as it was when somebody goes back to it.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use super::window::window;

/// The browser's question before the page is left.
pub(super) struct LeaveWarning(Closure<dyn Fn(web_sys::Event)>);

impl LeaveWarning {
    /// One that does not ask yet.
    pub(super) fn new() -> Self {
        Self(Closure::new(|event: web_sys::Event| {
            event.prevent_default();
            // What older browsers want in its place.
            drop(Reflect::set(&event, &"returnValue".into(), &"not saved".into()));
        }))
    }

    /// Asks from now on, or no longer.
    pub(super) fn set(&self, asks: bool) {
        let (window, listener) = (window(), self.0.as_ref().unchecked_ref());
        // The same listener is added once, however often that is asked for. Neither can fail.
        drop(if asks {
            window.add_event_listener_with_callback("beforeunload", listener)
        } else {
            window.remove_event_listener_with_callback("beforeunload", listener)
        });
    }
}
