//! Files to be attached: chosen, dropped, or pasted where files can be.
//!
//! A part of a page that takes files says so: `data-files-to` is the answer that they go to, `data-draft` the draft, and an
//! input with `data-instead` has the file that the chosen one takes the place of.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, File, FileList};

use super::chosen_files::{ChosenFiles, dragged_files, listed, size_of};
use super::folders::{Folder, folders, without_folders};
use super::sender::Sender;
use super::window::listen_on_page;
use crate::app::{AttachmentEvent, ChosenAttachment, DraftId, DroppedFolder, Event, Field, FileId};

/// At most this many files of a folder are listed.
const MOST_LISTED: usize = 500;

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
            let instead = input.get_attribute("data-instead").and_then(|id| FileId::new(&id));
            own.take(&place, &files, instead.as_ref());
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
            self.take_carried(&place, &files, folders(&clipboard));
        }
    }

    /// A file that is dropped beside such a part would otherwise be opened in the place of the page.
    fn dragged(&self, event: &web_sys::Event) {
        let Some(carried) = dragged_files(event) else { return };
        event.prevent_default();
        let place = element_of(event).as_ref().and_then(place_of);
        let Some(place) = place else { return carried.set_drop_effect("none") };
        if event.type_() == "drop" {
            drop(place.remove_attribute("data-over"));
            if let Some(files) = carried.files() {
                self.take_carried(&place, &files, folders(&carried));
            }
        } else {
            carried.set_drop_effect("copy");
            drop(place.set_attribute("data-over", ""));
        }
    }

    fn take(&self, place: &Element, files: &FileList, instead: Option<&FileId>) {
        let Some(to) = Place::of(place) else { return };
        let chosen = listed(files).map(|file| self.chosen(file, &to, instead)).collect();
        self.sender.send(Event::Attachment(AttachmentEvent::Chosen(chosen)));
    }

    /// Takes files that were dropped or pasted. Of folders the files are offered once they are known.
    fn take_carried(&self, place: &Element, files: &FileList, folders: Vec<Folder>) {
        let Some(to) = Place::of(place) else { return };
        let files = without_folders(files, &folders).into_iter();
        let chosen: Vec<_> = files.map(|file| self.chosen(file, &to, None)).collect();
        if !chosen.is_empty() {
            self.sender.send(Event::Attachment(AttachmentEvent::Chosen(chosen)));
        }
        if folders.is_empty() {
            return;
        }
        let own = self.clone();
        spawn_local(async move {
            let names = folders.iter().map(Folder::name).collect();
            let is_one = folders.len() == 1;
            let (mut files, mut is_cut) = (Vec::new(), false);
            for folder in folders {
                let within = if is_one { String::new() } else { format!("{}/", folder.name()) };
                let content = folder.content(MOST_LISTED).await;
                is_cut |= content.is_cut;
                for inside in content.files {
                    files.push((format!("{within}{}", inside.path), own.chosen(inside.file, &to, None)));
                }
            }
            let Place { draft, field: to } = to;
            let folder = DroppedFolder { names, draft, to, files, is_cut };
            own.sender.send(Event::Attachment(AttachmentEvent::Folder(folder)));
        });
    }

    fn chosen(&self, file: File, to: &Place, instead: Option<&FileId>) -> ChosenAttachment {
        ChosenAttachment {
            kind: file.type_(),
            bytes: size_of(&file),
            file: self.chosen.add(file),
            draft: to.draft.clone(),
            to: to.field.clone(),
            instead: instead.cloned(),
        }
    }
}

/// Where files go.
struct Place {
    draft: DraftId,
    field: Field,
}

impl Place {
    /// As a part of the page says it.
    fn of(element: &Element) -> Option<Self> {
        let read = |name: &str| element.get_attribute(name).unwrap_or_default();
        Some(Self { draft: DraftId::new(&read("data-draft"))?, field: Field::parse(&read("data-files-to")) })
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
