//! Hands each event to its feature, and afterwards brings derived data up to date. Events about files are handed to
//! `files`, which comes later.

use std::collections::BTreeSet;

use super::changes::{Area, ChangeSet};
use super::derived::Sources;
use super::drafts::DraftStatus;
use super::effect::Effect;
use super::event::{
    CallEvent, Choice, DraftEvent, EraseEvent, Event, HistoryEvent, ImportEvent, Moment, SavingEvent, StorageEvent,
    WorkerEvent,
};
use super::event_run::{EventRun, HandleFiles};
use super::history::History;
use super::keys::StorageKey;
use super::notice::Offer;
use super::route::{Page, Route};
use super::start::want_call;
use super::state::State;
use super::storage;
use super::tabs;
use crate::bundle::worker::Answer;
use crate::call::Section;
use crate::draft::{DraftId, asked_again, is_confirmed_after_sending};

/// What [`update`](super::update) does, as long as the part of the program for files has not come: an event about files is
/// given back in [`Effect::AwaitFiles`].
pub fn update_without_files(state: &mut State, event: Event, moment: Moment) -> Vec<Effect> {
    update_with(None, state, event, moment)
}

/// Changes the state as an event asks, and says what the browser is to do.
pub(super) fn update_with(files: Option<HandleFiles>, state: &mut State, event: Event, moment: Moment) -> Vec<Effect> {
    state.now = moment.now;
    let is_keystroke = is_keystroke(&event);
    let warned_before = !state.saving.autosave.unsaved().is_empty();
    let mut run = EventRun { moment, changes: ChangeSet::default(), effects: Vec::new(), files };
    run.read_stored(state);
    let drafts = locks_to_check(state, &event);
    if drafts.is_empty() {
        state.tabs.forget_checks(&event);
        let effects = run.handle(state, event);
        run.run_effects(state, effects);
    } else {
        run.effects.push(Effect::CheckLocks(drafts, state.tabs.check_locks(event)));
    }
    run.finish(state, is_keystroke);
    let warns = !state.saving.autosave.unsaved().is_empty();
    if warns != warned_before {
        run.effects.push(Effect::WarnBeforeLeaving(warns));
    }
    state.changes.merge(&run.changes);
    run.effects
}

/// A keystroke, or what storage says to one. The check does not wait for these.
fn is_keystroke(event: &Event) -> bool {
    matches!(
        event,
        Event::Draft(DraftEvent::Edit(..))
            | Event::Storage(
                StorageEvent::Stored { .. } | StorageEvent::NotStored { .. } | StorageEvent::Conflict { .. }
            )
    )
}

