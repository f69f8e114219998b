//! Opens bundles: the draft, the call and the attached files in each that was found in a file that came in.

use super::application::{ReadApplication, read_application};
use super::bag::search::{Found, search};
use super::bag::{Bag, ExternalFile, FoundBag};
use super::damage::{DamagedPart, sorted};
use super::error::{Problem, Refusal, shown};
use super::file;
use super::json::{parse, within_bounds};
use super::limits::Limits;
use super::not_opened::NotOpened;
use super::open_json::open_json;
use super::opened::{FileInside, NOT_ALL, OpenedDraft, OpenedFile};
use super::remarks::{Remark, say};
use super::source::{Progress, Source, block_on};
use super::versions::earlier_files;
use super::zip::Entry;
use crate::call::read_call;
use crate::draft::{Attached, Draft, History, and_list, read_history};

/// Opens a bundle: checks that it is whole, and gives the draft and the call in it back. What is not as it was packed is
/// named in [`OpenedDraft::damage`].
pub fn open_bundle(bytes: &[u8]) -> Result<OpenedDraft, NotOpened> {
    block_on(open_bundle_from(&bytes, &mut |_, _| ()))
}

/// As [`open_bundle`], of a file of any size. Of several bundles, the first. `progress` is called as it proceeds.
pub async fn open_bundle_from(source: &dyn Source, progress: Progress<'_>) -> Result<OpenedDraft, NotOpened> {
    let found = search(source, None, &Limits::BUNDLE, &belongs_in_memory, progress).await?;
    let not_bag = || NotOpened::Refused(Refusal::from(Problem::NotBag));
    open_found(found)?.drafts.into_iter().next().ok_or_else(not_bag)
}

/// Opens what was found in a file. Of several applications one that cannot be opened does not keep the others away.
pub(super) fn open_found(found: Found) -> Result<OpenedFile, NotOpened> {
    let Found { bags, refused, beside, texts } = found;
    let is_one = bags.len() == 1;
    let mut failed: Vec<(String, NotOpened)> = Vec::new();
    let mut drafts: Vec<OpenedDraft> = Vec::new();
    let mut beside = (!beside.is_empty()).then_some(beside);
    for (name, mut bag) in bags {
        if is_one {
            bag.added.extend(beside.take().unwrap_or_default());
        }
        match open_bag(&bag) {
            Ok(opened) => add(&mut drafts, opened),
            Err(error) => failed.push((name, error)),
        }
    }
    failed.extend(refused.into_iter().map(|(name, refusal)| (name, NotOpened::Refused(refusal))));
    if drafts.is_empty() {
        return match failed.into_iter().next() {
            Some((_, error)) => Err(error),
            None => open_texts(texts),
        };
    }
    let said = |(name, error): (String, NotOpened)| {
        format!("\u{201c}{}\u{201d} did not open. {}", shown(&name), error.explanation())
    };
    let mut warnings: Vec<String> = failed.into_iter().map(said).collect();
    warnings.extend(beside.into_iter().flat_map(|names| say(&[Remark::Added(names)])));
    let choose = drafts.len() > 1;
    Ok(OpenedFile { drafts, warnings, unsaved: Vec::new(), choose })
}

/// Adds a draft, unless the same one is there: a folder may lie beside the ZIP that it came from. The better one stays.
fn add(drafts: &mut Vec<OpenedDraft>, new: OpenedDraft) {
    match drafts.iter_mut().find(|known| known.draft == new.draft && known.left_out == new.left_out) {
        Some(known) if new.damage.len() < known.damage.len() => *known = new,
        Some(_) => {}
        None => drafts.push(new),
    }
}

/// Opens JSON files that lie in a ZIP or folder without a bundle.
fn open_texts(texts: Vec<(String, Vec<u8>)>) -> Result<OpenedFile, NotOpened> {
    let mut all: Option<OpenedFile> = None;
    let mut failed = None;
    for (_, bytes) in texts {
        match (open_json(&bytes), &mut all) {
            (Ok(opened), None) => all = Some(opened),
            (Ok(opened), Some(all)) => {
                opened.drafts.into_iter().for_each(|draft| add(&mut all.drafts, draft));
                all.warnings.extend(opened.warnings);
                all.unsaved.extend(opened.unsaved);
                all.choose = all.drafts.len() > 1;
            }
            (Err(NotOpened::Foreign | NotOpened::NoApplication), _) => {}
            (Err(error), _) => failed = failed.or(Some(error)),
        }
    }
    match (all, failed) {
        (Some(all), _) => Ok(all),
        (None, Some(error)) => Err(error),
        (None, None) => Err(NotOpened::Refused(Refusal::from(Problem::NotBag))),
    }
}

