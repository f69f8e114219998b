//! Everything that can happen. One enum for each feature; [`update`](super::update) hands each event to its feature.

use litemap::LiteMap;

use super::derivation::Derivation;
use super::notice::Notice;
use crate::bundle::worker::{Answer, Document, RequestId};
use crate::call::{CallId, LetterId, Timestamp};
use crate::documents::Receiver;
use crate::draft::{Draft, DraftId, Field, FileId, Value, Why};

/// When an event happens, and a random number: the core has neither a clock nor a source of randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Now.
    pub now: Timestamp,
    /// Any 64 bits, different for each event that comes from outside.
    pub random: u64,
}

/// Something that has happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The page has opened.
    Started {
        /// What stands after `#` in its address.
        hash: String,
        /// The folder that the page was loaded from, such as `/lead-schools/`. Several sites may share one origin.
        site: String,
        /// What is stored under our keys, or why storage cannot be used.
        stored: Result<Vec<(String, String)>, String>,
    },
    /// The address after `#` has changed.
    Navigated {
        /// What stands there now.
        hash: String,
    },
    /// A minute has passed.
    Ticked,
    /// The frame that was asked for is on the screen.
    FrameShown,
    /// The open page has come, some time after it was asked for, and is drawn.
    PageArrived,
    /// The functions that compute derived data have come.
    DerivationLoaded(Derivation),
    /// The notice was put away.
    NoticeClosed,
    /// Dispatched to show a notice once something was carried out.
    Announce(Notice),
    /// Dispatched where two events follow, one after the other.
    Both(Box<Event>, Box<Event>),
    /// Dispatched where nothing follows.
    Nothing,
    /// About calls.
    Call(CallEvent),
    /// About drafts and their answers.
    Draft(DraftEvent),
    /// What local storage says.
    Storage(StorageEvent),
    /// About saving and backups.
    Saving(SavingEvent),
    /// About removing everything from this device.
    Erase(EraseEvent),
    /// About earlier versions and deleted drafts.
    History(HistoryEvent),
    /// About other tabs.
    Tab(TabEvent),
    /// About files to be made and opened.
    Job(JobEvent),
    /// About attached files.
    Attachment(AttachmentEvent),
    /// What the worker says.
    Worker(WorkerEvent),
    /// About what came in a file.
    Import(ImportEvent),
}

impl Event {
    /// This event, and then another.
    pub(super) fn and(self, then: Self) -> Self {
        Self::Both(Box::new(self), Box::new(then))
    }
}

/// About calls.
#[derive(Debug, Clone, PartialEq)]
pub enum CallEvent {
    /// The list of calls came, or why it did not.
    IndexFetched(Result<String, String>),
    /// A call file came, or why it did not.
    Fetched(CallId, Result<String, String>),
    /// Dispatched by erasing: a call is wanted.
    Wanted(CallId),
    /// A draft uses a call file that came with it in a bundle.
    CameWithDraft(DraftId, String),
    /// A draft is on this device no more, nor among the deleted ones.
    DraftGone(DraftId),
    /// A draft that was begun on another site of this host is used here from now on.
    TakeOver(DraftId),
    /// The person has read what the hub has changed in the call of a draft.
    ChangesRead(DraftId),
}

/// About drafts and their answers.
#[derive(Debug, Clone, PartialEq)]
pub enum DraftEvent {
    /// Begin an application to a call.
    Begin(CallId),
    /// Open a call's example.
    OpenExample(CallId),
    /// An example came, or why it did not.
    ExampleFetched(CallId, Result<String, String>),
    /// An answer was typed, chosen or ticked.
    Edit(DraftId, Field, Value),
    /// A draft was given a name.
    Rename(DraftId, String),
    /// Begin another application from a draft, for a call.
    StartFrom(DraftId, CallId),
    /// Undo the latest step in a draft.
    Undo(DraftId),
    /// Do again what was undone last.
    Redo(DraftId),

