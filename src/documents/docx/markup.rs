//! Writes XML.

use crate::documents::about::in_xml;

/// The namespace of WordprocessingML, transitional (ECMA-376 part 4), which is what every version of Word writes.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// What has been written of a part.
pub(super) struct Markup(String);

impl Markup {
    /// A part, with its declaration.
    pub(super) fn new() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())
    }

    /// Adds markup of ours.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds a number.
    pub(super) fn number(&mut self, number: impl std::fmt::Display) -> &mut Self {
        self.0.push_str(&number.to_string());
        self
    }

    /// Adds text of anybody's, as text: for elements and for attributes in double quotes. What XML 1.0 does not have
    /// is left out.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars().filter(|c| in_xml(*c)) {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                // A reader would make a line feed of it.
                '\r' => self.0.push_str("&#13;"),
                _ => self.0.push(c),
            }
        }
        self
    }

    /// A piece of a part, without a declaration.
    pub(super) const fn piece() -> Self {
        Self(String::new())
    }

    /// What there is so far.
    pub(super) fn inner(&self) -> &str {
        &self.0
    }

    /// The part.
    pub(super) fn done(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}
