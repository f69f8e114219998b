//! The findings as a whole: the one verdict on top, and the state of every section.

use super::{Case, Deadline, Finding};
use crate::call::Section;
use crate::draft::{Field, counted};

/// The one verdict on top of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overall {
    /// Nothing holds it up.
    Ready,
    /// A few things hold it up.
    Nearly {
        /// How many.
        left: usize,
    },
    /// Much is missing.
    NotYet {
        /// How much.
        left: usize,
    },
}

/// At most this many things are left where the verdict is "nearly".
const NEARLY: usize = 5;

/// How far a section is: what the person says, and what the check finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionState {
    /// The section.
    pub section: Section,
    /// Whether anything of it has been answered.
    pub begun: bool,
    /// Whether the person says that it is complete.
    pub complete: bool,
    /// Things to be answered in it that hold the application up. The sum over all sections is what the verdict counts.
    pub left: usize,
    /// Whether nothing in it applies to this school.
    pub not_needed: bool,
}

/// What the check says about a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readiness {
    /// Everything that it found, in the order of the rules.
    pub findings: Vec<Finding>,
    /// The one verdict.
    pub overall: Overall,
    /// Every section of the call, in order.
    pub sections: Vec<SectionState>,
    /// Where the call stands.
    pub deadline: Deadline,
}

/// The answers to go to for what blocks, each with its section, as a person would count them. Several findings may need the
/// same answer (the key stages, say): that is one thing to do, in the section where it is answered.
fn places_left<'a>(findings: &'a [Finding], sections: &'a [SectionState]) -> Vec<(&'a Section, Option<&'a Field>)> {
    let mut places: Vec<(&Section, Option<&Field>)> = Vec::new();
    for finding in findings.iter().filter(|f| f.blocks()) {
        let field = finding.field.as_ref();
        let home = field.and_then(|field| sections.iter().find(|state| field.is_in(&state.section)));
        let place = (home.map_or(&finding.section, |state| &state.section), field);
        if field.is_none() || !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

impl Readiness {
    /// The verdict in words, as a sentence without its full stop.
    pub fn says(&self) -> String {
        match (self.overall, self.deadline) {
            (Overall::Ready, Deadline::Closed) => "Ready, and this round has closed".to_owned(),
            (Overall::Ready, _) => "Ready to send".to_owned(),
            (Overall::Nearly { left } | Overall::NotYet { left }, _) => {
                format!("Not ready yet: {} to do", counted(left, "thing"))
            }
        }
    }

    /// A sentence for when several blocking findings need the same answer, so that there are more findings than things to do.
    /// None otherwise.
    pub fn shared(&self) -> Option<String> {
        let (Overall::Nearly { left } | Overall::NotYet { left }) = self.overall else { return None };
        let found = self.findings.iter().filter(|finding| finding.blocks()).count();
        (found > left).then(|| match left {
            1 => format!("One answer will settle all {found}."),
            _ => format!("{left} answers will settle these {found}."),
        })
    }

    /// Sums up the findings.
    pub(super) fn of(case: &Case, findings: Vec<Finding>) -> Self {
        let mut sections: Vec<SectionState> = case
            .call
            .sections()
            .into_iter()
            .map(|section| SectionState {
                complete: case.draft.flag(&Field::Complete(section.clone())) == Some(true),
                section,
                begun: false,
                left: 0,
                not_needed: false,
            })
            .collect();
        for (field, answer) in &case.draft.answers {
            if answer.value.is_blank() || matches!(field, Field::Complete(_)) {
                continue;
            }
            if let Some(state) = sections.iter_mut().find(|s| field.is_in(&s.section)) {
                state.begun = true;
            }
        }
        let places = places_left(&findings, &sections);
        let counts: Vec<usize> =
            sections.iter().map(|state| places.iter().filter(|(home, _)| **home == state.section).count()).collect();
        let left = places.len();
        for (state, count) in sections.iter_mut().zip(counts) {
            let own = || findings.iter().filter(|f| f.section == state.section);
            state.left = count;
            state.not_needed =
                own().next().is_some() && own().all(|f| matches!(f.verdict, super::Verdict::DoesNotApply { .. }));
        }
        let overall = match left {
            0 => Overall::Ready,
            1..=NEARLY => Overall::Nearly { left },
            _ => Overall::NotYet { left },
        };
        Self { overall, sections, deadline: case.deadline(), findings }
    }
}
