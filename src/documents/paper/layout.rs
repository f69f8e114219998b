//! Lines and pages.
//!
//! # Where a line may end
//! Word, LibreOffice and the Unicode standard (UAX #14) differ in detail. A line that may end at fewer places never
//! makes a text shorter, so a line ends here only where all of them let it:
//! - after spaces, unless UAX #14 forbids it there (before a closing mark, after an opening one);
//! - after a hyphen or an en dash between two letters; not before a figure ("2019-20"), nor after one that begins a word;
//! - after an em dash, never before it;
//! - nowhere else in Latin text: not after a slash, an ellipsis, a question mark;
//! - where UAX #14 says, beside a character of another script (U+2E80 and above).
//!
//! A line fits when it does so without the spaces at its end: those hang. There is no kerning, no hyphenation, and no
//! spreading of words. A word wider than the line begins a new one and is broken between characters.
//!
//! # Where a page ends
//! A line stands on a page if its whole exact height does; space after a block may run over the edge. There is no
//! control of widows and orphans. A heading's lines stay together and with the first line of what follows, unless all
//! that together is higher than a page.
//!
//! All sums are of whole numbers: widths in units of the fonts, heights in thousandths of a point. The same flow gives
//! the same pages on every machine.

use std::ops::Range;
use std::sync::Arc;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::face::{EM, REPLACEMENT, advance, covers};
use super::flow::{Flow, Kind, Piece, Span};
use super::pages::{Page, Pages, PlacedLine, Run};
use super::setup::{Length, Setup};
use super::style;
use super::style::{Style, TAB, label, same_style};

/// Lays a document out on pages.
pub fn lay_out(flow: &Flow, setup: &Setup) -> Pages {
    lay_out_again(flow, setup, None)
}

/// Lays a document out after a change. Blocks that have not changed are not broken into lines again, which is most of the
/// work. `before` is the document and its layout before the change.
pub fn lay_out_again(flow: &Flow, setup: &Setup, before: Option<(&Flow, &Pages)>) -> Pages {
    let known = PreviousLayout::of(flow, setup, before);
    let mut sheet = PageBuilder::new(setup);
    let mut broken = flow
        .blocks
        .iter()
        .enumerate()
        .map(|(at, piece)| known.lines(at, piece, setup).unwrap_or_else(|| break_into_lines(piece, setup)))
        .peekable();
    let kinds: Vec<Kind> = flow.blocks.iter().map(|piece| piece.kind).collect();
    // Headings that have to stay on a page with the first line of the next block.
    let mut waiting: Vec<(usize, Block)> = Vec::new();
    let mut index = 0;
    while let Some(block) = broken.next() {
        let keeps = block.style.keeps && broken.peek().is_some();
        waiting.push((index, block));
        index += 1;
        if keeps {
            continue;
        }
        sheet.room_for(&waiting, &kinds);
        for (at, block) in waiting.drain(..) {
            let after = gap(&kinds, at, block.style, setup);
            sheet.place(at, block, after);
        }
    }
    Pages { setup: *setup, pages: sheet.pages }
}

/// Space after a block, before the next.
fn gap(kinds: &[Kind], at: usize, own: Style, setup: &Setup) -> i32 {
    let Some(next) = kinds.get(at + 1) else { return own.after.0 };
    let together = own.together && kinds.get(at).is_some_and(|kind| same_style(*kind, *next));
    if together { 0 } else { own.after.max(style(*next, setup).before).0 }
}

/// The lines of the layout before the change, if the page setup was the same.
struct PreviousLayout<'a> {
    blocks: Vec<(&'a Piece, Vec<&'a PlacedLine>)>,
    /// How many more blocks there are now.
    more: isize,
}

impl<'a> PreviousLayout<'a> {
    fn of(flow: &Flow, setup: &Setup, before: Option<(&'a Flow, &'a Pages)>) -> Self {
        let Some((old, pages)) = before.filter(|(_, pages)| pages.setup == *setup) else {
            return Self { blocks: Vec::new(), more: 0 };
        };
        let mut blocks: Vec<(&Piece, Vec<&PlacedLine>)> = old.blocks.iter().map(|piece| (piece, Vec::new())).collect();
        for line in pages.pages.iter().flat_map(|page| &page.lines) {
            if let Some((_, lines)) = blocks.get_mut(line.block) {
                lines.push(line);
            }
        }
        let more = flow.blocks.len().cast_signed() - old.blocks.len().cast_signed();
        Self { blocks, more }
    }

