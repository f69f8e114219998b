//! Every version of every format that ever shipped opens, whole. The files in `tests/fixtures/formats` are named for
//! their format and its version, were written by the program of their time, and are never changed: a new version of a
//! format brings a new file, and a row here.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests stop where they fail")]

use std::fs;
use std::path::{Path, PathBuf};

use upbeat::app::{CallEvent, Event, Load, Moment, State, last_backup, start, update};
use upbeat::bundle::open_file;
use upbeat::call::{CALL_FORMAT, Timestamp, read_call, read_index};
use upbeat::draft::{Draft, Field, Value, read_draft, read_history, write_draft};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats")
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap()
}

fn text(name: &str) -> String {
    String::from_utf8(bytes(name)).unwrap()
}

fn field(address: &str) -> Field {
    Field::parse(address)
}

/// The draft of the fixtures, answer by answer.
fn is_whole(draft: &Draft) {
    assert_eq!((draft.name.as_str(), draft.round.as_str(), draft.call.as_str()), ("Ours", "2027", "marsh-2027"));
    assert_eq!(draft.list(&field("school/key-stages")), ["ks1", "ks2"]);
    assert_eq!(draft.flag(&field("duties/advocate/accepted")), Some(true));
    assert!(draft.text(&field("criteria/programme/hour/evidence")).ends_with("“Ode to Joy” 🎵"));
    assert!(matches!(draft.value(&field("of/next-year")), Some(Value::Other(_))));
    assert_eq!(
        draft.answers[&field("school/name")].by.is_some(),
        draft.text(&field("school/name")).ends_with("School")
    );
}

#[test]
fn a_draft_of_version_1() {
    let draft = read_draft(&text("draft-1.json")).unwrap();
    is_whole(&draft);
    assert_eq!(draft.text(&field("school/name")), "Larkfield Green Primary School");
    assert_eq!(draft.more["zoo"], serde_json::json!([1, 2]));
    // What it holds beside what is understood is written back.
    assert_eq!(read_draft(&write_draft(&draft).unwrap()).unwrap(), draft);
    assert_eq!(open_file(&bytes("draft-1.json")).unwrap().drafts[0].draft, draft);
}

#[test]
fn an_answer_apart_of_version_1() {
    let mut draft = read_draft(&text("draft-1.json")).unwrap();
    assert!(draft.take_late(&text("late-1.json")).unwrap());
    is_whole(&draft);
    assert_eq!(draft.text(&field("school/name")), "Larkfield Green Primary School and Nursery");
}

#[test]
fn a_rescue_file_of_version_1() {
    let opened = open_file(&bytes("rescue-1.json")).unwrap();
    is_whole(&opened.drafts[0].draft);
    assert_eq!(opened.drafts[0].draft.text(&field("school/name")), "Larkfield Green Primary School and Nursery");
    assert_eq!(opened.unsaved, [(field("people/primary-contact/name"), "Typed too late".to_owned())]);
    assert!(opened.warnings.is_empty(), "{:?}", opened.warnings);
}

#[test]
fn a_bundle_of_version_1_and_its_application() {
    for name in ["bundle-1.zip", "application-1.json"] {
        let opened = open_file(&bytes(name)).unwrap();
        let draft = &opened.drafts[0].draft;
        assert_eq!(draft.text(&field("school/name")), "Larkfield Green School", "{name}");
        assert!(draft.answers.len() > 50, "{name}: {}", draft.answers.len());
        assert_eq!(opened.drafts[0].call_json.is_some(), name == "bundle-1.zip");
    }
}

#[test]
fn a_backup_of_version_2() {
    let opened = open_file(&bytes("bundle-2.zip")).unwrap().drafts.remove(0);
    assert_eq!((&opened.warnings, &opened.left_out), (&Vec::new(), &Vec::new()));
    assert_eq!(opened.draft.text(&field("criteria/programme/able/next-step")), "Train three teachers");
    assert!(opened.draft.answers.len() > 50, "{}", opened.draft.answers.len());
    let history = read_history(opened.history_json.as_deref().unwrap(), &opened.draft.id).unwrap();
    assert_eq!(history.latest(), Some(&opened.draft));
    assert_eq!(history.versions()[0].name.as_deref(), Some("For the head"));
    let first = history.version(history.versions()[0].at).unwrap();
    assert!(!first.answered(&field("criteria/programme/able/next-step")));
}

#[test]
fn a_file_for_the_hub_of_version_2() {
    for name in ["bundle-2-hub.zip", "application-2.json"] {
        let opened = open_file(&bytes(name)).unwrap().drafts.remove(0);
        assert_eq!(opened.draft.text(&field("school/name")), "Larkfield Green School", "{name}");
        assert!(opened.draft.answered(&field("criteria/capacity/role-capacity/evidence")), "{name}");
        assert!(!opened.draft.answered(&field("criteria/capacity/role-capacity/rating")), "{name}");
        assert!(opened.left_out.contains(&"ratings".to_owned()), "{name}: {:?}", opened.left_out);
        assert!(opened.warnings.iter().any(|warning| warning.contains("not a backup")), "{name}");
        assert_eq!(opened.history_json, None);
    }
}

