//! What is kept, in words.

use super::super::{CALL_KEY, DELETED_KEY, Notice, State};
use super::{BACKUP_KEY, FilesGone, ROOM, Removed, Standing, kept, last_backup};
use crate::call::Timestamp;
use crate::draft::{DRAFT_KEY, Draft, DraftId, HISTORY_KEY, LATE_KEY, attached, counted, size_words};

/// What one draft takes, and when it was last written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// Its id.
    pub id: DraftId,
    /// What it is called.
    pub title: String,
    /// When it was last changed.
    pub changed: Timestamp,
    /// How much of the space it takes, with its history, and what is attached to it, in words.
    pub size: String,
    /// Its last backup, in words.
    pub backup: String,
    /// Why it can only be read, if that is so.
    pub read_only: Option<String>,
}

/// The drafts on this device, the one changed last first.
pub fn kept_drafts(state: &State) -> Vec<KeptDraft> {
    let mut all: Vec<KeptDraft> = Vec::new();
    for (id, held) in state.drafts.iter().filter(|(_, held)| !held.example) {
        let own = |key: &&String| {
            key.strip_prefix("upbeat/")
                .and_then(|rest| rest.split_once('/'))
                .is_some_and(|(_, rest)| rest == id.as_str())
        };
        let size: usize = state.keeping.stored.iter().filter(|(key, _)| own(key)).map(|(_, size)| size).sum();
        let size = u64::try_from(size).unwrap_or(u64::MAX);
        all.push(KeptDraft {
            id: id.clone(),
            title: held.draft.title().to_owned(),
            changed: held.draft.changed,
            size: with_files(size_words(size), &held.draft),
            backup: if kept(state, id) { last_backup(state, id) } else { String::new() },
            read_only: state.keeping.newer.get(id).map(super::Newer::why),
        });
    }
    all.sort_by_key(|draft| std::cmp::Reverse(draft.changed));
    all
}

/// Attached files lie beside, where there is far more space.
fn with_files(size: String, draft: &Draft) -> String {
    let files = attached(draft);
    if files.is_empty() {
        return size;
    }
    let bytes = files.iter().fold(0_u64, |sum, file| sum.saturating_add(file.bytes));
    format!("{size}, and {} of {}", counted(files.len(), "file"), size_words(bytes))
}

/// How much of the space is used, for a glance.
pub fn space_words(state: &State) -> String {
    let used: usize = state.keeping.stored.values().sum::<usize>() + state.keeping.others;
    match used * 100 / ROOM {
        0 => "Less than 1% of its space used".to_owned(),
        percent => format!("{}% of its space used", percent.min(100)),
    }
}

/// What the browser has said on keeping the work for good.
pub fn standing_words(standing: Standing) -> &'static str {
    match (standing.lasting, standing.asked) {
        (Some(true), _) => {
            "This browser has agreed to keep what is here, even when the device runs short of space. Somebody can still clear it by hand."
        }
        (Some(false), false) => {
            "When the device runs short of space, this browser may remove what is here without asking. You can ask it not to."
        }
        (Some(false), true) => {
            "This browser has not agreed: when the device runs short of space, it may remove what is here without asking. So back up often. Some browsers agree once a page has been used for some days, or has a bookmark: ask again then."
        }
        (None, _) => "This browser cannot be asked to keep what is here for good. So back up often.",
    }
}

/// Drafts were no longer in storage, and have been stored again.
pub(super) fn vanished(state: &State, count: usize) -> Notice {
    let minute = state.now.london().1;
    Notice::bad(format!(
        "Something outside this page removed what this browser kept for Upbeat. At {}, {} in this page {} stored again: nothing that is open here is lost. Back up now, so that it cannot be.",
        crate::call::clock_words(minute),
        counted(count, "application"),
        if count == 1 { "was" } else { "were" },
    ))
}

