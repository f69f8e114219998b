//! How full the pages are, against the hub's limit of sides.

use super::flow::Flow;
use super::pages::{Pages, PlacedLine};
use super::setup::Length;
use crate::draft::{Field, counted, counted_as};

/// How long a document on paper is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Measure {
    /// Tenths of sides: whole pages, and how full the last one is, rounded up. 21 where one line stands on a third side.
    pub tenths: u32,
    /// Sides that carry anything.
    pub sides: u32,
    /// The hub's limit in sides, if it sets one.
    pub limit: Option<u32>,
    /// Lines that stand beyond the limit.
    pub over: u32,
    /// Lines of text that there is still room for within the limit, or, where there is none, on the last side.
    pub left: u32,
    /// What each answer takes up, in lines, in the order in which they stand. What is ours (headings apart, which belong
    /// to what they head) is not among them.
    pub shares: Vec<Share>,
}

/// What one answer takes up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The answer.
    pub field: Field,
    /// Lines.
    pub lines: u32,
}

/// Measures a document that has been set.
pub fn measure(flow: &Flow, pages: &Pages, limit: Option<u32>) -> Measure {
    let setup = &pages.setup;
    let line = setup.line.0.max(1);
    let (bottom, used) =
        (Length::A4_HEIGHT.0.saturating_sub(setup.bottom.0), pages.pages.iter().filter(|p| !p.lines.is_empty()));
    let sides = count(used.count());
    let top = |side: u32| setup.top.0.saturating_add(if side == 0 { setup.letterhead.0 } else { 0 });
    let room = |from: i32| bottom.saturating_sub(from).max(0);
    // Down to where the last side is written: a fifth of a line below the last baseline.
    let end = |last: &PlacedLine| last.baseline.0.saturating_add(line - line / 5 * 4);
    let last = pages.pages.iter().rev().find_map(|page| page.lines.last());
    let last_side = sides.saturating_sub(1);
    let end = last.map_or(top(0), end).clamp(top(last_side), bottom.max(top(last_side)));
    let full = i64::from(end.saturating_sub(setup.top.0).max(0));
    let height = i64::from(room(setup.top.0).max(1));
    let tenths = if sides == 0 {
        0
    } else {
        last_side * 10 + u32::try_from((full * 10 + height - 1) / height).unwrap_or(10).clamp(1, 10)
    };
    let (mut over, mut left) = (0, u32::try_from(room(end) / line).unwrap_or(0));
    if let Some(limit) = limit {
        let beyond = pages.pages.iter().skip(usize::try_from(limit).unwrap_or(usize::MAX));
        over = count(beyond.map(|page| page.lines.len()).sum());
        let more = limit.saturating_sub(sides.max(1));
        left = if over > 0 || limit == 0 {
            0
        } else {
            left.saturating_add(more.saturating_mul(u32::try_from(room(setup.top.0) / line).unwrap_or(0)))
        };
    }
    Measure { tenths, sides, limit, over, left, shares: shares(flow, pages) }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn shares(flow: &Flow, pages: &Pages) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    for line in pages.pages.iter().flat_map(|page| &page.lines) {
        let Some(field) = flow.blocks.get(line.block).and_then(|piece| piece.from.as_ref()) else { continue };
        match shares.iter_mut().rev().find(|share| share.field == *field) {
            Some(share) => share.lines += 1,
            None => shares.push(Share { field: field.clone(), lines: 1 }),
        }
    }
    shares
}

impl Measure {
    /// Whether it is longer than the hub allows.
    pub fn is_over(&self) -> bool {
        self.over > 0
    }

    /// Sides in figures: "1.7".
    pub fn figure(&self) -> String {
        format!("{}.{}", self.tenths / 10, self.tenths % 10)
    }

    /// In a sentence: "1.7 of 2 sides of A4: room for 14 more lines."
    pub fn words(&self) -> String {
        let number = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        let sides = sides_words(&self.figure(), self.limit);
        let rest = match (self.over, self.left) {
            _ if self.limit.is_none() => String::new(),
            (0, 0) => ": full".to_owned(),
            (0, left) => format!(": room for {}", counted_as(number(left), "more line", "more lines")),
            (over, _) => format!(": {} over", counted(number(over), "line")),
        };
        format!("{sides} of A4{rest}.")
    }
}

