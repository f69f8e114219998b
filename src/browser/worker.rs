//! The worker's side of the messages: receives requests, runs them one after another, and posts the answers.
//!
//! What does not need a browser is in `bundle::worker`. This file adds the browser's Blobs and the store of attached files.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope};

use super::blobs::{BlobSink, BlobSource, JobFiles};
use super::fonts::fonts_for;
use super::js::size_of;
use super::store::{self, StoreError};
use crate::bundle::bag::ExternalFile;
use crate::bundle::source::{Absent, Progress, Unreadable, sha256_of};
use crate::bundle::worker::{
    Answer, FileId, Fonts, Found, FromWorker, JobContext, Request, RequestId, ToWorker, files_needed, run,
};
use crate::bundle::zip::unpack;

/// Listens to the page from now on. Posts null to say that it does.
pub fn listen_to_the_page() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let queue = Rc::new(RequestQueue {
        scope: scope.clone(),
        waiting: RefCell::default(),
        is_running: Cell::new(false),
        fonts: RefCell::default(),
    });
    let on_message = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        // A message is its text and a file, both ways.
        let parts = Array::from(&event.data());
        let message = ToWorker::from_json(&parts.get(0).as_string().unwrap_or_default());
        let file = parts.get(1).dyn_into::<Blob>().ok();
        queue.waiting.borrow_mut().push_back((message, file));
        if !queue.is_running.replace(true) {
            spawn_local(Rc::clone(&queue).run_all());
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    scope.post_message(&JsValue::NULL).unwrap_throw();
}

/// A message as it was read (or the refusal of one that cannot be read), and the file that was sent with it.
type Received = (Result<ToWorker, FromWorker>, Option<Blob>);

/// Requests wait here while another one is running, and are run in the order in which they came.
struct RequestQueue {
    scope: DedicatedWorkerGlobalScope,
    waiting: RefCell<VecDeque<Received>>,
    is_running: Cell<bool>,
    fonts: RefCell<Rc<Fonts>>,
}

impl RequestQueue {
    async fn run_all(self: Rc<Self>) {
        while let Some((message, file)) = self.next() {
            match message {
                Ok(ToWorker { id, request }) => {
                    let page = Page { scope: &self.scope, id };
                    let (answer, output) = page.run(&request, file, &self.fonts).await;
                    page.post(answer, output.as_ref());
                }
                Err(FromWorker { id, answer }) => Page { scope: &self.scope, id }.post(answer, None),
            }
        }
        self.is_running.set(false);
    }

    fn next(&self) -> Option<Received> {
        self.waiting.borrow_mut().pop_front()
    }
}

/// Milliseconds between two messages on progress, at least.
const PROGRESS_INTERVAL: f64 = 200.0;

/// The page as the receiver of answers to one request.
#[derive(Clone, Copy)]
struct Page<'a> {
    scope: &'a DedicatedWorkerGlobalScope,
    id: RequestId,
}

impl Page<'_> {
    /// Posts an answer. One that cannot be posted is an error of the worker, of which the page gets an event.
    fn post(self, answer: Answer, file: Option<&Blob>) {
        let file = file.map_or(JsValue::NULL, Into::into);
        let text = FromWorker { id: self.id, answer }.to_json();
        self.scope.post_message(&Array::of2(&text.into(), &file)).unwrap_throw();
    }

    /// A function that posts progress, but not too often.
    fn progress(self) -> impl FnMut(u64, u64) {
        let mut last = js_sys::Date::now();
        move |done, total| {
            let now = js_sys::Date::now();
            if now - last >= PROGRESS_INTERVAL {
                last = now;
                self.post(Answer::Progress { done, total }, None);
            }
        }
    }

    async fn run(self, request: &Request, file: Option<Blob>, fonts: &RefCell<Rc<Fonts>>) -> (Answer, Option<Blob>) {
        match request {
            Request::Keep { name } => match file {
                Some(file) => (self.keep(name, &file).await, None),
                None => (Answer::not_understood("there is no file to keep"), None),
            },
            Request::Get { id, media_type } => get(id, media_type).await,
            Request::List => match store::list().await {
                Ok(ids) => (Answer::Listed(ids), None),
                Err(error) => (Answer::StoreFailed(error.detail()), None),
            },
            Request::Drop(ids) => match store::drop_all(ids).await {
                Ok(()) => (Answer::Dropped, None),
                Err(error) => (Answer::StoreFailed(error.detail()), None),
            },
            Request::Make { .. }
            | Request::Document { .. }
            | Request::ReadLetter
            | Request::Open
            | Request::OpenFiles(_) => {
                let fonts = fonts_for(fonts, request).await;
                self.run_job(request, file, &fonts).await
            }
        }
    }

    /// Stores a file that was chosen: computes its id, stores it, and reads it back.
    async fn keep(self, name: &str, file: &Blob) -> Answer {
        let mut progress = self.progress();
        let total = size_of(file).saturating_mul(2);
        let not_readable = |detail: String| Answer::Refused {
            message: format!(
                "\u{201c}{name}\u{201d} was not attached: your browser could not read it all. If it is kept in OneDrive, Google Drive or iCloud, open it once so that it is downloaded. Then choose it again."
            ),
            detail,
        };
        let not_stored = |error: &StoreError| Answer::Refused {
            message: format!(
                "\u{201c}{name}\u{201d} was not attached. {} Your answers are safe. {}",
                error.message(),
                error.advice()
            ),
            detail: error.detail(),
        };
        let id = match hash(file, &mut |done, _| progress(done, total)).await {
            Ok(id) => id,
            Err(error) => return not_readable(error.to_string()),
        };
        if let Err(error) = store_as(&id, file).await {
            return not_stored(&error);
        }
        // What was chosen may have changed while it was copied.
        let stored = match store::get(&id).await {
            Ok(stored) => stored,
            Err(error) => return not_stored(&error),
        };
        let read_back = match &stored {
            Some(stored) => hash(stored, &mut |done, _| progress(done.saturating_add(total / 2), total)).await,
            None => Err(Unreadable("it is not there after it was stored".to_owned())),
        };
        match read_back {
            Ok(read_back) if read_back == id => Answer::Kept { id, bytes: size_of(file) },
            Ok(_) => {
                // What is stored under this id has other bytes, so it is no loss.
                drop(store::drop_all(&[id]).await);
                not_readable("what was stored is not what was chosen".to_owned())
            }
            Err(error) => not_readable(error.to_string()),
        }
    }

    /// Runs a request that needs no more of the store than the attached files that it names.
    async fn run_job(self, request: &Request, file: Option<Blob>, fonts: &Fonts) -> (Answer, Option<Blob>) {
        let mut files = JobFiles::default();
        for id in files_needed(request) {
            let blob = match store::get(&id).await {
                Ok(Some(blob)) => Ok(blob),
                Ok(None) => Err(Absent::NotThere),
                Err(error) => Err(Absent::Unreadable(error.detail())),
            };
            files.insert(id, blob);
        }
        let input = file.map_or_else(Blob::new, Ok).map(|blob| (blob.clone(), BlobSource::new(blob)));
        let Ok((blob, Ok(input))) = input else {
            return (Answer::not_understood("this worker cannot read files"), None);
        };
        let mut output = BlobSink::new(&files);
        let mut progress = self.progress();
        let mut context =
            JobContext { input: &input, files: &files, fonts, output: &mut output, progress: &mut progress };
        let result = run(request, &mut context).await;
        let mut answer = result.answer;
        let made = match &answer {
            Answer::Made { file_name, .. } if result.send_output => match output.finish(media_type_of(file_name)) {
                Ok(blob) => Some(blob),
                Err(error) => return (Answer::not_understood(&error.to_string()), None),
            },
            _ => None,
        };
        let mut not_stored = Vec::new();
        for attached in &result.attached {
            if let Err(error) = store_from_bundle(&blob, &input, attached).await {
                not_stored.push(format!(
                    "\u{201c}{}\u{201d} could not be saved on this device. {} Keep the file and open it again when there is space.",
                    attached.path.rsplit('/').next().unwrap_or(&attached.path),
                    error.message()
                ));
            }
        }
        if let Answer::Opened { warnings, .. } = &mut answer {
            warnings.extend(not_stored);
        }
        (answer, made)
    }
}

