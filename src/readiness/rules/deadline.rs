//! The deadline, and other dates about which the hub's words leave doubt. Nothing here holds an application up.

use crate::call::{ANY_TIME, Section};
use crate::draft::counted;
use crate::readiness::deadline::own_deadline_words;
use crate::readiness::{Case, Deadline, Finding, Verdict, Weight};

const RULE: &str = "deadline";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    let about = |subject: String| Finding::about(RULE, Section::Duties, subject).weighs(Weight::Notice);
    let date = case.call.deadline_at(case.now);
    let words = date.map(|d| d.when.closing_words()).unwrap_or_default();
    let (subject, verdict) = match case.deadline() {
        Deadline::Open { days } => {
            let left = match days {
                0 => "today".to_owned(),
                1 => "tomorrow".to_owned(),
                days => format!("in {}", counted(usize::try_from(days).unwrap_or(0), "day")),
            };
            let is_any = case.call.submission.any_time;
            let name = date.map(|date| date.name.as_str()).filter(|_| is_any).unwrap_or("Deadline");
            (format!("{name} {left}: {words}"), Verdict::Met)
        }
        Deadline::Closed => (
            "Deadline".to_owned(),
            Verdict::not_met(format!("This round closed on {words}. You can prepare for the next one.")),
        ),
        Deadline::AnyTime => (ANY_TIME.trim_end_matches('.').to_owned(), Verdict::Met),
        Deadline::None => (
            "Deadline".to_owned(),
            match own_deadline_words(case.call, case.draft, case.now) {
                Some(words) => Verdict::not_met(words),
                None => {
                    Verdict::hub_only(format!("{} {}", case.call.no_deadline_words(case.voice()), case.ask_the_hub()))
                }
            },
        ),
    };
    let finding = about(subject).is(verdict).quoting(date.and_then(|d| d.statement.as_ref()));
    out.push(finding.odd(date.map_or(&[], |d| d.oddities.as_slice())));
    for other in &case.call.dates {
        let doubtful = !other.certain && other.when.first_day().is_some() && other.when.over(case.now) != Some(true);
        if doubtful && Some(&other.id) != date.map(|d| &d.id) {
            let whose = case.voice().opening_possessive();
            let why = format!("{whose} text is unclear about this date. {}", case.ask_the_hub());
            out.push(
                about(other.name.clone())
                    .is(Verdict::hub_only(why))
                    .quoting(other.statement.as_ref())
                    .odd(&other.oddities),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::testing::{call, find, lines, says, why};
    use super::*;

    fn closing(when: &Json) -> crate::call::Call {
        call(json!({
            "dates": [{"id": "d", "name": "Application deadline", "kind": "deadline", "when": when, "statement": says("By then.")}],
            "submission": {"statements": [], "ways": [], "deadline": "d"}
        }))
    }

    #[test]
    fn how_long_is_left() {
        let at = |at: &str| json!({"is": "instant", "at": at});
        let noon = "2027-02-01T12:00:00+00:00[Europe/London]";
        let day = |on: &str| json!({"is": "day", "on": on});
        for (when, line) in [
            (at(noon), "Deadline today: Monday 1 February 2027, midday: met"),
            (at("2027-02-01T11:59:00+00:00[Europe/London]"), "Deadline: not met, notice"),
            (day("2027-02-01"), "Deadline today: Monday 1 February 2027: met"),
            (day("2027-02-02"), "Deadline tomorrow: Tuesday 2 February 2027: met"),
            (day("2027-02-28"), "Deadline in 27 days: Sunday 28 February 2027: met"),
            (day("2027-01-31"), "Deadline: not met, notice"),
            (json!({"is": "not-published"}), "Deadline: ask hub, notice"),
            (json!({"is": "relative", "quote": "By then"}), "Deadline: not met, notice"),
            (
                at("2027-02-02T00:00:00+00:00[Europe/London]"),
                "Deadline today: Tuesday 2 February 2027, midnight (start of the day): met",
            ),
        ] {
            let call = closing(&when);
            assert_eq!(lines(check, &call, &json!({})), [line], "{when}");
            assert!(find(check, &call, &json!({})).iter().all(|f| !f.blocks() && f.quote.is_some()));
        }
        assert_eq!(lines(check, &call(json!({})), &json!({})), ["Deadline: ask hub, notice"]);
        let ask = "Ask Ada Reed (ada@marsh.example.org).";
        for (call, says) in [
            (call(json!({})), "The hub gives no deadline."),
            (closing(&json!({"is": "not-published"})), "The hub has not published a deadline."),
        ] {
            assert_eq!(why(&find(check, &call, &json!({}))[0]), format!("{says} {ask}"));
        }
        // The day by which to apply, whatever the range is called.
        let month = closing(&json!({"is": "window", "from": "2027-02-01", "to": "2027-02-28"}));
        assert_eq!(lines(check, &month, &json!({})), ["Deadline in 27 days: Sunday 28 February 2027: met"]);
        let found = find(check, &closing(&day("2027-01-31")), &json!({}));
        assert!(why(&found[0]).contains("Sunday 31 January 2027") && why(&found[0]).contains("next one"), "{found:?}");
    }

    #[test]
    fn a_rolling_round_and_windows() {
        let date = |id: &str, on: &str| json!({"id": id, "name": format!("{id} reading"), "kind": "deadline", "when": {"is": "day", "on": on}, "statement": says("By then.")});
        // It is Monday 1 February 2027.
        for (any_time, days, line) in [
            (false, ["2027-01-15", "2027-02-02"], "Deadline tomorrow: Tuesday 2 February 2027: met"),
            (false, ["2027-02-02", "2027-03-02"], "Deadline tomorrow: Tuesday 2 February 2027: met"),
            (false, ["2027-01-15", "2027-01-22"], "Deadline: not met, notice"),
            (true, ["2027-01-15", "2027-02-02"], "second reading tomorrow: Tuesday 2 February 2027: met"),
            (true, ["2027-01-15", "2027-01-22"], "Schools can apply at any time: met"),
        ] {
            let call = call(json!({
                "dates": [date("first", days[0]), date("second", days[1])],
                "submission": {"statements": [], "ways": [], "deadlines": ["first", "second"], "any-time": any_time}
            }));
            assert_eq!(lines(check, &call, &json!({})), [line], "{any_time} {days:?}");
        }
        let none = call(json!({"submission": {"statements": [], "ways": [], "any-time": true}}));
        assert_eq!(lines(check, &none, &json!({})), ["Schools can apply at any time: met"]);
    }

    #[test]
    fn a_deadline_of_the_schools_own_is_counted_from_its_date() {
        let own = |from: Json, days: Json| {
            closing(&json!({"is": "relative", "quote": "By then", "from": from, "days": days}))
        };
        let (from, training) = (json!("your training day"), "2027-01-20");
        let is = "The deadline is \u{201c}By then\u{201d}.";
        for (call, given, says) in [
            (own(json!(null), json!(null)), training, "It depends on a date of your own, which Upbeat does not know."),
            (own(from.clone(), json!(28)), "", "It depends on a date of your own, which Upbeat does not know."),
            (
                own(from.clone(), json!(null)),
                training,
                "It depends on your date, Wednesday 20 January 2027. Upbeat cannot work out the deadline from it.",
            ),
            (
                own(from.clone(), json!(28)),
                training,
                "Counted from Wednesday 20 January 2027, it is Wednesday 17 February 2027: 16 days left.",
            ),
            (
                own(from.clone(), json!(12)),
                training,
                "Counted from Wednesday 20 January 2027, it is Monday 1 February 2027: that is today.",
            ),
            (
                own(from.clone(), json!(11)),
                training,
                "Counted from Wednesday 20 January 2027, it is Sunday 31 January 2027: that has passed.",
            ),
        ] {
            let found = find(check, &call, &json!({"dates/d/own": given}));
            assert_eq!(why(&found[0]), format!("{is} {says}"));
            assert!(!found[0].blocks());
        }
    }

    #[test]
    fn doubtful_dates_come_with_their_oddity() {
        let date = |id: &str, on: &str, certain: bool| json!({"id": id, "name": id, "kind": "shortlist", "when": {"is": "day", "on": on}, "certain": certain, "oddities": ["odd"]});
        let call = call(json!({
            "oddities": [{"id": "odd", "kind": "conflict", "note": "n"}],
            "dates": [date("past", "2027-01-14", false), date("sure", "2027-03-14", true), date("doubtful", "2027-03-15", false)]
        }));
        assert_eq!(lines(check, &call, &json!({})), ["Deadline: ask hub, notice", "doubtful: ask hub, notice"]);
        assert_eq!(find(check, &call, &json!({}))[1].oddities.len(), 1);
    }
}
