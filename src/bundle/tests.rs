//! Applications into bundles and back, and files that are none.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::worker::{Answer, Document, Request, run_in_memory};
use super::*;
use crate::call::Timestamp;
use crate::documents::Receiver;
use crate::documents::sample::{CALL_JSON, call, draft, empty, now};
use crate::draft::{
    Draft, DraftId, Field, FileId, Value, any_draft, generated_with_files, read_draft, write_draft, write_late,
};
use crate::readiness::assess;

fn made(draft: &Draft) -> Bundle {
    make_bundle(&call(), CALL_JSON, draft, now()).unwrap()
}

fn made_for(receiver: Receiver, draft: &Draft) -> Bundle {
    let options = BundleOptions { receiver, ..BundleOptions::default() };
    make_bundle_among(&call(), CALL_JSON, draft, now(), &crate::readiness::OtherHubs::NONE, options).unwrap()
}

fn bag(made: &Bundle) -> Bag {
    Bag::from_zip(&made.bytes, &Limits::IN_MEMORY).unwrap()
}

/// A bundle of ours with its payload changed, packed soundly again.
fn repacked(change: impl Fn(&str, &[u8]) -> Option<Vec<u8>>, more: &[(&str, &[u8])]) -> Vec<u8> {
    let old = bag(&made(&draft()));
    let mut new = Bag::new(old.folder()).unwrap();
    for file in old.payload() {
        if let Some(bytes) = change(&file.name, &file.bytes) {
            new.add_payload(&file.name, bytes).unwrap();
        }
    }
    for (name, bytes) in more {
        new.add_payload(name, bytes.to_vec()).unwrap();
    }
    new.to_zip(zip::DosTime::EARLIEST, &Limits::IN_MEMORY).unwrap()
}

/// A bundle whose application.json is another.
fn with_application(json: &Json) -> Vec<u8> {
    repacked(
        |name, bytes| Some(if name == "application.json" { json.to_string().into_bytes() } else { bytes.to_vec() }),
        &[],
    )
}

