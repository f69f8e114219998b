//! What follows from an event about drafts.

use super::edit::{Editing, blank, words_before};
use super::loaded::{DraftStatus, Drafts, LoadedDraft};
use super::undo::Step;
use crate::app::calls::Calls;
use crate::app::changes::{Area, ChangeSet};
use crate::app::effect::{Effect, Focus};
use crate::app::event::{CallEvent, DraftEvent, Event};
use crate::app::keys::StorageKey;
use crate::app::load::Load;
use crate::app::notice::Notice;
use crate::app::route::{Page, Route};
use crate::call::CallId;
use crate::documents::field_words;
use crate::draft::{Draft, DraftId, EditStamp, Field, SendingField, Value, Why, read_draft};

impl Drafts {
    /// What follows from an event.
    pub(in crate::app) fn update(&mut self, event: DraftEvent, editing: &mut Editing<'_>) -> Vec<Effect> {
        match event {
            DraftEvent::Begin(call) => self.begin(call, editing),
            DraftEvent::OpenExample(id) => self.open_example(id),
            DraftEvent::ExampleFetched(id, result) => self.example_fetched(id, result, editing),
            DraftEvent::Edit(id, field, value) => self.set_answer(&id, &field, value, editing),
            DraftEvent::Rename(id, name) => self.rename(&id, &name, editing),
            DraftEvent::StartFrom(id, call) => self.start_from(&id, call, editing),
            DraftEvent::Undo(id) => self.before_undo(&id, editing),
            DraftEvent::UndoNow(id) => {
                self.undo.entry(id.clone()).or_default().version_kept();
                self.step(&id, false, editing)
            }
            DraftEvent::Redo(id) => self.step(&id, true, editing),
            DraftEvent::MarkSent(id, file) => {
                if self.refuses(&id, editing.notices) {
                    return Vec::new();
                }
                let answers = vec![
                    (Field::Sending(SendingField::SentAt), Value::Text(editing.now.to_string())),
                    (Field::Sending(SendingField::SentFile), Value::Text(file)),
                ];
                let then = DraftEvent::SetAnswers { draft: id.clone(), step: "the receipt", answers };
                vec![Effect::keep_then(&id, Why::Sent, Event::Draft(then), "The receipt was not saved")]
            }
            DraftEvent::MarkNotSent(id) => {
                let empty = |leaf| (Field::Sending(leaf), Value::Text(String::new()));
                let answers = vec![empty(SendingField::SentAt), empty(SendingField::SentFile)];
                self.set_answers(&id, "the receipt", answers, editing)
            }
            DraftEvent::SetAnswers { draft, step, answers } => self.set_answers(&draft, step, answers, editing),
            DraftEvent::ReplaceContent { with, step } => self.replace_content(&with, step, editing),
            DraftEvent::TakeAnswers(from) => self.take_answers(&from, editing),
            DraftEvent::Insert { draft, stored } => {
                let id = draft.id.clone();
                if !stored {
                    // Storage may hold a copy that this page could not read.
                    for (field, answer) in &draft.answers {
                        editing.tabs.record_edit(&id, field, None, EditStamp::of(answer));
                    }
                }
                self.loaded.insert(id.clone(), LoadedDraft::kept(*draft));
                self.undo.remove(&id);
                self.store(&id).filter(|_| !stored).into_iter().collect()
            }
            DraftEvent::Remove(id) => {
                self.remove(&id, editing);
                Vec::new()
            }
            DraftEvent::LockGranted { draft, taken } => self.lock_granted(&draft, taken, editing),
        }
    }

    /// What another tab has stored under one of the keys that belong to drafts.
    pub(in crate::app) fn changed_elsewhere(
        &mut self,
        key: &StorageKey,
        text: Option<&str>,
        stores: bool,
        editing: &mut Editing<'_>,
    ) -> Vec<Effect> {
        match key {
            StorageKey::Draft(id) => self.stored_elsewhere(id, text, stores, editing),
            StorageKey::Late(id) => text.map_or_else(Vec::new, |text| self.late_stored_elsewhere(id, text, editing)),
            _ => Vec::new(),
        }
    }

