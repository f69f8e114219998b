//! Meetings: somebody of the school can be at each, where the hub expects it or makes it a condition.

use super::{Case, Finding, Verdict, Weight, quote};
use crate::call::{Attendance, CallDate, Section};
use crate::draft::Field;

const RULE: &str = "meetings";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for date in case.call.meetings() {
        let field = Field::Meeting(date.id.clone());
        let over = date.when.over(case.now) == Some(true);
        let weight = match date.attendance {
            _ if over => Weight::Notice,
            Attendance::Required => Weight::Blocks,
            Attendance::Expected | Attendance::None => Weight::Strengthens,
        };
        let verdict = if over { Verdict::not_asked("This date has passed.") } else { attended(case, date, &field) };
        out.push(
            Finding::about(RULE, Section::Duties, format!("{}: {}", date.name, date.when.words()))
                .is(verdict)
                .weighs(weight)
                .at(field)
                .quoting(date.statement.as_ref().map(quote))
                .odd(&date.oddities),
        );
    }
}

fn attended(case: &Case, date: &CallDate, field: &Field) -> Verdict {
    let who = case.draft.text(field);
    if who.trim().is_empty() {
        Verdict::unanswered("Say who will be there.", vec![field.clone()])
    } else if !nobody(who) {
        Verdict::Met
    } else if date.attendance == Attendance::Required {
        Verdict::not_met(format!(
            "Nobody can be there, and the hub makes it a condition of the role. {}",
            case.ask_the_hub()
        ))
    } else {
        Verdict::not_met("Nobody can be there, and the hub expects somebody of your school.")
    }
}

/// Whether what was typed instead of a name says that nobody comes.
fn nobody(text: &str) -> bool {
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
    let begins = |with: &&str| {
        text.split_at_checked(with.len())
            .is_some_and(|(head, rest)| head.eq_ignore_ascii_case(with) && !rest.starts_with(char::is_alphanumeric))
    };
    WHOLE.iter().any(|w| text.eq_ignore_ascii_case(w)) || BEGIN.iter().any(|b| begins(b))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{call, table};
    use super::*;

    #[test]
    fn meetings() {
        let date = |id: &str, day: &str, attendance: &str| json!({"id": id, "name": "Meeting", "kind": "meeting", "when": {"is": "day", "on": day}, "attendance": attendance});
        let call = call(json!({"dates": [
            date("past", "2027-01-31", "required"),
            date("today", "2027-02-01", "required"),
            date("later", "2027-03-01", "expected"),
            date("free", "2027-03-02", "none")
        ]}));
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
            assert_eq!(nobody(text), means, "{text}");
        }
    }
}
