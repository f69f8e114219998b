//! Everything that the program asks of the browser.

use super::event::{Event, HistoryEvent};
use super::keys::StorageKey;
use super::notice::NOTICE;
use super::route::Route;
use crate::bundle::worker::{Request, RequestId};
use crate::call::CallId;
use crate::draft::{DraftId, Why};

/// Something to be carried out, in the order in which it is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Hand an event to its feature. `update` does this itself, before anything reaches the browser.
    Dispatch(Box<Event>),
    /// Hand in an event about files again, once the part of the program has come that handles it.
    AwaitFiles(Box<Event>),
    /// Hand one of two events to its feature once the next effect, which stores or removes this key, was carried out or
    /// refused. `update` does this itself.
    WhenDone {
        /// The key.
        key: String,
        /// Whether the next effect removes it.
        removes: bool,
        /// What happens once it is done.
        then: Box<Event>,
        /// What happens if it is refused.
        otherwise: Box<Event>,
    },

    /// Store a text under a key of ours. If the key holds something else than this page last read or wrote there,
    /// nothing is stored and `StorageEvent::Conflict` says what is there.
    Store {
        /// The key.
        key: String,
        /// The text.
        text: String,
    },
    /// Remove a key of ours, with the same care.
    Remove {
        /// The key.
        key: String,
    },
    /// Remove several keys of ours, in this order. If one of them holds something else than this page last read or wrote
    /// there, none is removed: a `StorageEvent::Conflict` says what it holds, and the last key is not removed.
    RemoveTogether(Vec<String>),
    /// Find the sizes of everything in local storage.
    ScanStorage,
    /// Read everything under our keys.
    ReadStorage,
    /// Remove everything under our keys, and look whether it is gone. If any key holds something else than this page last
    /// read or wrote there, nothing is removed: a `StorageEvent::Conflict` says what each of these holds, and then comes
    /// `EraseEvent::ChangedElsewhere`.
    RemoveAllKeys,
    /// Remove the store of attached files.
    RemoveAllFiles,
    /// Ask how storage stands: persistence and room.
    QueryPersistence,
    /// Ask the browser to keep the work for good.
    RequestPersistence,
    /// Ask before the page is left, or no longer.
    WarnBeforeLeaving(bool),

    /// Fetch the list of calls.
    FetchIndex,
    /// Fetch a call file.
    FetchCall(CallId),
    /// Fetch an example.
    FetchExample(CallId),

    /// Go to an address.
    GoTo(Route),
    /// Go to an address in place of the one that is open: Back does not return to that one.
    Replace(Route),
    /// A page is shown: set the focus.
    Focus(Focus),
    /// Say so when the next frame is on the screen.
    RequestFrame,

    /// Give a file to the person.
    Download {
        /// Its name.
        name: String,
        /// Its media type.
        kind: &'static str,
        /// What is in it.
        content: Vec<u8>,
    },
    /// Give the person a file that has an address within the browser, which is released afterwards.
    DownloadUrl {
        /// Its name.
        name: String,
        /// The address.
        url: String,
    },
    /// Give the person a file that has an address within the browser. The address stays.
    SaveUrl {
        /// Its name.
        name: String,
        /// The address.
        url: String,
    },
    /// Release an address within the browser.
    RevokeUrl(String),
    /// Release a file that was chosen and is not used.
    ReleaseFile(u32),

    /// Ask the worker for something; a file that was chosen may go with it, by its number.
    Worker {
        /// The id that the answer will carry.
        id: RequestId,
        /// What is asked.
        request: Request,
        /// The file.
        file: Option<u32>,
    },
    /// Stop the worker, whatever it is doing. The next request starts another.
    StopWorker,

    /// Ask for the lock of a draft, and say at once whether it is to be had.
    RequestLock(DraftId),
    /// Wait for the lock of a draft.
    QueueLock(DraftId),
    /// Take the lock of a draft, whoever holds it.
    StealLock(DraftId),
    /// Let go of whatever lock is held or waited for.
    ReleaseLock,
    /// Ask whether another tab holds the lock of any of these drafts. The number comes back with the answer.
    CheckLocks(Vec<DraftId>, u32),
}

impl Effect {
    /// Hands an event to its feature.
    pub(super) fn dispatch(event: Event) -> Self {
        Self::Dispatch(Box::new(event))
    }

    /// Hands an event to its feature once a version of a draft is stored: see [`HistoryEvent::KeepThen`].
    pub(super) fn keep_then(draft: &DraftId, why: Why, then: Event, not_done: &'static str) -> Self {
        let (draft, then) = (draft.clone(), Box::new(then));
        Self::dispatch(Event::History(HistoryEvent::KeepThen { draft, why, then, not_done }))
    }

    /// Stores a text.
    pub(super) fn store(key: &StorageKey, text: String) -> Self {
        Self::Store { key: key.to_string(), text }
    }

    /// Removes a key.
    pub(super) fn remove(key: &StorageKey) -> Self {
        Self::Remove { key: key.to_string() }
    }

    /// Whether it stores a key.
    pub(super) fn stores(&self, key: &str) -> bool {
        matches!(self, Self::Store { key: stored, .. } if stored == key)
    }

    /// Sets the focus to the notice.
    pub(super) fn focus_notice() -> Self {
        Self::Focus(Focus::Element(NOTICE.to_owned()))
    }

    /// Releases an address within the browser, if there is one.
    pub(super) fn revoke(url: Option<String>) -> Vec<Self> {
        url.map(Self::RevokeUrl).into_iter().collect()
    }

    /// Carries out `self`, which stores or removes a key, and then hands one of two events to its feature. Of keys that are
    /// removed together the last one counts.
    pub(super) fn and_then(self, then: Event, otherwise: Event) -> Vec<Self> {
        let (key, removes) = match &self {
            Self::Store { key, .. } => (Some(key), false),
            Self::Remove { key } => (Some(key), true),
            Self::RemoveTogether(keys) => (keys.last(), true),
            // Nothing else can be refused.
            _ => (None, false),
        };
        let Some(key) = key.cloned() else { return vec![self, Self::dispatch(then)] };
        vec![Self::WhenDone { key, removes, then: Box::new(then), otherwise: Box::new(otherwise) }, self]
    }
}

/// Where focus goes when a page is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Focus {
    /// Nowhere else.
    Stay,
    /// To the page's heading.
    Heading,
    /// To an element, by its id. The id of an answer's control is the answer's address.
    Element(String),
}
