//! What the hub fixes about a letter on paper.

use crate::call::{Call, Letter};
use crate::draft::font_note;

/// What the hub fixes about a letter on paper, in sentences: that it fixes some of it, its font, and page numbers.
pub fn layout_notes(call: &Call, letter: &Letter) -> Vec<String> {
    let Some(sheet) = &letter.sheet else { return Vec::new() };
    let voice = call.hub.voice();
    let mut notes = vec![format!("{} some of the layout.", voice.opening("sets"))];
    notes
        .extend(sheet.size.map(|size| format!("{} for {size}-point text, and Upbeat uses it.", voice.opening("asks"))));
    notes.extend(font_note(call, letter));
    if sheet.page_numbers {
        notes.push("Each page has its number at the foot.".to_owned());
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::Sheet;
    use crate::documents::sample::call as marsh;

    #[test]
    fn what_the_hub_fixes_is_said() {
        let mut call = marsh();
        let sheet = |font: Option<&str>, size, page_numbers| {
            Some(Sheet { font: font.map(str::to_owned), size, page_numbers, ..Sheet::default() })
        };
        let some = "The hub sets some of the layout.";
        let calibri = "The hub asks for Calibri, which Upbeat does not have. Download the Word file, change all the text to Calibri, check the length and send that file.";
        let arial = "The hub asks for Arial. The Word file is in Arial. The PDF is in a font that looks like it.";
        let size = "The hub asks for 12-point text, and Upbeat uses it.";
        for (own, expected) in [
            (None, &[][..]),
            (sheet(None, None, false), &[some]),
            (sheet(Some("Calibri"), Some(12), true), &[some, size, calibri, "Each page has its number at the foot."]),
            (sheet(Some("Arial"), None, false), &[some, arial]),
            (sheet(Some(" "), None, false), &[some]),
        ] {
            call.letters[0].sheet = own;
            assert_eq!(layout_notes(&call, &call.letters[0]), expected);
        }
    }
}
