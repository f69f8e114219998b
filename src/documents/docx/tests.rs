//! Documents as they are written, letters as they come in.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::call::Date;
use crate::documents::About;
use crate::documents::paper::sample::{any_kind, flow};
use crate::documents::paper::{Flow, Kind, Length, Setup};

fn about() -> About {
    About { author: "Larkfield & Green".to_owned(), made_on: Date::new(2027, 6, 1).unwrap(), page_numbers: true }
}

fn parts(flow: &Flow, setup: &Setup) -> BTreeMap<&'static str, Vec<u8>> {
    docx(flow, setup, &about()).into_iter().map(|part| (part.name, part.bytes)).collect()
}

fn part_text(flow: &Flow, setup: &Setup, name: &str) -> String {
    String::from_utf8(parts(flow, setup)[name].clone()).unwrap()
}

fn back(flow: &Flow) -> Result<LetterText, LetterError> {
    let parts = parts(flow, &Setup::default());
    docx_letter(|name| parts.get(name).map(Vec::as_slice), none)
}

/// A document whose text is this WordprocessingML, with styles and lists as Word writes them.
fn document(body: &str) -> Result<LetterText, LetterError> {
    let whole = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let numbering = "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:abstractNum w:abstractNumId=\"4\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId=\"5\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"4\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"5\"/></w:num><w:num w:numId=\"3\"><w:abstractNumId w:val=\"4\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride></w:num></w:numbering>";
    let styles = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:style w:styleId=\"Own\"><w:name w:val=\"Our own\"/><w:basedOn w:val=\"Listed\"/></w:style><w:style w:styleId=\"Listed\"><w:name w:val=\"List Paragraph\"/><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style><w:style w:styleId=\"H\"><w:name w:val=\"heading 1\"/></w:style><w:style w:styleId=\"Loop\"><w:name w:val=\"Loop\"/><w:basedOn w:val=\"Loop\"/></w:style></w:styles>";
    docx_letter(
        |name| match name {
            "word/document.xml" => Some(whole.as_bytes()),
            "word/numbering.xml" => Some(numbering.as_bytes()),
            "word/styles.xml" => Some(styles.as_bytes()),
            _ => None,
        },
        none,
    )
}

/// No part is inserted.
fn none(_: &[u8]) -> Option<LetterText> {
    None
}