/// Opens one bundle.
fn open_bag(found: &FoundBag) -> Result<OpenedDraft, NotOpened> {
    let bag = &found.bag;
    let (damage, remarks) = sorted(found);
    let changed =
        |name: &str| found.changed.iter().find(|entry| entry.name == name).map(|entry| entry.bytes.as_slice());
    let Some(json) = bag.payload_file(file::APPLICATION).or_else(|| changed(file::APPLICATION)) else {
        return Err(no_answers(found));
    };
    let read = read_application(parse(json, Some(file::APPLICATION))?)?;
    let mut warnings = say(&remarks);
    let is_damaged = |part: &DamagedPart| damage.iter().any(|known| known.part == *part);
    let call = bag.payload_file(file::CALL).map(|bytes| std::str::from_utf8(bytes).map(str::to_owned));
    let call_json = match call {
        Some(Ok(text)) => Some(text),
        Some(Err(_)) => {
            warnings.push(CALL_UNREADABLE.to_owned());
            None
        }
        None if is_damaged(&DamagedPart::Call) => None,
        None => {
            warnings.push(
                "The hub\u{2019}s information is missing from this file. Your application is complete.".to_owned(),
            );
            None
        }
    };
    if let Some(text) = &call_json {
        warnings.extend(call_warning(text, &read.draft));
    }
    let (history, warning) = earlier_versions(bag, &read.draft);
    warnings.extend(warning);
    let earlier = history.iter().flat_map(|(_, history)| earlier_files(history, &read.draft));
    let mut wanted = crate::draft::attached(&read.draft);
    let own = wanted.len();
    wanted.extend(earlier);
    let mut attached: Vec<ExternalFile> = Vec::new();
    for file in bag.external_files().iter().filter(|file| wanted.iter().any(|wanted| wanted.id == file.id)) {
        if !attached.iter().any(|other| other.id == file.id) {
            attached.push(file.clone());
        }
    }
    // A backup says by itself which files of earlier versions it lacks.
    warnings.extend(missing_files_warning(wanted.iter().take(own).filter(|file| {
        !attached.iter().any(|found| found.id == file.id) && !is_damaged(&DamagedPart::File(file.path()))
    })));
    warnings.extend(more_documents(bag, &wanted));
    let files = files_inside(bag);
    let ReadApplication { draft, left_out, written_on, .. } = read;
    if !left_out.is_empty() {
        warnings.push(NOT_ALL.to_owned());
    }
    let history_json = history.map(|(text, _)| text);
    Ok(OpenedDraft { draft, left_out, call_json, written_on, history_json, files, attached, warnings, damage })
}

/// Why a bundle has no answers: what is wrong with their file, or that there is none.
fn no_answers(found: &FoundBag) -> NotOpened {
    let path = format!("data/{}", file::APPLICATION);
    let own = found.flaws.iter().filter(|flaw| flaw.place.file.as_ref() == Some(&path));
    let flaw = own.into_iter().find(|flaw| !matches!(flaw.problem, Problem::Missing { .. }));
    flaw.map_or(NotOpened::NoApplication, |flaw| NotOpened::Refused(flaw.clone().into()))
}

/// Says that there are documents which are neither made from the answers nor attached to one.
fn more_documents(bag: &Bag, wanted: &[Attached]) -> Option<String> {
    let known = |file: &&ExternalFile| file::is_made(&file.path) || wanted.iter().any(|wanted| wanted.id == file.id);
    let documents = match bag.external_files().iter().filter(|file| !known(file)).count() {
        0 => return None,
        1 => "This file has 1 more document".to_owned(),
        more => format!("This file has {more} more documents"),
    };
    Some(format!("{documents} that this version of Upbeat cannot open. Keep the file."))
}

fn files_inside(bag: &Bag) -> Vec<FileInside> {
    let held = |folder: &str, entry: &Entry| FileInside {
        path: format!("{folder}{}", entry.name),
        bytes: entry.bytes.len() as u64,
    };
    let tags = bag.tag_files().iter().map(|entry| held("", entry));
    let external =
        bag.external_files().iter().map(|file| FileInside { path: format!("data/{}", file.path), bytes: file.size });
    let payload = bag.payload().iter().map(|entry| held("data/", entry));
    tags.chain(external).chain(payload).collect()
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
pub(super) fn belongs_in_memory(path: &str) -> bool {
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

const CALL_UNREADABLE: &str =
    "Upbeat cannot read the hub\u{2019}s information in this file. Your application is complete.";

/// Said where a later version of Upbeat wrote the call file.
const CALL_NEWER: &str = "This page is too old for the hub\u{2019}s information in this file. Reload this page, then open the file \
                          again. Your application is complete.";

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
