//! The history file format, version 1: how the earlier versions of a draft are stored.
//!
//! ```json
//! {"format": "upbeat-history", "version": 1, "draft": "…", "versions": [
//!   {"at": "2026-11-22T09:00:00.000Z", "why": "asked", "name": "Before the governors met",
//!    "cuts": {"criteria/…/evidence": [120, 400]}, "gone": ["school/name"],
//!    "part": {"format": "upbeat-draft", …}}]}
//! ```
//!
//! The oldest version comes first. `part` is a draft in its own format, with those answers only that differ from the
//! next version; `history.rs` says how a whole draft is made from it. Unknown keys are kept and written back. A file of a
//! newer version is refused, so that nothing of it is lost.

use std::fmt;

use litemap::LiteMap;
use serde_json::{Map, Value as Json};

use super::super::file::{write_more, write_text, write_with};
use super::{History, Version, Why};
use crate::call::Timestamp;
use crate::draft::{Draft, DraftId, Field, draft_from_json};

const FORMAT: &str = "upbeat-history";
const VERSION: u64 = 1;

/// Why a text is not a history that this version can open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryError {
    /// It is not JSON or not one of ours, or its versions do not fit each other.
    Damaged,
    /// It belongs to another draft.
    OfAnother,
    /// A newer version of the program wrote it.
    Newer,
}

impl fmt::Display for HistoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "Earlier versions of one application are damaged. The application is safe.",
            Self::OfAnother => "These earlier versions belong to another application.",
            Self::Newer => "Earlier versions were saved by a newer version of Upbeat. Reload this page to see them. Your application is safe.",
        })
    }
}

impl std::error::Error for HistoryError {}

/// Writes a history as its file format.
pub fn write_history(history: &History) -> Result<String, serde_json::Error> {
    let mut out = String::from("{\"format\":");
    write_text(&mut out, FORMAT);
    out.push_str(",\"version\":1,\"draft\":");
    write_text(&mut out, history.draft.as_str());
    out.push_str(",\"versions\":[");
    for (number, version) in history.versions.iter().enumerate() {
        if number > 0 {
            out.push(',');
        }
        write_version(&mut out, version)?;
    }
    out.push(']');
    write_more(&mut out, &history.more)?;
    out.push('}');
    Ok(out)
}

fn write_version(out: &mut String, version: &Version) -> Result<(), serde_json::Error> {
    out.push_str("{\"at\":\"");
    version.at.write_to(out);
    out.push_str("\",\"why\":");
    write_text(out, version.why.as_str());
    if let Some(name) = &version.name {
        out.push_str(",\"name\":");
        write_text(out, name);
    }
    if !version.cuts.is_empty() {
        out.push_str(",\"cuts\":{");
        for (number, (field, (before, behind))) in version.cuts.iter().enumerate() {
            if number > 0 {
                out.push(',');
            }
            write_text(out, &field.to_string());
            for (sign, length) in [(":[", before), (",", behind)] {
                out.push_str(sign);
                out.push_str(&length.to_string());
            }
            out.push(']');
        }
        out.push('}');
    }
    if !version.gone.is_empty() {
        out.push_str(",\"gone\":[");
        for (number, field) in version.gone.iter().enumerate() {
            if number > 0 {
                out.push(',');
            }
            write_text(out, &field.to_string());
        }
        out.push(']');
    }
    out.push_str(",\"part\":");
    out.push_str(&write_with(&version.part, &version.part.answers)?);
    write_more(out, &version.more)?;
    out.push('}');
    Ok(())
}

/// The size of a stored version in bytes.
pub(super) fn size(version: &Version) -> usize {
    let mut out = String::new();
    // A version that cannot be written takes no room.
    write_version(&mut out, version).map_or(0, |()| out.len() + 1)
}

/// Reads the history of a draft. Every version is made whole once, so that whatever is read can be restored.
pub fn read_history(text: &str, draft: &DraftId) -> Result<History, HistoryError> {
    let Ok(Json::Object(mut map)) = serde_json::from_str(text) else { return Err(HistoryError::Damaged) };
    if map.remove("format") != Some(Json::from(FORMAT)) {
        return Err(HistoryError::Damaged);
    }
    match map.remove("version").and_then(|version| version.as_u64()) {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return Err(HistoryError::Newer),
        _ => return Err(HistoryError::Damaged),
    }
    if map.remove("draft").as_ref().and_then(Json::as_str) != Some(draft.as_str()) {
        return Err(HistoryError::OfAnother);
    }
    let Some(Json::Array(versions)) = map.remove("versions") else { return Err(HistoryError::Damaged) };
    let versions = versions.into_iter().map(|json| read_version(json, draft)).collect::<Option<Vec<_>>>();
    let history = History { draft: draft.clone(), versions: versions.ok_or(HistoryError::Damaged)?, more: map };
    let in_order = history.versions.is_sorted_by(|one, next| one.at < next.at);
    let mut whole = 0;
    history.walk(|_, _| {
        whole += 1;
        true
    });
    if in_order && whole == history.versions.len() { Ok(history) } else { Err(HistoryError::Damaged) }
}

fn read_version(json: Json, draft: &DraftId) -> Option<Version> {
    let Json::Object(mut map) = json else { return None };
    let name = match map.remove("name") {
        Some(Json::String(name)) => Some(name),
        None => None,
        Some(_) => return None,
    };
    let part: Draft = draft_from_json(map.remove("part")?).ok().filter(|part| part.id == *draft)?;
    Some(Version {
        at: map.remove("at")?.as_str().and_then(Timestamp::parse)?,
        name,
        why: Why::parse(map.remove("why")?.as_str()?),
        cuts: map.remove("cuts").map_or_else(|| Some(LiteMap::new()), read_cuts)?,
        gone: map.remove("gone").map_or_else(|| Some(Vec::new()), read_gone)?,
        part,
        more: map,
    })
}

fn read_cuts(json: Json) -> Option<LiteMap<Field, (usize, usize)>> {
    let Json::Object(map): Json = json else { return None };
    let length = |json: Option<&Json>| usize::try_from(json?.as_u64()?).ok();
    let cut =
        |(field, json): (String, Json)| Some((Field::parse(&field), (length(json.get(0))?, length(json.get(1))?)));
    Map::into_iter(map).map(cut).collect()
}

fn read_gone(json: Json) -> Option<Vec<Field>> {
    let Json::Array(fields) = json else { return None };
    fields.iter().map(|field| field.as_str().map(Field::parse)).collect()
}
