//! Pages as they will print, and how full they are. What stands where is the layout's; here it is only drawn.

use crate::documents::LetterBar;
use crate::documents::paper::{Length, Page};
use crate::views::html::{El, shape};

/// A length as a drawing has it: points, with what is left over in thousandths.
fn points(length: Length) -> String {
    format!("{}.{:03}", length.0.div_euclid(1000), length.0.rem_euclid(1000))
}

/// The class of what is being written, in the drawing of a page.
pub(in crate::views) const OWN_LINES: &str = "sheet-own";

/// A run of text where it stands in a drawing.
#[derive(PartialEq)]
pub(in crate::views) struct Written {
    class: &'static str,
    x: Length,
    baseline: Length,
    size: Length,
    text: String,
}

/// What is written on a page. `own` says of a block whether it belongs to what is being written.
pub(in crate::views) fn written(page: &Page, own: &dyn Fn(usize) -> bool) -> Vec<Written> {
    let runs = page.lines.iter().flat_map(|line| line.runs.iter().map(move |run| (line, run)));
    runs.filter(|(_, run)| !run.text.is_empty())
        .map(|(line, run)| Written {
            class: match (run.bold, own(line.block)) {
                (false, false) => "sheet-text",
                (true, false) => "sheet-text sheet-bold",
                // See `OWN_LINES`.
                (false, true) => "sheet-text sheet-own",
                (true, true) => "sheet-text sheet-bold sheet-own",
            },
            x: run.x,
            baseline: line.baseline,
            size: run.size,
            text: run.text.clone(),
        })
        .collect()
}

/// One page, drawn run by run: what is as it was before stays, so that a keystroke draws its own line anew and no other.
pub(in crate::views) fn sheet(said: impl Fn() -> String + 'static, written: impl Fn() -> Vec<Written> + 'static) -> El {
    let (width, height) = (points(Length::A4_WIDTH), points(Length::A4_HEIGHT));
    let draw = |run: &Written| {
        shape("text", run.class)
            .attr("x", &points(run.x))
            .attr("y", &points(run.baseline))
            .attr("font-size", &points(run.size))
            .text(&run.text)
    };
    shape("svg", "sheet")
        .attr("viewBox", &format!("0 0 {width} {height}"))
        .attr("role", "img")
        .attr_of("aria-label", move || Some(said()))
        .add(shape("rect", "sheet-paper").attr("width", &width).attr("height", &height))
        .add(shape("g", "sheet-lines").each(written, draw))
}

/// The page for those who hear it: the words themselves are in the boxes beside it.
pub(in crate::views) fn page_said(page: &Page, number: usize, count: usize) -> String {
    let words = |line: Option<&crate::documents::paper::PlacedLine>| -> String {
        line.into_iter().flat_map(|line| &*line.runs).map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    let mut written = page.lines.iter().filter(|line| line.runs.iter().any(|run| !run.text.trim().is_empty()));
    let first = words(written.next());
    let last = words(written.next_back());
    let lines = crate::draft::counted(page.lines.len(), "line");
    if first.is_empty() {
        return format!("Page {number} of {count}, blank");
    }
    format!("Page {number} of {count}, {lines}, from \u{201c}{first}\u{201d} to \u{201c}{last}\u{201d}")
}

/// The parts of a letter side by side, as wide as they are long; what stands beyond the limit is drawn apart.
pub(in crate::views) fn room_bar(bar: &LetterBar) -> El {
    let whole = bar.whole.max(1);
    let mut drawn = shape("svg", "room")
        .attr("viewBox", &format!("0 0 {whole} 10"))
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .add(piece("room-free", 0, whole));
    let mut at = 0;
    for (number, segment) in bar.segments.iter().enumerate() {
        let class = if number % 2 == 0 { "room-part" } else { "room-part room-part-other" };
        drawn = drawn.add(piece(class, at, segment.length));
        at += segment.length;
    }
    match bar.limit.filter(|limit| at > *limit) {
        Some(limit) => drawn.add(piece("room-over", limit, at - limit)),
        None => drawn,
    }
}

fn piece(class: &str, from: u32, length: u32) -> El {
    shape("rect", class).attr("x", &from.to_string()).attr("width", &length.to_string()).attr("height", "10")
}
