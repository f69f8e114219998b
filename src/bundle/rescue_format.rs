//! The name and version of the page's rescue file, and the keys of local storage that are read from it.

/// What the page's rescue file says that it is (`assets/boot.js` writes it, without the program).
pub const RESCUE_FORMAT: &str = "upbeat-rescue";
/// The newest version of the rescue file that this program reads.
pub const RESCUE_VERSION: u64 = 1;

/// A call that came with a bundle, as versions up to 0.1 stored it: this, then the call's id. Read, no longer written.
pub const CALL_KEY: &str = "upbeat/call/";
/// The text of a call file: this, then the SHA-256 of the text.
pub const CALL_FILE_KEY: &str = "upbeat/call-file/";
/// What a device knows of a draft beside its answers (call files, site): this, then the draft's id.
pub const RECORD_KEY: &str = "upbeat/record/";
/// In a record: the SHA-256 of the call file that the draft was begun with.
pub const RECORD_BEGUN: &str = "call-begun";
/// In a record: the SHA-256 of the newest call file that the draft was opened with.
pub const RECORD_NEWEST: &str = "call-newest";
