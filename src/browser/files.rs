//! Files in and out.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use super::open::{Sender, later, window};
use crate::app::{Event, PressEvent};

/// The file input's id on every page that opens files.
const CHOOSER: &str = "open-file";
/// The id of the one that takes a letter that was written elsewhere.
const LETTER_CHOOSER: &str = "bring-letter";

/// Gives a file to the person.
pub(super) fn download(name: &str, kind: &str, content: &[u8]) {
    // Whatever of this is refused, the browser itself tells the person.
    drop(try_download(name, kind, content));
}

fn try_download(name: &str, kind: &str, content: &[u8]) -> Result<(), JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob =
        web_sys::Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(content)), &options)?;
    try_download_from(name, web_sys::Url::create_object_url_with_blob(&blob)?)
}

/// Gives a file to the person that the press has made.
pub(super) fn hand_over(name: &str, file: &web_sys::Blob) {
    if let Ok(address) = web_sys::Url::create_object_url_with_blob(file) {
        download_from(name, address);
    }
}

/// Gives a file to the person that lies at an address within the browser, which is let go of afterwards.
pub(super) fn download_from(name: &str, address: String) {
    drop(try_download_from(name, address));
}

fn try_download_from(name: &str, address: String) -> Result<(), JsValue> {
    let document = window().document().ok_or(JsValue::NULL)?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    document.body().ok_or(JsValue::NULL)?.append_child(&link)?;
    link.click();
    link.remove();
    // Safari needs the address for a while after the click, and a long file takes its time.
    later(600_000, move || drop(web_sys::Url::revoke_object_url(&address)));
    Ok(())
}

/// Hears when a file is chosen, wherever the input stands.
pub(super) fn listen_for_files(sender: &Sender) {
    let sender = sender.clone();
    let heard = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input.filter(|i| [CHOOSER, LETTER_CHOOSER].contains(&i.id().as_str())) else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            let name = file.name();
            let letter = input.id() == LETTER_CHOOSER;
            sender.send(if letter { Event::LetterChosen { name } } else { Event::FileChosen { name } });
        }
    });
    if let Some(document) = window().document() {
        drop(document.add_event_listener_with_callback("change", heard.as_ref().unchecked_ref()));
    }
    heard.forget();
}

/// Reads the file that was chosen and hands it to the press.
pub(super) fn read_chosen(sender: &Sender, name: &str, letter: bool) {
    let input = window()
        .document()
        .and_then(|d| d.get_element_by_id(if letter { LETTER_CHOOSER } else { CHOOSER }))
        .and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok());
    let file = input.as_ref().and_then(web_sys::HtmlInputElement::files).and_then(|files| files.get(0));
    let Some(file) = file else {
        return sender.send(Event::Press(PressEvent::Refused(format!(
            "\u{201c}{name}\u{201d} was not opened. The browser did not hand it over. Choose it again. Nothing on this device was changed."
        ))));
    };
    // So that the same file can be chosen again.
    if let Some(input) = input {
        input.set_value("");
    }
    sender.press().read(sender, name, letter, &file);
}