async fn get(id: &FileId, media_type: &str) -> (Answer, Option<Blob>) {
    let typed = |blob: Blob| with_type(&blob, media_type).map_err(|error| StoreError::from(error).detail());
    let (found, blob) = match store::get(id).await {
        Ok(Some(blob)) => match typed(blob) {
            Ok(blob) => (Found::Here, Some(blob)),
            Err(detail) => (Found::Unreadable(detail), None),
        },
        Ok(None) => (Found::NotThere, None),
        Err(error) => (Found::Unreadable(error.detail()), None),
    };
    (Answer::Got { id: id.clone(), found }, blob)
}

#[expect(clippy::cast_precision_loss, reason = "no file has more bytes than a double counts one by one")]
fn with_type(blob: &Blob, media_type: &str) -> Result<Blob, JsValue> {
    blob.slice_with_f64_and_f64_and_content_type(0.0, size_of(blob) as f64, media_type)
}

async fn hash(blob: &Blob, progress: Progress<'_>) -> Result<FileId, Unreadable> {
    sha256_of(&BlobSource::new(blob.clone())?, progress).await
}

/// Stores a file, unless it is there. What is stored is a plain Blob, without the name and day that a chosen file has.
async fn store_as(id: &FileId, file: &Blob) -> Result<(), StoreError> {
    let stored = store::get(id).await?;
    if stored.is_some_and(|stored| size_of(&stored) == size_of(file)) {
        return Ok(());
    }
    store::put(id, &file.slice()?).await
}

/// Stores a file out of a bundle, whose checksum is known to be right.
#[expect(clippy::cast_precision_loss, reason = "no file has more bytes than a double counts one by one")]
async fn store_from_bundle(bundle: &Blob, input: &BlobSource, file: &ExternalFile) -> Result<(), StoreError> {
    let refused = |why: String| StoreError::Refused(why);
    let Some(range) = &file.range else { return Err(refused("it has no place in the file".to_owned())) };
    if range.unpacks_to.is_none() && range.within.is_none() {
        let blob = bundle.slice_with_f64_and_f64(range.at.start as f64, range.at.end as f64)?;
        return store_as(&file.id, &blob).await;
    }
    let no_files = JobFiles::default();
    let mut output = BlobSink::new(&no_files);
    let mut pushed = Ok(());
    let mut push = |piece: &[u8]| {
        if pushed.is_ok() {
            pushed = output.push(piece);
        }
    };
    unpack(input, range, &mut push).await.map_err(|problem| refused(format!("{problem:?}")))?;
    pushed.map_err(|error| refused(error.to_string()))?;
    let blob = output.finish("").map_err(|error| refused(error.to_string()))?;
    store_as(&file.id, &blob).await
}

fn media_type_of(file_name: &str) -> &'static str {
    match file_name.rsplit_once('.') {
        Some((_, "pdf")) => "application/pdf",
        Some((_, "docx")) => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/zip",
    }
}
