//! The part of this room that arrives last: the worker, what is pasted, and the store of attached files.

use super::chosen_files::ChosenFiles;
use super::event_loop::{FilePart, RunEffect};
use super::sender::Sender;
use super::window::later;
use super::worker_client::WorkerClient;
use super::{erase, open_files, paste};
use crate::app::{Effect, update};

/// Milliseconds after which the worker is loaded: it is never on the way to a page.
const WORKER_LOADED_AFTER: i32 = 1500;

/// What [`EventLoop::load_files`](super::event_loop::EventLoop::load_files) takes.
pub const FILES: FilePart = FilePart { update, open };

fn open(sender: &Sender, chosen: &ChosenFiles) -> RunEffect {
    paste::listen(sender);
    open_files::listen(sender, chosen);
    let worker = WorkerClient::new(sender, chosen);
    let own = worker.clone();
    later(WORKER_LOADED_AFTER, move || own.load());
    let sender = sender.clone();
    Box::new(move |effect| {
        match effect {
            Effect::Worker { id, request, file } => worker.post(id, request, file),
            Effect::StopWorker => worker.stop(),
            Effect::RemoveAllFiles => erase::remove_all_files(&sender),
            other => return Some(other),
        }
        None
    })
}
