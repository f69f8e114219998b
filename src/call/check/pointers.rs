//! The paths of a JSON text.

use serde_json::Value;

/// Every path of a JSON text as a JSON Pointer, parents first. Keys with a slash or a tilde, which no call file has, are
/// left as they are.
pub fn pointers(json: &Value) -> Vec<String> {
    let mut all = Vec::new();
    gather(json, "", &mut all);
    all
}

fn gather(json: &Value, path: &str, all: &mut Vec<String>) {
    all.push(path.to_owned());
    match json {
        Value::Object(members) => members.iter().for_each(|(k, v)| gather(v, &format!("{path}/{k}"), all)),
        Value::Array(elements) => elements.iter().enumerate().for_each(|(i, v)| gather(v, &format!("{path}/{i}"), all)),
        _ => {}
    }
}