fn application_json(draft: &Draft) -> Json {
    let call = call();
    let view = View::new(&call, draft, Receiver::Oneself, now());
    let text = write_application(&call, &view, Some(&assess(&call, draft, now())), now(), &[]).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn a_bundle_holds_what_it_should() {
    let made = made(&draft());
    assert_eq!(made.file_name, "larkfield-green-and-marsh-end-primary-school-marsh-2027-06-01-backup.zip");
    let names: Vec<String> = zip::read(&made.bytes, &Limits::IN_MEMORY).unwrap().into_iter().map(|e| e.name).collect();
    let folder = made.file_name.trim_end_matches(".zip");
    let expected = [
        "README.txt",
        "bagit.txt",
        "bag-info.txt",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
        "data/letter.docx",
        "data/letter.pdf",
        "data/readiness.pdf",
        "data/application.pdf",
        "data/application.json",
        "data/call.json",
    ];
    assert_eq!(names, expected.map(|name| format!("{folder}/{name}")));
    let bag = bag(&made);
    assert_eq!(bag.payload_file("call.json"), Some(CALL_JSON.as_bytes()));
    insta::assert_snapshot!(bag.info().iter().map(|(l, v)| format!("{l}: {v}")).collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_file_for_programs() {
    let mut json = application_json(&draft());
    // The findings are the check's to test.
    json["readiness"]["findings"].as_array_mut().unwrap().truncate(2);
    json["draft"]["answers"] = json!("…");
    insta::assert_snapshot!(serde_json::to_string_pretty(&json).unwrap());
}

#[test]
fn a_file_from_before_letters_were_measured_is_read() {
    let mut json = application_json(&draft());
    assert!(json.as_object_mut().unwrap().remove("letters").is_some());
    assert_eq!(read_application(json).unwrap().draft, draft());
}

#[test]
fn a_bundle_gives_everything_back() {
    // Nothing is written of the second one's letter, so it has none.
    for (draft, letters) in [(draft(), 2), (empty(), 0)] {
        let opened = open_bundle(&made(&draft).bytes).unwrap();
        assert_eq!(opened.draft, draft);
        assert_eq!(opened.call_json.as_deref(), Some(CALL_JSON));
        assert_eq!(opened.written_on.unwrap().to_string(), "2027-06-01");
        assert!(opened.warnings.is_empty());
        let paths: Vec<&str> = opened.files.iter().map(|f| f.path.as_str()).collect();
        let all = [
            "README.txt",
            "data/letter.docx",
            "data/letter.pdf",
            "data/readiness.pdf",
            "data/application.pdf",
            "data/application.json",
            "data/call.json",
        ];
        let expected: Vec<&str> = all.into_iter().take(1).chain(all.into_iter().skip(3 - letters)).collect();
        assert_eq!(paths, expected);
        assert_eq!(opened.files.last().unwrap().bytes, CALL_JSON.len() as u64);
    }
}

#[test]
fn the_same_day_gives_the_same_bytes() {
    let at = |text| make_bundle(&call(), CALL_JSON, &draft(), Timestamp::parse(text).unwrap()).unwrap();
    let noon = at("2027-06-01T11:00:00.000Z");
    assert_eq!(noon, at("2027-06-01T11:00:00.000Z"));
    assert_eq!(noon, at("2027-06-01T22:59:59.999Z"));
    // On clocks in London it is the next day by then.
    assert_ne!(noon.bytes, at("2027-06-01T23:00:00.000Z").bytes);
}

#[test]
fn labels_are_left_out_where_nothing_is_known() {
    let bag = bag(&made(&empty()));
    let labels: Vec<&str> = bag.info().iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "External-Description",
            "Bagging-Date",
            "Bag-Group-Identifier",
            "Internal-Sender-Identifier",
            "Internal-Sender-Description",
            "Bag-Software-Agent"
        ]
    );
    assert_eq!(bag.info_value("Bagging-Date"), Some("2027-06-01"));
}

#[test]
fn files_that_are_not_opened() {
    let text = write_draft(&draft()).unwrap();
    let with = |key: &str, value: Json| {
        let mut json = application_json(&draft());
        json[key] = value;
        with_application(&json)
    };
    let drop_file = |gone: &'static str| repacked(move |name, bytes| (name != gone).then(|| bytes.to_vec()), &[]);
    let mut truncated = made(&draft()).bytes;
    truncated.truncate(truncated.len() / 2);
    for (bytes, message, detail) in [
        (Vec::new(), "empty", ""),
        (b"hello".to_vec(), "not made with Upbeat", ""),
        (b"{\"a\": 1}".to_vec(), "not made with Upbeat", "upbeat-draft"),
        (b"[]".to_vec(), "not made with Upbeat", ""),
        (b"{\"format\": \"upbeat-draft\"".to_vec(), "damaged or incomplete", "column"),
        (truncated, "missing", ""),
        (text.replacen("\"version\":1", "\"version\":2", 1).into_bytes(), "newer version", "2"),
        (
            text.replacen("\"id\":\"d1\"", "\"id\":\"D 1\"", 1).into_bytes(),
            "Part of this file is wrong",
            "id should be",
        ),
        (with("format", json!("other")), "answers are missing", "data/application.json"),
        (with("version", json!(3)), "newer version", "upbeat-application of version 3"),
        (with("version", json!("1")), "answers are missing", ""),
        (with("draft", json!({"format": "upbeat-draft", "version": 9})), "newer version", ""),
        (with("draft", json!(null)), "damaged or incomplete", ""),
        (drop_file("application.json"), "answers are missing", "data/application.json"),
        (b"{\"format\": \"upbeat-rescue\", \"version\": 1, \"items\": {}}".to_vec(), "no application", "upbeat/draft/"),
        (b"{\"format\": \"upbeat-rescue\", \"version\": 2, \"items\": {}}".to_vec(), "newer version", "upbeat-rescue"),
        (
            b"{\"format\": \"upbeat-rescue\", \"version\": 1, \"items\": {\"upbeat/draft/a\": \"{\"}}".to_vec(),
            "damaged",
            "damaged or incomplete (line 1",
        ),
    ] {
        let error = open_file(&bytes).unwrap_err();
        assert!(error.message().contains(message), "{message}: {}", error.message());
        assert!(error.message().contains(error::SAFE), "{}", error.message());
        assert!(error.detail().contains(detail), "{detail}: {}", error.detail());
    }
}

/// A teacher is told which file in words or by its own name; the path in the ZIP and the line are for a technician.
#[test]
fn where_a_file_is_damaged_is_said_in_words() {
    for (path, line, words) in [
        (Some("larkfield-green/data/application.json"), None, "since it was made (in the answers)."),
        (Some("larkfield-green/data/call.json"), Some(3), "since it was made (in the hub\u{2019}s information)."),
        (Some("larkfield-green/data/files/choir.jpg"), None, "since it was made (in \u{201c}choir.jpg\u{201d})."),
        (Some("larkfield-green/data/readiness.pdf"), Some(7), "since it was made (in \u{201c}readiness.pdf\u{201d})."),
        (Some("larkfield-green/manifest-sha256.txt"), Some(2), "since it was made (in its contents list)."),
        (None, Some(2), "since it was made (in its contents list)."),
        (None, None, "since it was made. It may"),
    ] {
        let place = error::Place { file: path.map(str::to_owned), line };
        let error = OpenError { place, problem: Problem::Crc };
        let (message, detail) = (error.message(), error.detail());
        assert!(message.contains(words), "{path:?}: {message}");
        assert!(!message.contains('/') && !message.contains("line") && !message.contains("json"), "{message}");
        assert!(message.contains(error::SAFE) && message.contains("Ask for it"), "{message}");
        assert!(detail.contains(path.unwrap_or_default()), "{detail}");
    }
}

#[test]
fn what_is_odd_in_a_bundle_is_said_and_does_not_keep_the_draft_away() {
    let other_call = CALL_JSON.replacen("\"id\": \"marsh-2027\"", "\"id\": \"fen-2027\"", 1);
    let call_is = |text: &str| {
        let text = text.as_bytes().to_vec();
        repacked(move |name, bytes| Some(if name == "call.json" { text.clone() } else { bytes.to_vec() }), &[])
    };
    for (bytes, warning) in [
        (call_is(&other_call), "is for another round"),
        (call_is("{}"), "cannot read the hub\u{2019}s information"),
        (call_is("{\"format\": 3}"), "Reload this page, then open the file again"),
        (repacked(|name, bytes| (name != "call.json").then(|| bytes.to_vec()), &[]), "is missing from this file"),
        (repacked(|_, bytes| Some(bytes.to_vec()), &[("files/plan.pdf", b"x")]), "1 more document"),
    ] {
        let opened = open_bundle(&bytes).unwrap();
        assert_eq!(opened.draft, draft());
        assert!(opened.warnings.len() == 1 && opened.warnings[0].contains(warning), "{:?}", opened.warnings);
    }
}

#[test]
fn a_draft_alone_and_an_application_taken_out_of_its_bundle() {
    let text = write_draft(&draft()).unwrap();
    for text in [text.clone(), format!("\u{feff}\n  {text}")] {
        assert_eq!(open_file(text.as_bytes()).unwrap().drafts[0].draft, draft());
    }
    let opened = open_file(application_json(&draft()).to_string().as_bytes()).unwrap();
    assert_eq!(opened.drafts[0].draft, draft());
    assert!(opened.drafts[0].warnings[0].contains("part of an application file"));
}

#[test]
fn a_rescue_file_gives_every_draft_that_can_be_opened() {
    // What was typed last lies apart.
    let mut typed = draft();
    typed.set(Field::parse("school/name"), Value::from("Larkfield Typed Last"), now());
    let mut torn = empty();
    torn.id = DraftId::new("d4").unwrap();
    let rescue = json!({
        "format": "upbeat-rescue", "version": 1, "saved": "2027-05-30T10:00:00.000Z",
        "items": {
            "upbeat/draft/d1": write_draft(&draft()).unwrap(),
            "upbeat/late/d1": write_late(&typed, &Field::parse("school/name")).unwrap(),
            "upbeat/draft/d4": write_draft(&torn).unwrap(),
            "upbeat/late/d4": "{",
            "upbeat/draft/d2": write_draft(&empty()).unwrap(),
            "upbeat/draft/d3": "{",
            "upbeat/settings": "{}",
            "somebody/else": write_draft(&empty()).unwrap(),
        },
        "onPage": {
            "focus/voice/why": "We sing every day.",
            "letters/letter/closing": "Yours sincerely, and typed just now",
            "search": "not a field"
        }
    });
    let opened = open_file(rescue.to_string().as_bytes()).unwrap();
    let drafts: Vec<&Draft> = opened.drafts.iter().map(|d| &d.draft).collect();
    assert_eq!(drafts, [&typed, &empty(), &torn]);
    assert!(opened.drafts[2].warnings[0].contains("The last thing you typed"), "{:?}", opened.drafts[2].warnings);
    assert_eq!(opened.drafts[0].written_on.unwrap().to_string(), "2027-05-30");
    assert!(opened.warnings.len() == 1 && opened.warnings[0].contains("d3"), "{:?}", opened.warnings);
    let unsaved: Vec<(String, &str)> = opened.unsaved.iter().map(|(f, t)| (f.to_string(), t.as_str())).collect();
    assert_eq!(unsaved, [("letters/letter/closing".to_owned(), "Yours sincerely, and typed just now")]);
}

#[test]
fn a_rescue_file_gives_the_newest_call_file_that_a_draft_keeps() {
    let older = CALL_JSON.replacen('{', "{ ", 1);
    let record = |newest: &str, begun: &str| {
        json!({"format": "upbeat-record", "version": 1, "call-newest": newest, "call-begun": begun}).to_string()
    };
    let (key, old) = ("upbeat/record/d1".to_owned(), format!("upbeat/call/{}", draft().call));
    for (items, expected) in [
        (vec![(key.clone(), record("b", "a"))], Some(CALL_JSON)),
        (
            vec![(key.clone(), record("b", "a")), ("upbeat/call-file/b".to_owned(), "{".to_owned())],
            Some(older.as_str()),
        ),
        (vec![(key.clone(), "{".to_owned())], None),
        (vec![], None),
        (vec![(old, older.clone())], Some(older.as_str())),
    ] {
        let mut all = serde_json::Map::new();
        all.insert("upbeat/draft/d1".to_owned(), write_draft(&draft()).unwrap().into());
        all.insert("upbeat/call-file/a".to_owned(), older.clone().into());
        all.insert("upbeat/call-file/b".to_owned(), CALL_JSON.into());
        all.extend(items.iter().map(|(key, text)| (key.clone(), text.as_str().into())));
        let rescue = json!({"format": "upbeat-rescue", "version": 1, "items": all});
        let opened = open_file(rescue.to_string().as_bytes()).unwrap();
        assert_eq!(opened.drafts[0].call_json.as_deref(), expected, "{items:?}");
    }
}

#[test]
fn the_page_asks_and_gets() {
    let draft_json = write_draft(&draft()).unwrap();
    let request = Request::Make {
        receiver: Receiver::Oneself,
        call_json: CALL_JSON.to_owned(),
        draft_json,
        now: now(),
        other_hubs: Vec::new(),
        histories: Vec::new(),
        page: false,
    };
    let (made, bytes) = run_in_memory(&request, &[]);
    assert_eq!(
        made,
        Answer::Made {
            file_name: "larkfield-green-and-marsh-end-primary-school-marsh-2027-06-01-backup.zip".to_owned(),
            remarks: Vec::new(),
            missing: Vec::new(),
        }
    );
    let (opened, none) = run_in_memory(&Request::Open, &bytes.unwrap());
    assert_eq!(none, None);
    let Answer::Opened { drafts, .. } = opened else { panic!("{opened:?}") };
    assert_eq!(read_draft(&drafts[0].draft_json).unwrap(), draft());
    assert_eq!(drafts[0].call_json.as_deref(), Some(CALL_JSON));

    let spoilt = Request::Make {
        receiver: Receiver::Oneself,
        call_json: "{}".to_owned(),
        draft_json: String::new(),
        now: now(),
        other_hubs: Vec::new(),
        histories: Vec::new(),
        page: false,
    };
    for (request, bytes) in [(&spoilt, &b""[..]), (&Request::Open, b"x")] {
        let (refused, None) = run_in_memory(request, bytes) else { panic!() };
        let Answer::Refused { message, detail } = refused else { panic!() };
        assert!(!message.is_empty() && !detail.is_empty());
    }
}

fn alone(which: Document, draft: &Draft) -> (Answer, Option<Vec<u8>>) {
    let draft_json = write_draft(draft).unwrap();
    let request =
        Request::Document { which, call_json: CALL_JSON.to_owned(), draft_json, now: now(), other_hubs: Vec::new() };
    run_in_memory(&request, &[])
}

#[test]
fn each_document_can_be_had_alone() {
    let letter = || "letter".to_owned();
    let mut beside = draft();
    let placement = Field::parse("letters/letter/support-placement");
    beside.set(placement, "beside".into(), now());
    for (which, draft, name) in [
        (Document::LetterPdf(letter()), draft(), Some("letter.pdf")),
        (Document::LetterDocx(letter()), draft(), Some("letter.docx")),
        (Document::Readiness, draft(), Some("readiness.pdf")),
        (Document::Application, empty(), Some("application.pdf")),
        (Document::SupportPdf(letter()), draft(), None),
        (Document::SupportPdf(letter()), beside.clone(), Some("letter-support.pdf")),
        (Document::SupportDocx(letter()), beside, Some("letter-support.docx")),
        (Document::LetterPdf("other".to_owned()), draft(), None),
    ] {
        let (answer, bytes) = alone(which, &draft);
        match (name, answer) {
            (Some(name), Answer::Made { file_name, remarks, missing }) => {
                assert_eq!((file_name.as_str(), remarks, missing), (name, Vec::new(), Vec::new()));
                let bytes = bytes.unwrap();
                // The very file that its receiver's bundle has.
                let receiver = if name == "readiness.pdf" { Receiver::Oneself } else { Receiver::Hub };
                let made = made_for(receiver, &draft);
                assert_eq!(bag(&made).payload_file(name), Some(bytes.as_slice()), "{name}");
            }
            (None, Answer::Refused { message, .. }) => assert!(message.contains("This document is empty"), "{message}"),
            (name, answer) => panic!("{name:?}: {answer:?}"),
        }
    }
}

#[test]
fn a_bundle_may_have_the_web_page_too() {
    let others = crate::readiness::OtherHubs::NONE;
    let made = make_bundle_among(
        &call(),
        CALL_JSON,
        &draft(),
        now(),
        &others,
        BundleOptions { page: true, ..BundleOptions::default() },
    )
    .unwrap();
    let bag = bag(&made);
    assert!(bag.payload_file("application.html").unwrap().starts_with(b"<!DOCTYPE html>"));
    let readme = String::from_utf8(bag.tag_file("README.txt").unwrap().to_vec()).unwrap();
    for file in bag.payload() {
        assert!(readme.contains(&format!("data/{}", file.name)), "README.txt does not name {}", file.name);
    }
    assert!(open_bundle(&made.bytes).unwrap().warnings.is_empty());
}

#[test]
fn characters_that_cannot_be_printed_are_named() {
    let mut odd = draft();
    odd.set(Field::parse("letters/letter/closing"), "Yours \u{1f3b5}".into(), now());
    let made = made(&odd);
    assert!(made.remarks.len() == 1 && made.remarks[0].contains('\u{1f3b5}'), "{:?}", made.remarks);
}

fn letter_docx() -> Vec<u8> {
    alone(Document::LetterDocx("letter".to_owned()), &draft()).1.unwrap()
}

#[test]
fn a_letter_that_was_written_elsewhere_comes_in() {
    let (answer, none) = run_in_memory(&Request::ReadLetter, &letter_docx());
    assert_eq!(none, None);
    let Answer::Letter { text, remarks } = answer else { panic!("{answer:?}") };
    assert!(text.contains("Because music matters.\n\nIt does."), "{text}");
    assert_eq!(remarks, [""; 0]);
    assert_eq!(read_letter(b"We sing.\r\n\r\nDaily.").unwrap().text, "We sing.\n\nDaily.");
}

#[test]
fn letters_that_are_not_read() {
    use crate::documents::docx::LetterError as E;
    let packed = |entries: &[(&str, &[u8])]| {
        let entry = |(name, bytes): &(&str, &[u8])| zip::Entry { name: (*name).to_owned(), bytes: bytes.to_vec() };
        let entries: Vec<zip::Entry> = entries.iter().map(entry).collect();
        zip::write(&entries, zip::DosTime::EARLIEST, &Limits::IN_MEMORY).unwrap()
    };
    let mut cut = letter_docx();
    cut.truncate(cut.len() - 40);
    let bomb = packed(&[("word/document.xml", &vec![b' '; 9 << 20])]);
    for (bytes, error) in [
        (Vec::new(), E::Empty),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), E::OldWord),
        (b"%PDF-1.7".to_vec(), E::Pdf),
        (b"{\\rtf1".to_vec(), E::RichText),
        (packed(&[("mimetype", b"application/vnd.oasis.opendocument.text")]), E::OpenDocument),
        (packed(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]), E::Spreadsheet),
        (packed(&[("Index/Document.iwa", b"x")]), E::Pages),
        (packed(&[("xl/workbook.xml", b"<a/>")]), E::Spreadsheet),
        (packed(&[("ppt/presentation.xml", b"<a/>")]), E::Presentation),
        (packed(&[("Letters/Our letter.docx", b"x")]), E::OtherArchive),
        (packed(&[("a.bin", b"x")]), E::OtherZip),
        (made(&draft()).bytes, E::Application),
        (cut, E::Damaged),
        (bomb, E::TooLarge),
        (b"PK and no more".to_vec(), E::Damaged),
        (b"\x89PNG\r\n\x1a\n\0".to_vec(), E::Picture),
    ] {
        let found = read_letter(&bytes).unwrap_err();
        assert_eq!(found, error);
        assert!(found.message().contains("Your application has not changed."));
    }
}

