//! The draft file format, version 1, in storage and in a bundle.
//!
//! ```json
//! {"format": "upbeat-draft", "version": 1, "id": "…", "call": "…", "round": "…", "name": "…",
//!  "created": "2026-11-22T09:00:00.000Z", "changed": "…",
//!  "answers": {"school/name": {"value": "…", "at": "…", "by": "…"}}}
//! ```
//!
//! A value is a text, a yes or no, or a list of texts. Keys, addresses and values that this version does not
//! understand are kept and written back. A file of a newer version is refused, so that nothing of it is lost.

use std::fmt;

use litemap::LiteMap;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value as Json};

use super::{Answer, Draft, DraftId, Field, Value};
use crate::call::{CallId, Timestamp};

/// What the file says that it is.
pub const DRAFT_FORMAT: &str = "upbeat-draft";
/// The version that this program writes, and the newest that it reads.
pub const DRAFT_VERSION: u64 = 1;

/// Why a text is not a draft that this version can open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftError {
    /// It is not JSON, or is cut off.
    Damaged {
        /// The line of the error, from 1.
        line: usize,
        /// The column there, from 1.
        column: usize,
    },
    /// It is JSON, but not one of our drafts.
    NotADraft,
    /// A newer version of the program wrote it.
    Newer {
        /// The version that it says.
        version: u64,
    },
    /// Something in it does not fit.
    Wrong {
        /// Where: `answers/school/name`.
        at: String,
        /// What is expected there.
        wanted: &'static str,
    },
}

impl fmt::Display for DraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged { line, column } => {
                write!(f, "It is damaged or incomplete (line {line}, character {column}).")
            }
            Self::NotADraft => f.write_str("It was not made with Upbeat."),
            Self::Newer { version } => write!(
                f,
                "It was made with a newer version of Upbeat ({version}; this page has {DRAFT_VERSION}). Reload this page, then try again."
            ),
            Self::Wrong { at, wanted } => write!(f, "Part of it is wrong: {at} should be {wanted}."),
        }
    }
}

impl std::error::Error for DraftError {}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::List(items) => items.serialize(serializer),
            Self::Other(json) => json.serialize(serializer),
        }
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("value", &self.value)?;
        map.serialize_entry("at", &self.at)?;
        if let Some(by) = &self.by {
            map.serialize_entry("by", by)?;
        }
        for (key, json) in &self.more {
            map.serialize_entry(key, json)?;
        }
        map.end()
    }
}

/// The answers as a JSON object, in the order of their addresses.
struct Answers<'a>(&'a Draft);

impl Serialize for Answers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.answers.iter().map(|(field, answer)| (field.to_string(), answer)))
    }
}

impl Serialize for Draft {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("format", DRAFT_FORMAT)?;
        map.serialize_entry("version", &DRAFT_VERSION)?;
        map.serialize_entry("id", self.id.as_str())?;
        map.serialize_entry("call", &self.call)?;
        map.serialize_entry("round", &self.round)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("created", &self.created)?;
        map.serialize_entry("changed", &self.changed)?;
        map.serialize_entry("answers", &Answers(self))?;
        for (key, json) in &self.more {
            map.serialize_entry(key, json)?;
        }
        map.end()
    }
}

/// Writes a draft as its file format: the JSON that serde_json makes of it, with characters beyond ASCII escaped.
///
/// Each keystroke writes the whole draft, and the page's program is built for size, which makes serde_json slow there.
pub fn write_draft(draft: &Draft) -> Result<String, serde_json::Error> {
    write_with(draft, &draft.answers)
}

/// Writes a draft with these answers and no others.
pub(super) fn write_with<'a>(
    draft: &Draft,
    answers: impl IntoIterator<Item = (&'a Field, &'a Answer)>,
) -> Result<String, serde_json::Error> {
    let mut out = String::from("{\"format\":");
    write_text(&mut out, DRAFT_FORMAT);
    out.push_str(",\"version\":");
    out.push_str(&DRAFT_VERSION.to_string());
    let head = [
        (",\"id\":", draft.id.as_str()),
        (",\"call\":", draft.call.as_str()),
        (",\"round\":", &draft.round),
        (",\"name\":", &draft.name),
    ];
    for (key, text) in head {
        out.push_str(key);
        write_text(&mut out, text);
    }
    for (key, at) in [(",\"created\":\"", draft.created), ("\",\"changed\":\"", draft.changed)] {
        out.push_str(key);
        at.write_to(&mut out);
    }
    out.push_str("\",\"answers\":{");
    for (number, (field, answer)) in answers.into_iter().enumerate() {
        if number > 0 {
            out.push(',');
        }
        // In pieces: a text of its own for each address takes longer than all else here.
        out.push('"');
        field.each_part(&mut |part| write_escaped(&mut out, part));
        out.push_str("\":");
        write_answer(&mut out, answer)?;
    }
    out.push('}');
    write_more(&mut out, &draft.more)?;
    out.push('}');
    Ok(out)
}