    /// The person says that the file of this name was sent to the hub. A version of the draft is kept with it.
    MarkSent(DraftId, String),
    /// The person says that it was not sent.
    MarkNotSent(DraftId),
    /// Dispatched by other features: set some answers as one step that can be undone.
    SetAnswers {
        /// The draft.
        draft: DraftId,
        /// What the step is called when it is undone.
        step: &'static str,
        /// The answers.
        answers: Vec<(Field, Value)>,
    },
    /// Dispatched once the version before it is stored: all answers become those of another copy of the draft.
    ReplaceContent {
        /// The other copy.
        with: Box<Draft>,
        /// What the step is called when it is undone. None: it cannot be undone.
        step: Option<&'static str>,
    },
    /// Dispatched by the import: a file from which something was left out was opened in a draft's place. Its answers are
    /// taken over; the others stay.
    TakeAnswers(Box<Draft>),
    /// Dispatched once the version before it is stored: take the undo step.
    UndoNow(DraftId),
    /// Dispatched by other features: put a draft on the list, and store it.
    Insert {
        /// The draft.
        draft: Box<Draft>,
        /// Whether it is stored already.
        stored: bool,
    },
    /// Dispatched once a draft is removed from storage: take it off the list.
    Remove(DraftId),
    /// Dispatched when a draft's lock is granted. `taken`: another tab has edited it until now, and is to know from where
    /// it continues.
    LockGranted {
        /// The draft.
        draft: DraftId,
        /// Whether the lock was another tab's.
        taken: bool,
    },
}

/// Why a key was not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreError {
    /// As a sentence for a teacher.
    pub why: String,
    /// Whether there was no room for it.
    pub full: bool,
}

/// Keys of ours with their sizes in characters (key and text), and the size of what others store.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StoredSizes {
    /// Our keys.
    pub ours: LiteMap<String, usize>,
    /// Characters that other programs of this origin store.
    pub others: usize,
}

/// What local storage says. Each `Effect::Store` is answered by one of `Stored`, `NotStored` and `Conflict`; each
/// `Effect::Remove` by one of `Removed`, `NotRemoved` and `Conflict`.
#[derive(Debug, Clone, PartialEq)]
pub enum StorageEvent {
    /// A key was stored.
    Stored {
        /// The key.
        key: String,
    },
    /// A key was not stored.
    NotStored {
        /// The key.
        key: String,
        /// Why.
        error: StoreError,
    },
    /// A key was removed, or was not there.
    Removed {
        /// The key.
        key: String,
    },
    /// A key was not removed.
    NotRemoved {
        /// The key.
        key: String,
        /// Why, as a sentence.
        why: String,
    },
    /// Nothing was stored or removed: the key holds something else than this page last read or wrote there, so another
    /// tab has changed it.
    Conflict {
        /// The key.
        key: String,
        /// What it holds now, if anything.
        text: Option<String>,
    },
    /// Another tab has changed a key.
    Changed {
        /// The key.
        key: String,
        /// What it holds now, if anything.
        text: Option<String>,
    },
    /// Something was removed from storage by somebody else: one key that is not ours, or everything.
    KeysRemoved,
    /// Storage was scanned, or why it could not be.
    Scanned(Result<StoredSizes, String>),
}

/// What the browser says of the space that it gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StoragePersistence {
    /// Whether it keeps what is here even when space runs short; none if that is not known, or cannot be asked.
    pub lasting: Option<bool>,
    /// Whether the person has asked for that, and has been answered.
    pub asked: bool,
    /// Bytes in use of everything that this page may keep, files included, and bytes there are.
    pub used: Option<(u64, u64)>,
}

