//! Opens what a person chose from their device: a bundle, a draft saved as a file, or the file that the page offers
//! when its program has failed. Everything is checked before anything is handed out, and nothing here changes a draft
//! on this device: that is for the person to say.

use serde_json::{Map, Value as Json};

use super::application::{APPLICATION_FORMAT, ReadApplication, read_application};
use super::bag::{Bag, ExternalFile};
use super::error::{Problem, Refusal, shown};
use super::file;
use super::json::{parse, within_bounds};
use super::limits::Limits;
use super::not_opened::NotOpened;
use super::rescue_format::{
    CALL_FILE_KEY, CALL_KEY, RECORD_BEGUN, RECORD_KEY, RECORD_NEWEST, RESCUE_FORMAT, RESCUE_VERSION,
};
use super::source::{Progress, Source, Unreadable, block_on};
use super::versions::earlier_files;
use super::zip::Entry;
use crate::call::{Date, read_call};
use crate::draft::{
    Attached, DRAFT_FORMAT, DRAFT_KEY, Draft, Field, History, LATE_KEY, Value, and_list, draft_from_json, read_history,
};

/// One draft out of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedDraft {
    /// The draft, as far as the file holds it.
    pub draft: Draft,
    /// What of the application is not in the file, by name. Empty where it holds everything.
    pub left_out: Vec<String>,
    /// The call that it answers, byte for byte, where the file carries it.
    pub call_json: Option<String>,
    /// The day on which the file was written, where it says so. When the draft was last changed stands in the draft.
    pub written_on: Option<Date>,
    /// Earlier versions of the draft, in the format in which a device stores them, where a backup holds them.
    pub history_json: Option<String>,
    /// Every file inside a bundle, with its path in the bag and its size in bytes. Empty for other files.
    pub files: Vec<FileInside>,
    /// Files inside a bundle that the draft or an earlier version has attached, each once, with where they lie in it. Their checksums are right.
    pub attached: Vec<ExternalFile>,
    /// What a person should know about it: sentences, none of them a reason not to open it.
    pub warnings: Vec<String>,
}

/// A file inside a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileInside {
    /// Its path.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Everything that a file gave.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedFile {
    /// Drafts: one, or several from a rescue file. Never none.
    pub drafts: Vec<OpenedDraft>,
    /// What a person should know about the file as a whole: parts of it that could not be opened.
    pub warnings: Vec<String>,
    /// Text as it stood on the page when the program failed, by the address of its field, where it is in none of the
    /// drafts: typed in the last moments, and not saved.
    pub unsaved: Vec<(Field, String)>,
}

/// Opens a bundle: checks that it is whole, and gives the draft and the call in it back.
pub fn open_bundle(bytes: &[u8]) -> Result<OpenedDraft, NotOpened> {
    block_on(open_bundle_from(&bytes, &mut |_, _| ()))
}

/// As [`open_bundle`], of a file of any size. `progress` is called as it proceeds.
pub async fn open_bundle_from(source: &dyn Source, progress: Progress<'_>) -> Result<OpenedDraft, NotOpened> {
    let bag = Bag::read(source, &Limits::BUNDLE, &belongs_in_memory, progress).await?;
    let json = bag.payload_file(file::APPLICATION).ok_or(NotOpened::NoApplication)?;
    let read = read_application(parse(json, Some(file::APPLICATION))?)?;
    let mut warnings = Vec::new();
    let call = bag.payload_file(file::CALL).map(|bytes| std::str::from_utf8(bytes).map(str::to_owned));
    let call_json = match call {
        Some(Ok(text)) => Some(text),
        Some(Err(_)) => {
            warnings.push(CALL_UNREADABLE.to_owned());
            None
        }
        None => {
            warnings.push("The hub\u{2019}s information is missing from this file. Your answers are safe.".to_owned());
            None
        }
    };
    if let Some(text) = &call_json {
        warnings.extend(call_warning(text, &read.draft));
    }
    let (history, warning) = earlier_versions(&bag, &read.draft);
    warnings.extend(warning);
    let earlier = history.iter().flat_map(|(_, history)| earlier_files(history, &read.draft));
    let mut wanted = crate::draft::attached(&read.draft);
    let own = wanted.len();
    wanted.extend(earlier);
    let mut found: Vec<ExternalFile> = Vec::new();
    for file in bag.external_files().iter().filter(|file| wanted.iter().any(|wanted| wanted.id == file.id)) {
        if !found.iter().any(|other| other.id == file.id) {
            found.push(file.clone());
        }
    }
    // A backup says by itself which files of earlier versions it lacks.
    warnings.extend(missing_files_warning(
        wanted.iter().take(own).filter(|file| !found.iter().any(|found| found.id == file.id)),
    ));
    let known = |file: &&ExternalFile| file::is_made(&file.path) || wanted.iter().any(|wanted| wanted.id == file.id);
    let more = bag.external_files().iter().filter(|file| !known(file)).count();
    if more > 0 {
        warnings.push(format!(
            "{} that this version of Upbeat cannot open. Keep the file.",
            if more == 1 {
                "This file has 1 more document".to_owned()
            } else {
                format!("This file has {more} more documents")
            }
        ));
    }
    let held = |folder: &str, entry: &Entry| FileInside {
        path: format!("{folder}{}", entry.name),
        bytes: entry.bytes.len() as u64,
    };
    let tags = bag.tag_files().iter().map(|entry| held("", entry));
    let external =
        bag.external_files().iter().map(|file| FileInside { path: format!("data/{}", file.path), bytes: file.size });
    let payload = bag.payload().iter().map(|entry| held("data/", entry));
    let files = tags.chain(external).chain(payload).collect();
    let ReadApplication { draft, left_out, written_on, .. } = read;
    if !left_out.is_empty() {
        warnings.push(NOT_ALL.to_owned());
    }
    let history_json = history.map(|(text, _)| text);
    Ok(OpenedDraft { draft, left_out, call_json, written_on, history_json, files, attached: found, warnings })
}

