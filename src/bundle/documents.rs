//! The documents for people in a bundle: letters as Word document and PDF, the check on one side, the whole application.

use super::letter::pack_docx;
use super::loose::{document_name, written_letters};
use super::unprinted::Unprinted;
use super::view::View;
use super::worker::messages::Document;

use crate::call::{Call, LetterKind, Timestamp};
use crate::documents::docx::docx;
use crate::documents::paper::{Flow, Headings, Length, Pages, Setup, lay_out};
use crate::documents::pdf::{FurtherFaces, Music, Pdf, PdfError, pdf, pdf_under};
use crate::documents::{
    About, BundledFile, Outline, application_for, application_pages, leaders_report, letter_flow, readiness_side,
    school_name, setup, support_flow, support_setup,
};
use crate::draft::Draft;
use crate::readiness::{Readiness, deadline};

/// Makes the documents of one application.
pub(super) struct DocumentMaker<'a> {
    pub(super) call: &'a Call,
    /// What the receiver gets.
    pub(super) view: &'a View<'a>,
    /// The check's result, where the receiver gets it.
    pub(super) readiness: Option<&'a Readiness>,
    pub(super) now: Timestamp,
    /// The fonts besides Upbeat Sans.
    pub(super) faces: &'a FurtherFaces,
}

/// A document, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MadeDocument {
    /// Its file's name and what it is.
    pub(super) file: BundledFile,
    /// The file, or a sentence for a teacher and a detail for a technician.
    pub(super) result: Result<Vec<u8>, DocumentError>,
    /// What it does not show.
    pub(super) unprinted: Unprinted,
}

/// Why a document could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DocumentError {
    /// What happened, what is safe, what to do.
    pub(super) message: String,
    /// For a technician.
    pub(super) detail: String,
}

/// The page setup of reports: 10 points, single spacing, margins of 20 mm.
fn report_setup() -> Setup {
    Setup { size: Length(10_000), line: Length(12_000), ..Setup::default() }
}