/// About saving and backups.
#[derive(Debug, Clone, PartialEq)]
pub enum SavingEvent {
    /// Try to store everything again.
    SaveAgain,
    /// Back up a draft now.
    BackUp(DraftId),
    /// The person has the file of a draft's latest backup.
    BackupReceived(DraftId),
    /// Do not remind of a draft's backup today.
    NotToday(DraftId),
    /// Download a draft as a file, made without the worker.
    DownloadDraft(DraftId),
    /// Download something unreadable as it is stored.
    DownloadUnreadable(String),
    /// Ask the browser to keep the work for good.
    RequestPersistence,
    /// What the browser says to that.
    Persistence(StoragePersistence),
    /// Dispatched by the jobs: a backup was made and handed to the browser.
    BundleMade(MadeBundle),
    /// Dispatched by the jobs: the bundle of a backup was not made.
    BundleNotMade(DraftId),
    /// Dispatched by erasing: a file of a draft that was last changed at this time was handed to the browser.
    Handed(DraftId, Timestamp),
    /// Dispatched by the import: a draft came out of a file, which holds all of it and is therefore a backup.
    CameFromFile(DraftId),
    /// Dispatched by the import once the last of these drafts was stored or refused: shows one of two notices.
    AnnounceSaved {
        /// The drafts.
        drafts: Vec<DraftId>,
        /// If all of them are stored.
        saved: Notice,
        /// If not.
        not_saved: Notice,
        /// Whether the notice is to be read on the next page.
        next_page: bool,
    },
    /// Dispatched when a draft is gone from this device: so is the note of its backup.
    DraftGone(DraftId),
}

/// A bundle that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeBundle {
    /// The draft.
    pub draft: DraftId,
    /// When it had last been changed by then.
    pub changed: Timestamp,
    /// The file's name.
    pub file: String,
    /// Its address within the browser. One that was made to erase the device has to be released.
    pub url: String,
    /// Names of attached files that should be in it and are not.
    pub missing: Vec<String>,
    /// What the person should know of it, in sentences: earlier versions that did not fit, say.
    pub remarks: Vec<String>,
}

/// What a bundle is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BundlePurpose {
    /// To be sent to the hub. It never counts as a backup.
    Send,
    /// To be kept. If it cannot be made the draft file is handed out.
    Backup,
    /// To be taken away before everything is removed from this device.
    Erase,
}

impl BundlePurpose {
    /// For whom the bundle is.
    pub(in crate::app) fn receiver(self) -> Receiver {
        match self {
            Self::Send => Receiver::Hub,
            Self::Backup | Self::Erase => Receiver::Oneself,
        }
    }
}

/// About removing everything from this device.
#[derive(Debug, Clone, PartialEq)]
pub enum EraseEvent {
    /// Make the files, one after another.
    Start,
    /// Do not. What is here stays.
    Cancel,
    /// Dispatched by the jobs: a file was made.
    Packed(MadeBundle),
    /// Dispatched by the jobs: a file was not made; a sentence says why.
    NotPacked(String),
    /// Dispatched by calls: one is here, or will not come. A file may have waited for it.
    CallFetched,
    /// Save one of the files, by its place in the list.
    Save(usize),
    /// The person has the files: remove everything.
    Confirm,
    /// Nothing was removed: another tab has changed a key of ours, and this page had not heard of it yet.
    ChangedElsewhere,
    /// Our keys were removed, as far as the browser let them be.
    KeysRemoved(RemovedKeys),
    /// What became of the store of attached files.
    FilesRemoved(FilesRemoved),
}

/// Our keys after they were removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedKeys {
    /// The keys that were there before and are not any more.
    pub removed: Vec<String>,
    /// The keys of ours that are still there, found by looking again; or why one could not look.
    pub left: Result<Vec<String>, String>,
}

/// What became of the store of attached files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilesRemoved {
    /// It was removed, or there was none.
    Yes,
    /// Another tab or window holds it open.
    OpenElsewhere,
    /// The browser refused; its words.
    No(String),
}

