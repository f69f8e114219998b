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

/// How far a text may miss what is asked for approximately: a quarter.
const WIDE: u32 = 4;

/// Whether a count misses by far what is asked for approximately.
pub(super) fn is_wide_miss(has: u32, fewest: Option<u32>, most: Option<u32>) -> bool {
    let above = most.is_some_and(|most| has > most.saturating_add(most / WIDE));
    let below = fewest.or(most).is_some_and(|least| has < least - least / WIDE);
    above || below
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_miss_is_more_than_a_quarter() {
        for (has, fewest, most, wide) in [
            (500, None, Some(500), false),
            (625, None, Some(500), false),
            (626, None, Some(500), true),
            (375, None, Some(500), false),
            (374, None, Some(500), true),
            (300, Some(400), Some(500), false),
            (299, Some(400), Some(500), true),
            (9_000, Some(400), None, false),
            (0, None, None, false),
        ] {
            assert_eq!(is_wide_miss(has, fewest, most), wide, "{has} {fewest:?} {most:?}");
        }
    }
}
