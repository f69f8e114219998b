//! Finds and reads the directory at the end of a ZIP.

use super::format::{CENTRAL_HEADER, DEFLATED, END_OF_DIRECTORY, LOCAL_HEADER, STORED};
use super::record::Record;
use crate::bundle::error::{OpenError, Problem, Problems, Refusal};
use crate::bundle::limits::Limits;
use crate::bundle::name::{self, NameProblem, Names};
use crate::bundle::source::Source;

/// Length of the end of the directory, without its comment.
const END: u64 = 22;
/// Length of a record, without its name, extra fields and comment.
const RECORD: usize = 46;
/// How far from the end of a file the end of its directory is searched. A comment has at most 65,535 bytes; what is found
/// beyond that only serves to report the bytes after it.
const SEARCHED: u64 = 1 << 20;

/// Where the directory is, and how many records it says that it has.
pub(super) struct Directory {
    pub(super) at: u64,
    pub(super) end: u64,
    count: u64,
}

/// Finds the end of the directory and checks what it says of the file.
pub(super) fn find(source: &dyn Source, limits: &Limits) -> Result<Directory, Refusal> {
    let length = source.size();
    if length == 0 {
        return Err(Problem::EmptyFile.into());
    }
    if length > limits.archive_bytes as u64 {
        return Err(Problem::FileTooLarge { limit: limits.archive_bytes }.into());
    }
    let from = length.saturating_sub(SEARCHED);
    let tail = read(source, from, length)?;
    let Some(place) = tail.windows(4).rposition(|window| window == END_OF_DIRECTORY) else {
        let begins = read(source, 0, length.min(4))?;
        return Err(if begins == LOCAL_HEADER { Problem::CutOff } else { Problem::NotZip }.into());
    };
    let at = from.saturating_add(place as u64);
    let end = tail.get(place..).unwrap_or_default();
    // Signature, two disk numbers, two counts, size, offset, length of the comment.
    let field = |at, width| number(end, at, width).ok_or(Problem::CutOff);
    let comment = field(20, 2)?;
    let after = at.saturating_add(END).saturating_add(comment);
    if after > length {
        return Err(Problem::CutOff.into());
    }
    if after < length {
        return Err(Problem::Unaccounted { at: after, bytes: length.saturating_sub(after) }.into());
    }
    if field(4, 4)? != 0 {
        return Err(Problem::Unsupported("a ZIP split over several files").into());
    }
    let (here, all, size, offset) = (field(8, 2)?, field(10, 2)?, field(12, 4)?, field(16, 4)?);
    let locator = place.checked_sub(20).and_then(|at| number(&tail, at as u64, 4));
    if locator == Some(0x0706_4b50) || all == 0xffff || size == 0xffff_ffff || offset == 0xffff_ffff {
        return Err(Problem::Unsupported("ZIP64").into());
    }
    if here != all {
        return Err(Problem::Inconsistent("the two counts of entries differ").into());
    }
    if offset > length {
        return Err(Problem::CutOff.into());
    }
    if offset.checked_add(size) != Some(at) {
        return Err(Problem::Inconsistent("the directory does not lie where the end of the file says").into());
    }
    if all > limits.entries as u64 {
        return Err(Problem::TooManyFiles { limit: limits.entries }.into());
    }
    Ok(Directory { at: offset, end: at, count: all })
}

/// Reads the directory and refuses what can be refused without looking at the data. `keep_in_memory` tells by name which
/// files are held in memory.
pub(super) fn records(
    source: &dyn Source,
    directory: &Directory,
    limits: &Limits,
    keep_in_memory: &dyn Fn(&str) -> bool,
) -> Result<Vec<Record>, Refusal> {
    // A record's name, extra fields and comment have 65,535 bytes each at most; all that is honest is far smaller.
    let most = (limits.entries as u64).saturating_mul(4_096).saturating_add(1 << 16);
    if directory.end.saturating_sub(directory.at) > most {
        return Err(Problem::Inconsistent("the directory is larger than any honest one").into());
    }
    let bytes = read(source, directory.at, directory.end)?;
    let mut rest = bytes.as_slice();
    let (mut problems, mut names, mut records) = (Problems::default(), Names::default(), Vec::new());
    let (mut in_memory, mut in_all) = (0_u64, 0_u64);
    while rest.starts_with(&CENTRAL_HEADER) {
        if records.len() >= limits.entries {
            return Err(Problem::TooManyFiles { limit: limits.entries }.into());
        }
        let (record, after) =
            record(rest, keep_in_memory).ok_or(Problem::Inconsistent("the directory has a broken record"))?;
        rest = after;
        check_name(&record, &mut names, &mut problems);
        check_kind(&record, limits, &mut problems);
        in_all = in_all.saturating_add(record.unpacked);
        if record.keep_in_memory {
            in_memory = in_memory.saturating_add(record.unpacked);
        }
        records.push(record);
    }
    for (total, limit) in [(in_memory, limits.total_bytes), (in_all, limits.total_bytes.max(limits.streamed_bytes))] {
        if total > limit as u64 {
            problems.push(OpenError::whole(Problem::TotalTooLarge { limit }));
            break;
        }
    }
    if records.len() as u64 != directory.count {
        problems
            .push(OpenError::whole(Problem::Inconsistent("the directory has another number of entries than it says")));
    }
    if !rest.is_empty() {
        problems.push(OpenError::whole(Problem::Inconsistent("the directory has another size than it says")));
    }
    problems.check().map(|()| records)
}

