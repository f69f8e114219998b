//! How much a finding weighs: the table at the head of `rules`.

use crate::call::Strength;
use crate::readiness::Weight;

/// What is the matter with something that the hub asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing, or not enough, has been said.
    Unanswered,
    /// The school says that it is not there yet.
    NotThere,
}

/// How much a gap weighs: the table at the top of this file.
pub(super) fn weight(strength: Strength, gap: Gap) -> Weight {
    match (strength, gap) {
        (Strength::Must, _) | (Strength::Should | Strength::Considered, Gap::Unanswered) => Weight::Blocks,
        (Strength::Should | Strength::Considered, Gap::NotThere) | (Strength::May, _) => Weight::Strengthens,
    }
}
