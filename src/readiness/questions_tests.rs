//! The invented call that asks for answers of every kind, from empty to ready.

use serde_json::{Value as Json, json};

use super::testing::draft;
use super::{Overall, assess};
use crate::bundle::View;
use crate::call::{Call, Section, read_call};
use crate::documents::{Receiver, answers, application_for, letter_flow};
use crate::draft::{Draft, FIXTURE_TIME, Field, asked, fullest, is_asked, is_asked_of_school};

fn questions() -> Call {
    read_call(include_str!("../../tests/fixtures/calls/questions.json")).unwrap()
}

/// The findings that hold a draft up: where each leads.
fn to_do(call: &Call, draft: &Draft) -> Vec<String> {
    let check = assess(call, draft, FIXTURE_TIME);
    let blocks = check.findings.iter().filter(|found| found.blocks());
    blocks.map(|found| found.field.as_ref().map(ToString::to_string).unwrap_or_default()).collect()
}

/// A trust that applies for singing, with every answer that it needs.
fn ready() -> Json {
    let plan = "Every class learns four songs in each term, and all of them sing together in the hall on the last Friday, with their families, their neighbours and whoever else would like to come.";
    json!({
        "school/name": "Skerry Learning Trust",
        "school/setting": "mat",
        "school/lead-school": "Gull Rock School",
        "lots/chosen": ["voices"],
        "cluster/schools": ["Limpet School\tRobin Fell\tMusic lead\trobin@limpet.example", "Kelp School\tJo Reef\tHead\tjo@kelp.example"],
        "people/lead/name": "Sam Shoal",
        "people/lead/email": "sam@skerry.example",
        "criteria/ready/group/branches": ["band", "teacher"],
        "criteria/ready/group/evidence": "The band meets each Monday.",
        "criteria/singing/weekly/rating": "afloat",
        "criteria/singing/weekly/evidence": "Assemblies.",
        "letters/form/prompts/why/text": "We sing already, and would like to help others.",
        "letters/form/prompts/policy/text": plan,
        "letters/form/prompts/room/choice": false,
        "letters/form/prompts/room/text": "In the hall.",
        "letters/form/prompts/visited/choice": false,
        "letters/form/prompts/hours/text": "4.5",
        "letters/form/prompts/budget/lines": ["Songbooks\t1,200", "Buses\t300"],
        "documents/timetable/state": "ready",
        "documents/timetable/name": "timetable.pdf",
        "documents/song-list/state": "ready",
        "documents/song-list/name": "songs.pdf",
        "declarations/read-handbook/confirmed": true,
        "duties/share/accepted": true
    })
}

fn with(changes: &Json) -> Draft {
    let mut answers = ready();
    for (address, value) in changes.as_object().unwrap() {
        answers[address] = value.clone();
    }
    draft(&answers)
}

#[test]
fn from_empty_to_ready() {
    let call = questions();
    assert_eq!(to_do(&call, &with(&json!({}))), [""; 0]);
    assert_eq!(assess(&call, &with(&json!({})), FIXTURE_TIME).overall, Overall::Ready);
    for (changes, expected) in [
        (json!({"school/lead-school": ""}), vec!["school/lead-school"]),
        (json!({"school/lead-school-urn": "12"}), vec!["school/lead-school-urn"]),
        (
            json!({"cluster/schools": ["Limpet School\tRobin Fell\tMusic lead\trobin@limpet.example"]}),
            vec!["cluster/schools"],
        ),
        (json!({"criteria/ready/group/branches": ["band"]}), vec!["criteria/ready/group/branches"]),
        (json!({"criteria/ready/group/branches": ["none"]}), vec!["criteria/ready/group/branches"]),
        (json!({"letters/form/prompts/policy/text": "Everybody."}), vec!["letters/form/prompts/policy/text"]),
        (json!({"letters/form/prompts/room/text": ""}), vec!["letters/form/prompts/room/text"]),
        (json!({"letters/form/prompts/room/text": "", "letters/form/prompts/room/choice": true}), vec![]),
        (json!({"letters/form/prompts/hours/text": "11"}), vec!["letters/form/prompts/hours/text"]),
        (json!({"letters/form/prompts/budget/lines": ["Songbooks\t1,200"]}), vec!["letters/form/prompts/budget/lines"]),
        (json!({"declarations/read-handbook/confirmed": false}), vec!["declarations/read-handbook/confirmed"]),
        // Another strand asks other things.
        (
            json!({"lots/chosen": ["machines"]}),
            vec![
                "criteria/ready/anchor/level",
                "letters/form/prompts/extra/lines",
                "letters/machine-plan/prompts/plan/text",
                "letters/machine-plan/prompts/machines/text",
            ],
        ),
        (
            json!({"lots/chosen": ["voices", "bands"]}),
            vec!["criteria/playing/meet/rating", "letters/form/prompts/extra/lines", "duties/host/accepted"],
        ),
        // An arts organisation has neither crew schools nor a lead school.
        (json!({"school/setting": "arts", "cluster/schools": [], "school/lead-school": ""}), vec![]),
        // A school's number is judged by its phase; a new one is excused.
        (
            json!({"school/setting": "upper", "school/key-stages": ["ks3"], "criteria/ready/learners/number": "30"}),
            vec!["criteria/ready/learners/branches"],
        ),
        (
            json!({"school/setting": "infant", "school/key-stages": ["ks1"], "criteria/ready/learners/number": "30"}),
            vec![],
        ),
        (
            json!({"school/setting": "upper", "school/key-stages": ["ks3"], "criteria/ready/learners/number": "30",
                "criteria/ready/learners/branches": ["new"], "criteria/ready/learners/evidence": "Opened in 2026."}),
            vec![],
        ),
    ] {
        let mut draft = with(&changes);
        if changes.get("school/setting").is_some() {
            let field = Field::parse("criteria/singing/staff/rating");
            draft.set(field, "afloat".into(), FIXTURE_TIME);
            draft.set(Field::parse("criteria/singing/staff/evidence"), "Choir.".into(), FIXTURE_TIME);
        }
        assert_eq!(to_do(&call, &draft), expected, "{changes}");
    }
}

