//! Files as krilla lets them out, and what stands in them.

use super::glyphs::Faces;
use super::*;
use crate::documents::paper::sample::{any_kind, flow};
use crate::documents::paper::{Family, Kind, Length, Page, Piece, Setup, Span, lay_out};
use proptest::prelude::*;

fn about() -> About {
    About { author: "Larkfield Green".to_owned(), made_on: Date::new(2027, 6, 1).unwrap(), page_numbers: true }
}

fn made(flow: &Flow, setup: &Setup) -> Pdf {
    pdf(flow, &lay_out(flow, setup), &about(), &FurtherFaces::included()).unwrap()
}

fn sample() -> Flow {
    let mut flow = flow(&[
        (Kind::Title, "Our letter"),
        (Kind::Heading(2), "Why us"),
        (Kind::Text, "We sing every day and everywhere."),
        (Kind::Bullet, "Choir"),
        (Kind::Bullet, "Steel pans"),
        (Kind::Numbered(1), "First"),
        (Kind::Quote, "Schools must sing."),
        (Kind::Small, "The Hub, Criteria"),
        (Kind::Label, "Links"),
        (Kind::Text, ""),
        (Kind::Line, "Ada Lark"),
        (Kind::Line, "Headteacher"),
    ]);
    flow.blocks[9].spans =
        ["See ", "our plan", ", please."].map(|t| Span { text: t.to_owned(), ..Span::default() }).to_vec();
    flow.blocks[9].spans[1].href = Some("https://larkfield.example/pl\u{e4}n".to_owned());
    flow
}

#[test]
fn krilla_lets_the_sample_out_and_the_same_bytes_again() {
    for letterhead in [0, 700_000] {
        let setup = Setup { letterhead: Length(letterhead), ..Setup::default() };
        let first = made(&sample(), &setup);
        assert!(first.bytes.starts_with(b"%PDF-1.7"));
        assert_eq!(first.replaced, []);
        assert_eq!(made(&sample(), &setup), first);
    }
}

#[test]
fn a_heading_of_spaces_alone_is_none() {
    for blank in ["", " ", "\u{a0}", "\u{2003}\u{a0}"] {
        made(
            &flow(&[(Kind::Title, blank), (Kind::Heading(1), "Why us"), (Kind::Heading(2), blank)]),
            &Setup::default(),
        );
    }
}

#[test]
fn a_line_of_music_stands_in_the_margin_where_there_is_room() {
    use crate::readiness::Progress::{DoesNotApply, Done, InProgress, NotStarted};
    let one_side = Setup { size: Length(10_000), ..Setup::default() };
    let low = Setup { top: Length::millimetres(15), ..one_side };
    let under = |music: Option<&Music>, setup: &Setup| {
        pdf_under(music, &sample(), &lay_out(&sample(), setup), &about(), &FurtherFaces::NONE).unwrap().bytes
    };
    let mut all = vec![under(None, &one_side)];
    for (notes, ready) in [
        (vec![], false),
        (vec![Done], true),
        (vec![NotStarted, InProgress, Done, DoesNotApply], false),
        (vec![NotStarted, InProgress, Done, DoesNotApply], true),
        (vec![Done; 40], true),
    ] {
        let music = Music { notes, ready };
        assert_eq!(under(Some(&music), &low), under(None, &low));
        all.push(under(Some(&music), &one_side));
    }
    let different: std::collections::HashSet<_> = all.iter().collect();
    assert_eq!(different.len(), all.len());
}

#[test]
fn an_empty_document_is_a_document() {
    let pages = Pages { setup: Setup::default(), pages: vec![Page::default()] };
    let about = About { author: String::new(), page_numbers: false, ..about() };
    pdf(&Flow::default(), &pages, &about, &FurtherFaces::NONE).unwrap();
    made(&flow(&[(Kind::Text, ""), (Kind::Bullet, ""), (Kind::Heading(1), " ")]), &Setup::default());
}

#[test]
fn characters_that_the_fonts_lack_never_get_there() {
    for (text, replaced) in [
        ("Sing \u{1f3b5} loud", "\u{1f3b5}"),
        ("a\u{200b}b\u{ad}c\u{feff}\u{0}\u{1}\t\u{2009}d", ""),
        ("\u{5b57}\u{5b57}\u{e000}\u{fffe}\u{10ffff}", "\u{5b57}\u{e000}\u{fffe}\u{10ffff}"),
        ("T\u{177} Gwyn, caf\u{e9}", ""),
    ] {
        assert_eq!(made(&flow(&[(Kind::Text, text)]), &Setup::default()).replaced.iter().collect::<String>(), replaced);
    }
}

