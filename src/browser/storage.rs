//! Local storage, through gloo-storage, under our own keys only.

use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen::prelude::*;

use crate::app::OUR_KEYS;

/// Keys with their sizes in characters, and the size of what is not ours.
pub(super) type Sizes = (std::collections::BTreeMap<String, usize>, usize);

/// Why a text was not stored.
pub(super) struct Refusal {
    /// As a sentence.
    pub(super) why: String,
    /// Whether there was no room for it.
    pub(super) full: bool,
}

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

/// What lies in storage, ours by key and the others' together, each with its key's own size.
pub(super) fn sizes() -> Result<Sizes, String> {
    let storage = storage()?;
    let (mut ours, mut others) = (std::collections::BTreeMap::new(), 0);
    // The browser's own text, which need not be copied to be measured.
    let length = |text: &JsValue| text.dyn_ref::<js_sys::JsString>().map_or(0, |text| text.length() as usize);
    for key in js_sys::Object::keys(&storage).iter() {
        let text = js_sys::Reflect::get(&storage, &key).map_err(|e| refusal(&e))?;
        let size = length(&key) + length(&text);
        match key.as_string().filter(|key| key.starts_with(OUR_KEYS)) {
            Some(key) => drop(ours.insert(key, size)),
            None => others += size,
        }
    }
    Ok((ours, others))
}

/// How many keys are not ours.
pub(super) fn foreign() -> usize {
    let Ok(storage) = storage() else { return 0 };
    let keys = js_sys::Object::keys(&storage);
    keys.iter().filter_map(|key| key.as_string()).filter(|key| !key.starts_with(OUR_KEYS)).count()
}

/// Whether something lies under a key.
pub(super) fn has(key: &str) -> bool {
    storage().is_ok_and(|storage| js_sys::Reflect::has(&storage, &key.into()).unwrap_or(false))
}

/// Stores a text.
pub(super) fn store(key: &str, text: &str) -> Result<(), Refusal> {
    let storage = storage().map_err(|why| Refusal { why, full: false })?;
    storage.set_item(key, text).map_err(|error| Refusal { why: refusal(&error), full: is_full(&error) })
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

fn name(error: &JsValue) -> String {
    js_sys::Reflect::get(error, &"name".into()).ok().and_then(|n| n.as_string()).unwrap_or_default()
}

fn is_full(error: &JsValue) -> bool {
    matches!(name(error).as_str(), "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED")
}

/// What a browser's refusal means, as a sentence.
fn refusal(error: &JsValue) -> String {
    if is_full(error) {
        return "The space that this browser gives to this page is full.".to_owned();
    }
    match name(error).as_str() {
        "SecurityError" => {
            "This browser does not allow this page to keep anything (a private window or a setting may be the reason)."
                .to_owned()
        }
        other => format!("This browser refused to store it ({other})."),
    }
}
