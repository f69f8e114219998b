//! Files that are attached: to documents that the hub asks for, and to points as evidence.
//!
//! A draft holds no bytes. It names a file by what is in it: its [`FileId`] is the SHA-256 of its bytes, so the same file
//! is kept once however often it is attached. What people call it, its kind and its size are answers of their own at
//! [`Field::File`]; where it is attached is a list of ids at the place. So undo, history, merging and the bundle carry
//! files without knowing them.
//!
//! Where to start: [`attached`] lists all files of a draft with the names that they have in a bundle.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    DocumentField, Draft, Field, FileField, FileId, LetterField, PointField, PromptField, Value, row_words, when_shown,
};

/// What is known of an attached file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// Which.
    pub id: FileId,
    /// Its name, as people see it. Never a path.
    pub name: String,
    /// Its media type.
    pub kind: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its name in a bundle, in the folder [`ATTACHMENTS`]: safe on every system, and no other file's of this draft.
    pub file: String,
    /// Where it is attached, in the order of addresses.
    pub to: Vec<Field>,
}

/// The folder of attached files in a bundle's payload.
pub const ATTACHMENTS: &str = "attachments";

impl Field {
    /// Whether the answer is a list of files.
    pub fn holds_files(&self) -> bool {
        matches!(
            self,
            Self::Document(_, DocumentField::Files)
                | Self::Letter(_, LetterField::Files)
                | Self::Point(_, _, PointField::Files)
                | Self::Prompt(_, _, PromptField::Files)
        )
    }
}

impl Attached {
    /// A file as it is chosen: the name that the device gives it, and what the browser takes it for.
    pub fn new(id: FileId, name: &str, kind: &str, bytes: u64) -> Self {
        let name = shown_name(name);
        let kind = media_type(&name, kind);
        Self { id, file: safe_name(&name), name, kind, bytes, to: Vec::new() }
    }

    /// What is known of it, as answers.
    pub fn answers(&self) -> [(Field, Value); 3] {
        let at = |leaf| Field::File(self.id.clone(), leaf);
        [
            (at(FileField::Name), self.name.as_str().into()),
            (at(FileField::Kind), self.kind.as_str().into()),
            (at(FileField::Bytes), Value::Text(self.bytes.to_string())),
        ]
    }

    /// What a draft knows of a file.
    pub fn of(draft: &Draft, id: FileId) -> Self {
        let at = |leaf| draft.text(&Field::File(id.clone(), leaf)).trim();
        let mut name = shown_name(at(FileField::Name));
        if name.is_empty() {
            name = format!("file {}", id.as_str().get(..8).unwrap_or_default());
        }
        let kind = media_type(&name, at(FileField::Kind));
        let bytes = at(FileField::Bytes).parse().unwrap_or_default();
        Self { id, file: safe_name(&name), name, kind, bytes, to: Vec::new() }
    }

    /// Its path in a bundle's payload.
    pub fn path(&self) -> String {
        format!("{ATTACHMENTS}/{}", self.file)
    }
}

/// The files at an address, in order.
pub fn files_at(draft: &Draft, field: &Field) -> Vec<FileId> {
    let mut seen = BTreeSet::new();
    let ids = draft.list(field).iter().filter_map(|id| FileId::new(id.trim()));
    ids.filter(|id| seen.insert(id.clone())).collect()
}

/// Every file that a draft has attached, each once, in the order of the addresses at which they first stand; also those
/// at addresses that no call asks for any more. The same draft gives the same names.
pub fn attached(draft: &Draft) -> Vec<Attached> {
    let mut all: Vec<Attached> = Vec::new();
    let mut places: BTreeMap<FileId, usize> = BTreeMap::new();
    for field in draft.answers.keys().filter(|field| field.holds_files()) {
        for id in files_at(draft, field) {
            let place = *places.entry(id.clone()).or_insert(all.len());
            match all.get_mut(place) {
                Some(known) => known.to.push(field.clone()),
                None => all.push(Attached { to: vec![field.clone()], ..Attached::of(draft, id) }),
            }
        }
    }
    let mut taken = BTreeSet::new();
    for file in &mut all {
        file.file = untaken(&file.file, &mut taken);
    }
    all
}

/// Whether a file is attached anywhere in a draft.
pub fn is_attached(draft: &Draft, id: &FileId) -> bool {
    let mut lists = draft.answers.keys().filter(|field| field.holds_files()).map(|field| draft.list(field));
    lists.any(|list| list.iter().any(|item| item.trim() == id.as_str()))
}

