//! Files in and out.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::open::{Sender, window};
use crate::app::{Event, PressEvent};

/// The file input's id on every page that opens files.
const CHOOSER: &str = "open-file";
/// The id of the one that takes a letter that was written elsewhere.
const LETTER_CHOOSER: &str = "bring-letter";

/// Largest file that is read, in bytes. A bundle without attachments is far smaller.
const LARGEST: f64 = 64.0 * 1024.0 * 1024.0;

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
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let document = window().document().ok_or(JsValue::NULL)?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    document.body().ok_or(JsValue::NULL)?.append_child(&link)?;
    link.click();
    link.remove();
    // Safari needs the address for a while after the click.
    let later = Closure::once_into_js(move || drop(web_sys::Url::revoke_object_url(&address)));
    window().set_timeout_with_callback_and_timeout_and_arguments_0(later.unchecked_ref(), 60_000)?;
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
pub(super) fn read_chosen(sender: &Sender, name: String, letter: bool) {
    let input = window()
        .document()
        .and_then(|d| d.get_element_by_id(if letter { LETTER_CHOOSER } else { CHOOSER }))
        .and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok());
    let file = input.as_ref().and_then(web_sys::HtmlInputElement::files).and_then(|files| files.get(0));
    let told = name.clone();
    let refuse = move |sender: &Sender, why: &str| {
        sender.send(Event::Press(PressEvent::Refused(format!(
            "\u{201c}{told}\u{201d} was not opened. {why} Nothing on this device was changed."
        ))));
    };
    let Some(file) = file else { return refuse(sender, "The browser did not hand it over. Choose it again.") };
    if file.size() > LARGEST {
        return refuse(sender, "It is larger than any application that Upbeat makes (64 MB).");
    }
    let sender = sender.clone();
    spawn_local(async move {
        let bytes = JsFuture::from(file.array_buffer()).await;
        // So that the same file can be chosen again.
        if let Some(input) = input {
            input.set_value("");
        }
        match bytes {
            Ok(buffer) => sender.press().read(&sender, &name, letter, &Uint8Array::new(&buffer)),
            Err(_) => refuse(&sender, "The browser could not read it. Is it still where it was? Choose it again."),
        }
    });
}
