//! What the page takes for granted about browsers, looked at in real ones (`cargo xtask test` runs this in Chromium and
//! Firefox). Whole journeys through the page are in `journeys/`.
#![cfg(target_arch = "wasm32")]

use gloo_storage::{LocalStorage, Storage};
use upbeat::browser::text_of;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// "Typed text is found in storage within the same input event" rests on this.
#[wasm_bindgen_test]
fn what_is_stored_is_there_at_once_and_whole() {
    let text = "Zoë’s choir — “Ode to Joy” 🎵".repeat(1000);
    LocalStorage::set("upbeat/test", &text).unwrap();
    assert_eq!(LocalStorage::get::<String>("upbeat/test").unwrap(), text);
    LocalStorage::delete("upbeat/test");
    assert!(LocalStorage::get::<String>("upbeat/test").is_err());
}

/// What word processors and mail programs put on the clipboard, each in its own way, comes in as plain text.
#[wasm_bindgen_test]
fn what_is_copied_elsewhere_comes_in_clean() {
    let word = "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>p.MsoNormal{margin:0}</style></head>
        <body lang=EN-GB><!--StartFragment--><p class=MsoNormal><b>Our \u{201c}choir\u{201d}</b> sings<o:p></o:p></p>
        <p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
        style='mso-list:Ignore'>\u{b7}<span>&nbsp;&nbsp;&nbsp;</span></span><![endif]>every <i>Monday</i><o:p></o:p></p>
        <p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>\u{b7}</span>at
        assemblies \u{2013} always</p><p class=MsoNormal style='mso-list: l1 level1 lfo2'><span style='mso-list: Ignore'>2.<span>
        &nbsp;</span></span>second</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>Yours<br>Ada</p><!--EndFragment--></body></html>";
    let docs = "<meta charset='utf-8'><b style='font-weight:normal' id='docs-internal-guid-1'><p dir='ltr'><span>We have</span></p>
        <ul><li dir='ltr'><p dir='ltr'><span>a choir</span></p></li><li><p><span>a band</span></p></li></ul><br><p><span>and more.</span></p></b>";
    let mail = "<div dir=\"ltr\"><div>Dear all,</div><div><br></div><div>We sing.</div><div>Often.</div></div>";
    let pages = "<p class=\"p1\"><span class=\"s1\">One\u{a0}two</span></p><ol class=\"ol1\"><li class=\"li1\">first</li><li>second</li></ol>";
    let hostile = "<img src=x onerror=alert(1)><script>alert(2)</script><p>kept</p><style>p{}</style>";
    for (html, text) in [
        (
            word,
            "Our \u{201c}choir\u{201d} sings\n\n- every Monday\n- at assemblies \u{2013} always\n2. second\n\nYours\nAda",
        ),
        (docs, "We have\n\n- a choir\n- a band\n\nand more."),
        (mail, "Dear all,\n\nWe sing.\nOften."),
        (pages, "One two\n\n1. first\n2. second"),
        (hostile, "kept"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\nc"),
        ("<table><tr><td><p>Year</p></td><td><p>Pupils</p></td></tr></table>", "Year | Pupils"),
        ("We <del>play</del><ins>sing</ins>.", "We sing."),
        (
            "We sing<span class=\"MsoCommentReference\"><a class=\"msocomanchor\" href=\"#_msocom_1\">[JS1]</a></span>.",
            "We sing.",
        ),
        (include_str!("fixtures/pastes/paste-blocks-glued.html"), "A\n\nB\nC\nD\nE\nF\nG\nH\nI"),
        (include_str!("fixtures/pastes/paste-cell-deleted-text.html"), "new | x"),
        (include_str!("fixtures/pastes/paste-hidden.html"), "shown here"),
        (
            include_str!("fixtures/pastes/paste-table-cells.html"),
            "Dear Hub\n\nWe sing every day.\n\n- choir\n- band\n\nYours",
        ),
        ("<style>.x{display:none}</style><p>kept<span class=x>gone</span></p>", "kept"),
        ("<a href='https://a.example/plan'>our plan</a>", "our plan (https://a.example/plan)"),
        ("<ol type=a><li>x<li>y</ol><span style='font-family:Wingdings'>\u{fc}</span>", "a. x\nb. y\n\n\u{2713}"),
        ("", ""),
    ] {
        assert_eq!(text_of(html).as_deref(), Some(text), "{html}");
    }
}
