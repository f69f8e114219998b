//! How findings and sections are grouped for people: decided here, shown by views and documents.

use super::{Finding, SectionLeft, SectionState, Verdict, Weight};
use crate::call::Voice;

/// A group of findings, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingGroup {
    /// Holds the application up.
    Blocks,
    /// Would make the application stronger.
    Strengthens,
    /// Good to know: shown below the optional ones.
    Notice,
    /// Optional answers that are empty: counted, not listed.
    Unneeded,
    /// Only the hub can say.
    AskTheHub,
    /// Done.
    Met,
    /// Suppressed by the school, with a reason.
    Suppressed,
    /// Not asked of this school.
    DoesNotApply,
}

impl FindingGroup {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Blocks,
        Self::Strengthens,
        Self::Notice,
        Self::Unneeded,
        Self::AskTheHub,
        Self::Met,
        Self::Suppressed,
        Self::DoesNotApply,
    ];

    /// The heading over the group, in the voice of the call's sentences.
    pub fn title(self, voice: Voice) -> &'static str {
        match self {
            Self::Blocks => "To do",
            Self::Strengthens => "Optional",
            Self::Notice => "Good to know",
            Self::Unneeded => "Optional questions not answered",
            Self::AskTheHub => voice.ask(),
            Self::Met => "What is done",
            Self::Suppressed => "Hidden advice",
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
            (_, Weight::Unneeded) => FindingGroup::Unneeded,
            (_, Weight::Notice) => FindingGroup::Notice,
            _ => FindingGroup::Strengthens,
        }
    }
}

/// How far a section is, in a word or two. Findings alone decide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Progress {
    /// Nothing in it applies to this school.
    DoesNotApply,
    /// Nothing answered.
    NotStarted,
    /// Something answered, and something to do.
    InProgress,
    /// Nothing to do.
    Done,
}

impl Progress {
    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::DoesNotApply => "Does not apply",
            Self::NotStarted => "Not started",
            Self::InProgress => "In progress",
            Self::Done => "Done",
        }
    }
}

impl SectionState {
    /// How far the section is. One of optional questions only, none of them answered, is not started.
    pub fn progress(&self) -> Progress {
        match (self.left, self.begun) {
            (SectionLeft::DoesNotApply, _) => Progress::DoesNotApply,
            (SectionLeft::ToDo, true) => Progress::InProgress,
            (SectionLeft::ToDo | SectionLeft::Optional, false) => Progress::NotStarted,
            (SectionLeft::Optional, true) | (SectionLeft::Nothing, _) => Progress::Done,
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
            (Verdict::unanswered("no", field()), Weight::Unneeded, FindingGroup::Unneeded),
            (Verdict::not_met("no"), Weight::Unneeded, FindingGroup::Strengthens),
        ] {
            let finding = Finding::about("test", Section::School, "it").is(verdict.clone()).weighs(weight);
            assert_eq!(finding.group(), group, "{verdict:?} {weight:?}");
        }
    }

    #[test]
    fn a_section_is_as_far_as_its_findings_say() {
        for (begun, left, progress) in [
            (false, SectionLeft::ToDo, Progress::NotStarted),
            (true, SectionLeft::ToDo, Progress::InProgress),
            (true, SectionLeft::Nothing, Progress::Done),
            (false, SectionLeft::Nothing, Progress::Done),
            (false, SectionLeft::Optional, Progress::NotStarted),
            (true, SectionLeft::Optional, Progress::Done),
            (true, SectionLeft::DoesNotApply, Progress::DoesNotApply),
        ] {
            let state = SectionState { section: Section::School, begun, to_do: 0, left };
            assert_eq!(state.progress(), progress, "{state:?}");
        }
    }
}
