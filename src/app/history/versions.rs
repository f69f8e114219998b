//! Earlier versions of drafts: when one is kept, brought back, removed, and stored.

use litemap::LiteMap;

use crate::app::drafts::{DraftStatus, Drafts, LoadedDraft, UnreadableEntry};
use crate::app::effect::Effect;
use crate::app::event::{DraftEvent, Event, HistoryEvent};
use crate::app::keys::StorageKey;
use crate::app::navigation::Navigation;
use crate::app::notice::{Notice, Notices};
use crate::app::saving::Autosave;
use crate::app::tabs::Tabs;
use crate::call::{Timestamp, clock_words};
use crate::draft::{Draft, DraftId, HISTORY_CAPACITY, History, Why, differing, distinct, read_history, write_history};

/// Writing that has paused for so long, in milliseconds, is worth a version.
const PAUSE: i64 = 2 * 60_000;
/// So is writing that lasts for so long.
const WRITING: i64 = 10 * 60_000;

/// The history of a draft, and what of it is in storage.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredHistory {
    /// The number in its key: see `StorageKey::History`.
    pub(super) number: u32,
    /// The versions.
    pub history: History,
    /// What is in storage under its key.
    pub(super) storage: HistoryStorage,
    /// Other keys that hold versions which have been joined into this history. Removed once this is stored.
    joined: Vec<u32>,
    /// Since when versions were kept of what something else then took the place of, while the draft was not stored. Storage
    /// still has what the first of them took the place of, so all of them stay until the draft is stored.
    pub(super) replaced_since: Option<Timestamp>,
}

/// What is in storage of a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryStorage {
    /// Nothing.
    Nothing,
    /// Fewer versions, or others.
    Older,
    /// All of it.
    Current,
}

impl StoredHistory {
    fn new(id: &DraftId, number: u32) -> Self {
        Self::with(number, History::new(id.clone()), HistoryStorage::Nothing)
    }

    fn with(number: u32, history: History, storage: HistoryStorage) -> Self {
        Self { number, history, storage, joined: Vec::new(), replaced_since: None }
    }

    /// Whether all of it is in storage.
    pub fn is_stored(&self) -> bool {
        self.storage == HistoryStorage::Current
    }

    /// The number in its key.
    pub(in crate::app) fn number(&self) -> u32 {
        self.number
    }

    pub(super) fn key(&self) -> StorageKey {
        StorageKey::History(self.history.draft.clone(), self.number)
    }

    /// The effect that stores it.
    pub(super) fn store(&mut self) -> Option<Effect> {
        if self.storage == HistoryStorage::Current {
            self.storage = HistoryStorage::Older;
        }
        Some(Effect::store(&self.key(), write_history(&self.history).ok()?))
    }
}

/// Earlier versions of all drafts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Versions {
    pub(super) histories: LiteMap<DraftId, StoredHistory>,
    /// Histories as they are stored, not read yet, with the numbers of their keys.
    unread: LiteMap<DraftId, LiteMap<u32, String>>,
    /// Drafts whose pages have been open since the program opened.
    opened: LiteMap<DraftId, ()>,
    pub(super) evicted: bool,
    /// Whether that is to be said once what they have made room for is stored.
    pub(super) is_eviction_unsaid: bool,
}

/// What earlier versions and deleted drafts work on besides their own state.
pub(in crate::app) struct Context<'a> {
    pub(in crate::app) now: Timestamp,
    pub(in crate::app) navigation: &'a Navigation,
    pub(in crate::app) autosave: &'a Autosave,
    pub(in crate::app) tabs: &'a Tabs,
    pub(in crate::app) drafts: &'a mut Drafts,
    pub(in crate::app) notices: &'a mut Notices,
}

impl Versions {
    /// The history of a draft, once it has been read.
    pub fn of(&self, id: &DraftId) -> Option<&StoredHistory> {
        self.histories.get(id)
    }

    /// Whether versions had to be removed because storage is full.
    pub fn were_evicted(&self) -> bool {
        self.evicted
    }

    /// Versions are removed so that a draft can be stored.
    pub(in crate::app) fn say_evicted_later(&mut self) {
        self.is_eviction_unsaid = true;
    }

    /// Whether it is to be said that versions were removed. It is said once.
    pub(in crate::app) fn take_unsaid_eviction(&mut self) -> bool {
        std::mem::take(&mut self.is_eviction_unsaid)
    }

