//! The two faces: which glyph a character has, how wide it is, and what stands in for a character without one.

use std::collections::BTreeMap;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use super::PdfError;
use crate::documents::paper::{BOLD, REGULAR};

/// What is drawn for a character, by one rule for every document. `has` says whether the face has a character.
///
/// 1. What the face has is drawn as it is.
/// 2. What has no shape of its own goes: control and format characters, joiners, direction marks, variation selectors.
/// 3. Every other white space is a space; every other dash or hyphen is a hyphen.
/// 4. Anything else is a question mark: it must be seen that something is missing.
pub fn stand_in(c: char, has: impl Fn(char) -> bool) -> Option<char> {
    let shapeless = c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
    match c {
        '\t' => Some(' '),
        _ if shapeless => None,
        _ if has(c) => Some(c),
        _ if c.is_whitespace() => Some(' '),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => Some('-'),
        _ => Some('?'),
    }
}

/// A face, ready to draw with.
pub(super) struct Face {
    /// As krilla has it.
    pub(super) font: Font,
    inner: FontRef<'static>,
    per_em: f32,
}

/// Both faces.
pub(super) struct Faces {
    regular: Face,
    bold: Face,
    /// What stands in for what: characters of which the face had none.
    replaced: BTreeMap<char, usize>,
}

impl Face {
    fn read(bytes: &'static [u8]) -> Result<Self, PdfError> {
        let font = Font::new(bytes.into(), 0).ok_or(PdfError::Font)?;
        let inner = FontRef::new(bytes).map_err(|_| PdfError::Font)?;
        let per_em = font.units_per_em();
        Ok(Self { font, inner, per_em })
    }

    fn has(&self, c: char) -> bool {
        self.inner.charmap().map(c).is_some_and(|glyph| glyph.to_u32() != 0)
    }
}

/// A run as it is drawn.
pub(super) struct Drawn {
    /// Its characters, after [`stand_in`].
    pub(super) text: String,
    /// A glyph for each.
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// Width at a size of one.
    pub(super) width: f32,
}

impl Faces {
    pub(super) fn read() -> Result<Self, PdfError> {
        Ok(Self { regular: Face::read(REGULAR)?, bold: Face::read(BOLD)?, replaced: BTreeMap::new() })
    }

    /// The regular or the bold one.
    pub(super) fn face(&self, bold: bool) -> &Face {
        if bold { &self.bold } else { &self.regular }
    }

    /// One glyph for each character, at its own advance width: neither kerned nor shaped, as the layout measured.
    pub(super) fn set(&mut self, text: &str, bold: bool) -> Drawn {
        let mut drawn = Drawn { text: String::with_capacity(text.len()), glyphs: Vec::new(), width: 0.0 };
        let mut missing = Vec::new();
        let face = self.face(bold);
        let charmap = face.inner.charmap();
        let metrics = face.inner.glyph_metrics(Size::unscaled(), LocationRef::default());
        for c in text.chars() {
            if !c.is_control() && !face.has(c) {
                missing.push(c);
            }
            let Some(c) = stand_in(c, |c| face.has(c)) else { continue };
            let Some(glyph) = charmap.map(c) else { continue };
            let advance = metrics.advance_width(glyph).unwrap_or_default() / face.per_em;
            let start = drawn.text.len();
            drawn.text.push(c);
            drawn.glyphs.push(KrillaGlyph {
                glyph_id: GlyphId::new(glyph.to_u32()),
                text_range: start..drawn.text.len(),
                x_advance: advance,
                x_offset: 0.0,
                y_offset: 0.0,
                y_advance: 0.0,
                location: None,
            });
            drawn.width += advance;
        }
        for c in missing {
            let next = self.replaced.len();
            self.replaced.entry(c).or_insert(next);
        }
        drawn
    }

    /// The characters that something stood in for, in the order in which they came.
    pub(super) fn replaced(self) -> Vec<char> {
        let mut all: Vec<(usize, char)> = self.replaced.into_iter().map(|(c, at)| (at, c)).collect();
        all.sort_unstable();
        all.into_iter().map(|(_, c)| c).collect()
    }
}
