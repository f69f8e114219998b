//! Letters as files: packs Word documents, and reads letters that were written elsewhere, which may be hostile.

use super::error::PackError;
use super::error::Problem;
use super::limits::Limits;
use super::zip::{DosTime, Entry};
use super::zip::{read, write};
use crate::call::Date;
use crate::documents::docx::{LetterError, LetterText, Part, docx_letter, text_letter};

/// How much a Word document that comes in may ask of this device: more than any letter with its pictures.
pub const LETTER_LIMITS: Limits = Limits {
    entries: 500,
    archive_bytes: 20 << 20,
    entry_bytes: 20 << 20,
    total_bytes: 40 << 20,
    streamed_bytes: 0,
    ratio: 200,
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

/// The words of a letter that was written elsewhere: a Word document (DOCX) or plain text. What a file is, its bytes
/// say; its name is not looked at.
pub fn read_letter(bytes: &[u8]) -> Result<LetterText, LetterError> {
    if bytes.starts_with(b"PK") {
        return word(bytes);
    }
    let kinds: [(&[u8], LetterError); 4] = [
        (b"\xd0\xcf\x11\xe0", LetterError::OldWord),
        (b"%PDF", LetterError::Pdf),
        (b"{\\rtf", LetterError::RichText),
        (b"", LetterError::Empty),
    ];
    match kinds
        .into_iter()
        .find(|(begins, _)| if begins.is_empty() { bytes.is_empty() } else { bytes.starts_with(begins) })
    {
        Some((_, error)) => Err(error),
        None => text_letter(bytes),
    }
}

fn word(bytes: &[u8]) -> Result<LetterText, LetterError> {
    let entries = read(bytes, &LETTER_LIMITS).map_err(|refusal| {
        let worst = refusal.errors().map(|error| kind(&error.problem)).max_by_key(|(rank, _)| *rank);
        worst.map_or(LetterError::Damaged, |(_, error)| error)
    })?;
    let part = |name: &str| {
        let named = |entry: &&Entry| entry.name.eq_ignore_ascii_case(name);
        entries.iter().find(named).map(|entry| entry.bytes.as_slice())
    };
    if part("mimetype").is_some_and(|kind| kind.starts_with(b"application/vnd.oasis.opendocument.text")) {
        return Err(LetterError::OpenDocument);
    }
    docx_letter(part)
}

/// What a problem of the ZIP means for a letter; the higher its rank, the more it matters.
fn kind(problem: &Problem) -> (u8, LetterError) {
    match problem {
        Problem::FileTooLarge { .. }
        | Problem::TooManyFiles { .. }
        | Problem::EntryTooLarge { .. }
        | Problem::TotalTooLarge { .. } => (3, LetterError::TooLarge),
        Problem::Ratio { .. } | Problem::SpecialFile | Problem::Overlap | Problem::Name(_) => (2, LetterError::Unsafe),
        _ => (1, LetterError::Damaged),
    }
}
