//! The findings as a whole: the one verdict on top, and the state of every section.

use std::collections::BTreeSet;

use super::{Case, Finding};
use crate::call::{Call, Section, Timestamp};
use crate::draft::Field;

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

/// Most things that may be left for "nearly".
const NEARLY: usize = 5;

/// How far a section is. What the person says and what the check thinks are kept apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionState {
    /// The section.
    pub section: Section,
    /// Whether anything of it has been answered.
    pub begun: bool,
    /// Whether the person says that it is complete.
    pub complete: bool,
    /// Things in it that hold the application up.
    pub left: usize,
    /// Whether nothing in it applies to this school.
    pub not_needed: bool,
}

/// Where the call stands at `now`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deadline {
    /// The hub has set or published none.
    None,
    /// Open, with whole days left on the calendar: 0 is today.
    Open {
        /// Days left.
        days: i64,
    },
    /// Over.
    Closed,
}

/// Where a call stands at `now`. A deadline on a day without a time lasts until that day has ended in London.
pub fn deadline(call: &Call, now: Timestamp) -> Deadline {
    let Some(when) = call.deadline().map(|d| &d.when) else { return Deadline::None };
    match (when.over(now), when.last_day()) {
        (Some(true), _) => Deadline::Closed,
        (Some(false), Some(last)) => Deadline::Open { days: (last.days() - now.london().0.days()).max(0) },
        _ => Deadline::None,
    }
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

/// How many things hold an application up, as a person would count them: places to go to. Several findings may wait
/// for the same answer (the key stages, say), and that is one thing to do.
fn places_left<'a>(findings: impl Iterator<Item = &'a Finding>) -> usize {
    let mut nowhere = 0;
    let mut fields = BTreeSet::new();
    for finding in findings.filter(|f| f.blocks()) {
        match &finding.field {
            Some(field) => _ = fields.insert(field),
            None => nowhere += 1,
        }
    }
    nowhere + fields.len()
}

impl Readiness {
    /// Draws the sum of the findings.
    pub(super) fn of(case: &Case, findings: Vec<Finding>) -> Self {
        let left = places_left(findings.iter());
        let overall = match left {
            0 => Overall::Ready,
            1..=NEARLY => Overall::Nearly { left },
            _ => Overall::NotYet { left },
        };
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
        for state in &mut sections {
            let own = || findings.iter().filter(|f| f.section == state.section);
            state.left = places_left(own());
            state.not_needed =
                own().next().is_some() && own().all(|f| matches!(f.verdict, super::Verdict::DoesNotApply { .. }));
        }
        Self { overall, sections, deadline: case.deadline(), findings }
    }
}
