//! Take my work with me and leave nothing here: every draft is backed up, the person says that the files are where they
//! want them, and then everything of ours on this device is removed and looked for again.
//!
//! If one backup cannot be made nothing is removed; if anything has changed since, nothing is removed either.

use super::super::{Ask, Effect, Load, Making, PressState, Route, Saving, State, update};
use super::all_kept;
use crate::call::{CallId, Timestamp};
use crate::draft::{DraftId, attached, read_draft, write_draft};

/// How far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Leaving {
    /// Nobody wants it.
    #[default]
    Staying,
    /// Backups are being made, one after another.
    Making {
        /// Of these, the first one now.
        waiting: Vec<DraftId>,
        /// These are made.
        made: Vec<Taken>,
    },
    /// They have been handed out; the person is asked whether they have them.
    Asking(Vec<Taken>),
    /// Everything is being removed.
    Removing,
    /// It has been.
    Gone(Removed),
    /// It was stopped, and nothing was removed. A sentence says why.
    Stopped(String),
}

/// A draft that was backed up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its id.
    pub id: DraftId,
    /// What it is called.
    pub title: String,
    /// The file that was handed out.
    pub file: String,
    /// When it was last changed by then.
    pub changed: Timestamp,
}

/// What was removed, as the browser found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// The keys that were there before and are not any more.
    pub keys: Vec<String>,
    /// The keys of ours that are still there, found by looking again; or why one could not look.
    pub left: Result<Vec<String>, String>,
    /// How many keys of other programs were left alone.
    pub others: usize,
    /// What became of attached files.
    pub files: FilesGone,
}

/// What became of the store of attached files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilesGone {
    /// It was removed, or there was none.
    Yes,
    /// Another tab or window holds it open.
    HeldElsewhere,
    /// The browser refused; its words.
    No(String),
}

/// Begins: the backups, one after another.
pub(super) fn take_away(state: &mut State) -> Vec<Effect> {
    if state.press == PressState::Working || matches!(state.keeping.leaving, Leaving::Making { .. } | Leaving::Removing)
    {
        return Vec::new();
    }
    state.notice = None;
    state.keeping.leaving = Leaving::Making { waiting: all_kept(state), made: Vec::new() };
    go_on(state)
}

/// Makes the next backup, or asks once all are made.
fn go_on(state: &mut State) -> Vec<Effect> {
    let Leaving::Making { waiting, made } = &state.keeping.leaving else { return Vec::new() };
    let Some(id) = waiting.first().cloned() else {
        state.keeping.leaving = Leaving::Asking(made.clone());
        return Vec::new();
    };
    let Some(call) = state.drafts.get(&id).map(|held| held.draft.call.clone()) else {
        stopped(state, "An application was removed while its file was to be made.");
        return Vec::new();
    };
    match state.calls.get(&call) {
        Some(Load::Here(_)) => update::make(state, &id, Making::Bundle { page: false }),
        // It goes on when that has come: see `call_came`.
        Some(Load::Coming) => Vec::new(),
        Some(Load::Failed(_)) => draft_file(state, &id),
        None => {
            state.calls.insert(call.clone(), Load::Coming);
            vec![Effect::FetchCall(call)]
        }
    }
}

/// A call is here, or will not come: a backup may have waited for it.
pub(in crate::app) fn call_came(state: &mut State, call: &CallId) -> Vec<Effect> {
    let Leaving::Making { waiting, .. } = &state.keeping.leaving else { return Vec::new() };
    let first = waiting.first().and_then(|id| state.drafts.get(id));
    if first.is_some_and(|held| held.draft.call == *call) && state.keeping.making.is_none() {
        go_on(state)
    } else {
        Vec::new()
    }
}

/// Where the hub no longer has the call there can be no bundle: the draft file, read back before it is handed out.
fn draft_file(state: &mut State, id: &DraftId) -> Vec<Effect> {
    let Some(draft) = state.drafts.get(id).map(|held| held.draft.clone()) else { return Vec::new() };
    if !attached(&draft).is_empty() {
        stopped(
            state,
            "The hub no longer has the call of an application with attached files, and without it only the answers can be taken away, not the files. Download the files from its pages and remove them there, then try again.",
        );
        return Vec::new();
    }
    if !write_draft(&draft).is_ok_and(|text| read_draft(&text).as_ref() == Ok(&draft)) {
        stopped(state, "An application could not be written so that it can be read again.");
        return Vec::new();
    }
    let mut effects = update::download_draft(state, id);
    let name =
        effects.iter().find_map(|e| if let Effect::Download { name, .. } = e { Some(name.clone()) } else { None });
    effects.extend(taken(state, id, &name.unwrap_or_default(), draft.changed));
    effects
}

/// A backup has been handed out.
pub(super) fn taken(state: &mut State, id: &DraftId, file: &str, changed: Timestamp) -> Vec<Effect> {
    let title = state.drafts.get(id).map(|held| held.draft.title().to_owned()).unwrap_or_default();
    let Leaving::Making { waiting, made } = &mut state.keeping.leaving else { return Vec::new() };
    waiting.retain(|other| other != id);
    made.push(Taken { id: id.clone(), title, file: file.to_owned(), changed });
    state.notice = None;
    go_on(state)
}

/// A backup could not be made: it all ends here. Says whether there was anything to end.
pub(super) fn stopped(state: &mut State, why: &str) -> bool {
    if !matches!(state.keeping.leaving, Leaving::Making { .. }) {
        return false;
    }
    state.notice = None;
    state.keeping.leaving = Leaving::Stopped(why.to_owned());
    true
}

/// The person has the files. Nothing may have changed since they were made.
pub(super) fn leave_nothing(state: &mut State) -> Vec<Effect> {
    let Leaving::Asking(made) = &state.keeping.leaving else { return Vec::new() };
    let same = |taken: &Taken| state.drafts.get(&taken.id).is_some_and(|held| held.draft.changed == taken.changed);
    let all = all_kept(state);
    if all.len() != made.len() || !made.iter().all(same) {
        state.keeping.leaving = Leaving::Stopped(
            "Something was changed after the files were made, here or in another tab, and would not be in them. Make them again.".to_owned(),
        );
        return Vec::new();
    }
    state.keeping.leaving = Leaving::Removing;
    vec![Effect::Keep(Ask::RemoveAll)]
}

/// Everything was removed, as far as the browser let it be: the page lets go of it as well.
pub(super) fn removed(state: &mut State, removed: Removed) -> Vec<Effect> {
    for id in std::mem::take(&mut state.keeping.calls) {
        state.calls.remove(&id);
    }
    state.drafts.clear();
    state.set_aside.clear();
    state.examples.clear();
    state.time = super::super::Time::default();
    state.incoming = None;
    state.brought = None;
    state.readiness = None;
    state.letters = std::sync::Arc::default();
    state.not_stored.clear();
    state.apart = None;
    state.saving = Saving::Saved;
    let standing = state.keeping.standing;
    state.notice = Some(super::gone_words(&removed));
    state.keeping = super::Keeping { standing, leaving: Leaving::Gone(removed), ..super::Keeping::default() };
    let there = state.route == Route::Help;
    state.notice_travels = !there;
    let mut effects = vec![Effect::Keep(Ask::Look)];
    effects.push(if there {
        Effect::Arrived(super::super::Focus::Answer(super::super::NOTICE.to_owned()))
    } else {
        Effect::GoTo(Route::Help)
    });
    effects
}
