//! One writer for each draft, across tabs and windows.
//!
//! The tab that holds a draft's lock writes it; others show it as it is written, and can ask for it. The tab that is asked
//! gives its copy out and only reads from then on; the one that asked takes the copy, takes the lock, looks into storage
//! once more and writes. A tab that does not answer within a moment (frozen, or gone) loses the lock all the same.
//!
//! The lock keeps people from writing in two places; it is not what keeps their words. An edit that happens out of turn
//! (between a keystroke and a hand-over, or in a tab that was asleep when it lost the lock) is stored like any other, and
//! the tab that writes joins it in, answer by answer ([`Draft::join`]). So no state of this file drops an edit.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Choice, Effect, Event, FilesEvent, Held, KeepEvent, Notice, State, TimeEvent, keeping, store, time};
use crate::call::Timestamp;
use crate::draft::{
    DRAFT_KEY, Draft, DraftId, Field, Joined, LATE_KEY, Unseen, UnseenAnswers, Value, read_draft, write_draft,
};

/// Who writes the draft whose page is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Turn {
    /// There are no locks in this browser, or nothing to lock: it is written here.
    #[default]
    Alone,
    /// The lock has been asked for. That takes a moment, and nobody waits for it: it is written here.
    Asking,
    /// It is written here.
    Writing,
    /// It is written in another tab or window; here it is read.
    Reading,
}

/// Which way the writing of a draft has moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Moved {
    /// Not at all.
    #[default]
    Nowhere,
    /// To another tab.
    Away,
    /// To this one. Said until another page is shown.
    Here,
}

/// What gave way to something that was written at the same time in another tab.
#[derive(Debug, Clone, PartialEq)]
pub struct GaveWay {
    /// The draft.
    pub draft: DraftId,
    /// The answer.
    pub field: Field,
    /// What stood there.
    pub value: Value,
}

/// The draft that is open, seen from all tabs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tabs {
    /// Whether this browser has locks.
    pub able: bool,
    /// The draft whose lock is held or asked for.
    pub draft: Option<DraftId>,
    /// Who writes it.
    pub turn: Turn,
    /// When this tab has asked to write it: an answer to an earlier question, or to another tab's, is none to this.
    pub asked: Timestamp,
    /// Whether this tab has asked to write it.
    pub taking: bool,
    /// Whether this tab has handed it over and still holds the lock.
    pub handing: bool,
    /// How often this tab has waited for another: an earlier wait is no longer of interest when it ends.
    pub waits: u32,
    /// Which way it has moved while its page was open here.
    pub moved: Moved,
    /// A draft that was deleted in another tab while its page was open here.
    pub gone: Option<DraftId>,
    /// Answers that were changed here and that no other tab is known to have seen.
    pub unseen: UnseenAnswers,
    /// What gave way, until the person has put it away.
    pub gave_way: Vec<GaveWay>,
}

/// Something that has happened between tabs.
#[derive(Debug, Clone, PartialEq)]
pub enum TabEvent {
    /// This browser has locks.
    Able,
    /// The lock of a draft is here, and so is what lies under its keys by now.
    Granted(DraftId, Vec<(String, String)>),
    /// Another tab has it.
    Held(DraftId),
    /// Another tab has taken it.
    Lost(DraftId),
    /// Write here instead.
    TakeOver,
    /// The tab that was asked to hand a draft over has had time enough to answer.
    NoAnswer(DraftId, u32),
    /// Another tab has said something.
    Heard(String),
    /// No other tab writes the drafts that an event concerns: it goes on.
    Free(Box<Event>),
    /// Another tab writes one of them.
    NotFree(Box<Event>),
    /// What gave way has been read.
    GaveWayRead,
}

/// What is asked of the browser between tabs.
#[derive(Debug, Clone, PartialEq)]
pub enum TabEffect {
    /// Ask for the lock of a draft, and say at once whether it is to be had.
    Ask(DraftId),
    /// Wait for it.
    Queue(DraftId),
    /// Take it, whoever holds it.
    Take(DraftId),
    /// Let go of whatever lock is held or waited for.
    Leave,
    /// Tell the other tabs.
    Say(String),
    /// Say when a tab that was asked has had time enough to answer.
    Wait(DraftId, u32),
    /// Let an event go on if no other tab writes any of these drafts.
    AskFirst(Vec<DraftId>, Box<Event>),
}

/// What tabs say to each other.
#[derive(Debug, Clone, PartialEq)]
enum Said {
    /// Please hand the draft over; asked at this instant, by which the answer is known.
    Please(DraftId, Timestamp),
    /// This is the draft as it stands here; and, where it is handed over, when that was asked for.
    Copy(Box<Draft>, Option<Timestamp>),
}

