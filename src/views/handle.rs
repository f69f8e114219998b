//! How views read the state and hand in events.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::reactive::signal::ArcTrigger;

use super::html::Part;
use super::rest::Rest;
use crate::app::{Area, DraftEvent, Event, Page, Route, State};
use crate::browser::EventLoop;
use crate::call::{Call, LetterId, Section};
use crate::documents::{LaidLetter, evidence_used};
use crate::draft::{Draft, DraftId, Field, Value, completed_answer, problem};
use crate::readiness::Readiness;

/// The state, and where events go.
#[derive(Clone, Copy)]
pub struct App(&'static Kept);

/// What lives as long as the page.
struct Kept {
    state: RefCell<State>,
    events: OnceCell<EventLoop>,
    rest: OnceCell<&'static Rest>,
    /// Something else than answers has changed.
    anything: ArcTrigger,
    /// Some answer of the open draft has changed.
    draft: ArcTrigger,
    /// An answer about the school has changed: what concerns it, and what the draft is called, rests on those.
    school: ArcTrigger,
    /// The check says something else than before.
    readiness: ArcTrigger,
    /// The letters on paper look different from before.
    letters: ArcTrigger,
    /// The check has caught up with what was typed: what nobody waits for is drawn now, so that it delays no keystroke.
    refreshed: ArcTrigger,
    /// The worker has come further.
    progress: ArcTrigger,
    /// One trigger for each answer of the open draft that is shown. A keystroke concerns a handful of views, not every
    /// one on the page.
    answers: RefCell<BTreeMap<Field, ArcTrigger>>,
}

impl App {
    /// The state as it is when the page opens, and the loop that changes it.
    pub fn open() -> Self {
        let app = Self(Box::leak(Box::new(Kept {
            state: RefCell::new(State::default()),
            events: OnceCell::new(),
            rest: OnceCell::new(),
            anything: ArcTrigger::new(),
            draft: ArcTrigger::new(),
            school: ArcTrigger::new(),
            readiness: ArcTrigger::new(),
            letters: ArcTrigger::new(),
            refreshed: ArcTrigger::new(),
            progress: ArcTrigger::new(),
            answers: RefCell::default(),
        })));
        let events = crate::browser::open(move |change| app.change(change));
        // Set once, here.
        drop(app.0.events.set(events));
        app
    }

    /// The rest of the program is here.
    pub(super) fn complete(self, rest: &'static Rest) {
        // Set once, when the page opens.
        self.0.rest.set(rest).ok();
        if let Some(events) = self.0.events.get() {
            (rest.listen)(self);
            events.load(rest.deferred);
        }
    }

    /// What the rest of the program draws. No call is read before it is here, so nothing asks for it sooner.
    pub(super) fn rest(self, draw: impl FnOnce(&Rest) -> Part) -> Part {
        self.0.rest.get().map_or(Part::NONE, |rest| draw(rest))
    }

    /// Whether the rest of the program is here.
    pub(super) fn is_whole(self) -> bool {
        self.0.anything.track();
        self.0.rest.get().is_some()
    }

    fn change(self, change: &mut dyn FnMut(&mut State)) {
        change(&mut self.0.state.borrow_mut());
        self.once_free(move || self.tell());
    }

    /// Does something that may move the page once nothing on it is pressed: now, if nothing is.
    pub fn once_free(self, act: impl FnOnce() + 'static) {
        match self.0.events.get() {
            Some(events) => events.after_pointer_up(act),
            None => act(),
        }
    }

    /// Tells whoever shows what has changed.
    fn tell(self) {
        let changes = std::mem::take(&mut self.0.state.borrow_mut().changes);
        let page = changes.page();
        let answers = self.0.answers.borrow();
        if page {
            answers.values().for_each(Notify::notify);
        } else {
            changes.answers().iter().filter_map(|field| answers.get(field)).for_each(Notify::notify);
        }
        let about_school = changes.answers().iter().any(|field| matches!(field, Field::School(_)));
        let told = [
            (&self.0.readiness, changes.has(Area::Check)),
            (&self.0.letters, changes.has(Area::Letters)),
            (&self.0.refreshed, changes.has(Area::Refreshed)),
            (&self.0.progress, changes.has(Area::Progress)),
            (&self.0.school, about_school),
            (&self.0.draft, !changes.answers().is_empty()),
            (&self.0.anything, false),
        ];
        for (trigger, concerned) in told {
            if page || concerned {
                trigger.notify();
            }
        }
    }

    /// Hands in an event.
    pub fn send(self, event: Event) {
        if let Some(events) = self.0.events.get() {
            events.send(event);
        }
    }

    /// Something of the state, as it is now.
    pub fn peek<T>(self, read: impl FnOnce(&State) -> T) -> T {
        read(&self.0.state.borrow())
    }

    /// Something of the state that rests on no answer of the open draft; whoever reads it is told when anything changes
    /// but those.
    pub fn read<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.0.anything.track();
        self.peek(read)
    }

    /// The same of what rests on answers about the school too.
    pub fn about_school<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.0.school.track();
        self.peek(read)
    }

    /// Something that rests on any answer of the open draft; whoever reads it is told with every keystroke.
    pub fn any_answer<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.0.draft.track();
        self.peek(read)
    }

    /// How far the worker has come: bytes done, and bytes in all. Whoever reads it is told with every message about that.
    pub fn progress(self) -> Option<(u64, u64)> {
        self.0.progress.track();
        self.peek(|state| state.jobs.progress())
    }

    /// Something of the check of the open draft; whoever reads it is told when the check says something else.
    pub fn readiness<T: Default>(self, read: impl FnOnce(&Readiness) -> T) -> T {
        self.0.readiness.track();
        self.peek(|state| state.derived.readiness().map(|readiness| read(readiness)).unwrap_or_default())
    }

    /// How long a letter is; whoever reads it is told with the very keystroke that changes it.
    pub fn letter<T: Default>(self, id: &LetterId, read: impl FnOnce(&LaidLetter) -> T) -> T {
        self.0.letters.track();
        self.peek_letter(id, read)
    }

    /// A letter's pages; whoever reads them is told once the check has caught up with the keystroke that changes them.
    pub fn pages<T: Default>(self, id: &LetterId, read: impl FnOnce(&LaidLetter) -> T) -> T {
        self.0.refreshed.track();
        self.peek_letter(id, read)
    }

    fn peek_letter<T: Default>(self, id: &LetterId, read: impl FnOnce(&LaidLetter) -> T) -> T {
        self.peek(|state| state.derived.letters().iter().find(|laid| laid.letter == *id).map(read).unwrap_or_default())
    }

    /// Whoever calls this is told when an answer of the open draft changes.
    fn track_answer(self, field: &Field) {
        let mut answers = self.0.answers.borrow_mut();
        if let Some(answer) = answers.get(field) {
            answer.track();
        } else {
            let answer = ArcTrigger::new();
            answer.track();
            answers.insert(field.clone(), answer);
        }
    }
}

