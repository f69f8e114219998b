//! One draft with its call: its answers as signals, and how they are changed.

use std::sync::Arc;

use leptos::prelude::*;

use super::{AppContext, Shown};
use crate::app::{DraftEvent, Event, Page, Route, State, unprinted_note};
use crate::call::{Applicant, Call, Section};
use crate::draft::{Draft, DraftId, Field, Value, completed_answer, is_unconfirmed, problem, shown_text};

/// One draft with its call, on the pages of the draft.
#[derive(Clone, Copy)]
pub(in crate::views) struct DraftContext {
    app: AppContext,
    open: StoredValue<Arc<OpenDraft>>,
}

/// What a [`DraftContext`] is about.
pub(in crate::views) struct OpenDraft {
    /// The call.
    pub(in crate::views) call: Arc<Call>,
    /// The draft's id.
    pub(in crate::views) id: DraftId,
}

impl DraftContext {
    /// A draft with its call.
    pub(in crate::views) fn new(app: AppContext, call: Arc<Call>, id: DraftId) -> Self {
        Self { app, open: StoredValue::new(Arc::new(OpenDraft { call, id })) }
    }

    /// The draft's call.
    pub(in crate::views) fn call(self) -> Arc<Call> {
        self.open.with_value(|open| open.call.clone())
    }

    /// The draft's id.
    pub(in crate::views) fn id(self) -> DraftId {
        self.open.with_value(|open| open.id.clone())
    }

    /// Something of the draft as it is now, for handlers of events. A draft that is gone reads as nothing.
    pub(in crate::views) fn with_draft<T: Default>(self, read: impl FnOnce(&Draft) -> T) -> T {
        let Some(open) = self.open.try_get_value() else { return T::default() };
        self.app.with_state(|state| state.drafts.get(&open.id).map(|loaded| read(&loaded.draft)).unwrap_or_default())
    }

    /// Whoever applies, in words. As it is when this is asked: the setting is chosen on a page of its own.
    pub(in crate::views) fn applicant(self) -> Applicant {
        let call = self.call();
        self.with_draft(|draft| draft.applicant(&call))
    }

    /// What whoever applies is called: "school", "college".
    pub(in crate::views) fn noun(self) -> &'static str {
        self.applicant().noun()
    }

    /// Something that rests on any answer: read again with every keystroke.
    pub(in crate::views) fn select<T: Shown + Default>(
        self,
        read: impl Fn(&Call, &Draft) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        self.app.select_answers(self.of_state(read))
    }

    /// Something that rests on answers about the school only.
    pub(in crate::views) fn select_school<T: Shown + Default>(
        self,
        read: impl Fn(&Call, &Draft) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        self.app.select_school(self.of_state(read))
    }

    /// Something that rests on answers, read again once the check has caught up with what was typed.
    pub(in crate::views) fn select_refreshed<T: Shown + Default>(
        self,
        read: impl Fn(&Call, &Draft) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        self.app.select_refreshed(self.of_state(read))
    }

    fn of_state<T: Default>(
        self,
        read: impl Fn(&Call, &Draft) -> T + Send + Sync + 'static,
    ) -> impl Fn(&State) -> T + Send + Sync + 'static {
        let open = self.open.get_value();
        move |state| state.drafts.get(&open.id).map(|loaded| read(&open.call, &loaded.draft)).unwrap_or_default()
    }

    /// The text of an answer.
    pub(in crate::views) fn text(self, field: &Field) -> Signal<String> {
        self.answer(field, |draft, field| draft.text(field).to_owned())
    }

    /// The text of an answer as its box shows it.
    pub(in crate::views) fn shown_text(self, field: &Field) -> Signal<String> {
        self.answer(field, shown_text)
    }

    /// The list that an answer is.
    pub(in crate::views) fn list(self, field: &Field) -> Signal<Vec<String>> {
        self.answer(field, |draft, field| draft.list(field).to_vec())
    }

    /// The yes or no that an answer is.
    pub(in crate::views) fn flag(self, field: &Field) -> Signal<Option<bool>> {
        self.answer(field, Draft::flag)
    }

    fn answer<T: Default + Send + Sync + 'static>(self, field: &Field, read: fn(&Draft, &Field) -> T) -> Signal<T> {
        let field = field.clone();
        Signal::derive(move || {
            self.app.track_answer(&field);
            let Some(open) = self.open.try_get_value() else { return T::default() };
            // What confirms words that the hub has changed since is kept, and shown as not given.
            self.with_draft(
                |draft| {
                    if is_unconfirmed(&open.call, draft, &field) { T::default() } else { read(draft, &field) }
                },
            )
        })
    }

    /// What is wrong with the form of an answer, as a sentence.
    pub(in crate::views) fn problem(self, field: &Field) -> Signal<Option<String>> {
        let field = field.clone();
        Signal::derive(move || {
            self.app.track_answer(&field);
            // What is said of a school rests on several answers about it: its number on its setting, one age on the other.
            if matches!(field, Field::School(_)) {
                self.app.0.triggers.school.track();
            }
            let call = self.open.try_get_value()?.call.clone();
            self.with_draft(|draft| problem(&call, draft, &field).filter(|_| !is_unconfirmed(&call, draft, &field)))
        })
    }

    /// What the check says of characters of an answer that cannot be printed; nothing where all of them can.
    pub(in crate::views) fn unprinted(self, field: &Field) -> Signal<String> {
        let field = field.clone();
        self.app.select_check(move |check| unprinted_note(check, &field))
    }

    /// Hands in an answer.
    pub(in crate::views) fn set(self, field: &Field, value: Value) {
        if let Some(open) = self.open.try_get_value() {
            self.app.dispatch(Event::Draft(DraftEvent::Edit(open.id.clone(), field.clone(), value)));
        }
    }

    /// An answer has been left: what is missing in a web address is added.
    pub(in crate::views) fn complete(self, field: &Field) {
        let value = self.with_draft(|draft| draft.value(field).and_then(|value| completed_answer(field, value)));
        if let Some(value) = value {
            self.set(field, value);
        }
    }

    /// Hands in several answers as one step that can be undone: "Undo: {step}".
    pub(in crate::views) fn set_all(self, step: &'static str, answers: Vec<(Field, Value)>) {
        if answers.is_empty() {
            return;
        }
        if let Some(open) = self.open.try_get_value() {
            let draft = open.id.clone();
            self.app.dispatch(Event::Draft(DraftEvent::SetAnswers { draft, step, answers }));
        }
    }

    /// The address of a page of this draft.
    pub(in crate::views) fn to(self, page: Page) -> String {
        Route::Draft(self.id(), page, None).to_string()
    }

    /// The address of a section of this draft.
    pub(in crate::views) fn to_section(self, section: &Section) -> String {
        self.to(Page::Section(section.clone()))
    }

    /// The address of an answer of this draft.
    pub(in crate::views) fn to_field(self, field: &Field) -> String {
        Route::to_field(&self.id(), field).to_string()
    }
}
