//! Format 1 of call files: what its names are called since.
//!
//! Bundles and drafts hold old call files, so format 1 is read for ever. Its JSON is turned into the names of today
//! before any type is read ([`upgrade`]): types and schema know no others. The call check and `check-call --upgrade` go
//! by the same tables.

use serde_json::Value as Json;

use super::CALL_FORMAT;

/// A key that format 1 called otherwise.
#[derive(Debug)]
pub struct RenamedKey {
    /// The key under which its entry stands, by itself or in a list. "!dates" is anywhere but there; an empty text is
    /// anywhere.
    within: &'static str,
    /// The key in format 1.
    pub old: &'static str,
    /// The key since.
    pub new: &'static str,
}

const fn key(within: &'static str, old: &'static str, new: &'static str) -> RenamedKey {
    RenamedKey { within, old, new }
}

/// Every key that format 1 called otherwise. No new name is a name of anything else.
pub const RENAMED_KEYS: &[RenamedKey] = &[
    key("", "under", "under-heading"),
    key("", "strength", "how-binding"),
    key("", "lead", "opening-words-in-bold"),
    key("", "short", "short-name"),
    key("!dates", "when", "only-if-all"),
    key("setting", "any", "one-of"),
    key("setting", "unclear", "unclear-for"),
    key("places", "unclear", "unclear-for"),
    key("places", "across", "where"),
    key("places", "where-possible", "only-where-possible"),
    key("regions", "called", "word-for-region"),
    key("links", "href", "leads-to"),
    key("hub", "own-page", "hosted-by-hub"),
    key("points", "together", "needed-together"),
    key("oddities", "ask", "schools-should-ask"),
    key("oddities", "excuses", "explains-check-warning"),
    key("people", "contact", "ask-contact-details"),
    key("scale", "by-hub", "set-by-hub"),
    key("steps", "means", "counts-as"),
    key("criteria", "elsewhere", "set-out-in"),
    key("criteria", "named-by-hub", "hub-chose-this-name"),
    key("points", "branches", "alternatives"),
    key("letters", "sheet", "page-layout"),
    key("support", "choice", "school-chooses-placement"),
    key("dates", "certain", "date-is-certain"),
    key("dates", "minutes", "lasts-minutes"),
    key("ways", "questions-known", "questions-in-this-file"),
    key("calls", "asks", "what-is-asked"),
];

/// A word that format 1 called otherwise.
#[derive(Debug)]
pub struct RenamedWord {
    /// The key in format 1 under which it stands.
    key: &'static str,
    /// The word in format 1.
    pub old: &'static str,
    /// The word since.
    pub new: &'static str,
}

const fn word(key: &'static str, old: &'static str, new: &'static str) -> RenamedWord {
    RenamedWord { key, old, new }
}

/// Every word that format 1 called otherwise.
pub const RENAMED_WORDS: &[RenamedWord] = &[
    word("across", "hub", "whole-area"),
    word("placement", "inside", "in-letter"),
    word("placement", "beside", "separate-document"),
];

impl RenamedKey {
    fn stands_within(&self, within: &str) -> bool {
        match self.within.strip_prefix('!') {
            Some(other) => within != other,
            None => self.within.is_empty() || self.within == within,
        }
    }
}

/// What a key of format 1 is called since, if it is called otherwise. `within` is the key under which its entry stands.
pub fn new_key(within: &str, old: &str) -> Option<&'static str> {
    let row = RENAMED_KEYS.iter().find(|row| row.old == old && row.stands_within(within))?;
    Some(row.new)
}

/// What a word of format 1 is called since, if it is called otherwise. `key` is the key under which it stands, in format
/// 1.
pub fn new_word(key: &str, old: &str) -> Option<&'static str> {
    let row = RENAMED_WORDS.iter().find(|row| row.key == key && row.old == old)?;
    Some(row.new)
}

/// Turns the JSON of a call file or of the list of calls from format 1 into format 2.
pub fn upgrade(json: &mut Json) {
    rename(json, "");
    if let Some(format) = json.get_mut("format") {
        *format = CALL_FORMAT.into();
    }
}

