//! How much a finding weighs.

use crate::call::Strength;
use crate::readiness::Weight;

/// What is missing of something that the hub asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Not answered, or not enough.
    Unanswered,
    /// The school says that it is not there yet.
    NotThere,
}

/// How much a gap weighs: the table at the head of `rules`.
pub(super) fn weight(strength: Strength, gap: Gap) -> Weight {
    match (strength, gap) {
        (Strength::Must, _) | (Strength::Should | Strength::Considered, Gap::Unanswered) => Weight::Blocks,
        (Strength::Should | Strength::Considered, Gap::NotThere) | (Strength::May, _) => Weight::Strengthens,
    }
}
