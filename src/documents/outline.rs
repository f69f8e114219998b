//! A document that knows no format: what is said, in which order, and in whose voice.

use crate::call::{Call, Link, Statement};

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Its title.
    pub title: String,
    /// A line under the title.
    pub lead: String,
    /// Everything else, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading. Levels follow each other without a gap.
    Heading(Level, String),
    /// What the school wrote: line breaks are kept, blank lines part paragraphs.
    Words(String),
    /// What the product says, in its own voice.
    Note(String),
    /// The hub's words.
    Quote(Quotation),
    /// Labels, each with its lines.
    Table(Table),
}

/// The level of a heading; the document's title is above all of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A part of the document.
    Part,
    /// A division of a part.
    Division,
    /// An item of a division.
    Item,
}

/// The hub's words, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The words; blank lines part paragraphs.
    pub text: String,
    /// The beginning of the words that the hub sets in bold.
    pub lead: Option<String>,
    /// A list that follows them.
    pub items: Vec<String>,
    /// Links within the words or the list.
    pub links: Vec<Link>,
    /// Whom the hub itself quotes.
    pub quoted_from: Option<String>,
    /// The heading that they stand under, with those above it.
    pub under: String,
}

/// A table of two columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it is about.
    pub caption: String,
    /// What its columns hold.
    pub heads: [&'static str; 2],
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub label: String,
    /// Whether the label is the hub's words.
    pub verbatim: bool,
    /// What there is to say, at least one line.
    pub lines: Vec<Line>,
}

/// One thing that a row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// What the school said.
    Words(String),
    /// What the product says.
    Note(String),
    /// An address that the school gave: a link where it can be one.
    Address(String),
    /// The hub's words in short.
    Quote(String),
    /// Nothing has been said. That is not a "no".
    Nothing,
}

impl Quotation {
    /// A statement of the call.
    pub fn of(call: &Call, statement: &Statement) -> Self {
        Self {
            text: statement.text.clone(),
            lead: statement.lead.clone(),
            items: statement.items.clone(),
            links: statement.links.clone(),
            quoted_from: statement.quoted_from.clone(),
            under: call.heading(&statement.under),
        }
    }
}

impl Row {
    /// A row with a label of ours.
    pub fn new(label: impl Into<String>, lines: Vec<Line>) -> Self {
        let lines = if lines.is_empty() { vec![Line::Nothing] } else { lines };
        Self { label: label.into(), verbatim: false, lines }
    }

    /// A row whose label is the hub's words.
    pub fn verbatim(label: impl Into<String>, lines: Vec<Line>) -> Self {
        Self { verbatim: true, ..Self::new(label, lines) }
    }
}

impl Line {
    /// What was said, or that nothing was.
    pub fn said(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Self::Nothing } else { Self::Words(text) }
    }
}

impl Outline {
    /// Adds a heading.
    pub(super) fn heading(&mut self, level: Level, text: impl Into<String>) {
        self.blocks.push(Block::Heading(level, text.into()));
    }

    /// Adds a note of ours.
    pub(super) fn note(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Note(text.into()));
    }

    /// Adds what the school wrote, or that it wrote nothing.
    pub(super) fn words(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.blocks.push(if text.trim().is_empty() {
            Block::Note(NOT_ANSWERED.to_owned())
        } else {
            Block::Words(text)
        });
    }

    /// Adds the hub's statements.
    pub(super) fn quote(&mut self, call: &Call, statements: &[Statement]) {
        for statement in statements {
            self.blocks.push(Block::Quote(Quotation::of(call, statement)));
        }
    }

    /// Adds a part of the hub's words that stands whole elsewhere in this document.
    pub(super) fn quote_short(&mut self, text: &str) {
        self.blocks.push(Block::Quote(Quotation {
            text: text.to_owned(),
            lead: None,
            items: Vec::new(),
            links: Vec::new(),
            quoted_from: None,
            under: String::new(),
        }));
    }

    /// Takes out headings that have nothing under them.
    pub(super) fn drop_empty_headings(&mut self) {
        // From the end: a heading stays if something stands between it and the next one of its level or above.
        let mut kept: Vec<Block> = Vec::with_capacity(self.blocks.len());
        for block in std::mem::take(&mut self.blocks).into_iter().rev() {
            let is_empty = match (&block, kept.last()) {
                (Block::Heading(..), None) => true,
                (Block::Heading(level, _), Some(Block::Heading(next, _))) => next <= level,
                _ => false,
            };
            if !is_empty {
                kept.push(block);
            }
        }
        kept.reverse();
        self.blocks = kept;
    }

    /// Adds a table, unless it has no rows.
    pub(super) fn table(&mut self, caption: impl Into<String>, heads: [&'static str; 2], rows: Vec<Row>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Table(Table { caption: caption.into(), heads, rows }));
        }
    }
}

/// Said where an answer is missing.
pub(super) const NOT_ANSWERED: &str = "Not answered.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_with_nothing_under_it_is_taken_out() {
        use Level::{Division, Item, Part};
        for (headings, left) in [
            (vec![], vec![]),
            (vec![(Part, false)], vec![]),
            (vec![(Part, true)], vec![0]),
            (vec![(Part, false), (Division, true)], vec![0, 1]),
            (vec![(Part, false), (Division, false), (Item, false)], vec![]),
            (vec![(Part, false), (Part, true)], vec![1]),
            (vec![(Part, false), (Division, false), (Part, true), (Division, false)], vec![2]),
            (vec![(Part, true), (Division, false), (Item, true), (Division, false)], vec![0, 1, 2]),
        ] {
            let mut outline = Outline { title: String::new(), lead: String::new(), blocks: Vec::new() };
            for (number, (level, has_words)) in headings.iter().enumerate() {
                outline.heading(*level, number.to_string());
                if *has_words {
                    outline.note("Something.");
                }
            }
            outline.drop_empty_headings();
            let name = |block: &Block| if let Block::Heading(_, name) = block { name.parse().ok() } else { None };
            let found: Vec<usize> = outline.blocks.iter().filter_map(name).collect();
            assert_eq!(found, left, "{headings:?}");
        }
    }
}