/// A value nested as deep as a draft's own file may have it lies one deeper in `application.json`.
#[test]
fn a_draft_that_could_not_be_read_back_is_not_handed_out() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let text = |depth| {
        write_draft(&empty()).unwrap().replacen(
            "\"answers\":{}",
            &format!("\"answers\":{{}},\"x\":{}", nested(depth)),
            1,
        )
    };
    let deepest = (1..200).rev().find_map(|depth| read_draft(&text(depth)).ok()).unwrap();
    let error = make_bundle(&call(), CALL_JSON, &deepest, now()).unwrap_err();
    assert!(matches!(error, MakeError::NotTheSame(_)), "{error}");
    assert!(error.message().contains("Your answers are safe"), "{}", error.message());
}

#[cfg(feature = "schema")]
#[test]
fn the_schema_names_what_is_written() {
    let schema = application_schema();
    let schema = schema.as_value();
    let required: Vec<&str> = schema["required"].as_array().unwrap().iter().map(|r| r.as_str().unwrap()).collect();
    let json = application_json(&draft());
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    // Older files have no letters, and the hub's no check.
    let optional = ["letters", "readiness", "sections"];
    assert_eq!(keys.len(), required.len() + optional.len());
    assert!(keys.iter().all(|k| optional.contains(&k.as_str()) || required.contains(&k.as_str())));
    assert!(keys.iter().all(|k| schema["properties"].get(k.as_str()).is_some()));
    assert_eq!(schema["properties"]["draft"]["properties"]["format"]["const"], json["draft"]["format"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_draft_comes_back_equal(draft in any_draft()) {
        let made = make_bundle(&call(), CALL_JSON, &draft, now()).unwrap();
        prop_assert_eq!(open_bundle(&made.bytes).unwrap().draft, draft.clone());
        let again = open_file(&made.bytes).unwrap();
        prop_assert_eq!(&again.drafts[0].draft, &draft);
    }

    #[test]
    fn any_bytes_are_opened_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let error = open_file(&bytes).unwrap_err();
        prop_assert!(!error.message().is_empty() && !error.detail().is_empty());
    }

    #[test]
    fn any_text_is_opened_or_refused(text in "\\{(\"format\":\"upbeat-(draft|rescue|application)\",)?(\"version\":[12],)?(\"items\":\\{(\"upbeat/draft/a\":\"\\PC{0,9}\")?\\}|\"draft\":\\{\\}|\\PC{0,20})\\}?") {
        let error = open_file(text.as_bytes()).unwrap_err();
        prop_assert!(!error.message().is_empty() && !error.detail().is_empty());
    }

    #[test]
    fn any_bytes_are_a_letter_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), word in any::<bool>()) {
        let _ = read_letter(&if word { [b"PK\x03\x04".to_vec(), bytes].concat() } else { bytes });
    }

    #[test]
    fn a_letter_that_was_tampered_with_is_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = letter_docx();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Err(error) = read_letter(&bytes) {
            prop_assert!(!error.message().is_empty());
        }
    }

    #[test]
    fn a_changed_byte_is_refused_or_named_or_changes_nothing(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = made(&draft()).bytes;
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(opened) = open_file(&bytes) {
            let [opened] = opened.drafts.as_slice() else { panic!("{opened:?}") };
            prop_assert!(opened.draft == draft() || opened.answers_changed());
            prop_assert!(opened.call_json.as_deref() == Some(CALL_JSON) || !opened.damage.is_empty());
        }
    }
}

