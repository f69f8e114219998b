//! Everything that the program can ask of the browser.

use crate::call::CallId;
use crate::draft::FileId;

/// Something to be carried out.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Store a text under a key, and say whether it was stored.
    Store {
        /// The key; always one of ours.
        key: String,
        /// The text.
        text: String,
    },
    /// Remove one of our keys.
    Forget {
        /// The key.
        key: String,
    },
    /// Fetch the list of calls.
    FetchIndex,
    /// Fetch a call file.
    FetchCall(CallId),
    /// Fetch an example.
    FetchExample(CallId),
    /// Go to an address.
    GoTo(super::Route),
    /// A page is shown: set the focus.
    Arrived(Focus),
    /// Say so when what was typed has been painted.
    AwaitPaint,
    /// Give a file to the person.
    Download {
        /// Its name.
        name: String,
        /// Its media type.
        kind: &'static str,
        /// What is in it.
        content: Vec<u8>,
    },
    /// Ask something of the browser between tabs.
    Tabs(super::TabEffect),
    /// Ask the browser about what is kept on the device.
    Keep(super::Ask),
    /// Give the person what the press has made last.
    HandOver {
        /// Its name.
        name: String,
    },
    /// Have the press keep a file that was chosen.
    KeepFile {
        /// Under which number the browser has it.
        number: u32,
        /// Its name.
        name: String,
    },
    /// Have an attached file handed out, as one of this media type.
    GetFile(FileId, String),
    /// Give the person a file that lies at an address within the browser.
    DownloadFrom {
        /// Its name.
        name: String,
        /// The address.
        address: String,
    },
    /// Let go of an address within the browser.
    LetGo(String),
    /// Look through the store of attached files.
    ListFiles,
    /// Drop files from the store.
    DropFiles(Vec<FileId>),
    /// Stop the press, whatever it is at.
    StopPress,
    /// Ask the press to make something.
    Make(super::Job),
    /// Ask the press to read the file that was chosen.
    ReadFile {
        /// Its name.
        name: String,
        /// Whether it is a letter that was written elsewhere, and not a file of ours.
        letter: bool,
    },
}

/// The id of what is said about something that has just happened.
pub const NOTICE: &str = "notice";

/// Where focus goes when a page is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Focus {
    /// Nowhere else.
    Stay,
    /// To the page's heading.
    Heading,
    /// To an answer, by the id of its control.
    Answer(String),
}

/// Where calls lie that came in a bundle and are not on this host.
pub const CALL_KEY: &str = "upbeat/call/";
/// What every key of ours begins with. Others may share the host's origin: nothing else is ours.
pub const OUR_KEYS: &str = "upbeat/";