/// Gives what stands within this key its names of today.
fn rename(json: &mut Json, within: &str) {
    match json {
        Json::Array(elements) => elements.iter_mut().for_each(|element| rename(element, within)),
        Json::Object(members) => {
            for (key, mut value) in std::mem::take(members) {
                rename(&mut value, &key);
                members.insert(new_key(within, &key).map_or(key, str::to_owned), value);
            }
        }
        Json::String(text) => {
            if let Some(new) = new_word(within, text) {
                new.clone_into(text);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::call::{read_call, read_index};

    const OLD: &str = include_str!("../../tests/fixtures/formats/call-1-all-names.json");
    const OLD_INDEX: &str = include_str!("../../tests/fixtures/formats/index-1.json");

    fn upgraded(text: &str) -> Json {
        let mut json: Json = serde_json::from_str(text).unwrap();
        upgrade(&mut json);
        json
    }

    #[test]
    fn a_file_of_format_1_is_read_as_its_upgraded_form() {
        let new = upgraded(OLD);
        assert_eq!(read_call(OLD).unwrap(), read_call(&new.to_string()).unwrap());
        assert_eq!(new["format"], 2);
        // What an old name says is not lost.
        let call = read_call(OLD).unwrap();
        assert!(call.criteria.iter().any(|criterion| !criterion.named_by_hub && criterion.elsewhere.is_some()));
        assert_eq!(serde_json::to_value(&call).unwrap()["places"][0]["where"], "whole-area");
        let index = upgraded(OLD_INDEX);
        assert_eq!(read_index(OLD_INDEX).unwrap(), read_index(&index.to_string()).unwrap());
        assert_eq!(read_index(OLD_INDEX).unwrap().calls[0].asks.as_deref(), Some("3 points, a letter of 2 sides"));
    }

    #[test]
    fn the_fixture_has_every_old_name() {
        fn names(json: &Json, within: &str, keys: &mut Vec<&'static str>, words: &mut Vec<&'static str>) {
            match json {
                Json::Array(elements) => elements.iter().for_each(|element| names(element, within, keys, words)),
                Json::Object(members) => {
                    for (key, value) in members {
                        let rows = RENAMED_KEYS.iter().filter(|row| row.old == key && row.stands_within(within));
                        keys.extend(rows.map(|row| row.within));
                        keys.extend(new_key(within, key));
                        names(value, key, keys, words);
                    }
                }
                Json::String(text) => words.extend(new_word(within, text)),
                _ => {}
            }
        }
        let (mut keys, mut words) = (Vec::new(), Vec::new());
        for text in [OLD, OLD_INDEX] {
            names(&serde_json::from_str(text).unwrap(), "", &mut keys, &mut words);
        }
        for row in RENAMED_KEYS {
            assert!(keys.contains(&row.new) && keys.contains(&row.within), "{row:?}");
        }
        assert!(RENAMED_WORDS.iter().all(|row| words.contains(&row.new)), "{words:?}");
    }

    #[test]
    fn what_is_of_today_stays_as_it_is() {
        let once = upgraded(OLD);
        let mut twice = once.clone();
        upgrade(&mut twice);
        assert_eq!(once, twice);
        for (old, new) in [
            // A date's own time is no condition.
            (json!({"dates": [{"when": {"is": "day"}}]}), json!({"dates": [{"when": {"is": "day"}}]})),
            // The same word elsewhere means something else.
            (json!({"profile": [{"ask": "name"}]}), json!({"profile": [{"ask": "name"}]})),
            (json!({"hub": {"contact": {"name": "A"}}}), json!({"hub": {"contact": {"name": "A"}}})),
            (json!({"id": "hub", "title": "inside"}), json!({"id": "hub", "title": "inside"})),
            (json!({"places": [{"across": "hub"}]}), json!({"places": [{"where": "whole-area"}]})),
            (json!({"duties": [{"when": []}]}), json!({"duties": [{"only-if-all": []}]})),
        ] {
            assert_eq!(upgraded(&old.to_string()), new);
        }
    }

    /// A key that the types gain must not have an old name where it would be renamed.
    #[cfg(feature = "schema")]
    #[test]
    fn no_type_has_an_old_name() {
        let schemas = [schemars::schema_for!(crate::call::Call), schemars::schema_for!(crate::call::CallIndex)];
        for schema in schemas.map(schemars::Schema::to_value) {
            let defs = schema["$defs"].as_object().unwrap().iter().map(|(name, schema)| (name.as_str(), schema));
            for (name, schema) in defs.chain([("the file", &schema)]) {
                let variants = schema["oneOf"].as_array().into_iter().flatten();
                for schema in variants.chain([schema]) {
                    let keys = schema["properties"].as_object().into_iter().flatten();
                    for (key, _) in keys.filter(|(key, _)| !(name == "CallDate" && *key == "when")) {
                        let old = RENAMED_KEYS
                            .iter()
                            .find(|row| row.old == key && (row.within.is_empty() || row.within.starts_with('!')));
                        assert!(old.is_none(), "{name} has a key with an old name: {old:?}");
                    }
                }
            }
        }
    }
}
