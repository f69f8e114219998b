//! A document for paper that knows no format.

use crate::draft::Field;

/// A document for paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flow {
    /// What it is called, for title bars and screen readers.
    pub title: String,
    /// Its blocks, in order.
    pub blocks: Vec<Piece>,
}

/// A block of text: a paragraph, a heading, an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: Kind,
    /// Its text, in runs.
    pub spans: Vec<Span>,
    /// The answer that it comes from, if it comes from one.
    pub from: Option<Field>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The title of a whole document.
    Title,
    /// A heading: 1 is a part, 2 a division, 3 an item. It stays with what follows it.
    Heading(u8),
    /// A paragraph.
    Text,
    /// A line that says what the next block is; it stays with it. No heading: it leads nowhere.
    Label,
    /// A line of a block of lines that belong together without space between them, such as an address.
    Line,
    /// An item of a bulleted list.
    Bullet,
    /// An item of a numbered list, with its number.
    Numbered(u32),
    /// The hub's words, set in from the left.
    Quote,
    /// Small type: a source, a remark of ours.
    Small,
}

/// A run of text that is set in one way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// The text. A line break within it (`\n`) begins a new line of the same block.
    pub text: String,
    /// Whether it is bold.
    pub bold: bool,
    /// The address that it links to, if any: of the web or of e-mail, or `#n` for block `n` of the same flow.
    pub href: Option<String>,
}
