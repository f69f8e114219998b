//! A document on paper as a Word document.
//!
//! Word sets it again by its own rules. So that the pages come out the same, the file says all that the layout goes by:
//! the sheet and its margins, exact heights of lines, spaces after blocks, indents, what stays together, no control of
//! widows, no kerning, no hyphenation, and a font of the same widths.

use super::markup::{Markup, WORD};
use super::styles::{fonts, numbering, settings, style_id, styles};
use crate::documents::about::{About, plain};
use crate::documents::link::uri;
use crate::documents::paper::{Flow, Kind, Length, Piece, Setup, Span};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name, `/` between folders.
    pub name: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Writes a document as WordprocessingML: the parts of a DOCX file, in the order in which they are to be packed.
pub fn docx(flow: &Flow, setup: &Setup, about: &About) -> Vec<Part> {
    let mut body = Body::default();
    for (index, block) in flow.blocks.iter().enumerate() {
        body.block(index, block);
    }
    let header_footer = HeaderFooter::of(setup, about);
    let part = |name, bytes| Part { name, bytes };
    let mut parts = vec![
        part("[Content_Types].xml", content_types(&header_footer)),
        part("_rels/.rels", package()),
        part("docProps/core.xml", core(flow, about)),
        part("docProps/app.xml", app()),
        part("word/document.xml", document(&body, setup, &header_footer)),
        part("word/_rels/document.xml.rels", relations(&body, &header_footer)),
        part("word/styles.xml", styles(setup)),
        part("word/numbering.xml", numbering(setup, &body.starts)),
        part("word/settings.xml", settings()),
        part("word/fontTable.xml", fonts()),
    ];
    if let Some(height) = header_footer.header {
        parts.push(part("word/header1.xml", header(height)));
    }
    if header_footer.footer {
        parts.push(part("word/footer1.xml", footer()));
    }
    parts
}

/// What stands outside the text, and how far from the edges, in twips.
struct HeaderFooter {
    /// Height of the first page's header, if there is one: room for a letterhead.
    header: Option<i32>,
    header_from_top: i32,
    footer: bool,
    footer_from_bottom: i32,
}

/// Half an inch, Word's own distance of header and footer from the edge.
const FROM_EDGE: i32 = 708;
/// The height of the footer's only line.
const FOOTER_LINE: i32 = 240;

impl HeaderFooter {
    fn of(setup: &Setup, about: &About) -> Self {
        let (top, bottom) = (setup.top.twips(), setup.bottom.twips());
        // An empty header of one line must not push down the text of the other pages.
        let header_from_top = FROM_EDGE.min(top - setup.line.twips()).max(0);
        let room = setup.letterhead.twips();
        Self {
            header: (room > 0).then(|| (top + room - header_from_top).clamp(1, 31_680)),
            header_from_top,
            footer: about.page_numbers && bottom >= FOOTER_LINE,
            footer_from_bottom: FROM_EDGE.min(bottom - FOOTER_LINE).max(0),
        }
    }
}

/// The text so far.
struct Body {
    xml: Markup,
    /// Addresses that it links to.
    links: Vec<String>,
    /// First numbers of lists that begin elsewhere than where the last one ended.
    starts: Vec<u32>,
    /// The number of the item before, if it was one.
    last: Option<u32>,
}

impl Default for Body {
    fn default() -> Self {
        Self { xml: Markup::piece(), links: Vec::new(), starts: Vec::new(), last: None }
    }
}

