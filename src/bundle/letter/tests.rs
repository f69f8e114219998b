//! Letters as files that other programs have made.

use super::super::zip::{DosTime, Entry, write};
use super::*;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn document(body: &str) -> Vec<u8> {
    let start = format!(
        "<w:document xmlns:w=\"{WORD}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
    );
    format!("{start}<w:body>{body}</w:body></w:document>").into_bytes()
}

fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let entry = |(name, bytes): &(&str, &[u8])| Entry { name: (*name).to_owned(), bytes: bytes.to_vec() };
    let entries: Vec<Entry> = entries.iter().map(entry).collect();
    write(&entries, DosTime::EARLIEST, &Limits::IN_MEMORY).unwrap()
}

macro_rules! case {
    ($name:literal) => {
        include_bytes!(concat!("../../../tests/fixtures/letters/", $name)).as_slice()
    };
}

#[test]
fn the_cases_of_letters() {
    let hidden = "Hidden text was left out.";
    let side_by_side = "Text that stood side by side now stands one under the other.";
    for (bytes, text, remarks) in [
        (
            case!("docx-sidebar-letter.docx"),
            "Test School\n\n1 High Street\n\nDear Hub,\n\nWe sing every day.\n\nOur choir has forty members.\n\nYours sincerely",
            vec![side_by_side],
        ),
        (case!("hidden-by-style.docx"), "shown", vec![hidden]),
        (case!("list-letters.docx"), "(a) first\n(b) second\n\nSee (b) above.", vec![]),
        (case!("math.docx"), "We raised 3/4 of it.", vec![]),
        (case!("sym.docx"), "Tick: \u{2713} arrow \u{2192} alpha \u{3b1}", vec![]),
        (case!("tabs-address.docx"), "Tel: 01234\n\nName Right", vec![]),
        (
            case!("typed-dash.docx"),
            "\u{2013} choir\no band\n\u{27a2} third\n\u{2713} fourth\n\u{27a2} fifth\n1) six",
            vec![],
        ),
        (
            case!("letter-characters.txt"),
            "Trio in B\u{266d} with an E\u{266e}, metronome \u{2669} = 60. \u{2713} done\nNames: \u{404}\u{43b}\u{438}\u{437}\u{430}\u{432}\u{435}\u{442}\u{430}, \u{1e62}ad\u{e9}, Ad\u{e9}b\u{e1}y\u{1ecd}\u{300}, \u{39c}\u{3b1}\u{3c1}\u{3af}\u{3b1}, \u{641}\u{627}\u{637}\u{645}\u{629}, \u{738b}",
            vec![],
        ),
    ] {
        let letter = read_letter(bytes).unwrap();
        assert_eq!(letter.text, text);
        assert_eq!(letter.remarks, remarks);
    }
    let link = read_letter(case!("hyperlink.docx")).unwrap().text;
    assert!(link.starts_with("our plan (https://"), "{link}");
    assert_eq!(read_letter(case!("rtf-leading-newline.rtf")), Err(LetterError::RichText));
    assert_eq!(read_letter(case!("drive.gdoc")), Err(LetterError::Pointer));
}

/// These rest on what `zip` lets through.
#[test]
fn a_document_that_was_packed_by_other_programs_is_read() {
    assert_eq!(read_letter(case!("trailing-crlf.docx")).unwrap().text, "We sing.");
    assert!(!read_letter(case!("backslash.docx")).unwrap().text.is_empty());
    let letter = packed(&[("word/document.xml", &document("<w:p><w:r><w:t>We sing.</w:t></w:r></w:p>"))]);
    for (before, after) in [(b"\r\n".as_slice(), b"".as_slice()), (b"", b"\r\n\0\0"), (b"\xef\xbb\xbf", b"")] {
        let moved = [before, &letter, after].concat();
        assert_eq!(read_letter(&moved).unwrap().text, "We sing.", "{before:?} {after:?}");
    }
}

