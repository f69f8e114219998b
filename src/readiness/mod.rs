//! Whether an application is ready, and what is missing: [`assess`], a pure function over call, draft and now.
//!
//! [`assess_on_paper`] is the same with what laid-out pages say; `suppression` has the findings that a school has suppressed.
//!
//! Where to start: [`Readiness`] is the result, [`Finding`] one verdict in it, `rules/` one file per rule, each a
//! function from [`Case`] to findings, listed once in `rules::ALL`.
//!
//! Deliberately absent: writing (rules read), clocks (`now` is an argument), and any score: the hub decides.

mod case;
mod deadline;
mod finding;
mod group;
mod on_paper;
mod other_hubs;
#[cfg(test)]
mod questions_tests;
mod rules;
mod summary;
mod suppression;
#[cfg(test)]
mod tests;

pub use case::*;
pub use deadline::*;
pub use finding::*;
pub use group::*;
pub use on_paper::*;
pub use other_hubs::*;
#[cfg(test)]
pub(crate) use rules::testing;
pub use rules::{MailSize, mail_size};
pub use summary::*;
pub use suppression::*;

use crate::call::{Call, Timestamp};
use crate::draft::{Draft, confirmed};

/// Checks a draft against its call at an instant.
pub fn assess(call: &Call, draft: &Draft, now: Timestamp) -> Readiness {
    assess_among(call, draft, now, &OtherHubs::NONE)
}

/// Checks a draft against its call at an instant, looking also for the names of other hubs: text that was written for
/// another call.
pub fn assess_among(call: &Call, draft: &Draft, now: Timestamp, others: &OtherHubs) -> Readiness {
    assess_on_paper(call, draft, now, others, &OnPaper::NONE)
}

/// As [`assess_among`], with what laid-out pages say about the letters (`documents::on_paper`): only then is a letter
/// held against a limit in sides, and its characters against the font.
pub fn assess_on_paper(call: &Call, draft: &Draft, now: Timestamp, others: &OtherHubs, paper: &OnPaper) -> Readiness {
    let counts = confirmed(call, draft);
    let case = Case { paper, said: draft, ..Case::new(call, &counts, others, now) };
    let mut findings = Vec::new();
    for rule in rules::ALL {
        rule(&case, &mut findings);
    }
    Readiness::of(&case, findings)
}
