//! Attached files that nothing names any more are deleted after a month.
//!
//! A text of ours that names a file keeps it: drafts, their versions, deleted drafts. Since when a file has been named
//! nowhere is recorded, and forgotten as soon as it is named again, so that whatever can be undone or brought back finds
//! its files.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use litemap::LiteMap;

use crate::app::drafts::Drafts;
use crate::app::effect::Effect;
use crate::app::keys::{StorageKey, UNNAMED_KEY};
use crate::app::retention::{first_found_over, may_go};
use crate::call::Timestamp;
use crate::draft::{FileId, attached, named_in};

/// Compares the ids of the stored files with all texts of ours. Gives the files that are to be deleted, and what is to be
/// stored.
pub(super) fn after_listing(
    ids: &[FileId],
    texts: &[(String, String)],
    drafts: &Drafts,
    now: Timestamp,
) -> (Vec<FileId>, Option<Effect>) {
    let mut named = BTreeSet::new();
    for (_, text) in texts.iter().filter(|(key, _)| key != UNNAMED_KEY) {
        named_in(text, &mut named);
    }
    // A draft of this page keeps its files, stored or not.
    named.extend(drafts.iter().flat_map(|(_, loaded)| attached(&loaded.draft)).map(|file| file.id));
    let record = texts.iter().find(|(key, _)| key == UNNAMED_KEY).map_or("", |(_, text)| text);
    let (after, dropped) = unnamed(ids, &named, record, now);
    if after == record {
        return (dropped, None);
    }
    let key = StorageKey::Unnamed;
    (dropped, Some(if after.is_empty() { Effect::remove(&key) } else { Effect::store(&key, after) }))
}

/// The record of files that nothing names, and those that are to be deleted. A line has a file's id, the time at which it
/// was first found unnamed, and, if that is long enough ago, the time at which that was first found.
fn unnamed(ids: &[FileId], named: &BTreeSet<FileId>, record: &str, now: Timestamp) -> (String, Vec<FileId>) {
    let known: LiteMap<FileId, (Timestamp, Option<Timestamp>)> = record.lines().filter_map(read_line).collect();
    let (mut after, mut dropped) = (String::new(), Vec::new());
    for id in ids.iter().filter(|id| !named.contains(id)) {
        let (since, over) = known.get(id).copied().unwrap_or((now, None));
        // A clock that was set back begins the month anew.
        let since = since.min(now);
        let over = first_found_over(since, over, now);
        // Writing to a text cannot fail.
        match over {
            over if may_go(over, now) => dropped.push(id.clone()),
            Some(over) => drop(writeln!(after, "{id} {} {}", since.0, over.0)),
            None => drop(writeln!(after, "{id} {}", since.0)),
        }
    }
    (after, dropped)
}

fn read_line(line: &str) -> Option<(FileId, (Timestamp, Option<Timestamp>))> {
    let mut parts = line.split(' ');
    let id = FileId::new(parts.next()?)?;
    let since = parts.next()?.parse().ok()?;
    let over = parts.next().and_then(|over| over.parse().ok());
    Some((id, (Timestamp(since), over.map(Timestamp))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(letter: char) -> FileId {
        FileId::new(&letter.to_string().repeat(64)).unwrap()
    }

    fn day(n: i64) -> Timestamp {
        Timestamp(n * 24 * 60 * 60 * 1000)
    }

    #[test]
    fn only_files_that_nothing_has_named_for_a_month_are_deleted() {
        let all = [id('a'), id('b'), id('c')];
        let named = BTreeSet::from([id('a')]);
        let (first, none) = unnamed(&all, &named, "", day(100));
        assert_eq!((first.lines().count(), none), (2, Vec::new()));
        // Named again in between: its month begins anew.
        let (second, none) = unnamed(&all, &BTreeSet::from([id('a'), id('b')]), &first, day(120));
        assert_eq!((second.lines().count(), none), (1, Vec::new()));
        let (third, none) = unnamed(&all, &named, &second, day(131));
        assert_eq!((third.lines().count(), none), (2, Vec::new()), "a second opening has to confirm it");
        let (fourth, gone) = unnamed(&all, &named, &third, day(133));
        assert_eq!((fourth.lines().count(), gone), (1, vec![id('c')]));
        // What is gone is not in the store any more; here its month begins anew.
        let left = [id('a'), id('b')];
        let (fifth, _) = unnamed(&left, &named, &fourth, day(162));
        let (_, gone) = unnamed(&left, &named, &fifth, day(164));
        assert_eq!(gone, [id('b')]);
    }

    #[test]
    fn one_reading_of_a_wrong_clock_deletes_nothing() {
        let all = [id('b')];
        let (first, _) = unnamed(&all, &BTreeSet::new(), "", day(100));
        let (ahead, gone) = unnamed(&all, &BTreeSet::new(), &first, day(900));
        assert_eq!(gone, []);
        let (back, gone) = unnamed(&all, &BTreeSet::new(), &ahead, day(102));
        assert_eq!((back, gone), (first, Vec::new()));
        for record in [format!("{} {}", id('b'), day(999).0), "nonsense\n\u{0} 1".to_owned()] {
            assert_eq!(unnamed(&all, &BTreeSet::new(), &record, day(100)).1, Vec::new());
        }
    }
}
