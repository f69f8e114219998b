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
    WHOLE.iter().any(|w| text.eq_ignore_ascii_case(w)) || BEGIN.iter().any(|b| begins(&b))
}