    /// The lines of a block that was the same before, at the same place from the beginning or from the end.
    fn lines(&self, at: usize, piece: &Piece, setup: &Setup) -> Option<Block> {
        let places = [Some(at), at.checked_add_signed(-self.more)];
        let mut same = places.into_iter().flatten().filter_map(|place| self.blocks.get(place));
        let (_, lines) = same.find(|(old, _)| *old == piece)?;
        Some(Block { style: style(piece.kind, setup), lines: lines.iter().map(|line| line.runs.clone()).collect() })
    }
}

/// A block in lines, not yet on a page.
struct Block {
    style: Style,
    /// Each with its runs, where they begin.
    lines: Vec<Arc<[Run]>>,
}

/// Collects lines into pages.
struct PageBuilder {
    setup: Setup,
    pages: Vec<Page>,
    /// How far down the page the next line begins.
    y: i32,
    /// Below this nothing may stand.
    bottom: i32,
}

impl PageBuilder {
    fn new(setup: &Setup) -> Self {
        Self {
            setup: *setup,
            pages: vec![Page::default()],
            y: setup.top.0.saturating_add(setup.letterhead.0),
            bottom: Length::A4_HEIGHT.0.saturating_sub(setup.bottom.0),
        }
    }

    fn begun(&self) -> bool {
        self.pages.last().is_some_and(|page| !page.lines.is_empty())
    }

    fn next_page(&mut self) {
        self.pages.push(Page::default());
        self.y = self.setup.top.0;
    }

    /// Begins a new page if headings and the first line after them do not fit on this one but would on the next.
    fn room_for(&mut self, waiting: &[(usize, Block)], kinds: &[Kind]) {
        let Some(((_, last), headings)) = waiting.split_last() else { return };
        if headings.is_empty() && !last.style.keeps {
            return;
        }
        let whole = |block: &Block| block.lines.iter().fold(0_i32, |sum, _| sum.saturating_add(block.style.line.0));
        let above =
            headings.iter().map(|(at, block)| whole(block).saturating_add(gap(kinds, *at, block.style, &self.setup)));
        let end = if last.style.keeps { whole(last) } else { last.style.line.0 };
        let height = above.fold(end, i32::saturating_add);
        let fits = |from: i32| from.saturating_add(height) <= self.bottom;
        if self.begun() && !fits(self.y) && fits(self.setup.top.0) {
            self.next_page();
        }
    }

    fn place(&mut self, block: usize, set: Block, after: i32) {
        let height = set.style.line.0;
        for runs in set.lines {
            if self.begun() && self.y.saturating_add(height) > self.bottom {
                self.next_page();
            }
            // Of an exact height, four fifths are above the baseline, as LibreOffice has it.
            let baseline = Length(self.y.saturating_add(height / 5 * 4));
            if let Some(page) = self.pages.last_mut() {
                page.lines.push(PlacedLine { block, baseline, runs });
            }
            self.y = self.y.saturating_add(height);
        }
        self.y = self.y.saturating_add(after);
    }
}

/// Breaks a block into lines.
fn break_into_lines(piece: &Piece, setup: &Setup) -> Block {
    let style = style(piece.kind, setup);
    let text = Text::of(&piece.spans, style);
    let left = setup.left.0.saturating_add(style.left.0);
    let edge = Length::A4_WIDTH.0.saturating_sub(setup.right.0);
    // In the hanging indent stand a bullet or a number; if it is wider, the text begins at the next tab.
    let mut first = left;
    let label = label(piece.kind).map(|label| {
        let x = left.saturating_sub(style.hanging.0);
        let end = x.saturating_add(length(label.chars().map(|c| u64::from(advance(c, style.bold))).sum(), style.size));
        if end > left {
            let tabs = end.saturating_sub(setup.left.0) / TAB.0 + 1;
            first = setup.left.0.saturating_add(tabs.saturating_mul(TAB.0));
        }
        Run { x: Length(x), text: label, span: None, bold: style.bold, size: style.size }
    });
    let mut lines: Vec<Vec<Run>> = Vec::new();
    text.lines(units(edge.saturating_sub(first), style.size), units(edge.saturating_sub(left), style.size), |line| {
        let x = if lines.is_empty() { first } else { left };
        lines.push(text.runs(line, x));
    });
    if let (Some(label), Some(line)) = (label, lines.first_mut()) {
        line.insert(0, label);
    }
    Block { style, lines: lines.into_iter().map(Arc::from).collect() }
}

/// A length as units of the fonts at a size, not more than it is.
fn units(length: i32, size: Length) -> u64 {
    u64::try_from(length).unwrap_or(0) * u64::from(EM) / u64::try_from(size.0).unwrap_or(1).max(1)
}

/// Units of the fonts at a size as a length.
fn length(units: u64, size: Length) -> i32 {
    let thousandths = units.saturating_mul(u64::try_from(size.0).unwrap_or(0)) / u64::from(EM);
    i32::try_from(thousandths).unwrap_or(i32::MAX)
}

