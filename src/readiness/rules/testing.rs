//! For the rules' tests: a small invented call, drafts written as addresses and values, findings written as lines.

use serde_json::{Value as Json, json};

use super::Rule;
use crate::call::{Call, Timestamp, read_call};
use crate::draft::{Draft, DraftId, Field, Value, confirmed};
use crate::readiness::{Case, Finding, OtherHubs, Verdict, Weight};

/// Monday 1 February 2027, noon.
pub(crate) fn noon() -> Timestamp {
    Timestamp::parse("2027-02-01T12:00:00.000Z").unwrap()
}

/// An invented call: a hub, three settings, and nothing asked. `parts` are put into it, or in place of what is there.
pub(crate) fn call(parts: Json) -> Call {
    let mut whole = json!({
        "format": 1,
        "id": "marsh-2027",
        "round": "2027",
        "title": "Lead Schools for Marsh",
        "hub": {"name": "Marsh Music Hub", "short": "Marsh", "contact": {"name": "Ada Reed", "email": "ada@marsh.example.org"}},
        "role": {"name": "Lead School", "plural": "Lead Schools"},
        "sources": [{"title": "Lead Schools for Marsh", "headings": [{"id": "h", "text": "Criteria"}, {"id": "k", "text": "Letter"}]}],
        "settings": [
            {"id": "primary", "name": "Primary", "kind": "school"},
            {"id": "nursery", "name": "Early Years", "kind": "early-years"},
            {"id": "trust", "name": "Trust", "kind": "trust"},
            {"id": "college", "name": "College", "kind": "college"},
            {"id": "special", "name": "Special", "kind": "school"}
        ],
        "places": [],
        "profile": [],
        "people": [],
        "scale": {"by-hub": false, "steps": [
            {"id": "yes", "label": "In place", "means": "met"},
            {"id": "partly", "label": "Partly", "means": "partly"},
            {"id": "no", "label": "Not yet", "means": "not-yet"}
        ]},
        "criteria": [],
        "dates": [],
        "submission": {"statements": [], "ways": []}
    });
    let Json::Object(parts) = parts else { panic!("parts of a call are an object") };
    for (key, part) in parts {
        whole[key] = part;
    }
    read_call(&whole.to_string()).unwrap()
}

/// A statement under the heading `h`.
pub(crate) fn says(text: &str) -> Json {
    json!({"text": text, "under": "h"})
}

/// A draft with these answers: `{"school/name": "Fen End"}`.
pub(crate) fn draft(answers: &Json) -> Draft {
    let mut draft = Draft::new(DraftId::new("d1").unwrap(), noon_call(), "2027", noon());
    let Json::Object(answers) = answers else { panic!("answers are an object") };
    for (address, value) in answers {
        let field = Field::parse(address);
        assert!(!matches!(field, Field::Other(_)), "{address} is not an address");
        let value = match value {
            Json::String(text) => Value::Text(text.clone()),
            Json::Bool(flag) => Value::Flag(*flag),
            Json::Array(items) => Value::List(items.iter().map(|i| i.as_str().unwrap().to_owned()).collect()),
            other => Value::Other(other.clone()),
        };
        draft.set(field, value, noon());
    }
    draft
}

fn noon_call() -> crate::call::CallId {
    crate::call::CallId::new("marsh-2027").unwrap()
}

/// What a rule finds.
pub(crate) fn find(rule: Rule, call: &Call, answers: &Json) -> Vec<Finding> {
    find_among(rule, call, answers, &OtherHubs::NONE)
}

/// What a rule finds, other hubs being known.
pub(crate) fn find_among(rule: Rule, call: &Call, answers: &Json, others: &OtherHubs) -> Vec<Finding> {
    find_in(rule, call, &draft(answers), others)
}

/// What a rule finds in a draft.
pub(crate) fn find_in(rule: Rule, call: &Call, draft: &Draft, others: &OtherHubs) -> Vec<Finding> {
    let counts = confirmed(call, draft);
    let mut out = Vec::new();
    rule(&Case { said: draft, ..Case::new(call, &counts, others, noon()) }, &mut out);
    out
}

/// A finding as a line: `URN: unknown, blocks, school/urn`. What is settled says no weight and no address;
/// what only the hub can tell is `ask hub`.
pub(crate) fn line(finding: &Finding) -> String {
    let verdict = match &finding.verdict {
        Verdict::Met => return format!("{}: met", finding.subject),
        Verdict::DoesNotApply { .. } => return format!("{}: not asked", finding.subject),
        Verdict::NotMet { .. } => "not met",
        Verdict::Unknown { needs, .. } if needs.is_empty() => "ask hub",
        Verdict::Unknown { .. } => "unknown",
    };
    let weight = match finding.weight {
        Weight::Blocks => "blocks",
        Weight::Strengthens => "strengthens",
        Weight::Unneeded => "unneeded",
        Weight::Notice => "notice",
    };
    match &finding.field {
        Some(field) => format!("{}: {verdict}, {weight}, {field}", finding.subject),
        None => format!("{}: {verdict}, {weight}", finding.subject),
    }
}

/// The findings of a rule as lines.
pub(crate) fn lines(rule: Rule, call: &Call, answers: &Json) -> Vec<String> {
    find(rule, call, answers).iter().map(line).collect()
}

/// What a finding says: the sentence of its verdict.
pub(crate) fn why(finding: &Finding) -> &str {
    match &finding.verdict {
        Verdict::Met => "",
        Verdict::NotMet { why } | Verdict::Unknown { why, .. } => why,
        Verdict::DoesNotApply { because } => because,
    }
}

/// Runs a table: for each row of answers, the lines that the rule finds.
#[track_caller]
pub(crate) fn table(rule: Rule, call: &Call, rows: &[(Json, &[&str])]) {
    for (answers, expected) in rows {
        assert_eq!(lines(rule, call, answers), *expected, "{answers}");
    }
}
