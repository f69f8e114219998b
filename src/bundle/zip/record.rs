//! One entry of a ZIP, as its directory describes it.

use std::ops::Range;

use super::format::STORED;
use crate::bundle::error::{OpenError, Problem};

/// What the directory says about one entry.
pub(in crate::bundle) struct Record {
    /// The raw name, for comparison with the other header's.
    pub(super) raw: Vec<u8>,
    /// The name without a folder's last `/`.
    pub(in crate::bundle) name: String,
    pub(in crate::bundle) folder: bool,
    /// Whether it is to be held in memory, and is bound to the limits for that.
    pub(in crate::bundle) keep_in_memory: bool,
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) packed: u64,
    pub(in crate::bundle) unpacked: u64,
    pub(super) attributes: u32,
    /// Where its first header is.
    pub(super) offset: u64,
    pub(super) extra: Vec<u8>,
    /// Where its packed data is: known after the third pass.
    pub(super) body: Range<u64>,
}

/// Where a file's bytes are in a ZIP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRange {
    /// Its packed bytes.
    pub at: Range<u64>,
    /// Its size, if it has to be unpacked; nothing if its bytes are stored as they are.
    pub unpacks_to: Option<u64>,
}

impl Record {
    pub(in crate::bundle) fn error(&self, problem: Problem) -> OpenError {
        OpenError::in_file(&*self.name, problem)
    }

    /// Where its data is.
    pub(in crate::bundle) fn range(&self) -> EntryRange {
        EntryRange { at: self.body.clone(), unpacks_to: (self.method != STORED).then_some(self.unpacked) }
    }
}
