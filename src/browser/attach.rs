//! Files to be attached: chosen, dropped, or pasted where files can be.
//!
//! A part of a page that takes files says so: `data-files-to` is the answer that they go to, `data-draft` the draft, and an
//! input with `data-instead` has the file that the chosen one takes the place of.

use wasm_bindgen::JsCast;
use web_sys::{Element, FileList};

use super::chosen_files::ChosenFiles;
use super::sender::Sender;
use super::window::listen_on_page;
use crate::app::{AttachmentEvent, ChosenAttachment, DraftId, Event, Field, FileId};

/// Where chosen files go.
#[derive(Clone)]
struct Receiver {
    sender: Sender,
    chosen: ChosenFiles,
}

/// Listens to files that are chosen, dropped and pasted.
pub(super) fn listen(sender: &Sender, chosen: &ChosenFiles) {
    let receiver = Receiver { sender: sender.clone(), chosen: chosen.clone() };
    let own = receiver.clone();
    listen_on_page("change", move |event| {
        let Some(input) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) else { return };
        if let (Some(place), Some(files)) = (place_of(&input), input.files()) {
            own.take(&place, &files, input.get_attribute("data-instead"));
            // So that the same file can be chosen again.
            input.set_value("");
        }
    });
    let own = receiver.clone();
    listen_on_page("paste", move |event| own.pasted(&event));
    for kind in ["dragover", "drop"] {
        let own = receiver.clone();
        listen_on_page(kind, move |event| own.dragged(&event));
    }
    for kind in ["dragleave", "dragend"] {
        listen_on_page(kind, |event| {
            if let Some(place) = element_of(&event).as_ref().and_then(place_of) {
                drop(place.remove_attribute("data-over"));
            }
        });
    }
}

impl Receiver {
    fn pasted(&self, event: &web_sys::Event) {
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
            self.take(&place, &files, None);
        }
    }

    /// A file that is dropped beside such a part would otherwise be opened in the place of the page.
    fn dragged(&self, event: &web_sys::Event) {
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
                self.take(&place, &files, None);
            }
        } else {
            carried.set_drop_effect("copy");
            drop(place.set_attribute("data-over", ""));
        }
    }

    fn take(&self, place: &Element, files: &FileList, instead: Option<String>) {
        let read = |name: &str| place.get_attribute(name).unwrap_or_default();
        let (to, draft) = (Field::parse(&read("data-files-to")), DraftId::new(&read("data-draft")));
        let Some(draft) = draft else { return };
        let instead = instead.and_then(|id| FileId::new(&id));
        let chosen = (0..files.length()).filter_map(|number| files.get(number)).map(|file| ChosenAttachment {
            kind: file.type_(),
            file: self.chosen.add(file),
            draft: draft.clone(),
            to: to.clone(),
            instead: instead.clone(),
        });
        self.sender.send(Event::Attachment(AttachmentEvent::Chosen(chosen.collect())));
    }
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