impl EventRun {
    /// Carries out the effects that stay within the program; the others are for the browser.
    fn run_effects(&mut self, state: &mut State, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Dispatch(event) => {
                    let effects = self.handle(state, *event);
                    self.run_effects(state, effects);
                }
                Effect::WhenDone { key, removes, then, otherwise } => {
                    state.saving.waiting.register(key, removes, *then, *otherwise);
                }
                other => self.effects.push(other),
            }
        }
    }

    /// Hands an event to its feature.
    fn handle(&mut self, state: &mut State, event: Event) -> Vec<Effect> {
        self.mark(area(&event).as_slice());
        match event {
            Event::Navigated { hash } => self.navigated(state, &hash),
            Event::Ticked => self.ticked(state),
            // `start` has handled the first.
            Event::Started { .. } | Event::FrameShown | Event::Nothing => Vec::new(),
            Event::PageArrived => vec![state.navigation.focus()],
            Event::DerivationLoaded(derivation) => {
                state.derived.load(derivation);
                Vec::new()
            }
            Event::NoticeClosed => {
                state.notices.clear();
                Vec::new()
            }
            Event::Announce(notice) => {
                state.notices.show(notice);
                Vec::new()
            }
            Event::Both(first, then) => vec![Effect::Dispatch(first), Effect::Dispatch(then)],
            Event::Call(event) => self.call(state, event),
            Event::Draft(event) => self.draft(state, event),
            Event::Storage(event) => self.storage(state, event),
            Event::Saving(event) => self.saving(state, event),
            Event::History(event) => {
                if let HistoryEvent::DeletedForGood(id) = &event {
                    state.tabs.deleted_for_good(id);
                    self.mark(&[Area::Tabs]);
                }
                self.history(state, |history, context| history.update(event, context))
            }
            Event::Tab(event) => state.tabs.update(event, &mut state.notices),
            event @ (Event::Job(_) | Event::Attachment(_) | Event::Worker(_) | Event::Import(_) | Event::Erase(_)) => {
                match self.files {
                    Some(handle) => handle(self, state, event),
                    None => vec![Effect::AwaitFiles(Box::new(event))],
                }
            }
        }
    }

    fn navigated(&mut self, state: &mut State, hash: &str) -> Vec<Effect> {
        let left = state.navigation.draft().cloned();
        self.mark(&[Area::Route, Area::Drafts, Area::Saving, Area::Tabs]);
        if state.navigation.go(hash) {
            state.tabs.page_changed();
            state.drafts.page_changed();
            if state.notices.page_changed() {
                state.saving.autosave.page_left(&mut self.changes);
                state.saving.erase.page_left();
            }
        }
        // What is not stored stays in the page.
        let left = left.filter(|left| state.saving.autosave.is_saved(left));
        if let Some(left) = left.filter(|left| state.navigation.draft() != Some(left)) {
            state.drafts.page_left(&left);
        }
        let mut effects = vec![state.navigation.focus()];
        if *state.route() == Route::Help {
            effects.push(Effect::ScanStorage);
        }
        effects.extend(self.history(state, |history, context| history.versions.keep_due(context)));
        effects
    }

    fn ticked(&mut self, state: &mut State) -> Vec<Effect> {
        self.changes.mark(Area::Clock);
        let mut effects = self.history(state, |history, context| history.versions.keep_due(context));
        effects.extend(storage::retry(state));
        effects.extend([Effect::ScanStorage, Effect::QueryPersistence]);
        effects
    }

    fn call(&mut self, state: &mut State, event: CallEvent) -> Vec<Effect> {
        let fetched = if let CallEvent::Fetched(id, _) = &event { Some(id.clone()) } else { None };
        let open = state.open_call_id().cloned();
        let mut effects = state.calls.update(event, &mut self.changes);
        if let Some(fetched) = fetched {
            effects.extend((Some(&fetched) == open.as_ref()).then(|| state.navigation.focus()));
            self.mark(&[Area::Saving, Area::Drafts]);
            if state.saving.erase.is_packing() {
                effects.push(Effect::dispatch(Event::Erase(EraseEvent::CallFetched)));
            }
            effects.extend(self.drafts(state, |drafts, editing| drafts.call_fetched(&fetched, editing)));
        }
        effects
    }

    fn draft(&mut self, state: &mut State, event: DraftEvent) -> Vec<Effect> {
        let is_edit = matches!(event, DraftEvent::Edit(..));
        let mut effects = self.drafts(state, |drafts, editing| drafts.update(event, editing));
        if is_edit {
            // What could not be stored before is tried again with every keystroke.
            let again = storage::retry(state);
            effects.extend(again.into_iter().filter(|effect| !effects.contains(effect)).collect::<Vec<_>>());
        }
        effects
    }

    fn storage(&mut self, state: &mut State, event: StorageEvent) -> Vec<Effect> {
        match event {
            StorageEvent::Stored { key } => storage::stored(state, &key, &mut self.changes),
            StorageEvent::NotStored { key, error } => storage::not_stored(state, &key, &error, &mut self.changes),
            StorageEvent::Removed { key } => storage::removed(state, &key),
            // What is only left over is removed when the page opens again.
            StorageEvent::NotRemoved { key, .. } => state.saving.waiting.not_removed(&key),
            StorageEvent::Conflict { key, text } => {
                let mut effects = self.changed_elsewhere(state, &key, text.as_deref(), true);
                effects.extend(storage::conflict(state, &key, &effects, &mut self.changes));
                effects
            }
            StorageEvent::Changed { key, text } => self.changed_elsewhere(state, &key, text.as_deref(), false),
            StorageEvent::KeysRemoved => vec![Effect::ScanStorage],
            StorageEvent::Scanned(found) => storage::scanned(state, found, &mut self.changes),
        }
    }

    /// A key holds something that this page has neither read nor written. `stores` says that this page was about to
    /// store or remove it.
    fn changed_elsewhere(&mut self, state: &mut State, key: &str, text: Option<&str>, stores: bool) -> Vec<Effect> {
        let Some(parsed) = StorageKey::parse(key) else { return Vec::new() };
        state.saving.autosave.changed_elsewhere(&parsed, text);
        match &parsed {
            StorageKey::Draft(_) | StorageKey::Late(_) => {
                self.mark(&[Area::Drafts, Area::Tabs]);
                self.drafts(state, |drafts, editing| drafts.changed_elsewhere(&parsed, text, stores, editing))
            }
            StorageKey::History(id, number) => {
                self.changes.mark(Area::History);
                let awaited = state.saving.waiting.is_awaited(key);
                state.history.versions.changed_elsewhere(id, *number, text, stores, awaited, &mut state.drafts)
            }
            StorageKey::Deleted(id) => {
                self.mark(&[Area::History, Area::Drafts]);
                self.history(state, |History { versions, trash }, context| {
                    trash.changed_elsewhere(id, text, versions, context)
                })
            }
            StorageKey::Backup(id) => {
                self.changes.mark(Area::Saving);
                state.saving.backups.changed_elsewhere(id, text);
                Vec::new()
            }
            StorageKey::Record(_) | StorageKey::CallFile(_) | StorageKey::OldCall(_) => {
                state.calls.changed_elsewhere(&parsed, text, stores, &mut self.changes);
                Vec::new()
            }
            StorageKey::Unnamed => Vec::new(),
        }
    }

    fn saving(&mut self, state: &mut State, event: SavingEvent) -> Vec<Effect> {
        match event {
            SavingEvent::SaveAgain => {
                state.drafts.keep_again(|_| true, &mut self.changes);
                storage::store_all(state)
            }
            SavingEvent::Persistence(found) => {
                state.saving.autosave.set_persistence(found, &mut self.changes);
                Vec::new()
            }
            SavingEvent::AnnounceSaved { drafts, saved, not_saved, next_page } => {
                let all = drafts.iter().all(|id| state.saving.autosave.is_saved(id));
                state.notices.show(if all { saved } else { not_saved });
                if next_page {
                    state.notices.keep_for_next_page();
                }
                Vec::new()
            }
            event => {
                let gone = if let SavingEvent::DraftGone(id) = &event { Some(id.clone()) } else { None };
                let mut effects = self.act(state, |_, saving, context| saving.backups.update(event, context));
                if let Some(id) = gone {
                    state.saving.autosave.draft_gone(&id, &mut self.changes);
                    // There may be room now for what was not stored.
                    effects.extend(storage::retry(state));
                }
                effects
            }
        }
    }

    /// What is stored and is read late, so that the first page is shown sooner.
    fn read_stored(&mut self, state: &mut State) {
        let mut copies = BTreeSet::new();
        if state.calls.has_unread() {
            copies = state.calls.read_copies();
            self.changes.mark(Area::Calls);
        }
        if state.history.trash.has_unread() {
            self.changes.mark(Area::History);
            let effects = self.history(state, |History { versions, trash }, context| trash.read(versions, context));
            self.run_effects(state, effects);
        }
        // What cannot be read may be a draft that has a record.
        if !copies.is_empty() && state.drafts.unreadable().is_empty() {
            let (drafts, deleted) = (&state.drafts, state.history.trash.deleted());
            let is_here = |id: &DraftId| drafts.get(id).is_some() || deleted.contains_key(id);
            self.effects.extend(state.calls.remove_left_behind(&copies, is_here));
        }
    }

    /// The open draft keeps the host's call from now on. Where the hub has changed it, what has to be answered again is
    /// marked first: by the tab that edits the draft.
    fn keep_host_call(&mut self, state: &mut State) {
        let open = state.navigation.draft().and_then(|id| state.drafts.get(id));
        let Some(loaded) = open.filter(|loaded| loaded.status == DraftStatus::Kept) else { return };
        let id = loaded.draft.id.clone();
        let again = match state.calls.changed_on_host(&loaded.draft) {
            Some((before, after)) if loaded.read_only().is_none() => {
                asked_again(&before.call, &after.call, &loaded.draft, state.now)
            }
            _ => Vec::new(),
        };
        if !again.is_empty() {
            if !state.tabs.owns(&id) && *state.tabs.lock() != tabs::Lock::Unsupported {
                return;
            }
            let effects = self.drafts(state, |drafts, editing| drafts.ask_again(&id, again, editing));
            self.effects.extend(effects);
        }
        if let Some(loaded) = state.drafts.get(&id) {
            self.effects.extend(state.calls.keep_host_call(&loaded.draft));
        }
    }

    /// Brings derived data up to date, asks for the call of the open page, and lets the lock follow the open draft.
    fn finish(&mut self, state: &mut State, is_keystroke: bool) {
        self.effects.extend(want_call(state));
        self.effects.extend(leave_empty_receipt(state));
        self.effects.extend(confirm_on_receipt(state));
        self.keep_host_call(state);
        let (drafts, deleted, backups) = (&state.drafts, state.history.trash.deleted(), &state.saving.backups);
        let is_possible = |offer: &Offer| match offer {
            Offer::Recover(id) => deleted.contains_key(id),
            Offer::DeleteForGood(id) => drafts.get(id).is_some(),
            Offer::BackupReceived(id) => backups.of(id).handed.is_some(),
        };
        state.notices.retain_offer(is_possible);
        if state.notices.take_changed() {
            self.changes.mark(Area::Notice);
        }
        let frame = state.derived.invalidate(&self.changes, is_keystroke);
        self.effects.extend(frame);
        let sources =
            Sources { now: state.now, navigation: &state.navigation, drafts: &state.drafts, calls: &state.calls };
        state.derived.refresh(&sources, &mut self.changes);
        let open = state.open_draft().filter(|loaded| !loaded.is_example()).map(|loaded| loaded.draft.id.clone());
        let saving = &state.saving.autosave;
        let follow = state.tabs.follow(open.as_ref(), |id| saving.is_saved(id), &mut self.changes);
        self.effects.extend(follow);
    }
}

