//! XML of somebody else, under caps: no document types, no entities but those of XML itself, so deep and no deeper.

use quick_xml::events::Event;
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::foreign::LetterError;

/// A part of a document, unpacked, in bytes at most.
pub(super) const LARGEST_PART: usize = 8 << 20;
/// Elements within elements at most. Word writes some thirty, more in tables within tables.
const DEEPEST: usize = 200;
/// Tags and texts at most.
const MOST: usize = 2_000_000;

/// WordprocessingML: ECMA-376 part 1 (strict) and part 4 (transitional).
const WORD: [&[u8]; 2] = [
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
];
/// Equations: ECMA-376 part 1, 22.1, in both forms.
const MATH: [&[u8]; 2] =
    [b"http://schemas.openxmlformats.org/officeDocument/2006/math", b"http://purl.oclc.org/ooxml/officeDocument/math"];
/// ECMA-376 part 3.
const COMPATIBILITY: &[u8] = b"http://schemas.openxmlformats.org/markup-compatibility/2006";

/// Whose element it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    Word,
    Math,
    Compatibility,
    Other,
}

/// The beginning of an element.
pub(super) struct Element {
    pub(super) space: Space,
    /// Its name without prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// An attribute by its name without prefix.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// `val`, as most properties have it.
    pub(super) fn val(&self) -> Option<&str> {
        self.get("val")
    }

    /// A property that is there is on, unless it says that it is off (ECMA-376 part 1, 17.17.4).
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.val(), Some("0" | "false" | "off"))
    }

    /// Whether it is this element of WordprocessingML.
    pub(super) fn is(&self, name: &str) -> bool {
        self.space == Space::Word && self.name == name
    }
}

/// What comes next in a part.
pub(super) enum Item {
    Open(Element),
    Close,
    Text(String),
}

/// A part, read once from its beginning to its end.
pub(super) struct Xml<'a> {
    reader: NsReader<&'a [u8]>,
    depth: usize,
    left: usize,
    over: bool,
}

impl<'a> Xml<'a> {
    /// `text` is the part, decoded.
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = NsReader::from_str(text.trim_start_matches('\u{feff}'));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0, left: MOST, over: false }
    }

    /// The next item; none at the end. A part that ends before all its elements do is damaged.
    pub(super) fn next(&mut self) -> Result<Option<Item>, LetterError> {
        while !self.over {
            self.left = self.left.checked_sub(1).ok_or(LetterError::TooLarge)?;
            let (space, event) = self.reader.read_resolved_event().map_err(|_| LetterError::Damaged)?;
            match event {
                Event::Start(start) => {
                    let space = match space {
                        ResolveResult::Bound(Namespace(name)) if WORD.contains(&name) => Space::Word,
                        ResolveResult::Bound(Namespace(name)) if MATH.contains(&name) => Space::Math,
                        ResolveResult::Bound(Namespace(name)) if name == COMPATIBILITY => Space::Compatibility,
                        _ => Space::Other,
                    };
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(LetterError::Damaged);
                    }
                    let name = lossy(start.local_name().as_ref());
                    let mut attributes = Vec::new();
                    // Doubled attributes are not looked for: it takes time for each pair of them.
                    for attribute in start.attributes().with_checks(false) {
                        let attribute = attribute.map_err(|_| LetterError::Damaged)?;
                        let value = lossy(&attribute.value);
                        let value = quick_xml::escape::unescape(&value).map_or_else(|_| value.clone(), Into::into);
                        attributes.push((lossy(attribute.key.local_name().as_ref()), value));
                    }
                    return Ok(Some(Item::Open(Element { space, name, attributes })));
                }
                Event::End(_) => {
                    self.depth = self.depth.checked_sub(1).ok_or(LetterError::Damaged)?;
                    return Ok(Some(Item::Close));
                }
                Event::Text(text) => return Ok(Some(Item::Text(lossy(&text)))),
                Event::CData(text) => return Ok(Some(Item::Text(lossy(&text)))),
                Event::GeneralRef(entity) => {
                    let c = match entity.resolve_char_ref() {
                        Ok(Some(c)) => Some(c),
                        Ok(None) => named(&entity),
                        Err(_) => None,
                    };
                    return Ok(Some(Item::Text(c.ok_or(LetterError::Damaged)?.to_string())));
                }
                Event::DocType(_) => return Err(LetterError::Unsafe),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof if self.depth > 0 => return Err(LetterError::Damaged),
                Event::Eof => self.over = true,
            }
        }
        Ok(None)
    }

    /// Passes over everything inside the element that was opened last, and over its end.
    pub(super) fn skip(&mut self) -> Result<(), LetterError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside && self.next()?.is_some() {}
        Ok(())
    }
}

/// The entities that XML itself has (XML 1.0, 4.6).
fn named(name: &[u8]) -> Option<char> {
    match name {
        b"amp" => Some('&'),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        _ => None,
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
