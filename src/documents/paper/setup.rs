//! The page setup.

/// A length in thousandths of a point. A point is 1/72 inch; a twip, Word's unit, is 50 of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Length(pub i32);

/// The page setup. The paper is always A4, upright.
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
    /// How its headings stand out.
    pub headings: Headings,
}

/// How headings stand out from the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Headings {
    /// A little, without space before them: as in a letter, whose pages a Word document has to match.
    #[default]
    Letter,
    /// In three clear steps, with space before them: in a report of many pages.
    Report,
}

impl Length {
    /// The width of A4: 11,906 twips, as Word has it.
    pub const A4_WIDTH: Self = Self(11_906 * 50);
    /// The height of A4: 16,838 twips, as Word has it.
    pub const A4_HEIGHT: Self = Self(16_838 * 50);

    /// Millimetres, to the nearest twip: 20 mm are 1,134 twips.
    pub const fn millimetres(millimetres: i32) -> Self {
        // An inch is 25.4 mm or 1,440 twips: 7,200 twips are 127 mm.
        Self(millimetres.saturating_mul(7_200).saturating_add(63).div_euclid(127).saturating_mul(50))
    }

    /// In twips, to the nearest.
    pub const fn twips(self) -> i32 {
        (self.0 + 25).div_euclid(50)
    }
}

/// 11 points in single spacing with margins of 20 mm all round.
impl Default for Setup {
    fn default() -> Self {
        let margin = Length::millimetres(20);
        Self {
            size: Length(11_000),
            line: Length(12_650),
            top: margin,
            bottom: margin,
            left: margin,
            right: margin,
            letterhead: Length(0),
            headings: Headings::Letter,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millimetres_are_words_twips() {
        for (millimetres, twips) in
            [(0, 0), (10, 567), (15, 850), (20, 1_134), (25, 1_417), (30, 1_701), (210, 11_906), (297, 16_838)]
        {
            assert_eq!(Length::millimetres(millimetres).twips(), twips, "{millimetres} mm");
            assert_eq!(Length::millimetres(millimetres).0 % 50, 0);
        }
    }
}
