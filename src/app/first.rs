//! What the first page needs, apart from all else, so that a browser can show it before the rest of the program is here.

use super::{
    BACKUP_KEY, CALL_KEY, DELETED_KEY, Effect, Event, Focus, Held, Load, Moment, Route, Saving, SetAside, State,
    keeping,
};
use crate::call::read_index;
use crate::draft::{DRAFT_KEY, DraftId, HISTORY_KEY, LATE_KEY, read_draft};

/// Changes the state as the events ask with which a page opens; gives back any other, which is for [`update`].
///
/// [`update`]: super::update
pub fn first(state: &mut State, event: Event, moment: Moment) -> Result<Vec<Effect>, Box<Event>> {
    let mut effects = match event {
        Event::Started { hash, stored } => started(state, &hash, stored),
        Event::IndexCame(result) => {
            state.index = match result.map(|text| read_index(&text)) {
                Ok(Ok(index)) => Load::Here(index),
                Ok(Err(error)) => Load::Failed(mistake("the hub\u{2019}s list of calls", &error.to_string())),
                Err(why) => Load::Failed(why),
            };
            Vec::new()
        }
        // Where one goes before the rest is here there is nothing to see yet, and that is said at once.
        Event::Navigated { hash } => {
            state.navigated = true;
            state.route = Route::parse(&hash);
            vec![arrived(state)]
        }
        other => return Err(Box::new(other)),
    };
    state.now = moment.now;
    state.touched.more = true;
    state.other_hubs = None;
    state.due.letters = true;
    // One of the kept ones may be what is wanted.
    if state.unread_calls.is_empty() {
        effects.extend(wanted(state));
    }
    Ok(effects)
}

fn started(state: &mut State, hash: &str, stored: Result<Vec<(String, String)>, String>) -> Vec<Effect> {
    match stored {
        Ok(items) => {
            // Drafts first: what was typed last lies apart from them.
            let (late, items): (Vec<_>, Vec<_>) = items.into_iter().partition(|(key, _)| key.starts_with(LATE_KEY));
            for (key, text) in items {
                take_stored(state, &key, text);
            }
            for (key, text) in late {
                take_late(state, key, text);
            }
        }
        Err(why) => state.saving = Saving::Failed { why },
    }
    state.route = Route::parse(hash);
    vec![Effect::FetchIndex, arrived(state)]
}

/// Reads what lies under one of our keys; what cannot be read is set aside, and stays where it lies.
fn take_stored(state: &mut State, key: &str, text: String) {
    if key.starts_with(DRAFT_KEY) {
        match read_draft(&text) {
            Ok(draft) => {
                state.drafts.insert(draft.id.clone(), Held { draft, example: false });
            }
            Err(error) => keeping::set_aside(state, key, text, &error),
        }
    } else if key.starts_with(CALL_KEY) {
        state.unread_calls.push(text);
    } else if key.starts_with(HISTORY_KEY) || key.starts_with(DELETED_KEY) {
        state.time.unread.push((key.to_owned(), text));
    } else if key.starts_with(BACKUP_KEY) {
        state.keeping.unread.push((key.to_owned(), text));
    }
}

/// Puts the answer that was typed last into its draft. Where the draft is gone or cannot be read, it stays where it lies.
fn take_late(state: &mut State, key: String, text: String) {
    let id = key.strip_prefix(LATE_KEY).and_then(DraftId::new);
    let Some(id) = id.filter(|id| !keeping::take_late(state, id, &text)) else { return };
    let Some(held) = state.drafts.get_mut(&id) else { return };
    if let Err(error) = held.draft.take_late(&text) {
        state.set_aside.push(SetAside { key, text, why: error.to_string() });
    }
}

/// What a school reads where a file of the hub's has a mistake: who can mend it, and last the line that helps them. That
/// what the school has written is safe stands beside it on the page.
pub(super) fn mistake(file: &str, line: &str) -> String {
    let line = line.trim_end_matches('.');
    format!(
        "There is a mistake in {file}, so this page cannot show it. Tell the hub whose page this is. The mistake, for \
         the hub: {line}."
    )
}

/// The page that is open has something to show: where focus goes.
pub(super) fn arrived(state: &State) -> Effect {
    let focus = match &state.route {
        Route::Draft(_, _, Some(field)) => Focus::Answer(field.to_string()),
        // A page that has just been opened leaves focus where the browser puts it.
        _ if !state.navigated => Focus::Stay,
        _ => Focus::Heading,
    };
    Effect::Arrived(focus)
}

/// What the open page needs and has not asked for yet.
pub(super) fn wanted(state: &mut State) -> Option<Effect> {
    let id = state.open_call_id()?.clone();
    if state.calls.contains_key(&id) {
        return None;
    }
    state.calls.insert(id.clone(), Load::Coming);
    Some(Effect::FetchCall(id))
}
