//! What the page asks of the press, and what it gets: plain values that go through JSON, with bytes carried beside
//! them so that they can be handed over instead of copied. What the press does with them is in `work`, which the page
//! does not have.

#[cfg(feature = "press")]
mod work;

use serde_json::{Value as Json, json};

#[cfg(feature = "press")]
pub use work::answer;

use super::FileInside;
use crate::call::{Date, Timestamp};

/// What the page asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// To make the bundle of a draft.
    Make {
        /// The call's file as it was loaded.
        call_json: String,
        /// The draft in its own file format.
        draft_json: String,
        /// Now.
        now: Timestamp,
        /// Names of other hubs, for the check: see `readiness::OtherHubs`.
        other_hubs: Vec<String>,
        /// Whether the whole application goes in as a web page too.
        page: bool,
    },
    /// To make one document alone.
    Document {
        /// Which.
        which: Document,
        /// The call's file as it was loaded.
        call_json: String,
        /// The draft in its own file format.
        draft_json: String,
        /// Now.
        now: Timestamp,
        /// Names of other hubs, for the check.
        other_hubs: Vec<String>,
    },
    /// To take the words out of a letter that was written elsewhere. Its bytes go beside the request.
    ReadLetter,
    /// To open a file. Its bytes go beside the request.
    Open,
}

/// One document of an application, to be made alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Document {
    /// A letter as PDF, by its id.
    LetterPdf(String),
    /// A letter as a Word document, by its id.
    LetterDocx(String),
    /// The statement of support that stands beside a letter, as PDF, by the letter's id.
    SupportPdf(String),
    /// The same as a Word document.
    SupportDocx(String),
    /// The check on one side, as PDF.
    Readiness,
    /// The whole application as PDF.
    Application,
}

impl Document {
    /// What it is called in a request, and the letter's id if it is one's.
    fn written(&self) -> (&'static str, Option<&str>) {
        match self {
            Self::LetterPdf(id) => ("letter-pdf", Some(id)),
            Self::LetterDocx(id) => ("letter-docx", Some(id)),
            Self::SupportPdf(id) => ("support-pdf", Some(id)),
            Self::SupportDocx(id) => ("support-docx", Some(id)),
            Self::Readiness => ("readiness", None),
            Self::Application => ("application", None),
        }
    }

    fn read(kind: &str, letter: Option<String>) -> Option<Self> {
        match kind {
            "letter-pdf" => letter.map(Self::LetterPdf),
            "letter-docx" => letter.map(Self::LetterDocx),
            "support-pdf" => letter.map(Self::SupportPdf),
            "support-docx" => letter.map(Self::SupportDocx),
            "readiness" => Some(Self::Readiness),
            "application" => Some(Self::Application),
            _ => None,
        }
    }
}

/// What the page gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A bundle or a document. Its bytes come beside the answer.
    Made {
        /// The name to save it under.
        file_name: String,
        /// What should be known of it, in sentences: documents that are not in it, and why; characters that the
        /// fonts lack.
        remarks: Vec<String>,
    },
    /// The words of a letter.
    Letter {
        /// In the way in which people type: see `documents::docx::LetterText`.
        text: String,
        /// What was left behind, in sentences.
        remarks: Vec<String>,
    },
    /// What was in the file.
    Opened {
        /// Its drafts, at least one.
        drafts: Vec<DraftInside>,
        /// What a person should know about the file as a whole.
        warnings: Vec<String>,
        /// Text of the page that no draft holds: address of the field, and text. See [`super::OpenedFile::unsaved`].
        unsaved: Vec<(String, String)>,
    },
    /// It could not be done; nothing has changed.
    Refused {
        /// What to say: what happened, what is safe, what to do.
        message: String,
        /// For a technician.
        detail: String,
    },
}

impl Answer {
    /// The answer to a request that the press does not understand: page and press are not of one version.
    pub fn not_understood(detail: &str) -> Self {
        Self::Refused {
            message: "The page and its helper do not fit together, probably because one of them is older. Your answers are safe on this device. Reload this page and try again.".to_owned(),
            detail: detail.to_owned(),
        }
    }
}

/// A draft out of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftInside {
    /// The draft in its own file format.
    pub draft_json: String,
    /// The call that came with it, byte for byte.
    pub call_json: Option<String>,
    /// The day on which the file was written.
    pub written_on: Option<Date>,
    /// The files inside a bundle.
    pub files: Vec<FileInside>,
    /// What a person should know about it.
    pub warnings: Vec<String>,
}

