//! How the files of this room hand in events: each has a [`Sender`], and none knows the loop.

use std::rc::Rc;

use crate::app::Event;

/// Hands events to the loop.
#[derive(Clone)]
pub(super) struct Sender(Rc<dyn Fn(Event)>);

impl Sender {
    /// One that hands events to a function.
    pub(super) fn new(send: impl Fn(Event) + 'static) -> Self {
        Self(Rc::new(send))
    }

    /// Hands in an event. If another one is being handled, it waits until that is done.
    pub(super) fn send(&self, event: Event) {
        (self.0)(event);
    }
}
