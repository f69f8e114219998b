//! What was before: `versions` are earlier versions of drafts, `trash` the deleted ones, `quota` is what is removed where
//! storage is full.
//!
//! The order of writes keeps everything: nothing is written over or removed before that is in storage from which it can
//! come back.

mod quota;
#[cfg(test)]
mod tests;
mod trash;
mod versions;

pub(in crate::app) use trash::Context as TrashContext;
pub use trash::{DeletedDraft, Trash};
pub(in crate::app) use versions::Context as VersionsContext;
pub use versions::{HistoryStorage, StoredHistory, Versions, when_words};

/// What was before.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    /// Earlier versions.
    pub versions: Versions,
    /// Deleted drafts.
    pub trash: Trash,
}
