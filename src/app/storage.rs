//! What follows from what local storage says, where it concerns several features.

use super::changes::{Area, ChangeSet};
use super::effect::Effect;
use super::event::{Event, SavingEvent, StoreError, StoredSizes};
use super::keys::StorageKey;
use super::notice::Notice;
use super::state::State;
use crate::call::clock_words;
use crate::draft::{DraftId, counted};

/// A key is stored: what waited for that follows.
pub(super) fn stored(state: &mut State, key: &str, changes: &mut ChangeSet) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(parsed) = StorageKey::parse(key) {
        state.saving.autosave.stored(&parsed, changes);
        if matches!(parsed, StorageKey::Draft(_) | StorageKey::Deleted(_))
            && state.history.versions.take_unsaid_eviction()
        {
            let notice = Notice::good(
                "This browser is out of space. Some earlier versions were deleted to save your latest work.",
            );
            state.notices.show(notice);
        }
        match &parsed {
            StorageKey::Draft(id) => {
                state.drafts.keep_again(|own| own == id, changes);
                state.tabs.draft_stored(id);
                state.history.versions.draft_stored(id);
                // The draft holds the answer that a version up to 0.1 stored separately from it, if that could be read.
                let late = StorageKey::Late(id.clone());
                if state.saving.autosave.is_stored(&late) && !state.drafts.is_unreadable(&late.to_string()) {
                    effects.push(Effect::remove(&late));
                }
            }
            StorageKey::History(id, number) => {
                effects.extend(state.history.versions.stored(id, *number));
                changes.mark(Area::History);
            }
            _ => {}
        }
    }
    effects.extend(state.saving.waiting.stored(key));
    effects
}

/// A key was not stored. If there was no room, earlier versions are removed and it is tried again.
pub(super) fn not_stored(state: &mut State, key: &str, error: &StoreError, changes: &mut ChangeSet) -> Vec<Effect> {
    let Some(parsed) = StorageKey::parse(key) else { return Vec::new() };
    if error.full
        && let Some(effects) = make_room(state, &parsed)
    {
        return effects;
    }
    // A draft that was to be brought back is not in the page.
    if parsed.draft().is_some_and(|id| state.drafts.get(id).is_some()) {
        state.saving.autosave.not_stored(&parsed, error, changes);
    }
    state.saving.waiting.not_stored(key)
}

/// Removes earlier versions, and tries to store a key again.
fn make_room(state: &mut State, key: &StorageKey) -> Option<Vec<Effect>> {
    let awaited = state.saving.waiting.is_awaited(&key.to_string());
    if !state.history.versions.is_worth_evicting(key, awaited) {
        return None;
    }
    store(state, key)?;
    let less = state.history.versions.evict(key, &mut state.drafts)?;
    let is_version = matches!(key, StorageKey::History(..));
    if !is_version {
        state.history.versions.say_evicted_later();
    }
    // What is stored smaller may be what could not be stored. Then once is enough.
    let same = less.stores(&key.to_string());
    Some(if same { vec![less] } else { [Some(less), store(state, key)].into_iter().flatten().collect() })
}

/// A key is removed, or was not there.
pub(super) fn removed(state: &mut State, key: &str) -> Vec<Effect> {
    if let Some(parsed) = StorageKey::parse(key) {
        state.saving.autosave.removed(&parsed);
    }
    state.saving.waiting.removed(key)
}

/// Another tab has changed a key that this page was about to store or remove. `effects` is what follows from the merge:
/// if the key is stored again, waiters keep waiting. If it is not, storage holds all that was to be stored, unless what it
/// holds cannot be read. What was to be removed is still there.
pub(super) fn conflict(state: &mut State, key: &str, effects: &[Effect], changes: &mut ChangeSet) -> Vec<Effect> {
    if effects.iter().any(|effect| effect.stores(key)) {
        state.saving.waiting.stored_instead(key);
        return Vec::new();
    }
    let Some(parsed) = StorageKey::parse(key) else { return Vec::new() };
    match parsed {
        StorageKey::Draft(ref id) => {
            if state.drafts.is_unreadable(key) && state.drafts.get(id).is_some() {
                let why = "Another tab has saved something that this page cannot read.".to_owned();
                state.saving.autosave.not_stored(&parsed, &StoreError { why, full: false }, changes);
            }
            state.saving.waiting.refused(key)
        }
        // The other tab has stored the same versions.
        StorageKey::History(ref id, number)
            if state.history.versions.of(id).is_some_and(|own| own.is_stored() && own.number() == number) =>
        {
            state.saving.waiting.stored(key)
        }
        StorageKey::History(..) => state.saving.waiting.refused(key),
        // It is stored once the other tab's copy is an earlier version.
        StorageKey::Deleted(_) if !effects.is_empty() => Vec::new(),
        // Notes and copies: the last one stored counts.
        _ => match store(state, &parsed) {
            Some(effect) => {
                state.saving.waiting.stored_instead(key);
                vec![effect]
            }
            None => state.saving.waiting.refused(key),
        },
    }
}

