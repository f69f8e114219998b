//! One text for layout, PDF and DOCX: what cannot be set is taken out before any of them sees it.

use std::borrow::Cow;

use super::face::{Family, covers, family};
use super::further::FURTHER_PAIRS;
use super::widths::PAIRS;

/// A text as it can stand on paper. Doing it twice changes nothing.
///
/// - Every way of ending a line (CR, CR LF, vertical tab, form feed, NEL, U+2028, U+2029) becomes `\n`.
/// - Tabs and spaces of other widths become spaces; narrow and figure spaces become no-break spaces.
/// - Other control characters, and characters that show nothing (soft hyphens, zero-width characters, marks of writing
///   direction, variation selectors, tags), are taken out. So a line is broken where we break it and nowhere else.
/// - A letter and its combining marks become the one character for all, where the fonts have it, and marks that are left
///   get their order: Unicode's normalization form C. The ligatures of old PDF files (ﬁ, ﬂ) become letters again, and
///   Word's own bullet a bullet.
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
            mark if is_mark(mark) => {
                let mut marks = vec![mark];
                while let Some(c) = chars.next_if(|c| is_mark(*c) || (shows_nothing(*c) && !ends_line(*c))) {
                    marks.extend(is_mark(c).then_some(c));
                }
                push_marked(&mut out, marks);
            }
            stem if matches!(stem, '\u{1d165}' | '\u{1d16e}'..='\u{1d172}') => {
                let whole = out.chars().next_back().and_then(|head| note(head, stem));
                out.extend(whole.is_none().then_some(stem));
                if let Some(whole) = whole {
                    out.pop();
                    out.push(whole);
                }
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Puts marks on the last character: together with it as far as there is one character for both, the others behind it, in
/// Unicode's order.
fn push_marked(out: &mut String, marks: Vec<char>) {
    let Some(last) = out.pop() else { return out.extend(marks) };
    // What the character has already takes part in the order.
    let mut letter = last;
    let mut all = marks;
    let mut own = Vec::new();
    while let Some((base, mark)) = apart(letter) {
        own.push(mark);
        letter = base;
    }
    own.reverse();
    all.splice(0..0, own);
    all.sort_by_key(|mark| class(*mark));
    let mut left: Vec<char> = Vec::new();
    for mark in all {
        let is_free = left.last().is_none_or(|before| class(*before) < class(mark));
        match together(letter, mark).filter(|_| is_free) {
            Some(both) => letter = both,
            None => left.push(mark),
        }
    }
    out.push(letter);
    out.extend(left);
}

/// The one character for a note's head and its stem, or for a note and its flags: Unicode takes them apart.
fn note(head: char, stem: char) -> Option<char> {
    Some(match (head, stem) {
        ('\u{1d157}', '\u{1d165}') => '\u{1d15e}',
        ('\u{1d158}', '\u{1d165}') => '\u{1d15f}',
        ('\u{1d15f}', '\u{1d16e}') => '\u{1d160}',
        ('\u{1d15f}', '\u{1d16f}') => '\u{1d161}',
        ('\u{1d15f}', '\u{1d170}') => '\u{1d162}',
        ('\u{1d15f}', '\u{1d171}') => '\u{1d163}',
        ('\u{1d15f}', '\u{1d172}') => '\u{1d164}',
        _ => return None,
    })
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}') && !shows_nothing(c)
}