// Both are written and read by hand: the page carries this in its first load, and derived readers of tagged values are
// large. What cannot be read is the same for both sides: they are not of one version.

impl Request {
    /// As it is sent.
    pub fn to_json(&self) -> Json {
        match self {
            Self::Make { call_json, draft_json, now, other_hubs, page } => {
                json!({"ask": "make", "call": call_json, "draft": draft_json, "now": now, "other-hubs": other_hubs, "page": page})
            }
            Self::Document { which, call_json, draft_json, now, other_hubs } => {
                let (kind, letter) = which.written();
                json!({"ask": "document", "which": kind, "letter": letter, "call": call_json, "draft": draft_json, "now": now, "other-hubs": other_hubs})
            }
            Self::ReadLetter => json!({"ask": "read-letter"}),
            Self::Open => json!({"ask": "open"}),
        }
    }

    /// Reads one that was sent.
    pub fn from_json(json: &Json) -> Option<Self> {
        match json.get("ask")?.as_str()? {
            "make" => Some(Self::Make {
                call_json: text(json, "call")?,
                draft_json: text(json, "draft")?,
                now: Timestamp::parse(json.get("now")?.as_str()?)?,
                other_hubs: texts(json, "other-hubs")?,
                page: json.get("page")?.as_bool()?,
            }),
            "document" => Some(Self::Document {
                which: Document::read(&text(json, "which")?, text(json, "letter"))?,
                call_json: text(json, "call")?,
                draft_json: text(json, "draft")?,
                now: Timestamp::parse(json.get("now")?.as_str()?)?,
                other_hubs: texts(json, "other-hubs")?,
            }),
            "read-letter" => Some(Self::ReadLetter),
            "open" => Some(Self::Open),
            _ => None,
        }
    }
}

impl Answer {
    /// As it is sent.
    pub fn to_json(&self) -> Json {
        match self {
            Self::Made { file_name, remarks } => {
                json!({"answer": "made", "file-name": file_name, "remarks": remarks})
            }
            Self::Letter { text, remarks } => json!({"answer": "letter", "text": text, "remarks": remarks}),
            Self::Opened { drafts, warnings, unsaved } => {
                let drafts: Vec<Json> = drafts.iter().map(DraftInside::to_json).collect();
                json!({"answer": "opened", "drafts": drafts, "warnings": warnings, "unsaved": unsaved})
            }
            Self::Refused { message, detail } => json!({"answer": "refused", "message": message, "detail": detail}),
        }
    }

    /// Reads one that was sent.
    pub fn from_json(json: &Json) -> Option<Self> {
        match json.get("answer")?.as_str()? {
            "made" => Some(Self::Made { file_name: text(json, "file-name")?, remarks: texts(json, "remarks")? }),
            "letter" => Some(Self::Letter { text: text(json, "text")?, remarks: texts(json, "remarks")? }),
            "opened" => {
                let pair = |json: &Json| Some((json.get(0)?.as_str()?.to_owned(), json.get(1)?.as_str()?.to_owned()));
                Some(Self::Opened {
                    drafts: json
                        .get("drafts")?
                        .as_array()?
                        .iter()
                        .map(DraftInside::from_json)
                        .collect::<Option<_>>()?,
                    warnings: texts(json, "warnings")?,
                    unsaved: json.get("unsaved")?.as_array()?.iter().map(pair).collect::<Option<_>>()?,
                })
            }
            "refused" => Some(Self::Refused { message: text(json, "message")?, detail: text(json, "detail")? }),
            _ => None,
        }
    }
}

impl DraftInside {
    fn to_json(&self) -> Json {
        let Self { draft_json, call_json, written_on, files, warnings } = self;
        json!({"draft": draft_json, "call": call_json, "written-on": written_on, "files": files, "warnings": warnings})
    }

    fn from_json(json: &Json) -> Option<Self> {
        let file = |json: &Json| {
            Some(FileInside { path: text(json, "path")?, bytes: json.get("bytes")?.as_u64()?.try_into().ok()? })
        };
        Some(Self {
            draft_json: text(json, "draft")?,
            call_json: text(json, "call"),
            written_on: json.get("written-on")?.as_str().and_then(Date::parse),
            files: json.get("files")?.as_array()?.iter().map(file).collect::<Option<_>>()?,
            warnings: texts(json, "warnings")?,
        })
    }
}

fn text(json: &Json, key: &str) -> Option<String> {
    json.get(key)?.as_str().map(str::to_owned)
}

fn texts(json: &Json, key: &str) -> Option<Vec<String>> {
    json.get(key)?.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}
