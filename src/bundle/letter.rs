//! Letters as files: packs Word documents, and reads letters that were written elsewhere, which may be hostile.

use std::collections::BTreeMap;

use super::error::PackError;
use super::error::Problem;
use super::limits::Limits;
use super::source::block_on;
use super::zip::{DosTime, Entry, open, write};
use crate::call::Date;
use crate::documents::docx::{LetterError, LetterText, Part, docx_letter, text_letter};
use crate::documents::{FileKind, file_kind, html_letter};

/// How much a Word document that comes in may ask of this device: more than any letter with its pictures, which are not
/// unpacked. A picture of one colour is packed as tightly as can be, so only sizes are limited.
pub const LETTER_LIMITS: Limits = Limits {
    entries: 2_000,
    archive_bytes: 64 << 20,
    entry_bytes: 20 << 20,
    total_bytes: 40 << 20,
    streamed_bytes: 256 << 20,
    ratio: 1_100,
    ratio_from_bytes: 1 << 20,
    tag_text_bytes: 1 << 20,
};

/// Packs the parts of a Word document. The same parts and day give the same bytes.
pub fn pack_docx(parts: Vec<Part>, made_on: Date) -> Result<Vec<u8>, PackError> {
    let entry = |part: Part| Entry { name: part.name.to_owned(), bytes: part.bytes };
    let entries: Vec<Entry> = parts.into_iter().map(entry).collect();
    write(&entries, midnight(made_on), &Limits::IN_MEMORY)
}

/// Midnight of a day, so that the time of day does not change a file.
pub(super) fn midnight(day: Date) -> DosTime {
    let year = u16::try_from(day.year()).unwrap_or_default();
    DosTime::new(year, day.month(), day.day(), 0, 0, 0).unwrap_or(DosTime::EARLIEST)
}

/// The words of a letter that was written elsewhere: a Word document (DOCX), a web page or plain text. What a file is, its
/// bytes say; its name is not looked at.
pub fn read_letter(bytes: &[u8]) -> Result<LetterText, LetterError> {
    read_within(bytes, 0)
}

/// Documents within documents at most.
const DEEPEST: usize = 3;

/// As [`read_letter`], for a document that stands in so many others.
fn read_within(bytes: &[u8], depth: usize) -> Result<LetterText, LetterError> {
    match file_kind(bytes) {
        FileKind::Zip(at) => {
            let whole = word(bytes, depth);
            match bytes.get(at..) {
                Some(rest) if at > 0 && whole.is_err() => word(rest, depth),
                _ => whole,
            }
        }
        FileKind::Html => html_letter(bytes),
        FileKind::Text => text_letter(bytes),
        FileKind::Other(error) => Err(error),
    }
}

fn word(bytes: &[u8], depth: usize) -> Result<LetterText, LetterError> {
    let archive = open(&bytes, &LETTER_LIMITS).map_err(|refusal| {
        let worst = refusal.errors().map(|error| kind(&error.problem)).max_by_key(|(rank, _)| *rank);
        worst.map_or(LetterError::Damaged, |(_, error)| error)
    })?;
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let (mut names, mut is_damaged) = (Vec::new(), false);
    let wanted = || archive.records.iter().filter(|record| is_read(&record.name));
    let total = wanted().fold(0_u64, |sum, record| sum.saturating_add(record.unpacked));
    if wanted().any(|record| record.unpacked > LETTER_LIMITS.entry_bytes as u64)
        || total > LETTER_LIMITS.total_bytes as u64
    {
        return Err(LetterError::TooLarge);
    }
    for record in &archive.records {
        let name = part_name(&record.name);
        if is_read(&record.name) {
            let mut content = Vec::new();
            match block_on(archive.content(record, &mut |piece| content.extend(piece))) {
                Ok(true) => _ = parts.entry(name.clone()).or_insert(content),
                // Whatever else is damaged, the words may be whole.
                Ok(false) | Err(_) => is_damaged = true,
            }
        }
        names.push(name);
    }
    let part = |name: &str| parts.get(&part_name(name)).map(Vec::as_slice);
    let chunk = |bytes: &[u8]| if depth < DEEPEST { read_within(bytes, depth + 1).ok() } else { None };
    match docx_letter(part, chunk) {
        Err(LetterError::OtherZip) if is_damaged => Err(LetterError::Damaged),
        Err(LetterError::OtherZip) => Err(other_zip(&names, part("mimetype"))),
        read => read,
    }
}

/// Whether a file in a document may hold words, or say something about them.
fn is_read(name: &str) -> bool {
    let name = part_name(name);
    let has_words = [".xml", ".rels", ".htm", ".html", ".mht", ".txt", ".rtf", ".docx", ".dat"];
    (has_words.iter().any(|ending| name.ends_with(ending)) || name == "mimetype")
        && !["/media/", "/embeddings/", "/theme/"].iter().any(|folder| name.contains(folder))
}

/// The name of a part as it is looked up: in any case, and with whatever sign parts its folders.
fn part_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches("./").trim_start_matches('/').to_lowercase()
}

/// What a ZIP is that is no Word document, by the names in it.
fn other_zip(names: &[String], mimetype: Option<&[u8]>) -> LetterError {
    let any = |test: &dyn Fn(&str) -> bool| names.iter().any(|name| test(name));
    let mimetype = |start: &str| mimetype.is_some_and(|kind| kind.starts_with(start.as_bytes()));
    if mimetype("application/vnd.oasis.opendocument.spreadsheet") || any(&|name| name == "xl/workbook.xml") {
        LetterError::Spreadsheet
    } else if mimetype("application/vnd.oasis.opendocument.presentation") || any(&|name| name == "ppt/presentation.xml")
    {
        LetterError::Presentation
    } else if mimetype("application/vnd.oasis.opendocument.text") {
        LetterError::OpenDocument
    } else if any(&|name| crate::draft::ending(name) == "iwa" || name == "index.apxl" || name.ends_with("index.zip")) {
        LetterError::Pages
    } else if any(&|name| name == "bagit.txt" || name.ends_with("/bagit.txt")) {
        LetterError::Application
    } else if any(&|name| [".docx", ".doc", ".odt", ".rtf", ".pdf", ".txt"].iter().any(|end| name.ends_with(end))) {
        LetterError::OtherArchive
    } else {
        LetterError::OtherZip
    }
}

/// What a problem of the ZIP means for a letter; the higher its rank, the more it matters.
fn kind(problem: &Problem) -> (u8, LetterError) {
    match problem {
        Problem::Encrypted => (4, LetterError::Password),
        Problem::FileTooLarge { .. }
        | Problem::TooManyFiles { .. }
        | Problem::EntryTooLarge { .. }
        | Problem::TotalTooLarge { .. }
        | Problem::Ratio { .. } => (3, LetterError::TooLarge),
        // Nothing that is read is written anywhere, so odd names do no harm. Files that lie in each other are made to fill a
        // device.
        Problem::Overlap => (2, LetterError::Unsafe),
        _ => (1, LetterError::Damaged),
    }
}

#[cfg(test)]
mod tests;
