//! What the browser can be asked about what is kept: what lies in storage, room, lasting storage, removing everything.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::open::{Sender, window};
use super::storage;
use crate::app::{Ask, Event, FilesGone, KeepEvent, Removed, Standing};

/// The name of the database with attached files.
const FILES: &str = "upbeat";

/// Carries out what is asked. Part of the program that the first page can do without: it comes with the rest.
pub fn keep(sender: &Sender, ask: Ask) {
    let tell = |event| sender.send(Event::Keep(event));
    match ask {
        Ask::Look => tell(KeepEvent::Looked(storage::sizes())),
        Ask::Standing => {
            let sender = sender.clone();
            spawn_local(async move {
                let lasting = answer("persisted").await.and_then(|answer| answer.as_bool());
                sender.send(Event::Keep(KeepEvent::Stands(Standing { lasting, asked: false, used: used().await })));
            });
        }
        Ask::KeepForGood => {
            let sender = sender.clone();
            // Asked within the press of a button: one browser shows a question, and only then.
            let asked = call("persist");
            spawn_local(async move {
                let lasting = settled(asked).await.and_then(|answer| answer.as_bool());
                sender.send(Event::Keep(KeepEvent::Stands(Standing { lasting, asked: true, used: used().await })));
            });
        }
        Ask::RemoveAll => {
            // It holds the files' database open.
            sender.press().stop();
            let sender = sender.clone();
            spawn_local(async move { sender.send(Event::Keep(KeepEvent::Removed(remove_all().await))) });
        }
    }
}

/// Asks `navigator.storage`, where there is one.
fn call(method: &str) -> Option<Promise> {
    let manager = Reflect::get(&window().navigator(), &"storage".into()).ok()?;
    let method: Function = Reflect::get(&manager, &method.into()).ok()?.dyn_into().ok()?;
    method.call0(&manager).ok()?.dyn_into().ok()
}

async fn settled(asked: Option<Promise>) -> Option<JsValue> {
    JsFuture::from(asked?).await.ok()
}

async fn answer(method: &str) -> Option<JsValue> {
    settled(call(method)).await
}

/// Bytes in use, and bytes there are.
async fn used() -> Option<(u64, u64)> {
    let estimate = answer("estimate").await?;
    let number = |key: &str| Reflect::get(&estimate, &key.into()).ok()?.as_f64();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "bytes: never negative, far below 2^53"
    )]
    let bytes = |number: f64| number as u64;
    Some((bytes(number("usage")?), bytes(number("quota")?)))
}

/// Removes everything of ours, and looks whether it is gone.
async fn remove_all() -> Removed {
    let files = remove_files().await;
    let before = storage::read_all().unwrap_or_default();
    let mut refused = None;
    for (key, _) in &before {
        if let Err(why) = storage::forget(key) {
            refused = Some(why);
        }
    }
    let left: Result<Vec<String>, String> =
        storage::read_all().map(|all| all.into_iter().map(|(key, _)| key).collect());
    let keys = before.into_iter().map(|(key, _)| key).filter(|key| !matches!(&left, Ok(left) if left.contains(key)));
    let keys = if left.is_ok() { keys.collect() } else { Vec::new() };
    let left = match refused {
        Some(why) if left.as_ref().is_ok_and(Vec::is_empty) => Err(why),
        _ => left,
    };
    Removed { keys, left, others: storage::foreign(), files }
}

/// Removes the database with attached files.
async fn remove_files() -> FilesGone {
    let Ok(factory) = Reflect::get(&window(), &"indexedDB".into()) else { return FilesGone::Yes };
    if factory.is_null() || factory.is_undefined() {
        // Without databases there are no files.
        return FilesGone::Yes;
    }
    let asked = Promise::new(&mut |done, _| {
        let request = Reflect::get(&factory, &"deleteDatabase".into())
            .and_then(JsCast::dyn_into::<Function>)
            .and_then(|remove| remove.call1(&factory, &FILES.into()));
        let told = |answer: &str| drop(done.call1(&JsValue::NULL, &answer.into()));
        match request {
            Ok(request) => listen_to(&request, &done),
            Err(error) => told(&error_words(&error)),
        }
    });
    match JsFuture::from(asked).await.ok().and_then(|answer| answer.as_string()).as_deref() {
        Some("success") => FilesGone::Yes,
        Some("blocked") => FilesGone::HeldElsewhere,
        Some(why) => FilesGone::No(why.to_owned()),
        None => FilesGone::No("it did not say why".to_owned()),
    }
}

/// Tells what comes first of a request to a database, and tells it once.
fn listen_to(request: &JsValue, done: &Function) {
    let told = Rc::new(Cell::new(false));
    for kind in ["success", "error", "blocked"] {
        let (done, told) = (done.clone(), told.clone());
        let handler = Closure::<dyn FnMut(JsValue)>::new(move |_| {
            if !told.replace(true) {
                drop(done.call1(&JsValue::NULL, &kind.into()));
            }
        });
        // A request has a property for each of these.
        drop(Reflect::set(request, &format!("on{kind}").into(), handler.as_ref()));
        // It is called once at most, some time from now.
        handler.forget();
    }
}

fn error_words(error: &JsValue) -> String {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    name.unwrap_or_else(|| "no reason given".to_owned())
}
