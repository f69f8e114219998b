//! Everything that can happen.

use super::{FilesEvent, KeepEvent, Making, PressEvent, TimeEvent};
use crate::call::{CallId, Timestamp};
use crate::draft::{DraftId, Field, Value};

/// When an event happens, and a random number in case one is needed: the core has neither clock nor chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Now.
    pub now: Timestamp,
    /// Any 64 bits, different each time that something comes from outside; what follows from it has the same.
    pub chance: u64,
}

/// Something that has happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The page has opened.
    Started {
        /// What stands after `#` in its address.
        hash: String,
        /// What lies in storage under our keys, or why storage cannot be used.
        stored: Result<Vec<(String, String)>, String>,
    },
    /// The list of calls came, or did not.
    IndexCame(Result<String, String>),
    /// A call file came, or did not.
    CallCame(CallId, Result<String, String>),
    /// An example came, or did not.
    ExampleCame(CallId, Result<String, String>),
    /// The address after `#` has changed.
    Navigated {
        /// What stands there now.
        hash: String,
    },
    /// Time has passed.
    Ticked,
    /// What was typed has been painted.
    Painted,
    /// Begin an application to a call.
    Begin(CallId),
    /// Open a call's example.
    OpenExample(CallId),
    /// An answer was typed, chosen or ticked.
    Edited(DraftId, Field, Value),
    /// A draft was given a name.
    Renamed(DraftId, String),
    /// Begin another application from a draft, for a call.
    Duplicate(DraftId, CallId),
    /// Delete a draft. The page has asked before.
    Delete(DraftId),
    /// A key was stored.
    Stored {
        /// The key.
        key: String,
    },
    /// A key was not stored.
    NotStored {
        /// The key.
        key: String,
        /// Why, as a sentence.
        why: String,
    },
    /// A key was not removed.
    NotForgotten {
        /// The key.
        key: String,
        /// Why, as a sentence.
        why: String,
    },
    /// Try to store everything again.
    SaveAgain,
    /// Another tab or window has changed one of our keys.
    ChangedElsewhere {
        /// The key.
        key: String,
        /// What lies there now, if anything.
        text: Option<String>,
    },
    /// Download a draft as a file, made without the press.
    DownloadDraft(DraftId),
    /// Download the dates of a draft's call as a calendar.
    DownloadCalendar(DraftId),
    /// Download something that cannot be read, as it lies in storage.
    DownloadSetAside(String),
    /// Make the bundle of a draft, or one document of it.
    Make(DraftId, Making),
    /// A file was chosen to be opened.
    FileChosen {
        /// Its name.
        name: String,
    },
    /// The file of a letter was chosen, to be brought into the one whose page is open.
    LetterChosen {
        /// Its name.
        name: String,
    },
    /// A paragraph of the letter that was brought goes to an answer, or stays out.
    Assigned(usize, Option<Field>),
    /// Put the paragraphs where they go.
    PutIn,
    /// Leave the letter that was brought.
    LeaveLetter,

    /// Something about earlier versions, undoing, deleted drafts.
    Time(TimeEvent),
    /// Something happens to attached files.
    Files(FilesEvent),
    /// Something came from the press.
    Press(PressEvent),
    /// Take in the drafts that came in a file.
    TakeIn {
        /// Put them in the place of drafts with the same id, instead of beside them.
        replace: bool,
    },
    /// Leave what came in a file.
    LeaveIt,
    /// Something has happened between tabs.
    Tabs(super::TabEvent),
    /// Put away the notice.
    NoticeRead,
    /// Something happened to what is kept on the device.
    Keep(KeepEvent),
}
