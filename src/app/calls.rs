//! Calls: the host's list and files, and the copies that drafts keep.
//!
//! A draft keeps the call that it was begun with and the newest one that it was opened with, so that it can be read,
//! checked and exported when the host has removed the file or cannot be reached. Where the two differ in what they ask,
//! it also keeps the one from which it is told what has changed. Copies are stored once per content and
//! shared by drafts. A draft's record says which copies it keeps, and on which site it was begun: several sites may share
//! one origin, and with it local storage.

use std::collections::BTreeSet;
use std::sync::Arc;

use litemap::LiteMap;
use serde_json::{Map, Value as Json};

use super::changes::{Area, ChangeSet};
use super::effect::Effect;
use super::event::CallEvent;
use super::keys::StorageKey;
use super::load::Load;
use crate::bundle::{RECORD_BEGUN, RECORD_NEWEST, sha256};
use crate::call::{Call, CallId, CallIndex, ReadError, read_call, read_index};
use crate::documents::{CallChange, call_file_changes};
use crate::draft::{Draft, DraftId, distinct};

/// A call, read, and the text that it was read from, which goes into the bundle byte for byte.
#[derive(Debug, Clone, PartialEq)]
pub struct CallFile {
    /// The call.
    pub call: Arc<Call>,
    /// The file's text.
    pub text: Arc<str>,
    /// SHA-256 of the text, in lower-case hex.
    pub hash: Arc<str>,
}

impl CallFile {
    fn new(call: Call, text: &str) -> Self {
        Self { call: call.into(), text: text.into(), hash: sha256::hex(text.as_bytes()).into() }
    }

    /// What its hub has changed in another file of the same call.
    pub(super) fn changes_to(&self, after: &Self) -> Vec<CallChange> {
        call_file_changes((&self.call, &self.text), (&after.call, &after.text))
    }
}

/// What this device knows of a draft beside its answers. It stays on the device.
#[derive(Debug, Clone, PartialEq, Default)]
struct Record {
    /// The site on which the draft was begun, or taken over.
    site: Option<String>,
    /// SHA-256 of the call file that the draft was begun with.
    begun: Option<String>,
    /// SHA-256 of the newest call file that the draft was opened with.
    newest: Option<String>,
    /// SHA-256 of the call file from which it is told what has changed since.
    earlier: Option<String>,
    /// SHA-256 of the newest call file at the time when the person had read what has changed.
    read: Option<String>,
    /// What a newer version of the program wrote beside it.
    more: Map<String, Json>,
}

const FORMAT: &str = "upbeat-record";
const EARLIER: &str = "call-earlier";
const READ: &str = "call-changes-read";

impl Record {
    fn read(text: &str) -> Option<Self> {
        let Json::Object(mut more) = serde_json::from_str(text).ok()? else { return None };
        if more.remove("format")?.as_str() != Some(FORMAT) {
            return None;
        }
        more.remove("version");
        let mut take = |key: &str| more.remove(key).as_ref().and_then(Json::as_str).map(str::to_owned);
        Some(Self {
            site: take("site"),
            begun: take(RECORD_BEGUN),
            newest: take(RECORD_NEWEST),
            earlier: take(EARLIER),
            read: take(READ),
            more,
        })
    }

    fn write(&self) -> String {
        let mut map = self.more.clone();
        map.insert("format".to_owned(), FORMAT.into());
        map.insert("version".to_owned(), 1.into());
        let all = [
            ("site", &self.site),
            (RECORD_BEGUN, &self.begun),
            (RECORD_NEWEST, &self.newest),
            (EARLIER, &self.earlier),
            (READ, &self.read),
        ];
        for (key, value) in all {
            if let Some(value) = value {
                map.insert(key.to_owned(), value.as_str().into());
            }
        }
        Json::Object(map).to_string()
    }

    /// Another call file takes the place of the newest one. What has changed is told from the call that the person knows:
    /// changes that nobody has read are told together with the new ones.
    fn newest_changes(&mut self, hash: &str, has_changed: bool) {
        let is_read = self.earlier.is_none() || self.read == self.newest;
        match (is_read, has_changed) {
            (true, true) => self.earlier.clone_from(&self.newest),
            (true, false) if self.read.is_some() => self.read = Some(hash.to_owned()),
            _ => {}
        }
        if self.earlier.as_deref() == Some(hash) {
            (self.earlier, self.read) = (None, None);
        }
    }

    fn hashes(&self) -> impl Iterator<Item = &String> {
        self.begun.iter().chain(&self.newest).chain(&self.earlier)
    }
}

