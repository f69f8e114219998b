//! Whose names a file has: those of format 1, or those of today.

use serde_json::{Map, Value};

use crate::call::check::problem::quoted;
use crate::call::{CALL_FORMAT, RENAMED_KEYS, RENAMED_WORDS, new_key};

/// How a file is brought from format 1 to today's.
const UPGRADE: &str = "cargo xtask check-call --upgrade FILE";

/// Whose names a file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::call::check) enum Names {
    /// Those of format 1.
    Old,
    /// Those of today.
    Today,
}

impl Names {
    /// Whose names a file has, and what is wrong with the format that it says it has. One that has only the names of the
    /// other format is looked at by these: the number is what is wrong.
    pub(super) fn of(json: &Value) -> (Self, Option<String>) {
        let (mut old, mut new) = (0, 0);
        count(json, "", &mut old, &mut new);
        let format = json.get("format");
        let number = |format: &Value| format.as_u64().or_else(|| format.as_str()?.trim().parse().ok());
        match format.and_then(number) {
            Some(1) if old == 0 && new > 0 => (
                Self::Today,
                Some(format!("this is 1, but the file has the names of format {CALL_FORMAT}: write {CALL_FORMAT}")),
            ),
            Some(1) => (Self::Old, None),
            Some(2) if old > 0 && new == 0 => {
                let what = format!(
                    "this is {CALL_FORMAT}, but the file has the names of format 1: run `{UPGRADE}`, which writes the names of format {CALL_FORMAT}"
                );
                (Self::Old, Some(what))
            }
            None if old > new => (Self::Old, None),
            Some(_) | None => (Self::Today, None),
        }
    }

    /// The number of the format.
    pub(super) fn format(self) -> u32 {
        match self {
            Self::Old => 1,
            Self::Today => CALL_FORMAT,
        }
    }

    /// What a key of today is called in the file.
    pub(super) fn key_in_file(self, key: &str) -> &str {
        if self == Self::Today {
            return key;
        }
        RENAMED_KEYS.iter().find(|row| row.new == key).map_or(key, |row| row.old)
    }

    /// The word that the file's format has for a word of the other format.
    pub(super) fn other_word(self, word: &str) -> Option<&'static str> {
        let of = |row: &(&'static str, &'static str)| row.0 == word;
        let rows =
            RENAMED_WORDS.iter().map(|row| if self == Self::Today { (row.old, row.new) } else { (row.new, row.old) });
        rows.into_iter().find(of).map(|row| row.1)
    }

    /// What is said of a name of the other format; `is_here` where the right one is there too.
    pub(super) fn says(self, name: &str, right: &str, is_here: bool) -> String {
        let (name, right) = (quoted(name), quoted(right));
        match self {
            _ if is_here => {
                format!("{name} is another format\u{2019}s name for {right}, which is here too: delete {name}")
            }
            Self::Today => {
                format!("{name} is a name of format 1, and this file has format {CALL_FORMAT}: write {right}")
            }
            Self::Old => format!(
                "{name} is a name of format {CALL_FORMAT}, and this file has format 1: write {right}, or run `{UPGRADE}`, which \
                 writes the names of format {CALL_FORMAT} throughout"
            ),
        }
    }

    /// A suggestion for a file that has old names.
    pub(in crate::call::check) fn suggestion(self) -> Option<String> {
        (self == Self::Old).then(|| {
            format!(
                "this file has format 1, which Upbeat will always read. Format {CALL_FORMAT} has plainer names, such as \
                 \u{201c}how-binding\u{201d} for \u{201c}strength\u{201d}: to use them, run `{UPGRADE}`"
            )
        })
    }

    /// The words of a rule, which speaks of keys and words by the names of today, with the names of the file.
    pub(in crate::call::check) fn in_words(self, what: String) -> String {
        if self == Self::Today || !what.contains(['`', '\u{201c}']) {
            return what;
        }
        let keys = RENAMED_KEYS.iter().map(|row| (format!("`{}`", row.new), format!("`{}`", row.old)));
        let words = RENAMED_WORDS.iter().map(|row| (quoted(row.new), quoted(row.old)));
        keys.chain(words).fold(what, |what, (new, old)| what.replace(&new, &old))
    }
}

/// The name that the file's format has for a key of the other format.
pub(super) fn other_name(names: Names, key: &str) -> Option<&'static str> {
    match names {
        Names::Today => RENAMED_KEYS.iter().find(|row| row.old == key).map(|row| row.new),
        Names::Old => RENAMED_KEYS.iter().find(|row| row.new == key).map(|row| row.old),
    }
}

/// Counts old and new names.
fn count(json: &Value, within: &str, old: &mut u32, new: &mut u32) {
    match json {
        Value::Array(elements) => elements.iter().for_each(|element| count(element, within, old, new)),
        Value::Object(members) => {
            for (key, value) in members {
                *old += u32::from(new_key(within, key).is_some());
                *new += u32::from(RENAMED_KEYS.iter().any(|row| row.new == key));
                count(value, key, old, new);
            }
        }
        _ => {}
    }
}

/// A path in a file of format 1 with the names of today.
pub(super) fn path_of_today(json: &Value, path: &str) -> String {
    let (mut here, mut within, mut whole) = (Some(json), "", String::new());
    for step in path.split('/').skip(1) {
        let is_list = here.is_some_and(Value::is_array);
        let name = if is_list { step } else { new_key(within, step).unwrap_or(step) };
        whole = format!("{whole}/{name}");
        here = here.and_then(|here| if is_list { here.get(step.parse::<usize>().ok()?) } else { here.get(step) });
        within = if is_list { within } else { step };
    }
    whole
}

/// A schema with the names of format 1.
pub(super) fn with_old_names(schema: &Value) -> Value {
    let old = |key: &str| Names::Old.key_in_file(key).to_owned();
    match schema {
        Value::Array(elements) => elements.iter().map(with_old_names).collect(),
        Value::Object(members) => {
            let renamed = members.iter().map(|(key, value)| {
                let value = match (key.as_str(), value) {
                    ("properties", Value::Object(properties)) => {
                        properties.iter().map(|(key, schema)| (old(key), with_old_names(schema))).collect()
                    }
                    ("required", Value::Array(keys)) => keys.iter().filter_map(Value::as_str).map(old).collect(),
                    ("const", Value::String(word)) => Value::from(Names::Old.other_word(word).unwrap_or(word)),
                    (_, value) => with_old_names(value),
                };
                (key.clone(), value)
            });
            Value::Object(renamed.collect::<Map<String, Value>>())
        }
        other => other.clone(),
    }
}
