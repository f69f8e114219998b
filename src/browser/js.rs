//! Values of the browser as values of Rust.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

use crate::bundle::source::Unreadable;

/// An error's name and message, for a technician.
pub(super) fn error_text(error: &JsValue) -> String {
    let part =
        |name: &str| Reflect::get(error, &name.into()).ok().and_then(|part| part.as_string()).unwrap_or_default();
    let text = format!("{}: {}", part("name"), part("message"));
    if text == ": " { format!("{error:?}") } else { text }
}

/// An error while a file is read or written.
pub(super) fn unreadable(error: &JsValue) -> Unreadable {
    Unreadable(error_text(error))
}

/// How many bytes a Blob has.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size is a whole number, and not negative"
)]
pub(super) fn size_of(blob: &Blob) -> u64 {
    blob.size() as u64
}
