//! The shape of a file: unknown and missing keys, wrong types and values, found all at once and with the nearest word.
//!
//! Reading is lenient about keys that it does not know, so that a newer file still opens, and stops at the first thing
//! that does not fit. A hub's officer wants neither: here every difference between a file and the JSON Schema of its
//! type is named. It knows as much of JSON Schema as the types' schemas use; a test sees to it that they use no more.
//!
//! Where to start: [`look_at`]. Beside the differences it gives the file as it was probably meant ([`Looked`]), so that
//! the rules can look at it too.

mod format;
mod forms;
mod schema;
mod skeleton;
#[cfg(test)]
mod tests;
mod types;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use self::format::{Names, other_name, path_of_today};
use self::forms::{Form, month};
use self::schema::{alternatives, properties, required, resolve, tag, types};
use self::types::{correct, plain_type, shown, type_of, written};
use super::nearest::{did_you_mean, nearest};
use super::problem::{Problem, any_of, quoted};
use crate::call::{CALL_FORMAT, Call, CallIndex, upgrade};

/// What people write where a date is not known yet.
const OPEN: [&str; 9] =
    ["tbc", "tba", "tbd", "to be confirmed", "to be announced", "not published", "not known", "unknown", "n/a"];
/// Of so many keys that would fit, each is named.
const FEW: usize = 8;

static CALL: LazyLock<Value> = LazyLock::new(|| schemars::schema_for!(Call).to_value());
static INDEX: LazyLock<Value> = LazyLock::new(|| schemars::schema_for!(CallIndex).to_value());
static OLD_CALL: LazyLock<Value> = LazyLock::new(|| format::with_old_names(&CALL));
static OLD_INDEX: LazyLock<Value> = LazyLock::new(|| format::with_old_names(&INDEX));

/// Finds what does not fit the shape of a call file.
pub fn shape(json: &Value) -> Vec<Problem> {
    look_at_call(json).problems
}

/// Finds what does not fit the shape of the list of calls.
pub fn shape_index(json: &Value) -> Vec<Problem> {
    look_at_index(json).problems
}

/// Looks at a call file.
pub(super) fn look_at_call(json: &Value) -> Looked {
    look_by_names(&CALL, &OLD_CALL, json)
}

/// Looks at the list of calls.
pub(super) fn look_at_index(json: &Value) -> Looked {
    look_by_names(&INDEX, &OLD_INDEX, json)
}

/// What a look at a file's shape has found.
pub(super) struct Looked {
    /// All differences.
    pub(super) problems: Vec<Problem>,
    /// The file with its slips corrected, and with something that stands in for what could not be understood. It has
    /// the right shape.
    pub(super) mended: Value,
    /// Where `mended` does not say what the file says: paths in `mended`.
    pub(super) doubts: Vec<String>,
    /// Whose names the file has. `mended` always has those of today.
    pub(super) names: Names,
    renamed: Vec<Renamed>,
}

/// A key that was a slip of the hand.
struct Renamed {
    /// Its path in the file.
    path: String,
    /// The key that was meant.
    key: String,
}

impl Looked {
    /// Where in the file what stands at `path` of `mended` comes from.
    pub(super) fn path_in_file(&self, path: &str) -> String {
        path.split('/').skip(1).map(|key| self.names.key_in_file(key)).fold(String::new(), |here, key| {
            let slip = self.renamed.iter().find(|r| r.key == key && around(&r.path) == here);
            slip.map_or_else(|| format!("{here}/{key}"), |slip| slip.path.clone())
        })
    }

    /// Where in `mended` something of the file stands.
    fn path_in_mended(renamed: &[Renamed], path: &str) -> String {
        let mut in_file = String::new();
        path.split('/').skip(1).fold(String::new(), |here, key| {
            in_file = format!("{in_file}/{key}");
            let slip = renamed.iter().find(|r| r.path == in_file);
            format!("{here}/{}", slip.map_or(key, |slip| slip.key.as_str()))
        })
    }
}

/// The path of what is around something.
fn around(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(around, _)| around)
}

