//! A browser for tests: local storage with a capacity and faults, several tabs with locks and messages that arrive late
//! or never, the worker with a queue and restarts, the store of attached files with passing and lasting faults, a clock
//! that jumps, downloads.
//!
//! Events are handed in with [`FakeBrowser::send`], which runs the effects as `browser` does: what storage answers is the
//! next event of the same turn. Everything else waits until it is delivered: [`FakeBrowser::deliver`] hands a tab its
//! next message, [`FakeBrowser::worker_step`] has a worker answer its next request, [`FakeBrowser::settle`] does both until
//! nothing is left.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use litemap::LiteMap;

use super::worker::{Content, FileStore, Worker};
use crate::app::keys::CALL_FILE_KEY;
use crate::app::{
    Area, CallEvent, Derivation, DraftEvent, DraftStatus, Effect, EraseEvent, Event, FilesRemoved, Focus, JobEvent,
    Moment, OUR_KEYS, RemovedKeys, SavingEvent, State, StorageEvent, StorageKey, StoragePersistence, StoreError,
    StoredSizes, TabEvent, WorkerEvent, start, update, update_without_files,
};
use crate::call::{CallId, Timestamp};
use crate::draft::{DRAFT_KEY, Draft, DraftId, Field, LATE_KEY, Value, read_draft, read_history};

/// Noon on a day in November 2026.
pub const START: i64 = 1_795_341_600_000;
/// A minute, in milliseconds.
pub const MINUTE: i64 = 60_000;
/// A day, in milliseconds.
pub const DAY: i64 = 86_400_000;

/// What local storage refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StorageFault {
    /// Nothing.
    #[default]
    None,
    /// Everything, as in a private window.
    Blocked,
    /// To store anything: reading and removing work.
    WritesFail,
}

/// A message that has not arrived at a tab yet.
#[derive(Debug, Clone, PartialEq)]
enum Message {
    /// Another tab has changed a key.
    Storage(String),
    /// Anything else that the browser tells.
    Event(Event),
}

/// A tab or window.
#[derive(Debug)]
pub struct Tab {
    /// What its page shows.
    pub state: State,
    /// Whether it is open.
    pub is_open: bool,
    /// Whether messages arrive: a browser puts pages to sleep.
    pub is_awake: bool,
    /// The worker of this tab.
    pub worker: Worker,
    /// Files that were handed to the person, with their names.
    pub downloads: Vec<(String, Content)>,
    /// Addresses within the browser that have not been released.
    pub urls: BTreeMap<String, Content>,
    /// Files that were chosen and have not been released.
    pub chosen: BTreeMap<u32, Content>,
    /// Keys that were stored (`+`), removed (`-`), refused (`!`) or in conflict (`~`).
    pub log: Vec<String>,
    /// Where focus went last.
    pub focus: Focus,
    /// Whether the browser asks before the page is left.
    pub warns: bool,
    /// Whether the page waits for a frame.
    pub awaits_frame: bool,
    /// How many writes are carried out before the tab is killed.
    pub killed_after: Option<usize>,
    /// Whether this tab has removed everything from this device.
    pub has_erased: bool,
    /// Whether all of the program is here but the part for files, and not only what shows the first page.
    is_loaded: bool,
    /// Events about files that wait for their part of the program. Nothing, once it is here.
    awaits_files: Option<Vec<Event>>,
    messages: VecDeque<Message>,
    /// What this tab last read or wrote under each key.
    seen: BTreeMap<String, Option<String>>,
    /// What was found under a key while an event that says so still waits. Nothing, between two turns.
    untold: BTreeMap<String, Option<String>>,
    numbers: u32,
}

impl Tab {
    /// Handles an event: until one comes for which that is not enough, by what shows the first page.
    fn handle(&mut self, event: Event, moment: Moment) -> Vec<Effect> {
        if let Event::Storage(StorageEvent::Changed { key, text } | StorageEvent::Conflict { key, text }) = &event
            && self.untold.get(key) == Some(text)
        {
            self.untold.remove(key);
            self.seen.insert(key.clone(), text.clone());
        }
        let update = if self.awaits_files.is_some() { update_without_files } else { update };
        if self.is_loaded {
            return update(&mut self.state, event, moment);
        }
        start(&mut self.state, event, moment).unwrap_or_else(|event| {
            self.is_loaded = true;
            update(&mut self.state, *event, moment)
        })
    }
}

