//! How findings and sections are grouped for people: decided here, shown by views and documents.

use super::{Finding, SectionState, Verdict, Weight};

/// A group of findings, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingGroup {
    /// Holds the application up.
    Blocks,
    /// Only the hub can say.
    AskTheHub,
    /// Would make the application stronger.
    Strengthens,
    /// Worth knowing.
    Notice,
    /// There.
    Met,
    /// Suppressed by the school, with a reason.
    Suppressed,
    /// Not asked of this school.
    DoesNotApply,
}

impl FindingGroup {
    /// All of them, in order.
    pub const ALL: [Self; 7] = [
        Self::Blocks,
        Self::AskTheHub,
        Self::Strengthens,
        Self::Notice,
        Self::Met,
        Self::Suppressed,
        Self::DoesNotApply,
    ];

    /// The heading over the group.
    pub fn title(self) -> &'static str {
        match self {
            Self::Blocks => "To do",
            Self::AskTheHub => "Ask the hub",
            Self::Strengthens => "Optional: could make it stronger",
            Self::Notice => "Good to know",
            Self::Met => "Done",
            Self::Suppressed => "Advice you have hidden",
            Self::DoesNotApply => "Does not apply",
        }
    }
}

impl Finding {
    /// The group that it is shown in.
    pub fn group(&self) -> FindingGroup {
        match (&self.verdict, self.weight) {
            (Verdict::Met, _) => FindingGroup::Met,
            (Verdict::DoesNotApply { .. }, _) if self.suppression.is_some() => FindingGroup::Suppressed,
            (Verdict::DoesNotApply { .. }, _) => FindingGroup::DoesNotApply,
            _ if self.blocks() => FindingGroup::Blocks,
            (Verdict::Unknown { needs, .. }, _) if needs.is_empty() => FindingGroup::AskTheHub,
            (_, Weight::Notice) => FindingGroup::Notice,
            _ => FindingGroup::Strengthens,
        }
    }
}

/// How far a section is, in one word or two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Progress {
    /// Nothing in it applies to this school.
    NotNeeded,
    /// Nothing answered.
    NotStarted,
    /// Something answered.
    UnderWay,
    /// The person says that it is complete.
    Complete,
    /// The person says that it is complete, and the check still misses something.
    CompleteWithGaps,
}

impl Progress {
    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::NotNeeded => "Does not apply",
            Self::NotStarted => "Not started",
            Self::UnderWay => "In progress",
            Self::Complete => "Done",
            Self::CompleteWithGaps => "Done, with gaps",
        }
    }
}

impl SectionState {
    /// How far the section is.
    pub fn progress(&self) -> Progress {
        match (self.not_needed, self.complete, self.begun) {
            (true, ..) => Progress::NotNeeded,
            (_, true, _) if self.left > 0 => Progress::CompleteWithGaps,
            (_, true, _) => Progress::Complete,
            (_, _, true) => Progress::UnderWay,
            _ => Progress::NotStarted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::Section;
    use crate::draft::Field;

    #[test]
    fn findings_are_grouped_by_what_a_person_can_do() {
        let field = || vec![Field::FocusChosen];
        for (verdict, weight, group) in [
            (Verdict::Met, Weight::Blocks, FindingGroup::Met),
            (Verdict::not_asked("no"), Weight::Blocks, FindingGroup::DoesNotApply),
            (Verdict::not_met("no"), Weight::Blocks, FindingGroup::Blocks),
            (Verdict::unanswered("no", field()), Weight::Blocks, FindingGroup::Blocks),
            (Verdict::hub_only("no"), Weight::Blocks, FindingGroup::AskTheHub),
            (Verdict::hub_only("no"), Weight::Notice, FindingGroup::AskTheHub),
            (Verdict::not_met("no"), Weight::Notice, FindingGroup::Notice),
            (Verdict::not_met("no"), Weight::Strengthens, FindingGroup::Strengthens),
            (Verdict::unanswered("no", field()), Weight::Strengthens, FindingGroup::Strengthens),
        ] {
            let finding = Finding::about("test", Section::School, "it").is(verdict.clone()).weighs(weight);
            assert_eq!(finding.group(), group, "{verdict:?} {weight:?}");
        }
    }

    #[test]
    fn a_section_is_as_far_as_the_person_says() {
        for (begun, complete, left, not_needed, progress) in [
            (false, false, 3, false, Progress::NotStarted),
            (true, false, 0, false, Progress::UnderWay),
            (true, true, 0, false, Progress::Complete),
            (true, true, 2, false, Progress::CompleteWithGaps),
            (false, true, 0, false, Progress::Complete),
            (true, true, 0, true, Progress::NotNeeded),
        ] {
            let state = SectionState { section: Section::School, begun, complete, left, not_needed };
            assert_eq!(state.progress(), progress, "{state:?}");
        }
    }
}
