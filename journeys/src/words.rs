//! The page's own words that journeys look for or click, each in one place: where the page is reworded, so is this.

/// Begins a draft, on a call's page.
pub const BEGIN: &str = "Start an application";
/// Begins a draft, on an example's pages.
pub const BEGIN_OWN: &str = "Start my application";
/// Unfolds the name of a document that is not attached.
pub const ANOTHER_WAY: &str = "I will send it another way";
/// Folds who supports an application, once that is said.
pub const SUPPORT_FROM: &str = "Who it is from";
/// Unfolds what can be done with an application on the start page.
pub const MORE_ON_CARD: &str = "Rename, copy or delete";
/// Leads from "Send and share" to the page where it is sent to the hub.
pub const TO_HUB: &str = "Make application file";
/// Makes the file for the hub. It is no backup.
pub const MAKE: &str = "Make application file";
/// Deletes, once asked.
pub const DELETE_YES: &str = "Delete";
/// Does not.
pub const DELETE_NO: &str = "Cancel";
/// Leaves a name as it is.
pub const RENAME_NO: &str = "Cancel";
/// Gives the draft out while it cannot be stored.
pub const SAVE_FILE: &str = "Download answers";
/// Stores again.
pub const SAVE_AGAIN: &str = "Try again";
/// Gives all drafts out when the program has failed.
pub const RESCUE: &str = "Download my answers";
/// Loads the page again then.
pub const RELOAD: &str = "Reload the page";
/// Puts a notice away.
pub const CLOSE_NOTICE: &str = "Close";
/// Takes in a file beside what is here.
pub const KEEP_BOTH: &str = "Keep both";
/// Takes it in instead.
pub const REPLACE: &str = "Replace mine";
/// Does neither.
pub const LEAVE_IT: &str = "Do not open";
/// Ends the look at an example.
pub const CLOSE_EXAMPLE: &str = "Close example";
/// Gives out what cannot be read.
pub const DOWNLOAD: &str = "Download";
/// The verdict on a whole application.
pub const READY: &str = "Ready, and this round has closed";
/// The same while the round is open.
pub const READY_TO_SEND: &str = "Ready to send";
/// The same where the hub asks for things that its call does not tell.
pub const READY_AS_FAR: &str = "Ready as far as Upbeat can tell";
/// Said while storing fails.
pub const NOT_SAVED: &str = "latest changes are not saved";
/// Said with every refusal.
pub const UNCHANGED: &str = "Nothing on this device has changed";
/// Asked about a file that is here already.
pub const DOUBLE: &str = "You already have this application";
/// Said when it is done.
pub const DELETED: &str = "deleted. You can restore it";
/// Said of what lies in storage and is damaged.
pub const UNREADABLE: &str = "Upbeat cannot read";
/// Said on every page of an example.
pub const EXAMPLE: &str = "This is an example";
/// Said when the program did not start.
pub const NOT_OPENED: &str = "Upbeat did not open";
/// Said when it ended.
pub const STOPPED: &str = "Upbeat has stopped working";
/// Said with both.
pub const SAFE: &str = "Your saved work is safe";
/// Stands above one's own drafts.
pub const OWN: &str = "Your applications";
/// Said when what was not saved is.
pub const SAVED_AGAIN: &str = "All changes saved again";
/// Said when storage was cleared from outside.
pub const CLEARED: &str = "deleted your saved work from this browser";
/// The page that needs no program, and links to it.
pub const ALL_KEPT: &str = "Your work on this device";
/// Begins to take everything away.
pub const TAKE_AWAY: &str = "Make the files";
/// Does so.
pub const REMOVE_ALL: &str = "Delete everything from this browser";
/// Said when it is done.
pub const NOTHING_LEFT: &str = "Everything from Upbeat is deleted";
/// Makes a backup: all that the draft holds, to be opened again.
pub const BACK_UP: &str = "Download a backup";
/// Says that a file that was handed out has arrived.
pub const RECEIVED: &str = "I have the file";
/// Said of a draft whose file was handed out, until somebody says that it has arrived.
pub const HANDED: &str = "Backup downloaded today";
/// Said then.
pub const BACKED_UP: &str = "Last backup: today";
/// Said of a draft that a newer version wrote.
pub const READ_ONLY: &str = "You can view this application but not change it";
