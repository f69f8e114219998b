//! Names of the entries in local storage. Every key of ours begins with [`OUR_KEYS`]; nothing else is ours.

use std::fmt;

pub(in crate::app) use crate::bundle::{CALL_FILE_KEY, CALL_KEY, RECORD_KEY};
use crate::call::CallId;
use crate::draft::DraftId;
pub(in crate::app) use crate::draft::{DRAFT_KEY, HISTORY_KEY, LATE_KEY};

/// What every key of ours begins with. Other pages may share the host's origin, and with it local storage.
pub const OUR_KEYS: &str = "upbeat/";
/// Deleted drafts, kept for thirty days: this, then the draft's id.
pub(in crate::app) const DELETED_KEY: &str = "upbeat/deleted/";
/// The note of a draft's last backup: this, then the draft's id.
pub(in crate::app) const BACKUP_KEY: &str = "upbeat/backup/";
/// Attached files that no draft names any more, each with the time since when.
pub(in crate::app) const UNNAMED_KEY: &str = "upbeat/unnamed";

/// A key of ours, parsed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum StorageKey {
    /// A draft.
    Draft(DraftId),
    /// One answer of a draft, stored separately from it by versions up to 0.1.
    Late(DraftId),
    /// Earlier versions of a draft. Where the first key holds something unreadable, numbers from 2 follow the id.
    History(DraftId, u32),
    /// A deleted draft.
    Deleted(DraftId),
    /// The note of a backup.
    Backup(DraftId),
    /// A draft's record.
    Record(DraftId),
    /// A call file, by its SHA-256.
    CallFile(String),
    /// A call file, by the call's id.
    OldCall(CallId),
    /// Attached files that nothing names.
    Unnamed,
}

/// Makes the key of something that belongs to a draft.
type OfDraft = fn(DraftId) -> StorageKey;

impl StorageKey {
    /// Parses a key. None for a key that this version does not know.
    pub fn parse(key: &str) -> Option<Self> {
        if key == UNNAMED_KEY {
            return Some(Self::Unnamed);
        }
        if let Some(rest) = key.strip_prefix(HISTORY_KEY) {
            return match rest.split_once('/') {
                None => Some(Self::History(DraftId::new(rest)?, 1)),
                Some((id, number)) => Some(Self::History(DraftId::new(id)?, number.parse().ok().filter(|n| *n > 1)?)),
            };
        }
        if let Some(hash) = key.strip_prefix(CALL_FILE_KEY) {
            return Some(Self::CallFile(hash.to_owned()));
        }
        if let Some(id) = key.strip_prefix(CALL_KEY) {
            return CallId::new(id).ok().map(Self::OldCall);
        }
        let kinds: [(&str, OfDraft); 5] = [
            (DRAFT_KEY, Self::Draft),
            (LATE_KEY, Self::Late),
            (DELETED_KEY, Self::Deleted),
            (BACKUP_KEY, Self::Backup),
            (RECORD_KEY, Self::Record),
        ];
        let (id, kind) = kinds.iter().find_map(|(prefix, kind)| Some((key.strip_prefix(prefix)?, kind)))?;
        Some(kind(DraftId::new(id)?))
    }

    /// The draft that the entry belongs to.
    pub fn draft(&self) -> Option<&DraftId> {
        match self {
            Self::Draft(id)
            | Self::Late(id)
            | Self::History(id, _)
            | Self::Deleted(id)
            | Self::Backup(id)
            | Self::Record(id) => Some(id),
            Self::CallFile(_) | Self::OldCall(_) | Self::Unnamed => None,
        }
    }
}

impl fmt::Display for StorageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Draft(id) => write!(f, "{DRAFT_KEY}{id}"),
            Self::Late(id) => write!(f, "{LATE_KEY}{id}"),
            Self::History(id, 0 | 1) => write!(f, "{HISTORY_KEY}{id}"),
            Self::History(id, number) => write!(f, "{HISTORY_KEY}{id}/{number}"),
            Self::Deleted(id) => write!(f, "{DELETED_KEY}{id}"),
            Self::Backup(id) => write!(f, "{BACKUP_KEY}{id}"),
            Self::Record(id) => write!(f, "{RECORD_KEY}{id}"),
            Self::CallFile(hash) => write!(f, "{CALL_FILE_KEY}{hash}"),
            Self::OldCall(id) => write!(f, "{CALL_KEY}{id}"),
            Self::Unnamed => f.write_str(UNNAMED_KEY),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        for key in [
            "upbeat/draft/a1",
            "upbeat/late/a1",
            "upbeat/history/a1",
            "upbeat/history/a1/2",
            "upbeat/deleted/a1",
            "upbeat/backup/a1",
            "upbeat/record/a1",
            "upbeat/call-file/00ff",
            "upbeat/call/marsh-2027",
            "upbeat/unnamed",
        ] {
            let read = StorageKey::parse(key);
            assert_eq!(read.map(|key| key.to_string()).as_deref(), Some(key));
        }
        for key in
            ["upbeat/", "upbeat/other/a1", "draft/a1", "upbeat/history/a1/1", "upbeat/history/a1/x", "upbeat/draft/A b"]
        {
            assert_eq!(StorageKey::parse(key), None, "{key}");
        }
    }
}