impl DocumentMaker<'_> {
    fn draft(&self) -> &Draft {
        self.view.draft()
    }

    /// All documents that go into a bundle, in order. Letters without a word in them, or not asked of this school, are left
    /// out.
    pub(super) fn make_all(&self) -> Vec<MadeDocument> {
        let mut all = Vec::new();
        for letter in written_letters(self.call, self.draft()) {
            let id = letter.id.to_string();
            all.extend(self.make(&Document::LetterDocx(id.clone())));
            all.extend(self.make(&Document::LetterPdf(id.clone())));
            all.extend(self.make(&Document::SupportDocx(id.clone())));
            all.extend(self.make(&Document::SupportPdf(id)));
        }
        all.extend(self.make(&Document::Readiness));
        all.extend(self.make(&Document::Application));
        all
    }

    /// One document; none if the application has no such document.
    pub(super) fn make(&self, document: &Document) -> Option<MadeDocument> {
        let letter = |id: &str| self.call.letters.iter().find(|l| l.id.as_str() == id && l.kind == LetterKind::Letter);
        match document {
            Document::LetterPdf(id) | Document::LetterDocx(id) => {
                let letter = letter(id)?;
                let flow = letter_flow(self.call, self.draft(), letter, self.now);
                let word = matches!(document, Document::LetterDocx(_));
                let numbered = letter.sheet.as_ref().is_some_and(|sheet| sheet.page_numbers);
                let name = document_name(document);
                Some(self.make_letter(&flow, &setup(letter, self.draft()), &letter.name, name, word, numbered))
            }
            Document::SupportPdf(id) | Document::SupportDocx(id) => {
                let letter = letter(id)?;
                let flow = support_flow(self.call, self.draft(), letter)?;
                let name = letter.support.as_ref().map_or("Statement of support", |s| &s.name);
                let word = matches!(document, Document::SupportDocx(_));
                let file = document_name(document);
                Some(self.make_letter(&flow, &support_setup(letter, self.draft()), name, file, word, false))
            }
            Document::Readiness => {
                let readiness = self.readiness?;
                let (flow, pages) = readiness_side(self.call, self.draft(), readiness, self.now, &report_setup());
                let what = "the 1-page check for senior leaders";
                let music = Music::of(readiness);
                let made = pdf_under(Some(&music), &flow, &pages, &self.about(false), self.faces);
                Some(from_pdf(made, document_name(document), what))
            }
            Document::Application => {
                let deadline = deadline(self.call, self.now);
                let outline = application_for(self.view.receiver(), self.call, self.draft(), deadline, self.now);
                Some(self.make_report(&outline, document_name(document), "the whole application"))
            }
            Document::Leaders => {
                let outline = leaders_report(self.call, self.draft(), self.readiness?, self.now);
                let what = "the application, with the check, for senior leaders";
                Some(self.make_report(&outline, document_name(document), what))
            }
        }
    }

    fn make_report(&self, outline: &Outline, name: String, what: &str) -> MadeDocument {
        let sheet = Setup { headings: Headings::Report, ..report_setup() };
        let (flow, pages) = application_pages(outline, &sheet);
        self.make_pdf(&flow, &pages, name, what, true)
    }

    fn about(&self, page_numbers: bool) -> About {
        let author = school_name(self.draft()).unwrap_or_default();
        About { author, made_on: self.now.london().0, page_numbers }
    }

    /// A letter or a statement, as a Word document or as PDF. `file` is its file's name; `numbered` says whether its pages
    /// carry numbers.
    fn make_letter(
        &self,
        flow: &Flow,
        sheet: &Setup,
        name: &str,
        file: String,
        word: bool,
        numbered: bool,
    ) -> MadeDocument {
        let name = name.trim().trim_end_matches(':');
        if !word {
            let what = format!("{name} (PDF)");
            let mut made = self.make_pdf(flow, &lay_out(flow, sheet), file, &what, numbered);
            made.unprinted.word = made.file.name.strip_suffix(".pdf").map(|stem| format!("{stem}.docx"));
            return made;
        }
        let about = self.about(numbered);
        let made = pack_docx(docx(flow, sheet, &about), about.made_on);
        let made = made.map_err(|e| DocumentError { message: e.message(), detail: e.to_string() });
        let file = BundledFile { name: file, what: format!("{name} (Word)") };
        MadeDocument { file, result: made, unprinted: Unprinted::default() }
    }

    fn make_pdf(&self, flow: &Flow, pages: &Pages, name: String, what: &str, page_numbers: bool) -> MadeDocument {
        from_pdf(pdf(flow, pages, &self.about(page_numbers), self.faces), name, what)
    }
}

fn from_pdf(made: Result<Pdf, PdfError>, name: String, what: &str) -> MadeDocument {
    let file = BundledFile { name, what: what.to_owned() };
    match made {
        Ok(Pdf { bytes, replaced, not_loaded }) => {
            let unprinted = Unprinted { file: file.name.clone(), word: None, replaced, not_loaded };
            MadeDocument { file, result: Ok(bytes), unprinted }
        }
        Err(error) => {
            let why = DocumentError { message: error.message(), detail: error.to_string() };
            MadeDocument { file, result: Err(why), unprinted: Unprinted::default() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::Sheet;
    use crate::documents::Receiver;
    use crate::documents::sample::{call, draft, now};

    #[test]
    fn a_letter_carries_page_numbers_where_the_hub_asks_for_them() {
        let (mut call, draft) = (call(), draft());
        let papers = [false, true].map(|page_numbers| {
            call.letters[0].sheet = Some(Sheet { page_numbers, ..Sheet::default() });
            let view = View::new(&call, &draft, Receiver::Hub, now());
            let faces = &FurtherFaces::NONE;
            let maker = DocumentMaker { call: &call, view: &view, readiness: None, now: now(), faces };
            let made = |document: &Document| maker.make(document).unwrap().result.unwrap();
            let word = made(&Document::LetterDocx("letter".to_owned()));
            let footer = b"word/footer1.xml";
            assert_eq!(word.windows(footer.len()).any(|found| found == footer), page_numbers);
            made(&Document::LetterPdf("letter".to_owned()))
        });
        // Nothing else differs.
        assert!(papers[1].len() > papers[0].len());
    }
}
