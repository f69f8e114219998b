//! The text of the PDFs that we make, as far as a test needs it.
//!
//! A page draws glyphs, and each font says in a table (`ToUnicode`) which letters its glyphs are. Which font draws what is
//! not looked at: every page is read with every table, so text comes out right once, and as nonsense for other fonts.

use miniz_oxide::inflate::decompress_to_vec_zlib;
use std::collections::BTreeMap;

/// Everything that a PDF says: text of pages with each font's table, and whatever its other objects say.
pub(crate) fn of(pdf: &[u8]) -> String {
    let mut streams: Vec<Vec<u8>> = Vec::new();
    let mut rest = pdf;
    while let Some(at) = find(rest, b"stream\n").or_else(|| find(rest, b"stream\r\n")) {
        let start = at + if rest[at + 6] == b'\r' { 8 } else { 7 };
        let body = &rest[start..];
        let end = find(body, b"endstream").expect("a stream ends");
        streams.push(decompress_to_vec_zlib(&body[..end]).unwrap_or_else(|_| body[..end].to_vec()));
        rest = &body[end + 9..];
    }
    let maps: Vec<BTreeMap<u16, String>> = streams.iter().map(|stream| letters(&lossy(stream))).collect();
    let maps: Vec<_> = maps.into_iter().filter(|map| !map.is_empty()).collect();
    assert!(!maps.is_empty(), "a PDF of ours has fonts");
    let mut out = lossy(pdf);
    for stream in &streams {
        let text = lossy(stream);
        out.push_str(&text);
        out.push('\n');
        // Titles of bookmarks may be written in UTF-16.
        out.extend(stream.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)));
        for map in &maps {
            out.push('\n');
            out.extend(glyphs(stream).into_iter().map(|glyph| map.get(&glyph).map_or(" ", String::as_str)));
        }
    }
    out
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// The letters of a font's glyphs: the lines of `beginbfchar` and `beginbfrange`.
fn letters(cmap: &str) -> BTreeMap<u16, String> {
    let mut map = BTreeMap::new();
    let hex = |text: &str| u16::from_str_radix(text, 16).ok();
    let unicode = |text: &str| {
        let units: Vec<u16> = text.as_bytes().chunks(4).filter_map(|c| hex(std::str::from_utf8(c).ok()?)).collect();
        String::from_utf16_lossy(&units)
    };
    for (begin, end) in [("beginbfchar", "endbfchar"), ("beginbfrange", "endbfrange")] {
        for block in cmap.split(begin).skip(1) {
            let block = block.split(end).next().unwrap_or_default();
            let values: Vec<&str> = block.split('<').skip(1).filter_map(|part| part.split('>').next()).collect();
            if begin == "beginbfchar" {
                for pair in values.chunks(2).filter(|pair| pair.len() == 2) {
                    map.extend(hex(pair[0]).map(|glyph| (glyph, unicode(pair[1]))));
                }
            } else {
                for three in values.chunks(3).filter(|three| three.len() == 3) {
                    let (Some(from), Some(to), Some(letter)) = (hex(three[0]), hex(three[1]), hex(three[2])) else {
                        continue;
                    };
                    for glyph in from..=to {
                        map.insert(glyph, String::from_utf16_lossy(&[letter + (glyph - from)]));
                    }
                }
            }
        }
    }
    map
}

/// All glyphs that a page draws, in order: two bytes each, in strings `(…)` or `<…>`.
fn glyphs(stream: &[u8]) -> Vec<u16> {
    let mut bytes: Vec<u8> = Vec::new();
    let mut out = Vec::new();
    let mut at = 0;
    while at < stream.len() {
        match stream[at] {
            b'(' => {
                at += 1;
                let mut depth = 1;
                while at < stream.len() && depth > 0 {
                    match stream[at] {
                        b'\\' => {
                            at += 1;
                            at = escaped(stream, at, &mut bytes);
                            continue;
                        }
                        b'(' => depth += 1,
                        b')' => depth -= 1,
                        _ => {}
                    }
                    if depth > 0 {
                        bytes.push(stream[at]);
                    }
                    at += 1;
                }
            }
            b'<' if stream.get(at + 1) != Some(&b'<') => {
                let end = find(&stream[at..], b">").map_or(stream.len(), |end| at + end);
                let digits: Vec<u8> = stream[at + 1..end].iter().copied().filter(u8::is_ascii_hexdigit).collect();
                for pair in digits.chunks(2) {
                    bytes.extend(u8::from_str_radix(&lossy(pair), 16));
                }
                at = end + 1;
            }
            b'<' => at += 2,
            _ => {
                at += 1;
                continue;
            }
        }
        out.extend(bytes.chunks(2).filter(|two| two.len() == 2).map(|two| u16::from_be_bytes([two[0], two[1]])));
        bytes.clear();
    }
    out
}

/// What stands after a backslash; gives the place behind it.
fn escaped(stream: &[u8], at: usize, bytes: &mut Vec<u8>) -> usize {
    let Some(first) = stream.get(at) else { return at };
    match first {
        b'n' => bytes.push(b'\n'),
        b'r' => bytes.push(b'\r'),
        b't' => bytes.push(b'\t'),
        b'b' => bytes.push(8),
        b'f' => bytes.push(12),
        b'0'..=b'7' => {
            let digits: Vec<u8> =
                stream[at..].iter().copied().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).collect();
            bytes.extend(u8::try_from(u32::from_str_radix(&lossy(&digits), 8).unwrap_or_default()));
            return at + digits.len();
        }
        other => bytes.push(*other),
    }
    at + 1
}