    /// Everything was removed from storage but what is under these keys.
    pub(in crate::app) fn erased(&mut self, left: &[String]) {
        let is_left = |id: &DraftId| left.contains(&StorageKey::Draft(id.clone()).to_string());
        let mut loaded = std::mem::take(&mut self.loaded);
        loaded.retain(|id, loaded| !loaded.is_example() && is_left(id));
        *self = Self { loaded, ..Self::default() };
    }

    /// Another tab has removed the versions of a draft.
    pub(in crate::app) fn versions_gone(&mut self, id: &DraftId) {
        if let Some(undo) = self.undo.get_mut(id) {
            undo.version_gone();
        }
    }

    /// The page of a draft is left. One that another tab has deleted goes with it.
    pub(in crate::app) fn page_left(&mut self, id: &DraftId) {
        if self.loaded.get(id).is_some_and(|loaded| loaded.status == DraftStatus::DeletedElsewhere) {
            self.loaded.remove(id);
            self.undo.remove(id);
        }
    }

    /// Drafts that another tab was said to have deleted, and that are stored or to be stored.
    pub(in crate::app) fn keep_again(&mut self, is_kept: impl Fn(&DraftId) -> bool, changes: &mut ChangeSet) {
        for (id, loaded) in &mut self.loaded {
            if loaded.status == DraftStatus::DeletedElsewhere && is_kept(id) {
                loaded.status = DraftStatus::Kept;
                changes.mark(Area::Drafts);
            }
        }
    }

    pub(super) fn remove(&mut self, id: &DraftId, editing: &mut Editing<'_>) {
        self.loaded.remove(id);
        self.undo.remove(id);
        self.examples.retain(|_, example| example.ready() != Some(id));
        editing.tabs.forget(id);
    }

    fn begin(&mut self, call: CallId, editing: &mut Editing<'_>) -> Vec<Effect> {
        let Some(Load::Ready(file)) = editing.calls.get(&call) else {
            self.begins = Some(call.clone());
            return vec![Effect::dispatch(Event::Call(CallEvent::Wanted(call)))];
        };
        let id = self.fresh_id(editing.now, editing.random);
        let draft = Draft::new(id, call, &file.call.round, editing.now);
        self.insert_and_open(draft)
    }

    /// A call came, or did not: an application that waits for it is begun.
    pub(in crate::app) fn call_fetched(&mut self, id: &CallId, editing: &mut Editing<'_>) -> Vec<Effect> {
        if self.begins.as_ref() != Some(id) {
            return Vec::new();
        }
        self.begins = None;
        match editing.calls.get(id) {
            Some(Load::Ready(_)) => self.begin(id.clone(), editing),
            Some(Load::Failed(why)) => {
                let text = format!("The application was not started. {why} Your own work is safe.");
                editing.notices.show(Notice::bad(text));
                Vec::new()
            }
            Some(Load::Loading) | None => Vec::new(),
        }
    }

    /// Another page is open: what was to begin once its call came does not.
    pub(in crate::app) fn page_changed(&mut self) {
        self.begins = None;
    }

    fn insert_and_open(&mut self, draft: Draft) -> Vec<Effect> {
        let id = draft.id.clone();
        self.loaded.insert(id.clone(), LoadedDraft::kept(draft));
        self.store(&id).into_iter().chain([Effect::GoTo(task_list(&id))]).collect()
    }

    fn start_from(&mut self, id: &DraftId, call: CallId, editing: &mut Editing<'_>) -> Vec<Effect> {
        if self.refuses(id, editing.notices) {
            return Vec::new();
        }
        let Some(from) = self.loaded.get(id).map(|loaded| &loaded.draft) else { return Vec::new() };
        let file = editing.calls.get(&call).and_then(Load::ready);
        let round = file.map_or_else(|| from.round.clone(), |file| file.call.round.clone());
        let copy = from.start_from(self.fresh_id(editing.now, editing.random), call, &round, editing.now);
        self.insert_and_open(copy)
    }

