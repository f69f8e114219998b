//! Finds and reads the directory at the end of a ZIP.
//!
//! The directory is believed, as unzip, Explorer, Finder and Python believe it: what stands before the first entry,
//! between entries and after the end is skipped. What the entries hold is proved by checksums, not by where it is.

use std::ops::Range;

use super::bytes::{extra_fields, number, read};
use super::entry_name::{EntryName, entry_name};
use super::format::{CENTRAL_HEADER, DEFLATED, DEFLATED_64, END_OF_DIRECTORY, LOCAL_HEADER, STORED};
use super::record::Record;
use crate::bundle::error::{OpenError, Problem, Problems, Refusal};
use crate::bundle::leftovers::is_leftover;
use crate::bundle::limits::Limits;
use crate::bundle::source::Source;

/// Length of a record, without its name, extra fields and comment.
const RECORD: usize = 46;
/// How far from the end of a file the end of its directory is searched: first near, then farther. A comment has at most
/// 65,535 bytes; the rest is for what was appended.
const SEARCHED: [u64; 2] = [1 << 20, 16 << 20];
/// How many places that look like the end of a directory are tried.
const TRIED: usize = 64;
/// How many records there may be for each file that the limits allow: leftovers of programs do not count.
const RECORDS_FOR_A_FILE: usize = 8;
/// The end of a ZIP64 directory, and what tells where that is (APPNOTE 4.3.14, 4.3.15), with their lengths.
const END_64: [u8; 4] = *b"PK\x06\x06";
const END_64_LENGTH: u64 = 56;
const LOCATOR_64: [u8; 4] = *b"PK\x06\x07";
const LOCATOR_64_LENGTH: u64 = 20;
/// The extra field with sizes and offset of more than 32 bits.
const ZIP64: u64 = 0x0001;
/// Where and by what other archives are told, and how many bytes that takes.
const OTHER_ARCHIVES: [(usize, &[u8], &str); 6] = [
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"\xfd7zXZ\0", "xz"),
    (0, b"BZh", "bzip2"),
    (257, b"ustar", "a tar archive"),
];
const OTHER_ARCHIVES_TOLD_BY: u64 = 262;
/// No deflated data unpacks to more than this many times its size.
const DEFLATE_AT_MOST: u64 = 1_040;

/// Where the directory is.
#[derive(Debug)]
pub(super) struct Directory {
    pub(super) at: u64,
    pub(super) end: u64,
    /// How many bytes were put before the first that the offsets count.
    pub(super) shift: u64,
}

/// Finds the directory.
pub(super) fn find(source: &dyn Source, limits: &Limits) -> Result<Directory, Refusal> {
    let length = source.size();
    if length == 0 {
        return Err(Problem::EmptyFile.into());
    }
    if length > limits.archive_bytes as u64 {
        return Err(Problem::FileTooLarge { limit: limits.archive_bytes }.into());
    }
    for searched in SEARCHED {
        let from = length.saturating_sub(searched);
        let tail = read(source, from, length)?;
        let places = tail.windows(4).enumerate().rev().filter(|(_, window)| *window == END_OF_DIRECTORY);
        let (mut why, mut empty) = (None, None);
        for (place, _) in places.take(TRIED) {
            match directory(source, tail.get(place..).unwrap_or_default(), from.saturating_add(place as u64)) {
                Ok(found) if found.at < found.end => return Ok(found),
                // What was appended may look like the end of a ZIP of nothing.
                Ok(found) => empty = empty.or(Some(found)),
                Err(problem) => why = why.or(Some(problem)),
            }
        }
        match (empty, why) {
            (Some(empty), _) => return Ok(empty),
            (None, Some(why)) => return Err(why.into()),
            (None, None) => {}
        }
        if from == 0 {
            break;
        }
    }
    let begins = read(source, 0, length.min(OTHER_ARCHIVES_TOLD_BY))?;
    let other = OTHER_ARCHIVES.iter().find(|(at, mark, _)| begins.get(*at..).is_some_and(|it| it.starts_with(mark)));
    Err(match other {
        Some((_, _, name)) => Problem::Unsupported(name),
        None if begins.starts_with(&LOCAL_HEADER) => Problem::CutOff,
        None => Problem::NotZip,
    }
    .into())
}

