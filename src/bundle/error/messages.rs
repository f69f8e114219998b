//! Messages about what is wrong with a file that came in: for a teacher, and for a technician.

use super::problem::{OpenError, Problem, SAFE};
use crate::bundle::bag::bagit_names::is_bagit_file;
use crate::bundle::file;
use std::fmt::Write as _;

/// The kind of problem as the person sees it; decides the message.
enum Kind {
    Gone,
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
    fn kind(&self) -> Kind {
        match &self.problem {
            Problem::Unreadable(_) => Kind::Gone,
            Problem::EmptyFile => Kind::Empty,
            Problem::NotZip | Problem::NotBag | Problem::Folders { .. } => Kind::Foreign,
            Problem::CutOff => Kind::Cut,
            Problem::Size { .. } | Problem::Crc | Problem::Deflate | Problem::Checksum { .. } => Kind::Damaged,
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
            Problem::FileTooLarge { limit } => Kind::TooBig(format!("it is over {}", size(*limit))),
            Problem::TooManyFiles { limit } => Kind::TooBig(format!("it has more than {limit} files")),
            Problem::EntryTooLarge { limit } => Kind::TooBig(format!("part of it is over {}", size(*limit))),
            Problem::TotalTooLarge { limit } => Kind::TooBig(format!("its contents are over {}", size(*limit))),
            Problem::Encrypted => Kind::Locked,
            Problem::Method(_) | Problem::Unsupported(_) | Problem::Encoding(_) | Problem::Algorithm(_) => {
                Kind::OtherForm
            }
            Problem::Version(_) => Kind::Newer,
            Problem::Missing { .. } | Problem::Fetch => Kind::Incomplete,
        }
    }

    /// For the person who opened the file: what happened, that nothing was changed, what to do. Plain text in
    /// British English; names from the file are shortened and made harmless.
    pub fn message(&self) -> String {
        let place = self.place_in_words();
        let (happened, advice) = match self.kind() {
            Kind::Gone => (
                "Your browser could not read the whole file. It may have been moved or changed.".to_owned(),
                "Check that it is still there, then choose it again.",
            ),
            Kind::Empty => ("This file is empty.".to_owned(), "Ask for it to be sent again, or choose another file."),
            Kind::Foreign => (
                "This file was not made with Upbeat.".to_owned(),
                "Choose an application file from Upbeat. Its name ends in .zip.",
            ),
            Kind::Cut => (
                "The end of this file is missing. The download or copy may have stopped early.".to_owned(),
                "Copy or download it again, or ask for it to be sent again.",
            ),
            Kind::Damaged => (
                format!(
                    "Part of this file has changed since it was made{place}. It may be damaged, or someone may have edited it."
                ),
                "Ask for it to be sent again. To change something, change it in Upbeat and make a new file.",
            ),
            Kind::Edited => (
                format!("The contents of this file have been changed{place}."),
                "Open the original file, or ask the sender for it.",
            ),
            Kind::Unsafe => (
                format!("This file may not be safe{place}, so Upbeat did not open it."),
                "Do not unzip it. Ask the sender for a new copy. If you did not expect it, tell your IT support.",
            ),
            Kind::TooBig(how) => (
                format!("This file is too large: {how}{place}."),
                "Ask the sender for a copy with fewer or smaller attachments.",
            ),
            Kind::Locked => ("This file has a password.".to_owned(), "Ask the sender for a copy without one."),
            Kind::OtherForm => (
                "This file was zipped again by another program, and Upbeat cannot read it.".to_owned(),
                "Open the original file.",
            ),
            Kind::Newer => (
                "This file may come from a newer version of Upbeat.".to_owned(),
                "Reload this page, then open the file again.",
            ),
            Kind::Incomplete => {
                (format!("Part of this file is missing{place}."), "Ask for the original file to be sent again.")
            }
        };
        format!("{happened} {SAFE} {advice}")
    }

    /// ` (in “choir.jpg”)`, or nothing. Paths and lines inside the ZIP are for [`Self::detail`].
    fn place_in_words(&self) -> String {
        let Some(path) = &self.place.file else {
            return self.place.line.map(|_| " (in its contents list)".to_owned()).unwrap_or_default();
        };
        let name = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or(path);
        match name {
            _ if is_bagit_file(name) => " (in its contents list)".to_owned(),
            file::APPLICATION => " (in the answers)".to_owned(),
            file::CALL => " (in the hub\u{2019}s information)".to_owned(),
            _ => format!(" (in “{}”)", shown(name)),
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
            Self::Unreadable(why) => format!("cannot be read: {}", shown(why)),
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
            Self::SameName { other } => {
                format!("entry name is the same as “{}”, exactly or but for case, accents or kind", shown(other))
            }
            Self::Overlap => "entries overlap".to_owned(),
            Self::Size { declared } => format!("does not inflate to the declared {declared} bytes"),
            Self::Crc => "CRC-32 does not match".to_owned(),
            Self::Deflate => "invalid deflate data".to_owned(),
            Self::NotBag => "no bagit.txt: not a bag".to_owned(),
            Self::Folders { found } => {
                format!("{found} top-level folders; a serialised bag has exactly one base directory (RFC 8493 §4)")
            }
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
            Self::Algorithm(name) => format!("checksum algorithm {}; sha256 and sha512 are known", shown(name)),
            Self::ManifestLine => "not “checksum path” with a checksum of the right length in hex".to_owned(),
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

/// A limit in words.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_024 => format!("{bytes} bytes"),
        1_024..1_048_576 => format!("{} KB", bytes >> 10),
        1_048_576..1_000_000_000 => format!("{} MB", bytes >> 20),
        _ => format!("{} GB", bytes / 1_000_000_000),
    }
}

/// A name from outside, fit to be shown: no control, direction or invisible characters, at most 60 characters.
pub(in crate::bundle) fn shown(name: &str) -> String {
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
