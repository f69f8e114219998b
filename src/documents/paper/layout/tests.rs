//! Where lines and pages end, and what must hold for every text.

use proptest::prelude::*;

use super::*;
use crate::documents::paper::{Headings, tidy, typed};

/// A sheet on which a line holds ten of the letter "n" at 11 points (1,139 units each), and a little.
fn narrow() -> Setup {
    let room = 10 * 1_139 * 11_000 / 2_048 + 10;
    let left = Length::millimetres(20);
    Setup { left, right: Length(Length::A4_WIDTH.0 - left.0 - room), ..Setup::default() }
}

fn piece(kind: Kind, texts: &[(&str, bool)]) -> Piece {
    let spans = texts.iter().map(|(text, bold)| Span { text: (*text).to_owned(), bold: *bold, href: None }).collect();
    Piece { kind, spans, from: None }
}

fn flow(blocks: Vec<Piece>) -> Flow {
    Flow { title: String::new(), blocks }
}

fn texts(pages: &Pages) -> Vec<String> {
    let lines = pages.pages.iter().flat_map(|page| &page.lines);
    lines.map(|line| line.runs.iter().map(|run| run.text.as_str()).collect()).collect()
}

#[test]
fn where_a_line_may_end() {
    let mut wrong = Vec::new();
    for (text, lines) in [
        ("", &[""] as &[&str]),
        ("nnnnn nnnn", &["nnnnn nnnn"]),
        ("nnnnnnnnnn", &["nnnnnnnnnn"]),
        // Spaces hang at the end and stand at the beginning of what was typed.
        ("nnnnnnnnnn     nn", &["nnnnnnnnnn", "nn"]),
        (" nn", &[" nn"]),
        ("nnnnn nnnnnn", &["nnnnn", "nnnnnn"]),
        ("nn\nnn\n\nn", &["nn", "nn", "", "n"]),
        ("nn \nn\n", &["nn", "n", ""]),
        // A word wider than the line begins a new one.
        ("nn nnnnnnnnnnnnn nn", &["nn", "nnnnnnnnnn", "nnn nn"]),
        (
            "\u{97f3}\u{97f3}\u{97f3}\u{97f3}\u{97f3}\u{97f3}\u{97f3}\u{97f3}\u{97f3}\u{97f3}\u{97f3}\u{97f3}\u{97f3}\u{97f3}\u{97f3}",
            &["??????????", "?????"],
        ),
        // Hyphens and dashes.
        ("nnnnn-nnnnnn", &["nnnnn-", "nnnnnn"]),
        ("nnnnn\u{2011}nnnnn", &["nnnnn\u{2011}nnnn", "n"]),
        ("nnnnn \u{2013} nnnnn", &["nnnnn \u{2013}", "nnnnn"]),
        ("nnnnn\u{2013}nnnnnn", &["nnnnn\u{2013}", "nnnnnn"]),
        ("nnnnn\u{2014}nnnnnn", &["nnnnn\u{2014}", "nnnnnn"]),
        ("nn 2019-2020nn", &["nn", "2019-2020n", "n"]),
        ("nn 2019\u{2013}20nnn", &["nn", "2019\u{2013}20nnn"]),
        ("nnnnnnnn -nn", &["nnnnnnnn", "-nn"]),
        // Nowhere else in Latin text.
        ("nnnnn/nnnnnn", &["nnnnn/nnnn", "nn"]),
        ("nnnn\u{2026}nnnnnn", &["nnnn\u{2026}nnnn", "nn"]),
        ("nnnnn?nnnnnn", &["nnnnn?nnnn", "nn"]),
        ("nnnnn\u{a0}nnnnn", &["nnnnn\u{a0}nnnn", "n"]),
        ("nn (nnnnnnnn)", &["nn", "(nnnnnnnn)"]),
        // UAX #14: no line begins with a closing mark.
        ("nnn nnnnnn ! n", &["nnn", "nnnnnn ! n"]),
        ("nnnnnnnnn 'nn'", &["nnnnnnnnn", "'nn'"]),
    ] {
        let pages = lay_out(&flow(vec![piece(Kind::Text, &[(text, false)])]), &narrow());
        let seen = texts(&pages);
        if seen != lines {
            wrong.push(format!("{text:?}: {seen:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn runs_begin_where_the_one_before_ends() {
    let block = piece(Kind::Text, &[("nn", false), ("ii", true), ("", false), (" nn nnnnnn", false)]);
    let pages = lay_out(&flow(vec![block]), &narrow());
    let [first, second] = pages.pages[0].lines.as_slice() else { panic!("two lines") };
    let runs: Vec<(i32, &str, Option<usize>, bool)> =
        first.runs.iter().map(|r| (r.x.0 - narrow().left.0, r.text.as_str(), r.span, r.bold)).collect();
    // n is 1,139 units wide, i 455, bold i 569: at 11 points 6.117, 2.443, 3.056.
    assert_eq!(runs, [(0, "nn", Some(0), false), (12_235, "ii", Some(1), true), (18_347, " nn", Some(3), false)]);
    assert_eq!((second.runs.len(), second.runs[0].text.as_str(), second.runs[0].span), (1, "nnnnnn", Some(3)));
    assert_eq!(second.baseline.0 - first.baseline.0, Setup::default().line.0);
}

#[test]
fn bullets_and_numbers_hang() {
    let setup = Setup::default();
    let at = |kind| {
        let pages = lay_out(&flow(vec![piece(kind, &[("We sing.\nWe play.", false)])]), &setup);
        let lines = &pages.pages[0].lines;
        let x = |run: &Run| f64::from(run.x.0 - setup.left.0) / 1000.0;
        (
            lines[0].runs[0].text.clone(),
            lines[0].runs[0].span,
            x(&lines[0].runs[0]),
            x(&lines[0].runs[1]),
            x(&lines[1].runs[0]),
        )
    };
    assert_eq!(at(Kind::Bullet), ("\u{2022}".to_owned(), None, 0.0, 18.0, 18.0));
    assert_eq!(at(Kind::Numbered(7)), ("7.".to_owned(), None, 0.0, 18.0, 18.0));
    // Too wide for the indent: the text begins at the next tab.
    assert_eq!(at(Kind::Numbered(100)), ("100.".to_owned(), None, 0.0, 36.0, 18.0));
    let quote = lay_out(&flow(vec![piece(Kind::Quote, &[("We sing.", false)])]), &setup);
    assert_eq!(quote.pages[0].lines[0].runs[0].x.0 - setup.left.0, 18_000);
}

#[test]
fn there_is_always_a_page_and_every_block_has_a_line() {
    assert_eq!(lay_out(&Flow::default(), &Setup::default()).pages, [Page::default()]);
    let pages =
        lay_out(&flow(vec![piece(Kind::Line, &[]), piece(Kind::Heading(1), &[("", false)])]), &Setup::default());
    assert_eq!(texts(&pages), ["", ""]);
}

#[test]
fn lines_of_a_block_stand_together() {
    let line = |kind| piece(kind, &[("We sing.", false)]);
    let blocks = vec![
        line(Kind::Line),
        line(Kind::Line),
        line(Kind::Bullet),
        line(Kind::Bullet),
        line(Kind::Numbered(1)),
        line(Kind::Numbered(2)),
        line(Kind::Text),
    ];
    let pages = lay_out(&flow(blocks), &Setup::default());
    let lines: Vec<i32> = pages.pages[0].lines.iter().map(|l| l.baseline.0).collect();
    let steps: Vec<i32> = lines.windows(2).map(|w| w[1] - w[0]).collect();
    assert_eq!(steps, [12_650, 19_000, 12_650, 19_000, 12_650, 19_000]);
}

/// What a flow may hold: all kinds of blocks, and texts as people paste them.
fn any_flow() -> impl Strategy<Value = Flow> {
    let kind = prop_oneof![
        Just(Kind::Title),
        (1..4_u8).prop_map(Kind::Heading),
        Just(Kind::Text),
        Just(Kind::Label),
        Just(Kind::Line),
        Just(Kind::Bullet),
        (0..2_000_u32).prop_map(Kind::Numbered),
        Just(Kind::Quote),
        Just(Kind::Small),
    ];
    let text =
        prop_oneof![any::<String>(), "([a-z]{1,9}[ .,-]{1,2}|\u{97f3}|\n|https://a\\.example/[a-z/]{9,90}){0,60}"];
    let span = (text, any::<bool>()).prop_map(|(text, bold)| Span { text: tidy(&text).into_owned(), bold, href: None });
    let block = (kind, prop::collection::vec(span, 0..4)).prop_map(|(kind, spans)| Piece { kind, spans, from: None });
    prop::collection::vec(block, 0..12).prop_map(flow)
}

fn any_setup() -> impl Strategy<Value = Setup> {
    let scale = prop_oneof![Just(Headings::Letter), Just(Headings::Report)];
    (12..=48, 50..300, 5..60, 0..150, scale).prop_map(|(half, line, margin, letterhead, headings)| {
        let margin = Length::millimetres(margin);
        Setup {
            size: Length(half * 500),
            line: Length(half * 5 * line / 50 * 50 + 50),
            top: margin,
            bottom: margin,
            left: margin,
            right: margin,
            letterhead: Length::millimetres(letterhead),
            headings,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// After whatever change, on whatever sheet, what is kept from before makes no difference.
    #[test]
    fn laying_out_again_gives_the_same_pages(
        before in any_flow(), other in any_flow(), setup in any_setup(), changed in any_setup(),
        cut in 0usize..6, keep in 0usize..6, anew in any::<bool>()
    ) {
        let pages = lay_out(&before, &setup);
        let mut blocks: Vec<Piece> = before.blocks.iter().take(cut).cloned().collect();
        blocks.extend(other.blocks.into_iter().take(keep));
        blocks.extend(before.blocks.iter().skip(cut).cloned());
        let after = Flow { blocks, ..before.clone() };
        let sheet = if anew { changed } else { setup };
        prop_assert_eq!(lay_out_again(&after, &sheet, Some((&before, &pages))), lay_out(&after, &sheet));
    }

    #[test]
    fn nothing_is_lost_and_all_stands_within_the_margins(flow in any_flow(), setup in any_setup()) {
        let pages = lay_out(&flow, &setup);
        prop_assert_eq!(&lay_out(&flow, &setup), &pages);
        let mut seen = vec![String::new(); flow.blocks.len()];
        for (number, page) in pages.pages.iter().enumerate() {
            prop_assert!(number == 0 || !page.lines.is_empty());
            let mut above = 0;
            for (at, line) in page.lines.iter().enumerate() {
                let style = style(flow.blocks[line.block].kind, &setup);
                prop_assert!(line.baseline.0 > above);
                above = line.baseline.0;
                // A page has one line at least, even where none fits.
                let below = line.baseline.0 + style.line.0 - style.line.0 / 5 * 4;
                prop_assert!(at == 0 || below <= Length::A4_HEIGHT.0 - setup.bottom.0);
                let mut end = 0;
                for run in &*line.runs {
                    prop_assert!(run.text.chars().all(covers));
                    prop_assert!(run.x.0 >= end);
                    let width: u64 = run.text.chars().map(|c| u64::from(advance(c, run.bold))).sum();
                    end = run.x.0 + length(width, run.size);
                    if run.span.is_some() {
                        seen[line.block].push_str(&run.text);
                    }
                }
                let shown: usize = line.runs.iter().map(|r| r.text.chars().count()).sum();
                prop_assert!(end <= Length::A4_WIDTH.0 - setup.right.0 || shown <= 8, "{:?}", line);
            }
        }
        for (block, seen) in flow.blocks.iter().zip(seen) {
            let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).map(|c| if covers(c) { c } else { REPLACEMENT }).collect::<String>();
            prop_assert_eq!(solid(&block.spans.iter().map(|s| s.text.as_str()).collect::<String>()), solid(&seen));
        }
    }

    #[test]
    fn more_text_never_takes_fewer_lines(words in prop::collection::vec("[a-z]{1,14}", 1..80)) {
        let lines = |n: usize| {
            let text = words.iter().take(n).cloned().collect::<Vec<_>>().join(" ");
            texts(&lay_out(&flow(typed(&text, None)), &narrow())).len()
        };
        let counts: Vec<usize> = (1..=words.len()).map(lines).collect();
        prop_assert!(counts.is_sorted());
    }
}
