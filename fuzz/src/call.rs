//! Call files: read, checked, and everything that the page and the worker make of one before anything is answered.

use serde_json::Value as Json;
use upbeat::call::check::check;
use upbeat::call::{Call, read_call, read_index};
use upbeat::documents::{answers, calendar, emails, html, on_paper};
use upbeat::draft::{Draft, DraftId, FIXTURE_TIME};
use upbeat::readiness::{OtherHubs, assess_on_paper};

use crate::seeds::{CALLS, cut};

pub(crate) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    drop(read_index(&text));
    let Ok(call) = read_call(&text) else { return };
    let written = serde_json::to_string(&call).expect("a call can be written");
    assert_eq!(read_call(&written).expect("what is written can be read"), call);
    for problem in check(&call) {
        assert!(!problem.what.is_empty());
    }
    used(&call);
}

/// The call, used for an empty draft.
fn used(call: &Call) {
    let id = DraftId::new("a1").expect("it is an id");
    let draft = Draft::new(id, call.id.clone(), &call.round, FIXTURE_TIME);
    let paper = on_paper(call, &draft, FIXTURE_TIME);
    let readiness = assess_on_paper(call, &draft, FIXTURE_TIME, &OtherHubs::NONE, &paper);
    drop(html(&upbeat::documents::application(call, &draft, &readiness, FIXTURE_TIME)));
    drop((calendar(call, FIXTURE_TIME), emails(call, &draft, &[], "bundle.zip"), answers(call, &draft)));
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for text in CALLS {
        let json: Json = serde_json::from_str(text).expect("a call is JSON");
        all.extend(
            [(1, 12), (2, 40)].map(|(items, characters)| cut(&json, items, characters).to_string().into_bytes()),
        );
        all.push(text.as_bytes().to_vec());
    }
    all.push(include_bytes!("../../assets/calls/index.json").to_vec());
    all.push(include_bytes!("../../tests/fixtures/formats/call-1-all-names.json").to_vec());
    all
}
