//! What is pasted into an answer comes in clean: words, paragraphs and lists, without a word processor's styles. Where a
//! browser shows no HTML of the clipboard, it pastes as it always does.
//!
//! The browser's own parser reads the clipboard's HTML, without running or loading anything of it; what the pieces mean
//! for a text is `app::plain`'s.

use wasm_bindgen::prelude::*;

use super::boxes::send_input_event;
use super::window::{document, listen_on_page};
use crate::app::{Bit, plain, plain_text, without_styles};

/// Cleans whatever is pasted into an answer of several lines.
pub(super) fn listen() {
    listen_on_page("paste", |event| {
        let area = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
        if let Some(area) = area.filter(|area| !area.read_only())
            && let Some(event) = event.dyn_ref::<web_sys::ClipboardEvent>()
        {
            pasted(event, &area);
        }
    });
}

fn pasted(event: &web_sys::ClipboardEvent, area: &web_sys::HtmlTextAreaElement) {
    let Some(clipboard) = event.clipboard_data() else { return };
    let html = clipboard.get_data("text/html").unwrap_or_default();
    let written = clipboard.get_data("text/plain").unwrap_or_default();
    let text = if html.trim().is_empty() { plain_text(&written) } else { text_of(&html).unwrap_or_default() };
    // Where there is nothing to clean, or nothing was understood, the browser pastes as it always does.
    if text.is_empty() || text == written {
        return;
    }
    event.prevent_default();
    insert(area, &text);
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
    let parsed = web_sys::DomParser::new()
        .ok()?
        .parse_from_string(&without_styles(html), web_sys::SupportedType::TextHtml)
        .ok()?;
    let mut bits = Vec::new();
    walk(parsed.body()?.as_ref(), &mut Vec::new(), false, &mut bits, 0);
    Some(plain(&bits))
}

/// Deeper than this nothing is read: no text that somebody wrote is nested so deep.
const DEEPEST: usize = 300;

/// Collects what stands in a node. `lists` holds, for each list around it, the number of its next item if it has any.
fn walk(node: &web_sys::Node, lists: &mut Vec<Option<u32>>, exact: bool, bits: &mut Vec<Bit>, depth: usize) {
    let mut next = node.first_child();
    while let Some(child) = next {
        next = child.next_sibling();
        if let Some(text) = child.dyn_ref::<web_sys::Text>() {
            let text = text.data();
            bits.push(if exact { Bit::Exact(text) } else { Bit::Text(text) });
        } else if let Some(element) = child.dyn_ref::<web_sys::Element>()
            && depth < DEEPEST
        {
            element_found(element, lists, exact, bits, depth);
        }
    }
}

fn element_found(
    element: &web_sys::Element,
    lists: &mut Vec<Option<u32>>,
    exact: bool,
    bits: &mut Vec<Bit>,
    depth: usize,
) {
    let within = |lists: &mut Vec<Option<u32>>, exact: bool, bits: &mut Vec<Bit>| {
        walk(element, lists, exact, bits, depth + 1);
    };
    let tag = element.tag_name().to_ascii_lowercase();
    match tag.as_str() {
        // The last is what somebody struck out while changes were tracked.
        "head" | "style" | "script" | "title" | "noscript" | "template" | "button" | "select" | "textarea" | "del" => {}
        "br" => bits.push(Bit::Break),
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "table" | "figure" => {
            bits.push(words_own_item(element).unwrap_or(Bit::Paragraph));
            within(lists, exact, bits);
            bits.push(Bit::Paragraph);
        }
        "pre" => {
            bits.push(Bit::Paragraph);
            within(lists, true, bits);
            bits.push(Bit::Paragraph);
        }
        "ul" | "ol" => {
            let first = element.get_attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1);
            lists.push((tag == "ol").then_some(first));
            bits.push(Bit::Edge);
            within(lists, exact, bits);
            lists.pop();
            if lists.is_empty() {
                bits.push(Bit::Paragraph);
            }
        }
        "li" => {
            let number = lists.last().copied().flatten();
            if let Some(Some(next)) = lists.last_mut() {
                *next = next.saturating_add(1);
            }
            bits.push(Bit::Item(number));
            within(lists, exact, bits);
            bits.push(Bit::Edge);
        }
        "div" | "tr" | "section" | "article" | "header" | "footer" | "dt" | "dd" | "hr" => {
            bits.push(Bit::Edge);
            within(lists, exact, bits);
            bits.push(Bit::Edge);
        }
        // A row is a line, however its cells are made up.
        "td" | "th" => {
            let apart = if element.previous_element_sibling().is_some() { " | " } else { "" };
            bits.push(Bit::Text(format!("{apart}{}", element.text_content().unwrap_or_default().trim())));
        }
        // Word writes its bullets and numbers into the text as well, for programs that do not know its lists.
        _ if is_words_marker(element) || is_comment(element) => {}
        _ => within(lists, exact, bits),
    }
}

/// Whether an element holds nothing but the bullet or number that Word has drawn.
fn is_words_marker(element: &web_sys::Element) -> bool {
    element.get_attribute("data-style").is_some_and(|style| squeezed(&style).contains("mso-list:ignore"))
}

/// Whether an element only shows that Word has a comment there, or is one.
fn is_comment(element: &web_sys::Element) -> bool {
    let style = element.get_attribute("data-style").map(|style| squeezed(&style)).unwrap_or_default();
    ["mso-special-character:comment", "mso-element:comment"].iter().any(|comment| style.contains(comment))
        || element.class_list().contains("msocomanchor")
}

/// The item of a list that a paragraph is, as Word writes them.
fn words_own_item(paragraph: &web_sys::Element) -> Option<Bit> {
    let style = squeezed(&paragraph.get_attribute("data-style")?);
    if !style.contains("mso-list:l") {
        return None;
    }
    let marker = paragraph.query_selector("[data-style*='mso-list']").ok().flatten().filter(is_words_marker);
    let text = marker.and_then(|marker| marker.text_content()).unwrap_or_default();
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
    Some(Bit::Item(digits.parse().ok()))
}

fn squeezed(style: &str) -> String {
    style.to_ascii_lowercase().split_whitespace().collect()
}
