//! Earlier versions in a backup: `data/versions.json`, in the format in which a device stores them (`draft::History`),
//! and `data/earlier-attachments/`, the files that only they have attached.
//!
//! Both are bounded. What does not fit is named, so that nobody takes a backup for more than it is.

#[cfg(feature = "worker")]
use super::source::Files;
use crate::draft::{Attached, Draft, History, attached};
#[cfg(feature = "worker")]
use crate::draft::{HISTORY_CAPACITY, Version, and_list, counted, read_history, write_history};

/// How much earlier versions may take in a backup, in bytes: as much as on a device, so all of them fit, unless versions of
/// several tabs wait to be joined.
#[cfg(feature = "worker")]
pub const BACKUP_VERSIONS_CAPACITY: usize = HISTORY_CAPACITY;
/// How much the files may take together that only earlier versions have attached, in bytes.
#[cfg(feature = "worker")]
pub const BACKUP_EARLIER_FILES_CAPACITY: u64 = 100_000_000;

/// The folder of files in a bundle's payload that only earlier versions have attached.
#[cfg(feature = "worker")]
const EARLIER_ATTACHMENTS: &str = "earlier-attachments";

/// The files that some earlier version has attached and the draft has not, each once.
pub(super) fn earlier_files(history: &History, draft: &Draft) -> Vec<Attached> {
    let current = attached(draft);
    let mut found: Vec<Attached> = Vec::new();
    history.walk(|_, version| {
        for file in attached(version) {
            if !current.iter().chain(&found).any(|known| known.id == file.id) {
                found.push(file);
            }
        }
        true
    });
    found
}

/// Earlier versions as they go into a backup.
#[cfg(feature = "worker")]
#[derive(Debug, Default)]
pub(super) struct PackedVersions {
    /// The content of their file; none where there are no versions.
    pub(super) json: Option<String>,
    /// Files that only they have attached, with their paths in the payload.
    pub(super) files: Vec<(Attached, String)>,
    /// What is not in the file, in sentences.
    pub(super) left_out: Vec<String>,
}

/// All versions that are stored of a draft, joined, and whether some could not be read.
#[cfg(feature = "worker")]
pub(super) fn read_all(texts: &[String], draft: &Draft) -> (Option<History>, bool) {
    let mut joined: Option<History> = None;
    let mut unreadable = false;
    for text in texts {
        match read_history(text, &draft.id) {
            Ok(history) => joined = Some(joined.map_or_else(|| history.clone(), |known| known.join(&history, false))),
            Err(_) => unreadable = true,
        }
    }
    (joined.filter(|history| !history.versions().is_empty()), unreadable)
}

/// Packs the versions that are stored of a draft.
#[cfg(feature = "worker")]
pub(super) fn pack(texts: &[String], draft: &Draft, files: &dyn Files) -> PackedVersions {
    pack_within(texts, draft, files, BACKUP_VERSIONS_CAPACITY, BACKUP_EARLIER_FILES_CAPACITY)
}

#[cfg(feature = "worker")]
fn pack_within(
    texts: &[String],
    draft: &Draft,
    files: &dyn Files,
    versions_capacity: usize,
    files_capacity: u64,
) -> PackedVersions {
    let mut packed = PackedVersions::default();
    let (history, unreadable) = read_all(texts, draft);
    if unreadable {
        packed.left_out.push("Some earlier versions could not be read, so they are not in this file.".to_owned());
    }
    let Some(all) = history else { return packed };
    let mut history = all.clone();
    if !history.fit(versions_capacity, true, None) {
        history = History::new(draft.id.clone());
    }
    let gone = |version: &&Version| !history.versions().iter().any(|kept| kept.at == version.at);
    let gone: Vec<String> = all.versions().iter().filter(gone).map(version_words).collect();
    if !gone.is_empty() {
        let does = if gone.len() == 1 { "does" } else { "do" };
        let list = and_list(&gone.iter().map(String::as_str).collect::<Vec<_>>());
        packed
            .left_out
            .push(format!("{} {does} not fit in this file: {list}.", counted(gone.len(), "earlier version")));
    }
    if history.versions().is_empty() {
        return packed;
    }
    let mut taken = 0_u64;
    for file in earlier_files(&history, draft) {
        let size = files.file(&file.id).map(super::source::Source::size);
        match size {
            Ok(size) if taken.saturating_add(size) <= files_capacity => {
                taken += size;
                // The first digits of its checksum keep files of the same name apart.
                let first = file.id.as_str().get(..12).unwrap_or_default();
                let path = format!("{EARLIER_ATTACHMENTS}/{first}-{}", file.file);
                packed.files.push((file, path));
            }
            _ => packed.left_out.push(format!(
                "\u{201c}{}\u{201d}, which only earlier versions have attached, is not in this file.",
                file.name
            )),
        }
    }
    packed.json = write_history(&history).ok();
    if packed.json.is_none() {
        packed.left_out.push("Earlier versions could not be written, so they are not in this file.".to_owned());
    }
    packed
}

