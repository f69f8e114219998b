//! A row for every kind of difference.

use serde_json::json;

use super::forms::FORMS;
use super::*;

const SMALL: &str = include_str!("../../../../tests/fixtures/calls/small.json");

/// Where in the fixture, the key, its new value; the code, path and a part of what is said for each difference.
type Row = (&'static str, &'static str, Value, &'static [(&'static str, &'static str, &'static str)]);

/// Every keyword and pattern of a schema; names of properties and definitions are no keywords.
fn keywords(schema: &Value, found: &mut Vec<(String, Value)>) {
    match schema {
        Value::Object(members) => {
            for (key, value) in members {
                found.push((key.clone(), value.clone()));
                match (key.as_str(), value) {
                    ("properties" | "$defs", Value::Object(named)) => {
                        named.values().for_each(|v| keywords(v, found));
                    }
                    _ => keywords(value, found),
                }
            }
        }
        Value::Array(elements) => elements.iter().for_each(|e| keywords(e, found)),
        _ => {}
    }
}

#[test]
fn the_schemas_use_no_more_than_is_known_here() {
    const KNOWN: [&str; 18] = [
        "$schema",
        "$defs",
        "$ref",
        "title",
        "description",
        "default",
        "type",
        "format",
        "minimum",
        "maxLength",
        "pattern",
        "items",
        "properties",
        "required",
        "additionalProperties",
        "const",
        "oneOf",
        "anyOf",
    ];
    let mut found = Vec::new();
    keywords(&schemars::schema_for!(Call).to_value(), &mut found);
    keywords(&schemars::schema_for!(CallIndex).to_value(), &mut found);
    assert!(found.iter().any(|(k, v)| k == "pattern" && v == FORMS[3].pattern), "ids have a pattern");
    for (key, value) in found {
        assert!(KNOWN.contains(&key.as_str()), "the keyword {key} is not looked at");
        match key.as_str() {
            "pattern" => {
                assert!(FORMS.iter().any(|form| value == form.pattern), "the pattern {value} is not looked at");
            }
            "format" => assert_eq!(value, "uint32"),
            "minimum" => assert_eq!(value, 0),
            "maxLength" => assert_eq!(value, crate::call::ID_MAX),
            _ => {}
        }
    }
}

