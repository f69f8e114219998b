//! Attached files: chosen, stored by the press one after another, linked, removed and put back, shown, and at last cleared
//! away when nothing has named them for a month.
//!
//! A file's bytes are never here. What was chosen waits in `browser` under a number; what is stored has its id.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write as _;

use super::{Effect, Notice, PressState, State, time};
use crate::call::Timestamp;
use crate::draft::{
    Attached, DraftId, Field, FileId, Preview, Value, attached, counted, files_at, named_in, preview, shown_name,
};

/// Where is kept since when files have been named nowhere.
pub const UNNAMED_KEY: &str = "upbeat/unnamed";
/// How long a file is kept that nothing names: as long as a draft that was deleted.
const KEPT: i64 = 30 * 24 * 60 * 60 * 1000;

/// A file that was chosen and is not stored yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Under which number the browser has it.
    pub number: u32,
    /// The draft that it is for.
    pub draft: DraftId,
    /// Where it is to be attached.
    pub to: Field,
    /// Its name on the device.
    pub name: String,
    /// What the browser takes it for.
    pub kind: String,
    /// The file that it takes the place of there.
    pub instead: Option<FileId>,
}

/// Something that happens to files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilesEvent {
    /// Some were chosen, dropped or pasted.
    Chosen(Vec<Chosen>),
    /// One that is attached already is attached here too.
    Link(DraftId, Field, FileId),
    /// One is attached here no more.
    Remove(DraftId, Field, FileId),
    /// The one that was removed last is put back.
    PutBack,
    /// One is to be looked at.
    Show(DraftId, Field, FileId),
    /// What is shown is closed.
    Close,
    /// One is to be downloaded.
    Download(DraftId, FileId),
    /// Whatever the press is at is to be stopped.
    Stop,
}

/// What was asked for of a file of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Purpose {
    /// To show it at this answer.
    Show(Field),
    Download,
}

/// A file that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// At which answer.
    pub at: Field,
    /// The file.
    pub file: Attached,
    /// Its address within the browser.
    pub address: String,
}

/// What is being done with files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileWork {
    /// Those that wait to be stored; the first one is with the press.
    pub waiting: VecDeque<Chosen>,
    /// Whether the press has the first of them.
    storing: bool,
    /// How far the press has come with whatever it is at: bytes done, and bytes in all.
    pub progress: Option<(u64, u64)>,
    /// What has just happened to files, and at which answer: sentences.
    pub said: Option<(Field, Vec<String>)>,
    /// What was removed last: the draft, where, and the list as it was before.
    pub removed: Option<(DraftId, Field, FileId, Vec<String>)>,
    /// What is shown.
    pub shown: Option<Shown>,
    /// What the store was asked for.
    asked: Vec<(Attached, Purpose)>,
    /// How many of those that were chosen have been stored.
    stored: usize,
    /// Whether the store has been looked through since the page opened.
    looked: bool,
}

/// What follows when something happens to files.
pub(super) fn change(state: &mut State, event: FilesEvent) -> Vec<Effect> {
    match event {
        FilesEvent::Chosen(chosen) => {
            state.files.said = None;
            state.files.removed = None;
            state.files.waiting.extend(chosen);
            next(state)
        }
        FilesEvent::Link(draft, to, id) => {
            let name = name_of(state, &draft, &id);
            say(state, &to, format!("\u{201c}{name}\u{201d} is attached here too."));
            edit(state, &draft, &to, |list| {
                if !list.iter().any(|item| item == id.as_str()) {
                    list.push(id.to_string());
                }
            })
        }
        FilesEvent::Remove(draft, from, id) => {
            let before = state.drafts.get(&draft).map(|held| held.draft.list(&from).to_vec()).unwrap_or_default();
            let name = name_of(state, &draft, &id);
            say(state, &from, format!("\u{201c}{name}\u{201d} was removed from here."));
            state.files.removed = Some((draft.clone(), from.clone(), id.clone(), before));
            edit(state, &draft, &from, |list| list.retain(|item| item.trim() != id.as_str()))
        }
        FilesEvent::PutBack => {
            let Some((draft, to, id, before)) = state.files.removed.take() else { return Vec::new() };
            let name = name_of(state, &draft, &id);
            say(state, &to, format!("\u{201c}{name}\u{201d} is back."));
            edit(state, &draft, &to, |list| {
                if !list.iter().any(|item| item.trim() == id.as_str()) {
                    let at = before.iter().position(|item| item.trim() == id.as_str()).unwrap_or(list.len());
                    list.insert(at.min(list.len()), id.to_string());
                }
            })
        }
        FilesEvent::Show(draft, at, id) => ask(state, &draft, &id, Purpose::Show(at)),
        FilesEvent::Download(draft, id) => ask(state, &draft, &id, Purpose::Download),
        FilesEvent::Close => state.files.shown.take().map(|shown| Effect::LetGo(shown.address)).into_iter().collect(),
        FilesEvent::Stop => stop(state),
    }
}

