//! Deleted drafts: for thirty days they can be brought back.
//!
//! A draft is deleted in three steps, each once the one before is done: its copy is stored among the deleted ones, it is
//! removed from its place in storage, and it leaves the page. If a step is refused, the draft stays where it is.

use litemap::LiteMap;
use serde_json::Value as Json;

use super::versions::{Context, Versions};
use crate::app::drafts::{Drafts, UnreadableEntry, of_another};
use crate::app::effect::Effect;
use crate::app::event::{CallEvent, DraftEvent, Event, HistoryEvent, SavingEvent, StorageEvent, StoreError};
use crate::app::keys::StorageKey;
use crate::app::notice::{Notice, Offer};
use crate::app::retention::{first_found_over, may_go};
use crate::app::route::Route;
use crate::call::Timestamp;
use crate::draft::{Draft, DraftError, DraftId, UnacknowledgedAnswers, Why, differing, read_draft, write_draft};

/// Beside the draft: when it was deleted.
const DELETED_AT: &str = "deleted";
/// Beside the draft: when it was first found that its time is over.
const EXPIRED_AT: &str = "expired";

/// A draft that was deleted.
#[derive(Debug, Clone, PartialEq)]
pub struct DeletedDraft {
    /// The draft.
    pub draft: Draft,
    /// When it was deleted. If that cannot be told it is kept.
    pub at: Option<Timestamp>,
    /// When an earlier opening of the page found that its time is over.
    expired: Option<Timestamp>,
}

impl DeletedDraft {
    fn read(text: &str) -> Result<Self, DraftError> {
        let mut draft = read_draft(text)?;
        let mut take = |key: &str| draft.more.remove(key).as_ref().and_then(Json::as_str).and_then(Timestamp::parse);
        let (at, expired) = (take(DELETED_AT), take(EXPIRED_AT));
        Ok(Self { draft, at, expired })
    }

    /// The effect that stores it: the draft's own format, with the times beside it.
    fn store(&self) -> Option<Effect> {
        let mut draft = self.draft.clone();
        for (key, at) in [(DELETED_AT, self.at), (EXPIRED_AT, self.expired)] {
            if let Some(at) = at {
                draft.more.insert(key.to_owned(), Json::from(at.to_string()));
            }
        }
        let text = write_draft(&draft).ok()?;
        Some(Effect::store(&StorageKey::Deleted(draft.id), text))
    }
}

/// Deleted drafts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trash {
    deleted: LiteMap<DraftId, DeletedDraft>,
    /// Drafts that are being deleted: their copies, until they are stored and the drafts have left the page.
    deleting: LiteMap<DraftId, DeletedDraft>,
    /// As they are stored, not read yet.
    unread: Vec<(DraftId, String)>,
}

impl Trash {
    /// Deleted drafts that can be brought back.
    pub fn deleted(&self) -> &LiteMap<DraftId, DeletedDraft> {
        &self.deleted
    }

    /// Takes a stored deleted draft when the page opens. It is read when anything but the first page is wanted.
    pub(in crate::app) fn load(&mut self, id: DraftId, text: String) {
        self.unread.push((id, text));
    }

    /// Whether something is stored that has not been read yet.
    pub(in crate::app) fn has_unread(&self) -> bool {
        !self.unread.is_empty()
    }

