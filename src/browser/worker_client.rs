//! The page's side of the worker: loads it, posts requests with the files that go with them, and hands in its answers.
//!
//! A worker that has been stopped or has failed is replaced by the next request; what comes of the old one after that is
//! ignored. Where a worker cannot be loaded each request is answered by `WorkerEvent::Failed`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, MessageEvent, Url, Worker, WorkerOptions, WorkerType};

use super::chosen_files::{Chosen, ChosenFiles};
use super::sender::Sender;
use super::window::window;
use crate::app::{Answer, Event, FromWorker, Request, RequestId, ToWorker, WorkerEvent};

/// The worker, and the files that may go with requests.
#[derive(Clone)]
pub(super) struct WorkerClient(Rc<Inner>);

struct Inner {
    sender: Sender,
    chosen: ChosenFiles,
    worker: RefCell<Option<Worker>>,
    /// The number of the instance that is there, or was last.
    instance: Cell<u32>,
}

impl WorkerClient {
    /// No worker yet.
    pub(super) fn new(sender: &Sender, chosen: &ChosenFiles) -> Self {
        let (sender, chosen) = (sender.clone(), chosen.clone());
        Self(Rc::new(Inner { sender, chosen, worker: RefCell::default(), instance: Cell::default() }))
    }

    /// Loads the worker, unless it is there.
    pub(super) fn load(&self) {
        if self.0.worker.borrow().is_none() {
            match self.start() {
                Ok(worker) => drop(self.0.worker.replace(Some(worker))),
                Err(_) => self.send(failed()),
            }
        }
    }

    /// Posts a request. Of a file only a handle goes to the worker, whatever its size. Files that were chosen together are
    /// one file to the rest of the page; the worker is told what they are.
    pub(super) fn post(&self, id: RequestId, mut request: Request, file: Option<u32>) {
        let file = match file {
            None => JsValue::NULL,
            Some(number) => match self.0.chosen.take(number) {
                Some(Chosen { blob, parts }) => {
                    if let (Some(parts), Request::Open) = (parts, &request) {
                        request = Request::OpenFiles(parts);
                    }
                    blob.into()
                }
                None => return self.send(WorkerEvent::Answered { id, answer: no_file(&request), url: None }),
            },
        };
        if self.0.worker.borrow().is_none() {
            self.load();
            if self.0.worker.borrow().is_none() {
                // That has been said.
                return;
            }
        }
        let message = Array::of2(&ToWorker { id, request }.to_json().into(), &file);
        let posted = self.0.worker.borrow().as_ref().map(|worker| worker.post_message(&message));
        if !matches!(posted, Some(Ok(()))) {
            self.send(failed());
        }
    }

    /// Stops the worker, whatever it is doing. The next request starts another.
    pub(super) fn stop(&self) {
        if let Some(worker) = self.0.worker.take() {
            worker.terminate();
            self.0.instance.set(self.0.instance.get().wrapping_add(1));
        }
    }

    fn send(&self, event: WorkerEvent) {
        self.0.sender.send(Event::Worker(event));
    }

    fn start(&self) -> Result<Worker, JsValue> {
        let upbeat = Reflect::get(&window(), &"upbeat".into())?;
        let address = Reflect::get(&upbeat, &"worker".into())?.as_string().ok_or(JsValue::NULL)?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&address, &options)?;

        let instance = self.0.instance.get();
        let own = self.clone();
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if own.0.instance.get() == instance {
                own.send(read_message(&event.data()));
            }
        });
        worker.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
        let own = self.clone();
        let on_error = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            event.prevent_default();
            if own.0.instance.get() == instance {
                own.stop();
                own.send(failed());
            }
        });
        worker.set_onerror(Some(on_error.into_js_value().unchecked_ref()));
        Ok(worker)
    }
}

fn failed() -> WorkerEvent {
    let mut message = "The part of Upbeat that makes and opens files did not load.".to_owned();
    let blocked = blocked();
    if !blocked.is_empty() {
        message += " Tell your Music Hub that its website has a security policy that blocks it: ";
        message += &blocked;
        message.push('.');
    }
    WorkerEvent::Failed(message)
}

/// What a policy of the host has blocked so far, as `assets/boot.js` has noted it.
fn blocked() -> String {
    let told = || {
        let upbeat = Reflect::get(&window(), &"upbeat".into()).ok()?;
        let blocked: Function = Reflect::get(&upbeat, &"blocked".into()).ok()?.dyn_into().ok()?;
        blocked.call0(&upbeat).ok()?.as_string()
    };
    told().unwrap_or_default()
}

/// The answer to a request whose file is not there any more.
fn no_file(request: &Request) -> Answer {
    let message = match request {
        Request::Keep { name } => {
            format!("\u{201c}{name}\u{201d} was not attached. Choose it again.")
        }
        _ => "The file did not open. Choose it again. Nothing on this device has changed.".to_owned(),
    };
    Answer::Refused { message, detail: "the page has no file under its number".to_owned() }
}

/// A message of the worker: null once it listens, else the text of an answer and the file that goes with it, or null.
fn read_message(data: &JsValue) -> WorkerEvent {
    if data.is_null() {
        return WorkerEvent::Ready;
    }
    let parts = Array::from(data);
    let FromWorker { id, answer } = FromWorker::from_json(&parts.get(0).as_string().unwrap_or_default());
    let file = parts.get(1).dyn_into::<Blob>().ok();
    let url = file.and_then(|file| Url::create_object_url_with_blob(&file).ok());
    WorkerEvent::Answered { id, answer, url }
}
