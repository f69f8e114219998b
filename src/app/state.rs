//! All that the page shows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{About, Brought, FileWork, Incoming, Keeping, PressState, Route, Time};
use crate::call::{Call, CallId, CallIndex, Timestamp};
use crate::documents::LaidLetter;
use crate::draft::{Draft, DraftId, Field};
use crate::readiness::{OtherHubs, Readiness};

/// Something that has to be fetched from the host.
#[derive(Debug, Clone, PartialEq)]
pub enum Load<T> {
    /// On its way.
    Coming,
    /// Here.
    Here(T),
    /// It did not come, or cannot be read; a sentence says why.
    Failed(String),
}

impl<T> Load<T> {
    /// What came, if it did.
    pub fn here(&self) -> Option<&T> {
        match self {
            Self::Here(thing) => Some(thing),
            _ => None,
        }
    }
}

/// A call, read, and the very text that it was read from, which goes into the bundle.
#[derive(Debug, Clone, PartialEq)]
pub struct CallFile {
    /// The call.
    pub call: Arc<Call>,
    /// The file's text.
    pub text: Arc<str>,
}

/// A draft in the page, and whether it is kept on the device.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The draft.
    pub draft: Draft,
    /// Whether it is an example: shown and edited like any other, never stored.
    pub example: bool,
}

/// Whether what was typed is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saving {
    /// Everything is stored, or nothing has been typed yet.
    Saved,
    /// The last attempt failed; what was typed is in the page only.
    Failed {
        /// What the browser says, as a sentence for a teacher.
        why: String,
    },
}

/// Something stored under one of our keys that cannot be read. It is left where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Its key.
    pub key: String,
    /// What lies there.
    pub text: String,
    /// Why it cannot be read.
    pub why: String,
}

/// A message above the page, about something that has just happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Whether it went well.
    pub good: bool,
    /// What happened, what is safe, what to do.
    pub text: String,
    /// What else should be known, one by one.
    pub more: Vec<String>,
    /// What can be done about it.
    pub offer: Option<Offer>,
}

/// What can be done about something that has just happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// Bring back a draft that was deleted.
    Recover(DraftId),
    /// Delete a draft for good.
    ForGood(DraftId),
}

impl Notice {
    /// It went well.
    pub fn good(text: impl Into<String>) -> Self {
        Self { good: true, text: text.into(), more: Vec::new(), offer: None }
    }

    /// It did not.
    pub fn bad(text: impl Into<String>) -> Self {
        Self { good: false, text: text.into(), more: Vec::new(), offer: None }
    }
}

/// What has changed since the page was last told, so that a keystroke concerns what shows its answer and little else.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Touched {
    /// Answers of the draft that is open.
    pub answers: Vec<Field>,
    /// The check says something else than before.
    pub readiness: bool,
    /// The letters are longer or shorter than before, or say something else.
    pub letters: bool,
    /// Answers that have been painted since they were typed: it is time for what nobody waits for.
    pub painted: Vec<Field>,
    /// More than that: a page that is told this looks at everything.
    pub more: bool,
}

/// What is behind the answers, and is made up for when it is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Answers that were typed and wait to be painted, and the check with them. Whatever else happens before has it made
    /// first.
    pub paint: Vec<Field>,
    /// Something has changed that can be seen in the letters.
    pub letters: bool,
}

