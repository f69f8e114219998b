//! What is done with a letter beside typing it: evidence put into it, and a letter brought in that was written elsewhere.

use std::sync::Arc;

use super::{Effect, Load, Notice, Page, Route, State, time};
use crate::call::{LetterId, Section};
use crate::documents::{laid_letters, split_letter};
use crate::draft::{Draft, DraftId, Field, PromptField, Value, Why};

/// A letter that was written elsewhere, waiting to be divided among the boxes of this one.
#[derive(Debug, Clone, PartialEq)]
pub struct Brought {
    /// The draft that it is for.
    pub draft: DraftId,
    /// The letter that it is for.
    pub letter: LetterId,
    /// The file's name.
    pub file: String,
    /// Its paragraphs, in order, each with the answer that it goes to; none stays out.
    pub parts: Vec<(String, Option<Field>)>,
    /// What was left behind, in sentences.
    pub remarks: Vec<String>,
}

/// Lays out the letters of the draft that is open, unless they are up to date.
pub(super) fn lay(state: &mut State) {
    if !state.due.letters {
        return;
    }
    let call = state.open_call().and_then(Load::here).map(|file| &file.call);
    let (Some(call), Some(held)) = (call, state.open_draft()) else { return };
    let laid = laid_letters(call, &held.draft, state.now, &state.letters);
    state.due.letters = false;
    if laid != *state.letters {
        state.letters = Arc::new(laid);
        state.touched.letters = true;
    }
}

/// Whether what stands in an answer can be seen in a letter.
pub(super) fn shows_in_letters(field: &Field) -> bool {
    matches!(field, Field::Letter(..) | Field::Prompt(_, _, PromptField::Text) | Field::School(_) | Field::Person(..))
}

/// Puts a text behind what stands at an address: nothing is written over.
fn add(draft: &mut Draft, field: &Field, text: &str, now: crate::call::Timestamp) {
    let before = draft.text(field).trim_end();
    let whole = if before.is_empty() { text.to_owned() } else { format!("{before}\n\n{text}") };
    draft.set(field.clone(), Value::Text(whole), now);
}

/// A letter was read out of a file: it is divided for the letter whose page is open, and the person looks it over.
pub(super) fn brought(state: &mut State, file: String, text: &str, remarks: Vec<String>) {
    let Route::Draft(id, Page::Section(Section::Letter(letter)), _) = &state.route else { return };
    let call = state.open_call().and_then(Load::here).map(|file| &file.call);
    let Some(asked) = call.and_then(|call| call.letter(letter)) else { return };
    let parts = split_letter(text, asked);
    if parts.is_empty() {
        state.notice = Some(Notice::bad(format!(
            "There are no words in \u{201c}{file}\u{201d}. Nothing was changed. If the letter is a picture or a scan, type it or have it read first."
        )));
        return;
    }
    state.brought = Some(Brought { draft: id.clone(), letter: letter.clone(), file, parts, remarks });
}

/// Puts the paragraphs where the person has said.
pub(super) fn put_in(state: &mut State) -> Vec<Effect> {
    let Some(brought) = state.brought.take() else { return Vec::new() };
    let (now, mut count) = (state.now, 0);
    let kept = time::before(state, &brought.draft, Why::BeforeLetter);
    let stored = time::as_one_step(state, &brought.draft, "putting in another letter", |draft| {
        for (text, to) in &brought.parts {
            if let Some(field) = to {
                add(draft, field, text, now);
                count += 1;
            }
        }
        count > 0
    });
    let paragraphs = crate::draft::counted(count, "paragraph");
    state.notice = Some(Notice::good(format!(
        "{paragraphs} of \u{201c}{}\u{201d} went into this letter, behind what was there.",
        brought.file
    )));
    kept.into_iter().chain(stored).collect()
}
