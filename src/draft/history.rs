//! Earlier versions of a draft.
//!
//! The latest version is kept whole, each earlier one as its differences from the next: answers that differ, answers that
//! were not there yet, and of a long text only the piece that differs. So many versions of a long draft take little more
//! room than one, and each can be restored exactly.
//!
//! Versions with a name are kept until somebody removes them. The others are thinned with age ([`History::thin`]), and
//! removed, the oldest first, where there is no room ([`History::fit`]).

pub(super) mod file;
mod fit;
#[cfg(test)]
mod tests;

use litemap::LiteMap;
use serde_json::{Map, Value as Json};

use super::{Answer, Draft, DraftId, Field, Value};
use crate::call::Timestamp;

/// Where histories lie in storage: this, then the draft's id.
pub const HISTORY_KEY: &str = "upbeat/history/";

/// How much of the device's storage the history of one draft may take, in bytes.
pub const HISTORY_CAPACITY: usize = 500_000;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// Why a version was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Somebody asked for it.
    Asked,
    /// The state in which the draft was opened on another day.
    StartOfDay,
    /// The state in which the draft was opened again on the same day.
    Opened,
    /// Writing had stopped for a while.
    Pause,
    /// Writing went on for long without a pause.
    Writing,
    /// Before a file took its place.
    BeforeFile,
    /// Before an earlier version was brought back.
    BeforeRestore,
    /// An earlier version, brought back.
    Restored,
    /// Before something was undone.
    BeforeUndo,
    /// Before a letter that was written elsewhere was put in.
    BeforeLetter,
    /// As it was sent to the hub.
    Sent,
    /// The state in which it was deleted; a different one was opened since.
    Deleted,
    /// A reason that this version of the program does not know.
    Other(String),
}

impl Why {
    const ALL: [(Self, &str, &str); 12] = [
        (Self::Asked, "asked", "Added by you"),
        (Self::StartOfDay, "start-of-day", "Start of the day"),
        (Self::Opened, "opened", "When opened"),
        (Self::Pause, "pause", "When you paused"),
        (Self::Writing, "writing", "While you were writing"),
        (Self::BeforeFile, "before-file", "Before a file replaced it"),
        (Self::BeforeRestore, "before-restore", "Before you restored a version"),
        (Self::Restored, "restored", "Restored version"),
        (Self::BeforeUndo, "before-undo", "Before you used Undo"),
        (Self::BeforeLetter, "before-letter", "Before you added a letter"),
        (Self::Sent, "sent", "When you sent it"),
        (Self::Deleted, "deleted", "When deleted"),
    ];

    /// The written form.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Other(text) => text,
            known => Self::ALL.iter().find(|(why, ..)| why == known).map_or("", |(_, text, _)| text),
        }
    }

    /// Reads a written form: any text is a reason.
    pub fn parse(text: &str) -> Self {
        let known = Self::ALL.into_iter().find(|(_, written, _)| *written == text);
        known.map_or_else(|| Self::Other(text.to_owned()), |(why, ..)| why)
    }

    /// Whether only time had passed, so that nobody asked for this version.
    fn is_time(&self) -> bool {
        matches!(self, Self::StartOfDay | Self::Opened | Self::Pause | Self::Writing)
    }

    /// Whether something else has taken the place of what the version holds.
    pub fn is_replaced(&self) -> bool {
        matches!(self, Self::BeforeFile | Self::BeforeRestore | Self::BeforeUndo | Self::BeforeLetter | Self::Deleted)
    }

    /// As people read it.
    pub fn words(&self) -> &'static str {
        Self::ALL.iter().find(|(why, ..)| why == self).map_or("From a newer version of Upbeat", |(.., words)| words)
    }
}

/// One version.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// When it was kept. No two of one history have the same instant, and a later one has a later instant.
    pub at: Timestamp,
    /// The name that somebody gave it.
    pub name: Option<String>,
    /// Why it was kept.
    pub why: Why,
    /// The draft with those answers only that differ from the next version. The latest version has all answers.
    part: Draft,
    /// For a text of which only a piece differs: how many bytes of the next version's text are before and after the piece.
    cuts: LiteMap<Field, (usize, usize)>,
    /// Answers that only the next version has.
    gone: Vec<Field>,
    /// What a newer version of the program wrote beside it.
    more: Map<String, Json>,
}

/// The earlier versions of one draft, the oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// The draft's id.
    pub draft: DraftId,
    versions: Vec<Version>,
    /// What a newer version of the program wrote beside them.
    more: Map<String, Json>,
}

impl History {
    /// The history of a draft of which no version was kept yet.
    pub fn new(draft: DraftId) -> Self {
        Self { draft, versions: Vec::new(), more: Map::new() }
    }