/// Looks at a file by the schema whose names it has.
fn look_by_names(today: &Value, old: &Value, json: &Value) -> Looked {
    let (names, wrong) = Names::of(json);
    let mut looked = look_at(if names == Names::Old { old } else { today }, json, names);
    // What stands in for a format, and what stands there instead of the right one, is read as today's.
    let is_open = wrong.is_some() || looked.doubts.iter().any(|doubt| doubt.is_empty() || doubt == "/format");
    looked.problems.extend(wrong.map(|what| Problem::new("wrong-value", "/format", what)));
    if names == Names::Old {
        for doubt in &mut looked.doubts {
            *doubt = path_of_today(&looked.mended, doubt);
        }
        upgrade(&mut looked.mended);
    } else if let Some(format) = looked.mended.get_mut("format").filter(|format| is_open || **format == 1) {
        *format = CALL_FORMAT.into();
    }
    looked
}

fn look_at(schema: &Value, json: &Value, names: Names) -> Looked {
    let mut shape = Shape { root: schema, names, problems: Vec::new(), doubts: Vec::new(), renamed: Vec::new() };
    let mended = shape.look(schema, json, "", false);
    let mended = mended.unwrap_or_else(|| shape.stand_in(schema, ""));
    let Shape { problems, doubts, renamed, .. } = shape;
    let doubts = doubts.iter().map(|path| Looked::path_in_mended(&renamed, path)).collect();
    Looked { problems, mended, doubts, names, renamed }
}

/// A key as a step of a JSON Pointer.
fn step(path: &str, key: &str) -> String {
    format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// The form of a text, where the schema gives one.
fn form_of(schema: &Value) -> Option<&'static Form> {
    Form::of(schema.get("pattern")?.as_str()?)
}

struct Shape<'s> {
    root: &'s Value,
    names: Names,
    problems: Vec<Problem>,
    /// Paths in the file.
    doubts: Vec<String>,
    renamed: Vec<Renamed>,
}

impl<'s> Shape<'s> {
    fn say(&mut self, code: &'static str, path: &str, what: String) {
        self.problems.push(Problem::new(code, path, what));
    }

    /// Something that stands in for what cannot be understood at `path`.
    fn stand_in(&mut self, schema: &'s Value, path: &str) -> Value {
        let number = self.doubts.len();
        self.doubts.push(path.to_owned());
        skeleton::stand_in(self.root, schema, number)
    }

    /// Says what is wrong with a value, and gives what was meant; None where that cannot be known. `optional`: whether
    /// the value can be left out.
    fn look(&mut self, schema: &'s Value, value: &Value, path: &str, optional: bool) -> Option<Value> {
        let schema = resolve(self.root, schema);
        if let Some(alternatives) = alternatives(schema) {
            let some: Vec<&Value> = alternatives.iter().filter(|a| types(a) != ["null"]).collect();
            return match (some.as_slice(), value) {
                (some, Value::Null) if some.len() < alternatives.len() => Some(Value::Null),
                // A choice of one still has to be named, where it has a name.
                ([only], _) if tag(only).is_none() && only.get("const").is_none() => {
                    self.look(only, value, path, optional)
                }
                (some, _) => self.choose(some, value, path),
            };
        }
        let types = types(schema);
        if !types.is_empty() && !types.contains(&type_of(value)) {
            // That it may be null need not be said: leaving the key out is better.
            let wanted = types.into_iter().find(|t| *t != "null").unwrap_or_default();
            return self.other_type(schema, wanted, value, path, optional);
        }
        match value {
            Value::String(text) => self.text(schema, text, path),
            Value::Number(number) => {
                let fits = number.as_u64().is_some_and(|n| u32::try_from(n).is_ok());
                if schema.get("format").is_some_and(|f| f == "uint32") && !fits {
                    let what = if number.as_i64().is_some_and(|n| n < 0) {
                        format!("{number} is below 0: write a whole number, such as 2")
                    } else {
                        format!("{number} cannot stand here: write a whole number from 0 to {}", u32::MAX)
                    };
                    self.say("wrong-value", path, what);
                    return None;
                }
                Some(value.clone())
            }
            Value::Array(elements) => Some(self.elements(schema, elements, path)),
            Value::Object(members) => Some(self.members(schema, members, path)),
            _ => Some(value.clone()),
        }
    }