/// Calls, from the host and as drafts keep them.
#[derive(Debug, Clone, PartialEq)]
pub struct Calls {
    index: Load<CallIndex>,
    host: LiteMap<CallId, Load<CallFile>>,
    /// Copies by the SHA-256 of their text.
    copies: LiteMap<String, Load<CallFile>>,
    /// Copies as they were stored when the page opened, not read yet.
    unread: Vec<(StorageKey, String)>,
    records: LiteMap<DraftId, Record>,
    /// The host's file that a draft was opened with in this page. It is kept for the draft once: another tab may have another
    /// file of the host, and each would put its own in the place of the other's for ever.
    opened: LiteMap<DraftId, Arc<str>>,
    site: String,
}

impl Default for Calls {
    fn default() -> Self {
        Self {
            index: Load::Loading,
            host: LiteMap::new(),
            copies: LiteMap::new(),
            unread: Vec::new(),
            records: LiteMap::new(),
            opened: LiteMap::new(),
            site: "/".to_owned(),
        }
    }
}

impl Calls {
    /// The host's list of calls.
    pub fn index(&self) -> &Load<CallIndex> {
        &self.index
    }

    /// A call: the host's file, or else a copy that came with a draft.
    pub fn get(&self, id: &CallId) -> Option<&Load<CallFile>> {
        let host = self.host.get(id);
        match host {
            Some(Load::Ready(_) | Load::Loading) => host,
            _ => self.copies.values().find(|copy| copy.ready().is_some_and(|file| file.call.id == *id)).or(host),
        }
    }

    /// The call of a draft: the host's file, or else the newest copy that the draft keeps.
    pub fn of_draft(&self, draft: &Draft) -> Option<&Load<CallFile>> {
        let host = self.host.get(&draft.call);
        if matches!(host, Some(Load::Ready(_) | Load::Loading)) {
            return host;
        }
        let record = self.records.get(&draft.id);
        let own =
            record.and_then(|record| record.newest.iter().chain(&record.begun).find_map(|hash| self.copies.get(hash)));
        own.or_else(|| self.get(&draft.call))
    }

    /// The call from which it is told what its hub has changed since, and whether the person has read that. None where
    /// nothing has changed while the draft was open. Where the draft does not keep the host's file yet, because another tab
    /// edits it, it is told from the one that it keeps.
    pub fn changed_since(&self, draft: &Draft) -> Option<(&CallFile, bool)> {
        let record = self.records.get(&draft.id)?;
        let is_read = record.earlier.is_none() || (record.read.is_some() && record.read == record.newest);
        if is_read && let Some((before, _)) = self.changed_on_host(draft) {
            return Some((before, false));
        }
        let before = self.copies.get(record.earlier.as_ref()?)?.ready()?;
        Some((before, is_read))
    }

    /// Whether a draft has been opened with this file of the host in this page.
    fn is_opened_with(&self, draft: &Draft, hash: &str) -> bool {
        self.records.contains_key(&draft.id) && self.opened.get(&draft.id).is_some_and(|own| **own == *hash)
    }

    /// The call that a draft was opened with last, and the host's, where that is another one that it does not keep yet.
    pub(super) fn changed_on_host(&self, draft: &Draft) -> Option<(&CallFile, &CallFile)> {
        let Load::Ready(file) = self.host.get(&draft.call)? else { return None };
        if self.is_opened_with(draft, &file.hash) {
            return None;
        }
        let newest = self.records.get(&draft.id)?.newest.as_ref()?;
        let before = self.copies.get(newest)?.ready()?;
        (**newest != *file.hash).then_some((before, file))
    }

    /// The call that a draft was begun with, as far as it is here.
    pub(super) fn begun_with(&self, draft: &Draft) -> Option<&Call> {
        let begun = self.records.get(&draft.id)?.begun.as_ref()?;
        Some(&self.copies.get(begun)?.ready()?.call)
    }

    /// Whether the host has its list of calls, and this one is not in it any more.
    pub fn is_removed_by_hub(&self, id: &CallId) -> bool {
        let listed = self.index.ready().is_some_and(|index| index.calls.iter().any(|entry| entry.id == *id));
        self.index.ready().is_some() && !listed && self.host.get(id).is_none_or(|load| load.ready().is_none())
    }

