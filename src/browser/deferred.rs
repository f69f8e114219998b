//! The part of this room that arrives after the first page: all effects but those of `effects`, and what only later pages
//! listen to.

use js_sys::Reflect;

use super::chosen_files::ChosenFiles;
use super::event_loop::{Deferred, RunEffect};
use super::leave_warning::LeaveWarning;
use super::local_storage::LocalStorage;
use super::sender::Sender;
use super::web_locks::WebLocks;
use super::window::{after_next_frame, every, later, listen, window};
use super::worker_client::WorkerClient;
use super::{attach, boxes, downloads, erase, local_storage, paste, persistence};
use crate::app::{Effect, Event, StorageEvent, TabEvent, update};

/// Milliseconds after which the worker is loaded: it is never on the way to the first paint.
const WORKER_LOADED_AFTER: i32 = 1500;
const MINUTE: i32 = 60_000;

/// What [`EventLoop::load`](super::event_loop::EventLoop::load) takes.
pub const DEFERRED: Deferred = Deferred { update, open, before_event: boxes::before_event };

/// What runs effects.
struct Runner {
    sender: Sender,
    storage: LocalStorage,
    chosen: ChosenFiles,
    worker: WorkerClient,
    locks: WebLocks,
    warning: LeaveWarning,
}

fn open(sender: &Sender, storage: &LocalStorage, chosen: &ChosenFiles) -> RunEffect {
    if WebLocks::are_supported() {
        sender.send(Event::Tab(TabEvent::LocksSupported));
    }
    storage.listen(sender);
    boxes::listen();
    paste::listen();
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
    let worker = WorkerClient::new(sender, chosen);
    let own = worker.clone();
    later(WORKER_LOADED_AFTER, move || own.load());
    let runner = Runner {
        sender: sender.clone(),
        storage: storage.clone(),
        chosen: chosen.clone(),
        worker,
        locks: WebLocks::new(sender, storage),
        warning: LeaveWarning::new(),
    };
    Box::new(move |effect| runner.run(effect))
}

impl Runner {
    fn run(&self, effect: Effect) {
        match effect {
            Effect::Store { key, text } => self.storage.store(&self.sender, key, &text),
            Effect::Remove { key } => self.storage.remove(&self.sender, key),
            Effect::RemoveTogether(keys) => self.storage.remove_together(&self.sender, keys),
            Effect::ScanStorage => {
                let found = self.storage.scan(&self.sender);
                self.sender.send(Event::Storage(StorageEvent::Scanned(found)));
            }
            Effect::ReadStorage => self.sender.send(Event::Storage(StorageEvent::Read(local_storage::read_texts()))),
            Effect::RemoveAllKeys => self.storage.remove_all(&self.sender),
            Effect::RemoveAllFiles => erase::remove_all_files(&self.sender),
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

            Effect::Worker { id, request, file } => self.worker.post(id, request, file),
            Effect::StopWorker => self.worker.stop(),

            Effect::RequestLock(id) => self.locks.request(id),
            Effect::QueueLock(id) => self.locks.queue(id),
            Effect::StealLock(id) => self.locks.steal(id),
            Effect::ReleaseLock => self.locks.release(),
            Effect::CheckLocks(ids, number) => self.locks.check(ids, number),

            // `app::update` keeps the first two to itself; `effects` has run the others.
            Effect::Dispatch(_)
            | Effect::WhenDone { .. }
            | Effect::FetchIndex
            | Effect::FetchCall(_)
            | Effect::FetchExample(_)
            | Effect::GoTo(_)
            | Effect::Focus(_) => {}
        }
    }
}
