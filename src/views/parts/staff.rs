//! Progress as a line of music: a note for each section, hollow until begun, half when under way, filled when the
//! person says it is complete, a rest where it does not apply, a final bar line when the application is ready.
//!
//! It is for the eye only; the task list says the same in words. The geometry is the stylesheet's (style/40-parts.css).

use crate::call::Section;
use crate::readiness::{Overall, Progress, SectionState};
use crate::views::App;
use crate::views::html::{El, Part, shape, show};

/// How high the notes stand, in half spaces between lines, from the lowest line.
const HEIGHTS: [usize; 14] = [2, 5, 7, 6, 5, 3, 5, 4, 2, 3, 4, 5, 6, 5];
/// A crotchet rest, drawn about the middle line.
const REST: &str = "M-2.6-14.2C-.6-11.6 2.6-8.2 4.6-5.4C2-3 .9-1.2 1.2 .6C1.5 2.8 3.6 5.2 5.4 7.4C2.8 5.8-.4 6-1 8C-1.6 10 .2 12.4 1.8 14.4C-3 11.8-6.2 8.6-5.2 5.8C-4.4 3.8-1.6 3.6 .8 4.4C-1.4 2-3.4-.4-4.6-1.8C-2-3.8-.6-5.8-1-8C-1.3-10-2.4-12.4-2.6-14.2Z";

fn class(progress: Progress) -> &'static str {
    match progress {
        Progress::DoesNotApply => "note-rest",
        Progress::NotStarted => "note-hollow",
        Progress::InProgress => "note-half",
        Progress::Done => "note-full",
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

/// Everything across is counted in tenths of the drawing's unit: whole numbers, and no code to print others.
fn draw(notes: &[Progress], ready: bool, current: Option<usize>, small: bool) -> El {
    let count = notes.len();
    let width = if small { (300 * count + 360).max(1600) } else { (260 * count + 600).max(5600) };
    let step = if count < 2 { 400 } else { (width - 520) / (count - 1) };
    let mut staff = shape("svg", if small { "staff staff-small" } else { "staff" })
        .attr("viewBox", &format!("0 -16 {} 76", width / 10))
        .attr("aria-hidden", "true")
        .attr("focusable", "false");
    for line in 0..5 {
        staff = staff.add(path("staff-line", &format!("M0 {}H{}", line * 10, width / 10)));
    }
    for (number, note) in notes.iter().enumerate() {
        let x = 240 + step * number;
        let last = number + 1 == count;
        let height = if last { 5 } else { HEIGHTS.get(number % HEIGHTS.len()).copied().unwrap_or(4) };
        staff = staff.add(head(*note, x, height, current == Some(number)));
        if number % 4 == 0 && !last {
            staff = staff.add(bar("staff-bar", x + step / 2));
        }
        if current == Some(number) {
            staff = staff.add(path("note-mark", &format!("M{} 58l4 -6 4 6Z", tenths(x - 40))));
        }
    }
    if ready { staff.add(bar("staff-bar", width - 90)).add(bar("staff-bar-final", width - 30)) } else { staff }
}

fn tenths(number: usize) -> String {
    format!("{}.{}", number / 10, number % 10)
}

fn bar(class: &str, x: usize) -> El {
    path(class, &format!("M{} 0V40", tenths(x)))
}

fn head(note: Progress, x: usize, height: usize, current: bool) -> El {
    let class = format!("staff-note {}{}", class(note), if current { " note-current" } else { "" });
    let (y, rest) = if note == Progress::DoesNotApply { (20, true) } else { (40 - 5 * height, false) };
    let group = shape("g", &class).attr("transform", &format!("translate({} {y})", tenths(x)));
    if rest {
        return group.add(path("note-fill", REST));
    }
    let tilted = "rotate(-24)";
    let oval = shape("ellipse", "note-head").attr("rx", "6.3").attr("ry", "4.3").attr("transform", tilted);
    let half = (note == Progress::InProgress)
        .then(|| path("note-fill", "M-6.3 0A6.3 4.3 0 0 0 6.3 0Z").attr("transform", tilted));
    group.add(path("note-stem", if height < 4 { "M5.6 -1.8V-33" } else { "M-5.6 1.8V33" })).add(oval).add(half)
}
