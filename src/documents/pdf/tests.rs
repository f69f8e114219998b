//! Files as krilla lets them out, and what stands in them.

use super::*;
use crate::documents::paper::{Kind, Length, Page, Piece, Run, SetLine, Setup, Span};

/// A sheet with an inch around it.
const SETUP: Setup = Setup {
    size: Length(11_000),
    line: Length(14_000),
    top: Length(72_000),
    bottom: Length(72_000),
    left: Length(72_000),
    right: Length(72_000),
    letterhead: Length(0),
};

fn about() -> About {
    About { author: "Larkfield Green".to_owned(), made_on: Date::new(2027, 6, 1).unwrap(), page_numbers: true }
}

fn piece(kind: Kind, text: &str) -> Piece {
    Piece { kind, spans: vec![Span { text: text.to_owned(), ..Span::default() }], from: None }
}

/// A flow set in the plainest way: every block's lines as they are given, so many lines a page.
fn set(blocks: &[(Piece, &[&str])], per_page: usize) -> (Flow, Pages) {
    let flow = Flow { title: "A letter".to_owned(), blocks: blocks.iter().map(|(p, _)| p.clone()).collect() };
    let mut pages = vec![Page::default()];
    for (block, (piece, lines)) in blocks.iter().enumerate() {
        for (number, text) in lines.iter().enumerate() {
            if pages.last().unwrap().lines.len() == per_page {
                pages.push(Page::default());
            }
            let page = pages.last_mut().unwrap();
            let run = |x, text: &str, span| Run { x: Length(x), text: text.to_owned(), span, bold: false, size: Length(11_000) };
            let mut runs = vec![run(90_000, text, Some(0))];
            match piece.kind {
                Kind::Bullet if number == 0 => runs.insert(0, run(72_000, "\u{2022}", None)),
                Kind::Numbered(n) if number == 0 => runs.insert(0, run(72_000, &format!("{n}."), None)),
                _ => {}
            }
            let baseline = Length(72_000 + 14_000 * i32::try_from(page.lines.len() + 1).unwrap());
            page.lines.push(SetLine { block, baseline, runs });
        }
    }
    (flow, Pages { setup: SETUP, pages })
}

fn sample() -> (Flow, Pages) {
    let mut link = piece(Kind::Text, "See our plan, please.");
    link.spans = ["See ", "our plan", ", please."].map(|t| Span { text: t.to_owned(), ..Span::default() }).to_vec();
    link.spans[1].href = Some("https://larkfield.example/plän".to_owned());
    let (flow, mut pages) = set(
        &[
            (piece(Kind::Title, "Our letter"), &["Our letter"]),
            (piece(Kind::Heading(2), "Why us"), &["Why us"]),
            (piece(Kind::Text, "We sing every day and everywhere."), &["We sing every day and", "everywhere."]),
            (piece(Kind::Bullet, "Choir"), &["Choir"]),
            (piece(Kind::Bullet, "Steel pans"), &["Steel pans"]),
            (piece(Kind::Numbered(1), "First"), &["First"]),
            (piece(Kind::Quote, "Schools must sing."), &["Schools must sing."]),
            (piece(Kind::Small, "The Hub, Criteria"), &["The Hub, Criteria"]),
            (link, &["See our plan, please."]),
            (piece(Kind::Line, "Ada Lark"), &["Ada Lark"]),
            (piece(Kind::Line, "Headteacher"), &["Headteacher"]),
        ],
        4,
    );
    let line = pages.pages.iter_mut().flat_map(|p| &mut p.lines).find(|l| l.block == 8).unwrap();
    let part = |x, text: &str, span| Run { x: Length(x), text: text.to_owned(), span: Some(span), ..line.runs[0].clone() };
    line.runs = vec![part(72_000, "See ", 0), part(96_000, "our plan", 1), part(140_000, ", please.", 2)];
    (flow, pages)
}

#[test]
fn krilla_lets_the_sample_out_and_the_same_bytes_again() {
    let (flow, pages) = sample();
    let made = pdf(&flow, &pages, &about()).unwrap();
    assert!(made.bytes.starts_with(b"%PDF-1.7"));
    assert_eq!(made.replaced, []);
    assert_eq!(pdf(&flow, &pages, &about()).unwrap(), made);
}

#[test]
fn an_empty_document_is_a_document() {
    let pages = Pages { setup: SETUP, pages: vec![Page::default()] };
    let flow = Flow::default();
    pdf(&flow, &pages, &About { author: String::new(), page_numbers: false, ..about() }).unwrap();
}

#[test]
fn characters_that_the_fonts_lack_never_get_there() {
    for (text, replaced) in [
        ("Sing \u{1f3b5} loud", "\u{1f3b5}"),
        ("a\u{200b}b\u{ad}c\u{feff}\u{0}\u{1}\t\u{2009}d", "\u{200b}\u{ad}\u{feff}\u{2009}"),
        ("\u{5b57}\u{5b57}\u{e000}\u{fffe}\u{10ffff}", "\u{5b57}\u{e000}\u{fffe}\u{10ffff}"),
        ("T\u{177} Gwyn, caf\u{e9}", ""),
    ] {
        let (flow, pages) = set(&[(piece(Kind::Text, text), &[text])], 9);
        let made = pdf(&flow, &pages, &about()).unwrap();
        assert_eq!(made.replaced.iter().filter(|c| !replaced.contains(**c)).count(), 0, "{:?}", made.replaced);
        assert!(made.replaced.contains(&'\u{1f3b5}') == text.contains('\u{1f3b5}'));
    }
}

#[test]
fn what_stands_in() {
    let has = |c: char| c.is_ascii_graphic() || c == ' ';
    for (c, expected) in [
        ('a', Some('a')),
        ('\t', Some(' ')),
        ('\u{2009}', Some(' ')),
        ('\u{2011}', Some('-')),
        ('\u{200d}', None),
        ('\u{fe0f}', None),
        ('\u{7}', None),
        ('\u{1f3b5}', Some('?')),
        ('\u{436}', Some('?')),
    ] {
        assert_eq!(stand_in(c, has), expected, "{c:?}");
    }
}

#[test]
fn pages_of_another_flow_are_refused() {
    let (_, pages) = sample();
    assert_eq!(pdf(&Flow::default(), &pages, &about()), Err(PdfError::Layout));
}
