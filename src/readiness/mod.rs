//! Whether an application is ready, and what is missing: [`assess`], a pure function over call, draft and now.
//!
//! Where to start: [`Readiness`] is the result, [`Finding`] one verdict in it, `rules/` one file per rule, each a
//! function from [`Case`] to findings, listed once in `rules::ALL`.
//!
//! Deliberately absent: writing (rules read), clocks (`now` is an argument), and any score: the hub decides.

mod finding;
mod rules;
mod summary;

pub use finding::*;
pub use rules::Case;
pub use summary::*;

use crate::call::{Call, Timestamp};
use crate::draft::Draft;

/// Checks a draft against its call at an instant.
pub fn assess(call: &Call, draft: &Draft, now: Timestamp) -> Readiness {
    let case = Case::new(call, draft, now);
    let mut findings = Vec::new();
    for rule in rules::ALL {
        rule(&case, &mut findings);
    }
    Readiness::of(&case, findings)
}
