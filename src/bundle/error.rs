//! What can be wrong with a file that came in, and with what was to be written; each with words for a teacher
//! and words for a technician.
//!
//! [`OpenError::message`] is for the person at the screen: what happened, what is safe, what to do. It uses no
//! word of the machinery. [`OpenError::detail`] is for whoever they ask for help.

use super::bag::read::is_machinery;
use super::name::NameProblem;
use std::fmt::{self, Write as _};

/// Said with every refusal, and true: nothing is kept before all of a file has been checked.
pub const SAFE: &str = "Nothing on this device was changed.";

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
    // The container.
    /// No bytes at all.
    EmptyFile,
    /// Something else than a ZIP.
    NotZip,
    /// The beginning of a ZIP without its end.
    CutOff,
    /// The ZIP's records contradict each other or the bytes; the text says how.
    Inconsistent(&'static str),
    /// Bytes before, between or after the parts of the ZIP.
    Unaccounted {
        /// The first such byte, from 0.
        at: u64,
        /// How many.
        bytes: u64,
    },
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
    /// Packed by a method other than stored (0) or deflated (8).
    Method(u16),
    /// A link or another thing that is not a file.
    SpecialFile,
    /// A folder that carries content.
    FolderWithContent,
    /// ZIP64, split over several files, or another form that no bundle needs; the text says which.
    Unsupported(&'static str),
    /// A name that is not safe.
    Name(NameProblem),
    /// Two names that are the same to some file system or reader.
    SameName {
        /// The other one.
        other: String,
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
    /// No `bagit.txt`: some other ZIP.
    NotBag,
    /// Not exactly one folder at the top.
    Folders {
        /// How many there are.
        found: usize,
    },
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

/// What kind of trouble it is to the person who opened the file; decides the words.
enum Kind {
    Empty,
    Foreign,
    Cut,
    Damaged,
    Edited,
    Unsafe,
    TooBig(String),
    Locked,
    OtherForm,
    Newer,
    Incomplete,
}

impl OpenError {
    /// A problem of the whole file.
    pub(super) fn whole(problem: Problem) -> Self {
        Self {
            place: Place::default(),
            problem,
        }
    }

    /// A problem of one file inside.
    pub(super) fn in_file(file: impl Into<String>, problem: Problem) -> Self {
        Self {
            place: Place {
                file: Some(file.into()),
                line: None,
            },
            problem,
        }
    }

    /// A problem of one line of a file inside.
    pub(super) fn in_line(file: impl Into<String>, line: usize, problem: Problem) -> Self {
        Self {
            place: Place {
                file: Some(file.into()),
                line: Some(line),
            },
            problem,
        }
    }

    fn kind(&self) -> Kind {
        match &self.problem {
            Problem::EmptyFile => Kind::Empty,
            Problem::NotZip | Problem::NotBag | Problem::Folders { .. } => Kind::Foreign,
            Problem::CutOff => Kind::Cut,
            Problem::Size { .. } | Problem::Crc | Problem::Deflate | Problem::Checksum { .. } => {
                Kind::Damaged
            }
            Problem::Declaration
            | Problem::NotText
            | Problem::ManifestLine
            | Problem::ListedTwice(_)
            | Problem::InfoLine
            | Problem::Oxum { .. }
            | Problem::Unlisted { .. }
            | Problem::NoManifest
            | Problem::NoPayload => Kind::Edited,
            Problem::Inconsistent(_)
            | Problem::Unaccounted { .. }
            | Problem::Ratio { .. }
            | Problem::SpecialFile
            | Problem::FolderWithContent
            | Problem::Name(_)
            | Problem::SameName { .. }
            | Problem::Overlap
            | Problem::ManifestPath(_)
            | Problem::TextTooLarge { .. } => Kind::Unsafe,
            Problem::FileTooLarge { limit } => {
                Kind::TooBig(format!("it is larger than {}", size(*limit)))
            }
            Problem::TooManyFiles { limit } => {
                Kind::TooBig(format!("it holds more than {limit} files"))
            }
            Problem::EntryTooLarge { limit } => {
                Kind::TooBig(format!("something in it is larger than {}", size(*limit)))
            }
            Problem::TotalTooLarge { limit } => Kind::TooBig(format!(
                "its contents are larger than {} together",
                size(*limit)
            )),
            Problem::Encrypted => Kind::Locked,
            Problem::Method(_)
            | Problem::Unsupported(_)
            | Problem::Encoding(_)
            | Problem::Algorithm(_) => Kind::OtherForm,
            Problem::Version(_) => Kind::Newer,
            Problem::Missing { .. } | Problem::Fetch => Kind::Incomplete,
        }
    }

    /// For the person who opened the file: what happened, that nothing was changed, what to do. Plain text in
    /// British English; names from the file are shortened and made harmless.
    pub fn message(&self) -> String {
        let place = self.place_in_words();
        let (happened, advice) = match self.kind() {
            Kind::Empty => (
                "This file is empty.".to_owned(),
                "Ask for it to be sent again, or choose another file.",
            ),
            Kind::Foreign => (
                "This is not a file that Upbeat made.".to_owned(),
                "Choose the file that was downloaded from Upbeat; its name ends in .zip.",
            ),
            Kind::Cut => (
                "The end of this file is missing. It may have been cut short while it was copied, downloaded or sent.".to_owned(),
                "Ask for it to be sent again, or copy it again from where it was.",
            ),
            Kind::Damaged => (
                format!("Something in this file has changed since it was made{place}. It may have been damaged while it was copied or sent, or edited by hand."),
                "Ask for it to be sent again. If it was changed on purpose, make the change in Upbeat and download a new file.",
            ),
            Kind::Edited => (
                format!("The contents of this file are not as Upbeat left them{place}."),
                "Open the file as it was first downloaded. If you only have this one, ask the person who sent it for the original.",
            ),
            Kind::Unsafe => (
                format!("This file is put together in a way that Upbeat never uses and that could do harm{place}, so it was not opened."),
                "Do not unpack it. Ask the person who sent it for a fresh copy, and your IT support if they did not expect this.",
            ),
            Kind::TooBig(how) => (
                format!("This file is too large to open here: {how}{place}."),
                "Ask the person who sent it for a copy with fewer or smaller attachments.",
            ),
            Kind::Locked => (
                "This file is protected with a password.".to_owned(),
                "Ask the person who sent it for a copy without one. Upbeat never sets a password.",
            ),
            Kind::OtherForm => (
                "This file was packed by another program in a way that Upbeat cannot read.".to_owned(),
                "Open the file as it was first downloaded, before it was unpacked or packed again.",
            ),
            Kind::Newer => (
                "This file is of a kind that this version of Upbeat does not know. It may come from a newer version.".to_owned(),
                "Reload this page to get the newest version, then open the file again.",
            ),
            Kind::Incomplete => (
                format!("A part of this file is missing{place}."),
                "Ask for the whole file to be sent again, as it was first downloaded.",
            ),
        };
        format!("{happened} {SAFE} {advice}")
    }

    /// ` (in “application.json”, line 3)`, or nothing.
    fn place_in_words(&self) -> String {
        // Names of BagIt's own files mean nothing to a teacher: say the line only.
        let own = |file: &&String| !file.rsplit('/').next().is_some_and(is_machinery);
        let name = self.place.file.as_ref().filter(own).map(|file| shown(file));
        match (name, self.place.line) {
            (Some(file), Some(line)) => format!(" (in “{file}”, line {line})"),
            (Some(file), None) => format!(" (“{file}”)"),
            (None, Some(line)) => format!(" (in its list of contents, line {line})"),
            (None, None) => String::new(),
        }
    }

    /// For a technician: the problem in the words of the formats, with its place. One line of plain text.
    pub fn detail(&self) -> String {
        let mut out = String::new();
        if let Some(file) = &self.place.file {
            out.push_str(&shown(file));
            if let Some(line) = self.place.line {
                let _ = write!(out, ":{line}");
            }
            out.push_str(": ");
        }
        out + &self.problem.technical()
    }
}

impl Problem {
    fn technical(&self) -> String {
        match self {
            Self::EmptyFile => "no bytes".to_owned(),
            Self::NotZip => "no end of central directory record: not a ZIP".to_owned(),
            Self::CutOff => "starts as a ZIP but has no end of central directory record".to_owned(),
            Self::Inconsistent(how) => format!("ZIP records are inconsistent: {how}"),
            Self::Unaccounted { at, bytes } => {
                format!("{bytes} bytes at offset {at} belong to no ZIP record")
            }
            Self::FileTooLarge { limit } => format!("file is over {limit} bytes"),
            Self::TooManyFiles { limit } => format!("more than {limit} entries"),
            Self::EntryTooLarge { limit } => format!("entry is over {limit} bytes"),
            Self::TotalTooLarge { limit } => format!("entries are over {limit} bytes together"),
            Self::Ratio { limit } => format!("compression ratio is over {limit}"),
            Self::Encrypted => "entry is encrypted".to_owned(),
            Self::Method(method) => {
                format!("compression method {method}; only 0 (stored) and 8 (deflate) are read")
            }
            Self::SpecialFile => "entry is a symbolic link or another special file".to_owned(),
            Self::FolderWithContent => "directory entry carries data".to_owned(),
            Self::Unsupported(what) => format!("{what} is not supported"),
            Self::Name(problem) => format!("entry name refused: {problem}"),
            Self::SameName { other } => format!(
                "entry name is the same as “{}”, exactly or but for case, accents or kind",
                shown(other)
            ),
            Self::Overlap => "entries overlap".to_owned(),
            Self::Size { declared } => format!("does not inflate to the declared {declared} bytes"),
            Self::Crc => "CRC-32 does not match".to_owned(),
            Self::Deflate => "invalid deflate data".to_owned(),
            Self::NotBag => "no bagit.txt: not a bag".to_owned(),
            Self::Folders { found } => format!(
                "{found} top-level folders; a serialised bag has exactly one base directory (RFC 8493 §4)"
            ),
            Self::Declaration => "not the two lines of RFC 8493 §2.1.1".to_owned(),
            Self::Version(version) => {
                format!("BagIt version {}; 0.97 and 1.0 are read", shown(version))
            }
            Self::Encoding(encoding) => {
                format!("tag file encoding {}; only UTF-8 is read", shown(encoding))
            }
            Self::NotText => "not UTF-8, or begins with a byte order mark".to_owned(),
            Self::TextTooLarge { limit } => format!("tag file is over {limit} bytes"),
            Self::Fetch => "fetch.txt is present; nothing is ever fetched".to_owned(),
            Self::NoManifest => "no payload manifest".to_owned(),
            Self::Algorithm(name) => format!(
                "checksum algorithm {}; sha256 and sha512 are known",
                shown(name)
            ),
            Self::ManifestLine => {
                "not “checksum path” with a checksum of the right length in hex".to_owned()
            }
            Self::ManifestPath(path) => format!("manifest must not list “{}”", shown(path)),
            Self::ListedTwice(path) => format!("manifest lists “{}” more than once", shown(path)),
            Self::Missing { manifest } => format!("listed in {manifest} but missing"),
            Self::Unlisted { manifest } => format!("not listed in {manifest}"),
            Self::Checksum { manifest } => format!("checksum differs from {manifest}"),
            Self::InfoLine => "not “Label: value” (RFC 8493 §2.2.2)".to_owned(),
            Self::Oxum { written, counted } => {
                format!("Payload-Oxum is {}, counted {counted}", shown(written))
            }
            Self::NoPayload => "no payload directory “data/”".to_owned(),
        }
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
        Self {
            first,
            rest: Vec::new(),
            more: 0,
        }
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
pub(super) struct Problems(Option<Refusal>);

impl Problems {
    const KEPT: usize = 100;

    pub(super) fn push(&mut self, error: OpenError) {
        match &mut self.0 {
            None => self.0 = Some(error.into()),
            Some(refusal) if refusal.rest.len() + 1 < Self::KEPT => refusal.rest.push(error),
            Some(refusal) => refusal.more += 1,
        }
    }

    /// Refuses if anything was found so far.
    pub(super) fn check(self) -> Result<(), Refusal> {
        self.0.map_or(Ok(()), Err)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

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
    /// All files together, or the written file, are over the limit.
    TotalTooLarge {
        /// The limit in bytes.
        limit: usize,
    },
}

impl PackError {
    /// For the person who asked for the file: what happened, what is safe, what to do.
    pub fn message(&self) -> String {
        let (happened, advice) = match self {
            Self::Name { name, .. } => (
                format!(
                    "The file was not made, because the name “{}” cannot be used on every computer.",
                    shown(name)
                ),
                "Give it a shorter or simpler name, then try again.",
            ),
            Self::SameName { name, other } => (
                format!(
                    "The file was not made, because the names “{}” and “{}” are too alike for some computers.",
                    shown(name),
                    shown(other)
                ),
                "Rename one of the two, then try again.",
            ),
            Self::Reserved(name) => (
                format!(
                    "The file was not made, because the name “{}” is already taken in it.",
                    shown(name)
                ),
                "Give it another name, then try again.",
            ),
            Self::Label(_) | Self::Empty => (
                "The file was not made, because of a mistake in Upbeat.".to_owned(),
                "Please tell the people who run this page.",
            ),
            Self::TooManyFiles { limit } => (
                format!("The file was not made, because it would hold more than {limit} files."),
                "Remove some attachments, then try again.",
            ),
            Self::FileTooLarge { name, limit } => (
                format!(
                    "The file was not made, because “{}” is larger than {}.",
                    shown(name),
                    size(*limit)
                ),
                "Make it smaller, or give a link to it instead, then try again.",
            ),
            Self::TotalTooLarge { limit } => (
                format!(
                    "The file was not made, because its contents are larger than {} together.",
                    size(*limit)
                ),
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
            Self::FileTooLarge { name, limit } => write!(f, "{}: over {limit} bytes", shown(name)),
            Self::TotalTooLarge { limit } => write!(f, "over {limit} bytes together"),
        }
    }
}

impl std::error::Error for PackError {}

/// A limit in words.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_024 => format!("{bytes} bytes"),
        1_024..1_048_576 => format!("{} KB", bytes >> 10),
        _ => format!("{} MB", bytes >> 20),
    }
}

/// A name from outside, fit to be shown: no control, direction or invisible characters, at most 60 characters.
fn shown(name: &str) -> String {
    let harmless = |letter: char| {
        let hidden = letter.is_control()
            || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}');
        if hidden { '\u{fffd}' } else { letter }
    };
    let mut out: String = name.chars().take(60).map(harmless).collect();
    if name.chars().nth(60).is_some() {
        out.push('…');
    }
    out
}
