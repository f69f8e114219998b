//! The press: a web worker that writes and reads bundles, loaded when the page is idle. It hears a request, does it,
//! and answers; everything that can be wrong is in `bundle`.

#[cfg(target_arch = "wasm32")]
fn main() {
    use upbeat::bundle::press::{Answer, Request, answer};
    use wasm_bindgen::prelude::*;

    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let own = scope.clone();
    let heard = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        // A request is its text and its bytes; so is an answer.
        let parts = js_sys::Array::from(&event.data());
        let text = parts.get(0).as_string().unwrap_or_default();
        let bytes = js_sys::Uint8Array::new(&parts.get(1)).to_vec();
        let request = serde_json::from_str(&text).ok().as_ref().and_then(Request::from_json);
        let (said, bytes) = match request {
            Some(request) => answer(&request, &bytes),
            None => (Answer::not_understood("the request cannot be read"), None),
        };
        let bytes = js_sys::Uint8Array::from(bytes.unwrap_or_default().as_slice());
        let said = said.to_json().to_string();
        // An answer that cannot be posted is an error of the worker, which the page hears of.
        own.post_message(&js_sys::Array::of2(&said.into(), &bytes)).unwrap_throw();
    });
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    // Tells the page that it is ready.
    scope.post_message(&JsValue::NULL).unwrap_throw();
}

/// Elsewhere there is no press: `cargo xtask` builds this for the browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
