//! The part of this room that arrives after the first page: all effects but those of `effects` and `files`, and what only
//! later pages listen to.

use js_sys::Reflect;

use super::chosen_files::ChosenFiles;
use super::event_loop::{Deferred, RunEffect};
use super::leave_warning::LeaveWarning;
use super::local_storage::LocalStorage;
use super::sender::Sender;
use super::web_locks::WebLocks;
use super::window::{after_next_frame, every, listen, window};
use super::{attach, boxes, downloads, local_storage, persistence};
use crate::app::{Effect, Event, JobEvent, StorageEvent, TabEvent, update_without_files};

const MINUTE: i32 = 60_000;

/// What [`EventLoop::load`](super::event_loop::EventLoop::load) takes.
pub const DEFERRED: Deferred = Deferred { update: update_without_files, open, before_event: boxes::before_event };

/// What runs effects.
struct Runner {
    sender: Sender,
    storage: LocalStorage,
    chosen: ChosenFiles,
    locks: WebLocks,
    warning: LeaveWarning,
}

fn open(sender: &Sender, storage: &LocalStorage, chosen: &ChosenFiles) -> RunEffect {
    if WebLocks::are_supported() {
        sender.send(Event::Tab(TabEvent::LocksSupported));
    }
    storage.listen(sender);
    boxes::listen();
    attach::listen(sender, chosen);
    let own = sender.clone();
    every(MINUTE, move || own.send(Event::Ticked));
    let own = sender.clone();
    // A page that is restored as it was when it was left has slept, and heard of nothing meanwhile.
    listen(&window(), "pageshow", move |event| {
        if Reflect::get(&event, &"persisted".into()).is_ok_and(|persisted| persisted.is_truthy()) {
            own.send(Event::Ticked);
        }
    });
    let runner = Runner {
        sender: sender.clone(),
        storage: storage.clone(),
        chosen: chosen.clone(),
        locks: WebLocks::new(sender, storage),
        warning: LeaveWarning::new(),
    };
    Box::new(move |effect| runner.run(effect))
}

impl Runner {
    fn run(&self, effect: Effect) -> Option<Effect> {
        match effect {
            Effect::Store { key, text } => self.storage.store(&self.sender, key, &text),
            Effect::Remove { key } => self.storage.remove(&self.sender, key),
            Effect::RemoveTogether(keys) => self.storage.remove_together(&self.sender, keys),
            Effect::ScanStorage => {
                let found = self.storage.scan(&self.sender);
                self.sender.send(Event::Storage(StorageEvent::Scanned(found)));
            }
            Effect::ReadStorage => self.sender.send(Event::Job(JobEvent::StorageRead(local_storage::read_texts()))),
            Effect::RemoveAllKeys => self.storage.remove_all(&self.sender),
            Effect::QueryPersistence => persistence::query(&self.sender),
            Effect::RequestPersistence => persistence::request(&self.sender),
            Effect::WarnBeforeLeaving(asks) => self.warning.set(asks),

            Effect::RequestFrame => {
                let sender = self.sender.clone();
                after_next_frame(move || sender.send(Event::FrameShown));
            }

            Effect::Download { name, kind, content } => downloads::download(&name, kind, &content),
            Effect::DownloadUrl { name, url } => downloads::download_url(&name, url),
            Effect::SaveUrl { name, url } => downloads::save_url(&name, &url),
            Effect::RevokeUrl(url) => downloads::revoke_url(&url),
            Effect::ReleaseFile(number) => drop(self.chosen.take(number)),

            Effect::RequestLock(id) => self.locks.request(id),
            Effect::QueueLock(id) => self.locks.queue(id),
            Effect::StealLock(id) => self.locks.steal(id),
            Effect::ReleaseLock => self.locks.release(),
            Effect::CheckLocks(ids, number) => self.locks.check(ids, number),

            other => return Some(other),
        }
        None
    }
}
