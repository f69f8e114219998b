//! What this page keeps on the device, in words.

use super::backups::last_backup;
use crate::app::drafts::ReadOnlyDraft;
use crate::app::event::StoragePersistence;
use crate::app::keys::{DRAFT_KEY, LATE_KEY, StorageKey};
use crate::app::saving::{CAPACITY, counts};
use crate::app::state::State;
use crate::call::Timestamp;
use crate::draft::{Draft, DraftId, attached, counted, size_words};

/// What one draft takes, and when it was last written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// Its id.
    pub id: DraftId,
    /// What it is called.
    pub title: String,
    /// When it was last changed.
    pub changed: Timestamp,
    /// How much of the space it takes, with its history, and what is attached to it, in words.
    pub size: String,
    /// Its last backup, in words.
    pub backup: String,
    /// Why it can only be read, if that is so.
    pub read_only: Option<String>,
}

/// The drafts on this device, the one changed last first.
pub fn kept_drafts(state: &State) -> Vec<KeptDraft> {
    let mut all: Vec<KeptDraft> = Vec::new();
    for (id, loaded) in state.drafts.iter().filter(|(_, loaded)| !loaded.is_example()) {
        let own = |key: &&String| StorageKey::parse(key).is_some_and(|key| key.draft() == Some(id));
        let size: usize =
            state.saving.autosave.sizes().ours.iter().filter(|(key, _)| own(key)).map(|(_, size)| size).sum();
        let size = u64::try_from(size).unwrap_or(u64::MAX);
        all.push(KeptDraft {
            id: id.clone(),
            title: loaded.draft.title().to_owned(),
            changed: loaded.draft.changed,
            size: with_files(size_words(size), &loaded.draft),
            backup: if loaded.read_only().is_none() { last_backup(state, id) } else { String::new() },
            read_only: loaded.read_only().map(ReadOnlyDraft::why),
        });
    }
    all.sort_by_key(|draft| std::cmp::Reverse(draft.changed));
    all
}

/// Attached files have a store of their own, with far more space.
fn with_files(size: String, draft: &Draft) -> String {
    let files = attached(draft);
    if files.is_empty() {
        return size;
    }
    let bytes = files.iter().fold(0_u64, |sum, file| sum.saturating_add(file.bytes));
    format!("{size}, plus {} ({})", counted(files.len(), "file"), size_words(bytes))
}

/// How much of the space is used, for a glance.
pub fn space_words(state: &State) -> String {
    let sizes = state.saving.autosave.sizes();
    let used: usize = sizes.ours.values().sum::<usize>() + sizes.others;
    match used * 100 / CAPACITY {
        0 => "Less than 1% of storage used".to_owned(),
        percent => format!("{}% of storage used", percent.min(100)),
    }
}

/// What the browser has said on keeping the work for good.
pub fn persistence_words(persistence: StoragePersistence) -> &'static str {
    match (persistence.lasting, persistence.asked) {
        (Some(true), _) => {
            "This browser has agreed not to delete your work when storage runs low. Someone can still clear it."
        }
        (Some(false), false) => {
            "This browser may delete your work if the device runs out of storage. You can ask it not to."
        }
        (Some(false), true) => {
            "This browser did not agree, so it may delete your work if storage runs low. Back up often. Try again after a few days, or bookmark this page first."
        }
        (None, _) => "This browser cannot promise to protect your work. Back up often.",
    }
}

/// What is stored here beside drafts, in words; nothing if there is nothing.
pub fn kept_else(state: &State) -> String {
    let drafts = |key: &&String| key.starts_with(DRAFT_KEY) || key.starts_with(LATE_KEY);
    counts(state.saving.autosave.sizes().ours.keys().filter(|key| !drafts(key)))
}
