//! Documents on paper, held against other people's programs: Word documents against python-docx, LibreOffice and the
//! rules of Microsoft's Open XML SDK, PDF files against pikepdf.
//!
//! The programs in Python run where `UPBEAT_PYTHON` names an interpreter that has them, as `cargo xtask test` does.
//! LibreOffice (`soffice`, with a font of Arial's widths) is asked where `UPBEAT_OFFICE` is set, and must be there then;
//! `cargo xtask test --quick` does without. `UPBEAT_OPENXML` names the validator that the SDK is in. `UPBEAT_LETTERS`
//! says how many letters; without it 252.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests stop where they fail"
)]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "small numbers"
)]

#[path = "paper/letters.rs"]
mod letters;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use letters::{Dice, end, letter, setup, to_the_edge};
use serde_json::json;
use upbeat::bundle::pack_docx;
use upbeat::call::Date;
use upbeat::documents::About;
use upbeat::documents::docx::docx;
use upbeat::documents::paper::{
    Flow, Kind, Length, Pages, Piece, REPLACEMENT, Run, Setup, covers, is_combining, label, lay_out, spans, tidy, typed,
};
use upbeat::documents::pdf::{FurtherFaces, Music, pdf_under};
use upbeat::readiness::Progress;

fn about() -> About {
    About { author: "Larkfield Green".to_owned(), made_on: Date::new(2027, 6, 1).unwrap(), page_numbers: true }
}

fn many() -> usize {
    std::env::var("UPBEAT_LETTERS").map_or(HELD, |text| text.parse().unwrap())
}