    /// What was kept and when, the oldest first.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// The latest version.
    pub fn latest(&self) -> Option<&Draft> {
        self.versions.last().map(|version| &version.part)
    }

    /// Keeps a version, and returns whether anything changed. If it equals the latest, that one gets the new name, and the
    /// new reason if it only had that time had passed, or if something is about to take the place of what it holds.
    pub fn keep(&mut self, draft: &Draft, now: Timestamp, why: Why, name: Option<String>) -> bool {
        if let Some(last) = self.versions.last_mut() {
            if last.part == *draft && (name.is_none() || last.name.is_none()) {
                let (named, last_why) = (name.is_some(), &last.why);
                let reason = (last_why.is_time() && !why.is_time()) || (why.is_replaced() && !last_why.is_replaced());
                last.name = last.name.take().or(name);
                if reason {
                    last.why = why;
                }
                return named || reason;
            }
            let next = draft.clone();
            let (part, cuts, gone) = difference(&last.part, &next);
            (last.part, last.cuts, last.gone) = (part, cuts, gone);
        }
        let after = self.versions.last().map_or(i64::MIN, |last| last.at.0.saturating_add(1));
        self.versions.push(Version {
            at: now.max(Timestamp(after)),
            name,
            why,
            part: draft.clone(),
            cuts: LiteMap::new(),
            gone: Vec::new(),
            more: Map::new(),
        });
        true
    }

    /// All versions of this history and of another one of the same draft, by their times. What both hold stands there
    /// once; a name that either has given stays.
    ///
    /// If only this one has its latest version, that stays the latest with `stays_latest`: something is about to take the
    /// place of what it holds.
    #[must_use]
    pub fn join(&self, other: &Self, stays_latest: bool) -> Self {
        let mut all: Vec<(Version, Draft)> = Vec::new();
        for history in [self, other] {
            history.walk(|version, draft| {
                all.push((version.clone(), draft.clone()));
                true
            });
        }
        all.sort_by_key(|(version, _)| version.at);
        // Of one version with two reasons, `keep` keeps the stronger one.
        all.dedup_by(|(a, draft), (b, same)| (a.at, &a.name, &a.why) == (b.at, &b.name, &b.why) && draft == same);
        let is_own = |last: &&Version| other.version(last.at).as_ref() != Some(&last.part);
        if let Some(last) = self.versions.last().filter(is_own).filter(|_| stays_latest)
            && let Some(at) = all.iter().position(|(version, draft)| version.at == last.at && *draft == last.part)
        {
            let latest = all.remove(at);
            all.push(latest);
        }
        let mut joined = Self { more: self.more.clone(), ..Self::new(self.draft.clone()) };
        for (key, value) in &other.more {
            joined.more.entry(key).or_insert_with(|| value.clone());
        }
        for (version, draft) in all {
            let before = joined.versions.len();
            joined.keep(&draft, version.at, version.why, version.name);
            if joined.versions.len() > before
                && let Some(last) = joined.versions.last_mut()
            {
                last.more = version.more;
            }
        }
        joined
    }

    /// Calls a function with every version as a whole draft, the latest first, until it returns `false`.
    pub fn walk(&self, mut see: impl FnMut(&Version, &Draft) -> bool) {
        let mut whole: Option<Draft> = None;
        for version in self.versions.iter().rev() {
            let Some(draft) = version.whole(whole.take()) else { return };
            if !see(version, &draft) {
                return;
            }
            whole = Some(draft);
        }
    }

    /// The draft as it was at an instant at which a version was kept.
    pub fn version(&self, at: Timestamp) -> Option<Draft> {
        let mut found = None;
        self.walk(|version, draft| {
            if version.at == at {
                found = Some(draft.clone());
            }
            version.at > at
        });
        found
    }

    /// Removes a version, and returns whether it was there.
    pub fn remove(&mut self, at: Timestamp) -> bool {
        let before = self.versions.len();
        self.retain(|_, version| version.at != at);
        self.versions.len() < before
    }

    /// Thins versions without a name by their age: all of the last hour, then one an hour for a day, one a day for thirty
    /// days, one a week. Of several the latest stays. Those that [`Self::lasting`] counts stay in any case.
    pub fn thin(&mut self, now: Timestamp, since: Option<Timestamp>) {
        let mut keep: Vec<bool> = Vec::new();
        let mut last = None;
        let lasts = self.lasts(since);
        for (number, version) in self.versions.iter().enumerate().rev() {
            let age = now.0.saturating_sub(version.at.0);
            let steps = [(HOUR, 0), (DAY, HOUR), (30 * DAY, DAY)];
            let step = steps.into_iter().find(|(younger, _)| age < *younger).map_or(7 * DAY, |(_, step)| step);
            let place = (step > 0).then(|| (step, version.at.0.div_euclid(step)));
            let first_there = place.is_none() || place != last;
            let stays_anyway = version.name.is_some() || lasts(number);
            keep.push(first_there || stays_anyway);
            // One that stays anyway does not count as the one of its hour, but for the latest of all.
            if !stays_anyway || keep.len() == 1 {
                last = place;
            }
        }
        keep.reverse();
        self.retain(|number, _| keep.get(number) == Some(&true));
    }

