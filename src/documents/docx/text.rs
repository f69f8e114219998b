//! Bytes as text: UTF-8, UTF-16 with a byte order mark, and Windows-1252 for what is neither.

use super::foreign::{LetterError, LetterText};
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
    let text = decoded(bytes).or_else(|| windows(bytes)).ok_or(LetterError::NotText)?;
    normalised(&text, Vec::new())
}

/// Normalises line ends and blank lines, and checks the limits.
pub(super) fn normalised(text: &str, remarks: Vec<String>) -> Result<LetterText, LetterError> {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in with_table_rows(&text.replace("\r\n", "\n"))
        .split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
    {
        let line: String = line.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control()).collect();
        let line = line.trim_matches([' ', '\u{feff}']);
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

/// Decodes UTF-8, or UTF-16 with a byte order mark. None if it is neither, or has control characters that no text has.
pub(super) fn decoded(bytes: &[u8]) -> Option<String> {
    let wide = |rest: &[u8], number: fn([u8; 2]) -> u16| {
        let (pairs, odd) = rest.as_chunks::<2>();
        let text = char::decode_utf16(pairs.iter().map(|pair| number(*pair)));
        odd.is_empty().then(|| text.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>())
    };
    let text = if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        wide(rest, u16::from_le_bytes)
    } else if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        wide(rest, u16::from_be_bytes)
    } else {
        std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok().map(str::to_owned)
    };
    text.filter(|text| !is_binary(text))
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
    let text: String = bytes.iter().map(decoded).collect();
    (!is_binary(&text)).then_some(text)
}

/// Control characters other than those that part lines and columns stand in no text.
fn is_binary(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}'))
}
