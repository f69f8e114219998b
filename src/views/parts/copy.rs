//! Text to copy, with a button that does it.

use leptos::prelude::*;

use super::hidden;
use crate::views::html::{Part, button, el, styled};

const COPIED: &str = "Copied";

/// A text to copy under a heading. It can be selected by hand too, should the button not be allowed to copy.
pub(in crate::views) fn copy(title: &str, note: impl Into<Part>, text: &str) -> Part {
    let told = RwSignal::new("");
    let copied = text.to_owned();
    let press = move || {
        crate::browser::copy_text(&copied, move |done| {
            told.set(if done { COPIED } else { "Your browser blocked this. Select the text and copy it yourself." });
        });
    };
    el("div")
        .attr_of("class", move || Some(if told.get() == COPIED { "copy copy-done" } else { "copy" }.to_owned()))
        .add(el("h3").text(title))
        .add(note)
        .add(
            styled("pre", "copy-text").attr("tabindex", "0").attr("role", "group").attr("aria-label", title).text(text),
        )
        .add(button("button button-second", press).text("Copy ").add(hidden(&format!(" {title}"))))
        .text(" ")
        .add(el("span").attr("role", "status").text_of(move || told.get().to_owned()))
        .into()
}
