//! The two faces: which glyph a character has, and how wide it is.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use super::error::PdfError;
use crate::documents::paper::REPLACEMENT;

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/UpbeatSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/UpbeatSans-Bold.ttf");

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
}

impl Face {
    fn read(bytes: &'static [u8]) -> Result<Self, PdfError> {
        let font = Font::new(bytes.into(), 0).ok_or(PdfError::Font)?;
        let inner = FontRef::new(bytes).map_err(|_| PdfError::Font)?;
        let per_em = font.units_per_em();
        Ok(Self { font, inner, per_em })
    }
}

/// A run as it is drawn.
pub(super) struct Drawn {
    /// Its characters, as they are drawn.
    pub(super) text: String,
    /// A glyph for each.
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// Width at a size of one.
    pub(super) width: f32,
}

impl Faces {
    pub(super) fn read() -> Result<Self, PdfError> {
        Ok(Self { regular: Face::read(REGULAR)?, bold: Face::read(BOLD)? })
    }

    /// The regular or the bold one.
    pub(super) fn face(&self, bold: bool) -> &Face {
        if bold { &self.bold } else { &self.regular }
    }

    /// One glyph for each character, at its own advance width: neither kerned nor shaped, as the layout measured.
    ///
    /// The layout puts [`REPLACEMENT`] where the faces lack a character. Should one get here all the same, the same is done
    /// with it, and what shows nothing is left out: krilla refuses a file with a glyph that stands for "not there".
    pub(super) fn set(&self, text: &str, bold: bool) -> Drawn {
        let mut drawn = Drawn { text: String::with_capacity(text.len()), glyphs: Vec::new(), width: 0.0 };
        let face = self.face(bold);
        let charmap = face.inner.charmap();
        let metrics = face.inner.glyph_metrics(Size::unscaled(), LocationRef::default());
        let found = |c: char| charmap.map(c).filter(|glyph| glyph.to_u32() != 0).map(|glyph| (c, glyph));
        for c in text.chars().filter(|c| !c.is_control()) {
            let Some((c, glyph)) = found(c).or_else(|| found(REPLACEMENT)) else { continue };
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
        drawn
    }
}