/// What everybody can read of an application for the hub.
fn readable(call: &Call, draft: &Draft) -> String {
    let view = View::new(call, draft, Receiver::Hub, FIXTURE_TIME);
    let check = assess(call, draft, FIXTURE_TIME);
    let outline = application_for(Receiver::Hub, call, view.draft(), check.deadline, FIXTURE_TIME);
    format!("{outline:?} {:?}", answers(call, view.draft()))
}

#[test]
fn what_leaves_is_in_words_and_only_of_the_chosen_strand() {
    let call = questions();
    let said = readable(
        &call,
        &with(&json!({
            "criteria/ready/anchor/level": "silver",
            "letters/machine-plan/prompts/plan/text": "We would build a robot choir.",
            "letters/form/prompts/extra/lines": ["Cables\t80"]
        })),
    );
    for words in [
        "Gull Rock School",
        "Voices",
        "Limpet School",
        "Robin Fell",
        "4.5 hours a week",
        "Songbooks",
        "\u{a3}1,200",
        "Total",
        "\u{a3}1,500",
        "In the hall.",
        "a teacher of its own",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    for words in ["robot choir", "Cables", "Silver Anchor", "Bands and orchestras", "Plan for music machines"] {
        assert!(!said.contains(words), "{words}: {said}");
    }
    let machines = readable(
        &call,
        &with(&json!({
            "lots/chosen": ["machines"], "criteria/ready/anchor/level": "silver",
            "letters/form/prompts/extra/lines": ["Cables\t80"]
        })),
    );
    assert!(machines.contains("Silver Anchor") && machines.contains("Cables: \u{a3}80"), "{machines}");
    assert!(!machines.contains("Every child sings"), "{machines}");
}

#[test]
fn every_address_of_the_call_is_asked_in_both_ways() {
    let call = questions();
    let all = asked(&call);
    let full = fullest(&call);
    for field in &all {
        assert!(is_asked(&call, field), "{field}");
        assert_eq!(Field::parse(&field.to_string()), *field);
        let is_plain = !field.holds_files() && !matches!(field, Field::Complete(_));
        assert!(!is_plain || full.answered(field), "{field}");
    }
    assert!(all.contains(&Field::LotsChosen) && all.contains(&Field::Cluster));
    assert_eq!(Field::LotsChosen.section(), Some(Section::School));
    // Of a trust that applies for singing.
    let draft = with(&json!({}));
    let profile = crate::draft::Profile::of(&call, &draft);
    for (address, expected) in [
        ("school/lead-school", true),
        ("criteria/ready/learners/number", false),
        ("criteria/ready/anchor/level", false),
        ("criteria/singing/weekly/evidence", true),
        ("criteria/playing/meet/evidence", false),
        ("letters/form/prompts/budget/lines", true),
        ("letters/form/prompts/budget/text", false),
        ("letters/form/prompts/extra/lines", false),
        ("letters/form/prompts/policy/files", true),
        ("letters/form/prompts/visited/text", false),
        ("letters/machine-plan/prompts/plan/text", false),
        ("documents/song-list/state", true),
    ] {
        assert_eq!(is_asked_of_school(&call, &profile, &Field::parse(address)), expected, "{address}");
    }
}

/// A number, and files in place of a text, stand in a letter in words.
#[test]
fn a_letter_has_its_answers_in_words() {
    let mut call = questions();
    let policy = call.letters[0].prompts[1].clone();
    call.letters[1].prompts.push(policy);
    let file = "a".repeat(64);
    let draft = with(&json!({
        "lots/chosen": ["machines"],
        "letters/machine-plan/prompts/machines/text": "12",
        "letters/machine-plan/prompts/policy/files": [file],
        (format!("files/{file}/name")): "policy.pdf"
    }));
    let flow = letter_flow(&call, &draft, &call.letters[1], FIXTURE_TIME);
    let said: Vec<String> =
        flow.blocks.iter().map(|block| block.spans.iter().map(|span| span.text.as_str()).collect()).collect();
    for words in ["Machines you have", "12 machines", "Who may learn?", "Attached: policy.pdf"] {
        assert!(said.iter().any(|text| text == words), "{words}: {said:?}");
    }
}
