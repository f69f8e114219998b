//! The line of music over the check on one side: five lines, a note for each section in its order, as the page draws it
//! (`views/parts/staff.rs`). It is decoration, an artifact: what it says stands in words below it.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::paint::{Fill, LineCap, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};

use crate::readiness::{Overall, Progress, Readiness, SectionState};

/// What the line of music shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Music {
    /// A note or a rest for each section, in order.
    pub notes: Vec<Progress>,
    /// Whether it ends in a final bar line.
    pub ready: bool,
}

impl Music {
    /// How far an application is.
    pub fn of(readiness: &Readiness) -> Self {
        let notes = readiness.sections.iter().map(SectionState::progress).collect();
        Self { notes, ready: readiness.overall == Overall::Ready }
    }
}

/// Height of a space between two lines, in points.
const SPACE: f32 = 4.0;
/// The whole, with stems above and below, in points from the top edge of the sheet: within the margin.
const TOP: f32 = 14.0;
const LOWEST: f32 = 46.0;
/// The uppermost line.
const FIRST_LINE: f32 = 22.0;
/// How high the notes stand, in half spaces from the lowest line.
const HEIGHTS: [u8; 14] = [2, 5, 7, 6, 5, 3, 5, 4, 2, 3, 4, 5, 6, 5];
/// How far a quarter of an ellipse's curve is led outwards, in parts of its radius.
const ROUND: f32 = 0.5523;
/// A crotchet rest: where it begins, then curves with two points that lead and one that ends. A space is ten.
const REST: [[f32; 6]; 10] = [
    [-0.6, -11.6, 2.6, -8.2, 4.6, -5.4],
    [2.0, -3.0, 0.9, -1.2, 1.2, 0.6],
    [1.5, 2.8, 3.6, 5.2, 5.4, 7.4],
    [2.8, 5.8, -0.4, 6.0, -1.0, 8.0],
    [-1.6, 10.0, 0.2, 12.4, 1.8, 14.4],
    [-3.0, 11.8, -6.2, 8.6, -5.2, 5.8],
    [-4.4, 3.8, -1.6, 3.6, 0.8, 4.4],
    [-1.4, 2.0, -3.4, -0.4, -4.6, -1.8],
    [-2.0, -3.8, -0.6, -5.8, -1.0, -8.0],
    [-1.3, -10.0, -2.4, -12.4, -2.6, -14.2],
];

/// Draws it between two places across, in the upper margin. Nothing is drawn where the margin is too low for it.
pub(super) fn music(surface: &mut Surface, music: &Music, left: f32, right: f32, margin: f32) {
    let Some(area) = Rect::from_ltrb(left, TOP, right, LOWEST).filter(|_| margin >= LOWEST) else { return };
    surface.start_tagged(ContentTag::Artifact(Artifact::new(ArtifactType::Layout, Some(area))));
    let mut ink = Ink { surface };
    for line in 0_u8..5 {
        let y = FIRST_LINE + f32::from(line) * SPACE;
        ink.line((left, y), (right, y), 0.35, 0x8b);
    }
    let mut x = left + 4.0 * SPACE;
    let room = right - left - 10.0 * SPACE;
    let gaps = u16::try_from(music.notes.len().saturating_sub(1)).unwrap_or(u16::MAX).max(1);
    for (note, height) in music.notes.iter().zip(HEIGHTS.iter().cycle()) {
        ink.note(*note, x, *height);
        x += room / f32::from(gaps);
    }
    if music.ready {
        ink.bar(right - 1.6 * SPACE, 0.6);
        ink.bar(right - 0.3 * SPACE, 0.6 * SPACE);
    }
    ink.surface.set_stroke(None);
    ink.surface.set_fill(None);
    ink.surface.end_tagged();
}

struct Ink<'a, 'b> {
    surface: &'a mut Surface<'b>,
}

impl Ink<'_, '_> {
    fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, grey: u8) {
        let mut path = PathBuilder::new();
        path.move_to(from.0, from.1);
        path.line_to(to.0, to.1);
        self.stroke(path.finish(), width, grey);
    }

    fn bar(&mut self, x: f32, width: f32) {
        self.line((x, FIRST_LINE), (x, FIRST_LINE + 4.0 * SPACE), width, 0);
    }

    fn stroke(&mut self, path: Option<Path>, width: f32, grey: u8) {
        let Some(path) = path else { return };
        let paint = rgb::Color::new(grey, grey, grey).into();
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke { paint, width, line_cap: LineCap::Butt, ..Stroke::default() }));
        self.surface.draw_path(&path);
    }

    fn fill(&mut self, path: Option<Path>, grey: u8) {
        let Some(path) = path else { return };
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill { paint: rgb::Color::new(grey, grey, grey).into(), ..Fill::default() }));
        self.surface.draw_path(&path);
    }

    fn note(&mut self, note: Progress, x: f32, height: u8) {
        if note == Progress::DoesNotApply {
            return self.fill(rest(x, FIRST_LINE + 2.0 * SPACE), 0x54);
        }
        let y = FIRST_LINE + 4.0 * SPACE - f32::from(height) * SPACE / 2.0;
        // Stems of low notes go up at the right, of high ones down at the left.
        let side = if height < 4 { 1.0 } else { -1.0 };
        let (x_stem, from, to) = (x + side * 0.56 * SPACE, y - side * 0.18 * SPACE, y - side * 3.3 * SPACE);
        self.line((x_stem, from), (x_stem, to), 0.5, 0);
        let full = note == Progress::Done;
        self.fill(head(x, y, false), if full { 0 } else { 0xff });
        if note == Progress::InProgress {
            self.fill(head(x, y, true), 0);
        }
        self.stroke(head(x, y, false), 0.6, 0);
    }
}

/// A note's head about this place, an ellipse that leans to the right; or its lower half.
fn head(x: f32, y: f32, half: bool) -> Option<Path> {
    let (wide, high) = (0.63 * SPACE, 0.43 * SPACE);
    // 24 degrees.
    let (sine, cosine) = (0.406_7, 0.913_5);
    let at = |across: f32, down: f32| {
        let (across, down) = (across * wide, down * high);
        Point::from_xy(x + across * cosine + down * sine, y - across * sine + down * cosine)
    };
    let quarters = [[-1.0, ROUND, -ROUND, 1.0, 0.0, 1.0], [ROUND, 1.0, 1.0, ROUND, 1.0, 0.0]];
    let upper = [[1.0, -ROUND, ROUND, -1.0, 0.0, -1.0], [-ROUND, -1.0, -1.0, -ROUND, -1.0, 0.0]];
    outline((-1.0, 0.0), quarters.into_iter().chain(upper.into_iter().filter(|_| !half)), at)
}

fn rest(x: f32, y: f32) -> Option<Path> {
    let at = |across: f32, down: f32| Point::from_xy(x + across * SPACE / 10.0, y + down * SPACE / 10.0);
    outline((-2.6, -14.2), REST.into_iter(), at)
}

/// A closed line of curves, each with two points that lead and one that ends; `at` says where they are on the sheet.
fn outline(begin: (f32, f32), curves: impl Iterator<Item = [f32; 6]>, at: impl Fn(f32, f32) -> Point) -> Option<Path> {
    let mut path = PathBuilder::new();
    let begin = at(begin.0, begin.1);
    path.move_to(begin.x, begin.y);
    for [first_x, first_y, second_x, second_y, end_x, end_y] in curves {
        let (first, second, end) = (at(first_x, first_y), at(second_x, second_y), at(end_x, end_y));
        path.cubic_to(first.x, first.y, second.x, second.y, end.x, end.y);
    }
    path.close();
    path.finish()
}
