//! What was removed from this device, in words.

use crate::app::event::{FilesRemoved, RemovedKeys};
use crate::app::keys::{
    BACKUP_KEY, CALL_FILE_KEY, CALL_KEY, DELETED_KEY, DRAFT_KEY, HISTORY_KEY, LATE_KEY, RECORD_KEY,
};
use crate::app::notice::Notice;

/// What is stored under a key, for people: one, and several, with their number for the #.
fn kind(key: &str) -> [&'static str; 2] {
    let kinds = [
        (DRAFT_KEY, ["# application", "# applications"]),
        (LATE_KEY, ["# most recent answer", "# most recent answers"]),
        (BACKUP_KEY, ["# backup date", "# backup dates"]),
        (CALL_FILE_KEY, ["# copy of a hub\u{2019}s information", "# copies of hubs\u{2019} information"]),
        (RECORD_KEY, ["# record of an application", "# records of applications"]),
        (CALL_KEY, ["hub\u{2019}s information from # file", "hub\u{2019}s information from # files"]),
        (DELETED_KEY, ["# deleted application", "# deleted applications"]),
        (HISTORY_KEY, ["# set of earlier versions", "# sets of earlier versions"]),
    ];
    let known = kinds.iter().find(|(prefix, _)| key.starts_with(prefix));
    known.map_or(["# other item", "# other items"], |(_, words)| *words)
}

/// Counts keys by what is stored under them: "2 applications, 1 backup date".
pub(in crate::app) fn counts<'a>(keys: impl Iterator<Item = &'a String>) -> String {
    let mut counts: Vec<([&str; 2], usize)> = Vec::new();
    for key in keys {
        match counts.iter_mut().find(|(words, _)| *words == kind(key)) {
            Some((_, count)) => *count += 1,
            None => counts.push((kind(key), 1)),
        }
    }
    let words = |([one, several], count): ([&str; 2], usize)| {
        if count == 1 { one } else { several }.replace('#', &count.to_string())
    };
    counts.into_iter().map(words).collect::<Vec<_>>().join(", ")
}

/// What was removed, and what is left.
pub(super) fn removed_notice(removed: &RemovedKeys, files: &FilesRemoved) -> Notice {
    let RemovedKeys { removed, left } = removed;
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
            (&["upbeat/draft/a", "upbeat/late/a", "upbeat/draft/b"], "2 applications, 1 most recent answer"),
            (&["upbeat/history/a"], "1 set of earlier versions"),
            (&["upbeat/history/a", "upbeat/history/b"], "2 sets of earlier versions"),
            (&["upbeat/backup/a", "upbeat/backup/b"], "2 backup dates"),
            (
                &["upbeat/call-file/a", "upbeat/record/a"],
                "1 copy of a hub\u{2019}s information, 1 record of an application",
            ),
            (&["upbeat/call-file/a", "upbeat/call-file/b"], "2 copies of hubs\u{2019} information"),
            (&["upbeat/record/a", "upbeat/record/b", "upbeat/record/c"], "3 records of applications"),
            (&["upbeat/call/a", "upbeat/x"], "hub\u{2019}s information from 1 file, 1 other item"),
            (&["upbeat/deleted/a", "upbeat/late/a", "upbeat/late/b"], "1 deleted application, 2 most recent answers"),
            (&["upbeat/x", "upbeat/y"], "2 other items"),
            (&["upbeat/call/a", "upbeat/call/b"], "hub\u{2019}s information from 2 files"),
        ] {
            assert_eq!(counts(keys(given).iter()), words);
        }
    }
}