/// The browser.
#[derive(Debug)]
pub struct FakeBrowser {
    /// Local storage.
    pub storage: BTreeMap<String, String>,
    /// How many characters it takes, keys and texts together.
    pub capacity: usize,
    /// What it refuses.
    pub fault: StorageFault,
    /// The clock.
    pub now: i64,
    /// Whether the browser has locks.
    pub has_locks: bool,
    /// Whether it refuses every request for one, as where site data are blocked.
    pub refuses_locks: bool,
    /// The folder from which pages are loaded.
    pub site: String,
    /// The host's list of calls, or why it does not answer.
    pub index: Result<String, String>,
    /// The host's files.
    pub host: BTreeMap<String, String>,
    /// The store of attached files.
    pub files: FileStore,
    /// The tabs, closed ones too.
    pub tabs: Vec<Tab>,
    /// Whether each event is looked at for changes of which views are not told.
    pub checks_changes: bool,
    /// Whether a page opens without the part of the program for files, until [`FakeBrowser::load_files`].
    pub loads_files_late: bool,
    /// A change of which views were not told.
    pub missed_change: Option<String>,
    /// Texts of deleted drafts and of earlier versions that were removed with everything else.
    pub deleted_texts: Vec<String>,
    locks: BTreeMap<DraftId, usize>,
    lock_queue: Vec<(DraftId, usize)>,
    random: u64,
    /// The answers in stored histories, by the stored text.
    read_histories: RefCell<BTreeMap<String, String>>,
}

impl FakeBrowser {
    /// A browser with locks, whose host has one call.
    pub fn new() -> Self {
        Self {
            storage: BTreeMap::new(),
            capacity: usize::MAX,
            fault: StorageFault::None,
            now: START,
            has_locks: true,
            refuses_locks: false,
            site: "/".to_owned(),
            index: Ok(index_text(&["marsh-2027"])),
            host: BTreeMap::from([("calls/marsh-2027.json".to_owned(), call_text("marsh-2027"))]),
            files: FileStore::default(),
            tabs: Vec::new(),
            checks_changes: false,
            loads_files_late: false,
            missed_change: None,
            deleted_texts: Vec::new(),
            locks: BTreeMap::new(),
            lock_queue: Vec::new(),
            random: 7,
            read_histories: RefCell::default(),
        }
    }

    /// The same without locks.
    pub fn without_locks() -> Self {
        Self::with(false)
    }

    /// The same with or without locks.
    pub fn with(has_locks: bool) -> Self {
        Self { has_locks, ..Self::new() }
    }

    /// Opens a page. What the host answers has arrived.
    pub fn open(&mut self, hash: &str) -> usize {
        let tab = self.open_offline(hash);
        self.settle_tab(tab);
        tab
    }

    /// Opens a page. What the host answers has not arrived.
    pub fn open_offline(&mut self, hash: &str) -> usize {
        let tab = self.tabs.len();
        self.tabs.push(Tab {
            state: State::default(),
            is_open: true,
            is_awake: true,
            worker: Worker::default(),
            downloads: Vec::new(),
            urls: BTreeMap::new(),
            chosen: BTreeMap::new(),
            log: Vec::new(),
            focus: Focus::Stay,
            warns: false,
            awaits_frame: false,
            killed_after: None,
            is_loaded: false,
            awaits_files: Some(Vec::new()),
            messages: VecDeque::new(),
            seen: BTreeMap::new(),
            untold: BTreeMap::new(),
            has_erased: false,
            numbers: 0,
        });
        let stored = match self.fault {
            StorageFault::Blocked => Err(BLOCKED.to_owned()),
            _ => Ok(self.our_items()),
        };
        let seen = stored.iter().flatten().map(|(key, text)| (key.clone(), Some(text.clone())));
        self.tabs[tab].seen = seen.collect();
        self.send(tab, Event::Started { hash: hash.to_owned(), site: self.site.clone(), stored });
        if self.has_locks {
            self.send(tab, Event::Tab(TabEvent::LocksSupported));
        }
        self.send(tab, Event::Ticked);
        self.send(tab, Event::DerivationLoaded(Derivation::NEW));
        if !self.loads_files_late {
            self.load_files(tab);
        }
        tab
    }

    /// The part of the program for files has come to a tab: events that have waited for it are handled.
    /// Says whether it was not there before.
    pub fn load_files(&mut self, tab: usize) -> bool {
        let Some(waiting) = self.tabs[tab].awaits_files.take() else { return false };
        for event in waiting {
            self.send(tab, event);
        }
        self.send(tab, Event::Worker(WorkerEvent::Ready));
        true
    }

    /// Closes a tab. Its locks go to whoever waits for them.
    pub fn close(&mut self, tab: usize) {
        self.tabs[tab].is_open = false;
        self.tabs[tab].messages.clear();
        self.locks.retain(|_, holder| *holder != tab);
        self.lock_queue.retain(|(_, waiting)| *waiting != tab);
        self.grant_locks();
    }

    /// Closes a tab and opens another at the same address.
    pub fn reload(&mut self, tab: usize) -> usize {
        let hash = self.tabs[tab].state.route().to_string();
        self.close(tab);
        self.open(&hash)
    }