impl Body {
    fn block(&mut self, index: usize, block: &Piece) {
        self.xml.raw("<w:p><w:pPr>");
        let id = style_id(block.kind);
        if id != "Normal" {
            self.xml.raw("<w:pStyle w:val=\"").raw(id).raw("\"/>");
        }
        if let Kind::Numbered(number) = block.kind {
            if self.last.and_then(|last| last.checked_add(1)) != Some(number) {
                self.starts.push(number);
            }
            self.xml
                .raw("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"")
                .number(self.starts.len() + 2)
                .raw("\"/></w:numPr>");
            self.last = Some(number);
        } else {
            self.last = None;
        }
        self.xml.raw("</w:pPr>");
        // Headings can be led to from within the document.
        let target = matches!(block.kind, Kind::Title | Kind::Heading(_));
        if target {
            self.xml.raw("<w:bookmarkStart w:id=\"").number(index).raw("\" w:name=\"block").number(index).raw("\"/>");
        }
        for span in &block.spans {
            self.span(span);
        }
        if target {
            self.xml.raw("<w:bookmarkEnd w:id=\"").number(index).raw("\"/>");
        }
        self.xml.raw("</w:p>");
    }

    fn span(&mut self, span: &Span) {
        if span.text.is_empty() {
            return;
        }
        let Some(href) = &span.href else { return self.run(span, false) };
        if let Some(block) = href.strip_prefix('#') {
            self.xml.raw("<w:hyperlink w:anchor=\"block").text(block).raw("\" w:history=\"1\">");
        } else {
            let address = uri(href);
            let known = self.links.iter().position(|own| *own == address);
            let number = known.unwrap_or_else(|| {
                self.links.push(address);
                self.links.len() - 1
            });
            self.xml.raw("<w:hyperlink r:id=\"rLink").number(number).raw("\" w:history=\"1\">");
        }
        self.run(span, true);
        self.xml.raw("</w:hyperlink>");
    }

    fn run(&mut self, span: &Span, link: bool) {
        self.xml.raw("<w:r>");
        if link || span.bold {
            self.xml.raw("<w:rPr>").raw(if link { "<w:rStyle w:val=\"Hyperlink\"/>" } else { "" });
            self.xml.raw(if span.bold { "<w:b/><w:bCs/>" } else { "" }).raw("</w:rPr>");
        }
        // A hyphen that holds words together is an element: Arial has no character for it.
        for (number, line) in span.text.split('\n').enumerate() {
            self.xml.raw(if number > 0 { "<w:br/>" } else { "" });
            for (number, piece) in line.split('\u{2011}').enumerate() {
                self.xml.raw(if number > 0 { "<w:noBreakHyphen/>" } else { "" });
                if !piece.is_empty() {
                    self.xml.raw("<w:t xml:space=\"preserve\">").text(piece).raw("</w:t>");
                }
            }
        }
        self.xml.raw("</w:r>");
    }
}

/// `word/document.xml` (ECMA-376 part 1, 17.2), with the sheet at its end (17.6).
fn document(body: &Body, setup: &Setup, header_footer: &HeaderFooter) -> Vec<u8> {
    let mut out = Markup::new();
    out.raw("<w:document xmlns:w=\"").raw(WORD).raw("\" xmlns:r=\"").raw(RELATIONS).raw("\"><w:body>");
    out.raw(body.xml.inner());
    out.raw("<w:sectPr>");
    if header_footer.header.is_some() {
        out.raw("<w:headerReference w:type=\"first\" r:id=\"rHeader\"/>");
    }
    if header_footer.footer {
        out.raw("<w:footerReference w:type=\"default\" r:id=\"rFooter\"/>");
        if header_footer.header.is_some() {
            out.raw("<w:footerReference w:type=\"first\" r:id=\"rFooter\"/>");
        }
    }
    out.raw("<w:pgSz w:w=\"").number(Length::A4_WIDTH.twips()).raw("\" w:h=\"").number(Length::A4_HEIGHT.twips());
    out.raw("\"/><w:pgMar w:top=\"").number(setup.top.twips()).raw("\" w:right=\"").number(setup.right.twips());
    out.raw("\" w:bottom=\"").number(setup.bottom.twips()).raw("\" w:left=\"").number(setup.left.twips());
    out.raw("\" w:header=\"")
        .number(header_footer.header_from_top)
        .raw("\" w:footer=\"")
        .number(header_footer.footer_from_bottom);
    out.raw("\" w:gutter=\"0\"/>");
    if header_footer.header.is_some() {
        out.raw("<w:titlePg/>");
    }
    out.raw("</w:sectPr></w:body></w:document>");
    out.done()
}

/// Room for a letterhead: one empty line as high as it, down to where the text begins.
fn header(height: i32) -> Vec<u8> {
    let mut out = Markup::new();
    out.raw("<w:hdr xmlns:w=\"").raw(WORD).raw("\"><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"");
    out.number(height).raw("\" w:lineRule=\"exact\"/></w:pPr></w:p></w:hdr>");
    out.done()
}

/// "Page 1 of 3", counted by Word.
fn footer() -> Vec<u8> {
    let mut out = Markup::new();
    out.raw("<w:ftr xmlns:w=\"").raw(WORD).raw("\"><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"");
    out.number(FOOTER_LINE).raw("\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/></w:pPr>");
    let size = "<w:rPr><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/></w:rPr>";
    for (words, field) in [("Page ", " PAGE "), (" of ", " NUMPAGES ")] {
        out.raw("<w:r>")
            .raw(size)
            .raw("<w:t xml:space=\"preserve\">")
            .raw(words)
            .raw("</w:t></w:r><w:fldSimple w:instr=\"");
        out.raw(field).raw("\"><w:r>").raw(size).raw("<w:t>1</w:t></w:r></w:fldSimple>");
    }
    out.raw("</w:p></w:ftr>");
    out.done()
}

/// `[Content_Types].xml` (ECMA-376 part 2, 10.1.2).
fn content_types(header_footer: &HeaderFooter) -> Vec<u8> {
    const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    let mut out = Markup::new();
    out.raw("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    out.raw("<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>");
    out.raw("<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>");
    let mut parts = vec![
        ("document.xml", "document.main"),
        ("styles.xml", "styles"),
        ("numbering.xml", "numbering"),
        ("settings.xml", "settings"),
        ("fontTable.xml", "fontTable"),
    ];
    parts.extend(header_footer.header.map(|_| ("header1.xml", "header")));
    parts.extend(header_footer.footer.then_some(("footer1.xml", "footer")));
    for (name, kind) in parts {
        out.raw("<Override PartName=\"/word/").raw(name).raw("\" ContentType=\"").raw(MAIN).raw(kind).raw("+xml\"/>");
    }
    out.raw("</Types>");
    out.done()
}

/// `_rels/.rels` (ECMA-376 part 2, 9.3).
fn package() -> Vec<u8> {
    let mut out = relationships();
    out.raw("<Relationship Id=\"rId1\" Type=\"").raw(RELATIONS).raw("/officeDocument\" Target=\"word/document.xml\"/>");
    out.raw("<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>");
    out.raw("<Relationship Id=\"rId3\" Type=\"")
        .raw(RELATIONS)
        .raw("/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>");
    out.done()
}

fn relations(body: &Body, header_footer: &HeaderFooter) -> Vec<u8> {
    let mut out = relationships();
    let mut parts = vec![
        ("rStyles", "styles", "styles.xml"),
        ("rNumbering", "numbering", "numbering.xml"),
        ("rSettings", "settings", "settings.xml"),
        ("rFonts", "fontTable", "fontTable.xml"),
    ];
    parts.extend(header_footer.header.map(|_| ("rHeader", "header", "header1.xml")));
    parts.extend(header_footer.footer.then_some(("rFooter", "footer", "footer1.xml")));
    for (id, kind, target) in parts {
        out.raw("<Relationship Id=\"").raw(id).raw("\" Type=\"").raw(RELATIONS).raw("/").raw(kind).raw("\" Target=\"");
        out.raw(target).raw("\"/>");
    }
    for (number, address) in body.links.iter().enumerate() {
        out.raw("<Relationship Id=\"rLink")
            .number(number)
            .raw("\" Type=\"")
            .raw(RELATIONS)
            .raw("/hyperlink\" Target=\"");
        out.text(address).raw("\" TargetMode=\"External\"/>");
    }
    out.raw("</Relationships>");
    out.done()
}

fn relationships() -> Markup {
    let mut out = Markup::new();
    out.raw("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    out
}

/// `docProps/core.xml` (ECMA-376 part 2, 11).
fn core(flow: &Flow, about: &About) -> Vec<u8> {
    let mut out = Markup::new();
    out.raw("<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
    out.text(&plain(&flow.title)).raw("</dc:title><dc:creator>").text(&plain(&about.author)).raw("</dc:creator>");
    out.raw("<cp:lastModifiedBy>").text(&plain(&about.author)).raw("</cp:lastModifiedBy>");
    for name in ["created", "modified"] {
        out.raw("<dcterms:").raw(name).raw(" xsi:type=\"dcterms:W3CDTF\">").number(about.made_on);
        out.raw("T12:00:00Z</dcterms:").raw(name).raw(">");
    }
    out.raw("<dc:language>en-GB</dc:language></cp:coreProperties>");
    out.done()
}

/// `docProps/app.xml` (ECMA-376 part 1, 22.2).
fn app() -> Vec<u8> {
    let mut out = Markup::new();
    out.raw(
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>",
    );
    out.text(crate::documents::PROGRAM).raw("</Application></Properties>");
    out.done()
}