#[test]
fn what_a_font_has_that_is_not_here_is_replaced_and_named() {
    let flow = flow(&[
        (Kind::Heading(1), "Trio in B\u{266d} \u{2713}"),
        (Kind::Text, "y\u{1ecd}\u{300}, Μαρία, \u{738b}, \u{266d}"),
    ]);
    let pages = lay_out(&flow, &Setup::default());
    let made = |faces: &FurtherFaces| {
        let made = pdf(&flow, &pages, &about(), faces).unwrap();
        let text = |all: &[char]| all.iter().collect::<String>();
        (text(&made.replaced), text(&made.not_loaded), made.bytes)
    };
    let (replaced, not_loaded, bytes) = made(&FurtherFaces::included());
    assert_eq!((replaced.as_str(), not_loaded.as_str()), ("\u{738b}", ""));
    let (replaced, not_loaded, without) = made(&FurtherFaces::NONE);
    assert_eq!((replaced.as_str(), not_loaded.as_str()), ("\u{738b}", "\u{266d}\u{2713}\u{300}Μαρί"));
    assert!(without.len() < bytes.len());
    // A file that is no font is as good as none.
    let mut broken = FurtherFaces::included();
    for name in [Family::Letters, Family::Signs].into_iter().flat_map(|family| FurtherFaces::NONE.absent(family)) {
        broken.add(name, b"<!doctype html>".to_vec());
    }
    assert_eq!(made(&broken).1, not_loaded);
}

#[test]
fn marks_stand_on_their_letters() {
    let further = FurtherFaces::included();
    let faces = Faces::read(&further).unwrap();
    let places = |text: &str| {
        let drawn = faces.set(text, false);
        let all: Vec<(String, f32, f32)> = drawn.pieces.into_iter().map(|p| (p.text, p.x, p.up)).collect();
        (all, drawn.width)
    };
    let near = |one: f32, other: f32| (one - other).abs() < 0.03;
    // How wide a letter is, and where the origin of a mark comes over it: the fonts draw this one to the left of it.
    let (pieces, width) = places("o\u{300}n");
    assert_eq!(pieces.iter().map(|(text, ..)| text.as_str()).collect::<Vec<_>>(), ["o", "\u{300}", "n"]);
    assert!(near(width, 2.0 * 1139.0 / 2048.0) && near(pieces[1].1, 0.45) && near(pieces[2].1, 1139.0 / 2048.0));
    let up = |text: &str, mark: usize| places(text).0[mark].2;
    // Higher over a capital, higher again over another mark; lower under a tail.
    assert!(up("O\u{300}", 1) > up("o\u{300}", 1) + 0.1);
    assert!(up("o\u{300}\u{300}", 2) > up("o\u{300}", 1) + 0.1);
    assert!(up("g\u{323}", 1) < up("o\u{323}", 1) - 0.1);
    assert!(near(up("o\u{327}", 1), 0.0) && near(up("o\u{338}", 1), 0.0));
    // Without a letter it stands to the right of where the line begins.
    assert!(places("\u{300}").0[0].1 > 0.0);
    // Over the letter after another font's, and after one that is replaced.
    assert_eq!(places("\u{266d}o\u{300}\u{738b}\u{301}").0.len(), 5);
}

#[test]
fn pages_of_another_flow_are_refused() {
    let pages = lay_out(&sample(), &Setup::default());
    assert_eq!(pdf(&Flow::default(), &pages, &about(), &FurtherFaces::NONE), Err(PdfError::Layout));
}

fn any_span() -> impl Strategy<Value = Span> {
    let href =
        prop::option::of(prop_oneof![Just("https://a.example/\u{e9} \u{0}x".to_owned()), "#[0-9]{1,2}", "\\PC{0,12}",]);
    (any::<String>(), any::<bool>(), href).prop_map(|(text, bold, href)| Span { text, bold, href })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_flow_becomes_a_file(
        title in any::<String>(),
        blocks in prop::collection::vec((any_kind(4), prop::collection::vec(any_span(), 0..4)), 0..12),
        letterhead in 0..800_000_i32,
    ) {
        let blocks = blocks.into_iter().map(|(kind, spans)| Piece { kind, spans, from: None }).collect();
        let flow = Flow { title: title.clone(), blocks };
        let pages = lay_out(&flow, &Setup { letterhead: Length(letterhead), ..Setup::default() });
        for faces in [FurtherFaces::included(), FurtherFaces::NONE] {
            pdf(&flow, &pages, &About { author: title.clone(), ..about() }, &faces).unwrap();
        }
    }
}
