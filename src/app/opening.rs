//! Drafts that came in a file: beside what is on the device, or in its place. Nothing changes before the person says.

use super::{CALL_KEY, CallFile, Effect, Held, Load, Moment, Notice, Route, State, keeping, store, time};
use crate::call::{Date, Timestamp, read_call};
use crate::draft::{Draft, DraftId, LATE_KEY, Why, differing, read_draft};

/// Drafts that came in a file and wait for a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// The file's name.
    pub file: String,
    /// The drafts, with their calls' files where they came with one.
    pub drafts: Vec<(Draft, Option<String>)>,
    /// What is known of each of them beside itself.
    pub about: Vec<About>,
    /// What should be known about the file, in sentences.
    pub remarks: Vec<String>,
}

/// What is known of a draft that came in a file, beside the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct About {
    /// The day on which the file was written, where it says so.
    pub written_on: Option<Date>,
    /// How many files there are with it in the file.
    pub files: usize,
}

/// What becomes of a draft that came in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// It stands beside what is here.
    KeepBoth,
    /// It takes the place of the one with the same id.
    Replace,
    /// It is left in its file.
    Leave,
}

/// A draft that came in a file, as it is shown to somebody who decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is called.
    pub title: String,
    /// The call that it answers, as people call it.
    pub call: String,
    /// When it was last changed.
    pub changed: Timestamp,
    /// The day on which the file was written.
    pub written_on: Option<Date>,
    /// How many answers there are in it.
    pub answers: usize,
    /// How many files there are with it.
    pub files: usize,
    /// The same one on this device.
    pub here: Option<Here>,
}

/// A draft on this device that is the same as one that came in a file: begun as one, perhaps changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    /// What it is called.
    pub title: String,
    /// When it was last changed.
    pub changed: Timestamp,
    /// How many answers are others than in the file.
    pub differ: usize,
    /// Whether it may be replaced: one that a newer version wrote may not.
    pub replaceable: bool,
}

/// The drafts that came in a file, beside what is here of them.
pub fn found(state: &State) -> Vec<Found> {
    let Some(incoming) = &state.incoming else { return Vec::new() };
    let about = incoming.about.iter().copied().chain(std::iter::repeat(About::default()));
    incoming.drafts.iter().zip(about).map(|((draft, _), about)| one_found(state, draft, about)).collect()
}

fn one_found(state: &State, draft: &Draft, about: About) -> Found {
    let listed = state.index.here().and_then(|index| index.calls.iter().find(|entry| entry.id == draft.call));
    let hub = listed.map_or_else(|| draft.call.to_string(), |entry| entry.hub.clone());
    let here = state.drafts.get(&draft.id).map(|held| Here {
        title: held.draft.title().to_owned(),
        changed: held.draft.changed,
        differ: differing(draft, &held.draft).len(),
        replaceable: !state.keeping.newer.contains_key(&draft.id),
    });
    Found {
        title: draft.title().to_owned(),
        call: format!("{hub}, {}", draft.round),
        changed: draft.changed,
        written_on: about.written_on,
        answers: draft.answers.values().filter(|answer| !answer.value.is_blank()).count(),
        files: about.files,
        here,
    }
}

/// Does with one of the drafts that came in a file what the person says; the others go on waiting.
pub(super) fn decide(state: &mut State, moment: Moment, number: usize, choice: Choice) -> Vec<Effect> {
    if state.incoming.as_ref().is_none_or(|incoming| number >= incoming.drafts.len()) {
        return Vec::new();
    }
    let Some(mut waiting) = state.incoming.take() else { return Vec::new() };
    let draft = waiting.drafts.remove(number);
    if number < waiting.about.len() {
        waiting.about.remove(number);
    }
    let more = !waiting.drafts.is_empty();
    let mut effects = Vec::new();
    if choice == Choice::Leave {
        state.notice = Some(Notice::good(format!("\u{201c}{}\u{201d} was left in the file.", draft.0.title())));
    } else {
        let about = Vec::new();
        let remarks = waiting.remarks.clone();
        state.incoming = Some(Incoming { file: waiting.file.clone(), drafts: vec![draft], about, remarks });
        effects = take_in(state, moment, choice == Choice::Replace);
    }
    if more {
        // The others are asked about first.
        effects.retain(|effect| !matches!(effect, Effect::GoTo(_)));
        state.notice_travels = false;
        state.incoming = Some(waiting);
    }
    effects
}

impl Incoming {
    /// Drafts on the device that have the same id as one that came.
    pub fn doubles<'a>(&'a self, state: &'a State) -> impl Iterator<Item = &'a Held> {
        self.drafts.iter().filter_map(|(draft, _)| state.drafts.get(&draft.id))
    }
}