    /// Reads what is stored, once, and removes drafts whose time is over. Only what was stored when the page opened is
    /// settled so: another tab stores the copy of a deleted draft before it removes the draft, and in between there are
    /// both.
    pub(in crate::app) fn read(&mut self, versions: &mut Versions, context: &mut Context<'_>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for (id, text) in std::mem::take(&mut self.unread) {
            match DeletedDraft::read(&text) {
                Ok(deleted) if deleted.draft.id == id => effects.extend(self.settle(deleted, versions, context)),
                other => set_unreadable(&id, text, other, context.drafts),
            }
        }
        effects
    }

    fn settle(&mut self, mut deleted: DeletedDraft, versions: &mut Versions, context: &mut Context<'_>) -> Vec<Effect> {
        let id = deleted.draft.id.clone();
        if context.drafts.get(&id).is_some() {
            self.deleted.insert(id.clone(), deleted);
            return self.merge_with_live(&id, Event::Nothing, versions, context);
        }
        let over = deleted.at.and_then(|at| first_found_over(at, deleted.expired, context.now));
        if may_go(over, context.now) {
            return self.remove_effects(&id, &StorageKey::Deleted(id.clone()), versions, context);
        }
        let noted = over != deleted.expired;
        deleted.expired = over;
        let effect = deleted.store().filter(|_| noted);
        self.deleted.insert(id, deleted);
        effect.into_iter().collect()
    }

    /// A draft is both here and deleted: it is here. The deleted copy becomes an earlier version, unless it is the same.
    /// `then` follows.
    fn merge_with_live(
        &mut self,
        id: &DraftId,
        then: Event,
        versions: &mut Versions,
        context: &mut Context<'_>,
    ) -> Vec<Effect> {
        let (Some(deleted), Some(loaded)) = (self.deleted.get(id), context.drafts.get(id)) else { return Vec::new() };
        let same = differing(&loaded.draft, &deleted.draft).is_empty();
        let draft = deleted.draft.clone();
        let keep_live = Event::History(HistoryEvent::KeepLive(id.clone(), Box::new(then)));
        let store = if same { None } else { versions.keep_in_storage(&draft, Why::Deleted, context) };
        match store {
            Some(store) => store.and_then(keep_live, Event::Nothing),
            None => vec![Effect::dispatch(keep_live)],
        }
    }

    /// A draft is stored again before its deleted copy goes: another tab may have removed it, and this page may not have
    /// heard of that. `then` follows.
    pub(super) fn keep_live(id: &DraftId, then: Event, context: &mut Context<'_>) -> Vec<Effect> {
        let gone = Event::History(HistoryEvent::Recovered(id.clone())).and(then);
        context.drafts.store(id).map_or_else(Vec::new, |store| store.and_then(gone, Event::Nothing))
    }

    /// Deletes a draft. An example only leaves the page.
    pub(super) fn delete(&mut self, id: &DraftId, versions: &mut Versions, context: &mut Context<'_>) -> Vec<Effect> {
        let Some(loaded) = context.drafts.get(id) else { return Vec::new() };
        // What a newer version stored could only be kept as this one understands it.
        if context.drafts.refuses(id, context.notices) {
            return Vec::new();
        }
        let deleted = DeletedDraft { draft: loaded.draft.clone(), at: Some(context.now), expired: None };
        let place = StorageKey::Deleted(id.clone()).to_string();
        if context.drafts.is_unreadable(&place) {
            context.notices.show(place_is_taken(&deleted.draft));
            return Vec::new();
        }
        if loaded.is_example() {
            let text = format!("\u{201c}{}\u{201d} deleted.", deleted.draft.title());
            context.notices.show(Notice::good(text));
            let mut effects = vec![Effect::dispatch(Event::Draft(DraftEvent::Remove(id.clone())))];
            effects.extend((context.navigation.draft() == Some(id)).then_some(Effect::GoTo(Route::Start)));
            return effects;
        }
        if self.deleted.get(id).is_some_and(|earlier| !differing(&earlier.draft, &deleted.draft).is_empty()) {
            // An earlier copy that is not the same becomes a version first.
            return self.merge_with_live(id, Event::History(HistoryEvent::Delete(id.clone())), versions, context);
        }
        let Some(store) = deleted.store() else { return Vec::new() };
        let refused = Notice {
            offer: Some(Offer::DeleteForGood(id.clone())),
            ..Notice::bad(format!(
                "\u{201c}{}\u{201d} was not deleted: there is no space to keep it for 30 days. Download it first, or delete it permanently.",
                deleted.draft.title()
            ))
        };
        self.deleting.insert(id.clone(), deleted);
        let stored = Event::History(HistoryEvent::CopyStored(id.clone()));
        store.and_then(stored, Event::History(HistoryEvent::NotDeleted(id.clone(), refused)))
    }

    /// The copy of a draft is stored: the draft is removed from its place.
    pub(super) fn copy_stored(&self, id: &DraftId) -> Vec<Effect> {
        let Some(deleted) = self.deleting.get(id) else { return Vec::new() };
        let refused = not_removed(deleted.draft.title());
        let done = Event::History(HistoryEvent::Deleted(id.clone()));
        let not_done = Event::History(HistoryEvent::NotDeleted(id.clone(), refused));
        Effect::remove(&StorageKey::Draft(id.clone())).and_then(done, not_done)
    }

    /// The draft is out of storage: it leaves the page.
    pub(super) fn left_storage(&mut self, id: &DraftId, context: &mut Context<'_>) -> Vec<Effect> {
        let Some(deleted) = self.deleting.remove(id) else { return Vec::new() };
        let title = deleted.draft.title().to_owned();
        self.deleted.insert(id.clone(), deleted);
        let notice = Notice {
            offer: Some(Offer::Recover(id.clone())),
            ..Notice::good(format!(
                "\u{201c}{title}\u{201d} deleted. You can restore it from the start page for 30 days."
            ))
        };
        context.notices.show(notice);
        leave_page(id, context)
    }

    /// The copy could not be stored, or the draft not removed: it stays where it is.
    pub(super) fn not_deleted(&mut self, id: &DraftId, notice: Notice, context: &mut Context<'_>) -> Vec<Effect> {
        let Some(deleting) = self.deleting.remove(id) else { return Vec::new() };
        let place = StorageKey::Deleted(id.clone()).to_string();
        let is_taken = context.drafts.is_unreadable(&place);
        context.notices.show(if is_taken { place_is_taken(&deleting.draft) } else { notice });
        // The copy that another tab has stored is that tab's.
        let is_own = !self.deleted.contains_key(id) && !is_taken;
        is_own.then(|| Effect::remove(&StorageKey::Deleted(id.clone()))).into_iter().collect()
    }

    /// Brings back a deleted draft: it is stored in its old place first.
    pub(super) fn recover(&mut self, id: &DraftId, versions: &mut Versions, context: &mut Context<'_>) -> Vec<Effect> {
        if context.drafts.get(id).is_some() {
            return self.merge_with_live(id, Event::Nothing, versions, context);
        }
        let Some(draft) = self.deleted.get(id).map(|deleted| deleted.draft.clone()) else { return Vec::new() };
        let title = draft.title().to_owned();
        let place = StorageKey::Draft(id.clone());
        if context.drafts.is_unreadable(&place.to_string()) {
            context.notices.show(Notice::bad(format!(
                "\u{201c}{title}\u{201d} was not restored: Upbeat cannot read what is saved in its place. It is still in your deleted applications. Reload this page, then try again."
            )));
            return Vec::new();
        }
        let Ok(text) = write_draft(&draft) else { return Vec::new() };
        let store = Effect::store(&place, text);
        let insert = Event::Draft(DraftEvent::Insert { draft: Box::new(draft), stored: true });
        let recovered = Event::History(HistoryEvent::Recovered(id.clone()));
        let said = Event::Announce(Notice::good(format!("\u{201c}{title}\u{201d} restored.")));
        let refused = Notice::bad(format!(
            "\u{201c}{title}\u{201d} was not restored: this browser has no space left. It is still in your deleted applications. Delete something you do not need, then try again."
        ));
        let not_recovered = Event::History(HistoryEvent::NotRecovered(id.clone(), refused));
        store.and_then(insert.and(recovered).and(said), not_recovered)
    }

    /// A deleted draft was not stored in its old place. If it is here all the same, another tab has just brought it back.
    pub(super) fn not_recovered(id: &DraftId, notice: Notice, context: &mut Context<'_>) -> Vec<Effect> {
        let here = context.drafts.get(id).map(|loaded| loaded.draft.title().to_owned());
        context.notices.show(
            here.map_or(notice, |title| Notice::good(format!("\u{201c}{title}\u{201d} was restored in another tab."))),
        );
        Vec::new()
    }

    /// A deleted draft is in its old place: its copy goes. If another tab has stored there meanwhile, the draft may lack
    /// something of the copy, which becomes an earlier version first.
    pub(super) fn recovered(
        &mut self,
        id: &DraftId,
        versions: &mut Versions,
        context: &mut Context<'_>,
    ) -> Vec<Effect> {
        if let (Some(deleted), Some(loaded)) = (self.deleted.get(id), context.drafts.get(id))
            && !differing(&loaded.draft, &deleted.draft).is_empty()
            && !versions.holds(&deleted.draft, context.drafts)
        {
            let again = Event::History(HistoryEvent::Recovered(id.clone()));
            let store = versions.keep_in_storage(&deleted.draft, Why::Deleted, context);
            return store.map_or_else(Vec::new, |store| store.and_then(again, Event::Nothing));
        }
        self.deleted.remove(id);
        let key = StorageKey::Deleted(id.clone());
        let is_unreadable = context.drafts.is_unreadable(&key.to_string());
        (!is_unreadable).then(|| Effect::remove(&key)).into_iter().collect()
    }

    /// Deletes a draft so that it cannot be brought back. It leaves the page once it is out of storage.
    pub(super) fn delete_for_good(
        &mut self,
        id: &DraftId,
        versions: &mut Versions,
        context: &mut Context<'_>,
    ) -> Vec<Effect> {
        let live = context.drafts.get(id).is_some();
        if (!live && !self.deleted.contains_key(id)) || context.drafts.refuses(id, context.notices) {
            return Vec::new();
        }
        let place = if live { StorageKey::Draft(id.clone()) } else { StorageKey::Deleted(id.clone()) };
        self.remove_effects(id, &place, versions, context)
    }

    /// Removes everything about a draft from storage but what cannot be read: `last`, where it is, last.
    fn remove_effects(
        &self,
        id: &DraftId,
        last: &StorageKey,
        versions: &mut Versions,
        context: &mut Context<'_>,
    ) -> Vec<Effect> {
        let mut keys = versions.keys_of(id, context.drafts);
        // Both places: if another tab has brought it back, nothing is removed.
        keys.extend([StorageKey::Late(id.clone()), StorageKey::Deleted(id.clone()), StorageKey::Draft(id.clone())]);
        keys.retain(|key| key != last && !context.drafts.is_unreadable(&key.to_string()));
        keys.push(last.clone());
        let title = context.drafts.get(id).map(|loaded| &loaded.draft).or(self.deleted.get(id).map(|d| &d.draft));
        // What is removed when its thirty days are over nobody has asked for, so nothing is said if it is refused.
        let refused = title.map_or(Event::Nothing, |draft| Event::Announce(not_removed(draft.title())));
        let done = Event::History(HistoryEvent::DeletedForGood(id.clone()));
        Effect::RemoveTogether(keys.iter().map(StorageKey::to_string).collect()).and_then(done, refused)
    }

    /// A draft is out of storage for good.
    pub(super) fn deleted_for_good(&mut self, id: &DraftId, context: &mut Context<'_>) -> Vec<Effect> {
        let deleted = self.deleted.remove(id).map(|deleted| deleted.draft);
        let live = context.drafts.get(id).map(|loaded| loaded.draft.clone());
        let mut effects = Vec::new();
        // What is removed when its thirty days are over goes without a word.
        if let Some(draft) = live.or(deleted) {
            let text = format!("\u{201c}{}\u{201d} deleted permanently.", draft.title());
            context.notices.show(Notice::good(text));
            effects = leave_page(id, context);
        }
        effects.push(Effect::dispatch(Event::Call(CallEvent::DraftGone(id.clone()))));
        effects
    }

    /// Another tab has deleted a draft, or brought it back. If this tab is deleting it too, both copies are merged. A copy
    /// that is not the same as the merged one becomes an earlier version first.
    pub(in crate::app) fn changed_elsewhere(
        &mut self,
        id: &DraftId,
        text: Option<&str>,
        versions: &mut Versions,
        context: &mut Context<'_>,
    ) -> Vec<Effect> {
        context.drafts.clear_unreadable(&StorageKey::Deleted(id.clone()).to_string());
        let Some(text) = text else {
            self.deleted.remove(id);
            return Vec::new();
        };
        let theirs = match DeletedDraft::read(text) {
            Ok(theirs) if theirs.draft.id == *id => theirs,
            other => {
                self.deleted.remove(id);
                set_unreadable(id, text.to_owned(), other, context.drafts);
                return Vec::new();
            }
        };
        let Some(own) = self.deleting.get_mut(id) else {
            self.deleted.insert(id.clone(), theirs);
            return Vec::new();
        };
        let before = own.draft.clone();
        own.draft.join(&theirs.draft, &mut UnacknowledgedAnswers::new());
        let mut kept = None;
        for copy in [&before, &theirs.draft] {
            if !differing(&own.draft, copy).is_empty() {
                kept = versions.keep_in_storage(copy, Why::Deleted, context).or(kept);
            }
        }
        self.deleted.insert(id.clone(), theirs);
        let store_copy = Event::History(HistoryEvent::StoreCopy(id.clone()));
        // What waits for this tab's copy is told that it was refused.
        let error = StoreError { why: String::new(), full: false };
        let refused =
            Event::Storage(StorageEvent::NotStored { key: StorageKey::Deleted(id.clone()).to_string(), error });
        kept.map_or_else(Vec::new, |store| store.and_then(store_copy, refused))
    }

    /// The effect that stores a deleted draft, or the copy of one that is being deleted. None if its key holds something
    /// that cannot be read.
    pub(in crate::app) fn store(&self, id: &DraftId, drafts: &Drafts) -> Option<Effect> {
        if drafts.is_unreadable(&StorageKey::Deleted(id.clone()).to_string()) {
            return None;
        }
        self.deleting.get(id).or_else(|| self.deleted.get(id))?.store()
    }
}

