//! How the work is kept on this device: what lies in storage, what to do when that fails or vanishes, and the last
//! backup of each draft.
//!
//! Where to start: [`Keeping`] is all that is known, [`KeepEvent`] what can happen, [`Ask`] what the browser is asked.
//! [`backup`] knows last backups, [`leaving`] takes everything away, [`newer`] guards what a newer version wrote,
//! [`words`] says all of it.
//!
//! The rules, in one place:
//! - nothing is called saved before the browser has said that it is ([`stored`]);
//! - while something is not stored, the next keystroke, the next minute and whatever makes room try again ([`again`]);
//! - what gives way when space runs out are earlier versions, and their loss is said ([`full`]);
//! - what vanishes from storage without this page's doing is stored again at once ([`looked`]).

mod backup;
mod leaving;
mod newer;
#[cfg(test)]
mod tests;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use backup::{BACKUP_KEY, Backup, last_backup, reminder};
pub(super) use backup::{deleted, downloaded, from_file, made, makes, not_made, read_notes};
pub(super) use leaving::call_came;
pub use leaving::{FilesGone, Leaving, Removed, Taken};
pub use newer::Newer;
pub(super) use newer::{as_it_lies, changed_elsewhere, refused, set_aside, take_late};
pub use words::{KeptDraft, gone_words, kept_drafts, kept_else, space_words, standing_words};

use super::{CALL_KEY, Effect, Load, Moment, Route, Saving, State, store, tabs, time};
use crate::call::CallId;
use crate::draft::{DRAFT_KEY, DraftId, LATE_KEY};

/// How many characters, keys and values together, every browser takes from one host, whatever they are: measured by
/// `journeys/tests/kept.rs`. Chromium and Firefox take 5,242,880; so does WebKit of plain letters, and half as many of a
/// text that has others in it, such as a dash.
pub const ROOM: usize = 2_600_000;

/// All that is known of how the work is kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Keeping {
    /// What lay in storage when it was last looked at: our keys, each with its size in characters, its own included.
    pub stored: BTreeMap<String, usize>,
    /// Characters that other programs of this host keep there.
    pub others: usize,
    /// What the browser says of the space that it gives.
    pub standing: Standing,
    /// The last backup of each draft.
    pub backups: BTreeMap<DraftId, Backup>,
    /// Notes of backups as they lie in storage: read when anything but the first page is wanted.
    pub unread: Vec<(String, String)>,
    /// Drafts that a newer version wrote: shown, never changed.
    pub newer: BTreeMap<DraftId, Newer>,
    /// Drafts that another tab has deleted while they are open here: storage need not hold them.
    pub gone: BTreeSet<DraftId>,
    /// Calls that came with bundles and are kept on the device.
    pub calls: BTreeSet<CallId>,
    /// Whether all is saved again after it was not: said until one goes on to another page.
    pub mended: bool,
    /// Whether history had to give way.
    pub gave_way: bool,
    /// The draft whose backup is being made, and how it stands in that backup.
    pub making: Option<backup::Made>,
    /// Taking everything away from this device.
    pub leaving: Leaving,
}

/// What the browser says of the space that it gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Whether it keeps what is here even when space runs short; none if that is not known, or cannot be asked.
    pub lasting: Option<bool>,
    /// Whether the person has asked it to, and has been answered.
    pub asked: bool,
    /// Bytes in use of everything that this page may keep, files included, and bytes there are.
    pub used: Option<(u64, u64)>,
}

/// What can happen to what is kept.
#[derive(Debug, Clone, PartialEq)]
pub enum KeepEvent {
    /// Something was removed from storage by somebody else: one key that is not ours, or everything.
    Shrunk,
    /// An answer was stored whose draft no longer lies in storage.
    Vanished,
    /// Storage was looked at: our keys with their sizes, and the size of what is not ours; or why it could not be.
    Looked(Result<(BTreeMap<String, usize>, usize), String>),
    /// There was no room to store a key.
    Full {
        /// The key.
        key: String,
        /// Why, as a sentence.
        why: String,
    },
    /// The browser has said how it stands.
    Stands(Standing),
    /// Ask the browser to keep the work for good.
    KeepForGood,
    /// Back up a draft now.
    BackUp(DraftId),
    /// Do not remind of a draft's backup today.
    NotToday(DraftId),
    /// Make a backup of everything, in order to leave nothing here.
    TakeAway,
    /// Do not.
    Stay,
    /// The files are where they should be: remove everything.
    LeaveNothing,
    /// Everything of ours was removed, as far as the browser let it be.
    Removed(Removed),
    /// What becomes of one of the drafts that came in a file.
    Decide {
        /// Which, from 0.
        number: usize,
        /// What.
        choice: super::Choice,
    },
}