const PLEASE: &str = "please ";
const COPY: &str = "copy ";
const YOURS: &str = "yours ";

impl Said {
    /// Reads what another tab has said; what is none of ours is passed over.
    fn parse(text: &str) -> Option<Self> {
        if let Some(id) = text.strip_prefix(PLEASE) {
            let (id, at) = id.split_once(' ')?;
            return Some(Self::Please(DraftId::new(id)?, Timestamp(at.parse().ok()?)));
        }
        let (asked, text) = match text.strip_prefix(YOURS) {
            Some(yours) => {
                let (at, text) = yours.split_once(' ')?;
                (Some(Timestamp(at.parse().ok()?)), text)
            }
            None => (None, text.strip_prefix(COPY)?),
        };
        Some(Self::Copy(read_draft(text).ok()?.into(), asked))
    }
}

impl State {
    /// Whether the draft that is open is written in another tab or window, and only read here.
    pub fn reads_only(&self) -> bool {
        self.tabs.turn == Turn::Reading
    }
}

fn effect(effect: TabEffect) -> Effect {
    Effect::Tabs(effect)
}

/// Tells the other tabs how a draft stands here.
fn say_copy(state: &State, id: &DraftId) -> Option<Effect> {
    say_draft(state, id, COPY)
}

fn say_draft(state: &State, id: &DraftId, how: &str) -> Option<Effect> {
    let text = write_draft(&state.drafts.get(id)?.draft).ok()?;
    Some(effect(TabEffect::Say(format!("{how}{text}"))))
}

/// The lock follows the draft whose page is open. An example is nobody else's.
pub(super) fn follow(state: &mut State) -> Vec<Effect> {
    if !state.tabs.able {
        return Vec::new();
    }
    let open = state.open_draft().filter(|held| !held.example).map(|held| &held.draft.id);
    if open == state.tabs.draft.as_ref() {
        return Vec::new();
    }
    let open = open.cloned();
    let mut effects = Vec::new();
    if let Some(left) = state.tabs.draft.take() {
        // Whoever waits for the lock gets the copy with it.
        if !state.reads_only() {
            effects.extend(say_copy(state, &left));
        }
        effects.push(effect(TabEffect::Leave));
    }
    let turn = if open.is_some() { Turn::Asking } else { Turn::Alone };
    effects.extend(open.clone().map(|id| effect(TabEffect::Ask(id))));
    let gave_way = std::mem::take(&mut state.tabs.gave_way);
    state.tabs = Tabs { able: true, draft: open, turn, gave_way, ..Tabs::default() };
    effects
}

/// Another page is shown: that the draft is written here now need not be said again.
pub(super) fn moved_on(state: &mut State) {
    if state.tabs.moved == Moved::Here {
        state.tabs.moved = Moved::Nowhere;
    }
}

/// Before an edit: what lies apart in storage may be the answer that another tab is typing, so one that is typed out of
/// turn is stored with the whole.
pub(super) fn before_edit(state: &mut State, id: &DraftId) {
    if state.tabs.draft.as_ref() == Some(id) && state.tabs.turn != Turn::Writing {
        state.apart = None;
    }
}

/// After an edit: whoever has not seen it must not write over it in silence. `base` is when the answer had been changed
/// before. Says what else follows.
pub(super) fn after_edit(state: &mut State, id: &DraftId, field: &Field, base: Option<Timestamp>) -> Option<Effect> {
    if state.tabs.draft.as_ref() != Some(id) {
        return None;
    }
    let at = state.drafts.get(id)?.draft.answers.get(field)?.at;
    let first = || Unseen { base, given: Vec::new() };
    state.tabs.unseen.entry(field.clone()).or_insert_with(first).given.push(at);
    // Out of turn. It is stored; should storage refuse, whoever writes has it all the same.
    if state.reads_only() { say_copy(state, id) } else { None }
}

/// When each answer of a draft was changed.
pub(super) fn times(draft: &Draft) -> BTreeMap<Field, Timestamp> {
    draft.answers.iter().map(|(field, answer)| (field.clone(), answer.at)).collect()
}

/// After a change of several answers at once: the same as after each edit.
pub(super) fn after_change(state: &mut State, id: &DraftId, before: &BTreeMap<Field, Timestamp>) -> Option<Effect> {
    let after = state.drafts.get(id).map(|held| times(&held.draft)).unwrap_or_default();
    let changed = after.into_iter().filter(|(field, at)| before.get(field) != Some(at));
    changed.filter_map(|(field, _)| after_edit(state, id, &field, before.get(&field).copied())).last()
}

