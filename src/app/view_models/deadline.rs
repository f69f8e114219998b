//! The deadline of a round, and the days that are left.

use crate::call::{ANY_TIME, Call, CallEntry, Timestamp, Voice, When};
use crate::draft::{Draft, counted};
use crate::readiness::{Deadline, OWN_DATE, days_left, deadline, own_deadline_words};

/// The deadline of a call in one line, with the days that are left.
pub fn deadline_line(call: &Call, now: Timestamp) -> String {
    let date = call.deadline_at(now);
    let words = date.map(|date| date.when.closing_words()).unwrap_or_default();
    let voice = call.hub.voice();
    let doubt = match date {
        Some(date) if !date.certain => {
            format!(" {} text is unclear about this date. See the list of dates.", voice.opening_possessive())
        }
        _ => String::new(),
    };
    match deadline(call, now) {
        Deadline::None if date.is_some_and(|date| matches!(date.when, When::Relative { .. })) => {
            format!("{} {OWN_DATE}{doubt}", call.no_deadline_words(voice))
        }
        Deadline::None => format!("{} {}.", call.no_deadline_words(voice), voice.ask()),
        Deadline::AnyTime => ANY_TIME.to_owned(),
        // The day by which the next applications are read, or whatever the hub calls it.
        Deadline::Open { days } if call.submission.any_time => {
            let name = date.map(|date| date.name.trim()).unwrap_or_default();
            format!("{ANY_TIME} {name}: {words}, {}.{doubt}", in_days(days))
        }
        Deadline::Open { days } => {
            let first = match days {
                0 => format!("Deadline today: {words}."),
                days => format!("Apply by {words}. {} left.", days_words(days)),
            };
            let after = call.window_after_words(now, voice).map(|words| format!(" {words}")).unwrap_or_default();
            format!("{first}{after}{doubt}")
        }
        Deadline::Closed => {
            format!(
                "This round closed on {words}. You can still prepare for the next one. {} when it will open.{doubt}",
                voice.ask()
            )
        }
    }
}

/// The same for a draft: a deadline that is counted from a date of the school's own is, where the school gives it.
pub(super) fn own_deadline_line(call: &Call, draft: &Draft, now: Timestamp) -> String {
    own_deadline_words(call, draft, now).unwrap_or_else(|| deadline_line(call, now))
}

/// When a round in the list closes, or that the hub has not published it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Closing {
    /// The days that are left, or that it has closed. Empty where that is not published.
    pub left: String,
    /// The deadline.
    pub when: String,
}

/// When a round in the list closes, of several windows the next one. None where the list does not say.
pub(super) fn closing(entry: &CallEntry, now: Timestamp) -> Option<Closing> {
    let windows = || entry.deadlines.iter().filter(|when| when.last_day().is_some());
    let next = windows().filter(|when| when.over(now) == Some(false)).min_by_key(|when| when.last_day());
    if entry.any_time {
        let when = next.or(entry.deadline.as_ref()).filter(|when| when.over(now) == Some(false));
        let when = when.map(|when| format!("Next date for applications: {}", when.closing_words())).unwrap_or_default();
        return Some(Closing { left: "Apply at any time".to_owned(), when });
    }
    if next.is_none() && windows().next().is_some() && entry.deadlines.contains(&When::NotPublished) {
        return Some(Closing { left: String::new(), when: Voice::Other.deadline_not_published(true) });
    }
    closing_of(next.or_else(|| windows().max_by_key(|when| when.last_day())).or(entry.deadline.as_ref()), now)
}

fn closing_of(when: Option<&When>, now: Timestamp) -> Option<Closing> {
    if when == Some(&When::NotPublished) {
        return Some(Closing { left: String::new(), when: Voice::Other.deadline_not_published(false) });
    }
    if let Some(relative @ When::Relative { .. }) = when {
        return Some(Closing { left: String::new(), when: relative.words() });
    }
    let when = when?;
    let days = days_left(when, now)?;
    let left = match when.over(now) {
        Some(true) => "This round has closed".to_owned(),
        _ if days == 0 => "Closes today".to_owned(),
        _ => format!("Closes in {}", days_words(days)),
    };
    Some(Closing { left, when: when.closing_words() })
}

fn in_days(days: i64) -> String {
    if days == 0 { "today".to_owned() } else { format!("in {}", days_words(days)) }
}

