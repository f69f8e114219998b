//! What has changed in the dates of a call.

use super::said::{Put, each, quoted};
use crate::call::{Attendance, Call, CallDate, When};
use crate::documents::amounts::duration_words;
use crate::draft::{has_other_words, words_have_changed};

pub(super) fn dates(before: &Call, after: &Call, put: Put) {
    match (before.submission.any_time, after.submission.any_time) {
        (false, true) => put("You can now apply at any time.".to_owned()),
        (true, false) => put("Applying at any time is no longer possible.".to_owned()),
        _ => {}
    }
    let is_published = |date: &CallDate| date.when != When::NotPublished;
    let new = |date: &CallDate| match date.when {
        When::NotPublished => format!("New date, not published yet: {}.", date.name),
        _ => format!("New date: {}, {}.", date.name, date.when.words()),
    };
    let gone = |date: &CallDate| format!("{} is no longer among the dates.", quoted(&date.name));
    for (was, date) in each(&before.dates, &after.dates, |a, b| a.id == b.id, put, new, gone) {
        let name = if is_the_deadline(after, date) { "The deadline".to_owned() } else { quoted(&date.name) };
        if was.when != date.when {
            put(match (is_published(was), is_published(date)) {
                (true, true) => format!("{name} changed. Before: {}. Now: {}.", was.when.words(), date.when.words()),
                (false, _) => format!("{name} now has a date: {}.", date.when.words()),
                (_, false) => format!("{name} no longer has a date."),
            });
        }
        if was.venue != date.venue {
            put(match &date.venue {
                Some(venue) => format!("{name} is now at {}.", venue.trim().trim_end_matches('.')),
                None => format!("{name} no longer has a venue."),
            });
        }
        if was.minutes != date.minutes {
            put(match duration_words(date) {
                Some(takes) => format!("{name} now takes {takes}."),
                None => format!("It is no longer said how long {name} takes."),
            });
        }
        match (was.attendance, date.attendance) {
            (was, now) if was == now => {}
            (_, Attendance::None) => put(format!("You are no longer expected at {name}.")),
            (_, Attendance::Expected) => put(format!("You are now expected at {name}.")),
            (_, Attendance::Required) => put(format!("You must now attend {name}.")),
        }
        if has_other_words(&was.name, &date.name) {
            put(format!("{} is now called {}.", quoted(&was.name), quoted(&date.name)));
        }
        let is_other = (was.kind, was.certain) != (date.kind, date.certain);
        if is_other || words_have_changed(&was.statement, &date.statement) {
            put(format!("What is said about {} changed.", quoted(&date.name)));
        }
    }
    deadlines(before, after, put);
}

/// Whether a date is the one by which to apply.
fn is_the_deadline(call: &Call, date: &CallDate) -> bool {
    !call.submission.any_time && matches!(call.deadlines().as_slice(), [only] if only.id == date.id)
}

/// That another one of the dates is the deadline now.
fn deadlines(before: &Call, after: &Call, put: Put) {
    let (was, now) = (before.deadlines(), after.deadlines());
    let is_in = |all: &[&CallDate], date: &CallDate| all.iter().any(|own| own.id == date.id);
    let is_of_both = |date: &CallDate| {
        let has = |call: &Call| call.dates.iter().any(|own| own.id == date.id);
        has(before) && has(after)
    };
    for date in now.iter().filter(|date| is_of_both(date) && !is_in(&was, date)) {
        put(format!("{} is now a date by which to apply: {}.", quoted(&date.name), date.when.words()));
    }
    for date in was.iter().filter(|date| is_of_both(date) && !is_in(&now, date)) {
        put(format!("{} is no longer a date by which to apply.", quoted(&date.name)));
    }
}
