//! Names of files inside a bundle: which are allowed, which two are the same, and the name of the bundle itself.
//!
//! Names are compared and refused as they are, never cleaned up: a cleaned name is a second name for the same
//! thing, and two programs that clean differently see two different bundles.

use super::latin::{decompose, is_mark};
use crate::call::{Call, Timestamp};
use crate::documents::school_name;
use crate::draft::Draft;
use std::collections::BTreeMap;
use std::fmt;
use unicode_normalization::UnicodeNormalization as _;

/// The longest path inside a bundle, in bytes of UTF-8 and with its folders: below Windows' 260 characters
/// with room for the folder that somebody unpacks into.
pub const LONGEST_PATH: usize = 240;

/// The longest file name that [`bundle_name`] makes, in characters.
pub const LONGEST_BUNDLE_NAME: usize = 80;

/// Why a path inside a bundle is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameProblem {
    /// No name at all.
    Empty,
    /// Longer than [`LONGEST_PATH`].
    TooLong,
    /// Starts at the root: `/etc/passwd`.
    Absolute,
    /// Starts with a drive: `C:…`.
    Drive,
    /// A `\`, which is a folder separator on Windows only.
    Backslash,
    /// A segment that is `.` or `..`.
    Dots,
    /// Two separators in a row, or one at the end of a file's name.
    EmptySegment,
    /// A control character, or one that changes the direction of text to make a name look like another.
    Control,
    /// A character that Windows does not allow in names: `< > : " | ? *`.
    Forbidden(char),
    /// A segment that begins with white space, or ends with it or with a dot: Windows drops these.
    Edges,
    /// A name that means a device on Windows: `CON`, `aux.txt`.
    Device,
    /// A `%`: RFC 8493 wants it encoded in manifests, and Python's `bagit` 1.9 does not decode it. Such names
    /// are read, never written.
    Percent,
}

impl fmt::Display for NameProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "no name",
            Self::TooLong => "longer than 240 bytes",
            Self::Absolute => "an absolute path",
            Self::Drive => "a drive letter",
            Self::Backslash => "a backslash",
            Self::Dots => "a segment of dots",
            Self::EmptySegment => "an empty segment",
            Self::Control => "a control or direction character",
            Self::Forbidden(letter) => return write!(f, "the character {letter:?}"),
            Self::Edges => "white space or a dot at the edge of a segment",
            Self::Device => "a device name of Windows",
            Self::Percent => "a percent sign",
        })
    }
}

/// Checks the path of a file inside a bundle: `/` between segments, relative, safe to unpack on any system.
/// Gives the first reason to refuse it.
pub fn check(path: &str) -> Result<(), NameProblem> {
    let mut start = path.chars();
    match (start.next(), start.next()) {
        (None, _) => return Err(NameProblem::Empty),
        (Some('/'), _) => return Err(NameProblem::Absolute),
        (Some(letter), Some(':')) if letter.is_ascii_alphabetic() => {
            return Err(NameProblem::Drive);
        }
        _ => {}
    }
    if path.len() > LONGEST_PATH {
        return Err(NameProblem::TooLong);
    }
    for letter in path.chars() {
        match letter {
            '\\' => return Err(NameProblem::Backslash),
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => return Err(NameProblem::Forbidden(letter)),
            _ if letter.is_control() || turns_text(letter) => return Err(NameProblem::Control),
            _ => {}
        }
    }
    path.split('/').try_for_each(check_segment)
}

fn check_segment(segment: &str) -> Result<(), NameProblem> {
    if segment.is_empty() {
        return Err(NameProblem::EmptySegment);
    }
    if segment == "." || segment == ".." {
        return Err(NameProblem::Dots);
    }
    if segment.starts_with(char::is_whitespace)
        || segment.ends_with(|letter: char| letter == '.' || letter.is_whitespace())
    {
        return Err(NameProblem::Edges);
    }
    let stem = segment.split('.').next().unwrap_or(segment).trim_end();
    let numbered = |name: &str| {
        let (word, number) = stem.split_at_checked(name.len()).unwrap_or(("", ""));
        let mut digits = number.chars();
        word.eq_ignore_ascii_case(name)
            && matches!(digits.next(), Some('0'..='9' | '¹' | '²' | '³'))
            && digits.next().is_none()
    };
    let plain = |name: &&str| stem.eq_ignore_ascii_case(name);
    if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].iter().any(plain) || numbered("COM") || numbered("LPT") {
        return Err(NameProblem::Device);
    }
    Ok(())
}