    /// Hands a tab an event, and runs what follows.
    pub fn send(&mut self, tab: usize, event: Event) {
        self.now += 10;
        self.run(tab, event);
    }

    fn run(&mut self, tab: usize, event: Event) {
        let mut events = VecDeque::from([event]);
        let mut count = 0;
        while let Some(event) = events.pop_front() {
            count += 1;
            assert!(count < 2_000, "events go on without end");
            self.random = self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let moment = Moment { now: Timestamp(self.now), random: self.random };
            let before = self.checks_changes.then(|| self.tabs[tab].state.clone());
            let name = format!("{event:?}");
            let effects = self.tabs[tab].handle(event, moment);
            if let Some(before) = before {
                self.check_changes(&before, tab, &name);
            }
            for effect in effects {
                if !self.tabs[tab].is_open {
                    return;
                }
                events.extend(self.run_effect(tab, effect));
            }
        }
    }

    /// Views are told of every change that they show.
    fn check_changes(&mut self, before: &State, tab: usize, event: &str) {
        let after = &mut self.tabs[tab].state;
        let changes = std::mem::take(&mut after.changes);
        let answers = !changes.answers().is_empty();
        let shown = [
            (Area::Route, before.navigation != after.navigation),
            (Area::Drafts, !answers && shown_drafts(before) != shown_drafts(after)),
            (Area::Drafts, before.drafts.unreadable() != after.drafts.unreadable()),
            (Area::Saving, before.saving.autosave.status() != after.saving.autosave.status()),
            (Area::Saving, before.saving.backups != after.saving.backups || before.saving.erase != after.saving.erase),
            (
                Area::History,
                before.history != after.history && before.history.trash.deleted() != after.history.trash.deleted(),
            ),
            (Area::Tabs, before.tabs.lock() != after.tabs.lock() || before.tabs.conflicts() != after.tabs.conflicts()),
            (Area::Jobs, before.jobs.is_busy() != after.jobs.is_busy() || before.jobs.worker() != after.jobs.worker()),
            (Area::Jobs, before.jobs.attachments() != after.jobs.attachments()),
            (Area::Progress, before.jobs.progress() != after.jobs.progress() && !changes.has(Area::Jobs)),
            (Area::Import, before.imports != after.imports),
            (Area::Notice, before.notices.shown() != after.notices.shown()),
        ];
        let missed = shown.into_iter().find(|(area, changed)| *changed && !changes.has(*area));
        let letters = before.derived.letters() != after.derived.letters() && !changes.has(Area::Letters);
        let check = before.derived.readiness() != after.derived.readiness() && !changes.has(Area::Check);
        if let Some((area, _)) = missed {
            self.missed_change = Some(format!("{area:?} of tab {tab} after {event}"));
        } else if letters || check {
            self.missed_change = Some(format!("check {check} or letters {letters} of tab {tab} after {event}"));
        }
    }

