//! The last backup of a draft, in words.

use crate::app::saving::{Backup, BackupState, EraseDevice};
use crate::app::state::State;
use crate::call::{Timestamp, clock_words};
use crate::draft::{Draft, DraftId};

/// When the earliest change was made that no backup holds.
fn unbacked_since(draft: &Draft, last: Option<BackupState>) -> Option<Timestamp> {
    let held = last.map_or(Timestamp(i64::MIN), |(_, changed)| changed);
    let earliest = draft.answers.values().map(|answer| answer.at.max(draft.created)).filter(|at| *at > held).min();
    // A name that was given is a change too, and no answer.
    earliest.or((last.is_some() && draft.changed > held).then_some(draft.changed))
}

/// A few words on a draft's last backup.
pub fn last_backup(state: &State, id: &DraftId) -> String {
    let Some(loaded) = state.drafts.get(id) else { return String::new() };
    let Backup { last, handed, .. } = state.saving.backups.of(id);
    if let Some((at, _)) = handed {
        return when("Backup downloaded", "on ", at, state.now);
    }
    let Some((at, _)) = last else { return "No backup yet".to_owned() };
    if at.london().0 >= state.now.london().0 {
        return when("Last backup:", "", at, state.now);
    }
    let changed = unbacked_since(&loaded.draft, last).is_some();
    format!("{} {}", if changed { "Changed since backup on" } else { "Last backup:" }, at.london().0.medium())
}

/// What happened when. A time in the future was noted while this device's clock was wrong, and is not told.
fn when(what: &str, on: &str, at: Timestamp, now: Timestamp) -> String {
    let (day, minute) = at.london();
    let today = now.london().0;
    if day > today {
        return format!("{what} {on}a day when this device\u{2019}s clock was wrong");
    }
    if day == today {
        return format!("{what} today at {}", clock_words(minute));
    }
    format!("{what} {on}{}", day.medium())
}

/// What the overview of a draft says to somebody whose work of another day is in no backup, unless they have put it off
/// today.
pub fn reminder(state: &State, id: &DraftId) -> Option<String> {
    let loaded = state.drafts.get(id).filter(|loaded| loaded.is_stored_here())?;
    let Backup { last, handed, put_off } = state.saving.backups.of(id);
    let today = state.now.london().0;
    let since = unbacked_since(&loaded.draft, last.max(handed))?.london().0;
    if since >= today || put_off.is_some_and(|at| at.london().0 >= today && at <= state.now) {
        return None;
    }
    if !matches!(state.saving.erase, EraseDevice::Idle) {
        return None;
    }
    Some(match last.max(handed) {
        Some((at, _)) if at <= state.now => {
            format!("You have new work since your backup on {}.", at.london().0.medium())
        }
        _ => format!("You have no backup. This work has been only on this device since {}.", since.medium()),
    })
}
