//! The press from within: hears a request, does it, answers. What can be wrong is in `bundle`; here are the browser's
//! Blobs and the store of files.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope};

use super::blobs::{BlobSink, BlobSource, Shelf, size_of};
use super::store::{self, StoreError};
use crate::bundle::bag::Apart;
use crate::bundle::press::{Answer, Desk, FileId, Request, wanted, work};
use crate::bundle::source::sha256_of;
use crate::bundle::zip::unpack;

/// Listens to the page from now on, and tells it so.
pub fn listen_to_the_page() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let own = scope.clone();
    let heard = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        // A request is its text and a file; so is an answer.
        let parts = Array::from(&event.data());
        let text = parts.get(0).as_string().unwrap_or_default();
        let request = serde_json::from_str(&text).ok().as_ref().and_then(Request::from_json);
        let file = parts.get(1).dyn_into::<Blob>().ok();
        let scope = own.clone();
        spawn_local(async move {
            let (said, made) = match request {
                Some(request) => answer(&scope, &request, file).await,
                None => (Answer::not_understood("the request cannot be read"), None),
            };
            post(&scope, &said, made.as_ref());
        });
    });
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    scope.post_message(&JsValue::NULL).unwrap_throw();
}

/// An answer that cannot be posted is an error of the worker, which the page hears of.
fn post(scope: &DedicatedWorkerGlobalScope, said: &Answer, made: Option<&Blob>) {
    let made = made.map_or(JsValue::NULL, Into::into);
    scope.post_message(&Array::of2(&said.to_json().to_string().into(), &made)).unwrap_throw();
}

/// Milliseconds between two words on how far a work has come.
const BETWEEN: f64 = 200.0;

/// Tells the page now and then how far a work has come.
fn teller(scope: &DedicatedWorkerGlobalScope) -> impl FnMut(u64, u64) {
    let (scope, mut last) = (scope.clone(), js_sys::Date::now());
    move |done, all| {
        let now = js_sys::Date::now();
        if now - last >= BETWEEN {
            last = now;
            post(&scope, &Answer::Progress { done, all }, None);
        }
    }
}

async fn answer(scope: &DedicatedWorkerGlobalScope, request: &Request, file: Option<Blob>) -> (Answer, Option<Blob>) {
    match request {
        Request::Keep { name } => match file {
            Some(file) => (keep(scope, name, &file).await, None),
            None => (Answer::not_understood("there is no file to keep"), None),
        },
        Request::Get(id, kind) => {
            // A store that cannot be read is one in which it is not.
            let found = store::get(id).await.ok().flatten();
            let found = found.and_then(|blob| of_kind(&blob, kind));
            (Answer::Got { id: id.clone(), there: found.is_some() }, found)
        }
        Request::List => match store::list().await {
            Ok(ids) => (Answer::Listed(ids), None),
            Err(error) => (Answer::Unlisted(error.detail()), None),
        },
        Request::Drop(ids) => match store::drop_all(ids).await {
            Ok(()) => (Answer::Listed(Vec::new()), None),
            Err(error) => (Answer::Unlisted(error.detail()), None),
        },
        _ => on_the_desk(scope, request, file).await,
    }
}

#[expect(clippy::cast_precision_loss, reason = "no file has more bytes than a double counts one by one")]
fn of_kind(blob: &Blob, kind: &str) -> Option<Blob> {
    blob.slice_with_f64_and_f64_and_content_type(0.0, size_of(blob) as f64, kind).ok()
}

fn refused(what: &str, error: &StoreError) -> Answer {
    Answer::Refused {
        message: format!("{what} {} Your answers are safe. {}", error.words(), error.advice()),
        detail: error.detail(),
    }
}

