//! Buttons that have the press make something.

use crate::app::{Event, Making, PressState};
use crate::views::Work;
use crate::views::html::{El, button};

/// A button that has something made; while the press is at work it waits. `what` is asked when it is pressed.
pub(in crate::views) fn make(work: &Work, class: &str, what: impl Fn() -> Making + 'static) -> El {
    let (app, draft) = (work.app, work.id.clone());
    let idle = move || app.peek(|state| state.press != PressState::Working);
    let pressed = move || {
        if idle() {
            app.send(Event::Make(draft.clone(), what()));
        }
    };
    let busy = move || app.read(|state| state.press == PressState::Working).then(|| "true".to_owned());
    button(class, pressed).attr_of("aria-disabled", busy)
}
