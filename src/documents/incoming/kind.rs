//! What a file is, by its bytes: names and endings lie, and are often cut off on the way.

use crate::documents::docx::{LARGEST_TEXT, LetterError, any_text};

/// What is to be done with a file that should be a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A ZIP, as Word documents are, from this byte on.
    Zip(usize),
    /// A web page.
    Html,
    /// Plain text, as far as can be seen.
    Text,
    /// Something of which no words are read.
    Other(LetterError),
}

/// How far into a file its kind is looked for. Mail programs and servers put empty lines and marks before a file, and PDF
/// allows as much (ISO 32000-1, annex H.3.4.1).
const LOOKED_AT: usize = 1024;

/// Signatures of files that are no text, where white space and zeros before them are passed over.
const SIGNATURES: [(&[u8], LetterError); 19] = [
    (b"%PDF-", LetterError::Pdf),
    (b"{\\rtf", LetterError::RichText),
    (b"\x89PNG\r\n\x1a\n", LetterError::Picture),
    (b"\xff\xd8\xff", LetterError::Picture),
    (b"GIF87a", LetterError::Picture),
    (b"GIF89a", LetterError::Picture),
    (b"II*\0", LetterError::Picture),
    (b"MM\0*", LetterError::Picture),
    (b"\xffWPC", LetterError::OldWord),
    (b"bplist00", LetterError::Pointer),
    (b"L\0\0\0\x01\x14\x02\0", LetterError::Pointer),
    (b"%!PS", LetterError::NotText),
    (b"Rar!\x1a\x07", LetterError::OtherArchive),
    (b"7z\xbc\xaf\x27\x1c", LetterError::OtherArchive),
    (b"\x1f\x8b\x08", LetterError::OtherArchive),
    (b"BZh9", LetterError::OtherArchive),
    (b"\0\0\x01\0", LetterError::Picture),
    (b"ID3", LetterError::NotText),
    (b"OggS", LetterError::NotText),
];

/// Tells what a file is.
pub fn file_kind(bytes: &[u8]) -> FileKind {
    if bytes.is_empty() {
        return FileKind::Other(LetterError::Empty);
    }
    let start = without_blank_start(bytes);
    let begins = |signature: &[u8]| start.starts_with(signature) || bytes.starts_with(signature);
    if begins(b"\xd0\xcf\x11\xe0") {
        return FileKind::Other(compound(bytes));
    }
    if let Some((_, error)) = SIGNATURES.into_iter().find(|(signature, _)| begins(signature)) {
        return FileKind::Other(error);
    }
    if let Some(error) = container(bytes).or_else(|| container(start)) {
        return FileKind::Other(error);
    }
    // These stand in no text that somebody wrote, so they may have anything before them.
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    if let Some(at) = find(head, b"PK\x03\x04").or_else(|| bytes.starts_with(b"PK").then_some(0)) {
        return FileKind::Zip(at);
    }
    for (signature, error) in [(b"%PDF-1.".as_slice(), LetterError::Pdf), (b"{\\rtf1", LetterError::RichText)] {
        if find(head, signature).is_some() {
            return FileKind::Other(error);
        }
    }
    // A longer text is no letter, and a page says early what it is.
    match any_text(bytes.get(..LARGEST_TEXT).unwrap_or(bytes)) {
        Some(text) => text_kind(&text),
        None => FileKind::Other(LetterError::NotText),
    }
}

/// A file without the white space, zeros and byte order marks that it begins with.
fn without_blank_start(bytes: &[u8]) -> &[u8] {
    let is_blank = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0 | 0x0b | 0x1a);
    let mut rest = bytes;
    for _ in 0..LOOKED_AT {
        match rest {
            [0xef, 0xbb, 0xbf, after @ ..] => rest = after,
            [first, after @ ..] if is_blank(first) => rest = after,
            _ => break,
        }
    }
    rest
}

/// Pictures and films whose kind stands behind a length, of which zeros may have been passed over.
fn container(start: &[u8]) -> Option<LetterError> {
    let at = |from: usize, what: &[u8]| start.get(from..).is_some_and(|rest| rest.starts_with(what));
    let is_bitmap = at(0, b"BM") && at(6, b"\0\0\0\0");
    let is_webp = at(0, b"RIFF") && at(8, b"WEBP");
    let brand = (1..=4).find(|from| at(*from, b"ftyp")).map(|from| from + 4);
    let photos = [b"heic", b"heix", b"mif1", b"avif", b"heim"];
    let is_photo = brand.is_some_and(|from| photos.iter().any(|kind| at(from, *kind)));
    let is_film = brand.is_some() || at(0, b"RIFF");
    (is_bitmap || is_webp || is_photo)
        .then_some(LetterError::Picture)
        .or_else(|| is_film.then_some(LetterError::NotText))
}

