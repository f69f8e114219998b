//! The events with which a page opens, apart from all else, so that a browser can show the first page before the rest of
//! the program is here.

#[cfg(test)]
mod tests;

use super::changes::Area;
use super::effect::Effect;
use super::event::{CallEvent, Event, Moment};
use super::keys::StorageKey;
use super::state::State;

/// Changes the state as the events ask with which a page opens. Gives back any other, which is for
/// [`update`](super::update).
pub fn start(state: &mut State, event: Event, moment: Moment) -> Result<Vec<Effect>, Box<Event>> {
    let mut effects = match event {
        Event::Started { hash, site, stored } => {
            state.calls.set_site(site);
            started(state, stored);
            state.navigation.start(&hash);
            vec![Effect::FetchIndex, state.navigation.focus()]
        }
        Event::Call(CallEvent::IndexFetched(result)) => {
            state.calls.index_fetched(result, &mut state.changes);
            Vec::new()
        }
        // Before the rest is here there is nothing to see on another page, and that is said at once.
        Event::Navigated { hash } => {
            state.navigation.go(&hash);
            vec![state.navigation.focus()]
        }
        other => return Err(Box::new(other)),
    };
    state.now = moment.now;
    for area in [Area::Route, Area::Calls, Area::Drafts, Area::Saving, Area::History, Area::Clock] {
        state.changes.mark(area);
    }
    effects.extend(want_call(state));
    Ok(effects)
}

/// Takes what is stored under our keys. What cannot be read stays where it is.
fn started(state: &mut State, stored: Result<Vec<(String, String)>, String>) {
    state.saving.autosave.start(&stored);
    // Answers that older versions stored separately come after their drafts.
    let (late, items): (Vec<_>, Vec<_>) = stored
        .unwrap_or_default()
        .into_iter()
        .partition(|(key, _)| matches!(StorageKey::parse(key), Some(StorageKey::Late(_))));
    for (key, text) in items.into_iter().chain(late) {
        match StorageKey::parse(&key) {
            Some(StorageKey::Draft(id)) => state.drafts.load(&id, &key, text),
            Some(StorageKey::Late(id)) => state.drafts.load_late(&id, &key, text),
            Some(StorageKey::History(id, number)) => state.history.versions.load(id, number, text),
            Some(StorageKey::Deleted(id)) => state.history.trash.load(id, text),
            Some(StorageKey::Backup(id)) => state.saving.backups.load(id, &text),
            Some(key @ (StorageKey::Record(_) | StorageKey::CallFile(_) | StorageKey::OldCall(_))) => {
                state.calls.load(key, text);
            }
            Some(StorageKey::Unnamed) | None => {}
        }
    }
}

/// Asks for the call that the open page needs, unless that has been done.
pub(super) fn want_call(state: &mut State) -> Option<Effect> {
    let id = state.open_call_id()?.clone();
    state.calls.want(&id)
}
