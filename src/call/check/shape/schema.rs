//! What a JSON Schema says, as far as ours go.

use serde_json::{Map, Value};

/// The schema itself, where this one only refers to it.
pub(super) fn resolve<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    let target = schema.get("$ref").and_then(Value::as_str).and_then(|r| root.pointer(r.strip_prefix('#')?));
    target.unwrap_or(schema)
}

/// The alternatives of a schema, if it has some.
pub(super) fn alternatives(schema: &Value) -> Option<&Vec<Value>> {
    ["oneOf", "anyOf"].iter().find_map(|key| schema.get(key)?.as_array())
}

/// The types that a schema allows; empty where it allows any.
pub(super) fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

pub(super) fn properties(schema: &Value) -> Option<&Map<String, Value>> {
    schema.get("properties")?.as_object()
}

/// The keys that must be there.
pub(super) fn required(schema: &Value) -> impl Iterator<Item = &str> {
    schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// The key of a tagged alternative that says which one it is, and what it says there.
pub(super) fn tag(schema: &Value) -> Option<(&str, &str)> {
    properties(schema)?.iter().find_map(|(key, value)| Some((key.as_str(), value.get("const")?.as_str()?)))
}
