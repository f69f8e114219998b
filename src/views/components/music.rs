//! Progress as a line of music: a note for each section, hollow until it is started, half while it is in progress, filled
//! when it is done, a rest where it does not apply, a final bar line when the application is ready.
//!
//! It is for the eye only; the page says the same in words. The geometry is the stylesheet's.

use leptos::prelude::*;

use super::NoteShape;

/// How high the notes stand, in half spaces between lines, from the lowest line.
const HEIGHTS: [usize; 14] = [2, 5, 7, 6, 5, 3, 5, 4, 2, 3, 4, 5, 6, 5];
/// A crotchet rest, drawn about the middle line.
const REST: &str = "M-2.6-14.2C-.6-11.6 2.6-8.2 4.6-5.4C2-3 .9-1.2 1.2 .6C1.5 2.8 3.6 5.2 5.4 7.4C2.8 5.8-.4 6-1 8C-1.6 10 .2 12.4 1.8 14.4C-3 11.8-6.2 8.6-5.2 5.8C-4.4 3.8-1.6 3.6 .8 4.4C-1.4 2-3.4-.4-4.6-1.8C-2-3.8-.6-5.8-1-8C-1.3-10-2.4-12.4-2.6-14.2Z";
const TILTED: &str = "rotate(-24)";

/// A line of music. `current` is the number of the note that stands for this page.
#[component]
pub fn Music(
    #[prop(into)] notes: Signal<Vec<NoteShape>>,
    #[prop(into)] is_ready: Signal<bool>,
    #[prop(optional)] small: bool,
    #[prop(optional_no_strip)] current: Option<usize>,
) -> impl IntoView {
    move || {
        let notes = notes.get();
        (!notes.is_empty()).then(|| draw(&notes, is_ready.get(), small, current))
    }
}

/// Everything across is counted in tenths of the drawing's unit: whole numbers, and no code to print others.
fn draw(notes: &[NoteShape], is_ready: bool, small: bool, current: Option<usize>) -> AnyView {
    let count = notes.len();
    let width = if small { (300 * count + 360).max(1600) } else { (260 * count + 600).max(5600) };
    let step = if count < 2 { 400 } else { (width - 520) / (count - 1) };
    let lines: Vec<AnyView> =
        (0..5).map(|line| path("staff-line", format!("M0 {}H{}", line * 10, width / 10))).collect();
    let mut drawn: Vec<AnyView> = Vec::new();
    for (number, note) in notes.iter().enumerate() {
        let x = 240 + step * number;
        let is_last = number + 1 == count;
        let height = if is_last { 5 } else { HEIGHTS.get(number % HEIGHTS.len()).copied().unwrap_or(4) };
        let is_current = current == Some(number);
        drawn.push(head(*note, x, height, is_current));
        if number % 4 == 0 && !is_last {
            drawn.push(bar("staff-bar", x + step / 2));
        }
        if is_current {
            drawn.push(path("note-mark", format!("M{} 58l4 -6 4 6Z", tenths(x - 40))));
        }
    }
    if is_ready {
        drawn.extend([bar("staff-bar", width - 90), bar("staff-bar-final", width - 30)]);
    }
    let class = if small { "staff staff-small" } else { "staff" };
    view! {
        <svg class=class viewBox=format!("0 -16 {} 76", width / 10) aria-hidden="true" focusable="false">
            {lines}
            {drawn}
        </svg>
    }
    .into_any()
}

fn path(class: &'static str, drawn: String) -> AnyView {
    view! { <path class=class d=drawn/> }.into_any()
}

fn tenths(number: usize) -> String {
    format!("{}.{}", number / 10, number % 10)
}

fn bar(class: &'static str, x: usize) -> AnyView {
    path(class, format!("M{} 0V40", tenths(x)))
}

fn head(note: NoteShape, x: usize, height: usize, is_current: bool) -> AnyView {
    let class = match note {
        NoteShape::Full => "staff-note note-full",
        NoteShape::Half => "staff-note note-half",
        NoteShape::Hollow | NoteShape::Dotted => "staff-note note-hollow",
        NoteShape::Rest => "staff-note note-rest",
    };
    let is_rest = note == NoteShape::Rest;
    let y = if is_rest { 20 } else { 40 - 5 * height };
    let inner = if is_rest {
        path("note-fill", REST.to_owned())
    } else {
        let stem = if height < 4 { "M5.6 -1.8V-33" } else { "M-5.6 1.8V33" };
        let half = (note == NoteShape::Half)
            .then(|| view! { <path class="note-fill" d="M-6.3 0A6.3 4.3 0 0 0 6.3 0Z" transform=TILTED/> }.into_any());
        view! {
            <path class="note-stem" d=stem/>
            <ellipse class="note-head" rx="6.3" ry="4.3" transform=TILTED/>
            {half}
        }
        .into_any()
    };
    view! {
        <g class=class class:note-current=is_current transform=format!("translate({} {y})", tenths(x))>{inner}</g>
    }
    .into_any()
}
