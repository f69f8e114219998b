//! Web pages and pastes as text. What the browser's parser hands on in a page, html5gum's hands on here.

use proptest::prelude::*;

use super::*;
use crate::documents::docx::{LetterError, LetterText};

fn read(html: &str) -> LetterText {
    html_letter(html.as_bytes()).expect(html)
}

#[test]
fn the_cases_of_pastes() {
    for (html, text) in [
        (include_str!("../../../tests/fixtures/pastes/paste-blocks-glued.html"), "A\n\nB\nC\nD\nE\nF\nG\nH\nI"),
        (include_str!("../../../tests/fixtures/pastes/paste-cell-deleted-text.html"), "new | x"),
        (include_str!("../../../tests/fixtures/pastes/paste-hidden.html"), "shown here"),
        (
            include_str!("../../../tests/fixtures/pastes/paste-table-cells.html"),
            "Dear Hub\n\nWe sing every day.\n\n- choir\n- band\n\nYours",
        ),
    ] {
        assert_eq!(read(html).text, text, "{html}");
    }
}

#[test]
fn blocks_are_lines() {
    for tag in [
        "address",
        "article",
        "aside",
        "center",
        "details",
        "dialog",
        "div",
        "dd",
        "dt",
        "fieldset",
        "figcaption",
        "footer",
        "form",
        "header",
        "hgroup",
        "legend",
        "main",
        "nav",
        "search",
        "section",
        "summary",
    ] {
        let html = format!("<{tag}>Choir</{tag}><{tag}>Band</{tag}>");
        assert_eq!(read(&html).text, "Choir\nBand", "{tag}");
    }
    for (html, text) in [
        ("<span style='display:block'>Choir</span><b style='display: flex'>Band</b>", "Choir\nBand"),
        ("<p>Choir<p>Band", "Choir\n\nBand"),
        ("<ul><li>Choir<li>Band</ul>", "- Choir\n- Band"),
        ("<dl><dt>Choir<dd>sings<dt>Band<dd>plays</dl>", "Choir\nsings\nBand\nplays"),
        ("<p>Choir</b></i> sings</p></div>daily", "Choir sings\n\ndaily"),
        ("Choir<br/>Band</br>", "Choir\nBand"),
        ("<title>Page</title><p>Choir &amp; band &ndash; &eacute;&nbsp;!", "Choir & band \u{2013} \u{e9} !"),
        ("<html><head><meta charset=utf-8><style>p{}</style><p>Choir</html>", "Choir"),
        ("<pre>Choir\n  Band\n\nPans</pre>", "Choir\nBand\n\nPans"),
        ("<p>We <q>sing</q>.</p>", "We \u{201c}sing\u{201d}."),
        ("<p>Thanks <img alt='\u{1f600}' src=x></p>", "Thanks \u{1f600}"),
        ("<input type=checkbox checked>Choir<br><input type=checkbox>Band", "\u{2611} Choir\n\u{2610} Band"),
        ("<script>if (a < b) {}</script><textarea>x</textarea>kept", "kept"),
        (
            "<table><caption>Groups</caption><tr><td>Choir<td>30<tr><td>Band<td>12</table>",
            "Groups\n\nChoir | 30\nBand | 12",
        ),
        ("<p>a<table><tr><td>Choir<p>x</table>b", "a\n\nChoir\n\nx\n\nb"),
    ] {
        assert_eq!(read(html).text, text, "{html}");
    }
}

#[test]
fn cells_keep_their_lines_and_are_cleaned() {
    for (html, text) in [
        ("<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>", "a | b\nc"),
        ("<tr><td><p>Year</p></td><td><p>Pupils</p></td></tr>", "Year | Pupils"),
        (
            "<tr><td>Choir</td><td>sings<br>tours</td></tr><tr><td>Band</td><td>12</td></tr>",
            "Choir\n\nsings\ntours\n\nBand | 12",
        ),
        ("<tr><td>Choir</td><td><ol type=a><li>sings<li>tours</ol></td></tr>", "Choir\n\na. sings\nb. tours"),
        (
            "<tr><td><p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>\u{b7} </span>sings</p></td></tr>",
            "- sings",
        ),
        (
            "<tr><td>a<del>b</del></td><td>c<span style='display:none'>d</span><script>e</script></td><td>\u{ad}f<a class=msocomanchor>[1]</a></td></tr>",
            "a | c | f",
        ),
        (
            "<tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr><tr><td>d</td><td>e</td></tr></table></td></tr>",
            "a\n\nb | c\nd | e",
        ),
        (
            "<tr><td><p>Larkfield School</p><p>1 The Green</p></td><td><p>Dear Hub,</p><p>We sing.</p><p>Yours</p></td></tr>",
            "Larkfield School\n\n1 The Green\n\nDear Hub,\n\nWe sing.\n\nYours",
        ),
        ("<tr><td><pre>a\nb</pre></td></tr>", "a\nb"),
    ] {
        assert_eq!(read(&format!("<table>{html}</table>")).text, text, "{html}");
    }
}

