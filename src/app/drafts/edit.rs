//! The one way to change a draft: ask whether it may be changed, record an undo step, set the answers, store it, and
//! record what has changed.

use super::loaded::Drafts;
use crate::app::calls::Calls;
use crate::app::changes::{Area, ChangeSet};
use crate::app::effect::Effect;
use crate::app::navigation::Navigation;
use crate::app::notice::{Notice, Notices};
use crate::app::saving::Autosave;
use crate::app::tabs::Tabs;
use crate::call::Timestamp;
use crate::draft::{Draft, DraftId, EditStamp, Field, Value, differing, rested_on, rests_on, rests_until_now};

/// What drafts work on besides their own state.
pub(in crate::app) struct Editing<'a> {
    pub(in crate::app) now: Timestamp,
    pub(in crate::app) random: u64,
    pub(in crate::app) navigation: &'a Navigation,
    pub(in crate::app) calls: &'a Calls,
    pub(in crate::app) autosave: &'a Autosave,
    pub(in crate::app) tabs: &'a mut Tabs,
    pub(in crate::app) notices: &'a mut Notices,
    pub(in crate::app) changes: &'a mut ChangeSet,
}

impl Drafts {
    /// Whether a draft may not be changed here. If so that is said.
    pub(in crate::app) fn refuses(&self, id: &DraftId, notices: &mut Notices) -> bool {
        let Some(read_only) = self.loaded.get(id).and_then(|loaded| loaded.read_only()) else { return false };
        let notice = Notice::bad(format!("Not changed. {}", read_only.why()));
        notices.show(notice);
        true
    }

    /// The same, or another tab edits it. A keystroke is never refused for that; a change of several answers at once is.
    pub(super) fn refuses_step(&self, id: &DraftId, editing: &mut Editing<'_>) -> bool {
        if self.refuses(id, editing.notices) {
            return true;
        }
        let read_only = editing.tabs.is_read_only_for(id);
        if read_only {
            editing.notices.show(read_only_notice());
        }
        read_only
    }

    /// Sets one answer, as somebody types, chooses or ticks it.
    pub(super) fn set_answer(
        &mut self,
        id: &DraftId,
        field: &Field,
        value: Value,
        editing: &mut Editing<'_>,
    ) -> Vec<Effect> {
        if self.refuses(id, editing.notices) {
            return Vec::new();
        }
        let Some(loaded) = self.loaded.get_mut(id) else { return Vec::new() };
        let first = !editing.tabs.has_edited(id, field);
        let base = loaded.draft.answers.get(field).filter(|_| first).map(EditStamp::of);
        let undo = self.undo.entry(id.clone()).or_default();
        let before = loaded.draft.value(field).cloned();
        match words_before(&loaded.draft, field) {
            // Undone, it is to be looked at again.
            Some(words) if !value.is_blank() || before.as_ref().is_some_and(|before| *before != value) => {
                undo.record_change(vec![(field.clone(), before), words]);
            }
            _ => undo.record_edit(field, before.as_ref(), &value, editing.now),
        }
        if !loaded.draft.give(field.clone(), value, editing.now) {
            return Vec::new();
        }
        if let Some(answer) = loaded.draft.answers.get(field).filter(|_| !loaded.is_example()) {
            editing.tabs.record_edit(id, field, base, EditStamp::of(answer));
        }
        if editing.navigation.draft() == Some(id) {
            editing.changes.mark_answer(field);
        } else {
            editing.changes.mark(Area::Drafts);
        }
        self.store(id).into_iter().collect()
    }

    /// Sets several answers as one step that can be undone.
    pub(super) fn set_answers(
        &mut self,
        id: &DraftId,
        step: &'static str,
        answers: Vec<(Field, Value)>,
        editing: &mut Editing<'_>,
    ) -> Vec<Effect> {
        if self.refuses_step(id, editing) {
            return Vec::new();
        }
        let before = self.change_answers(id, answers, editing);
        if before.is_empty() {
            return Vec::new();
        }
        self.undo.entry(id.clone()).or_default().record_step(step, before);
        self.store(id).into_iter().collect()
    }

    /// Sets answers and records them for other tabs and views. Gives what they were before, of those that have changed, and to
    /// which earlier words of the hub they were given.
    pub(super) fn change_answers(
        &mut self,
        id: &DraftId,
        answers: Vec<(Field, Value)>,
        editing: &mut Editing<'_>,
    ) -> Vec<(Field, Option<Value>)> {
        let Some(loaded) = self.loaded.get_mut(id) else { return Vec::new() };
        let mut changed = Vec::new();
        for (field, value) in answers {
            let before = loaded.draft.answers.get(&field).map(|answer| (answer.value.clone(), EditStamp::of(answer)));
            let words = words_before(&loaded.draft, &field);
            if loaded.draft.give(field.clone(), value, editing.now) {
                let (before, base) = before.unzip();
                if let Some(answer) = loaded.draft.answers.get(&field).filter(|_| !loaded.is_example()) {
                    editing.tabs.record_edit(id, &field, base, EditStamp::of(answer));
                }
                changed.push((field, before));
                changed.extend(words);
            }
        }
        if !changed.is_empty() {
            editing.changes.mark(Area::Drafts);
        }
        changed
    }

