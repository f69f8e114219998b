//! Messages between the page and the worker.
//!
//! A message is JSON text. A file goes with it as a Blob, of which only a handle is sent, whatever its size. Every
//! request has an id, and every answer has the id of its request.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::call::{Date, Timestamp};
use crate::documents::Receiver;
pub use crate::draft::FileId;

/// Ties an answer to its request. The page gives each request another id, from 1 on. Answers to a message whose id cannot
/// be read have the default, 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestId(pub u32);

/// A message of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToWorker {
    /// The request's id.
    pub id: RequestId,
    /// What is asked.
    pub request: Request,
}

/// A message of the worker. Each request gets exactly one answer, and any number of [`Answer::Progress`] before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromWorker {
    /// The id of the request.
    pub id: RequestId,
    /// What came of it.
    pub answer: Answer,
}

/// What the page asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum Request {
    /// Make the bundle of a draft.
    Make {
        /// For whom.
        receiver: Receiver,
        /// The call's file as it was loaded.
        call_json: String,
        /// The draft in its own file format.
        draft_json: String,
        /// Now.
        now: Timestamp,
        /// Names of other hubs, for the check: see `readiness::OtherHubs`.
        other_hubs: Vec<String>,
        /// Earlier versions of the draft, as they are stored: for a backup.
        histories: Vec<String>,
        /// Whether the whole application goes in as a web page too.
        page: bool,
    },
    /// Make one document.
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
    /// Read the text of a letter that was written elsewhere. Its file is sent with the request.
    ReadLetter,
    /// Open a file, which is sent with the request.
    Open,
    /// Open files that were chosen together. They are sent with the request as one, each behind the one before.
    OpenFiles(Vec<ChosenPart>),
    /// Put a file, which is sent with the request, into the store of attached files.
    Keep {
        /// Its name, for messages to the person.
        name: String,
    },
    /// Send back a file of the store.
    Get {
        /// Which.
        id: FileId,
        /// The media type that it gets.
        media_type: String,
    },
    /// List the files in the store.
    List,
    /// Delete files from the store.
    Drop(Vec<FileId>),
}

/// One of several files that were chosen together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenPart {
    /// Its path in the folder that was chosen, or its name; `/` between segments.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// One document of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Document {
    /// A letter as PDF, by its id.
    LetterPdf(String),
    /// A letter as a Word document, by its id.
    LetterDocx(String),
    /// The statement of support of a letter as a document of its own, as PDF, by the letter's id.
    SupportPdf(String),
    /// The same as a Word document.
    SupportDocx(String),
    /// The check on one side, as PDF.
    Readiness,
    /// The whole application as PDF, as the hub gets it.
    Application,
    /// The whole application as PDF for senior leaders, governors and the trust: with the check, and where the school
    /// stands.
    Leaders,
}

impl Document {
    /// For whom it is where it is made alone.
    pub fn receiver(&self) -> Receiver {
        match self {
            Self::LetterPdf(_)
            | Self::LetterDocx(_)
            | Self::SupportPdf(_)
            | Self::SupportDocx(_)
            | Self::Application => Receiver::Hub,
            Self::Readiness | Self::Leaders => Receiver::Leaders,
        }
    }
}

/// What the page gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum Answer {
    /// A bundle or a document, which is sent with the answer.
    Made {
        /// The name to save it under.
        file_name: String,
        /// What the person should know of it, in sentences: what is not in it, and why; characters that the fonts lack.
        remarks: Vec<String>,
        /// Names of attached files that belong into the bundle and are not in it. Empty for documents.
        missing: Vec<String>,
    },
    /// The text of a letter.
    Letter {
        /// In the way in which people type: see `documents::docx::LetterText`.
        text: String,
        /// What was left out, in sentences.
        remarks: Vec<String>,
    },
    /// The content of a file.
    Opened {
        /// Its drafts, at least one.
        drafts: Vec<DraftInside>,
        /// What a person should know about the file as a whole.
        warnings: Vec<String>,
        /// Text of the page that no draft holds: address of the field, and text. See [`crate::bundle::OpenedFile::unsaved`].
        unsaved: Vec<(String, String)>,
        /// Whether the drafts only lay beside each other, so that the person chooses among them.
        choose: bool,
    },
    /// How far the work has come. The answer itself follows.
    Progress {
        /// Bytes done.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
    /// The file is in the store.
    Kept {
        /// Which.
        id: FileId,
        /// Its size in bytes.
        bytes: u64,
    },
    /// A file of the store, which is sent with the answer if it was found.
    Got {
        /// Which.
        id: FileId,
        /// Whether it is there.
        found: Found,
    },
    /// What is in the store.
    Listed(Vec<FileId>),
    /// The files are no longer in the store.
    Dropped,
    /// The store could not be listed, or nothing was deleted; for a technician. The page asks for both by itself, so no
    /// person is told.
    StoreFailed(String),
    /// It could not be done; nothing has changed.
    Refused {
        /// For the person: what happened, what is safe, what to do.
        message: String,
        /// For a technician.
        detail: String,
    },
}

/// Whether a file of the store can be had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// It is sent with the answer.
    Here,
    /// The store has no such file.
    NotThere,
    /// The store could not be read, so nobody knows whether the file is there. Why, for a technician. It may work later.
    Unreadable(String),
}

