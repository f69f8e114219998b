//! What the page asks of the press, and what comes of it.

use std::sync::Arc;

use super::About;
pub use crate::bundle::worker::Document;
use crate::call::Timestamp;
use crate::draft::FileId;

/// What the press can make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Making {
    /// The bundle.
    Bundle {
        /// Whether the whole application is in it as a web page too.
        page: bool,
    },
    /// One document alone.
    Document(Document),
}

/// Something to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// What.
    pub what: Making,
    /// The call's file, as it was read.
    pub call: Arc<str>,
    /// The draft, in its file format.
    pub draft: String,
    /// Names of the other hubs that this page knows of.
    pub other_hubs: Vec<String>,
    /// The instant of making.
    pub now: Timestamp,
}

/// Something that came from the press.
#[derive(Debug, Clone, PartialEq)]
pub enum PressEvent {
    /// It is loaded.
    Ready,
    /// It cannot be loaded, or has stopped; a sentence says why.
    Failed(String),
    /// A bundle or a document is made.
    Made {
        /// Its file's name.
        name: String,
        /// What should be known of it, in sentences.
        remarks: Vec<String>,
    },
    /// How far it has come with what it is at: bytes done, and bytes in all.
    Progress(u64, u64),
    /// A file that was chosen is in the store.
    Kept {
        /// Which.
        id: FileId,
        /// Its size in bytes.
        bytes: u64,
    },
    /// An attached file, at an address within the browser; or that it is not there.
    Got {
        /// Which.
        id: FileId,
        /// The address.
        address: Option<String>,
    },
    /// What is in the store of attached files, and what lies in storage under our keys.
    Listed(Vec<FileId>, Vec<(String, String)>),
    /// A letter that was written elsewhere has been read.
    Letter {
        /// The file's name.
        name: String,
        /// Its words, in the plain way in which people type.
        text: String,
        /// What was left behind, in sentences.
        remarks: Vec<String>,
    },
    /// A file has been read: drafts in their file format, each with its call's file where it came with one.
    Read {
        /// The file's name.
        name: String,
        /// The drafts.
        drafts: Vec<(String, Option<String>)>,
        /// What should be known about the file, in sentences.
        remarks: Vec<String>,
    },
    /// What is known of the drafts of the file that comes next, each beside itself.
    About(Vec<About>),
    /// A job was refused; a sentence says why, what is safe and what to do.
    Refused(String),
}

/// The press and what it is doing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum PressState {
    /// Not loaded yet.
    #[default]
    Resting,
    /// Loaded, idle.
    Ready,
    /// At work.
    Working,
    /// It cannot be loaded, or has stopped. The next job tries again.
    Failed(String),
}
