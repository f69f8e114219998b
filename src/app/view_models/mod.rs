//! What pages show, as plain values: each function reads the state and decides nothing.

mod backups;
mod drafts;
mod imports;
mod sending;
mod storage;
mod versions;

pub use backups::{last_backup, reminder};
pub use drafts::{ListedDraft, call_name, elsewhere_drafts, listed_drafts};
pub use imports::{ExistingDraft, ImportPreview, import_previews};
pub use sending::{HoldsCell, HoldsCells, HubGets, Sending, SendingFile, has_form, holds_table, hub_gets, sending};
pub use storage::{KeptDraft, kept_drafts, kept_else, persistence_words, space_words};
pub use versions::{Change, VersionRow, attached_elsewhere, version_changes, version_rows};
