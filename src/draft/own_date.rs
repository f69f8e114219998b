//! What a school says of its own about a date: which of several it takes, or the day that it is counted from.

use super::{Draft, Field};
use crate::call::{CallDate, Date, When};

/// What is said of a day or time that was chosen and has passed, where another is still to come.
pub const CHOICE_HAS_PASSED: &str = "Choose again: this day has passed";

/// What the school is asked about a date of its own.
pub fn own_date_question(date: &CallDate) -> String {
    let name = date.name.trim().trim_end_matches([':', '.']);
    match &date.when {
        When::Relative { from: Some(from), .. } => format!("{name}: the date of {}", from.trim()),
        When::Days { .. } => format!("{name}: which day do you choose?"),
        _ => format!("{name}: which time do you choose?"),
    }
}

/// What the school says of its own about a date, in words. Empty where it says nothing. What the call does not offer any
/// more stays as it is stored.
pub fn own_date_words(draft: &Draft, date: &CallDate) -> String {
    own_date_text(date, draft.text(&Field::OwnDate(date.id.clone())))
}

/// The same of an answer as it is stored.
pub fn own_date_text(date: &CallDate, stored: &str) -> String {
    let stored = stored.trim();
    match (&date.when, Date::parse(stored)) {
        (When::Relative { .. }, None) => stored.to_owned(),
        (When::Relative { .. }, Some(day)) => {
            let latest = latest_day(date, day).map(|latest| format!(", so by {}", latest.long()));
            format!("{}{}", day.long(), latest.unwrap_or_default())
        }
        (when, _) => {
            let mut choices = when.choices().into_iter();
            choices.find(|(written, _)| written == stored).map_or_else(|| stored.to_owned(), |(_, words)| words)
        }
    }
}

/// The day that a date is counted from, as the school gives it, and the last day that follows, where the hub's words give a
/// number of days. None of a date that is not counted so, or while no day is given.
pub fn counted_from(draft: &Draft, date: &CallDate) -> Option<(Date, Option<Date>)> {
    let is_asked = matches!(date.when, When::Relative { from: Some(_), .. });
    let given = Date::parse(draft.text(&Field::OwnDate(date.id.clone())).trim()).filter(|_| is_asked)?;
    Some((given, latest_day(date, given)))
}

/// The last day of a date that is counted from `day`. None where the hub gives no number of days.
fn latest_day(date: &CallDate, day: Date) -> Option<Date> {
    let When::Relative { days, .. } = &date.when else { return None };
    Some(Date::from_days(day.days() + i64::from((*days)?)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::readiness::testing::{call, draft};

    #[test]
    fn what_a_school_says_of_its_own() {
        let slots = json!({"is": "slots", "choose": true, "at": ["2027-03-03T09:00:00+00:00[Europe/London]", "2027-03-05T13:30:00+00:00[Europe/London]"]});
        let days = json!({"is": "days", "choose": true, "on": ["2027-03-03", "2027-03-05"]});
        let relative =
            |days: Option<u32>| json!({"is": "relative", "quote": "q", "from": "your training day", "days": days});
        for (when, stored, words) in [
            (&slots, "2027-03-05T13:30:00+00:00[Europe/London]", "Friday 5 March 2027, 1:30pm"),
            (&slots, "2027-03-05", "2027-03-05"),
            (&slots, "", ""),
            (&days, " 2027-03-05 ", "Friday 5 March 2027"),
            (&days, "2027-03-04", "2027-03-04"),
            (&relative(None), "2027-03-05", "Friday 5 March 2027"),
            (&relative(Some(28)), "2027-03-05", "Friday 5 March 2027, so by Friday 2 April 2027"),
            (&relative(Some(28)), "next week", "next week"),
            (&relative(None), "", ""),
        ] {
            let call = call(json!({"dates": [{"id": "d", "name": "D", "kind": "interview", "when": when}]}));
            let own = draft(&json!({"dates/d/own": stored}));
            assert_eq!(own_date_words(&own, &call.dates[0]), words, "{when} {stored}");
        }
    }
}
