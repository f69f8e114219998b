//! What gives way where storage is full: earlier versions, and never a draft.

use super::super::update::store;
use super::super::{Effect, Notice, Saving, State};
use super::{DELETED_KEY, Kept, deleted, versions};
use crate::draft::{DRAFT_KEY, DraftId, LATE_KEY, Why, write_history};

/// Something was not stored, because storage is `full` or for another reason. What is tried instead, or nothing where
/// nothing more can be done here: then it is said like every failure to save.
pub(in super::super) fn not_stored(state: &mut State, key: &str, why: &str, full: bool) -> Option<Vec<Effect>> {
    if full
        && is_worth_it(state, key)
        && let Some(again) = again(state, key)
        && let Some(less) = give_way(state, key)
    {
        state.keeping.gave_way = true;
        if versions::draft_of(key).is_none() {
            state.notice = Some(Notice::good(
                "This browser has no more space for this page. So that what you write is kept, some earlier versions have been let go.",
            ));
        }
        // What was stored as less may be what was not stored: then once is enough.
        let twice = matches!(&less, Effect::Store { key: stored, .. } if stored == key);
        return Some(if twice { vec![less] } else { vec![less, again] });
    }
    let waits = state.time.after.remove(key).unwrap_or_default();
    if let Some(id) = key.strip_prefix(DELETED_KEY).and_then(DraftId::new) {
        return Some(deleted::not_deleted(state, &id));
    }
    // That an earlier version is kept in the page only is told where versions are listed. But what waited for it to be
    // stored is not stored either.
    versions::draft_of(key)?;
    for effect in waits {
        if let Effect::Store { key, .. } = effect {
            state.not_stored.insert(key);
            state.saving = Saving::Failed { why: why.to_owned() };
        }
    }
    Some(Vec::new())
}

/// Whether earlier versions give way for what is to stand under a key. For one more version they do only if somebody has
/// asked for it, or something waits for it to be stored.
fn is_worth_it(state: &State, key: &str) -> bool {
    let Some(id) = versions::draft_of(key) else { return true };
    let asked = state.time.history(&id).and_then(|history| history.versions().last()).is_some_and(|v| v.name.is_some());
    asked || state.time.after.contains_key(key)
}

/// What stores under this key what is to stand there now.
fn again(state: &mut State, key: &str) -> Option<Effect> {
    if let Some(id) = versions::draft_of(key) {
        return versions::store(state, &id);
    }
    if let Some(id) = key.strip_prefix(DELETED_KEY).and_then(DraftId::new) {
        return deleted::store_deleted(state, &id);
    }
    let id = key.strip_prefix(DRAFT_KEY).or_else(|| key.strip_prefix(LATE_KEY)).and_then(DraftId::new)?;
    let held = state.drafts.get(&id).filter(|held| !held.example)?;
    let again = store(&held.draft);
    state.apart = None;
    again
}

/// Makes the largest history smaller, or lets it go. None where there is none in storage that could give anything.
fn give_way(state: &mut State, wanted: &str) -> Option<Effect> {
    let unread: Vec<DraftId> = state.time.texts.keys().cloned().collect();
    for id in unread {
        versions::look_into(state, &id);
    }
    let own = versions::draft_of(wanted);
    let size = |id: &DraftId, state: &State| {
        let kept = state.time.histories.get(id)?;
        // One that is to be stored itself gives way down to its latest version, which something may be waiting for.
        let more = kept.history.versions().len() > 1;
        let gives = kept.there && (more || (Some(id) != own.as_ref() && !only_there(kept)));
        gives.then(|| write_history(&kept.history).map_or(0, |text| text.len()))
    };
    let ids: Vec<DraftId> = state.time.histories.keys().cloned().collect();
    let (bytes, id) = ids.into_iter().filter_map(|id| Some((size(&id, state)?, id))).max()?;
    let kept = state.time.histories.get_mut(&id)?;
    let before = kept.history.versions().len();
    if !kept.history.fit(bytes / 2, false) && kept.history.versions().len() == before {
        kept.history.fit(bytes / 2, true);
    }
    if kept.history.versions().len() < before {
        return versions::store(state, &id);
    }
    // It has one version only. It stays in the page, and is stored again with the next one, should there be room.
    (kept.stored, kept.there) = (false, false);
    Some(Effect::Forget { key: kept.key.clone() })
}

/// Whether the latest version is what something else has taken the place of, so that it is in no draft.
fn only_there(kept: &Kept) -> bool {
    kept.history.versions().last().is_some_and(|last| matches!(last.why, Why::BeforeFile | Why::Deleted))
}
