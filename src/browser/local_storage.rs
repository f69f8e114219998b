//! Local storage, under our own keys only, with a comparison before each write.
//!
//! Tabs share local storage, and each shows what it last read or wrote there. So for each key the page remembers that
//! text: what it read when it opened, what a `storage` event, a conflict or a scan said, what stood there when a lock was
//! granted, what it stored. Before it stores or removes a key it compares. If something else is there, another tab has changed it:
//! nothing is written, and [`StorageEvent::Conflict`] says what is there. The page knows that once the core has handled
//! the event: a write that the core asked for before is refused too. Two tabs may still write within the same moment,
//! since browsers have a copy of storage for each process. Then the last write stays, and the other tab gets a `storage`
//! event with it, as with any write.
//!
//! Storage may also be cleared by somebody else than our pages. What is gone is then no other tab's removal, and is stored
//! again, so the page forgets what it knew. It is told of that by a `storage` event without a key, or by finding nothing of
//! ours at all. If some of our keys are there, one of our pages has removed those that are not; so it has if a `storage`
//! event says of a key of ours that it was removed. Only where a page gets no such event, and "leave nothing here" has
//! removed all of our keys, does it take that for somebody else's doing.
//!
//! Where storage is missing or blocked, each answer says why.

use gloo_storage::Storage as _;
use js_sys::{JsString, Map, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::sender::Sender;
use super::window::{listen, window};
use crate::app::{EraseEvent, Event, OUR_KEYS, RemovedKeys, StorageEvent, StoreError, StoredSizes};

#[wasm_bindgen]
extern "C" {
    /// `Storage`, with texts as the browser has them: web-sys copies each into the program's memory.
    type Texts;
    #[wasm_bindgen(method, catch, js_name = getItem)]
    fn get(this: &Texts, key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = setItem)]
    fn set(this: &Texts, key: &str, text: &JsString) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = removeItem)]
    fn remove(this: &Texts, key: &str) -> Result<(), JsValue>;
}

/// Local storage, and what this page last read or wrote under each key.
#[derive(Clone, Default)]
pub(super) struct LocalStorage {
    /// Texts by key. A key that is not in it was absent.
    known: Map,
    /// Texts by key that were found, and of which the core has not handled the event yet. `null` where a key was absent.
    untold: Map,
}

impl LocalStorage {
    /// Reads everything under our keys when the page opens, or says why storage cannot be used.
    pub(super) fn read_all(&self) -> Result<Vec<(String, String)>, String> {
        let entries = entries()?;
        for (key, text) in &entries {
            self.remember(key, text);
        }
        Ok(copied(entries))
    }

    /// Tells what keys hold, if that is something else than this page knows.
    pub(super) fn tell(&self, sender: &Sender, keys: &[String]) {
        let Ok(texts) = storage() else { return };
        if !self.is_cleared(&texts) {
            for key in keys {
                self.tell_change(sender, &texts, key);
            }
        }
    }

    /// The core is about to handle an event that says what a key holds.
    pub(super) fn told(&self, key: &str, text: Option<&str>) {
        let there = self.untold.get(&key.into());
        if !there.is_undefined() && there.as_string().as_deref() == text {
            self.untold.delete(&key.into());
            self.remember(key, &there);
        }
    }

    /// Stores a text.
    pub(super) fn store(&self, sender: &Sender, key: String, text: &str) {
        let answer = self.try_store(sender, &key, text);
        let conflict = answer.unwrap_or_else(|error| Some(StorageEvent::NotStored { key: key.clone(), error }));
        send(sender, conflict.unwrap_or(StorageEvent::Stored { key }));
    }

    fn try_store(&self, sender: &Sender, key: &str, text: &str) -> Result<Option<StorageEvent>, StoreError> {
        let refused = |error: JsValue| StoreError { why: refusal(&error), full: is_full(&error) };
        let texts = storage().map_err(|why| StoreError { why, full: false })?;
        let there = texts.get(key).map_err(refused)?;
        if there.is_null() && self.is_cleared(&texts) {
            // The core is told before the key is there again.
            self.forget();
            send(sender, StorageEvent::Scanned(Ok(sizes(&texts))));
        }
        let conflict = self.conflict(key, &there);
        if conflict.is_none() {
            let text = JsString::from(text);
            texts.set(key, &text).map_err(refused)?;
            self.remember(key, &text);
        }
        Ok(conflict)
    }

    /// Removes a key. One that is gone already is removed.
    pub(super) fn remove(&self, sender: &Sender, key: String) {
        let answer = self.try_remove(&key);
        let conflict = answer.unwrap_or_else(|why| Some(StorageEvent::NotRemoved { key: key.clone(), why }));
        send(sender, conflict.unwrap_or(StorageEvent::Removed { key }));
    }

