//! What the page takes for granted about browsers, looked at in real ones (`cargo xtask test` runs this in Chromium and
//! Firefox). Whole journeys through the page are in `journeys/`.
#![cfg(target_arch = "wasm32")]

use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// "Typed text is found in storage within the same input event" rests on this.
#[wasm_bindgen_test]
fn what_is_stored_is_there_at_once_and_whole() {
    let text = "Zoë’s choir — “Ode to Joy” 🎵".repeat(1000);
    LocalStorage::set("upbeat/test", &text).unwrap();
    assert_eq!(LocalStorage::get::<String>("upbeat/test").unwrap(), text);
    LocalStorage::delete("upbeat/test");
    assert!(LocalStorage::get::<String>("upbeat/test").is_err());
}
