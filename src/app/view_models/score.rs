//! Where a school stands: how its points are rated, in the hub's order.

use super::numbers::section_number;
use crate::call::{Call, Point, Section, Standing};
use crate::draft::{Draft, Field, PointField, Profile, may_apply};

/// A note for each point that applies: its line, from the top, and what that means; neither where it is not rated, or is
/// judged from other answers.
pub type StandNote = (Option<usize>, Option<Standing>);

/// Where a school stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StandScore {
    /// The steps of the call's scale, the best first: label, and how many points are rated so.
    pub lines: Vec<(String, usize)>,
    /// How many points are not rated, or judged from other answers.
    pub unrated: usize,
    /// One for each criterion that has points to rate: its number, and its points.
    pub groups: Vec<(String, Vec<StandNote>)>,
}

/// Where a school stands, by its own ratings. Points that do not apply to it are left out.
pub fn stand_score(call: &Call, draft: &Draft) -> StandScore {
    let profile = Profile::of(call, draft);
    let mut score = StandScore {
        lines: call.scale.steps.iter().map(|step| (step.label.clone(), 0)).collect(),
        ..StandScore::default()
    };
    if !call.rates_any() {
        return score;
    }
    for criterion in &call.criteria {
        let stands = |point: &&Point| !point.is_stand_in() && may_apply(call, &point.when, &profile);
        let own = criterion.points.iter().filter(stands);
        let notes: Vec<StandNote> = own
            .map(|point| {
                let rating = draft.text(&Field::Point(criterion.id.clone(), point.id.clone(), PointField::Rating));
                let mut steps = call.scale.steps.iter().enumerate();
                let rated = steps.find(|(_, step)| step.id.as_str() == rating).filter(|_| point.rule.is_none());
                (rated.map(|(line, _)| line), rated.map(|(_, step)| step.means))
            })
            .collect();
        for (line, _) in &notes {
            match line.and_then(|line| score.lines.get_mut(line)) {
                Some((_, count)) => *count += 1,
                None => score.unrated += 1,
            }
        }
        if !notes.is_empty() {
            let number = section_number(call, &Section::Criterion(criterion.id.clone()));
            score.groups.push((number.to_string(), notes));
        }
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::sample::{call, draft, empty};

    #[test]
    fn each_point_that_applies_has_its_line() {
        let call = call();
        let in_place = (Some(0), Some(Standing::Met));
        let growing = (Some(1), Some(Standing::Partly));
        let (none, mut with_sixth_form) = ((None, None), draft());
        with_sixth_form.set(
            Field::parse("school/sixth-form"),
            crate::draft::Value::Flag(true),
            with_sixth_form.changed,
        );
        for (draft, counts, unrated, notes) in [
            (empty(), [0, 0], 3, vec![none, none, none]),
            (with_sixth_form, [1, 1], 1, vec![in_place, growing, none]),
            (draft(), [1, 1], 0, vec![in_place, growing]),
        ] {
            let score = stand_score(&call, &draft);
            let lines = [("In place".to_owned(), counts[0]), ("Growing".to_owned(), counts[1])];
            assert_eq!((score.lines.as_slice(), score.unrated), (lines.as_slice(), unrated));
            assert_eq!(score.groups, [("2".to_owned(), notes)]);
        }
    }

    #[test]
    fn without_a_scale_there_is_nothing_to_draw() {
        let mut call = call();
        call.scale.steps.clear();
        assert_eq!(stand_score(&call, &draft()), StandScore::default());
    }
}