/// What is changed, and what is found.
#[expect(clippy::too_many_lines, reason = "a table")]
fn rows() -> Vec<Row> {
    vec![
        ("", "colours", json!("x"), &[("unknown-key", "/colours", "not known here: delete it")]),
        ("/role", "colour", json!("x"), &[("unknown-key", "/role/colour", "delete it")]),
        ("/settings/0", "size", json!(1), &[("unknown-key", "/settings/0/size", "not known here: delete it")]),
        (
            "/hub/contact",
            "fax",
            json!("1"),
            &[("unknown-key", "/hub/contact/fax", "or write \u{201c}telephone\u{201d}")],
        ),
        (
            "/places/0",
            "only_where_possible",
            json!(true),
            &[("unknown-key", "/places/0/only_where_possible", "did you mean \u{201c}only-where-possible\u{201d}?")],
        ),
        ("/places/0", "a/b~c", json!(true), &[("unknown-key", "/places/0/a~1b~0c", "not known here")]),
        (
            "/submission/ways/1",
            "questions_in_this_file",
            json!(true),
            &[(
                "unknown-key",
                "/submission/ways/1/questions_in_this_file",
                "did you mean \u{201c}questions-in-this-file\u{201d}",
            )],
        ),
        ("/hub", "name", Value::Null, &[("wrong-type", "/hub/name", "nothing (null) should be a text in quotation")]),
        ("/hub", "name", json!(["A"]), &[("wrong-type", "/hub/name", "not be a list: write \"A\", without the sq")]),
        (
            "",
            "round",
            json!(2026),
            &[("wrong-type", "/round", "2026 should be a text in quotation marks: write \"2026\"")],
        ),
        (
            "",
            "id",
            json!("Small Call"),
            &[(
                "wrong-form",
                "/id",
                "(lower-case letters a to z, digits and single hyphens, 60 characters at most): write small-call",
            )],
        ),
        ("", "id", json!("\u{2026}"), &[("wrong-form", "/id", "write it like lead-school")]),
        ("/hub/look", "accent", json!("7a1f3d"), &[("wrong-form", "/hub/look/accent", "write #7a1f3d")]),
        (
            "",
            "format",
            json!("2"),
            &[("wrong-type", "/format", "\u{201c}2\u{201d} should be a whole number: write 2, without quo")],
        ),
        ("", "format", json!(-1), &[("wrong-value", "/format", "-1 is below 0: write a whole number")]),
        ("", "format", json!(1.5), &[("wrong-type", "/format", "1.5 should be a whole number")]),
        (
            "/letters/0/limit",
            "sides",
            json!("2 sides"),
            &[("wrong-type", "/letters/0/limit/sides", "write 2, without")],
        ),
        (
            "/letters/0/limit",
            "sides",
            json!("some"),
            &[("wrong-type", "/letters/0/limit/sides", "such as 2, or delete it")],
        ),
        (
            "/duties/0/amount",
            "number",
            json!("\u{a3}2,000"),
            &[("wrong-type", "/duties/0/amount/number", "write 2000")],
        ),
        (
            "/duties/0/amount",
            "number",
            json!(1500.5),
            &[(
                "wrong-type",
                "/duties/0/amount/number",
                "delete the amount if the hub\u{2019}s own number is not whole",
            )],
        ),
        (
            "/duties/0/amount",
            "number",
            json!("1500.50"),
            &[("wrong-type", "/duties/0/amount/number", "\u{201c}1500.50\u{201d} is not a whole number: delete")],
        ),
        ("/dates/5/when", "all", json!("yes"), &[("wrong-type", "/dates/5/when/all", "write true, without quotation")]),
        ("/dates/5/when", "all", json!("some"), &[("wrong-type", "/dates/5/when/all", "write true or false, without")]),
        ("/dates/0/when", "all", json!(true), &[("unknown-key", "/dates/0/when/all", "not known here")]),
        ("", "criteria", json!(true), &[("wrong-type", "/criteria", "a list in square brackets: write it like [")]),
        ("/places/0", "settings", json!("primary"), &[("wrong-type", "/places/0/settings", "write [\"primary\"]")]),
        (
            "/letters/0",
            "from",
            json!("leader, head"),
            &[("wrong-type", "/letters/0/from", "write [\"leader\",\"head\"]")],
        ),
        (
            "/documents/0",
            "statements",
            json!({"text": "Attach your music plan, with its aims and with everything else.", "under-heading": "apply"}),
            &[("wrong-type", "/documents/0/statements", "put square brackets around it")],
        ),
        (
            "/settings/0",
            "kind",
            json!("shool"),
            &[("unknown-value", "/settings/0/kind", "mean \u{201c}school\u{201d}?")],
        ),
        ("/settings/0", "kind", json!("academy"), &[("unknown-value", "/settings/0/kind", "\u{201c}trust\u{201d} or")]),
        (
            "/settings/0",
            "kind",
            json!(7),
            &[("wrong-type", "/settings/0/kind", "7 should be one of these words: write \"early")],
        ),
        ("/places/0", "where", json!("each region"), &[("unknown-value", "/places/0/where", "each-region")]),
        ("/places/0", "where", json!({"region": []}), &[("unknown-kind", "/places/0/where/region", "regions")]),
        (
            "/letters/0/support",
            "only-if-all",
            json!([{"trust": true, "sixth-form": true}]),
            &[("unknown-kind", "/letters/0/support/only-if-all/0/trust", "to its own entry")],
        ),
        (
            "/letters/0/support",
            "only-if-all",
            json!({"trust": true}),
            &[("wrong-type", "/letters/0/support/only-if-all", "[{\"trust\":true}]")],
        ),
        ("/places/0", "where", json!({}), &[("missing-key", "/places/0/where", "regions")]),
        (
            "/dates/0",
            "when",
            json!({"on": "2026-01-12"}),
            &[("missing-key", "/dates/0/when", "add \"is\": \u{201c}day\u{201d}")],
        ),
        (
            "/dates/0",
            "when",
            json!("12/01/2026"),
            &[("wrong-type", "/dates/0/when", "write {\"is\":\"day\",\"on\":\"2026-01-12\"}")],
        ),
        (
            "/dates/0",
            "when",
            json!({"is": "dy"}),
            &[
                ("unknown-value", "/dates/0/when/is", "mean \u{201c}day\u{201d}"),
                ("missing-key", "/dates/0/when", "add \"on\": \"2025-02-14\" (The day)"),
            ],
        ),
        (
            "/dates/0",
            "when",
            json!({"is": "day", "on": "2026-02-30", "to": 1}),
            &[
                ("wrong-form", "/dates/0/when/on", "is not a day in the calendar"),
                ("unknown-key", "/dates/0/when/to", "delete it"),
            ],
        ),
        (
            "/dates/5/when/at",
            "0",
            json!("2026-02-05T18:00:00"),
            &[("wrong-form", "/dates/5/when/at/0", "write 2026-02-05T18:00:00+00:00[Europe/London]")],
        ),
        ("/letters/0", "limit", json!([]), &[("wrong-type", "/letters/0/limit", "an entry in curly brackets")]),
    ]
}

