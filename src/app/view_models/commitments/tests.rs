use serde_json::{Value as Json, json};

use super::*;
use crate::readiness::testing::{call, draft, noon, says};

fn three() -> Call {
    call(json!({"duties": [
        {"id": "one", "statement": says("Advocate.")},
        {"id": "two", "statement": says("Share.")},
        {"id": "sixth", "statement": {"text": "Teach.", "under": "k"}, "when": [{"sixth-form": true}]}
    ]}))
}

/// Flags of the three commitments in a school without a sixth form: the third is not asked.
fn flags(one: Option<bool>, two: Option<bool>, sixth: Option<bool>) -> Json {
    let mut answers = json!({"school/sixth-form": false});
    for (id, flag) in [("one", one), ("two", two), ("sixth", sixth)] {
        if let Some(flag) = flag {
            answers[format!("duties/{id}/accepted")] = flag.into();
        }
    }
    answers
}

#[test]
fn the_one_answer_is_derived() {
    use Agreement::{All, Except, Undecided};
    let call = three();
    let (yes, no) = (Some(true), Some(false));
    for (one, two, sixth, shown, note) in [
        (None, None, None, Undecided, ""),
        (yes, None, None, Undecided, "You have agreed to 1 of 2 so far."),
        (no, None, None, Undecided, "You have agreed to 0 of 2 so far."),
        (yes, yes, None, All, ""),
        (yes, yes, no, All, ""),
        (yes, no, None, Except, "Mark what you cannot agree to."),
        (no, no, yes, Except, "Mark what you cannot agree to."),
    ] {
        let answer = commitments_answer(&call, &draft(&flags(one, two, sixth)));
        assert_eq!((answer.shown(false), answer.note(false).as_str()), (shown, note), "{one:?} {two:?} {sixth:?}");
        assert_eq!(answer.shown(true), Except);
    }
    let none = commitments_answer(&call, &draft(&json!({})));
    assert_eq!((none.asked, none.note(true).as_str()), (3, "Mark at least one you cannot agree to."));
}

#[test]
fn one_answer_sets_all_that_are_asked() {
    use Agreement::{All, Except, Undecided};
    let call = three();
    let (yes, no) = (Some(true), Some(false));
    for (one, two, agreement, expected) in [
        (None, no, All, [yes, yes]),
        // To mark exceptions agrees to nothing by itself.
        (None, None, Except, [None, None]),
        (yes, None, Except, [yes, None]),
        // But there is an exception already: the rest is agreed to.
        (no, None, Except, [no, yes]),
        (yes, no, Undecided, [None, None]),
        (None, None, Undecided, [None, None]),
    ] {
        let mut draft = draft(&flags(one, two, no));
        for (field, value) in agreement_answers(&call, &draft, agreement) {
            draft.set(field, value, noon());
        }
        let after = ["one", "two"].map(|id| draft.flag(&Field::parse(&format!("duties/{id}/accepted"))));
        assert_eq!(after, expected, "{one:?} {two:?} {agreement:?}");
        assert_eq!(draft.flag(&Field::parse("duties/sixth/accepted")), no, "not asked, not touched");
    }
}

#[test]
fn a_mark_agrees_to_the_rest() {
    let call = three();
    let (yes, no) = (Some(true), Some(false));
    for (one, two, is_marked, expected) in
        [(None, None, true, [no, yes]), (no, no, false, [yes, no]), (no, yes, false, [yes, yes])]
    {
        let mut draft = draft(&flags(one, two, None));
        for (field, value) in exception_answers(&call, &draft, &call.duties[0].id, is_marked) {
            draft.set(field, value, noon());
        }
        let after = ["one", "two"].map(|id| draft.flag(&Field::parse(&format!("duties/{id}/accepted"))));
        assert_eq!(after, expected, "{one:?} {two:?} {is_marked}");
    }
}

