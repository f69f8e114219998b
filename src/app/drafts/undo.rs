//! Undo and redo, as long as the page is open.
//!
//! A step is what some answers were before. Typing in one answer makes one step until it pauses; what is pasted, cut,
//! ticked or chosen is a step of its own.

use crate::call::Timestamp;
use crate::draft::{Field, PromptField, Value};

/// A pause in typing that begins a new step, in milliseconds.
const PAUSE: i64 = 1000;
/// Typing that lasts longer than this begins a new step all the same, in milliseconds.
const LONGEST: i64 = 20_000;
/// A change of more bytes than this is a paste or a cut, not typing.
const TYPED: usize = 20;
/// How many bytes of answers the steps of one draft may hold.
const CAPACITY: usize = 2_000_000;

/// What some answers were.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    /// What it is called, where it is more than a change of one answer.
    pub(super) name: Option<&'static str>,
    /// The answers, and what they were before. At the address of a log ([`Field::Again`]) stands to which earlier words of the
    /// hub the answer was given.
    pub(super) before: Vec<(Field, Option<Value>)>,
}

impl Step {
    fn bytes(&self) -> usize {
        self.before.iter().map(|(_, value)| 100 + value.as_ref().map_or(0, bytes)).sum()
    }
}

/// The last edits, as far as the next one may belong to the same step.
#[derive(Debug, Clone, PartialEq)]
struct Typing {
    began: Timestamp,
    last: Timestamp,
    /// The size of the answer after the last edit. None: the last edit was a paste or a choice, which nothing joins.
    bytes: Option<usize>,
}

/// What can be undone in one draft, and done again.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UndoStack {
    done: Vec<Step>,
    undone: Vec<Step>,
    typing: Option<Typing>,
    /// The version that was kept before the first undo is not stored any more.
    is_version_gone: bool,
}

impl UndoStack {
    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is something to do again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Whether what was there before the first undo since the last edit is a version.
    pub(super) fn has_version(&self) -> bool {
        self.can_redo() && !self.is_version_gone
    }

    /// Another tab has removed the versions of this draft.
    pub(super) fn version_gone(&mut self) {
        self.is_version_gone = true;
    }

    /// A version was kept before an undo.
    pub(super) fn version_kept(&mut self) {
        self.is_version_gone = false;
    }

    /// What would be undone next, or done again: the first answer of the step, and the step's name if it has one.
    pub(in crate::app) fn next(&self, redo: bool) -> Option<(&Field, Option<&'static str>)> {
        let step = if redo { self.undone.last() } else { self.done.last() }?;
        Some((&step.before.first()?.0, step.name))
    }

    /// Whether something was edited since the latest undo or redo.
    pub fn edited_since_undo(&self) -> bool {
        self.typing.is_some()
    }

    /// How many steps can be undone, and how many done again.
    pub(super) fn depth(&self) -> (usize, usize) {
        (self.done.len(), self.undone.len())
    }

    /// One answer is about to be edited. `before` is what it holds. Called at each keystroke: the cost does not grow with
    /// what was written before.
    pub(super) fn record_edit(&mut self, field: &Field, before: Option<&Value>, value: &Value, now: Timestamp) {
        if before == Some(value) || (before.is_none() && value.is_blank()) {
            return;
        }
        if let Some(step) = self.insertion_of_evidence(field, now) {
            step.before.push((field.clone(), before.cloned()));
            self.typing = None;
            return;
        }
        let size = bytes(value);
        let typed = may_be_typing(before, value);
        let same_field =
            self.done.last().is_some_and(|step| matches!(step.before.as_slice(), [(at, _)] if at == field));
        let joined = self.typing.as_ref().filter(|typing| {
            typed
                && same_field
                && self.undone.is_empty()
                && within_pause(typing.last, now)
                && now.0 - typing.began.0 <= LONGEST
                && typing.bytes.is_some_and(|bytes| bytes.abs_diff(size) <= TYPED)
        });
        let began = joined.map(|typing| typing.began);
        if began.is_none() {
            self.push(Step { name: None, before: vec![(field.clone(), before.cloned())] });
        }
        // A paste or a choice is never joined by the next edit.
        let small = began.is_some() || size.abs_diff(before.map_or(0, bytes)) <= TYPED;
        self.typing = Some(Typing { began: began.unwrap_or(now), last: now, bytes: (typed && small).then_some(size) });
    }

    /// One answer is about to be changed, and with it what is noted of it: no typing joins that.
    pub(super) fn record_change(&mut self, before: Vec<(Field, Option<Value>)>) {
        self.push(Step { name: None, before });
        self.typing = None;
    }

    /// Several answers were changed at once.
    pub(super) fn record_step(&mut self, name: &'static str, before: Vec<(Field, Option<Value>)>) {
        if !before.is_empty() {
            self.push(Step { name: Some(name), before });
            self.typing = None;
        }
    }

    /// Takes the step to be undone, or to be done again. What stood there before goes back with [`Self::moved`].
    pub(super) fn take(&mut self, redo: bool) -> Option<Step> {
        self.typing = None;
        if redo { self.undone.pop() } else { self.done.pop() }
    }

    /// A step was undone, or done again: `step` is the way back.
    pub(super) fn moved(&mut self, step: Step, redo: bool) {
        if redo { self.done.push(step) } else { self.undone.push(step) }
    }

    /// If evidence was just put into a text, and now its source is noted, both are one step: the step of the text.
    fn insertion_of_evidence(&mut self, field: &Field, now: Timestamp) -> Option<&mut Step> {
        let Field::Prompt(letter, prompt, PromptField::Sources) = field else { return None };
        let just_now = self.typing.as_ref().is_some_and(|typing| within_pause(typing.last, now));
        let text = Field::Prompt(letter.clone(), prompt.clone(), PromptField::Text);
        let of_text = |step: &&mut Step| matches!(step.before.as_slice(), [(at, _)] if *at == text);
        self.done.last_mut().filter(|_| just_now).filter(of_text)
    }

    fn push(&mut self, step: Step) {
        self.undone.clear();
        self.done.push(step);
        self.trim();
    }

    /// Forgets the oldest steps where there are too many.
    fn trim(&mut self) {
        let mut total: usize = self.done.iter().chain(&self.undone).map(Step::bytes).sum();
        let mut oldest = 0;
        while total > CAPACITY && oldest + 1 < self.done.len() {
            total -= self.done.get(oldest).map_or(0, Step::bytes);
            oldest += 1;
        }
        self.done.drain(..oldest);
    }
}

fn within_pause(last: Timestamp, now: Timestamp) -> bool {
    (last.0..=last.0 + PAUSE).contains(&now.0)
}

fn bytes(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::List(items) => items.iter().map(|item| item.len() + 1).sum(),
        Value::Flag(_) => 1,
        Value::Other(json) => json.to_string().len(),
    }
}

/// Whether a change of one answer can be one of several keystrokes.
fn may_be_typing(before: Option<&Value>, value: &Value) -> bool {
    match (before, value) {
        (Some(Value::Text(_)) | None, Value::Text(_)) => true,
        // A line of a list is being typed while the list is as long as before.
        (Some(Value::List(before)), Value::List(items)) => before.len() == items.len(),
        _ => false,
    }
}
