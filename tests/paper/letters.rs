//! Invented letters of all lengths, on all sheets.

use upbeat::documents::paper::{Flow, Kind, Length, Pages, Piece, Setup, Span, lay_out, typed};

/// Chance that is the same every time.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n as u64) as usize
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Words as teachers write them, with all that lines may or may not be broken at.
const WORDS: &[&str] = &[
    "music",
    "singing",
    "pupils",
    "we",
    "our",
    "the",
    "a",
    "of",
    "and",
    "in",
    "every",
    "week",
    "choir",
    "brass",
    "whole-class",
    "Ofsted",
    "well-being",
    "Larkfield",
    "T\u{175}r",
    "caf\u{e9}",
    "KS1/KS2",
    "(2019\u{2013}20)",
    "\u{201c}The",
    "Pied",
    "Piper\u{201d}",
    "teacher\u{2019}s",
    "progression",
    "instrumental",
    "ensemble",
    "performance,",
    "governors",
    "curriculum.",
    "90%",
    "\u{a3}1,500",
    "opportunities",
    "Year 6",
    "extra-curricular",
    "and/or",
    "2025-26",
    "inclusion;",
    "SEND",
    "trust-wide",
    "\u{2014}",
    "\u{2013}",
    "headteacher",
    "rehearsal",
    "performing-arts",
    "community",
    "each",
    "term:",
    "violin",
    "ukulele",
    "recorders",
    "self-assessment",
    "i.e.",
    "e.g.",
    "12.30pm",
    "U+2026\u{2026}",
    "children\u{2019}s",
    "confidence",
    "https://larkfield.example/music/plan",
    "music@larkfield.example",
];

fn sentence(dice: &mut Dice) -> String {
    let words: Vec<&str> = (0..4 + dice.below(22)).map(|_| dice.of(WORDS)).collect();
    let mut text = words.join(" ");
    text.push_str(dice.of(&[".", ".", ".", "!", "?", "\u{2026}"]));
    text
}

fn paragraph(dice: &mut Dice) -> String {
    (0..=dice.below(5)).map(|_| sentence(dice)).collect::<Vec<_>>().join(" ")
}

fn piece(kind: Kind, text: String) -> Piece {
    Piece { kind, spans: vec![Span { text, ..Span::default() }], from: None }
}

/// A letter with what letters have.
pub(crate) fn letter(dice: &mut Dice, blocks: usize) -> Flow {
    let mut all = Vec::new();
    for line in ["Larkfield Green Primary School", "1 Lark Lane", "Larkfield"] {
        all.push(piece(Kind::Line, line.to_owned()));
    }
    all.push(piece(Kind::Text, "Dear panel,".to_owned()));
    for _ in 0..blocks {
        match dice.below(12) {
            0 => all.push(piece(Kind::Heading(1 + dice.below(3) as u8), sentence(dice))),
            1 => all.extend((0..2 + dice.below(5)).map(|_| piece(Kind::Bullet, sentence(dice)))),
            2 => {
                let from = dice.of(&[1, 1, 8, 97]);
                all.extend((0..2 + dice.below(4)).map(|n| piece(Kind::Numbered(from + n as u32), sentence(dice))));
            }
            3 => {
                all.push(piece(Kind::Quote, paragraph(dice)));
                all.push(piece(Kind::Small, "The Hub, Criteria".to_owned()));
            }
            4 => all.push(piece(Kind::Text, format!("{}\n{}", sentence(dice), sentence(dice)))),
            5 => {
                let mut mixed = piece(Kind::Text, sentence(dice));
                mixed.spans.push(Span { text: format!(" {}", sentence(dice)), bold: true, href: None });
                mixed.spans.push(Span { text: format!(" {}", sentence(dice)), ..Span::default() });
                all.push(mixed);
            }
            _ => all.extend(typed(&paragraph(dice), None)),
        }
    }
    all.push(piece(Kind::Text, "Yours faithfully,".to_owned()));
    all.push(piece(Kind::Line, "Ada Lark".to_owned()));
    all.push(piece(Kind::Line, "Headteacher".to_owned()));
    Flow { title: "Supporting letter".to_owned(), blocks: all }
}

pub(crate) fn setup(dice: &mut Dice, number: usize) -> Setup {
    let size = [10, 11, 12][number % 3];
    let margin = Length::millimetres([15, 20, 25][number / 3 % 3]);
    // Single, and one and a bit, in whole twips.
    let line = Length(size * dice.of(&[1150, 1150, 1250]) / 50 * 50);
    let letterhead = if number.is_multiple_of(5) { Length::millimetres(dice.of(&[10, 25, 40])) } else { Length(0) };
    let (top, bottom, left, right) = (margin, margin, margin, margin);
    Setup { size: Length(size * 1000), line, top, bottom, left, right, letterhead, ..Setup::default() }
}

/// Lines on the last page, and lines for which there is room below them.
pub(crate) fn end(pages: &Pages) -> (usize, i32) {
    let last = pages.pages.last().unwrap();
    let under = last.lines.last().map_or(0, |line| line.baseline.0 + pages.setup.line.0 / 5);
    (last.lines.len(), (Length::A4_HEIGHT.0 - pages.setup.bottom.0 - under) / pages.setup.line.0)
}

/// Adds lines of an address until the letter ends within two lines of the end of a page, on either side.
pub(crate) fn to_the_edge(flow: &mut Flow, setup: &Setup, wanted: usize) {
    for _ in 0..80 {
        let (lines, room) = end(&lay_out(flow, setup));
        let there = match wanted {
            0 => room == 0,
            1 => room == 1,
            2 => lines == 1,
            _ => lines == 2,
        };
        if there {
            return;
        }
        flow.blocks.push(piece(Kind::Line, "A line more".to_owned()));
    }
}
