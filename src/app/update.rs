//! What follows from an event.

use std::sync::Arc;

use super::first::{arrived, mistake, wanted};
use super::{
    CallFile, Effect, Event, Focus, Held, Job, KeepEvent, Load, Making, Moment, NOTICE, Notice, Page, PressEvent,
    PressState, Route, Saving, SetAside, State, TabEvent, files, first, keeping, letters, opening, tabs, time,
};
use crate::call::{CallId, Section, read_call};
use crate::documents::calendar;
use crate::documents::on_paper_from;
use crate::draft::{DRAFT_KEY, Draft, DraftId, Field, LATE_KEY, Value, read_draft, write_draft, write_late};
use crate::readiness::{OtherHubs, assess_on_paper};

/// Changes the state as an event asks, and says what the browser is to do.
pub fn update(state: &mut State, event: Event, moment: Moment) -> Vec<Effect> {
    read_kept_calls(state);
    keeping::read_notes(state);
    state.now = moment.now;
    match &event {
        Event::Edited(id, field, _) if state.route.draft() == Some(id) => state.touched.answers.push(field.clone()),
        Event::Painted => {}
        Event::Stored { .. } if state.saving == Saving::Saved => {}
        _ => {
            state.touched.more = true;
            state.other_hubs = None;
        }
    }
    let before = state.readiness.clone();
    let goes_on = matches!(
        event,
        Event::Edited(..)
            | Event::Stored { .. }
            | Event::NotStored { .. }
            | Event::NotForgotten { .. }
            | Event::Keep(KeepEvent::Full { .. } | KeepEvent::Vanished)
    );
    let typing = goes_on || event == Event::Painted;
    if !goes_on && !state.due.paint.is_empty() {
        state.touched.painted.append(&mut state.due.paint);
        check(state);
    }
    let mut effects = time::read_kept(state);
    if !tabs::refused(state, &event) {
        effects.extend(match tabs::ask_first(state, &event) {
            Some(question) => vec![question],
            None => change(state, event, moment),
        });
    }
    if !typing {
        state.due.letters = true;
        letters::lay(state);
    }
    // Whatever can change a verdict has taken the old check away.
    if state.readiness.is_none() {
        check(state);
    }
    if state.readiness == before {
        // The same one, so that nobody who compares has to look into it.
        state.readiness = before;
    } else {
        state.touched.readiness = true;
    }
    effects.extend(wanted(state));
    effects.extend(tabs::follow(state));
    effects
}

/// Reads the calls that came with bundles and lie in storage. One that cannot be read is left alone: the host's is used.
fn read_kept_calls(state: &mut State) {
    for text in std::mem::take(&mut state.unread_calls) {
        if let Ok(call) = read_call(&text) {
            let id = call.id.clone();
            state.keeping.calls.insert(id.clone());
            state.calls.insert(id, Load::Here(CallFile { call: call.into(), text: text.as_str().into() }));
        }
    }
}

