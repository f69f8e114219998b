//! Meetings: somebody of the school can be at each, where the hub expects it or makes it a condition.

use super::quoting::holding;
use crate::call::{Attendance, CallDate, Section, Topic};
use crate::draft::Field;
use crate::readiness::{Case, Finding, Verdict, Weight};

const RULE: &str = "meetings";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for date in case.call.meetings() {
        let field = Field::Meeting(date.id.clone());
        let over = date.when.over(case.now) == Some(true);
        let weight = match date.attendance {
            _ if over => Weight::Notice,
            Attendance::Required => Weight::Blocks,
            Attendance::Expected => Weight::Strengthens,
            Attendance::None => Weight::Unneeded,
        };
        let verdict =
            if over { Verdict::not_asked("This date has passed.") } else { judge_attendance(case, date, &field) };
        out.push(
            Finding::about(RULE, Section::Duties, format!("{}: {}", date.name, date.when.words()))
                .is(verdict)
                .weighs(weight)
                .at(field)
                .asked_in(case, date)
                .odd(&date.oddities),
        );
    }
}

impl Finding {
    /// Quotes the words that ask for attendance; where the call has none, those that give the day.
    fn asked_in(self, case: &Case, date: &CallDate) -> Self {
        match &date.attendance_quote {
            // These words are mostly in the date's own statement or in the passages on meetings: look there first.
            Some(words) => {
                let all = case.call.passages.iter();
                let on = all.clone().filter(|p| p.topic == Topic::Meetings).chain(all);
                let dates =
                    date.statement.iter().chain(case.call.dates.iter().filter_map(|date| date.statement.as_ref()));
                let held = dates.clone().find(|statement| statement.text.contains(words.as_str()));
                self.quoting_part(words, held.or_else(|| holding(words, on.flat_map(|p| &p.statements).chain(dates))))
            }
            None => self.quoting(date.statement.as_ref()),
        }
    }
}

fn judge_attendance(case: &Case, date: &CallDate, field: &Field) -> Verdict {
    let who = case.draft.text(field);
    if who.trim().is_empty() {
        Verdict::unanswered("Say who will attend.", vec![field.clone()])
    } else if !says_nobody(who) {
        Verdict::Met
    } else if date.attendance == Attendance::Required {
        let requires = case.voice().opening("requires");
        Verdict::not_met(format!("{requires} someone to attend, and you say nobody can. {}", case.ask_the_hub()))
    } else {
        let expects = case.voice().opening("expects");
        Verdict::not_met(format!("{expects} someone to attend, and you say nobody can."))
    }
}

