//! What is pasted into an answer comes in clean: words, paragraphs and lists, without a word processor's styles. Where a
//! browser shows no HTML of the clipboard, it pastes as it always does.
//!
//! The browser's own parser reads the clipboard's HTML, without running or loading anything of it; what its elements mean
//! for a text is for `HtmlReader` to say.

use wasm_bindgen::prelude::*;

use super::boxes::send_input_event;
use super::sender::Sender;
use super::window::{document, listen_on_page};
use crate::app::{Event, HtmlReader, HtmlText, Notice, plain_text, style_sheets, without_styles};

/// Cleans whatever is pasted into an answer of several lines.
pub(super) fn listen(sender: &Sender) {
    let sender = sender.clone();
    listen_on_page("paste", move |event| {
        let area = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
        if let Some(area) = area.filter(|area| !area.read_only())
            && let Some(event) = event.dyn_ref::<web_sys::ClipboardEvent>()
        {
            pasted(event, &area, &sender);
        }
    });
}

fn pasted(event: &web_sys::ClipboardEvent, area: &web_sys::HtmlTextAreaElement, sender: &Sender) {
    let Some(clipboard) = event.clipboard_data() else { return };
    let html = clipboard.get_data("text/html").unwrap_or_default();
    let written = clipboard.get_data("text/plain").unwrap_or_default();
    let read = if html.trim().is_empty() {
        HtmlText { text: plain_text(&written), ..HtmlText::default() }
    } else {
        html_text(&html).unwrap_or_default()
    };
    // Where there is nothing to clean, or nothing was understood, the browser pastes as it always does.
    if read.text.is_empty() || read.text == written {
        return;
    }
    event.prevent_default();
    insert(area, &read.text);
    if let Some(missing) = read.missing_words() {
        sender.send(Event::Announce(Notice::good(missing)));
    }
}

/// Types a text at the end of what stands in an answer on the page, behind an empty line; the browser's own undo takes it
/// back. Says whether the answer was there to be typed into.
pub fn type_at_end(id: &str, text: &str) -> bool {
    let area = document().and_then(|document| document.get_element_by_id(id));
    let Some(area) = area.and_then(|area| area.dyn_into::<web_sys::HtmlTextAreaElement>().ok()) else { return false };
    let value = area.value();
    // What cannot have focus cannot be typed into: then `insert` finds another way.
    drop(area.focus());
    let kept = value.trim_end();
    let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    drop(area.set_selection_range(units(kept), units(&value)));
    let gap = if kept.is_empty() { "" } else { "\n\n" };
    insert(&area, &format!("{gap}{text}"));
    true
}

/// Puts a text where the caret is, in the place of what is selected, so that the browser's own undo takes it back.
fn insert(area: &web_sys::HtmlTextAreaElement, text: &str) {
    let done = document()
        .and_then(|document| document.dyn_into::<web_sys::HtmlDocument>().ok())
        .is_some_and(|document| document.exec_command_with_show_ui_and_value("insertText", false, text) == Ok(true));
    if done {
        return;
    }
    let at = |place: Result<Option<u32>, JsValue>| place.ok().flatten().unwrap_or_default();
    let (start, end) = (at(area.selection_start()), at(area.selection_end()));
    if area.set_range_text_with_start_and_end_and_mode(text, start, end, "end").is_ok() {
        send_input_event(area);
    }
}

/// The words of a piece of HTML, in the plain way.
pub fn text_of(html: &str) -> Option<String> {
    html_text(html).map(|read| read.text)
}

fn html_text(html: &str) -> Option<HtmlText> {
    let parsed = web_sys::DomParser::new()
        .ok()?
        .parse_from_string(&without_styles(html), web_sys::SupportedType::TextHtml)
        .ok()?;
    let mut reader = HtmlReader::default();
    reader.style_sheet(&style_sheets(html));
    walk(parsed.body()?.as_ref(), &mut reader, 0);
    Some(reader.finish())
}

/// Deeper than this nothing is read: no text that somebody wrote is nested so deep.
const DEEPEST: usize = 300;

/// Hands on what stands in a node.
fn walk(node: &web_sys::Node, reader: &mut HtmlReader, depth: usize) {
    let mut next = node.first_child();
    while let Some(child) = next {
        next = child.next_sibling();
        if let Some(text) = child.dyn_ref::<web_sys::Text>() {
            reader.text(&text.data());
        } else if let Some(element) = child.dyn_ref::<web_sys::Element>()
            && depth < DEEPEST
        {
            // `without_styles` has renamed it.
            let own_name = |name: &str| if name == "style" { "data-style" } else { name }.to_owned();
            reader.open(&element.tag_name(), &|name| element.get_attribute(&own_name(name)));
            walk(element, reader, depth + 1);
            reader.close();
        }
    }
}