fn change(state: &mut State, event: Event, moment: Moment) -> Vec<Effect> {
    match event {
        event @ (Event::Started { .. } | Event::IndexCame(_)) => {
            let effects = first(state, event, moment).unwrap_or_default();
            read_kept_calls(state);
            keeping::read_notes(state);
            effects
        }
        Event::CallCame(id, result) => call_came(state, &id, result),
        Event::ExampleCame(id, result) => example_came(state, id, result),
        Event::OpenExample(id) => open_example(state, id),
        Event::Navigated { hash } => {
            let route = Route::parse(&hash);
            state.navigated = true;
            tabs::moved_on(state);
            if route.page() != state.route.page() && !std::mem::take(&mut state.notice_travels) {
                state.notice = None;
                keeping::went_on(state);
            }
            let mut effects = arrive(state, route);
            effects.extend(keeping::arrived(state));
            effects.extend(time::keep_up(state));
            effects
        }
        Event::Painted => Vec::new(),
        Event::Ticked => {
            state.readiness = None;
            let mut effects = time::keep_up(state);
            effects.extend(keeping::ticked(state));
            effects
        }
        Event::Begin(call) => begin(state, call, moment),
        Event::Edited(id, field, value) => edited(state, &id, &field, value),
        Event::Renamed(id, name) => rename(state, &id, &name),
        Event::Duplicate(id, call) => duplicate(state, &id, call, moment),
        Event::Delete(id) => time::delete(state, &id),
        Event::Time(event) => time::happened(state, event),
        Event::Stored { key } => {
            keeping::stored(state, &key);
            tabs::stored(state, &key);
            time::stored(state, &key)
        }
        Event::NotStored { key, why } => time::not_stored(state, &key, &why, false).unwrap_or_else(|| {
            keeping::not_stored(state, key, why);
            Vec::new()
        }),
        Event::NotForgotten { key, why } => {
            keeping::not_stored(state, key, why);
            Vec::new()
        }
        Event::SaveAgain => {
            state.not_stored.clear();
            tabs::keep_gone(state);
            keeping::store_all(state)
        }
        Event::ChangedElsewhere { key, text } => tabs::changed_elsewhere(state, &key, text.as_deref()),
        Event::DownloadDraft(id) => {
            let mut effects = download_draft(state, &id);
            effects.extend(keeping::downloaded(state, &id));
            effects
        }
        Event::DownloadCalendar(id) => download_calendar(state, &id),
        Event::DownloadSetAside(key) => {
            let found = state.set_aside.iter().find(|s| s.key == key);
            let file = |s: &SetAside| download(&format!("{}.txt", s.key.replace('/', "-")), "text/plain", &s.text);
            found.map(file).into_iter().collect()
        }
        Event::Make(id, what) => make(state, &id, what),
        Event::FileChosen { name } => read_file(state, name, false),
        Event::LetterChosen { name } => read_file(state, name, true),
        Event::Assigned(number, to) => {
            if let Some(part) = state.brought.as_mut().and_then(|b| b.parts.get_mut(number)) {
                part.1 = to;
            }
            Vec::new()
        }
        Event::PutIn => letters::put_in(state),
        Event::LeaveLetter => {
            state.brought = None;
            Vec::new()
        }

        Event::Files(event) => files::change(state, event),
        Event::Press(event) => {
            let mut effects = press(state, event, moment);
            // What waits to be attached goes on once the press is done with something else.
            effects.extend(files::next(state));
            effects
        }
        Event::TakeIn { replace } => opening::take_in(state, moment, replace),
        Event::LeaveIt => {
            state.incoming = None;
            state.notice = Some(Notice::good("The file was left alone. Nothing on this device was changed."));
            Vec::new()
        }
        Event::Tabs(TabEvent::Free(event)) => change(state, *event, moment),
        Event::Tabs(event) => tabs::between_tabs(state, event),
        Event::NoticeRead => {
            state.notice = None;
            Vec::new()
        }
        Event::Keep(event) => keeping::keep(state, event, moment),
    }
}

fn tasks(id: &DraftId) -> Route {
    Route::Draft(id.clone(), Page::Tasks, None)
}

fn arrive(state: &mut State, route: Route) -> Vec<Effect> {
    if route.draft() != state.route.draft() {
        state.readiness = None;
    }
    state.route = route;
    vec![arrived(state)]
}