/// About earlier versions and deleted drafts.
#[derive(Debug, Clone, PartialEq)]
pub enum HistoryEvent {
    /// Keep a draft as it is as a version with a name.
    KeepVersion(DraftId, String),
    /// Bring back the version of an instant.
    RestoreVersion(DraftId, Timestamp),
    /// Remove the version of an instant.
    RemoveVersion(DraftId, Timestamp),
    /// Delete a draft. The page has asked before. For thirty days it can be brought back.
    Delete(DraftId),
    /// Bring back a draft that was deleted.
    Recover(DraftId),
    /// Delete a draft so that it cannot be brought back, with its earlier versions.
    DeleteForGood(DraftId),

    /// Dispatched before something takes the place of a draft's content: keep a version of it, and go on once that is
    /// stored. Nothing is written over before what it replaces is stored.
    KeepThen {
        /// The draft.
        draft: DraftId,
        /// Why the version is kept.
        why: Why,
        /// What happens once it is stored.
        then: Box<Event>,
        /// What did not happen if it cannot be stored: "The version was not brought back".
        not_done: &'static str,
    },
    /// Dispatched by the import: a draft came in a file with its earlier versions, in the format in which they are stored.
    CameWithDraft(DraftId, String),
    /// Dispatched once the deleted copy of a draft that is here is an earlier version: the draft is stored, the copy goes,
    /// and an event follows.
    KeepLive(DraftId, Box<Event>),
    /// Dispatched while a draft is being deleted, once another tab's copy is an earlier version: store this tab's copy.
    StoreCopy(DraftId),
    /// Dispatched once the copy of a draft that is to be deleted is stored.
    CopyStored(DraftId),
    /// Dispatched once that draft is removed from its place.
    Deleted(DraftId),
    /// Dispatched if either was refused, with what is said then.
    NotDeleted(DraftId, Notice),
    /// Dispatched once a deleted draft is stored in its old place.
    Recovered(DraftId),
    /// Dispatched if it was not stored there; the notice says why.
    NotRecovered(DraftId, Notice),
    /// Dispatched once a draft is removed for good.
    DeletedForGood(DraftId),
    /// Dispatched after a version was brought back: the result is a version too.
    KeepRestored(DraftId, Timestamp),
}

/// About other tabs and windows.
#[derive(Debug, Clone, PartialEq)]
pub enum TabEvent {
    /// This browser has locks.
    LocksSupported,
    /// It has them, and refuses every request for one: site data are blocked.
    LocksRefused,
    /// The lock of a draft is granted. What is stored under its keys by now has been told before.
    LockGranted(DraftId),
    /// Another tab has it.
    LockDenied(DraftId),
    /// Another tab has taken it.
    LockLost(DraftId),
    /// Edit here instead.
    EditHere,
    /// No other tab edits the drafts that a question was about: the event that waits for it is handled.
    LocksFree(u32),
    /// Another tab edits one of them.
    LocksHeld(u32),
    /// What was replaced by another tab's answers has been read.
    ConflictsRead,
}

/// What can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Making {
    /// The file for the hub.
    ForHub {
        /// Whether the whole application is in it as a web page too.
        page: bool,
    },
    /// One document alone: `Document::receiver` says for whom.
    Document(Document),
}

/// A file that was chosen. Its content stays with the browser, under a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenFile {
    /// Under which number the browser has it.
    pub number: u32,
    /// Its name on the device.
    pub name: String,
}

/// About files to be made and opened.
#[derive(Debug, Clone, PartialEq)]
pub enum JobEvent {
    /// Make the file for the hub, or one document of a draft.
    Make(DraftId, Making),
    /// Dispatched by saving and erasing: make the bundle of a draft.
    MakeBundle(DraftId, BundlePurpose),
    /// A file was chosen to be opened.
    Open(ChosenFile),
    /// The file of a letter was chosen, to be brought into the one whose page is open.
    OpenLetter(ChosenFile),
    /// Download the dates of a draft's call as a calendar.
    DownloadCalendar(DraftId),
    /// Download the dates of a call as a calendar, without a draft.
    DownloadCalendarOfCall(CallId),
    /// What local storage holds under our keys, which was asked for, or why it cannot be read.
    StorageRead(Result<Vec<(String, String)>, String>),
    /// Stop the worker, and whatever waits for it.
    Stop,
    /// Dispatched by erasing: the worker lets go of everything.
    StopForErase,
}

