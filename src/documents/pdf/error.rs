//! Why no PDF could be made.

use std::fmt;

/// Why no PDF could be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfError {
    /// A face of ours cannot be read.
    Font,
    /// A line belongs to no block of the flow, or its place is no place on a sheet.
    Layout,
    /// krilla refuses to write the file; for a technician.
    Refused(String),
}

impl PdfError {
    /// For the person at the screen: what happened, what is safe, what to do.
    pub fn message(&self) -> String {
        "The PDF was not made: something is wrong in Upbeat. Your answers are safe. Download the Word document instead, and tell your Music Hub.".to_owned()
    }
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Font => f.write_str("a font cannot be read"),
            Self::Layout => f.write_str("the pages do not belong to the flow"),
            Self::Refused(detail) => write!(f, "krilla: {detail}"),
        }
    }
}

impl std::error::Error for PdfError {}