#[test]
fn a_note_of_a_backup_of_version_1() {
    let mut state = State::default();
    let id = read_draft(&text("draft-1.json")).unwrap().id;
    let stored = vec![
        (format!("upbeat/draft/{id}"), text("draft-1.json")),
        (format!("upbeat/late/{id}"), text("late-1.json")),
        (format!("upbeat/backup/{id}"), text("backup-1.json")),
    ];
    let event = Event::Started { hash: String::new(), site: "/".to_owned(), stored: Ok(stored) };
    let now = Timestamp::parse("2026-11-25T10:00:00.000Z").unwrap();
    start(&mut state, event, Moment { now, random: 7 }).unwrap();
    assert_eq!(last_backup(&state, &id), "Last backup: 22 November 2026");
}

/// The state of a page that opens with these entries in storage, three days later.
fn opened(hash: &str, entries: &[(&str, &str)]) -> State {
    let id = read_draft(&text("draft-1.json")).unwrap().id;
    let key = |kind: &str| {
        let name = if kind == "call-file" { record_hash() } else { id.to_string() };
        format!("upbeat/{kind}/{name}")
    };
    let stored = entries.iter().map(|(kind, name)| (key(kind), text(name).trim().to_owned())).collect();
    let mut state = State::default();
    let moment = Moment { now: Timestamp::parse("2026-11-25T10:00:00.000Z").unwrap(), random: 7 };
    let event = Event::Started { hash: hash.to_owned(), site: "/".to_owned(), stored: Ok(stored) };
    start(&mut state, event, moment).unwrap();
    // What is read late is read with the next event.
    update(&mut state, Event::Nothing, moment);
    state
}

fn record_hash() -> String {
    let record: serde_json::Value = serde_json::from_str(&text("record-1.json")).unwrap();
    record["call-newest"].as_str().unwrap().to_owned()
}

#[test]
fn a_note_of_a_file_that_was_handed_to_the_browser_of_version_1() {
    let state = opened("", &[("draft", "draft-1.json"), ("backup", "backup-1-handed.json")]);
    let id = read_draft(&text("draft-1.json")).unwrap().id;
    assert_eq!(last_backup(&state, &id), "Backup downloaded on 22 November 2026");
}

#[test]
fn a_history_of_version_1() {
    let draft = read_draft(&text("draft-1.json")).unwrap();
    let history = read_history(&text("history-1.json"), &draft.id).unwrap();
    let mut versions = Vec::new();
    history.walk(|version, draft| {
        versions.push((version.name.clone(), draft.text(&field("school/name")).to_owned()));
        true
    });
    let first = (Some("For the head".to_owned()), "Larkfield Green Primary School".to_owned());
    assert_eq!(versions, [(None, "Larkfield Green".to_owned()), first]);
    is_whole(&history.version(history.versions()[0].at).unwrap());
}

#[test]
fn a_deleted_draft_of_version_1() {
    let state = opened("#/help", &[("deleted", "deleted-1.json")]);
    let deleted: Vec<_> = state.history.trash.deleted().values().collect();
    assert_eq!(deleted.len(), 1);
    assert_eq!(deleted[0].draft.text(&field("school/name")), "Larkfield Green");
    assert_eq!(deleted[0].at.unwrap().london().0.to_string(), "2026-11-22");
}

#[test]
fn a_record_and_a_call_file_of_version_1() {
    let stored = [("draft", "draft-1.json"), ("record", "record-1.json"), ("call-file", "call-file-1.json")];
    let mut state = opened("#/help", &stored);
    let draft = read_draft(&text("draft-1.json")).unwrap();
    let failed = CallEvent::Fetched(draft.call.clone(), Err("There is no network.".to_owned()));
    update(&mut state, Event::Call(failed), Moment { now: draft.changed, random: 8 });
    let file = state.calls.of_draft(&draft).and_then(Load::ready).unwrap();
    assert_eq!(&*file.hash, record_hash());
    assert!(state.calls.belongs_here(&draft));
}

/// A call file and a list of calls of version 1, with every name that is another since.
#[test]
fn a_call_and_a_list_of_calls_of_version_1() {
    let call = read_call(&text("call-1-all-names.json")).unwrap();
    assert_eq!((call.format, call.hub.short_name()), (CALL_FORMAT, "Heathland"));
    assert_eq!(call.criteria[0].points[0].short_name(), "One hour");
    assert_eq!(call.criteria[0].points[0].branches.len(), 2);
    assert!(call.hub.hosted_by_hub && call.criteria[0].points[0].needed_together.len() == 1);
    assert_eq!(call.criteria[0].statements[0].lead.as_deref(), Some("Music:"));
    assert!(!call.criteria[1].named_by_hub && call.criteria[1].elsewhere.is_some());
    assert!(call.people[0].contact && call.oddities[0].ask && call.oddities[0].excuses.is_some());
    assert!(call.dates.iter().any(|date| !date.certain) && call.dates.iter().any(|date| date.minutes == Some(90)));
    assert!(call.letters[1].sheet.is_some() && call.letters[1].support.as_ref().unwrap().choice);
    assert_eq!(call.duties[0].when.len(), 1);
    let index = read_index(&text("index-1.json")).unwrap();
    assert_eq!(index.calls[0].asks.as_deref(), Some("3 points, a letter of 2 sides"));
}

#[test]
fn every_fixture_has_its_test() {
    let own = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats.rs")).unwrap();
    let mut count = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(own.contains(&format!("\"{name}\"")), "{name} is opened by no test");
        count += 1;
    }
    assert!(count >= 16);
}
