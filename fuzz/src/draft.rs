//! Draft files: read, put together with what was typed last, written back, and everything that is made of one.

use upbeat::call::{Call, Timestamp};
use upbeat::documents::{
    answers, application, application_pages, emails, html, laid_letters, on_paper_from, paper, readiness_side,
};
use upbeat::draft::{
    Draft, DraftId, FIXTURE_TIME, Field, Value, asked, escape_beyond_ascii, read_draft, write_draft, write_late,
};
use upbeat::readiness::{OtherHubs, assess_on_paper};

use crate::Recipe;
use crate::recipe::Written;
use crate::seeds::{EXAMPLES, calls, drafts};

pub(crate) fn run(bytes: &[u8]) {
    let mut recipe = Recipe::new(bytes);
    if recipe.one_in(2) {
        files(&recipe.text(), &recipe.text());
    } else {
        answered(&mut recipe);
    }
}

/// A draft's file and what was typed last, as they may lie in storage.
fn files(whole: &str, late: &str) {
    let Ok(mut draft) = read_draft(whole) else { return };
    there_and_back(&draft);
    let before = draft.clone();
    match draft.take_late(late) {
        Ok(true) => assert!(draft.changed > before.changed),
        Ok(false) | Err(_) => assert_eq!(draft, before),
    }
    there_and_back(&draft);
    let call = calls().iter().find(|(call, _)| call.id == draft.call);
    if let Some((call, _)) = call {
        used(call, &draft, FIXTURE_TIME);
    }
}

/// A draft with some answers of any kind at addresses that a call asks for.
fn answered(recipe: &mut Recipe) {
    let Some(call) = recipe.pick(&[0, 1, 2, 3]).and_then(|number: usize| calls().get(number)) else { return };
    let (call, _) = call;
    let now = Timestamp(FIXTURE_TIME.0 + i64::from(recipe.long()) * 1000);
    let Some(id) = DraftId::new("a1") else { return };
    let mut draft = Draft::new(id, call.id.clone(), &call.round, now);
    let fields = asked(call);
    let mut last = None;
    for _ in 0..40 {
        if recipe.is_empty() {
            break;
        }
        let at = recipe.number();
        let field = match fields.get(at % (fields.len() + 1)) {
            Some(field) => field.clone(),
            None => Field::parse(&recipe.text()),
        };
        let value = match recipe.byte() % 8 {
            0 => Value::Flag(recipe.one_in(2)),
            1 => Value::List((0..recipe.byte() % 8).map(|_| recipe.text()).collect()),
            2 => Value::Other(serde_json::from_slice(recipe.bytes()).unwrap_or_default()),
            _ => Value::Text(recipe.text()),
        };
        // What stands under a known shape is read as that shape again.
        if !matches!(&value, Value::Other(json) if json.is_string() || json.is_boolean() || json.is_array()) {
            draft.set(field.clone(), value, now);
            last = Some(field);
        }
    }
    there_and_back(&draft);
    if let Some(field) = last {
        let late = write_late(&draft, &field).expect("an answer can be written");
        let mut before = draft.clone();
        before.answers.remove(&field);
        before.changed = Timestamp(0);
        assert!(before.take_late(&late).expect("what is written can be read") || draft.changed.0 == 0);
    }
    used(call, &draft, now);
}

fn there_and_back(draft: &Draft) {
    let written = write_draft(draft).expect("a draft can be written");
    let by_serde = serde_json::to_string(draft).expect("serde_json can too");
    assert_eq!(escape_beyond_ascii(&written), escape_beyond_ascii(&by_serde));
    assert_eq!(&read_draft(&written).expect("what is written can be read"), draft);
}

/// Everything that page and worker make of a draft, but for files of large libraries.
fn used(call: &Call, draft: &Draft, now: Timestamp) {
    let letters = laid_letters(call, draft, now, &[]);
    let again = laid_letters(call, draft, now, &letters);
    assert_eq!(letters.len(), again.len());
    let readiness = assess_on_paper(call, draft, now, &OtherHubs::NONE, &on_paper_from(draft, &letters));
    drop((emails(call, draft, &[], "bundle.zip"), answers(call, draft)));
    // The whole application on paper takes twenty times as long as the rest together.
    if draft.answers.len() % 16 != 7 {
        return;
    }
    let outline = application(call, draft, &readiness, now);
    drop(html(&outline));
    let setup = paper::Setup::default();
    drop(application_pages(&outline, &setup));
    drop(readiness_side(call, draft, &readiness, now, &setup));
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let file = |whole: &str, late: &str| Written::default().raw(&[0]).bytes(whole.as_bytes()).bytes(late.as_bytes()).0;
    let mut all: Vec<Vec<u8>> = EXAMPLES.iter().map(|text| file(text, "")).collect();
    all.push(file(
        r#"{"format":"upbeat-draft","version":1,"id":"a1","call":"asone-2025","round":"2027","name":"","created":"2026-11-22T09:00:00.000Z","changed":"2026-11-22T09:00:00.000Z","answers":{"school/name":{"value":"Larkfield","at":"2026-11-22T09:00:00.000Z","by":"A"},"school/shoe-size":{"value":{"uk":7},"at":"2026-11-22T09:00:00.000Z"}},"zoo":[1,2]}"#,
        r#"{"format":"upbeat-draft","version":1,"id":"a1","call":"asone-2025","round":"2027","name":"","created":"2026-11-22T09:00:00.000Z","changed":"2026-11-23T09:00:00.000Z","answers":{"school/name":{"value":"Larkfield Green","at":"2026-11-23T09:00:00.000Z"}}}"#,
    ));
    for draft in drafts() {
        let Some(number) = calls().iter().position(|(call, _)| call.id == draft.call) else { continue };
        let fields = calls().get(number).map(|(call, _)| asked(call)).unwrap_or_default();
        let start = u16::try_from(number).unwrap_or_default().to_le_bytes();
        let mut seed = Written::default().raw(&[1]).raw(&start).raw(&[0; 4]);
        for (field, answer) in draft.answers.iter().take(12) {
            let Some(at) = fields.iter().position(|one| one == field) else { continue };
            seed = seed.raw(&u16::try_from(at).unwrap_or_default().to_le_bytes());
            seed = match &answer.value {
                Value::Flag(flag) => seed.raw(&[0, u8::from(!flag)]),
                Value::List(items) => {
                    let items: Vec<&String> = items.iter().take(7).collect();
                    let count = u8::try_from(items.len()).unwrap_or_default();
                    items.iter().fold(seed.raw(&[1, count]), |seed, item| seed.bytes(item.as_bytes()))
                }
                Value::Other(json) => seed.raw(&[2]).bytes(json.to_string().as_bytes()),
                Value::Text(text) => seed.raw(&[3]).bytes(text.chars().take(400).collect::<String>().as_bytes()),
            };
        }
        all.push(seed.0);
        let written = write_draft(&draft).unwrap_or_default();
        if written.len() < 12_000 {
            all.push(file(&written, ""));
        }
    }
    all
}
