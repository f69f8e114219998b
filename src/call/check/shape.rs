//! The shape of a file: unknown and missing keys, wrong types and values, found all at once and with the nearest word.
//!
//! Reading is lenient about keys that it does not know, so that a newer file still opens, and stops at the first thing
//! that does not fit. A hub's officer wants neither: here every difference between a file and the JSON Schema of its
//! type is named. It knows as much of JSON Schema as the types' schemas use; a test sees to it that they use no more.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::nearest::did_you_mean;
use super::problem::{Problem, quoted};
use crate::call::{Call, CallIndex, Date, Timestamp, ZonedInstant, is_id};

/// Finds what does not fit the shape of a call file.
pub fn shape(json: &Value) -> Vec<Problem> {
    static SCHEMA: LazyLock<Value> = LazyLock::new(|| schemars::schema_for!(Call).to_value());
    differences(&SCHEMA, json)
}

/// Finds what does not fit the shape of the list of calls.
pub fn shape_index(json: &Value) -> Vec<Problem> {
    static SCHEMA: LazyLock<Value> = LazyLock::new(|| schemars::schema_for!(CallIndex).to_value());
    differences(&SCHEMA, json)
}

fn differences(schema: &Value, json: &Value) -> Vec<Problem> {
    let mut shape = Shape { root: schema, problems: Vec::new() };
    shape.look(schema, json, "");
    shape.problems
}

/// Forms of texts, by the pattern that the schema gives: whether a text has it, and what to write.
type Form = (&'static str, fn(&str) -> bool, &'static str);

const FORMS: [Form; 5] = [
    (r"^\d{4}-\d{2}-\d{2}$", |t| Date::parse(t).is_some(), "a day of the calendar, like 2025-02-14"),
    (
        r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$",
        |t| Timestamp::parse(t).is_some(),
        "an instant in UTC, like 2025-02-14T12:00:00Z",
    ),
    (
        r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})\[[A-Za-z0-9/_+-]+\]$",
        |t| ZonedInstant::parse(t).is_ok(),
        "an instant with its offset and zone, like 2025-02-14T12:00:00+00:00[Europe/London]",
    ),
    ("^[a-z0-9]+(-[a-z0-9]+)*$", is_id, "lower-case letters a to z, digits and single hyphens, at most 60 characters"),
    (
        "^#[0-9a-fA-F]{6}$",
        |t| t.strip_prefix('#').is_some_and(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit())),
        "a colour, like #7a1f3d",
    ),
];

/// A key as a step of a JSON Pointer.
fn step(path: &str, key: &str) -> String {
    format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// Words as a list: "“a”, “b” or “c”".
fn any_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|w| quoted(w)).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
        None => String::new(),
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(n) if n.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// A type in the words of somebody who does not program.
fn plain_type(name: &str) -> &str {
    match name {
        "null" => "nothing (null)",
        "boolean" => "true or false",
        "integer" => "a whole number",
        "number" => "a number",
        "string" => "a text in quotation marks",
        "array" => "a list in square brackets",
        "object" => "an entry in curly brackets",
        other => other,
    }
}

/// The alternatives of a schema, if it has some.
fn alternatives(schema: &Value) -> Option<&Vec<Value>> {
    ["oneOf", "anyOf"].iter().find_map(|key| schema.get(key)?.as_array())
}

/// The types that a schema allows; empty where it allows any.
fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn properties(schema: &Value) -> Option<&Map<String, Value>> {
    schema.get("properties")?.as_object()
}

/// The keys that must be there.
fn required(schema: &Value) -> impl Iterator<Item = &str> {
    schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// The key of a tagged alternative that says which one it is, and what it says there.
fn tag(schema: &Value) -> Option<(&str, &str)> {
    properties(schema)?.iter().find_map(|(key, value)| Some((key.as_str(), value.get("const")?.as_str()?)))
}

struct Shape<'s> {
    root: &'s Value,
    problems: Vec<Problem>,
}

impl<'s> Shape<'s> {
    fn say(&mut self, code: &'static str, path: &str, what: String) {
        self.problems.push(Problem { code, path: path.to_owned(), what, about: None, known: None });
    }

