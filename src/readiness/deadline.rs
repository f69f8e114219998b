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
    /// The hub takes applications at any time, and no day is still to come by which one is read.
    AnyTime,
}

/// Where a call stands at `now`. Of several windows the next one counts. A deadline on a day without a time lasts until that day has ended in London.
pub fn deadline(call: &Call, now: Timestamp) -> Deadline {
    let any_time = call.submission.any_time;
    let Some(when) = call.deadline_at(now).map(|date| &date.when) else {
        return if any_time { Deadline::AnyTime } else { Deadline::None };
    };
    match (when.over(now), when.last_day()) {
        (Some(true) | None, _) if any_time => Deadline::AnyTime,
        (Some(true), _) => Deadline::Closed,
        (Some(false), Some(last)) => Deadline::Open { days: (last.days() - now.london().0.days()).max(0) },
        _ => Deadline::None,
    }
}