/// The directory whose end, as these bytes, is at a place.
fn directory(source: &dyn Source, end: &[u8], at: u64) -> Result<Directory, Problem> {
    // Signature, two disk numbers, two counts, size, offset, length of the comment.
    let field = |at, width| number(end, at, width).ok_or(Problem::CutOff);
    let (disk, size, offset) = (field(4, 2)?, field(12, 4)?, field(16, 4)?);
    field(20, 2)?;
    let wide = end_64(source, at)?;
    if wide.is_none() && disk != 0 && disk != 0xffff {
        return Err(Problem::Unsupported("a ZIP split over several files"));
    }
    let (end, size, offset) = wide.unwrap_or((at, size, offset));
    let is_directory = |from: u64| {
        let found = from.checked_add(4).filter(|to| *to <= end).map(|to| read(source, from, to));
        Ok::<bool, Problem>(found.transpose()?.is_some_and(|found| found == CENTRAL_HEADER))
    };
    // Its size leads to it wherever it has been moved; its offset does where something stands behind it.
    match end.checked_sub(size) {
        Some(from) if from >= offset && (size == 0 || is_directory(from)?) => {
            Ok(Directory { at: from, end, shift: from.saturating_sub(offset) })
        }
        _ if is_directory(offset)? => Ok(Directory { at: offset, end, shift: 0 }),
        _ if offset > at => Err(Problem::CutOff),
        _ => Err(Problem::Inconsistent("the directory does not lie where the end of the file says")),
    }
}

/// Of a ZIP64, where its own end of the directory is, and the size and offset that it says.
fn end_64(source: &dyn Source, end: u64) -> Result<Option<(u64, u64, u64)>, Problem> {
    let Some(locator) = end.checked_sub(LOCATOR_64_LENGTH) else { return Ok(None) };
    let bytes = read(source, locator, end)?;
    if !bytes.starts_with(&LOCATOR_64) {
        return Ok(None);
    }
    let said = number(&bytes, 8, 8);
    // Where bytes were put before it, it is not where that says, but most often just before.
    for at in [locator.checked_sub(END_64_LENGTH), said].into_iter().flatten() {
        let Some(to) = at.checked_add(END_64_LENGTH).filter(|to| *to <= locator) else { continue };
        let bytes = read(source, at, to)?;
        if let (true, Some(size), Some(offset)) =
            (bytes.starts_with(&END_64), number(&bytes, 40, 8), number(&bytes, 48, 8))
        {
            return Ok(Some((at, size, offset)));
        }
    }
    Err(Problem::Inconsistent("the end of the ZIP64 directory is not where it should be"))
}

/// Reads the directory. Refuses names that lead out of their folder, and what would unpack to far more than it should; what
/// is wrong with one entry alone is said in its record. Leaves out folders.
pub(super) fn records(source: &dyn Source, directory: &Directory, limits: &Limits) -> Result<Vec<Record>, Refusal> {
    // A record's name, extra fields and comment have 65,535 bytes each at most; all that is honest is far smaller.
    let most = (limits.entries as u64).saturating_mul(4_096).saturating_add(1 << 16);
    if directory.end.saturating_sub(directory.at) > most {
        return Err(Problem::TooManyFiles { limit: limits.entries }.into());
    }
    let bytes = read(source, directory.at, directory.end)?;
    let mut rest = bytes.as_slice();
    let (mut problems, mut records) = (Problems::default(), Vec::new());
    let (mut in_all, mut files, mut seen) = (0_u64, 0_usize, 0_usize);
    while rest.starts_with(&CENTRAL_HEADER) {
        let (raw, after) = raw_record(rest).ok_or(Problem::Inconsistent("the directory has a broken record"))?;
        rest = after;
        seen = seen.saturating_add(1);
        if seen > limits.entries.saturating_mul(RECORDS_FOR_A_FILE) {
            return Err(Problem::TooManyFiles { limit: limits.entries }.into());
        }
        let name = match entry_name(raw.name, raw.extra) {
            Ok(name) => name,
            Err(problem) => {
                problems.push(OpenError::in_file(String::from_utf8_lossy(raw.name), problem));
                continue;
            }
        };
        let record = record(&raw, name, directory.shift, limits);
        // A folder, the root among them, holds nothing.
        if record.folder {
            continue;
        }
        if !is_leftover(&record.name) {
            files = files.saturating_add(1);
            in_all = in_all.saturating_add(record.unpacked);
        }
        if files > limits.entries {
            return Err(Problem::TooManyFiles { limit: limits.entries }.into());
        }
        if record.problem == Some(Problem::Ratio { limit: limits.ratio }) {
            problems.push(record.error(Problem::Ratio { limit: limits.ratio }));
        }
        records.push(record);
    }
    let limit = limits.total_bytes.max(limits.streamed_bytes);
    if in_all > limit as u64 {
        problems.push(OpenError::whole(Problem::TotalTooLarge { limit }));
    }
    problems.check().map(|()| records)
}