fn write_answer(out: &mut String, answer: &Answer) -> Result<(), serde_json::Error> {
    out.push_str("{\"value\":");
    match &answer.value {
        Value::Text(text) => write_text(out, text),
        Value::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::List(items) => {
            out.push('[');
            for (number, item) in items.iter().enumerate() {
                if number > 0 {
                    out.push(',');
                }
                write_text(out, item);
            }
            out.push(']');
        }
        Value::Other(json) => out.push_str(&serde_json::to_string(json)?),
    }
    out.push_str(",\"at\":\"");
    answer.at.write_to(out);
    out.push('"');
    if let Some(by) = &answer.by {
        out.push_str(",\"by\":");
        write_text(out, by);
    }
    write_more(out, &answer.more)?;
    out.push('}');
    Ok(())
}

/// What a newer version wrote beside what this one knows.
pub(super) fn write_more(out: &mut String, more: &Map<String, Json>) -> Result<(), serde_json::Error> {
    for (key, json) in more {
        out.push(',');
        write_text(out, key);
        out.push(':');
        out.push_str(&serde_json::to_string(json)?);
    }
    Ok(())
}

/// Writes a JSON string. Characters beyond ASCII are escaped too: browsers keep a text that has one of them, such as a
/// curly quotation mark, in two bytes a character throughout, and store it half as fast.
pub(super) fn write_text(out: &mut String, text: &str) {
    out.push('"');
    write_escaped(out, text);
    out.push('"');
}

/// What stands between the quotation marks of a JSON string.
fn write_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !(0x20..0x80).contains(&byte) || byte == b'"' || byte == b'\\') {
        let (before, after) = rest.split_at(at);
        let Some(special) = after.chars().next() else { break };
        out.push_str(before);
        match special {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            other => {
                for unit in other.encode_utf16(&mut [0; 2]) {
                    out.push_str("\\u");
                    let digit = |place: u32| char::from_digit(u32::from(*unit) >> place & 0xf, 16);
                    out.extend([12, 8, 4, 0].into_iter().filter_map(digit));
                }
            }
        }
        rest = after.get(special.len_utf8()..).unwrap_or_default();
    }
    out.push_str(rest);
}

/// Reads a draft from its file format.
pub fn read_draft(text: &str) -> Result<Draft, DraftError> {
    let json = serde_json::from_str(text).map_err(|e| DraftError::Damaged { line: e.line(), column: e.column() })?;
    draft_from_json(json)
}

/// Reads a draft from JSON that has been parsed already.
pub fn draft_from_json(json: Json) -> Result<Draft, DraftError> {
    match head(json)? {
        (version, _) if version > DRAFT_VERSION => Err(DraftError::Newer { version }),
        (_, map) => body(map),
    }
}

/// Reads a draft of a newer version, where it has the shape of this one's, and the version that it says: to be shown.
/// Written back it would be one of this version, which it is not.
pub fn read_newer_draft(text: &str) -> Option<(Draft, u64)> {
    let (version, map) = head(serde_json::from_str(text).ok()?).ok()?;
    if version <= DRAFT_VERSION {
        return None;
    }
    Some((body(map).ok()?, version))
}

/// The version that a draft says, and all else of it.
fn head(json: Json) -> Result<(u64, Map<String, Json>), DraftError> {
    let Json::Object(mut map) = json else { return Err(DraftError::NotADraft) };
    if map.remove("format") != Some(Json::from(DRAFT_FORMAT)) {
        return Err(DraftError::NotADraft);
    }
    match map.remove("version").and_then(|v| v.as_u64()) {
        Some(version) if version >= 1 => Ok((version, map)),
        _ => Err(wrong("version", "a whole number from 1")),
    }
}

