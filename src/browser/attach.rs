//! Files to be attached: chosen, dropped, or pasted where files can be.
//!
//! A part of a page that takes files says so: `data-files-to` is the answer that they go to, `data-draft` the draft, and an
//! input with `data-instead` has the file that the chosen one takes the place of.

use wasm_bindgen::prelude::*;
use web_sys::{Element, FileList};

use super::open::{Sender, window};
use crate::app::{Chosen, DraftId, Event, Field, FileId, FilesEvent};

/// Hears of files that are chosen, dropped and pasted.
pub fn listen_for_attachments(sender: &Sender) {
    let own = sender.clone();
    listen("change", move |event| {
        let Some(input) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) else { return };
        if let (Some(place), Some(files)) = (place_of(&input), input.files()) {
            take(&own, &place, &files, input.get_attribute("data-instead"));
            // So that the same file can be chosen again.
            input.set_value("");
        }
    });
    let own = sender.clone();
    listen("paste", move |event| {
        let Some(clipboard) =
            event.dyn_ref::<web_sys::ClipboardEvent>().and_then(web_sys::ClipboardEvent::clipboard_data)
        else {
            return;
        };
        // A word processor puts a picture of a text beside it: then the text is meant.
        let text = clipboard.get_data("text/plain").unwrap_or_default();
        let place = element_of(event).and_then(|element| place_of(&element).or_else(|| place_beside(&element)));
        if let (Some(place), Some(files)) =
            (place, clipboard.files().filter(|files| files.length() > 0 && text.is_empty()))
        {
            event.prevent_default();
            take(&own, &place, &files, None);
        }
    });
    for kind in ["dragover", "drop"] {
        let own = sender.clone();
        listen(kind, move |event| dragged(&own, event));
    }
    for kind in ["dragleave", "dragend"] {
        listen(kind, |event| {
            if let Some(place) = element_of(event).as_ref().and_then(place_of) {
                drop(place.remove_attribute("data-over"));
            }
        });
    }
}

/// A file that is let go of beside such a part would otherwise be opened in the place of the page.
fn dragged(sender: &Sender, event: &web_sys::Event) {
    let Some(carried) = event.dyn_ref::<web_sys::DragEvent>().and_then(web_sys::DragEvent::data_transfer) else {
        return;
    };
    if !carried.types().includes(&"Files".into(), 0) {
        return;
    }
    event.prevent_default();
    let place = element_of(event).as_ref().and_then(place_of);
    let Some(place) = place else { return carried.set_drop_effect("none") };
    if event.type_() == "drop" {
        drop(place.remove_attribute("data-over"));
        if let Some(files) = carried.files() {
            take(sender, &place, &files, None);
        }
    } else {
        carried.set_drop_effect("copy");
        drop(place.set_attribute("data-over", ""));
    }
}

fn take(sender: &Sender, place: &Element, files: &FileList, instead: Option<String>) {
    let read = |name: &str| place.get_attribute(name).unwrap_or_default();
    let (to, Some(draft)) = (Field::parse(&read("data-files-to")), DraftId::new(&read("data-draft"))) else { return };
    let instead = instead.and_then(|id| FileId::new(&id));
    let chosen = (0..files.length()).filter_map(|number| files.get(number)).map(|file| Chosen {
        draft: draft.clone(),
        to: to.clone(),
        name: file.name(),
        kind: file.type_(),
        instead: instead.clone(),
        number: sender.press().choose(file),
    });
    sender.send(Event::Files(FilesEvent::Chosen(chosen.collect())));
}

fn element_of(event: &web_sys::Event) -> Option<Element> {
    event.target().and_then(|target| target.dyn_into().ok())
}

fn place_of(element: &(impl AsRef<Element> + ?Sized)) -> Option<Element> {
    element.as_ref().closest("[data-files-to]").ok().flatten()
}

/// Where files go that are pasted into an answer beside such a part.
fn place_beside(element: &Element) -> Option<Element> {
    element.closest("section").ok().flatten()?.query_selector("[data-files-to]").ok().flatten()
}

fn listen(kind: &str, heard: impl Fn(&web_sys::Event) + 'static) {
    let heard = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| heard(&event));
    if let Some(document) = window().document() {
        drop(document.add_event_listener_with_callback(kind, heard.as_ref().unchecked_ref()));
    }
    heard.forget();
}
