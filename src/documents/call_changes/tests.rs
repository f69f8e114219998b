use serde_json::{Value as Json, json};

use super::*;
use crate::call::{read_call, upgrade};
use crate::readiness::testing::{call, says};

fn base() -> Call {
    let day = |on: &str| json!({"is": "day", "on": on});
    call(json!({
        "dates": [
            {"id": "deadline", "name": "Application deadline", "kind": "deadline", "when": day("2027-02-12"), "statement": says("By then.")},
            {"id": "visit", "name": "Visit", "kind": "visit", "when": {"is": "not-published"}},
            {"id": "first", "name": "First meeting", "kind": "meeting", "when": day("2027-05-03"), "attendance": "expected"}
        ],
        "profile": [{"ask": "name", "why": "w"}, {"ask": "setting", "why": "w"}],
        "people": [{"id": "head", "name": "Headteacher", "why": "w"}],
        "criteria": [{"id": "singing", "name": "Singing:", "statements": [says("You sing daily. You play weekly.")], "points": [
            {"id": "sing", "label": "Daily singing", "quote": "You sing daily.", "strength": "must"},
            {"id": "play", "label": "Weekly playing", "quote": "You play weekly.", "strength": "should"}
        ]}],
        "focus": {"name": "Focus areas", "statements": [says("Choose.")], "maximum": 2, "areas": [{"id": "choir", "name": "Choirs"}]},
        "letters": [{"id": "letter", "name": "Supporting letter", "kind": "letter", "strength": "must", "limit": {"sides": 2},
            "statements": [says("Write to us.")], "prompts": [{"id": "why", "title": "Why you", "statements": [says("Say why.")]}]}],
        "documents": [{"id": "plan", "name": "Music plan", "need": "required", "statements": [says("Send your plan.")]}],
        "duties": [{"id": "host", "statement": says("Host a visit.")}],
        "declarations": [{"id": "one", "label": "We send one application.", "statement": says("Send one.")}],
        "submission": {"statements": [says("Email it.")], "ways": [{"by": "email", "address": "apply@marsh.example.org"}], "deadline": "deadline"},
        "passages": [{"topic": "purpose", "statements": [says("We want music.")]}]
    }))
}