/// Whether an event would change at one stroke what is written in another tab and only read here; if so that is said. A
/// keystroke out of turn is never refused.
pub(super) fn refused(state: &mut State, event: &Event) -> bool {
    let id = match event {
        Event::Time(
            TimeEvent::Undo(id)
            | TimeEvent::Redo(id)
            | TimeEvent::KeepVersion(id, _)
            | TimeEvent::RestoreVersion(id, _)
            | TimeEvent::RemoveVersion(id, _),
        )
        | Event::Files(FilesEvent::Link(id, ..) | FilesEvent::Remove(id, ..)) => Some(id),
        Event::Files(FilesEvent::Chosen(chosen)) => chosen.first().map(|first| &first.draft),
        Event::Files(FilesEvent::PutBack) => state.files.removed.as_ref().map(|(id, ..)| id),
        Event::PutIn => state.brought.as_ref().map(|brought| &brought.draft),
        _ => None,
    };
    let refused = state.reads_only() && id.is_some() && id == state.tabs.draft.as_ref();
    if refused {
        state.notice = Some(Notice::bad(
            "Nothing was changed: this application is written in another tab or window. To change it here, choose \u{201c}Write here instead\u{201d} first.",
        ));
    }
    refused
}

/// Changes the state as an event between tabs asks.
pub(super) fn between_tabs(state: &mut State, event: TabEvent) -> Vec<Effect> {
    let open = state.tabs.draft.clone();
    let ours = |id: &DraftId| open.as_ref() == Some(id);
    match event {
        TabEvent::Able => state.tabs.able = true,
        TabEvent::Granted(id, kept) if ours(&id) => return granted(state, &id, &kept),
        TabEvent::Held(id) if ours(&id) => {
            state.tabs.turn = Turn::Reading;
            return vec![effect(TabEffect::Queue(id))];
        }
        TabEvent::Lost(id) if ours(&id) => return lost(state, id),
        TabEvent::TakeOver => {
            if let Some(id) = open.filter(|_| state.reads_only() && !std::mem::replace(&mut state.tabs.taking, true)) {
                state.tabs.asked = state.now;
                let please = effect(TabEffect::Say(format!("{PLEASE}{id} {}", state.now.0)));
                return vec![please, wait(state, id)];
            }
        }
        TabEvent::NoAnswer(id, wait) if ours(&id) && state.tabs.waits == wait => {
            if state.tabs.taking {
                return vec![effect(TabEffect::Take(id))];
            }
            if state.tabs.handing {
                // Whoever asked for it has not taken it: it goes on here.
                return granted(state, &id, &[]);
            }
        }
        TabEvent::Heard(text) => return Said::parse(&text).map_or_else(Vec::new, |said| heard(state, said)),
        TabEvent::NotFree(event) => state.notice = Some(not_free(&event)),
        TabEvent::GaveWayRead => state.tabs.gave_way.clear(),
        // About a draft whose page has been left, or seen to by `update`.
        TabEvent::Granted(..) | TabEvent::Held(_) | TabEvent::Lost(_) | TabEvent::NoAnswer(..) | TabEvent::Free(_) => {}
    }
    Vec::new()
}

/// Waits for the other tab, for a moment.
fn wait(state: &mut State, id: DraftId) -> Effect {
    state.tabs.waits = state.tabs.waits.wrapping_add(1);
    effect(TabEffect::Wait(id, state.tabs.waits))
}

fn granted(state: &mut State, id: &DraftId, kept: &[(String, String)]) -> Vec<Effect> {
    look_again(state, id, kept);
    let at_once = state.tabs.turn == Turn::Asking && state.tabs.unseen.is_empty();
    if state.reads_only() {
        state.tabs.moved = Moved::Here;
    }
    state.tabs.turn = Turn::Writing;
    (state.tabs.taking, state.tabs.handing) = (false, false);
    state.apart = None;
    if at_once {
        return Vec::new();
    }
    // What was handed over may not have reached storage, and others are to know from where it goes on.
    let whole = state.drafts.get(id).and_then(|held| store(&held.draft));
    whole.into_iter().chain(say_copy(state, id)).collect()
}

