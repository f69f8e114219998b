//! What a page is made of: elements, put together by hand, that follow the state.
//!
//! Leptos gives the reactive graph and the mount; its `view!` is not used. It compiles each view anew for what stands
//! in it, which made up more than half of the page's program (ARCHITECTURE.md has the figures). Here everything that
//! is drawn goes through the few functions of this file, compiled once.
//!
//! [`Part`] is what a view gives back: nothing, a text, an element or several. [`El`] is one element while it is put
//! together. What follows the state comes as a function that reads it: [`El::text_of`], [`El::attr_of`], [`show`].

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use crate::browser::draw_value;

/// Part of a page: nothing, or a node; several stand in a fragment.
pub(super) struct Part(Option<web_sys::Node>);

impl Part {
    /// Nothing.
    pub(super) const NONE: Self = Self(None);

    /// Puts the part at the end of an element that is on the page.
    pub(super) fn place_in(self, element: &web_sys::Element) {
        append(element, self);
    }
}

impl From<El> for Part {
    fn from(el: El) -> Self {
        Self(Some(el.0.into()))
    }
}

impl From<&str> for Part {
    fn from(text: &str) -> Self {
        Self(Some(document().create_text_node(text).into()))
    }
}

impl From<String> for Part {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl<P: Into<Part>> From<Option<P>> for Part {
    fn from(part: Option<P>) -> Self {
        part.map_or(Self::NONE, Into::into)
    }
}

impl FromIterator<Part> for Part {
    fn from_iter<I: IntoIterator<Item = Part>>(parts: I) -> Self {
        let whole: web_sys::Node = document().create_document_fragment().into();
        for part in parts {
            append(&whole, part);
        }
        Self(Some(whole))
    }
}

/// Several parts, one after another.
pub(super) fn all<const N: usize>(parts: [Part; N]) -> Part {
    parts.into_iter().collect()
}

/// An element while it is put together.
#[derive(Clone)]
pub(super) struct El(web_sys::Element);

/// An element.
pub(super) fn el(tag: &str) -> El {
    // Tags are written down in this program, and none of them is refused.
    El(document().create_element(tag).unwrap_throw())
}

/// An element with its class.
pub(super) fn styled(tag: &str, class: &str) -> El {
    el(tag).attr("class", class)
}

/// A shape of a drawing, with its class.
pub(super) fn shape(tag: &str, class: &str) -> El {
    let made = document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag);
    El(made.unwrap_throw()).attr("class", class)
}

/// A button that does something.
pub(super) fn button(class: &str, pressed: impl FnMut() + 'static) -> El {
    button_that(class, Box::new(pressed))
}

fn button_that(class: &str, mut pressed: Box<dyn FnMut()>) -> El {
    styled("button", class).attr("type", "button").on("click", move |_| pressed())
}

/// A link.
pub(super) fn link(href: &str, text: &str) -> El {
    el("a").attr("href", href).text(text)
}

impl El {
    /// The element itself.
    pub(super) fn element(&self) -> &web_sys::Element {
        &self.0
    }

    /// Adds a text.
    pub(super) fn text(self, text: &str) -> Self {
        self.add(text)
    }

    /// Adds a part.
    pub(super) fn add(self, part: impl Into<Part>) -> Self {
        append(&self.0, part.into());
        self
    }

    /// Sets an attribute.
    pub(super) fn attr(self, name: &str, value: &str) -> Self {
        set(&self.0, name, Some(value));
        self
    }

    /// Sets an attribute that need not be there.
    pub(super) fn attr_if(self, name: &str, value: Option<&str>) -> Self {
        set(&self.0, name, value);
        self
    }

    /// Hands every event of a kind to a function.
    pub(super) fn on(self, kind: &str, heard: impl FnMut(web_sys::Event) + 'static) -> Self {
        self.listen(kind, Box::new(heard))
    }

