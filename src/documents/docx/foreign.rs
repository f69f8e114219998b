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
        const WORD: &str = "In Word choose File, Save As, and the type \u{201c}Word Document (.docx)\u{201d}, then choose that file here.";
        const COPY: &str = "Open it, copy its text, and paste it into the letter here.";
        let (happened, advice) = match self {
            Self::Empty => ("There are no words in this file.", "Choose another file."),
            Self::OldWord => (
                "This file is in Word\u{2019}s old form (.doc), or it has a password, so it cannot be read here.",
                WORD,
            ),
            Self::Pdf => ("This is a PDF. Its text cannot be taken apart into paragraphs reliably.", COPY),
            Self::OpenDocument => (
                "This is an OpenDocument file (.odt), which cannot be read here.",
                "Save it as a Word document (.docx), then choose that file here.",
            ),
            Self::RichText => ("This is a Rich Text file (.rtf), which cannot be read here.", WORD),
            Self::OtherZip => {
                ("This is not a Word document.", "Choose a Word document (.docx) or a plain text file (.txt).")
            }
            Self::NotText => (
                "This is neither a Word document nor plain text.",
                "Choose a Word document (.docx) or a plain text file (.txt).",
            ),
            Self::Damaged => ("This file is damaged or incomplete, so it was not read.", COPY),
            Self::Unsafe => (
                "This file is put together in a way that no writing program uses and that could do harm, so it was not read.",
                "Do not open it unless you expected it. If it is yours, save it again in Word, then choose it here.",
            ),
            Self::TooLarge => ("There is far more in this file than in a letter, so it was not read.", COPY),
        };
        format!("{happened} Nothing in your application was changed. {advice}")
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