/// Takes in what lies in storage. What this tab has put there itself is no sign that another has seen it.
fn look_again(state: &mut State, id: &DraftId, kept: &[(String, String)]) {
    let before = state.tabs.unseen.clone();
    for (key, text) in kept {
        // Whoever is about to write stores the whole.
        drop(changed_elsewhere(state, key, Some(text)));
    }
    let Some(held) = state.drafts.get(id) else { return };
    for (field, unseen) in before {
        let stands = held.draft.answers.get(&field).map(|answer| answer.at);
        if stands.is_some() && stands.as_ref() == unseen.given.last() {
            state.tabs.unseen.entry(field).or_insert(unseen);
        }
    }
}

fn lost(state: &mut State, id: DraftId) -> Vec<Effect> {
    let unseen = !state.tabs.unseen.is_empty();
    if state.tabs.turn == Turn::Writing {
        state.tabs.moved = Moved::Away;
    }
    // Should this tab have asked for it meanwhile, it goes on asking: the other may hand over at any moment.
    state.tabs.turn = Turn::Reading;
    state.tabs.handing = false;
    // Typed before this tab knew: the one that writes now joins it in.
    let copy = if unseen { say_copy(state, &id) } else { None };
    copy.into_iter().chain([effect(TabEffect::Queue(id))]).collect()
}

fn heard(state: &mut State, said: Said) -> Vec<Effect> {
    match said {
        Said::Please(id, at) if state.tabs.draft.as_ref() == Some(&id) && state.tabs.turn == Turn::Writing => {
            state.tabs.turn = Turn::Reading;
            state.tabs.moved = Moved::Away;
            state.apart = None;
            state.tabs.handing = true;
            let copy = say_draft(state, &id, &format!("{YOURS}{} ", at.0));
            copy.into_iter().chain([wait(state, id)]).collect()
        }
        Said::Please(..) => Vec::new(),
        Said::Copy(draft, asked) => {
            let id = draft.id.clone();
            if state.drafts.get(&id).is_none_or(|held| held.example) {
                return Vec::new();
            }
            let mut effects = take_copy(state, *draft);
            if asked == Some(state.tabs.asked) && state.tabs.taking && state.tabs.draft.as_ref() == Some(&id) {
                effects.push(effect(TabEffect::Take(id)));
            }
            effects
        }
    }
}

/// A key of ours has changed in another tab.
pub(super) fn changed_elsewhere(state: &mut State, key: &str, text: Option<&str>) -> Vec<Effect> {
    if keeping::changed_elsewhere(state, key, text) {
        return Vec::new();
    }
    time::changed_elsewhere(state, key, text);
    if let Some(id) = key.strip_prefix(LATE_KEY).and_then(DraftId::new) {
        return text.and_then(|text| read_draft(text).ok()).map_or_else(Vec::new, |late| take_late(state, &id, &late));
    }
    let Some(id) = key.strip_prefix(DRAFT_KEY).and_then(DraftId::new) else { return Vec::new() };
    match text.map(read_draft) {
        Some(Ok(draft)) if draft.id == id => {
            state.tabs.gone.take_if(|gone| *gone == id);
            state.keeping.gone.remove(&id);
            return take_copy(state, draft);
        }
        // Deleted: it stays in this page while it is open here, so that nothing vanishes under a hand.
        None if state.open_draft().is_some_and(|held| held.draft.id == id && !held.example) => {
            state.apart = None;
            state.tabs.gone = Some(id);
        }
        None => {
            state.drafts.remove(&id);
        }
        _ => {}
    }
    Vec::new()
}

/// A key is in storage: a draft that was deleted in another tab is there again.
pub(super) fn stored(state: &mut State, key: &str) {
    if let Some(id) = key.strip_prefix(DRAFT_KEY) {
        state.touched.more |= state.tabs.gone.take_if(|gone| gone.as_str() == id).is_some();
    }
}

/// Everything is to be stored again: with it a draft whose page is open, and that another tab has deleted.
pub(super) fn keep_gone(state: &mut State) {
    if let Some(gone) = &state.tabs.gone {
        state.keeping.gone.remove(gone);
    }
}

/// Whether what lies under a key is written in another tab, and stored again there should it vanish.
pub(super) fn written_elsewhere(state: &State, key: &str) -> bool {
    state.reads_only() && state.tabs.draft.as_ref().is_some_and(|id| key.strip_prefix(DRAFT_KEY) == Some(id.as_str()))
}

