//! What is typed is never markup: a real HTML tokenizer (html5gum, which follows the WHATWG's) reads the web page of an
//! application, and finds no element and no attribute that harmless answers do not bring.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests stop where they fail")]

use std::collections::BTreeSet;

use html5gum::{Token, Tokenizer};
use upbeat::bundle::{Bag, BundleOptions, Limits, make_bundle_among};
use upbeat::call::{Call, read_call};
use upbeat::documents::{answers, application, calendar, emails, html};
use upbeat::draft::{Draft, DraftId, FIXTURE_TIME, Field, Value, asked, fullest};
use upbeat::readiness::{OtherHubs, assess};

/// What would be markup if it were let.
const HOSTILE: [&str; 10] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "</title></style></textarea></script><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "&lt;script&gt;alert(1)&#60;/script&#x3e;",
    "javascript:alert(1)",
    "]]><iframe/srcdoc='<script>alert(1)</script>'>",
    "=cmd|'/C_calc'!A0",
    "\u{2028}<plaintext>\u{0}<base/href=//evil.example>",
];

fn calls() -> Vec<(Call, String)> {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    ["assets/calls/hertfordshire-2025.json", "assets/calls/asone-2025.json", "tests/fixtures/calls/third.json"]
        .map(|path| std::fs::read_to_string(here.join(path)).unwrap())
        .map(|text| (read_call(&text).unwrap(), text))
        .to_vec()
}

/// A draft with this text in every field there is, and in some that no call asks for.
fn everywhere(call: &Call, text: &str) -> Draft {
    let id = DraftId::new("a1").unwrap();
    let mut draft = Draft::new(id, call.id.clone(), &call.round, FIXTURE_TIME);
    text.clone_into(&mut draft.name);
    for field in asked(call) {
        draft.set(field, Value::from(text), FIXTURE_TIME);
    }
    draft.set(Field::Other("school/no-longer-asked".to_owned()), Value::from(text), FIXTURE_TIME);
    for (_, answer) in &mut draft.answers {
        answer.by = Some(text.to_owned());
    }
    draft
}

fn page(call: &Call, draft: &Draft) -> String {
    html(&application(call, draft, &assess(call, draft, FIXTURE_TIME), FIXTURE_TIME))
}

/// What a page is made of.
#[derive(Default)]
struct Skeleton {
    /// Its elements in their order, each with the names of its attributes; comments and document types too.
    elements: Vec<String>,
    /// All attributes' values.
    values: Vec<String>,
    /// Its text.
    text: String,
}

fn skeleton(page: &str) -> Skeleton {
    let mut all = Skeleton::default();
    for token in Tokenizer::new(page) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let mut element = String::from_utf8_lossy(&tag.name).into_owned();
                for (name, value) in &tag.attributes {
                    element.push(' ');
                    element.push_str(&String::from_utf8_lossy(name));
                    all.values.push(String::from_utf8_lossy(value).into_owned());
                }
                all.elements.push(element);
            }
            Token::EndTag(tag) => all.elements.push(format!("/{}", String::from_utf8_lossy(&tag.name))),
            Token::Comment(_) => all.elements.push("comment".to_owned()),
            Token::Doctype(_) => all.elements.push("doctype".to_owned()),
            Token::String(text) => all.text.push_str(&String::from_utf8_lossy(&text)),
            Token::Error(_) => {}
        }
    }
    all
}

#[test]
fn no_answer_makes_an_element_or_an_attribute() {
    for (call, _) in calls() {
        // What there is on the pages of harmless answers, short and long.
        let harmless = [everywhere(&call, "harmless"), fullest(&call)];
        let ours: BTreeSet<String> = harmless.iter().flat_map(|draft| skeleton(&page(&call, draft)).elements).collect();
        assert!(ours.len() > 20, "{ours:?}");
        for text in HOSTILE {
            let draft = everywhere(&call, text);
            let found = skeleton(&page(&call, &draft));
            let foreign: Vec<&String> = found.elements.iter().filter(|element| !ours.contains(*element)).collect();
            assert!(foreign.is_empty(), "{}: {text} makes {foreign:?}", call.id);
            let run = found.values.iter().find(|value| value.trim().to_lowercase().starts_with("javascript:"));
            assert_eq!(run, None, "{}: {text}", call.id);
            // It is all there, to be read.
            let shown: String = text.chars().filter(|c| !c.is_control()).take(12).collect();
            let times = found.text.matches(shown.trim_start_matches('\u{2028}')).count();
            assert!(times * 2 > draft.answers.len(), "{}: {text} is shown {times} times", call.id);
        }
    }
}

#[test]
fn the_tokenizer_sees_what_it_should() {
    let Skeleton { elements, values, .. } =
        skeleton("<!DOCTYPE html><p class=\"a\">x<img src=x onerror='b'></p><!-- c -->");
    assert_eq!(elements, ["doctype", "p class", "img onerror src", "/p", "comment"]);
    assert!(values.iter().any(|value| value == "b"));
}

/// A formula does harm where a spreadsheet opens a file: none of the files of a bundle is one that it would, and what
/// mail programs and calendars read has it within a text.
#[test]
fn no_formula_comes_to_a_spreadsheet() {
    let formula = "=cmd|' /C calc'!A0";
    for (call, text) in calls() {
        let draft = everywhere(&call, formula);
        let made = make_bundle_among(
            &call,
            &text,
            &draft,
            FIXTURE_TIME,
            &OtherHubs::NONE,
            BundleOptions { page: true, ..BundleOptions::default() },
        )
        .unwrap();
        let bag = Bag::from_zip(&made.bytes, &Limits::IN_MEMORY).unwrap();
        for file in bag.payload().iter().chain(bag.tag_files()) {
            let ending = file.name.rsplit('.').next().unwrap_or_default();
            assert!(["pdf", "docx", "html", "json", "txt"].contains(&ending), "{}", file.name);
            assert!(!file.name.starts_with(['=', '+', '-', '@']), "{}", file.name);
        }
        assert!(!made.file_name.starts_with(['=', '+', '-', '@']), "{}", made.file_name);
        for mail in emails(&call, &draft, &[], &made.file_name) {
            assert!(!mail.subject.contains(['\r', '\n']), "{}", mail.subject);
        }
        let dates = calendar(&call, FIXTURE_TIME).unwrap_or_default();
        assert!(!dates.contains("cmd|"), "the calendar knows no answer");
        assert!(!answers(&call, &draft).is_empty());
    }
}
