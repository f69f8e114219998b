//! Undo and redo, as long as the page is open.
//!
//! A step is what some answers were before. Typing in one answer makes one step until it pauses; what is pasted, cut,
//! ticked or chosen is a step of its own. Undoing is an edit like any other: it is stored at once, and before the first of
//! several a version is kept, so that nothing is lost whatever is typed afterwards.

use super::super::update::with_draft;
use super::super::{Effect, Focus, Load, Route, State};
use super::versions;
use crate::call::Timestamp;
use crate::documents::field_words;
use crate::draft::{Draft, DraftId, Field, PromptField, Value, Why, differing};

/// A pause in typing that begins a new step, in milliseconds.
const PAUSE: i64 = 1000;
/// Typing that goes on for longer than this begins a new step all the same.
const LONGEST: i64 = 20_000;
/// More bytes than this at once are pasted or cut, not typed.
const TYPED: usize = 20;
/// How many bytes of answers the steps of one draft may hold.
const ROOM: usize = 2_000_000;

/// What some answers were.
#[derive(Debug, Clone, PartialEq)]
struct Step {
    /// What it is called, where it is more than a change of one answer.
    name: Option<&'static str>,
    /// The answers, and what stood there.
    were: Vec<(Field, Option<Value>)>,
}

impl Step {
    fn bytes(&self) -> usize {
        self.were.iter().map(|(_, value)| 100 + value.as_ref().map_or(0, bytes)).sum()
    }
}

/// Typing that may go on.
#[derive(Debug, Clone, PartialEq)]
struct Typing {
    began: Timestamp,
    last: Timestamp,
    bytes: usize,
}

/// What can be undone in one draft, and done again.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Steps {
    done: Vec<Step>,
    undone: Vec<Step>,
    typing: Option<Typing>,
}

impl Steps {
    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is something to do again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Whether something was typed since the latest undo or redo.
    pub fn went_on(&self) -> bool {
        self.typing.is_some()
    }

    /// Where evidence was just put into a text, and now it is noted where it came from, both are one step.
    fn text_put_in(&mut self, field: &Field, now: Timestamp) -> Option<&mut Step> {
        let Field::Prompt(letter, prompt, PromptField::Sources) = field else { return None };
        let just = self.typing.as_ref().is_some_and(|typing| (typing.last.0..=typing.last.0 + PAUSE).contains(&now.0));
        let text = Field::Prompt(letter.clone(), prompt.clone(), PromptField::Text);
        let of_text = |step: &&mut Step| matches!(step.were.as_slice(), [(at, _)] if *at == text);
        self.done.last_mut().filter(|_| just).filter(of_text)
    }

    fn push(&mut self, step: Step) {
        self.undone.clear();
        self.done.push(step);
        self.make_room();
    }

