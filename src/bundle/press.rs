//! What the page asks of the press, and what it gets: plain values that go through JSON, with a file carried beside
//! them, of which only a handle goes from one to the other (a Blob), whatever its size. What the press does with them is in `work`, which the page
//! does not have.

#[cfg(feature = "press")]
mod work;

use serde_json::{Value as Json, json};

#[cfg(feature = "press")]
pub use work::{Desk, Done, answer, wanted, work};

use super::FileInside;
use crate::call::{Date, Timestamp};
pub use crate::draft::FileId;

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
    /// To take the words out of a letter that was written elsewhere, which goes beside the request.
    ReadLetter,
    /// To open a file, which goes beside the request.
    Open,
    /// To keep a file that was chosen, which goes beside the request, in the store of attached files.
    Keep {
        /// Its name, to be told of.
        name: String,
    },
    /// To hand out a file of the store, as one of this media type.
    Get(FileId, String),
    /// To tell what is in the store.
    List,
    /// To drop files from the store.
    Drop(Vec<FileId>),
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
    /// A bundle or a document, which comes beside the answer.
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
    /// How far the work has come. The answer itself follows.
    Progress {
        /// Bytes done.
        done: u64,
        /// Bytes in all.
        all: u64,
    },
    /// A file is in the store.
    Kept {
        /// Which.
        id: FileId,
        /// Its size in bytes.
        bytes: u64,
    },
    /// A file of the store, which comes beside the answer; or that it is not there.
    Got {
        /// Which.
        id: FileId,
        /// Whether it is there.
        there: bool,
    },
    /// What is in the store; nothing after some of it was dropped.
    Listed(Vec<FileId>),
    /// The store could not be looked at, or nothing was dropped; for a technician. Nobody has asked, so nobody is told.
    Unlisted(String),
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
            Self::Keep { name } => json!({"ask": "keep", "name": name}),
            Self::Get(id, kind) => json!({"ask": "get", "id": id.as_str(), "kind": kind}),
            Self::List => json!({"ask": "list"}),
            Self::Drop(ids) => json!({"ask": "drop", "ids": written(ids)}),
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
            "keep" => Some(Self::Keep { name: text(json, "name")? }),
            "get" => Some(Self::Get(file_id(json, "id")?, text(json, "kind")?)),
            "list" => Some(Self::List),
            "drop" => Some(Self::Drop(file_ids(json, "ids")?)),
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
            Self::Progress { done, all } => json!({"answer": "progress", "done": done, "all": all}),
            Self::Kept { id, bytes } => json!({"answer": "kept", "id": id.as_str(), "bytes": bytes}),
            Self::Got { id, there } => json!({"answer": "got", "id": id.as_str(), "there": there}),
            Self::Listed(ids) => json!({"answer": "listed", "ids": written(ids)}),
            Self::Unlisted(detail) => json!({"answer": "unlisted", "detail": detail}),
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
            "progress" => Some(Self::Progress { done: number(json, "done")?, all: number(json, "all")? }),
            "kept" => Some(Self::Kept { id: file_id(json, "id")?, bytes: number(json, "bytes")? }),
            "got" => Some(Self::Got { id: file_id(json, "id")?, there: json.get("there")?.as_bool()? }),
            "listed" => Some(Self::Listed(file_ids(json, "ids")?)),
            "unlisted" => Some(Self::Unlisted(text(json, "detail")?)),
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
        let file = |json: &Json| Some(FileInside { path: text(json, "path")?, bytes: number(json, "bytes")? });
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

fn number(json: &Json, key: &str) -> Option<u64> {
    json.get(key)?.as_u64()
}

fn file_id(json: &Json, key: &str) -> Option<FileId> {
    FileId::new(json.get(key)?.as_str()?)
}

fn file_ids(json: &Json, key: &str) -> Option<Vec<FileId>> {
    json.get(key)?.as_array()?.iter().map(|id| FileId::new(id.as_str()?)).collect()
}

fn written(ids: &[FileId]) -> Vec<&str> {
    ids.iter().map(FileId::as_str).collect()
}

fn texts(json: &Json, key: &str) -> Option<Vec<String>> {
    json.get(key)?.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}
