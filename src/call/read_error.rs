//! Why a file is not a call.

use std::fmt;

/// Why a file is not a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// Where in the file: `criteria[2].points[0].quote`, or empty where it is the file as a whole.
    pub at: String,
    /// What is wrong there.
    pub what: String,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.at.is_empty() || self.at == "." {
            f.write_str(&self.what)
        } else {
            write!(f, "{}: {}", self.at, self.what)
        }
    }
}

impl std::error::Error for ReadError {}