/// Whether the text typed instead of a name says that nobody comes.
fn says_nobody(text: &str) -> bool {
    const WHOLE: [&str; 8] = ["no", "none", "n/a", "na", "-", "not known", "not possible", "not applicable"];
    const BEGIN: [&str; 10] = [
        "nobody",
        "no one",
        "no-one",
        "noone",
        "cannot attend",
        "can\u{2019}t attend",
        "can't attend",
        "unable to attend",
        "not able to attend",
        "we cannot",
    ];
    let text = text.trim().trim_end_matches(['.', '!']);
    let begins = |with: &str| {
        text.split_at_checked(with.len())
            .is_some_and(|(head, rest)| head.eq_ignore_ascii_case(with) && !rest.starts_with(char::is_alphanumeric))
    };
    WHOLE.iter().any(|w| text.eq_ignore_ascii_case(w)) || BEGIN.iter().any(|b| begins(b))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{call, find, says, table};
    use super::*;

    #[test]
    fn words_that_are_shown_with_a_meeting() {
        let date = |id: &str, statement: &str| {
            let when = json!({"is": "day", "on": "2027-03-01"});
            json!({"id": id, "name": "M", "kind": "meeting", "when": when, "attendance": "expected", "statement": {"text": statement, "under": "k"}})
        };
        let call = call(json!({
            "dates": [date("one", "1 March, at noon."), date("two", "1 March, at noon."), date("three", "There are meetings.")],
            "passages": [{"topic": "meetings", "statements": [says("There are meetings. Come to all.")]}],
        }));
        let shown: Vec<_> = call.meetings().map(|date| call.meeting_statement(date).map(|s| s.text.as_str())).collect();
        assert_eq!(shown, [Some("1 March, at noon."), None, None], "each once");
    }

    #[test]
    fn words_are_quoted_from_where_they_stand() {
        let date = |statement: &str| {
            let when = json!({"is": "day", "on": "2027-03-01"});
            json!({"id": "first", "name": "First", "kind": "meeting", "when": when, "attendance": "required",
                "attendance-quote": "Attendance is a condition.", "statement": {"text": statement, "under": "k"}})
        };
        let passage = |text: &str| json!({"topic": "meetings", "statements": [says(text)]});
        let under = |statement: &str, passage_says: &str| {
            let call = call(json!({"dates": [date(statement)], "passages": [passage(passage_says)]}));
            find(check, &call, &json!({}))[0].quote.as_ref().unwrap().under.to_string()
        };
        assert_eq!(under("1 March. Attendance is a condition.", "There are meetings."), "k");
        assert_eq!(under("1 March.", "Meetings: Attendance is a condition."), "h");
        assert_eq!(under("1 March. Attendance is a condition.", "Attendance is a condition."), "k");
    }

    #[test]
    fn meetings() {
        let date = |id: &str, day: &str, attendance: &str| json!({"id": id, "name": "Meeting", "kind": "meeting", "when": {"is": "day", "on": day}, "attendance": attendance});
        let call = call(json!({"dates": [
            date("past", "2027-01-31", "required"),
            date("today", "2027-02-01", "required"),
            date("later", "2027-03-01", "expected"),
            date("free", "2027-03-02", "none")
        ]}));
        assert!(find(check, &call, &json!({})).iter().all(|f| f.quote.is_none()));
        let past = "Meeting: Sunday 31 January 2027: not asked";
        let today = "Meeting: Monday 1 February 2027";
        let later = "Meeting: Monday 1 March 2027";
        let line = |day: &str, rest: &str| format!("{day}: {rest}");
        table(
            check,
            &call,
            &[
                (
                    json!({}),
                    &[
                        past,
                        &line(today, "unknown, blocks, dates/today/attends"),
                        &line(later, "unknown, strengthens, dates/later/attends"),
                    ],
                ),
                (
                    json!({"dates/past/attends": "nobody", "dates/today/attends": "Nobody.", "dates/later/attends": "cannot attend, sorry"}),
                    &[
                        past,
                        &line(today, "not met, blocks, dates/today/attends"),
                        &line(later, "not met, strengthens, dates/later/attends"),
                    ],
                ),
                (
                    json!({"dates/today/attends": "Jo Reed", "dates/later/attends": "Jo Reed; Mo Fenn"}),
                    &[past, &line(today, "met"), &line(later, "met")],
                ),
            ],
        );
    }

    #[test]
    fn the_words_that_ask_for_attendance_are_quoted() {
        let on = |more: serde_json::Value| {
            let mut date = json!({"id": "d", "name": "Meeting", "kind": "meeting", "when": {"is": "day", "on": "2027-03-01"},
                "attendance": "required", "statement": says("On 1 March.")});
            for (key, value) in more.as_object().unwrap() {
                date[key] = value.clone();
            }
            let under = |text: &str| json!({"text": text, "under": "k"});
            let call = call(json!({"dates": [date], "passages": [
                {"topic": "status", "statements": [says("Be there.")]},
                {"topic": "meetings", "statements": [says("We meet."), under("Be there, always.")]}
            ]}));
            let quote = find(check, &call, &json!({})).remove(0).quote.unwrap();
            format!("{}: {}", quote.under, quote.text)
        };
        assert_eq!(on(json!({})), "h: On 1 March.");
        assert_eq!(on(json!({"attendance-quote": "Be there"})), "k: Be there");
    }

    #[test]
    fn what_means_nobody() {
        for (text, means) in [
            ("nobody", true),
            ("No one", true),
            ("no-one yet", true),
            ("NONE", true),
            ("n/a", true),
            (" Cannot attend ", true),
            ("can\u{2019}t attend: parents\u{2019} evening", true),
            ("No.", true),
            ("Noor Nadeem", false),
            ("Nobodyknows Jones", false),
            ("Nora", false),
            ("Ms Okafor (Mr Bell cannot attend)", false),
            ("\u{1f3b5}", false),
        ] {
            assert_eq!(says_nobody(text), means, "{text}");
        }
    }
}
