//! Why something could not be written, with messages for the person and for a technician.

use super::messages::{shown, size};
use crate::bundle::name::NameProblem;
use crate::bundle::source::Unreadable;
use std::fmt;

/// Why something could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackError {
    /// A name that is not safe everywhere.
    Name {
        /// The name.
        name: String,
        /// Why.
        problem: NameProblem,
    },
    /// Two names that are the same to some file system or reader.
    SameName {
        /// The name.
        name: String,
        /// The other one.
        other: String,
    },
    /// A name that BagIt itself uses.
    Reserved(String),
    /// A label that RFC 8493 §2.2.2 does not allow, or one that is computed.
    Label(String),
    /// Nothing to put into the payload.
    Empty,
    /// More files than the limit.
    TooManyFiles {
        /// The limit.
        limit: usize,
    },
    /// One file is larger than the limit.
    FileTooLarge {
        /// Which.
        name: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// An attached file cannot be read, or the browser refuses to write.
    Unreadable {
        /// Which; nothing where it is the bundle itself.
        name: String,
        /// Why, for a technician.
        why: String,
    },
    /// All files together, or the written file, are over the limit.
    TotalTooLarge {
        /// The limit in bytes.
        limit: usize,
    },
}

impl From<Unreadable> for PackError {
    fn from(error: Unreadable) -> Self {
        Self::Unreadable { name: String::new(), why: error.0 }
    }
}

impl PackError {
    /// The same, of a file inside.
    pub(in crate::bundle) fn about(self, name: &str) -> Self {
        match self {
            Self::Unreadable { why, .. } => Self::Unreadable { name: name.to_owned(), why },
            other => other,
        }
    }

    /// For the person who asked for the file: what happened, what is safe, what to do.
    pub fn message(&self) -> String {
        let (happened, advice) = match self {
            Self::Name { name, .. } => (
                format!("The file was not made: the name “{}” does not work on every computer.", shown(name)),
                "Use a shorter or simpler name, then try again.",
            ),
            Self::SameName { name, other } => (
                format!("The file was not made: “{}” and “{}” are too similar.", shown(name), shown(other)),
                "Rename one, then try again.",
            ),
            Self::Reserved(name) => (
                format!("The file was not made: the name “{}” is already used.", shown(name)),
                "Use another name, then try again.",
            ),
            Self::Label(_) | Self::Empty => {
                ("The file was not made: something is wrong in Upbeat.".to_owned(), "Please tell your Music Hub.")
            }
            Self::TooManyFiles { limit } => (
                format!("The file was not made: it would have more than {limit} files."),
                "Remove some attachments, then try again.",
            ),
            Self::Unreadable { name, .. } if name.is_empty() => (
                "The file was not made: your device may be out of space.".to_owned(),
                "Free some space or remove some attachments, then try again.",
            ),
            Self::Unreadable { name, .. } => (
                format!(
                    "The file was not made: your browser could not read “{}”.",
                    shown(name.rsplit('/').next().unwrap_or(name))
                ),
                "Try again. If it keeps happening, remove that file and attach it again.",
            ),
            Self::FileTooLarge { name, limit } => (
                format!("The file was not made: “{}” is over {}.", shown(name), size(*limit)),
                "Make it smaller or use a link instead, then try again.",
            ),
            Self::TotalTooLarge { limit } => (
                format!("The file was not made: its contents are over {}.", size(*limit)),
                "Remove some attachments or make them smaller, then try again.",
            ),
        };
        format!("{happened} Your answers are safe on this device. {advice}")
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name { name, problem } => write!(f, "{}: name refused: {problem}", shown(name)),
            Self::SameName { name, other } => {
                write!(f, "{}: the same name as {}", shown(name), shown(other))
            }
            Self::Reserved(name) => write!(f, "{}: reserved by BagIt", shown(name)),
            Self::Label(label) => {
                write!(f, "label “{}” is not allowed in bag-info.txt", shown(label))
            }
            Self::Empty => f.write_str("a bag needs at least one payload file"),
            Self::TooManyFiles { limit } => write!(f, "more than {limit} entries"),
            Self::Unreadable { name, why } => write!(f, "{}: cannot be read or written: {}", shown(name), shown(why)),
            Self::FileTooLarge { name, limit } => write!(f, "{}: over {limit} bytes", shown(name)),
            Self::TotalTooLarge { limit } => write!(f, "over {limit} bytes together"),
        }
    }
}

impl std::error::Error for PackError {}