    fn elements(&mut self, schema: &'s Value, elements: &[Value], path: &str) -> Value {
        let Some(each) = schema.get("items") else { return Value::from(elements) };
        let mut mended = Vec::new();
        for (index, element) in elements.iter().enumerate() {
            let path = format!("{path}/{index}");
            // Something stands in for what is not understood: the others keep their places.
            let meant = self.look(each, element, &path, false);
            mended.push(meant.unwrap_or_else(|| self.stand_in(each, &path)));
        }
        Value::from(mended)
    }

    /// A value of another type than it should have.
    fn other_type(
        &mut self,
        schema: &'s Value,
        wanted: &str,
        value: &Value,
        path: &str,
        optional: bool,
    ) -> Option<Value> {
        if let Value::Array(elements) = value
            && let [only] = elements.as_slice()
            && types(schema).contains(&type_of(only))
        {
            let what = match written(only) {
                Some(only) => format!("this should not be a list: write {only}, without the square brackets"),
                None => "this should not be a list: take away the square brackets around it".to_owned(),
            };
            self.say("wrong-type", path, what);
            return self.look(schema, only, &format!("{path}/0"), optional);
        }
        if wanted == "array" && !value.is_null() {
            return self.wrapped(schema, value, path, optional);
        }
        let example = skeleton::example(self.root, schema);
        let (mut what, mut meant) = correct(wanted, value, &example, optional);
        if path.ends_with("minutes") {
            (what, meant) = in_minutes(value).unwrap_or((what, meant));
        }
        // Rounded, an amount would say something else than the hub does.
        if path.ends_with("/amount/number") && meant.is_none() {
            what = format!(
                "{} is not a whole number: delete the amount if the hub\u{2019}s own number is not whole (its text still \
                 shows it), or write it without quotation marks",
                shown(value)
            );
        }
        self.say("wrong-type", path, what);
        let fits = |text: &str| form_of(schema).is_none_or(|form| (form.fits)(text));
        meant.filter(|meant| meant.as_str().is_none_or(fits))
    }

    /// A value that should be in a list.
    fn wrapped(&mut self, schema: &'s Value, value: &Value, path: &str, optional: bool) -> Option<Value> {
        let each = resolve(self.root, schema.get("items")?);
        let several: Vec<Value> = match value {
            Value::String(text) if text.contains(',') && form_of(each).is_some() => {
                text.split(',').map(|one| Value::from(one.trim())).collect()
            }
            other => vec![other.clone()],
        };
        let whole = Value::from(several.clone());
        let fits = several.iter().all(|one| match alternatives(each) {
            Some(some) => some.iter().any(|a| a.get("const") == Some(one) || types(a).contains(&type_of(one))),
            None => types(each).contains(&type_of(one)),
        });
        let list = plain_type("array");
        let what = match written(&whole).filter(|_| fits) {
            Some(whole) => format!("{} should be {list}: write {whole}", shown(value)),
            None if fits => format!("this should be {list}: put square brackets around it"),
            None => {
                let example = Value::from(vec![skeleton::example(self.root, each)]);
                let like = written(&example).unwrap_or_else(|| "[]".to_owned());
                let delete = if optional { ", or delete it" } else { "" };
                format!("{} should be {list}: write it like {like}{delete}", shown(value))
            }
        };
        self.say("wrong-type", path, what);
        if !fits {
            return None;
        }
        let doubts = self.doubts.len();
        let meant: Option<Vec<Value>> = several.iter().map(|one| self.look(each, one, path, false)).collect();
        // In the list, what was looked at is the first element.
        for doubt in self.doubts.iter_mut().skip(doubts) {
            let inner = doubt.strip_prefix(path).unwrap_or_default();
            *doubt = format!("{path}/0{inner}");
        }
        meant.map(Value::from)
    }