    fn listen(self, kind: &str, heard: Box<dyn FnMut(web_sys::Event)>) -> Self {
        // The browser owns the function from here on, and lets go of it with the element.
        let heard = Closure::wrap(heard).into_js_value();
        drop(self.0.add_event_listener_with_callback(kind, heard.unchecked_ref()));
        self
    }

    /// Adds a text that follows the state.
    pub(super) fn text_of(self, text: impl Fn() -> String + 'static) -> Self {
        self.follow_text(Box::new(move || Some(text())))
    }

    fn follow_text(self, text: Box<dyn Fn() -> Option<String>>) -> Self {
        let node = document().create_text_node("");
        append(&self.0, Part(Some(node.clone().into())));
        follow_value(text, move |text| node.set_data(text.unwrap_or_default()));
        self
    }

    /// Sets an attribute that follows the state; `None` takes it away.
    pub(super) fn attr_of(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        self.follow_attr(name, Box::new(value))
    }

    fn follow_attr(self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> Self {
        let element = self.0.clone();
        follow_value(value, move |value| set(&element, name, value));
        self
    }

    /// Sets an attribute that is there or not, such as `hidden`.
    pub(super) fn flag_of(self, name: &'static str, holds: impl Fn() -> bool + 'static) -> Self {
        self.attr_of(name, move || holds().then(String::new))
    }

    /// Ticks a control while something holds.
    pub(super) fn checked_of(self, holds: impl Fn() -> bool + 'static) -> Self {
        let input: web_sys::HtmlInputElement = self.0.clone().unchecked_into();
        follow(Box::new(move || input.set_checked(holds())));
        self
    }

    /// Shows a text in a control without moving the caret of somebody who is typing it.
    pub(super) fn value_of(self, text: impl Fn() -> String + 'static) -> Self {
        let control = self.0.clone();
        follow_value(Box::new(move || Some(text())), move |text| draw_value(&control, text.unwrap_or_default()));
        self
    }
}

/// Gives an element a further class while something holds.
pub(super) fn follow_class(el: &El, base: &'static str, more: &'static str, holds: impl Fn() -> bool + 'static) {
    let element = el.0.clone();
    let class = move || Some(if holds() { format!("{base} {more}") } else { base.to_owned() });
    follow_value(Box::new(class), move |class| set(&element, "class", class));
}

/// Sets or takes away an attribute.
pub(super) fn set(element: &web_sys::Element, name: &str, value: Option<&str>) {
    // Names are written down in this program; none of them can be refused.
    drop(match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    });
}

/// What the control of an event holds.
pub(super) fn value_in(event: &web_sys::Event) -> String {
    control(event).map(|control| control.value()).unwrap_or_default()
}

/// Whether the control of an event is ticked.
pub(super) fn ticked_in(event: &web_sys::Event) -> bool {
    control(event).is_some_and(|control| control.checked())
}

fn control(event: &web_sys::Event) -> Option<web_sys::HtmlInputElement> {
    event.target().map(JsCast::unchecked_into)
}

fn append(to: &web_sys::Node, part: Part) {
    if let Some(node) = part.0 {
        drop(to.append_child(&node));
    }
}

/// Runs a function now, and again whenever the state that it reads has changed, as long as this part is on the page.
fn follow(mut run: Box<dyn FnMut()>) {
    // Kept where the part's owner keeps its things, and let go of with them.
    StoredValue::new_local(RenderEffect::new(move |_: Option<()>| run()));
}

/// Hands a value on now, and again whenever it is another than before, as long as this part is on the page.
pub(super) fn follow_value(value: Box<dyn Fn() -> Option<String>>, mut change: impl FnMut(Option<&str>) + 'static) {
    let mut before: Option<Option<String>> = None;
    follow(Box::new(move || {
        let now = value();
        if before.as_ref() != Some(&now) {
            change(now.as_deref());
            before = Some(now);
        }
    }));
}

