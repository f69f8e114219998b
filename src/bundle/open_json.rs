//! Opens JSON files: a draft saved as a file, the file that the page offers when its program has failed, and
//! `application.json` taken out of a bundle.

use serde_json::{Map, Value as Json};

use super::application::{APPLICATION_FORMAT, read_application};
use super::error::shown;
use super::json::{parse, within_bounds};
use super::not_opened::NotOpened;
use super::opened::{NOT_ALL, OpenedDraft, OpenedFile, without_bundle};
use super::rescue_format::{
    CALL_FILE_KEY, CALL_KEY, RECORD_BEGUN, RECORD_KEY, RECORD_NEWEST, RESCUE_FORMAT, RESCUE_VERSION,
};
use crate::call::{Date, read_call};
use crate::draft::{DRAFT_FORMAT, DRAFT_KEY, Draft, Field, LATE_KEY, Value, draft_from_json};

/// Opens a draft, a rescue file, or `application.json` taken out of a bundle.
pub(super) fn open_json(bytes: &[u8]) -> Result<OpenedFile, NotOpened> {
    let json = parse(json_part(bytes), None)?;
    match json.get("format").and_then(Json::as_str) {
        Some(DRAFT_FORMAT) => {
            let draft = draft_from_json(json).map_err(NotOpened::Draft)?;
            Ok(single(without_bundle(draft, None)))
        }
        Some(APPLICATION_FORMAT) => {
            let read = read_application(json)?;
            let mut opened = OpenedDraft { left_out: read.left_out, ..without_bundle(read.draft, read.written_on) };
            if !opened.left_out.is_empty() {
                opened.warnings.push(NOT_ALL.to_owned());
            }
            opened
                .warnings
                .push("This is part of an application file, so Upbeat cannot check whether it was changed.".to_owned());
            Ok(single(opened))
        }
        Some(RESCUE_FORMAT) => open_rescue_file(json),
        _ => Err(NotOpened::Foreign),
    }
}

/// The text in a file's bytes, without what may stand before it.
pub(super) fn json_part(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}

fn single(opened: OpenedDraft) -> OpenedFile {
    OpenedFile { drafts: vec![opened], warnings: Vec::new(), unsaved: Vec::new(), choose: false }
}

/// Every draft of a rescue file. One that cannot be opened does not keep the others away.
fn open_rescue_file(json: Json) -> Result<OpenedFile, NotOpened> {
    let Json::Object(mut map) = json else { return Err(NotOpened::Foreign) };
    match map.get("version").and_then(Json::as_u64) {
        Some(RESCUE_VERSION) => {}
        Some(version) if version > RESCUE_VERSION => return Err(NotOpened::Newer { format: RESCUE_FORMAT, version }),
        _ => return Err(NotOpened::Foreign),
    }
    let saved = map.get("saved").and_then(Json::as_str).and_then(|t| Date::parse(t.get(..10)?));
    let Some(Json::Object(items)) = map.remove("items") else { return Err(NotOpened::NoDrafts) };
    within_bounds(items.values().filter_map(Json::as_str).map(str::as_bytes))?;
    let mut drafts = Vec::new();
    let mut failed = Vec::new();
    for (key, item) in &items {
        let Some(id) = key.strip_prefix(DRAFT_KEY) else { continue };
        let read = match item {
            Json::String(text) => crate::draft::read_draft(text),
            other => draft_from_json(other.clone()),
        };
        match read {
            Ok(mut draft) => {
                // What was typed last is stored under a key of its own.
                let late = items.get(&format!("{LATE_KEY}{id}")).and_then(Json::as_str);
                let torn = late.is_some_and(|late| draft.take_late(late).is_err());
                let call_json = call_in_rescue_file(&items, &draft);
                let mut opened = OpenedDraft { call_json, ..without_bundle(draft, saved) };
                if torn {
                    opened.warnings.push("The last thing you typed could not be read. Keep the file.".to_owned());
                }
                drafts.push(opened);
            }
            Err(error) => failed.push((key.clone(), error)),
        }
    }
    if drafts.is_empty() {
        return Err(failed.into_iter().next().map_or(NotOpened::NoDrafts, |(_, error)| NotOpened::Draft(error)));
    }
    let warnings = failed
        .into_iter()
        .map(|(key, error)| {
            let id = shown(key.trim_start_matches(DRAFT_KEY));
            format!("One application ({id}) did not open. {error} Keep the file.")
        })
        .collect();
    let unsaved = unsaved_text(map.remove("onPage"), &drafts);
    Ok(OpenedFile { drafts, warnings, unsaved, choose: false })
}

/// The call file that a draft keeps, where the rescue file has it: the newest one that can be read.
fn call_in_rescue_file(items: &Map<String, Json>, draft: &Draft) -> Option<String> {
    let text = |key: String| items.get(&key).and_then(Json::as_str);
    let record = text(format!("{RECORD_KEY}{}", draft.id)).and_then(|text| serde_json::from_str::<Json>(text).ok());
    let hashes = record.iter().flat_map(|record| [record.get(RECORD_NEWEST), record.get(RECORD_BEGUN)]).flatten();
    let named = hashes.filter_map(|hash| text(format!("{CALL_FILE_KEY}{}", hash.as_str()?)));
    let old = text(format!("{CALL_KEY}{}", draft.call));
    let is_its = |text: &&str| read_call(text).is_ok_and(|call| call.id == draft.call);
    named.chain(old).find(is_its).map(str::to_owned)
}

/// What stood on the page and is in none of the drafts.
fn unsaved_text(on_page: Option<Json>, drafts: &[OpenedDraft]) -> Vec<(Field, String)> {
    let Some(Json::Object(on_page)) = on_page else { return Vec::new() };
    let on_page: Map<String, Json> = on_page;
    let mut all = Vec::new();
    for (id, text) in on_page {
        let (field, Json::String(text)) = (Field::parse(&id), text) else { continue };
        let kept = drafts.iter().any(|d| match d.draft.value(&field) {
            Some(Value::Text(kept)) => *kept == text,
            Some(Value::List(kept)) => kept.join("\n") == text,
            Some(Value::Flag(_) | Value::Other(_)) | None => false,
        });
        if !kept && !matches!(field, Field::Other(_)) && !text.trim().is_empty() {
            all.push((field, text));
        }
    }
    all
}
