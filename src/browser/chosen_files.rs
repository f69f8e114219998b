//! Files that were chosen. Their content stays with the browser; the rest of the program knows them by their numbers.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

use super::sender::Sender;
use super::window::listen_on_page;
use crate::app::{ChosenFile, Event, JobEvent};

/// The id of the input for a file to be opened, on every page that has one.
const OPEN_INPUT: &str = "open-file";
/// The id of the input for a letter that was written elsewhere.
const LETTER_INPUT: &str = "bring-letter";

/// Files that were chosen, until they are used or released.
#[derive(Clone, Default)]
pub(super) struct ChosenFiles(Rc<Inner>);

#[derive(Default)]
struct Inner {
    /// With their numbers. A handful at most.
    files: RefCell<Vec<(u32, File)>>,
    last_number: Cell<u32>,
}

impl ChosenFiles {
    /// Keeps a file.
    pub(super) fn add(&self, file: File) -> ChosenFile {
        let number = self.0.last_number.get().wrapping_add(1);
        self.0.last_number.set(number);
        let name = file.name();
        self.0.files.borrow_mut().push((number, file));
        ChosenFile { number, name }
    }

    /// Takes a file out, to use or to release it.
    pub(super) fn take(&self, number: u32) -> Option<File> {
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
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                let file = chosen.add(file);
                // So that the same file can be chosen again.
                input.set_value("");
                sender.send(Event::Job(event(file)));
            }
        });
    }
}
