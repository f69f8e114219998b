//! The faces in which everything is set. Upbeat Sans, regular and bold, whose widths are Arial's, has what nearly every text
//! needs. Upbeat Letters (further Latin with its marks, Greek, Cyrillic) and Upbeat Signs (music, ticks, arrows, mathematics)
//! are fetched where a text needs them.
//!
//! The fonts themselves lie in `assets/fonts` (`cargo xtask fonts` makes them and the tables); only whoever draws needs
//! them. Everybody else needs no more than the widths.

use super::further::{LETTER_WIDTHS, LETTERS, SIGN_WIDTHS, SIGNS};
use super::widths::{LATIN, OTHERS};

/// Units to the em: an advance of 2,048 at 11 points is 11 points wide.
pub const EM: u32 = 2048;

/// The character that is printed in place of one that the fonts do not have.
pub const REPLACEMENT: char = '?';

/// Which of the fonts has a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Upbeat Sans, regular and bold: always there.
    Sans,
    /// Upbeat Letters, regular and bold: fetched where a text needs it.
    Letters,
    /// Upbeat Signs, in one weight: fetched where a text needs it.
    Signs,
}

/// The font that has a character. A line break is in none.
pub fn family(c: char) -> Option<Family> {
    find(c).map(|(family, _)| family)
}

/// Whether the fonts have a character. A line break is none.
pub fn covers(c: char) -> bool {
    find(c).is_some()
}

/// Whether a character takes no room and stands over, under or across the one before.
pub fn is_combining(c: char) -> bool {
    find(c).is_some_and(|(_, widths)| widths == [0, 0])
}

/// The advance width of a character in units, [`EM`] to the em; of one that the fonts lack, that of [`REPLACEMENT`].
pub fn advance(c: char, bold: bool) -> u32 {
    let (_, [regular, heavy]) = find(c).or_else(|| find(REPLACEMENT)).unwrap_or((Family::Sans, [0, 0]));
    u32::from(if bold { heavy } else { regular })
}

/// The font that has a character, and its advance widths, regular and bold.
fn find(c: char) -> Option<(Family, [u16; 2])> {
    let code = u32::from(c);
    let first = code.checked_sub(0x20)?;
    if let Some(found) = usize::try_from(first).ok().and_then(|at| LATIN.get(at)) {
        return (*found != [0, 0]).then_some((Family::Sans, *found));
    }
    if let Ok(code) = u16::try_from(code) {
        if let Ok(at) = OTHERS.binary_search_by_key(&code, |(other, _)| *other) {
            return OTHERS.get(at).map(|(_, found)| (Family::Sans, *found));
        }
        if let Some(widths) = place(&LETTERS, code).and_then(|at| LETTER_WIDTHS.get(at)) {
            return Some((Family::Letters, *widths));
        }
    }
    let width = *SIGN_WIDTHS.get(place(&SIGNS, code)?)?;
    Some((Family::Signs, [width, width]))
}

