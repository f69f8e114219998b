//! The elements of WordprocessingML by what they mean for a text.

/// What an element of WordprocessingML means here.
pub(super) fn known_name(name: &str) -> &'static str {
    match name {
        "p" => "p",
        "r" => "r",
        "t" => "t",
        "pPr" => "pPr",
        "rPr" => "rPr",
        "trPr" => "trPr",
        "tbl" => "tbl",
        "tr" => "tr",
        "tc" => "tc",
        "sym" => "sym",
        "sdt" => "sdt",
        "sdtContent" => "sdtContent",
        "showingPlcHdr" => "prompt",
        "hidden" => "hidden",
        "vanish" | "rStyle" | "rFonts" => "run",
        "pStyle" | "numId" | "ilvl" | "outlineLvl" => "property",
        "br" | "cr" | "tab" | "ptab" | "noBreakHyphen" => "break",
        "hyperlink" | "fldSimple" => "link",
        "fldChar" => "field",
        "ffData" | "textInput" | "checkBox" | "ddList" => "form",
        "instrText" => "code",
        "altChunk" => "chunk",
        "headerReference" | "footerReference" => "margin",
        "object" | "pict" => "picture",
        "footnoteReference" | "endnoteReference" => "note",
        // What was deleted or moved away, and what properties were before.
        "del" | "moveFrom" | "delText" | "delInstrText" | "pPrChange" | "rPrChange" | "sectPrChange"
        | "tblPrChange" | "trPrChange" | "numberingChange" => "skip",
        _ => "",
    }
}

/// What a character that is an element stands for.
pub(super) fn break_text(name: &str) -> &'static str {
    match name {
        "tab" | "ptab" => "\t",
        "noBreakHyphen" => "\u{2011}",
        _ => "\n",
    }
}
