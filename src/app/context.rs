//! What features see of each other.

use super::calls::{CallFile, Calls};
use super::drafts::Drafts;
use super::event::StoragePersistence;
use super::history::Versions;
use super::navigation::Navigation;
use super::notice::Notices;
use super::tabs::Tabs;
use crate::call::Timestamp;
use crate::draft::DraftId;

/// What jobs, backups and erasing work on besides their own state. They change drafts by events only.
pub(super) struct Context<'a> {
    pub(super) now: Timestamp,
    pub(super) navigation: &'a Navigation,
    pub(super) drafts: &'a Drafts,
    pub(super) calls: &'a Calls,
    pub(super) tabs: &'a Tabs,
    pub(super) versions: &'a Versions,
    /// Whether something is being made, opened or attached that a person waits for.
    pub(super) is_busy: bool,
    /// Whether files are being made in order to remove everything from this device.
    pub(super) is_packing: bool,
    pub(super) persistence: StoragePersistence,
    pub(super) notices: &'a mut Notices,
}

impl Context<'_> {
    /// The call of a draft, if both are here.
    pub(super) fn call_of(&self, id: &DraftId) -> Option<&CallFile> {
        self.calls.of_draft(&self.drafts.get(id)?.draft)?.ready()
    }
}
