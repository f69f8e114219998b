//! The one place where state changes: [`update`] takes the [`State`] and an [`Event`] and gives back [`Effect`]s.
//!
//! Where to start: [`State`] is all that the page shows, one field for each feature; [`Event`] is everything that can
//! happen, [`Effect`] everything that the program asks of the browser. `browser` runs effects and turns their results
//! into events.
//!
//! | feature | owns |
//! |---|---|
//! | `navigation`, `route` | which page is open |
//! | `calls` | the host's list and files of calls, and the copies that drafts keep |
//! | `drafts` | drafts and undo; `drafts/edit` is the one way to change a draft |
//! | `saving` | what is stored and what is not, backups, removing everything from this device |
//! | `history` | earlier versions, deleted drafts, what is removed where storage is full |
//! | `tabs` | the lock of the open draft, conflicts between tabs |
//! | `jobs` | the queue of the worker, attached files |
//! | `import` | what came in a file |
//! | `derived`, `derivation` | the check and the letters on paper, recomputed when they are stale |
//! | `notice` | the message that is shown |
//! | `changes` | what has changed since views were told |
//!
//! A feature has an `update` that takes an event and a context with what it needs of others. It never sees the whole
//! state. To have another feature do something it dispatches an event. `update.rs` hands events to features, `storage.rs`
//! is what follows from local storage's answers, `retention` says when something is removed for good, and `view_models`
//! are what pages show.
//!
//! Deliberately absent: Leptos, the browser, clocks and random numbers. Time and a random number come with every event,
//! in a [`Moment`].

mod calls;
mod changes;
mod context;
mod derivation;
mod derived;
mod drafts;
mod effect;
mod event;
mod event_run;
mod files;
mod history;
mod import;
mod jobs;
mod keys;
mod load;
mod navigation;
mod notice;
mod retention;
mod route;
mod saving;
mod start;
mod state;
mod storage;
mod tabs;
#[cfg(any(test, feature = "fixtures"))]
pub mod testing;
mod update;
mod view_models;

pub use calls::{CallFile, Calls};
pub use changes::{Area, ChangeSet};
pub use derivation::Derivation;
pub use derived::Derived;
pub use drafts::{DraftStatus, Drafts, LoadedDraft, ReadOnlyDraft, ReadOnlyReason, UndoStack, UnreadableEntry};
pub use effect::{Effect, Focus};
pub use event::*;
pub use files::update;
pub use history::{DeletedDraft, History, HistoryStorage, StoredHistory, Trash, Versions, when_words};
pub use import::{ImportedDraft, Imports, LetterImport, Pending, PendingImport, PendingLetter};
pub use jobs::{Attachments, FolderFile, FolderFiles, Jobs, Preview, WorkerState};
pub use keys::{OUR_KEYS, StorageKey};
pub use load::Load;
pub use navigation::Navigation;
pub use notice::{NOTICE, Notice, Notices, Offer};
pub use route::{Listed, PAGES, Page, PageRow, Route};
pub use saving::{
    Autosave, Backup, BackupState, Backups, CAPACITY, EraseDevice, PackedDraft, SaveStatus, Saving, Waiting,
};
pub use start::start;
pub use state::State;
pub use tabs::{Lock, LockHandover, MergeConflict, Tabs};
pub use update::update_without_files;
pub use view_models::*;

/// What the page and the worker say to each other: for `browser`, which carries it.
pub use crate::bundle::worker::{Answer, ChosenPart, Document, Found, FromWorker, Request, RequestId, ToWorker};
/// What becomes of a text that is pasted: for `browser`, which hears of it.
pub use crate::documents::{HtmlReader, HtmlText, plain_text, style_sheets, without_styles};
/// Addresses and ids, for `browser`, which reads them from the page where files are chosen.
pub use crate::draft::{DraftId, Field, FileId};