/// Notes that what is stored of a deleted draft cannot be read, or is another one.
fn set_unreadable(id: &DraftId, text: String, read: Result<DeletedDraft, DraftError>, drafts: &mut Drafts) {
    let why = match read {
        Ok(other) => of_another(&other.draft.id),
        Err(error) => error.to_string(),
    };
    drafts.set_unreadable(UnreadableEntry { key: StorageKey::Deleted(id.clone()).to_string(), text, why });
}

/// What is said where the place of a deleted draft holds something that cannot be read.
fn place_is_taken(draft: &Draft) -> Notice {
    Notice {
        offer: Some(Offer::DeleteForGood(draft.id.clone())),
        ..Notice::bad(format!(
            "\u{201c}{}\u{201d} was not deleted: Upbeat cannot read what is saved in the place where it would stay for 30 days. If you are sure, delete it permanently. If not, download your answers first.",
            draft.title()
        ))
    }
}

/// What is said where a draft could not be removed from storage.
fn not_removed(title: &str) -> Notice {
    Notice::bad(format!(
        "\u{201c}{title}\u{201d} was not deleted: it was changed in another tab, or your browser blocked it. Try again."
    ))
}

/// A draft leaves the page, with what is only known of a draft that is here.
fn leave_page(id: &DraftId, context: &mut Context<'_>) -> Vec<Effect> {
    let mut effects = vec![
        Effect::dispatch(Event::Draft(DraftEvent::Remove(id.clone()))),
        Effect::remove(&StorageKey::Late(id.clone())),
        Effect::dispatch(Event::Saving(SavingEvent::DraftGone(id.clone()))),
    ];
    if context.navigation.draft() == Some(id) {
        context.notices.keep_for_next_page();
        effects.push(Effect::GoTo(Route::Start));
    }
    effects
}
