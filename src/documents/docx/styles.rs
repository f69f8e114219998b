//! The styles of a document, made of the table that the layout sets by: every length and every rule is the same.

use super::markup::{Markup, WORD};
use crate::documents::paper::{Kind, Setup, Style, TAB, style};

/// The kinds of blocks with their styles: id, name as Word knows it, and what comes after a paragraph of it.
///
/// Word shows names that it knows in the reader's language, and screen readers follow them.
const STYLES: [(Kind, &str, &str, &str); 11] = [
    (Kind::Text, "Normal", "Normal", "Normal"),
    (Kind::Title, "Title", "Title", "Normal"),
    (Kind::Heading(1), "Heading1", "heading 1", "Normal"),
    (Kind::Heading(2), "Heading2", "heading 2", "Normal"),
    (Kind::Heading(3), "Heading3", "heading 3", "Normal"),
    (Kind::Bullet, "ListBullet", "List Bullet", "ListBullet"),
    (Kind::Numbered(1), "ListNumber", "List Number", "ListNumber"),
    (Kind::Quote, "Quote", "Quote", "Normal"),
    (Kind::Line, "AddressLine", "Address Line", "AddressLine"),
    (Kind::Label, "Label", "Label", "Normal"),
    (Kind::Small, "SmallPrint", "Small Print", "Normal"),
];

/// The style of a block, by its id.
pub(super) fn style_id(kind: Kind) -> &'static str {
    let kind = match kind {
        Kind::Heading(level) => Kind::Heading(level.clamp(1, 3)),
        Kind::Numbered(_) => Kind::Numbered(1),
        other => other,
    };
    STYLES.iter().find(|(own, ..)| *own == kind).map_or("Normal", |(_, id, ..)| id)
}

/// `word/styles.xml` (ECMA-376 part 1, 17.7).
pub(super) fn styles(setup: &Setup) -> Vec<u8> {
    let mut out = Markup::new();
    out.raw("<w:styles xmlns:w=\"").raw(WORD).raw("\"><w:docDefaults><w:rPrDefault><w:rPr>");
    out.raw("<w:rFonts w:ascii=\"Arial\" w:eastAsia=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>");
    size(&mut out, &style(Kind::Text, setup));
    out.raw(
        "<w:lang w:val=\"en-GB\" w:eastAsia=\"en-GB\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>",
    );
    out.raw(
        "<w:widowControl w:val=\"0\"/><w:spacing w:before=\"0\" w:after=\"0\"/></w:pPr></w:pPrDefault></w:docDefaults>",
    );
    for (kind, id, name, next) in STYLES {
        paragraph(&mut out, kind, [id, name, next], setup);
    }
    out.raw("<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>");
    out.raw("<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:basedOn w:val=\"DefaultParagraphFont\"/><w:uiPriority w:val=\"99\"/><w:rPr><w:u w:val=\"single\"/></w:rPr></w:style>");
    out.raw("<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>");
    out.raw("<w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\"><w:name w:val=\"No List\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/></w:style>");
    out.raw("</w:styles>");
    out.done()
}

fn paragraph(out: &mut Markup, kind: Kind, [id, name, next]: [&str; 3], setup: &Setup) {
    let set = style(kind, setup);
    let normal = id == "Normal";
    out.raw("<w:style w:type=\"paragraph\"");
    out.raw(if normal { " w:default=\"1\"" } else { "" });
    // What Word does not know by itself is said to be made here.
    out.raw(if matches!(kind, Kind::Line | Kind::Label | Kind::Small) { " w:customStyle=\"1\"" } else { "" });
    out.raw(" w:styleId=\"").raw(id).raw("\"><w:name w:val=\"").raw(name).raw("\"/>");
    if !normal {
        out.raw("<w:basedOn w:val=\"Normal\"/>");
    }
    out.raw("<w:next w:val=\"").raw(next).raw("\"/><w:qFormat/><w:pPr>");
    if set.keeps {
        out.raw("<w:keepNext/><w:keepLines/>");
    }
    match kind {
        Kind::Bullet => _ = out.raw("<w:numPr><w:numId w:val=\"1\"/></w:numPr>"),
        Kind::Numbered(_) => _ = out.raw("<w:numPr><w:numId w:val=\"2\"/></w:numPr>"),
        _ => {}
    }
    out.raw("<w:spacing w:after=\"").number(set.after.twips());
    out.raw("\" w:line=\"").number(set.line.twips()).raw("\" w:lineRule=\"exact\"/>");
    indent(out, &set);
    if set.together {
        out.raw("<w:contextualSpacing/>");
    }
    if let Some(level) = level(kind) {
        out.raw("<w:outlineLvl w:val=\"").number(level).raw("\"/>");
    }
    out.raw("</w:pPr><w:rPr>");
    if set.bold {
        out.raw("<w:b/><w:bCs/>");
    }
    size(out, &set);
    out.raw("</w:rPr></w:style>");
}

