//! The bundle: the one file that a school sends, and that Upbeat opens again.
//!
//! A bundle is a BagIt 1.0 bag (RFC 8493) in a ZIP file. This room writes one and reads one back, whatever mail, cloud
//! programs and people have done round it: unzipped it, zipped it again, renamed it, put things beside it. What comes out is
//! proved by checksums; what is not as it was packed is named, part by part, and not taken over. Only if nothing can be
//! checked is the whole refused, in plain words that say what to do.
//!
//! # Where to start
//! - [`make_bundle`] and [`open_file`]: an application into a bundle, and back. [`open_file`] also opens drafts saved
//!   as files and what the page offers when its program has failed.
//! - [`HOLDS`]: what the file for each receiver holds; [`View`]: a draft as a receiver gets it. Whatever leaves is made
//!   of a view.
//! - [`loose_files`]: the files of an application one by one, beside the ZIP.
//! - [`worker`]: the messages between the page and the worker that does this.
//! - [`write_application`], [`read_application`]: `data/application.json`.
//! - [`Bag`]: base folder, labels, payload files, extra tag files. [`Bag::to_zip`] and [`Bag::from_zip`] are
//!   the two doors of the container.
//! - [`zip`]: the container alone: [`zip::write`], [`zip::read`].
//! - [`Damage`]: parts of the payload that are not as they were packed; [`Remark`]: what else is not, and does not matter.
//! - [`error`]: [`OpenError`] (one thing wrong with a file that came in), [`Refusal`] (all of them),
//!   [`PackError`] (why something could not be written).
//! - [`name`]: which file names are allowed, which two names are the same, and [`bundle_name`].
//! - [`source`]: files of any size, read and written a piece at a time: attachments are never in memory whole.
//! - [`Limits`]: how much a file that came in may ask of this device.
//!
//! # What holds
//! 1. What [`Bag::to_zip`] writes, [`Bag::from_zip`] reads back equal under the same [`Limits`].
//! 2. The same bag and the same time give the same bytes.
//! 3. No bytes make this room panic, or hold more memory than the limits grant.
//! 4. What is opened is what was packed, by its SHA-256, or it is named in [`OpenedDraft::damage`]: a part that is damaged
//!    is left out, and answers that may have been changed are marked so.
//!
//! # Deliberately absent
//! - What the files for people look like: `documents` writes those.
//! - A clock, random numbers, the browser: times and names are arguments.
//! - Fetching: what a bag has elsewhere (`fetch.txt`) is missing.
//! - Guessing: a file is the one that is listed if its content is, whatever its name; a name alone proves nothing.
//! - Writing ZIP64 (so a bundle is smaller than 4 GB). Reading encryption, files in several parts, and methods other than
//!   "stored", "deflated" and Deflate64: these are named, with the way out.

mod application;
pub mod bag;
mod damage;
#[cfg(feature = "worker")]
mod documents;
pub mod error;
mod file;
mod holds;
mod json;
mod latin;
mod leftovers;
#[cfg(feature = "worker")]
mod letter;
mod limits;
mod loose;
#[cfg(feature = "worker")]
mod make;
pub mod name;
mod not_opened;
mod open;
mod open_bundle;
mod open_json;
mod opened;
mod remarks;
mod rescue_format;
pub mod sha256;
pub mod source;
#[cfg(test)]
mod tests;
#[cfg(feature = "worker")]
mod unprinted;
mod versions;
mod view;
pub mod worker;
pub mod zip;

pub use application::*;
pub use bag::Bag;
pub use damage::{Damage, DamagedPart, How};
pub use error::{OpenError, PackError, Place, Problem, Refusal};
pub use holds::*;
#[cfg(feature = "worker")]
pub use letter::*;
pub use limits::*;
pub use loose::{LooseFile, LooseSource, document_name, letters_to_attach, loose_files};
#[cfg(feature = "worker")]
pub use make::{
    Bundle, BundleInput, BundleOptions, MakeError, WrittenBundle, make_bundle, make_bundle_among,
    make_bundle_with_files, write_bundle,
};
pub use name::{backup_stem, bundle_name, bundle_stem};
pub use not_opened::NotOpened;
pub use open::*;
pub use open_bundle::{open_bundle, open_bundle_from};
pub use opened::{FileInside, OpenedDraft, OpenedFile};
pub use remarks::{Remark, say};
pub use rescue_format::*;
#[cfg(feature = "worker")]
pub use versions::{BACKUP_EARLIER_FILES_CAPACITY, BACKUP_VERSIONS_CAPACITY};
pub use view::View;