/// What is said of one thing changed; `null` takes it out, a path ending in `/-` adds to a list.
fn said(pointer: &str, new: &Json) -> Vec<String> {
    let before = base();
    // What is put in is written as the fixtures are.
    let mut new = new.clone();
    // The `when` of a date is no condition.
    if !pointer.starts_with("/dates/") {
        upgrade(&mut new);
    }
    let new = &new;
    let mut json = serde_json::to_value(&before).unwrap();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match json.pointer_mut(parent).unwrap() {
        Json::Object(members) if new.is_null() => drop(members.remove(key)),
        Json::Object(members) => drop(members.insert(key.to_owned(), new.clone())),
        Json::Array(elements) if key == "-" => elements.push(new.clone()),
        Json::Array(elements) if new.is_null() => drop(elements.remove(key.parse::<usize>().unwrap())),
        Json::Array(elements) => elements[key.parse::<usize>().unwrap()] = new.clone(),
        other => panic!("{pointer} leads into {other}"),
    }
    let after = read_call(&json.to_string()).unwrap_or_else(|e| panic!("{pointer}: {e}"));
    let texts = [&before, &after].map(|call| serde_json::to_string(call).unwrap());
    let changes = call_file_changes((&before, &texts[0]), (&after, &texts[1]));
    changes.into_iter().map(|change| format!("{}: {}", change.topic, change.words)).collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn what_has_changed_is_said_by_topic() {
    let day = |on: &str| json!({"is": "day", "on": on});
    let point =
        |id: &str, label: &str, quote: &str| json!({"id": id, "label": label, "quote": quote, "strength": "must"});
    let prompt = |id: &str, title: &str, text: &str| json!({"id": id, "title": title, "statements": [says(text)]});
    for (pointer, new, expected) in [
        // What is ours is no news.
        ("/hub/short", json!("Fen"), &[] as &[&str]),
        ("/people/0/why", json!("Other words"), &[]),
        ("/criteria/0/points/0/help", json!(["Ideas"]), &[]),
        ("/oddities", json!([{"id": "odd", "kind": "conflict", "note": "n"}]), &[]),
        ("/criteria/0/statements/0/text", json!("You sing  daily.\n\nYou play weekly."), &[]),
        (
            "/dates/0/when",
            day("2027-02-19"),
            &["Dates: The deadline changed. Before: Friday 12 February 2027. Now: Friday 19 February 2027."],
        ),
        ("/dates/0/when", json!({"is": "not-published"}), &["Dates: The deadline no longer has a date."]),
        ("/dates/1/when", day("2027-03-01"), &["Dates: \u{201c}Visit\u{201d} now has a date: Monday 1 March 2027."]),
        ("/dates/1", json!(null), &["Dates: \u{201c}Visit\u{201d} is no longer among the dates."]),
        (
            "/dates/2/when",
            day("2027-05-04"),
            &["Dates: \u{201c}First meeting\u{201d} changed. Before: Monday 3 May 2027. Now: Tuesday 4 May 2027."],
        ),
        ("/dates/2/venue", json!("Town Hall."), &["Dates: \u{201c}First meeting\u{201d} is now at Town Hall."]),
        ("/dates/2/lasts-minutes", json!(90), &["Dates: \u{201c}First meeting\u{201d} now takes 90 minutes."]),
        ("/dates/2/attendance", json!("required"), &["Dates: You must now attend \u{201c}First meeting\u{201d}."]),
        (
            "/dates/2/attendance",
            json!("none"),
            &["Dates: You are no longer expected at \u{201c}First meeting\u{201d}."],
        ),
        (
            "/dates/-",
            json!({"id": "end", "name": "Last day", "kind": "end", "when": day("2028-07-14")}),
            &["Dates: New date: Last day, Friday 14 July 2028."],
        ),
        ("/submission/any-time", json!(true), &["Dates: You can now apply at any time."]),
        ("/settings/1", json!(null), &["Who can apply: \u{201c}Early Years\u{201d} can no longer apply."]),
        (
            "/settings/-",
            json!({"id": "arts", "name": "Arts organisation", "kind": "other"}),
            &["Who can apply: \u{201c}Arts organisation\u{201d} can now apply."],
        ),
        (
            "/profile/-",
            json!({"ask": "trust", "why": "w"}),
            &["Who can apply: There is a new question about your school or organisation."],
        ),
        ("/people/0", json!(null), &["Who can apply: You no longer have to name this person: Headteacher."]),
        (
            "/criteria/0",
            json!({"id": "singing", "name": "Singing:", "statements": [says("You sing twice a day. You play weekly.")],
                "points": [point("sing", "Daily singing", "You sing twice a day."), json!({"id": "play", "label": "Weekly playing", "quote": "You play weekly.", "strength": "should"})]}),
            &["Criteria: The words of \u{201c}Daily singing\u{201d} in \u{201c}Singing\u{201d} changed."],
        ),
        (
            "/criteria/0/points/1/how-binding",
            json!("must"),
            &["Criteria: \u{201c}Weekly playing\u{201d} in \u{201c}Singing\u{201d} is now required."],
        ),
        (
            "/criteria/0/points/1/how-binding",
            json!("may"),
            &["Criteria: \u{201c}Weekly playing\u{201d} in \u{201c}Singing\u{201d} is now optional."],
        ),
        (
            "/criteria/-",
            json!({"id": "new", "name": "Range", "statements": [], "points": []}),
            &["Criteria: New criterion: \u{201c}Range\u{201d}."],
        ),
        ("/criteria/0", json!(null), &["Criteria: No longer a criterion: \u{201c}Singing\u{201d}."]),
        ("/focus", json!(null), &["Focus areas: Focus areas are no longer asked for."]),
        ("/focus/maximum", json!(3), &["Focus areas: The number of focus areas to choose changed."]),
        (
            "/focus/areas/-",
            json!({"id": "band", "name": "Bands"}),
            &["Focus areas: New focus area: \u{201c}Bands\u{201d}."],
        ),
        (
            "/letters/0/limit",
            json!({"sides": 1}),
            &[
                "Letters and questions: The set length of \u{201c}Supporting letter\u{201d} changed from 2 sides of A4 to 1 side of A4.",
            ],
        ),
        (
            "/letters/0/limit",
            json!(null),
            &["Letters and questions: \u{201c}Supporting letter\u{201d} no longer has a set length."],
        ),
        (
            "/letters/0/how-binding",
            json!("may"),
            &["Letters and questions: \u{201c}Supporting letter\u{201d} is now optional."],
        ),
        (
            "/letters/0/prompts/-",
            prompt("who", "Who leads", "Say who."),
            &["Letters and questions: New question in \u{201c}Supporting letter\u{201d}: \u{201c}Who leads\u{201d}."],
        ),
        (
            "/letters/0/prompts/0",
            json!(null),
            &["Letters and questions: No longer asked in \u{201c}Supporting letter\u{201d}: \u{201c}Why you\u{201d}."],
        ),
        (
            "/letters/0/prompts/0",
            prompt("why", "Why you", "Say why, and how."),
            &[
                "Letters and questions: The words of \u{201c}Why you\u{201d} in \u{201c}Supporting letter\u{201d} changed.",
            ],
        ),
        (
            "/letters/0/prompts/0/limit",
            json!({"words": 300}),
            &["Letters and questions: \u{201c}Why you\u{201d} now has a set length: 300 words."],
        ),
        (
            "/documents/-",
            json!({"id": "budget", "name": "Budget", "need": "required", "minimum": 1, "statements": [says("Send a budget.")]}),
            &["Documents: New document: \u{201c}Budget\u{201d}."],
        ),
        ("/documents/0", json!(null), &["Documents: \u{201c}Music plan\u{201d} is no longer asked for."]),
        ("/documents/0/need", json!("optional"), &["Documents: \u{201c}Music plan\u{201d} is now optional."]),
        (
            "/documents/0/limit",
            json!({"sides": 3}),
            &["Documents: \u{201c}Music plan\u{201d} now has a set length: 3 sides of A4."],
        ),
        (
            "/documents/0/statements/0/text",
            json!("Send your whole plan."),
            &["Documents: What is said about \u{201c}Music plan\u{201d} changed."],
        ),
        (
            "/duties/0/statement/text",
            json!("Host two visits."),
            &["Commitments: The words changed: \u{201c}Host two visits\u{201d}."],
        ),
        (
            "/duties/-",
            json!({"id": "meet", "statement": says("Meet us.")}),
            &["Commitments: New: \u{201c}Meet us\u{201d}."],
        ),
        (
            "/declarations/0/label",
            json!("We send one."),
            &["Declarations: The words changed: \u{201c}We send one\u{201d}."],
        ),
        ("/declarations/0", json!(null), &["Declarations: No longer asked: \u{201c}We send one application\u{201d}."]),
        (
            "/submission/ways/0/address",
            json!("forms@marsh.example.org"),
            &["Sending and questions: The address changed from apply@marsh.example.org to forms@marsh.example.org."],
        ),
        (
            "/submission/ways/-",
            json!({"by": "paper", "address": ["Marsh"]}),
            &["Sending and questions: How you send your application changed."],
        ),
        (
            "/submission/statements/0/text",
            json!("Email it soon."),
            &["Sending and questions: The words about sending changed."],
        ),
        (
            "/submission/enquiries",
            json!({"name": "Bo Hill", "email": "bo@marsh.example.org"}),
            &["Sending and questions: Questions now go to Bo Hill, bo@marsh.example.org."],
        ),
        (
            "/lots",
            json!({"name": "Strands", "choices": [{"id": "a", "name": "Voices"}]}),
            &["Who can apply: The list of what you can apply for changed."],
        ),
        ("/cluster", json!({"name": "Partners"}), &["Who can apply: New: \u{201c}Partners\u{201d}."]),
        (
            "/read-first",
            json!([{"name": "Handbook"}]),
            &["Documents: New document to read first: \u{201c}Handbook\u{201d}."],
        ),
        (
            "/criteria/0/points/1/rule",
            json!({"kind": "ofsted-overall", "accepted": ["good"]}),
            &["Criteria: \u{201c}Weekly playing\u{201d} in \u{201c}Singing\u{201d} is now judged differently."],
        ),
        (
            "/criteria/0/points/1/only-if-all",
            json!([{"trust": true}]),
            &["Criteria: \u{201c}Weekly playing\u{201d} now applies to different schools."],
        ),
        (
            "/letters/0/prompts/0/answer",
            json!({"kind": "yes-no"}),
            &[
                "Letters and questions: \u{201c}Why you\u{201d} in \u{201c}Supporting letter\u{201d} is now answered differently.",
            ],
        ),
        // A comma more is no news, and what no sentence is for is said to be there.
        ("/duties/0/statement/text", json!("Host, a visit"), &[]),
        ("/hub/look", json!({"accent": "#123456", "accent-dark": "#abcdef"}), &[]),
        ("/hub/funders", json!(["Arts Council England"]), &["Everything else: Something else in this round changed."]),
        ("/role/name", json!("Hub Lead School"), &["Everything else: Something else in this round changed."]),
        (
            "/criteria/0/statements/0/text",
            json!("In each year you sing daily. You play weekly."),
            &["Criteria: The words of \u{201c}Singing\u{201d} changed."],
        ),
        (
            "/criteria/0/only-if-all",
            json!([{"trust": true}]),
            &["Criteria: \u{201c}Singing\u{201d} now applies to different schools."],
        ),
        (
            "/criteria/0/set-out-in",
            json!({"name": "Handbook"}),
            &[
                "Criteria: New in \u{201c}Singing\u{201d}: What \u{201c}Handbook\u{201d} asks for.",
                "Criteria: \u{201c}Singing\u{201d} is now set out in \u{201c}Handbook\u{201d}.",
            ],
        ),
        (
            "/criteria/0/points/0/document",
            json!("plan"),
            &[
                "Criteria: The document that belongs to \u{201c}Daily singing\u{201d} in \u{201c}Singing\u{201d} changed.",
            ],
        ),
        ("/scale/steps/1", json!(null), &["Criteria: The ratings that you can choose from changed."]),
        ("/focus/reasons", json!(false), &["Focus areas: You can no longer say why you choose a focus area."]),
        (
            "/focus/areas/0/settings",
            json!(["primary"]),
            &["Focus areas: The focus area \u{201c}Choirs\u{201d} is now offered to different schools."],
        ),
        ("/people/0/required", json!(false), &["Who can apply: \u{201c}Headteacher\u{201d} is now optional."]),
        (
            "/people/0/ask-contact-details",
            json!(true),
            &["Who can apply: You are now asked for contact details of \u{201c}Headteacher\u{201d}."],
        ),
        (
            "/people/0/only-if-all",
            json!([{"trust": true}]),
            &["Who can apply: \u{201c}Headteacher\u{201d} now applies to different schools."],
        ),
        (
            "/profile/0/required",
            json!(false),
            &["Who can apply: Whether a question about your school or organisation is required changed."],
        ),
        (
            "/dates/0/name",
            json!("Closing day"),
            &["Dates: \u{201c}Application deadline\u{201d} is now called \u{201c}Closing day\u{201d}."],
        ),
        (
            "/dates/0/statement/text",
            json!("By noon then."),
            &["Dates: What is said about \u{201c}Application deadline\u{201d} changed."],
        ),
        (
            "/dates/0/date-is-certain",
            json!(false),
            &["Dates: What is said about \u{201c}Application deadline\u{201d} changed."],
        ),
        ("/dates/2/kind", json!("information"), &["Dates: What is said about \u{201c}First meeting\u{201d} changed."]),
        (
            "/submission/deadline",
            json!("first"),
            &[
                "Dates: \u{201c}First meeting\u{201d} is now a date by which to apply: Monday 3 May 2027.",
                "Dates: \u{201c}Application deadline\u{201d} is no longer a date by which to apply.",
            ],
        ),
        (
            "/letters/0/kind",
            json!("answers"),
            &["Letters and questions: \u{201c}Supporting letter\u{201d} is now answered differently."],
        ),
        (
            "/letters/0/from",
            json!(["head"]),
            &["Letters and questions: What is said about \u{201c}Supporting letter\u{201d} changed."],
        ),
        (
            "/letters/0/prompts/0/points",
            json!([{"id": "a", "quote": "Say why.", "how-binding": "must"}]),
            &["Letters and questions: The points to cover in \u{201c}Why you\u{201d} changed."],
        ),
        (
            "/documents/0/contents",
            json!([{"id": "a", "quote": "Send your plan.", "how-binding": "must"}]),
            &["Documents: What \u{201c}Music plan\u{201d} should include changed."],
        ),
        (
            "/duties/0/only-if-all",
            json!([{"trust": true}]),
            &["Commitments: \u{201c}Host a visit\u{201d} now applies to different schools."],
        ),
        (
            "/declarations/0/required",
            json!(false),
            &["Declarations: \u{201c}We send one application\u{201d} is now optional."],
        ),
        (
            "/declarations/0/after-sending",
            json!(true),
            &[
                "Declarations: \u{201c}We send one application\u{201d} is now to be confirmed after you have sent your application.",
            ],
        ),
        (
            "/submission/do-not-contact",
            json!([{"text": "Do not call us.", "under-heading": "h"}]),
            &["Sending and questions: What is said about whom not to contact changed."],
        ),
        (
            "/data-protection",
            json!({"controller": "Marsh"}),
            &["Sending and questions: What is said about data protection changed."],
        ),
        (
            "/submission/enquiries",
            json!({"url": "https://marsh.example.org/ask"}),
            &["Sending and questions: Questions now go to https://marsh.example.org/ask."],
        ),
        ("/submission/enquiries", json!({"name": " "}), &["Sending and questions: The contact for questions changed."]),
        ("/round", json!("Spring term"), &["Everything else: The round is now called \u{201c}Spring term\u{201d}."]),
        (
            "/passages/0/statements/0/text",
            json!("We want more music."),
            &["Everything else: Other words about the role, its benefits or how schools are chosen changed."],
        ),
    ] {
        assert_eq!(said(pointer, &new), expected, "{pointer} {new}");
    }
}

#[test]
fn a_call_has_not_changed_from_itself() {
    for call in crate::draft::shipped() {
        assert_eq!(call_changes(call, call), []);
    }
}

#[test]
fn every_sentence_is_one() {
    let calls = crate::draft::shipped();
    for before in calls {
        for after in calls {
            for change in call_changes(before, after) {
                assert!(change.words.ends_with('.') && !change.words.contains(".."), "{}", change.words);
                assert!(!change.words.contains("  "), "{}", change.words);
            }
        }
    }
}

#[test]
fn only_the_date_by_which_to_apply_is_called_the_deadline() {
    let day = |on: &str| json!({"is": "day", "on": on});
    let dates = |interest: &str, any_time: bool| {
        call(json!({
            "dates": [
                {"id": "interest", "name": "Tell us you are interested", "kind": "deadline", "when": day(interest)},
                {"id": "deadline", "name": "Application deadline", "kind": "deadline", "when": day("2027-03-12")}
            ],
            "submission": {"statements": [], "ways": [], "deadline": if any_time { "interest" } else { "deadline" }, "any-time": any_time}
        }))
    };
    for any_time in [false, true] {
        let changes = call_changes(&dates("2027-02-01", any_time), &dates("2027-02-02", any_time));
        let words: Vec<_> = changes.into_iter().map(|change| change.words).collect();
        let said = "\u{201c}Tell us you are interested\u{201d} changed. Before: Monday 1 February 2027. Now: Tuesday 2 February 2027.";
        assert_eq!(words, [said], "{any_time}");
    }
}

#[test]
fn a_file_that_is_only_written_otherwise_has_not_changed() {
    let text = std::fs::read_to_string("assets/calls/hertfordshire-2025.json").unwrap();
    let call = read_call(&text).unwrap();
    let compact = serde_json::from_str::<Json>(&text).unwrap().to_string();
    assert_eq!(call_file_changes((&call, &text), (&call, &compact)), []);
}

#[test]
fn what_is_read_first_what_supports_and_where_places_are_is_told() {
    let reading = |more: &Json| {
        let mut reading = json!({"name": "Handbook", "statement": says("Read it.")});
        reading.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"read-first": [reading], "declarations": [{"id": "read", "label": "We have read it.", "statement": says("Read.")}]})
    };
    let support = |strength: &str, when: Json, quote: &str| {
        json!({"letters": [{"id": "l", "name": "Letter", "kind": "letter", "strength": "must", "statements": [says("From your trust, or your head.")],
            "prompts": [], "support": {"name": "Support", "quote": quote, "strength": strength, "when": when, "placement": "inside"}}]})
    };
    let place = |place: Json| {
        let mut whole =
            json!({"id": "p", "settings": ["primary"], "maximum": 2, "where": "whole-area", "statement": says("Two.")});
        whole.as_object_mut().unwrap().extend(place.as_object().unwrap().clone());
        json!({"places": [whole]})
    };
    let read = "What is said about \u{201c}Handbook\u{201d} changed.";
    for (before, after, expected) in [
        (reading(&json!({})), reading(&json!({"statement": says("Read all of it.")})), read),
        (
            reading(&json!({})),
            reading(&json!({"declaration": "read"})),
            "You now confirm that you have read \u{201c}Handbook\u{201d}.",
        ),
        (
            reading(&json!({})),
            reading(&json!({"when": [{"trust": true}]})),
            "\u{201c}Handbook\u{201d} now applies to different schools.",
        ),
        (
            support("may", json!([]), "From your trust"),
            support("must", json!([]), "From your trust"),
            "\u{201c}Support\u{201d} is now required.",
        ),
        (
            support("may", json!([]), "From your trust"),
            support("may", json!([{"trust": true}]), "From your trust"),
            "\u{201c}Support\u{201d} now applies to different schools.",
        ),
        (
            support("may", json!([]), "From your trust"),
            support("may", json!([]), "your head"),
            "The words of \u{201c}Support\u{201d} changed.",
        ),
        (place(json!({})), place(json!({"where-possible": true})), "The places that schools can apply for changed."),
    ] {
        let words: Vec<_> = call_changes(&call(before), &call(after)).into_iter().map(|change| change.words).collect();
        assert_eq!(words, [expected]);
    }
}