fn name_of(state: &State, draft: &DraftId, id: &FileId) -> String {
    state.drafts.get(draft).map(|held| Attached::of(&held.draft, id.clone()).name).unwrap_or_default()
}

fn say(state: &mut State, at: &Field, text: String) {
    match &mut state.files.said {
        Some((field, said)) if field == at && state.files.storing => said.push(text),
        said => *said = Some((at.clone(), vec![text])),
    }
}

/// Changes a list of files.
fn edit(state: &mut State, draft: &DraftId, at: &Field, change: impl FnOnce(&mut Vec<String>)) -> Vec<Effect> {
    let now = state.now;
    time::as_one_step(state, draft, "changing the files", |draft| {
        let mut list = draft.list(at).to_vec();
        change(&mut list);
        draft.set(at.clone(), Value::List(list), now)
    })
}

/// Hands the next file that waits to the press, unless it is at something.
pub(super) fn next(state: &mut State) -> Vec<Effect> {
    if state.files.storing || state.press == PressState::Working {
        return Vec::new();
    }
    let Some(first) = state.files.waiting.front() else { return Vec::new() };
    let effect = Effect::KeepFile { number: first.number, name: shown_name(&first.name) };
    state.files.storing = true;
    state.files.progress = None;
    state.press = PressState::Working;
    vec![effect]
}

/// A file is in the store: it is attached where it was meant to be.
pub(super) fn kept(state: &mut State, id: &FileId, bytes: u64) -> Vec<Effect> {
    let Some(chosen) = done(state) else { return Vec::new() };
    let file = Attached::new(id.clone(), &chosen.name, &chosen.kind, bytes);
    let now = state.now;
    let mut doubled = false;
    let mut effects = time::as_one_step(state, &chosen.draft, "attaching a file", |draft| {
        let mut list = draft.list(&chosen.to).to_vec();
        doubled = list.iter().any(|item| item.trim() == id.as_str()) && chosen.instead.as_ref() != Some(id);
        // A file that is attached elsewhere keeps the name that it has there.
        if !attached(draft).iter().any(|known| known.id == *id) {
            for (field, value) in file.answers() {
                draft.set(field, value, now);
            }
        }
        let place = chosen.instead.as_ref().and_then(|old| list.iter().position(|item| item.trim() == old.as_str()));
        match place.and_then(|place| list.get_mut(place)) {
            Some(item) if !doubled => *item = id.to_string(),
            _ if !doubled => list.push(id.to_string()),
            _ => {}
        }
        draft.set(chosen.to.clone(), Value::List(list), now)
    });
    let name = &file.name;
    if doubled {
        say_too(
            state,
            &chosen.to,
            format!("\u{201c}{name}\u{201d} is attached here already: it is the very same file."),
        );
    } else {
        state.files.stored += 1;
    }
    effects.extend(after(state, &chosen.to));
    effects
}

/// A file could not be stored. Gives nothing where none was being stored: then something else was refused.
pub(super) fn not_kept(state: &mut State, why: &str) -> Option<Vec<Effect>> {
    let chosen = done(state)?;
    say_too(state, &chosen.to, why.to_owned());
    Some(after(state, &chosen.to))
}