#[test]
fn every_difference_is_found_with_the_nearest_word() {
    for (place, key, new, expected) in rows() {
        let mut json: Value = serde_json::from_str(SMALL).unwrap();
        match json.pointer_mut(place).unwrap() {
            Value::Array(elements) => elements[key.parse::<usize>().unwrap()] = new.clone(),
            members => members[key] = new.clone(),
        }
        let found = shape(&json);
        let at: Vec<(&str, &str)> = found.iter().map(|p| (p.code, p.path.as_str())).collect();
        let wanted: Vec<(&str, &str)> = expected.iter().map(|(code, path, _)| (*code, *path)).collect();
        assert_eq!(at, wanted, "{place} {key} {new}");
        for (problem, (.., part)) in found.iter().zip(expected) {
            assert!(problem.what.contains(part), "{}", problem.what);
        }
    }
}

#[test]
fn all_differences_are_found_at_once() {
    let mut json: Value = serde_json::from_str(SMALL).unwrap();
    assert_eq!(shape(&json), []);
    let role = json.pointer_mut("/role").unwrap().as_object_mut().unwrap();
    let plural = role.remove("plural").unwrap();
    role.insert("plurall".to_owned(), plural);
    *json.pointer_mut("/criteria/0/points/1/only-if-all/1").unwrap() = json!({"key-stages": ["ks4"]});
    *json.pointer_mut("/criteria/0/points/2/only-if-all/0").unwrap() = json!("sixth-form");
    let mut found: Vec<String> = shape(&json).iter().map(|p| format!("{} {}: {}", p.code, p.path, p.what)).collect();
    let expected = [
        "unknown-key /role/plurall: \u{201c}plurall\u{201d} is not known here: did you mean \u{201c}plural\u{201d}?",
        "unknown-kind /criteria/0/points/1/only-if-all/1/key-stages: \u{201c}key-stages\u{201d} is not known here: did you mean \u{201c}key-stage\u{201d}?",
        "wrong-type /criteria/0/points/2/only-if-all/0: \u{201c}sixth-form\u{201d} should be an entry in curly brackets: write {\"setting\":{\"one-of\":[]}} or {\"key-stage\":[]}",
    ];
    found.sort();
    assert_eq!(found, expected);
    assert_eq!(shape_index(&json!({"format": 1, "calls": [{"id": "a", "hub": "A"}]})).len(), 1);
}
