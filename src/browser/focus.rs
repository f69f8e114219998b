//! Where focus goes when a page is shown.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::visits::Visits;
use super::window::{document, later, window};
use crate::app::Focus;

/// How high the header is, with some room below it, in pixels.
const HEADER: f64 = 80.0;
/// How long what a link leads to is marked, in milliseconds.
const MARKED: i32 = 2000;
/// The attribute that marks it.
const MARK: &str = "data-arrived";

/// Sets focus once the page has been drawn: to where it was, if the person has come back; else to the element that is asked
/// for, or, if it is not there, to the heading.
pub(super) fn set_focus(visits: &Visits, focus: Focus) {
    let id = match focus {
        Focus::Stay => return,
        Focus::Heading => None,
        Focus::Element(id) => Some(id),
    };
    let visits = visits.clone();
    later(0, move || {
        if visits.restore() {
            return;
        }
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
        let Ok(element) = element.dyn_into::<HtmlElement>() else { return };
        // An element that cannot have focus leaves it where it is: nothing is lost by that.
        drop(element.focus());
        if !is_heading {
            show(&element);
            mark(element);
        }
    });
}

/// Scrolls an answer into sight together with the heading that it stands under, if both fit; else the answer alone.
fn show(element: &HtmlElement) {
    let around = element.closest("article, section").ok().flatten();
    let heading = |around: Element| around.query_selector("h1, h2, h3").ok().flatten();
    let heading = around.and_then(heading).or_else(|| document()?.query_selector("main h1").ok().flatten());
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let fits = |heading: &Element| {
        element.get_bounding_client_rect().bottom() - heading.get_bounding_client_rect().top() < height - HEADER
    };
    if let Some(heading) = heading.filter(fits) {
        return heading.scroll_into_view();
    }
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Marks what a link has led to for a moment.
fn mark(element: HtmlElement) {
    // A name that cannot be refused.
    drop(element.set_attribute(MARK, ""));
    later(MARKED, move || drop(element.remove_attribute(MARK)));
}