/// A value in words: files by their names.
pub fn words_of(draft: &Draft, field: &Field, value: &Value) -> String {
    match value {
        Value::List(items) if field.holds_files() => {
            let name = |id: &String| FileId::new(id).map_or_else(|| id.clone(), |id| Attached::of(draft, id).name);
            items.iter().map(name).collect::<Vec<_>>().join("\n")
        }
        Value::List(rows) if matches!(field, Field::Prompt(_, _, PromptField::Lines) | Field::Cluster) => {
            rows.iter().map(|row| row_words(row)).collect::<Vec<_>>().join("\n")
        }
        Value::Text(text) if matches!(field, Field::Point(_, _, PointField::NextWhen)) => when_shown(text),
        value => value.words(),
    }
}

/// Whether the box of an answer may show other words than are stored.
pub fn is_reworded(field: &Field) -> bool {
    matches!(field, Field::Point(_, _, PointField::NextWhen))
}

/// The text of an answer as its box shows it.
pub fn shown_text(draft: &Draft, field: &Field) -> String {
    if is_reworded(field) { when_shown(draft.text(field)) } else { draft.text(field).to_owned() }
}

/// A size as people say it: "1.4 MB". Units of a thousand, as mail programs and shops count.
pub fn size_words(bytes: u64) -> String {
    let tenths = |unit: u64| (bytes.saturating_mul(10) + unit / 2) / unit;
    let say = |unit: u64, name: &str| {
        let tenths = tenths(unit);
        if tenths >= 100 || tenths.is_multiple_of(10) {
            format!("{} {name}", bytes.saturating_add(unit / 2) / unit)
        } else {
            format!("{}.{} {name}", tenths / 10, tenths % 10)
        }
    };
    match bytes {
        1 => "1 byte".to_owned(),
        0..1_000 => format!("{bytes} bytes"),
        1_000..999_500 => say(1_000, "KB"),
        999_500..999_500_000 => say(1_000_000, "MB"),
        _ => say(1_000_000_000, "GB"),
    }
}

/// Longest name, in characters.
const LONGEST_NAME: usize = 150;

/// A name as people see it: on one line, nothing of a path, nothing that cannot be seen or turns text round.
pub fn shown_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let plain = last.replace(is_unseen, " ");
    let name = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().count() <= LONGEST_NAME {
        return name;
    }
    // The end says what kind of file it is.
    let (stem, ending) = split_ending(&name);
    let stem: String = stem.chars().take(LONGEST_NAME - ending.len()).collect();
    format!("{}{ending}", stem.trim_end())
}

fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A name taken apart before its ending, which comes with its dot: `.pdf`; short, letters and digits, or nothing.
fn split_ending(name: &str) -> (&str, &str) {
    let ending = name.rfind('.').filter(|at| *at > 0).and_then(|at| name.split_at_checked(at));
    let fits =
        |ending: &str| (2..=9).contains(&ending.len()) && ending.bytes().skip(1).all(|b| b.is_ascii_alphanumeric());
    ending.filter(|(_, ending)| fits(ending)).unwrap_or((name, ""))
}

/// The ending of a name in small letters, without its dot; empty where it has none.
pub fn ending(name: &str) -> String {
    split_ending(name).1.trim_start_matches('.').to_ascii_lowercase()
}

/// Longest stem of a file's name in a bundle, in bytes: with folders and ending below `bundle::name::LONGEST_PATH`.
const LONGEST_STEM: usize = 90;

/// A name that every system takes, and that means nothing else to any: letters, digits and a few signs, an ending.
/// `bundle`'s tests hold it against the names that a bundle may have.
fn safe_name(name: &str) -> String {
    let (stem, ending) = split_ending(name);
    let mut safe = String::new();
    for c in stem.chars() {
        let c = if c.is_alphanumeric() && !is_mark(c) || "()+,&'".contains(c) { c } else { '-' };
        // One hyphen for whatever has none of these, such as spaces; none at the edges.
        if c == '-' && (safe.is_empty() || safe.ends_with('-')) {
            continue;
        }
        if safe.len() + c.len_utf8() > LONGEST_STEM {
            break;
        }
        safe.push(c);
    }
    safe.truncate(safe.trim_end_matches('-').len());
    if safe.is_empty() {
        safe.push_str("file");
    } else if is_device(&safe) {
        safe.insert_str(0, "file-");
    }
    safe + &ending.to_ascii_lowercase()
}

