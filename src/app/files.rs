//! Events about files: what is made, opened and attached, what came in a file, and removing everything, which makes files
//! first. They are a part of the program of their own, which comes after the pages.

use super::changes::Area;
use super::effect::Effect;
use super::event::{EraseEvent, Event, ImportEvent, Moment, RemovedKeys};
use super::event_run::EventRun;
use super::history::History;
use super::import;
use super::saving::Backups;
use super::state::State;
use super::update::update_with;

/// Changes the state as an event asks, and says what the browser is to do.
pub fn update(state: &mut State, event: Event, moment: Moment) -> Vec<Effect> {
    update_with(Some(handle), state, event, moment)
}

/// Hands an event about files to its feature.
fn handle(run: &mut EventRun, state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Job(event) => run.act(state, |jobs, _, context| jobs.update(event, context)),
        Event::Attachment(event) => run.act(state, |jobs, _, context| jobs.update_attachments(event, context)),
        Event::Worker(event) => run.act(state, |jobs, _, context| jobs.update_worker(event, context)),
        Event::Import(event) => import(run, state, event),
        Event::Erase(event) => erase(run, state, event),
        _ => Vec::new(),
    }
}

fn erase(run: &mut EventRun, state: &mut State, event: EraseEvent) -> Vec<Effect> {
    let mut effects = Vec::new();
    // If nobody could look what is left, everything most likely is.
    if let EraseEvent::KeysRemoved(RemovedKeys { left: Ok(left), .. }) = &event {
        state.drafts.erased(left);
        state.calls.erased();
        state.history = History::default();
        state.saving.autosave.erased();
        state.tabs.erased();
        state.saving.backups = Backups::default();
        state.imports = import::Imports::default();
        run.mark(&[Area::Drafts, Area::Calls, Area::Tabs, Area::History, Area::Import, Area::Jobs]);
        effects.extend(state.jobs.erased());
    }
    effects.extend(run.act(state, |_, saving, context| saving.erase.update(event, context)));
    effects
}
fn import(run: &mut EventRun, state: &mut State, event: ImportEvent) -> Vec<Effect> {
    let is_read_only = state.imports.letter.get().is_some_and(|letter| state.tabs.is_read_only_for(&letter.draft));
    let mut context = import::Context {
        moment: run.moment,
        drafts: &state.drafts,
        notices: &mut state.notices,
        changes: &mut run.changes,
    };
    state.imports.update(event, &state.calls, is_read_only, &mut context)
}
