//! Whether the pointer is down: until it is up again, the page keeps still.
//!
//! A click is the pointer's going down and up on the same thing. Were the page redrawn in between, what is pressed could
//! move away from under the finger, and the click would be lost. A browser without pointer events never keeps still.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;

use super::window::{later, listen_first, window};

/// The longest that the page keeps still, in milliseconds: a menu of the browser's may swallow the end of a press.
const LONGEST: i32 = 2000;

/// A click follows the end of its press within this time, in milliseconds, or does not follow.
const CLICK_FOLLOWS: i32 = 100;

/// The pointer, and what waits until it is up.
#[derive(Clone, Default)]
pub(super) struct Pointer(Rc<Inner>);

#[derive(Default)]
struct Inner {
    /// How many presses there have been.
    presses: Cell<u32>,
    down: Cell<bool>,
    waiting: RefCell<Vec<Box<dyn FnOnce()>>>,
}

impl Pointer {
    /// The pointer, from now on.
    pub(super) fn listen() -> Self {
        let pointer = Self::default();
        pointer.hear("pointerdown", |pointer, event| {
            // The list that a select opens takes the end of the press to itself.
            let select = event.target().is_some_and(|target| target.has_type::<web_sys::HtmlSelectElement>());
            // Other buttons press nothing.
            let first = event.dyn_into::<web_sys::MouseEvent>().is_ok_and(|mouse| mouse.button() == 0);
            if first && !select {
                pointer.0.down.set(true);
                pointer.0.presses.set(pointer.0.presses.get().wrapping_add(1));
                pointer.release_after(LONGEST);
            }
        });
        pointer.hear("pointerup", |pointer, _| pointer.release_after(CLICK_FOLLOWS));
        pointer.hear("pointercancel", |pointer, _| pointer.release());
        pointer.hear("click", |pointer, _| {
            // What is clicked hears of it after this, and what it changes is drawn at once, as without a pointer.
            pointer.0.down.set(false);
            pointer.release_after(0);
        });
        pointer
    }

    /// Does something once the pointer is up: now, if it is.
    pub(super) fn after_pointer_up(&self, act: impl FnOnce() + 'static) {
        if self.0.down.get() {
            self.0.waiting.borrow_mut().push(Box::new(act));
        } else {
            act();
        }
    }

    /// Counts the pointer as up after some milliseconds, unless it goes down again by then.
    fn release_after(&self, milliseconds: i32) {
        let (pointer, press) = (self.clone(), self.0.presses.get());
        later(milliseconds, move || {
            if pointer.0.presses.get() == press {
                pointer.release();
            }
        });
    }

    fn release(&self) {
        self.0.down.set(false);
        for act in self.0.waiting.take() {
            act();
        }
    }

    /// Listens before anything on the page does.
    fn hear(&self, kind: &str, heard: fn(&Self, web_sys::Event)) {
        let pointer = self.clone();
        listen_first(&window(), kind, move |event| heard(&pointer, event));
    }
}