#[test]
fn pictures_do_not_keep_a_letter_out() {
    let white = vec![0xff; 9 << 20];
    let body = document("<w:p><w:r><w:t>We sing.</w:t></w:r></w:p>");
    let letter = packed(&[("word/document.xml", &body), ("word/media/image1.bmp", &white)]);
    assert_eq!(read_letter(&letter).unwrap().text, "We sing.");
    // A picture that was damaged on the way.
    let picture: Vec<u8> = (0..2_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let mut letter = packed(&[("word/document.xml", &body), ("word/media/image1.png", &picture)]);
    let at = letter.windows(picture.len().min(16)).position(|window| picture.starts_with(window)).unwrap_or(600);
    letter[at + 20] ^= 0xff;
    assert_eq!(read_letter(&letter).unwrap().text, "We sing.");
}

#[test]
fn documents_within_documents() {
    let rels = |target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"c\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk\" Target=\"{target}\"/></Relationships>"
        )
    };
    let body = document(
        "<w:p><w:r><w:t>Before.</w:t></w:r></w:p><w:altChunk r:id=\"c\"/><w:p><w:r><w:t>After.</w:t></w:r></w:p>",
    );
    let inner = packed(&[("word/document.xml", &document("<w:p><w:r><w:t>We sing.</w:t></w:r></w:p>"))]);
    let part = "A part that was inserted from another file was left out. Copy its text and paste it in here.";
    for (name, bytes, text, remarks) in [
        (
            "chunk.htm",
            b"<p>We <b>sing</b>.</p><p>Daily.</p>".as_slice(),
            "Before.\n\nWe sing.\n\nDaily.\n\nAfter.",
            vec![],
        ),
        ("chunk.txt", b"We sing.", "Before.\n\nWe sing.\n\nAfter.", vec![]),
        ("chunk.docx", &inner, "Before.\n\nWe sing.\n\nAfter.", vec![]),
        ("chunk.rtf", b"{\\rtf1 We sing.}", "Before.\n\nAfter.", vec![part]),
    ] {
        let rels = rels(&format!("/word/{name}"));
        let name = format!("word/{name}");
        let letter =
            packed(&[("word/document.xml", &body), ("word/_rels/document.xml.rels", rels.as_bytes()), (&name, bytes)]);
        let letter = read_letter(&letter).unwrap();
        assert_eq!(
            (letter.text.as_str(), letter.remarks),
            (text, remarks.into_iter().map(str::to_owned).collect()),
            "{name}"
        );
    }
    // A document that inserts itself, so to speak, ends.
    let mut letter = inner;
    for _ in 0..10 {
        let rels = rels("chunk.docx");
        let parts: [(&str, &[u8]); 3] = [
            ("word/document.xml", &body),
            ("word/_rels/document.xml.rels", rels.as_bytes()),
            ("word/chunk.docx", &letter),
        ];
        letter = packed(&parts);
    }
    let letter = read_letter(&letter).unwrap();
    assert!(letter.text.starts_with("Before.\n\nBefore.") && letter.remarks == [part], "{letter:?}");
}

#[test]
fn every_refusal_says_what_to_do() {
    use LetterError as E;
    for error in [
        E::Empty,
        E::OldWord,
        E::Password,
        E::Pdf,
        E::OpenDocument,
        E::RichText,
        E::Pages,
        E::Spreadsheet,
        E::Presentation,
        E::WordXml,
        E::WebArchive,
        E::Email,
        E::Pointer,
        E::Picture,
        E::Application,
        E::OtherArchive,
        E::Data,
        E::OtherZip,
        E::NotText,
        E::Damaged,
        E::Unsafe,
        E::TooLarge,
    ] {
        let message = error.message();
        let (happened, advice) = message.split_once(" Your application has not changed. ").unwrap();
        assert!(happened.ends_with('.') && advice.ends_with('.'), "{message}");
        for sentence in message.split(". ") {
            assert!(sentence.split_whitespace().count() <= 25, "{sentence}");
        }
    }
}
