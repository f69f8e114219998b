//! Focus, where something on the page comes or goes under the hand.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Gives focus to an element that is about to be drawn, or that stays where another one goes.
pub(in crate::views) fn focus_soon(id: String) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            // A line that holds something is likely to be written anew.
            if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
                input.select();
            }
            // What cannot have focus leaves it where it is.
            drop(element.unchecked_into::<web_sys::HtmlElement>().focus());
        }
    });
}