/// Takes in another tab's copy of a draft.
fn take_copy(state: &mut State, copy: Draft) -> Vec<Effect> {
    let id = copy.id.clone();
    let open = state.route.draft() == Some(&id);
    let Some(held) = state.drafts.get_mut(&id).filter(|held| !held.example) else {
        if let Entry::Vacant(place) = state.drafts.entry(id) {
            place.insert(Held { draft: copy, example: false });
            state.readiness = None;
        }
        return Vec::new();
    };
    // Whoever only reads has it from the one that writes, as it is, unless something was typed here out of turn.
    let follows = !open || (state.tabs.turn == Turn::Reading && state.tabs.unseen.is_empty());
    if follows && copy.changed > held.draft.changed && copy.call == held.draft.call {
        held.draft = copy;
        state.readiness = None;
        state.time.steps.remove(&id);
        return Vec::new();
    }
    let joined = held.draft.join(&copy, &mut state.tabs.unseen);
    settle(state, &id, joined)
}

/// Takes in the one answer that is being typed in another tab.
fn take_late(state: &mut State, id: &DraftId, late: &Draft) -> Vec<Effect> {
    let Some(held) = state.drafts.get_mut(id).filter(|held| !held.example) else { return Vec::new() };
    if late.id != *id || late.call != held.draft.call {
        return Vec::new();
    }
    let mut joined = held.draft.join_answers(&late.answers, &mut state.tabs.unseen);
    held.draft.changed = held.draft.changed.max(late.changed);
    // It lies where the answer lay that is being typed here.
    joined.lacks |= state.tabs.turn == Turn::Writing && state.tabs.draft.as_ref() == Some(id);
    settle(state, id, joined)
}

/// After joining: the one that writes stores what both have said, and everyone sees what gave way.
fn settle(state: &mut State, id: &DraftId, joined: Joined) -> Vec<Effect> {
    let open = state.route.draft() == Some(id);
    let stores = match state.tabs.turn {
        Turn::Writing if open => joined.took || joined.lacks,
        Turn::Alone if open => joined.lacks,
        _ => false,
    };
    if open {
        state.apart = None;
    }
    if joined.took {
        state.readiness = None;
        // What stood here before is not what would be undone.
        state.time.steps.remove(id);
    }
    for (field, value) in joined.gave_way {
        let known = state.tabs.gave_way.iter_mut().find(|other| other.draft == *id && other.field == field);
        match known {
            // The same text, some letters on.
            Some(other) if value.words().contains(&other.value.words()) => other.value = value,
            _ => state.tabs.gave_way.push(GaveWay { draft: id.clone(), field, value }),
        }
    }
    if !stores {
        return Vec::new();
    }
    let now = state.now;
    let Some(held) = state.drafts.get_mut(id) else { return Vec::new() };
    held.draft.touch(now);
    store(&held.draft).into_iter().collect()
}

/// Whether an event has to wait for word that no other tab writes the draft that it changes behind that tab's back.
pub(super) fn ask_first(state: &State, event: &Event) -> Option<Effect> {
    let ids = match event {
        Event::Renamed(id, _) | Event::Delete(id) => vec![id.clone()],
        Event::TakeIn { replace: true } => {
            let incoming = state.incoming.as_ref()?;
            incoming.doubles(state).map(|held| held.draft.id.clone()).collect()
        }
        Event::Keep(KeepEvent::Decide { number, choice: Choice::Replace }) => {
            let (draft, _) = state.incoming.as_ref()?.drafts.get(*number)?;
            vec![draft.id.clone()]
        }
        Event::Keep(KeepEvent::LeaveNothing) => state.drafts.keys().cloned().collect(),
        _ => return None,
    };
    let written_here = |id: &DraftId| state.tabs.draft.as_ref() == Some(id) && state.tabs.turn == Turn::Writing;
    let kept = |id: &DraftId| state.drafts.get(id).is_some_and(|held| !held.example);
    let asked: Vec<_> = ids.into_iter().filter(|id| !written_here(id) && kept(id)).collect();
    let needed = state.tabs.able && !asked.is_empty();
    needed.then(|| effect(TabEffect::AskFirst(asked, event.clone().into())))
}

fn not_free(event: &Event) -> Notice {
    let what = match event {
        Event::Renamed(_, name) if !name.trim().is_empty() => {
            format!("The application was not renamed \u{201c}{}\u{201d}", name.trim())
        }
        Event::Renamed(..) => "The application was not renamed".to_owned(),
        Event::Delete(_) => "The application was not deleted".to_owned(),
        Event::Keep(KeepEvent::LeaveNothing) => {
            return Notice::bad(
                "Nothing was removed: an application is open in another tab or window, which would store it again. Close that, then try again here.",
            );
        }
        _ => "The application was not replaced".to_owned(),
    };
    Notice::bad(format!(
        "{what}: it is open in another tab or window. Nothing was changed. Close it there, or go to the start page there, then try again here."
    ))
}

#[cfg(test)]
mod tests;
