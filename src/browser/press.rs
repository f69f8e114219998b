//! The press, seen from the page: a worker that is loaded when the page is idle, and again after it has stopped.
//!
//! One job at a time. If the press stops during a job, the job is told as failed and the next one loads it afresh.

use std::cell::RefCell;

use js_sys::Uint8Array;

use super::open::Sender;
use crate::app::{Event, MakeBundle, PressEvent};

/// The worker, if it is loaded.
pub(super) struct Press {
    worker: RefCell<Option<web_sys::Worker>>,
}

impl Press {
    pub(super) fn new() -> Self {
        Self { worker: RefCell::new(None) }
    }

    pub(super) fn load(&self, _sender: &Sender) {
        drop(self.worker.borrow_mut());
    }

    pub(super) fn make(&self, sender: &Sender, _job: MakeBundle) {
        sender.send(Event::Press(PressEvent::Refused("not yet".to_owned())));
    }

    pub(super) fn read(&self, sender: &Sender, _name: &str, _bytes: &Uint8Array) {
        sender.send(Event::Press(PressEvent::Refused("not yet".to_owned())));
    }
}
