//! The faces: which glyph a character has, how wide it is, and where marks stand.

use std::sync::Arc;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::{BoundingBox, GlyphMetrics};
use skrifa::{FontRef, MetadataProvider};

use super::error::PdfError;
use crate::documents::paper::{EM, Family, REPLACEMENT, advance, family, is_combining};

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/UpbeatSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/UpbeatSans-Bold.ttf");

/// The files of the fonts besides Upbeat Sans, as far as they are here. Where one is not, a PDF has [`REPLACEMENT`] in place of
/// its characters.
#[derive(Debug, Clone, Default)]
pub struct FurtherFaces {
    letters: Option<Bytes>,
    letters_bold: Option<Bytes>,
    signs: Option<Bytes>,
}

type Bytes = Arc<Vec<u8>>;

/// The names of the files in `assets/fonts`, without their ending.
const LETTERS: &str = "UpbeatLetters-Regular";
const LETTERS_BOLD: &str = "UpbeatLetters-Bold";
const SIGNS: &str = "UpbeatSigns-Regular";

impl FurtherFaces {
    /// None of them.
    pub const NONE: Self = Self { letters: None, letters_bold: None, signs: None };

    /// All of them, for programs outside a browser. In a browser they are fetched, and this has none.
    pub fn included() -> Self {
        #[cfg_attr(target_arch = "wasm32", expect(unused_mut, reason = "they are fetched there"))]
        let mut all = Self::NONE;
        #[cfg(not(target_arch = "wasm32"))]
        {
            all.add(LETTERS, include_bytes!("../../../assets/fonts/UpbeatLetters-Regular.ttf").to_vec());
            all.add(LETTERS_BOLD, include_bytes!("../../../assets/fonts/UpbeatLetters-Bold.ttf").to_vec());
            all.add(SIGNS, include_bytes!("../../../assets/fonts/UpbeatSigns-Regular.ttf").to_vec());
        }
        all
    }

    /// Adds the font of this name: see [`FurtherFaces::absent`].
    pub fn add(&mut self, name: &str, file: Vec<u8>) {
        let place = match name {
            LETTERS => &mut self.letters,
            LETTERS_BOLD => &mut self.letters_bold,
            SIGNS => &mut self.signs,
            _ => return,
        };
        *place = Some(Arc::new(file));
    }

    /// The names of those files of a font that are not here: names in `assets/fonts`, without their ending.
    pub fn absent(&self, family: Family) -> Vec<&'static str> {
        let all: &[(&str, &Option<Bytes>)] = match family {
            Family::Sans => &[],
            Family::Letters => &[(LETTERS, &self.letters), (LETTERS_BOLD, &self.letters_bold)],
            Family::Signs => &[(SIGNS, &self.signs)],
        };
        all.iter().filter(|(_, file)| file.is_none()).map(|(name, _)| *name).collect()
    }
}

/// A face, ready to draw with.
struct Face<'a> {
    font: Font,
    charmap: Charmap<'a>,
    metrics: GlyphMetrics<'a>,
}

impl<'a> Face<'a> {
    fn read(bytes: &'a [u8], shared: krilla::Data) -> Option<Self> {
        let inner = FontRef::new(bytes).ok()?;
        let metrics = inner.glyph_metrics(Size::unscaled(), LocationRef::default());
        Some(Self { font: Font::new(shared, 0)?, charmap: inner.charmap(), metrics })
    }

    fn glyph(&self, c: char) -> Option<skrifa::GlyphId> {
        self.charmap.map(c).filter(|glyph| glyph.to_u32() != 0)
    }
}

/// All faces that are here.
pub(super) struct Faces<'a> {
    sans: [Face<'static>; 2],
    letters: Option<[Face<'a>; 2]>,
    signs: Option<Face<'a>>,
}

/// Glyphs of one face that follow each other.
pub(super) struct Piece<'f> {
    pub(super) font: &'f Font,
    /// Its characters, as they are drawn.
    pub(super) text: String,
    /// A glyph for each.
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// How far it begins to the right of the run's beginning and above its baseline, at a size of one.
    pub(super) x: f32,
    pub(super) up: f32,
}

/// A run as it is drawn.
pub(super) struct Drawn<'f> {
    /// In the order of the text.
    pub(super) pieces: Vec<Piece<'f>>,
    /// Width at a size of one.
    pub(super) width: f32,
}

/// The letter that marks are put on.
struct Base<'f> {
    /// Where it begins and ends, in units.
    x: u32,
    end: u32,
    face: &'f Face<'f>,
    glyph: skrifa::GlyphId,
    /// What it covers with the marks that it has, in units, from where it begins. None while it has no mark.
    bounds: Option<BoundingBox>,
}

/// The regular or the bold face of a font.
fn of<'f, 'a>([regular, heavy]: &'f [Face<'a>; 2], bold: bool) -> &'f Face<'a> {
    if bold { heavy } else { regular }
}

impl<'a> Faces<'a> {
    /// Reads them. A further face that cannot be read is not there.
    pub(super) fn read(further: &'a FurtherFaces) -> Result<Self, PdfError> {
        let own = |bytes: &'static [u8]| Face::read(bytes, bytes.into()).ok_or(PdfError::Font);
        let more = |bytes: &'a Bytes| Face::read(bytes.as_slice(), Arc::clone(bytes).into());
        let letters = || Some([more(further.letters.as_ref()?)?, more(further.letters_bold.as_ref()?)?]);
        Ok(Self { sans: [own(REGULAR)?, own(BOLD)?], letters: letters(), signs: further.signs.as_ref().and_then(more) })
    }

