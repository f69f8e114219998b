//! The drafts of this page, and what is stored under our keys and cannot be read.

use litemap::LiteMap;

use super::undo::UndoStack;
use crate::app::effect::Effect;
use crate::app::keys::StorageKey;
use crate::app::load::Load;
use crate::call::{CallId, Timestamp};
use crate::draft::{DRAFT_VERSION, Draft, DraftError, DraftId, read_draft, read_newer_draft, write_draft};

/// A draft in the page, and how it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedDraft {
    /// The draft.
    pub draft: Draft,
    /// How it is kept.
    pub status: DraftStatus,
}

/// How a draft is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftStatus {
    /// On this device.
    Kept,
    /// Nowhere: an example, shown and edited like any other draft.
    Example,
    /// On this device in a form that this page cannot write. It is shown, and neither changed nor stored.
    ReadOnly(ReadOnlyDraft),
    /// Another tab has deleted it while its page is open here. Storage need not hold it unless it is edited again.
    DeletedElsewhere,
}

/// Why this page does not change a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadOnlyReason {
    /// A newer version of the program stored it.
    NewerVersion {
        /// The version of the format that it says.
        version: u64,
    },
    /// What another tab stored cannot be read. The draft is shown as this page last had it.
    Unreadable,
}

/// A draft that this page shows and does not change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOnlyDraft {
    /// Why.
    pub reason: ReadOnlyReason,
    /// The draft that is shown, as a text: as it is in storage, if that can be read.
    pub text: String,
}

impl ReadOnlyDraft {
    /// Why it can be read and not changed, for people.
    pub fn why(&self) -> String {
        let ReadOnlyReason::NewerVersion { version } = self.reason else {
            return "Another tab has saved something in this application that this page cannot read. You see it as it was before that, and cannot change it here. Download your answers, then reload this page.".to_owned();
        };
        format!(
            "This application was made with a newer version of Upbeat ({version}; this page has {DRAFT_VERSION}). You can view it here but not change it. Reload this page to get the newest version."
        )
    }
}

impl LoadedDraft {
    /// A draft that is kept on this device.
    pub(in crate::app) fn kept(draft: Draft) -> Self {
        Self { draft, status: DraftStatus::Kept }
    }

    /// Whether it is an example.
    pub fn is_example(&self) -> bool {
        self.status == DraftStatus::Example
    }

    /// Why it is not changed here, if it is not.
    pub fn read_only(&self) -> Option<&ReadOnlyDraft> {
        match &self.status {
            DraftStatus::ReadOnly(read_only) => Some(read_only),
            _ => None,
        }
    }

    /// Whether this page stores it.
    pub fn is_stored_here(&self) -> bool {
        matches!(self.status, DraftStatus::Kept | DraftStatus::DeletedElsewhere)
    }
}

/// Something stored under one of our keys that cannot be read. It stays where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableEntry {
    /// Its key.
    pub key: String,
    /// What is stored there.
    pub text: String,
    /// Why it cannot be read.
    pub why: String,
}

/// The drafts of this page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drafts {
    pub(super) loaded: LiteMap<DraftId, LoadedDraft>,
    pub(super) examples: LiteMap<CallId, Load<DraftId>>,
    pub(super) undo: LiteMap<DraftId, UndoStack>,
    /// What was undone or done again last, in words.
    pub(super) announcement: String,
    pub(super) unreadable: Vec<UnreadableEntry>,
    /// The call that an application is begun for once it has come. Whoever opens another page has thought better of it.
    pub(super) begins: Option<CallId>,
}

impl Drafts {
    /// A draft.
    pub fn get(&self, id: &DraftId) -> Option<&LoadedDraft> {
        self.loaded.get(id)
    }

    /// A draft that is no example.
    pub(in crate::app) fn get_own(&self, id: &DraftId) -> Option<&LoadedDraft> {
        self.get(id).filter(|loaded| !loaded.is_example())
    }

    /// All drafts.
    pub fn iter(&self) -> impl Iterator<Item = (&DraftId, &LoadedDraft)> {
        self.loaded.iter()
    }

    /// The ids of the drafts that this page keeps on the device.
    pub(in crate::app) fn kept_ids(&self) -> Vec<DraftId> {
        let kept = self.loaded.iter().filter(|(_, loaded)| loaded.status == DraftStatus::Kept);
        kept.map(|(id, _)| id.clone()).collect()
    }

    /// The ids of all drafts but examples: also of those that a newer version stored, or that another tab has deleted.
    pub(in crate::app) fn own_ids(&self) -> Vec<DraftId> {
        self.loaded.iter().filter(|(_, loaded)| !loaded.is_example()).map(|(id, _)| id.clone()).collect()
    }

