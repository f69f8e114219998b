//! The last backup of each draft: when a file with all of it was handed out, and how the draft stood then.

use super::super::{Ask, Effect, Load, Making, Notice, PressState, State, update};
use super::{Leaving, again, kept, leaving};
use crate::call::Timestamp;
use crate::draft::{Draft, DraftId, attached, counted};

/// Where the note of a draft's last backup lies: this, then the draft's id.
pub const BACKUP_KEY: &str = "upbeat/backup/";

/// What is known of a draft's backups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Backup {
    /// When the last one was handed out, and when the draft was last changed by then.
    pub last: Option<(Timestamp, Timestamp)>,
    /// When the person did not want to be reminded that day.
    pub put_off: Option<Timestamp>,
}

impl Backup {
    /// As it lies in storage.
    fn write(&self) -> String {
        let mut out = String::from("{\"format\":\"upbeat-backup\",\"version\":1");
        let parts = [
            ("at", self.last.map(|last| last.0)),
            ("changed", self.last.map(|last| last.1)),
            ("put-off", self.put_off),
        ];
        for (key, at) in parts {
            if let Some(at) = at {
                out.push_str(",\"");
                out.push_str(key);
                out.push_str("\":\"");
                at.write_to(&mut out);
                out.push('"');
            }
        }
        out.push('}');
        out
    }

    /// Reads one. A note of a newer version is read as far as it is understood; what is no note says nothing.
    fn read(text: &str) -> Option<Self> {
        let json: serde_json::Value = serde_json::from_str(text).ok()?;
        let at = |key: &str| json.get(key)?.as_str().and_then(Timestamp::parse);
        (json.get("format")?.as_str()? == "upbeat-backup")
            .then(|| Self { last: at("at").zip(at("changed")), put_off: at("put-off") })
    }

    /// The effect that stores it.
    pub(super) fn store(&self, id: &DraftId) -> Effect {
        Effect::Store { key: format!("{BACKUP_KEY}{id}"), text: self.write() }
    }
}

/// The draft whose backup is being made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its id.
    pub id: DraftId,
    /// When it had last been changed by then.
    pub changed: Timestamp,
    /// Whether the draft file is handed out where the bundle cannot be made.
    pub or_file: bool,
}

/// Reads the notes that lie in storage.
pub(in crate::app) fn read_notes(state: &mut State) {
    for (key, text) in std::mem::take(&mut state.keeping.unread) {
        let id = key.strip_prefix(BACKUP_KEY).and_then(DraftId::new);
        if let (Some(id), Some(backup)) = (id, Backup::read(&text)) {
            state.keeping.backups.insert(id, backup);
        }
    }
}

/// A file with all of a draft has been handed out.
fn note(state: &mut State, id: &DraftId, changed: Timestamp) -> Vec<Effect> {
    if !kept(state, id) {
        return Vec::new();
    }
    let backup = Backup { last: Some((state.now, changed)), put_off: None };
    state.keeping.backups.insert(id.clone(), backup);
    vec![backup.store(id)]
}

/// The draft file has been handed out. It holds no attached files: where there are any it is no backup, and that is said.
pub(in crate::app) fn downloaded(state: &mut State, id: &DraftId) -> Vec<Effect> {
    let files = state.drafts.get(id).map_or(0, |held| attached(&held.draft).len());
    if files > 0 {
        let (file, verb, them) = (
            counted(files, "attached file"),
            if files == 1 { "is" } else { "are" },
            if files == 1 { "it" } else { "them" },
        );
        state.notice = Some(Notice::good(format!(
            "The draft file holds every answer, and opens here again. {file} {verb} not in it: make the bundle, under \u{201c}Export\u{201d}, to have {them} too."
        )));
        return Vec::new();
    }
    let changed = state.drafts.get(id).map(|held| held.draft.changed);
    changed.map(|changed| note(state, id, changed)).unwrap_or_default()
}

/// A draft came out of a file, which is therefore somewhere.
pub(in crate::app) fn from_file(state: &mut State, draft: &Draft) -> Vec<Effect> {
    let backup = Backup { last: Some((state.now, draft.changed)), put_off: None };
    state.keeping.backups.insert(draft.id.clone(), backup);
    vec![backup.store(&draft.id)]
}

/// A draft is gone from this device: so is what was noted of it, and there may be room for what was not stored.
pub(in crate::app) fn deleted(state: &mut State, id: &DraftId) -> Vec<Effect> {
    state.keeping.newer.remove(id);
    state.keeping.gone.remove(id);
    let noted = state.keeping.backups.remove(id).map(|_| Effect::Forget { key: format!("{BACKUP_KEY}{id}") });
    noted.into_iter().chain(again(state)).collect()
}