/// The record at the beginning of the bytes, and what follows it.
fn record<'a>(bytes: &'a [u8], keep_in_memory: &dyn Fn(&str) -> bool) -> Option<(Record, &'a [u8])> {
    let (fixed, rest) = bytes.split_at_checked(RECORD)?;
    let field = |at, width| number(fixed, at, width);
    let small = |at| u16::try_from(field(at, 2)?).ok();
    let (raw, rest) = rest.split_at_checked(usize::from(small(28)?))?;
    let (extra, rest) = rest.split_at_checked(usize::from(small(30)?))?;
    let (_comment, rest) = rest.split_at_checked(usize::from(small(32)?))?;
    // A ZIP64 entry has its sizes in this extra field. It is refused for that, so they are not read.
    let wide = extra_fields(extra).any(|(id, _)| id == ZIP64);
    let size = |at| if wide { Some(0) } else { field(at, 4) };
    let folder = raw.ends_with(b"/");
    let name = String::from_utf8_lossy(raw.strip_suffix(b"/").unwrap_or(raw)).into_owned();
    let record = Record {
        raw: raw.to_vec(),
        keep_in_memory: keep_in_memory(&name),
        name,
        folder,
        flags: small(8)?,
        method: small(10)?,
        crc: u32::try_from(field(16, 4)?).ok()?,
        packed: size(20)?,
        unpacked: size(24)?,
        attributes: u32::try_from(field(38, 4)?).ok()?,
        offset: field(42, 4)?,
        extra: extra.to_vec(),
        body: 0..0,
    };
    Some((record, rest))
}

/// The extra fields of an entry: id and content. Ends where they cannot be read on.
fn extra_fields(mut bytes: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    std::iter::from_fn(move || {
        let (id, length) = (number(bytes, 0, 2)?, usize::try_from(number(bytes, 2, 2)?).ok()?);
        let (field, rest) = bytes.get(4..)?.split_at_checked(length)?;
        bytes = rest;
        Some((id, field))
    })
}

const ZIP64: u64 = 0x0001;
const UNICODE_PATH: u64 = 0x7075;

fn check_name(record: &Record, names: &mut Names, problems: &mut Problems) {
    let bare = record.raw.strip_suffix(b"/").unwrap_or(&record.raw);
    // Some programs put a second, UTF-8 name beside the first and prefer it: version, CRC, name.
    let second = extra_fields(&record.extra).find(|(id, _)| *id == UNICODE_PATH);
    let checked = if std::str::from_utf8(bare).is_err() {
        Err(NameProblem::NotUtf8)
    } else if second.is_some_and(|(_, field)| field.get(5..) != Some(record.raw.as_slice())) {
        Err(NameProblem::TwoNames)
    } else {
        name::check(&record.name)
    };
    if let Err(problem) = checked {
        return problems.push(record.error(Problem::Name(problem)));
    }
    let added = if record.folder { names.add_folder(&record.name) } else { names.add_file(&record.name) };
    if let Err(clash) = added {
        problems.push(record.error(Problem::SameName { other: clash.other }));
    }
}

fn check_kind(record: &Record, limits: &Limits, problems: &mut Problems) {
    let mut refuse = |problem| problems.push(record.error(problem));
    let (flags, method) = (record.flags, record.method);
    // Bits 0, 6 and 13: encrypted, strongly encrypted, headers masked. AES hides behind its own method.
    if flags & 0x2041 != 0 || method == 99 {
        return refuse(Problem::Encrypted);
    }
    if flags & 0x20 != 0 {
        return refuse(Problem::Unsupported("compressed patched data"));
    }
    if method != STORED && method != DEFLATED {
        refuse(Problem::Method(method));
    }
    if extra_fields(&record.extra).any(|(id, _)| id == ZIP64) {
        refuse(Problem::Unsupported("ZIP64"));
    }
    // The upper half holds the mode of Unix; which kinds of file there are: none said, plain, folder.
    let kind = record.attributes >> 28;
    let fits = if record.folder { kind == 0 || kind == 0o4 } else { kind == 0 || kind == 0o10 };
    if !fits || (!record.folder && record.attributes & 0x10 != 0) {
        refuse(Problem::SpecialFile);
    }
    let (packed, unpacked) = (record.packed, record.unpacked);
    // A deflated nothing is two bytes.
    if record.folder && (unpacked != 0 || packed > 2) {
        refuse(Problem::FolderWithContent);
    }
    let limit = if record.keep_in_memory { limits.entry_bytes } else { limits.entry_bytes.max(limits.streamed_bytes) };
    if unpacked > limit as u64 {
        refuse(Problem::EntryTooLarge { limit });
    }
    if unpacked > limits.ratio_from_bytes as u64 && unpacked > packed.saturating_mul(limits.ratio as u64) {
        refuse(Problem::Ratio { limit: limits.ratio });
    }
    if method == STORED && packed != unpacked {
        refuse(Problem::Size { declared: unpacked });
    }
}

/// The bytes from `from` to `to`, which the caller has found to be few.
pub(super) fn read(source: &dyn Source, from: u64, to: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = vec![0; usize::try_from(to.saturating_sub(from)).unwrap_or_default()];
    source.read_at(from, &mut bytes)?;
    Ok(bytes)
}

/// The little-endian number of `width` bytes (at most 8) at `at`, if the bytes reach so far.
pub(super) fn number(bytes: &[u8], at: u64, width: u64) -> Option<u64> {
    let at = usize::try_from(at).ok()?;
    let digits = bytes.get(at..at.checked_add(usize::try_from(width).ok()?)?)?;
    Some(digits.iter().rev().fold(0, |number, digit| number << 8 | u64::from(*digit)))
}