fn body(mut map: Map<String, Json>) -> Result<Draft, DraftError> {
    let id = text(&mut map, "id")?;
    let call = text(&mut map, "call")?;
    let mut draft = Draft {
        id: DraftId::new(&id).ok_or_else(|| wrong("id", "an application\u{2019}s id"))?,
        call: CallId::new(&call).map_err(|_| wrong("call", "the id of a round"))?,
        round: text(&mut map, "round")?,
        name: text(&mut map, "name")?,
        created: instant(map.remove("created").as_ref(), "created")?,
        changed: instant(map.remove("changed").as_ref(), "changed")?,
        answers: LiteMap::new(),
        more: Map::new(),
    };
    let Some(Json::Object(answers)) = map.remove("answers") else { return Err(wrong("answers", "the answers")) };
    let mut read = Vec::with_capacity(answers.len());
    for (address, json) in answers {
        let (field, answer) = (Field::parse(&address), answer(json, &address)?);
        // Versions up to 0.1 asked whether a section was complete. Only that it is not says something now.
        if !matches!((&field, &answer.value), (Field::Complete(_), Value::Flag(true))) {
            read.push((field, answer));
        }
    }
    // Sorted once: the order of the addresses as texts is not that of the fields. Of two answers at one field, the later
    // one stays.
    draft.answers = read.into_iter().collect();
    draft.more = map;
    Ok(draft)
}

fn wrong(at: &str, wanted: &'static str) -> DraftError {
    DraftError::Wrong { at: at.to_owned(), wanted }
}

fn text(map: &mut Map<String, Json>, key: &str) -> Result<String, DraftError> {
    match map.remove(key) {
        Some(Json::String(text)) => Ok(text),
        _ => Err(wrong(key, "a text")),
    }
}

fn instant(json: Option<&Json>, at: &str) -> Result<Timestamp, DraftError> {
    json.and_then(Json::as_str).and_then(Timestamp::parse).ok_or_else(|| wrong(at, "a date and time in UTC"))
}

fn answer(json: Json, address: &str) -> Result<Answer, DraftError> {
    let Json::Object(mut map) = json else { return Err(wrong(&format!("answers/{address}"), "an answer")) };
    let Some(value) = map.remove("value") else { return Err(wrong(&format!("answers/{address}"), "a value")) };
    let at = instant(map.remove("at").as_ref(), &format!("answers/{address}"))?;
    let by = match map.remove("by") {
        Some(Json::String(by)) => Some(by),
        None => None,
        Some(_) => return Err(wrong(&format!("answers/{address}"), "a name, or nothing, under \u{201c}by\u{201d}")),
    };
    Ok(Answer { value: value_from_json(value), at, by, more: map })
}

