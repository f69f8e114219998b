//! How the work is kept on this device: `autosave` is what is stored and what is not, `backup` the last backup of each
//! draft, `erase` removes everything from this device, `report` says what was removed.
//!
//! The rules:
//! - nothing is called saved before the browser has said that it is;
//! - what is not stored is tried again with the next keystroke, the next minute, and whatever makes room;
//! - if storage is full, earlier versions are removed, never a draft (`history::quota`);
//! - what is cleared from outside is stored again at once, and what another tab has removed is not.

mod autosave;
mod backup;
mod erase;
mod report;
#[cfg(test)]
mod tests;
mod waiting;

pub use autosave::{Autosave, CAPACITY, SaveStatus};
pub use backup::{Backup, BackupState, Backups};
pub use erase::{EraseDevice, PackedDraft};
pub(in crate::app) use report::counts;
pub use waiting::Waiting;

/// How the work is kept on this device.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Saving {
    /// What is stored and what is not.
    pub autosave: Autosave,
    /// The last backup of each draft.
    pub backups: Backups,
    /// Removing everything from this device.
    pub erase: EraseDevice,
    /// What follows once keys are stored or removed.
    pub waiting: Waiting,
}