/// The first of those that wait is done with.
fn done(state: &mut State) -> Option<Chosen> {
    if !std::mem::take(&mut state.files.storing) {
        return None;
    }
    state.press = PressState::Ready;
    state.files.progress = None;
    state.files.waiting.pop_front()
}

fn say_too(state: &mut State, at: &Field, text: String) {
    match &mut state.files.said {
        Some((field, said)) if field == at => said.push(text),
        said => *said = Some((at.clone(), vec![text])),
    }
}

/// The next one, or, after the last, what has become of all.
fn after(state: &mut State, at: &Field) -> Vec<Effect> {
    if !state.files.waiting.is_empty() {
        return next(state);
    }
    let stored = std::mem::take(&mut state.files.stored);
    if stored > 0 {
        let verb = if stored == 1 { "is" } else { "are" };
        say_too(state, at, format!("{} {verb} attached and kept on this device.", counted(stored, "file")));
    }
    Vec::new()
}

/// The press is stopped, whatever it is at. What was attached before stays.
fn stop(state: &mut State) -> Vec<Effect> {
    if state.press != PressState::Working {
        return Vec::new();
    }
    let left = give_up(state);
    match left {
        Some(at) => say_too(state, &at, "Stopped. Files that were attached before stay.".to_owned()),
        None => {
            state.notice = Some(Notice::good("Stopped. No file was made or opened. Your answers are as they were."));
        }
    }
    state.press = PressState::Resting;
    vec![Effect::StopPress]
}

/// Nothing more is stored of what waits; says where it was to go.
pub(super) fn give_up(state: &mut State) -> Option<Field> {
    let storing = std::mem::take(&mut state.files.storing);
    let first = std::mem::take(&mut state.files.waiting).pop_front().filter(|_| storing);
    state.files.progress = None;
    state.files.asked.clear();
    let stored = std::mem::take(&mut state.files.stored);
    let at = first.map(|chosen| chosen.to);
    if let Some(at) = at.as_ref().filter(|_| stored > 0) {
        say_too(state, at, format!("{} attached.", counted(stored, "file")));
    }
    at
}

fn ask(state: &mut State, draft: &DraftId, id: &FileId, purpose: Purpose) -> Vec<Effect> {
    let Some(held) = state.drafts.get(draft) else { return Vec::new() };
    let file = Attached::of(&held.draft, id.clone());
    // What a browser may show goes by its kind; anything else is bytes to it.
    let kind = match preview(&file.kind) {
        Some(Preview::Text) => "text/plain;charset=utf-8".to_owned(),
        Some(_) if purpose != Purpose::Download => file.kind.clone(),
        _ => "application/octet-stream".to_owned(),
    };
    state.files.asked.push((file, purpose));
    vec![Effect::GetFile(id.clone(), kind)]
}

/// A file came from the store, at an address within the browser; or it is not there.
pub(super) fn got(state: &mut State, id: &FileId, address: Option<String>) -> Vec<Effect> {
    let place = state.files.asked.iter().position(|(file, _)| file.id == *id);
    let Some((file, purpose)) = place.map(|place| state.files.asked.remove(place)) else { return Vec::new() };
    let Some(address) = address else {
        state.notice = Some(Notice::bad(format!(
            "\u{201c}{}\u{201d} is attached to this application, but its content is not on this device. It was attached on another device, or this browser has cleared it away. Attach it again, or open the application\u{2019}s file that holds it.",
            file.name
        )));
        return Vec::new();
    };
    match purpose {
        Purpose::Download => vec![Effect::DownloadFrom { name: file.name, address }],
        Purpose::Show(at) => {
            let before = state.files.shown.replace(Shown { at, file, address });
            before.map(|before| Effect::LetGo(before.address)).into_iter().collect()
        }
    }
}

/// The press is there: once, the store is looked through.
pub(super) fn ready(state: &mut State) -> Vec<Effect> {
    if std::mem::replace(&mut state.files.looked, true) { Vec::new() } else { vec![Effect::ListFiles] }
}

