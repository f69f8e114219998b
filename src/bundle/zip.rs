//! The container: files with names in one ZIP file (PKWARE APPNOTE 6.3).
//!
//! [`write`] makes the plainest ZIP there is: sizes and checksums in front of the data, no extra fields, no data
//! descriptors, no comments, nothing between the parts. Written by hand because rawzip's writer always adds data
//! descriptors, which Java's and other one-pass readers refuse for stored entries. Read by hand because a file that is
//! not in memory has to be read at the places that this room chooses.
//!
//! [`write()`] and [`read`] work in memory; [`write_to`] and `open` are the same over files of any size: see `source`.
//!
//! [`read`] takes such files, and those that Finder, Explorer, Info-ZIP, 7-Zip, Python, Java and Go make when somebody
//! unpacks a bundle and packs it again, with whatever mail and cloud programs put before, between and behind: as all these
//! programs do, it believes the directory at the end and skips what that does not name. So a file may be two things at
//! once. That does no harm here: what counts in a bundle is proved by its checksums.

mod bytes;
mod directory;
mod entry_name;
mod format;
mod inflate;
mod layout;
mod read;
mod record;
mod write;

pub(super) use entry_name::composed;
pub use format::{DosTime, Entry};
pub(super) use read::{Archive, open};
pub use read::{read, unpack};
pub use record::EntryRange;
pub(super) use record::Record;
pub use write::{StreamedEntry, write, write_to};
