//! The two faces in which everything is set: Upbeat Sans, regular and bold, whose widths are Arial's.
//!
//! The fonts themselves lie in `assets/fonts` (`cargo xtask fonts` makes them and the table); only whoever draws needs
//! them. Everybody else needs no more than the widths.

use super::widths::{LATIN, OTHERS};

/// Units to the em: an advance of 2,048 at 11 points is 11 points wide.
pub const EM: u32 = 2048;

/// The character that is printed in place of one that the fonts do not have.
pub const REPLACEMENT: char = '?';

/// Whether the fonts have a character. A line break is none.
pub fn covers(c: char) -> bool {
    widths(c).is_some()
}

/// The advance width of a character in units, [`EM`] to the em; of one that the fonts lack, that of [`REPLACEMENT`].
pub fn advance(c: char, bold: bool) -> u32 {
    let [regular, heavy] = widths(c).or_else(|| widths(REPLACEMENT)).unwrap_or_default();
    u32::from(if bold { heavy } else { regular })
}

fn widths(c: char) -> Option<[u16; 2]> {
    let code = u32::from(c);
    let first = code.checked_sub(0x20)?;
    if let Some(found) = usize::try_from(first).ok().and_then(|at| LATIN.get(at)) {
        return (*found != [0, 0]).then_some(*found);
    }
    let code = u16::try_from(code).ok()?;
    let at = OTHERS.binary_search_by_key(&code, |(other, _)| *other).ok()?;
    OTHERS.get(at).map(|(_, found)| *found)
}

#[cfg(test)]
mod tests {
    use ttf_parser::{Face, Permissions, name_id};

    use super::*;

    const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/UpbeatSans-Regular.ttf");
    const BOLD: &[u8] = include_bytes!("../../../assets/fonts/UpbeatSans-Bold.ttf");

    #[test]
    fn the_table_is_that_of_the_fonts() {
        for (bold, bytes) in [(false, REGULAR), (true, BOLD)] {
            let face = Face::parse(bytes, 0).unwrap();
            assert_eq!(u32::from(face.units_per_em()), EM);
            let mut there = 0;
            for c in '\0'..=char::MAX {
                // The last segment of a cmap leads to .notdef, which is no character.
                let glyph = face.glyph_index(c).filter(|glyph| glyph.0 != 0);
                let width = glyph.and_then(|glyph| face.glyph_hor_advance(glyph));
                assert_eq!(covers(c), width.is_some(), "{c:?}");
                if let Some(width) = width {
                    assert_eq!(advance(c, bold), u32::from(width), "{c:?}");
                    there += 1;
                }
            }
            assert_eq!(there, LATIN.iter().filter(|w| **w != [0, 0]).count() + OTHERS.len());
        }
    }

    #[test]
    fn the_fonts_may_be_embedded_and_carry_their_own_name() {
        for (style, bytes) in [("Regular", REGULAR), ("Bold", BOLD)] {
            assert!((25_000..45_000).contains(&bytes.len()), "{style}: {}", bytes.len());
            let face = Face::parse(bytes, 0).unwrap();
            assert_eq!(face.permissions(), Some(Permissions::Installable));
            assert!(face.glyph_bounding_box(ttf_parser::GlyphId(0)).is_some(), "{style}: .notdef is drawn");
            let name = |id| face.names().into_iter().find(|n| n.name_id == id).and_then(|n| n.to_string());
            assert_eq!(name(name_id::FAMILY).as_deref(), Some("Upbeat Sans"));
            assert_eq!(name(name_id::SUBFAMILY).as_deref(), Some(style));
            assert_eq!(name(name_id::POST_SCRIPT_NAME), Some(format!("UpbeatSans-{style}")));
            assert!(name(name_id::LICENSE).unwrap().contains("Open Font License"));
        }
    }

    #[test]
    fn what_a_teacher_types_is_there() {
        let typed = "Llŷn, Tŵr, Ẁẁẃẅỳ, Ștefan, Łukasz, Dvořák, Nguyễn Thị, “quotes” ‘single’ – — … • \u{a0}\u{2011}€£½¼¾×°™→♯♪√≥";
        assert_eq!(typed.chars().filter(|c| !covers(*c)).collect::<String>(), "");
        for c in ['\0', '\t', '\n', '\u{7f}', '\u{ad}', '\u{200b}', '\u{301}', '\u{266d}', '\u{97f3}', '\u{1f3b5}'] {
            assert!(!covers(c), "{c:?}");
        }
        assert!(covers(REPLACEMENT));
        assert_eq!(advance('\u{97f3}', false), advance(REPLACEMENT, false));
        // Arial's own figures.
        assert_eq!(
            (advance(' ', false), advance('W', false), advance('W', true), advance('.', true)),
            (569, 1933, 1933, 569)
        );
    }
}
