//! What is removed where storage is full: earlier versions, and never a draft.

use super::versions::{HistoryStorage, StoredHistory, Versions};
use crate::app::drafts::Drafts;
use crate::app::effect::Effect;
use crate::app::keys::StorageKey;
use crate::draft::write_history;

impl Versions {
    /// Whether versions are removed to make room for a key. For one more version they are only if somebody has asked for
    /// it, or if something waits for it to be stored.
    pub(in crate::app) fn is_worth_evicting(&self, key: &StorageKey, is_awaited: bool) -> bool {
        match key {
            StorageKey::Draft(_) | StorageKey::Deleted(_) => true,
            StorageKey::History(id, _) => {
                let last = self.histories.get(id).and_then(|stored| stored.history.versions().last());
                is_awaited || last.is_some_and(|version| version.name.is_some())
            }
            _ => false,
        }
    }

    /// Makes the largest stored history smaller, or removes it. None if no history could give room.
    pub(in crate::app) fn evict(&mut self, wanted: &StorageKey, drafts: &mut Drafts) -> Option<Effect> {
        for id in self.ids() {
            self.read(&id, drafts);
        }
        let own = if let StorageKey::History(id, _) = wanted { Some(id) } else { None };
        let sizes =
            self.histories.iter().filter_map(|(id, stored)| Some((removable_bytes(stored, Some(id) == own)?, id)));
        let (bytes, id) = sizes.max().map(|(bytes, id)| (bytes, id.clone()))?;
        self.evicted = true;
        let stored = self.histories.get_mut(&id)?;
        let (before, since) = (stored.history.versions().len(), stored.replaced_since);
        if !stored.history.fit(bytes / 2, false, since) && stored.history.versions().len() == before {
            stored.history.fit(bytes / 2, true, since);
        }
        if stored.history.versions().len() < before {
            return stored.store();
        }
        if stored.history.latest_replaced().is_some() {
            return None;
        }
        // It has one version only. It stays in the page, and is stored again with the next one, if there is room.
        stored.storage = HistoryStorage::Nothing;
        Some(Effect::remove(&stored.key()))
    }
}

/// The size of a stored history that can give room. One that is to be stored itself may be trimmed, never removed; nor is
/// one removed that holds what something else has taken the place of.
fn removable_bytes(stored: &StoredHistory, is_wanted: bool) -> Option<usize> {
    let versions = stored.history.versions().len();
    let replaced = stored.history.latest_replaced();
    let lasting = stored.history.lasting(stored.replaced_since);
    let removable =
        stored.storage != HistoryStorage::Nothing && (versions > lasting || (!is_wanted && replaced.is_none()));
    removable.then(|| write_history(&stored.history).map_or(0, |text| text.len()))
}
