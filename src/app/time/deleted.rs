//! Deleted drafts: for thirty days they can be brought back.

use serde_json::Value as Json;

use super::super::keeping::{self, stored};
use super::super::update::store;
use super::super::{Effect, Held, Notice, Offer, Route, SetAside, State};
use super::{after, versions};
use crate::call::Timestamp;
use crate::draft::{DRAFT_KEY, Draft, DraftId, HISTORY_KEY, LATE_KEY, Why, differing, read_draft, write_draft};

/// Where deleted drafts lie in storage: this, then the draft's id. The format is the draft's own, with the instant of
/// deleting beside it under [`WHEN`].
pub const DELETED_KEY: &str = "upbeat/deleted/";
const WHEN: &str = "deleted";

/// How long a deleted draft can be brought back, in milliseconds: thirty days.
const KEPT_FOR: i64 = 30 * 86_400_000;

/// A draft that was deleted.
#[derive(Debug, Clone, PartialEq)]
pub struct Deleted {
    /// The draft.
    pub draft: Draft,
    /// When it was deleted. Where that cannot be told it is kept.
    pub at: Option<Timestamp>,
}

impl Deleted {
    /// Whether its time is over. A clock that was set back, before the deletion, ends nothing.
    fn over(&self, now: Timestamp) -> bool {
        self.at.is_some_and(|at| now.0.saturating_sub(at.0) > KEPT_FOR)
    }
}

fn key(id: &DraftId) -> String {
    format!("{DELETED_KEY}{id}")
}

fn forget(key: String) -> Effect {
    Effect::Forget { key }
}

/// The effect that stores a deleted draft.
pub(super) fn store_deleted(state: &State, id: &DraftId) -> Option<Effect> {
    let deleted = state.time.deleted.get(id)?;
    let mut draft = deleted.draft.clone();
    if let Some(at) = deleted.at {
        draft.more.insert(WHEN.to_owned(), Json::from(at.to_string()));
    }
    write_draft(&draft).ok().map(|text| Effect::Store { key: key(id), text })
}

fn read_deleted(text: &str) -> Result<Deleted, crate::draft::DraftError> {
    let mut draft = read_draft(text)?;
    let at = draft.more.remove(WHEN).as_ref().and_then(Json::as_str).and_then(Timestamp::parse);
    Ok(Deleted { draft, at })
}

/// Reads what lies in storage about the past, once; lets go what has been deleted for long enough. Only what lay there when
/// the page opened is settled so: another tab stores a deleted draft first and forgets the live one after that, and in
/// between, here, it is both.
pub(in super::super) fn read_kept(state: &mut State) -> Vec<Effect> {
    let unread = std::mem::take(&mut state.time.unread);
    if unread.is_empty() {
        return Vec::new();
    }
    let mut effects = Vec::new();
    for (key, text) in unread {
        if let Some(id) = versions::draft_of(&key) {
            state.time.texts.entry(id).or_default().push((key, text));
        } else if key.starts_with(DELETED_KEY) {
            match read_deleted(&text) {
                Ok(deleted) => drop(state.time.deleted.insert(deleted.draft.id.clone(), deleted)),
                Err(error) => state.set_aside.push(SetAside { key, text, why: error.to_string() }),
            }
        }
    }
    let ids: Vec<DraftId> = state.time.deleted.keys().cloned().collect();
    for id in ids {
        if state.drafts.contains_key(&id) {
            effects.extend(with_live(state, &id));
        } else if state.time.deleted.get(&id).is_some_and(|deleted| deleted.over(state.now)) {
            state.time.deleted.remove(&id);
            effects.extend(forget_past(state, &id));
        }
    }
    effects
}

/// A draft is both here and deleted: it is here. What was deleted goes into its history, unless it is the same.
fn with_live(state: &mut State, id: &DraftId) -> Vec<Effect> {
    let (first, then) = with_deleted(state, id);
    after(state, first, then)
}

/// A deleted draft is about to be here again by another way. What is to be stored before it is, and what is done then.
pub(in super::super) fn with_deleted(state: &mut State, id: &DraftId) -> (Option<Effect>, Vec<Effect>) {
    let Some(deleted) = state.time.deleted.remove(id) else { return (None, Vec::new()) };
    let same = state.drafts.get(id).is_some_and(|held| differing(&held.draft, &deleted.draft).is_empty());
    let kept = if same { None } else { versions::keep_this(state, &deleted.draft, Why::Deleted, None) };
    (kept, vec![forget(key(id))])
}