/// Letters from half a side to three; every fourth ends within two lines of the end of a page.
fn letters() -> Vec<(Flow, Setup)> {
    let one = |number: usize| {
        let mut dice = Dice(number as u64 * 7919 + 1);
        let setup = setup(&mut dice, number);
        let mut flow = letter(&mut dice, 3 + number % 24);
        if number.is_multiple_of(4) {
            to_the_edge(&mut flow, &setup, number / 4 % 4);
        }
        (flow, setup)
    };
    (0..many()).map(one).collect()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs one of the checkers in `tests/python`; all must pass.
fn checked_in_python(script: &str, folder: &Path) {
    let Some(python) = std::env::var_os("UPBEAT_PYTHON").filter(|path| !path.is_empty()) else {
        return println!("{script} did not run: UPBEAT_PYTHON is not set");
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python").join(script);
    let output = Command::new(python).arg(path).arg(folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{script}: {}", said.trim_end());
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

/// The text of a block as it is drawn.
fn drawn(block: &Piece) -> String {
    let text: String = block.spans.iter().flat_map(|s| s.text.chars()).collect();
    let shown: String = text.chars().map(|c| if c == '\n' || covers(c) { c } else { REPLACEMENT }).collect();
    format!("{} {shown}", label(block.kind).unwrap_or_default())
}

#[test]
fn every_letter_as_pdf_is_tagged_and_reads_as_it_was_typed() {
    let folder = folder("pdf");
    for (number, (flow, setup)) in letters().iter().enumerate() {
        // Every third stands under a line of music, which is no text and no untagged content.
        let music = Music { notes: vec![Progress::InProgress, Progress::DoesNotApply, Progress::Done], ready: true };
        let music = number.is_multiple_of(3).then_some(&music);
        let made = pdf_under(music, flow, &lay_out(flow, setup), &about(), &FurtherFaces::included()).unwrap();
        fs::write(folder.join(format!("{number:03}.pdf")), made.bytes).unwrap();
        let blocks: Vec<String> = flow.blocks.iter().map(drawn).collect();
        let what = json!({"title": flow.title, "author": about().author, "blocks": blocks});
        fs::write(folder.join(format!("{number:03}.json")), what.to_string()).unwrap();
    }
    checked_in_python("check_pdf.py", &folder);
}

/// Every character that the fonts have, forty to a word, marks on a letter each, as headings and as text: so both weights
/// draw each of them.
fn every_character() -> Flow {
    let all: Vec<char> = (' '..=char::MAX).filter(|c| covers(*c) && !c.is_whitespace()).collect();
    let words = all.chunks(40).map(|some| {
        some.iter().fold(String::new(), |mut word, c| {
            word.extend(is_combining(*c).then_some('o'));
            word.push(*c);
            word
        })
    });
    let blocks = words.flat_map(|word| {
        let spans = |kind| Piece { kind, spans: spans(&tidy(&word)), from: None };
        [spans(Kind::Heading(1)), spans(Kind::Text)]
    });
    Flow { title: "Every character".to_owned(), blocks: blocks.collect() }
}

/// What people write: names of many countries, music, ticks.
fn names_and_music() -> Flow {
    let text = "Trio in B\u{266d} with an E\u{266e}, metronome \u{2669} = 60, \u{1d11e} and \u{266c}. \u{2713} done \u{2610} \u{2605}\n\n\
        Names: \u{404}лизавета, \u{1e62}ad\u{e9}, Ad\u{e9}b\u{e1}y\u{1ecd}\u{300}, Μαρία, \u{641}\u{627}\u{637}\u{645}\u{629}, \u{738b}\n\n\
        - \u{20b9}500 \u{2192} \u{20bd}5, x \u{2208} \u{211d}, q\u{303}m\u{330}\n- https://larkfield.example/Μαρία";
    Flow { title: "Names and music".to_owned(), blocks: typed(text, None) }
}

#[test]
fn every_character_reads_as_it_was_typed() {
    let folder = folder("characters");
    for (name, flow) in [("every", every_character()), ("names", names_and_music())] {
        let setup = Setup::default();
        let made = pdf_under(None, &flow, &lay_out(&flow, &setup), &about(), &FurtherFaces::included()).unwrap();
        assert_eq!(made.not_loaded, []);
        assert_eq!(made.replaced.len(), if name == "every" { 0 } else { 6 }, "{:?}", made.replaced);
        fs::write(folder.join(format!("{name}.pdf")), made.bytes).unwrap();
        let blocks: Vec<String> = flow.blocks.iter().map(drawn).collect();
        let what = json!({"title": flow.title, "author": about().author, "blocks": blocks});
        fs::write(folder.join(format!("{name}.json")), what.to_string()).unwrap();
    }
    checked_in_python("check_pdf.py", &folder);
}

/// A block as python-docx should read it.
fn written(block: &Piece) -> serde_json::Value {
    let (style, number) = match block.kind {
        Kind::Title => ("Title".to_owned(), None),
        Kind::Heading(level) => (format!("Heading {}", level.clamp(1, 3)), None),
        Kind::Text => ("Normal".to_owned(), None),
        Kind::Line => ("Address Line".to_owned(), None),
        Kind::Bullet => ("List Bullet".to_owned(), None),
        Kind::Numbered(number) => ("List Number".to_owned(), Some(number)),
        Kind::Quote => ("Quote".to_owned(), None),
        Kind::Label => ("Label".to_owned(), None),
        Kind::Small => ("Small Print".to_owned(), None),
    };
    let text: String = block.spans.iter().map(|s| s.text.as_str()).collect();
    let links: Vec<&str> = block.spans.iter().filter_map(|s| s.href.as_deref()).collect();
    json!({"style": style, "text": text.replace('\u{2011}', "-"), "number": number, "links": links})
}

#[test]
fn every_letter_as_word_document_reads_as_it_was_typed() {
    let folder = folder("docx");
    for (number, (flow, setup)) in letters().iter().enumerate() {
        let bytes = pack_docx(docx(flow, setup, &about()), about().made_on).unwrap();
        assert_eq!(bytes, pack_docx(docx(flow, setup, &about()), about().made_on).unwrap());
        fs::write(folder.join(format!("{number:03}.docx")), bytes).unwrap();
        let bold = flow.blocks.iter().flat_map(|b| &b.spans).filter(|s| s.bold && s.href.is_none()).count();
        let (width, height) = (Length::A4_WIDTH.twips(), Length::A4_HEIGHT.twips());
        let what = json!({
            "title": flow.title, "author": about().author, "bold": bold,
            "sheet": {"width": width, "height": height, "top": setup.top.twips(), "left": setup.left.twips()},
            "blocks": flow.blocks.iter().map(written).collect::<Vec<_>>(),
        });
        fs::write(folder.join(format!("{number:03}.json")), what.to_string()).unwrap();
    }
    checked_in_python("check_docx.py", &folder);
}

/// What Microsoft's own library for such files says against one, as the validator writes it.
fn against(validator: &OsStr, file: &Path) -> Vec<serde_json::Value> {
    let mut command = Command::new(validator);
    // It asks for a library of languages otherwise, which not every machine has.
    let output = command.arg(file).env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1").output().unwrap();
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("the validator answers");
    let errors = said["errors"].as_array().unwrap().clone();
    assert_eq!(said["ok"], errors.is_empty(), "{said}");
    errors
}

#[test]
fn word_documents_keep_microsofts_rules() {
    let Some(validator) = std::env::var_os("UPBEAT_OPENXML") else {
        return println!("the validator did not run: UPBEAT_OPENXML is not set");
    };
    let folder = folder("openxml");
    let file = folder.join("letter.docx");
    // Each takes it a third of a second.
    for (number, (flow, setup)) in letters().iter().enumerate().step_by(11) {
        fs::write(&file, pack_docx(docx(flow, setup, &about()), about().made_on).unwrap()).unwrap();
        assert_eq!(against(&validator, &file), [serde_json::Value::Null; 0], "letter {number}");
    }

    // It does look: the same with something in it that no such file has.
    let (flow, setup) = letters().swap_remove(0);
    let mut parts = docx(&flow, &setup, &about());
    let main = parts.iter_mut().find(|part| part.name == "word/document.xml").unwrap();
    let spoilt = String::from_utf8(std::mem::take(&mut main.bytes)).unwrap().replacen("<w:p>", "<w:p><w:verse/>", 1);
    main.bytes = spoilt.into_bytes();
    fs::write(&file, pack_docx(parts, about().made_on).unwrap()).unwrap();
    assert!(!against(&validator, &file).is_empty(), "the validator finds nothing wrong with a verse");
}

/// The text of each line of each page, as it was set.
fn lines(pages: &Pages) -> Vec<Vec<String>> {
    let line = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    pages.pages.iter().map(|page| page.lines.iter().map(|set| line(&set.runs)).collect()).collect()
}

/// How many letters are held against [`MISSES`], one by one; more can be asked for, and are counted only.
const HELD: usize = 252;

/// Letters for which LibreOffice (7.4) gives another number of pages, with that number. A miss that is not here fails,
/// and so does one here that is none any more.
///
/// | letter | here | LibreOffice | why |
/// |---|---|---|---|
/// | 159 | 3, with one line on the last | 2, full | LibreOffice saves a line at each of two places; either is enough |
///
/// 1. Widths: LibreOffice rounds the advance of each letter to a grid of its own. The line that ends in "Tŵr choir!" is
///    9,073.1 twips wide by the font's advances, and the column 9,072: here "choir!" begins another line, there the
///    rounded line just fits. In a column one twip narrower it does not fit there either.
/// 2. Breaks: LibreOffice ends lines within "2025-26" and "(2019–20)", where UAX #14 and browsers do not; the
///    quotation that ends in "2025-26 Tŵr." is a line shorter for that.
///
/// Neither is cured: rounding likewise would be one program's grid, and a no-break hyphen in the file would change what
/// the school typed. [`without_what_differs`] takes both away, and LibreOffice then sets three pages too.
const MISSES: [(usize, usize); 1] = [(159, 2)];

/// The same letter without what LibreOffice does otherwise: no break between a hyphen and a figure, and a column one
/// twip narrower.
fn without_what_differs(flow: &Flow, setup: &Setup) -> (Flow, Setup) {
    let mut flow = flow.clone();
    for span in flow.blocks.iter_mut().flat_map(|block| &mut block.spans) {
        for figure in '0'..='9' {
            span.text = span.text.replace(&format!("-{figure}"), &format!("\u{2011}{figure}"));
        }
    }
    (flow, Setup { right: Length(setup.right.0 + 50), ..*setup })
}

#[test]
fn libreoffice_sets_the_same_pages() {
    let folder = folder("letters");
    let mut at_the_edge = 0;
    let write = |name: &str, flow: &Flow, setup: &Setup, about: &About, what: &serde_json::Value| {
        let bytes = pack_docx(docx(flow, setup, about), about.made_on).unwrap();
        fs::write(folder.join(format!("{name}.docx")), bytes).unwrap();
        fs::write(folder.join(format!("{name}.json")), what.to_string()).unwrap();
    };
    for (number, (flow, setup)) in letters().iter().enumerate() {
        let pages = lay_out(flow, setup);
        let (last, room) = end(&pages);
        at_the_edge += usize::from(last <= 2 || room <= 2);
        // Every third has page numbers, which must not move the text.
        let about = About { page_numbers: number.is_multiple_of(3), ..about() };
        let own = pages.pages.len();
        let miss = MISSES.iter().find(|(letter, _)| *letter == number).map(|(_, pages)| *pages);
        let mut what = json!({
            "size": setup.size.0, "line": setup.line.0, "margin": setup.top.0, "letterhead": setup.letterhead.0,
            "footer": about.page_numbers, "pages": lines(&pages),
            "expected": (number < HELD).then_some(miss.unwrap_or(own)),
        });
        write(&format!("{number:03}"), flow, setup, &about, &what);
        if miss.is_some() {
            what["expected"] = json!(own);
            let (flow, setup) = without_what_differs(flow, setup);
            write(&format!("{number:03}-explained"), &flow, &setup, &about, &what);
        }
    }
    println!("{} letters, {at_the_edge} within two lines of the end of a page", many());
    assert!(at_the_edge * 6 >= many());
    if std::env::var_os("UPBEAT_OFFICE").is_some() {
        checked_in_python("check_pages.py", &folder);
    } else {
        println!("check_pages.py did not run: UPBEAT_OFFICE is not set");
    }
}
