use serde_json::{Value as Json, json};

use super::super::testing::{call, find, table, why};
use super::*;

/// A call that asks one part, and what is found about it besides name and setting.
fn asks(part: &str, more: &Json, rows: &[(Json, &[&str])]) {
    let mut parts = json!({"profile": [
        {"ask": "name", "why": "w", "required": false},
        {"ask": "setting", "why": "w", "required": false},
        {"ask": part, "why": "w"}
    ]});
    for (key, value) in more.as_object().unwrap() {
        parts[key] = value.clone();
    }
    let call = call(parts);
    for (answers, expected) in rows {
        let found: Vec<String> = find(check, &call, answers).iter().skip(2).map(super::super::testing::line).collect();
        assert_eq!(found, *expected, "{answers}");
    }
}

#[test]
fn name_and_setting_are_always_asked() {
    let call = call(json!({}));
    table(
        check,
        &call,
        &[
            (
                json!({}),
                &[
                    "School name: unknown, blocks, school/name",
                    "Type of school or setting: unknown, blocks, school/setting",
                ],
            ),
            (
                json!({"school/name": "Fen End", "school/setting": "primary"}),
                &["School name: met", "Type of school or setting: met"],
            ),
            (
                json!({"school/name": " ", "school/setting": "castle"}),
                &[
                    "School name: unknown, blocks, school/name",
                    "Type of school or setting: unknown, blocks, school/setting",
                ],
            ),
            (
                json!({"school/name": true, "school/setting": ["primary"]}),
                &[
                    "School name: unknown, blocks, school/name",
                    "Type of school or setting: unknown, blocks, school/setting",
                ],
            ),
        ],
    );
}

#[test]
fn urn() {
    asks(
        "urn",
        &json!({}),
        &[
            (json!({}), &["URN: unknown, blocks, school/urn"]),
            (json!({"school/urn": "123456"}), &["URN: met"]),
            (json!({"school/urn": "12345"}), &["URN: not met, blocks, school/urn"]),
            (json!({"school/no-urn": "A new school; the number is on its way."}), &["URN: met"]),
            (json!({"school/urn": "EY123456", "school/setting": "nursery"}), &["URN: met"]),
            (json!({"school/urn": "EY123456", "school/setting": "primary"}), &["URN: not met, blocks, school/urn"]),
            (json!({"school/setting": "trust"}), &["URN: not asked"]),
        ],
    );
}

#[test]
fn region() {
    let named = json!({"regions": {"called": "district", "named": [{"id": "north", "name": "North"}]}});
    asks(
        "region",
        &named,
        &[
            (json!({}), &["District: unknown, blocks, school/region"]),
            (json!({"school/region": "north"}), &["District: met"]),
            (json!({"school/region": "Northish"}), &["District: unknown, blocks, school/region"]),
        ],
    );
    let place = |setting: &str, across: Json| json!({"id": setting, "settings": [setting], "across": across, "statement": {"text": "One.", "under": "h"}});
    let unnamed = json!({
        "regions": {"called": "region", "oddities": ["unnamed"]},
        "places": [place("primary", json!("each-region")), place("nursery", json!("hub"))]
    });
    asks(
        "region",
        &unnamed,
        &[
            (json!({"school/region": "Dacorum"}), &["Region: met"]),
            (json!({"school/setting": "primary"}), &["Region: unknown, blocks, school/region"]),
            (json!({"school/setting": "nursery"}), &["Region: not asked"]),
            (json!({"school/setting": "college"}), &["Region: unknown, blocks, school/region"]),
        ],
    );
    asks("region", &json!({}), &[(json!({}), &[])]);
}