/// The text of a block, in one.
struct Text<'a> {
    spans: &'a [Span],
    style: Style,
    whole: String,
    /// Where each span ends.
    ends: Vec<usize>,
}

impl<'a> Text<'a> {
    fn of(spans: &'a [Span], style: Style) -> Self {
        let mut whole = String::with_capacity(spans.iter().map(|s| s.text.len()).sum());
        let mut ends = Vec::with_capacity(spans.len());
        for span in spans {
            whole.push_str(&span.text);
            ends.push(whole.len());
        }
        Self { spans, style, whole, ends }
    }

    /// The span at a place, whether it is bold, and where it ends.
    fn span(&self, at: usize) -> (usize, bool, usize) {
        let index = self.ends.partition_point(|end| *end <= at);
        let bold = self.style.bold || self.spans.get(index).is_some_and(|span| span.bold);
        (index, bold, self.ends.get(index).copied().unwrap_or(self.whole.len()))
    }

    fn part(&self, range: Range<usize>) -> &str {
        self.whole.get(range).unwrap_or_default()
    }

    /// The width of a part in units.
    fn width(&self, range: Range<usize>) -> u64 {
        let mut width = 0;
        let mut at = range.start;
        while at < range.end {
            let (_, bold, end) = self.span(at);
            let end = end.min(range.end);
            width += self.part(at..end).chars().map(|c| u64::from(advance(c, bold))).sum::<u64>();
            at = end.max(at + 1);
        }
        width
    }

    /// Calls `take` with each line, without the spaces at its end; the first may be `first` units wide, the others `wide`.
    fn lines(&self, first: u64, wide: u64, mut take: impl FnMut(Range<usize>)) {
        // A block has one line at least.
        if self.whole.is_empty() {
            return take(0..0);
        }
        let mut room = first;
        // The line so far: where it begins, where what shows ends, and how wide it is with the spaces after that.
        let (mut start, mut end, mut width) = (0, 0, 0_u64);
        let mut from = 0;
        let mut next = |line: Range<usize>, room: &mut u64| {
            take(line);
            *room = wide;
        };
        for (to, kind) in linebreaks(&self.whole) {
            let must = kind == BreakOpportunity::Mandatory;
            if !must && !self.may_end(to) {
                continue;
            }
            let part = self.part(from..to);
            let solid = from
                + part.trim_end_matches([' ', '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']).len();
            let own = self.width(from..solid);
            if width + own > room && from > start {
                next(start..end.max(start), &mut room);
                (start, end, width) = (from, from, 0);
            }
            if width + own > room {
                // Wider than a whole line: between characters, one at least on each.
                for (at, c) in self.part(from..solid).char_indices().map(|(at, c)| (from + at, c)) {
                    let one = self.width(at..at + c.len_utf8());
                    if width + one > room && at > start {
                        next(start..at, &mut room);
                        (start, width) = (at, 0);
                    }
                    width += one;
                }
            } else {
                width += own;
            }
            if solid > from {
                end = solid;
            }
            if must {
                next(start..end.max(start), &mut room);
                (start, end, width) = (to, to, 0);
            } else {
                width += self.width(solid..to);
            }
            from = to;
        }
        // A break at its end begins another line.
        if self.whole.ends_with('\n') {
            next(start..start, &mut room);
        }
    }

    /// Whether a line may end before this place, where UAX #14 says that it may.
    fn may_end(&self, at: usize) -> bool {
        let (before, after) = (self.part(0..at), self.part(at..self.whole.len()));
        let mut back = before.chars().rev();
        let (Some(last), Some(next)) = (back.next(), after.chars().next()) else { return true };
        match last {
            ' ' | '\u{2014}' => true,
            '-' | '\u{2010}' | '\u{2013}' => back.next().is_some_and(char::is_alphabetic) && next.is_alphabetic(),
            last => u32::from(last) >= 0x2e80 || u32::from(next) >= 0x2e80,
        }
    }

    /// The runs of a line that begins at `x`.
    fn runs(&self, line: Range<usize>, x: i32) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut width = 0_u64;
        let mut at = line.start;
        while at < line.end {
            let (index, bold, end) = self.span(at);
            let end = end.min(line.end);
            let part = self.part(at..end);
            let text = if part.chars().all(covers) {
                part.to_owned()
            } else {
                part.chars().map(|c| if covers(c) { c } else { REPLACEMENT }).collect()
            };
            if !text.is_empty() {
                let x = Length(x.saturating_add(length(width, self.style.size)));
                runs.push(Run { x, text, span: Some(index), bold, size: self.style.size });
            }
            width += self.width(at..end);
            at = end.max(at + 1);
        }
        runs
    }
}

#[cfg(test)]
mod tests;
