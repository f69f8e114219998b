//! What page and press say to each other.

use serde_json::Value as Json;
use upbeat::bundle::press::{Answer, Document, Request};
use upbeat::draft::{FIXTURE_TIME, write_draft};

use crate::seeds::{calls, drafts};

pub(crate) fn run(bytes: &[u8]) {
    let Ok(json) = serde_json::from_slice::<Json>(bytes) else { return };
    if let Some(request) = Request::from_json(&json) {
        let there = serde_json::to_string(&request.to_json()).expect("a request can be written");
        let back = serde_json::from_str(&there).expect("what is written can be read");
        assert_eq!(Request::from_json(&back).as_ref(), Some(&request));
    }
    if let Some(answer) = Answer::from_json(&json) {
        told(&answer);
    }
}

fn told(answer: &Answer) {
    let there = serde_json::to_string(&answer.to_json()).expect("an answer can be written");
    let back = serde_json::from_str(&there).expect("what is written can be read");
    assert_eq!(Answer::from_json(&back).as_ref(), Some(answer));
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let mut all: Vec<Json> = vec![Request::Open.to_json(), Request::ReadLetter.to_json()];
    let text = drafts().first().and_then(|draft| write_draft(draft).ok()).unwrap_or_default();
    for (call_json, draft_json) in [("{}", "{}"), ("{\"format\":1}", text.as_str())] {
        let (call_json, draft_json) = (call_json.to_owned(), draft_json.chars().take(3000).collect::<String>());
        let other_hubs = calls().iter().map(|(call, _)| call.hub.name.clone()).collect::<Vec<_>>();
        let make = Request::Make {
            call_json: call_json.clone(),
            draft_json: draft_json.clone(),
            now: FIXTURE_TIME,
            other_hubs: other_hubs.clone(),
            page: true,
        };
        all.push(make.to_json());
        let l = || "letter".to_owned();
        for which in [Document::LetterPdf(l()), Document::SupportDocx(l()), Document::Readiness, Document::Application]
        {
            let (call_json, draft_json, other_hubs) = (call_json.clone(), draft_json.clone(), other_hubs.clone());
            let now = FIXTURE_TIME;
            all.push(Request::Document { which, call_json, draft_json, now, other_hubs }.to_json());
        }
    }
    let answers = [
        r#"{"answer":"made","file-name":"a.zip","remarks":["one"]}"#,
        r#"{"answer":"letter","text":"We sing.","remarks":[]}"#,
        r#"{"answer":"opened","drafts":[{"draft":"{}","call":null,"written-on":"2026-11-22","files":[{"path":"data/a","bytes":3}],"warnings":["w"]}],"warnings":[],"unsaved":[["school/name","x"]]}"#,
        r#"{"answer":"refused","message":"m","detail":"d"}"#,
        r#"{"ask":"open","format":"upbeat-rescue","version":1,"saved":"2026-11-22","items":{"upbeat/draft/a":"{}"},"onPage":{"school/name":"x"}}"#,
    ];
    all.iter().map(|json| json.to_string().into_bytes()).chain(answers.map(|text| text.as_bytes().to_vec())).collect()
}