    fn open_example(&mut self, id: CallId) -> Vec<Effect> {
        if let Some(example) = self.examples.get(&id).and_then(Load::ready) {
            return vec![Effect::GoTo(task_list(example))];
        }
        self.examples.insert(id.clone(), Load::Loading);
        vec![Effect::FetchExample(id)]
    }

    fn example_fetched(
        &mut self,
        id: CallId,
        result: Result<String, String>,
        editing: &mut Editing<'_>,
    ) -> Vec<Effect> {
        match result.and_then(|text| read_draft(&text).map_err(|e| e.to_string())) {
            Ok(mut draft) => {
                // A draft that came in the example's own file stays.
                if self.get_own(&draft.id).is_some() {
                    draft.id = self.fresh_id(editing.now, editing.random);
                }
                let route = task_list(&draft.id);
                self.examples.insert(id, Load::Ready(draft.id.clone()));
                self.loaded.insert(draft.id.clone(), LoadedDraft { draft, status: DraftStatus::Example });
                vec![Effect::GoTo(route)]
            }
            Err(why) => {
                let text = format!("The example did not open. {why} Your own work is safe.");
                editing.notices.show(Notice::bad(text));
                self.examples.insert(id, Load::Failed(why));
                Vec::new()
            }
        }
    }

    fn rename(&mut self, id: &DraftId, name: &str, editing: &mut Editing<'_>) -> Vec<Effect> {
        if self.refuses(id, editing.notices) {
            return Vec::new();
        }
        let Some(loaded) = self.loaded.get_mut(id) else { return Vec::new() };
        name.trim().clone_into(&mut loaded.draft.name);
        loaded.draft.touch(editing.now);
        self.store(id).into_iter().collect()
    }

    /// The lock of a draft is granted, and what is stored by now is merged. If another tab has edited it until now, the
    /// merged draft is stored, so that the other tab sees that its edits have arrived.
    fn lock_granted(&mut self, id: &DraftId, taken: bool, editing: &mut Editing<'_>) -> Vec<Effect> {
        // A draft that the other tab has deleted is not stored again unless it was edited here.
        let deleted = self.loaded.get(id).is_some_and(|loaded| loaded.status == DraftStatus::DeletedElsewhere);
        let is_lacking = (deleted || !editing.autosave.is_saved(id)) && editing.tabs.has_unacknowledged(id);
        if !((taken && !deleted) || is_lacking) || self.text_to_store(id).is_none() {
            return Vec::new();
        }
        if let Some(loaded) = self.loaded.get_mut(id) {
            loaded.draft.touch(editing.now);
        }
        self.store(id).into_iter().collect()
    }

    /// Before the first undo after an edit a version is kept: what is undone can be found again whatever is typed next.
    fn before_undo(&mut self, id: &DraftId, editing: &mut Editing<'_>) -> Vec<Effect> {
        if self.refuses_step(id, editing) {
            return Vec::new();
        }
        let undo = self.undo.entry(id.clone()).or_default();
        if !undo.can_undo() || undo.has_version() {
            return self.step(id, false, editing);
        }
        let then = Event::Draft(DraftEvent::UndoNow(id.clone()));
        vec![Effect::keep_then(id, Why::BeforeUndo, then, "Nothing was undone")]
    }

