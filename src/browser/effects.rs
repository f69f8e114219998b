//! Runs the effects that the first page may ask for. `deferred` runs all others.

use super::fetch::fetch;
use super::focus::set_focus;
use super::sender::Sender;
use super::visits::Visits;
use super::window::window;
use crate::app::{CallEvent, DraftEvent, Effect, Event};

/// Runs an effect. Gives it back if it is not one of these.
pub(super) fn run(sender: &Sender, visits: &Visits, effect: Effect) -> Option<Effect> {
    match effect {
        Effect::FetchIndex => {
            fetch(sender, "calls/index.json".to_owned(), |text| Event::Call(CallEvent::IndexFetched(text)));
        }
        Effect::FetchCall(id) => {
            fetch(sender, format!("calls/{id}.json"), |text| Event::Call(CallEvent::Fetched(id, text)));
        }
        Effect::FetchExample(id) => {
            fetch(sender, format!("examples/{id}.json"), |text| Event::Draft(DraftEvent::ExampleFetched(id, text)));
        }
        // An address of our own making; the browser cannot refuse it.
        Effect::GoTo(route) => drop(window().location().set_hash(&route.to_string())),
        Effect::Replace(route) => drop(window().location().replace(&route.to_string())),
        Effect::Focus(focus) => set_focus(visits, focus),
        other => return Some(other),
    }
    None
}
