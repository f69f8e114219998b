//! A small invented call and application, for the tests of this room and of the bundle.

use crate::call::{Call, Timestamp, read_call};
use crate::draft::{Draft, DraftId, Field, Value};

pub(crate) const CALL_JSON: &str = include_str!("sample/marsh-2027.json");

pub(crate) fn call() -> Call {
    read_call(CALL_JSON).unwrap()
}

pub(crate) fn now() -> Timestamp {
    Timestamp::parse("2027-06-01T08:30:00.000Z").unwrap()
}

fn list(items: &[&str]) -> Value {
    Value::List(items.iter().map(|i| (*i).to_owned()).collect())
}

/// An empty draft.
pub(crate) fn empty() -> Draft {
    Draft::new(DraftId::new("d1").unwrap(), call().id, "2027", now())
}

/// A draft with something at nearly every kind of address.
pub(crate) fn draft() -> Draft {
    let mut draft = empty();
    for (address, value) in [
        ("school/name", "Larkfield Green & Marsh End Primary School".into()),
        ("school/urn", "123 456".into()),
        ("school/setting", "primary".into()),
        ("school/region", "fen".into()),
        ("school/age-from", "3".into()),
        ("school/age-to", "11".into()),
        ("school/key-stages", list(&["eyfs", "ks1", "ks2"])),
        ("school/group", "federation".into()),
        ("school/group-name", "Marsh Federation".into()),
        ("school/ofsted-report", "ungraded".into()),
        ("school/ofsted-date", "2025-05-06".into()),
        ("people/leader/name", "Si\u{e2}n \u{174}yn".into()),
        ("people/primary-contact/name", "Tom O\u{2019}Hara".into()),
        ("people/primary-contact/position", "Deputy headteacher".into()),
        ("people/primary-contact/email", "tom@larkfield.example".into()),
        ("people/primary-contact/telephone", "01632 960002".into()),
        ("criteria/programme/hour/rating", "in-place".into()),
        (
            "criteria/programme/hour/evidence",
            "Every class has an hour.\nYear 4 plays <strings> & \"drums\".\n\n- choir\n- band".into(),
        ),
        ("criteria/programme/hour/links", list(&["https://larkfield.example/music?a=1&b=2", "javascript:alert(1)"])),
        ("criteria/programme/able/rating", "growing".into()),
        ("criteria/programme/able/branches", list(&["can"])),
        ("criteria/programme/able/next-step", "Train two teachers".into()),
        ("criteria/programme/able/next-who", "Head".into()),
        ("criteria/programme/able/next-when", "2027-12-01".into()),
        ("focus/chosen", list(&["voice"])),
        ("focus/voice/why", "We sing every day.".into()),
        ("letters/letter/opening", "Dear Ada Lowe,".into()),
        ("letters/letter/prompts/vision/text", "Because music matters.\n\nIt does.".into()),
        ("letters/letter/prompts/vision/covered", list(&["why"])),
        ("letters/letter/closing", "Yours sincerely".into()),
        ("letters/letter/support-wanted", Value::Flag(true)),
        ("letters/letter/support", "The governors agree.".into()),
        ("letters/letter/support-from", "Chair of governors".into()),
        ("documents/plan/state", "ready".into()),
        ("documents/plan/name", "plan 2027.pdf".into()),
        ("documents/plan/contents", list(&["inclusion"])),
        ("documents/extra/state", "ready".into()),
        ("documents/extra/link", "https://larkfield.example/concerts".into()),
        ("duties/advocate/accepted", Value::Flag(true)),
        ("duties/share/accepted", Value::Flag(false)),
        ("dates/autumn/attends", "Si\u{e2}n \u{174}yn".into()),
        ("declarations/one/confirmed", Value::Flag(true)),
        ("criteria/gone/point/evidence", "An answer to last year\u{2019}s question.".into()),
        ("school/shoe-size", Value::Other(serde_json::json!({"uk": 7}))),
    ] {
        draft.set(Field::parse(address), value, now());
    }
    draft
}