    /// Keeps some of the versions. A version before a removed one is stored anew, as its differences from the one after.
    fn retain(&mut self, mut keep: impl FnMut(usize, &Version) -> bool) {
        let stays: Vec<bool> =
            self.versions.iter().enumerate().map(|(number, version)| keep(number, version)).collect();
        if stays.iter().all(|stays| *stays) {
            return;
        }
        let versions = std::mem::take(&mut self.versions);
        let mut kept: Vec<Version> = Vec::new();
        // The next version, whole, and the next one that is kept.
        let (mut next, mut kept_next): (Option<Draft>, Option<Draft>) = (None, None);
        let mut gap = false;
        for (mut version, stays) in versions.into_iter().zip(stays).rev() {
            let Some(draft) = version.whole(next.take()) else { continue };
            if stays {
                if gap {
                    (version.part, version.cuts, version.gone) = match &kept_next {
                        Some(next) => difference(&draft, next),
                        None => (draft.clone(), LiteMap::new(), Vec::new()),
                    };
                }
                gap = false;
                kept.push(version);
                kept_next = Some(draft.clone());
            } else {
                gap = true;
            }
            next = Some(draft);
        }
        kept.reverse();
        self.versions = kept;
    }
}

impl Version {
    /// The whole draft, made from the next version's whole draft. None where the two do not fit.
    fn whole(&self, next: Option<Draft>) -> Option<Draft> {
        let mut whole = self.part.clone();
        let Some(next) = next else { return self.cuts.is_empty().then_some(whole) };
        for (field, (before, behind)) in &self.cuts {
            let Some(Value::Text(text)) = next.value(field) else { return None };
            let Some(Value::Text(piece)) = whole.answers.get_mut(field).map(|answer| &mut answer.value) else {
                return None;
            };
            let (head, rest) = text.split_at_checked(*before)?;
            let (_, tail) = rest.split_at_checked(rest.len().checked_sub(*behind)?)?;
            *piece = [head, piece.as_str(), tail].concat();
        }
        let is_same = |field: &Field| !whole.answers.contains_key(field) && !self.gone.contains(field);
        let same: Vec<(Field, Answer)> = next.answers.into_iter().filter(|(field, _)| is_same(field)).collect();
        whole.answers.extend(same);
        Some(whole)
    }
}

/// The differences of a draft from the next one.
type Difference = (Draft, LiteMap<Field, (usize, usize)>, Vec<Field>);

fn difference(draft: &Draft, next: &Draft) -> Difference {
    let mut part = Draft { answers: LiteMap::new(), more: draft.more.clone(), ..head(draft) };
    let mut cuts = LiteMap::new();
    for (field, answer) in draft.answers.iter().filter(|(field, answer)| next.answers.get(field) != Some(answer)) {
        let mut answer: Answer = answer.clone();
        if let (Value::Text(text), Some(Value::Text(other))) = (&mut answer.value, next.value(field))
            && let Some((before, behind)) = shared(text, other)
        {
            *text = text.get(before..text.len().saturating_sub(behind)).unwrap_or_default().to_owned();
            cuts.insert(field.clone(), (before, behind));
        }
        part.answers.insert(field.clone(), answer);
    }
    let gone = next.answers.keys().filter(|field| !draft.answers.contains_key(field)).cloned().collect();
    (part, cuts, gone)
}

/// A draft without its answers.
fn head(draft: &Draft) -> Draft {
    let mut head = Draft::new(draft.id.clone(), draft.call.clone(), &draft.round, draft.created);
    head.name.clone_from(&draft.name);
    head.changed = draft.changed;
    head
}

/// How many bytes two texts share at their beginning and at their end. None where that saves too little.
fn shared(text: &str, other: &str) -> Option<(usize, usize)> {
    const WORTH: usize = 60;
    let same = |(a, b): &(char, char)| a == b;
    let bytes = |(a, _): (char, char)| a.len_utf8();
    let before: usize = text.chars().zip(other.chars()).take_while(same).map(bytes).sum();
    let (rest, other_rest) = (text.get(before..)?, other.get(before..)?);
    let behind: usize = rest.chars().rev().zip(other_rest.chars().rev()).take_while(same).map(bytes).sum();
    (before + behind >= WORTH).then_some((before, behind))
}
