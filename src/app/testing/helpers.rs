//! What the tests of several features do and look at.

use super::FakeBrowser;
use crate::app::{DraftEvent, Effect, Event, HistoryEvent, Moment, SaveStatus, update, version_rows};
use crate::call::Timestamp;
use crate::draft::{Draft, DraftId, Field, HISTORY_KEY, Value, read_draft, read_history, write_draft};

/// The name of the school.
pub(in crate::app) const NAME: &str = "school/name";
/// Its region.
pub(in crate::app) const REGION: &str = "school/region";

impl FakeBrowser {
    /// A browser with a draft, open at its page about the school.
    pub fn with_draft() -> (Self, usize, DraftId) {
        Self::new().and_draft()
    }

    /// This browser with a draft, open at its page about the school.
    pub fn and_draft(mut self) -> (Self, usize, DraftId) {
        let tab = self.open("#/");
        let id = self.begin(tab);
        self.go(tab, &format!("#/draft/{id}/school"));
        (self, tab, id)
    }

    /// A browser whose host has an example with an id, at the start page.
    pub fn with_example_on_host(id: &str) -> (Self, usize, Draft) {
        let (browser, tab, draft) = Self::with_draft();
        let mut example = browser.draft(tab, &draft).clone();
        example.id = DraftId::new(id).unwrap();
        let mut browser = Self::new();
        browser.host.insert("examples/marsh-2027.json".to_owned(), write_draft(&example).unwrap());
        let tab = browser.open("#/");
        (browser, tab, example)
    }

    /// Sets an answer.
    pub fn set_value(&mut self, tab: usize, id: &DraftId, field: &str, value: Value) {
        self.send(tab, Event::Draft(DraftEvent::Edit(id.clone(), Field::parse(field), value)));
    }

    /// Types further letters behind what an answer holds, a tenth of a second each.
    pub fn types_on(&mut self, tab: usize, id: &DraftId, field: &str, text: &str) {
        let mut whole = self.text(tab, id, field).to_owned();
        for letter in text.chars() {
            whole.push(letter);
            self.now += 100;
            self.set(tab, id, field, &whole);
        }
    }

    /// Undoes the latest step.
    pub fn undo(&mut self, tab: usize, id: &DraftId) {
        self.send(tab, Event::Draft(DraftEvent::Undo(id.clone())));
    }

    /// Does again what was undone last.
    pub fn redo(&mut self, tab: usize, id: &DraftId) {
        self.send(tab, Event::Draft(DraftEvent::Redo(id.clone())));
    }

    /// Keeps a version with a name.
    pub fn keep_version(&mut self, tab: usize, id: &DraftId, name: &str) {
        self.send(tab, Event::History(HistoryEvent::KeepVersion(id.clone(), name.to_owned())));
    }

    /// Hands a tab an event. Gives the log of what was stored and removed by that.
    pub fn logged(&mut self, tab: usize, event: Event) -> Vec<String> {
        self.tabs[tab].log.clear();
        self.send(tab, event);
        self.tabs[tab].log.clone()
    }

    /// What an event would have a tab ask of the browser. It does not happen.
    pub fn effects_of(&self, tab: usize, event: Event) -> Vec<Effect> {
        update(&mut self.state(tab).clone(), event, Moment { now: Timestamp(self.now + 10), random: 7 })
    }

    /// A draft as a page that is opened now finds it.
    pub fn found(&mut self, id: &DraftId) -> Option<Draft> {
        let tab = self.open("#/");
        let found = self.state(tab).drafts.get(id).map(|loaded| loaded.draft.clone());
        self.close(tab);
        found
    }

    /// Whether a tab says that everything is saved.
    pub fn says_saved(&self, tab: usize) -> bool {
        matches!(self.state(tab).saving.autosave.status(), SaveStatus::Saved | SaveStatus::Recovered)
    }

    /// The versions of a draft, the latest first: their names, or else why they were kept.
    pub fn versions(&self, tab: usize, id: &DraftId) -> Vec<String> {
        let rows = version_rows(self.state(tab), id).into_iter();
        rows.map(|row| row.name.unwrap_or_else(|| row.why.words().to_owned())).collect()
    }

    /// The versions of a draft as they are stored.
    pub fn stored_versions(&self, id: &DraftId) -> Vec<Draft> {
        let mut drafts = Vec::new();
        if let Some(text) = self.storage.get(&format!("{HISTORY_KEY}{id}")) {
            read_history(text, id).unwrap().walk(|_, draft| {
                drafts.push(draft.clone());
                true
            });
        }
        drafts
    }

    /// Every answer of a draft that is anywhere in storage: in the draft, a deleted one, an earlier version.
    pub fn stored_answers(&self, id: &DraftId) -> Vec<String> {
        let mut drafts = self.stored_versions(id);
        for kind in ["draft", "deleted"] {
            drafts.extend(self.storage.get(&format!("upbeat/{kind}/{id}")).map(|text| read_draft(text).unwrap()));
        }
        drafts.iter().flat_map(|draft| draft.answers.values()).map(|answer| answer.value.words()).collect()
    }
}