    fn try_remove(&self, key: &str) -> Result<Option<StorageEvent>, String> {
        let texts = storage()?;
        let there = texts.get(key).map_err(|error| refusal(&error))?;
        let conflict = if there.is_null() { None } else { self.conflict(key, &there) };
        if conflict.is_none() {
            texts.remove(key).map_err(|error| refusal(&error))?;
            self.remember(key, &JsValue::NULL);
        }
        Ok(conflict)
    }

    /// Removes several keys, or none if another tab has changed one of them.
    pub(super) fn remove_together(&self, sender: &Sender, keys: Vec<String>) {
        let Some(last) = keys.last().cloned() else { return };
        let texts = match storage() {
            Ok(texts) => texts,
            Err(why) => return send(sender, StorageEvent::NotRemoved { key: last, why }),
        };
        let there = |key: &String| texts.get(key).ok().filter(|there| !there.is_null());
        let conflicts: Vec<StorageEvent> = keys.iter().filter_map(|key| self.conflict(key, &there(key)?)).collect();
        if conflicts.is_empty() {
            for key in keys {
                self.remove(sender, key);
            }
            return;
        }
        for conflict in conflicts {
            send(sender, conflict);
        }
        send(sender, StorageEvent::NotRemoved { key: last, why: "Another tab has changed it.".to_owned() });
    }

    /// Compares what a key holds with what this page knows. If that is something else, this page knows it once the core has
    /// handled the event.
    fn conflict(&self, key: &str, there: &JsValue) -> Option<StorageEvent> {
        if !self.untold.has(&key.into()) && *there == self.known(key) {
            return None;
        }
        self.untold.set(&key.into(), there);
        Some(StorageEvent::Conflict { key: key.to_owned(), text: there.as_string() })
    }

    /// Finds the sizes of everything in storage. Keys that hold something else than this page knows are told first: a page
    /// that was asleep may have missed a `storage` event.
    pub(super) fn scan(&self, sender: &Sender) -> Result<StoredSizes, String> {
        let texts = storage()?;
        if self.is_cleared(&texts) {
            self.forget();
        } else {
            self.tell_changes(sender, &texts);
        }
        Ok(sizes(&texts))
    }

    /// Whether storage was cleared from outside: this page knows of keys, and none of ours is there.
    fn is_cleared(&self, texts: &Texts) -> bool {
        self.known.size() > 0 && our_keys(texts).is_empty()
    }

    /// Removes everything under our keys, and looks whether it is gone. If any key holds something else than this page
    /// knows, nothing is removed.
    pub(super) fn remove_all(&self, sender: &Sender) {
        let conflicts = storage().map_or_else(|_| Vec::new(), |texts| self.conflicts(&texts));
        let event = if conflicts.is_empty() {
            EraseEvent::KeysRemoved(self.remove_and_look())
        } else {
            for conflict in conflicts {
                send(sender, conflict);
            }
            EraseEvent::ChangedElsewhere
        };
        sender.send(Event::Erase(event));
    }

    /// Compares all of our keys with what this page knows.
    fn conflicts(&self, texts: &Texts) -> Vec<StorageEvent> {
        let compare = |key: &String| texts.get(key).ok().and_then(|there| self.conflict(key, &there));
        self.keys_to_compare(texts).iter().filter_map(compare).collect()
    }

    /// Our keys that are in storage, and those that this page knows.
    fn keys_to_compare(&self, texts: &Texts) -> Vec<String> {
        let mut keys = our_keys(texts);
        keys.extend(self.known_keys().into_iter().filter(|key| !keys.contains(key)).collect::<Vec<_>>());
        keys
    }

    fn remove_and_look(&self) -> RemovedKeys {
        let texts = match storage() {
            Ok(texts) => texts,
            Err(why) => return RemovedKeys { removed: Vec::new(), left: Err(why) },
        };
        let before = our_keys(&texts);
        let mut refused = None;
        for key in &before {
            match texts.remove(key) {
                Ok(()) => self.remember(key, &JsValue::NULL),
                Err(error) => refused = Some(refusal(&error)),
            }
        }
        let left = our_keys(&texts);
        let removed = before.into_iter().filter(|key| !left.contains(key)).collect();
        let left = match refused {
            Some(why) if left.is_empty() => Err(why),
            _ => Ok(left),
        };
        RemovedKeys { removed, left }
    }

    /// Listens to what other tabs store and remove. What they have done since the page opened is told at once.
    pub(super) fn listen(&self, sender: &Sender) {
        if let Ok(texts) = storage() {
            self.tell_changes(sender, &texts);
        }
        let (own, sender) = (self.clone(), sender.clone());
        listen(&window(), "storage", move |event| {
            let property = |name: &str| Reflect::get(&event, &name.into()).unwrap_or(JsValue::NULL);
            let (key, text) = (property("key").as_string(), property("newValue"));
            match key {
                Some(key) if is_ours(&key) => {
                    let Ok(texts) = storage() else { return };
                    if text.is_null() && our_keys(&texts).is_empty() {
                        // One of our pages has removed everything.
                        own.tell_changes(&sender, &texts);
                    } else {
                        own.tell_change(&sender, &texts, &key);
                    }
                }
                // Others' texts are no matter of ours. What they remove makes room.
                Some(_) if !text.is_null() => {}
                Some(_) => send(&sender, StorageEvent::KeysRemoved),
                // Somebody cleared everything.
                None => {
                    own.forget();
                    send(&sender, StorageEvent::KeysRemoved);
                }
            }
        });
    }

