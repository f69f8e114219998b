//! Removes the store of attached files: a database. Where a browser has no databases there are no files.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::sender::Sender;
use super::window::window;
use crate::app::{EraseEvent, Event, FilesRemoved};

/// The name of the database with attached files.
pub(super) const DATABASE: &str = "upbeat";

/// Removes the store of attached files. The worker, which holds it open, has been stopped.
pub(super) fn remove_all_files(sender: &Sender) {
    let sender = sender.clone();
    spawn_local(async move {
        let removed = delete_database().await;
        sender.send(Event::Erase(EraseEvent::FilesRemoved(removed)));
    });
}

async fn delete_database() -> FilesRemoved {
    let Ok(factory) = Reflect::get(&window(), &"indexedDB".into()) else { return FilesRemoved::Yes };
    if factory.is_null() || factory.is_undefined() {
        return FilesRemoved::Yes;
    }
    let answer = Promise::new(&mut |done, _| {
        let request = Reflect::get(&factory, &"deleteDatabase".into())
            .and_then(JsCast::dyn_into::<Function>)
            .and_then(|delete| delete.call1(&factory, &DATABASE.into()));
        match request {
            Ok(request) => answer_once(&request, &done),
            Err(error) => drop(done.call1(&JsValue::NULL, &error_name(&error).into())),
        }
    });
    match JsFuture::from(answer).await.ok().and_then(|answer| answer.as_string()).as_deref() {
        Some("success") => FilesRemoved::Yes,
        Some("blocked") => FilesRemoved::OpenElsewhere,
        Some(why) => FilesRemoved::No(why.to_owned()),
        None => FilesRemoved::No("no reason given".to_owned()),
    }
}

/// Calls `done` with what comes first of a request to a database: `success`, `blocked` or the name of an error.
fn answer_once(request: &JsValue, done: &Function) {
    let is_answered = Rc::new(Cell::new(false));
    for kind in ["success", "error", "blocked"] {
        let (done, is_answered, own) = (done.clone(), is_answered.clone(), request.clone());
        let handler = Closure::<dyn Fn(JsValue)>::new(move |_| {
            if !is_answered.replace(true) {
                let answer = if kind == "error" { error_name(&own_error(&own)) } else { kind.to_owned() };
                drop(done.call1(&JsValue::NULL, &answer.into()));
            }
        });
        // A request has a property for each of these.
        drop(Reflect::set(request, &format!("on{kind}").into(), &handler.into_js_value()));
    }
}

fn own_error(request: &JsValue) -> JsValue {
    Reflect::get(request, &"error".into()).unwrap_or_default()
}

fn error_name(error: &JsValue) -> String {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    name.unwrap_or_else(|| "no reason given".to_owned())
}
