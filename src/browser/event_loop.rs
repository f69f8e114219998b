//! The loop: an event changes the state, effects are run, and their results are new events.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::Math;

use super::chosen_files::ChosenFiles;
use super::effects;
use super::local_storage::LocalStorage;
use super::pointer::Pointer;
use super::sender::Sender;
use super::visits::Visits;
use super::window::{listen, window};
use crate::app::{Effect, Event, Moment, State, StorageEvent, start};
use crate::call::Timestamp;

/// Changes the state in place: the page hands in how it holds it.
type Apply = Box<dyn Fn(&mut dyn FnMut(&mut State))>;

/// Changes the state as an event asks.
type Update = fn(&mut State, Event, Moment) -> Vec<Effect>;

/// Runs an effect, or gives it back.
pub(super) type RunEffect = Box<dyn Fn(Effect) -> Option<Effect>>;

/// The part of the program that arrives after the first page. As functions behind pointers, so that `cargo xtask dist` can
/// put them into a file of their own.
#[derive(Clone, Copy)]
pub struct Deferred {
    /// `app::update_without_files`.
    pub(super) update: Update,
    /// Begins to listen to what only later pages need, and gives what runs effects that the first part cannot.
    pub(super) open: fn(&Sender, &LocalStorage, &ChosenFiles) -> RunEffect,
    /// Called with each event that a view or the browser hands in, before it is handled.
    pub(super) before_event: fn(&Event),
}

/// The part of the program for files, which arrives last: the same.
#[derive(Clone, Copy)]
pub struct FilePart {
    /// `app::update`.
    pub(super) update: Update,
    /// Begins to listen, and gives what runs all other effects.
    pub(super) open: fn(&Sender, &ChosenFiles) -> RunEffect,
}

/// A part of the program that has arrived, and what runs its effects.
struct Loaded<P> {
    part: P,
    run: RunEffect,
}

struct Inner {
    apply: Apply,
    waiting: RefCell<VecDeque<Event>>,
    is_running: Cell<bool>,
    deferred: OnceCell<Loaded<Deferred>>,
    files: OnceCell<Loaded<FilePart>>,
    /// Events that wait for that part.
    await_files: RefCell<Vec<Event>>,
    pointer: Pointer,
    storage: LocalStorage,
    chosen: ChosenFiles,
    visits: Visits,
}

/// The loop. Lives as long as the page.
#[derive(Clone)]
pub struct EventLoop(Rc<Inner>);

/// Starts the loop.
pub fn open(apply: impl Fn(&mut dyn FnMut(&mut State)) + 'static) -> EventLoop {
    let events = EventLoop(Rc::new(Inner {
        apply: Box::new(apply),
        waiting: RefCell::default(),
        is_running: Cell::default(),
        deferred: OnceCell::new(),
        files: OnceCell::new(),
        await_files: RefCell::default(),
        pointer: Pointer::listen(),
        storage: LocalStorage::default(),
        chosen: ChosenFiles::default(),
        visits: Visits::listen(),
    }));
    let sender = events.sender();
    events.0.chosen.listen(&sender);
    let visits = events.0.visits.clone();
    listen(&window(), "hashchange", move |_| {
        visits.changed();
        sender.send(Event::Navigated { hash: hash() });
    });
    let stored = events.0.storage.read_all();
    events.send(Event::Started { hash: hash(), site: site(), stored });
    events
}

impl EventLoop {
    /// Hands in an event. Effects are run before this returns, so what was typed is stored by then. An event that is handed
    /// in while another one is being handled waits until that is done.
    pub fn send(&self, event: Event) {
        if let Some(loaded) = self.0.deferred.get()
            && !self.0.is_running.get()
        {
            (loaded.part.before_event)(&event);
        }
        self.0.waiting.borrow_mut().push_back(event);
        self.run();
    }

