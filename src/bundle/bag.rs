//! A BagIt 1.0 bag (RFC 8493): files with the proof that they are whole. Small files are held in memory; large ones, the
//! attachments, are not ([`ExternalFile`]).
//!
//! [`Bag`] holds what its owner put in: the base folder's name, the labels of `bag-info.txt`, payload files and
//! further tag files such as `README.txt`. Everything that can be computed is: the declaration, Payload-Oxum,
//! `manifest-sha256.txt`, `tagmanifest-sha256.txt`. Reading checks all of that and gives the same [`Bag`] back.
//!
//! `bag/write.rs` writes a bag as a ZIP. `bag/search.rs` looks through a ZIP, or through files that were chosen together,
//! and the ZIPs in them; `bag/find.rs` says where in them bags are, and `bag/read.rs` reads one (`bag/manifest.rs`,
//! `bag/tags.rs`: its texts; `bag/files.rs`: which file is which; `bag/flaws.rs`: what is wrong).

pub(super) mod bagit_names;
mod files;
mod find;
mod flaws;
mod manifest;
mod read;
pub(super) mod search;
mod tags;
mod write;

use super::error::{OpenError, PackError};
use super::name::{self, NameProblem, fold};
use super::zip::{Entry, EntryRange};
use crate::draft::FileId;
use bagit_names::is_bagit_file;

/// The one label that is computed (RFC 8493 §2.2.2).
const OXUM: &str = "Payload-Oxum";

/// A bag. Two bags are equal when they hold the same files under the same names with the same labels, each in
/// the same order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bag {
    folder: String,
    info: Vec<(String, String)>,
    payload: Vec<Entry>,
    external: Vec<ExternalFile>,
    tags: Vec<Entry>,
}

/// A payload file that is not held in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalFile {
    /// Its path, relative to `data/`.
    pub path: String,
    /// Which: its SHA-256.
    pub id: FileId,
    /// Its size in bytes.
    pub size: u64,
    /// Its place in the file that the bag was read from; none in a bag that was not read.
    pub range: Option<EntryRange>,
}

/// A bag that was found in a file that came in, and what is not as it was when it was packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundBag {
    /// The bag: its labels, and the files that are as the manifests say. A file that is not is not in it.
    pub bag: Bag,
    /// What is wrong with it, by the files' names in the bag. Empty if it is complete and valid (RFC 8493 §3).
    pub flaws: Vec<OpenError>,
    /// Payload files that belong in memory and were changed, as they are now, with names relative to `data/`.
    pub changed: Vec<Entry>,
    /// Files in its folder that no manifest names, outside `data/`.
    pub added: Vec<String>,
}

impl Bag {
    /// An empty bag with the name of its base folder: one segment that [`name::check`] allows.
    pub fn new(folder: &str) -> Result<Self, PackError> {
        check_written(folder)?;
        if folder.contains('/') {
            return Err(refused(folder, NameProblem::EmptySegment));
        }
        Ok(Self {
            folder: folder.to_owned(),
            info: Vec::new(),
            payload: Vec::new(),
            external: Vec::new(),
            tags: Vec::new(),
        })
    }

    /// Adds a label with its value to `bag-info.txt`; labels may repeat, and their order is kept. White space in
    /// the value, line ends included, becomes single spaces, and control characters are left out, so that it
    /// stands on one line. Fails on a label that RFC 8493 §2.2.2 does not allow, and on Payload-Oxum.
    pub fn add_info(&mut self, label: &str, value: &str) -> Result<(), PackError> {
        let allowed = !label.is_empty()
            && label.trim() == label
            && !label.contains(|letter: char| letter == ':' || letter == '\u{feff}' || letter.is_control())
            && !label.eq_ignore_ascii_case(OXUM);
        if !allowed {
            return Err(PackError::Label(label.to_owned()));
        }
        self.info.push((label.to_owned(), one_line(value)));
        Ok(())
    }

    /// Adds a file to the payload; `path` is relative to `data/`. Fails on a name that is not safe everywhere;
    /// whether two names clash is found when the bag is written.
    pub fn add_payload(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), PackError> {
        check_written(path)?;
        self.payload.push(Entry { name: path.to_owned(), bytes });
        Ok(())
    }

    /// Adds a file to the payload whose bytes are not held in memory; [`Bag::write`] gets them. Otherwise as
    /// [`Bag::add_payload`].
    pub fn add_external(&mut self, path: &str, id: FileId, size: u64) -> Result<(), PackError> {
        check_written(path)?;
        self.external.push(ExternalFile { path: path.to_owned(), id, size, range: None });
        Ok(())
    }

    /// Adds a tag file beside `data/`, such as `README.txt`; `path` is relative to the base folder. Fails on the
    /// names that BagIt itself uses.
    pub fn add_tag_file(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), PackError> {
        check_written(path)?;
        if is_reserved(path) {
            return Err(PackError::Reserved(path.to_owned()));
        }
        self.tags.push(Entry { name: path.to_owned(), bytes });
        Ok(())
    }

    /// The name of the base folder.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// Labels and values in their order, without Payload-Oxum.
    pub fn info(&self) -> &[(String, String)] {
        &self.info
    }

    /// The first value of a label, whatever its case.
    pub fn info_value(&self, label: &str) -> Option<&str> {
        self.info.iter().find(|(known, _)| known.eq_ignore_ascii_case(label)).map(|(_, value)| value.as_str())
    }

    /// Payload files that are not held in memory, in their order.
    pub fn external_files(&self) -> &[ExternalFile] {
        &self.external
    }

    /// Payload files that are held in memory, in their order, with names relative to `data/`.
    pub fn payload(&self) -> &[Entry] {
        &self.payload
    }

    /// The content of a payload file; `path` is relative to `data/`.
    pub fn payload_file(&self, path: &str) -> Option<&[u8]> {
        find(&self.payload, path)
    }

    /// Further tag files in their order, with names relative to the base folder.
    pub fn tag_files(&self) -> &[Entry] {
        &self.tags
    }

    /// The content of a further tag file.
    pub fn tag_file(&self, path: &str) -> Option<&[u8]> {
        find(&self.tags, path)
    }
}

/// White space of all kinds as single spaces, none at the edges, no control characters.
fn one_line(text: &str) -> String {
    let plain = text.replace(|letter: char| letter.is_control() && !letter.is_whitespace() || letter == '\u{feff}', "");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn find<'a>(files: &'a [Entry], path: &str) -> Option<&'a [u8]> {
    files.iter().find(|file| file.name == path).map(|file| file.bytes.as_slice())
}

fn refused(name: &str, problem: NameProblem) -> PackError {
    PackError::Name { name: name.to_owned(), problem }
}

/// What may be written is a little less than what may be read.
fn check_written(path: &str) -> Result<(), PackError> {
    let allowed = name::check(path).and_then(|()| if path.contains('%') { Err(NameProblem::Percent) } else { Ok(()) });
    allowed.map_err(|problem| refused(path, problem))
}

/// Whether BagIt gives this name, or one that some file system takes for it, a meaning of its own.
fn is_reserved(path: &str) -> bool {
    let folded = fold(path);
    folded == "data" || folded.starts_with("data/") || is_bagit_file(&folded)
}