    /// Undoes the latest step, or does again what was undone last.
    fn step(&mut self, id: &DraftId, redo: bool, editing: &mut Editing<'_>) -> Vec<Effect> {
        if self.refuses_step(id, editing) {
            return Vec::new();
        }
        let (verb, nothing) = if redo { ("Redone", "redo") } else { ("Undone", "undo") };
        let Some(step) = self.undo.entry(id.clone()).or_default().take(redo) else {
            self.announcement = format!("Nothing to {nothing}.");
            return Vec::new();
        };
        let Some(field) = step.before.first().map(|(field, _)| field.clone()) else { return Vec::new() };
        let name = step.name;
        let way_back = self.set_step(id, step, editing);
        let undo = self.undo.entry(id.clone()).or_default();
        undo.moved(way_back, redo);
        let more = match (redo, undo.depth()) {
            (false, (0, _)) | (true, (_, 0)) => format!(" Nothing more to {nothing}."),
            _ => String::new(),
        };
        let what = name.map_or_else(|| self.name_of(id, &field, editing.calls), str::to_owned);
        self.announcement = format!("{verb}: {what}.{more}");
        let go = go_to_answer(id, &field, editing);
        self.store(id).into_iter().chain([go]).collect()
    }

    /// Sets the answers of a step. Gives the step that leads back.
    fn set_step(&mut self, id: &DraftId, step: Step, editing: &mut Editing<'_>) -> Step {
        let (notes, before): (Vec<_>, Vec<_>) =
            step.before.into_iter().partition(|(field, _)| matches!(field, Field::Again(_)));
        let words: Vec<(Field, String)> = notes.into_iter().filter_map(words_of_note).collect();
        let draft = self.loaded.get(id).map(|loaded| &loaded.draft);
        let current = |field: &Field| draft.and_then(|draft| draft.value(field).cloned());
        let mut back: Vec<(Field, Option<Value>)> =
            before.iter().map(|(field, _)| (field.clone(), current(field))).collect();
        let notes: Vec<_> = before.iter().filter_map(|(field, _)| words_before(draft?, field)).collect();
        // What a file is called does not change with the lists that it is in.
        let stays = |field: &Field, value: &Option<Value>| matches!(field, Field::File(..)) && value.is_none();
        let values = before.into_iter().zip(&back).filter(|((field, value), _)| !stays(field, value));
        let answers =
            values.map(|((field, value), (_, now))| (field, value.unwrap_or_else(|| blank(now.as_ref())))).collect();
        self.change_answers(id, answers, editing);
        self.set_words_before(id, words, editing);
        back.extend(notes);
        Step { name: step.name, before: back }
    }

    /// What would be undone next in a draft, or done again.
    pub(in crate::app) fn next_step(&self, id: &DraftId, redo: bool, calls: &Calls) -> Option<String> {
        let (field, name) = self.undo.get(id)?.next(redo)?;
        Some(name.map_or_else(|| self.name_of(id, field, calls), str::to_owned))
    }

    fn name_of(&self, id: &DraftId, field: &Field, calls: &Calls) -> String {
        let call = self.loaded.get(id).and_then(|loaded| calls.of_draft(&loaded.draft)).and_then(Load::ready);
        shortened(field_words(call.map(|file| &*file.call), field))
    }
}

/// What a step notes of an answer: to which earlier words of the hub it was given.
fn words_of_note(note: (Field, Option<Value>)) -> Option<(Field, String)> {
    match note {
        (Field::Again(field), Some(Value::Text(words))) => Some((*field, words)),
        _ => None,
    }
}

/// A name that is said in passing: the name of a duty is its whole text.
fn shortened(name: String) -> String {
    const LONGEST: usize = 80;
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}\u{2026}", name.get(..end).unwrap_or_default().trim_end()),
        None => name,
    }
}

/// To an answer: on this page, or on its own.
fn go_to_answer(id: &DraftId, field: &Field, editing: &mut Editing<'_>) -> Effect {
    let to = Route::to_field(id, field);
    if to.page() == editing.navigation.route().page() {
        return Effect::Focus(Focus::Element(field.to_string()));
    }
    editing.notices.keep_for_next_page();
    Effect::GoTo(to)
}

fn task_list(id: &DraftId) -> Route {
    Route::Draft(id.clone(), Page::Overview, None)
}