    fn text(&mut self, schema: &Value, text: &str, path: &str) -> Option<Value> {
        let Some(form) = form_of(schema).filter(|form| !(form.fits)(text)) else { return Some(Value::from(text)) };
        let (what, meant) = form.correct(text);
        self.say("wrong-form", path, what);
        meant.map(Value::from)
    }

    fn members(&mut self, schema: &'s Value, members: &Map<String, Value>, path: &str) -> Value {
        let Some(known) = properties(schema) else { return Value::Object(members.clone()) };
        let strange: Vec<&String> = members.keys().filter(|key| !known.contains_key(*key)).collect();
        // The keys that were probably meant by others.
        let mut slips: BTreeMap<&str, &str> = BTreeMap::new();
        for key in &strange {
            let is_free = |k: &&str| !members.contains_key(*k) && !slips.contains_key(k);
            // A name of the other format is no slip of the hand: which one is meant is known.
            let other = other_name(self.names, key).filter(|other| known.contains_key(*other));
            let meant = match other {
                Some(other) => known.keys().map(String::as_str).find(|k| *k == other).filter(is_free),
                None => nearest(key, known.keys().map(String::as_str).filter(is_free)),
            };
            if let Some(meant) = meant {
                slips.insert(meant, key);
            }
        }
        let mut mended = Map::new();
        for (key, schema_here) in known {
            let is_required = required(schema).any(|required| required == key);
            let here = members.get_key_value(key).or_else(|| members.get_key_value(*slips.get(key.as_str())?));
            let path_here = step(path, here.map_or(key, |(written, _)| written));
            let Some((written, value)) = here else {
                if is_required {
                    self.missing(key, schema_here, path);
                    mended.insert(key.clone(), self.stand_in(schema_here, &path_here));
                }
                continue;
            };
            if written != key {
                self.renamed.push(Renamed { path: path_here.clone(), key: key.clone() });
            }
            match self.look(schema_here, value, &path_here, !is_required) {
                Some(meant) => drop(mended.insert(key.clone(), meant)),
                None if is_required => drop(mended.insert(key.clone(), self.stand_in(schema_here, &path_here))),
                None => self.doubts.push(path_here),
            }
        }
        for key in strange {
            let free: Vec<&str> = known.keys().map(String::as_str).filter(|k| !members.contains_key(*k)).collect();
            let meant = slips.iter().find(|(_, slip)| *slip == key).map(|(meant, _)| *meant);
            if let Some(other) = other_name(self.names, key).filter(|other| known.contains_key(*other)) {
                let what = self.names.says(key, other, meant.is_none());
                self.say("unknown-key", &step(path, key), what);
                continue;
            }
            let way_out = match meant {
                Some(meant) => format!(": did you mean {}?", quoted(meant)),
                None if free.is_empty() || free.len() > FEW => ": delete it, or move it to where it belongs".to_owned(),
                None => format!(": delete it, or write {}", any_of(&free)),
            };
            self.say("unknown-key", &step(path, key), format!("{} is not known here{way_out}", quoted(key)));
        }
        Value::Object(mended)
    }