/// Looks at what came in a file. Where nothing on the device has the same id it is taken in at once.
pub(super) fn arrived(
    state: &mut State,
    moment: Moment,
    file: String,
    drafts: &[(String, Option<String>)],
    remarks: Vec<String>,
) -> Vec<Effect> {
    let mut read = Vec::new();
    for (text, call) in drafts {
        match read_draft(text) {
            Ok(draft) => read.push((draft, call.clone())),
            Err(error) => {
                state.notice = Some(refused(&file, &error.to_string()));
                return Vec::new();
            }
        }
    }
    let about = std::mem::take(&mut state.about);
    let incoming = Incoming { file, drafts: read, about, remarks };
    let doubled = incoming.doubles(state).next().is_some();
    state.incoming = Some(incoming);
    if doubled { Vec::new() } else { take_in(state, moment, false) }
}

/// What is said when a file cannot be opened.
pub(super) fn refused(file: &str, why: &str) -> Notice {
    Notice::bad(format!("\u{201c}{file}\u{201d} was not opened. {why} Nothing on this device was changed."))
}

/// Takes in what came in a file.
pub(super) fn take_in(state: &mut State, moment: Moment, replace: bool) -> Vec<Effect> {
    let Some(incoming) = state.incoming.take() else { return Vec::new() };
    let mut effects = Vec::new();
    let mut first = None;
    let count = incoming.drafts.len();
    for (number, (mut draft, call)) in incoming.drafts.into_iter().enumerate() {
        // What a newer version wrote is never written over.
        let replace = replace && !state.keeping.newer.contains_key(&draft.id);
        if !replace && state.drafts.contains_key(&draft.id) {
            let chance = moment.chance.wrapping_add(u64::try_from(number).unwrap_or(0));
            draft.id = fresh_id(state, Moment { chance, ..moment });
            draft.name = format!("{} (from a file)", draft.title());
        }
        effects.extend(take_in_call(state, &draft, call));
        // What it takes the place of is an earlier version from now on, and that is stored first.
        let (deleted, forgotten) = time::with_deleted(state, &draft.id);
        let kept = time::before(state, &draft.id, Why::BeforeFile).or(deleted);
        state.time.steps.remove(&draft.id);
        let mut own: Vec<Effect> = store(&draft).into_iter().collect();
        // What was typed into the draft that this one takes the place of.
        own.push(Effect::Forget { key: format!("{LATE_KEY}{}", draft.id) });
        own.extend(forgotten);
        effects.extend(time::after(state, kept, own));
        effects.extend(keeping::from_file(state, &draft));
        first.get_or_insert_with(|| draft.id.clone());
        state.drafts.insert(draft.id.clone(), Held { draft, example: false });
    }
    let text = match count {
        0 => "The file holds no application.".to_owned(),
        1 => format!("\u{201c}{}\u{201d} is open and kept on this device.", incoming.file),
        more => format!("{more} applications from \u{201c}{}\u{201d} are kept on this device.", incoming.file),
    };
    state.notice = Some(Notice { good: count > 0, more: incoming.remarks, ..Notice::good(text) });
    state.notice_travels = count == 1;
    if let Some(id) = first.filter(|_| count == 1) {
        effects.push(Effect::GoTo(Route::Draft(id, super::Page::Tasks, None)));
    }
    effects
}

/// Keeps a call that came with a draft, unless this host has one of that id: the host's is newer.
fn take_in_call(state: &mut State, draft: &Draft, text: Option<String>) -> Option<Effect> {
    if matches!(state.calls.get(&draft.call), Some(Load::Here(_))) {
        return None;
    }
    let text = text?;
    let call = read_call(&text).ok().filter(|call| call.id == draft.call)?;
    let key = format!("{CALL_KEY}{}", call.id);
    state.keeping.calls.insert(call.id.clone());
    let file = CallFile { call: call.into(), text: text.as_str().into() };
    state.calls.insert(draft.call.clone(), Load::Here(file));
    Some(Effect::Store { key, text })
}

/// An id that no draft here has.
pub(super) fn fresh_id(state: &State, moment: Moment) -> DraftId {
    let day = moment.now.london().0;
    let mut chance = moment.chance;
    loop {
        let text = format!("{:04}{:02}{:02}-{chance:016x}", day.year(), day.month(), day.day());
        match DraftId::new(&text) {
            Some(id) if !state.drafts.contains_key(&id) => return id,
            _ => chance = chance.wrapping_add(1),
        }
    }
}
