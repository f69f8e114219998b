//! Why a file was not opened, in words for a teacher and for a technician.

use std::fmt;

use super::application::{APPLICATION_FORMAT, ApplicationError};
use super::error::shown;
use super::error::{OpenError, Problem, Refusal, SAFE};
use super::file;
use super::rescue_format::RESCUE_FORMAT;
use crate::draft::{DRAFT_FORMAT, DRAFT_KEY, DraftError};

/// Why a file was not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotOpened {
    /// The container or the bag was refused.
    Refused(Refusal),
    /// It is a bag, but without an application.
    NoApplication,
    /// It is text, but not one of ours.
    Foreign,
    /// Too large for a file of this kind.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// JSON with far more in it than any application has.
    TooMuch {
        /// The limit in values.
        limit: usize,
    },
    /// JSON that breaks off, or is none.
    Damaged {
        /// The file inside, where it is one.
        file: Option<&'static str>,
        /// What the JSON reader says, with line and column.
        detail: String,
    },
    /// A newer version of the program wrote it.
    Newer {
        /// What it says that it is.
        format: &'static str,
        /// The version that it says.
        version: u64,
    },
    /// A draft in it cannot be opened.
    Draft(DraftError),
    /// A rescue file without a draft in it.
    NoDrafts,
}

impl NotOpened {
    /// For the person at the screen: what happened, that nothing was changed, what to do.
    pub fn message(&self) -> String {
        let (happened, advice) = self.words();
        format!("{happened} {SAFE} {advice}")
    }

    /// What happened, and what to do: where other applications in the same file were opened.
    pub(super) fn explanation(&self) -> String {
        let (happened, advice) = self.words();
        format!("{happened} {advice}")
    }

    fn words(&self) -> (String, &'static str) {
        match self {
            Self::Refused(refusal) => refusal.first().words(),
            Self::Foreign => OpenError::whole(Problem::NotZip).words(),
            Self::NoApplication => (
                "The answers are missing from this file.".to_owned(),
                "Open the file as it was downloaded, or ask for it to be sent again.",
            ),
            Self::TooLarge { limit } => (
                format!("This file is too large: it is over {} MB.", limit >> 20),
                "Choose a file you downloaded from Upbeat.",
            ),
            Self::TooMuch { .. } => {
                ("This file is too large to be an application.".to_owned(), "Choose a file you downloaded from Upbeat.")
            }
            Self::Damaged { file, .. } => (
                match file {
                    Some(_) => "The answers in this file are damaged or incomplete.".to_owned(),
                    None => "This file is damaged or incomplete.".to_owned(),
                },
                "Copy or download it again, or ask for it to be sent again.",
            ),
            Self::Newer { .. } | Self::Draft(DraftError::Newer { .. }) => (
                "This file was made with a newer version of Upbeat.".to_owned(),
                "Reload this page, then open the file again.",
            ),
            Self::Draft(DraftError::Wrong { at, .. }) => (
                format!("Part of this file is wrong (\u{201c}{}\u{201d}).", shown(at)),
                "Open the file as it was downloaded. To change something, change it in Upbeat.",
            ),
            Self::Draft(DraftError::Damaged { .. } | DraftError::NotADraft) => (
                "The application in this file is damaged or incomplete.".to_owned(),
                "Copy or download it again, or ask for it to be sent again.",
            ),
            Self::NoDrafts => (
                "There is no application in this file.".to_owned(),
                "Choose another file. Application files end in .zip.",
            ),
        }
    }

    /// For a technician: the problem in the words of the formats. Plain text.
    pub fn detail(&self) -> String {
        match self {
            Self::Refused(refusal) => refusal.detail(),
            Self::NoApplication => format!("no data/{} of format {APPLICATION_FORMAT}", file::APPLICATION),
            Self::Foreign => {
                format!("neither a ZIP nor JSON of format {APPLICATION_FORMAT}, {DRAFT_FORMAT} or {RESCUE_FORMAT}")
            }
            Self::TooLarge { limit } => format!("more than {limit} bytes"),
            Self::TooMuch { limit } => format!("more than {limit} values"),
            Self::Damaged { file, detail } => format!("{}: {detail}", file.unwrap_or("the file")),
            Self::Newer { format, version } => format!("{format} of version {version}"),
            Self::Draft(error) => shown(&error.to_string()),
            Self::NoDrafts => format!("no item under {DRAFT_KEY}"),
        }
    }
}

impl fmt::Display for NotOpened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail())
    }
}

impl std::error::Error for NotOpened {}

impl From<Refusal> for NotOpened {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<ApplicationError> for NotOpened {
    fn from(error: ApplicationError) -> Self {
        match error {
            ApplicationError::NotAnApplication => Self::NoApplication,
            ApplicationError::Newer { version } => Self::Newer { format: APPLICATION_FORMAT, version },
            ApplicationError::Draft(error) => Self::Draft(error),
        }
    }
}