    /// Whether a draft belongs to this site: it was begun here, or, if that is not known, the host lists its call.
    pub fn belongs_here(&self, draft: &Draft) -> bool {
        match (self.records.get(&draft.id).and_then(|record| record.site.as_ref()), self.index.ready()) {
            (Some(site), _) => *site == self.site,
            (None, Some(index)) => index.calls.iter().any(|entry| entry.id == draft.call),
            (None, None) => true,
        }
    }

    /// Names of the other hubs that this page knows of.
    pub(super) fn other_hubs(&self, own: &CallId) -> Vec<String> {
        let listed = self.index.ready().into_iter().flat_map(|index| &index.calls).filter(|entry| entry.id != *own);
        let loaded = self.host.values().chain(self.copies.values()).filter_map(Load::ready);
        let others = loaded.filter(|file| file.call.id != *own);
        let also = others.flat_map(|file| {
            let hub = &file.call.hub;
            hub.short.iter().chain(&hub.second_name).chain(&hub.also_known_as)
        });
        distinct(listed.map(|entry| &entry.hub).chain(also).cloned())
    }

    /// Reads what is stored when the page opens. Copies are read when anything but the first page is wanted.
    pub(super) fn load(&mut self, key: StorageKey, text: String) {
        match key {
            StorageKey::Record(id) => {
                if let Some(record) = Record::read(&text) {
                    self.records.insert(id, record);
                }
            }
            key => self.unread.push((key, text)),
        }
    }

    /// The folder that the page was loaded from.
    pub(super) fn set_site(&mut self, site: String) {
        self.site = site;
    }

    /// Whether copies are stored that have not been read yet.
    pub(super) fn has_unread(&self) -> bool {
        !self.unread.is_empty()
    }

    /// Reads the stored copies. One that cannot be read is left alone: the host's is used. Returns the hashes of those that
    /// were read and are stored once per content.
    pub(super) fn read_copies(&mut self) -> BTreeSet<String> {
        let mut read = BTreeSet::new();
        for (key, text) in std::mem::take(&mut self.unread) {
            if self.read_copy(&text)
                && let StorageKey::CallFile(hash) = key
            {
                read.insert(hash);
            }
        }
        read
    }

    /// Reads a stored copy, and says whether it can be read.
    fn read_copy(&mut self, text: &str) -> bool {
        let Ok(call) = read_call(text) else { return false };
        let file = CallFile::new(call, text);
        self.copies.insert(file.hash.to_string(), Load::Ready(file));
        true
    }

    /// What a page that was closed while it removed a draft has left behind: records of drafts that are not here, and
    /// those of these copies that no record names.
    pub(super) fn remove_left_behind(
        &mut self,
        copies: &BTreeSet<String>,
        is_here: impl Fn(&DraftId) -> bool,
    ) -> Vec<Effect> {
        let gone: Vec<DraftId> = self.records.keys().filter(|id| !is_here(id)).cloned().collect();
        self.records.retain(|id, _| !gone.contains(id));
        let mut effects: Vec<Effect> = gone.into_iter().map(|id| Effect::remove(&StorageKey::Record(id))).collect();
        effects.extend(self.remove_unused(copies));
        effects
    }

    /// The list of calls came, or did not.
    pub(super) fn index_fetched(&mut self, result: Result<String, String>, changes: &mut ChangeSet) {
        changes.mark(Area::Calls);
        self.index = match result.map(|text| read_index(&text)) {
            Ok(Ok(index)) => Load::Ready(index),
            Ok(Err(error)) => Load::Failed(unread("the hub\u{2019}s list of rounds", &error)),
            Err(why) => Load::Failed(why),
        };
    }

    /// Asks for a call that somebody waits for. One that did not come is asked for again.
    fn want_now(&mut self, id: &CallId) -> Option<Effect> {
        if matches!(self.host.get(id), Some(Load::Failed(_))) {
            self.host.remove(id);
        }
        self.want(id)
    }

    /// Asks for a call, unless that has been done.
    pub(super) fn want(&mut self, id: &CallId) -> Option<Effect> {
        if self.host.contains_key(id) {
            return None;
        }
        self.host.insert(id.clone(), Load::Loading);
        Some(Effect::FetchCall(id.clone()))
    }

