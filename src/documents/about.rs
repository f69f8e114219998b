//! What a document for paper says of itself, besides its text.

use super::paper::tidy;
use crate::call::Date;

/// What a file says of itself, besides its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Who wrote it: the school, say. Nothing is said where it is empty.
    pub author: String,
    /// The day on which it was made.
    pub made_on: Date,
    /// Whether pages are numbered at the foot, "Page 1 of 3". Not read out: a screen reader knows the page.
    pub page_numbers: bool,
}

/// A text on one line, without what XML 1.0 does not have (2.2): for titles and names, which stand in XML.
pub(super) fn plain(text: &str) -> String {
    let text: String = tidy(text).chars().filter(|c| in_xml(*c)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether XML 1.0 has a character (2.2, `Char`).
pub(super) fn in_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}