#[test]
fn commitments_stand_under_the_hubs_headings() {
    let call = three();
    let groups = commitment_groups(&call);
    let counts: Vec<(&str, usize)> = groups.iter().map(|group| (group.heading.as_str(), group.items.len())).collect();
    assert_eq!(counts, [("Criteria", 2), ("Letter", 1)]);
    assert_eq!(commitments_lede(&call), "What a Lead School agrees to do, in the hub\u{2019}s words: 3 commitments.");
    let own = json!([{"id": "d", "name": "Interview", "kind": "interview", "when": {"is": "days", "choose": true, "on": ["2027-03-03", "2027-03-05"]}}]);
    let only_dates = crate::readiness::testing::call(json!({"dates": own.clone()}));
    assert_eq!(commitments_lede(&only_dates), "Dates that you choose or give.");
    let both = crate::readiness::testing::call(
        json!({"dates": own, "duties": [{"id": "one", "statement": says("Advocate.")}]}),
    );
    let lede = "What a Lead School agrees to do, in the hub\u{2019}s words: 1 commitment, 1 date.";
    assert_eq!(commitments_lede(&both), lede);
}

#[test]
fn a_commitment_says_how_much_where_its_words_do_not() {
    let duty = |id: &str, text: &str| json!({"id": id, "statement": says(text), "amount": {"number": 2, "unit": "days", "per": "year"}});
    let call = call(json!({"duties": [duty("one", "Share what works."), duty("two", "Share for two days a year.")]}));
    let items: Vec<Option<String>> =
        commitment_groups(&call).into_iter().flat_map(|group| group.items).map(|item| item.amount).collect();
    assert_eq!(items, [Some("2 days a year".to_owned()), None]);
}

#[test]
fn meetings_that_have_passed_ask_nothing() {
    let date = |id: &str, day: &str, more: Json| {
        let mut date = json!({"id": id, "name": "Meeting", "kind": "meeting", "attendance": "required",
            "when": {"is": "day", "on": day}});
        for (key, value) in more.as_object().unwrap() {
            date[key] = value.clone();
        }
        date
    };
    let call = call(json!({"dates": [
        date("past", "2027-01-31", json!({"venue": "The Hall", "minutes": 90})),
        date("later", "2027-03-01", json!({"statement": says("On 1 March.")})),
        date("unknown", "2027-03-01", json!({"when": {"is": "not-published"}})),
        date("month", "", json!({"when": {"is": "window", "from": "2027-04-01", "to": "2027-04-30"}, "minutes": 60, "venue": " "})),
        date("two", "", json!({"when": {"is": "days", "on": ["2027-05-04", "2027-05-06"], "all": true}}))
    ]}));
    let meetings = meetings(&call, noon());
    let rows: Vec<(bool, Option<&str>, &str, &str)> = meetings
        .rows
        .iter()
        .map(|row| (row.is_over, row.when.as_deref(), row.about.as_str(), row.label.as_str()))
        .collect();
    assert_eq!(
        rows,
        [
            (
                true,
                Some("Sunday 31 January 2027"),
                "Meeting, at The Hall. 90 minutes.",
                "Who will attend on Sunday 31 January 2027?"
            ),
            (false, None, "Meeting. The hub has not said where.", "Who will attend on Monday 1 March 2027?"),
            (
                false,
                Some("Not published. Ask the hub."),
                "Meeting. The hub has not said where.",
                "Who will attend? Meeting"
            ),
            (
                false,
                Some("April 2027"),
                "Meeting. The hub has not said where. 1 hour.",
                "Who will attend in April 2027?"
            ),
            (
                false,
                Some("Tuesday 4 May 2027 and Thursday 6 May 2027"),
                "Meeting. The hub has not said where.",
                "Who will attend on Tuesday 4 May 2027 and Thursday 6 May 2027?"
            ),
        ]
    );
    assert_eq!(meetings.rows[1].lines.len(), 1);
    assert!(meetings.has_calendar);
}
