//! Every version of every format that ever shipped opens, whole. The files in `tests/fixtures/formats` are named for
//! their format and its version, were written by the program of their time, and are never changed: a new version of a
//! format brings a new file, and a row here.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests stop where they fail")]

use std::fs;
use std::path::{Path, PathBuf};

use upbeat::app::{Event, Moment, State, last_backup, update};
use upbeat::bundle::open_file;
use upbeat::call::Timestamp;
use upbeat::draft::{Draft, Field, Value, read_draft, write_draft};

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
    update(&mut state, event, Moment { now, random: 7 });
    assert_eq!(last_backup(&state, &id), "Backed up on 22 November 2026");
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
    assert!(count >= 6);
}
