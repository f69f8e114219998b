//! Where one was on the pages that were left, so that Back restores it: how far the page was scrolled, what was unfolded, and
//! what had focus.
//!
//! Each entry of the browser's history gets a number of its own. What is known of an entry lasts as long as the program.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Reflect;
use litemap::LiteMap;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlDetailsElement, HtmlElement};

use super::window::{document, listen_first, window};

/// The property of an entry's state that has its number.
const NUMBER: &str = "upbeatVisit";

/// The pages that were visited.
#[derive(Clone, Default)]
pub(super) struct Visits(Rc<RefCell<Inner>>);

#[derive(Default)]
struct Inner {
    /// The number of the entry that is shown.
    current: u32,
    /// The highest number that was given.
    last: u32,
    left: LiteMap<u32, Left>,
    /// The entry that is shown was shown before, and nothing has been done on it since.
    returning: Option<Left>,
}

/// How a page was left.
#[derive(Clone)]
struct Left {
    scrolled: f64,
    focus: Option<Focused>,
    /// Which `details` of the page were open, by their places among all of them.
    open: Vec<u32>,
}

/// What had focus in the main part of the page. The header is the same on every page: whoever comes back from there starts at
/// the heading.
#[derive(Clone)]
enum Focused {
    /// The element with this id.
    Id(String),
    /// One without an id: its kind, where it leads to, and its place among those that are alike in both.
    Alike(String, Option<String>, usize),
}

impl Focused {
    fn of(element: &Element) -> Option<Self> {
        let (id, kind, to) = (element.id(), element.tag_name(), element.get_attribute("href"));
        if !id.is_empty() {
            return Some(Self::Id(id));
        }
        let place = alike(&kind, to.as_ref()).position(|other| other == *element)?;
        Some(Self::Alike(kind, to, place))
    }

    fn element(&self) -> Option<Element> {
        match self {
            Self::Id(id) => document()?.get_element_by_id(id),
            Self::Alike(kind, to, place) => alike(kind, to.as_ref()).nth(*place),
        }
    }
}

fn alike(kind: &str, to: Option<&String>) -> impl Iterator<Item = Element> {
    let all = main().map(|main| main.get_elements_by_tag_name(kind));
    let number = all.as_ref().map_or(0, web_sys::HtmlCollection::length);
    (0..number)
        .filter_map(move |place| all.as_ref()?.item(place))
        .filter(move |one| one.get_attribute("href").as_ref() == to)
}

impl Visits {
    /// Begins to number entries, and hears when something is done on a page.
    pub(super) fn listen() -> Self {
        let visits = Self::default();
        if let Ok(history) = window().history() {
            // Where the browser does not know this it scrolls by itself, which is not wrong either.
            drop(history.set_scroll_restoration(web_sys::ScrollRestoration::Manual));
        }
        visits.changed();
        if let Some(document) = document() {
            for kind in ["pointerdown", "keydown"] {
                let own = visits.clone();
                listen_first(&document, kind, move |_| own.0.borrow_mut().returning = None);
            }
        }
        visits
    }

    /// The address is another one; the page that is left is still drawn.
    pub(super) fn changed(&self) {
        let Ok(history) = window().history() else { return };
        let known = history.state().ok().and_then(|state| Reflect::get(&state, &NUMBER.into()).ok()?.as_f64());
        let mut inner = self.0.borrow_mut();
        let (current, left) = (inner.current, how_left());
        inner.left.insert(current, left);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number that was given here")]
        let known = known.map(|number| number as u32).filter(|number| inner.left.contains_key(number));
        if let Some(number) = known {
            inner.current = number;
            inner.returning = inner.left.get(&number).cloned();
            return;
        }
        inner.last += 1;
        inner.current = inner.last;
        inner.returning = None;
        let state = js_sys::Object::new();
        // A property of an object of ours; and an entry that gets no number is a new one each time.
        drop(Reflect::set(&state, &NUMBER.into(), &inner.last.into()));
        drop(history.replace_state_with_url(&state, "", None));
    }

    /// Restores how the page was left, if the person has come back to it. Says whether it did.
    pub(super) fn restore(&self) -> bool {
        let Some(left) = self.0.borrow().returning.clone() else { return false };
        let Some(document) = document() else { return false };
        let all = details();
        for (number, details) in all.iter().enumerate() {
            if u32::try_from(number).is_ok_and(|number| left.open.contains(&number)) {
                details.set_open(true);
            }
        }
        let focused = left.focus.as_ref().and_then(Focused::element);
        let element = focused.or_else(|| document.query_selector("main h1").ok().flatten());
        if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            // What cannot have focus leaves it where it is.
            drop(element.focus_with_options(&options));
        }
        window().scroll_to_with_x_and_y(0.0, left.scrolled);
        true
    }
}

fn how_left() -> Left {
    let all = details();
    let open = all.iter().enumerate().filter(|(_, details)| details.open());
    Left {
        scrolled: window().scroll_y().unwrap_or_default(),
        focus: document().and_then(|document| document.active_element()).as_ref().and_then(Focused::of),
        open: open.filter_map(|(number, _)| u32::try_from(number).ok()).collect(),
    }
}

fn main() -> Option<Element> {
    document()?.query_selector("main").ok().flatten()
}

/// All that can be unfolded on the page.
fn details() -> Vec<HtmlDetailsElement> {
    let Some(main) = main() else { return Vec::new() };
    let all = main.get_elements_by_tag_name("details");
    (0..all.length()).filter_map(|number| all.item(number)?.dyn_into().ok()).collect()
}
