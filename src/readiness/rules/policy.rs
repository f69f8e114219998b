//! How much a finding weighs.

use crate::call::Strength;
use crate::readiness::Weight;

/// What is missing of something that the hub asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Not answered.
    Unanswered,
    /// Said to be in place, and nothing shows it.
    NoEvidence,
    /// The school says that it is not there yet.
    NotThere,
    /// And not what it will do next.
    NoNextStep,
}

/// How much a gap weighs: the table at the head of `rules`.
pub(super) fn weight(strength: Strength, gap: Gap) -> Weight {
    match (strength, gap) {
        (Strength::May, Gap::Unanswered | Gap::NoNextStep) => Weight::Unneeded,
        (Strength::May, _)
        | (Strength::Should | Strength::Considered, Gap::NotThere)
        | (Strength::Must, Gap::NoNextStep) => Weight::Strengthens,
        (Strength::Must | Strength::Should | Strength::Considered, _) => Weight::Blocks,
    }
}