/// Marks that join the letter before them. Whether an accent is a character of its own is not for a name to tell.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Whether Windows takes the name for a device: `CON`, `LPT1`.
fn is_device(stem: &str) -> bool {
    let lower = stem.to_lowercase();
    let numbered =
        lower.strip_prefix("com").or_else(|| lower.strip_prefix("lpt")).is_some_and(|n| n.chars().count() == 1);
    numbered || matches!(lower.as_str(), "con" | "prn" | "aux" | "nul" | "conin" | "conout")
}

/// The name, or with a number behind its stem the first one like it that is not taken.
fn untaken(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut own = name.to_owned();
    let mut number = 2_u32;
    while !taken.insert(own.to_lowercase()) {
        let (stem, ending) = split_ending(name);
        own = format!("{stem}-{number}{ending}");
        number = number.saturating_add(1);
    }
    own
}

/// Kinds of files by their endings: media type, and what people call them.
const KINDS: &[(&str, &str, &str)] = &[
    ("pdf", "application/pdf", "PDF"),
    ("doc", "application/msword", "Word document"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word document"),
    ("odt", "application/vnd.oasis.opendocument.text", "text document"),
    ("rtf", "application/rtf", "text document"),
    ("pages", "application/vnd.apple.pages", "Pages document"),
    ("txt", "text/plain", "text"),
    ("md", "text/markdown", "text"),
    ("xls", "application/vnd.ms-excel", "spreadsheet"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "spreadsheet"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet", "spreadsheet"),
    ("csv", "text/csv", "spreadsheet"),
    ("numbers", "application/vnd.apple.numbers", "Numbers spreadsheet"),
    ("ppt", "application/vnd.ms-powerpoint", "slides"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "slides"),
    ("odp", "application/vnd.oasis.opendocument.presentation", "slides"),
    ("key", "application/vnd.apple.keynote", "Keynote slides"),
    ("png", "image/png", "picture"),
    ("jpg", "image/jpeg", "picture"),
    ("jpeg", "image/jpeg", "picture"),
    ("gif", "image/gif", "picture"),
    ("webp", "image/webp", "picture"),
    ("heic", "image/heic", "picture (HEIC)"),
    ("heif", "image/heif", "picture (HEIF)"),
    ("tif", "image/tiff", "picture"),
    ("tiff", "image/tiff", "picture"),
    ("svg", "image/svg+xml", "drawing"),
    ("mp3", "audio/mpeg", "recording"),
    ("m4a", "audio/mp4", "recording"),
    ("wav", "audio/wav", "recording"),
    ("ogg", "audio/ogg", "recording"),
    ("flac", "audio/flac", "recording"),
    ("mp4", "video/mp4", "video"),
    ("m4v", "video/mp4", "video"),
    ("webm", "video/webm", "video"),
    ("mov", "video/quicktime", "video (MOV)"),
    ("avi", "video/x-msvideo", "video (AVI)"),
    ("zip", "application/zip", "ZIP file"),
    ("html", "text/html", "web page"),
    ("htm", "text/html", "web page"),
    ("musicxml", "application/vnd.recordare.musicxml+xml", "score"),
    ("mxl", "application/vnd.recordare.musicxml", "score"),
    ("mid", "audio/midi", "MIDI file"),
];

/// Said where nothing more is known.
const UNKNOWN_KIND: &str = "application/octet-stream";

/// The media type of a file: by its ending, else what was said of it where that has the form of one.
fn media_type(name: &str, said: &str) -> String {
    let ending = ending(name);
    if let Some((_, kind, _)) = KINDS.iter().find(|(known, ..)| *known == ending) {
        return (*kind).to_owned();
    }
    let said = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let part =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&b));
    let fits = said.len() <= 100 && said.split_once('/').is_some_and(|(a, b)| part(a) && part(b));
    if fits { said } else { UNKNOWN_KIND.to_owned() }
}

/// What kind of file it is, as people say it.
pub fn kind_words(file: &Attached) -> String {
    let ending = ending(&file.name);
    let known = KINDS.iter().find(|(known, ..)| *known == ending).map(|(.., words)| (*words).to_owned());
    known.unwrap_or_else(|| match file.kind.split('/').next() {
        Some("image") => "picture".to_owned(),
        Some("audio") => "recording".to_owned(),
        Some("video") => "video".to_owned(),
        Some("text") => "text".to_owned(),
        _ if ending.is_empty() => "file".to_owned(),
        _ => format!("{} file", ending.to_ascii_uppercase()),
    })
}