/// Attached files of which one is there, and one cannot be read.
struct SomeFiles {
    there: source::MemoryFiles,
    unreadable: FileId,
}

impl source::Files for SomeFiles {
    fn file(&self, id: &FileId) -> Result<&dyn source::Source, source::Absent> {
        if *id == self.unreadable {
            return Err(source::Absent::Unreadable("UnknownError".to_owned()));
        }
        self.there.file(id)
    }
}

/// Makes the file of a draft with attached files and earlier versions: what it is called for, and its content.
fn made_with(
    receiver: Receiver,
    draft: &Draft,
    histories: Vec<String>,
    files: &source::MemoryFiles,
) -> ((Vec<String>, Vec<String>), Vec<u8>) {
    let request = Request::Make {
        receiver,
        call_json: CALL_JSON.to_owned(),
        draft_json: write_draft(draft).unwrap(),
        now: now(),
        other_hubs: Vec::new(),
        histories,
        page: false,
    };
    let needed = worker::files_needed(&request);
    let mut output = source::MemorySink::new(files);
    let fonts = &worker::Fonts::default();
    let mut context =
        worker::JobContext { input: &&b""[..], files, fonts, output: &mut output, progress: &mut |_, _| () };
    let result = source::block_on(worker::run(&request, &mut context));
    let bytes = output.bytes;
    let opened = open_bundle(&bytes).unwrap();
    assert!(opened.attached.iter().all(|file| needed.contains(&file.id)), "what is needed is asked for before");
    let Answer::Made { remarks, missing, .. } = result.answer else { panic!("{:?}", result.answer) };
    ((remarks, missing), bytes)
}