/// The earlier versions in a bundle, as text and read; or a sentence that says why there are none where there should be.
fn earlier_versions(bag: &Bag, draft: &Draft) -> (Option<(String, History)>, Option<String>) {
    let Some(bytes) = bag.payload_file(file::VERSIONS) else { return (None, None) };
    let text = std::str::from_utf8(bytes).ok().filter(|text| within_bounds([text.as_bytes()]).is_ok());
    match text.map(|text| read_history(text, &draft.id).map(|history| (text.to_owned(), history))) {
        Some(Ok(history)) => (Some(history), None),
        _ => (None, Some("Upbeat cannot read the earlier versions in this file. Keep the file.".to_owned())),
    }
}

/// Whether a file of a bundle is read into memory. The others are attachments, or can be made again from these.
fn belongs_in_memory(path: &str) -> bool {
    path.strip_prefix("data/").is_none_or(|name| [file::APPLICATION, file::CALL, file::VERSIONS].contains(&name))
}

/// The warning that a bundle lacks files that are attached.
fn missing_files_warning<'a>(files: impl Iterator<Item = &'a Attached>) -> Option<String> {
    let names: Vec<String> = files.map(|file| format!("\u{201c}{}\u{201d}", shown(&file.name))).collect();
    let list = and_list(&names.iter().map(String::as_str).collect::<Vec<_>>());
    match names.len() {
        0 => None,
        1 => Some(format!("{list} is not in this file. Attach it again if you have it.")),
        _ => Some(format!("{list} are not in this file. Attach them again if you have them.")),
    }
}

/// Said of a file from which something was left out.
const NOT_ALL: &str = "This file was made for the hub, so it does not have everything. It is not a backup.";

const CALL_UNREADABLE: &str = "Upbeat cannot read the hub\u{2019}s information in this file. Your answers are safe.";

/// Said where a later version of Upbeat wrote the call file.
const CALL_NEWER: &str = "This page is too old for the hub\u{2019}s information in this file. Reload this page, then open the file \
                          again. Your answers are safe.";

fn call_warning(text: &str, draft: &Draft) -> Option<String> {
    // Whoever reads the call later reads all of it.
    match within_bounds([text.as_bytes()]).ok().map(|()| read_call(text)) {
        Some(Err(error)) if error.newer => Some(CALL_NEWER.to_owned()),
        None | Some(Err(_)) => Some(CALL_UNREADABLE.to_owned()),
        Some(Ok(call)) if call.id != draft.call => Some(format!(
            "The hub\u{2019}s information in this file ({}) is for another round ({}).",
            call.id, draft.call
        )),
        Some(Ok(_)) => None,
    }
}

/// Opens any file that Upbeat makes, whatever it is called: a bundle, a draft, the page's rescue file, or
/// `application.json` taken out of a bundle. What it is, its bytes say; names change on the way.
pub fn open_file(bytes: &[u8]) -> Result<OpenedFile, NotOpened> {
    block_on(open_file_from(&bytes, &mut |_, _| ()))
}

/// As [`open_file`], of a file of any size. `progress` is called as it proceeds.
pub async fn open_file_from(source: &dyn Source, progress: Progress<'_>) -> Result<OpenedFile, NotOpened> {
    let cannot = |error: Unreadable| NotOpened::from(Refusal::from(Problem::from(error)));
    let mut beginning = vec![0; usize::try_from(source.size().min(BEGINNING)).unwrap_or_default()];
    source.read_at(0, &mut beginning).map_err(cannot)?;
    if json_part(&beginning).first() != Some(&b'{') {
        // Whatever it is, what is wrong with it is said as for a bundle.
        return open_bundle_from(source, progress).await.map(single);
    }
    let limit = Limits::IN_MEMORY.entry_bytes;
    if source.size() > limit as u64 {
        return Err(NotOpened::TooLarge { limit });
    }
    let mut bytes = vec![0; usize::try_from(source.size()).unwrap_or_default()];
    source.read_at(0, &mut bytes).map_err(cannot)?;
    let text = json_part(&bytes);
    let json = parse(text, None)?;
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

/// How much of a file tells what it is, in bytes.
const BEGINNING: u64 = 4_096;

/// The text in a file's bytes, without what may stand before it.
fn json_part(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}

fn single(opened: OpenedDraft) -> OpenedFile {
    OpenedFile { drafts: vec![opened], warnings: Vec::new(), unsaved: Vec::new() }
}

fn without_bundle(draft: Draft, written_on: Option<Date>) -> OpenedDraft {
    OpenedDraft {
        draft,
        left_out: Vec::new(),
        call_json: None,
        written_on,
        history_json: None,
        files: Vec::new(),
        attached: Vec::new(),
        warnings: Vec::new(),
    }
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
    Ok(OpenedFile { drafts, warnings, unsaved })
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
