//! The press, seen from the page: a worker that is loaded when the page is idle, and again after it has stopped.
//!
//! One job at a time. If the press stops during a job, the job is told as failed and the next one loads it afresh.

use std::cell::{Cell, RefCell};

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::open::{Sender, window};
use crate::app::{About, Event, Job, Making, PressEvent};
use crate::bundle::worker::{Answer, FileId, Found, FromWorker, Request, RequestId, ToWorker};

/// The worker, if it is loaded, the name of the file that it is reading, and what it has made.
pub(super) struct Press {
    worker: RefCell<Option<web_sys::Worker>>,
    reading: RefCell<String>,
    made: RefCell<Option<web_sys::Blob>>,
    /// Files that were chosen to be attached, by their numbers, until they are.
    chosen: RefCell<Vec<(u32, web_sys::File)>>,
    numbers: Cell<u32>,
}

impl Press {
    pub(super) fn new() -> Self {
        Self {
            worker: RefCell::new(None),
            reading: RefCell::new(String::new()),
            made: RefCell::new(None),
            chosen: RefCell::new(Vec::new()),
            numbers: Cell::new(0),
        }
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
        self.ask(sender, request, None);
    }

    /// Has a file read. Only a handle goes to the press, whatever the file's size.
    pub(super) fn read(&self, sender: &Sender, name: &str, letter: bool, file: &web_sys::File) {
        name.clone_into(&mut self.reading.borrow_mut());
        self.ask(sender, if letter { Request::ReadLetter } else { Request::Open }, Some(file));
    }

    /// Keeps a file that was chosen under a number, until it is asked for.
    pub(super) fn choose(&self, file: web_sys::File) -> u32 {
        let number = self.numbers.get();
        self.numbers.set(number.wrapping_add(1));
        self.chosen.borrow_mut().push((number, file));
        number
    }

    /// Has a file that was chosen stored.
    pub(super) fn keep(&self, sender: &Sender, number: u32, name: String) {
        let place = self.chosen.borrow().iter().position(|(own, _)| *own == number);
        match place.map(|place| self.chosen.borrow_mut().remove(place)) {
            Some((_, file)) => self.ask(sender, Request::Keep { name }, Some(&file)),
            None => sender.send(Event::Press(PressEvent::Refused(format!(
                "\u{201c}{name}\u{201d} was not attached: the browser did not hand it over. Choose it again."
            )))),
        }
    }

    /// Has a file of the store handed out.
    pub(super) fn get(&self, sender: &Sender, id: FileId, kind: String) {
        self.ask(sender, Request::Get { id, media_type: kind }, None);
    }

    /// Has the store looked through.
    pub(super) fn list(&self, sender: &Sender) {
        self.ask(sender, Request::List, None);
    }

    /// Has files dropped from the store.
    pub(super) fn drop_files(&self, sender: &Sender, ids: Vec<FileId>) {
        self.ask(sender, Request::Drop(ids), None);
    }

    /// What was made last.
    pub(super) fn take_made(&self) -> Option<web_sys::Blob> {
        self.made.borrow_mut().take()
    }

    fn ask(&self, sender: &Sender, request: Request, file: Option<&web_sys::File>) {
        self.load(sender);
        let file: JsValue = file.map_or(JsValue::NULL, Into::into);
        let parts = Array::of2(&ToWorker { id: RequestId(1), request }.to_json().into(), &file);
        let asked = self.worker.borrow().as_ref().map(|worker| worker.post_message(&parts));
        if !matches!(asked, Some(Ok(()))) {
            sender.send(Event::Press(failed()));
        }
    }

    /// The worker is to stop, or has stopped: the next job starts another.
    pub(super) fn stop(&self) {
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
    let address = js_sys::Reflect::get(&upbeat, &"worker".into())?.as_string().ok_or(JsValue::NULL)?;
    let options = web_sys::WorkerOptions::new();
    options.set_type(web_sys::WorkerType::Module);
    let worker = web_sys::Worker::new_with_options(&address, &options)?;

    let own = sender.clone();
    let heard = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let event = if event.data().is_null() {
            Some(PressEvent::Ready)
        } else {
            read_answer(&own, &Array::from(&event.data()))
        };
        if let Some(event) = event {
            own.send(Event::Press(event));
        }
    });
    worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();

    let own = sender.clone();
    let stopped = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        event.prevent_default();
        own.press().stop();
        own.send(Event::Press(failed()));
    });
    worker.set_onerror(Some(stopped.as_ref().unchecked_ref()));
    stopped.forget();
    Ok(worker)
}

/// An answer of the press as an event, if anything follows from it.
fn read_answer(sender: &Sender, parts: &Array) -> Option<PressEvent> {
    let file = sender.press().reading.borrow().clone();
    let text = parts.get(0).as_string().unwrap_or_default();
    let blob = parts.get(1).dyn_into::<web_sys::Blob>().ok();
    Some(match FromWorker::from_json(&text).answer {
        Answer::Made { file_name, remarks, .. } => {
            *sender.press().made.borrow_mut() = blob;
            PressEvent::Made { name: file_name, remarks }
        }
        Answer::Progress { done, total } => PressEvent::Progress(done, total),
        Answer::Kept { id, bytes } => PressEvent::Kept { id, bytes },
        Answer::Got { id, found } => {
            let blob = blob.filter(|_| found == Found::Here);
            let address = blob.and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob).ok());
            PressEvent::Got { id, address }
        }
        // Where storage cannot be read it is not known what is named, so nothing is cleared away.
        Answer::Listed(ids) => PressEvent::Listed(ids, super::storage::read_all().ok()?),
        Answer::Dropped => PressEvent::Listed(Vec::new(), super::storage::read_all().ok()?),
        Answer::StoreFailed(_) => return None,
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
    })
}