    /// What can be undone in a draft, if anything was changed in it.
    pub fn undo_stack(&self, id: &DraftId) -> Option<&UndoStack> {
        self.undo.get(id)
    }

    /// What was undone or done again last, in words.
    pub fn undo_announcement(&self) -> &str {
        &self.announcement
    }

    /// What is stored under our keys and cannot be read.
    pub fn unreadable(&self) -> &[UnreadableEntry] {
        &self.unreadable
    }

    /// Notes that what is stored under a key cannot be read.
    pub(in crate::app) fn set_unreadable(&mut self, entry: UnreadableEntry) {
        self.unreadable.retain(|known| known.key != entry.key);
        self.unreadable.push(entry);
    }

    /// A key is readable again, or holds nothing.
    pub(in crate::app) fn clear_unreadable(&mut self, key: &str) {
        self.unreadable.retain(|known| known.key != key);
    }

    /// Whether what is stored under a key cannot be read, and so must never be written over.
    pub(in crate::app) fn is_unreadable(&self, key: &str) -> bool {
        self.unreadable.iter().any(|entry| entry.key == key)
    }

    /// An id that no draft here has.
    pub(in crate::app) fn fresh_id(&self, now: Timestamp, random: u64) -> DraftId {
        let day = now.london().0;
        let mut random = random;
        loop {
            let text = format!("{:04}{:02}{:02}-{random:016x}", day.year(), day.month(), day.day());
            match DraftId::new(&text) {
                Some(id) if !self.loaded.contains_key(&id) => return id,
                _ => random = random.wrapping_add(1),
            }
        }
    }

    /// The text of a draft as it is to be stored; none for one that this page does not store.
    pub(in crate::app) fn text_to_store(&self, id: &DraftId) -> Option<String> {
        self.loaded.get(id).filter(|loaded| loaded.is_stored_here()).and_then(|loaded| write_draft(&loaded.draft).ok())
    }

    /// The effect that stores a draft, unless it is one that this page does not store, or its key holds something that
    /// cannot be read.
    pub(in crate::app) fn store(&self, id: &DraftId) -> Option<Effect> {
        let key = StorageKey::Draft(id.clone());
        let text = self.text_to_store(id).filter(|_| !self.is_unreadable(&key.to_string()))?;
        Some(Effect::store(&key, text))
    }

    /// Reads a stored draft when the page opens.
    pub(in crate::app) fn load(&mut self, id: &DraftId, key: &str, text: String) {
        match read_draft(&text) {
            Ok(draft) if draft.id == *id => {
                self.loaded.insert(id.clone(), LoadedDraft::kept(draft));
            }
            Ok(draft) => {
                let why = of_another(&draft.id);
                self.set_unreadable(UnreadableEntry { key: key.to_owned(), text, why });
            }
            Err(error) => self.load_newer(id, key, text, &error),
        }
    }

    /// A draft of a newer version is shown if it has the shape of one of ours. Anything else stays where it is.
    fn load_newer(&mut self, id: &DraftId, key: &str, text: String, error: &DraftError) {
        let newer = matches!(error, DraftError::Newer { .. }).then(|| read_newer_draft(&text)).flatten();
        match newer.filter(|(draft, _)| draft.id == *id) {
            Some((draft, version)) => {
                let status =
                    DraftStatus::ReadOnly(ReadOnlyDraft { reason: ReadOnlyReason::NewerVersion { version }, text });
                self.loaded.insert(id.clone(), LoadedDraft { draft, status });
            }
            None => self.set_unreadable(UnreadableEntry { key: key.to_owned(), text, why: error.to_string() }),
        }
    }

    /// Reads an answer that a version up to 0.1 stored separately from its draft. If the draft is gone or cannot be read,
    /// the answer stays where it is.
    pub(in crate::app) fn load_late(&mut self, id: &DraftId, key: &str, text: String) {
        let Some(loaded) = self.loaded.get_mut(id) else { return };
        if loaded.read_only().is_some() {
            if let Some((late, _)) = read_newer_draft(&text).filter(|(late, _)| late.id == *id)
                && late.changed > loaded.draft.changed
            {
                loaded.draft.changed = late.changed;
                loaded.draft.answers.extend(late.answers);
            }
        } else if let Err(error) = loaded.draft.take_late(&text) {
            self.set_unreadable(UnreadableEntry { key: key.to_owned(), text, why: error.to_string() });
        }
    }
}

/// Why a draft under the key of another one cannot be read.
pub(in crate::app) fn of_another(id: &DraftId) -> String {
    format!("It is part of another application ({id}).")
}