#[test]
fn what_nobody_sees_is_left_out_with_a_remark() {
    const HIDDEN: &[&str] = &[remarks::HIDDEN];
    const DELETED: &[&str] = &[remarks::DELETED];
    for (html, said) in [
        ("<span style='display:none'>gone</span>", HIDDEN),
        ("<span style='mso-hide:all'>gone</span>", HIDDEN),
        ("<span style='visibility:hidden'>gone <b>too</b></span>", HIDDEN),
        ("<span style='font-size:0'>gone</span>", HIDDEN),
        ("<span style='font-size:0pt;line-height:0'><b>gone</b></span>", HIDDEN),
        ("<span hidden>gone</span>", HIDDEN),
        ("<div style='max-height:0;overflow:hidden'>gone</div>", HIDDEN),
        ("<style>.x{display:none}</style><span class='y x'>gone</span>", HIDDEN),
        ("<del>gone</del>", DELETED),
        ("<s datetime='2027-01-01T09:00' cite='mailto:Ada'>gone</s>", DELETED),
        ("<span class=msoDel>gone</span>", DELETED),
        ("<span style='display:none'> </span>", &[]),
        ("<a class=msocomanchor href='#_msocom_1'>[AW1]</a>", &[]),
        ("<span style='mso-element:comment-list'>gone</span>", &[]),
        ("<template>gone</template><!-- gone -->", &[]),
    ] {
        let letter = read(&format!("<p>kept</p>{html}<p>here</p>"));
        assert_eq!(letter.text, "kept\n\nhere", "{html}");
        assert_eq!(letter.remarks, said, "{html}");
    }
    for html in [
        "<div style='font-size:0'><b style='font-size:11pt'>kept</b></div>",
        "<div style='visibility:hidden'><b style='visibility:visible'>kept</b></div>",
        "<s>kept</s>",
        "<style>.x{display:none}</style><b class=x style='display:inline'>kept</b>",
        "<style>@media print{.x{display:none}}</style><b class=x>kept</b>",
        "<span style='color:#ffffff'>kept</span>",
    ] {
        let letter = read(html);
        assert_eq!((letter.text.as_str(), letter.remarks.as_slice()), ("kept", [].as_slice()), "{html}");
    }
    let pasted = |html: &str| {
        let mut reader = HtmlReader::default();
        reader.open("p", &|_| None);
        reader.text("kept");
        reader.open(html, &|_| None);
        reader.text("gone");
        reader.finish().missing_words()
    };
    assert_eq!(pasted("del").as_deref(), Some(remarks::DELETED));
    assert_eq!(pasted("b"), None);
}

#[test]
fn links_signs_and_lists_stay_what_they_are() {
    for (html, text) in [
        ("<a href='https://a.example/plan'>our plan</a>.", "our plan (https://a.example/plan)."),
        ("<a href='https://a.example/plan'>our plan </a>now", "our plan (https://a.example/plan) now"),
        ("<a href='https://a.example'>https://a.example/</a>", "https://a.example/"),
        ("<a href='mailto:ada@a.example'>Ada</a>", "Ada (ada@a.example)"),
        ("<a href='#top'>top</a> <a name=x>x</a> <a href='javascript:x()'>y</a>", "top x y"),
        ("<td><a href='https://a.example'>cell</a></td>", "cell (https://a.example)"),
        ("<span style='font-family:Wingdings'>\u{fc}</span> done", "\u{2713} done"),
        ("<font face=Symbol>a</font> and <font face=Arial>a</font>", "\u{3b1} and a"),
        ("<span style='font-family:Wingdings'><b>\u{e0}</b> <i style='font-family:Arial'>x</i></span>", "\u{2192} x"),
        ("na\u{200d}me \u{6cc}\u{200c}\u{634}", "na\u{200d}me \u{6cc}\u{200c}\u{634}"),
        ("<ol type=i start=3><li>x<li value=9>y</ol>", "iii. x\nix. y"),
        ("<ol style='list-style-type:upper-alpha'><li>x<li>y</ol>", "A. x\nB. y"),
        ("<ol><li style='list-style-type:lower-alpha'>x<li style='list-style-type:lower-alpha'>y</ol>", "a. x\nb. y"),
        ("<ol style='list-style-type:disc'><li>x</ol>", "- x"),
        ("<ol><li>x<ul><li>y</ul><li>z</ol>", "1. x\n- y\n2. z"),
        (&word_list("(a)", "1.1", "iv)"), "(a) x\n1.1 y\niv) z"),
        (&word_list("\u{b7}", "o", "\u{a7}"), "- x\n- y\n- z"),
    ] {
        assert_eq!(read(html).text, text, "{html}");
    }
}

