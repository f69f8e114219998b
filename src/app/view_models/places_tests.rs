//! What pages say of a call whose places, dates, limits and focus areas are of every odd kind.

use serde_json::json;

use super::{all_dates, chosen_area, deadline_line, focus_form, layout_notes, own_dates, places_for, school_form};
use crate::call::check::check;
use crate::call::{Call, Timestamp, read_call};
use crate::documents::{answers, document_in_short, letter_in_short, need_words};
use crate::readiness::testing::draft;
use crate::readiness::{FindingGroup, Verdict, assess};

fn call() -> Call {
    read_call(include_str!("../../../tests/fixtures/calls/places.json")).unwrap()
}

fn now() -> Timestamp {
    Timestamp::parse("2027-10-28T10:00:00.000Z").unwrap()
}

#[test]
fn the_call_file_has_no_problem() {
    let problems: Vec<_> = check(&call()).into_iter().filter(|problem| problem.known.is_none()).collect();
    assert_eq!(problems, []);
}

#[test]
fn a_school_is_told_its_places() {
    let call = call();
    let mix = "Anywhere in our area: number of places not given, shared by all types.";
    for (setting, rows) in [
        (
            "primary",
            &[
                "In The Quarry: at least 3 places.",
                "In The Tide: up to 2 places.",
                mix,
                "Anywhere in our area: up to 2 places, shared with Secondary school.",
            ][..],
        ),
        (
            "secondary",
            &["In each quarter: 1 place.", mix, "Anywhere in our area: up to 2 places, shared with Primary school."],
        ),
        ("special", &["Anywhere in our area: up to 1 place, shared with Alternative provision, where possible.", mix]),
        ("infant", &["Anywhere in our area: number of places not given.", mix]),
    ] {
        let own = draft(&json!({"school/setting": setting}));
        assert_eq!(places_for(&call, &own).rows, rows, "{setting}");
        // Each of them is wanted, with or without a number.
        let found = assess(&call, &own, now()).findings.into_iter().find(|found| found.rule == "place").unwrap();
        assert_eq!(found.verdict, Verdict::Met, "{setting}");
    }
    // The balance is shown, and nothing checks it.
    let shown = format!("{:?}", school_form(&call).places);
    assert!(shown.contains("a balance of large and small schools"), "{shown}");
}

#[test]
fn dates_are_those_of_the_hubs_words() {
    let call = call();
    let list = all_dates(&call, now());
    let rows: Vec<(&str, &str)> = list.rows.iter().map(|row| (row.name.as_str(), row.when.as_str())).collect();
    assert_eq!(
        rows,
        [
            ("Opens", "Monday 6 September 2027"),
            ("Application deadline", "Sunday 31 October 2027"),
            ("Shortlist", "November 2027"),
            ("Interview", "Wednesday 1 December 2027, 9:30am; or Friday 3 December 2027, 1:30pm"),
            ("Start", "January 2028"),
            ("Training", "Thursday 13 January 2028 and Friday 14 January 2028"),
            ("First report", "\u{201c}within a term of your first training day\u{201d}"),
        ]
    );
    assert_eq!(
        deadline_line(&call, now()),
        "Apply by Sunday 31 October 2027. 3 days left. Our text is unclear about this date. See the list of dates."
    );
    let note = "\u{201c}Midnight on 31 October\u{201d} may be the start or the end of that day. Send your application by 30 October, or ask us which is meant.";
    assert_eq!(list.oddities.iter().map(|oddity| oddity.text.as_str()).collect::<Vec<_>>(), [note]);
    let check = assess(&call, &draft(&json!({})), now());
    let asked: Vec<_> = check.findings.iter().filter(|found| found.group() == FindingGroup::AskTheHub).collect();
    assert!(asked.iter().any(|found| format!("{:?}", found.verdict).contains("Midnight on 31 October")), "{asked:?}");
}

#[test]
fn limits_are_told_as_the_hub_gives_them() {
    let call = call();
    let letters: Vec<String> = call.letters.iter().map(letter_in_short).collect();
    assert_eq!(
        letters,
        [
            "Letter of application (1 to 2 sides of A4 and 400 to 500 words)",
            "Your plans (about 300 words)",
            "Letter from your governors (optional, a limit that Upbeat does not know)",
        ]
    );
    assert_eq!(need_words(&call.documents[0]), "Required. 1 file. Length: about 4 sides of A4.");
    assert_eq!(document_in_short(&call.documents[0]), "Music plan");
    assert_eq!(
        layout_notes(&call, &call.letters[0]),
        [
            "We set some of the layout.",
            "We ask for 12-point text, and Upbeat uses it.",
            "We ask for Calibri, which Upbeat does not have. Download the Word file, change all the text to Calibri, check the length and send that file.",
            "Each page has its number at the foot.",
        ]
    );
    let written = draft(&json!({"letters/letter/prompts/why/text": "We sing."}));
    assert_eq!(
        assess(&call, &written, now()).unknown,
        [
            "We limit the length of \u{201c}Letter from your governors\u{201d}, but Upbeat does not know the limit.",
            "We ask for \u{201c}Letter of application\u{201d} in Calibri, which Upbeat does not have.",
        ]
    );
}

#[test]
fn strands_are_bare_ticks() {
    let call = call();
    let form = focus_form(&call);
    assert_eq!(form.range, "Choose 2.");
    let shown: Vec<&str> = form.only_shown.iter().map(|topic| topic.title.as_str()).collect();
    assert_eq!(shown, ["All Lead Schools together", "Changing areas later"]);
    assert_eq!(chosen_area(&call, "voices"), None);
}

#[test]
fn a_school_says_which_slot_it_takes_and_what_a_date_is_counted_from() {
    let call = call();
    let rows: Vec<(String, String, Vec<String>)> = own_dates(&call, &draft(&json!({})), now())
        .into_iter()
        .map(|row| (row.field.to_string(), row.question, row.choices.into_iter().map(|(_, words)| words).collect()))
        .collect();
    let slots = ["Wednesday 1 December 2027, 9:30am", "Friday 3 December 2027, 1:30pm"].map(str::to_owned).to_vec();
    assert_eq!(
        rows,
        [
            ("dates/interview/own".to_owned(), "Interview: which time do you choose?".to_owned(), slots),
            ("dates/report/own".to_owned(), "First report: the date of your first training day".to_owned(), vec![]),
        ]
    );
    let over = own_dates(&call, &draft(&json!({})), Timestamp::parse("2028-05-01T10:00:00.000Z").unwrap());
    assert_eq!(over.iter().map(|row| row.is_over).collect::<Vec<_>>(), [true, false]);
    let own = draft(&json!({
        "dates/interview/own": "2027-12-03T13:30:00+00:00[Europe/London]", "dates/report/own": "2028-01-13"
    }));
    let copied: Vec<(String, String)> = answers(&call, &own)
        .into_iter()
        .flat_map(|group| group.answers)
        .filter(|answer| answer.field.to_string().ends_with("/own"))
        .map(|answer| (answer.title, answer.text))
        .collect();
    assert_eq!(
        copied,
        [
            ("Interview: which time do you choose?".to_owned(), "Friday 3 December 2027, 1:30pm".to_owned()),
            ("First report: the date of your first training day".to_owned(), "Thursday 13 January 2028".to_owned()),
        ]
    );
}
