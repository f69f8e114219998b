//! The applications that the start page lists.

use crate::app::load::Load;
use crate::app::state::State;
use crate::call::{said_round, with_round};
use crate::draft::{Draft, DraftId};

/// An application on this device, for a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedDraft {
    /// Its id.
    pub id: DraftId,
    /// What it is called.
    pub title: String,
    /// The hub and the round, as people call them.
    pub call: String,
    /// Whether the hub has removed the round from its page. The application can be read and exported all the same.
    pub call_removed: bool,
}

fn listed(state: &State, draft: &Draft) -> ListedDraft {
    ListedDraft {
        id: draft.id.clone(),
        title: draft.title().to_owned(),
        call: call_name(state, draft),
        call_removed: state.calls.is_removed_by_hub(&draft.call),
    }
}

/// The hub and round of a draft, as people call them: from the host's list, or else from the copy that the draft keeps.
/// A draft that has neither is called by its round alone; where that has no name, by nothing.
pub fn call_name(state: &State, draft: &Draft) -> String {
    let entry = state.calls.index().ready().and_then(|index| index.calls.iter().find(|entry| entry.id == draft.call));
    let copy = || state.calls.of_draft(draft).and_then(Load::ready).map(|file| file.call.hub.name.clone());
    match entry.map(|entry| entry.hub.clone()).or_else(copy) {
        Some(hub) => with_round(&hub, &draft.round),
        None => match said_round(&draft.round) {
            Some(round) if round.starts_with(|c: char| c.is_ascii_digit()) => format!("Round {round}"),
            round => round.unwrap_or_default().to_owned(),
        },
    }
}

/// What whoever applies with a draft is called: "school", "college". "School" while the draft's call has not come.
pub(super) fn applicant_noun(state: &State, draft: &Draft) -> &'static str {
    let call = state.calls.of_draft(draft).and_then(Load::ready).map(|file| &*file.call);
    call.map(|call| draft.applicant(call)).unwrap_or_default().noun()
}

/// What is said beside the box for a draft's name.
pub fn rename_hint(state: &State, id: &DraftId) -> String {
    let noun = state.drafts.get(id).map_or("school", |loaded| applicant_noun(state, &loaded.draft));
    format!("Only you see this. Leave blank to use the {noun}\u{2019}s name.")
}

fn of_site(state: &State, here: bool) -> Vec<ListedDraft> {
    let own = state.drafts.iter().filter(|(_, loaded)| !loaded.is_example());
    let mut drafts: Vec<&Draft> =
        own.map(|(_, loaded)| &loaded.draft).filter(|draft| state.calls.belongs_here(draft) == here).collect();
    drafts.sort_by_key(|draft| std::cmp::Reverse(draft.changed));
    drafts.into_iter().map(|draft| listed(state, draft)).collect()
}

/// The applications that belong to this site, the one changed last first.
pub fn listed_drafts(state: &State) -> Vec<ListedDraft> {
    of_site(state, true)
}

/// Applications on this device that were begun on another site of this host, the one changed last first.
pub fn elsewhere_drafts(state: &State) -> Vec<ListedDraft> {
    of_site(state, false)
}
