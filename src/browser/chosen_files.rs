//! Files that were chosen. Their content stays with the browser; the rest of the program knows them by their numbers.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Blob, DataTransfer, DragEvent, File, FileList, HtmlInputElement};

use super::sender::Sender;
use super::window::listen_on_page;
use crate::app::{ChosenFile, ChosenPart, Event, JobEvent};

/// The id of the input for a file to be opened, on every page that has one.
pub(super) const OPEN_INPUT: &str = "open-file";
/// The id of the input for a letter that was written elsewhere.
const LETTER_INPUT: &str = "bring-letter";

/// Files that were chosen, until they are used or released.
#[derive(Clone, Default)]
pub(super) struct ChosenFiles(Rc<Inner>);

/// A file that was chosen, or several that were chosen together: then one behind the other, with what each is.
pub(super) struct Chosen {
    pub(super) blob: Blob,
    pub(super) parts: Option<Vec<ChosenPart>>,
}

#[derive(Default)]
struct Inner {
    /// With their numbers. A handful at most.
    files: RefCell<Vec<(u32, Chosen)>>,
    last_number: Cell<u32>,
}

impl ChosenFiles {
    /// Keeps a file.
    pub(super) fn add(&self, file: File) -> ChosenFile {
        let name = file.name();
        self.keep(name, Chosen { blob: file.into(), parts: None })
    }

    /// Keeps what was chosen, under a name.
    pub(super) fn keep(&self, name: String, chosen: Chosen) -> ChosenFile {
        let number = self.0.last_number.get().wrapping_add(1);
        self.0.last_number.set(number);
        self.0.files.borrow_mut().push((number, chosen));
        ChosenFile { number, name }
    }

    /// Takes a file out, to use or to release it.
    pub(super) fn take(&self, number: u32) -> Option<Chosen> {
        let mut files = self.0.files.borrow_mut();
        let place = files.iter().position(|(own, _)| *own == number)?;
        Some(files.swap_remove(place).1)
    }

    /// Listens to the inputs for files that are to be opened.
    pub(super) fn listen(&self, sender: &Sender) {
        let (chosen, sender) = (self.clone(), sender.clone());
        listen_on_page("change", move |event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let Some(input) = input else { return };
            let event: fn(ChosenFile) -> JobEvent = match input.id().as_str() {
                OPEN_INPUT => JobEvent::Open,
                LETTER_INPUT => JobEvent::OpenLetter,
                _ => return,
            };
            // Of several `open_files` takes care.
            let file = input.files().filter(|files| files.length() == 1).and_then(|files| files.get(0));
            if let Some(file) = file {
                let file = chosen.add(file);
                // So that the same file can be chosen again.
                input.set_value("");
                sender.send(Event::Job(event(file)));
            }
        });
    }
}

/// The files of a list.
pub(super) fn listed(files: &FileList) -> impl Iterator<Item = File> {
    (0..files.length()).filter_map(|number| files.get(number))
}

/// The size of a file in bytes, as the browser says.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size is a whole number, and not negative"
)]
pub(super) fn size_of(file: &File) -> u64 {
    file.size() as u64
}

/// What is dragged, where it has files.
pub(super) fn dragged_files(event: &web_sys::Event) -> Option<DataTransfer> {
    let dragged = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    dragged.types().includes(&"Files".into(), 0).then_some(dragged)
}