    /// The deferred part of the program has arrived: events that have waited for it are handled.
    pub fn load(&self, part: Deferred) {
        let waited = self.0.waiting.take();
        // What it has to say at first comes before that.
        self.0.is_running.set(true);
        let run = (part.open)(&self.sender(), &self.0.storage, &self.0.chosen);
        self.0.is_running.set(false);
        // Loaded once, when the page opens.
        drop(self.0.deferred.set(Loaded { part, run }));
        self.0.waiting.borrow_mut().extend(waited);
        self.send(Event::Ticked);
    }

    /// The part of the program for files has arrived: events that have waited for it are handled.
    pub fn load_files(&self, part: FilePart) {
        if self.0.files.get().is_some() {
            return;
        }
        let run = (part.open)(&self.sender(), &self.0.chosen);
        drop(self.0.files.set(Loaded { part, run }));
        for event in self.0.await_files.take() {
            self.send(event);
        }
    }

    /// Does something that may move the page once nothing on it is pressed: now, if nothing is.
    pub fn after_pointer_up(&self, act: impl FnOnce() + 'static) {
        self.0.pointer.after_pointer_up(act);
    }

    fn sender(&self) -> Sender {
        let own = self.clone();
        Sender::new(move |event| own.send(event))
    }

    /// Handles what waits, until nothing is left that can be handled by now.
    fn run(&self) {
        if self.0.is_running.replace(true) {
            return;
        }
        let mut is_blocked = false;
        while !is_blocked && !self.0.waiting.borrow().is_empty() {
            // To show the state may hand in events too: a box that is taken off the page loses focus.
            (self.0.apply)(&mut |state| is_blocked = !self.handle_waiting(state));
        }
        self.0.is_running.set(false);
    }

    /// Handles what waits. Says whether all of it was: before the deferred part is here, an event that needs it waits, and
    /// what comes after it waits behind it.
    fn handle_waiting(&self, state: &mut State) -> bool {
        let sender = self.sender();
        loop {
            let next = self.0.waiting.borrow_mut().pop_front();
            let Some(event) = next else { return true };
            if let Event::Storage(StorageEvent::Changed { key, text } | StorageEvent::Conflict { key, text }) = &event {
                self.0.storage.told(key, text.as_deref());
            }
            let (loaded, files) = (self.0.deferred.get(), self.0.files.get());
            let effects = match loaded {
                Some(loaded) => files.map_or(loaded.part.update, |files| files.part.update)(state, event, moment()),
                None => match start(state, event, moment()) {
                    Ok(effects) => effects,
                    Err(event) => {
                        self.0.waiting.borrow_mut().push_front(*event);
                        return false;
                    }
                },
            };
            for effect in effects {
                if let Effect::AwaitFiles(event) = effect {
                    self.0.await_files.borrow_mut().push(*event);
                } else if let Some(effect) = effects::run(&sender, &self.0.visits, effect)
                    && let Some(effect) = loaded.and_then(|loaded| (loaded.run)(effect))
                    && let Some(files) = files
                {
                    (files.run)(effect);
                }
            }
        }
    }
}

/// Now, and a random number.
fn moment() -> Moment {
    let now = js_sys::Date::now();
    let mut bytes = [0; 8];
    let random = match window().crypto() {
        Ok(crypto) if crypto.get_random_values_with_u8_array(&mut bytes).is_ok() => u64::from_le_bytes(bytes),
        // A browser without it: ids have to differ, nobody has to be kept from guessing them.
        _ => Math::random().to_bits() ^ now.to_bits().rotate_left(32),
    };
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are far below 2^53")]
    let now = Timestamp(now as i64);
    Moment { now, random }
}

/// What stands after `#` in the page's address.
fn hash() -> String {
    let hash = window().location().hash().unwrap_or_default();
    js_sys::decode_uri_component(&hash).map_or(hash, String::from)
}

/// The folder that the page was loaded from: its path up to the last slash.
fn site() -> String {
    let path = window().location().pathname().unwrap_or_default();
    path.rfind('/').and_then(|end| path.get(..=end)).unwrap_or("/").to_owned()
}
