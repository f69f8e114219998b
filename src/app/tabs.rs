//! Several tabs or windows with the same draft.
//!
//! Storage is the truth between tabs. The tab that holds a draft's lock edits it; others show what is stored. "Edit here"
//! takes the lock and reads storage again; whoever loses the lock shows what is stored from then on.
//!
//! The lock keeps people from editing in two places. It is not what keeps their words: an edit that happens without the
//! lock (between a keystroke and the news that the lock is lost, or in a browser without locks) is stored and merged like
//! any other, answer by answer ([`Draft::join`](crate::draft::Draft::join)).

use litemap::LiteMap;

use super::changes::{Area, ChangeSet};
use super::effect::Effect;
use super::event::{DraftEvent, Event, TabEvent};
use super::notice::{Notice, Notices};
use crate::draft::{DraftId, EditStamp, Field, Unacknowledged, UnacknowledgedAnswers, Value};

/// The lock of the draft that is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Lock {
    /// There are no locks in this browser, or it refuses them: every tab edits, and edits are merged.
    #[default]
    Unsupported,
    /// No draft is open, or an example.
    Idle,
    /// Asked for. The draft can be edited meanwhile.
    Requesting(DraftId),
    /// The draft is edited here.
    Owner(DraftId, LockHandover),
    /// Another tab edits the draft.
    ReadOnly(DraftId, LockHandover),
    /// Another tab edits the draft, and this one is taking its lock.
    Taking(DraftId, LockHandover),
}

/// Whether a lock has changed hands while the draft was open here. Shown until another page is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LockHandover {
    /// It has not.
    #[default]
    None,
    /// It went to another tab.
    Away,
    /// It came here.
    Here,
}

/// An answer that another tab's answer took the place of.
#[derive(Debug, Clone, PartialEq)]
pub struct MergeConflict {
    /// The draft.
    pub draft: DraftId,
    /// The answer.
    pub field: Field,
    /// What stood there.
    pub value: Value,
}

/// The open draft, seen from all tabs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tabs {
    lock: Lock,
    /// Answers that were edited here and that no other tab is known to have seen, by draft.
    unacknowledged: LiteMap<DraftId, UnacknowledgedAnswers>,
    conflicts: Vec<MergeConflict>,
    /// Events that wait for an answer about locks, each with the number of its question.
    checks: Vec<(u32, Event)>,
    /// The number of the last question.
    last_check: u32,
}

impl Tabs {
    /// An event waits until it is known that no other tab edits the drafts that it concerns. Gives the number of the question.
    pub(in crate::app) fn check_locks(&mut self, event: Event) -> u32 {
        self.last_check += 1;
        self.checks.push((self.last_check, event));
        self.last_check
    }

    /// An event is handled without a question: an equal one that waits for an answer is not handled a second time.
    pub(in crate::app) fn forget_checks(&mut self, event: &Event) {
        self.checks.retain(|(_, waiting)| waiting != event);
    }

    /// The event that still waits for the answer to a question. Of equal events (a button pressed twice) the first answer
    /// settles all: a later one must not do again what was done and then taken back.
    fn take_check(&mut self, number: u32) -> Option<Event> {
        let (_, event) = self.checks.iter().find(|(waiting, _)| *waiting == number).cloned()?;
        self.forget_checks(&event);
        Some(event)
    }

    /// The lock of the draft that is open.
    pub fn lock(&self) -> &Lock {
        &self.lock
    }

    /// The draft whose lock is held, asked for, or held by another tab.
    pub fn draft(&self) -> Option<&DraftId> {
        match &self.lock {
            Lock::Unsupported | Lock::Idle => None,
            Lock::Requesting(id) | Lock::Owner(id, _) | Lock::ReadOnly(id, _) | Lock::Taking(id, _) => Some(id),
        }
    }

