//! Where focus goes when a page is shown.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::window::{document, later, window};
use crate::app::Focus;

/// Sets focus once the page has been drawn: to the element that is asked for, or, if it is not there, to the heading.
pub(super) fn set_focus(focus: Focus) {
    let id = match focus {
        Focus::Stay => return,
        Focus::Heading => None,
        Focus::Element(id) => Some(id),
    };
    later(0, move || {
        let Some(document) = document() else { return };
        let asked_for = id.and_then(|id| document.get_element_by_id(&id));
        let is_heading = asked_for.is_none();
        let Some(element) = asked_for.or_else(|| document.query_selector("main h1").ok().flatten()) else { return };
        if is_heading {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        // What is folded away cannot have focus.
        while let Ok(Some(fold)) = element.closest("details:not([open])") {
            if fold.set_attribute("open", "").is_err() {
                break;
            }
        }
        if let Ok(element) = element.dyn_into::<HtmlElement>() {
            // An element that cannot have focus leaves it where it is: nothing is lost by that.
            drop(element.focus());
            if !is_heading {
                element.scroll_into_view();
            }
        }
    });
}