#[test]
fn a_backup_holds_earlier_versions_and_their_files() {
    use crate::draft::{Attached, History, Why, read_history, write_history};
    let with_file = |content: &[u8]| {
        let (mut draft, id) = (draft(), source::file_id(content).unwrap());
        for (field, value) in Attached::new(id.clone(), "plan.txt", "text/plain", content.len() as u64).answers() {
            draft.set(field, value, now());
        }
        draft.set(Field::parse("documents/plan/files"), Value::List(vec![id.to_string()]), now());
        draft
    };
    let current = with_file(b"new plan");
    let (mut one, mut other) = (History::new(current.id.clone()), History::new(current.id.clone()));
    one.keep(&with_file(b"old plan"), now(), Why::Asked, None);
    other.keep(&current, Timestamp(now().0 + 60_000), Why::Pause, None);
    let texts = vec![write_history(&one).unwrap(), write_history(&other).unwrap()];
    let files = source::MemoryFiles::new([b"old plan".to_vec(), b"new plan".to_vec()]);

    let (said, bytes) = made_with(Receiver::Oneself, &current, texts.clone(), &files);
    assert_eq!(said, (Vec::new(), Vec::new()));
    let opened = open_bundle(&bytes).unwrap();
    assert_eq!((&opened.draft, &opened.warnings, &opened.left_out), (&current, &Vec::new(), &Vec::new()));
    let history = read_history(opened.history_json.as_deref().unwrap(), &current.id).unwrap();
    assert_eq!(history, one.join(&other, false));
    let ids: Vec<FileId> = opened.attached.iter().map(|file| file.id.clone()).collect();
    for content in [&b"old plan"[..], b"new plan"] {
        assert!(ids.contains(&source::file_id(content).unwrap()));
    }
    // What is not there is named, in the result and in the README; it is a backup all the same.
    let files = source::MemoryFiles::new([b"new plan".to_vec()]);
    let ((remarks, missing), bytes) = made_with(Receiver::Oneself, &current, texts.clone(), &files);
    assert!(remarks.len() == 1 && remarks[0].starts_with("\u{201c}plan.txt\u{201d}"), "{remarks:?}");
    assert_eq!(missing, [""; 0]);
    assert!(open_bundle(&bytes).unwrap().warnings.is_empty());
    let bag = Bag::from_zip(&bytes, &Limits::IN_MEMORY).unwrap();
    let readme = String::from_utf8_lossy(bag.tag_file("README.txt").unwrap()).replace('\n', " ");
    assert!(readme.contains("which only earlier versions have attached") && readme.contains("data/versions.json"));
    // The hub gets none of it.
    let (_, bytes) = made_with(Receiver::Hub, &current, texts, &files);
    let opened = open_bundle(&bytes).unwrap();
    assert_eq!((opened.history_json, opened.attached.len()), (None, 1));
}

