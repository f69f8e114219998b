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
    NoApplication,
    Cut,
    Broken,
    Damaged,
    Edited,
    Unsafe,
    TooBig(String),
    TooMany(usize),
    NestedTooBig,
    Locked,
    OtherForm,
    OtherList,
    Newer,
    Incomplete,
}

impl OpenError {
    fn kind(&self) -> Kind {
        match &self.problem {
            Problem::Unreadable(_) => Kind::Gone,
            Problem::EmptyFile => Kind::Empty,
            Problem::NotZip => Kind::Foreign,
            Problem::NotBag => Kind::NoApplication,
            Problem::CutOff => Kind::Cut,
            Problem::Inconsistent(_) => Kind::Broken,
            Problem::Size { .. }
            | Problem::Crc
            | Problem::Deflate
            | Problem::Checksum { .. }
            | Problem::LineEnds { .. }
            | Problem::SpecialFile => Kind::Damaged,
            Problem::NoDeclaration
            | Problem::Declaration
            | Problem::NotText
            | Problem::TextTooLarge { .. }
            | Problem::ManifestLine
            | Problem::ListedTwice(_)
            | Problem::InfoLine
            | Problem::Oxum { .. }
            | Problem::Unlisted { .. }
            | Problem::NoManifest => Kind::Edited,
            Problem::Ratio { .. } | Problem::Name(_) | Problem::Overlap | Problem::ManifestPath(_) => Kind::Unsafe,
            Problem::FileTooLarge { limit } => Kind::TooBig(format!("it is over {}", size(*limit))),
            Problem::TooManyFiles { limit } => Kind::TooMany(*limit),
            Problem::EntryTooLarge { limit } => Kind::TooBig(format!("part of it is over {}", size(*limit))),
            Problem::TotalTooLarge { limit } => Kind::TooBig(format!("its contents are over {}", size(*limit))),
            Problem::NestedTooLarge { .. } => Kind::NestedTooBig,
            Problem::Encrypted => Kind::Locked,
            Problem::Method(_) | Problem::Unsupported(_) => Kind::OtherForm,
            Problem::Encoding(_) | Problem::Algorithm(_) => Kind::OtherList,
            Problem::Version(version) if version.starts_with("0.") => Kind::OtherList,
            Problem::Version(_) => Kind::Newer,
            Problem::Missing { .. } | Problem::Fetch | Problem::NoPayload => Kind::Incomplete,
        }
    }

    /// For the person who opened the file: what happened, that nothing was changed, what to do. Plain text in
    /// British English; names from the file are shortened and made harmless.
    pub fn message(&self) -> String {
        let (happened, advice) = self.words();
        format!("{happened} {SAFE} {advice}")
    }

    /// What happened, and what to do.
    pub(in crate::bundle) fn words(&self) -> (String, &'static str) {
        let place = self.place_in_words();
        match self.kind() {
            Kind::Gone => (
                "Your browser could not read the whole file. It may have been moved or changed.".to_owned(),
                "Check that it is still there, then choose it again.",
            ),
            Kind::Empty => ("This file is empty.".to_owned(), "Ask for it to be sent again, or choose another file."),
            Kind::Foreign => (
                "This file was not made with Upbeat.".to_owned(),
                "Choose an application file from Upbeat. Its name ends in .zip.",
            ),
            Kind::NoApplication => (
                "There is no application in this file.".to_owned(),
                "Choose the ZIP file that you downloaded from Upbeat. If you have only its folder, drag that onto this page.",
            ),
            Kind::Cut => (
                "The end of this file is missing. The download or copy may have stopped early.".to_owned(),
                "Copy or download it again, or ask for it to be sent again.",
            ),
            Kind::Broken => (
                format!("This ZIP file is damaged{place}."),
                "Copy or download it again, or ask for it to be sent again. If you can unzip it, drag its folder onto this page.",
            ),
            Kind::Damaged => (
                format!(
                    "Part of this file has changed since it was made{place}. It may be damaged, or someone may have edited it."
                ),
                "Ask for it to be sent again. To change something, change it in Upbeat and make a new file.",
            ),
            Kind::Edited => (
                format!("A part that Upbeat needs to check this file was changed or deleted{place}."),
                "Open the file as it was downloaded. If you have only this one, unzip it and open \u{201c}application.json\u{201d} from its \u{201c}data\u{201d} folder.",
            ),
            Kind::Unsafe => (
                format!("This file could do harm to a computer that unzips it{place}, so Upbeat did not open it."),
                "Do not unzip it. Ask the sender for a new copy. If you did not expect it, tell your IT support.",
            ),
            Kind::TooBig(how) => (
                format!("This file is too large: {how}{place}."),
                "Ask the sender for a copy with fewer or smaller attachments.",
            ),
            Kind::TooMany(limit) => (
                format!("There are more than {limit} files in it."),
                "Choose only the ZIP file or the folder of the application.",
            ),
            Kind::NestedTooBig => (
                format!("There is a ZIP file inside this file that is too large to open from here{place}."),
                "Unzip this file, then open the ZIP file that was inside it.",
            ),
            Kind::Locked => (
                "This file has a password.".to_owned(),
                "Unzip it with the password, then drag its folder onto this page. Or ask the sender for a copy without one.",
            ),
            Kind::OtherForm => (
                "This file was zipped again by another program, and Upbeat cannot read it.".to_owned(),
                "Unzip it, then drag its folder onto this page. Or open the original file.",
            ),
            Kind::OtherList => (
                "This file was made by another program, in a form that Upbeat cannot check.".to_owned(),
                "Open the file as it was downloaded from Upbeat.",
            ),
            Kind::Newer => (
                "This file may come from a newer version of Upbeat.".to_owned(),
                "Reload this page, then open the file again.",
            ),
            Kind::Incomplete => (
                format!("Part of this file is missing{place}."),
                "Open the file as it was downloaded, or ask for it to be sent again.",
            ),
        }
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
            Self::FileTooLarge { limit } => format!("file is over {limit} bytes"),
            Self::TooManyFiles { limit } => format!("more than {limit} entries"),
            Self::EntryTooLarge { limit } => format!("entry is over {limit} bytes"),
            Self::TotalTooLarge { limit } => format!("entries are over {limit} bytes together"),
            Self::Ratio { limit } => format!("compression ratio is over {limit}"),
            Self::Encrypted => "entry is encrypted".to_owned(),
            Self::Method(method) => {
                format!("compression method {method}; 0 (stored), 8 (deflate) and 9 (Deflate64) are read")
            }
            Self::SpecialFile => "entry is a symbolic link or another special file".to_owned(),
            Self::Unsupported(what) => format!("{what} is not supported"),
            Self::Name(problem) => format!("entry name refused: {problem}"),
            Self::NestedTooLarge { limit } => format!("a packed ZIP inside is over {limit} bytes"),
            Self::Overlap => "entries overlap".to_owned(),
            Self::Size { declared } => format!("does not inflate to the declared {declared} bytes"),
            Self::Crc => "CRC-32 does not match".to_owned(),
            Self::Deflate => "invalid deflate data".to_owned(),
            Self::NotBag => "neither bagit.txt nor a manifest: not a bag".to_owned(),
            Self::NoDeclaration => "no bagit.txt".to_owned(),
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
            Self::LineEnds { manifest } => format!("differs from {manifest} in the ends of its lines"),
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
