//! How views read the state and hand in events: [`use_app`] anywhere, [`use_draft`] on the pages of a draft.
//!
//! Views read signals. A signal tells those who read it when its value is another one; what it is made from runs again only
//! when what it rests on may have changed. An answer of the open draft is behind a trigger of its own, so that a keystroke
//! concerns the few views that show its answer.

mod draft;
mod memo;

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::reactive::signal::ArcTrigger;
use send_wrapper::SendWrapper;

use crate::app::{Area, ChangeSet, Event, State};
use crate::browser::{Deferred, EventLoop, FilePart};
use crate::call::LetterId;
use crate::documents::LaidLetter;
use crate::draft::Field;
use crate::readiness::Readiness;

pub(super) use draft::DraftContext;
pub(super) use memo::{Shown, memo};

/// The state, and where events go.
#[derive(Clone, Copy)]
pub(super) struct AppContext(&'static SendWrapper<Shared>);

/// What lives as long as the page.
struct Shared {
    state: RefCell<State>,
    events: OnceCell<EventLoop>,
    triggers: Triggers,
    /// One for each answer of the open draft that is shown.
    answers: RefCell<BTreeMap<Field, ArcTrigger>>,
}

/// What signals rest on.
#[derive(Default)]
struct Triggers {
    /// Anything but answers and what is derived from them.
    page: ArcTrigger,
    /// Any answer of the open draft.
    draft: ArcTrigger,
    /// An answer about the school.
    school: ArcTrigger,
    /// The check says something else than before.
    check: ArcTrigger,
    /// The letters on paper look different from before.
    letters: ArcTrigger,
    /// The check has caught up with what was typed. What nobody waits for is drawn then, so that it delays no keystroke.
    refreshed: ArcTrigger,
    /// The worker has come further.
    progress: ArcTrigger,
}

/// The state of the program, on every page.
pub(super) fn use_app() -> AppContext {
    expect_context()
}

/// The open draft, on its pages.
pub(super) fn use_draft() -> DraftContext {
    expect_context()
}

impl AppContext {
    /// The state as it is when the program opens, and the loop that changes it.
    pub(super) fn open() -> Self {
        let shared = Shared {
            state: RefCell::default(),
            events: OnceCell::new(),
            triggers: Triggers::default(),
            answers: RefCell::default(),
        };
        let app = Self(Box::leak(Box::new(SendWrapper::new(shared))));
        let events = crate::browser::open(move |change| {
            change(&mut app.0.state.borrow_mut());
            app.after_pointer_up(move || app.notify());
        });
        // Set once, here.
        drop(app.0.events.set(events));
        app
    }

    /// The part of the program that handles all events has arrived.
    pub(super) fn load(self, deferred: Deferred) {
        if let Some(events) = self.0.events.get() {
            events.load(deferred);
        }
    }

    /// The part of the program that handles events about files has arrived.
    pub(super) fn load_files(self, part: FilePart) {
        if let Some(events) = self.0.events.get() {
            events.load_files(part);
        }
    }

    /// Hands in an event.
    pub(super) fn dispatch(self, event: Event) {
        if let Some(events) = self.0.events.get() {
            events.send(event);
        }
    }

    /// Does something that may move the page once nothing on it is pressed: now, if nothing is.
    pub(super) fn after_pointer_up(self, act: impl FnOnce() + 'static) {
        match self.0.events.get() {
            Some(events) => events.after_pointer_up(act),
            None => act(),
        }
    }

    /// Something of the state as it is now, for handlers of events.
    pub(super) fn with_state<T>(self, read: impl FnOnce(&State) -> T) -> T {
        read(&self.0.state.borrow())
    }

    /// Something of the state that rests on no answer of the open draft.
    pub(super) fn select<T: Shown>(self, read: impl Fn(&State) -> T + Send + Sync + 'static) -> Signal<T> {
        self.memo(|triggers| &triggers.page, read)
    }

    /// Something of the state that rests on answers about the school too.
    pub(super) fn select_school<T: Shown>(self, read: impl Fn(&State) -> T + Send + Sync + 'static) -> Signal<T> {
        self.memo(|triggers| &triggers.school, read)
    }

    /// Something of the state that rests on any answer of the open draft: read again with every keystroke.
    pub(super) fn select_answers<T: Shown>(self, read: impl Fn(&State) -> T + Send + Sync + 'static) -> Signal<T> {
        self.memo(|triggers| &triggers.draft, read)
    }

    /// Something of the state that rests on answers, read again once the check has caught up with what was typed.
    pub(super) fn select_refreshed<T: Shown>(self, read: impl Fn(&State) -> T + Send + Sync + 'static) -> Signal<T> {
        self.memo(|triggers| &triggers.refreshed, read)
    }

    /// Something of the check of the open draft. Before the first check it is the default.
    pub(super) fn select_check<T: Shown + Default>(
        self,
        read: impl Fn(&Readiness) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        let read = move |state: &State| state.derived.readiness().map(|check| read(check)).unwrap_or_default();
        self.memo(|triggers| &triggers.check, read)
    }

    /// Something of a letter on paper, with the very keystroke that changes it.
    pub(super) fn select_letter<T: Shown + Default>(
        self,
        id: LetterId,
        read: impl Fn(&LaidLetter) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        self.memo(|triggers| &triggers.letters, move |state| of_letter(state, &id, &read))
    }

    /// A letter's pages, once the check has caught up with the keystroke that changes them.
    pub(super) fn select_letter_refreshed<T: Shown + Default>(
        self,
        id: LetterId,
        read: impl Fn(&LaidLetter) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        self.memo(|triggers| &triggers.refreshed, move |state| of_letter(state, &id, &read))
    }

    /// How far the worker has come: bytes done, and bytes in all.
    pub(super) fn progress(self) -> Signal<Option<(u64, u64)>> {
        self.memo(|triggers| &triggers.progress, |state| state.jobs.progress())
    }

    fn memo<T: Shown>(
        self,
        trigger: fn(&Triggers) -> &ArcTrigger,
        read: impl Fn(&State) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        memo(move || {
            trigger(&self.0.triggers).track();
            self.with_state(&read)
        })
    }

    /// Tells those who read signals what has changed.
    fn notify(self) {
        let changes = std::mem::take(&mut self.0.state.borrow_mut().changes);
        let page = changes.page();
        let answers = self.0.answers.borrow();
        if page {
            answers.values().for_each(Notify::notify);
        } else {
            changes.answers().iter().filter_map(|field| answers.get(field)).for_each(Notify::notify);
        }
        drop(answers);
        let triggers = &self.0.triggers;
        for (trigger, is_concerned) in [
            (&triggers.check, changes.has(Area::Check)),
            (&triggers.letters, changes.has(Area::Letters)),
            (&triggers.refreshed, changes.has(Area::Refreshed)),
            (&triggers.progress, changes.has(Area::Progress)),
            (&triggers.school, concerns_school(&changes)),
            (&triggers.draft, !changes.answers().is_empty()),
            (&triggers.page, false),
        ] {
            if page || is_concerned {
                trigger.notify();
            }
        }
    }

    /// Whoever calls this is told when an answer of the open draft changes.
    fn track_answer(self, field: &Field) {
        self.0.answers.borrow_mut().entry(field.clone()).or_default().track();
    }
}

fn concerns_school(changes: &ChangeSet) -> bool {
    changes.answers().iter().any(|field| matches!(field, Field::School(_) | Field::LotsChosen))
}

fn of_letter<T: Default>(state: &State, id: &LetterId, read: impl Fn(&LaidLetter) -> T) -> T {
    state.derived.letters().iter().find(|laid| laid.letter == *id).map(read).unwrap_or_default()
}