#[test]
fn earlier_versions_that_cannot_be_read_do_not_keep_the_application_away() {
    let text = br#"{"format":"upbeat-history","version":2}"#;
    let bytes = repacked(|_, bytes| Some(bytes.to_vec()), &[("versions.json", text)]);
    let opened = open_bundle(&bytes).unwrap();
    assert_eq!((opened.draft, opened.history_json), (draft(), None));
    assert!(opened.warnings.len() == 1 && opened.warnings[0].contains("earlier versions"), "{:?}", opened.warnings);
}

#[test]
fn the_hubs_file_says_what_it_lacks() {
    let bytes = made_for(Receiver::Hub, &draft()).bytes;
    let opened = open_bundle(&bytes).unwrap();
    assert!(opened.warnings.len() == 1 && opened.warnings[0].contains("not a backup"), "{:?}", opened.warnings);
    for part in ["ratings", "next-steps", "check", "earlier-versions"] {
        assert!(opened.left_out.iter().any(|left| left == part), "{part}: {:?}", opened.left_out);
    }
    assert!(!opened.left_out.iter().any(|left| left == "letters"));
    let name = "larkfield-green-and-marsh-end-primary-school-marsh-2027-06-01.zip";
    assert_eq!(made_for(Receiver::Hub, &draft()).file_name, name, "a backup has another name");
    // Whatever a file says that is not understood, it does not count as whole.
    let whole = application_json(&draft());
    for (key, value, is_whole) in [
        ("left-out", json!([]), true),
        ("left-out", json!(["of-next-year"]), false),
        ("left-out", json!([7]), false),
        ("left-out", json!("ratings"), false),
        ("left-out", Json::Null, false),
        ("made-for", json!("hub"), false),
        ("made-for", Json::Null, false),
        ("version", json!(1), true),
    ] {
        let mut json = whole.clone();
        json[key] = value.clone();
        assert_eq!(read_application(json).unwrap().left_out.is_empty(), is_whole, "{key} {value}");
    }
}

