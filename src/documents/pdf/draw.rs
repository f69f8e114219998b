//! Draws pages: every line at its place, every piece of it tagged with the block that it belongs to.

use krilla::Document;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Quadrilateral, Rect};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};

use super::error::PdfError;
use super::glyphs::{Drawn, Faces};
use super::music::{self, Music};
use crate::documents::about::About;
use crate::documents::link::uri;
use crate::documents::paper::{Flow, Kind, Length, Pages, Piece, PlacedLine, REPLACEMENT, Run, covers};

/// What has been drawn of one block.
#[derive(Default)]
pub(super) struct DrawnBlock {
    /// Where it begins: page from 0, and points from the left and from the top.
    pub(super) start: Option<(usize, Point)>,
    /// Its bullet or number.
    pub(super) label: Vec<Identifier>,
    /// Its text, in order.
    pub(super) text: Vec<DrawnText>,
}

/// A piece of a block's text.
pub(super) enum DrawnText {
    /// Plain text.
    Plain(Identifier),
    /// A link on one page: its text and its annotation.
    Link(Vec<Identifier>, Option<Identifier>),
}

/// A link on the page that is being drawn, over one or more lines.
struct OpenLink {
    block: usize,
    /// Where in the block's text it stands.
    at: usize,
    span: usize,
    href: String,
    words: String,
    areas: Vec<Quadrilateral>,
}

/// Draws every line. For each block of the flow, what of it stands on pages.
pub(super) fn draw(
    document: &mut Document,
    flow: &Flow,
    pages: &Pages,
    about: &About,
    music: Option<&Music>,
    faces: &Faces<'_>,
) -> Result<Vec<DrawnBlock>, PdfError> {
    let starts = starts(flow, pages);
    let mut blocks: Vec<DrawnBlock> = flow.blocks.iter().map(|_| DrawnBlock::default()).collect();
    let mut seen: Vec<Source> = flow.blocks.iter().map(Source::of).collect();
    let settings =
        PageSettings::from_wh(points(Length::A4_WIDTH), points(Length::A4_HEIGHT)).ok_or(PdfError::Layout)?;
    for (number, sheet) in pages.pages.iter().enumerate() {
        let mut page = document.start_page_with(settings.clone());
        let mut surface = page.surface();
        let mut links: Vec<OpenLink> = Vec::new();
        if let (0, Some(notes)) = (number, music) {
            let right = points(Length(Length::A4_WIDTH.0 - pages.setup.right.0));
            music::music(&mut surface, notes, points(pages.setup.left), right, points(pages.setup.top));
        }
        for line in &sheet.lines {
            let (Some(block), Some(ink), Some(source)) =
                (flow.blocks.get(line.block), blocks.get_mut(line.block), seen.get_mut(line.block))
            else {
                return Err(PdfError::Layout);
            };
            // Lines that become one paragraph stay apart too.
            let next = flow.blocks.get(line.block + 1);
            let joined = block.kind == Kind::Line && next.is_some_and(|next| next.kind == Kind::Line);
            let gap = source.gap_after(line, joined);
            let mut pen = Pen { faces, surface: &mut surface };
            pen.line(line, block, gap, number, ink, &mut links)?;
        }
        if about.page_numbers {
            let text = format!("Page {} of {}", number + 1, pages.pages.len());
            Pen { faces, surface: &mut surface }.page_number(&text, pages);
        }
        surface.finish();
        for link in links {
            let Some(target) = target(&link.href, &starts) else { continue };
            let words = if link.href.starts_with('#') { link.words } else { format!("{} ({})", link.words, link.href) };
            let annotation = LinkAnnotation::new_with_quad_points(link.areas, target);
            let id = page.add_tagged_annotation(Annotation::new_link(annotation, Some(words)));
            let ink = blocks.get_mut(link.block).and_then(|b| b.text.get_mut(link.at));
            if let Some(DrawnText::Link(_, annotation)) = ink {
                *annotation = Some(id);
            }
        }
        page.finish();
    }
    Ok(blocks)
}

/// A length in points.
#[expect(clippy::cast_precision_loss, reason = "a sheet of A4 is a million units high: exact in 24 bits")]
fn points(length: Length) -> f32 {
    length.0 as f32 / 1000.0
}

/// Where each block begins, for links within the document.
fn starts(flow: &Flow, pages: &Pages) -> Vec<Option<(usize, Point)>> {
    let mut all = vec![None; flow.blocks.len()];
    for (number, page) in pages.pages.iter().enumerate() {
        for line in &page.lines {
            if let (Some(place), Some(run)) = (all.get_mut(line.block), line.runs.first()) {
                let top = points(line.baseline) - points(run.size);
                place.get_or_insert((number, Point::from_xy(points(run.x), top)));
            }
        }
    }
    all
}

/// Where a link leads: to an address, or with `#n` to the block `n` of the same document.
fn target(href: &str, starts: &[Option<(usize, Point)>]) -> Option<Target> {
    if let Some(block) = href.strip_prefix('#') {
        let (page, at) = (*starts.get(block.parse::<usize>().ok()?)?)?;
        return Some(Target::Destination(XyzDestination::new(page, at).into()));
    }
    Some(Target::Action(Action::Link(LinkAction::new(uri(href)))))
}

