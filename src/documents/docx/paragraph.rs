//! A paragraph of a foreign document while it is read, and the text that it becomes part of.

use super::foreign::LetterError;
use super::properties::{Properties, RunProperties};
use super::text::LONGEST_LETTER;
use crate::documents::incoming::links::address_behind;
use crate::draft::numbered_item;

/// A paragraph that is being read.
#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) properties: Properties,
    /// Of the run that is open.
    pub(super) run: RunProperties,
    /// The links that are open: their addresses, and where their words begin.
    pub(super) links: Vec<(String, usize)>,
    /// Its end was deleted, so that it goes on in the next one.
    pub(super) goes_on: bool,
}

/// What was added to the text.
#[derive(Default, PartialEq, Eq, Clone, Copy)]
pub(super) enum Added {
    #[default]
    Paragraph,
    Item,
}

/// The text of the body or of a cell, and what was added to it last.
#[derive(Default)]
pub(super) struct Output {
    pub(super) text: String,
    pub(super) last: Added,
}

impl Output {
    /// Adds a paragraph; items of a list follow each other line by line.
    pub(super) fn add(&mut self, text: &str, what: Added) -> Result<(), LetterError> {
        if !self.text.is_empty() {
            self.text.push_str(if what == Added::Item && self.last == Added::Item { "\n" } else { "\n\n" });
        }
        self.last = what;
        self.text.push_str(text);
        // Four bytes to a character at most.
        if self.text.len() > LONGEST_LETTER * 4 { Err(LetterError::TooLarge) } else { Ok(()) }
    }
}

impl Paragraph {
    /// Adds the address of the link whose words begin at `from`.
    pub(super) fn add_address(&mut self, address: &str, from: usize) {
        let words = self.text.get(from..).unwrap_or_default();
        let Some(behind) = address_behind(words, address) else { return };
        let kept = self.text.trim_end().len();
        let space = self.text.split_off(kept.max(from));
        self.text.push_str(&behind);
        self.text.push_str(&space);
    }
}

/// A text without its line breaks.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a line begins as an item of a list, with a sign or a number that was typed: it is kept as it is written, and no
/// blank line sets it apart from the next.
pub(super) fn is_typed_item(line: &str) -> bool {
    const SIGNS: [char; 20] = [
        '\u{2013}', '\u{2014}', '\u{2012}', '\u{2015}', '\u{2192}', '\u{21d2}', '\u{27a2}', '\u{27a4}', '\u{25ba}',
        '\u{25b6}', '\u{2713}', '\u{2714}', '\u{2717}', '\u{2718}', '\u{2610}', '\u{2611}', '\u{2612}', '\u{2756}',
        '\u{25c6}', 'o',
    ];
    let after_sign = line.strip_prefix(SIGNS).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let inside = line.strip_prefix('(').unwrap_or(line);
    let is_lettered = inside.split_once(')').is_some_and(|(number, rest)| {
        (1..=4).contains(&number.len())
            && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && rest.starts_with(char::is_whitespace)
    });
    after_sign || is_lettered || numbered_item(line).is_some()
}