fn value_from_json(json: Json) -> Value {
    match json {
        Json::String(text) => Value::Text(text),
        Json::Bool(flag) => Value::Flag(flag),
        Json::Array(items) if items.iter().all(Json::is_string) => Value::List(
            items
                .into_iter()
                .filter_map(|item| if let Json::String(text) = item { Some(text) } else { None })
                .collect(),
        ),
        other => Value::Other(other),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::super::field::tests::any_field;
    use super::super::{UnacknowledgedAnswers, escape_beyond_ascii};
    use super::*;

    fn any_value() -> impl Strategy<Value = Value> {
        prop_oneof![
            "\\PC{0,60}".prop_map(Value::Text),
            any::<bool>().prop_map(Value::Flag),
            prop::collection::vec("\\PC{0,20}", 0..4).prop_map(Value::List),
            any::<u32>().prop_map(|n| Value::Other(Json::from(n))),
            Just(Value::Other(serde_json::json!({"newer": ["shape", 1]}))),
        ]
    }

    /// Any draft, with answers that this version knows and some that it does not.
    pub(crate) fn any_draft() -> impl Strategy<Value = Draft> {
        let address = prop_oneof![4 => any_field(), 1 => "[a-z]{1,9}/[a-z!]{0,9}".prop_map(|t| Field::parse(&t))];
        let stamp = || (0i64..4_000_000_000_000).prop_map(Timestamp);
        let answers = prop::collection::btree_map(
            address,
            (any_value(), stamp(), prop::option::of("\\PC{0,12}")).prop_map(|(value, at, by)| Answer {
                value,
                at,
                by,
                more: Map::new(),
            }),
            0..30,
        );
        (answers, "[a-z0-9]{1,20}", "\\PC{0,30}", stamp(), stamp()).prop_map(
            |(mut answers, id, name, created, changed)| {
                // What reading drops.
                answers.retain(|field, answer: &mut Answer| {
                    !matches!((field, &answer.value), (Field::Complete(_), Value::Flag(true)))
                });
                Draft {
                    id: DraftId::new(&id).unwrap(),
                    call: CallId::new("marsh-2027").unwrap(),
                    round: "2027".to_owned(),
                    name,
                    created,
                    changed,
                    answers: answers.into_iter().collect(),
                    more: Map::new(),
                }
            },
        )
    }

    proptest! {
        #[test]
        fn a_draft_goes_there_and_back(draft in any_draft()) {
            prop_assert_eq!(read_draft(&write_draft(&draft).unwrap()).unwrap(), draft);
        }

        #[test]
        fn it_is_written_as_serde_json_would_and_in_ascii(draft in any_draft(), name in any::<String>(), more in "[\\x00-\\x1f\"\\\\é]{0,9}") {
            let mut draft = draft;
            draft.name = name;
            prop_assert!(write_draft(&draft).unwrap().is_ascii());
            draft.more.insert(more.clone(), Json::from(vec![Json::from(more)]));
            let written = write_draft(&draft).unwrap();
            prop_assert_eq!(escape_beyond_ascii(&written), escape_beyond_ascii(&serde_json::to_string(&draft).unwrap()));
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in ".*") {
            prop_assert!(read_draft(&text).is_err());
        }

        #[test]
        fn a_spoilt_draft_is_read_without_a_panic(draft in any_draft(), cut in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let mut bytes = write_draft(&draft).unwrap().into_bytes();
            let at = cut.index(bytes.len());
            bytes[at] = byte;
            // Whatever comes out, it comes out: a draft or an error.
            drop(read_draft(&String::from_utf8_lossy(&bytes)));
            bytes.truncate(at);
            prop_assert!(read_draft(&String::from_utf8_lossy(&bytes)).is_err());
        }
    }

    const SMALL: &str = r#"{"format":"upbeat-draft","version":1,"id":"a1","call":"marsh-2027","round":"2027","name":"","created":"2026-11-22T09:00:00.000Z","changed":"2026-11-22T09:00:00.000Z","answers":{"school/name":{"value":"Larkfield Green Primary School","at":"2026-11-22T09:00:00.000Z","mood":"glad"},"school/shoe-size":{"value":{"uk":7},"at":"2026-11-22T09:00:00.000Z"}},"zoo":[1,2]}"#;

    #[test]
    fn what_is_not_understood_is_kept_and_written_back() {
        let draft = read_draft(SMALL).unwrap();
        assert_eq!(draft.title(), "Larkfield Green Primary School");
        let written: Json = serde_json::from_str(&write_draft(&draft).unwrap()).unwrap();
        assert_eq!(written, serde_json::from_str::<Json>(SMALL).unwrap());
    }

    /// Answers are sorted once, and not put in one by one: the order of their addresses is another one than theirs.
    #[test]
    fn a_file_with_very_many_answers() {
        const ANSWERS: usize = 100_000;
        let at = Timestamp(0).to_string();
        let mut answers = Map::new();
        for number in 0..ANSWERS / 2 {
            for leaf in ["accepted", "why"] {
                answers.insert(format!("duties/d{number}/{leaf}"), serde_json::json!({"value": "x", "at": at}));
            }
        }
        let mut file: Json = serde_json::from_str(SMALL).unwrap();
        file["answers"] = Json::Object(answers);
        let text = file.to_string();
        let mut draft = read_draft(&text).unwrap();
        assert_eq!(draft.answers.len(), ANSWERS);
        assert!(draft.answers.keys().is_sorted());
        // The same again, half of it taken out, as another tab may have it.
        let whole = draft.clone();
        let mut number = 0;
        draft.answers.retain(|_, _| {
            number += 1;
            number % 2 == 0
        });
        assert!(draft.join(&whole, &mut UnacknowledgedAnswers::new()).took);
        assert_eq!(draft.answers, whole.answers);
    }

    #[test]
    fn errors_name_the_place() {
        for (from, to, says) in [
            ("\"version\":1", "\"version\":2", "newer version"),
            ("\"version\":1", "\"version\":\"1\"", "version should be"),
            ("upbeat-draft", "other", "not made with Upbeat"),
            ("\"id\":\"a1\"", "\"id\":\"A 1\"", "id should be"),
            ("\"value\":\"Larkfield Green Primary School\",", "", "answers/school/name"),
            ("\"created\":\"2026-11-22T09:00:00.000Z\"", "\"created\":\"yesterday\"", "created should be"),
            ("\"zoo\":[1,2]}", "", "damaged"),
        ] {
            let text = SMALL.replacen(from, to, 1);
            assert_ne!(text, SMALL, "{from}");
            let error = read_draft(&text).unwrap_err().to_string();
            assert!(error.contains(says), "{error}");
        }
    }
}
