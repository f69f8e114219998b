//! What the page asks of the press, and what it gets: plain values that go through JSON, with bytes carried beside
//! them so that they can be handed over instead of copied.

use serde_json::{Value as Json, json};

use super::{FileInside, OpenedFile, make_bundle_among, open_file};
use crate::call::{Date, Timestamp, read_call};
use crate::draft::{read_draft, write_draft};
use crate::readiness::OtherHubs;

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
    },
    /// To open a file. Its bytes go beside the request.
    Open,
}

/// What the page gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The bundle. Its bytes come beside the answer.
    Made {
        /// The name to save it under.
        file_name: String,
    },
    /// What was in the file.
    Opened {
        /// Its drafts, at least one.
        drafts: Vec<DraftInside>,
        /// What a person should know about the file as a whole.
        warnings: Vec<String>,
        /// Text of the page that no draft holds: address of the field, and text. See [`OpenedFile::unsaved`].
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
            Self::Make { call_json, draft_json, now, other_hubs } => {
                json!({"ask": "make", "call": call_json, "draft": draft_json, "now": now, "other-hubs": other_hubs})
            }
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
            }),
            "open" => Some(Self::Open),
            _ => None,
        }
    }
}

impl Answer {
    /// As it is sent.
    pub fn to_json(&self) -> Json {
        match self {
            Self::Made { file_name } => json!({"answer": "made", "file-name": file_name}),
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
            "made" => Some(Self::Made { file_name: text(json, "file-name")? }),
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

/// Does what the page asks. `bytes` are those that came beside the request; those of the answer come second.
pub fn answer(request: &Request, bytes: &[u8]) -> (Answer, Option<Vec<u8>>) {
    let done = match request {
        Request::Make { call_json, draft_json, now, other_hubs } => make(call_json, draft_json, *now, other_hubs),
        Request::Open => open(bytes).map(|answer| (answer, None)),
    };
    done.unwrap_or_else(|refused| (refused, None))
}

fn make(
    call_json: &str,
    draft_json: &str,
    now: Timestamp,
    other_hubs: &[String],
) -> Result<(Answer, Option<Vec<u8>>), Answer> {
    let unable = |detail: String| {
        Answer::Refused {
        message: "The file could not be made. Your answers are safe on this device. Reload this page and try again; if it happens again, save them as a draft file and tell whoever looks after this page.".to_owned(),
        detail,
    }
    };
    let call = read_call(call_json).map_err(|e| unable(format!("call: {e}")))?;
    let draft = read_draft(draft_json).map_err(|e| unable(format!("draft: {e}")))?;
    let others = OtherHubs::new(&call, other_hubs.iter().map(String::as_str));
    let made = make_bundle_among(&call, call_json, &draft, now, &others)
        .map_err(|e| Answer::Refused { message: e.message(), detail: e.to_string() })?;
    Ok((Answer::Made { file_name: made.file_name }, Some(made.bytes)))
}

fn open(bytes: &[u8]) -> Result<Answer, Answer> {
    let OpenedFile { drafts, warnings, unsaved } =
        open_file(bytes).map_err(|e| Answer::Refused { message: e.message(), detail: e.detail() })?;
    let inside = |opened: super::Opened| {
        Ok(DraftInside {
            draft_json: write_draft(&opened.draft)?,
            call_json: opened.call_json,
            written_on: opened.written_on,
            files: opened.files,
            warnings: opened.warnings,
        })
    };
    let drafts: Result<Vec<DraftInside>, serde_json::Error> = drafts.into_iter().map(inside).collect();
    let drafts = drafts.map_err(|e| Answer::Refused {
        message: format!("The application in this file cannot be kept on this device. {}", super::error::SAFE),
        detail: e.to_string(),
    })?;
    Ok(Answer::Opened { drafts, warnings, unsaved: unsaved.into_iter().map(|(f, t)| (f.to_string(), t)).collect() })
}
