//! What other tabs have stored.

use super::edit::Editing;
use super::loaded::{DraftStatus, Drafts, LoadedDraft, ReadOnlyDraft, ReadOnlyReason, UnreadableEntry, of_another};
use crate::app::effect::Effect;
use crate::app::keys::StorageKey;
use crate::app::tabs::{Lock, MergeConflict};
use crate::draft::{Draft, DraftError, DraftId, Field, Joined, Value, read_draft, read_newer_draft};

impl Drafts {
    /// A draft's key holds something that this page has neither read nor written. `stores` says that this page is about
    /// to store the draft there.
    pub(super) fn stored_elsewhere(
        &mut self,
        id: &DraftId,
        text: Option<&str>,
        stores: bool,
        editing: &mut Editing<'_>,
    ) -> Vec<Effect> {
        let key = &StorageKey::Draft(id.clone()).to_string();
        self.clear_unreadable(key);
        let Some(text) = text else {
            self.removed_elsewhere(id, editing);
            return self.store(id).filter(|_| stores).into_iter().collect();
        };
        match read_draft(text) {
            Ok(draft) if draft.id == *id => self.merge(draft, stores, editing),
            Ok(draft) => {
                self.show_only(id, key, text, of_another(&draft.id));
                Vec::new()
            }
            Err(error) => {
                self.unreadable_elsewhere(id, key, text, &error, editing);
                Vec::new()
            }
        }
    }

    /// Another tab, with a newer version of the program, has stored a draft: from now on it is only shown here. If it cannot
    /// be read at all, this page's copy is.
    fn unreadable_elsewhere(
        &mut self,
        id: &DraftId,
        key: &str,
        text: &str,
        error: &DraftError,
        editing: &mut Editing<'_>,
    ) {
        let newer = read_newer_draft(text).filter(|(draft, _)| draft.id == *id);
        if let Some((draft, version)) = newer {
            self.show_edits_missing_in(&draft, editing);
            let status = DraftStatus::ReadOnly(ReadOnlyDraft {
                reason: ReadOnlyReason::NewerVersion { version },
                text: text.to_owned(),
            });
            self.loaded.insert(id.clone(), LoadedDraft { draft, status });
            self.undo.remove(id);
        } else {
            self.show_only(id, key, text, error.to_string());
        }
    }

    /// A draft's key holds what cannot be read, and is never written over: this page's copy is only shown from now on.
    fn show_only(&mut self, id: &DraftId, key: &str, text: &str, why: String) {
        self.set_unreadable(UnreadableEntry { key: key.to_owned(), text: text.to_owned(), why });
        if let Some(text) = self.text_to_store(id)
            && let Some(loaded) = self.loaded.get_mut(id)
        {
            loaded.status = DraftStatus::ReadOnly(ReadOnlyDraft { reason: ReadOnlyReason::Unreadable, text });
        }
    }

    /// Edits of this page that are not in a newer version's copy, and cannot be stored any more, are shown.
    fn show_edits_missing_in(&self, copy: &Draft, editing: &mut Editing<'_>) {
        let Some(loaded) = self.loaded.get(&copy.id) else { return };
        let edited = editing.tabs.unacknowledged(&copy.id).iter();
        let edited = edited.filter(|(field, edited)| !edited.stored && !matches!(field, Field::Again(_)));
        let fields: Vec<Field> = edited.map(|(field, _)| field.clone()).collect();
        for field in fields {
            let theirs = copy.value(&field).map(Value::words).unwrap_or_default();
            let Some(value) = loaded.draft.value(&field).filter(|own| !theirs.contains(&own.words())).cloned() else {
                continue;
            };
            editing.tabs.record_conflict(MergeConflict { draft: copy.id.clone(), field, value });
        }
        editing.tabs.forget(&copy.id);
    }

