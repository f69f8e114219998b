//! One text for layout, PDF and DOCX: what cannot be set is taken out before any of them sees it.

use std::borrow::Cow;

use super::face::covers;
use super::widths::PAIRS;

/// A text as it can stand on paper. Doing it twice changes nothing.
///
/// - Every way of ending a line (CR, CR LF, vertical tab, form feed, NEL, U+2028, U+2029) becomes `\n`.
/// - Tabs and spaces of other widths become spaces; narrow and figure spaces become no-break spaces.
/// - Other control characters, and characters that show nothing (soft hyphens, zero-width characters, marks of writing
///   direction, variation selectors, tags), are taken out. So a line is broken where we break it and nowhere else.
/// - A letter and a combining mark become the one character for both, where the fonts have it; the ligatures of old
///   PDF files (ﬁ, ﬂ) become letters again, and Word's own bullet a bullet.
///
/// Whatever else the fonts do not have is kept: see [`covers`].
pub fn tidy(text: &str) -> Cow<'_, str> {
    // Most of what people type is tidy, and a letter is looked through with every keystroke.
    let (tidy, rest) = text.split_at(tidy_until(text));
    if rest.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    out.push_str(tidy);
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' | ' '..='~' => out.push(c),
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => {
                out.push(' ');
            }
            '\u{2007}' | '\u{202f}' => out.push('\u{a0}'),
            '\u{212a}' => out.push('K'),
            '\u{212b}' => out.push('\u{c5}'),
            // Word's bullet, out of a font of signs.
            '\u{f0b7}' => out.push('\u{2022}'),
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            c if shows_nothing(c) => {}
            mark @ '\u{300}'..='\u{36f}' => match out.chars().next_back().and_then(|letter| together(letter, mark)) {
                Some(both) => {
                    out.pop();
                    out.push(both);
                }
                None => out.push(mark),
            },
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// How much of a text, from its beginning, stays as it is for certain.
fn tidy_until(text: &str) -> usize {
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        // Nearly all of it is plain, and quick to see.
        let plain = rest.bytes().take_while(|b| matches!(b, b'\n' | b' '..=b'~')).count();
        at += plain;
        match rest.get(plain..).and_then(|rest| rest.chars().next()) {
            // Accented letters; then dashes, quotation marks and the ellipsis, as Word types them.
            Some(c @ ('\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}')) => at += c.len_utf8(),
            _ => break,
        }
    }
    at
}

/// The characters of a text that the fonts lack, each once, in the order of the text. Line breaks are not among them.
pub fn missing_glyphs(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    if text.is_ascii() {
        return found;
    }
    for c in tidy(text).chars().filter(|c| *c != '\n' && !covers(*c)) {
        if !found.contains(&c) {
            found.push(c);
        }
    }
    found
}

fn shows_nothing(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// The one character for a letter and a mark.
fn together(letter: char, mark: char) -> Option<char> {
    let wanted = (u16::try_from(u32::from(letter)).ok()?, u16::try_from(u32::from(mark)).ok()?);
    let at = PAIRS.binary_search_by_key(&wanted, |(letter, mark, _)| (*letter, *mark)).ok()?;
    PAIRS.get(at).and_then(|(.., both)| char::from_u32(u32::from(*both)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts() {
        for (text, expected) in [
            ("", ""),
            ("We sing.\n\nDaily.", "We sing.\n\nDaily."),
            ("a\r\nb\rc\u{b}d\u{c}e\u{85}f\u{2028}g\u{2029}h", "a\nb\nc\nd\ne\nf\ng\nh"),
            ("a\tb\u{2003}c\u{3000}d", "a b c d"),
            ("10\u{202f}000\u{a0}kg", "10\u{a0}000\u{a0}kg"),
            ("\u{0}\u{1b}[31mred\u{7f}", "[31mred"),
            ("Lark\u{ad}field\u{200b} \u{202e}x\u{202c}\u{feff}", "Larkfield x"),
            ("Sio\u{302}n, Tw\u{302}r, Dvor\u{30c}a\u{301}k", "Siôn, Tŵr, Dvořák"),
            // Two marks, one after the other; and a mark that a zero-width character stands before.
            ("Nguye\u{302}\u{303}n, Vie\u{323}\u{302}t", "Nguyễn, Việt"),
            ("e\u{200d}\u{301}", "é"),
            ("q\u{303}", "q\u{303}"),
            ("\u{301}", "\u{301}"),
            ("o\u{fb03}ce \u{fb01}ne", "office fine"),
            ("\u{f0b7}\tSing", "\u{2022} Sing"),
            ("\u{212b}ngstr\u{f6}m", "Ångström"),
            ("\u{2764}\u{fe0f}\u{1f469}\u{200d}\u{1f3a4}", "\u{2764}\u{1f469}\u{1f3a4}"),
        ] {
            assert_eq!(tidy(text), expected, "{text:?}");
        }
        assert_eq!(
            missing_glyphs("a\u{301}\n\u{97f3}\u{266d}\u{97f3}\u{200d}\u{2713}"),
            ['\u{97f3}', '\u{266d}', '\u{2713}']
        );
    }

    #[test]
    fn every_character_is_the_same_alone_and_behind_one_that_is_changed() {
        for c in ('\0'..=char::MAX).filter(|c| *c != '\n') {
            assert_eq!(tidy(&format!("\r{c}")), format!("\n{}", tidy(&c.to_string())), "{c:?}");
        }
    }

    #[test]
    fn the_pairs_are_in_order_and_in_the_fonts() {
        assert!(PAIRS.is_sorted());
        for (letter, _, both) in PAIRS {
            for c in [letter, both] {
                assert!(covers(char::from_u32(u32::from(c)).unwrap()));
            }
        }
    }

    proptest! {
        #[test]
        fn twice_is_once_and_nothing_that_shows_is_lost(text in any::<String>()) {
            let once = tidy(&text).into_owned();
            prop_assert_eq!(tidy(&once), once.as_str());
            prop_assert!(!once.chars().any(|c| c != '\n' && (c.is_control() || shows_nothing(c))));
            let letters = |text: &str| text.chars().filter(|c| covers(*c) && c.is_alphanumeric()).collect::<String>();
            // Letters that took a mark are others than before, and ligatures more.
            if !text.chars().any(|c| matches!(c, '\u{300}'..='\u{36f}' | '\u{212a}' | '\u{212b}' | '\u{fb00}'..='\u{fb06}')) {
                prop_assert_eq!(letters(&once), letters(&text));
            }
        }
    }
}