/// A receipt of a draft that nobody has said to be sent leads to its parent.
fn leave_empty_receipt(state: &State) -> Option<Effect> {
    let Route::Draft(id, Page::Receipt, _) = state.route() else { return None };
    let is_empty = state.drafts.get(id)?.draft.sent_at().is_none();
    is_empty.then(|| Effect::Replace(Route::Draft(id.clone(), Page::SendHub, None)))
}

/// What is confirmed after sending stands on the receipt, and not among the declarations.
fn confirm_on_receipt(state: &State) -> Option<Effect> {
    let Route::Draft(id, Page::Section(Section::Declarations), Some(field)) = state.route() else { return None };
    let call = state.calls.of_draft(&state.drafts.get(id)?.draft)?.ready()?;
    is_confirmed_after_sending(&call.call, field)
        .then(|| Effect::Replace(Route::Draft(id.clone(), Page::Receipt, Some(field.clone()))))
}

/// What views are told of an event. Where an answer is typed, a call comes or storage answers, it rests on what has changed:
/// a keystroke is no news for every view.
fn area(event: &Event) -> Option<Area> {
    match event {
        Event::Draft(DraftEvent::Edit(..)) => None,
        Event::Draft(_) => Some(Area::Drafts),
        Event::Saving(_) | Event::Erase(_) => Some(Area::Saving),
        Event::History(_) => Some(Area::History),
        Event::Tab(_) => Some(Area::Tabs),
        Event::Worker(WorkerEvent::Answered { answer: Answer::Progress { .. }, .. }) => Some(Area::Progress),
        Event::Job(_) | Event::Attachment(_) | Event::Worker(_) => Some(Area::Jobs),
        Event::Import(_) => Some(Area::Import),
        _ => None,
    }
}

/// The drafts that an event would change without the knowledge of a tab that edits them: it waits until it is known that
/// there is none.
fn locks_to_check(state: &State, event: &Event) -> Vec<DraftId> {
    if *state.tabs.lock() == tabs::Lock::Unsupported {
        return Vec::new();
    }
    let ids = match event {
        Event::Draft(DraftEvent::Rename(id, _)) | Event::History(HistoryEvent::Delete(id)) => vec![id.clone()],
        Event::Import(ImportEvent::Decide { draft, choice: Choice::Replace })
            if state.imports.drafts.is_waiting(draft) =>
        {
            vec![draft.clone()]
        }
        Event::Erase(EraseEvent::Confirm) => state.drafts.own_ids(),
        _ => return Vec::new(),
    };
    let kept = |id: &DraftId| state.drafts.get(id).is_some_and(|loaded| !loaded.is_example());
    ids.into_iter().filter(|id| !state.tabs.owns(id) && kept(id)).collect()
}