/// What the browser is asked about what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// To look what lies in storage.
    Look,
    /// How it stands.
    Standing,
    /// To keep the work for good.
    KeepForGood,
    /// To remove everything of ours, and to look whether it is gone.
    RemoveAll,
}

/// What follows from something that happened to what is kept.
pub(super) fn keep(state: &mut State, event: KeepEvent, moment: Moment) -> Vec<Effect> {
    match event {
        KeepEvent::Shrunk | KeepEvent::Vanished => vec![Effect::Keep(Ask::Look)],
        KeepEvent::Looked(found) => looked(state, found),
        KeepEvent::Full { key, why } => full(state, key, why),
        KeepEvent::Stands(standing) => {
            let before = state.keeping.standing;
            // What it has agreed to is not taken back by an answer to an earlier question.
            let agreed = before.asked && before.lasting == Some(true) && !standing.asked;
            let lasting = if agreed { before.lasting } else { standing.lasting };
            state.keeping.standing = Standing { lasting, asked: standing.asked || before.asked, ..standing };
            Vec::new()
        }
        KeepEvent::KeepForGood => vec![Effect::Keep(Ask::KeepForGood)],
        KeepEvent::BackUp(id) => backup::back_up(state, &id),
        KeepEvent::NotToday(id) => backup::not_today(state, &id),
        KeepEvent::TakeAway => leaving::take_away(state),
        KeepEvent::Stay => {
            state.keeping.leaving = Leaving::Staying;
            Vec::new()
        }
        KeepEvent::LeaveNothing => leaving::leave_nothing(state),
        KeepEvent::Removed(removed) => leaving::removed(state, removed),
        KeepEvent::Decide { number, choice } => super::opening::decide(state, moment, number, choice),
    }
}

/// The key of the draft that an answer belongs to which lies apart from it; none for every other key.
pub fn draft_key(key: &str) -> Option<String> {
    Some(format!("{DRAFT_KEY}{}", key.strip_prefix(LATE_KEY)?))
}

/// A minute has passed, or the program has just opened: storage is looked at, and what is not stored is tried again.
pub(super) fn ticked(state: &mut State) -> Vec<Effect> {
    let mut effects = again(state);
    effects.extend([Ask::Look, Ask::Standing].map(Effect::Keep));
    effects
}

/// A page is shown: the one that says what lies on this device says it as it is now.
pub(super) fn arrived(state: &State) -> Option<Effect> {
    (state.route == Route::Help).then_some(Effect::Keep(Ask::Look))
}

/// Somebody has gone on to another page.
pub(super) fn went_on(state: &mut State) {
    state.keeping.mended = false;
    if matches!(state.keeping.leaving, Leaving::Gone(_) | Leaving::Stopped(_)) {
        state.keeping.leaving = Leaving::Staying;
    }
}

/// A key is in storage. A draft that is stored whole holds what was typed into it as well.
pub(super) fn stored(state: &mut State, key: &str) {
    state.not_stored.remove(key);
    if let Some(id) = key.strip_prefix(DRAFT_KEY) {
        state.not_stored.remove(&format!("{LATE_KEY}{id}"));
        state.keeping.gone.retain(|gone| gone.as_str() != id);
    }
    if state.not_stored.is_empty() && state.saving != Saving::Saved {
        state.saving = Saving::Saved;
        state.keeping.mended = true;
    }
}

/// A key could not be stored or removed.
pub(super) fn not_stored(state: &mut State, key: String, why: String) {
    if key.starts_with(BACKUP_KEY) {
        // A note, and not the work: it is known here, and tried again when storage is looked at.
        return;
    }
    state.saving = Saving::Failed { why };
    state.keeping.mended = false;
    state.not_stored.insert(key);
    // Whatever was to be stored, the next keystroke tries to store all of it.
    state.apart = None;
}

/// There was no room for a key: earlier versions give way, and it is tried again; where none can it is not stored.
fn full(state: &mut State, key: String, why: String) -> Vec<Effect> {
    if let Some(effects) = time::not_stored(state, &key, &why, true) {
        return effects;
    }
    not_stored(state, key, why);
    Vec::new()
}

/// Whether a draft is one that this page keeps on the device.
fn kept(state: &State, id: &DraftId) -> bool {
    state.drafts.get(id).is_some_and(|held| !held.example) && !state.keeping.newer.contains_key(id)
}

/// The ids of the drafts that this page keeps on the device.
fn all_kept(state: &State) -> Vec<DraftId> {
    state.drafts.keys().filter(|id| kept(state, id)).cloned().collect()
}

