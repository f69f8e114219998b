//! Messages between the page and the worker.

use std::fmt::Debug;

use upbeat::bundle::worker::{Answer, ChosenPart, Document, FromWorker, Request, RequestId, ToWorker};
use upbeat::documents::Receiver;
use upbeat::draft::{FIXTURE_TIME, write_draft};

use crate::seeds::{calls, drafts};

pub(crate) fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match ToWorker::from_json(text) {
        Ok(message) => same(&ToWorker::from_json(&message.to_json()), &Ok(message)),
        Err(refusal) => assert!(matches!(refusal.answer, Answer::Refused { .. })),
    }
    let message = FromWorker::from_json(text);
    same(&FromWorker::from_json(&message.to_json()), &message);
}

fn same<T: PartialEq + Debug>(back: &T, there: &T) {
    assert_eq!(back, there);
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let part = ChosenPart { path: "a/bagit.txt".to_owned(), bytes: 54 };
    let mut requests = vec![Request::Open, Request::OpenFiles(vec![part]), Request::ReadLetter, Request::List];
    let text = drafts().first().and_then(|draft| write_draft(draft).ok()).unwrap_or_default();
    for (call_json, draft_json) in [("{}", "{}"), ("{\"format\":1}", text.as_str())] {
        let (call_json, draft_json) = (call_json.to_owned(), draft_json.chars().take(3000).collect::<String>());
        let other_hubs = calls().iter().map(|(call, _)| call.hub.name.clone()).collect::<Vec<_>>();
        requests.push(Request::Make {
            receiver: Receiver::Hub,
            histories: vec!["{}".to_owned()],
            call_json: call_json.clone(),
            draft_json: draft_json.clone(),
            now: FIXTURE_TIME,
            other_hubs: other_hubs.clone(),
            page: true,
        });
        let l = || "letter".to_owned();
        for which in [
            Document::LetterPdf(l()),
            Document::SupportDocx(l()),
            Document::Readiness,
            Document::Application,
            Document::Leaders,
        ] {
            let (call_json, draft_json, other_hubs) = (call_json.clone(), draft_json.clone(), other_hubs.clone());
            let now = FIXTURE_TIME;
            requests.push(Request::Document { which, call_json, draft_json, now, other_hubs });
        }
    }
    let answers = [
        r#"{"id":1,"answer":{"made":{"file-name":"a.zip","remarks":["one"],"missing":["a.pdf"]}}}"#,
        r#"{"id":2,"answer":{"letter":{"text":"We sing.","remarks":[]}}}"#,
        r#"{"id":3,"answer":{"opened":{"drafts":[{"draft-json":"{}","call-json":null,"written-on":"2026-11-22","history-json":null,"left-out":["ratings"],"attached":[],"warnings":["w"],"damage":["d"],"answers-changed":true}],"warnings":[],"unsaved":[["school/name","x"]],"choose":true}}}"#,
        r#"{"id":4,"answer":{"got":{"id":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","found":{"unreadable":"UnknownError"}}}}"#,
        r#"{"id":5,"answer":{"refused":{"message":"m","detail":"d"}}}"#,
        r#"{"id":6,"request":"open","format":"upbeat-rescue","version":1,"saved":"2026-11-22","items":{"upbeat/draft/a":"{}"},"onPage":{"school/name":"x"}}"#,
    ];
    let requests = requests.into_iter().map(|request| ToWorker { id: RequestId(9), request }.to_json());
    requests.map(String::into_bytes).chain(answers.map(|text| text.as_bytes().to_vec())).collect()
}