fn days_words(days: i64) -> String {
    counted(usize::try_from(days).unwrap_or(0), "day")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::readiness::testing::{call, says};

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn the_deadline_and_the_days_left() {
        let with = |when: serde_json::Value, certain: bool| {
            call(json!({
                "dates": [{"id": "d", "name": "Deadline", "kind": "deadline", "when": when, "certain": certain,
                    "statement": says("The deadline.")}],
                "submission": {"statements": [], "ways": [], "deadline": "d"}
            }))
        };
        let noon = json!({"is": "instant", "at": "2025-02-14T12:00:00+00:00[Europe/London]"});
        let (certain, unsure) = (with(noon.clone(), true), with(noon, false));
        let hidden = with(json!({"is": "not-published"}), true);
        let month = with(json!({"is": "window", "from": "2025-02-01", "to": "2025-02-28"}), true);
        for (call, now, line) in [
            (&certain, "2025-01-22T10:00:00.000Z", "Apply by Friday 14 February 2025, midday. 23 days left."),
            (&certain, "2025-02-13T10:00:00.000Z", "Apply by Friday 14 February 2025, midday. 1 day left."),
            (&certain, "2025-02-14T10:00:00.000Z", "Deadline today: Friday 14 February 2025, midday."),
            (
                &certain,
                "2025-02-14T12:30:00.000Z",
                "This round closed on Friday 14 February 2025, midday. You can still prepare for the next one. Ask the hub when it will open.",
            ),
            (
                &unsure,
                "2025-02-13T10:00:00.000Z",
                "Apply by Friday 14 February 2025, midday. 1 day left. The hub\u{2019}s text is unclear about this date. See the list of dates.",
            ),
            (
                &with(json!({"is": "relative", "quote": "within a term of your training day"}), true),
                "2025-02-13T10:00:00.000Z",
                "The deadline is \u{201c}within a term of your training day\u{201d}. It depends on a date of your own, which Upbeat does not know.",
            ),
            // What ends at the start of a day ends the night before.
            (
                &with(json!({"is": "instant", "at": "2025-02-14T00:00:00+00:00[Europe/London]"}), true),
                "2025-02-13T10:00:00.000Z",
                "Deadline today: Friday 14 February 2025, midnight (start of the day).",
            ),
            (
                &with(json!({"is": "day", "on": "2025-02-14"}), true),
                "2025-02-14T23:30:00.000Z",
                "Deadline today: Friday 14 February 2025.",
            ),
            (&call(json!({})), "2025-02-13T10:00:00.000Z", "The hub gives no deadline. Ask the hub."),
            (&hidden, "2025-02-13T10:00:00.000Z", "The hub has not published a deadline. Ask the hub."),
            (&month, "2025-02-13T10:00:00.000Z", "Apply by Friday 28 February 2025. 15 days left."),
            (
                &month,
                "2025-03-01T10:00:00.000Z",
                "This round closed on Friday 28 February 2025. You can still prepare for the next one. Ask the hub when it will open.",
            ),
        ] {
            assert_eq!(deadline_line(call, at(now)), line);
        }
    }

    #[test]
    fn a_day_of_ones_own_is_no_deadline_where_one_can_apply_at_any_time() {
        let with = |any_time: bool| {
            call(json!({
                "dates": [{"id": "d", "name": "Visit", "kind": "deadline", "when": {"is": "relative", "quote": "in four weeks", "from": "your visit", "days": 28}}],
                "submission": {"statements": [], "ways": [], "deadline": "d", "any-time": any_time}
            }))
        };
        let own = crate::readiness::testing::draft(&json!({"dates/d/own": "2027-01-29"}));
        let now = crate::readiness::testing::noon();
        assert!(own_deadline_line(&with(false), &own, now).contains("it is Friday 26 February 2027: 25 days left."));
        for draft in [own, crate::readiness::testing::draft(&json!({}))] {
            assert_eq!(own_deadline_line(&with(true), &draft, now), "Schools can apply at any time.");
        }
    }

    #[test]
    fn when_a_round_in_the_list_closes() {
        let day = crate::call::Date::parse("2025-02-14").unwrap();
        let when = When::Day { on: day };
        for (now, left) in [
            ("2025-01-22T10:00:00.000Z", "Closes in 23 days"),
            ("2025-02-14T10:00:00.000Z", "Closes today"),
            ("2025-02-15T10:00:00.000Z", "This round has closed"),
        ] {
            let closing = closing_of(Some(&when), at(now)).unwrap();
            assert_eq!((closing.left.as_str(), closing.when.as_str()), (left, "Friday 14 February 2025"));
        }
        let hidden = closing_of(Some(&When::NotPublished), Timestamp(0)).unwrap();
        assert_eq!((hidden.left.as_str(), hidden.when.as_str()), ("", "The hub has not published a deadline."));
        let own = closing_of(
            Some(&When::Relative { quote: "within a term".to_owned(), from: None, days: None }),
            Timestamp(0),
        )
        .unwrap();
        assert_eq!((own.left.as_str(), own.when.as_str()), ("", "\u{201c}within a term\u{201d}"));
        assert_eq!(closing_of(None, Timestamp(0)), None);
    }

    fn entry(more: &serde_json::Value) -> CallEntry {
        let mut json = json!({"id": "marsh-2027", "hub": "Marsh", "title": "Lead Schools"});
        json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let index = json!({"format": 1, "calls": [json]}).to_string();
        crate::call::read_index(&index).unwrap().calls.remove(0)
    }

    #[test]
    fn windows_and_rolling_rounds_in_the_list() {
        let day = |on: &str| json!({"is": "day", "on": on});
        let two = json!([day("2026-11-20"), day("2027-03-12")]);
        let more = json!([{"is": "not-published"}, day("2026-11-20")]);
        let shown = |more: &serde_json::Value, now: &str| {
            closing(&entry(more), at(now)).map(|closing| format!("{} | {}", closing.left, closing.when))
        };
        assert_eq!(entry(&json!({"second-name": "Fen Sounds"})).full_name(), "Marsh (also called Fen Sounds)");
        for (more, now, expected) in [
            (json!({}), "2026-11-01T12:00:00.000Z", None),
            (json!({"deadlines": two}), "2026-11-18T12:00:00.000Z", Some("Closes in 2 days | Friday 20 November 2026")),
            (json!({"deadlines": two}), "2026-11-21T12:00:00.000Z", Some("Closes in 111 days | Friday 12 March 2027")),
            (
                json!({"deadlines": two}),
                "2027-03-13T12:00:00.000Z",
                Some("This round has closed | Friday 12 March 2027"),
            ),
            (json!({"any-time": true}), "2027-03-13T12:00:00.000Z", Some("Apply at any time | ")),
            // A second window that is not published.
            (
                json!({"deadlines": more}),
                "2026-11-18T12:00:00.000Z",
                Some("Closes in 2 days | Friday 20 November 2026"),
            ),
            (
                json!({"deadlines": more}),
                "2026-11-21T12:00:00.000Z",
                Some(" | The hub has not published the next deadline."),
            ),
            (
                json!({"any-time": true, "deadlines": two}),
                "2026-11-18T12:00:00.000Z",
                Some("Apply at any time | Next date for applications: Friday 20 November 2026"),
            ),
            (json!({"any-time": true, "deadlines": two}), "2027-03-13T12:00:00.000Z", Some("Apply at any time | ")),
        ] {
            assert_eq!(shown(&more, now).as_deref(), expected, "{more} {now}");
        }
    }

    #[test]
    fn a_rolling_round_and_two_windows() {
        let date = |id: &str, name: &str, on: &str| json!({"id": id, "name": name, "kind": "deadline", "when": {"is": "day", "on": on}, "statement": says("By then.")});
        let rolling = |any_time: bool, deadlines: &[&str]| {
            call(json!({
                "dates": [date("b", "Spring reading", "2027-03-12"), date("a", "Autumn reading", "2026-11-20")],
                "submission": {"statements": [], "ways": [], "any-time": any_time, "deadlines": deadlines}
            }))
        };
        let mut second = rolling(false, &["a", "b"]);
        second.dates[0].when = When::NotPublished;
        let (windows, both, any) = (rolling(false, &["a", "b"]), rolling(true, &["b", "a"]), rolling(true, &[]));
        for (call, now, line) in [
            (
                &windows,
                "2026-11-18T12:00:00.000Z",
                "Apply by Friday 20 November 2026. 2 days left. The deadline after that is Friday 12 March 2027.",
            ),
            (
                &windows,
                "2026-11-20T12:00:00.000Z",
                "Deadline today: Friday 20 November 2026. The deadline after that is Friday 12 March 2027.",
            ),
            (&windows, "2026-11-21T12:00:00.000Z", "Apply by Friday 12 March 2027. 111 days left."),
            (
                &windows,
                "2027-03-13T12:00:00.000Z",
                "This round closed on Friday 12 March 2027. You can still prepare for the next one. Ask the hub when it will open.",
            ),
            (
                &both,
                "2026-11-18T12:00:00.000Z",
                "Schools can apply at any time. Autumn reading: Friday 20 November 2026, in 2 days.",
            ),
            (
                &both,
                "2026-11-20T12:00:00.000Z",
                "Schools can apply at any time. Autumn reading: Friday 20 November 2026, today.",
            ),
            (
                &both,
                "2026-12-20T12:00:00.000Z",
                "Schools can apply at any time. Spring reading: Friday 12 March 2027, in 82 days.",
            ),
            (&both, "2027-03-13T12:00:00.000Z", "Schools can apply at any time."),
            (&any, "2027-03-13T12:00:00.000Z", "Schools can apply at any time."),
            (
                &second,
                "2026-11-18T12:00:00.000Z",
                "Apply by Friday 20 November 2026. 2 days left. The hub has not published the deadline after that.",
            ),
            (
                &second,
                "2026-11-21T12:00:00.000Z",
                "The first deadline has passed. The hub has not published the next deadline. Ask the hub.",
            ),
        ] {
            assert_eq!(deadline_line(call, at(now)), line);
        }
    }
}