/// A compound file (MS-CFB). Its folder has the names of what is in it, in UTF-16.
fn compound(bytes: &[u8]) -> LetterError {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &wide).is_some()
    };
    if has("EncryptedPackage") {
        LetterError::Password
    } else if has("__substg1.0_") || has("__properties_version1.0") {
        LetterError::Email
    } else if has("PowerPoint Document") {
        LetterError::Presentation
    } else if has("Workbook") && !has("WordDocument") {
        LetterError::Spreadsheet
    } else {
        LetterError::OldWord
    }
}

/// What a text is written in.
fn text_kind(text: &str) -> FileKind {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    let head: String = text.chars().take(LOOKED_AT).collect::<String>().to_ascii_lowercase();
    let is_line = |start: &str| head.lines().any(|line| line.trim_start().starts_with(start));
    if head.starts_with("<?xml") || is_line("<?mso-application") {
        return xml_kind(text);
    }
    if is_line("[internetshortcut]") || is_line("[desktop entry]") || is_google_pointer(text) {
        return FileKind::Other(LetterError::Pointer);
    }
    if let Some(error) = json_kind(text) {
        return FileKind::Other(error);
    }
    if let Some(error) = mail_kind(text) {
        return FileKind::Other(error);
    }
    if is_line("<!doctype html") || is_line("<html") || begins_with_tag(&head) {
        return FileKind::Html;
    }
    if head.starts_with("<pkg:package") || head.starts_with("<w:") {
        FileKind::Other(LetterError::WordXml)
    } else {
        FileKind::Text
    }
}

fn xml_kind(text: &str) -> FileKind {
    let head: String = text.chars().take(4 * LOOKED_AT).collect::<String>().to_ascii_lowercase();
    let has = |what: &str| head.contains(what);
    if has("<html") {
        return FileKind::Html;
    }
    if has("word.document") || has("<pkg:package") || has("<w:worddocument") || has("<w:document") {
        return FileKind::Other(LetterError::WordXml);
    }
    if has("<office:document") {
        return FileKind::Other(LetterError::OpenDocument);
    }
    if has("<plist") {
        return FileKind::Other(LetterError::Pointer);
    }
    FileKind::Other(LetterError::Data)
}

/// What Google Drive leaves on a computer in the place of a document: its address, as JSON.
fn is_google_pointer(text: &str) -> bool {
    text.starts_with('{')
        && text.len() < 8 * LOOKED_AT
        && ["\"doc_id\"", "//docs.google.com/", "//drive.google.com/"].iter().any(|sign| text.contains(sign))
}

/// Values for programs. Upbeat's own say so.
fn json_kind(text: &str) -> Option<LetterError> {
    let values: serde_json::Map<String, serde_json::Value> =
        text.starts_with('{').then(|| serde_json::from_str(text.trim()).ok())??;
    let format = values.get("format").and_then(serde_json::Value::as_str).unwrap_or_default();
    Some(if format.starts_with("upbeat-") { LetterError::Application } else { LetterError::Data })
}

/// A message, or a web page that was saved as one. People begin letters with "From:" and "To:" as well, so only what
/// programs write counts.
fn mail_kind(text: &str) -> Option<LetterError> {
    let mut names = Vec::new();
    let mut is_archive = false;
    for line in text.lines().take(200) {
        if line.trim().is_empty() {
            break;
        }
        // A header goes on in lines that begin with white space (RFC 5322, 2.2.3).
        if line.starts_with([' ', '\t']) && !names.is_empty() {
            is_archive |= line.to_ascii_lowercase().contains("text/html");
            continue;
        }
        if names.is_empty() && line.starts_with("From ") {
            names.push("from".to_owned());
            continue;
        }
        let (name, value) = line.split_once(':')?;
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let value = value.to_ascii_lowercase();
        is_archive |= value.contains("<saved by") || value.contains("multipart/related");
        names.push(name.to_ascii_lowercase());
    }
    let has = |name: &str| names.iter().any(|own| own == name);
    let machine =
        ["mime-version", "message-id", "received", "return-path", "content-type", "delivered-to", "dkim-signature"];
    if !machine.into_iter().any(has) {
        return None;
    }
    let is_sent = has("message-id") || has("received") || has("to");
    let is_archive = has("snapshot-content-location") || (is_archive && !is_sent);
    Some(if is_archive { LetterError::WebArchive } else { LetterError::Email })
}

/// Whether a text begins with an element of HTML, or a comment before one. It is in lower case.
fn begins_with_tag(head: &str) -> bool {
    const ELEMENTS: [&str; 26] = [
        "head", "body", "meta", "title", "style", "div", "p", "span", "table", "font", "b", "i", "center", "h1", "h2",
        "h3", "ul", "ol", "br", "a", "img", "section", "article", "main", "header", "strong",
    ];
    let Some(rest) = head.strip_prefix('<') else { return false };
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    rest.starts_with("!--") || (ELEMENTS.contains(&name) && after.starts_with(['>', ' ', '/', '\n', '\r', '\t']))
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