/// How a browser can show a file within the page, if it can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preview {
    /// As a picture.
    Picture,
    /// As sound.
    Sound,
    /// As a film.
    Film,
    /// As plain text.
    Text,
    /// In a tab of its own.
    Tab,
}

/// How a browser can show a file of this media type. What could carry a program (web pages, drawings) is never shown.
pub fn preview(kind: &str) -> Option<Preview> {
    match kind {
        "image/png" | "image/jpeg" | "image/gif" | "image/webp" => Some(Preview::Picture),
        "application/pdf" => Some(Preview::Tab),
        "text/plain" | "text/csv" | "text/markdown" => Some(Preview::Text),
        "audio/midi" => None,
        kind if kind.starts_with("audio/") => Some(Preview::Sound),
        "video/mp4" | "video/webm" | "video/quicktime" => Some(Preview::Film),
        _ => None,
    }
}

/// Every file that a text of ours names as attached somewhere, whatever the text is: a draft, a version of one, a list of
/// them. What is known of a file is no use of it.
pub fn named_in(text: &str, named: &mut BTreeSet<FileId>) {
    let hex = |b: &u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let run = bytes.iter().skip(at).take_while(|b| hex(b)).count();
        let known = text.get(..at).is_some_and(|before| before.ends_with("files/"));
        if run == 64
            && !known
            && let Some(id) = text.get(at..at + run).and_then(FileId::new)
        {
            named.insert(id);
        }
        at += run.max(1);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::call::{CallId, Timestamp};
    use crate::draft::{DraftId, write_draft};

    pub(crate) fn id(letter: char) -> FileId {
        FileId::new(&letter.to_string().repeat(64)).unwrap()
    }

    fn draft() -> Draft {
        Draft::new(DraftId::new("d1").unwrap(), CallId::new("marsh-2027").unwrap(), "2027", Timestamp(0))
    }

    fn attach(draft: &mut Draft, place: &str, letter: char, name: &str) {
        let place = Field::parse(place);
        let mut list = draft.list(&place).to_vec();
        list.push(id(letter).to_string());
        draft.set(place, Value::List(list), Timestamp(1));
        for (field, value) in Attached::new(id(letter), name, "", 7).answers() {
            draft.set(field, value, Timestamp(1));
        }
    }

    #[test]
    fn ids() {
        assert!(FileId::new(&"0a".repeat(32)).is_some());
        for wrong in ["", "0a", &"0A".repeat(32), &"0g".repeat(32), &"0a".repeat(33)] {
            assert_eq!(FileId::new(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn names_become_no_paths() {
        for (given, shown, safe) in [
            ("Plan 2026.pdf", "Plan 2026.pdf", "Plan-2026.pdf"),
            ("C:\\Users\\me\\Plan.PDF", "Plan.PDF", "Plan.pdf"),
            ("../../etc/passwd", "passwd", "passwd"),
            ("..", "..", "file"),
            ("", "", "file"),
            ("CON", "CON", "file-CON"),
            ("aux.txt", "aux.txt", "file-aux.txt"),
            ("lpt\u{b9}.v2.txt", "lpt\u{b9}.v2.txt", "lpt\u{b9}-v2.txt"),
            (".htaccess", ".htaccess", "htaccess"),
            ("a\u{202e}fdp.exe", "a fdp.exe", "a-fdp.exe"),
            ("e\u{301}te\u{301}.m4a", "e\u{301}te\u{301}.m4a", "e-te.m4a"),
            (
                "Cynllun T\u{177} Gwyn (2025).docx",
                "Cynllun T\u{177} Gwyn (2025).docx",
                "Cynllun-T\u{177}-Gwyn-(2025).docx",
            ),
            ("what? 100%: \"yes\".pdf", "what? 100%: \"yes\".pdf", "what-100-yes.pdf"),
            ("1.2 budget", "1.2 budget", "1-2-budget"),
            ("\u{97f3}\u{697d}.pdf", "\u{97f3}\u{697d}.pdf", "\u{97f3}\u{697d}.pdf"),
            ("\u{1f3b5}.mp3", "\u{1f3b5}.mp3", "file.mp3"),
        ] {
            assert_eq!(shown_name(given), shown, "{given:?}");
            assert_eq!(safe_name(shown), safe, "{given:?}");
        }
        let long = shown_name(&format!("{}.pdf", "\u{e9}".repeat(400)));
        assert_eq!((long.chars().count(), ending(&long)), (LONGEST_NAME, "pdf".to_owned()));
        assert!(safe_name(&long).len() <= LONGEST_STEM + 4 && ending(&safe_name(&long)) == "pdf");
    }

    #[test]
    fn one_file_is_listed_once_and_no_two_have_one_name() {
        let mut draft = draft();
        attach(&mut draft, "documents/plan/files", 'a', "Plan.pdf");
        attach(&mut draft, "criteria/c/p/files", 'b', "plan.PDF");
        attach(&mut draft, "criteria/c/p/files", 'a', "Plan.pdf");
        attach(&mut draft, "criteria/gone/p/files", 'c', "Plan-2.pdf");
        draft.set(
            Field::parse("criteria/c/q/files"),
            Value::List(vec!["x".to_owned(), id('d').to_string()]),
            Timestamp(1),
        );
        let all = attached(&draft);
        let seen: Vec<(&str, String)> = all.iter().map(|f| (f.id.as_str().get(..1).unwrap(), f.path())).collect();
        assert_eq!(
            seen,
            [
                ("b", "attachments/plan.pdf".to_owned()),
                ("a", "attachments/Plan-2.pdf".to_owned()),
                ("d", "attachments/file-dddddddd".to_owned()),
                ("c", "attachments/Plan-2-2.pdf".to_owned()),
            ]
        );
        assert_eq!(all[1].to, [Field::parse("criteria/c/p/files"), Field::parse("documents/plan/files")]);
        assert_eq!((all[1].bytes, all[1].kind.as_str()), (7, "application/pdf"));
    }

    #[test]
    fn sizes() {
        for (bytes, words) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_000, "1 KB"),
            (1_449, "1.4 KB"),
            (15_432, "15 KB"),
            (999_499, "999 KB"),
            (999_500, "1 MB"),
            (1_400_000, "1.4 MB"),
            (25_000_000, "25 MB"),
            (1_073_741_824, "1.1 GB"),
        ] {
            assert_eq!(size_words(bytes), words);
        }
    }

    #[test]
    fn kinds() {
        for (name, said, kind, words) in [
            ("plan.PDF", "", "application/pdf", "PDF"),
            ("plan.pdf", "text/html", "application/pdf", "PDF"),
            ("song", "audio/x-thing; codecs=1", "audio/x-thing", "recording"),
            ("odd.xyz", "not a type", "application/octet-stream", "XYZ file"),
            ("odd", "", "application/octet-stream", "file"),
            ("numbers.numbers", "", "application/vnd.apple.numbers", "Numbers spreadsheet"),
        ] {
            let file = Attached::new(id('a'), name, said, 1);
            assert_eq!((file.kind.as_str(), kind_words(&file).as_str()), (kind, words), "{name}");
        }
        for never in ["image/svg+xml", "text/html", "application/octet-stream", "application/xhtml+xml"] {
            assert_eq!(preview(never), None, "{never}");
        }
    }

    #[test]
    fn what_a_text_names() {
        let mut draft = draft();
        attach(&mut draft, "documents/plan/files", 'a', "Plan.pdf");
        attach(&mut draft, "criteria/c/p/files", 'b', "b.pdf");
        draft.set(Field::parse("criteria/c/p/files"), Value::List(Vec::new()), Timestamp(2));
        let text = write_draft(&draft).unwrap();
        assert!(text.contains(id('b').as_str()), "what is known of it stays");
        // In a draft, and in a draft within another text.
        for text in [text.clone(), serde_json::json!({"versions": [text]}).to_string()] {
            let mut named = BTreeSet::new();
            named_in(&text, &mut named);
            assert_eq!(named.into_iter().collect::<Vec<_>>(), [id('a')]);
        }
    }

    proptest! {
        #[test]
        fn any_name_is_safe(name in "\\PC{0,200}", other in ".{0,40}") {
            for name in [name, other] {
                let shown = shown_name(&name);
                prop_assert_eq!(&shown_name(&shown), &shown);
                prop_assert!(!shown.contains(['/', '\\', '\n']));
                prop_assert!(!safe_name(&shown).contains(['/', '\\', '%', ':']));
            }
        }

        #[test]
        fn any_text_may_be_searched(text in ".*") {
            named_in(&text, &mut BTreeSet::new());
        }
    }
}