    /// Marks what a hub that has changed its call asks again. It is no step that can be undone.
    pub(in crate::app) fn ask_again(
        &mut self,
        id: &DraftId,
        answers: Vec<(Field, Value)>,
        editing: &mut Editing<'_>,
    ) -> Vec<Effect> {
        self.change_answers(id, answers, editing);
        self.store(id).into_iter().collect()
    }

    /// After answers were set that were given to earlier words of the hub: that they were.
    pub(super) fn set_words_before(
        &mut self,
        id: &DraftId,
        words: impl IntoIterator<Item = (Field, String)>,
        editing: &mut Editing<'_>,
    ) {
        for (field, words) in words {
            let Some(loaded) = self.loaded.get(id) else { return };
            let log = rests_until_now(&loaded.draft, &field, &words, editing.now);
            self.change_answers(id, vec![log], editing);
        }
    }

    /// Gives a draft the content of another copy. The answers are as new as any edit, so that no tab takes an older
    /// copy of this draft for the newer one; answers that the other copy lacks become blank.
    pub(super) fn replace_content(
        &mut self,
        with: &Draft,
        step: Option<&'static str>,
        editing: &mut Editing<'_>,
    ) -> Vec<Effect> {
        let id = &with.id;
        if self.refuses_step(id, editing) {
            return Vec::new();
        }
        let Some(loaded) = self.loaded.get(id) else { return Vec::new() };
        let differing = differing(with, &loaded.draft).into_iter();
        // What a file is called does not change with the lists that it is in.
        let stays = |field: &&Field| matches!(field, Field::File(..)) && with.value(field).is_none();
        // What a hub has changed is noted of this draft, and of the answers that come by their own times.
        let is_note = |field: &&Field| matches!(field, Field::Again(_));
        let fields: Vec<Field> = differing.filter(|field| !stays(field) && !is_note(field)).cloned().collect();
        let given_to = |field: &Field| {
            let words = rests_on(with, field).or_else(|| rested_on(&loaded.draft, with, field))?;
            with.answered(field).then(|| (field.clone(), words))
        };
        let words: Vec<(Field, String)> = fields.iter().filter_map(given_to).collect();
        let value = |field: Field| {
            let value = with.value(&field).cloned().unwrap_or_else(|| blank(loaded.draft.value(&field)));
            (field, value)
        };
        let answers = fields.into_iter().map(value).collect();
        let before = self.change_answers(id, answers, editing);
        self.set_words_before(id, words, editing);
        self.take_over_authors(with);
        if let Some(step) = step {
            self.undo.entry(id.clone()).or_default().record_step(step, before);
        } else if let Some(loaded) = self.loaded.get_mut(id) {
            self.undo.remove(id);
            let draft = &mut loaded.draft;
            draft.call.clone_from(&with.call);
            draft.round.clone_from(&with.round);
            draft.name.clone_from(&with.name);
            draft.more.clone_from(&with.more);
            draft.touch(editing.now);
        }
        editing.changes.mark(Area::Drafts);
        self.store(id).into_iter().collect()
    }

    /// Gives a draft the answers of a file from which others were left out. What the file does not hold stays.
    pub(super) fn take_answers(&mut self, from: &Draft, editing: &mut Editing<'_>) -> Vec<Effect> {
        let Some(loaded) = self.loaded.get(&from.id) else { return Vec::new() };
        let mut with = loaded.draft.clone();
        let given = from.answers.iter().filter(|(_, answer)| !answer.value.is_blank());
        // Where the value is the same, whoever wrote it here stays its author.
        let new = given.filter(|(field, answer)| loaded.draft.value(field) != Some(&answer.value));
        with.answers.extend(new.map(|(field, answer)| (field.clone(), answer.clone())).collect::<Vec<_>>());
        self.replace_content(&with, None, editing)
    }

    /// Answers that are as in another copy have its authors, and what a newer version wrote beside them.
    fn take_over_authors(&mut self, with: &Draft) {
        let Some(loaded) = self.loaded.get_mut(&with.id) else { return };
        for (field, answer) in &with.answers {
            if let Some(own) = loaded.draft.answers.get_mut(field).filter(|own| own.value == answer.value) {
                own.by.clone_from(&answer.by);
                own.more.clone_from(&answer.more);
            }
        }
    }
}

/// To which earlier words of the hub an answer was given, if it was, as a part of a step that can be undone: at the address of
/// its log.
pub(super) fn words_before(draft: &Draft, field: &Field) -> Option<(Field, Option<Value>)> {
    let words = rests_on(draft, field)?;
    Some((Field::Again(Box::new(field.clone())), Some(Value::Text(words))))
}

/// What is said where another tab edits the draft.
pub(in crate::app) fn read_only_notice() -> Notice {
    Notice::bad(
        "Not changed: you are editing this application in another tab. To edit it here, choose \u{201c}Edit here\u{201d}.",
    )
}

/// What stands at an address that is cleared: an empty value of the kind that stood there.
pub(super) fn blank(current: Option<&Value>) -> Value {
    match current {
        Some(Value::List(_)) => Value::List(Vec::new()),
        _ => Value::Text(String::new()),
    }
}
