//! Buttons that have the worker make something.

use crate::app::{Event, JobEvent, Making};
use crate::views::Work;
use crate::views::html::{El, button};

/// A button that has something made; while the worker is busy it waits. `what` is asked when it is pressed.
pub(in crate::views) fn make(work: &Work, class: &str, what: impl Fn() -> Making + 'static) -> El {
    let draft = work.id.clone();
    make_by(work, class, move || Event::Job(JobEvent::Make(draft.clone(), what())))
}

/// The same for an event that has something made.
pub(in crate::views) fn make_by(work: &Work, class: &str, what: impl Fn() -> Event + 'static) -> El {
    let app = work.app;
    let idle = move || app.peek(|state| !state.jobs.is_busy());
    let pressed = move || {
        if idle() {
            app.send(what());
        }
    };
    let busy = move || app.read(|state| state.jobs.is_busy()).then(|| "true".to_owned());
    button(class, pressed).attr_of("aria-disabled", busy)
}
