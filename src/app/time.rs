//! What was before: steps to undo, earlier versions, drafts that were deleted.
//!
//! Where to start: [`Time`] is the part of the state that this is about, [`happened`] what follows from its events. The
//! loop calls in here before something takes the place of a draft ([`before`]), once a key is stored or not ([`stored`],
//! [`not_stored`]), and now and then to see whether a version is due ([`keep_up`]).
//!
//! The order of writes is what keeps everything: nothing is overwritten or forgotten before that is in storage from which
//! it can come back. What waits for that stands in [`Time::after`]. Where storage is full, earlier versions give way,
//! never a draft.

mod deleted;
mod room;
mod steps;
#[cfg(test)]
mod tests;
mod versions;

use std::collections::{BTreeMap, BTreeSet};

use super::{Effect, State};
use crate::call::Timestamp;
use crate::draft::{DraftId, History, write_history};

pub use deleted::{DELETED_KEY, Deleted};
pub(super) use deleted::{delete, read_kept, with_deleted};
pub(super) use room::not_stored;
pub use steps::Steps;
pub(super) use steps::{as_one_step, typed};
pub use versions::{Change, Kept, Row, changes, versions, when_words};
pub(super) use versions::{before, changed_elsewhere, keep_up};

/// What happens to earlier versions and deleted drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeEvent {
    /// Undo the latest step in a draft.
    Undo(DraftId),
    /// Do again what was undone last.
    Redo(DraftId),
    /// Keep a draft as it is as a version with a name.
    KeepVersion(DraftId, String),
    /// Bring back the version of an instant.
    RestoreVersion(DraftId, Timestamp),
    /// Remove the version of an instant.
    RemoveVersion(DraftId, Timestamp),
    /// Bring back a draft that was deleted.
    Recover(DraftId),
    /// Delete a draft so that it cannot be brought back, with its earlier versions.
    ForgetForGood(DraftId),
}

/// What was before.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Time {
    /// What lies in storage about the past, as it lies there: read when anything but the first page is wanted.
    pub unread: Vec<(String, String)>,
    /// Drafts that were deleted and can be brought back.
    pub deleted: BTreeMap<DraftId, Deleted>,
    /// Earlier versions, those that have been looked into.
    pub histories: BTreeMap<DraftId, Kept>,
    /// What can be undone. As long as the page is open.
    pub steps: BTreeMap<DraftId, Steps>,
    /// What was undone or done again last, in words.
    pub told: String,
    /// Texts of histories that have not been looked into yet, with their keys.
    texts: BTreeMap<DraftId, Vec<(String, String)>>,
    /// Drafts whose pages have been open since this page was opened.
    seen: BTreeSet<DraftId>,
    /// What is done once a key is stored, and not before.
    after: BTreeMap<String, Vec<Effect>>,
}

/// What follows from an event.
pub(super) fn happened(state: &mut State, event: TimeEvent) -> Vec<Effect> {
    match event {
        TimeEvent::Undo(id) => steps::step(state, &id, false),
        TimeEvent::Redo(id) => steps::step(state, &id, true),
        TimeEvent::KeepVersion(id, name) => versions::keep_named(state, &id, &name),
        TimeEvent::RestoreVersion(id, at) => versions::restore(state, &id, at),
        TimeEvent::RemoveVersion(id, at) => versions::remove(state, &id, at),
        TimeEvent::Recover(id) => deleted::recover(state, &id),
        TimeEvent::ForgetForGood(id) => deleted::forget_for_good(state, &id),
    }
}

/// Carries out `then` once what is stored first is stored. Where nothing has to be, at once.
pub(super) fn after(state: &mut State, first: Option<Effect>, then: Vec<Effect>) -> Vec<Effect> {
    match first {
        Some(Effect::Store { key, text }) => {
            state.time.after.entry(key.clone()).or_default().extend(then);
            vec![Effect::Store { key, text }]
        }
        other => other.into_iter().chain(then).collect(),
    }
}

/// A key is stored: what waited for it is done.
pub(super) fn stored(state: &mut State, key: &str) -> Vec<Effect> {
    if let Some(kept) = state.time.histories.values_mut().find(|kept| kept.key == key) {
        (kept.stored, kept.there) = (true, true);
    }
    state.time.after.remove(key).unwrap_or_default()
}

/// The keys of the past that storage should hold on behalf of this page.
pub(super) fn wanted_keys(state: &State) -> Vec<String> {
    let deleted = state.time.deleted.keys().map(|id| format!("{DELETED_KEY}{id}"));
    let histories = state.time.histories.values().filter(|kept| kept.there).map(|kept| kept.key.clone());
    deleted.chain(histories).collect()
}

/// The effect that stores what belongs under a key of the past, if this page has it.
pub(super) fn stores(state: &State, key: &str) -> Option<Effect> {
    if let Some(id) = key.strip_prefix(DELETED_KEY).and_then(DraftId::new) {
        return deleted::store_deleted(state, &id);
    }
    let kept = state.time.histories.values().find(|kept| kept.key == key)?;
    write_history(&kept.history).ok().map(|text| Effect::Store { key: key.to_owned(), text })
}

impl Time {
    /// The earlier versions of a draft, once they have been looked into.
    pub fn history(&self, id: &DraftId) -> Option<&History> {
        self.histories.get(id).map(|kept| &kept.history)
    }
}
