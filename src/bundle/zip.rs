//! The container: files with names in one ZIP file (PKWARE APPNOTE 6.3).
//!
//! [`write`] makes the plainest ZIP there is: sizes and checksums in front of the data, no extra fields, no data
//! descriptors, no comments, nothing between the parts. Written by hand because rawzip's writer always adds data
//! descriptors, which Java's and other one-pass readers refuse for stored entries. Read by hand because a file that is
//! not in memory has to be read at the places that this room chooses.
//!
//! [`write()`] and [`read`] work in memory; [`write_to`] and `open` are the same over files of any size: see `source`.
//!
//! [`read`] takes such files, and those that Finder, Explorer, Info-ZIP, 7-Zip, Python and Go make when somebody
//! unpacks a bundle and packs it again. Everything is checked before anything is handed out.
//!
//! # Bytes that belong to nothing
//! A file with anything before the first entry, between entries, or after the end is refused, although many
//! programs skip such bytes and self-extracting files have them. RFC 8493 says nothing on it; a bundle never has
//! them; and they are how one file is made to be two things at once (a ZIP behind a program or a picture), or
//! different things to two readers. A comment at the end is tolerated and ignored.

mod directory;
mod format;
mod inflate;
mod layout;
mod read;
mod record;
mod write;

pub use format::{DosTime, Entry};
pub(super) use read::{Archive, open};
pub use read::{read, unpack};
pub use record::EntryRange;
pub use write::{StreamedEntry, write, write_to};
