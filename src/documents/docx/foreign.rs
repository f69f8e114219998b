//! What can be wrong with a letter that comes in, in words for a teacher.

use std::fmt;

/// The words of a letter that was written elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LetterText {
    /// Blank lines part paragraphs; items of lists begin with `- ` or `1. `; a heading is a line by itself.
    pub text: String,
    /// What was left behind, in sentences.
    pub remarks: Vec<String>,
}

/// Why a file was not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LetterError {
    /// No bytes, or no words.
    Empty,
    /// The form of Word before 2007, or of another old word processor.
    OldWord,
    /// A document with a password.
    Password,
    /// A PDF.
    Pdf,
    /// OpenDocument text, as LibreOffice saves it.
    OpenDocument,
    /// Rich Text Format.
    RichText,
    /// A document of Apple's Pages, Numbers or Keynote.
    Pages,
    /// A workbook.
    Spreadsheet,
    /// Slides.
    Presentation,
    /// A document as XML: flat OPC, or the form of Word 2003.
    WordXml,
    /// A web page that was saved as one message (MHTML).
    WebArchive,
    /// A message of a mail program.
    Email,
    /// A file that only says where the document is: `.gdoc`, `.url`, `.webloc`, `.lnk`.
    Pointer,
    /// A picture.
    Picture,
    /// An application, or answers, that Upbeat has made.
    Application,
    /// A ZIP, or another archive, with documents in it.
    OtherArchive,
    /// Values for programs: JSON, XML.
    Data,
    /// A ZIP of which nothing is known.
    OtherZip,
    /// Neither a Word document nor plain text.
    NotText,
    /// It is cut short, or its parts do not fit together.
    Damaged,
    /// It is put together as no writing program does, and as files are that are meant to do harm.
    Unsafe,
    /// More than a letter can be.
    TooLarge,
}

impl LetterError {
    /// For the person at the screen: what happened, what is safe, what to do.
    pub fn message(self) -> String {
        const WORD: &str =
            "In Word, choose File, Save As, \u{201c}Word Document (.docx)\u{201d}, then choose that file here.";
        const COPY: &str = "Open it, copy the text and paste it in here.";
        const OTHER: &str = "Choose a .docx or .txt file.";
        let (happened, advice) = match self {
            Self::Empty => ("There is no text in this file.", "Choose another file."),
            Self::OldWord => ("This is an old Word file (.doc).", WORD),
            Self::Password => (
                "This document has a password.",
                "Open it in Word, choose File, Info, Protect Document, and take the password off. Save it, then choose it here.",
            ),
            Self::Pdf => ("Upbeat cannot read the text of a PDF.", COPY),
            Self::OpenDocument => {
                ("Upbeat cannot open OpenDocument files (.odt).", "Save it as .docx, then choose that file here.")
            }
            Self::RichText => ("Upbeat cannot open Rich Text files (.rtf).", WORD),
            Self::Pages => {
                ("This is a Pages document.", "In Pages, choose File, Export To, Word, then choose that file here.")
            }
            Self::Spreadsheet => ("This is a spreadsheet, not a letter.", OTHER),
            Self::Presentation => ("This is a set of slides, not a letter.", OTHER),
            Self::WordXml => ("This is a Word document saved as XML.", WORD),
            Self::WebArchive => ("This is a web page saved as one file (.mht).", COPY),
            Self::Email => ("This is an email.", COPY),
            Self::Pointer => (
                "This is only a link to a document. The words are not in it.",
                "Open the link. In Google Docs, choose File, Download, Microsoft Word (.docx), then choose that file here.",
            ),
            Self::Picture => (
                "This is a picture. Upbeat cannot read the words in it.",
                "Type the letter, or choose the document that it was printed from.",
            ),
            Self::Application => (
                "This is a file that Upbeat made, not a letter.",
                "To open it, go to the start page and choose it there.",
            ),
            Self::OtherArchive => {
                ("This is a packed folder, such as a .zip.", "Unpack it, then choose the letter that is in it.")
            }
            Self::Data => ("This file holds data for programs, not a letter.", OTHER),
            Self::OtherZip => ("This is not a Word document.", OTHER),
            Self::NotText => ("This is not a Word document or a text file.", OTHER),
            Self::Damaged => ("This file is damaged or incomplete.", COPY),
            Self::Unsafe => (
                "This file may not be safe, so Upbeat did not open it.",
                "If it is yours, save it again in Word, then choose it here. If not, ask your IT support.",
            ),
            Self::TooLarge => ("This file is too long to be a letter.", COPY),
        };
        format!("{happened} Your application has not changed. {advice}")
    }
}

impl fmt::Display for LetterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "no words",
            Self::OldWord => "an OLE compound file",
            Self::Password => "encrypted",
            Self::Pages => "iWork",
            Self::Spreadsheet => "a workbook",
            Self::Presentation => "a presentation",
            Self::WordXml => "flat OPC or Word 2003 XML",
            Self::WebArchive => "MHTML",
            Self::Email => "a mail message",
            Self::Pointer => "a shortcut",
            Self::Picture => "a picture",
            Self::Application => "an application file or its answers",
            Self::OtherArchive => "an archive of documents",
            Self::Data => "JSON or XML",
            Self::Pdf => "a PDF",
            Self::OpenDocument => "OpenDocument",
            Self::RichText => "RTF",
            Self::OtherZip => "a ZIP without an office document part",
            Self::NotText => "binary",
            Self::Damaged => "damaged",
            Self::Unsafe => "a document type, or entries of a ZIP that overlap",
            Self::TooLarge => "over a limit",
        })
    }
}

impl std::error::Error for LetterError {}