/// A file that was chosen to be attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenAttachment {
    /// The file.
    pub file: ChosenFile,
    /// The draft that it is for.
    pub draft: DraftId,
    /// Where it is to be attached.
    pub to: Field,
    /// What the browser takes it for: a media type, or nothing.
    pub kind: String,
    /// Its size in bytes, as the browser says.
    pub bytes: u64,
    /// The file that it takes the place of there.
    pub instead: Option<FileId>,
}

/// A folder that was dropped where files are attached, or several at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DroppedFolder {
    /// Their names.
    pub names: Vec<String>,
    /// The draft that their files are for.
    pub draft: DraftId,
    /// Where they are to be attached.
    pub to: Field,
    /// The files, and where they lie in the folder.
    pub files: Vec<(String, ChosenAttachment)>,
    /// Whether there are more than these.
    pub is_cut: bool,
}

/// About attached files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttachmentEvent {
    /// Some were chosen, dropped or pasted.
    Chosen(Vec<ChosenAttachment>),
    /// A folder was dropped or pasted: its files are offered.
    Folder(DroppedFolder),
    /// One of the offered files is attached, by its number; without a number all of them.
    TakeOffered(DraftId, Field, Option<u32>),
    /// The offered files are not wanted.
    LeaveOffered(DraftId, Field),
    /// One that is attached already is attached here too.
    Link(DraftId, Field, FileId),
    /// One is attached here no more.
    Remove(DraftId, Field, FileId),
    /// The one that was removed last is put back.
    PutBack,
    /// One is to be looked at.
    Show(DraftId, Field, FileId),
    /// What is shown is closed.
    Close,
    /// One is to be downloaded.
    Download(DraftId, FileId),
    /// Dispatched once a draft is stored with a file that was attached to this answer.
    Attached(DraftId, Field),
    /// Dispatched if that could not be stored: with the file's name.
    NotStored(DraftId, Field, String),
}

/// What the worker says.
#[derive(Debug, Clone, PartialEq)]
pub enum WorkerEvent {
    /// It is loaded.
    Ready,
    /// It cannot be loaded, or has stopped; a sentence says why.
    Failed(String),
    /// An answer.
    Answered {
        /// The id of the request.
        id: RequestId,
        /// The answer.
        answer: Answer,
        /// The address within the browser of a file that came with it. Whoever gets it has to release it.
        url: Option<String>,
    },
}

/// What becomes of a draft that came in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// It stands beside what is here.
    KeepBoth,
    /// It takes the place of the one with the same id.
    Replace,
    /// It is left in its file.
    Leave,
}

/// About what came in a file.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportEvent {
    /// What becomes of one of the drafts that came in a file.
    Decide {
        /// Which, by the id that it has in the file.
        draft: DraftId,
        /// What.
        choice: Choice,
    },
    /// A paragraph of the letter that was read goes to an answer, or stays out.
    AssignParagraph(usize, Option<Field>),
    /// Put the paragraphs where they go.
    ApplyLetter,
    /// Leave the letter that was read.
    DiscardLetter,
    /// Dispatched by the jobs: a file was opened.
    Opened {
        /// The file's name.
        file: String,
        /// What was in it: `Answer::Opened`.
        answer: Answer,
    },
    /// Dispatched once a draft from a file has taken the place of the one with its id.
    Replaced {
        /// The draft.
        draft: DraftId,
        /// The file's name.
        file: String,
        /// What is said once it is stored.
        notice: Notice,
    },
    /// Dispatched by the jobs: the words of a letter were read.
    LetterRead {
        /// The file's name.
        file: String,
        /// The draft that it is for.
        draft: DraftId,
        /// The letter that it is for.
        letter: LetterId,
        /// Its words, in the plain way in which people type.
        text: String,
        /// What was left behind, in sentences.
        remarks: Vec<String>,
    },
}
