//! What the core says of sections and points, as the marks that stand for it.

use super::super::components::{NoteShape, ScoreData, ScoreGroup, ScoreNote};
use crate::app::StandScore;
use crate::call::Standing;
use crate::readiness::Progress;

/// The note of a section.
pub(super) fn progress_shape(progress: Progress) -> NoteShape {
    match progress {
        Progress::DoesNotApply => NoteShape::Rest,
        Progress::NotStarted => NoteShape::Hollow,
        Progress::InProgress => NoteShape::Half,
        Progress::Done => NoteShape::Full,
    }
}

/// The line of music of all sections.
pub(super) fn progress_shapes(progress: &[Progress]) -> Vec<NoteShape> {
    progress.iter().copied().map(progress_shape).collect()
}

/// The note of a rating.
pub(super) fn standing_shape(standing: Option<Standing>) -> NoteShape {
    match standing {
        Some(Standing::Met) => NoteShape::Full,
        Some(Standing::Partly) => NoteShape::Half,
        Some(Standing::NotYet) => NoteShape::Hollow,
        None => NoteShape::Dotted,
    }
}

/// The picture of where a school stands.
pub(super) fn score_data(score: &StandScore) -> ScoreData {
    let group = |(number, notes): &(String, Vec<crate::app::StandNote>)| ScoreGroup {
        number: number.clone(),
        notes: notes.iter().map(|(line, means)| ScoreNote { line: *line, shape: standing_shape(*means) }).collect(),
    };
    ScoreData { lines: score.lines.clone(), unrated: score.unrated, groups: score.groups.iter().map(group).collect() }
}