fn call_came(state: &mut State, id: &CallId, result: Result<String, String>) -> Vec<Effect> {
    const FILE: &str = "the hub\u{2019}s file for this call";
    let load = match result.and_then(|text| match read_call(&text) {
        Ok(call) if call.id == *id => Ok(CallFile { call: call.into(), text: text.as_str().into() }),
        Ok(call) => Err(mistake(FILE, &format!("{id}.json says that it is another call, \u{201c}{}\u{201d}", call.id))),
        Err(error) => Err(mistake(FILE, &error.to_string())),
    }) {
        Ok(file) => Load::Here(file),
        Err(why) => Load::Failed(why),
    };
    // A call that came with a bundle stays when the host has none.
    let keep = matches!((&load, state.calls.get(id)), (Load::Failed(_), Some(Load::Here(_))));
    if !keep {
        state.calls.insert(id.clone(), load);
        state.readiness = None;
    }
    let mut effects = keeping::call_came(state, id);
    if state.open_call_id() == Some(id) {
        effects.push(arrived(state));
    }
    effects
}

fn open_example(state: &mut State, id: CallId) -> Vec<Effect> {
    if let Some(example) = state.examples.get(&id).and_then(Load::here) {
        return vec![Effect::GoTo(tasks(example))];
    }
    state.examples.insert(id.clone(), Load::Coming);
    vec![Effect::FetchExample(id)]
}

fn example_came(state: &mut State, id: CallId, result: Result<String, String>) -> Vec<Effect> {
    match result.and_then(|text| read_draft(&text).map_err(|e| e.to_string())) {
        Ok(draft) => {
            let route = tasks(&draft.id);
            state.examples.insert(id, Load::Here(draft.id.clone()));
            state.drafts.insert(draft.id.clone(), Held { draft, example: true });
            vec![Effect::GoTo(route)]
        }
        Err(why) => {
            state.notice =
                Some(Notice::bad(format!("The example could not be opened. {why} Your own work is not affected.")));
            state.examples.insert(id, Load::Failed(why));
            Vec::new()
        }
    }
}

fn begin(state: &mut State, call: CallId, moment: Moment) -> Vec<Effect> {
    let Some(Load::Here(file)) = state.calls.get(&call) else { return Vec::new() };
    let round = file.call.round.clone();
    let id = opening::fresh_id(state, moment);
    let draft = Draft::new(id, call, &round, moment.now);
    keep_and_open(state, draft)
}

fn keep_and_open(state: &mut State, draft: Draft) -> Vec<Effect> {
    let mut effects: Vec<Effect> = store(&draft).into_iter().collect();
    effects.push(Effect::GoTo(tasks(&draft.id)));
    state.drafts.insert(draft.id.clone(), Held { draft, example: false });
    effects
}

fn edited(state: &mut State, id: &DraftId, field: &Field, value: Value) -> Vec<Effect> {
    let now = state.now;
    if keeping::refused(state, id) {
        return Vec::new();
    }
    tabs::before_edit(state, id);
    time::typed(state, id, field, &value);
    // What could not be stored before is tried again with every keystroke.
    let mut effects = keeping::again(state);
    let Some(held) = state.drafts.get_mut(id) else { return Vec::new() };
    let base = held.draft.answers.get(field).map(|answer| answer.at);
    if !held.draft.set(field.clone(), value, now) {
        return effects;
    }
    if !held.example {
        let at = Some((id.clone(), field.clone()));
        effects.extend(if state.apart == at { store_late(&held.draft, field) } else { store(&held.draft) });
        state.apart = at;
    }
    effects.extend(tabs::after_edit(state, id, field, base));
    if letters::shows_in_letters(field) {
        state.due.letters = true;
        // How long a letter is belongs to what is seen of a keystroke in it.
        if matches!(state.route, Route::Draft(_, Page::Section(Section::Letter(_)), _)) {
            letters::lay(state);
        }
    }
    // The check of what was typed is made when it can be read on the screen: nobody waits for it to see a letter.
    if state.route.draft() == Some(id) {
        if state.due.paint.is_empty() {
            effects.push(Effect::AwaitPaint);
        }
        state.due.paint.push(field.clone());
    }
    effects
}

