//! The fonts that only some texts need: which of them a request's PDFs want, and those that are here.

use super::messages::Request;
use crate::documents::paper::{Family, further_families};
use crate::documents::pdf::FurtherFaces;

/// The fonts besides Upbeat Sans, as far as they are here. Where one is not, PDFs have question marks, and the answer says
/// so.
#[derive(Debug, Clone, Default)]
pub struct Fonts(pub(super) FurtherFaces);

impl Fonts {
    /// The names of the font files that a request's PDFs want and that are not here: those for all texts of the call and of
    /// the draft.
    pub fn absent(&self, request: &Request) -> Vec<&'static str> {
        families(request).into_iter().flat_map(|family| self.0.absent(family)).collect()
    }

    /// Adds the font file of this name.
    pub fn add(&mut self, name: &str, file: Vec<u8>) {
        self.0.add(name, file);
    }
}

fn families(request: &Request) -> Vec<Family> {
    let (Request::Make { call_json, draft_json, .. } | Request::Document { call_json, draft_json, .. }) = request
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for json in [call_json, draft_json] {
        add_families(&serde_json::from_str(json).unwrap_or_default(), &mut found);
    }
    found
}

fn add_families(value: &serde_json::Value, found: &mut Vec<Family>) {
    match value {
        serde_json::Value::String(text) => {
            for family in further_families(text) {
                if !found.contains(&family) {
                    found.push(family);
                }
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| add_families(item, found)),
        serde_json::Value::Object(items) => items.values().for_each(|item| add_families(item, found)),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::source::{MemoryFiles, MemorySink, block_on};
    use crate::bundle::worker::{Answer, Document, JobContext, run};
    use crate::documents::sample::{CALL_JSON, draft, now};
    use crate::draft::{Field, write_draft};

    fn letter(text: &str) -> Request {
        let mut draft = draft();
        draft.set(Field::parse("letters/letter/prompts/vision/text"), text.into(), now());
        Request::Document {
            which: Document::LetterPdf("letter".to_owned()),
            call_json: CALL_JSON.to_owned(),
            draft_json: write_draft(&draft).unwrap(),
            now: now(),
            other_hubs: Vec::new(),
        }
    }

    #[test]
    fn fonts_are_asked_for_when_a_text_needs_them_and_once() {
        const LETTERS: [&str; 2] = ["UpbeatLetters-Regular", "UpbeatLetters-Bold"];
        const SIGNS: &str = "UpbeatSigns-Regular";
        let mut fonts = Fonts::default();
        for (text, expected) in [
            ("We sing \u{201c}daily\u{201d} in Llanfair\u{2013}Caereinion.", vec![]),
            ("王", vec![]),
            ("Adébáyọ̀", LETTERS.to_vec()),
            ("B♭", vec![SIGNS]),
            ("Μαρία ✓", [&LETTERS[..], &[SIGNS]].concat()),
        ] {
            assert_eq!(fonts.absent(&letter(text)), expected, "{text}");
        }
        assert_eq!(fonts.absent(&Request::Open), [""; 0]);
        fonts.add(SIGNS, vec![0]);
        fonts.add(LETTERS[0], vec![0]);
        fonts.add("Comic", vec![0]);
        assert_eq!(fonts.absent(&letter("Μαρία ✓")), ["UpbeatLetters-Bold"]);
    }

    #[test]
    fn the_pdf_is_made_without_them_and_that_is_said() {
        for (fonts, text, expected) in [
            (Fonts(FurtherFaces::included()), "Trio in B♭, Adébáyọ̀, Μαρία ✓", ""),
            (
                Fonts(FurtherFaces::included()),
                "王",
                "“王” cannot be printed and shows as a question mark in letter.pdf. Replace it, or send the Word file, which keeps it.",
            ),
            (
                Fonts::default(),
                "Trio in B♭",
                "“♭” shows as a question mark in letter.pdf: the font for it did not load. Check your internet connection, then make the file again.",
            ),
            (
                Fonts::default(),
                "y\u{1ecd}\u{300} Я",
                "“\u{300}” and “Я” show as question marks in letter.pdf: the font for them did not load. Check your internet connection, then make the file again.",
            ),
        ] {
            let (request, none) = (letter(text), MemoryFiles::default());
            let mut output = MemorySink::new(&none);
            let mut context = JobContext {
                input: &&b""[..],
                files: &none,
                fonts: &fonts,
                output: &mut output,
                progress: &mut |_, _| (),
            };
            let Answer::Made { remarks, .. } = block_on(run(&request, &mut context)).answer else { panic!("{text}") };
            assert_eq!(remarks.join(" "), expected, "{text}");
            assert!(output.bytes.starts_with(b"%PDF-"));
        }
    }
}