/// Tries to store again whatever could not be.
pub(super) fn again(state: &State) -> Vec<Effect> {
    if state.saving == Saving::Saved || state.keeping.leaving == Leaving::Removing {
        return Vec::new();
    }
    if state.not_stored.is_empty() {
        // Nothing could be stored from the start: all of it is tried.
        return store_all(state);
    }
    let mut effects: Vec<Effect> = Vec::new();
    for key in &state.not_stored {
        let whole = whole(key);
        let effect = stores(state, &whole).unwrap_or(Effect::Forget { key: whole });
        if !effects.contains(&effect) {
            effects.push(effect);
        }
    }
    effects
}

/// The key under which what belongs under a key is stored: a draft that is stored whole brings what was typed into it.
fn whole(key: &str) -> String {
    draft_key(key).unwrap_or_else(|| key.to_owned())
}

/// The effect that stores what belongs under a key, if this page has it.
fn stores(state: &State, key: &str) -> Option<Effect> {
    let draft = |prefix: &str| key.strip_prefix(prefix).and_then(DraftId::new);
    if let Some(id) = draft(DRAFT_KEY) {
        return if kept(state, &id) { store(&state.drafts.get(&id)?.draft) } else { None };
    }
    if let Some(id) = draft(BACKUP_KEY) {
        return Some(state.keeping.backups.get(&id)?.store(&id));
    }
    if let Some(effect) = time::stores(state, key) {
        return Some(effect);
    }
    let id = CallId::new(key.strip_prefix(CALL_KEY)?).ok()?;
    let file = state.calls.get(&id).and_then(Load::here)?;
    Some(Effect::Store { key: key.to_owned(), text: file.text.to_string() })
}

/// Stores everything of this page again.
pub(super) fn store_all(state: &State) -> Vec<Effect> {
    wanted_keys(state).iter().filter_map(|key| stores(state, key)).collect()
}

/// The keys that storage should hold on behalf of this page.
fn wanted_keys(state: &State) -> Vec<String> {
    let drafts = all_kept(state);
    let mut keys: Vec<String> = Vec::new();
    for id in drafts.iter().filter(|id| !state.keeping.gone.contains(id)) {
        keys.push(format!("{DRAFT_KEY}{id}"));
        if state.keeping.backups.contains_key(id) {
            keys.push(format!("{BACKUP_KEY}{id}"));
        }
    }
    // A call that came with a file goes with the drafts that need it.
    let wanted = |call: &&CallId| {
        let held = state.drafts.iter().filter(|(id, _)| drafts.contains(id) && !state.keeping.gone.contains(id));
        held.into_iter().any(|(_, held)| held.draft.call == **call)
    };
    keys.extend(time::wanted_keys(state));
    keys.extend(state.keeping.calls.iter().filter(wanted).map(|id| format!("{CALL_KEY}{id}")));
    keys
}

/// Storage was looked at. What should be there and is not was removed from outside: all of it is stored again.
fn looked(state: &mut State, found: Result<(BTreeMap<String, usize>, usize), String>) -> Vec<Effect> {
    let (keys, others) = match found {
        Ok(found) => found,
        Err(why) => {
            if state.saving == Saving::Saved {
                state.saving = Saving::Failed { why };
            }
            return Vec::new();
        }
    };
    // What was to be removed and lies there no more. That a key was removed nobody says.
    let waited = state.not_stored.len();
    let left = state.not_stored.iter().filter(|key| keys.contains_key(*key) || stores(state, &whole(key)).is_some());
    state.not_stored = left.cloned().collect();
    let removed = state.not_stored.len() < waited;
    if state.saving != Saving::Saved && state.not_stored.is_empty() && (removed || wanted_keys(state).is_empty()) {
        // All that failed is done; or it could not be used when the page opened, and now it can.
        state.saving = Saving::Saved;
    }
    state.keeping.others = others;
    state.keeping.stored = keys;
    if state.keeping.leaving == Leaving::Removing {
        return Vec::new();
    }
    let lacking: Vec<String> = wanted_keys(state)
        .into_iter()
        .filter(|key| !state.keeping.stored.contains_key(key) && !state.not_stored.contains(key))
        .filter(|key| !tabs::written_elsewhere(state, key))
        .collect();
    let mut effects = again(state);
    for effect in lacking.iter().filter_map(|key| stores(state, key)) {
        if !effects.contains(&effect) {
            effects.push(effect);
        }
    }
    if !lacking.iter().any(|key| key.starts_with(DRAFT_KEY)) {
        return effects;
    }
    state.apart = None;
    state.notice = Some(words::vanished(state, lacking.iter().filter(|key| key.starts_with(DRAFT_KEY)).count()));
    // Looked at again once they are stored, so that what is shown is what is there.
    effects.push(Effect::Keep(Ask::Look));
    effects
}