fn word_list(first: &str, second: &str, third: &str) -> String {
    let item = |(marker, text): (&str, &str)| {
        format!(
            "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>{marker}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>{text}<o:p></o:p></p>"
        )
    };
    [(first, "x"), (second, "y"), (third, "z")].map(item).concat()
}

#[test]
fn pages_that_cannot_be_read() {
    for (html, error) in [
        ("<html><p> </p><img src=x>".to_owned(), LetterError::Empty),
        (format!("<p>{}", "word ".repeat(40_000)), LetterError::TooLarge),
        (format!("<p>kept{}", "<b>".repeat(30_000)), LetterError::TooLarge),
    ] {
        assert_eq!(html_letter(html.as_bytes()), Err(error));
    }
    let deep = format!("kept{}gone{}here", "<div>".repeat(1_500), "</div>".repeat(1_500));
    assert_eq!(read(&deep).text, "kept\nhere");
    let wide = "<html>\u{e9} \u{6b4c}".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    assert_eq!(html_letter(&wide).unwrap().text, "\u{e9} \u{6b4c}");
    assert_eq!(html_letter(b"<p>caf\xe9 \x93x\x94").unwrap().text, "caf\u{e9} \u{201c}x\u{201d}");
}

#[test]
fn files_are_told_apart_by_what_is_in_them() {
    use FileKind::{Html, Other, Text, Zip};
    use LetterError as E;
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let ole = |name: &str| [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), vec![0; 600], wide(name)].concat();
    let rows: Vec<(Vec<u8>, FileKind)> = vec![
        (b"PK\x03\x04".to_vec(), Zip(0)),
        (b"\r\nPK\x03\x04".to_vec(), Zip(2)),
        (b"<!DOCTYPE html><p>x".to_vec(), Html),
        (b"<html xmlns:w=\"urn:schemas-microsoft-com:office:word\"><meta name=ProgId content=Word.Document>".to_vec(), Html),
        (b"<?xml version=\"1.0\"?><!DOCTYPE html><html>".to_vec(), Html),
        (b"<!-- saved --><HTML>".to_vec(), Html),
        (b"<p class=x>We sing.".to_vec(), Html),
        (b"<div\n>We sing.".to_vec(), Html),
        (b"Content below\n<html><p>x".to_vec(), Html),
        (wide("\u{feff}<html><p>x"), Html),
        (wide("<html><p>x"), Html),
        (b"{\\rtf1\\ansi Dear Hub}".to_vec(), Other(E::RichText)),
        (b"%PDF-1.7\n".to_vec(), Other(E::Pdf)),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"x\"\r\n\r\n--x".to_vec(), Other(E::WebArchive)),
        (b"From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example\nSubject: x\nMIME-Version: 1.0\n\n".to_vec(), Other(E::WebArchive)),
        (b"From: Ada <ada@a.example>\nTo: hub@b.example\nSubject: x\nMessage-ID: <1@a>\nContent-Type: multipart/related\n\nHi".to_vec(), Other(E::Email)),
        (b"From ada@a.example Mon Jan  4 2027\nReceived: by x\n with y\nSubject: x\n\nHi".to_vec(), Other(E::Email)),
        (b"<?xml version=\"1.0\"?>\n<?mso-application progid=\"Word.Document\"?>\n<pkg:package>".to_vec(), Other(E::WordXml)),
        (b"<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"x\">".to_vec(), Other(E::WordXml)),
        (b"<?xml version=\"1.0\"?><office:document xmlns:office=\"x\">".to_vec(), Other(E::OpenDocument)),
        (b"<?xml version=\"1.0\"?><!DOCTYPE plist><plist><dict><key>URL</key>".to_vec(), Other(E::Pointer)),
        (b"<?xml version=\"1.0\"?><score-partwise>".to_vec(), Other(E::Data)),
        (b"{\"doc_id\": \"1abc\", \"email\": \"head@larkfield.example\"}".to_vec(), Other(E::Pointer)),
        (b"{\"url\": \"https://docs.google.com/open?id=1\"}".to_vec(), Other(E::Pointer)),
        (b"{\"format\":\"upbeat-draft\"}".to_vec(), Other(E::Application)),
        (b"{\"a\": [1]}\n".to_vec(), Other(E::Data)),
        (b"[InternetShortcut]\r\nURL=https://a.example\r\n".to_vec(), Other(E::Pointer)),
        (b"[{000214A0}]\r\nProp3=19,2\r\n[InternetShortcut]\r\nURL=https://a.example\r\n".to_vec(), Other(E::Pointer)),
        (b"[Desktop Entry]\nType=Link\nURL=https://a.example".to_vec(), Other(E::Pointer)),
        (b"L\0\0\0\x01\x14\x02\0\0\0".to_vec(), Other(E::Pointer)),
        (b"bplist00\xd1".to_vec(), Other(E::Pointer)),
        (ole("WordDocument"), Other(E::OldWord)),
        (ole("EncryptedPackage"), Other(E::Password)),
        (ole("__substg1.0_001A001F"), Other(E::Email)),
        (ole("Workbook"), Other(E::Spreadsheet)),
        (ole("PowerPoint Document"), Other(E::Presentation)),
        (ole(""), Other(E::OldWord)),
        (b"\x89PNG\r\n\x1a\n\0".to_vec(), Other(E::Picture)),
        (b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), Other(E::Picture)),
        (b"GIF89a".to_vec(), Other(E::Picture)),
        (b"BM\x36\x04\0\0\0\0\0\0".to_vec(), Other(E::Picture)),
        (b"RIFF\x10\0\0\0WEBP".to_vec(), Other(E::Picture)),
        (b"\0\0\0\x18ftypheic".to_vec(), Other(E::Picture)),
        (b"\0\0\0\x18ftypmp42".to_vec(), Other(E::NotText)),
        (b"7z\xbc\xaf\x27\x1c".to_vec(), Other(E::OtherArchive)),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0".to_vec(), Other(E::NotText)),
        (b"".to_vec(), Other(E::Empty)),
        // What people write.
        (b"Dear Hub,\n\nWe sing.".to_vec(), Text),
        (b"From: Ada Wren\nTo: The Hub\nSubject: Our letter\n\nWe sing.".to_vec(), Text),
        (b"From our school\n\nWe sing.".to_vec(), Text),
        (b"<3 music! {We sing.}".to_vec(), Text),
        (b"{Draft} We sing.".to_vec(), Text),
        (b"[Draft]\nWe sing.".to_vec(), Text),
        (b"BM Music School\nWe sing.".to_vec(), Text),
        (b"LK1 2AB\nII* listed".to_vec(), Text),
        (b"We sing.\x7f\x07".to_vec(), Text),
        (b"caf\xe9".to_vec(), Text),
        (wide("We sing."), Text),
    ];
    for (bytes, kind) in &rows {
        assert_eq!(file_kind(bytes), *kind, "{}", String::from_utf8_lossy(bytes));
        let is_blank = matches!(kind, Other(E::Empty | E::NotText) | Zip(_)) || bytes.contains(&0);
        for before in [b"\r\n".as_slice(), b"\n\n \t", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n", b"\0"] {
            let moved = [before, bytes].concat();
            if !is_blank {
                assert_eq!(file_kind(&moved), *kind, "{}", String::from_utf8_lossy(&moved));
            }
        }
    }
    for (bytes, error) in [
        (b"HTTP junk\r\n%PDF-1.4\r\n".as_slice(), E::Pdf),
        (b"junk {\\rtf1\\ansi x}", E::RichText),
        (include_bytes!("../../../tests/fixtures/letters/rtf-leading-newline.rtf"), E::RichText),
        (include_bytes!("../../../tests/fixtures/letters/drive.gdoc"), E::Pointer),
    ] {
        assert_eq!(file_kind(bytes), Other(error));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_have_a_kind(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = file_kind(&bytes);
    }

    #[test]
    fn any_html_is_read_or_refused(html in "(</?(p|table|tr|td|li|ul|ol|a|b|head|style|select|br)( (href|style|class|hidden)='?[a-z0:;.]{0,9}'?)?>|[a-z <&;>\u{e9}]{1,5}){0,30}") {
        if let Ok(letter) = html_letter(html.as_bytes()) {
            prop_assert!(!letter.text.contains("\n\n\n"));
            prop_assert_eq!(letter.text.trim(), letter.text.as_str());
        }
    }
}