    /// Says that a key is missing: what to write, and what it means.
    fn missing(&mut self, key: &str, schema: &'s Value, path: &str) {
        let inner = resolve(self.root, schema);
        let words: Vec<&str> =
            alternatives(inner).into_iter().flatten().filter_map(|a| a.get("const")?.as_str()).collect();
        let value = match words.as_slice() {
            _ if path.is_empty() && key == "format" => self.names.format().to_string(),
            [] => written(&skeleton::example(self.root, inner)).unwrap_or_else(|| "{\u{2026}}".to_owned()),
            words => words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" or "),
        };
        let about = schema.get("description").or_else(|| inner.get("description")).and_then(Value::as_str);
        let first =
            about.map(|about| about.split(". ").next().unwrap_or_default().trim_end_matches('.').replace('\n', " "));
        let means = first.map(|first| format!(" ({first})")).unwrap_or_default();
        self.say("missing-key", path, format!("{} is missing here: add \"{key}\": {value}{means}", quoted(key)));
    }

    /// One of several alternatives: a word of a list, or an entry that says by a key which one it is.
    fn choose(&mut self, alternatives: &[&'s Value], value: &Value, path: &str) -> Option<Value> {
        let words: Vec<&str> = alternatives.iter().filter_map(|a| a.get("const")?.as_str()).collect();
        let entries: Vec<&'s Value> = alternatives.iter().copied().filter(|a| properties(a).is_some()).collect();
        match value {
            Value::String(word) if !words.is_empty() => {
                let or =
                    if entries.is_empty() { String::new() } else { format!(" or {}", self.examples(&[], &entries)) };
                self.word(&words, word, &or, path).map(Value::from)
            }
            Value::Object(members) if !entries.is_empty() => match entries.iter().find_map(|e| tag(e)) {
                Some((key, _)) => self.tagged(&entries, key, members, path),
                None => self.named(&entries, members, path),
            },
            _ => {
                let (way_out, meant) = match value.as_str().and_then(|text| self.entry_of(&entries, text)) {
                    Some(meant) => (format!("write {meant}"), Some(meant)),
                    None => (format!("write {}", self.examples(&words, &entries)), None),
                };
                let wanted = if entries.is_empty() { "one of these words" } else { plain_type("object") };
                self.say("wrong-type", path, format!("{} should be {wanted}: {way_out}", shown(value)));
                meant
            }
        }
    }

    /// Words to choose from, and an entry or two.
    fn examples(&self, words: &[&str], entries: &[&'s Value]) -> String {
        // Also one that says that there is nothing to say.
        let is_bare = |entry: &&&'s Value| required(entry).count() == 1 && tag(entry).is_some();
        let some = entries.iter().take(2).chain(entries.iter().skip(2).filter(is_bare));
        let some = some.map(|entry| skeleton::example(self.root, entry).to_string());
        let all: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).chain(some).collect();
        all.join(" or ")
    }

    /// The entry that a text alone was meant to be: a day where `{"is": "day", "on": …}` should stand.
    fn entry_of(&self, entries: &[&'s Value], text: &str) -> Option<Value> {
        let has = |word| entries.iter().any(|entry| tag(entry) == Some(("is", word)));
        if has("window")
            && let Some((from, to)) = month(text)
        {
            return Some(json!({"is": "window", "from": from.to_string(), "to": to.to_string()}));
        }
        if has("not-published") && OPEN.contains(&text.trim().to_lowercase().as_str()) {
            return Some(json!({"is": "not-published"}));
        }
        entries.iter().find_map(|entry| {
            let (key, word) = tag(entry)?;
            let others: Vec<&str> = required(entry).filter(|other| *other != key).collect();
            let [only] = others.as_slice() else { return None };
            let form = form_of(resolve(self.root, properties(entry)?.get(*only)?))?;
            let meant = form.meant(text)?;
            let members = [(key, word.to_owned()), (only, meant)];
            Some(members.into_iter().map(|(key, text)| (key.to_owned(), Value::from(text))).collect())
        })
    }

    /// The word that was meant.
    fn word(&mut self, words: &[&str], word: &str, or: &str, path: &str) -> Option<String> {
        if words.contains(&word) {
            return Some(word.to_owned());
        }
        if let Some(other) = self.names.other_word(word).filter(|other| words.contains(other)) {
            self.say("unknown-value", path, self.names.says(word, other, false));
            return Some(other.to_owned());
        }
        let way_out = near_or_all(word, words);
        let or = if way_out.starts_with(": write") { or } else { "" };
        self.say("unknown-value", path, format!("{} is not known here{way_out}{or}", quoted(word)));
        nearest(word, words.iter().copied()).map(str::to_owned)
    }

    /// An entry one of whose keys says which alternative it is: `{"by": "email", …}`.
    fn tagged(&mut self, entries: &[&'s Value], key: &str, members: &Map<String, Value>, path: &str) -> Option<Value> {
        let words: Vec<&str> = entries.iter().filter_map(|e| tag(e)).map(|(_, word)| word).collect();
        let path_of_tag = step(path, key);
        let word = match members.get(key) {
            Some(Value::String(word)) => self.word(&words, word, "", &path_of_tag)?,
            Some(other) => {
                let what = format!("{} should be a word in quotation marks: write {}", shown(other), any_of(&words));
                self.say("wrong-type", &path_of_tag, what);
                return None;
            }
            None => {
                // Entries that know all of its keys, each for a value of this kind.
                let takes = |schema: &Value, value: &Value| {
                    types(resolve(self.root, schema)).contains(&"array") == value.is_array()
                };
                let has_all = |entry: &&&Value| {
                    let known = properties(entry);
                    let has = |(key, value): (&String, &Value)| {
                        known.and_then(|known| known.get(key)).is_some_and(|schema| takes(schema, value))
                    };
                    !members.is_empty() && members.iter().all(has)
                };
                let fitting: Vec<&str> =
                    entries.iter().filter(has_all).filter_map(|entry| Some(tag(entry)?.1)).collect();
                let meant = Some(&fitting).filter(|fitting| fitting.len() == 1).map(|fitting| fitting.concat());
                let write = any_of(if fitting.is_empty() { &words } else { &fitting });
                self.say("missing-key", path, format!("{} is missing here: add \"{key}\": {write}", quoted(key)));
                meant?
            }
        };
        let entry = entries.iter().find(|e| tag(e).is_some_and(|(_, w)| w == word))?;
        let mut members = members.clone();
        members.insert(key.to_owned(), word.into());
        Some(self.members(entry, &members, path))
    }

    /// An entry whose only key is the alternative's name: `{"sixth-form": true}`.
    fn named(&mut self, entries: &[&'s Value], members: &Map<String, Value>, path: &str) -> Option<Value> {
        let names: Vec<&str> = entries.iter().flat_map(|e| required(e)).collect();
        let schema = |name: &str| entries.iter().find_map(|e| properties(e)?.get(name));
        let (name, written, value) = if let Some((name, value)) = names.iter().find_map(|n| members.get_key_value(*n)) {
            for other in members.keys().filter(|other| *other != name) {
                let what = format!("only one thing is allowed here: move {} to its own entry", quoted(other));
                self.say("unknown-kind", &step(path, other), what);
                self.doubts.push(path.to_owned());
            }
            (name.as_str(), name, value)
        } else if let Some((written, value)) = members.iter().next() {
            let what = format!("{} is not known here{}", quoted(written), near_or_all(written, &names));
            self.say("unknown-kind", &step(path, written), what);
            let name = nearest(written, names.iter().copied())?;
            self.renamed.push(Renamed { path: step(path, written), key: name.to_owned() });
            (name, written, value)
        } else {
            self.say("missing-key", path, format!("this is empty: write {}", self.examples(&[], entries)));
            return None;
        };
        let schema = schema(name)?;
        let path = step(path, written);
        let meant = self.look(schema, value, &path, false);
        let meant = meant.unwrap_or_else(|| self.stand_in(schema, &path));
        Some(Value::Object([(name.to_owned(), meant)].into_iter().collect()))
    }
}

/// A length of time that is given in hours: what to say, and the minutes.
fn in_minutes(value: &Value) -> Option<(String, Option<Value>)> {
    let text = value.as_str()?;
    let number = text.split_whitespace().next()?.parse::<f64>().ok().filter(|_| text.contains("hour"))?;
    let minutes = (number * 60.0).round();
    // Lengths of time are small.
    let minutes = (1..10_000u32).find(|m| (f64::from(*m) - minutes).abs() < 0.5)?;
    Some((
        format!("{} should be a number of minutes: write {minutes}, without quotation marks", shown(value)),
        Some(minutes.into()),
    ))
}

/// The nearest of these words; failing that, all of them.
fn near_or_all(word: &str, words: &[&str]) -> String {
    let near = did_you_mean(word, words.iter().copied());
    if near.is_empty() { format!(": write {}", any_of(words)) } else { near }
}
