//! What this page keeps on the device, in words.

use super::backups::last_backup;
use crate::app::drafts::{ReadOnlyDraft, UnreadableEntry};
use crate::app::event::StoragePersistence;
use crate::app::history::when_words;
use crate::app::keys::{DRAFT_KEY, LATE_KEY, StorageKey};
use crate::app::route::{Page, Route};
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

/// From how much of the space, in percent, sizes are said.
const NEARLY_FULL: usize = 80;

/// What is stored on this device, for a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StoredHere {
    /// The drafts, the one changed last first.
    pub drafts: Vec<StoredDraft>,
    /// What is stored and cannot be read.
    pub unreadable: Vec<UnreadableRow>,
    /// How full the storage is, where space is short, and what else is stored, in sentences.
    pub notes: Vec<String>,
    /// The latest changes are not stored.
    pub is_failing: bool,
}

/// A draft on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDraft {
    /// Its id.
    pub id: DraftId,
    /// What it is called.
    pub title: String,
    /// Where it goes on.
    pub to: String,
    /// When it was last changed and, where space is short, how much of it the draft takes.
    pub about: String,
    /// Its last backup.
    pub backup: String,
    /// The browser has a file of it, and nobody has said that it arrived.
    pub is_handed: bool,
    /// Why it can only be read, if that is so. Then only its answers can be downloaded.
    pub read_only: String,
}

/// Something that is stored and cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableRow {
    /// Its key.
    pub key: String,
    /// How large it is and why it cannot be read.
    pub about: String,
}

/// What is stored on this device.
pub fn stored_here(state: &State) -> StoredHere {
    let is_nearly_full = percent_used(state) >= NEARLY_FULL;
    let draft = |draft: KeptDraft| StoredDraft {
        to: Route::Draft(draft.id.clone(), Page::Overview, None).to_string(),
        about: if is_nearly_full {
            format!("Changed {}. {}", when_words(draft.changed, state.now), draft.size)
        } else {
            format!("Changed {}", when_words(draft.changed, state.now))
        },
        is_handed: state.saving.backups.of(&draft.id).handed.is_some(),
        id: draft.id,
        title: draft.title,
        backup: draft.backup,
        read_only: draft.read_only.unwrap_or_default(),
    };
    StoredHere {
        drafts: kept_drafts(state).into_iter().map(draft).collect(),
        unreadable: unreadable_rows(state),
        notes: notes(state, is_nearly_full),
        is_failing: state.saving.autosave.is_failing(),
    }
}

/// What is stored under our keys and cannot be read.
pub fn unreadable_rows(state: &State) -> Vec<UnreadableRow> {
    let row = |entry: &UnreadableEntry| {
        let size = size_words(u64::try_from(entry.text.len()).unwrap_or(u64::MAX));
        let about = format!("({size}). {} It has not been changed.", entry.why);
        UnreadableRow { key: entry.key.clone(), about }
    };
    state.drafts.unreadable().iter().map(row).collect()
}

fn notes(state: &State, is_nearly_full: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if is_nearly_full {
        notes.push(format!("Storage {}% full.", percent_used(state).min(100)));
        let persistence = state.saving.autosave.persistence();
        if let Some((used, there)) = persistence.used.filter(|(used, _)| *used > 0) {
            notes.push(format!("{} of {} used in total.", size_words(used), size_words(there)));
        }
    }
    let more = kept_else(state);
    if !more.is_empty() {
        notes.push(format!("Also saved: {more}."));
    }
    if state.history.versions.were_evicted() {
        notes.push("To make space, some earlier versions were deleted. Your applications are complete.".to_owned());
    }
    notes
}

fn percent_used(state: &State) -> usize {
    let sizes = state.saving.autosave.sizes();
    let used: usize = sizes.ours.values().sum::<usize>() + sizes.others;
    used * 100 / CAPACITY
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{FakeBrowser, NAME};
    use crate::app::{Event, SavingEvent};

    #[test]
    fn what_is_stored_is_listed_with_its_backup() {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        browser.set(tab, &id, NAME, "Marsh End");
        browser.go(tab, "#/help");
        let here = stored_here(browser.state(tab));
        assert_eq!(here.drafts.len(), 1);
        let draft = &here.drafts[0];
        assert_eq!((draft.title.as_str(), draft.backup.as_str()), ("Marsh End", "No backup yet"));
        assert!(draft.about.starts_with("Changed today at ") && !draft.about.contains("KB"), "{}", draft.about);
        assert!(!draft.is_handed && draft.read_only.is_empty());
        assert!(!here.notes.iter().any(|note| note.contains('%')), "{:?}", here.notes);
        assert!(!here.is_failing && here.unreadable.is_empty());
        browser.send(tab, Event::Saving(SavingEvent::DownloadDraft(id)));
        assert!(stored_here(browser.state(tab)).drafts[0].is_handed);
    }

    #[test]
    fn sizes_are_said_once_space_is_short() {
        let (mut browser, tab, _) = FakeBrowser::with_draft();
        browser.storage.insert("their/key".to_owned(), "x".repeat(CAPACITY * 85 / 100));
        browser.go(tab, "#/help");
        browser.settle();
        let here = stored_here(browser.state(tab));
        assert!(here.drafts[0].about.contains('.'), "{}", here.drafts[0].about);
        assert_eq!(here.notes[0], "Storage 85% full.");
    }

    #[test]
    fn what_cannot_be_read_is_listed() {
        let mut browser = FakeBrowser::new();
        browser.storage.insert("upbeat/draft/bad".to_owned(), "{".to_owned());
        let tab = browser.open("#/help");
        let rows = unreadable_rows(browser.state(tab));
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].key, "upbeat/draft/bad");
        assert!(rows[0].about.ends_with("It has not been changed."), "{}", rows[0].about);
    }
}