/// Sides in figures, of a limit if there is one: "1.7 of 2 sides", "1.0 side", "0 sides".
pub fn sides_words(figure: &str, limit: Option<u32>) -> String {
    match limit {
        Some(limit) => format!("{figure} of {}", counted(usize::try_from(limit).unwrap_or(usize::MAX), "side")),
        None if matches!(figure, "1" | "1.0") => format!("{figure} side"),
        None => format!("{figure} sides"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::paper::{Kind, Piece, Setup, Span, lay_out};

    /// So many lines of an address: lines and nothing else, so that sums are plain.
    fn lines(n: usize) -> Flow {
        let piece = |_| Piece {
            kind: Kind::Line,
            spans: vec![Span { text: "We sing.".to_owned(), ..Span::default() }],
            from: Some(Field::FocusChosen),
        };
        Flow { title: String::new(), blocks: (0..n).map(piece).collect() }
    }

    fn measured(n: usize, limit: Option<u32>) -> Measure {
        let flow = lines(n);
        measure(&flow, &lay_out(&flow, &Setup::default()), limit)
    }

    #[test]
    fn sides_are_never_rounded_down_to_the_limit() {
        // 297 mm less two margins of 20 mm are 728.5 points: 57 lines of 12.65.
        for (n, limit, words) in [
            (0, Some(2), "0.0 of 2 sides of A4: room for 114 more lines."),
            (1, Some(2), "0.1 of 2 sides of A4: room for 113 more lines."),
            (28, Some(2), "0.5 of 2 sides of A4: room for 86 more lines."),
            (57, Some(2), "1.0 of 2 sides of A4: room for 57 more lines."),
            (58, Some(2), "1.1 of 2 sides of A4: room for 56 more lines."),
            (113, Some(2), "2.0 of 2 sides of A4: room for 1 more line."),
            (114, Some(2), "2.0 of 2 sides of A4: full."),
            (115, Some(2), "2.1 of 2 sides of A4: 1 line over."),
            (171, Some(2), "3.0 of 2 sides of A4: 57 lines over."),
            (58, Some(1), "1.1 of 1 side of A4: 1 line over."),
            (0, None, "0.0 sides of A4."),
            (57, None, "1.0 side of A4."),
            (80, None, "1.4 sides of A4."),
        ] {
            let measure = measured(n, limit);
            assert_eq!(measure.words(), words, "{n}");
            assert_eq!(measure.is_over(), words.ends_with(" over."));
            let own: u32 = measure.shares.iter().map(|s| s.lines).sum();
            assert_eq!(own, count(n));
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

        #[test]
        fn figure_lines_and_pages_agree(words in 0..3_000_usize, limit in 1..4_u32, half in 18..26_i32, margin in 10..40) {
            let text = "We sing every day, in every class.\n\n- So do they. ".chars().cycle().take(words).collect::<String>();
            let flow = Flow { title: String::new(), blocks: crate::documents::paper::typed(&text, Some(&Field::FocusChosen)) };
            let margin = Length::millimetres(margin);
            let setup = Setup { size: Length(half * 500), line: Length(half * 600), top: margin, bottom: margin, ..Setup::default() };
            let pages = lay_out(&flow, &setup);
            let measure = measure(&flow, &pages, Some(limit));
            let sides = count(pages.pages.iter().filter(|p| !p.lines.is_empty()).count());
            proptest::prop_assert_eq!(measure.sides, sides);
            proptest::prop_assert_eq!(measure.is_over(), sides > limit);
            proptest::prop_assert_eq!(measure.is_over(), measure.tenths > limit * 10);
            proptest::prop_assert_eq!(measure.tenths.div_ceil(10), sides);
            proptest::prop_assert!(measure.over == 0 || measure.left == 0);
            let lines = pages.pages.iter().map(|p| p.lines.len()).sum::<usize>();
            proptest::prop_assert_eq!(measure.shares.iter().map(|s| s.lines).sum::<u32>(), count(lines));
        }
    }

    #[test]
    fn room_for_a_letterhead_is_used() {
        let flow = lines(1);
        let setup = Setup { letterhead: Length::millimetres(100), ..Setup::default() };
        let measure = measure(&flow, &lay_out(&flow, &setup), Some(1));
        assert_eq!((measure.figure().as_str(), measure.left), ("0.5", 34));
    }
}
