//! Local storage, through gloo-storage, under our own keys only.

use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen::prelude::*;

use crate::app::OUR_KEYS;

/// What lies under our keys, or why storage cannot be used.
pub(super) fn read_all() -> Result<Vec<(String, String)>, String> {
    let storage = storage()?;
    let count = storage.length().map_err(|e| refusal(&e))?;
    let mut items = Vec::new();
    for number in 0..count {
        let key = storage.key(number).map_err(|e| refusal(&e))?;
        if let Some(key) = key.filter(|key| key.starts_with(OUR_KEYS))
            && let Some(text) = storage.get_item(&key).map_err(|e| refusal(&e))?
        {
            items.push((key, text));
        }
    }
    Ok(items)
}

/// What lies under one of our keys.
pub(super) fn read(key: &str) -> Result<Option<String>, String> {
    storage()?.get_item(key).map_err(|e| refusal(&e))
}

/// Stores a text.
pub(super) fn store(key: &str, text: &str) -> Result<(), String> {
    storage()?.set_item(key, text).map_err(|e| refusal(&e))
}

/// Removes one of our keys.
pub(super) fn forget(key: &str) -> Result<(), String> {
    storage()?.remove_item(key).map_err(|e| refusal(&e))
}

/// The storage, once it is known not to be blocked: gloo-storage panics where it is.
fn storage() -> Result<web_sys::Storage, String> {
    match super::open::window().local_storage() {
        Ok(Some(_)) => Ok(LocalStorage::raw()),
        Ok(None) => Err("This browser has no storage for pages like this one.".to_owned()),
        Err(error) => Err(refusal(&error)),
    }
}

/// What a browser's refusal means, as a sentence.
fn refusal(error: &JsValue) -> String {
    let name = js_sys::Reflect::get(error, &"name".into()).ok().and_then(|n| n.as_string()).unwrap_or_default();
    match name.as_str() {
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => {
            "The space that this browser gives to this page is full.".to_owned()
        }
        "SecurityError" => {
            "This browser does not allow this page to keep anything (a private window or a setting may be the reason)."
                .to_owned()
        }
        other => format!("This browser refused to store it ({other})."),
    }
}
