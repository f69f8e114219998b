//! Pages as they will print.

use std::sync::Arc;

use super::setup::{Length, Setup};

/// A document laid out on pages. There is always at least one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// The sheet.
    pub setup: Setup,
    /// The pages.
    pub pages: Vec<Page>,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Its lines, from top to bottom.
    pub lines: Vec<PlacedLine>,
}

/// A line with its place on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedLine {
    /// Which block of the flow it belongs to.
    pub block: usize,
    /// Its baseline, from the top edge of the page.
    pub baseline: Length,
    /// Its runs, from left to right: shared with how the document was set before and after.
    pub runs: Arc<[Run]>,
}

/// A run of characters in one face and size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Where it begins, from the left edge of the page.
    pub x: Length,
    /// Its characters, without the space at which the line was broken.
    pub text: String,
    /// Which span of the block it belongs to; none for a bullet or a number.
    pub span: Option<usize>,
    /// Whether it is bold.
    pub bold: bool,
    /// Its size.
    pub size: Length,
}
