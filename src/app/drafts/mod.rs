//! Drafts and their answers: `loaded` is the state, `edit` the one way to change a draft, `merge` what other tabs have
//! stored, `undo` the steps back, `update` what follows from an event.

mod edit;
mod loaded;
mod merge;
#[cfg(test)]
mod newer_tests;
#[cfg(test)]
mod tests;
mod undo;
mod update;

pub(in crate::app) use edit::{Editing, read_only_notice};
pub(in crate::app) use loaded::of_another;
pub use loaded::{DraftStatus, Drafts, LoadedDraft, ReadOnlyDraft, ReadOnlyReason, UnreadableEntry};
pub use undo::UndoStack;