    /// Takes a stored history when the page opens. It is read when it is asked for.
    pub(in crate::app) fn load(&mut self, id: DraftId, number: u32, text: String) {
        self.unread.entry(id).or_default().insert(number, text);
    }

    /// Everything that is known of a draft's earlier versions, in the format in which they are stored.
    pub(in crate::app) fn texts_of(&self, id: &DraftId) -> Vec<String> {
        let read = self.histories.get(id).filter(|stored| !stored.history.versions().is_empty());
        let read = read.and_then(|stored| write_history(&stored.history).ok());
        read.into_iter().chain(self.unread.get(id).into_iter().flat_map(LiteMap::values).cloned()).collect()
    }

    /// Earlier versions came in a file with a draft: they are joined with those that are here.
    pub(super) fn came_with_draft(&mut self, id: &DraftId, text: &str, drafts: &mut Drafts) -> Option<Effect> {
        let history = read_history(text, id).ok()?;
        let stored = self.read(id, drafts);
        let joined = stored.history.join(&history, true);
        if joined == stored.history {
            return None;
        }
        stored.history = joined;
        stored.history.fit(HISTORY_CAPACITY, false, stored.replaced_since);
        stored.store()
    }

    /// Drafts whose histories are in storage or in the page.
    pub(in crate::app) fn ids(&self) -> Vec<DraftId> {
        distinct(self.histories.keys().chain(self.unread.keys()).cloned())
    }

    /// The history of a draft, read when it is asked for the first time. Several readable ones are joined. What cannot be
    /// read stays where it is and is never written over: a new history gets a key beside it.
    pub(super) fn read(&mut self, id: &DraftId, drafts: &mut Drafts) -> &mut StoredHistory {
        self.read_and_join(id, false, drafts)
    }

    /// The same. `stays_latest`: what this page kept last stays the latest version.
    fn read_and_join(&mut self, id: &DraftId, stays_latest: bool, drafts: &mut Drafts) -> &mut StoredHistory {
        let texts = self.unread.remove(id).unwrap_or_default();
        let mut known = self.histories.remove(id);
        for (number, text) in texts {
            let key = StorageKey::History(id.clone(), number);
            match read_history(&text, id) {
                Ok(history) => match &mut known {
                    None => {
                        known = Some(StoredHistory::with(number, history, HistoryStorage::Current));
                    }
                    Some(known) if known.number == number => {
                        known.history = known.history.join(&history, stays_latest);
                        let same = known.history == history;
                        known.storage = if same { HistoryStorage::Current } else { HistoryStorage::Older };
                    }
                    Some(known) => {
                        known.history = known.history.join(&history, false);
                        known.storage = HistoryStorage::Older;
                        known.joined.push(number);
                    }
                },
                Err(error) => {
                    drafts.set_unreadable(UnreadableEntry { key: key.to_string(), text, why: error.to_string() });
                    if let Some(own) = known.as_mut().filter(|own| own.number == number) {
                        own.number = free_number(id, drafts);
                        own.storage = HistoryStorage::Nothing;
                        own.joined.retain(|joined| *joined != own.number);
                    }
                }
            }
        }
        let known = known.unwrap_or_else(|| StoredHistory::new(id, free_number(id, drafts)));
        self.histories.entry(id.clone()).or_insert(known)
    }

    /// Keeps a draft as it is as a version. Gives what is to be stored, if anything has changed by that.
    pub(in crate::app) fn keep(
        &mut self,
        draft: &Draft,
        why: Why,
        name: Option<String>,
        now: Timestamp,
        drafts: &mut Drafts,
    ) -> Option<Effect> {
        let stored = self.read(&draft.id, drafts);
        if !stored.history.keep(draft, now, why, name) {
            return None;
        }
        if let Some(kept) = stored.history.versions().last().filter(|kept| kept.why.is_replaced()) {
            stored.replaced_since.get_or_insert(kept.at);
        }
        stored.history.thin(now, stored.replaced_since);
        stored.history.fit(HISTORY_CAPACITY, false, stored.replaced_since);
        stored.store()
    }

    /// Whether an earlier version has the same answers as a draft.
    pub(super) fn holds(&mut self, draft: &Draft, drafts: &mut Drafts) -> bool {
        let mut found = false;
        self.read(&draft.id, drafts).history.walk(|_, version| {
            found = differing(version, draft).is_empty();
            !found
        });
        found
    }

