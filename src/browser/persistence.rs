//! Whether the browser keeps the work when the device runs short of space, and how much space there is
//! (`navigator.storage`). Where a browser does not answer, neither is known.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::sender::Sender;
use super::window::window;
use crate::app::{Event, SavingEvent, StoragePersistence};

/// Asks how storage stands.
pub(super) fn query(sender: &Sender) {
    tell(sender, call("persisted"), false);
}

/// Asks the browser to keep the work for good. Has to be called within the press of a button: Firefox shows a question, and
/// only then.
pub(super) fn request(sender: &Sender) {
    tell(sender, call("persist"), true);
}

fn tell(sender: &Sender, answer: Option<Promise>, asked: bool) {
    let sender = sender.clone();
    spawn_local(async move {
        let lasting = settled(answer).await.and_then(|answer| answer.as_bool());
        let found = StoragePersistence { lasting, asked, used: used().await };
        sender.send(Event::Saving(SavingEvent::Persistence(found)));
    });
}

/// Calls a method of `navigator.storage`, where there is one.
fn call(method: &str) -> Option<Promise> {
    let manager = Reflect::get(&window().navigator(), &"storage".into()).ok()?;
    let method: Function = Reflect::get(&manager, &method.into()).ok()?.dyn_into().ok()?;
    method.call0(&manager).ok()?.dyn_into().ok()
}

async fn settled(answer: Option<Promise>) -> Option<JsValue> {
    JsFuture::from(answer?).await.ok()
}

/// Bytes in use, and bytes there are.
async fn used() -> Option<(u64, u64)> {
    let estimate = settled(call("estimate")).await?;
    let number = |key: &str| Reflect::get(&estimate, &key.into()).ok()?.as_f64();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "bytes: never negative, far below 2^53"
    )]
    let bytes = |number: f64| number as u64;
    Some((bytes(number("usage")?), bytes(number("quota")?)))
}