/// The place of a combining mark: Unicode's canonical combining class. Marks of one class stay in their order.
fn class(mark: char) -> u8 {
    match mark {
        '\u{334}'..='\u{338}' => 1,
        '\u{321}' | '\u{322}' | '\u{327}' | '\u{328}' => 202,
        '\u{31b}' => 216,
        '\u{316}'..='\u{319}'
        | '\u{31c}'..='\u{320}'
        | '\u{323}'..='\u{326}'
        | '\u{329}'..='\u{333}'
        | '\u{339}'..='\u{33c}'
        | '\u{347}'..='\u{349}'
        | '\u{34d}'
        | '\u{34e}'
        | '\u{353}'..='\u{356}'
        | '\u{359}'
        | '\u{35a}' => 220,
        '\u{315}' | '\u{31a}' | '\u{358}' => 232,
        '\u{35c}' | '\u{35f}' | '\u{362}' => 233,
        '\u{35d}' | '\u{35e}' | '\u{360}' | '\u{361}' => 234,
        '\u{345}' => 240,
        _ => 230,
    }
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

/// The fonts besides Upbeat Sans that a text needs.
pub fn further_families(text: &str) -> Vec<Family> {
    let mut found = Vec::new();
    if text.is_ascii() {
        return found;
    }
    for family in tidy(text).chars().filter_map(family).filter(|family| *family != Family::Sans) {
        if !found.contains(&family) {
            found.push(family);
        }
    }
    found.sort_unstable();
    found
}

fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
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
    let both = |pairs: &[(u16, u16, u16)]| {
        let at = pairs.binary_search_by_key(&wanted, |(letter, mark, _)| (*letter, *mark)).ok()?;
        pairs.get(at).and_then(|(.., both)| char::from_u32(u32::from(*both)))
    };
    both(&PAIRS).or_else(|| both(&FURTHER_PAIRS))
}

/// The letter and the mark that a character stands for.
fn apart(both: char) -> Option<(char, char)> {
    let wanted = u16::try_from(u32::from(both)).ok()?;
    let (letter, mark, _) = PAIRS.iter().chain(&FURTHER_PAIRS).find(|(.., both)| *both == wanted)?;
    Some((char::from_u32(u32::from(*letter))?, char::from_u32(u32::from(*mark))?))
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
            ("e\u{301}\u{200d}\u{323}\u{200d}", "\u{1eb9}\u{301}"),
            // Marks in another order; what no character has stays apart.
            ("e\u{302}\u{323}, \u{ea}\u{323}", "\u{1ec7}, \u{1ec7}"),
            ("Ade\u{301}ba\u{301}yo\u{323}\u{300}, yo\u{300}\u{323}", "Adébáy\u{1ecd}\u{300}, y\u{1ecd}\u{300}"),
            ("e\u{301}\u{331}", "é\u{331}"),
            ("α\u{301}ι\u{308}\u{301}, и\u{306}е\u{308}", "άΐ, йё"),
            ("q\u{303}", "q\u{303}"),
            ("\u{1d157}\u{1d165}\u{1d158}\u{1d165}\u{1d16f}\u{1d165}", "\u{1d15e}\u{1d161}\u{1d165}"),
            ("\u{301}", "\u{301}"),
            ("o\u{fb03}ce \u{fb01}ne", "office fine"),
            ("\u{f0b7}\tSing", "\u{2022} Sing"),
            ("\u{212b}ngstr\u{f6}m", "Ångström"),
            ("\u{2764}\u{fe0f}\u{1f469}\u{200d}\u{1f3a4}", "\u{2764}\u{1f469}\u{1f3a4}"),
        ] {
            assert_eq!(tidy(text), expected, "{text:?}");
        }
        assert_eq!(
            missing_glyphs("a\u{301}\n\u{97f3}\u{266d}\u{97f3}\u{200d}\u{1f3b5}\u{2713}\u{627}"),
            ['\u{97f3}', '\u{1f3b5}', '\u{627}']
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
        assert!(PAIRS.is_sorted() && FURTHER_PAIRS.is_sorted());
        for (letter, _, both) in PAIRS.into_iter().chain(FURTHER_PAIRS) {
            for c in [letter, both] {
                assert!(covers(char::from_u32(u32::from(c)).unwrap()));
            }
        }
    }

    #[test]
    fn a_text_needs_the_fonts_of_its_characters() {
        use Family::{Letters, Signs};
        for (text, expected) in [
            ("", &[] as &[Family]),
            ("We sing “daily” – for £5.", &[]),
            ("e\u{301} is one character", &[]),
            ("\u{97f3}", &[]),
            ("Trio in B♭", &[Signs]),
            ("Adébáyọ̀", &[Letters]),
            ("✓ Μαρία ✓", &[Letters, Signs]),
        ] {
            assert_eq!(further_families(text), expected, "{text}");
        }
    }

    #[test]
    fn a_thousand_marks_take_no_longer_than_their_number() {
        let text = format!("e{}", "\u{301}\u{323}".repeat(100_000));
        assert_eq!(tidy(&text).chars().count(), 200_000);
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