    /// The schema itself, where this one only refers to it.
    fn resolve(&self, schema: &'s Value) -> &'s Value {
        let target = schema.get("$ref").and_then(Value::as_str).and_then(|r| self.root.pointer(r.strip_prefix('#')?));
        target.unwrap_or(schema)
    }

    fn look(&mut self, schema: &'s Value, value: &Value, path: &str) {
        let schema = self.resolve(schema);
        if let Some(alternatives) = alternatives(schema) {
            let some: Vec<&Value> = alternatives.iter().filter(|a| types(a) != ["null"]).collect();
            match (some.as_slice(), value) {
                (some, Value::Null) if some.len() < alternatives.len() => {}
                // A choice of one still has to be named, where it has a name.
                ([only], _) if tag(only).is_none() && only.get("const").is_none() => self.look(only, value, path),
                (some, _) => self.choose(some, value, path),
            }
            return;
        }
        let (types, is) = (types(schema), type_of(value));
        if !types.is_empty() && !types.contains(&is) {
            // That it may be null need not be said: leaving the key out is better.
            let wanted: Vec<&str> = types.into_iter().filter(|t| *t != "null").map(plain_type).collect();
            let whole = wanted.first() == Some(&"a whole number") && is == "number";
            let is = if whole { value.to_string() } else { plain_type(is).to_owned() };
            // Rounded, an amount would say something else than the hub does.
            let way_out = if path.ends_with("/amount/number") {
                ": the hub\u{2019}s number is not whole, so delete the amount (the hub\u{2019}s text still shows it)"
            } else {
                ""
            };
            let what = format!("this should be {} but is {is}{way_out}", wanted.join(" or "));
            return self.say("wrong-type", path, what);
        }
        match value {
            Value::String(text) => self.text(schema, text, path),
            Value::Number(number) => {
                let fits = number.as_u64().is_some_and(|n| u32::try_from(n).is_ok());
                if schema.get("format").is_some_and(|f| f == "uint32") && !fits {
                    self.say("wrong-value", path, format!("{number} is not a number from 0 to {}", u32::MAX));
                }
            }
            Value::Array(elements) => {
                if let Some(each) = schema.get("items") {
                    for (index, element) in elements.iter().enumerate() {
                        self.look(each, element, &format!("{path}/{index}"));
                    }
                }
            }
            Value::Object(members) => self.members(schema, members, path),
            _ => {}
        }
    }

    fn text(&mut self, schema: &Value, text: &str, path: &str) {
        let pattern = schema.get("pattern").and_then(Value::as_str);
        let form = FORMS.iter().find(|(known, ..)| Some(*known) == pattern);
        if let Some((.., hint)) = form.filter(|(_, fits, _)| !fits(text)) {
            self.say("wrong-form", path, format!("{} is not written correctly; write {hint}", quoted(text)));
        }
    }

    fn members(&mut self, schema: &'s Value, members: &Map<String, Value>, path: &str) {
        let Some(known) = properties(schema) else { return };
        for key in required(schema).filter(|key| !members.contains_key(*key)) {
            self.say("missing-key", path, format!("{} is missing here", quoted(key)));
        }
        for (key, value) in members {
            if let Some(schema) = known.get(key) {
                self.look(schema, value, &step(path, key));
            } else {
                let free = known.keys().map(String::as_str).filter(|k| !members.contains_key(*k));
                let what = format!("{} is not known here{}", quoted(key), did_you_mean(key, free));
                self.say("unknown-key", &step(path, key), what);
            }
        }
    }

    /// One of several alternatives: a word of a list, or an entry that says by a key which one it is.
    fn choose(&mut self, alternatives: &[&'s Value], value: &Value, path: &str) {
        let words: Vec<&str> = alternatives.iter().filter_map(|a| a.get("const")?.as_str()).collect();
        let entries: Vec<&'s Value> = alternatives.iter().copied().filter(|a| properties(a).is_some()).collect();
        match value {
            Value::String(word) if !words.is_empty() => self.word(&words, word, path),
            Value::Object(members) if !entries.is_empty() => match entries.iter().find_map(|e| tag(e)) {
                Some((key, _)) => self.tagged(&entries, key, members, path),
                None => self.named(&entries, members, path),
            },
            _ => {
                let word = (!words.is_empty()).then(|| format!("one of {}", any_of(&words)));
                let entry = (!entries.is_empty()).then(|| plain_type("object").to_owned());
                let wanted: Vec<String> = word.into_iter().chain(entry).collect();
                let what = format!("this should be {} but is {}", wanted.join(" or "), plain_type(type_of(value)));
                self.say("wrong-type", path, what);
            }
        }
    }

    fn word(&mut self, words: &[&str], word: &str, path: &str) {
        if !words.contains(&word) {
            self.say("unknown-value", path, format!("{} is not known here{}", quoted(word), near_or_all(word, words)));
        }
    }

    /// An entry one of whose keys says which alternative it is: `{"by": "email", …}`.
    fn tagged(&mut self, entries: &[&'s Value], key: &str, members: &Map<String, Value>, path: &str) {
        let words: Vec<&str> = entries.iter().filter_map(|e| tag(e)).map(|(_, word)| word).collect();
        let path_of_tag = step(path, key);
        match members.get(key) {
            None => self.say("missing-key", path, format!("{} is missing here; write {}", quoted(key), any_of(&words))),
            Some(Value::String(word)) => match entries.iter().find(|e| tag(e).is_some_and(|(_, w)| w == word)) {
                Some(entry) => self.members(entry, members, path),
                None => self.word(&words, word, &path_of_tag),
            },
            Some(other) => {
                let what = format!("this should be {} but is {}", any_of(&words), plain_type(type_of(other)));
                self.say("wrong-type", &path_of_tag, what);
            }
        }
    }

    /// An entry whose only key is the alternative's name: `{"sixth-form": true}`.
    fn named(&mut self, entries: &[&'s Value], members: &Map<String, Value>, path: &str) {
        let names: Vec<&str> = entries.iter().flat_map(|e| required(e)).collect();
        let schema = |name: &str| entries.iter().find_map(|e| properties(e)?.get(name));
        let mut others = members.iter();
        match names.iter().find_map(|name| Some((*name, members.get(*name)?, schema(name)?))) {
            Some((key, value, schema)) => {
                self.look(schema, value, &step(path, key));
                for (other, _) in others.filter(|(other, _)| *other != key) {
                    let what = format!("only one thing is allowed here: move {} to its own entry", quoted(other));
                    self.say("unknown-kind", &step(path, other), what);
                }
            }
            None => match others.next() {
                Some((key, _)) => {
                    let what = format!("{} is not known here{}", quoted(key), near_or_all(key, &names));
                    self.say("unknown-kind", &step(path, key), what);
                }
                None => self.say("missing-key", path, format!("this is empty; write {}", any_of(&names))),
            },
        }
    }
}

/// The nearest of these words; failing that, all of them.
fn near_or_all(word: &str, words: &[&str]) -> String {
    let near = did_you_mean(word, words.iter().copied());
    if near.is_empty() { format!("; write {}", any_of(words)) } else { near }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SMALL: &str = include_str!("../../../tests/fixtures/calls/small.json");

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
        assert!(found.iter().any(|(k, v)| k == "pattern" && v == FORMS[3].0), "ids have a pattern");
        for (key, value) in found {
            assert!(KNOWN.contains(&key.as_str()), "the keyword {key} is not looked at");
            match key.as_str() {
                "pattern" => assert!(FORMS.iter().any(|(p, ..)| value == *p), "the pattern {value} is not looked at"),
                "format" => assert_eq!(value, "uint32"),
                "minimum" => assert_eq!(value, 0),
                "maxLength" => assert_eq!(value, crate::call::ID_MAX),
                _ => {}
            }
        }
    }

    #[test]
    fn every_difference_is_found_with_the_nearest_word() {
        let rows: [Row; 26] = [
            ("", "tittle", json!("x"), &[("unknown-key", "/tittle", "\u{201c}tittle\u{201d} is not known here")]),
            ("/role", "colour", json!("x"), &[("unknown-key", "/role/colour", "")]),
            (
                "/places/0",
                "where_possible",
                json!(true),
                &[("unknown-key", "/places/0/where_possible", "where-possible")],
            ),
            ("/places/0", "a/b~c", json!(true), &[("unknown-key", "/places/0/a~1b~0c", "not known here")]),
            (
                "/submission/ways/1",
                "questions_known",
                json!(true),
                &[(
                    "unknown-key",
                    "/submission/ways/1/questions_known",
                    "did you mean \u{201c}questions-known\u{201d}",
                )],
            ),
            ("/hub", "name", Value::Null, &[("wrong-type", "/hub/name", "a text in quotation marks but is nothing")]),
            ("", "id", json!("Small Call"), &[("wrong-form", "/id", "lower-case")]),
            ("", "format", json!("1"), &[("wrong-type", "/format", "a whole number but is a text")]),
            ("", "format", json!(-1), &[("wrong-value", "/format", "from 0 to")]),
            ("", "format", json!(1.5), &[("wrong-type", "/format", "a whole number but is 1.5")]),
            (
                "/duties/0/amount",
                "number",
                json!(1500.5),
                &[("wrong-type", "/duties/0/amount/number", "number is not whole, so delete")],
            ),
            (
                "/duties/0/amount",
                "number",
                json!("1500.50"),
                &[("wrong-type", "/duties/0/amount/number", "quotation marks: the hub\u{2019}s number")],
            ),
            ("/dates/5/when", "all", json!("yes"), &[("wrong-type", "/dates/5/when/all", "true or false")]),
            ("/dates/0/when", "all", json!(true), &[("unknown-key", "/dates/0/when/all", "not known here")]),
            ("", "criteria", json!({}), &[("wrong-type", "/criteria", "a list in square brackets but is an entry")]),
            (
                "/settings/0",
                "kind",
                json!("shool"),
                &[("unknown-value", "/settings/0/kind", "mean \u{201c}school\u{201d}?")],
            ),
            (
                "/settings/0",
                "kind",
                json!("academy"),
                &[("unknown-value", "/settings/0/kind", "\u{201c}trust\u{201d} or")],
            ),
            ("/settings/0", "kind", json!(7), &[("wrong-type", "/settings/0/kind", "one of")]),
            ("/places/0", "across", json!("each region"), &[("unknown-value", "/places/0/across", "each-region")]),
            ("/places/0", "across", json!({"region": []}), &[("unknown-kind", "/places/0/across/region", "regions")]),
            (
                "/letters/0/support",
                "when",
                json!([{"trust": true, "sixth-form": true}]),
                &[("unknown-kind", "/letters/0/support/when/0/trust", "to its own entry")],
            ),
            ("/places/0", "across", json!({}), &[("missing-key", "/places/0/across", "regions")]),
            (
                "/dates/0",
                "when",
                json!({"on": "2026-01-12"}),
                &[("missing-key", "/dates/0/when", "\u{201c}is\u{201d}")],
            ),
            (
                "/dates/0",
                "when",
                json!({"is": "dya"}),
                &[("unknown-value", "/dates/0/when/is", "mean \u{201c}day\u{201d}")],
            ),
            (
                "/dates/0",
                "when",
                json!({"is": "day", "on": "2026-02-30", "to": 1}),
                &[("wrong-form", "/dates/0/when/on", "like 2025-02-14"), ("unknown-key", "/dates/0/when/to", "")],
            ),
            ("/letters/0", "limit", json!([]), &[("wrong-type", "/letters/0/limit", "an entry in curly brackets")]),
        ];
        for (place, key, new, expected) in rows {
            let mut json: Value = serde_json::from_str(SMALL).unwrap();
            json.pointer_mut(place).unwrap()[key] = new.clone();
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
        *json.pointer_mut("/criteria/0/points/1/when/1").unwrap() = json!({"key-stages": ["ks4"]});
        *json.pointer_mut("/criteria/0/points/2/when/0").unwrap() = json!("sixth-form");
        let mut found: Vec<String> =
            shape(&json).iter().map(|p| format!("{} {}: {}", p.code, p.path, p.what)).collect();
        let expected = [
            "missing-key /role: \u{201c}plural\u{201d} is missing here",
            "unknown-key /role/plurall: \u{201c}plurall\u{201d} is not known here: did you mean \u{201c}plural\u{201d}?",
            "unknown-kind /criteria/0/points/1/when/1/key-stages: \u{201c}key-stages\u{201d} is not known here: did you mean \u{201c}key-stage\u{201d}?",
            "wrong-type /criteria/0/points/2/when/0: this should be an entry in curly brackets but is a text in quotation marks",
        ];
        found.sort();
        assert_eq!(found, expected);
        assert_eq!(shape_index(&json!({"format": 1, "calls": [{"id": "a", "hub": "A"}]})).len(), 1);
    }
}