fn paragraph(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn item(list: u32, depth: u32, text: &str) -> String {
    paragraph(&format!("<w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), text)
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", paragraph("", text));
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

#[test]
fn what_is_written_is_read_back() {
    let flow = flow(&[
        (Kind::Title, "Our letter"),
        (Kind::Heading(2), "Why <us> & \"them\""),
        (Kind::Text, "We sing.\nEvery day: T\u{175}r, well\u{2011}being \u{1f3b5}"),
        (Kind::Bullet, "Choir"),
        (Kind::Bullet, "Steel pans"),
        (Kind::Numbered(1), "First"),
        (Kind::Numbered(2), "Second"),
        (Kind::Text, "Between"),
        (Kind::Numbered(1), "First again"),
        (Kind::Numbered(9), "Ninth"),
        (Kind::Quote, "Schools must sing."),
    ]);
    let letter = back(&flow).unwrap();
    assert_eq!(
        letter.text,
        "Our letter\n\nWhy <us> & \"them\"\n\nWe sing.\nEvery day: T\u{175}r, well\u{2011}being \u{1f3b5}\n\n- Choir\n- Steel pans\n1. First\n2. Second\n\nBetween\n\n1. First again\n9. Ninth\n\nSchools must sing."
    );
    assert_eq!(letter.remarks, [""; 0]);
}

#[test]
fn letters_as_word_writes_them() {
    for (body, text) in [
        (paragraph("", "We sing.") + &paragraph("", " ") + &paragraph("", "Daily."), "We sing.\n\nDaily."),
        (item(1, 0, "a") + &item(1, 1, "b") + &item(1, 1, "c") + &item(1, 0, "d") + &item(1, 1, "e"), "1. a\na. b\nb. c\n2. d\na. e"),
        (item(3, 0, "a") + &item(3, 0, "b") + &item(2, 0, "c"), "7. a\n8. b\n- c"),
        (item(99, 0, "unknown list"), "- unknown list"),
        (item(0, 0, "no list"), "no list"),
        (paragraph("<w:pStyle w:val=\"Own\"/>", "styled"), "- styled"),
        (paragraph("<w:pStyle w:val=\"Loop\"/>", "loop"), "loop"),
        (paragraph("<w:pStyle w:val=\"H\"/><w:numPr><w:numId w:val=\"1\"/></w:numPr>", "Numbered heading"), "Numbered heading"),
        (paragraph("", "\u{2022}\tTyped bullet"), "- Typed bullet"),
        (
            "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d &amp; &#233;</w:t></w:r></w:p>".to_owned(),
            "a b\nc\u{2011}d & \u{e9}",
        ),
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>shown</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>".to_owned(),
            "shown",
        ),
        (
            "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p>".to_owned(),
            "new",
        ),
        (
            format!("<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>", paragraph("", "once"), paragraph("", "twice")),
            "once",
        ),
        (
            format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc><w:tc/></w:tr></w:tbl>{}", paragraph("", "a"), paragraph("", "b"), paragraph("", "c"), paragraph("", "d"), paragraph("", "e")),
            "a\n\nb\n\nc\n\nd\n\ne",
        ),
        (table(&[&["", "2026", "2027"], &["Choir", "30", "31"], &["Band", "", "12"]]), "\u{2013} | 2026 | 2027\nChoir | 30 | 31\nBand | \u{2013} | 12"),
        // Neither a list nor another table runs on.
        (item(3, 0, "a") + &table(&[&["b", "c"]]) + &table(&[&["d", "e"]]) + &item(3, 0, "f"), "7. a\n\nb | c\n\nd | e\n\n8. f"),
        (table(&[&["A frame around a letter."]]), "A frame around a letter."),
        (table(&[&["", "Only here."], &["", "And here."]]), "Only here.\n\nAnd here."),
        ("<w:p><w:r><a:t>of a picture</a:t><w:t>x</w:t></w:r></w:p>".to_owned(), "x"),
        ("<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink><w:sdt><w:sdtContent><w:r><w:t> field</w:t></w:r></w:sdtContent></w:sdt></w:p>".to_owned(), "link field"),
    ] {
        assert_eq!(document(&body).unwrap().text, text, "{body}");
    }
}

#[test]
fn what_was_left_behind_is_said() {
    let body = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:pict/><w:footnoteReference/></w:r><w:del/></w:p>";
    assert_eq!(document(body).unwrap().remarks.len(), 4);
}

#[test]
fn foreign_and_hostile_documents() {
    let deep = "<w:sdt>".repeat(300);
    let long = paragraph("", &"word ".repeat(40_000));
    let rows = "<w:tbl/>".repeat(20);
    for (body, error) in [
        (String::new(), LetterError::Empty),
        (rows, LetterError::Empty),
        (deep, LetterError::Damaged),
        (long, LetterError::TooLarge),
        ("<w:p>".to_owned(), LetterError::Damaged),
        ("<w:p><w:r><w:t>&bomb;</w:t></w:r></w:p>".to_owned(), LetterError::Damaged),
        ("<w:p a=\"1></w:p>".to_owned(), LetterError::Damaged),
    ] {
        assert_eq!(document(&body), Err(error), "{}", body.get(..60).unwrap_or(&body));
    }
    let whole = |text: &'static str| docx_letter(|name| (name == "word/document.xml").then_some(text.as_bytes()), none);
    let bomb = "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><d>&b;</d>";
    for (text, error) in [
        (bomb, LetterError::Unsafe),
        ("<html><body><p>Hello</p></body></html>", LetterError::OtherZip),
        ("not xml", LetterError::OtherZip),
        ("\u{0}", LetterError::OtherZip),
    ] {
        assert_eq!(whole(text), Err(error), "{text}");
    }
    assert_eq!(docx_letter(|_| None, none), Err(LetterError::OtherZip));
}

#[test]
fn plain_text_in_the_ways_in_which_it_is_saved() {
    let wide = |big: bool| {
        let units = "\u{feff}We sing \u{2013} \u{e9}\r\nDaily".encode_utf16();
        units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect::<Vec<u8>>()
    };
    for (bytes, text) in [
        (b"We sing.\r\n\r\n\r\nDaily.\r\n".to_vec(), "We sing.\n\nDaily."),
        ("\u{feff}We sing \u{2013} \u{e9}".as_bytes().to_vec(), "We sing \u{2013} \u{e9}"),
        (wide(false), "We sing \u{2013} \u{e9}\nDaily"),
        (wide(true), "We sing \u{2013} \u{e9}\nDaily"),
        (b"We sing \x96 \xe9 \x93x\x94".to_vec(), "We sing \u{2013} \u{e9} \u{201c}x\u{201d}"),
        (b"a\tb\x0cc".to_vec(), "a b\nc"),
        // A few characters that no key has are no reason to refuse a letter.
        (b"We sing.\x7f\x07 Daily.\x1a".to_vec(), "We sing. Daily."),
        ("cre\u{ad}scendo \u{200b}\u{feff}now".as_bytes().to_vec(), "crescendo now"),
        ("\u{6cc}\u{200c}\u{634} \u{f0fc}".as_bytes().to_vec(), "\u{6cc}\u{200c}\u{634} \u{2713}"),
        (wide(false).split_off(2), "We sing \u{2013} \u{e9}\nDaily"),
        ([wide(true), b"\n".to_vec()].concat(), "We sing \u{2013} \u{e9}\nDaily"),
        (b"Choir\t30\r\nBand\t12".to_vec(), "Choir | 30\nBand | 12"),
        (b"Tel:\t01234\r\nFax:\t01235".to_vec(), "Tel: 01234\nFax: 01235"),
    ] {
        assert_eq!(text_letter(&bytes).unwrap().text, text);
    }
    for (bytes, error) in [
        (b"".to_vec(), LetterError::Empty),
        (b" \r\n --- \n".to_vec(), LetterError::Empty),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), LetterError::NotText),
        (b"\xff\xfea".to_vec(), LetterError::NotText),
        (vec![b'a'; LARGEST_TEXT + 1], LetterError::TooLarge),
        (b"word ".repeat(40_000), LetterError::TooLarge),
    ] {
        assert_eq!(text_letter(&bytes), Err(error));
    }
}

#[test]
fn the_sheet_is_the_layouts() {
    let flow = flow(&[(Kind::Text, "We sing.")]);
    let plain = part_text(&flow, &Setup::default(), "word/document.xml");
    assert!(plain.contains("<w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\""), "{plain}");
    assert!(!plain.contains("titlePg"));
    let setup = Setup { letterhead: Length::millimetres(40), ..Setup::default() };
    assert!(part_text(&flow, &setup, "word/document.xml").contains("<w:titlePg/>"));
    // Top margin and letterhead less the distance from the edge: 1,134 + 2,268 - 708.
    assert!(part_text(&flow, &setup, "word/header1.xml").contains("w:line=\"2694\" w:lineRule=\"exact\""));
    let styles = part_text(&flow, &setup, "word/styles.xml");
    assert!(styles.contains("<w:spacing w:after=\"127\" w:line=\"253\" w:lineRule=\"exact\"/>"), "{styles}");
    assert!(!styles.contains("w:kern"));
}

#[test]
fn no_text_becomes_markup_and_nothing_gets_in_that_xml_lacks() {
    let text = "</w:t><w:t>\u{0}\u{b}\u{fffe}\u{d7ff}\"'&\r";
    let mut flow = flow(&[(Kind::Text, text)]);
    flow.title = text.to_owned();
    flow.blocks[0].spans[0].href = Some(format!("https://a.example/ \"{text}"));
    for part in docx(&flow, &Setup::default(), &About { author: text.to_owned(), ..about() }) {
        let xml = String::from_utf8(part.bytes).unwrap();
        assert!(!xml.contains("</w:t><w:t>\u{0}") && !xml.contains("\"</w:t>"), "{}", part.name);
        assert!(xml.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{fffe}'), "{}", part.name);
    }
    assert_eq!(back(&flow).unwrap().text, "</w:t><w:t>\u{d7ff}\"'&");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_word_comes_back(blocks in prop::collection::vec((any_kind(1200), "[a-z\u{e9}<&>\"' ]{0,12}|\\PC{0,8}"), 0..12)) {
        let blocks: Vec<(Kind, &str)> = blocks.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        let flow = flow(&blocks);
        let words = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let all: String = blocks.iter().map(|(_, text)| *text).collect();
        match back(&flow) {
            Ok(letter) => prop_assert_eq!(words(&letter.text), words(&all)),
            Err(error) => {
                prop_assert_eq!(error, LetterError::Empty);
                prop_assert!(!all.chars().any(char::is_alphanumeric));
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = text_letter(&bytes);
        let _ = docx_letter(|_| Some(&bytes), none);
    }

    #[test]
    fn a_document_that_was_tampered_with_is_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20), which in 0..3_usize) {
        let names = ["word/document.xml", "word/styles.xml", "word/numbering.xml"];
        let mut parts = parts(&flow(&[(Kind::Numbered(3), "One"), (Kind::Heading(1), "Two")]), &Setup::default());
        let part = parts.get_mut(names[which]).unwrap();
        for (at, byte) in changes {
            let at = at.index(part.len());
            part[at] = byte;
        }
        let _ = docx_letter(|name| parts.get(name).map(Vec::as_slice), none);
    }
}