    /// The face of a character, and its glyph there.
    fn find(&self, c: char, bold: bool) -> Option<(&Face<'a>, skrifa::GlyphId)> {
        let face = match family(c)? {
            Family::Sans => of(&self.sans, bold),
            Family::Letters => of(self.letters.as_ref()?, bold),
            Family::Signs => self.signs.as_ref()?,
        };
        Some((face, face.glyph(c)?))
    }

    /// Whether a character that the fonts have is in one that is not here.
    pub(super) fn lacks(&self, c: char) -> bool {
        family(c).is_some() && self.find(c, false).is_none()
    }

    /// One glyph for each character, at the advance width that the layout measured: neither kerned nor shaped. A combining
    /// mark is put over, under or across the letter before it.
    ///
    /// The layout puts [`REPLACEMENT`] where the fonts lack a character. Should one get here all the same, or one of a font
    /// that is not here, the same is done with it, and what shows nothing is left out, as is such a mark: krilla refuses a
    /// file with a glyph that stands for "not there".
    pub(super) fn set(&self, text: &str, bold: bool) -> Drawn<'_> {
        let mut pieces: Vec<Piece<'_>> = Vec::new();
        let mut base: Option<Base<'_>> = None;
        // Where the next character begins, and whether the last piece ends there.
        let (mut pen, mut goes_on) = (0_u32, false);
        for c in text.chars().filter(|c| !c.is_control()) {
            let (width, mark) = (advance(c, bold), is_combining(c));
            let found = self.find(c, bold).map(|found| (c, found));
            let Some((c, (face, glyph))) =
                found.or_else(|| self.find(REPLACEMENT, bold).filter(|_| !mark).map(|found| (REPLACEMENT, found)))
            else {
                continue;
            };
            if mark {
                let own = face.metrics.bounds(glyph).unwrap_or_default();
                let (x, up) = place(&own, base.as_mut(), pen);
                pieces.push(Piece { font: &face.font, text: String::new(), glyphs: Vec::new(), x, up });
            } else {
                let same = pieces.last().is_some_and(|piece| goes_on && std::ptr::eq(piece.font, &raw const face.font));
                if !same {
                    let x = units(pen);
                    pieces.push(Piece { font: &face.font, text: String::new(), glyphs: Vec::new(), x, up: 0.0 });
                }
                base = Some(Base { x: pen, end: pen + width, face, glyph, bounds: None });
                pen += width;
            }
            goes_on = !mark;
            if let Some(piece) = pieces.last_mut() {
                let start = piece.text.len();
                piece.text.push(c);
                piece.glyphs.push(KrillaGlyph {
                    glyph_id: GlyphId::new(glyph.to_u32()),
                    text_range: start..piece.text.len(),
                    x_advance: units(width),
                    x_offset: 0.0,
                    y_offset: 0.0,
                    y_advance: 0.0,
                    location: None,
                });
            }
        }
        Drawn { pieces, width: units(pen) }
    }
}

/// Units of the fonts at a size of one.
#[expect(clippy::cast_precision_loss, reason = "a line has fewer units than 24 bits count")]
fn units(units: u32) -> f32 {
    units as f32 / EM_WIDTH
}

#[expect(clippy::cast_precision_loss, reason = "it is a power of two")]
const EM_WIDTH: f32 = EM as f32;

/// Space between a letter and a mark above or below it, in units, as the fonts' own letters have it.
const GAP: f32 = 120.0;

/// The height of letters without ascenders.
const X_HEIGHT: f32 = 1082.0;

/// Where the origin of a mark comes, from the beginning of the run to the right and up, at a size of one.
///
/// Whether it stands above, below or across a letter is seen from where the font has drawn it. A mark that spans two
/// letters, or stands at the right, is drawn from the end of the letter on.
fn place(mark: &BoundingBox, base: Option<&mut Base<'_>>, pen: u32) -> (f32, f32) {
    let Some(base) = base else {
        // There is no letter: it stands where one would be.
        return (units(pen) - mark.x_min / EM_WIDTH, 0.0);
    };
    let (middle, height) = (f32::midpoint(mark.x_min, mark.x_max), f32::midpoint(mark.y_min, mark.y_max));
    if mark.x_min >= 0.0 || middle > 200.0 {
        return (units(base.end), 0.0);
    }
    let bounds = base.bounds.take().or_else(|| base.face.metrics.bounds(base.glyph)).unwrap_or_default();
    let letter = if bounds.x_max > bounds.x_min {
        f32::midpoint(bounds.x_min, bounds.x_max)
    } else {
        units(base.end - base.x) * EM_WIDTH / 2.0
    };
    let up = if height > 800.0 {
        bounds.y_max.max(X_HEIGHT) + GAP - mark.y_min
    } else if mark.y_max <= 0.0 {
        // One that touches its letter goes on doing so.
        let gap = if mark.y_max > -30.0 { 0.0 } else { GAP };
        bounds.y_min.min(0.0) - gap - mark.y_max
    } else {
        0.0
    };
    base.bounds = Some(BoundingBox {
        y_min: bounds.y_min.min(mark.y_min + up),
        y_max: bounds.y_max.max(mark.y_max + up),
        ..bounds
    });
    (units(base.x) + (letter - middle) / EM_WIDTH, up / EM_WIDTH)
}