    /// A draft of this page is stored: storage no longer has what it took the place of.
    pub(in crate::app) fn draft_stored(&mut self, id: &DraftId) {
        if let Some(stored) = self.histories.get_mut(id) {
            stored.replaced_since = None;
        }
    }

    /// Keeps a version without a name. Gives what is to be stored before it is in storage, if it is not there yet.
    pub(super) fn keep_in_storage(&mut self, draft: &Draft, why: Why, context: &mut Context<'_>) -> Option<Effect> {
        self.keep(draft, why, None, context.now, context.drafts).or_else(|| self.store_again(&draft.id))
    }

    /// Stores a history whose versions are not all in storage.
    fn store_again(&mut self, id: &DraftId) -> Option<Effect> {
        let lacks = |stored: &&mut StoredHistory| !stored.is_stored() && !stored.history.versions().is_empty();
        self.histories.get_mut(id).filter(lacks)?.store()
    }

    /// Keeps a draft of this page as a version. Examples have no history, nor has a draft that a newer version stored; of an
    /// empty draft nothing has to be kept, unless somebody asks.
    fn keep_loaded(
        &mut self,
        id: &DraftId,
        why: Why,
        name: Option<String>,
        context: &mut Context<'_>,
    ) -> Option<Effect> {
        let loaded = context.drafts.get(id).filter(|loaded| loaded.is_stored_here())?;
        if name.is_none() && loaded.draft.answers.is_empty() {
            return None;
        }
        let draft = loaded.draft.clone();
        self.keep(&draft, why, name, context.now, context.drafts)
    }

    /// Keeps a version of a draft, and dispatches an event once that is stored. If nothing of the draft is in storage,
    /// nothing can be written over, and it is dispatched at once.
    pub(super) fn keep_then(
        &mut self,
        id: &DraftId,
        why: Why,
        then: Event,
        not_done: &str,
        context: &mut Context<'_>,
    ) -> Vec<Effect> {
        let Some(store) = self.keep_loaded(id, why, None, context).or_else(|| self.store_again(id)) else {
            return vec![Effect::dispatch(then)];
        };
        if !context.autosave.is_stored(&StorageKey::Draft(id.clone())) {
            return vec![store, Effect::dispatch(then)];
        }
        let notice = Notice::bad(format!(
            "{not_done}: this browser has no space to keep what it would replace. Your application has not changed. Download your answers or delete something you do not need, then try again."
        ));
        store.and_then(then, Event::Announce(notice))
    }

    /// Keeps versions that are due: of a draft whose page is opened, and of drafts that are being written.
    pub(in crate::app) fn keep_due(&mut self, context: &mut Context<'_>) -> Vec<Effect> {
        let now = context.now;
        // Whoever edits a draft keeps its versions.
        let (tabs, open) = (context.tabs, context.navigation.draft());
        let open = open.filter(|id| !tabs.is_read_only_for(id)).and_then(|id| context.drafts.get(id));
        let open = open.filter(|loaded| !loaded.is_example());
        if let Some(LoadedDraft { draft, .. }) = open
            && self.opened.insert(draft.id.clone(), ()).is_none()
        {
            let id = draft.id.clone();
            let why = if draft.changed.london().0 == now.london().0 { Why::Opened } else { Why::StartOfDay };
            self.read(&id, context.drafts);
            return self.keep_loaded(&id, why, None, context).into_iter().collect();
        }
        let opened: Vec<DraftId> = self.opened.keys().filter(|id| !tabs.is_read_only_for(id)).cloned().collect();
        let due: Vec<(DraftId, Why)> =
            opened.into_iter().filter_map(|id| Some((id.clone(), self.due(&id, now, context.drafts)?))).collect();
        due.into_iter().filter_map(|(id, why)| self.keep_loaded(&id, why, None, context)).collect()
    }

    /// Whether a version of a draft is due, and why.
    fn due(&mut self, id: &DraftId, now: Timestamp, drafts: &mut Drafts) -> Option<Why> {
        // Of one that another tab has deleted nothing is stored.
        drafts.get(id).filter(|loaded| loaded.status != DraftStatus::DeletedElsewhere)?;
        let history = &self.read(id, drafts).history;
        let draft = &drafts.get(id)?.draft;
        let last = history.versions().last().map_or(draft.created, |version| version.at);
        let why = if now.0 - draft.changed.0 >= PAUSE {
            Why::Pause
        } else if now.0 - last.0 >= WRITING {
            Why::Writing
        } else {
            return None;
        };
        (history.latest() != Some(draft)).then_some(why)
    }