    /// Runs an effect. Gives the events that follow within the same turn.
    fn run_effect(&mut self, tab: usize, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::Dispatch(_) | Effect::WhenDone { .. } => unreachable!("`update` keeps these to itself"),
            Effect::AwaitFiles(event) => {
                let waiting = self.tabs[tab].awaits_files.as_mut();
                waiting.expect("only while the part for files is not here").push(*event);
            }
            Effect::Store { key, text } => return self.store(tab, key, text),
            Effect::Remove { key } => return self.remove(tab, key),
            Effect::ScanStorage => {
                let keys: BTreeSet<String> = match self.fault {
                    StorageFault::Blocked => BTreeSet::new(),
                    _ if self.is_cleared(tab) => BTreeSet::new(),
                    _ => self.storage.keys().chain(self.tabs[tab].seen.keys()).cloned().collect(),
                };
                let mut events: Vec<Event> = keys.iter().filter_map(|key| self.news(tab, key)).collect();
                events.push(Event::Storage(StorageEvent::Scanned(self.scan(tab))));
                return events;
            }
            Effect::ReadStorage => {
                let texts =
                    if self.fault == StorageFault::Blocked { Err(BLOCKED.to_owned()) } else { Ok(self.our_items()) };
                return vec![Event::Job(JobEvent::StorageRead(texts))];
            }
            Effect::RemoveTogether(keys) => return self.remove_together(tab, keys),
            Effect::RemoveAllKeys => return self.remove_all_unless_changed(tab),
            Effect::RemoveAllFiles => {
                let removed = if self.files.is_failing() {
                    FilesRemoved::No("UnknownError".to_owned())
                } else {
                    FilesRemoved::Yes
                };
                self.files.clear(removed == FilesRemoved::Yes);
                self.post(tab, Event::Erase(EraseEvent::FilesRemoved(removed)));
            }
            Effect::QueryPersistence => {
                let found = StoragePersistence { lasting: Some(false), asked: false, used: None };
                self.post(tab, Event::Saving(SavingEvent::Persistence(found)));
            }
            Effect::RequestPersistence => {
                let found = StoragePersistence { lasting: Some(true), asked: true, used: None };
                self.post(tab, Event::Saving(SavingEvent::Persistence(found)));
            }
            Effect::WarnBeforeLeaving(warns) => self.tabs[tab].warns = warns,
            Effect::FetchIndex => {
                let index = self.index.clone();
                self.post(tab, Event::Call(CallEvent::IndexFetched(index)));
            }
            Effect::FetchCall(id) => {
                let found = self.fetch(&format!("calls/{id}.json"));
                self.post(tab, Event::Call(CallEvent::Fetched(id, found)));
            }
            Effect::FetchExample(id) => {
                let found = self.fetch(&format!("examples/{id}.json"));
                self.post(tab, Event::Draft(DraftEvent::ExampleFetched(id, found)));
            }
            Effect::GoTo(route) | Effect::Replace(route) => return vec![Event::Navigated { hash: route.to_string() }],
            Effect::Focus(focus) => self.tabs[tab].focus = focus,
            Effect::RequestFrame => self.tabs[tab].awaits_frame = true,
            Effect::Download { name, content, .. } => self.tabs[tab].downloads.push((name, Content::Bytes(content))),
            Effect::DownloadUrl { name, url } => {
                let content = self.tabs[tab].urls.remove(&url).expect("an address that is handed out is there");
                self.tabs[tab].downloads.push((name, content));
            }
            Effect::SaveUrl { name, url } => {
                let content = self.tabs[tab].urls.get(&url).expect("an address that is handed out is there").clone();
                self.tabs[tab].downloads.push((name, content));
            }
            Effect::RevokeUrl(url) => {
                self.tabs[tab].urls.remove(&url).expect("an address is released once");
            }
            Effect::ReleaseFile(number) => {
                self.tabs[tab].chosen.remove(&number).expect("a chosen file is released once");
            }
            Effect::Worker { id, request, file } => {
                let file =
                    file.map(|number| self.tabs[tab].chosen.remove(&number).expect("a chosen file is used once"));
                self.tabs[tab].worker.ask(id, request, file);
            }
            Effect::StopWorker => self.tabs[tab].worker = Worker::default(),
            Effect::RequestLock(_) | Effect::QueueLock(_) | Effect::StealLock(_) if self.refuses_locks => {
                self.post(tab, Event::Tab(TabEvent::LocksRefused));
            }
            Effect::RequestLock(id) => match self.locks.get(&id) {
                Some(holder) if *holder != tab => self.post(tab, Event::Tab(TabEvent::LockDenied(id))),
                _ => self.grant(tab, id),
            },
            Effect::QueueLock(id) => {
                self.lock_queue.push((id, tab));
                self.grant_locks();
            }
            Effect::StealLock(id) => {
                let before = self.locks.remove(&id);
                if let Some(before) = before.filter(|before| *before != tab) {
                    self.post(before, Event::Tab(TabEvent::LockLost(id.clone())));
                }
                self.lock_queue.retain(|(queued, waiting)| *queued != id || *waiting != tab);
                self.grant(tab, id);
            }
            Effect::ReleaseLock => {
                self.locks.retain(|_, holder| *holder != tab);
                self.lock_queue.retain(|(_, waiting)| *waiting != tab);
                self.grant_locks();
            }
            Effect::CheckLocks(ids, number) => {
                let free = ids.iter().all(|id| self.locks.get(id).is_none_or(|holder| *holder == tab));
                let answer = if free { TabEvent::LocksFree(number) } else { TabEvent::LocksHeld(number) };
                self.post(tab, Event::Tab(answer));
            }
        }
        Vec::new()
    }

    fn fetch(&self, address: &str) -> Result<String, String> {
        let missing = || {
            format!(
                "Part of Upbeat is missing (\u{201c}{address}\u{201d}, 404). Tell your Music Hub that its website does not give out this file."
            )
        };
        self.host.get(address).cloned().ok_or_else(missing)
    }

    fn post(&mut self, tab: usize, event: Event) {
        self.tabs[tab].messages.push_back(Message::Event(event));
    }

    fn tell_others(&mut self, from: usize, key: &str) {
        for (number, tab) in self.tabs.iter_mut().enumerate() {
            if number != from && tab.is_open {
                tab.messages.push_back(Message::Storage(key.to_owned()));
            }
        }
    }

    /// If a tab knows of keys and there are none of ours, they were cleared from outside.
    fn is_cleared(&self, tab: usize) -> bool {
        self.tabs[tab].seen.values().any(Option::is_some) && self.our_items().is_empty()
    }

    /// A tab is told that storage was cleared from outside before it stores.
    fn cleared(&mut self, tab: usize) -> Vec<Event> {
        if !self.is_cleared(tab) {
            return Vec::new();
        }
        vec![Event::Storage(StorageEvent::Scanned(self.scan(tab)))]
    }

    /// Whether a key holds what a tab has seen. If it does not, the tab has seen it once it has handled the event.
    fn conflict(&mut self, tab: usize, key: &str) -> Option<Event> {
        let there = self.storage.get(key).cloned();
        let own = &mut self.tabs[tab];
        if !own.untold.contains_key(key) && there == own.seen.get(key).cloned().flatten() {
            return None;
        }
        own.untold.insert(key.to_owned(), there.clone());
        own.log.push(format!("~{key}"));
        Some(Event::Storage(StorageEvent::Conflict { key: key.to_owned(), text: there }))
    }

    /// What a key holds, if a tab has not seen that and no event says it yet.
    fn news(&mut self, tab: usize, key: &str) -> Option<Event> {
        let there = self.storage.get(key).cloned();
        let own = &mut self.tabs[tab];
        if own.untold.get(key).or(own.seen.get(key)).unwrap_or(&None) == &there {
            return None;
        }
        own.untold.insert(key.to_owned(), there.clone());
        Some(Event::Storage(StorageEvent::Changed { key: key.to_owned(), text: there }))
    }

    /// A write is about to be carried out. Says whether the tab is killed before it.
    fn is_killed(&mut self, tab: usize) -> bool {
        match &mut self.tabs[tab].killed_after {
            Some(0) => {
                self.close(tab);
                true
            }
            Some(left) => {
                *left -= 1;
                false
            }
            None => false,
        }
    }

    fn store(&mut self, tab: usize, key: String, text: String) -> Vec<Event> {
        if self.is_killed(tab) {
            return Vec::new();
        }
        let refused = |why: &str, full| {
            let error = StoreError { why: why.to_owned(), full };
            vec![Event::Storage(StorageEvent::NotStored { key: key.clone(), error })]
        };
        if self.fault != StorageFault::None {
            self.tabs[tab].log.push(format!("!{key}"));
            return refused(BLOCKED, false);
        }
        let mut events = self.cleared(tab);
        if let Some(conflict) = self.conflict(tab, &key) {
            return vec![conflict];
        }
        let before = self.storage.get(&key).map_or(0, |text| key.len() + text.len());
        if self.used() - before + key.len() + text.len() > self.capacity {
            self.tabs[tab].log.push(format!("!{key}"));
            events.extend(refused("It is full.", true));
            return events;
        }
        self.tabs[tab].log.push(format!("+{key}"));
        self.tabs[tab].seen.insert(key.clone(), Some(text.clone()));
        if self.storage.insert(key.clone(), text.clone()).as_ref() != Some(&text) {
            self.tell_others(tab, &key);
        }
        events.push(Event::Storage(StorageEvent::Stored { key }));
        events
    }

    fn remove(&mut self, tab: usize, key: String) -> Vec<Event> {
        if self.is_killed(tab) {
            return Vec::new();
        }
        if self.fault == StorageFault::Blocked {
            self.tabs[tab].log.push(format!("!{key}"));
            return vec![Event::Storage(StorageEvent::NotRemoved { key, why: BLOCKED.to_owned() })];
        }
        // What is gone already is removed.
        if self.storage.contains_key(&key)
            && let Some(conflict) = self.conflict(tab, &key)
        {
            return vec![conflict];
        }
        self.tabs[tab].log.push(format!("-{key}"));
        self.tabs[tab].seen.insert(key.clone(), None);
        if self.storage.remove(&key).is_some() {
            self.tell_others(tab, &key);
        }
        vec![Event::Storage(StorageEvent::Removed { key })]
    }

    /// Finds the sizes of everything. What is gone the tab knows from then on.
    fn scan(&mut self, tab: usize) -> Result<StoredSizes, String> {
        if self.fault == StorageFault::Blocked {
            return Err(BLOCKED.to_owned());
        }
        self.tabs[tab].seen.retain(|key, _| self.storage.contains_key(key));
        let size = |(key, text): (String, String)| (key.clone(), key.len() + text.len());
        let ours: LiteMap<String, usize> = self.our_items().into_iter().map(size).collect();
        let others = self.used() - ours.values().sum::<usize>();
        Ok(StoredSizes { ours, others })
    }

    /// What is stored under our keys. Other pages of the same origin may store under others.
    fn our_items(&self) -> Vec<(String, String)> {
        let ours = self.storage.iter().filter(|(key, _)| key.starts_with(OUR_KEYS));
        ours.map(|(key, text)| (key.clone(), text.clone())).collect()
    }

    fn remove_together(&mut self, tab: usize, keys: Vec<String>) -> Vec<Event> {
        let there: Vec<&String> = keys.iter().filter(|key| self.storage.contains_key(*key)).collect();
        let blocked = self.fault == StorageFault::Blocked;
        let mut events: Vec<Event> = Vec::new();
        if !blocked {
            events.extend(there.into_iter().cloned().filter_map(|key| self.conflict(tab, &key)));
        }
        if !blocked && events.is_empty() {
            return keys.into_iter().flat_map(|key| self.remove(tab, key)).collect();
        }
        let last = keys.into_iter().next_back().expect("there is a key");
        events.push(Event::Storage(StorageEvent::NotRemoved { key: last, why: BLOCKED.to_owned() }));
        events
    }

    fn remove_all_unless_changed(&mut self, tab: usize) -> Vec<Event> {
        let known = self.storage.keys().chain(self.tabs[tab].seen.keys());
        let keys: BTreeSet<String> = known.filter(|key| key.starts_with(OUR_KEYS)).cloned().collect();
        let mut events: Vec<Event> = keys.iter().filter_map(|key| self.conflict(tab, key)).collect();
        events.push(Event::Erase(match events.as_slice() {
            [] => EraseEvent::KeysRemoved(self.remove_all(tab)),
            _ => EraseEvent::ChangedElsewhere,
        }));
        events
    }

    fn remove_all(&mut self, tab: usize) -> RemovedKeys {
        let keys: Vec<String> = self.our_items().into_iter().map(|(key, _)| key).collect();
        if self.fault == StorageFault::Blocked {
            return RemovedKeys { removed: Vec::new(), left: Err(BLOCKED.to_owned()) };
        }
        self.tabs[tab].has_erased = true;
        let deleted = |key: &str| key.starts_with("upbeat/deleted/") || key.starts_with("upbeat/history/");
        for key in &keys {
            let text = self.storage.remove(key);
            self.deleted_texts.extend(text.filter(|_| deleted(key)));
            self.tabs[tab].seen.insert(key.clone(), None);
            self.tell_others(tab, key);
        }
        RemovedKeys { removed: keys, left: Ok(Vec::new()) }
    }

    /// Texts of stored drafts that were deleted more than thirty days ago.
    pub(super) fn expired_deleted(&self) -> Vec<String> {
        let is_over = |text: &str| {
            let json: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
            let at = json.get("deleted").and_then(|at| Timestamp::parse(at.as_str()?));
            at.is_some_and(|at| self.now - at.0 > 30 * DAY)
        };
        let deleted = self.storage.iter().filter(|(key, _)| key.starts_with("upbeat/deleted/"));
        deleted.map(|(_, text)| text.clone()).filter(|text| is_over(text)).collect()
    }

    /// Something outside our pages removes everything from storage.
    pub fn clear_from_outside(&mut self) {
        self.storage.clear();
        for tab in self.tabs.iter_mut().filter(|tab| tab.is_open) {
            // It is told without a key, and the page looks.
            tab.seen.clear();
            tab.messages.push_back(Message::Event(Event::Storage(StorageEvent::KeysRemoved)));
        }
    }

    fn grant(&mut self, tab: usize, id: DraftId) {
        self.locks.insert(id.clone(), tab);
        self.post(tab, Event::Tab(TabEvent::LockGranted(id)));
    }

    fn grant_locks(&mut self) {
        let waiting = std::mem::take(&mut self.lock_queue);
        for (id, tab) in waiting {
            if self.locks.contains_key(&id) {
                self.lock_queue.push((id, tab));
            } else {
                self.grant(tab, id);
            }
        }
    }

    /// Whether a message waits for a tab that would hear it.
    pub fn has_mail(&self, tab: usize) -> bool {
        let tab = &self.tabs[tab];
        tab.is_open && tab.is_awake && !tab.messages.is_empty()
    }

    /// Whether a tab has been told everything.
    pub fn is_told_all(&self, tab: usize) -> bool {
        self.tabs[tab].messages.is_empty()
    }

    /// Hands a tab its next message. Says whether there was one.
    pub fn deliver(&mut self, tab: usize) -> bool {
        if !self.has_mail(tab) {
            return false;
        }
        let message = self.tabs[tab].messages.pop_front();
        match message {
            // What is there counts, not what was there when the message was sent.
            Some(Message::Storage(key)) => {
                // A page of ours has removed this key. If none is left it has removed them all.
                let all = !self.storage.contains_key(&key) && self.our_items().is_empty();
                let keys = if all { self.tabs[tab].seen.keys().cloned().collect() } else { vec![key] };
                self.tell(tab, &keys);
            }
            // A page that has been left has let go of its lock meanwhile.
            Some(Message::Event(Event::Tab(TabEvent::LockGranted(id)))) => {
                if self.locks.get(&id) == Some(&tab) {
                    if !self.is_cleared(tab) {
                        self.tell(tab, &[DRAFT_KEY, LATE_KEY].map(|prefix| format!("{prefix}{id}")));
                    }
                    self.send(tab, Event::Tab(TabEvent::LockGranted(id)));
                }
            }
            Some(Message::Event(event)) => self.send(tab, event),
            None => return false,
        }
        true
    }

    /// A message to a tab is lost.
    pub fn lose_message(&mut self, tab: usize) {
        let lost = self.tabs[tab].messages.iter().position(|message| matches!(message, Message::Storage(..)));
        if let Some(lost) = lost {
            self.tabs[tab].messages.remove(lost);
        }
    }

    /// Tells a tab what keys hold that it has not seen.
    fn tell(&mut self, tab: usize, keys: &[String]) {
        for key in keys {
            if let Some(event) = self.news(tab, key) {
                self.send(tab, event);
            }
        }
    }

    /// The worker of a tab answers its next request. Says whether there was one.
    pub fn worker_step(&mut self, tab: usize) -> bool {
        if !self.tabs[tab].is_open {
            return false;
        }
        let Some((id, answer, file)) = self.tabs[tab].worker.answer_next(&mut self.files) else { return false };
        let url = file.map(|content| {
            self.tabs[tab].numbers += 1;
            let url = format!("blob:{tab}/{}", self.tabs[tab].numbers);
            self.tabs[tab].urls.insert(url.clone(), content);
            url
        });
        self.send(tab, Event::Worker(WorkerEvent::Answered { id, answer, url }));
        true
    }

    /// The worker of a tab stops by itself.
    pub fn crash_worker(&mut self, tab: usize) {
        self.tabs[tab].worker = Worker::default();
        self.send(tab, Event::Worker(WorkerEvent::Failed("It has stopped.".to_owned())));
    }

    /// The frame that a tab waits for is shown.
    pub fn show_frame(&mut self, tab: usize) {
        if self.tabs[tab].is_open && std::mem::take(&mut self.tabs[tab].awaits_frame) {
            self.send(tab, Event::FrameShown);
        }
    }

    /// Delivers the messages of one tab, and has its worker answer, until nothing is left.
    pub fn settle_tab(&mut self, tab: usize) {
        for _ in 0..2_000 {
            if !self.deliver(tab) && !self.worker_step(tab) {
                return;
            }
        }
        panic!("a tab does not come to rest");
    }

    /// Delivers all messages, and has all workers answer, until nothing is left.
    pub fn settle(&mut self) {
        for _ in 0..5_000 {
            let tabs = 0..self.tabs.len();
            let busy = tabs.clone().any(|tab| self.deliver(tab)) || tabs.clone().any(|tab| self.worker_step(tab));
            if !busy {
                return;
            }
        }
        panic!("the tabs do not come to rest");
    }

    /// Goes to an address.
    pub fn go(&mut self, tab: usize, hash: &str) {
        self.send(tab, Event::Navigated { hash: hash.to_owned() });
        self.settle_locks(tab);
    }

    /// Delivers what the browser says about locks, and what the host answers, as far as it comes first.
    pub fn settle_locks(&mut self, tab: usize) {
        while matches!(self.tabs[tab].messages.front(), Some(Message::Event(Event::Tab(_) | Event::Call(_)))) {
            if !self.deliver(tab) {
                return;
            }
        }
    }

    /// Begins an application, whose first page is open afterwards.
    pub fn begin(&mut self, tab: usize) -> DraftId {
        let before: BTreeSet<DraftId> = self.draft_ids(tab);
        self.go(tab, "#/call/marsh-2027");
        self.settle_tab(tab);
        self.send(tab, Event::Draft(DraftEvent::Begin(call_id())));
        self.settle_locks(tab);
        let new = self.draft_ids(tab).into_iter().find(|id| !before.contains(id));
        new.expect("an application has begun")
    }

    fn draft_ids(&self, tab: usize) -> BTreeSet<DraftId> {
        self.tabs[tab].state.drafts.iter().map(|(id, _)| id.clone()).collect()
    }

    /// Sets the text of an answer.
    pub fn set(&mut self, tab: usize, id: &DraftId, field: &str, text: &str) {
        self.send(tab, Event::Draft(DraftEvent::Edit(id.clone(), Field::parse(field), Value::from(text))));
    }

    /// Types a text into an answer, letter by letter.
    pub fn types(&mut self, tab: usize, id: &DraftId, field: &str, text: &str) {
        for (end, letter) in text.char_indices() {
            self.set(tab, id, field, &text[..end + letter.len_utf8()]);
        }
    }

    /// Keeps a chosen file for a tab. Gives its number.
    pub fn choose(&mut self, tab: usize, content: Content) -> u32 {
        self.tabs[tab].numbers += 1;
        let number = self.tabs[tab].numbers;
        self.tabs[tab].chosen.insert(number, content);
        number
    }

    /// What a tab's page shows.
    pub fn state(&self, tab: usize) -> &State {
        &self.tabs[tab].state
    }

    /// A draft in a tab's page.
    pub fn draft(&self, tab: usize, id: &DraftId) -> &Draft {
        &self.state(tab).drafts.get(id).expect("the draft is in the page").draft
    }

    /// The text of an answer in a tab's page.
    pub fn text(&self, tab: usize, id: &DraftId, field: &str) -> &str {
        self.draft(tab, id).text(&Field::parse(field))
    }

    /// A draft as it is stored.
    pub fn stored(&self, id: &DraftId) -> Option<Draft> {
        let text = self.storage.get(&format!("{DRAFT_KEY}{id}"))?;
        Some(read_draft(text).expect("what is stored can be read"))
    }

    /// The text of a stored answer.
    pub fn stored_text(&self, id: &DraftId, field: &str) -> Option<String> {
        Some(self.stored(id)?.text(&Field::parse(field)).to_owned())
    }

    /// Keys whose texts hold some words. An earlier version is stored as its difference from the next one, and is read.
    pub fn keys_with(&self, words: &str) -> Vec<&str> {
        // Call files are long, and nobody types into them.
        let holds = |(key, text): &(&String, &String)| {
            !key.starts_with(CALL_FILE_KEY) && (text.contains(words) || self.holds_version(key, text, words))
        };
        self.storage.iter().filter(holds).map(|(key, _)| key.as_str()).collect()
    }

    fn holds_version(&self, key: &str, text: &str, words: &str) -> bool {
        let Some(StorageKey::History(id, _)) = StorageKey::parse(key) else { return false };
        let mut read = self.read_histories.borrow_mut();
        read.entry(text.to_owned()).or_insert_with(|| answers_of_versions(text, &id)).contains(words)
    }

    /// The message above a tab's page, with its further sentences; empty if there is none.
    pub fn notice(&self, tab: usize) -> String {
        let notice = self.state(tab).notices.shown();
        notice
            .map(|notice| [std::slice::from_ref(&notice.text), notice.more.as_slice()].concat().join(" "))
            .unwrap_or_default()
    }

    /// How many characters are stored.
    pub fn used(&self) -> usize {
        self.storage.iter().map(|(key, text)| key.len() + text.len()).sum()
    }

    /// From now on nothing more fits into storage.
    pub fn fill(&mut self) {
        self.capacity = self.used();
    }

    /// There is room again.
    pub fn make_room(&mut self) {
        self.capacity = usize::MAX;
    }
}

