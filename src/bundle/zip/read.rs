//! Reading a ZIP with suspicion.
//!
//! Four passes, each of which collects all that it finds wrong before the next begins: the file as a whole, the
//! directory (names, methods, declared sizes), the layout (every byte belongs to exactly one record, and the two
//! headers of each entry agree), and the contents. Nothing is unpacked before the first three are clean, and no
//! memory is taken because a header asks for it. The first two live in `directory.rs`, the third in `layout.rs`.

use std::ops::Range;

use super::inflate::Inflate;
use super::layout::layout;
use super::{Crc, Entry, STORED, directory};
use crate::bundle::Limits;
use crate::bundle::error::{OpenError, Problem, Problems, Refusal};
use crate::bundle::source::{Source, pieces};

/// Reads all files, in the order of the ZIP's directory; folders are checked and left out.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Entry>, Refusal> {
    let archive = open(&bytes, limits, &|_| true)?;
    let mut problems = Problems::default();
    let mut entries = Vec::new();
    for record in &archive.records {
        let mut bytes = Vec::new();
        match archive.content(record, &mut |piece| bytes.extend(piece)) {
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

/// What the directory says about one entry.
pub(in crate::bundle) struct Record {
    /// The raw name, for comparison with the other header's.
    pub(super) raw: Vec<u8>,
    /// The name without a folder's last `/`.
    pub(in crate::bundle) name: String,
    pub(in crate::bundle) folder: bool,
    /// Whether it is to be held in memory, and is bound to the limits for that.
    pub(in crate::bundle) held: bool,
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) packed: u64,
    pub(in crate::bundle) unpacked: u64,
    pub(super) attributes: u32,
    /// Where its first header lies.
    pub(super) offset: u64,
    pub(super) extra: Vec<u8>,
    /// Where its packed data lies: known after the third pass.
    pub(super) body: Range<u64>,
}

/// Where a file lies in a ZIP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lies {
    /// Its packed bytes.
    pub at: Range<u64>,
    /// Its size, if it has to be unpacked; nothing where its bytes lie there as they are.
    pub unpacks_to: Option<u64>,
}

impl Record {
    pub(in crate::bundle) fn error(&self, problem: Problem) -> OpenError {
        OpenError::in_file(&*self.name, problem)
    }

    /// Where its data lies.
    pub(in crate::bundle) fn lies(&self) -> Lies {
        Lies { at: self.body.clone(), unpacks_to: (self.method != STORED).then_some(self.unpacked) }
    }
}

/// Checks everything but the contents. `held` says by its name which file is to be held in memory; the others may be as
/// large as `limits.streamed_bytes`.
pub(in crate::bundle) fn open<'a>(
    source: &'a dyn Source,
    limits: &Limits,
    held: &dyn Fn(&str) -> bool,
) -> Result<Archive<'a>, Refusal> {
    let directory = directory::find(source, limits)?;
    let records = directory::records(source, &directory, limits, held)?;
    let records = layout(source, records, directory.at)?;
    Ok(Archive { source, records })
}

impl Archive<'_> {
    /// Hands on the content of a file a piece at a time, and checks its size and checksum. What was handed on is not to be
    /// used unless this says so.
    pub(in crate::bundle) fn content(&self, record: &Record, each: &mut dyn FnMut(&[u8])) -> Result<(), Problem> {
        let mut crc = Crc::NONE;
        unpack(self.source, &record.lies(), &mut |piece| {
            crc.update(piece);
            each(piece);
        })?;
        if crc.finish() == record.crc { Ok(()) } else { Err(Problem::Crc) }
    }
}

/// Hands on the content of a file a piece at a time. Fails where it does not unpack to the size that it should.
pub fn unpack(source: &dyn Source, lies: &Lies, each: &mut dyn FnMut(&[u8])) -> Result<(), Problem> {
    let Some(declared) = lies.unpacks_to else {
        return pieces(source, lies.at.start, lies.at.end, &mut |piece| {
            each(piece);
            Ok(())
        });
    };
    let mut inflate = Inflate::new(declared);
    let mut left = lies.at.end.saturating_sub(lies.at.start);
    pieces(source, lies.at.start, lies.at.end, &mut |piece| {
        left = left.saturating_sub(piece.len() as u64);
        inflate.take(piece, left == 0, each)
    })?;
    inflate.finish()
}