/// Keeps a file that was chosen: its id is worked out, it is stored, and it is read back.
async fn keep(scope: &DedicatedWorkerGlobalScope, name: &str, file: &Blob) -> Answer {
    let mut tell = teller(scope);
    let all = size_of(file).saturating_mul(2);
    let gone = |detail: String| Answer::Refused {
        message: format!(
            "\u{201c}{name}\u{201d} was not attached. The browser could not read it to its end. Your answers are safe. Look whether it is still where it was, and choose it again."
        ),
        detail,
    };
    let hash =
        |blob: &Blob, tell: &mut dyn FnMut(u64, u64)| BlobSource::new(blob.clone()).and_then(|it| sha256_of(&it, tell));
    let id = match hash(file, &mut |done, _| tell(done, all)) {
        Ok(id) => id,
        Err(error) => return gone(error.to_string()),
    };
    if let Err(error) = keep_as(&id, file).await {
        return refused(&format!("\u{201c}{name}\u{201d} was not attached."), &error);
    }
    // What was chosen may have changed while it was copied.
    let stored = store::get(&id).await.ok().flatten();
    let back = stored.map(|blob| hash(&blob, &mut |done, _| tell(done.saturating_add(all / 2), all)));
    match back {
        Some(Ok(back)) if back == id => Answer::Kept { id, bytes: size_of(file) },
        Some(Err(error)) => gone(error.to_string()),
        _ => {
            drop(store::drop_all(&[id]).await);
            gone("what was stored is not what was chosen".to_owned())
        }
    }
}

/// Stores a file, unless it is there. What is stored is a plain Blob, without the name and day that a chosen file has.
async fn keep_as(id: &FileId, file: &Blob) -> Result<(), StoreError> {
    let there = store::get(id).await?;
    if there.is_some_and(|there| size_of(&there) == size_of(file)) {
        return Ok(());
    }
    store::put(id, &file.slice()?).await
}

/// What needs no more of the store than the files at hand: making and opening.
async fn on_the_desk(
    scope: &DedicatedWorkerGlobalScope,
    request: &Request,
    file: Option<Blob>,
) -> (Answer, Option<Blob>) {
    let mut shelf = Shelf::default();
    for id in wanted(request) {
        // One that cannot be had is told of as one that is not there.
        if let Ok(Some(blob)) = store::get(&id).await {
            shelf.put(id, blob);
        }
    }
    let input = file.map_or_else(Blob::new, Ok).map(|blob| (blob.clone(), BlobSource::new(blob)));
    let Ok((blob, Ok(input))) = input else {
        return (Answer::not_understood("this worker cannot read files"), None);
    };
    let mut out = BlobSink::new(&shelf);
    let mut tell = teller(scope);
    let done = work(request, &mut Desk { input: &input, files: &shelf, out: &mut out, told: &mut tell });
    let mut said = done.answer;
    let made = match &said {
        Answer::Made { file_name, .. } if done.made => match out.finish(media_type(file_name)) {
            Ok(blob) => Some(blob),
            Err(error) => return (Answer::not_understood(&error.to_string()), None),
        },
        _ => None,
    };
    let mut lost = Vec::new();
    for apart in &done.attached {
        if let Err(error) = keep_from(&blob, &input, apart).await {
            lost.push(format!(
                "\u{201c}{}\u{201d} is in the file and could not be kept on this device. {} Keep the file, and open it again when there is room.",
                apart.path.rsplit('/').next().unwrap_or(&apart.path),
                error.words()
            ));
        }
    }
    if let Answer::Opened { warnings, .. } = &mut said {
        warnings.extend(lost);
    }
    (said, made)
}

/// Stores a file that lies in a bundle, whose checksum is known to be right.
#[expect(clippy::cast_precision_loss, reason = "no file has more bytes than a double counts one by one")]
async fn keep_from(bundle: &Blob, input: &BlobSource, apart: &Apart) -> Result<(), StoreError> {
    let wrong = |why: String| StoreError::Refused(why);
    let Some(lies) = &apart.lies else { return Err(wrong("it lies nowhere".to_owned())) };
    if lies.unpacks_to.is_none() {
        let blob = bundle.slice_with_f64_and_f64(lies.at.start as f64, lies.at.end as f64)?;
        return keep_as(&apart.id, &blob).await;
    }
    let none = Shelf::default();
    let mut out = BlobSink::new(&none);
    let mut pushed = Ok(());
    let unpacked = unpack(input, lies, &mut |piece| {
        if pushed.is_ok() {
            pushed = out.push(piece);
        }
    });
    unpacked.map_err(|problem| wrong(format!("{problem:?}")))?;
    pushed.map_err(|error| wrong(error.to_string()))?;
    let blob = out.finish("").map_err(|error| wrong(error.to_string()))?;
    keep_as(&apart.id, &blob).await
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.') {
        Some((_, "pdf")) => "application/pdf",
        Some((_, "docx")) => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/zip",
    }
}