    /// Whether the open draft is edited in another tab or window, and only shown here.
    pub fn is_read_only(&self) -> bool {
        matches!(self.lock, Lock::ReadOnly(..) | Lock::Taking(..))
    }

    /// Whether this draft is only shown here.
    pub(super) fn is_read_only_for(&self, id: &DraftId) -> bool {
        self.is_read_only() && self.draft() == Some(id)
    }

    /// Whether this tab holds the lock of a draft.
    pub(super) fn owns(&self, id: &DraftId) -> bool {
        matches!(&self.lock, Lock::Owner(own, _) if own == id)
    }

    /// Whether the lock has changed hands.
    pub fn handover(&self) -> LockHandover {
        match self.lock {
            Lock::Owner(_, handover) | Lock::ReadOnly(_, handover) | Lock::Taking(_, handover) => handover,
            Lock::Unsupported | Lock::Idle | Lock::Requesting(_) => LockHandover::None,
        }
    }

    /// Whether this tab is taking the lock.
    pub fn is_taking(&self) -> bool {
        matches!(self.lock, Lock::Taking(..))
    }

    /// Answers that another tab's took the place of, until the person has read them.
    pub fn conflicts(&self) -> &[MergeConflict] {
        &self.conflicts
    }

    /// Whether a draft has edits of this tab that no other tab is known to have seen.
    pub(super) fn has_unacknowledged(&self, id: &DraftId) -> bool {
        self.unacknowledged.get(id).is_some_and(|answers| answers.values().any(|answer| !answer.stored))
    }

    /// The edits of a draft that no other tab is known to have seen, for merging.
    pub(super) fn unacknowledged(&mut self, id: &DraftId) -> &mut UnacknowledgedAnswers {
        self.unacknowledged.entry(id.clone()).or_default()
    }

    /// A draft is gone.
    pub(super) fn forget(&mut self, id: &DraftId) {
        self.unacknowledged.remove(id);
    }

    /// A draft was deleted for good: nothing of it is shown any more.
    pub(super) fn deleted_for_good(&mut self, id: &DraftId) {
        self.conflicts.retain(|conflict| conflict.draft != *id);
    }

    /// Everything was removed from this device.
    pub(super) fn erased(&mut self) {
        self.conflicts.clear();
        self.unacknowledged.clear();
    }

    /// Whether an answer was edited here, and other tabs may not have seen all of that.
    pub(super) fn has_edited(&self, id: &DraftId, field: &Field) -> bool {
        self.unacknowledged.get(id).is_some_and(|answers| answers.contains_key(field))
    }

    /// An answer was edited. `base` is the answer before the first edit, `edit` the answer now.
    pub(super) fn record_edit(&mut self, id: &DraftId, field: &Field, base: Option<EditStamp>, edit: EditStamp) {
        let first = || Unacknowledged { base, ..Unacknowledged::default() };
        let answer = self.unacknowledged(id).entry(field.clone()).or_insert_with(first);
        answer.edits.push(edit);
        answer.stored = false;
    }

    /// Another tab's answer took the place of one that it had not seen.
    pub(super) fn record_conflict(&mut self, conflict: MergeConflict) {
        let same = |known: &&mut MergeConflict| known.draft == conflict.draft && known.field == conflict.field;
        match self.conflicts.iter_mut().find(same) {
            // The same text, some letters later.
            Some(known) if conflict.value.words().contains(&known.value.words()) => known.value = conflict.value,
            _ => self.conflicts.push(conflict),
        }
    }

    /// Another page is shown: that the draft is edited here now need not be said again.
    pub(super) fn page_changed(&mut self) {
        if let Lock::Owner(_, handover @ LockHandover::Here) = &mut self.lock {
            *handover = LockHandover::None;
        }
    }

    /// A draft of this tab is in storage. Without locks, whoever stores it next has read it there.
    pub(super) fn draft_stored(&mut self, id: &DraftId) {
        if self.lock == Lock::Unsupported {
            self.unacknowledged(id).iter_mut().for_each(|(_, answer)| answer.stored = true);
        }
    }

