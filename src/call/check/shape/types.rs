//! Values of another type than the file should have: what stands there, what would fit, and how to write it.

use serde_json::Value;

use crate::call::check::problem::quoted;
use crate::call::check::text_numbers::only_number;

/// Longer values are not repeated in an advice.
const LONGEST: usize = 60;

/// The type of a value, as a schema names it.
pub(super) fn type_of(value: &Value) -> &'static str {
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
pub(super) fn plain_type(name: &str) -> &str {
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

/// A value as people see it in the file.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Number(_) | Value::Bool(_) => value.to_string(),
        other => plain_type(type_of(other)).to_owned(),
    }
}

/// A value as it is written in the file, if it is short.
pub(super) fn written(value: &Value) -> Option<String> {
    Some(value.to_string()).filter(|text| text.chars().count() <= LONGEST)
}

/// What to do about a value of another type than `wanted`, and what was meant, where that is sure. Lists are not looked
/// into here.
pub(super) fn correct(wanted: &str, value: &Value, example: &Value, optional: bool) -> (String, Option<Value>) {
    let meant = match (wanted, value) {
        ("integer", Value::String(text)) => only_number(text).map(Value::from),
        ("integer", Value::Number(number)) => whole(number.as_f64()).map(Value::from),
        ("boolean", Value::String(text)) => yes_or_no(text).map(Value::from),
        ("boolean", Value::Number(number)) => match number.as_u64() {
            Some(0) => Some(Value::from(false)),
            Some(1) => Some(Value::from(true)),
            _ => None,
        },
        ("string", Value::Number(_) | Value::Bool(_)) => Some(Value::from(value.to_string())),
        // A statement where only its words belong.
        ("string", Value::Object(members)) => members.get("text").filter(|text| text.is_string()).cloned(),
        _ => None,
    };
    let way_out = match (wanted, &meant) {
        ("integer" | "boolean", Some(meant)) if value.is_string() => format!("write {meant}, without quotation marks"),
        (_, Some(meant)) => match written(meant) {
            Some(meant) => format!("write {meant}"),
            None => "write only its words, in quotation marks".to_owned(),
        },
        ("integer", None) => "write a number without quotation marks, such as 2".to_owned(),
        ("boolean", None) => "write true or false, without quotation marks".to_owned(),
        ("string", None) => match example.as_str().filter(|example| example.len() > 3) {
            Some(example) => format!("write a text in quotation marks, such as \"{example}\""),
            None => "write a text in quotation marks".to_owned(),
        },
        (_, None) => format!("write it like {}", written(example).unwrap_or_else(|| keys_of(example))),
    };
    let delete = if optional && meant.is_none() { ", or delete it" } else { "" };
    let said = format!("{} should be {}: {way_out}{delete}", shown(value), plain_type(wanted));
    (said, meant)
}

/// The keys of an entry that is too long to be written.
fn keys_of(example: &Value) -> String {
    const MOST: usize = 6;
    let members = example.as_object().into_iter().flatten();
    let keys: Vec<String> = members.map(|(key, _)| format!("\"{key}\": \u{2026}")).collect();
    if keys.is_empty() || keys.len() > MOST { "{\u{2026}}".to_owned() } else { format!("{{{}}}", keys.join(", ")) }
}

/// A whole number that was written with a point.
fn whole(number: Option<f64>) -> Option<u32> {
    let text = number.filter(|n| n.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(n))?.to_string();
    text.parse().ok()
}

/// "Yes", "no", "TRUE".
fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "true" | "y" | "on" | "1" => Some(true),
        "no" | "false" | "n" | "off" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_to_write() {
        for (wanted, value, says, meant) in [
            ("integer", json!("\u{a3}2,000"), "write 2000, without quotation marks", Some(json!(2000))),
            ("integer", json!("two"), "write 2, without", Some(json!(2))),
            ("integer", json!(2.0), "2.0 should be a whole number: write 2", Some(json!(2))),
            ("integer", json!(1.5), "1.5 should be a whole number: write a number without", None),
            ("integer", json!("a few"), "such as 2", None),
            ("integer", json!([]), "a list in square brackets should be a whole number", None),
            ("boolean", json!("Yes"), "write true, without quotation marks", Some(json!(true))),
            ("boolean", json!("no"), "write false", Some(json!(false))),
            ("boolean", json!(1), "write true", Some(json!(true))),
            ("boolean", json!("perhaps"), "write true or false", None),
            ("string", json!(2026), "2026 should be a text in quotation marks: write \"2026\"", Some(json!("2026"))),
            ("string", json!({"text": "A.", "under-heading": "b"}), "write \"A.\"", Some(json!("A."))),
            ("string", Value::Null, "nothing (null) should be a text in quotation marks: write a text", None),
            (
                "object",
                json!("x"),
                "\u{201c}x\u{201d} should be an entry in curly brackets: write it like {\"a\":1}",
                None,
            ),
        ] {
            let (said, was_meant) = correct(wanted, &value, &json!({"a": 1}), false);
            assert!(said.contains(says), "{value}: {said}");
            assert_eq!(was_meant, meant, "{value}");
        }
        assert!(correct("string", &Value::Null, &Value::Null, true).0.ends_with("quotation marks, or delete it"));
    }
}