/// A version as people recognise it.
#[cfg(feature = "worker")]
fn version_words(version: &Version) -> String {
    let (day, minute) = version.at.london();
    let at = format!("{} at {}", day.medium(), crate::call::clock_words(minute));
    match &version.name {
        Some(name) => format!("\u{201c}{name}\u{201d} ({at})"),
        None => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::source::{MemoryFiles, file_id};
    use crate::call::Timestamp;
    use crate::documents::sample::{draft, now};
    use crate::draft::{Field, Value, Why};

    fn with_file(content: &[u8], name: &str) -> Draft {
        let mut draft = draft();
        let id = file_id(content).unwrap();
        for (field, value) in Attached::new(id.clone(), name, "text/plain", content.len() as u64).answers() {
            draft.set(field, value, now());
        }
        draft.set(Field::parse("documents/plan/files"), Value::List(vec![id.to_string()]), now());
        draft
    }

    fn later(minutes: i64) -> Timestamp {
        Timestamp(now().0 + minutes * 60_000)
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let mut history = History::new(draft().id);
        history.keep(&with_file(b"old plan", "old plan.txt"), now(), Why::Asked, Some("For the head".to_owned()));
        for minutes in 1..4 {
            let mut draft = draft();
            draft.set(Field::parse("school/name"), "x".repeat(2_000).as_str().into(), later(minutes));
            draft.set(Field::parse("focus/voice/why"), "y".repeat(2_000).as_str().into(), later(minutes));
            history.keep(&draft, later(minutes), Why::Pause, None);
        }
        let texts = [write_history(&history).unwrap()];
        let files = MemoryFiles::new([b"old plan".to_vec()]);
        let packed = |room, bytes, files: &MemoryFiles| pack_within(&texts, &draft(), files, room, bytes);
        let whole = packed(1_000_000, 8, &files);
        assert_eq!(read_history(whole.json.as_deref().unwrap(), &draft().id).unwrap(), history);
        assert_eq!(whole.left_out, [""; 0]);
        let paths: Vec<&str> = whole.files.iter().map(|(_, path)| path.as_str()).collect();
        assert!(paths.len() == 1 && paths[0].starts_with("earlier-attachments/"), "{paths:?}");
        for (room, bytes, files, says) in [
            (1_000_000, 7, &files, "\u{201c}old plan.txt\u{201d}, which only earlier versions have attached"),
            (1_000_000, 8, &MemoryFiles::default(), "\u{201c}old plan.txt\u{201d}, which only earlier versions"),
            (10, 8, &files, "4 earlier versions do not fit in this file: \u{201c}For the head\u{201d} (1 June 2027 at"),
        ] {
            let packed = packed(room, bytes, files);
            assert!(packed.left_out.len() == 1 && packed.left_out[0].starts_with(says), "{:?}", packed.left_out);
            assert_eq!(packed.json.is_some(), room > 10);
            assert!(packed.files.is_empty());
        }
        let spoilt = pack(&["{".to_owned(), texts[0].clone()], &draft(), &files);
        assert!(spoilt.json.is_some() && spoilt.left_out[0].contains("could not be read"), "{:?}", spoilt.left_out);
        let none = pack(&[], &draft(), &files);
        assert!(none.json.is_none() && none.left_out.is_empty());
    }
}
