//! Drafts that came in a file, beside what is on the device.

use super::drafts::call_name;
use crate::app::import::ImportedDraft;
use crate::app::state::State;
use crate::call::{Date, Timestamp};
use crate::draft::{DraftId, differing};

/// A draft that came in a file, as it is shown to somebody who decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportPreview {
    /// Its id in the file.
    pub id: DraftId,
    /// What it is called.
    pub title: String,
    /// The call that it answers, as people call it.
    pub call: String,
    /// When it was last changed.
    pub changed: Timestamp,
    /// The day on which the file was written.
    pub written_on: Option<Date>,
    /// How many answers there are in it.
    pub answers: usize,
    /// How many attached files there are with it.
    pub files: usize,
    /// Whether the file holds everything. One that was made for the hub does not: opened in a draft's place, it changes only
    /// the answers that it holds.
    pub is_whole: bool,
    /// The same one on this device.
    pub here: Option<ExistingDraft>,
}

/// A draft on this device that is the same as one that came in a file: begun as one, perhaps changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExistingDraft {
    /// What it is called.
    pub title: String,
    /// When it was last changed.
    pub changed: Timestamp,
    /// How many answers are others than in the file.
    pub differ: usize,
    /// Whether it may be replaced: one that a newer version wrote may not.
    pub replaceable: bool,
}

/// The drafts that came in a file, beside what is here of them.
pub fn import_previews(state: &State) -> Vec<ImportPreview> {
    let drafts = state.imports.drafts.get().into_iter().flat_map(|import| &import.drafts);
    drafts.map(|imported| preview(state, imported)).collect()
}

fn preview(state: &State, imported: &ImportedDraft) -> ImportPreview {
    let draft = &imported.draft;
    let is_whole = imported.left_out.is_empty();
    let here = state.drafts.get_own(&draft.id).map(|loaded| ExistingDraft {
        title: loaded.draft.title().to_owned(),
        changed: loaded.draft.changed,
        // What a file leaves out stays as it is here.
        differ: differing(draft, &loaded.draft).into_iter().filter(|field| is_whole || draft.answered(field)).count(),
        replaceable: loaded.is_stored_here(),
    });
    ImportPreview {
        id: draft.id.clone(),
        title: draft.title().to_owned(),
        call: call_name(state, draft),
        changed: draft.changed,
        written_on: imported.written_on,
        answers: draft.answers.values().filter(|answer| !answer.value.is_blank()).count(),
        files: imported.attached.len(),
        is_whole,
        here,
    }
}
