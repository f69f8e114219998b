//! Files that go out to the person. Whatever of this is refused, the browser itself tells the person; the page is not told.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::window::{document, later};

/// Safari needs the address for a while after the click, and a long file takes its time. In milliseconds.
const RELEASED_AFTER: i32 = 600_000;

/// Hands a file to the person.
pub(super) fn download(name: &str, kind: &str, content: &[u8]) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(content)), &options);
    if let Ok(url) = blob.and_then(|blob| Url::create_object_url_with_blob(&blob)) {
        download_url(name, url);
    }
}

/// Hands a file to the person that has an address within the browser. The address is released later.
pub(super) fn download_url(name: &str, url: String) {
    save_url(name, &url);
    later(RELEASED_AFTER, move || revoke_url(&url));
}

/// Hands a file to the person that has an address within the browser. The address stays.
pub(super) fn save_url(name: &str, url: &str) {
    drop(click_link(name, url));
}

/// Releases an address within the browser.
pub(super) fn revoke_url(url: &str) {
    // One that was released before is no address any more, which is no error.
    drop(Url::revoke_object_url(url));
}

fn click_link(name: &str, url: &str) -> Result<(), JsValue> {
    let document = document().ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(url);
    link.set_download(name);
    document.body().ok_or(JsValue::NULL)?.append_child(&link)?;
    link.click();
    link.remove();
    Ok(())
}