/// The hub reads of no question that it does not need and nobody answered, and of nothing that does not apply.
#[test]
fn the_hub_does_not_read_of_what_nobody_answered() {
    use crate::documents::{Block, Outline, application_for};
    let call = call();
    let headings = |receiver, draft: &Draft| -> Vec<String> {
        let view = View::new(&call, draft, receiver, now());
        let Outline { blocks, .. } =
            application_for(receiver, &call, view.draft(), crate::readiness::deadline(&call, now()), now());
        let heading = |block| if let Block::Heading(_, text) = block { Some(text) } else { None };
        blocks.into_iter().filter_map(heading).collect()
    };
    let mut little = empty();
    little.set(Field::parse("school/name"), "Larkfield".into(), now());
    little.set(Field::parse("criteria/programme/able/rating"), "growing".into(), now());
    let all = headings(Receiver::Oneself, &little);
    let hub = headings(Receiver::Hub, &little);
    for optional in ["Criteria", "Additional evidence", "Opening"] {
        assert!(all.iter().any(|heading| heading == optional), "{all:?}");
        assert!(hub.iter().all(|heading| heading != optional), "{hub:?}");
    }
    for needed in ["Supporting letter", "Motivation and vision", "Music Development Plan", "Commitments"] {
        assert!(hub.iter().any(|heading| heading == needed), "{needed}: {hub:?}");
    }
}

