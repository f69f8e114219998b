//! The sheet of paper.

/// A length in thousandths of a point. A point is 1/72 inch; a twip, Word's unit, is 50 of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Length(pub i32);

/// How text stands on the sheet. A4, upright, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Setup {
    /// Size of the text.
    pub size: Length,
    /// Height of a line of text, exact: Word's `w:lineRule="exact"`.
    pub line: Length,
    /// Margin at the top.
    pub top: Length,
    /// Margin at the bottom.
    pub bottom: Length,
    /// Margin at the left.
    pub left: Length,
    /// Margin at the right.
    pub right: Length,
    /// Further room at the top of the first page, for a letterhead.
    pub letterhead: Length,
}

impl Length {
    /// The width of A4: 11,906 twips, as Word has it.
    pub const A4_WIDTH: Self = Self(11_906 * 50);
    /// The height of A4: 16,838 twips, as Word has it.
    pub const A4_HEIGHT: Self = Self(16_838 * 50);

    /// In twips, to the nearest.
    pub const fn twips(self) -> i32 {
        (self.0 + 25).div_euclid(50)
    }
}
