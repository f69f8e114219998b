//! Where a call stands in time: open, closed, or without a deadline.

use crate::call::{Call, Timestamp};

/// Where the call stands at `now`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deadline {
    /// The hub gives none, or has not published it.
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