    /// The lock follows the draft whose page is open. `open` is none for an example: no other tab has that. `saved` says
    /// whether a draft is in storage as it is here; then whoever gets its lock next reads it there.
    pub(super) fn follow(
        &mut self,
        open: Option<&DraftId>,
        saved: impl Fn(&DraftId) -> bool,
        changes: &mut ChangeSet,
    ) -> Vec<Effect> {
        if self.lock == Lock::Unsupported || open == self.draft() {
            return Vec::new();
        }
        changes.mark(Area::Tabs);
        let mut effects = Vec::new();
        if let Some(left) = self.draft().cloned() {
            if saved(&left) {
                self.unacknowledged.remove(&left);
            }
            effects.push(Effect::ReleaseLock);
        }
        self.lock = open.cloned().map_or(Lock::Idle, Lock::Requesting);
        effects.extend(open.cloned().map(Effect::RequestLock));
        effects
    }

    /// What follows from an event.
    pub(super) fn update(&mut self, event: TabEvent, notices: &mut Notices) -> Vec<Effect> {
        match event {
            TabEvent::LocksSupported => {
                if self.lock == Lock::Unsupported {
                    self.lock = Lock::Idle;
                }
            }
            TabEvent::LocksRefused => self.lock = Lock::Unsupported,
            // About a draft whose page has been left.
            TabEvent::LockGranted(id) | TabEvent::LockDenied(id) | TabEvent::LockLost(id)
                if self.draft() != Some(&id) => {}
            TabEvent::LockGranted(id) => {
                let taken = self.is_read_only();
                let handover = if taken { LockHandover::Here } else { LockHandover::None };
                self.lock = Lock::Owner(id.clone(), handover);
                return vec![Effect::dispatch(Event::Draft(DraftEvent::LockGranted { draft: id, taken }))];
            }
            TabEvent::LockDenied(id) => return self.read_only(id, LockHandover::None),
            TabEvent::LockLost(id) => {
                let away = if matches!(self.lock, Lock::Owner(..)) { LockHandover::Away } else { self.handover() };
                return self.read_only(id, away);
            }
            TabEvent::EditHere => {
                if let Lock::ReadOnly(id, handover) = &self.lock {
                    let id = id.clone();
                    self.lock = Lock::Taking(id.clone(), *handover);
                    return vec![Effect::StealLock(id)];
                }
            }
            TabEvent::LocksFree(number) => return self.take_check(number).map(Effect::dispatch).into_iter().collect(),
            TabEvent::LocksHeld(number) => {
                if let Some(event) = self.take_check(number) {
                    notices.show(not_free(&event));
                }
            }
            TabEvent::ConflictsRead => {
                self.conflicts.clear();
            }
        }
        Vec::new()
    }

    fn read_only(&mut self, id: DraftId, handover: LockHandover) -> Vec<Effect> {
        self.lock = Lock::ReadOnly(id.clone(), handover);
        vec![Effect::QueueLock(id)]
    }
}

/// What is said where another tab edits a draft that an event would change without its knowledge.
fn not_free(event: &Event) -> Notice {
    let what = match event {
        Event::Draft(DraftEvent::Rename(_, name)) if !name.trim().is_empty() => {
            format!("The name was not changed to \u{201c}{}\u{201d}", name.trim())
        }
        Event::Draft(DraftEvent::Rename(..)) => "The name was not changed".to_owned(),
        Event::History(_) => "The application was not deleted".to_owned(),
        Event::Erase(_) => {
            return Notice::bad(
                "Nothing was deleted: an application is open in another tab. Close that tab, then try again.",
            );
        }
        _ => "The application was not replaced".to_owned(),
    };
    Notice::bad(format!("{what}, because it is open in another tab. Close it there, then try again."))
}

#[cfg(test)]
mod tests;