/// Line and paragraph separators, and the marks that turn the direction of text.
fn turns_text(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// The same name whichever way its accents are stored (NFD): `é` as one character or as two.
fn canonical(name: &str) -> String {
    name.nfd().collect()
}

/// The same for two names that a file system or a reader could take for one: without regard to case, to the way
/// accents are typed, and to characters that cannot be seen.
pub fn fold(name: &str) -> String {
    let unseen = |letter: &char| !matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    canonical(&name.chars().filter(unseen).flat_map(char::to_lowercase).collect::<String>())
}

/// Two names that clash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The later one.
    pub name: String,
    /// The one that it would replace, hide or be mixed up with.
    pub other: String,
}

/// Remembers the names seen so far and finds those that clash: doubled names, names that differ in case or
/// accents only, a file with the name of a folder.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By folded path: the path as written, and whether it is a file.
    seen: BTreeMap<String, (String, bool)>,
}

impl Names {
    /// Adds a file with every folder on its way.
    pub(super) fn add_file(&mut self, path: &str) -> Result<(), Clash> {
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.add_folder(folder)?;
        }
        match self.seen.insert(fold(path), (path.to_owned(), true)) {
            None => Ok(()),
            Some((other, _)) => Err(Clash { name: path.to_owned(), other }),
        }
    }

    /// Adds a folder with every folder above it; the same folder may be added again.
    pub(super) fn add_folder(&mut self, path: &str) -> Result<(), Clash> {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for part in ends.filter_map(|end| path.get(..end)) {
            let known = self.seen.entry(fold(part)).or_insert_with(|| (part.to_owned(), false));
            if known.1 || known.0 != part {
                return Err(Clash { name: path.to_owned(), other: known.0.clone() });
            }
        }
        Ok(())
    }
}

/// The name under which the file of this draft for the hub is saved on this day, without its ending.
pub fn bundle_stem(call: &Call, draft: &Draft, now: Timestamp) -> String {
    let name = school_name(draft).unwrap_or_default();
    // Where nothing of a name remains, it says who applies.
    let name = if slug(&name).is_empty() { draft.applicant(call).noun() } else { &name };
    bundle_name(name, call.id.as_str(), &now.london().0.to_string())
}

/// The same of a backup, so that nobody sends it to the hub for the other one.
pub fn backup_stem(call: &Call, draft: &Draft, now: Timestamp) -> String {
    format!("{}-backup", bundle_stem(call, draft, now))
}