/// Takes a draft off the list. It can be brought back, an example cannot. Nothing is forgotten before the deleted one is
/// in storage.
pub(in super::super) fn delete(state: &mut State, id: &DraftId) -> Vec<Effect> {
    // What a newer version wrote could only be kept as this one understands it.
    if keeping::refused(state, id) {
        return Vec::new();
    }
    let Some(held) = state.drafts.remove(id) else { return Vec::new() };
    state.examples.retain(|_, example| example.here() != Some(id));
    state.time.steps.remove(id);
    state.time.seen.remove(id);
    let title = held.draft.title().to_owned();
    let mut effects = Vec::new();
    if held.example {
        state.notice = Some(Notice::good(format!("\u{201c}{title}\u{201d} has been deleted from this device.")));
    } else {
        state.notice = Some(Notice {
            offer: Some(Offer::Recover(id.clone())),
            ..Notice::good(format!(
                "\u{201c}{title}\u{201d} has been deleted. For 30 days you can bring it back from the start page."
            ))
        });
        // What could not be stored of it need not be any more.
        let own = format!("{DRAFT_KEY}{id}");
        if state.not_stored.contains(&own) || state.not_stored.contains(&format!("{LATE_KEY}{id}")) {
            stored(state, &own);
        }
        state.time.deleted.insert(id.clone(), Deleted { draft: held.draft, at: Some(state.now) });
        let first = store_deleted(state, id);
        effects = after(state, first, [DRAFT_KEY, LATE_KEY].map(|room| forget(format!("{room}{id}"))).to_vec());
    }
    effects.extend(keeping::deleted(state, id));
    if state.route.draft() == Some(id) {
        state.notice_travels = !held.example;
        effects.push(Effect::GoTo(Route::Start));
    }
    effects
}

/// There was no room to keep a deleted draft: it stays where it was.
pub(super) fn not_deleted(state: &mut State, id: &DraftId) -> Vec<Effect> {
    let Some(Deleted { draft, .. }) = state.time.deleted.remove(id) else { return Vec::new() };
    state.notice = Some(Notice {
        offer: Some(Offer::ForGood(id.clone())),
        ..Notice::bad(format!(
            "\u{201c}{}\u{201d} was not deleted: this browser has no space to keep it for 30 days, should you want it back. It is still here. If you are sure, delete it for good; if not, save it as a file first.",
            draft.title()
        ))
    });
    let again = store(&draft).into_iter().collect();
    state.drafts.insert(id.clone(), Held { draft, example: false });
    again
}

/// Brings back a deleted draft.
pub(super) fn recover(state: &mut State, id: &DraftId) -> Vec<Effect> {
    if state.drafts.contains_key(id) {
        return with_live(state, id);
    }
    let Some(Deleted { draft, .. }) = state.time.deleted.remove(id) else { return Vec::new() };
    state.notice = Some(Notice::good(format!("\u{201c}{}\u{201d} is here again, as it was.", draft.title())));
    let first = store(&draft);
    state.drafts.insert(id.clone(), Held { draft, example: false });
    after(state, first, vec![forget(key(id))])
}

/// Deletes a draft for good, with its earlier versions.
pub(super) fn forget_for_good(state: &mut State, id: &DraftId) -> Vec<Effect> {
    let deleted = state.time.deleted.remove(id).map(|deleted| deleted.draft);
    let Some(draft) = deleted.or_else(|| state.drafts.remove(id).map(|held| held.draft)) else { return Vec::new() };
    state.notice = Some(Notice::good(format!("\u{201c}{}\u{201d} has been deleted for good.", draft.title())));
    state.time.steps.remove(id);
    state.time.seen.remove(id);
    stored(state, &format!("{DRAFT_KEY}{id}"));
    let here = [DRAFT_KEY, LATE_KEY].map(|room| forget(format!("{room}{id}")));
    let mut effects: Vec<Effect> = here.into_iter().chain(forget_past(state, id)).collect();
    effects.extend(keeping::deleted(state, id));
    effects
}

/// Forgets a deleted draft and its history. What could not be read stays where it lies.
fn forget_past(state: &mut State, id: &DraftId) -> Vec<Effect> {
    versions::look_into(state, id);
    let history = state.time.histories.remove(id).map_or_else(|| format!("{HISTORY_KEY}{id}"), |kept| kept.key);
    state.time.after.remove(&key(id));
    vec![forget(key(id)), forget(history)]
}

/// Another tab has deleted a draft, or brought it back.
pub(super) fn changed_elsewhere(state: &mut State, key: &str, text: Option<&str>) {
    let Some(id) = key.strip_prefix(DELETED_KEY).and_then(DraftId::new) else { return };
    match text.map(read_deleted) {
        Some(Ok(deleted)) => drop(state.time.deleted.insert(id, deleted)),
        Some(Err(_)) => {}
        None => drop(state.time.deleted.remove(&id)),
    }
}
