//! Why a file is not a call.

use std::fmt;

/// Why a file is not a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// Where in the file: `criteria[2].points[0].quote`, or empty where it is the file as a whole.
    pub at: String,
    /// What is wrong there.
    pub what: String,
    /// Whether the file is of a later format than this program knows. Then `what` is said to teachers as it stands.
    pub newer: bool,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.at.is_empty() || self.at == "." || self.newer {
            f.write_str(&self.what)
        } else {
            write!(f, "{}: {}", self.at, self.what)
        }
    }
}

impl std::error::Error for ReadError {}