/// A name for a bundle, without its ending: lower-case ASCII letters, digits and hyphens, at most
/// [`LONGEST_BUNDLE_NAME`] characters, safe on every file system and in every mail program.
///
/// Accents are dropped (`Ysgol Tŷ Gwyn` is `ysgol-ty-gwyn`), anything that is not Latin is left out; a school
/// of which nothing remains is `school`, a call `application`, a date nothing. When all is too long, the
/// school is shortened first, at a word where one ends near.
pub fn bundle_name(school: &str, call: &str, date: &str) -> String {
    let date = cut(&slug(date), 10).to_owned();
    let school = Some(slug(school)).filter(|it| !it.is_empty()).unwrap_or_else(|| "school".to_owned());
    let call = Some(slug(call)).filter(|it| !it.is_empty()).unwrap_or_else(|| "application".to_owned());
    // A round is most often named after the year in which it is applied for, and one year is enough.
    let year = date.split('-').next().filter(|year| year.len() == 4).unwrap_or_default();
    let named = call.strip_suffix(year).and_then(|call| call.strip_suffix('-')).filter(|it| !it.is_empty());
    let call = if year.is_empty() { call.as_str() } else { named.unwrap_or(&call) };
    let room = LONGEST_BUNDLE_NAME.saturating_sub(date.len() + 2);
    // A long call name leaves the school this much at least.
    let school = cut(&school, room.saturating_sub(call.len()).max(24));
    let call = cut(call, room.saturating_sub(school.len()));
    let parts = [school, call, &date];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// Lower-case ASCII words joined by single hyphens.
fn slug(text: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    let mut push = |piece: &str| {
        if piece.is_empty() {
            gap = true;
            return;
        }
        if gap && !out.is_empty() {
            out.push('-');
        }
        gap = false;
        out.push_str(piece);
    };
    for letter in text.chars().flat_map(char::to_lowercase) {
        let (base, _) = decompose(letter);
        match base {
            'a'..='z' | '0'..='9' => push(base.encode_utf8(&mut [0; 4])),
            'æ' => push("ae"),
            'œ' => push("oe"),
            'ß' => push("ss"),
            'ø' => push("o"),
            'ð' | 'đ' => push("d"),
            'þ' => push("th"),
            'ł' => push("l"),
            'ħ' => push("h"),
            'ı' => push("i"),
            '&' => {
                push("");
                push("and");
                push("");
            }
            // An apostrophe is no break: "St Mary's" becomes "st-marys".
            '\'' | '’' | '‘' => {}
            _ if is_mark(base) => {}
            _ => push(""),
        }
    }
    out
}

/// The front of an ASCII slug, at most `most` characters, at the end of a word if that loses less than half.
fn cut(slug: &str, most: usize) -> &str {
    let Some((front, rest)) = slug.split_at_checked(most) else {
        return slug;
    };
    if rest.is_empty() || rest.starts_with('-') {
        return front.trim_end_matches('-');
    }
    match front.rsplit_once('-') {
        Some((words, _)) if words.len() >= most / 2 => words,
        _ => front.trim_end_matches('-'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_allowed_and_refused() {
        let long = "a".repeat(LONGEST_PATH + 1);
        let just = "a".repeat(LONGEST_PATH);
        for (path, expected) in [
            ("a", Ok(())),
            ("larkfield/data/application.json", Ok(())),
            ("data/Cynllun Tŷ Gwyn (2025).pdf", Ok(())),
            ("data/.keep", Ok(())),
            ("data/…", Ok(())),
            ("data/100%.pdf", Ok(())),
            ("data/concert.pdf", Ok(())),
            ("data/com10", Ok(())),
            (just.as_str(), Ok(())),
            ("", Err(NameProblem::Empty)),
            (long.as_str(), Err(NameProblem::TooLong)),
            ("/etc/passwd", Err(NameProblem::Absolute)),
            ("//server/share", Err(NameProblem::Absolute)),
            ("C:/x", Err(NameProblem::Drive)),
            ("c:x", Err(NameProblem::Drive)),
            ("data/x:stream", Err(NameProblem::Forbidden(':'))),
            ("data\\x", Err(NameProblem::Backslash)),
            ("\\\\?\\C:\\x", Err(NameProblem::Backslash)),
            ("../x", Err(NameProblem::Dots)),
            ("data/../../x", Err(NameProblem::Dots)),
            ("data/..", Err(NameProblem::Dots)),
            ("./x", Err(NameProblem::Dots)),
            ("a//b", Err(NameProblem::EmptySegment)),
            ("a/", Err(NameProblem::EmptySegment)),
            ("a\0.json", Err(NameProblem::Control)),
            ("a\n.json", Err(NameProblem::Control)),
            ("a\u{85}", Err(NameProblem::Control)),
            ("letter\u{202e}fdp.exe", Err(NameProblem::Control)),
            ("what?", Err(NameProblem::Forbidden('?'))),
            ("data/ x", Err(NameProblem::Edges)),
            ("data/x ", Err(NameProblem::Edges)),
            ("data/x\u{a0}", Err(NameProblem::Edges)),
            ("data./x", Err(NameProblem::Edges)),
            ("data/...", Err(NameProblem::Edges)),
            ("data/nul", Err(NameProblem::Device)),
            ("data/Aux.txt", Err(NameProblem::Device)),
            ("data/con .txt", Err(NameProblem::Device)),
            ("data/com1/x", Err(NameProblem::Device)),
            ("data/LPT³.txt", Err(NameProblem::Device)),
        ] {
            assert_eq!(check(path), expected, "{path:?}");
        }
    }

    #[test]
    fn names_that_are_the_same() {
        for (one, other, same) in [
            ("data/a", "data/a", true),
            ("data/a", "DATA/A", true),
            ("tŷ", "ty\u{302}", true),
            ("TŶ", "ty\u{302}", true),
            ("straße", "STRASSE", false),
            ("a\u{200b}b", "ab", true),
            ("ab", "a\u{ad}b", true),
            ("résumé", "resume", false),
            ("a", "b", false),
        ] {
            assert_eq!(fold(one) == fold(other), same, "{one:?} {other:?}");
        }
        assert_eq!(canonical("TŶ"), "TY\u{302}", "case is kept");
    }

    #[test]
    fn names_that_clash() {
        let check = |paths: &[&str]| {
            let mut names = Names::default();
            paths.iter().find_map(|path| match path.strip_suffix('/') {
                Some(folder) => names.add_folder(folder).err(),
                None => names.add_file(path).err(),
            })
        };
        for (paths, clash) in [
            (&["a/x", "a/y", "a/", "a/b/", "b/x"][..], None),
            (&["a/x", "a/x"], Some("a/x")),
            (&["a/x", "a/X"], Some("a/x")),
            (&["a/é", "a/e\u{301}"], Some("a/é")),
            (&["a/x", "A/y"], Some("a")),
            (&["a", "a/x"], Some("a")),
            (&["a/x", "a"], Some("a")),
            (&["a/", "a"], Some("a")),
            (&["a/b/c/d", "a/B/e"], Some("a/b")),
        ] {
            assert_eq!(check(paths).map(|it| it.other).as_deref(), clash, "{paths:?}");
        }
    }

    #[test]
    fn bundles_are_named_for_school_call_and_date() {
        let date = "2026-11-22";
        for (school, call, expected) in [
            (
                "Larkfield Green Primary",
                "marsh-lead-schools-2025",
                "larkfield-green-primary-marsh-lead-schools-2025-2026-11-22",
            ),
            ("Ysgol Gyfun Tŷ-ŵyn", "moor", "ysgol-gyfun-ty-wyn-moor-2026-11-22"),
            ("Tŷ\u{302} Gwyn", "moor", "ty-gwyn-moor-2026-11-22"),
            ("St. Mary’s C of E & St. John's", "marsh", "st-marys-c-of-e-and-st-johns-marsh-2026-11-22"),
            ("École Straße Ærø Łódź", "x", "ecole-strasse-aero-lodz-x-2026-11-22"),
            ("", "", "school-application-2026-11-22"),
            ("🎵🎶", "  ", "school-application-2026-11-22"),
            ("音楽学校", "moor", "school-moor-2026-11-22"),
            ("../../etc/passwd", "C:\\con", "etc-passwd-c-con-2026-11-22"),
            ("--- nul ---", "x", "nul-x-2026-11-22"),
            (
                "The Very Reverend Doctor Somebody's Endowed Church of England Academy for Girls and Boys",
                "marsh-lead-schools-2025",
                "the-very-reverend-doctor-somebodys-endowed-marsh-lead-schools-2025-2026-11-22",
            ),
        ] {
            let name = bundle_name(school, call, date);
            assert_eq!(name, expected);
            assert!(name.len() <= LONGEST_BUNDLE_NAME, "{} {name}", name.len());
        }
        assert_eq!(bundle_name("A", "b", ""), "a-b");
        let longest = bundle_name(&"x".repeat(500), &"y".repeat(500), &"1".repeat(500));
        assert_eq!(longest.len(), LONGEST_BUNDLE_NAME, "{longest}");
    }
}
