//! A document on paper as a PDF file that screen readers can follow.
//!
//! # Where to start
//! [`pdf`] draws [`Pages`] where the layout put every line, and hangs each line into the structure of the [`Flow`] that
//! it was set from. `glyphs` knows the faces and what stands in for characters that they lack, `structure` turns
//! blocks into headings, paragraphs, lists and quotations, `draw` puts ink on pages.
//!
//! # How PDF/UA-1 (ISO 14289-1:2014) is met
//! Enforced by krilla means that no file comes out when it is not met. There is no certificate: the files are *checked
//! for* PDF/UA by krilla's validator and by pikepdf (`tests/python/check_pdf.py`).
//!
//! | clause | what it wants | how it is met |
//! |---|---|---|
//! | 5, 6.2 | the file says what it is (`pdfuaid:part` 1), PDF 1.7 | enforced by krilla |
//! | 7.1 | all real content tagged, the rest artifacts | by us: every line belongs to a block of the flow, page numbers, underlines and the line of music are artifacts; checked by pikepdf |
//! | 7.1 | title given and shown in the title bar; `Suspects` false; no role of our own | enforced by krilla |
//! | 7.1 | nothing said by colour or place alone | by us: text in one colour of ink; links are underlined and are link elements; the line of music says nothing that words do not |
//! | 7.2 | reading order | by us: the structure follows the flow, whatever the pages do |
//! | 7.2 | natural language | by us: `en-GB` for the whole; other languages in a school's text are not marked (not checked) |
//! | 7.2, 7.21.7 | every glyph has its character | enforced by krilla; no ligatures, one glyph a character, a combining mark included |
//! | 7.3, 7.7 | figures, formulas | there are none: the line of music is decoration |
//! | 7.4 | headings begin at H1 and skip no level | by us: `structure::Levels`; each has its title (enforced by krilla) |
//! | 7.5 | tables | there are none: rows are a label and lines |
//! | 7.6 | lists as L, LI, Lbl, LBody with `ListNumbering` | by us; the attribute is enforced by krilla |
//! | 7.8 | page headers and footers are artifacts | by us |
//! | 7.9, 7.10 to 7.16 | notes, layers, attachments, threads, signatures, forms, encryption | there are none |
//! | 7.17 | bookmarks follow the headings | that there are some is enforced by krilla, the order is by us |
//! | 7.18.1, 7.18.5 | links are in Link elements, in order, with words (`Contents`) | by us; the words are enforced by krilla |
//! | 7.18.3 | tab order follows the structure | enforced by krilla |
//! | 7.21 | fonts embedded, mapped, allowed to be embedded, no `.notdef` | enforced by krilla; the layout puts [`super::paper::REPLACEMENT`] where they lack a character |
//!
//! # Deliberately absent
//! Kerning, ligatures and shaping (the layout measured without them), pictures, and a clock: the day is an argument,
//! so the same document gives the same bytes.

mod draw;
mod error;
mod glyphs;
mod music;
mod structure;
#[cfg(test)]
mod tests;

use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder, PdfVersion};
use krilla::metadata::{DateTime, Metadata};
use krilla::{Document, SerializeSettings};

pub use error::PdfError;
pub use glyphs::FurtherFaces;
pub use music::Music;

use super::about::{About, plain};
use super::paper::{Flow, Pages, missing_glyphs};
use crate::call::Date;

/// A PDF file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Characters of the text that the fonts lack, each once, in order: [`super::paper::REPLACEMENT`] stands for them.
    pub replaced: Vec<char>,
    /// Characters of the text that are in a font that is not here, each once, in order: the same stands for them.
    pub not_loaded: Vec<char>,
}

/// Draws a document on paper as PDF 1.7, checked for PDF/UA-1. `pages` must have been set from `flow`; `further` are the
/// fonts besides Upbeat Sans.
///
/// The same arguments give the same bytes.
pub fn pdf(flow: &Flow, pages: &Pages, about: &About, further: &FurtherFaces) -> Result<Pdf, PdfError> {
    pdf_under(None, flow, pages, about, further)
}

/// The same under a line of music, in the upper margin of the first page.
pub fn pdf_under(
    music: Option<&Music>,
    flow: &Flow,
    pages: &Pages,
    about: &About,
    further: &FurtherFaces,
) -> Result<Pdf, PdfError> {
    let settings = SerializeSettings { configuration: configuration()?, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let title = plain(&flow.title);
    let title = if title.is_empty() { "Document" } else { &title };
    let mut metadata = Metadata::new()
        .title(title.to_owned())
        .language("en-GB".to_owned())
        .creator(super::program::PROGRAM.to_owned())
        .producer("krilla".to_owned())
        .creation_date(day(about.made_on));
    let author = plain(&about.author);
    if !author.is_empty() {
        metadata = metadata.authors(vec![author]);
    }
    document.set_metadata(metadata);
    let faces = glyphs::Faces::read(further)?;
    let ink = draw::draw(&mut document, flow, pages, about, music, &faces)?;
    let (tree, outline) = structure::build(flow, title, ink);
    document.set_tag_tree(tree);
    document.set_outline(outline);
    let bytes = document.finish().map_err(|e| PdfError::Refused(format!("{e} {e:?}")))?;
    let text = text_of(flow);
    let mut not_loaded = Vec::new();
    if !text.is_ascii() {
        for c in text.chars().filter(|c| faces.lacks(*c)) {
            if !not_loaded.contains(&c) {
                not_loaded.push(c);
            }
        }
    }
    Ok(Pdf { bytes, replaced: missing_glyphs(&text), not_loaded })
}

/// All of its text.
fn text_of(flow: &Flow) -> String {
    flow.blocks.iter().flat_map(|block| &block.spans).map(|span| span.text.as_str()).collect()
}

fn configuration() -> Result<Configuration, PdfError> {
    ConfigurationBuilder::new()
        .with_version(PdfVersion::Pdf17)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|e| PdfError::Refused(format!("{e:?}")))
}

/// Noon of the day in Greenwich, which is that day on every clock in Britain.
fn day(date: Date) -> DateTime {
    let year = u16::try_from(date.year()).unwrap_or_default();
    DateTime::new(year).month(date.month()).day(date.day()).hour(12).minute(0).second(0).utc_offset_hour(0)
}
