//! Files that programs leave in the folders that they show, and that nobody has put there.

/// Names of leftovers, in lower case: of Finder, Explorer, the desktops of Linux, cloud programs and network drives.
const NAMES: [&str; 26] = [
    ".appledouble",
    ".apdisk",
    ".com.apple.timemachine.donotpresent",
    ".directory",
    ".documentrevisions-v100",
    ".ds_store",
    ".dropbox",
    ".dropbox.attr",
    ".dropbox.cache",
    ".fseventsd",
    ".hidden",
    ".localized",
    ".picasa.ini",
    ".spotlight-v100",
    ".sync",
    ".temporaryitems",
    ".trashes",
    ".volumeicon.icns",
    "$recycle.bin",
    "@eadir",
    "__macosx",
    "desktop.ini",
    "ehthumbs.db",
    "icon\r",
    "system volume information",
    "thumbs.db",
];

/// Beginnings and ends of leftovers, in lower case: resource forks, lock files of Word and LibreOffice, bins of Linux,
/// files that a program had open, downloads that were not finished.
const SHAPES: [(&str, &str); 11] = [
    ("._", ""),
    ("~$", ""),
    (".~lock.", "#"),
    (".trash-", ""),
    (".nfs", ""),
    (".fuse_hidden", ""),
    ("~wrl", ".tmp"),
    (".~", ".tmp"),
    ("thumbs.db:", ""),
    ("", ":zone.identifier"),
    (".sync_", ".db"),
];

/// Whether a path is that of a leftover, or lies in a folder of them.
pub(super) fn is_leftover(path: &str) -> bool {
    path.split('/').any(|segment| {
        // Old code pages have no place for a carriage return, so programs write something else at the end of "Icon".
        let segment = segment.to_lowercase();
        let is_icon = segment.strip_prefix("icon").is_some_and(|end| matches!(end, "\r" | "\u{f00d}" | "^m" | "%0d"));
        let has = |(begins, ends): &(&str, &str)| {
            segment.strip_prefix(begins).is_some_and(|rest| !rest.is_empty() && rest.ends_with(ends))
        };
        is_icon || NAMES.contains(&segment.as_str()) || SHAPES.iter().any(has)
    })
}

#[cfg(test)]
mod tests {
    use super::is_leftover;

    #[test]
    fn what_programs_leave_is_told_from_what_people_put() {
        for path in [
            ".DS_Store",
            "data/.DS_Store",
            "__MACOSX/larkfield/._README.txt",
            "larkfield/data/._photo.jpg",
            "Thumbs.db",
            "desktop.ini",
            "Desktop.ini",
            "data/~$pporting-letter.docx",
            "data/.~lock.letter.docx#",
            ".localized",
            ".directory",
            ".dropbox.attr",
            "Icon\r",
            "data/Icon\u{f00d}",
            ".Trash-1000/files/x",
            "data/photo.jpg:Zone.Identifier",
            ".Spotlight-V100/Store-V2/x",
            "System Volume Information/IndexerVolumeGuid",
            "@eaDir/photo.jpg@SynoEAStream",
        ] {
            assert!(is_leftover(path), "{path}");
        }
        for path in [
            "data/letter.docx",
            "data/attachments/Icon",
            "data/attachments/icons",
            "data/attachments/.plan",
            "data/attachments/~letter.docx",
            "data/attachments/lock.txt#",
            "data/attachments/thumbs.dbx",
            "data/attachments/notes.tmp",
            "bagit.txt",
            "",
        ] {
            assert!(!is_leftover(path), "{path}");
        }
    }
}