    /// Tells what a key holds, if that is something else than this page knows and no event says it yet. What is there
    /// counts, not what an event of the browser says of it: those come late, and one after another.
    fn tell_change(&self, sender: &Sender, texts: &Texts, key: &str) {
        let Ok(there) = texts.get(key) else { return };
        if there != self.last_found(key) {
            self.untold.set(&key.into(), &there);
            send(sender, StorageEvent::Changed { key: key.to_owned(), text: there.as_string() });
        }
    }

    /// Tells what has changed since this page last looked.
    fn tell_changes(&self, sender: &Sender, texts: &Texts) {
        for key in self.keys_to_compare(texts) {
            self.tell_change(sender, texts, &key);
        }
    }

    fn forget(&self) {
        self.known.clear();
        self.untold.clear();
    }

    /// What was found under a key last, whether the core has handled that or not.
    fn last_found(&self, key: &str) -> JsValue {
        let untold = self.untold.get(&key.into());
        if untold.is_undefined() { self.known(key) } else { untold }
    }

    fn known(&self, key: &str) -> JsValue {
        let known = self.known.get(&key.into());
        if known.is_undefined() { JsValue::NULL } else { known }
    }

    fn known_keys(&self) -> Vec<String> {
        self.known.keys().into_iter().flatten().filter_map(|key| key.as_string()).collect()
    }

    fn remember(&self, key: &str, text: &JsValue) {
        if text.is_null() {
            self.known.delete(&key.into());
        } else {
            self.known.set(&key.into(), text);
        }
    }
}

/// Everything under our keys, or why it cannot be read. What the page knows of the keys stays as it is: nobody merges these
/// texts.
pub(super) fn read_texts() -> Result<Vec<(String, String)>, String> {
    entries().map(copied)
}

fn send(sender: &Sender, event: StorageEvent) {
    sender.send(Event::Storage(event));
}

/// The storage, unless it is missing or blocked.
fn storage() -> Result<Texts, String> {
    match window().local_storage() {
        // `raw` panics where there is none, so the browser is asked first.
        Ok(Some(_)) => Ok(gloo_storage::LocalStorage::raw().unchecked_into()),
        Ok(None) => Err("This browser cannot save work.".to_owned()),
        Err(error) => Err(refusal(&error)),
    }
}

fn all_keys(texts: &Texts) -> impl Iterator<Item = String> {
    Object::keys(texts.unchecked_ref::<Object>()).into_iter().filter_map(|key| key.as_string())
}

fn our_keys(texts: &Texts) -> Vec<String> {
    all_keys(texts).filter(|key| is_ours(key)).collect()
}

/// Everything under our keys.
fn entries() -> Result<Vec<(String, JsValue)>, String> {
    let texts = storage()?;
    let mut entries = Vec::new();
    for key in our_keys(&texts) {
        let text = texts.get(&key).map_err(|error| refusal(&error))?;
        entries.push((key, text));
    }
    Ok(entries)
}

/// Entries in the program's memory.
fn copied(entries: Vec<(String, JsValue)>) -> Vec<(String, String)> {
    entries.into_iter().filter_map(|(key, text)| Some((key, text.as_string()?))).collect()
}

fn is_ours(key: &str) -> bool {
    key.starts_with(OUR_KEYS)
}

/// The sizes of our keys, and of what others store, each with its key's own size.
fn sizes(texts: &Texts) -> StoredSizes {
    let (mut ours, mut others) = (Vec::new(), 0);
    for key in all_keys(texts) {
        // A text need not be copied to be measured.
        let text = texts.get(&key).ok().and_then(|text| text.dyn_into::<JsString>().ok());
        let size = key.encode_utf16().count() + text.map_or(0, |text| text.length() as usize);
        if is_ours(&key) {
            ours.push((key, size));
        } else {
            others += size;
        }
    }
    StoredSizes { ours: ours.into_iter().collect(), others }
}

fn name(error: &JsValue) -> String {
    Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
}

fn is_full(error: &JsValue) -> bool {
    matches!(name(error).as_str(), "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED")
}

/// What a browser's refusal means, as a sentence.
fn refusal(error: &JsValue) -> String {
    if is_full(error) {
        return "This browser has no space left for Upbeat.".to_owned();
    }
    match name(error).as_str() {
        "SecurityError" => {
            "This browser is blocking Upbeat from saving. You may be in a private window, or a school setting may block it."
                .to_owned()
        }
        other => format!("This browser did not save it ({other})."),
    }
}
