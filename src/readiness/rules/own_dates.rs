//! Dates of the school's own: which of several days or times it takes. The day that a date is counted from is never missed.

use crate::call::Section;
use crate::draft::{CHOICE_HAS_PASSED, Field, own_date_question, own_date_words, problem};
use crate::readiness::{Case, Finding, Verdict, Weight};

const RULE: &str = "own-dates";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for date in case.call.own_dates() {
        let field = Field::OwnDate(date.id.clone());
        let is_choice = !date.when.choices().is_empty();
        let over = date.when.over(case.now) == Some(true);
        let verdict = match problem(case.call, case.draft, &field) {
            _ if over => Verdict::not_asked("This date has passed."),
            Some(wrong) => Verdict::not_met(format!("{wrong}.")),
            None if date.when.is_choice_over(case.draft.text(&field).trim(), case.now) => {
                Verdict::not_met(format!("{CHOICE_HAS_PASSED}."))
            }
            None if !own_date_words(case.draft, date).is_empty() => Verdict::Met,
            None if is_choice => Verdict::unanswered("Choose one.", vec![field.clone()]),
            None => Verdict::unanswered("You can leave this blank.", vec![field.clone()]),
        };
        let weight = if is_choice { Weight::Blocks } else { Weight::Unneeded };
        let finding = Finding::about(RULE, Section::Duties, own_date_question(date)).is(verdict).weighs(weight);
        out.push(finding.at(field).quoting(date.statement.as_ref()).odd(&date.oddities));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{call, says, table};
    use super::*;

    #[test]
    fn a_choice_is_to_do_and_a_day_to_count_from_is_not() {
        let date = |id: &str, when: serde_json::Value| json!({"id": id, "name": "Visit", "kind": "visit", "when": when, "statement": says("We visit.")});
        let days = |on: [&str; 2], choose: bool| json!({"is": "days", "on": on, "choose": choose});
        let call = call(json!({"dates": [
            date("past", days(["2027-01-01", "2027-01-02"], true)),
            date("one", days(["2027-03-03", "2027-03-05"], true)),
            date("late", days(["2027-01-30", "2027-02-01"], true)),
            date("none", days(["2027-03-03", "2027-03-05"], false)),
            date("from", json!({"is": "relative", "quote": "We visit", "from": "your training day"})),
            date("shown", json!({"is": "relative", "quote": "We visit"}))
        ]}));
        let past = "Visit: which day do you choose?: not asked";
        let choice = |rest: &str| format!("Visit: which day do you choose?: {rest}");
        let from = |rest: &str| format!("Visit: the date of your training day: {rest}");
        let open = from("unknown, unneeded, dates/from/own");
        let late = choice("unknown, blocks, dates/late/own");
        table(
            check,
            &call,
            &[
                (json!({}), &[past, &choice("unknown, blocks, dates/one/own"), &late, &open]),
                (
                    json!({"dates/one/own": "2027-03-05", "dates/late/own": "2027-02-01"}),
                    &[past, &choice("met"), &choice("met"), &open],
                ),
                (
                    json!({"dates/one/own": "2027-03-05", "dates/late/own": "2027-01-30"}),
                    &[past, &choice("met"), &choice("not met, blocks, dates/late/own"), &open],
                ),
                (
                    json!({"dates/one/own": "2027-03-04"}),
                    &[past, &choice("not met, blocks, dates/one/own"), &late, &open],
                ),
                (
                    json!({"dates/one/own": "2027-03-03", "dates/from/own": "2027-02-10"}),
                    &[past, &choice("met"), &late, &from("met")],
                ),
            ],
        );
    }
}
