//! The worker and the store of attached files, for tests. Bundles are plain values here: the real ones have tests of
//! their own.

use std::collections::{BTreeMap, VecDeque};

use crate::bundle::worker::{Answer, DraftInside, Found, Request, RequestId};
use crate::bundle::{View, sha256};
use crate::call::{Timestamp, read_call};
use crate::documents::Receiver;
use crate::draft::{FileId, attached, read_draft, write_draft};

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Bytes.
    Bytes(Vec<u8>),
    /// A bundle.
    Bundle(Box<Bundle>),
    /// A letter that was written elsewhere.
    Letter(String),
}

/// A bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The draft's file.
    pub draft: String,
    /// The call's file.
    pub call: Option<String>,
    /// Earlier versions.
    pub history: Option<String>,
    /// What of the application is not in it.
    pub left_out: Vec<String>,
    /// The attached files that are in it.
    pub files: BTreeMap<FileId, Vec<u8>>,
}

/// The store of attached files.
#[derive(Debug, Clone, Default)]
pub struct FileStore {
    /// What is in it.
    pub files: BTreeMap<FileId, Vec<u8>>,
    /// How many more uses fail.
    pub failing: usize,
}

impl FileStore {
    /// Whether the next use fails.
    pub fn is_failing(&self) -> bool {
        self.failing > 0
    }

    fn use_it(&mut self) -> Result<&mut BTreeMap<FileId, Vec<u8>>, String> {
        if self.failing > 0 {
            self.failing -= 1;
            return Err("UnknownError".to_owned());
        }
        Ok(&mut self.files)
    }

    /// Empties it, if that works.
    pub fn clear(&mut self, works: bool) {
        if works {
            self.files.clear();
        }
    }
}

/// The id of a file's bytes.
pub fn file_id(bytes: &[u8]) -> FileId {
    FileId::new(&sha256::hex(bytes)).expect("a checksum is an id")
}

/// A worker: requests wait in their order.
#[derive(Debug, Default)]
pub struct Worker {
    requests: VecDeque<(RequestId, Request, Option<Content>)>,
    /// Refuses the next request.
    pub refuses: bool,
}

impl Worker {
    /// A request arrives.
    pub fn ask(&mut self, id: RequestId, request: Request, file: Option<Content>) {
        self.requests.push_back((id, request, file));
    }

    /// The requests that have not been answered.
    pub fn waiting(&self) -> usize {
        self.requests.len()
    }

    /// The id of the request that is answered next.
    pub fn next_id(&self) -> Option<RequestId> {
        self.requests.front().map(|(id, ..)| *id)
    }

    /// Answers the next request, with a file where one is made.
    pub fn answer_next(&mut self, files: &mut FileStore) -> Option<(RequestId, Answer, Option<Content>)> {
        let (id, request, file) = self.requests.pop_front()?;
        let (answer, made) = if std::mem::take(&mut self.refuses) {
            (refused("It could not be done."), None)
        } else {
            answer(request, file, files)
        };
        Some((id, answer, made))
    }
}

fn refused(message: &str) -> Answer {
    Answer::Refused { message: message.to_owned(), detail: String::new() }
}