/// What is in the store, and everything of ours in storage: files that nothing has named for a month are dropped.
///
/// A text of ours that names a file keeps it: drafts, versions of them, drafts that were deleted. So does a draft of this
/// page, stored or not. Since when a file has been named nowhere is remembered, and forgotten as soon as it is named again,
/// so that whatever can be undone or brought back finds its files.
pub(super) fn listed(state: &State, ids: &[FileId], texts: &[(String, String)]) -> Vec<Effect> {
    let mut named = BTreeSet::new();
    for (_, text) in texts.iter().filter(|(key, _)| key != UNNAMED_KEY) {
        named_in(text, &mut named);
    }
    let here = state.drafts.values().flat_map(|held| attached(&held.draft)).map(|file| file.id);
    named.extend(here);
    let record = texts.iter().find(|(key, _)| key == UNNAMED_KEY).map_or("", |(_, text)| text);
    let (after, dropped) = unnamed(ids, &named, record, state.now);
    let mut effects = Vec::new();
    if !dropped.is_empty() {
        effects.push(Effect::DropFiles(dropped));
    }
    if after.is_empty() && !record.is_empty() {
        effects.push(Effect::Forget { key: UNNAMED_KEY.to_owned() });
    } else if after != record {
        effects.push(Effect::Store { key: UNNAMED_KEY.to_owned(), text: after });
    }
    effects
}

/// The record of files that nothing names, a line each with its id and the time at which that was first seen; and those
/// that it has been seen of for a month.
fn unnamed(ids: &[FileId], named: &BTreeSet<FileId>, record: &str, now: Timestamp) -> (String, Vec<FileId>) {
    let since: BTreeMap<FileId, i64> = record
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(id, at)| Some((FileId::new(id)?, at.parse().ok()?)))
        .collect();
    let (mut after, mut dropped) = (String::new(), Vec::new());
    for id in ids.iter().filter(|id| !named.contains(id)) {
        // A clock that was set back begins the month anew.
        let at = since.get(id).copied().filter(|at| *at <= now.0).unwrap_or(now.0);
        if now.0.saturating_sub(at) > KEPT {
            dropped.push(id.clone());
        } else {
            // A text takes whatever is written to it.
            let _ = writeln!(after, "{id} {at}");
        }
    }
    (after, dropped)
}

/// Files of a draft that are attached elsewhere than at this answer, to be attached there too.
pub fn attached_elsewhere(state: &State, draft: &DraftId, at: &Field) -> Vec<Attached> {
    let Some(held) = state.drafts.get(draft) else { return Vec::new() };
    let here = files_at(&held.draft, at);
    attached(&held.draft).into_iter().filter(|file| !here.contains(&file.id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(letter: char) -> FileId {
        FileId::new(&letter.to_string().repeat(64)).unwrap()
    }

    #[test]
    fn only_what_nothing_has_named_for_a_month_goes() {
        let all = [id('a'), id('b'), id('c')];
        let named = BTreeSet::from([id('a')]);
        let day = |n: i64| Timestamp(n * 24 * 60 * 60 * 1000);
        let (first, none) = unnamed(&all, &named, "", day(100));
        assert_eq!((first.lines().count(), none), (2, Vec::new()));
        // Named again in between: its month begins anew.
        let (second, none) = unnamed(&all, &BTreeSet::from([id('a'), id('b')]), &first, day(120));
        assert_eq!((second.lines().count(), none), (1, Vec::new()));
        let (third, gone) = unnamed(&all, &named, &second, day(131));
        assert_eq!((third.lines().count(), gone), (1, vec![id('c')]));
        let (_, gone) = unnamed(&all, &named, &third, day(162));
        // What has gone is not in the store any more; here it begins anew.
        assert_eq!(gone, [id('b')]);
        // A clock that was set back, and a record that cannot be read.
        for record in [format!("{} {}", id('b'), day(999).0), "nonsense\n\u{0} 1".to_owned()] {
            assert_eq!(unnamed(&all, &named, &record, day(100)).1, Vec::new());
        }
    }
}