/// Tries to store again what could not be.
pub(super) fn retry(state: &mut State) -> Vec<Effect> {
    if !state.saving.autosave.is_failing() {
        return Vec::new();
    }
    let unsaved: Vec<StorageKey> = state.saving.autosave.unsaved().keys().cloned().collect();
    if unsaved.is_empty() {
        // Storage could not be used at all: everything is tried.
        return store_all(state);
    }
    let mut effects = Vec::new();
    for key in &unsaved {
        if let Some(effect) = store(state, key) {
            effects.push(effect);
        } else {
            // The draft is gone, unless its key holds something that cannot be read.
            let gone = key.draft().filter(|id| state.drafts.get(id).is_none()).cloned();
            effects.extend(gone.map(|id| Effect::dispatch(Event::Saving(SavingEvent::DraftGone(id)))));
        }
    }
    effects
}

/// Stores everything of this page again.
pub(super) fn store_all(state: &mut State) -> Vec<Effect> {
    let keys = wanted_keys(state);
    state.saving.autosave.start_again(keys.iter().filter(|key| matches!(key, StorageKey::Draft(_))).cloned());
    keys.iter().filter_map(|key| store(state, key)).collect()
}

/// The effect that stores what belongs under a key, if this page has it.
fn store(state: &mut State, key: &StorageKey) -> Option<Effect> {
    match key {
        StorageKey::Draft(id) => state.drafts.store(id),
        StorageKey::History(id, number) => state.history.versions.store(id, *number, &mut state.drafts),
        StorageKey::Deleted(id) => state.history.trash.store(id, &state.drafts),
        StorageKey::Backup(id) => state.saving.backups.store(id),
        StorageKey::Record(_) | StorageKey::CallFile(_) => state.calls.store(key),
        StorageKey::Late(_) | StorageKey::OldCall(_) | StorageKey::Unnamed => None,
    }
}

/// The keys that storage should hold on behalf of this page. Drafts come after what they replaced.
fn wanted_keys(state: &State) -> Vec<StorageKey> {
    let drafts = state.drafts.kept_ids();
    let mut keys: Vec<StorageKey> = state.history.versions.wanted_keys().collect();
    keys.extend(state.history.trash.deleted().keys().cloned().map(StorageKey::Deleted));
    keys.extend(state.saving.backups.drafts().filter(|id| drafts.contains(id)).cloned().map(StorageKey::Backup));
    keys.extend(state.calls.wanted_keys(&drafts));
    keys.extend(drafts.into_iter().map(StorageKey::Draft));
    keys
}

/// Storage was scanned. What should be there and is not was removed from outside: it is stored again, and so is what was
/// refused.
pub(super) fn scanned(state: &mut State, found: Result<StoredSizes, String>, changes: &mut ChangeSet) -> Vec<Effect> {
    let sizes = match found {
        Ok(sizes) => sizes,
        Err(why) => {
            state.saving.autosave.not_scanned(why, changes);
            return Vec::new();
        }
    };
    let wanted = wanted_keys(state);
    state.saving.autosave.scanned(sizes, wanted.is_empty(), changes);
    let autosave = &state.saving.autosave;
    state.drafts.keep_again(|id| autosave.is_stored(&StorageKey::Draft(id.clone())), changes);
    let (autosave, deleted) = (&state.saving.autosave, state.history.trash.deleted());
    let is_here = |id: &DraftId| state.drafts.get(id).is_some() || deleted.contains_key(id);
    // What was refused may have an older text in storage, or never have been there.
    let refused = autosave.refused().keys().filter(|key| key.draft().is_none_or(is_here)).cloned();
    let is_missing = |key: &StorageKey| !autosave.is_stored(key) && !autosave.unsaved().contains_key(key);
    let not_refused = wanted.into_iter().filter(|key| is_missing(key) && !autosave.refused().contains_key(key));
    let missing: Vec<StorageKey> = refused
        .chain(not_refused)
        // Another tab that edits a draft stores it again.
        .filter(|key| !matches!(key, StorageKey::Draft(id) if state.tabs.is_read_only_for(id)))
        .collect();
    let mut effects = retry(state);
    for key in &missing {
        let effect = store(state, key);
        effects.extend(effect.filter(|effect| !effects.contains(effect)));
    }
    let drafts = missing.iter().filter(|key| matches!(key, StorageKey::Draft(_))).count();
    if drafts > 0 {
        state.notices.show(vanished(state, drafts));
        // What is shown is what is there once they are stored.
        effects.push(Effect::ScanStorage);
    }
    effects
}

/// Drafts were no longer in storage, and are stored again. What else was there nobody here knows.
fn vanished(state: &State, count: usize) -> Notice {
    let minute = state.now.london().1;
    Notice::bad(format!(
        "Something deleted your saved work from this browser. At {}, Upbeat saved {} again from this open page. Anything that this page had not loaded cannot be restored. Download a backup now.",
        clock_words(minute),
        counted(count, "application"),
    ))
}