/// One draft with its call: what the pages of a draft work on.
#[derive(Clone)]
pub struct Work(Rc<Open>);

/// What [`Work`] gives.
pub struct Open {
    /// The page's state.
    pub app: App,
    /// The call.
    pub call: Arc<Call>,
    /// The draft's id.
    pub id: DraftId,
}

impl Deref for Work {
    type Target = Open;

    fn deref(&self) -> &Open {
        &self.0
    }
}

impl Work {
    /// A draft with its call.
    pub fn new(app: App, call: Arc<Call>, id: DraftId) -> Self {
        Self(Rc::new(Open { app, call, id }))
    }

    /// Something of the draft, as it is now.
    pub fn peek<T: Default>(&self, read: impl FnOnce(&Draft) -> T) -> T {
        self.app.peek(|state| state.drafts.get(&self.id).map(|loaded| read(&loaded.draft)).unwrap_or_default())
    }

    /// Something of the draft; whoever reads it is told once the check has caught up with what was typed.
    pub fn once_refreshed<T: Default>(&self, read: impl FnOnce(&Draft) -> T) -> T {
        self.app.0.refreshed.track();
        self.peek(read)
    }

    /// Something of the draft; whoever reads it is told when anything changes. A draft that is gone reads as nothing.
    pub fn read<T: Default>(&self, read: impl FnOnce(&Draft) -> T) -> T {
        self.app.0.draft.track();
        self.peek(read)
    }

    /// Something that rests on no answers but those about the school; whoever reads it is told when these change.
    pub fn about_school<T: Default>(&self, read: impl FnOnce(&Draft) -> T) -> T {
        self.app.0.school.track();
        self.peek(read)
    }

    /// The text at an address; whoever reads it is told when that answer changes.
    pub fn text(&self, field: &Field) -> String {
        self.app.track_answer(field);
        self.peek(|draft| draft.text(field).to_owned())
    }

    /// What stands at an address.
    pub fn value(&self, field: &Field) -> Option<Value> {
        self.app.track_answer(field);
        self.peek(|draft| draft.value(field).cloned())
    }

    /// Whether anything stands at an address.
    pub fn answered(&self, field: &Field) -> bool {
        self.app.track_answer(field);
        self.peek(|draft| draft.answered(field))
    }

    /// The list at an address.
    pub fn list(&self, field: &Field) -> Vec<String> {
        self.app.track_answer(field);
        self.peek(|draft| draft.list(field).to_vec())
    }

    /// What of the evidence noted at `sources` still stands in the text at `text`, by address; whoever reads it is told
    /// once the check has caught up with what was typed.
    pub fn taken_from(&self, text: &Field, sources: &Field) -> Vec<String> {
        self.once_refreshed(|draft| evidence_used(draft, text, sources))
    }

    /// The yes or no at an address.
    pub fn flag(&self, field: &Field) -> Option<bool> {
        self.app.track_answer(field);
        self.peek(|draft| draft.flag(field))
    }

    /// What is wrong with the form of an answer.
    pub fn problem(&self, field: &Field) -> Option<String> {
        self.app.track_answer(field);
        // What is said of a school rests on several answers about it: its number on its setting, one age on the other.
        if matches!(field, Field::School(_)) {
            self.app.0.school.track();
        }
        self.peek(|draft| problem(&self.call, draft, field))
    }

    /// Hands in an answer.
    pub fn set(&self, field: &Field, value: Value) {
        self.app.send(Event::Draft(DraftEvent::Edit(self.id.clone(), field.clone(), value)));
    }

    /// The box of an answer has been left: web addresses are completed.
    pub fn leave(&self, field: &Field) {
        let completed = self.peek(|draft| draft.value(field).and_then(|value| completed_answer(field, value)));
        if let Some(value) = completed {
            self.set(field, value);
        }
    }

    /// The address of a page of this draft.
    pub fn to(&self, page: Page) -> String {
        Route::Draft(self.id.clone(), page, None).to_string()
    }

    /// The address of a section of this draft.
    pub fn to_section(&self, section: &Section) -> String {
        self.to(Page::Section(section.clone()))
    }

    /// The address of an answer of this draft.
    pub fn to_field(&self, field: &Field) -> String {
        Route::to_field(&self.id, field).to_string()
    }
}
