//! Focus, where something on the page comes or goes under the hand.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Gives focus to an element that is about to be drawn, or that stays where another one goes.
///
/// It waits until all that follows from the present event is on the page, not for the next picture: a tab that is not in
/// sight draws none. Who is quicker and writes there already is left alone: what is written must not stand chosen under
/// the next key.
pub(in crate::views) fn focus_soon(id: String) {
    let focus = move || {
        let Some(element) = document().get_element_by_id(&id) else { return };
        if document().active_element().is_some_and(|active| active == element) {
            return;
        }
        // A line that holds something is likely to be written anew.
        if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
            input.select();
        }
        // What cannot have focus leaves it where it is.
        drop(element.unchecked_into::<web_sys::HtmlElement>().focus());
    };
    set_timeout(focus, Duration::ZERO);
}
