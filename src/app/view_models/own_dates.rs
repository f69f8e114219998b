//! Dates about which the school says something of its own: which of several it takes, or what they are counted from.

use super::quotations::{QuoteLine, quotations};
use crate::call::{Call, CallDate, Timestamp};
use crate::draft::{CHOICE_HAS_PASSED, Draft, Field, own_date_question, problem};

/// A date about which the school says something of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnDateRow {
    /// The answer.
    pub field: Field,
    /// The question.
    pub question: String,
    /// The hub's words on it.
    pub lines: Vec<QuoteLine>,
    /// What can be chosen: the written form, and the words. What has passed is left out, unless it is chosen. Empty: a day is
    /// typed.
    pub choices: Vec<(String, String)>,
    /// Whether it has passed: then nothing is asked.
    pub is_over: bool,
}

/// The dates of a call about which the school says something of its own.
pub fn own_dates(call: &Call, draft: &Draft, now: Timestamp) -> Vec<OwnDateRow> {
    let row = |date: &CallDate| {
        let field = Field::OwnDate(date.id.clone());
        let chosen = draft.text(&field).trim();
        let mut choices = date.when.choices();
        choices.retain(|(written, _)| written == chosen || !date.when.is_choice_over(written, now));
        OwnDateRow {
            question: own_date_question(date),
            lines: quotations(call, date.statement.as_ref()).into_iter().flat_map(|own| own.lines).collect(),
            choices,
            is_over: date.when.over(now) == Some(true),
            field,
        }
    };
    call.own_dates().map(row).collect()
}

/// What is wrong with a day or time that was chosen: it is not offered any more, or it has passed.
pub fn wrong_choice(call: &Call, draft: &Draft, field: &Field, now: Timestamp) -> Option<String> {
    if let Some(wrong) = problem(call, draft, field) {
        return Some(wrong);
    }
    let date = call.own_dates().find(|date| Field::OwnDate(date.id.clone()) == *field)?;
    let has_passed = date.when.over(now) == Some(false) && date.when.is_choice_over(draft.text(field).trim(), now);
    has_passed.then(|| CHOICE_HAS_PASSED.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::readiness::testing::{call, draft, noon};

    #[test]
    fn what_has_passed_is_not_offered_and_what_was_chosen_stays_to_be_seen() {
        let slots = [
            "2027-01-29T09:00:00+00:00[Europe/London]",
            "2027-02-01T09:00:00+00:00[Europe/London]",
            "2027-02-03T09:00:00+00:00[Europe/London]",
        ];
        let call = call(json!({"dates": [
            {"id": "days", "name": "Visit", "kind": "visit", "when": {"is": "days", "choose": true, "on": ["2027-01-29", "2027-02-01", "2027-02-03"]}},
            {"id": "slots", "name": "Talk", "kind": "interview", "when": {"is": "slots", "choose": true, "at": slots}}
        ]}));
        let shown = |answers: &serde_json::Value| {
            let own = draft(answers);
            let rows = own_dates(&call, &own, noon()).into_iter();
            rows.map(|row| (row.choices.len(), wrong_choice(&call, &own, &row.field, noon()))).collect::<Vec<_>>()
        };
        // Today is still to come, this morning is not.
        assert_eq!(shown(&json!({})), [(2, None), (1, None)]);
        let passed = Some("Choose again: this day has passed".to_owned());
        let answers = json!({"dates/days/own": "2027-01-29", "dates/slots/own": slots[2]});
        assert_eq!(shown(&answers), [(3, passed), (1, None)]);
        let again = Some("Choose again: the dates have changed".to_owned());
        assert_eq!(shown(&json!({"dates/days/own": "2027-02-02"})), [(2, again), (1, None)]);
    }
}
