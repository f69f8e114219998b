//! Files of the host.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::sender::Sender;
use crate::app::Event;

#[wasm_bindgen]
extern "C" {
    /// `fetch`, of which some answers are under way already; past what the browser has kept: see `assets/boot.js`.
    #[wasm_bindgen(js_namespace = ["window", "upbeat"], js_name = fetch, catch)]
    fn fetch_early(address: &str) -> Result<Promise, JsValue>;
}

/// Fetches a text from the host. The event says what came, or why nothing did, as a sentence.
pub(super) fn fetch(sender: &Sender, address: String, event: impl FnOnce(Result<String, String>) -> Event + 'static) {
    let sender = sender.clone();
    spawn_local(async move {
        let result = fetch_text(&address).await;
        sender.send(event(result));
    });
}

async fn fetch_text(address: &str) -> Result<String, String> {
    let unreachable = |_| {
        format!(
            "Part of Upbeat did not load (\u{201c}{address}\u{201d}). Check your internet connection, then reload this page."
        )
    };
    let response = JsFuture::from(fetch_early(address).map_err(unreachable)?).await.map_err(unreachable)?;
    let response: web_sys::Response = response.dyn_into().map_err(unreachable)?;
    if !response.ok() {
        return Err(format!(
            "Part of Upbeat is missing (\u{201c}{address}\u{201d}, {}). Tell your Music Hub that its website does not give out this file.",
            response.status()
        ));
    }
    let text = JsFuture::from(response.text().map_err(unreachable)?).await.map_err(unreachable)?;
    text.as_string().ok_or_else(|| unreachable(JsValue::NULL))
}
