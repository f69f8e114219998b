//! What a call file gives out as the hub's own words.
//!
//! Looked up in the JSON by key, so that a place which the call's types gain later is found without a line here, and
//! a path is the path in the file. Our own words (help, notes, reasons) are never among them: they must not hide that
//! a statement is missing.

use serde_json::Value;

/// A text that a call file gives out as the hub's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HubText {
    /// Where in the file: `criteria[2].points[0].quote`.
    pub(crate) path: String,
    /// The text.
    pub(crate) text: String,
    /// What it is to the document.
    pub(crate) form: Form,
}

/// What a text of a call file is to the hub's document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A statement or a heading: whole sentences of the document, carried here.
    Whole,
    /// A title: carried here; a document without one has its words at least.
    Title,
    /// A quote or a name: words out of a statement that is carried elsewhere in the file.
    Quote,
}

/// Every text of the hub in a call, in the order of the file.
pub(crate) fn hub_texts(call: &Value) -> Vec<HubText> {
    let mut found = Vec::new();
    gather(call, "", "", &mut found);
    found
}

fn gather(value: &Value, path: &str, key: &str, found: &mut Vec<HubText>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                let texts = match value {
                    Value::Array(list) if name == "items" => list.iter().filter_map(Value::as_str).collect(),
                    other => Vec::from_iter(other.as_str()),
                };
                if let Some(form) = form(object, key, name) {
                    found.extend(texts.into_iter().map(|text| HubText {
                        path: path.clone(),
                        text: text.to_owned(),
                        form,
                    }));
                }
                gather(value, &path, name, found);
            }
        }
        Value::Array(list) => {
            for (i, value) in list.iter().enumerate() {
                gather(value, &format!("{path}[{i}]"), key, found);
            }
        }
        _ => {}
    }
}

/// What the text `name` of `object`, which stands under `key`, is to the hub's document; None where it is ours.
fn form(object: &serde_json::Map<String, Value>, key: &str, name: &str) -> Option<Form> {
    let named_by_hub = || object.get("hub-chose-this-name") == Some(&Value::Bool(true));
    match (key, name) {
        (_, "text") if object.contains_key("under-heading") || key == "headings" => Some(Form::Whole),
        (_, "items") if object.contains_key("under-heading") => Some(Form::Whole),
        ("prompts", "title") | ("focus" | "areas", "name") | (_, "quoted-from") => Some(Form::Whole),
        ("criteria", "name") if named_by_hub() => Some(Form::Whole),
        ("" | "sources", "title") => Some(Form::Title),
        (_, "quote" | "attendance-quote" | "phase") | ("letters" | "documents" | "set-out-in", "name") => {
            Some(Form::Quote)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_hubs_words_are_found_and_ours_are_not() {
        let call = json!({
            "title": "T",
            "hub": {"name": "H", "boundary": {"text": "B", "under-heading": "h"}},
            "sources": [{"title": "S", "headings": [{"id": "h", "text": "Head"}]}],
            "oddities": [{"id": "o", "note": "Ours"}],
            "criteria": [
                {"name": "Theirs", "hub-chose-this-name": true, "points": [{"label": "Ours", "quote": "Q", "help": ["Ours"]}]},
                {"name": "Ours", "hub-chose-this-name": false},
            ],
            "focus": {"name": "F", "areas": [{"name": "A"}]},
            "letters": [{"name": "L", "prompts": [{"title": "P", "help": ["Ours"]}]}],
            "passages": [{"statements": [{"text": "X", "under-heading": "h", "items": ["1", "2"], "quoted-from": "Y",
                                          "links": [{"text": "Ours"}]}]}],
        });
        let found = hub_texts(&call);
        let texts = |form| {
            let mut texts: Vec<&str> = found.iter().filter(|s| s.form == form).map(|s| s.text.as_str()).collect();
            texts.sort_unstable();
            texts
        };
        assert_eq!(texts(Form::Whole), ["1", "2", "A", "B", "F", "Head", "P", "Theirs", "X", "Y"]);
        assert_eq!(texts(Form::Title), ["S", "T"]);
        assert_eq!(texts(Form::Quote), ["L", "Q"]);
        assert_eq!(found.iter().find(|s| s.text == "Q").unwrap().path, "criteria[0].points[0].quote");
    }
}