#[test]
fn ages() {
    asks(
        "age-range",
        &json!({}),
        &[
            (json!({}), &["Age range: unknown, blocks, school/age-from"]),
            (json!({"school/age-from": "4"}), &["Age range: unknown, blocks, school/age-to"]),
            (json!({"school/age-from": "4", "school/age-to": "11"}), &["Age range: met"]),
            (json!({"school/age-from": "11", "school/age-to": "4"}), &["Age range: not met, blocks, school/age-to"]),
            (
                json!({"school/age-from": "four", "school/age-to": "11"}),
                &["Age range: not met, blocks, school/age-from"],
            ),
            (json!({"school/age-from": "4", "school/age-to": "-1"}), &["Age range: not met, blocks, school/age-to"]),
            (
                json!({"school/age-from": "4", "school/age-to": "80", "school/setting": "primary"}),
                &["Age range: not met, blocks, school/age-to"],
            ),
            (json!({"school/age-from": "16", "school/age-to": "80", "school/setting": "college"}), &["Age range: met"]),
        ],
    );
}

#[test]
fn key_stages_and_sixth_form() {
    asks(
        "key-stages",
        &json!({}),
        &[
            (json!({}), &["Key stages: unknown, blocks, school/key-stages"]),
            (json!({"school/key-stages": ["ks9"]}), &["Key stages: unknown, blocks, school/key-stages"]),
            (json!({"school/key-stages": ["ks1"]}), &["Key stages: met"]),
        ],
    );
    asks(
        "sixth-form",
        &json!({}),
        &[
            (json!({}), &["Sixth form: unknown, blocks, school/sixth-form"]),
            (json!({"school/sixth-form": false}), &["Sixth form: met"]),
            (json!({"school/key-stages": ["ks5"]}), &["Sixth form: met"]),
            (
                json!({"school/key-stages": ["ks3"], "school/sixth-form": true}),
                &["Sixth form: met", "Sixth form and key stages: not met, strengthens, school/sixth-form"],
            ),
            (
                json!({"school/key-stages": ["ks5"], "school/sixth-form": false}),
                &["Sixth form: met", "Sixth form and key stages: not met, strengthens, school/sixth-form"],
            ),
        ],
    );
}

#[test]
fn trust() {
    asks(
        "trust",
        &json!({}),
        &[
            (json!({}), &["Trust or federation: unknown, blocks, school/group"]),
            (json!({"school/group": "neither"}), &["Trust or federation: met"]),
            (json!({"school/group": "trust"}), &["Trust or federation: unknown, blocks, school/group-name"]),
            (json!({"school/group": "federation", "school/group-name": "Fen"}), &["Trust or federation: met"]),
            (json!({"school/group": "club"}), &["Trust or federation: unknown, blocks, school/group"]),
        ],
    );
}

#[test]
fn inspection() {
    let met = ["Latest Ofsted inspection: met"];
    let look_again =
        ["Latest Ofsted inspection: met", "Inspection date and result: not met, strengthens, school/ofsted-date"];
    let report = |kind: &str, day: &str, setting: &str| {
        json!({"school/ofsted-report": kind, "school/ofsted-date": day, "school/ofsted-grade": "good",
                   "school/setting": setting})
    };
    asks(
        "ofsted",
        &json!({}),
        &[
            (json!({}), &["Latest Ofsted inspection: unknown, blocks, school/ofsted-report"]),
            (json!({"school/ofsted-report": "other"}), &met),
            (
                json!({"school/ofsted-report": "overall"}),
                &["Latest Ofsted inspection: unknown, blocks, school/ofsted-date"],
            ),
            (
                json!({"school/ofsted-report": "overall", "school/ofsted-date": "2023-05-10"}),
                &["Latest Ofsted inspection: unknown, blocks, school/ofsted-grade"],
            ),
            (report("overall", "2023-05-10", "primary"), &met),
            (
                report("overall", "2023-02-30", "primary"),
                &["Latest Ofsted inspection: not met, blocks, school/ofsted-date"],
            ),
            (
                report("overall", "2027-02-02", "primary"),
                &[
                    "Latest Ofsted inspection: not met, blocks, school/ofsted-date",
                    "Inspection date and result: not met, strengthens, school/ofsted-date",
                ],
            ),
            (report("overall", "2024-09-01", "primary"), &met),
            (report("overall", "2024-09-03", "primary"), &look_again),
            (report("overall", "2024-09-03", "college"), &met),
            (report("key-judgements", "2024-03-01", "primary"), &look_again),
            (report("key-judgements", "2025-03-01", "primary"), &met),
            (report("report-card", "2025-03-01", "primary"), &look_again),
            (report("report-card", "2026-03-01", "primary"), &met),
            (report("ungraded", "2019-03-01", "primary"), &met),
        ],
    );
}

