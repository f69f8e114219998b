//! Drafts that a newer version of the program wrote: shown as far as they are understood, given out as they lie, never
//! changed, never written.

use super::super::{Effect, Held, Notice, SetAside, State, update::download};
use crate::draft::{DRAFT_KEY, DRAFT_VERSION, DraftError, DraftId, read_newer_draft};

/// A draft that a newer version wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newer {
    /// The version that it says.
    pub version: u64,
    /// What lies in storage.
    pub text: String,
}

impl Newer {
    /// Why it can be read and not changed.
    pub fn why(&self) -> String {
        format!(
            "A newer version of Upbeat wrote this application (its version is {}, this page writes {DRAFT_VERSION}), so it can be read here and not changed: nothing that only the newer version knows is lost. Reload this page to get the newest version.",
            self.version
        )
    }
}

/// Something that lies in storage cannot be read: it is set aside, and stays where it lies. A draft of a newer version is
/// shown all the same, where it has the shape of one of ours.
pub(in crate::app) fn set_aside(state: &mut State, key: &str, text: String, error: &DraftError) {
    if let (DraftError::Newer { .. }, Some((draft, version))) = (error, read_newer_draft(&text))
        && key.strip_prefix(DRAFT_KEY) == Some(draft.id.as_str())
    {
        state.keeping.newer.insert(draft.id.clone(), Newer { version, text });
        state.drafts.insert(draft.id.clone(), Held { draft, example: false });
        return;
    }
    state.set_aside.push(SetAside { key: key.to_owned(), text, why: error.to_string() });
}

/// What a newer version typed last into a draft of its own is shown with it. Says whether the draft is such a one.
pub(in crate::app) fn take_late(state: &mut State, id: &DraftId, text: &str) -> bool {
    if !state.keeping.newer.contains_key(id) {
        return false;
    }
    if let (Some(held), Some((late, _))) = (state.drafts.get_mut(id), read_newer_draft(text))
        && late.id == held.draft.id
        && late.changed > held.draft.changed
    {
        held.draft.changed = late.changed;
        held.draft.answers.extend(late.answers);
    }
    true
}

/// Another tab, with a newer version of the program, has written a draft that is here: from now on it is only read here.
/// Says whether that is so.
pub(in crate::app) fn changed_elsewhere(state: &mut State, key: &str, text: Option<&str>) -> bool {
    let Some(id) = key.strip_prefix(DRAFT_KEY).and_then(DraftId::new) else { return false };
    match text {
        // Deleted in another tab. While its page is open here it stays, and storage need not hold it.
        None => {
            if state.drafts.contains_key(&id) {
                state.keeping.gone.insert(id);
                // What is written in it now has to bring the whole of it back.
                state.apart = None;
            }
            false
        }
        Some(text) => {
            let Some((draft, version)) = read_newer_draft(text).filter(|(draft, _)| draft.id == id) else {
                state.keeping.newer.remove(&id);
                return false;
            };
            state.keeping.newer.insert(id.clone(), Newer { version, text: text.to_owned() });
            state.drafts.insert(id, Held { draft, example: false });
            state.readiness = None;
            true
        }
    }
}

/// Whether a draft may not be changed; if so that is said.
pub(in crate::app) fn refused(state: &mut State, id: &DraftId) -> bool {
    let Some(newer) = state.keeping.newer.get(id) else { return false };
    state.notice = Some(Notice::bad(format!("Nothing was changed. {}", newer.why())));
    true
}

/// A draft of a newer version is given out as it lies: written by this version it would say that it is of this one.
pub(in crate::app) fn as_it_lies(state: &State, id: &DraftId) -> Option<Effect> {
    let newer = state.keeping.newer.get(id)?;
    let name = format!("upbeat-draft-{}-{id}.json", state.now.london().0);
    Some(download(&name, "application/json", &newer.text))
}