/// All that the page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Which page.
    pub route: Route,
    /// Whether anybody has gone from one page to another since the page was opened.
    pub navigated: bool,
    /// The instant of the latest event.
    pub now: Timestamp,
    /// The list of calls on this host.
    pub index: Load<CallIndex>,
    /// Calls by id.
    pub calls: BTreeMap<CallId, Load<CallFile>>,
    /// Files of calls that came with bundles, as they lie in storage: read when anything but the first page is wanted.
    pub unread_calls: Vec<String>,
    /// Drafts by id.
    pub drafts: BTreeMap<DraftId, Held>,
    /// What lies in storage and cannot be read.
    pub set_aside: Vec<SetAside>,
    /// Examples that have been asked for, by call.
    pub examples: BTreeMap<CallId, Load<DraftId>>,
    /// The check of the draft that is open.
    pub readiness: Option<Arc<Readiness>>,
    /// What is behind the answers, and is made up for when it is needed.
    pub due: Due,
    /// The letters of the draft that is open, as they stand on paper.
    pub letters: Arc<Vec<LaidLetter>>,
    /// A letter that was written elsewhere and waits to be divided.
    pub brought: Option<Brought>,
    /// What the check has to know of other hubs. Made for the first check, and anew after whatever is no keystroke.
    pub other_hubs: Option<Arc<OtherHubs>>,
    /// Whether what was typed is stored.
    pub saving: Saving,
    /// Keys of ours that could not be stored.
    pub not_stored: BTreeSet<String>,
    /// All else that is known of how the work is kept.
    pub keeping: Keeping,
    /// The answer that is being typed: its draft lies whole in storage as it was when this began, and it apart from it.
    pub apart: Option<(DraftId, Field)>,
    /// The draft that is open, seen from all tabs.
    pub tabs: super::Tabs,
    /// What was before: steps to undo, earlier versions, deleted drafts.
    pub time: Time,
    /// The press and what it is doing.
    pub press: PressState,
    /// What is known of the drafts of the file that is being read.
    pub about: Vec<About>,
    /// What is being done with attached files.
    pub files: FileWork,
    /// Drafts that came in a file and wait for a decision.
    pub incoming: Option<Incoming>,
    /// What has just happened.
    pub notice: Option<Notice>,
    /// Whether the program itself goes to another page next, so that the notice is to be read there.
    pub notice_travels: bool,
    /// What has changed since the page was last told.
    pub touched: Touched,
}

impl State {
    /// A page that has just been opened.
    pub fn new() -> Self {
        Self {
            route: Route::Start,
            navigated: false,
            now: Timestamp(0),
            index: Load::Coming,
            calls: BTreeMap::new(),
            unread_calls: Vec::new(),
            drafts: BTreeMap::new(),
            set_aside: Vec::new(),
            examples: BTreeMap::new(),
            readiness: None,
            due: Due { paint: Vec::new(), letters: true },
            letters: Arc::default(),
            brought: None,
            other_hubs: None,
            saving: Saving::Saved,
            not_stored: BTreeSet::new(),
            keeping: Keeping::default(),
            apart: None,
            tabs: super::Tabs::default(),
            time: Time::default(),
            press: PressState::default(),
            about: Vec::new(),
            files: FileWork::default(),
            incoming: None,
            notice: None,
            notice_travels: false,
            touched: Touched::default(),
        }
    }

    /// The draft whose page is open.
    pub fn open_draft(&self) -> Option<&Held> {
        self.drafts.get(self.route.draft()?)
    }

    /// The id of the call that the open page needs.
    pub fn open_call_id(&self) -> Option<&CallId> {
        match &self.route {
            Route::Call(id) | Route::Words(id) => Some(id),
            Route::Draft(..) => Some(&self.open_draft()?.draft.call),
            _ => None,
        }
    }

    /// The call of the page that is open, as far as it has come.
    pub fn open_call(&self) -> Option<&Load<CallFile>> {
        self.calls.get(self.open_call_id()?)
    }

    /// The title of the page, as tabs and screen readers give it.
    pub fn title(&self) -> String {
        let call = self.open_call().and_then(Load::here).map(|f| &f.call);
        let page = match &self.route {
            Route::Start => return "Upbeat: prepare your application to your Music Hub".to_owned(),
            Route::Call(_) => call.map_or_else(|| "A call".to_owned(), |c| c.title.clone()),
            Route::Words(_) => call.map_or_else(
                || "The hub\u{2019}s words".to_owned(),
                |c| format!("Everything the hub says: {}", c.title),
            ),
            Route::Help => "How your work is kept".to_owned(),
            Route::Lost(_) => "Page not found".to_owned(),
            Route::Draft(_, page, _) => {
                let name = match page {
                    super::Page::Tasks => "Task list".to_owned(),
                    super::Page::Section(section) => call.map_or_else(|| section.to_string(), |c| section.name(c)),
                    super::Page::Readiness => "Readiness".to_owned(),
                    super::Page::Export => "Export".to_owned(),
                    super::Page::Afterwards => "Afterwards".to_owned(),
                    super::Page::History => "Earlier versions".to_owned(),
                };
                match self.open_draft() {
                    Some(held) => format!("{name}: {}", held.draft.title()),
                    None => name,
                }
            }
        };
        format!("{page} \u{2013} Upbeat")
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}