/// Part of a page that is drawn anew whenever `key` is another than before.
pub(super) fn show<K: PartialEq + 'static>(key: impl Fn() -> K + 'static, draw: impl Fn(&K) -> Part + 'static) -> Part {
    let last: Rc<RefCell<Option<K>>> = Rc::default();
    let drawn = last.clone();
    region(
        Box::new(move || {
            let now = Some(key());
            let mut last = last.borrow_mut();
            let changed = *last != now;
            *last = now;
            changed
        }),
        Box::new(move || drawn.borrow().as_ref().map_or(Part::NONE, &draw)),
    )
}

/// Part of a page that is there while something holds.
pub(super) fn show_while(holds: impl Fn() -> bool + 'static, draw: impl Fn() -> Part + 'static) -> Part {
    show(holds, move |holds| if *holds { draw() } else { Part::NONE })
}

impl El {
    /// One element for each key, in their order, within this one. An element stays as it is, with what is open in it and
    /// whoever writes there, for as long as its key is among them; one more key draws one element more.
    pub(super) fn each<K: PartialEq + 'static>(
        self,
        keys: impl Fn() -> Vec<K> + 'static,
        draw: impl Fn(&K) -> Self + 'static,
    ) -> Self {
        let (place, around) = (self.0.clone(), Owner::current().unwrap_or_default());
        let mut drawn: Vec<(K, web_sys::Element, Owner)> = Vec::new();
        follow(Box::new(move || {
            let (mut coming, mut before) = (VecDeque::from(keys()), VecDeque::from(std::mem::take(&mut drawn)));
            let focused = document().active_element();
            let remove = |(_, element, owner): (K, web_sys::Element, Owner)| {
                owner.cleanup();
                element.remove();
            };
            // What of `before` is left stands behind all that has been put in its place.
            while let Some(key) = coming.pop_front() {
                // What is gone goes first: else all that stands behind it would have to be moved past it.
                while let Some(gone) = before.pop_front_if(|(first, ..)| *first != key && !coming.contains(first)) {
                    remove(gone);
                }
                let known = before.iter().position(|(other, ..)| *other == key);
                let (key, element, owner) = known.and_then(|at| before.remove(at)).unwrap_or_else(|| {
                    let owner = around.child();
                    let Self(element) = untrack(|| owner.with(|| draw(&key)));
                    (key, element, owner)
                });
                if known != Some(0) {
                    let next = before.front().map(|(_, next, _)| next.as_ref());
                    drop(place.insert_before(&element, next));
                }
                drawn.push((key, element, owner));
            }
            // What was last and is gone.
            before.into_iter().for_each(remove);
            // What is moved loses focus on the way.
            let lost = focused.filter(|it| it.is_connected() && document().active_element().as_ref() != Some(it));
            if let Some(lost) = lost.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
                drop(lost.focus());
            }
        }));
        self
    }
}

fn region(changed: Box<dyn Fn() -> bool>, draw: Box<dyn Fn() -> Part>) -> Part {
    let (start, end): (web_sys::Node, web_sys::Node) =
        (document().create_comment("").into(), document().create_comment("").into());
    let whole: web_sys::Node = document().create_document_fragment().into();
    append(&whole, Part(Some(start.clone())));
    append(&whole, Part(Some(end.clone())));
    let around = Owner::current().unwrap_or_default();
    // What follows the state on behalf of what stands between the two marks.
    let mut own: Option<Owner> = None;
    follow(Box::new(move || {
        if !changed() {
            return;
        }
        if let Some(before) = own.take() {
            before.cleanup();
        }
        let Some(place) = end.parent_node() else { return };
        while let Some(node) = start.next_sibling().filter(|node| *node != end) {
            drop(place.remove_child(&node));
        }
        let owner = around.child();
        let Part(node) = untrack(|| owner.with(&draw));
        if let Some(node) = node {
            drop(place.insert_before(&node, Some(&end)));
        }
        own = Some(owner);
    }));
    Part(Some(whole))
}
