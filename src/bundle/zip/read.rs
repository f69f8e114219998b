//! Reads a ZIP that may be hostile.
//!
//! Four passes, each of which collects all that it finds wrong before the next begins: the file as a whole, the
//! directory (names, methods, declared sizes), the layout (every byte belongs to exactly one record, and the two
//! headers of each entry agree), and the contents. Nothing is unpacked before the first three are clean, and no
//! memory is taken because a header asks for it. The first two live in `directory.rs`, the third in `layout.rs`.

use super::directory;
use super::format::Entry;
use super::inflate::Inflate;
use super::layout::layout;
use super::record::{EntryRange, Record};
use crate::bundle::error::{Problem, Problems, Refusal};
use crate::bundle::limits::Limits;
use crate::bundle::source::{Source, block_on, for_each_chunk};

/// Reads all files, in the order of the ZIP's directory; folders are checked and left out.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Entry>, Refusal> {
    let archive = open(&bytes, limits, &|_| true)?;
    let mut problems = Problems::default();
    let mut entries = Vec::new();
    for record in &archive.records {
        let mut bytes = Vec::new();
        match block_on(archive.content(record, &mut |piece| bytes.extend(piece))) {
            Ok(()) if !record.folder && problems.is_empty() => {
                entries.push(Entry { name: record.name.clone(), bytes });
            }
            Ok(()) => {}
            Err(problem) => problems.push(record.error(problem)),
        }
    }
    problems.check().map(|()| entries)
}

/// A ZIP of which everything but the contents has been checked.
pub(in crate::bundle) struct Archive<'a> {
    source: &'a dyn Source,
    /// Its files and folders, in the order of its directory.
    pub(in crate::bundle) records: Vec<Record>,
}

/// Checks everything but the contents. `keep_in_memory` tells by name which files are held in memory; the others may be as
/// large as `limits.streamed_bytes`.
pub(in crate::bundle) fn open<'a>(
    source: &'a dyn Source,
    limits: &Limits,
    keep_in_memory: &dyn Fn(&str) -> bool,
) -> Result<Archive<'a>, Refusal> {
    let directory = directory::find(source, limits)?;
    let records = directory::records(source, &directory, limits, keep_in_memory)?;
    let records = layout(source, records, directory.at)?;
    Ok(Archive { source, records })
}

impl Archive<'_> {
    /// Calls `each` with the content of a file, in chunks, and checks size and checksum. What `each` got must not be used if
    /// this fails.
    pub(in crate::bundle) async fn content(&self, record: &Record, each: &mut dyn FnMut(&[u8])) -> Result<(), Problem> {
        let mut crc = crc32fast::Hasher::new();
        unpack(self.source, &record.range(), &mut |piece| {
            crc.update(piece);
            each(piece);
        })
        .await?;
        if crc.finalize() == record.crc { Ok(()) } else { Err(Problem::Crc) }
    }
}

/// Calls `each` with the content of a file, in chunks. Fails if it does not unpack to the size that it says.
pub async fn unpack(source: &dyn Source, range: &EntryRange, each: &mut dyn FnMut(&[u8])) -> Result<(), Problem> {
    let Some(declared) = range.unpacks_to else {
        return for_each_chunk(source, range.at.start, range.at.end, &mut |piece| {
            each(piece);
            Ok(())
        })
        .await;
    };
    let mut inflate = Inflate::new(declared);
    let mut left = range.at.end.saturating_sub(range.at.start);
    for_each_chunk(source, range.at.start, range.at.end, &mut |piece| {
        left = left.saturating_sub(piece.len() as u64);
        inflate.take(piece, left == 0, each)
    })
    .await?;
    inflate.finish()
}
