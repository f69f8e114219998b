//! What can be wrong with a file that came in: where, and what.

use crate::bundle::name::NameProblem;
use crate::bundle::source::Unreadable;
use std::fmt;

/// Said with every refusal, and true: nothing is kept before all of a file has been checked.
pub const SAFE: &str = "Nothing on this device has changed.";

/// Where in the file the problem is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The file inside, by its path; none when it is about the whole.
    pub file: Option<String>,
    /// The line in that file, from 1.
    pub line: Option<usize>,
}

/// One thing that is wrong with a file that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenError {
    /// Where.
    pub place: Place,
    /// What.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// It cannot be read on: it has been moved, changed or taken away meanwhile.
    Unreadable(String),

    // The container.
    /// No bytes at all.
    EmptyFile,
    /// Something else than a ZIP.
    NotZip,
    /// The beginning of a ZIP without its end.
    CutOff,
    /// The ZIP's records contradict each other or the bytes; the text says how.
    Inconsistent(&'static str),
    /// The file itself is over the limit.
    FileTooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// More files inside than the limit.
    TooManyFiles {
        /// The limit.
        limit: usize,
    },
    /// One file inside is over the limit.
    EntryTooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// All files inside together are over the limit.
    TotalTooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// Packed suspiciously small.
    Ratio {
        /// The limit: unpacked bytes for each packed one.
        limit: usize,
    },
    /// Protected by a password.
    Encrypted,
    /// Packed by a method other than stored (0), deflated (8) or Deflate64 (9).
    Method(u16),
    /// A link or another thing that is not a file.
    SpecialFile,
    /// Split over several files, or another form that is not read; the text says which.
    Unsupported(&'static str),
    /// A name that leads out of its folder.
    Name(NameProblem),
    /// A ZIP inside that would have to be unpacked to look into it, and is too large for that.
    NestedTooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// Two files that share bytes.
    Overlap,
    /// Unpacks to another size than it says.
    Size {
        /// What it says, in bytes.
        declared: u64,
    },
    /// CRC-32 over the unpacked bytes differs.
    Crc,
    /// The packed data cannot be unpacked.
    Deflate,

    // The bag (RFC 8493).
    /// Neither `bagit.txt` nor a manifest: some other ZIP.
    NotBag,
    /// A bag without its `bagit.txt`.
    NoDeclaration,
    /// `bagit.txt` is not exactly the two lines of §2.1.1.
    Declaration,
    /// A version other than 0.97 and 1.0.
    Version(String),
    /// Tag files in an encoding other than UTF-8.
    Encoding(String),
    /// A text that is not UTF-8, or begins with a byte order mark.
    NotText,
    /// A text of BagIt's own that is larger than any honest one.
    TextTooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// `fetch.txt` is there.
    Fetch,
    /// No payload manifest.
    NoManifest,
    /// A manifest by an algorithm other than SHA-256 and SHA-512.
    Algorithm(String),
    /// A line of a manifest that cannot be read.
    ManifestLine,
    /// A manifest lists what it must not: an unsafe path, a payload file among tag files or the other way round.
    ManifestPath(String),
    /// A manifest lists a file twice.
    ListedTwice(String),
    /// The place's file is listed but not there.
    Missing {
        /// The manifest that lists it.
        manifest: String,
    },
    /// The place's file is there but not listed.
    Unlisted {
        /// The manifest that does not list it.
        manifest: String,
    },
    /// The place's file is not what the manifest says.
    Checksum {
        /// The manifest.
        manifest: String,
    },
    /// The place's file is what the manifest says but for the ends of its lines.
    LineEnds {
        /// The manifest.
        manifest: String,
    },
    /// A line of `bag-info.txt` that cannot be read.
    InfoLine,
    /// Payload-Oxum is there twice, cannot be read, or does not agree with the files.
    Oxum {
        /// As written.
        written: String,
        /// As counted: octets, a dot, files.
        counted: String,
    },
    /// No payload directory.
    NoPayload,
}

impl OpenError {
    /// A problem of the whole file.
    pub(in crate::bundle) fn whole(problem: Problem) -> Self {
        Self { place: Place::default(), problem }
    }

    /// A problem of one file inside.
    pub(in crate::bundle) fn in_file(file: impl Into<String>, problem: Problem) -> Self {
        Self { place: Place { file: Some(file.into()), line: None }, problem }
    }

    /// A problem of one line of a file inside.
    pub(in crate::bundle) fn in_line(file: impl Into<String>, line: usize, problem: Problem) -> Self {
        Self { place: Place { file: Some(file.into()), line: Some(line) }, problem }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail())
    }
}

impl std::error::Error for OpenError {}

/// Everything that is wrong with a file that came in: at least one problem, in the order found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    first: OpenError,
    rest: Vec<OpenError>,
    more: usize,
}

impl Refusal {
    /// The first problem: what to say when there is room for one sentence.
    pub fn first(&self) -> &OpenError {
        &self.first
    }

    /// All problems, the first included.
    pub fn errors(&self) -> impl Iterator<Item = &OpenError> {
        std::iter::once(&self.first).chain(&self.rest)
    }

    /// How many further problems were counted but not kept.
    pub fn more(&self) -> usize {
        self.more
    }

    /// [`OpenError::message`] of the first problem.
    pub fn message(&self) -> String {
        self.first.message()
    }

    /// [`OpenError::detail`] of all problems, one a line.
    pub fn detail(&self) -> String {
        let mut lines: Vec<String> = self.errors().map(OpenError::detail).collect();
        if self.more > 0 {
            lines.push(format!("and {} more", self.more));
        }
        lines.join("\n")
    }
}

impl From<OpenError> for Refusal {
    fn from(first: OpenError) -> Self {
        Self { first, rest: Vec::new(), more: 0 }
    }
}

impl From<Unreadable> for Problem {
    fn from(error: Unreadable) -> Self {
        Self::Unreadable(error.0)
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        OpenError::whole(problem).into()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail())
    }
}

impl std::error::Error for Refusal {}

/// Collects problems, so that all are said at once; keeps the first hundred.
#[derive(Debug, Default)]
pub(in crate::bundle) struct Problems(Option<Refusal>);

impl Problems {
    const KEPT: usize = 100;

    pub(in crate::bundle) fn push(&mut self, error: OpenError) {
        match &mut self.0 {
            None => self.0 = Some(error.into()),
            Some(refusal) if refusal.rest.len() + 1 < Self::KEPT => refusal.rest.push(error),
            Some(refusal) => refusal.more += 1,
        }
    }

    /// Refuses if anything was found so far.
    pub(in crate::bundle) fn check(self) -> Result<(), Refusal> {
        self.0.map_or(Ok(()), Err)
    }

    /// What was found so far; nothing remains.
    pub(in crate::bundle) fn take(&mut self) -> Self {
        std::mem::take(self)
    }

    pub(in crate::bundle) fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}
