//! Checks that the entries of a ZIP follow each other without gap or overlap, each as the directory says.

use std::ops::Range;

use super::directory::{number, read};
use super::format::{DATA_DESCRIPTOR, LOCAL_HEADER};
use super::record::Record;
use crate::bundle::error::{OpenError, Problem, Problems, Refusal};
use crate::bundle::name::NameProblem;
use crate::bundle::source::Source;

/// Length of the header in front of an entry's data, without name and extra fields.
const HEADER: u64 = 30;
/// General purpose flag, bit 3: a descriptor follows the data.
const DESCRIBED: u16 = 0x8;

/// Walks the file from its first byte to the directory; every byte must belong to the entry whose turn it is.
/// Gives the records back, each with the place of its packed data.
pub(super) fn layout(source: &dyn Source, mut records: Vec<Record>, end: u64) -> Result<Vec<Record>, Refusal> {
    let mut problems = Problems::default();
    let mut order: Vec<usize> = (0..records.len()).collect();
    let offset = |records: &[Record], at: usize| records.get(at).map_or(0, |record| record.offset);
    order.sort_by_key(|at| offset(&records, *at));
    // Each entry must fill the room up to the next one, the last up to the directory.
    let ends: Vec<u64> = order.iter().skip(1).map(|at| offset(&records, *at)).chain([end]).collect();
    let first = order.first().map_or(end, |at| offset(&records, *at));
    if first != 0 {
        problems.push(OpenError::whole(Problem::Unaccounted { at: 0, bytes: first }));
    }
    for (at, to) in order.into_iter().zip(ends) {
        let Some(record) = records.get_mut(at) else { continue };
        match body(source, record, to, end) {
            Ok(body) => record.body = body,
            Err(problem) => problems.push(record.error(problem)),
        }
    }
    problems.check().map(|()| records)
}

/// The place of the packed data of one entry, after its header in front of the data and its descriptor behind it have
/// been found to say what the directory says, and to fill the room up to `end`.
fn body(source: &dyn Source, record: &Record, end: u64, directory: u64) -> Result<Range<u64>, Problem> {
    const NONE: Problem = Problem::Inconsistent("an entry has no header or reaches past the end of the file");
    let from = record.offset;
    let behind = from.checked_add(HEADER).filter(|behind| *behind <= directory).ok_or(NONE)?;
    let header = read(source, from, behind)?;
    if !header.starts_with(&LOCAL_HEADER) {
        return Err(NONE);
    }
    let field = |at, width| number(&header, at, width).unwrap_or_default();
    let name_end = behind.saturating_add(field(26, 2));
    let start = name_end.saturating_add(field(28, 2));
    let to = start.saturating_add(record.packed);
    if to > directory {
        return Err(NONE);
    }
    if read(source, behind, name_end)? != record.raw {
        return Err(Problem::Name(NameProblem::TwoNames));
    }
    // Bit 3, a descriptor follows the data, is compared like the rest; bits 1 and 2 only tell how it was packed.
    let alike = |flags: u64| flags & !0x6;
    if field(8, 2) != u64::from(record.method) || alike(field(6, 2)) != alike(record.flags.into()) {
        return Err(Problem::Inconsistent("the two headers of an entry differ in method or flags"));
    }
    let described = record.flags & DESCRIBED != 0;
    let agrees = |said: u64, known: u64| said == known || (described && said == 0);
    if !agrees(field(14, 4), record.crc.into())
        || !agrees(field(18, 4), record.packed)
        || !agrees(field(22, 4), record.unpacked)
    {
        return Err(Problem::Inconsistent("the two headers of an entry differ in size or checksum"));
    }
    if to > end {
        return Err(Problem::Overlap);
    }
    let left = end.saturating_sub(to);
    let fills = if described {
        // The longest descriptor has 24 bytes.
        left <= 24 && is_descriptor(&read(source, to, end)?, record)
    } else {
        left == 0
    };
    if !fills {
        return Err(Problem::Unaccounted { at: to, bytes: left });
    }
    Ok(start..to)
}

/// Whether the bytes are exactly the descriptor of a record's values: with or without its signature, with sizes of
/// 32 or 64 bits, as the different programs write it.
fn is_descriptor(bytes: &[u8], record: &Record) -> bool {
    let unsigned =
        if bytes.len() == 16 || bytes.len() == 24 { bytes.strip_prefix(&DATA_DESCRIPTOR) } else { Some(bytes) };
    let Some(bytes) = unsigned else { return false };
    let width = match bytes.len() {
        12 => 4,
        20 => 8,
        _ => return false,
    };
    number(bytes, 0, 4) == Some(record.crc.into())
        && number(bytes, 4, width) == Some(record.packed)
        && number(bytes, 4 + width, width) == Some(record.unpacked)
}
