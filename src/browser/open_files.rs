//! Files to be opened that are not one file chosen in its input: several at once, and what is dropped on a page where files
//! are opened. Files that come together are one to the rest of the page: Upbeat finds the application among them.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DataTransfer, Element, File, HtmlInputElement};

use super::chosen_files::{Chosen, ChosenFiles, OPEN_INPUT, dragged_files, listed, size_of};
use super::folders::{folders, without_folders};
use super::sender::Sender;
use super::window::{document, listen_on_page};
use crate::app::{ChosenPart, Event, JobEvent};

/// How many files of a folder are looked through: more than any application has.
const MOST: usize = 8_000;

/// Where files to be opened go.
#[derive(Clone)]
struct Receiver {
    sender: Sender,
    chosen: ChosenFiles,
}

/// Listens to files that are chosen together, and to what is dropped.
pub(super) fn listen(sender: &Sender, chosen: &ChosenFiles) {
    let receiver = Receiver { sender: sender.clone(), chosen: chosen.clone() };
    let own = receiver.clone();
    listen_on_page("change", move |event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input.filter(|input| input.id() == OPEN_INPUT) {
            own.take_several(&input);
        }
    });
    // What was chosen before this part of the program was here.
    if let Some(input) = open_input() {
        receiver.take_several(&input);
    }
    for kind in ["dragover", "drop"] {
        let own = receiver.clone();
        listen_on_page(kind, move |event| own.dragged(&event));
    }
    for kind in ["dragleave", "dragend"] {
        listen_on_page(kind, |_| mark(false));
    }
}

impl Receiver {
    /// Files that were chosen in the input. One alone has been taken from there.
    fn take_several(&self, input: &HtmlInputElement) {
        let Some(files) = input.files().filter(|files| files.length() > 1) else { return };
        let files = named(listed(&files));
        // So that the same files can be chosen again.
        input.set_value("");
        self.open(&files);
    }

    fn dragged(&self, event: &web_sys::Event) {
        let Some(carried) = dragged_files(event) else { return };
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let takes_other =
            target.is_some_and(|target| target.closest("[data-files-to]").is_ok_and(|place| place.is_some()));
        if takes_other || open_input().is_none() {
            return;
        }
        event.prevent_default();
        if event.type_() == "drop" {
            mark(false);
            self.dropped(&carried);
        } else {
            carried.set_drop_effect("copy");
            mark(true);
        }
    }

    fn dropped(&self, carried: &DataTransfer) {
        let folders = folders(carried);
        let mut files = named(carried.files().map(|files| without_folders(&files, &folders)).unwrap_or_default());
        if folders.is_empty() {
            return self.open(&files);
        }
        let own = self.clone();
        spawn_local(async move {
            for folder in folders {
                let name = folder.name();
                let inside = folder.content(MOST).await.files.into_iter();
                files.extend(inside.map(|inside| (format!("{name}/{}", inside.path), inside.file)));
            }
            own.open(&files);
        });
    }

    fn open(&self, files: &[(String, File)]) {
        let Ok(empty) = Blob::new() else { return };
        let file = match files {
            // An empty folder is no application either, and that is said.
            [] => self.chosen.keep("Folder".to_owned(), Chosen { blob: empty, parts: Some(Vec::new()) }),
            [(path, file)] if !path.contains('/') => self.chosen.add(file.clone()),
            [(first, _), ..] => {
                let folder = first.split_once('/').map(|(folder, _)| folder.to_owned());
                let name = folder.unwrap_or_else(|| first.clone());
                let blobs = Array::new();
                let part = |(path, file): &(String, File)| {
                    blobs.push(file);
                    ChosenPart { path: path.clone(), bytes: size_of(file) }
                };
                let parts = files.iter().map(part).collect();
                // Not read, nor copied: the browser puts the handles in a row.
                let Ok(blob) = Blob::new_with_blob_sequence(&blobs) else { return };
                self.chosen.keep(name, Chosen { blob, parts: Some(parts) })
            }
        };
        self.sender.send(Event::Job(JobEvent::Open(file)));
    }
}

/// Files with their names, as a folder's have their paths.
fn named(files: impl IntoIterator<Item = File>) -> Vec<(String, File)> {
    files.into_iter().map(|file| (file.name(), file)).collect()
}

/// The input of a page where files are opened.
fn open_input() -> Option<HtmlInputElement> {
    document()?.get_element_by_id(OPEN_INPUT)?.dyn_into().ok()
}

/// Shows that what is dragged can be dropped, or no longer.
fn mark(is_over: bool) {
    let Some(place) = open_input().and_then(|input| input.closest(".drop").ok().flatten()) else { return };
    drop(if is_over { place.set_attribute("data-over", "") } else { place.remove_attribute("data-over") });
}
