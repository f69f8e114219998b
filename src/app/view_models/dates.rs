//! The dates of a call, for a list.

use super::quotations::{OddityNote, oddities};
use crate::call::{Call, CallDate, DateKind, Timestamp, When};
use crate::documents::duration_words;

/// Some dates of a call, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DateList {
    /// The dates.
    pub rows: Vec<DateRow>,
    /// What is odd about them, each thing once.
    pub oddities: Vec<OddityNote>,
    /// Whether a calendar of the call's dates has anything in it.
    pub has_calendar: bool,
}

/// A date of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateRow {
    /// What happens then.
    pub name: String,
    /// When, or that the hub has not said.
    pub when: String,
    /// How long it takes and where, as far as the hub has said.
    pub more: String,
    /// Whether it is over.
    pub is_past: bool,
}

/// All dates of a call, those that are not published too.
pub fn all_dates(call: &Call, now: Timestamp) -> DateList {
    date_list(call, now, call.dates.iter().collect())
}

/// The dates after the deadline.
pub fn dates_after_deadline(call: &Call, now: Timestamp) -> DateList {
    let deadline = call.deadline_at(now);
    let is_after = |date: &&CallDate| match deadline {
        Some(own) if own.id == date.id => false,
        // A second date of that kind, as of a second stage, may follow the one by which to apply.
        Some(own) if date.kind == own.kind => date.when.first_day() > own.when.last_day(),
        _ => date.kind > DateKind::Deadline,
    };
    date_list(call, now, call.dates.iter().filter(is_after).collect())
}

fn date_list(call: &Call, now: Timestamp, mut dates: Vec<&CallDate>) -> DateList {
    // Those without a day stay where the call puts them: after what comes before them.
    dates.sort_by_key(|date| (date.when.first_day().is_none(), date.when.first_day(), date.kind));
    DateList {
        rows: dates.iter().map(|date| row(call, date, now)).collect(),
        oddities: oddities(call, dates.iter().flat_map(|date| &date.oddities)),
        has_calendar: call.dates.iter().any(|date| date.when.first_day().is_some()),
    }
}

/// What stands for a date that the hub has not published.
pub(super) fn not_published(call: &Call) -> String {
    format!("Not published. {}.", call.hub.voice().ask())
}

fn row(call: &Call, date: &CallDate, now: Timestamp) -> DateRow {
    let takes = duration_words(date).map(|takes| format!("{takes}."));
    let venue = date.venue.as_deref().map(str::trim).filter(|venue| !venue.is_empty()).map(str::to_owned);
    DateRow {
        name: date.name.clone(),
        when: match &date.when {
            When::NotPublished => not_published(call),
            when => when.words(),
        },
        more: takes.into_iter().chain(venue).collect::<Vec<_>>().join(" "),
        is_past: date.when.over(now) == Some(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::sample::{call as marsh, now};

    fn names(list: &DateList) -> Vec<(&str, bool)> {
        list.rows.iter().map(|row| (row.name.as_str(), row.is_past)).collect()
    }

    #[test]
    fn dates_stand_in_their_order_and_what_is_not_published_comes_last() {
        let list = all_dates(&marsh(), now());
        assert_eq!(
            names(&list),
            [
                ("Shortlist", true),
                ("Visits", true),
                ("Application deadline", false),
                ("Autumn meeting", false),
                ("Interview", false)
            ]
        );
        let row = |number: usize| (list.rows[number].when.as_str(), list.rows[number].more.as_str());
        assert_eq!(row(0), ("Sunday 14 March 2027", ""));
        assert_eq!(row(1).0, "April 2027");
        assert_eq!(row(3).1, "90 minutes. Town Hall, Fen; room 2");
        assert_eq!(row(4), ("Not published. Ask the hub.", ""));
        assert_eq!(list.oddities.len(), 1);
        assert!(list.has_calendar);
    }

    #[test]
    fn after_the_deadline_means_what_follows_it() {
        let mut call = marsh();
        let list = dates_after_deadline(&call, now());
        assert_eq!(
            names(&list),
            [("Shortlist", true), ("Visits", true), ("Autumn meeting", false), ("Interview", false)]
        );
        call.dates.retain(|date| date.kind == DateKind::Deadline);
        assert!(dates_after_deadline(&call, now()).rows.is_empty());
        // Of two dates of that kind, one is the deadline, and the other may follow it.
        let mut second = call.dates[0].clone();
        second.id = crate::call::DateId::new("second").unwrap();
        second.when = When::Day { on: crate::call::Date::parse("2027-07-01").unwrap() };
        call.dates.push(second);
        assert_eq!(dates_after_deadline(&call, now()).rows.len(), 1);
        call.submission.deadline = Some(call.dates[1].id.clone());
        assert!(dates_after_deadline(&call, now()).rows.is_empty());
        call.submission.deadline = None;
        assert!(dates_after_deadline(&call, now()).rows.is_empty());
    }

    #[test]
    fn a_date_without_a_day_has_no_calendar() {
        let mut call = marsh();
        for date in &mut call.dates {
            date.when = When::NotPublished;
        }
        let list = all_dates(&call, now());
        assert!(!list.has_calendar);
        assert!(list.rows.iter().all(|row| row.when == "Not published. Ask the hub." && !row.is_past));
    }
}
