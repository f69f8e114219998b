//! The press, seen from the page: a worker that is loaded when the page is idle, and again after it has stopped.
//!
//! One job at a time. If the press stops during a job, the job is told as failed and the next one loads it afresh.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use super::open::{Sender, window};
use crate::app::{About, Event, Job, Making, PressEvent};
use crate::bundle::press::{Answer, Request};

/// The worker, if it is loaded, and the name of the file that it is reading.
pub(super) struct Press {
    worker: RefCell<Option<web_sys::Worker>>,
    reading: RefCell<String>,
}

impl Press {
    pub(super) fn new() -> Self {
        Self { worker: RefCell::new(None), reading: RefCell::new(String::new()) }
    }

    /// Loads the worker, unless it is there.
    pub(super) fn load(&self, sender: &Sender) {
        if self.worker.borrow().is_some() {
            return;
        }
        match start(sender) {
            Ok(worker) => *self.worker.borrow_mut() = Some(worker),
            Err(_) => sender.send(Event::Press(failed())),
        }
    }

    /// Has a bundle or a document made.
    pub(super) fn make(&self, sender: &Sender, job: Job) {
        let Job { what, call, draft, other_hubs, now } = job;
        let call_json = call.to_string();
        let request = match what {
            Making::Bundle { page } => Request::Make { call_json, draft_json: draft, now, other_hubs, page },
            Making::Document(which) => Request::Document { which, call_json, draft_json: draft, now, other_hubs },
        };
        self.ask(sender, &request, &Uint8Array::new_with_length(0));
    }

    /// Has a file read.
    pub(super) fn read(&self, sender: &Sender, name: &str, letter: bool, bytes: &Uint8Array) {
        name.clone_into(&mut self.reading.borrow_mut());
        self.ask(sender, if letter { &Request::ReadLetter } else { &Request::Open }, bytes);
    }

    fn ask(&self, sender: &Sender, request: &Request, bytes: &Uint8Array) {
        self.load(sender);
        let parts = Array::of2(&request.to_json().to_string().into(), bytes);
        let asked = self.worker.borrow().as_ref().map(|worker| worker.post_message(&parts));
        if !matches!(asked, Some(Ok(()))) {
            sender.send(Event::Press(failed()));
        }
    }

    /// The worker has stopped: the next job starts another.
    pub(super) fn stopped(&self) {
        if let Some(worker) = self.worker.borrow_mut().take() {
            worker.terminate();
        }
    }
}

fn failed() -> PressEvent {
    PressEvent::Failed(
        "The part of this page that makes and opens files could not be loaded, or has stopped.".to_owned(),
    )
}

fn start(sender: &Sender) -> Result<web_sys::Worker, JsValue> {
    let upbeat = js_sys::Reflect::get(&window(), &"upbeat".into())?;
    let address = js_sys::Reflect::get(&upbeat, &"press".into())?.as_string().ok_or(JsValue::NULL)?;
    let options = web_sys::WorkerOptions::new();
    options.set_type(web_sys::WorkerType::Module);
    let worker = web_sys::Worker::new_with_options(&address, &options)?;

    let own = sender.clone();
    let heard = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let event =
            if event.data().is_null() { PressEvent::Ready } else { read_answer(&own, &Array::from(&event.data())) };
        own.send(Event::Press(event));
    });
    worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();

    let own = sender.clone();
    let stopped = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        event.prevent_default();
        own.press().stopped();
        own.send(Event::Press(failed()));
    });
    worker.set_onerror(Some(stopped.as_ref().unchecked_ref()));
    stopped.forget();
    Ok(worker)
}

/// An answer of the press as an event.
fn read_answer(sender: &Sender, parts: &Array) -> PressEvent {
    let file = sender.press().reading.borrow().clone();
    let text = parts.get(0).as_string().unwrap_or_default();
    let answer = serde_json::from_str(&text).ok().as_ref().and_then(Answer::from_json);
    match answer.unwrap_or_else(|| Answer::not_understood(&text)) {
        Answer::Made { file_name, remarks } => {
            PressEvent::Made { name: file_name, remarks, content: Uint8Array::new(&parts.get(1)).to_vec() }
        }
        Answer::Letter { text, remarks } => PressEvent::Letter { name: file, text, remarks },
        Answer::Opened { drafts, mut warnings, unsaved } => {
            warnings.extend(drafts.iter().flat_map(|d| d.warnings.clone()));
            // Text that was typed too late to be saved: to be copied back to its place by hand.
            warnings
                .extend(unsaved.into_iter().map(|(field, text)| format!("Typed but not saved, at {field}: {text}")));
            let about = drafts.iter().map(|d| About { written_on: d.written_on, files: d.files.len() }).collect();
            sender.send(Event::Press(PressEvent::About(about)));
            let drafts = drafts.into_iter().map(|d| (d.draft_json, d.call_json)).collect();
            PressEvent::Read { name: file, drafts, remarks: warnings }
        }
        Answer::Refused { message, .. } => PressEvent::Refused(message),
    }
}