    /// Forgets the oldest steps where there are too many.
    fn make_room(&mut self) {
        let mut total: usize = self.done.iter().chain(&self.undone).map(Step::bytes).sum();
        let mut goes = 0;
        while total > ROOM && goes + 1 < self.done.len() {
            total -= self.done.get(goes).map_or(0, Step::bytes);
            goes += 1;
        }
        self.done.drain(..goes);
    }
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

/// An answer is about to be changed. At each keystroke: what it costs must not grow with what was written before.
pub(in super::super) fn typed(state: &mut State, id: &DraftId, field: &Field, value: &Value) {
    let now = state.now;
    let Some(draft) = state.drafts.get(id).map(|held| &held.draft) else { return };
    let before = draft.value(field);
    if before == Some(value) || (before.is_none() && value.is_blank()) {
        return;
    }
    let steps = state.time.steps.entry(id.clone()).or_default();
    if let Some(step) = steps.text_put_in(field, now) {
        step.were.push((field.clone(), before.cloned()));
        steps.typing = None;
        return;
    }
    let size = bytes(value);
    let typing = may_be_typing(before, value);
    let goes_on = typing
        && steps.undone.is_empty()
        && steps.done.last().is_some_and(|step| matches!(step.were.as_slice(), [(at, _)] if at == field))
        && steps.typing.as_ref().is_some_and(|typing| {
            (typing.last.0..=typing.last.0 + PAUSE).contains(&now.0)
                && now.0 - typing.began.0 <= LONGEST
                && typing.bytes.abs_diff(size) <= TYPED
        });
    let began = match &steps.typing {
        Some(typing) if goes_on => typing.began,
        _ => now,
    };
    if !goes_on {
        steps.push(Step { name: None, were: vec![(field.clone(), before.cloned())] });
    }
    // What was pasted or ticked is not gone on with.
    let bytes = if typing && (goes_on || size.abs_diff(before.map_or(0, bytes)) <= TYPED) { size } else { usize::MAX };
    steps.typing = Some(Typing { began, last: now, bytes });
}

/// Changes a draft in one step that can be undone, and stores it.
pub(in super::super) fn as_one_step(
    state: &mut State,
    id: &DraftId,
    name: &'static str,
    change: impl FnOnce(&mut Draft) -> bool,
) -> Vec<Effect> {
    let Some(before) = state.drafts.get(id).map(|held| held.draft.clone()) else { return Vec::new() };
    let effects = with_draft(state, id, change);
    if let Some(draft) = state.drafts.get(id).map(|held| &held.draft) {
        let were: Vec<_> =
            differing(&before, draft).into_iter().map(|field| (field.clone(), before.value(field).cloned())).collect();
        if !were.is_empty() {
            let steps = state.time.steps.entry(id.clone()).or_default();
            steps.push(Step { name: Some(name), were });
            steps.typing = None;
        }
    }
    effects
}

/// Undoes the latest step, or does again what was undone last.
pub(super) fn step(state: &mut State, id: &DraftId, again: bool) -> Vec<Effect> {
    let (verb, nothing) = if again { ("Done again", "do again") } else { ("Undone", "undo") };
    let steps = state.time.steps.entry(id.clone()).or_default();
    let first = !again && steps.undone.is_empty();
    let Some(step) = (if again { steps.undone.pop() } else { steps.done.pop() }) else {
        state.time.told = format!("There is nothing to {nothing}.");
        steps.typing = None;
        return Vec::new();
    };
    let Some(field) = step.were.first().map(|(field, _)| field.clone()) else { return Vec::new() };
    // Whatever is typed next, what is undone now can be found again.
    let kept = if first { versions::keep(state, id, Why::BeforeUndo, None) } else { None };
    let (now, mut were) = (state.now, Vec::new());
    let stored = with_draft(state, id, |draft| {
        for (field, value) in step.were {
            let current = draft.value(&field).cloned();
            let value = value.unwrap_or_else(|| blank(current.as_ref()));
            draft.set(field.clone(), value, now);
            were.push((field, current));
        }
        true
    });
    let back = Step { name: step.name, were };
    let what = step.name.map_or_else(|| name_of(state, id, &field), str::to_owned);
    let steps = state.time.steps.entry(id.clone()).or_default();
    steps.typing = None;
    if again {
        steps.done.push(back);
    } else {
        steps.undone.push(back);
    }
    let more = match (again, steps.done.len(), steps.undone.len()) {
        (false, 0, _) | (true, _, 0) => "That was the last step.".to_owned(),
        (false, more, _) | (true, _, more) => format!("{} more.", crate::draft::counted(more, "step")),
    };
    state.time.told = format!("{verb}: {what}. {more}");
    kept.into_iter().chain(stored).chain([go_to(state, id, &field)]).collect()
}

/// What stands at an address where nothing stood before: nothing, said so that it is known to be.
fn blank(current: Option<&Value>) -> Value {
    match current {
        Some(Value::List(_)) => Value::List(Vec::new()),
        _ => Value::Text(String::new()),
    }
}

fn name_of(state: &State, id: &DraftId, field: &Field) -> String {
    let call = state.drafts.get(id).and_then(|held| state.calls.get(&held.draft.call)).and_then(Load::here);
    shortened(field_words(call.map(|file| &*file.call), field))
}

/// A name that is said in passing: a duty is called by the whole of its words.
fn shortened(name: String) -> String {
    const LONGEST: usize = 80;
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}\u{2026}", name.get(..end).unwrap_or_default().trim_end()),
        None => name,
    }
}

/// To the answer: on this page, or on its own.
fn go_to(state: &mut State, id: &DraftId, field: &Field) -> Effect {
    let to = Route::to_field(id, field);
    if to.page() == state.route.page() {
        return Effect::Arrived(Focus::Answer(field.to_string()));
    }
    state.notice_travels = state.notice.is_some();
    Effect::GoTo(to)
}
