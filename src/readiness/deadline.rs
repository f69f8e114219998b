//! Where a call stands in time: open, closed, or without a deadline.

use crate::call::{Call, Timestamp, When};
use crate::draft::{Draft, counted, counted_from};

/// Said of a deadline that is counted from a date of the school's own.
pub const OWN_DATE: &str = "It depends on a date of your own, which Upbeat does not know.";

/// What is said of a deadline that is counted from a date of the school's own: the day that it is, where the school gives
/// its date and the hub a number of days. None of any other deadline.
pub fn own_deadline_words(call: &Call, draft: &Draft, now: Timestamp) -> Option<String> {
    let date = call.deadline_at(now).filter(|date| matches!(date.when, When::Relative { .. }))?;
    if call.submission.any_time {
        return None;
    }
    let says = match counted_from(draft, date) {
        None => OWN_DATE.to_owned(),
        Some((given, None)) => {
            format!("It depends on your date, {}. Upbeat cannot work out the deadline from it.", given.long())
        }
        Some((given, Some(latest))) => {
            let left = match latest.days() - now.london().0.days() {
                ..0 => "that has passed".to_owned(),
                0 => "that is today".to_owned(),
                days => format!("{} left", counted(usize::try_from(days).unwrap_or(0), "day")),
            };
            format!("Counted from {}, it is {}: {left}.", given.long(), latest.long())
        }
    };
    Some(format!("{} {says}", call.no_deadline_words(call.hub.voice())))
}

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
    match (when.over(now), days_left(when, now)) {
        (Some(true) | None, _) if any_time => Deadline::AnyTime,
        (Some(true), _) => Deadline::Closed,
        (Some(false), Some(days)) => Deadline::Open { days: days.max(0) },
        _ => Deadline::None,
    }
}

/// The whole days that are left to apply by `when`. What ends at the start of a day ends the night before.
pub fn days_left(when: &When, now: Timestamp) -> Option<i64> {
    let night = matches!(when, When::Instant { at } if at.minute() == 0);
    Some(when.last_day()?.days() - i64::from(night) - now.london().0.days())
}
