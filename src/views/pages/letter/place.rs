//! Where one is in a letter: kept from Write to Pages and back.

use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;

use crate::app::LetterPart;
use crate::draft::Field;

/// Where one is.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The part that is being written.
    pub(super) writing: RwSignal<Option<Field>>,
    /// The part that is in colour on the pages. It follows what is being written when the pages are looked at, so that
    /// nothing is drawn anew while somebody writes.
    pub(super) shown: RwSignal<Option<Field>>,
    /// Whether the pages are shown.
    pub(super) is_pages: RwSignal<bool>,
    parts: StoredValue<Vec<Field>>,
}

impl Place {
    /// At the beginning of a letter, to write.
    pub(super) fn new(parts: &[LetterPart]) -> Self {
        Self {
            writing: RwSignal::new(None),
            shown: RwSignal::new(None),
            is_pages: RwSignal::new(false),
            parts: StoredValue::new(parts.iter().map(|part| part.field.clone()).collect()),
        }
    }

    /// Somebody is in a part.
    pub(super) fn enter(self, part: &Field) {
        if self.writing.with_untracked(|writing| writing.as_ref() != Some(part)) {
            self.writing.set(Some(part.clone()));
        }
    }

    /// Shows the pages, or the texts, at the part that was in sight.
    pub(super) fn show(self, pages: bool) {
        if pages == self.is_pages.get_untracked() {
            return;
        }
        if pages {
            let part = self.in_sight();
            self.writing.set(part.clone());
            self.shown.set(part);
        }
        self.is_pages.set(pages);
        self.scroll();
    }

    /// Leads to a part: to its text, or to where it stands on the pages.
    pub(super) fn go_to(self, part: &Field) {
        self.enter(part);
        if self.is_pages.get_untracked() {
            self.shown.set(Some(part.clone()));
            return self.scroll();
        }
        let id = part.to_string();
        let go = move || {
            let Some(text) = document().get_element_by_id(&id) else { return };
            // What cannot have focus leaves it where it is.
            drop(text.unchecked_ref::<web_sys::HtmlElement>().focus());
            text.scroll_into_view();
        };
        set_timeout(go, Duration::ZERO);
    }

    /// Once it is drawn, brings the part into sight.
    fn scroll(self) {
        let (is_pages, part) = (self.is_pages.get_untracked(), self.writing.get_untracked());
        let scroll = move || {
            if is_pages {
                // A page that can be seen stays where it is.
                let nearest = web_sys::ScrollIntoViewOptions::new();
                drop(js_sys::Reflect::set(&nearest, &"block".into(), &"nearest".into()));
                if let Ok(Some(line)) = document().query_selector(".letter-pages .sheet-own") {
                    line.scroll_into_view_with_scroll_into_view_options(&nearest);
                }
            } else if let Some(text) = part.and_then(|part| document().get_element_by_id(&part.to_string())) {
                text.scroll_into_view();
            }
        };
        set_timeout(scroll, Duration::ZERO);
    }

    /// The part that is being written, where that can be seen; else the one that stands highest in the window.
    fn in_sight(self) -> Option<Field> {
        let height = window().inner_height().ok()?.as_f64()?;
        let stands = |part: &Field| Some(document().get_element_by_id(&part.to_string())?.get_bounding_client_rect());
        let is_seen = |part: &Field| stands(part).is_some_and(|it| it.bottom() > 0.0 && it.top() < height);
        let writing = self.writing.get_untracked().filter(is_seen);
        let above = |part: &&Field| stands(part).is_some_and(|it| it.top() < height / 2.0);
        writing.or_else(|| {
            self.parts.with_value(|parts| parts.iter().rev().find(above).or_else(|| parts.first()).cloned())
        })
    }
}