/// Changes a draft; stores it where it is kept and something changed.
pub(super) fn with_draft(state: &mut State, id: &DraftId, change: impl FnOnce(&mut Draft) -> bool) -> Vec<Effect> {
    if keeping::refused(state, id) {
        return Vec::new();
    }
    let Some(held) = state.drafts.get_mut(id) else { return Vec::new() };
    let before = tabs::times(&held.draft);
    if !change(&mut held.draft) {
        return Vec::new();
    }
    state.readiness = None;
    let mut effects: Vec<Effect> = if held.example { None } else { store(&held.draft) }.into_iter().collect();
    effects.extend(tabs::after_change(state, id, &before));
    effects
}

fn rename(state: &mut State, id: &DraftId, name: &str) -> Vec<Effect> {
    let now = state.now;
    with_draft(state, id, |draft| {
        name.trim().clone_into(&mut draft.name);
        draft.touch(now);
        true
    })
}

fn duplicate(state: &mut State, id: &DraftId, call: CallId, moment: Moment) -> Vec<Effect> {
    if keeping::refused(state, id) {
        return Vec::new();
    }
    let Some(held) = state.drafts.get(id) else { return Vec::new() };
    let round = match state.calls.get(&call) {
        Some(Load::Here(file)) => file.call.round.clone(),
        _ => held.draft.round.clone(),
    };
    let copy = held.draft.start_from(opening::fresh_id(state, moment), call, &round, moment.now);
    keep_and_open(state, copy)
}

pub(super) fn download(name: &str, kind: &'static str, text: &str) -> Effect {
    Effect::Download { name: name.to_owned(), kind, content: text.as_bytes().to_vec() }
}

pub(super) fn download_draft(state: &State, id: &DraftId) -> Vec<Effect> {
    if let Some(file) = keeping::as_it_lies(state, id) {
        return vec![file];
    }
    let written = state.drafts.get(id).and_then(|held| write_draft(&held.draft).ok());
    let name = format!("upbeat-draft-{}-{id}.json", state.now.london().0);
    written.map(|text| download(&name, "application/json", &text)).into_iter().collect()
}

fn download_calendar(state: &State, id: &DraftId) -> Vec<Effect> {
    let call = state.drafts.get(id).and_then(|held| state.calls.get(&held.draft.call)).and_then(Load::here);
    let made = call.and_then(|file| Some((file.call.id.clone(), calendar(&file.call, state.now)?)));
    made.map(|(id, text)| download(&format!("{id}-dates.ics"), "text/calendar", &text)).into_iter().collect()
}

fn read_file(state: &mut State, name: String, letter: bool) -> Vec<Effect> {
    state.notice = None;
    state.press = PressState::Working;
    vec![Effect::ReadFile { name, letter }]
}

pub(super) fn make(state: &mut State, id: &DraftId, what: Making) -> Vec<Effect> {
    // Its bundle would say that it is of this version.
    if matches!(what, Making::Bundle { .. }) && keeping::refused(state, id) {
        return Vec::new();
    }
    keeping::makes(state, id, &what);
    let Some(draft) = state.drafts.get(id).map(|held| &held.draft) else { return Vec::new() };
    let Some(Load::Here(file)) = state.calls.get(&draft.call) else { return Vec::new() };
    let Ok(text) = write_draft(draft) else { return Vec::new() };
    let other_hubs = other_hubs(state, &draft.call);
    let job = Job { what, call: file.text.clone(), draft: text, other_hubs, now: state.now };
    state.press = PressState::Working;
    state.notice = None;
    vec![Effect::Make(job)]
}

