//! The lock of the draft that is open (Web Locks): one tab edits it. Where a browser has no locks `TabEvent::LocksSupported`
//! is not sent, nothing asks for locks, and every tab edits; the same where it refuses them (`TabEvent::LocksRefused`).
//!
//! web-sys holds Web Locks to be unstable and leaves them out, so they are called by name.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::local_storage::LocalStorage;
use super::sender::Sender;
use super::window::{later, window};
use crate::app::{DraftId, Event, StorageKey, TabEvent};

/// How often a lock that another tab seems to hold is asked for again, and after how many milliseconds. A page that has just
/// been left or loaded again holds its own for a moment longer; what is pressed meanwhile must not be refused.
const RETRIES: u32 = 4;
const RETRIED_AFTER: i32 = 100;

/// How a lock is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Now or not at all. After a refusal it is asked for again so many times.
    IfAvailable { retries: u32 },
    /// As soon as nobody else has it.
    Queue,
    /// Now, whoever has it.
    Steal,
}

/// The lock that this tab holds or waits for: one at a time.
#[derive(Clone)]
pub(super) struct WebLocks(Rc<Inner>);

struct Inner {
    sender: Sender,
    storage: LocalStorage,
    /// Lets go of the lock that is held, or ends the wait for one.
    release: RefCell<Option<Function>>,
    /// Which request is the latest. What becomes of earlier ones is no longer of interest.
    latest: Cell<u32>,
}

impl WebLocks {
    /// No lock yet.
    pub(super) fn new(sender: &Sender, storage: &LocalStorage) -> Self {
        Self(Rc::new(Inner {
            sender: sender.clone(),
            storage: storage.clone(),
            release: RefCell::default(),
            latest: Cell::default(),
        }))
    }

    /// Whether this browser has locks.
    pub(super) fn are_supported() -> bool {
        manager().is_some()
    }

    /// Asks for the lock of a draft, and says at once whether it is to be had.
    pub(super) fn request(&self, id: DraftId) {
        self.ask(id, Mode::IfAvailable { retries: RETRIES });
    }

    /// Waits for the lock of a draft.
    pub(super) fn queue(&self, id: DraftId) {
        self.ask(id, Mode::Queue);
    }

    /// Takes the lock of a draft, whoever holds it.
    pub(super) fn steal(&self, id: DraftId) {
        self.ask(id, Mode::Steal);
    }

    /// Lets go of the lock that is held, and of the wait for one.
    pub(super) fn release(&self) {
        self.0.latest.set(self.0.latest.get().wrapping_add(1));
        if let Some(release) = self.0.release.take() {
            // Resolves a promise, or ends a wait: neither can fail.
            drop(release.call0(&JsValue::NULL));
        }
    }

    /// Says whether another tab holds the lock of any of these drafts.
    pub(super) fn check(&self, ids: Vec<DraftId>, number: u32) {
        let state = manager().and_then(|locks| call(&locks, "query", &Array::new()));
        let state = state.and_then(|state| state.dyn_into::<Promise>().ok());
        let own = self.clone();
        spawn_local(async move {
            let state = match state {
                Some(state) => JsFuture::from(state).await.unwrap_or_default(),
                None => JsValue::UNDEFINED,
            };
            let held = get(&state, "held").and_then(|held| held.dyn_into::<Array>().ok()).unwrap_or_default();
            let names: Vec<String> = held.iter().filter_map(|lock| get(&lock, "name")?.as_string()).collect();
            let free = ids.iter().all(|id| !names.contains(&name(id)));
            own.send(if free { TabEvent::LocksFree(number) } else { TabEvent::LocksHeld(number) });
        });
    }

    fn send(&self, event: TabEvent) {
        self.0.sender.send(Event::Tab(event));
    }

    fn ask(&self, id: DraftId, mode: Mode) {
        self.release();
        let number = self.0.latest.get();
        let Some(locks) = manager() else { return };
        let options = Object::new();
        match mode {
            Mode::IfAvailable { .. } => drop(Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE)),
            Mode::Steal => drop(Reflect::set(&options, &"steal".into(), &JsValue::TRUE)),
            Mode::Queue => drop(self.0.release.replace(abort_with(&options))),
        }
        let (own, lock) = (self.clone(), id.clone());
        let answered = Closure::once_into_js(move |granted: JsValue| own.answered(number, lock, mode, &granted));
        let held = call(&locks, "request", &Array::of3(&name(&id).into(), &options, &answered));
        let Some(held) = held.and_then(|held| held.dyn_into::<Promise>().ok()) else { return };
        let own = self.clone();
        spawn_local(async move {
            let Err(error) = JsFuture::from(held).await else { return };
            // A wait that was ended is not the latest any more.
            if own.is_latest(number) {
                own.0.release.take();
                // Where site data are blocked every request fails at once, and another one would too.
                let is_taken = get(&error, "name").is_some_and(|name| name == "AbortError");
                own.send(if is_taken { TabEvent::LockLost(id) } else { TabEvent::LocksRefused });
            }
        });
    }

    fn is_latest(&self, number: u32) -> bool {
        self.0.latest.get() == number
    }

    /// A lock was granted, or refused with null. Gives what the browser waits for before it lets the lock go.
    fn answered(&self, number: u32, id: DraftId, mode: Mode, granted: &JsValue) -> JsValue {
        if !self.is_latest(number) {
            // The page has been left since: the lock goes back at once.
            return JsValue::UNDEFINED;
        }
        if granted.is_null() || granted.is_undefined() {
            match mode {
                Mode::IfAvailable { retries } if retries > 0 => {
                    let own = self.clone();
                    later(RETRIED_AFTER, move || {
                        if own.is_latest(number) {
                            own.ask(id, Mode::IfAvailable { retries: retries - 1 });
                        }
                    });
                }
                _ => self.send(TabEvent::LockDenied(id)),
            }
            return JsValue::UNDEFINED;
        }
        let held = Promise::new(&mut |release, _| drop(self.0.release.replace(Some(release))));
        self.granted(id);
        held.into()
    }

    /// The lock is here. What is stored by now may be news, and is told first.
    fn granted(&self, id: DraftId) {
        let keys = [StorageKey::Draft(id.clone()), StorageKey::Late(id.clone())].map(|key| key.to_string());
        self.0.storage.tell(&self.0.sender, &keys);
        self.send(TabEvent::LockGranted(id));
    }
}

/// Makes a wait that can be ended: gives what ends it.
fn abort_with(options: &Object) -> Option<Function> {
    let class: Function = get(&js_sys::global(), "AbortController")?.dyn_into().ok()?;
    let control = Reflect::construct(&class, &Array::new()).ok()?;
    drop(Reflect::set(options, &"signal".into(), &get(&control, "signal")?));
    let abort: Function = get(&control, "abort")?.dyn_into().ok()?;
    Some(abort.bind0(&control))
}

/// The name of a draft's lock: the key under which the draft is stored.
fn name(id: &DraftId) -> String {
    StorageKey::Draft(id.clone()).to_string()
}

fn manager() -> Option<JsValue> {
    get(window().navigator().as_ref(), "locks").filter(JsValue::is_object)
}

fn get(from: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(from, &name.into()).ok().filter(|value| !value.is_undefined())
}

/// Calls a method by its name.
fn call(of: &JsValue, name: &str, arguments: &Array) -> Option<JsValue> {
    let method: Function = get(of, name)?.dyn_into().ok()?;
    method.apply(of, arguments).ok()
}
