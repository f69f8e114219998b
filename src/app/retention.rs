//! When something that can be brought back is removed for good: after thirty days, and only if two openings of the page, a
//! day apart, both find that its time is over. A device's clock may be ahead for once.

use crate::call::Timestamp;

/// How long it can be brought back, in milliseconds.
const RETENTION: i64 = 30 * 86_400_000;
/// The time between the two openings, in milliseconds.
const CONFIRMATION: i64 = 86_400_000;

/// When it was first found that the time of something is over; none if it is not. `found` is what an earlier opening
/// found: if its clock was ahead that is taken back.
pub(super) fn first_found_over(since: Timestamp, found: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
    let is_over = now.0.saturating_sub(since.0) > RETENTION;
    is_over.then(|| found.filter(|found| *found <= now).unwrap_or(now))
}

/// Whether it may be removed for good. `found` is when it was first found that its time is over.
pub(super) fn may_go(found: Option<Timestamp>, now: Timestamp) -> bool {
    found.is_some_and(|found| now.0.saturating_sub(found.0) > CONFIRMATION)
}
