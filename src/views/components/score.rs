//! Where a school stands: one line for each step of the scale, the best on top, and a note for each point.
//!
//! The labels with their counts are the tally, and are what screen readers get. The notes are for the eye.

use leptos::prelude::*;

use super::NoteShape;

/// What is drawn.
#[derive(Clone, PartialEq, Default)]
pub struct ScoreData {
    /// The steps of the scale, the best first: label and count.
    pub lines: Vec<(String, usize)>,
    /// How many points are not rated, or judged from other answers.
    pub unrated: usize,
    /// One for each criterion.
    pub groups: Vec<ScoreGroup>,
}

/// The points of a criterion.
#[derive(Clone, PartialEq)]
pub struct ScoreGroup {
    /// The criterion's number.
    pub number: String,
    /// Its points, in the hub's order.
    pub notes: Vec<ScoreNote>,
}

/// A point.
#[derive(Clone, Copy, PartialEq)]
pub struct ScoreNote {
    /// Its line, from the top. `None` is below the last one.
    pub line: Option<usize>,
    /// How it is drawn.
    pub shape: NoteShape,
}

/// The picture, with its tally.
#[component]
pub fn Score(#[prop(into)] data: Signal<ScoreData>) -> impl IntoView {
    move || {
        let data = data.get();
        let rows = data.lines.len() + usize::from(data.unrated > 0);
        let unrated = (data.unrated > 0).then(|| ("Not rated".to_owned(), data.unrated));
        let lines: Vec<AnyView> = data
            .lines
            .iter()
            .cloned()
            .chain(unrated)
            .map(|(label, count)| view! { <div><dt>{label}</dt><dd>{count}</dd></div> }.into_any())
            .collect();
        let mut columns = Vec::new();
        let mut notes: Vec<AnyView> = Vec::new();
        for (number, group) in data.groups.iter().enumerate() {
            if number > 0 {
                columns.push(".75rem");
                let (column, span) = (columns.len().to_string(), format!("2 / {}", data.lines.len() + 2));
                notes.push(view! { <b style:grid-column=column style:grid-row=span></b> }.into_any());
            }
            let name = format!("{} / span {}", columns.len() + 1, group.notes.len().clamp(1, 4));
            notes.push(view! { <em style:grid-column=name style:grid-row="1">{group.number.clone()}</em> }.into_any());
            for note in &group.notes {
                columns.push("minmax(0, 1fr)");
                let (column, row) = (columns.len().to_string(), note.line.unwrap_or(data.lines.len()) + 2);
                notes.push(
                    view! {
                        <i class=note.shape.class() style:grid-column=column style:grid-row=row.to_string()></i>
                    }
                    .into_any(),
                );
            }
        }
        let (columns, heights) = (columns.join(" "), format!("1.25rem repeat({rows}, 1.75rem)"));
        let list_heights = format!("repeat({rows}, 1.75rem)");
        view! {
            <div class="tally">
                <dl style:grid-template-rows=list_heights>{lines}</dl>
                <div class="score" aria-hidden="true" style:grid-template-columns=columns style:grid-template-rows=heights>
                    {notes}
                </div>
            </div>
        }
        .into_any()
    }
}