/// The press has been asked for something.
pub(in crate::app) fn makes(state: &mut State, id: &DraftId, what: &Making) {
    let changed = state.drafts.get(id).map(|held| held.draft.changed);
    let bundle = matches!(what, Making::Bundle { .. });
    state.keeping.making = changed.filter(|_| bundle).map(|changed| Made { id: id.clone(), changed, or_file: false });
}

/// The press has made a file, which is handed out.
pub(in crate::app) fn made(state: &mut State, file: &str) -> Vec<Effect> {
    let Some(Made { id, changed, .. }) = state.keeping.making.take() else { return Vec::new() };
    let mut effects = note(state, &id, changed);
    effects.extend(leaving::taken(state, &id, file, changed));
    effects
}

/// The press has made nothing. Whoever wanted a backup gets the draft file.
pub(in crate::app) fn not_made(state: &mut State, why: &str) -> Vec<Effect> {
    let Some(making) = state.keeping.making.take() else { return Vec::new() };
    if leaving::stopped(state, why) || !making.or_file {
        return Vec::new();
    }
    file_instead(state, &making.id)
}

fn file_instead(state: &mut State, id: &DraftId) -> Vec<Effect> {
    let mut effects = update::download_draft(state, id);
    if !effects.is_empty() {
        let noted = downloaded(state, id);
        if noted.is_empty() {
            // What it lacks has been said.
            return effects;
        }
        effects.extend(noted);
        state.notice = Some(Notice::good(
            "The bundle could not be made just now, so here is the draft file instead. It holds every answer, without the letter and the other documents set on paper, and opens here again. Your browser keeps it where it keeps downloads.",
        ));
    }
    effects
}

/// Backs a draft up: with its bundle, or with the draft file where that cannot be made. It is the moment, too, to ask
/// the browser to keep the work for good: a person has just pressed a button that is about that.
pub(super) fn back_up(state: &mut State, id: &DraftId) -> Vec<Effect> {
    if state.press == PressState::Working {
        return Vec::new();
    }
    let call = state.drafts.get(id).and_then(|held| state.calls.get(&held.draft.call)).and_then(Load::here);
    let mut effects = if call.is_some() {
        let effects = update::make(state, id, Making::Bundle { page: false });
        if let Some(making) = &mut state.keeping.making {
            making.or_file = true;
        }
        effects
    } else {
        file_instead(state, id)
    };
    let standing = state.keeping.standing;
    if standing.lasting == Some(false) && !standing.asked {
        effects.push(Effect::Keep(Ask::KeepForGood));
    }
    effects
}

/// The person does not want to be reminded today.
pub(super) fn not_today(state: &mut State, id: &DraftId) -> Vec<Effect> {
    let backup = state.keeping.backups.entry(id.clone()).or_default();
    backup.put_off = Some(state.now);
    vec![backup.store(id)]
}

/// When the earliest change was made that no backup holds.
fn unbacked_since(draft: &Draft, backup: Backup) -> Option<Timestamp> {
    let held = backup.last.map_or(Timestamp(i64::MIN), |(_, changed)| changed);
    let earliest = draft.answers.values().map(|answer| answer.at.max(draft.created)).filter(|at| *at > held).min();
    // A name that was given is a change too, and no answer.
    earliest.or((backup.last.is_some() && draft.changed > held).then_some(draft.changed))
}

/// A few words on a draft's last backup, for a glance.
pub fn last_backup(state: &State, id: &DraftId) -> String {
    let Some(held) = state.drafts.get(id) else { return String::new() };
    let backup = state.keeping.backups.get(id).copied().unwrap_or_default();
    let Some((at, _)) = backup.last else { return "Never backed up".to_owned() };
    let (today, (day, minute)) = (state.now.london().0, at.london());
    if day == today {
        return format!("Backed up today, {}", crate::call::clock_words(minute));
    }
    let changed = unbacked_since(&held.draft, backup).is_some();
    format!("{} {}", if changed { "Not backed up since" } else { "Backed up on" }, day.medium())
}

/// What to say to somebody whose work of another day is in no backup, unless they have put it off today.
pub fn reminder(state: &State, id: &DraftId) -> Option<String> {
    let held = state.drafts.get(id).filter(|_| kept(state, id))?;
    let backup = state.keeping.backups.get(id).copied().unwrap_or_default();
    let today = state.now.london().0;
    let since = unbacked_since(&held.draft, backup)?.london().0;
    if since >= today || backup.put_off.is_some_and(|at| at.london().0 >= today) {
        return None;
    }
    if !matches!(state.keeping.leaving, Leaving::Staying) {
        return None;
    }
    Some(match backup.last {
        Some((at, _)) => format!("Not backed up since {}.", at.london().0.medium()),
        None => format!("This application has been on this device only, since {}.", since.medium()),
    })
}
