//! Between tabs: the lock of the draft that is open (Web Locks), and what tabs say to each other (BroadcastChannel).
//!
//! web-sys holds Web Locks to be unstable and leaves them out, so they are called by name. Nothing of this is needed by the
//! first page: the rest of the program brings it.

use std::cell::{Cell, RefCell};

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::open::{Sender, later, window};
use super::storage;
use crate::app::{DRAFT_KEY, DraftId, Event, LATE_KEY, TabEffect, TabEvent};

/// How long a tab that was asked to hand a draft over may take to answer, in milliseconds. One that is awake takes a few.
const PATIENCE: i32 = 2000;

/// How often a lock that another tab seems to hold is asked for again, and after how many milliseconds. A page that has just
/// been left or loaded again holds its own for a moment longer; what is pressed meanwhile must not be refused.
const AGAIN: (u32, i32) = (4, 100);

/// What the program's first part needs to know of this room.
#[derive(Clone, Copy)]
pub struct Tabs {
    /// Begins to listen, when the program is complete.
    pub(super) open: fn(&Sender),
    /// Carries out what is asked.
    pub(super) carry_out: fn(&Sender, TabEffect),
}

/// Locks and what is said between tabs.
pub const TABS: Tabs = Tabs { open, carry_out };

thread_local! {
    /// Lets go of the lock that is held, or waited for.
    static LET_GO: RefCell<Option<Function>> = const { RefCell::new(None) };
    /// Which request for a lock is the latest: what becomes of earlier ones is no longer of interest.
    static LATEST: Cell<u32> = const { Cell::new(0) };
    static CHANNEL: RefCell<Option<web_sys::BroadcastChannel>> = const { RefCell::new(None) };
}

fn open(sender: &Sender) {
    let (Some(_), Ok(channel)) = (locks(), web_sys::BroadcastChannel::new("upbeat")) else { return };
    let own = sender.clone();
    let heard = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        if let Some(text) = event.data().as_string() {
            tell(&own, TabEvent::Heard(text));
        }
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    CHANNEL.set(Some(channel));
    tell(sender, TabEvent::Able);
}

fn tell(sender: &Sender, event: TabEvent) {
    sender.send(Event::Tabs(event));
}

fn carry_out(sender: &Sender, effect: TabEffect) {
    match effect {
        TabEffect::Ask(id) => request(sender, id, "ifAvailable", AGAIN.0),
        TabEffect::Queue(id) => request(sender, id, "", 0),
        TabEffect::Take(id) => request(sender, id, "steal", 0),
        TabEffect::Leave => let_go(),
        TabEffect::Say(text) => CHANNEL.with_borrow(|channel| {
            if let Some(channel) = channel {
                // A text can always be sent; where nobody listens nothing is lost.
                drop(channel.post_message(&text.into()));
            }
        }),
        TabEffect::Wait(id, wait) => {
            let sender = sender.clone();
            later(PATIENCE, move || tell(&sender, TabEvent::NoAnswer(id, wait)));
        }
        TabEffect::AskFirst(ids, event) => ask_first(sender, ids, event),
    }
}

/// The name of a draft's lock.
fn name(id: &DraftId) -> String {
    format!("{DRAFT_KEY}{id}")
}

fn locks() -> Option<JsValue> {
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

/// Lets go of the lock that is held, and of the wait for one.
fn let_go() {
    LATEST.set(LATEST.get().wrapping_add(1));
    if let Some(let_go) = LET_GO.take() {
        // Lets a promise come true, or ends a wait: neither can fail.
        drop(let_go.call0(&JsValue::NULL));
    }
}

/// Asks for a draft's lock: in turn, or with one of the options `ifAvailable` and `steal`; again, so many times, before it
/// says that another tab has it.
fn request(sender: &Sender, id: DraftId, option: &'static str, again: u32) {
    let_go();
    let number = LATEST.get();
    let Some(locks) = locks() else { return };
    let options = Object::new();
    if option.is_empty() {
        // A wait can be ended.
        let control = get(&js_sys::global(), "AbortController").and_then(|class| class.dyn_into::<Function>().ok());
        let control = control.and_then(|class| Reflect::construct(&class, &Array::new()).ok());
        if let Some(control) = control {
            drop(Reflect::set(&options, &"signal".into(), &get(&control, "signal").unwrap_or_default()));
            let end = get(&control, "abort").and_then(|abort| abort.dyn_into::<Function>().ok());
            LET_GO.set(end.map(|end| end.bind0(&control)));
        }
    } else {
        drop(Reflect::set(&options, &option.into(), &JsValue::TRUE));
    }
    let (own, lock) = (sender.clone(), id.clone());
    let here = Closure::once_into_js(move |got: JsValue| -> JsValue {
        if LATEST.get() != number {
            // The page has been left since: the lock goes back at once.
            return JsValue::UNDEFINED;
        }
        if got.is_null() || got.is_undefined() {
            match again.checked_sub(1) {
                Some(left) => later(AGAIN.1, move || {
                    if LATEST.get() == number {
                        request(&own, lock, option, left);
                    }
                }),
                None => tell(&own, TabEvent::Held(lock)),
            }
            return JsValue::UNDEFINED;
        }
        let held = Promise::new(&mut |release, _| LET_GO.set(Some(release)));
        granted(&own, lock);
        held.into()
    });
    let asked = call(&locks, "request", &Array::of3(&name(&id).into(), &options, &here));
    let Some(asked) = asked.and_then(|asked| asked.dyn_into::<Promise>().ok()) else { return };
    let sender = sender.clone();
    spawn_local(async move {
        // It fails where another tab takes the lock; a wait that was ended is not the latest any more.
        if JsFuture::from(asked).await.is_err() && LATEST.get() == number {
            LET_GO.take();
            tell(&sender, TabEvent::Lost(id));
        }
    });
}

/// The lock is here. What lies in storage by now may be news.
fn granted(sender: &Sender, id: DraftId) {
    let keys = [DRAFT_KEY, LATE_KEY].map(|room| format!("{room}{id}"));
    let kept = keys.into_iter().filter_map(|key| storage::read(&key).ok()?.map(|text| (key, text)));
    tell(sender, TabEvent::Granted(id, kept.collect()));
}

/// Lets an event go on if no other tab holds any of these drafts.
fn ask_first(sender: &Sender, ids: Vec<DraftId>, event: Box<Event>) {
    let state = locks().and_then(|locks| call(&locks, "query", &Array::new()));
    let state = state.and_then(|state| state.dyn_into::<Promise>().ok());
    let sender = sender.clone();
    spawn_local(async move {
        let state = match state {
            Some(state) => JsFuture::from(state).await.unwrap_or_default(),
            None => JsValue::UNDEFINED,
        };
        let held = get(&state, "held").and_then(|held| held.dyn_into::<Array>().ok()).unwrap_or_default();
        let names: Vec<_> = held.iter().filter_map(|lock| get(&lock, "name")?.as_string()).collect();
        let free = ids.iter().all(|id| !names.contains(&name(id)));
        tell(&sender, if free { TabEvent::Free(event) } else { TabEvent::NotFree(event) });
    });
}
