//! What has changed since the views were last told, so that a keystroke concerns the views that show its answer and few
//! others.

use crate::draft::Field;

/// A part of the state that views read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Which page is open.
    Route,
    /// Calls, and the list of them.
    Calls,
    /// Drafts, other than by a keystroke: see [`ChangeSet::answers`].
    Drafts,
    /// Whether and how the work is saved, backups, erasing.
    Saving,
    /// Earlier versions and deleted drafts.
    History,
    /// Who may edit the open draft.
    Tabs,
    /// What the worker does, and attached files.
    Jobs,
    /// How far the worker has come.
    Progress,
    /// What came in a file and waits for a decision.
    Import,
    /// The message above the page.
    Notice,
    /// The time.
    Clock,
    /// The check says something else than before.
    Check,
    /// The letters on paper look different from before.
    Letters,
    /// The check has caught up with the answers. What need not be drawn with the keystroke itself is drawn then.
    Refreshed,
}

/// What concerns only the views that show it.
const OF_SINGLE_VIEWS: [Area; 4] = [Area::Progress, Area::Check, Area::Letters, Area::Refreshed];

/// What has changed since the views were last told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChangeSet {
    answers: Vec<Field>,
    areas: u16,
}

impl ChangeSet {
    /// An area has changed.
    pub(super) fn mark(&mut self, area: Area) {
        self.areas |= 1 << area as u16;
    }

    /// An answer of the open draft has changed.
    pub(super) fn mark_answer(&mut self, field: &Field) {
        if !self.answers.contains(field) {
            self.answers.push(field.clone());
        }
    }

    /// Adds what has changed in another set.
    pub(super) fn merge(&mut self, other: &Self) {
        for field in &other.answers {
            self.mark_answer(field);
        }
        self.areas |= other.areas;
    }

    /// Whether an area has changed.
    pub fn has(&self, area: Area) -> bool {
        self.areas & (1 << area as u16) != 0
    }

    /// Whether anything has changed but answers, derived data and how far the worker has come.
    pub fn page(&self) -> bool {
        OF_SINGLE_VIEWS.iter().fold(self.areas, |areas, area| areas & !(1 << *area as u16)) != 0
    }

    /// Answers of the open draft that were edited one by one.
    pub fn answers(&self) -> &[Field] {
        &self.answers
    }
}