fn level(kind: Kind) -> Option<u8> {
    match kind {
        Kind::Heading(level) => Some(level.saturating_sub(1)),
        _ => None,
    }
}

/// Sizes are in half-points.
fn size(out: &mut Markup, set: &Style) {
    let half_points = set.size.0 / 500;
    out.raw("<w:sz w:val=\"").number(half_points).raw("\"/><w:szCs w:val=\"").number(half_points).raw("\"/>");
}

fn indent(out: &mut Markup, set: &Style) {
    if set.left.0 > 0 {
        out.raw("<w:ind w:left=\"").number(set.left.twips());
        out.raw("\" w:hanging=\"").number(set.hanging.twips()).raw("\"/>");
    }
}

/// `word/numbering.xml` (17.9): bullets, numbers, and a list of its own for every one that begins elsewhere than where
/// the last one ended. `starts` are the first numbers of these lists, which are called 3 and following.
pub(super) fn numbering(setup: &Setup, starts: &[u32]) -> Vec<u8> {
    let mut out = Markup::new();
    out.raw("<w:numbering xmlns:w=\"").raw(WORD).raw("\">");
    for (id, kind, format, text) in [(0, Kind::Bullet, "bullet", "\u{2022}"), (1, Kind::Numbered(1), "decimal", "%1.")]
    {
        out.raw("<w:abstractNum w:abstractNumId=\"").number(id);
        out.raw(
            "\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"",
        );
        out.raw(format).raw("\"/><w:pStyle w:val=\"").raw(style_id(kind)).raw("\"/><w:lvlText w:val=\"").raw(text);
        out.raw("\"/><w:lvlJc w:val=\"left\"/><w:pPr>");
        indent(&mut out, &style(kind, setup));
        out.raw("</w:pPr></w:lvl></w:abstractNum>");
    }
    out.raw("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
    out.raw("<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>");
    for (id, start) in (3_u32..).zip(starts) {
        out.raw("<w:num w:numId=\"").number(id).raw("\"><w:abstractNumId w:val=\"1\"/>");
        out.raw("<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"").number(start);
        out.raw("\"/></w:lvlOverride></w:num>");
    }
    out.raw("</w:numbering>");
    out.done()
}

/// `word/settings.xml` (17.15): as Word 2013 and later, so that no compatibility mode is shown.
pub(super) fn settings() -> Vec<u8> {
    let mut out = Markup::new();
    out.raw("<w:settings xmlns:w=\"").raw(WORD).raw("\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"");
    out.number(TAB.twips())
        .raw("\"/><w:autoHyphenation w:val=\"0\"/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>");
    for (name, value) in [
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    ] {
        out.raw("<w:compatSetting w:name=\"").raw(name);
        out.raw("\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"").raw(value).raw("\"/>");
    }
    out.raw("</w:compat><w:themeFontLang w:val=\"en-GB\"/><w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>");
    out.done()
}

/// `word/fontTable.xml` (17.8.3): Arial, or fonts of its widths where it is missing.
pub(super) fn fonts() -> Vec<u8> {
    let mut out = Markup::new();
    out.raw("<w:fonts xmlns:w=\"").raw(WORD).raw("\"><w:font w:name=\"Arial\">");
    out.raw("<w:altName w:val=\"Upbeat Sans,Liberation Sans,Arimo\"/><w:panose1 w:val=\"020B0604020202020204\"/>");
    out.raw("<w:charset w:val=\"00\"/><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>");
    out.done()
}
