//! What was removed from this device, in words.

use crate::app::event::{FilesRemoved, RemovedKeys};
use crate::app::keys::{
    BACKUP_KEY, CALL_FILE_KEY, CALL_KEY, DELETED_KEY, DRAFT_KEY, HISTORY_KEY, LATE_KEY, RECORD_KEY,
};
use crate::app::notice::Notice;
use crate::draft::counted;

/// What is stored under a key, for people.
fn kind(key: &str) -> &'static str {
    let kinds = [
        (DRAFT_KEY, "application"),
        (LATE_KEY, "most recent answer"),
        (BACKUP_KEY, "backup date"),
        (CALL_FILE_KEY, "copy of a call"),
        (RECORD_KEY, "note of an application"),
        (CALL_KEY, "hub\u{2019}s information from a file"),
        (DELETED_KEY, "deleted application"),
        (HISTORY_KEY, "set of earlier versions"),
    ];
    kinds.iter().find(|(prefix, _)| key.starts_with(prefix)).map_or("other item", |(_, words)| words)
}

/// Counts keys by what is stored under them: "2 applications, 1 note of a backup".
pub(in crate::app) fn counts<'a>(keys: impl Iterator<Item = &'a String>) -> String {
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

/// What was removed, and what is left.
pub(super) fn removed_notice(removed: &RemovedKeys, files: &FilesRemoved) -> Notice {
    let RemovedKeys { removed, left, others } = removed;
    let what = if removed.is_empty() { "nothing was there".to_owned() } else { counts(removed.iter()) };
    let mut more = vec![format!("Deleted: {what}.")];
    more.push(match files {
        FilesRemoved::Yes => "Attached files were deleted.".to_owned(),
        FilesRemoved::OpenElsewhere => {
            "Attached files are open in another tab. Close it to finish deleting them.".to_owned()
        }
        FilesRemoved::No(why) => format!(
            "Attached files could not be deleted ({why}). Clear this site\u{2019}s data in your browser settings."
        ),
    });
    let clean = *files == FilesRemoved::Yes;
    let notice = match left {
        Ok(left) if left.is_empty() && clean => Notice::good(
            "Everything from Upbeat is deleted from this browser. This has been checked. The files you downloaded are now the only copies: on a shared computer, also delete them from the Downloads folder.",
        ),
        Ok(left) if left.is_empty() => Notice::bad("Not everything is deleted yet."),
        Ok(left) => Notice::bad(format!(
            "Some things could not be deleted: {}. Clear this site\u{2019}s data in your browser settings.",
            counts(left.iter())
        )),
        Err(why) => Notice::bad(format!(
            "Upbeat could not check that everything is deleted. {why} Clear this site\u{2019}s data in your browser settings."
        )),
    };
    Notice { more, ..notice }
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
