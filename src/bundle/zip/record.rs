//! One entry of a ZIP, as its directory describes it.

use std::ops::Range;

use super::format::{DEFLATED_64, STORED};
use crate::bundle::error::{OpenError, Problem};

/// What the directory says about one entry.
#[derive(Debug, Clone)]
pub(in crate::bundle) struct Record {
    /// Its path: see [`EntryName`](super::entry_name::EntryName).
    pub(in crate::bundle) name: String,
    /// What the path may also be, where its bytes are of a code page that nothing names.
    pub(in crate::bundle) others: Vec<String>,
    pub(super) folder: bool,
    pub(super) method: u16,
    /// The CRC-32 of its content; none where nothing says it.
    pub(super) crc: Option<u32>,
    pub(super) packed: u64,
    pub(in crate::bundle) unpacked: u64,
    /// Where its first header is, as the directory counts.
    pub(super) offset: u64,
    /// How many bytes were put before the first that the directory counts.
    pub(super) shift: u64,
    /// Where its packed data is: known after the third pass.
    pub(super) body: Range<u64>,
    /// Why its content cannot be had, where that is known.
    pub(in crate::bundle) problem: Option<Problem>,
}

/// Where a file's bytes are in a file that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRange {
    /// Its packed bytes.
    pub at: Range<u64>,
    /// Its size, if it has to be unpacked; nothing if its bytes are stored as they are.
    pub unpacks_to: Option<u64>,
    /// Whether it is packed by Deflate64, and not by deflate.
    pub deflate_64: bool,
    /// The ZIP inside the file that the place is in, if that has to be unpacked first.
    pub within: Option<Box<Self>>,
}

impl EntryRange {
    /// Bytes that are stored as they are.
    pub fn stored(at: Range<u64>) -> Self {
        Self { at, unpacks_to: None, deflate_64: false, within: None }
    }

    /// The same place, counted from where the ZIP is that it is in.
    pub(in crate::bundle) fn inside(mut self, outer: &Self) -> Self {
        match (&mut self.within, outer.unpacks_to) {
            (Some(within), _) => **within = within.as_ref().clone().inside(outer),
            (None, Some(_)) => self.within = Some(Box::new(outer.clone())),
            (None, None) => {
                let from = outer.at.start;
                self.at = self.at.start.saturating_add(from)..self.at.end.saturating_add(from);
                self.within.clone_from(&outer.within);
            }
        }
        self
    }
}

impl Record {
    /// A file that lies in a source as it is.
    pub(super) fn stored(name: String, body: Range<u64>) -> Self {
        let size = body.end.saturating_sub(body.start);
        Self {
            name,
            others: Vec::new(),
            folder: false,
            method: STORED,
            crc: None,
            packed: size,
            unpacked: size,
            offset: body.start,
            shift: 0,
            body,
            problem: None,
        }
    }

    pub(in crate::bundle) fn error(&self, problem: Problem) -> OpenError {
        OpenError::in_file(&*self.name, problem)
    }

    /// Where its data is.
    pub(in crate::bundle) fn range(&self) -> EntryRange {
        EntryRange {
            at: self.body.clone(),
            unpacks_to: (self.method != STORED).then_some(self.unpacked),
            deflate_64: self.method == DEFLATED_64,
            within: None,
        }
    }
}