    /// What follows from an event.
    pub(super) fn update(&mut self, event: CallEvent, changes: &mut ChangeSet) -> Vec<Effect> {
        match event {
            CallEvent::IndexFetched(result) => self.index_fetched(result, changes),
            CallEvent::Fetched(id, result) => self.fetched(id, result, changes),
            CallEvent::Wanted(id) => return self.want_now(&id).into_iter().collect(),
            CallEvent::CameWithDraft(id, text) => return self.came_with_draft(&id, &text, changes),
            CallEvent::TakeOver(id) => return self.take_over(&id, changes),
            CallEvent::ChangesRead(id) => return self.changes_read(&id, changes),
            CallEvent::DraftGone(id) => {
                let before = self.used_hashes();
                self.opened.remove(&id);
                let Some(_) = self.records.remove(&id) else { return Vec::new() };
                let mut effects = vec![Effect::remove(&StorageKey::Record(id))];
                effects.extend(self.remove_unused(&before));
                return effects;
            }
        }
        Vec::new()
    }

    fn fetched(&mut self, id: CallId, result: Result<String, String>, changes: &mut ChangeSet) {
        const FILE: &str = "this hub\u{2019}s information";
        changes.mark(Area::Calls);
        let read = result.and_then(|text| match read_call(&text) {
            Ok(call) if call.id == id => Ok(CallFile::new(call, &text)),
            Ok(call) => Err(mistake(FILE, &format!("{id}.json has the id \u{201c}{}\u{201d}", call.id))),
            Err(error) => Err(unread(FILE, &error)),
        });
        match read {
            Ok(file) => drop(self.host.insert(id, Load::Ready(file))),
            // What is here stays.
            Err(_) if matches!(self.host.get(&id), Some(Load::Ready(_))) => {}
            Err(why) => drop(self.host.insert(id, Load::Failed(why))),
        }
    }

    /// A draft brought its call file along.
    fn came_with_draft(&mut self, draft: &DraftId, text: &str, changes: &mut ChangeSet) -> Vec<Effect> {
        let Ok(call) = read_call(text) else { return Vec::new() };
        let file = CallFile::new(call, text);
        changes.mark(Area::Calls);
        // What has changed is told from the file that came.
        self.opened.remove(draft);
        if let Some(record) = self.records.get_mut(draft) {
            (record.earlier, record.read) = (None, None);
        }
        self.keep_for(draft, file)
    }

    /// A draft keeps a call from now on, as the newest one.
    fn keep_for(&mut self, draft: &DraftId, file: CallFile) -> Vec<Effect> {
        let hash = file.hash.to_string();
        let before = self.used_hashes();
        self.copies.insert(hash.clone(), Load::Ready(file));
        let record = self.records.entry(draft.clone()).or_default();
        record.site.get_or_insert_with(|| self.site.clone());
        record.begun.get_or_insert_with(|| hash.clone());
        record.newest = Some(hash);
        self.store_record(draft, &before)
    }

    /// A draft is open with the host's call: it keeps that call from now on.
    pub(super) fn keep_host_call(&mut self, draft: &Draft) -> Vec<Effect> {
        let Some(Load::Ready(file)) = self.host.get(&draft.call) else { return Vec::new() };
        let known = self.records.get(&draft.id);
        let is_named =
            known.is_some_and(|record| record.newest.as_deref() == Some(&*file.hash) && record.site.is_some());
        let is_here = self.copies.contains_key(&*file.hash);
        let is_opened = self.is_opened_with(draft, &file.hash);
        if is_opened && (is_here || !is_named) {
            return Vec::new();
        }
        let file = file.clone();
        let has_changed = self.changed_on_host(draft).map(|(before, after)| !before.changes_to(after).is_empty());
        self.opened.insert(draft.id.clone(), file.hash.clone());
        if is_named && is_here {
            return Vec::new();
        }
        if let (Some(has_changed), Some(record)) = (has_changed, self.records.get_mut(&draft.id)) {
            record.newest_changes(&file.hash, has_changed);
        }
        if is_named {
            // The record is stored, and the copy that it names was removed from outside.
            let key = StorageKey::CallFile(file.hash.to_string());
            self.copies.insert(file.hash.to_string(), Load::Ready(file));
            return self.store(&key).into_iter().collect();
        }
        self.keep_for(&draft.id, file)
    }

    /// The person has read what a hub has changed. It can be read again.
    fn changes_read(&mut self, id: &DraftId, changes: &mut ChangeSet) -> Vec<Effect> {
        let before = self.used_hashes();
        let Some(record) = self.records.get_mut(id) else { return Vec::new() };
        record.read.clone_from(&record.newest);
        changes.mark(Area::Calls);
        self.store_record(id, &before)
    }

    /// A draft that was begun on another site of this host is used here from now on.
    fn take_over(&mut self, id: &DraftId, changes: &mut ChangeSet) -> Vec<Effect> {
        changes.mark(Area::Calls);
        let before = self.used_hashes();
        self.records.entry(id.clone()).or_default().site = Some(self.site.clone());
        self.store_record(id, &before)
    }