/// The area of a run that can be pressed.
fn area(run: &Run, baseline: Length, width: f32) -> Option<Quadrilateral> {
    let (x, y, size) = (points(run.x), points(baseline), points(run.size));
    Rect::from_xywh(x, y - size * 0.8, width.max(0.1), size).map(Quadrilateral::from)
}

/// What draws on one page.
struct Pen<'a, 'b> {
    faces: &'a Faces<'a>,
    surface: &'a mut Surface<'b>,
}

impl Pen<'_, '_> {
    /// Draws a line of a block on the page of this number, and notes what of the block it is. `gap` says whether white
    /// space follows.
    fn line(
        &mut self,
        line: &PlacedLine,
        block: &Piece,
        gap: bool,
        page: usize,
        ink: &mut DrawnBlock,
        links: &mut Vec<OpenLink>,
    ) -> Result<(), PdfError> {
        let last = line.runs.iter().rposition(|run| run.span.is_some());
        for (index, run) in line.runs.iter().enumerate() {
            let space = gap && last == Some(index);
            let Some((id, width)) = self.run(run, line.baseline, space) else { continue };
            let at = Point::from_xy(points(run.x), points(line.baseline) - points(run.size));
            ink.start.get_or_insert((page, at));
            let Some(span) = run.span else {
                ink.label.push(id);
                continue;
            };
            let Some(href) = block.spans.get(span).and_then(|s| s.href.as_deref()) else {
                ink.text.push(DrawnText::Plain(id));
                continue;
            };
            self.underline(run, line.baseline, width);
            let area = area(run, line.baseline, width).ok_or(PdfError::Layout)?;
            let open = links.iter_mut().find(|l| l.block == line.block && l.span == span);
            if let (Some(open), Some(DrawnText::Link(ids, _))) = (open, ink.text.last_mut()) {
                ids.push(id);
                open.areas.push(area);
                open.words.push_str(&run.text);
            } else {
                let (at, words) = (ink.text.len(), run.text.clone());
                ink.text.push(DrawnText::Link(vec![id], None));
                links.push(OpenLink { block: line.block, at, span, href: href.to_owned(), words, areas: vec![area] });
            }
        }
        Ok(())
    }

    /// Draws a run, with a space after it where the line was broken at one, so that words stay apart for readers of the
    /// structure. Gives its mark and its width in points; nothing if there is nothing to draw.
    fn run(&mut self, run: &Run, baseline: Length, space: bool) -> Option<(Identifier, f32)> {
        let width = self.faces.set(&run.text, run.bold).width * points(run.size);
        let text = if space { format!("{} ", run.text) } else { run.text.clone() };
        let drawn = self.faces.set(&text, run.bold);
        if drawn.pieces.is_empty() {
            return None;
        }
        let id = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        self.glyphs(&drawn, points(run.x), points(baseline), points(run.size));
        self.surface.end_tagged();
        Some((id, width))
    }

    /// Draws glyphs from a place on, each piece in its face.
    fn glyphs(&mut self, drawn: &Drawn<'_>, x: f32, y: f32, size: f32) {
        for piece in &drawn.pieces {
            let at = Point::from_xy(x + piece.x * size, y - piece.up * size);
            self.surface.draw_glyphs(at, &piece.glyphs, piece.font.clone(), &piece.text, size, false);
        }
    }

    /// The line under a link: decoration, since the structure says that it is one.
    fn underline(&mut self, run: &Run, baseline: Length, width: f32) {
        let size = points(run.size);
        let line = Rect::from_xywh(points(run.x), points(baseline) + size * 0.1, width.max(0.1), size * 0.05);
        let mut path = PathBuilder::new();
        let Some(line) = line else { return };
        path.push_rect(line);
        let Some(path) = path.finish() else { return };
        self.surface.start_tagged(ContentTag::Artifact(Artifact::new(ArtifactType::Layout, Some(line))));
        self.surface.draw_path(&path);
        self.surface.end_tagged();
    }

    /// The number of a page, in the middle of the lower margin.
    fn page_number(&mut self, text: &str, pages: &Pages) {
        const SIZE: f32 = 9.0;
        let drawn = self.faces.set(text, false);
        let x = (points(Length::A4_WIDTH) - drawn.width * SIZE) / 2.0;
        let y = points(Length::A4_HEIGHT) - points(pages.setup.bottom) / 2.0 + SIZE / 3.0;
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        self.glyphs(&drawn, x, y, SIZE);
        self.surface.end_tagged();
    }
}

/// How much of a block's text has been drawn: tells whether a line was broken at white space or within a word.
struct Source {
    text: Vec<char>,
    done: usize,
}

impl Source {
    fn of(block: &Piece) -> Self {
        Self { text: block.spans.iter().flat_map(|s| s.text.chars()).collect(), done: 0 }
    }

    /// Whether white space follows this line in the block; `joined` says whether some follows the block.
    fn gap_after(&mut self, line: &PlacedLine, joined: bool) -> bool {
        let runs = line.runs.iter().filter(|run| run.span.is_some());
        for c in runs.flat_map(|run| run.text.chars()) {
            let left = self.text.get(self.done..).unwrap_or_default();
            // Spaces at which the line before was broken are passed over.
            let step = left.iter().take_while(|own| own.is_whitespace() && **own != c).count();
            let own = left.get(step);
            if own.is_some_and(|own| *own == c || (c == REPLACEMENT && !covers(*own))) {
                self.done += step + 1;
            }
        }
        self.text.get(self.done).map_or(joined, |next| next.is_whitespace())
    }
}
