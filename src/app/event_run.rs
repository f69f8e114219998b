//! One event while it is handled: what it has changed, and how features are called.

use super::changes::{Area, ChangeSet};
use super::context::Context;
use super::drafts::{Drafts, Editing};
use super::effect::Effect;
use super::event::{Event, Moment};
use super::history::{self, History};
use super::jobs::Jobs;
use super::saving::Saving;
use super::state::State;

/// Handles an event about files.
pub(super) type HandleFiles = fn(&mut EventRun, &mut State, Event) -> Vec<Effect>;

/// One event, with what follows from it.
pub(super) struct EventRun {
    pub(super) moment: Moment,
    pub(super) changes: ChangeSet,
    /// What the browser is to do.
    pub(super) effects: Vec<Effect>,
    /// What handles events about files, once it has come.
    pub(super) files: Option<HandleFiles>,
}

impl EventRun {
    pub(super) fn mark(&mut self, areas: &[Area]) {
        for area in areas {
            self.changes.mark(*area);
        }
    }

    pub(super) fn drafts(
        &mut self,
        state: &mut State,
        act: impl FnOnce(&mut Drafts, &mut Editing<'_>) -> Vec<Effect>,
    ) -> Vec<Effect> {
        let mut editing = Editing {
            now: self.moment.now,
            random: self.moment.random,
            navigation: &state.navigation,
            calls: &state.calls,
            autosave: &state.saving.autosave,
            tabs: &mut state.tabs,
            notices: &mut state.notices,
            changes: &mut self.changes,
        };
        act(&mut state.drafts, &mut editing)
    }

    /// Calls a feature that changes drafts by events only.
    pub(super) fn act(
        &mut self,
        state: &mut State,
        act: impl FnOnce(&mut Jobs, &mut Saving, &mut Context<'_>) -> Vec<Effect>,
    ) -> Vec<Effect> {
        let mut context = Context {
            now: self.moment.now,
            navigation: &state.navigation,
            drafts: &state.drafts,
            calls: &state.calls,
            tabs: &state.tabs,
            versions: &state.history.versions,
            is_busy: state.jobs.is_busy(),
            is_packing: state.saving.erase.is_packing(),
            persistence: state.saving.autosave.persistence(),
            notices: &mut state.notices,
        };
        act(&mut state.jobs, &mut state.saving, &mut context)
    }

    pub(super) fn history(
        &mut self,
        state: &mut State,
        act: impl FnOnce(&mut History, &mut history::Context<'_>) -> Vec<Effect>,
    ) -> Vec<Effect> {
        let mut context = history::Context {
            now: self.moment.now,
            navigation: &state.navigation,
            autosave: &state.saving.autosave,
            tabs: &state.tabs,
            drafts: &mut state.drafts,
            notices: &mut state.notices,
        };
        act(&mut state.history, &mut context)
    }
}
