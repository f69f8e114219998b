//! Progress as a line of music: a note for each section, hollow until begun, half when under way, filled when the
//! person says it is complete, a rest where it does not apply, a final bar line when the application is ready.
//!
//! It is for the eye only; the task list says the same in words. The geometry is the stylesheet's (style/40-parts.css).

use crate::call::Section;
use crate::readiness::{Overall, Progress, SectionState};
use crate::views::App;
use crate::views::html::{El, Part, shape, show};

const HEIGHTS: [f64; 14] = [2.0, 5.0, 7.0, 6.0, 5.0, 3.0, 5.0, 4.0, 2.0, 3.0, 4.0, 5.0, 6.0, 5.0];
/// A crotchet rest, drawn about the middle line.
const REST: &str = "M-2.6-14.2C-.6-11.6 2.6-8.2 4.6-5.4C2-3 .9-1.2 1.2 .6C1.5 2.8 3.6 5.2 5.4 7.4C2.8 5.8-.4 6-1 8C-1.6 10 .2 12.4 1.8 14.4C-3 11.8-6.2 8.6-5.2 5.8C-4.4 3.8-1.6 3.6 .8 4.4C-1.4 2-3.4-.4-4.6-1.8C-2-3.8-.6-5.8-1-8C-1.3-10-2.4-12.4-2.6-14.2Z";

fn class(progress: Progress) -> &'static str {
    match progress {
        Progress::NotNeeded => "note-rest",
        Progress::NotStarted => "note-hollow",
        Progress::UnderWay => "note-half",
        Progress::Complete | Progress::CompleteWithGaps => "note-full",
    }
}

/// The line of music of the draft that is open. `current` is the section whose page this is.
pub(in crate::views) fn staff(app: App, small: bool, current: Option<Section>) -> Part {
    let drawn = move || {
        app.readiness(|r| {
            let current = r.sections.iter().position(|s| Some(&s.section) == current.as_ref());
            let notes: Vec<Progress> = r.sections.iter().map(SectionState::progress).collect();
            Some((notes, r.overall == Overall::Ready, current))
        })
    };
    show(drawn, move |drawn| match drawn {
        Some((notes, ready, current)) => draw(notes, *ready, *current, small).into(),
        None => Part::NONE,
    })
}

fn path(class: &str, drawn: &str) -> El {
    shape("path", class).attr("d", drawn)
}

#[expect(clippy::cast_precision_loss, reason = "a call has a few dozen sections at most")]
fn draw(notes: &[Progress], ready: bool, current: Option<usize>, small: bool) -> El {
    let count = notes.len();
    let width = if small { (30.0 * count as f64 + 36.0).max(160.0) } else { 560.0_f64.max(26.0 * count as f64 + 60.0) };
    let step = if count < 2 { 40.0 } else { (width - 52.0) / (count - 1) as f64 };
    let mut staff = shape("svg", if small { "staff staff-small" } else { "staff" })
        .attr("viewBox", &format!("0 -16 {width:.0} 76"))
        .attr("aria-hidden", "true")
        .attr("focusable", "false");
    for line in 0..5u8 {
        staff = staff.add(path("staff-line", &format!("M0 {}H{width:.0}", line * 10)));
    }
    for (number, note) in notes.iter().enumerate() {
        let x = 24.0 + step * number as f64;
        let last = number + 1 == count;
        let height = if last { 5.0 } else { HEIGHTS.get(number % HEIGHTS.len()).copied().unwrap_or(4.0) };
        staff = staff.add(head(*note, x, height, current == Some(number)));
        if number % 4 == 0 && !last {
            staff = staff.add(bar("staff-bar", x + step / 2.0));
        }
        if current == Some(number) {
            staff = staff.add(path("note-mark", &format!("M{:.1} 58l4 -6 4 6Z", x - 4.0)));
        }
    }
    if ready { staff.add(bar("staff-bar", width - 9.0)).add(bar("staff-bar-final", width - 3.0)) } else { staff }
}

fn bar(class: &str, x: f64) -> El {
    path(class, &format!("M{x:.1} 0V40"))
}

fn head(note: Progress, x: f64, height: f64, current: bool) -> El {
    let class = format!("staff-note {}{}", class(note), if current { " note-current" } else { "" });
    let (y, rest) = if note == Progress::NotNeeded { (20.0, true) } else { (40.0 - 5.0 * height, false) };
    let group = shape("g", &class).attr("transform", &format!("translate({x:.1} {y:.0})"));
    if rest {
        return group.add(path("note-fill", REST));
    }
    let tilted = "rotate(-24)";
    let oval = shape("ellipse", "note-head").attr("rx", "6.3").attr("ry", "4.3").attr("transform", tilted);
    let half = (note == Progress::UnderWay)
        .then(|| path("note-fill", "M-6.3 0A6.3 4.3 0 0 0 6.3 0Z").attr("transform", tilted));
    group.add(path("note-stem", if height < 4.0 { "M5.6 -1.8V-33" } else { "M-5.6 1.8V33" })).add(oval).add(half)
}