/// A draft out of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct DraftInside {
    /// The draft in its own file format.
    pub draft_json: String,
    /// The call that came with it, byte for byte.
    pub call_json: Option<String>,
    /// The day on which the file was written.
    pub written_on: Option<Date>,
    /// Earlier versions of the draft, in the format in which a device stores them.
    pub history_json: Option<String>,
    /// What of the application is not in the file, by name. Empty where it holds everything.
    pub left_out: Vec<String>,
    /// Files inside a bundle that the draft or an earlier version has attached. Empty for other files.
    pub attached: Vec<FileId>,
    /// What a person should know about it.
    pub warnings: Vec<String>,
    /// Parts of it that are not as they were packed, in sentences. They are left out, but for the answers.
    pub damage: Vec<String>,
    /// Whether the answers may be others than those that were packed.
    pub answers_changed: bool,
}

impl Answer {
    /// The answer to a message that cannot be read: the page and the worker are not of one version.
    pub fn not_understood(detail: &str) -> Self {
        Self::Refused {
            message: "Part of Upbeat is out of date. Your answers are safe. Reload this page and try again.".to_owned(),
            detail: detail.to_owned(),
        }
    }
}

impl ToWorker {
    /// The message as it is sent.
    pub fn to_json(&self) -> String {
        json(self)
    }

    /// Reads a message. One that cannot be read gives the refusal to send back.
    pub fn from_json(text: &str) -> Result<Self, FromWorker> {
        read(text)
    }
}

impl FromWorker {
    /// The message as it is sent.
    pub fn to_json(&self) -> String {
        json(self)
    }

    /// Reads a message. One that cannot be read counts as a refusal of the request with its id.
    pub fn from_json(text: &str) -> Self {
        read(text).unwrap_or_else(|refusal| refusal)
    }
}

/// Nothing in a message can fail to be written: there are no maps in it. The other side refuses an empty text.
fn json(message: &impl Serialize) -> String {
    serde_json::to_string(message).unwrap_or_default()
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, FromWorker> {
    #[derive(Deserialize)]
    struct OnlyId {
        id: RequestId,
    }
    serde_json::from_str(text).map_err(|error| {
        let id = serde_json::from_str(text).map_or_else(|_| RequestId::default(), |OnlyId { id }| id);
        FromWorker { id, answer: Answer::not_understood(&error.to_string()) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file_id() -> FileId {
        FileId::new(&"0a".repeat(32)).unwrap()
    }

    #[test]
    fn requests_as_they_are_sent() {
        for (request, json) in [
            (Request::Open, r#""open""#.to_owned()),
            (
                Request::OpenFiles(vec![ChosenPart { path: "a/b".to_owned(), bytes: 7 }]),
                r#"{"open-files":[{"path":"a/b","bytes":7}]}"#.to_owned(),
            ),
            (Request::Keep { name: "a.pdf".to_owned() }, r#"{"keep":{"name":"a.pdf"}}"#.to_owned()),
            (
                Request::Get { id: file_id(), media_type: "text/plain".to_owned() },
                format!(r#"{{"get":{{"id":"{}","media-type":"text/plain"}}}}"#, file_id()),
            ),
            (Request::Drop(vec![file_id()]), format!(r#"{{"drop":["{}"]}}"#, file_id())),
        ] {
            let sent = ToWorker { id: RequestId(7), request };
            assert_eq!(sent.to_json(), format!(r#"{{"id":7,"request":{json}}}"#));
            assert_eq!(ToWorker::from_json(&sent.to_json()), Ok(sent));
        }
    }

    #[test]
    fn answers_as_they_are_sent() {
        let made =
            Answer::Made { file_name: "a.zip".to_owned(), remarks: vec!["One.".to_owned()], missing: Vec::new() };
        let opened = Answer::Opened {
            drafts: vec![DraftInside {
                draft_json: "{}".to_owned(),
                call_json: None,
                written_on: Date::parse("2026-11-22"),
                history_json: Some("{}".to_owned()),
                left_out: vec!["ratings".to_owned()],
                attached: vec![file_id()],
                warnings: vec!["w".to_owned()],
                damage: vec!["d".to_owned()],
                answers_changed: true,
            }],
            warnings: Vec::new(),
            unsaved: vec![("school/name".to_owned(), "x".to_owned())],
            choose: true,
        };
        let got = |found| Answer::Got { id: file_id(), found };
        for answer in [
            made,
            opened,
            Answer::Progress { done: 1, total: u64::MAX },
            got(Found::Here),
            got(Found::NotThere),
            got(Found::Unreadable("UnknownError".to_owned())),
            Answer::Dropped,
            Answer::StoreFailed("UnknownError".to_owned()),
            Answer::not_understood("x"),
        ] {
            let sent = FromWorker { id: RequestId(3), answer };
            assert_eq!(FromWorker::from_json(&sent.to_json()), sent);
        }
    }

    #[test]
    fn a_message_that_cannot_be_read_is_refused_under_its_id() {
        for (text, id) in [
            (r#"{"id":5,"request":"sing"}"#, 5),
            (r#"{"id":5,"request":{"drop":["../a"]}}"#, 5),
            (r#"{"id":5,"answer":{"progress":{"done":-1,"total":2}}}"#, 5),
            (r#"{"id":5}"#, 5),
            (r#"{"id":-1,"request":"open"}"#, 0),
            (r#"{"request":"open"}"#, 0),
            ("null", 0),
            ("", 0),
        ] {
            for refusal in [ToWorker::from_json(text).unwrap_err(), FromWorker::from_json(text)] {
                assert_eq!(refusal.id, RequestId(id), "{text}");
                assert!(matches!(refusal.answer, Answer::Refused { .. }), "{refusal:?}");
            }
        }
    }
}
