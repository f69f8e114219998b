//! Bytes as text: UTF-8, UTF-16, and Windows-1252 for what is neither.

use super::foreign::{LetterError, LetterText};
use crate::documents::incoming::symbols::plain_signs;
use crate::documents::pasted::is_invisible;
use crate::documents::table_rows::with_table_rows;

/// A plain text file in bytes at most.
pub const LARGEST_TEXT: usize = 1 << 20;
/// Characters of a letter at most, once it is text: some forty pages.
pub const LONGEST_LETTER: usize = 150_000;

/// What Windows-1252 has at 0x80 to 0x9f; nothing stands at five of these.
const WINDOWS: [char; 32] = [
    '\u{20ac}', '\0', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}', '\u{2c6}', '\u{2030}',
    '\u{160}', '\u{2039}', '\u{152}', '\0', '\u{17d}', '\0', '\0', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}',
    '\u{2022}', '\u{2013}', '\u{2014}', '\u{2dc}', '\u{2122}', '\u{161}', '\u{203a}', '\u{153}', '\0', '\u{17e}',
    '\u{178}',
];

/// A letter in a plain text file. Lines stay as they are; more than one blank line counts as one.
pub fn text_letter(bytes: &[u8]) -> Result<LetterText, LetterError> {
    if bytes.len() > LARGEST_TEXT {
        return Err(LetterError::TooLarge);
    }
    let text = any_text(bytes).ok_or(LetterError::NotText)?;
    normalised(&with_table_rows(&text.replace("\r\n", "\n")), Vec::new())
}

/// Normalises line ends, blank lines and signs, and checks the limits.
pub(in crate::documents) fn normalised(text: &str, remarks: Vec<String>) -> Result<LetterText, LetterError> {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    let text = plain_signs(&text.replace("\r\n", "\n"), None);
    for line in text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let line: String =
            line.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !is_invisible(*c)).collect();
        let line = line.trim_matches([' ', '\u{200c}', '\u{200d}']);
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        blank = 0;
        out.push_str(line);
    }
    if !out.chars().any(char::is_alphanumeric) {
        return Err(LetterError::Empty);
    }
    if out.chars().count() > LONGEST_LETTER {
        return Err(LetterError::TooLarge);
    }
    Ok(LetterText { text: out, remarks })
}

/// Decodes UTF-8, UTF-16, or Windows-1252 for what is neither. None for what is no text: too many control characters stand
/// in it. A few do no harm and are left out later.
pub(in crate::documents) fn any_text(bytes: &[u8]) -> Option<String> {
    decoded(bytes).or_else(|| windows(bytes)).filter(|text| !is_binary(text))
}

/// As [`any_text`] for a part of a document, which is XML whatever stands in it.
pub(super) fn part_text(bytes: &[u8]) -> Option<String> {
    decoded(bytes).or_else(|| windows(bytes))
}

/// Decodes UTF-8, or UTF-16. None if it is neither.
fn decoded(bytes: &[u8]) -> Option<String> {
    let wide = |rest: &[u8], number: fn([u8; 2]) -> u16| {
        let (pairs, odd) = rest.as_chunks::<2>();
        let text = char::decode_utf16(pairs.iter().map(|pair| number(*pair)));
        // One byte too many at the end is what programs append that know nothing of UTF-16.
        let is_whole = matches!(odd, [] | [0 | b'\n' | b'\r' | b' ' | 0x1a]);
        is_whole.then(|| text.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>())
    };
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return wide(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return wide(rest, u16::from_be_bytes);
    }
    match zeros(bytes) {
        Some(1) => wide(bytes, u16::from_le_bytes),
        Some(_) => wide(bytes, u16::from_be_bytes),
        None => std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok().map(str::to_owned),
    }
}

/// For UTF-16 without a byte order mark: at which of two bytes the zeros are that most of its characters have there.
fn zeros(bytes: &[u8]) -> Option<usize> {
    let (pairs, _) = bytes.get(..512).unwrap_or(bytes).as_chunks::<2>();
    let at = |place: usize| pairs.iter().filter(|pair| pair.get(place) == Some(&0)).count();
    let (first, second) = (at(0), at(1));
    let most = pairs.len() * 2 / 3;
    match (first, second) {
        (0, second) if second > 1 && second >= most => Some(1),
        (first, 0) if first > 1 && first >= most => Some(0),
        _ => None,
    }
}

fn windows(bytes: &[u8]) -> Option<String> {
    // With a mark of UTF-16 it is UTF-16, and broken.
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return None;
    }
    let decoded = |byte: &u8| match byte {
        0x80..=0x9f => WINDOWS.get(usize::from(*byte & 0x1f)).copied().unwrap_or('\0'),
        _ => char::from(*byte),
    };
    Some(bytes.iter().map(decoded).collect())
}

/// Whether a text is none: more than a few of its characters are control characters other than those that part lines and
/// columns. Zeros count twice: few texts have one.
fn is_binary(text: &str) -> bool {
    let is_odd = |c: &char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}');
    let odd: usize = text.chars().filter(is_odd).map(|c| if c == '\0' { 2 } else { 1 }).sum();
    odd > 4 + text.chars().count() / 20
}