    /// Another tab has removed a draft from storage. While its page is open here it stays, so that nothing vanishes
    /// under somebody's hands.
    fn removed_elsewhere(&mut self, id: &DraftId, editing: &mut Editing<'_>) {
        // Nor does an edit vanish that is not stored yet.
        let open = editing.navigation.draft() == Some(id) || editing.tabs.has_unacknowledged(id);
        match self.loaded.get_mut(id) {
            Some(loaded) if loaded.is_example() => {}
            // What this version could not read whole it would not store whole.
            Some(loaded)
                if open
                    && loaded.read_only().is_none_or(|read_only| read_only.reason == ReadOnlyReason::Unreadable) =>
            {
                loaded.status = DraftStatus::DeletedElsewhere;
            }
            _ => self.remove(id, editing),
        }
    }

    /// Another tab's answer to a version up to 0.1, stored separately from its draft.
    pub(super) fn late_stored_elsewhere(&mut self, id: &DraftId, text: &str, editing: &mut Editing<'_>) -> Vec<Effect> {
        let Ok(late) = read_draft(text) else { return Vec::new() };
        let stores = edits(id, editing) || editing.tabs.has_unacknowledged(id);
        let Some(loaded) = self.loaded.get_mut(id).filter(|loaded| loaded.is_stored_here()) else { return Vec::new() };
        if late.id != *id || late.call != loaded.draft.call {
            return Vec::new();
        }
        let mut joined = loaded.draft.join_answers(&late.answers, editing.tabs.unacknowledged(id));
        loaded.draft.changed = loaded.draft.changed.max(late.changed);
        // It is stored separately, and the draft's key lacks it.
        joined.lacks |= joined.took;
        self.settle(id, joined, stores, editing)
    }

    /// Merges another tab's copy of a draft.
    fn merge(&mut self, copy: Draft, stores: bool, editing: &mut Editing<'_>) -> Vec<Effect> {
        let id = copy.id.clone();
        let stores = stores || edits(&id, editing) || editing.tabs.has_unacknowledged(&id);
        let is_missing = editing.autosave.unsaved().contains_key(&StorageKey::Draft(id.clone()));
        let follows = !stores && !is_missing;
        let Some(loaded) = self.loaded.get_mut(&id) else {
            self.loaded.insert(id, LoadedDraft::kept(copy));
            return Vec::new();
        };
        if loaded.is_example() {
            return Vec::new();
        }
        loaded.status = DraftStatus::Kept;
        if copy.call != loaded.draft.call {
            // Another tab has put the file of another call in its place. The newer one stays.
            if copy.changed <= loaded.draft.changed {
                return self.store(&id).filter(|_| stores).into_iter().collect();
            }
            self.show_edits_missing_in(&copy, editing);
            self.loaded.insert(id.clone(), LoadedDraft::kept(copy));
            self.undo.remove(&id);
            return Vec::new();
        }
        if follows {
            // Nothing of this page is missing in storage, which is the truth.
            if loaded.draft != copy {
                loaded.draft = copy;
                self.undo.remove(&id);
            }
            return Vec::new();
        }
        let joined = loaded.draft.join(&copy, editing.tabs.unacknowledged(&id));
        self.settle(&id, joined, stores, editing)
    }

    /// After merging: shows what was replaced, and stores the draft if storage lacks anything of it and this page `stores`.
    fn settle(&mut self, id: &DraftId, joined: Joined, stores: bool, editing: &mut Editing<'_>) -> Vec<Effect> {
        if joined.took {
            // What stood here before is not what would be undone.
            self.undo.remove(id);
        }
        for (field, value) in joined.replaced {
            editing.tabs.record_conflict(MergeConflict { draft: id.clone(), field, value });
        }
        if !(joined.lacks && stores) {
            return Vec::new();
        }
        if let Some(loaded) = self.loaded.get_mut(id) {
            loaded.draft.touch(editing.now);
        }
        self.store(id).into_iter().collect()
    }
}

/// Whether this tab is one that edits a draft.
fn edits(id: &DraftId, editing: &Editing<'_>) -> bool {
    match editing.tabs.lock() {
        Lock::Unsupported => editing.navigation.draft() == Some(id),
        Lock::Owner(own, _) | Lock::Requesting(own) => own == id,
        Lock::Idle | Lock::ReadOnly(..) | Lock::Taking(..) => false,
    }
}