    /// Stores the record of a draft and the copies that it names, and removes copies that no record names any more.
    /// `before` is what records named before.
    fn store_record(&self, id: &DraftId, before: &BTreeSet<String>) -> Vec<Effect> {
        let named = self.records.get(id).into_iter().flat_map(Record::hashes);
        let new = distinct(named.filter(|hash| !before.contains(*hash)));
        let keys = new.into_iter().map(|hash| StorageKey::CallFile(hash.clone()));
        let mut effects: Vec<Effect> =
            keys.chain([StorageKey::Record(id.clone())]).filter_map(|key| self.store(&key)).collect();
        effects.extend(self.unused(before).into_iter().map(remove));
        effects
    }

    fn used_hashes(&self) -> BTreeSet<String> {
        self.records.values().flat_map(Record::hashes).cloned().collect()
    }

    fn unused(&self, before: &BTreeSet<String>) -> Vec<String> {
        let used = self.used_hashes();
        before.difference(&used).cloned().collect()
    }

    fn remove_unused(&mut self, before: &BTreeSet<String>) -> Vec<Effect> {
        let unused = self.unused(before);
        for hash in &unused {
            self.copies.remove(hash);
        }
        unused.into_iter().map(remove).collect()
    }

    /// The effect that stores what belongs under a key, if this page has it.
    pub(super) fn store(&self, key: &StorageKey) -> Option<Effect> {
        let text = match key {
            StorageKey::Record(id) => self.records.get(id)?.write(),
            StorageKey::CallFile(hash) => self.copies.get(hash)?.ready()?.text.to_string(),
            _ => return None,
        };
        Some(Effect::store(key, text))
    }

    /// The keys that storage should hold for these drafts.
    pub(super) fn wanted_keys(&self, drafts: &[DraftId]) -> Vec<StorageKey> {
        let records = drafts.iter().filter_map(|id| Some((id, self.records.get(id)?)));
        let mut keys = Vec::new();
        for (id, record) in records {
            keys.push(StorageKey::Record(id.clone()));
            keys.extend(
                record.hashes().filter(|hash| self.copies.contains_key(*hash)).cloned().map(StorageKey::CallFile),
            );
        }
        distinct(keys)
    }

    /// Another tab has stored a record or a copy. `stores` says that this page is about to store it: its own record is
    /// the later one then, but for what never changes and what a newer version wrote.
    pub(super) fn changed_elsewhere(
        &mut self,
        key: &StorageKey,
        text: Option<&str>,
        stores: bool,
        changes: &mut ChangeSet,
    ) {
        match (key, text) {
            (StorageKey::Record(id), Some(text)) => {
                if let Some(mut record) = Record::read(text) {
                    if let Some(own) = self.records.remove(id).filter(|_| stores) {
                        record = Record {
                            site: own.site.or(record.site),
                            begun: record.begun.or(own.begun),
                            newest: own.newest.or(record.newest),
                            earlier: own.earlier.or(record.earlier),
                            read: own.read.or(record.read),
                            more: record.more,
                        };
                    }
                    self.records.insert(id.clone(), record);
                }
            }
            (StorageKey::Record(id), None) => drop(self.records.remove(id)),
            // The record that names it is stored after it, so nothing is left over yet.
            (StorageKey::CallFile(_) | StorageKey::OldCall(_), Some(text)) => drop(self.read_copy(text)),
            _ => return,
        }
        changes.mark(Area::Calls);
    }

    /// Everything was removed from storage: copies and records go. What the host has stays.
    pub(super) fn erased(&mut self) {
        self.copies.clear();
        self.records.clear();
        self.opened.clear();
        self.unread.clear();
    }
}

fn remove(hash: String) -> Effect {
    Effect::remove(&StorageKey::CallFile(hash))
}

/// What a school reads where a file of the hub's cannot be read. A file that is newer than this page has no mistake.
fn unread(file: &str, error: &ReadError) -> String {
    let line = error.to_string();
    if error.newer { line } else { mistake(file, &line) }
}

/// What a school reads where a file of the hub's has a mistake: who can correct it, and last the line that helps them.
/// That what the school has written is safe stands beside it on the page.
fn mistake(file: &str, line: &str) -> String {
    let line = line.trim_end_matches('.');
    format!("Upbeat cannot show {file}: it has a mistake. Please tell the hub. Details for the hub: {line}.")
}
