//! Small documents for tests.

use proptest::prelude::*;

use super::flow::{Flow, Kind, Piece, Span};

/// Blocks of one span each.
pub(crate) fn flow(blocks: &[(Kind, &str)]) -> Flow {
    let piece = |(kind, text): &(Kind, &str)| Piece {
        kind: *kind,
        spans: vec![Span { text: (*text).to_owned(), ..Span::default() }],
        from: None,
    };
    Flow { title: "A <letter>".to_owned(), blocks: blocks.iter().map(piece).collect() }
}

/// Any kind of block, with numbers up to `most`.
pub(crate) fn any_kind(most: u32) -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(Kind::Title),
        (0_u8..9).prop_map(Kind::Heading),
        Just(Kind::Text),
        Just(Kind::Label),
        Just(Kind::Line),
        Just(Kind::Bullet),
        (0..=most).prop_map(Kind::Numbered),
        Just(Kind::Quote),
        Just(Kind::Small),
    ]
}