/// What kind of thing lies under a key, for people.
fn kind(key: &str) -> &'static str {
    let kinds = [
        (DRAFT_KEY, "application"),
        (LATE_KEY, "answer that was typed last"),
        (BACKUP_KEY, "note of a backup"),
        (CALL_KEY, "call that came with a file"),
        (DELETED_KEY, "deleted application"),
        (HISTORY_KEY, "history of an application"),
    ];
    kinds.iter().find(|(prefix, _)| key.starts_with(prefix)).map_or("other note", |(_, words)| words)
}

/// Counts keys by what lies under them: "2 applications, 1 note of a backup".
fn counts<'a>(keys: impl Iterator<Item = &'a String>) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for key in keys {
        match counts.iter_mut().find(|(words, _)| *words == kind(key)) {
            Some((_, count)) => *count += 1,
            None => counts.push((kind(key), 1)),
        }
    }
    let words: Vec<String> = counts.into_iter().map(|(words, count)| plural(count, words)).collect();
    words.join(", ")
}

/// The noun is the word before "of" or "that", or the last one.
fn plural(count: usize, words: &str) -> String {
    for joint in [" of ", " that "] {
        if let Some((noun, rest)) = words.split_once(joint) {
            let many = noun.strip_suffix('y').filter(|_| count != 1).map(|stem| format!("{count} {stem}ies"));
            return format!("{}{joint}{rest}", many.unwrap_or_else(|| counted(count, noun)));
        }
    }
    counted(count, words)
}

/// What lies here beside drafts, in words; nothing if there is nothing.
pub fn kept_else(state: &State) -> String {
    let drafts = |key: &&String| key.starts_with(DRAFT_KEY) || key.starts_with(LATE_KEY);
    counts(state.keeping.stored.keys().filter(|key| !drafts(key)))
}

/// What was removed, and what is left.
pub fn gone_words(removed: &Removed) -> Notice {
    let Removed { keys, left, others, files } = removed;
    let what = if keys.is_empty() { "nothing: there was nothing of Upbeat".to_owned() } else { counts(keys.iter()) };
    let mut more = vec![format!("Removed from this device: {what}.")];
    more.push(match files {
        FilesGone::Yes => "The store of attached files was removed.".to_owned(),
        FilesGone::HeldElsewhere => "The store of attached files is open in another tab or window. Close those: it is removed with the last of them.".to_owned(),
        FilesGone::No(why) => format!("The store of attached files could not be removed ({why}). Clear this page\u{2019}s data in the settings of this browser."),
    });
    if *others > 0 {
        more.push(format!(
            "{} of other pages on this host {} left alone.",
            plural(*others, "entry of their own").replace(" of their own", ""),
            if *others == 1 { "was" } else { "were" }
        ));
    }
    let clean = *files == FilesGone::Yes;
    match left {
        Ok(left) if left.is_empty() && clean => Notice {
            more,
            ..Notice::good(
                "Nothing of Upbeat is left on this device, in this browser: we have looked. The files that you took are the only copies now. They may also still lie where the browser keeps downloads.",
            )
        },
        Ok(left) if left.is_empty() => Notice { more, ..Notice::bad("Not everything is removed yet.") },
        Ok(left) => Notice {
            more,
            ..Notice::bad(format!(
                "This browser did not let everything be removed. Still here: {}. Clear this page\u{2019}s data in the settings of this browser.",
                counts(left.iter())
            ))
        },
        Err(why) => Notice {
            more,
            ..Notice::bad(format!(
                "We could not look whether everything is gone. {why} Clear this page\u{2019}s data in the settings of this browser."
            ))
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_counted_in_words() {
        let keys = |keys: &[&str]| keys.iter().map(|k| (*k).to_owned()).collect::<Vec<_>>();
        for (given, words) in [
            (&["upbeat/draft/a"][..], "1 application"),
            (&["upbeat/draft/a", "upbeat/late/a", "upbeat/draft/b"], "2 applications, 1 answer that was typed last"),
            (&["upbeat/history/a", "upbeat/history/b"], "2 histories of an application"),
            (&["upbeat/backup/a", "upbeat/backup/b"], "2 notes of a backup"),
            (&["upbeat/call/a", "upbeat/x"], "1 call that came with a file, 1 other note"),
        ] {
            assert_eq!(counts(keys(given).iter()), words);
        }
    }
}
