//! The style of each kind of block: one table, for the layout and for the styles of a DOCX.
//!
//! Every length is a whole number of twips and every size a whole number of half-points, so that Word can have the very
//! same. In a letter space stands *after* a block only: on space before a block at the top of a page, programs differ.

use super::flow::Kind;
use super::setup::{Headings, Length, Setup};

/// How a block is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Style {
    /// Size of its text.
    pub size: Length,
    /// Whether all of it is bold.
    pub bold: bool,
    /// Height of each line, exact.
    pub line: Length,
    /// Space before it, unless it begins a page: the larger of this and the space after the block above it. Nothing in
    /// what also becomes a DOCX, since there programs differ.
    pub before: Length,
    /// Space after it; nothing is between two blocks that are set `together`.
    pub after: Length,
    /// How far it is set in from the left margin.
    pub left: Length,
    /// How far the first line begins to the left of that: there stands the bullet or the number.
    pub hanging: Length,
    /// Whether its lines stay together, and with the first line of the next block (`keepLines`, `keepNext`).
    pub keeps: bool,
    /// Whether there is no space between it and a block of the same style (`contextualSpacing`).
    pub together: bool,
}

/// A half-point: what sizes in Word are counted in.
const HALF_POINT: i32 = 500;
/// How far lists and quotations are set in: a quarter of an inch.
const INDENT: Length = Length(18_000);
/// Where a tab leads to, from the left margin, where no list has one: half an inch, as Word has it.
pub const TAB: Length = Length(36_000);

/// How a block of this kind is set on this sheet.
pub fn style(kind: Kind, setup: &Setup) -> Style {
    let report = setup.headings == Headings::Report;
    // Half-points that a kind is larger than the text, and what stands before and after it in tenths of a line.
    let (larger, before, after) = match kind {
        Kind::Title if report => (20, 0, 8),
        Kind::Heading(1) if report => (10, 24, 6),
        Kind::Heading(2) if report => (5, 16, 4),
        Kind::Heading(_) if report => (1, 12, 2),
        Kind::Title => (10, 0, 6),
        Kind::Heading(1) => (4, 0, 3),
        Kind::Heading(2) => (2, 0, 2),
        Kind::Heading(_) | Kind::Label => (0, 0, 1),
        Kind::Text | Kind::Line | Kind::Bullet | Kind::Numbered(_) | Kind::Quote => (0, 0, 5),
        Kind::Small => (-3, 0, 3),
    };
    let size = Length((setup.size.0 + larger * HALF_POINT).max(HALF_POINT));
    let heading = matches!(kind, Kind::Title | Kind::Heading(_));
    let list = matches!(kind, Kind::Bullet | Kind::Numbered(_));
    Style {
        size,
        bold: heading,
        line: twips_up(i64::from(setup.line.0) * i64::from(size.0), i64::from(setup.size.0)),
        before: twips_up(i64::from(setup.line.0) * before, 10),
        after: twips_up(i64::from(setup.line.0) * after, 10),
        left: if list || kind == Kind::Quote { INDENT } else { Length(0) },
        hanging: if list { INDENT } else { Length(0) },
        keeps: heading || kind == Kind::Label,
        together: list || kind == Kind::Line,
    }
}

/// Whether two kinds have the same style: numbered items do, whatever their numbers.
pub fn same_style(one: Kind, other: Kind) -> bool {
    one == other || matches!((one, other), (Kind::Numbered(_), Kind::Numbered(_)))
}

/// The bullet or number in the hanging indent of a block, if it has one.
pub fn label(kind: Kind) -> Option<String> {
    match kind {
        Kind::Bullet => Some("\u{2022}".to_owned()),
        Kind::Numbered(number) => Some(format!("{number}.")),
        _ => None,
    }
}

/// A quotient as a length of whole twips, not less than it is.
pub(in crate::documents) fn twips_up(number: i64, by: i64) -> Length {
    let by = by.max(1) * 50;
    let twips = number.max(0).saturating_add(by - 1) / by;
    Length(i32::try_from(twips.saturating_mul(50)).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_can_have_the_very_same() {
        for half_points in 12..=48 {
            for line in [12_650, 13_800, 18_050] {
                let setup = Setup { size: Length(half_points * HALF_POINT), line: Length(line), ..Setup::default() };
                for kind in [
                    Kind::Title,
                    Kind::Heading(1),
                    Kind::Heading(2),
                    Kind::Heading(3),
                    Kind::Text,
                    Kind::Label,
                    Kind::Line,
                    Kind::Bullet,
                    Kind::Numbered(12),
                    Kind::Quote,
                    Kind::Small,
                ] {
                    let style = style(kind, &setup);
                    assert_eq!(style.size.0 % HALF_POINT, 0);
                    for length in [style.line, style.after, style.left, style.hanging] {
                        assert_eq!(length.0 % 50, 0, "{kind:?} {style:?}");
                    }
                    assert_eq!(style.before, Length(0));
                    assert!(style.hanging <= style.left);
                }
                assert_eq!(style(Kind::Text, &setup).line, setup.line);
            }
        }
    }

    #[test]
    fn up_to_whole_twips() {
        for (number, by, expected) in
            [(0, 1, 0), (1, 1, 50), (50, 1, 50), (51, 1, 100), (12_650 * 5, 10, 6_350), (-5, 1, 0), (5, 0, 50)]
        {
            assert_eq!(twips_up(number, by), Length(expected), "{number}/{by}");
        }
    }
}