/// A record of the directory as it stands there.
struct RawRecord<'a> {
    fixed: &'a [u8],
    name: &'a [u8],
    extra: &'a [u8],
}

impl RawRecord<'_> {
    fn field(&self, at: u64, width: u64) -> u64 {
        number(self.fixed, at, width).unwrap_or_default()
    }
}

/// The record at the beginning of the bytes, and what follows it.
fn raw_record(bytes: &[u8]) -> Option<(RawRecord<'_>, &[u8])> {
    let (fixed, rest) = bytes.split_at_checked(RECORD)?;
    let length = |at| usize::try_from(number(fixed, at, 2)?).ok();
    let (name, rest) = rest.split_at_checked(length(28)?)?;
    let (extra, rest) = rest.split_at_checked(length(30)?)?;
    let (_comment, rest) = rest.split_at_checked(length(32)?)?;
    Some((RawRecord { fixed, name, extra }, rest))
}

fn record(raw: &RawRecord<'_>, name: EntryName, shift: u64, limits: &Limits) -> Record {
    let (flags, method) = (raw.field(8, 2), raw.field(10, 2));
    // What does not fit into 32 bits stands in an extra field, in this order.
    let wide = extra_fields(raw.extra).find(|(id, _)| *id == ZIP64).map(|(_, field)| field).unwrap_or_default();
    let mut next = 0_u64;
    let mut size = |at| match raw.field(at, 4) {
        0xffff_ffff => {
            let value = number(wide, next, 8).unwrap_or(0xffff_ffff);
            next = next.saturating_add(8);
            value
        }
        small => small,
    };
    let (unpacked, packed, offset) = (size(24), size(20), size(42));
    // The upper half holds the mode of Unix; the lower half a flag of DOS for folders.
    let attributes = raw.field(38, 4);
    let kind = attributes >> 28;
    let folder = name.folder || kind == 0o4 || (attributes & 0x10 != 0 && unpacked == 0);
    let declared = unpacked;
    let problem = match () {
        // Bits 0, 6 and 13: encrypted, strongly encrypted, headers masked. AES hides behind its own method.
        () if flags & 0x2041 != 0 || method == 99 => Some(Problem::Encrypted),
        () if flags & 0x20 != 0 => Some(Problem::Unsupported("compressed patched data")),
        // Pipes, devices, links, sockets.
        () if matches!(kind, 0o1 | 0o2 | 0o6 | 0o12 | 0o14) => Some(Problem::SpecialFile),
        () if method == u64::from(STORED) && packed != unpacked => Some(Problem::Size { declared }),
        () if ![STORED, DEFLATED, DEFLATED_64].map(u64::from).contains(&method) => {
            Some(Problem::Method(u16::try_from(method).unwrap_or(u16::MAX)))
        }
        () if unpacked > packed.saturating_mul(DEFLATE_AT_MOST).saturating_add(DEFLATE_AT_MOST) => {
            Some(Problem::Size { declared })
        }
        () if unpacked > limits.ratio_from_bytes as u64 && unpacked > packed.saturating_mul(limits.ratio as u64) => {
            Some(Problem::Ratio { limit: limits.ratio })
        }
        () if unpacked > limits.entry_bytes.max(limits.streamed_bytes) as u64 => {
            Some(Problem::EntryTooLarge { limit: limits.entry_bytes.max(limits.streamed_bytes) })
        }
        () => None,
    };
    Record {
        name: name.path,
        others: name.others,
        folder,
        method: u16::try_from(method).unwrap_or(u16::MAX),
        crc: Some(u32::try_from(raw.field(16, 4)).unwrap_or_default()),
        unpacked,
        packed,
        offset,
        shift,
        body: Range::default(),
        problem,
    }
}
