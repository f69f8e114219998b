//! How views read the state and hand in events.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{Event, Page, Route, State};
use crate::browser::Sender;
use crate::call::{Call, Section};
use crate::draft::{Draft, DraftId, Field, Value};

/// The state, and where events go.
#[derive(Clone, Copy)]
pub struct App {
    /// All that the page shows.
    pub state: RwSignal<State>,
    sender: StoredValue<Sender, LocalStorage>,
}

impl App {
    /// Ties them together.
    pub fn new(state: RwSignal<State>, sender: Sender) -> Self {
        Self { state, sender: StoredValue::new_local(sender) }
    }

    /// Hands in an event.
    pub fn send(self, event: Event) {
        self.sender.with_value(|sender| sender.send(event));
    }

    /// Something read from the state, that changes with it.
    pub fn memo<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&State) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.state.with(&read))
    }
}

/// One draft with its call: what the pages of a draft work on.
#[derive(Clone)]
pub struct Work {
    /// The page's state.
    pub app: App,
    /// The call.
    pub call: Arc<Call>,
    /// The draft's id.
    pub id: DraftId,
}

impl Work {
    /// Something read from the draft, that changes with it. A draft that is gone reads as nothing.
    pub fn memo<T: PartialEq + Default + Send + Sync + 'static>(
        &self,
        read: impl Fn(&Draft) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let id = self.id.clone();
        self.app.memo(move |state| state.drafts.get(&id).map(|held| read(&held.draft)).unwrap_or_default())
    }

    /// The text at an address.
    pub fn text(&self, field: &Field) -> Memo<String> {
        let field = field.clone();
        self.memo(move |draft| draft.text(&field).to_owned())
    }

    /// The list at an address.
    pub fn list(&self, field: &Field) -> Memo<Vec<String>> {
        let field = field.clone();
        self.memo(move |draft| draft.list(&field).to_vec())
    }

    /// The yes or no at an address.
    pub fn flag(&self, field: &Field) -> Memo<Option<bool>> {
        let field = field.clone();
        self.memo(move |draft| draft.flag(&field))
    }

    /// Hands in an answer.
    pub fn set(&self, field: &Field, value: Value) {
        self.app.send(Event::Edited(self.id.clone(), field.clone(), value));
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
