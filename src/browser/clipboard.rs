//! The clipboard. Browsers have none on pages that came over an unprotected connection: then nothing is copied.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Clipboard;

use super::window::window;

/// Puts a text on the clipboard; `done` is told whether it is there.
pub fn copy_text(text: &str, done: impl Fn(bool) + 'static) {
    let clipboard: Clipboard = window().navigator().clipboard();
    let value: &JsValue = clipboard.as_ref();
    if value.is_undefined() {
        return done(false);
    }
    let promise = clipboard.write_text(text);
    spawn_local(async move { done(JsFuture::from(promise).await.is_ok()) });
}