/// The place of a character among those of ranges, of which each is its first character and how many come before it.
fn place<T: Copy + PartialOrd + Into<u32>>(ranges: &[(T, u16)], code: T) -> Option<usize> {
    let next = ranges.partition_point(|(first, _)| *first <= code);
    let (first, before) = *ranges.get(next.checked_sub(1)?)?;
    let at = usize::from(before) + usize::try_from(code.into() - first.into()).ok()?;
    // Behind the last character of a range there is nothing until the next begins.
    ranges.get(next).is_none_or(|(_, end)| at < usize::from(*end)).then_some(at)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use ttf_parser::{Face, Permissions, name_id};

    use super::*;

    const FACES: [(Family, bool, &[u8]); 5] = [
        (Family::Sans, false, include_bytes!("../../../assets/fonts/UpbeatSans-Regular.ttf")),
        (Family::Sans, true, include_bytes!("../../../assets/fonts/UpbeatSans-Bold.ttf")),
        (Family::Letters, false, include_bytes!("../../../assets/fonts/UpbeatLetters-Regular.ttf")),
        (Family::Letters, true, include_bytes!("../../../assets/fonts/UpbeatLetters-Bold.ttf")),
        (Family::Signs, false, include_bytes!("../../../assets/fonts/UpbeatSigns-Regular.ttf")),
    ];

    /// The characters of a face with their advance widths.
    fn widths(bytes: &[u8]) -> BTreeMap<char, u32> {
        let face = Face::parse(bytes, 0).unwrap();
        assert_eq!(u32::from(face.units_per_em()), EM);
        let mut all = BTreeMap::new();
        for subtable in face.tables().cmap.unwrap().subtables.into_iter().filter(ttf_parser::cmap::Subtable::is_unicode)
        {
            subtable.codepoints(|code| {
                // The last segment of a cmap leads to .notdef, which is no character.
                let found = char::from_u32(code).and_then(|c| Some((c, face.glyph_index(c).filter(|g| g.0 != 0)?)));
                all.extend(found.map(|(c, glyph)| (c, u32::from(face.glyph_hor_advance(glyph).unwrap()))));
            });
        }
        all
    }

    #[test]
    fn the_tables_are_those_of_the_fonts() {
        let faces = FACES.map(|(own, bold, bytes)| (own, bold, widths(bytes)));
        for (own, _, widths) in &faces {
            let all = match own {
                Family::Sans => LATIN.iter().filter(|w| **w != [0, 0]).count() + OTHERS.len(),
                Family::Letters => LETTER_WIDTHS.len(),
                Family::Signs => SIGN_WIDTHS.len(),
            };
            assert_eq!(widths.len(), all);
        }
        for c in '\0'..=char::MAX {
            let own = faces.iter().filter(|(.., widths)| widths.contains_key(&c));
            for (own, bold, widths) in own.clone() {
                assert_eq!((family(c), advance(c, *bold)), (Some(*own), widths[&c]), "{c:?}");
            }
            assert_eq!(covers(c), own.count() > 0, "{c:?}");
        }
    }

    #[test]
    fn the_fonts_may_be_embedded_and_carry_their_own_name() {
        for (own, bold, bytes) in FACES {
            let style = if bold { "Bold" } else { "Regular" };
            let (name_of, most) = match own {
                Family::Sans => ("Upbeat Sans", 45_000),
                Family::Letters => ("Upbeat Letters", 150_000),
                Family::Signs => ("Upbeat Signs", 130_000),
            };
            assert!((25_000..most).contains(&bytes.len()), "{name_of} {style}: {}", bytes.len());
            let face = Face::parse(bytes, 0).unwrap();
            assert_eq!(face.permissions(), Some(Permissions::Installable));
            assert!(face.glyph_bounding_box(ttf_parser::GlyphId(0)).is_some(), "{style}: .notdef is drawn");
            let name = |id| face.names().into_iter().find(|n| n.name_id == id).and_then(|n| n.to_string());
            assert_eq!(name(name_id::FAMILY).as_deref(), Some(name_of));
            assert_eq!(name(name_id::SUBFAMILY).as_deref(), Some(style));
            assert_eq!(name(name_id::POST_SCRIPT_NAME), Some(format!("{}-{style}", name_of.replace(' ', ""))));
            assert!(name(name_id::LICENSE).unwrap().contains("Open Font License"));
        }
    }

    #[test]
    fn what_a_teacher_types_is_there() {
        use Family::{Letters, Sans, Signs};
        for (own, typed) in [
            (
                Sans,
                "Llŷn, Tŵr, Ẁẁẃẅỳ, Ștefan, Łukasz, Dvořák, Nguyễn Thị, “quotes” ‘single’ – — … • \u{a0}\u{2011}€£½¼¾×°™→♯♪√≥",
            ),
            (Letters, "\u{300}\u{301}\u{303}\u{323}\u{331}ṢṣḤḥǴḦɓɗƙꞌⱣ₹₺₽₴₦₵₿₩₫₱⅕⅖⅗⅘⅙⅚⅐⅑⁰℃℉"),
            (Letters, "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰἀᾳ"),
            (
                Letters,
                "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюяЄєІіЇїҐґЎўЂђЈјЉљЊњЋћЏџҚқҒғӘәҮү",
            ),
            (
                Signs,
                "♩♬♭♮\u{1d11e}\u{1d122}\u{1d121}\u{1d12a}\u{1d12b}\u{1d15f}\u{1d13d}\u{1d110}\u{1d10b}\u{1d10c}\u{1d18f}\u{1d191}",
            ),
            (Signs, "✓✔✗✘☐☑☒★☆✦❖➢➤❑☎✉❤♥♠♣♦☺①⑩ⓐ❶"),
            (Signs, "↕↗⇒⇔⇐➔∀∃∈∉∑∏∂∆∇∫≡≪⊂⊆∪∩∅Ⅳℝ▲▼◆◇"),
        ] {
            for c in typed.chars() {
                assert_eq!(family(c), Some(own), "{c:?}");
            }
        }
        for c in [
            '\0',
            '\t',
            '\n',
            '\u{7f}',
            '\u{ad}',
            '\u{200b}',
            '\u{2028}',
            '\u{97f3}',
            '\u{627}',
            '\u{5d0}',
            '\u{1f3b5}',
        ] {
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

    #[test]
    fn marks_take_no_room_and_nothing_else_does() {
        for (c, expected) in [
            ('\u{301}', true),
            ('\u{323}', true),
            ('\u{483}', true),
            ('a', false),
            ('Я', false),
            ('♭', false),
            ('王', false),
        ] {
            assert_eq!(is_combining(c), expected, "{c:?}");
        }
        let zero = ('\0'..=char::MAX).filter(|c| covers(*c) && (advance(*c, false) == 0 || advance(*c, true) == 0));
        assert!(zero.clone().count() > 100);
        assert!(zero.into_iter().all(is_combining));
    }
}
