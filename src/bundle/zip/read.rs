//! Reads a ZIP that may have been handled by many programs, and that may be hostile.
//!
//! Three passes before anything is unpacked: the file as a whole, the directory (names, methods, declared sizes), and where
//! each entry's data is. What could do harm is refused as a whole: names that lead out of their folder, and data made to
//! unpack to far more than it should. What is wrong with one entry alone is said when that is read. No memory is taken
//! because a header asks for it.

use super::directory;
use super::format::Entry;
use super::inflate::Unpacker;
use super::layout::layout;
use super::record::{EntryRange, Record};
use crate::bundle::error::{OpenError, Problem, Problems, Refusal};
use crate::bundle::limits::Limits;
use crate::bundle::source::{Source, block_on, for_each_chunk};

/// Reads all files, in the order of the ZIP's directory; folders are left out. Refuses if any of them cannot be read.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Entry>, Refusal> {
    let archive = open(&bytes, limits)?;
    let mut problems = Problems::default();
    let mut entries = Vec::new();
    let in_all = archive.records.iter().fold(0_u64, |all, record| all.saturating_add(record.unpacked));
    if in_all > limits.total_bytes as u64 {
        problems.push(OpenError::whole(Problem::TotalTooLarge { limit: limits.total_bytes }));
    }
    for record in &archive.records {
        if record.unpacked > limits.entry_bytes as u64 && record.problem.is_none() {
            problems.push(record.error(Problem::EntryTooLarge { limit: limits.entry_bytes }));
            continue;
        }
        let mut bytes = Vec::new();
        let keeps = problems.is_empty();
        let each = &mut |piece: &[u8]| {
            if keeps {
                bytes.extend(piece);
            }
        };
        match block_on(archive.content(record, each)) {
            Ok(true) => entries.push(Entry { name: record.name.clone(), bytes }),
            Ok(false) => problems.push(record.error(Problem::Crc)),
            Err(problem) => problems.push(record.error(problem)),
        }
    }
    problems.check().map(|()| entries)
}

/// Files in one source: those of a ZIP, or files that were chosen together.
pub(in crate::bundle) struct Archive<'a> {
    source: &'a dyn Source,
    /// The files, in the order of the ZIP's directory, without folders.
    pub(in crate::bundle) records: Vec<Record>,
}

/// Opens a ZIP.
pub(in crate::bundle) fn open<'a>(source: &'a dyn Source, limits: &Limits) -> Result<Archive<'a>, Refusal> {
    let directory = directory::find(source, limits)?;
    let records = directory::records(source, &directory, limits)?;
    let records = layout(source, records, directory.at)?;
    Ok(Archive { source, records })
}

impl<'a> Archive<'a> {
    /// Files that lie one behind the other in a source, with their paths and sizes in bytes.
    pub(in crate::bundle) fn of_files<'b>(
        source: &'a dyn Source,
        files: impl IntoIterator<Item = (&'b str, u64)>,
    ) -> Self {
        let mut at = 0_u64;
        let record = |(path, size): (&str, u64)| {
            let from = at;
            at = at.saturating_add(size);
            Record::stored(path.to_owned(), from..at)
        };
        Self { source, records: files.into_iter().map(record).collect() }
    }

    /// What the files are in.
    pub(in crate::bundle) fn source(&self) -> &'a dyn Source {
        self.source
    }

    /// Calls `each` with the content of a file, in chunks, and checks its size. Gives whether its CRC-32 is right. What
    /// `each` got must not be used if this fails.
    pub(in crate::bundle) async fn content(
        &self,
        record: &Record,
        each: &mut dyn FnMut(&[u8]),
    ) -> Result<bool, Problem> {
        if let Some(problem) = &record.problem {
            return Err(problem.clone());
        }
        let mut crc = crc32fast::Hasher::new();
        unpack(self.source, &record.range(), &mut |piece| {
            crc.update(piece);
            each(piece);
        })
        .await?;
        let found = crc.finalize();
        Ok(record.crc.is_none_or(|crc| crc == found))
    }
}

/// Calls `each` with the content of a file, in chunks. Fails if it does not unpack to the size that it says.
pub async fn unpack(source: &dyn Source, range: &EntryRange, each: &mut dyn FnMut(&[u8])) -> Result<(), Problem> {
    let mut unpacker = Unpacker::new(range);
    let mut left = range.at.end.saturating_sub(range.at.start);
    let mut take = |piece: &[u8]| {
        left = left.saturating_sub(piece.len() as u64);
        unpacker.take(piece, left == 0, each)
    };
    match &range.within {
        None => for_each_chunk(source, range.at.start, range.at.end, &mut take).await?,
        Some(outer) => {
            let (mut at, mut taken) = (0_u64, Ok(()));
            let mut select = |piece: &[u8]| {
                let end = at.saturating_add(piece.len() as u64);
                let place = |of: u64| usize::try_from(of.clamp(at, end).saturating_sub(at)).unwrap_or_default();
                let part = piece.get(place(range.at.start)..place(range.at.end)).unwrap_or_default();
                at = end;
                if taken.is_ok() && !part.is_empty() {
                    taken = take(part);
                }
            };
            Box::pin(unpack(source, outer, &mut select)).await?;
            taken?;
        }
    }
    unpacker.finish()
}
