//! What is stored, what is not, and what the page knows of the space that the browser gives.

use litemap::LiteMap;

use crate::app::changes::{Area, ChangeSet};
use crate::app::event::{StoragePersistence, StoreError, StoredSizes};
use crate::app::keys::StorageKey;
use crate::draft::DraftId;

/// How many characters, keys and values together, every browser takes from one origin, whatever they are: measured by
/// `journeys/tests/kept.rs`. Chromium and Firefox take 5,242,880; so does WebKit of plain letters, and half as many of a
/// text that has others in it, such as a dash.
pub const CAPACITY: usize = 2_600_000;

/// Whether the work is in storage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SaveStatus {
    /// All of it is.
    #[default]
    Saved,
    /// All of it is, after something was not. Shown until another page is opened.
    Recovered,
    /// Something is in the page only.
    Failed {
        /// Why, as a sentence for a teacher.
        why: String,
    },
}

/// What is stored and what is not.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Autosave {
    status: SaveStatus,
    /// Keys that could not be stored. While the status is `Failed` and there are none, storage could not be used at all.
    unsaved: LiteMap<StorageKey, ()>,
    /// Keys of notes and versions that could not be stored. They are not the work, and are stored again when storage is
    /// scanned.
    refused: LiteMap<StorageKey, ()>,
    sizes: StoredSizes,
    persistence: StoragePersistence,
}

impl Autosave {
    /// Whether the work is in storage.
    pub fn status(&self) -> &SaveStatus {
        &self.status
    }

    /// Whether something is in the page only.
    pub fn is_failing(&self) -> bool {
        matches!(self.status, SaveStatus::Failed { .. })
    }

    /// Whether a draft is in storage as it is in the page.
    pub fn is_saved(&self, id: &DraftId) -> bool {
        self.status_is_known() && !self.unsaved.contains_key(&StorageKey::Draft(id.clone()))
    }

    fn status_is_known(&self) -> bool {
        !self.is_failing() || !self.unsaved.is_empty()
    }

    /// What was found in storage when it was last scanned.
    pub fn sizes(&self) -> &StoredSizes {
        &self.sizes
    }

    /// What the browser says of the space that it gives.
    pub fn persistence(&self) -> StoragePersistence {
        self.persistence
    }

    /// Whether a key is in storage.
    pub(in crate::app) fn is_stored(&self, key: &StorageKey) -> bool {
        self.sizes.ours.contains_key(&key.to_string())
    }

    /// Keys that could not be stored.
    pub(in crate::app) fn unsaved(&self) -> &LiteMap<StorageKey, ()> {
        &self.unsaved
    }

    /// Keys of notes and versions that could not be stored.
    pub(in crate::app) fn refused(&self) -> &LiteMap<StorageKey, ()> {
        &self.refused
    }

    /// What is stored when the page opens, or why storage cannot be used.
    pub(in crate::app) fn start(&mut self, stored: &Result<Vec<(String, String)>, String>) {
        match stored {
            Ok(items) => {
                let sizes = items.iter().map(|(key, text)| (key.clone(), key.chars().count() + text.chars().count()));
                self.sizes.ours = sizes.collect();
            }
            Err(why) => self.status = SaveStatus::Failed { why: why.clone() },
        }
    }

    /// A key is stored.
    pub(in crate::app) fn stored(&mut self, key: &StorageKey, changes: &mut ChangeSet) {
        self.sizes.ours.entry(key.to_string()).or_insert(0);
        self.unsaved.remove(key);
        self.refused.remove(key);
        if self.unsaved.is_empty() && self.is_failing() {
            self.status = SaveStatus::Recovered;
            changes.mark(Area::Saving);
        }
    }

    /// A key was not stored.
    pub(in crate::app) fn not_stored(&mut self, key: &StorageKey, error: &StoreError, changes: &mut ChangeSet) {
        if matches!(key, StorageKey::Draft(_)) {
            self.status = SaveStatus::Failed { why: error.why.clone() };
            self.unsaved.insert(key.clone(), ());
            changes.mark(Area::Saving);
        } else {
            self.refused.insert(key.clone(), ());
        }
    }

    /// This page has removed a key.
    pub(in crate::app) fn removed(&mut self, key: &StorageKey) {
        self.sizes.ours.remove(&key.to_string());
        self.refused.remove(key);
    }

    /// A draft is gone from this page: what could not be stored of it need not be any more. That is no news of the rest.
    pub(in crate::app) fn draft_gone(&mut self, id: &DraftId, changes: &mut ChangeSet) {
        if self.unsaved.remove(&StorageKey::Draft(id.clone())).is_some() && self.unsaved.is_empty() && self.is_failing()
        {
            self.status = SaveStatus::Saved;
            changes.mark(Area::Saving);
        }
    }

    /// Another tab has changed a key.
    pub(in crate::app) fn changed_elsewhere(&mut self, key: &StorageKey, text: Option<&str>) {
        match text {
            Some(text) => drop(self.sizes.ours.insert(key.to_string(), text.chars().count())),
            None => drop(self.sizes.ours.remove(&key.to_string())),
        }
    }

    /// Storage was scanned. `nothing_wanted` says that this page has nothing to store.
    pub(in crate::app) fn scanned(&mut self, sizes: StoredSizes, nothing_wanted: bool, changes: &mut ChangeSet) {
        if self.is_failing() && self.unsaved.is_empty() && nothing_wanted {
            // It could not be used when the page opened, and now it can.
            self.status = SaveStatus::Saved;
            changes.mark(Area::Saving);
        }
        if self.sizes != sizes {
            self.sizes = sizes;
            changes.mark(Area::Saving);
        }
    }

    /// Storage could not be scanned.
    pub(in crate::app) fn not_scanned(&mut self, why: String, changes: &mut ChangeSet) {
        if !self.is_failing() {
            self.status = SaveStatus::Failed { why };
            changes.mark(Area::Saving);
        }
    }

    /// Everything is to be stored again: until these drafts are, not all is saved.
    pub(in crate::app) fn start_again(&mut self, drafts: impl Iterator<Item = StorageKey>) {
        if self.is_failing() {
            self.unsaved.extend(drafts.map(|key| (key, ())));
        }
    }

    /// Another page is shown.
    pub(in crate::app) fn page_left(&mut self, changes: &mut ChangeSet) {
        if self.status == SaveStatus::Recovered {
            self.status = SaveStatus::Saved;
            changes.mark(Area::Saving);
        }
    }

    /// What the browser says of the space that it gives.
    pub(in crate::app) fn set_persistence(&mut self, found: StoragePersistence, changes: &mut ChangeSet) {
        let before = self.persistence;
        // What it has agreed to is not taken back by an answer to an earlier question.
        let agreed = before.asked && before.lasting == Some(true) && !found.asked;
        let lasting = if agreed { before.lasting } else { found.lasting };
        self.persistence = StoragePersistence { lasting, asked: found.asked || before.asked, ..found };
        changes.mark(Area::Saving);
    }

    /// Everything was removed from storage.
    pub(in crate::app) fn erased(&mut self) {
        self.status = SaveStatus::Saved;
        self.unsaved.clear();
        self.refused.clear();
        self.sizes.ours.clear();
    }
}
