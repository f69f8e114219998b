//! What was before: `versions` are earlier versions of drafts, `trash` the deleted ones, `quota` is what is removed where
//! storage is full.
//!
//! The order of writes keeps everything: nothing is written over or removed before that is in storage from which it can
//! come back.

mod quota;
#[cfg(test)]
mod tests;
mod trash;
mod versions;

pub use trash::{DeletedDraft, Trash};
pub(in crate::app) use versions::Context;
pub use versions::{HistoryStorage, StoredHistory, Versions, when_words};

use super::drafts::read_only_notice;
use super::effect::Effect;
use super::event::HistoryEvent;

/// What was before.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    /// Earlier versions.
    pub versions: Versions,
    /// Deleted drafts.
    pub trash: Trash,
}

impl History {
    /// What follows from an event.
    pub(super) fn update(&mut self, event: HistoryEvent, context: &mut Context<'_>) -> Vec<Effect> {
        let Self { versions, trash } = self;
        match event {
            HistoryEvent::KeepVersion(id, _)
            | HistoryEvent::RestoreVersion(id, _)
            | HistoryEvent::RemoveVersion(id, _)
                if context.tabs.is_read_only_for(&id) =>
            {
                context.notices.show(read_only_notice());
                Vec::new()
            }
            HistoryEvent::KeepVersion(id, _)
            | HistoryEvent::RestoreVersion(id, _)
            | HistoryEvent::RemoveVersion(id, _)
                if context.drafts.refuses(&id, context.notices) =>
            {
                Vec::new()
            }
            HistoryEvent::KeepVersion(id, name) => versions.keep_named(&id, &name, context),
            HistoryEvent::RestoreVersion(id, at) => versions.restore(&id, at),
            HistoryEvent::KeepRestored(id, at) => versions.keep_restored(&id, at, context),
            HistoryEvent::RemoveVersion(id, at) => versions.remove(&id, at, context),
            HistoryEvent::KeepThen { draft, why, then, not_done } => {
                versions.keep_then(&draft, why, *then, not_done, context)
            }
            HistoryEvent::CameWithDraft(id, text) => {
                versions.came_with_draft(&id, &text, context.drafts).into_iter().collect()
            }
            HistoryEvent::Delete(id) => trash.delete(&id, versions, context),
            HistoryEvent::KeepLive(id, then) => Trash::keep_live(&id, *then, context),
            HistoryEvent::StoreCopy(id) => trash.store(&id, context.drafts).into_iter().collect(),
            HistoryEvent::CopyStored(id) => trash.copy_stored(&id),
            HistoryEvent::Deleted(id) => {
                versions.forget_opened(&id);
                trash.left_storage(&id, context)
            }
            HistoryEvent::NotDeleted(id, notice) => trash.not_deleted(&id, notice, context),
            HistoryEvent::Recover(id) => trash.recover(&id, versions, context),
            HistoryEvent::NotRecovered(id, notice) => Trash::not_recovered(&id, notice, context),
            HistoryEvent::Recovered(id) => trash.recovered(&id, versions, context),
            HistoryEvent::DeleteForGood(id) => trash.delete_for_good(&id, versions, context),
            HistoryEvent::DeletedForGood(id) => {
                versions.forget(&id);
                trash.deleted_for_good(&id, context)
            }
        }
    }
}
