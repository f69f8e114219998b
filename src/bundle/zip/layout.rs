//! Finds where the data of each entry is, and refuses a ZIP whose entries share it.

use std::ops::Range;

use super::bytes::{number, read};
use super::format::LOCAL_HEADER;
use super::record::Record;
use crate::bundle::error::{Problem, Refusal};
use crate::bundle::source::Source;

/// Length of the header in front of an entry's data, without name and extra fields.
const HEADER: u64 = 30;
/// How many entries may share bytes with the one before before all is refused. One alone may be damage; it is not read.
const OVERLAPS: usize = 1;

/// Gives the records back, each with the place of its packed data, which ends before `end`, or with what is wrong.
pub(super) fn layout(source: &dyn Source, mut records: Vec<Record>, end: u64) -> Result<Vec<Record>, Refusal> {
    let mut starts = vec![0; records.len()];
    for (record, start) in records.iter_mut().zip(&mut starts) {
        match body(source, record, end) {
            Ok((header, body)) => {
                *start = header;
                record.body = body;
            }
            Err(problem) => record.problem = record.problem.take().or(Some(problem)),
        }
    }
    let is_placed = |at: &usize| records.get(*at).is_some_and(|record| record.body.end > 0);
    let mut order: Vec<usize> = (0..records.len()).filter(is_placed).collect();
    order.sort_by_key(|at| starts.get(*at).copied());
    let (mut reached, mut overlaps) = (0, Vec::new());
    for at in order {
        let (Some(record), Some(start)) = (records.get_mut(at), starts.get(at)) else { continue };
        if *start < reached {
            overlaps.push(record.error(Problem::Overlap));
            record.problem = Some(Problem::Overlap);
        }
        reached = reached.max(record.body.end);
    }
    match overlaps.into_iter().nth(OVERLAPS) {
        Some(error) => Err(error.into()),
        None => Ok(records),
    }
}

/// Where the header of an entry is, and where its packed data is. Only that is taken from the header: all else stands in
/// the directory.
fn body(source: &dyn Source, record: &Record, end: u64) -> Result<(u64, Range<u64>), Problem> {
    const NONE: Problem = Problem::Inconsistent("an entry has no header or reaches past the end of the file");
    for from in [record.offset.saturating_add(record.shift), record.offset] {
        let Some(behind) = from.checked_add(HEADER).filter(|behind| *behind <= end) else { continue };
        let header = read(source, from, behind)?;
        if !header.starts_with(&LOCAL_HEADER) {
            continue;
        }
        let length = |at| number(&header, at, 2).unwrap_or_default();
        let start = behind.saturating_add(length(26)).saturating_add(length(28));
        let to = start.saturating_add(record.packed);
        return if to > end { Err(NONE) } else { Ok((from, start..to)) };
    }
    Err(NONE)
}