    /// A history's key is stored: keys whose versions it now holds can go.
    pub(in crate::app) fn stored(&mut self, id: &DraftId, number: u32) -> Vec<Effect> {
        let Some(stored) = self.histories.get_mut(id).filter(|stored| stored.number == number) else {
            return Vec::new();
        };
        stored.storage = HistoryStorage::Current;
        let joined = std::mem::take(&mut stored.joined);
        let remove = |number| Effect::remove(&StorageKey::History(id.clone(), number));
        joined.into_iter().map(remove).collect()
    }

    /// Another tab has changed a history. `about_to_store` says that this page is about to store it.
    pub(in crate::app) fn changed_elsewhere(
        &mut self,
        id: &DraftId,
        number: u32,
        text: Option<&str>,
        about_to_store: bool,
        is_awaited: bool,
        drafts: &mut Drafts,
    ) -> Vec<Effect> {
        let key = StorageKey::History(id.clone(), number).to_string();
        drafts.clear_unreadable(&key);
        let Some(text) = text else {
            drafts.versions_gone(id);
            if let Some(texts) = self.unread.get_mut(id) {
                texts.remove(&number);
            }
            let Some(stored) = self.histories.get_mut(id).filter(|stored| stored.number == number) else {
                return Vec::new();
            };
            let in_page_only = !stored.is_stored();
            stored.storage = HistoryStorage::Nothing;
            if about_to_store {
                return stored.store().into_iter().collect();
            }
            // Another tab has removed versions, or the draft for good. What is in this page only stays.
            if !in_page_only {
                self.histories.remove(id);
            }
            return Vec::new();
        };
        if !about_to_store
            && let Some(stored) = self.histories.get(id)
            && stored.number == number
            && stored.storage == HistoryStorage::Current
        {
            // Nothing of this page is in it that is not stored: the other tab's is the newer one.
            self.histories.remove(id);
        }
        self.load(id.clone(), number, text.to_owned());
        if !about_to_store && !self.opened.contains_key(id) {
            return Vec::new();
        }
        let stored = self.read_and_join(id, is_awaited, drafts);
        if about_to_store && !stored.is_stored() { stored.store().into_iter().collect() } else { Vec::new() }
    }

    /// The effect that stores the history of a draft, if it is this page's to store.
    pub(in crate::app) fn store(&mut self, id: &DraftId, number: u32, drafts: &mut Drafts) -> Option<Effect> {
        if self.histories.contains_key(id) {
            // What another tab has stored meanwhile is joined.
            self.read(id, drafts);
        } else if let Some(text) = self.unread.get(id).and_then(|texts| texts.get(&number)) {
            return Some(Effect::store(&StorageKey::History(id.clone(), number), text.clone()));
        }
        self.histories.get_mut(id).filter(|stored| stored.number == number)?.store()
    }