#[test]
fn people() {
    let call = call(json!({
        "profile": [
            {"ask": "name", "why": "w", "required": false}, {"ask": "setting", "why": "w", "required": false}
        ],
        "people": [
            {"id": "lead", "name": "Music lead", "why": "w", "contact": true},
            {"id": "governor", "name": "Governor", "why": "w", "required": false},
            {"id": "ceo", "name": "Trust lead", "why": "w", "when": [{"trust": true}]}
        ]
    }));
    let lines = |answers: Json| -> Vec<String> {
        find(check, &call, &answers).iter().skip(2).map(super::super::testing::line).collect()
    };
    let governor = "Governor: unknown, unneeded, people/governor/name";
    let ceo = "Trust lead: unknown, blocks, school/group";
    assert_eq!(lines(json!({})), ["Music lead: unknown, blocks, people/lead/name", governor, ceo]);
    assert_eq!(
        lines(json!({"people/lead/name": "Jo", "school/group": "trust"})),
        [
            "Music lead: unknown, blocks, people/lead/email",
            "Music lead: phone number: unknown, unneeded, people/lead/telephone",
            governor,
            "Trust lead: unknown, blocks, people/ceo/name",
        ]
    );
    assert_eq!(
        lines(json!({"people/lead/name": "Jo", "people/lead/email": "jo at fen", "people/lead/telephone": "1",
                "people/governor/name": "Mo", "school/group": "neither"})),
        ["Music lead: not met, blocks, people/lead/email", "Governor: met", "Trust lead: not asked"]
    );
}

#[test]
fn a_contact_who_is_named_already_is_asked_nothing_more() {
    let call = call(json!({
        "profile": [
            {"ask": "name", "why": "w", "required": false}, {"ask": "setting", "why": "w", "required": false}
        ],
        "people": [
            {"id": "lead", "name": "Music lead", "why": "w", "contact": true},
            {"id": "contact", "name": "Primary contact", "why": "w", "contact": true}
        ]
    }));
    let lines = |answers: Json| -> Vec<String> {
        find(check, &call, &answers).iter().skip(2).map(super::super::testing::line).collect()
    };
    let lead = "Music lead: unknown, blocks, people/lead/name";
    let contact = "Primary contact: unknown, blocks, people/contact/name";
    assert_eq!(lines(json!({})), [lead, contact]);
    assert_eq!(lines(json!({"people/contact/same-as": false})), [lead, contact]);
    // What is missing of the one is missing once.
    assert_eq!(lines(json!({"people/contact/same-as": true})), [lead, "Primary contact: met"]);
    let stale = json!({"people/lead/name": "Jo", "people/lead/email": "jo@fen.example.org", "people/lead/telephone": "1",
        "people/contact/same-as": true, "people/contact/name": "Mo", "people/contact/email": "mo at fen"});
    assert_eq!(lines(stale), ["Music lead: met", "Primary contact: met"]);
}

#[test]
fn a_wrong_number_is_told_what_is_wanted() {
    let call = call(json!({"profile": [{"ask": "urn", "why": "w"}]}));
    let found = find(check, &call, &json!({"school/urn": "12", "school/setting": "nursery"}));
    assert!(found.iter().any(|f| why(f).contains("EY123456")), "{found:?}");
}