fn answer(request: Request, file: Option<Content>, files: &mut FileStore) -> (Answer, Option<Content>) {
    match request {
        Request::Make { receiver, call_json, draft_json, now, histories, .. } => {
            // The real worker joins several.
            let history = histories.into_iter().next().filter(|_| receiver == Receiver::Oneself);
            make(receiver, now, call_json, draft_json, history, files)
        }
        Request::Document { .. } => {
            let made = Answer::Made { file_name: "letter.pdf".to_owned(), remarks: Vec::new(), missing: Vec::new() };
            (made, Some(Content::Bytes(b"%PDF".to_vec())))
        }
        Request::ReadLetter => match file {
            Some(Content::Letter(text)) => (Answer::Letter { text, remarks: Vec::new() }, None),
            _ => (refused("This is not a letter."), None),
        },
        Request::Open | Request::OpenFiles(_) => (open(file, files), None),
        Request::Keep { name } => match file {
            Some(Content::Bytes(bytes)) => (keep(&name, bytes, files), None),
            _ => (refused("There is no file."), None),
        },
        Request::Get { id, .. } => {
            let found = files.use_it().map(|files| files.get(&id).cloned());
            match found {
                Ok(Some(bytes)) => (Answer::Got { id, found: Found::Here }, Some(Content::Bytes(bytes))),
                Ok(None) => (Answer::Got { id, found: Found::NotThere }, None),
                Err(why) => (Answer::Got { id, found: Found::Unreadable(why) }, None),
            }
        }
        Request::List => match files.use_it() {
            Ok(files) => (Answer::Listed(files.keys().cloned().collect()), None),
            Err(why) => (Answer::StoreFailed(why), None),
        },
        Request::Drop(ids) => match files.use_it() {
            Ok(files) => {
                files.retain(|id, _| !ids.contains(id));
                (Answer::Dropped, None)
            }
            Err(why) => (Answer::StoreFailed(why), None),
        },
    }
}

fn keep(name: &str, bytes: Vec<u8>, files: &mut FileStore) -> Answer {
    let (id, size) = (file_id(&bytes), bytes.len() as u64);
    match files.use_it() {
        Ok(files) => {
            files.insert(id.clone(), bytes);
            Answer::Kept { id, bytes: size }
        }
        Err(_) => refused(&format!("\u{201c}{name}\u{201d} was not attached. This browser refused to keep it.")),
    }
}

fn make(
    receiver: Receiver,
    now: Timestamp,
    call: String,
    draft: String,
    history: Option<String>,
    files: &mut FileStore,
) -> (Answer, Option<Content>) {
    let whole = read_draft(&draft).expect("the draft of a request can be read");
    let read_call = read_call(&call).expect("the call of a request can be read");
    let view = View::new(&read_call, &whole, receiver, now);
    let (read, draft) = (view.draft(), write_draft(view.draft()).expect("a view can be written"));
    let left_out = view.left_out().iter().map(|row| row.id.to_owned()).collect();
    let (mut inside, mut missing) = (BTreeMap::new(), Vec::new());
    for file in attached(read) {
        match files.use_it().ok().and_then(|files| files.get(&file.id)) {
            Some(bytes) => drop(inside.insert(file.id, bytes.clone())),
            None => missing.push(file.name),
        }
    }
    let remarks = missing.iter().map(|name| format!("\u{201c}{name}\u{201d} is missing from the file.")).collect();
    let made = Answer::Made { file_name: format!("{}.zip", read.id), remarks, missing };
    (made, Some(Content::Bundle(Box::new(Bundle { draft, call: Some(call), history, left_out, files: inside }))))
}

fn open(file: Option<Content>, files: &mut FileStore) -> Answer {
    let (draft, call, history_json, left_out, inside) = match file {
        Some(Content::Bundle(bundle)) => (bundle.draft, bundle.call, bundle.history, bundle.left_out, bundle.files),
        Some(Content::Bytes(bytes)) => match String::from_utf8(bytes) {
            Ok(text) if read_draft(&text).is_ok() => (text, None, None, Vec::new(), BTreeMap::new()),
            _ => return refused("This is not one of our files. Nothing on this device has changed."),
        },
        _ => return refused("This is not one of our files. Nothing on this device has changed."),
    };
    let (mut warnings, attached) = (Vec::new(), inside.keys().cloned().collect());
    for (id, bytes) in inside {
        match files.use_it() {
            Ok(files) => drop(files.insert(id, bytes)),
            Err(_) => warnings.push("A file could not be kept on this device.".to_owned()),
        }
    }
    let inside = DraftInside {
        draft_json: draft,
        call_json: call,
        written_on: None,
        history_json,
        left_out,
        attached,
        warnings,
        damage: Vec::new(),
        answers_changed: false,
    };
    Answer::Opened { drafts: vec![inside], warnings: Vec::new(), unsaved: Vec::new(), choose: false }
}
