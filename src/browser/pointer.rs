//! Whether something is being pressed: until it is let go, the page keeps still.
//!
//! A click is a press and a letting go on the same thing. Were the page to draw anew in between, what is pressed could
//! move away from under the finger, and the click would be lost without a word.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::open::{later, window};

/// The longest that the page keeps still, in milliseconds: a menu of the browser's may swallow the end of a press.
const LONGEST: i32 = 2000;

/// A click follows the end of its press within this time, in milliseconds, or does not follow.
const CLICK_FOLLOWS: i32 = 100;

/// What waits until nothing is pressed.
#[derive(Clone, Default)]
pub struct Pointer(Rc<Inner>);

#[derive(Default)]
struct Inner {
    /// How many presses there have been.
    presses: Cell<u32>,
    down: Cell<bool>,
    waiting: RefCell<Vec<Box<dyn FnOnce()>>>,
}

impl Pointer {
    /// Listens to the window.
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
                pointer.let_go_after(LONGEST);
            }
        });
        pointer.hear("pointerup", |pointer, _| pointer.let_go_after(CLICK_FOLLOWS));
        pointer.hear("pointercancel", |pointer, _| pointer.let_go());
        pointer.hear("click", |pointer, _| {
            // What is clicked hears of it after this, and what it changes is drawn at once, as without a pointer.
            pointer.0.down.set(false);
            pointer.let_go_after(0);
        });
        pointer
    }

    /// Does something once nothing is pressed: now, if nothing is.
    pub fn once_free(&self, act: impl FnOnce() + 'static) {
        if self.0.down.get() {
            self.0.waiting.borrow_mut().push(Box::new(act));
        } else {
            act();
        }
    }

    /// Lets go after some milliseconds, unless something else is pressed by then.
    fn let_go_after(&self, milliseconds: i32) {
        let (pointer, press) = (self.clone(), self.0.presses.get());
        later(milliseconds, move || {
            if pointer.0.presses.get() == press {
                pointer.let_go();
            }
        });
    }

    fn let_go(&self) {
        self.0.down.set(false);
        for act in self.0.waiting.take() {
            act();
        }
    }

    /// Hears of something before anything on the page does.
    fn hear(&self, name: &str, heard: fn(&Self, web_sys::Event)) {
        let pointer = self.clone();
        let heard = Closure::<dyn Fn(web_sys::Event)>::new(move |event| heard(&pointer, event));
        let listener = heard.as_ref().unchecked_ref();
        // The window is there: adding a listener to it has no way to fail.
        drop(window().add_event_listener_with_callback_and_bool(name, listener, true));
        heard.forget();
    }
}
