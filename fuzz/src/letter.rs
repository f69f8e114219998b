//! Letters that were written elsewhere: any bytes, and Word documents of any parts.

use upbeat::bundle::pack_docx;
use upbeat::bundle::read_letter;
use upbeat::documents::docx::{LONGEST_LETTER, docx};
use upbeat::documents::{About, letter_flow, setup};
use upbeat::draft::FIXTURE_TIME;

use crate::Recipe;
use crate::by_hand::{stored, zip};
use crate::recipe::Written;
use crate::seeds::{calls, drafts};

/// The parts of a Word document that are read.
const PARTS: [&str; 9] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/numbering.xml",
    "word/styles.xml",
    "mimetype",
    "word/header1.xml",
    "word/chunk.htm",
];

pub(crate) fn run(bytes: &[u8]) {
    let mut recipe = Recipe::new(bytes);
    if recipe.one_in(4) {
        read(recipe.rest());
        return;
    }
    let mut entries = Vec::new();
    while !recipe.is_empty() {
        let name = match PARTS.get(usize::from(recipe.byte()) % (PARTS.len() + 1)) {
            Some(name) => (*name).to_owned(),
            None => recipe.text(),
        };
        entries.push(stored(&name, recipe.bytes()));
    }
    read(&zip(&entries));
}

fn read(bytes: &[u8]) {
    match read_letter(bytes) {
        Err(error) => assert!(!error.message().is_empty()),
        Ok(letter) => {
            assert!(letter.text.chars().count() <= LONGEST_LETTER);
            assert!(letter.text.chars().all(|c| c == '\n' || !c.is_control()), "no control characters come in");
        }
    }
}

const PAGE: &str = r"<html><head><style>.x{display:none}</style></head><p class=x>a</p><ol type=a start=3><li>b<ul><li>c</ol><table><tr><td><p>d<p>e<td><a href='https://a.example'>f</a></table><p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>(i)</span>g <span style='font-family:Wingdings'>&uuml;</span></html>";

const LINKS: &str = r#"<Relationships><Relationship Id="a" Type="x/aFChunk" Target="chunk.htm"/><Relationship Id="h" Type="x/header" Target="header1.xml"/><Relationship Id="l" Type="x/hyperlink" Target="https://a.example" TargetMode="External"/></Relationships>"#;

const MORE_WORDS: &str = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="r" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:body><w:altChunk r:id="a"/><w:p><w:hyperlink r:id="l"><w:r><w:t>h</w:t></w:r></w:hyperlink><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:ptab/></w:r><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>i</w:t></w:r></w:p></w:sdtContent></w:sdt><w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput><w:default w:val="j"/></w:textInput></w:ffData></w:fldChar><w:instrText>FORMTEXT</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>j</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p><w:sectPr><w:headerReference r:id="h"/></w:sectPr></w:body></w:document>"#;

const WORDS: &str = r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Head &amp; &#x41;</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t xml:space="preserve"> item </w:t><w:tab/><w:br/></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl><mc:AlternateContent><mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent></w:body></w:document>"#;

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let mut all = vec![
        Written::default().raw(&[0]).raw("A plain letter.\r\n\r\n- with\tan item \u{a3}5".as_bytes()).0,
        Written::default().raw(&[0]).raw(b"\xff\xfeA\0b\0\n\0").0,
        Written::default().raw(&[0]).raw(b"Caf\xe9 \x93quoted\x94 \x96 {\\rtf").0,
        Written::default().raw(&[0]).raw(PAGE.as_bytes()).0,
        Written::default().raw(&[1, 3]).bytes(WORDS.as_bytes()).0,
        Written::default()
            .raw(&[1, 2])
            .bytes(LINKS.as_bytes())
            .raw(&[3])
            .bytes(MORE_WORDS.as_bytes())
            .raw(&[8])
            .bytes(PAGE.as_bytes())
            .0,
    ];
    for draft in drafts().iter().step_by(5) {
        let Some((call, _)) = calls().iter().find(|(call, _)| call.id == draft.call) else { continue };
        let Some(letter) = call.letters.first() else { continue };
        let mut flow = letter_flow(call, draft, letter, FIXTURE_TIME);
        flow.blocks.truncate(6);
        let about = About { author: "A".to_owned(), made_on: FIXTURE_TIME.london().0, page_numbers: true };
        let parts = docx(&flow, &setup(letter, draft), &about);
        let mut seed = Written::default().raw(&[1]);
        for part in &parts {
            if let Some(at) = PARTS.iter().position(|name| *name == part.name) {
                seed = seed.raw(&[u8::try_from(at).unwrap_or_default()]).bytes(&part.bytes);
            }
        }
        all.push(seed.0);
        if let Ok(file) = pack_docx(parts, FIXTURE_TIME.london().0) {
            all.push(Written::default().raw(&[0]).raw(&file).0);
        }
    }
    all
}