fn press(state: &mut State, event: PressEvent, moment: Moment) -> Vec<Effect> {
    match event {
        PressEvent::Ready => {
            if state.press != PressState::Working {
                state.press = PressState::Ready;
            }
            files::ready(state)
        }
        PressEvent::Progress(done, all) => {
            state.files.progress = Some((done, all)).filter(|_| state.press == PressState::Working);
            Vec::new()
        }
        PressEvent::Kept { id, bytes } => files::kept(state, &id, bytes),
        PressEvent::Got { id, address } => files::got(state, &id, address),
        PressEvent::Listed(ids, texts) => files::listed(state, &ids, &texts),
        PressEvent::Failed(why) => {
            if state.press == PressState::Working {
                state.notice = Some(Notice::bad(format!(
                    "The file was not made or opened: {why} Your answers are safe. Please try again; if it goes on, reload this page."
                )));
            }
            files::give_up(state);
            let mut effects: Vec<Effect> =
                (state.press == PressState::Working).then(to_the_notice).into_iter().collect();
            effects.extend(keeping::not_made(state, &why));
            state.press = PressState::Failed(why);
            effects
        }
        PressEvent::Made { name, remarks } => {
            state.press = PressState::Ready;
            state.files.progress = None;
            let text = format!("\u{201c}{name}\u{201d} has been made. Your browser keeps it where it keeps downloads.");
            state.notice = Some(Notice { more: remarks, ..Notice::good(text) });
            let mut effects = keeping::made(state, &name);
            effects.insert(0, Effect::HandOver { name });
            effects
        }
        PressEvent::Letter { name, text, remarks } => {
            state.press = PressState::Ready;
            letters::brought(state, name, &text, remarks);
            state.notice.is_some().then(to_the_notice).into_iter().collect()
        }
        PressEvent::Read { name, drafts, remarks } => {
            state.press = PressState::Ready;
            state.files.progress = None;
            opening::arrived(state, moment, name, &drafts, remarks)
        }
        PressEvent::About(about) => {
            state.about = about;
            Vec::new()
        }
        PressEvent::Refused(why) => {
            if let Some(effects) = files::not_kept(state, &why) {
                return effects;
            }
            state.press = PressState::Ready;
            state.files.progress = None;
            state.notice = Some(Notice::bad(why.as_str()));
            let mut effects = vec![to_the_notice()];
            effects.extend(keeping::not_made(state, &why));
            effects
        }
    }
}

/// What was asked for did not come: whoever waits for it may have scrolled away from where that is said.
fn to_the_notice() -> Effect {
    Effect::Arrived(Focus::Answer(NOTICE.to_owned()))
}

/// The effect that stores a draft. A draft that cannot be written down does not exist: its parts are texts and JSON.
pub(super) fn store(draft: &Draft) -> Option<Effect> {
    write_draft(draft).ok().map(|text| Effect::Store { key: format!("{DRAFT_KEY}{}", draft.id), text })
}

/// The effect that stores the answer that is being typed.
fn store_late(draft: &Draft, field: &Field) -> Option<Effect> {
    write_late(draft, field).ok().map(|text| Effect::Store { key: format!("{LATE_KEY}{}", draft.id), text })
}

/// Checks the draft that is open.
fn check(state: &mut State) {
    letters::lay(state);
    let call = state.open_call().and_then(Load::here).map(|file| &file.call);
    let (Some(call), Some(held)) = (call, state.open_draft()) else { return };
    let others = state.other_hubs.clone().unwrap_or_else(|| {
        let names = other_hubs(state, &call.id);
        Arc::new(OtherHubs::new(call, names.iter().map(String::as_str)))
    });
    let paper = on_paper_from(&state.letters);
    state.readiness = Some(Arc::new(assess_on_paper(call, &held.draft, state.now, &others, &paper)));
    state.other_hubs = Some(others);
}

/// Names of the other hubs that this page knows of.
fn other_hubs(state: &State, own: &CallId) -> Vec<String> {
    let listed = state.index.here().into_iter().flat_map(|index| &index.calls).filter(|entry| entry.id != *own);
    let loaded = state.calls.iter().filter(|(id, _)| *id != own).filter_map(|(_, load)| load.here());
    let also = loaded.flat_map(|file| file.call.hub.short.iter().chain(&file.call.hub.also_known_as));
    listed.map(|entry| &entry.hub).chain(also).cloned().collect()
}