#[test]
fn every_part_has_its_row() {
    for (number, row) in HOLDS.iter().enumerate() {
        assert_eq!(row.part.row(), row);
        assert!(HOLDS.iter().skip(number + 1).all(|other| other.id != row.id && other.part != row.part));
    }
    assert_eq!(Part::EarlierVersions.row().id, "earlier-versions");
}

#[test]
fn a_bundle_says_which_files_it_lacks_and_why() {
    let id = |content: &[u8]| source::file_id(content).unwrap();
    let (draft, contents) =
        (0..200).map(|seed| generated_with_files(seed, &call(), id)).find(|(_, files)| files.len() > 2).unwrap();
    let name = |content: &[u8]| {
        let id = source::file_id(content);
        crate::draft::attached(&draft).into_iter().find(|file| Some(&file.id) == id.as_ref()).unwrap().name
    };
    let files =
        SomeFiles { there: source::MemoryFiles::new(contents.iter().skip(2).cloned()), unreadable: id(&contents[0]) };
    let draft_json = write_draft(&draft).unwrap();
    let request = Request::Make {
        receiver: Receiver::Oneself,
        call_json: CALL_JSON.to_owned(),
        draft_json,
        now: now(),
        other_hubs: Vec::new(),
        histories: Vec::new(),
        page: false,
    };
    let mut output = source::MemorySink::new(&files);
    let (files, fonts) = (&files, &worker::Fonts::default());
    let mut context =
        worker::JobContext { input: &&b""[..], files, fonts, output: &mut output, progress: &mut |_, _| () };
    let result = source::block_on(worker::run(&request, &mut context));
    let Answer::Made { remarks, mut missing, .. } = result.answer else { panic!("{:?}", result.answer) };
    let mut expected = vec![name(&contents[0]), name(&contents[1])];
    missing.sort();
    expected.sort();
    assert_eq!(missing, expected);
    for (content, why) in [(&contents[0], "could not read it"), (&contents[1], "is not on this device")] {
        let start = format!("{} is missing from the file.", name(content));
        assert!(remarks.iter().any(|remark| remark.starts_with(&start) && remark.contains(why)), "{remarks:?}");
    }
    assert_eq!(open_bundle(&output.bytes).unwrap().attached.len(), contents.len() - 2);
}