/// All answers of all versions in a stored history.
fn answers_of_versions(text: &str, id: &DraftId) -> String {
    let mut answers = String::new();
    if let Ok(history) = read_history(text, id) {
        history.walk(|_, draft| {
            for answer in draft.answers.values() {
                answers.push_str(&answer.value.words());
                answers.push('\n');
            }
            true
        });
    }
    answers
}

/// What pages show of drafts: not when single answers were changed.
fn shown_drafts(state: &State) -> Vec<(&DraftId, &DraftStatus, &str, Timestamp, Vec<&Value>)> {
    state
        .drafts
        .iter()
        .map(|(id, loaded)| {
            let values = loaded.draft.answers.values().map(|answer| &answer.value).collect();
            (id, &loaded.status, loaded.draft.name.as_str(), loaded.draft.changed, values)
        })
        .collect()
}

impl Default for FakeBrowser {
    fn default() -> Self {
        Self::new()
    }
}

/// What a browser says that does not let pages keep anything.
pub const BLOCKED: &str = "This browser does not allow this page to keep anything.";

/// The id of the call that the fake host has.
pub fn call_id() -> CallId {
    CallId::new("marsh-2027").expect("the id of a call")
}

/// A small call, under an id.
pub fn call_text(id: &str) -> String {
    let mut json: serde_json::Value =
        serde_json::from_str(include_str!("../../../tests/fixtures/calls/small.json")).expect("the small call is JSON");
    json["id"] = id.into();
    json.to_string()
}

/// A list of calls.
pub fn index_text(ids: &[&str]) -> String {
    let entry =
        |id: &&str| serde_json::json!({"id": id, "hub": "Marsh Music Hub", "title": "Lead Schools", "example": true});
    serde_json::json!({"format": 1, "calls": ids.iter().map(entry).collect::<Vec<_>>()}).to_string()
}
