//! The loop: an event changes the state, what follows is carried out, what comes of it are new events.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::{carry, files, pointer::Pointer, press::Press, storage, tabs::Tabs};
use crate::app::{Ask, Effect, Event, KeepEvent, Moment, OUR_KEYS, State, TabEffect, first};
use crate::call::Timestamp;

/// Changes the state in place: the page hands in how it holds it.
type Apply = Rc<dyn Fn(&mut dyn FnMut(&mut State))>;

/// `app::update`, which may arrive later than the first page.
pub type Update = fn(&mut State, Event, Moment) -> Vec<Effect>;

/// `browser::keep`, which arrives with it.
pub type Keep = fn(&Sender, Ask);

struct Inner {
    apply: Apply,
    update: OnceCell<Update>,
    tabs: OnceCell<Tabs>,
    keep: OnceCell<Keep>,
    waiting: RefCell<VecDeque<Event>>,
    running: Cell<bool>,
    /// The latest random number.
    chance: Cell<u64>,
    press: Press,
    pointer: Pointer,
}

/// Hands events to the loop.
#[derive(Clone)]
pub struct Sender(Rc<Inner>);

impl Sender {
    /// Hands in an event. What follows is carried out before this returns, so what was typed is stored by then.
    pub fn send(&self, event: Event) {
        self.0.waiting.borrow_mut().push_back(event);
        if self.0.running.replace(true) {
            return;
        }
        // One for all that comes of it.
        let moment = self.moment();
        (self.0.apply)(&mut |state| {
            loop {
                let next = self.0.waiting.borrow_mut().pop_front();
                let Some(event) = next else { break };
                let effects = match self.0.update.get() {
                    Some(update) => update(state, event, moment),
                    None => match first(state, event, moment) {
                        Ok(effects) => effects,
                        Err(event) => {
                            // It waits for the rest of the program, and what comes after it waits behind it.
                            self.0.waiting.borrow_mut().push_front(*event);
                            break;
                        }
                    },
                };
                for effect in effects {
                    carry::carry_out(self, effect);
                }
            }
        });
        self.0.running.set(false);
    }

    /// Now, and a random number.
    fn moment(&self) -> Moment {
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are far below 2^53")]
        let now = Timestamp(js_sys::Date::now() as i64);
        // The browser is asked for one number, since asking takes longer than most of what a keystroke needs; SplitMix64
        // (Steele, Lea and Flood 2014) makes the others of it.
        let next = self.0.chance.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0.chance.set(next);
        let mixed = (next ^ (next >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Moment { now, chance: mixed ^ (mixed >> 31) }
    }

    /// The rest of the program is here: what waited for it goes on.
    pub fn complete(&self, update: Update, keep: Keep, tabs: Tabs) {
        // Once, when the program has opened.
        self.0.keep.set(keep).ok();
        self.0.update.set(update).ok();
        self.0.tabs.set(tabs).ok();
        (tabs.open)(self);
        self.send(Event::Ticked);
    }

    /// Carries out what is asked between tabs. Nothing asks for it before the program is complete.
    pub(super) fn between_tabs(&self, effect: TabEffect) {
        if let Some(tabs) = self.0.tabs.get() {
            (tabs.carry_out)(self, effect);
        }
    }

    /// What waits until nothing is pressed.
    pub fn pointer(&self) -> &Pointer {
        &self.0.pointer
    }

    pub(super) fn press(&self) -> &Press {
        &self.0.press
    }

    /// Asks about what is kept. Only events that the rest of the program sees to bring this about, so it is here.
    pub(super) fn keep(&self, ask: Ask) {
        if let Some(keep) = self.0.keep.get() {
            keep(self, ask);
        }
    }
}

/// Starts the loop.
pub fn open(apply: impl Fn(&mut dyn FnMut(&mut State)) + 'static) -> Sender {
    let sender = Sender(Rc::new(Inner {
        apply: Rc::new(apply),
        update: OnceCell::new(),
        tabs: OnceCell::new(),
        keep: OnceCell::new(),
        waiting: RefCell::new(VecDeque::new()),
        running: Cell::new(false),
        chance: Cell::new(chance()),
        press: Press::new(),
        pointer: Pointer::listen(),
    }));
    let window = window();

    listen(&window, "hashchange", &sender, |_| Some(Event::Navigated { hash: hash() }));
    listen(&window, "storage", &sender, |event| {
        let event: web_sys::StorageEvent = event.dyn_into().ok()?;
        match event.key() {
            Some(key) if key.starts_with(OUR_KEYS) => Some(Event::ChangedElsewhere { key, text: event.new_value() }),
            // What others store is no matter of ours; what they remove makes room, or is everything.
            _ => event.new_value().is_none().then_some(Event::Keep(KeepEvent::Shrunk)),
        }
    });
    files::listen_for_files(&sender);
    every_minute(&window, &sender);

    sender.send(Event::Started { hash: hash(), stored: storage::read_all() });
    // The press comes once the page has been quiet for a while: it is never on the path to the first paint.
    let own = sender.clone();
    later(1500, move || own.press().load(&own));
    sender
}

/// Puts a text on the clipboard; what comes of it is told to `done`.
pub fn copy_text(text: &str, done: impl Fn(bool) + 'static) {
    let promise = window().navigator().clipboard().write_text(text);
    wasm_bindgen_futures::spawn_local(async move {
        done(wasm_bindgen_futures::JsFuture::from(promise).await.is_ok());
    });
}

fn listen(
    window: &web_sys::Window,
    name: &str,
    sender: &Sender,
    read: impl Fn(web_sys::Event) -> Option<Event> + 'static,
) {
    let sender = sender.clone();
    let heard = Closure::<dyn Fn(web_sys::Event)>::new(move |event| {
        if let Some(event) = read(event) {
            sender.send(event);
        }
    });
    // The window is there: adding a listener to it has no way to fail.
    drop(window.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref()));
    heard.forget();
}

fn every_minute(window: &web_sys::Window, sender: &Sender) {
    let sender = sender.clone();
    let tick = Closure::<dyn Fn()>::new(move || sender.send(Event::Ticked));
    drop(window.set_interval_with_callback_and_timeout_and_arguments_0(tick.as_ref().unchecked_ref(), 60_000));
    tick.forget();
}

/// Does something after some milliseconds.
pub(super) fn later(milliseconds: i32, what: impl FnOnce() + 'static) {
    let what = Closure::once_into_js(what);
    // A page always has its timer.
    drop(window().set_timeout_with_callback_and_timeout_and_arguments_0(what.unchecked_ref(), milliseconds));
}

/// The window, asked for each time. With one that was kept, WebKit failed when a lock was granted, most likely to a page
/// that had been left: there it says of its own window that it is none.
pub(super) fn window() -> web_sys::Window {
    web_sys::window().unwrap_throw()
}

fn hash() -> String {
    let hash = window().location().hash().unwrap_or_default();
    js_sys::decode_uri_component(&hash).map_or(hash, String::from)
}

/// A random number of the browser's.
fn chance() -> u64 {
    let mut bytes = [0u8; 8];
    if let Ok(crypto) = window().crypto() {
        // Without it the bytes stay zero; ids are then told apart by counting up.
        drop(crypto.get_random_values_with_u8_array(&mut bytes));
    }
    u64::from_le_bytes(bytes)
}