    /// The keys that storage should hold.
    pub(in crate::app) fn wanted_keys(&self) -> impl Iterator<Item = StorageKey> + '_ {
        let stored = |stored: &&StoredHistory| stored.storage != HistoryStorage::Nothing;
        let keys = |(id, texts): (&DraftId, &LiteMap<u32, String>)| {
            texts.keys().map(|number| StorageKey::History(id.clone(), *number)).collect::<Vec<_>>()
        };
        let unread = self.unread.iter().flat_map(keys);
        self.histories.values().filter(stored).map(StoredHistory::key).chain(unread)
    }

    /// A draft is deleted for good. Gives the keys of its histories, the unreadable ones left out.
    pub(in crate::app) fn keys_of(&mut self, id: &DraftId, drafts: &mut Drafts) -> Vec<StorageKey> {
        let stored = self.read(id, drafts);
        let numbers = [stored.number].into_iter().chain(stored.joined.iter().copied());
        numbers.map(|number| StorageKey::History(id.clone(), number)).collect()
    }

    /// A draft is gone for good.
    pub(in crate::app) fn forget(&mut self, id: &DraftId) {
        self.histories.remove(id);
        self.unread.remove(id);
        self.opened.remove(id);
    }

    /// The page of a draft that has been deleted and brought back counts as opened anew.
    pub(in crate::app) fn forget_opened(&mut self, id: &DraftId) {
        self.opened.remove(id);
    }

    /// Keeps a version because somebody asked for it.
    pub(super) fn keep_named(&mut self, id: &DraftId, name: &str, context: &mut Context<'_>) -> Vec<Effect> {
        let name: String = name.trim().chars().take(200).collect();
        let named = (!name.is_empty()).then(|| name.clone());
        let mut only_named = self.read(id, context.drafts).history.clone();
        // Versions with a name are never removed to make room, so there have to be few enough of them.
        if named.is_some() && !only_named.fit(HISTORY_CAPACITY, false, None) {
            let notice = Notice::bad(
                "This version was not saved: there is no space for more named versions. Your application is safe. Delete a named version, then try again.",
            );
            context.notices.show(notice);
            return vec![Effect::focus_notice()];
        }
        let Some(store) = self.keep_loaded(id, Why::Asked, named, context).or_else(|| self.store_again(id)) else {
            let notice = Notice::good("Nothing has changed since the last version.");
            context.notices.show(notice);
            return Vec::new();
        };
        let kept = if name.is_empty() {
            "Version added.".to_owned()
        } else {
            format!("Version \u{201c}{name}\u{201d} added.")
        };
        let not_kept = "This version is not saved: this browser has no space left. Your application is safe. Download your answers to keep a copy of it as it is now.";
        store.and_then(Event::Announce(Notice::good(kept)), Event::Announce(Notice::bad(not_kept)))
    }

    /// Brings back a version: as a new one, behind the present state, which is kept as well and stored first.
    pub(super) fn restore(&self, id: &DraftId, at: Timestamp) -> Vec<Effect> {
        let Some(version) = self.histories.get(id).and_then(|stored| stored.history.version(at)) else {
            return Vec::new();
        };
        let then =
            Event::Draft(DraftEvent::ReplaceContent { with: Box::new(version), step: Some("restoring a version") });
        let restored = Event::History(HistoryEvent::KeepRestored(id.clone(), at));
        vec![Effect::keep_then(id, Why::BeforeRestore, then.and(restored), "The version was not restored")]
    }

    /// A version was brought back: the result is a version too.
    pub(super) fn keep_restored(&mut self, id: &DraftId, at: Timestamp, context: &mut Context<'_>) -> Vec<Effect> {
        // Why nothing was changed has been said.
        let is_changed = context.drafts.get(id).is_some_and(LoadedDraft::is_stored_here);
        if !is_changed || context.tabs.is_read_only_for(id) {
            return Vec::new();
        }
        let kept = self.keep_loaded(id, Why::Restored, None, context);
        let notice = Notice::good(format!(
            "Restored the version from {}. What you had just before is in the list too.",
            when_words(at, context.now)
        ));
        context.notices.show(notice);
        kept.into_iter().chain([Effect::focus_notice()]).collect()
    }

    /// Removes a version.
    pub(super) fn remove(&mut self, id: &DraftId, at: Timestamp, context: &mut Context<'_>) -> Vec<Effect> {
        let stored = self.read(id, context.drafts);
        let before = stored.history.clone();
        if !stored.history.remove(at) {
            return Vec::new();
        }
        let Some(store) = stored.store() else {
            stored.history = before;
            return Vec::new();
        };
        let notice = Notice::good(format!(
            "Version from {} deleted. Your application has not changed.",
            when_words(at, context.now)
        ));
        let not_removed =
            Notice::bad("Your browser did not save this change. The version may be back when you next open this page.");
        let focus = Effect::focus_notice();
        store.and_then(Event::Announce(notice), Event::Announce(not_removed)).into_iter().chain([focus]).collect()
    }
}

/// The lowest number of a key for a draft's history that holds nothing unreadable.
fn free_number(id: &DraftId, drafts: &Drafts) -> u32 {
    let free = |number: &u32| !drafts.is_unreadable(&StorageKey::History(id.clone(), *number).to_string());
    (1..=u32::MAX).find(free).unwrap_or(1)
}

/// An instant as people say it: "today, 9.30am", "yesterday, 9.30am", "Friday 20 November 2026, 9.30am".
pub fn when_words(at: Timestamp, now: Timestamp) -> String {
    let (day, minute) = at.london();
    let day = match now.london().0.days() - day.days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        _ => day.long(),
    };
    format!("{day} at {}", clock_words(minute))
}
