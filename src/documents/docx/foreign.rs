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
    /// The form of Word before 2007, or a document with a password: both look alike from outside.
    OldWord,
    /// A PDF.
    Pdf,
    /// OpenDocument text, as LibreOffice saves it.
    OpenDocument,
    /// Rich Text Format.
    RichText,
    /// Another ZIP: Pages, a spreadsheet, a bundle.
    OtherZip,
    /// Neither a Word document nor plain text.
    NotText,
    /// It is cut short, or its parts do not fit together.
    Damaged,
    /// It is put together as no writing program does.
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
        let (happened, advice) = match self {
            Self::Empty => ("There is no text in this file.", "Choose another file."),
            Self::OldWord => ("This is an old Word file (.doc) or has a password.", WORD),
            Self::Pdf => ("Upbeat cannot read the text of a PDF.", COPY),
            Self::OpenDocument => {
                ("Upbeat cannot open OpenDocument files (.odt).", "Save it as .docx, then choose that file here.")
            }
            Self::RichText => ("Upbeat cannot open Rich Text files (.rtf).", WORD),
            Self::OtherZip => ("This is not a Word document.", "Choose a .docx or .txt file."),
            Self::NotText => ("This is not a Word document or a text file.", "Choose a .docx or .txt file."),
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
            Self::Pdf => "a PDF",
            Self::OpenDocument => "OpenDocument",
            Self::RichText => "RTF",
            Self::OtherZip => "a ZIP without an office document part",
            Self::NotText => "binary",
            Self::Damaged => "damaged",
            Self::Unsafe => "a document type, too much nesting, or an unsafe ZIP",
            Self::TooLarge => "over a limit",
        })
    }
}

impl std::error::Error for LetterError {}
