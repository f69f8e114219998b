//! What is chosen to be attached and is no document: an empty file, a folder, something that only points to a document. Each
//! is told apart by its name and size, and said with what to do.

use crate::draft::{or_list, shown_name};

/// Endings of files that only point to a document online, and what that can be downloaded as.
const ONLINE: [(&[&str], &str); 3] = [
    (&["gdoc", "gdraw", "gjam", "gform", "gsite", "gmap", "glink", "gnote", "gscript", "paper", "boxnote"], "PDF"),
    (&["gsheet", "gtable"], "PDF or Excel"),
    (&["gslides"], "PDF or PowerPoint"),
];
/// Endings of shortcuts to pages of the web.
const WEB: [&str; 5] = ["url", "webloc", "website", "desktop", "weblocx"];
/// Endings of shortcuts to files of the device.
const SHORTCUTS: [&str; 3] = ["lnk", "alias", "symlink"];
/// Endings of files that stand in for what is still in a cloud.
const PLACEHOLDERS: [&str; 1] = ["icloud"];
/// Endings of files that are still being downloaded.
const UNFINISHED: [&str; 5] = ["crdownload", "part", "partial", "download", "opdownload"];
/// Beginnings of names that an open office program gives to its own notes beside a document.
const LOCKS: [&str; 2] = ["~$", ".~lock."];

/// Why a chosen file cannot be attached, and what to do, in sentences. None where it can be tried.
pub(super) fn unfit(name: &str, bytes: u64) -> Option<String> {
    let shown = shown_name(name);
    let named = |text: &str| Some(format!("\u{201c}{shown}\u{201d} {text}"));
    let ending = match shown.rsplit_once('.') {
        Some((_, ending)) => ending.to_ascii_lowercase(),
        None => String::new(),
    };
    let is = |endings: &[&str]| endings.contains(&ending.as_str());
    if let Some(start) = LOCKS.iter().find(|start| shown.starts_with(**start)) {
        let of = shown.trim_start_matches(start).trim_end_matches('#');
        return Some(format!(
            "\u{201c}{shown}\u{201d} was not attached: it is a note that your office program keeps while \u{201c}{of}\u{201d} is open. Attach the document itself."
        ));
    }
    if is(&PLACEHOLDERS) {
        let of = shown.trim_start_matches('.').rsplit_once('.').map_or("", |(of, _)| of);
        return Some(format!(
            "\u{201c}{of}\u{201d} was not attached: it is still in the cloud and not on this device. Open it once so that it is downloaded, then attach it."
        ));
    }
    if let Some((_, as_what)) = ONLINE.iter().find(|(endings, _)| is(endings)) {
        return named(&format!(
            "was not attached: it only points to a document online. Open it, download it as {as_what}, and attach that file."
        ));
    }
    if is(&WEB) {
        return named(
            "was not attached: it is a shortcut to a web page. Open it, save the page as PDF, and attach that file.",
        );
    }
    if is(&SHORTCUTS) {
        return named("was not attached: it is a shortcut to another file. Attach the file that it opens.");
    }
    if is(&UNFINISHED) {
        return named("was not attached: its download has not finished. Wait for it to finish, then attach the file.");
    }
    if bytes == 0 && ending.is_empty() {
        return named(
            "was not attached: it is empty, or a folder. If it is a folder, open it and choose the files in it.",
        );
    }
    if bytes == 0 {
        let clouds = or_list(&["OneDrive", "Google Drive", "iCloud"]);
        return named(&format!(
            "was not attached: it is empty. If it is kept in {clouds}, open it once so that it is downloaded, then attach it again."
        ));
    }
    None
}

/// Whether a file in a folder is one that systems and programs keep there, and nobody means.
pub(super) fn is_hidden(name: &str) -> bool {
    let is = |other: &&str| name.eq_ignore_ascii_case(other);
    // A placeholder begins with a full stop too, and is meant.
    let is_placeholder = name.rsplit_once('.').is_some_and(|(_, ending)| PLACEHOLDERS.contains(&ending));
    (name.starts_with('.') && !is_placeholder)
        || LOCKS.iter().any(|start| name.starts_with(start))
        || ["thumbs.db", "desktop.ini", "icon\r"].iter().any(is)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_told_apart() {
        for (names, bytes, expected) in [
            (&["Plan.pdf", "plan", "Plan.v2.DOCX", "~plan.pdf", "gdoc", "a.md"] as &[&str], 1, None),
            (
                &["Plan.pdf", "C:\\Users\\x\\Plan.pdf"],
                0,
                Some(
                    "“Plan.pdf” was not attached: it is empty. If it is kept in OneDrive, Google Drive or iCloud, open it once so that it is downloaded, then attach it again.",
                ),
            ),
            (
                &["Evidence"],
                0,
                Some(
                    "“Evidence” was not attached: it is empty, or a folder. If it is a folder, open it and choose the files in it.",
                ),
            ),
            (
                &["Plan.gdoc"],
                170,
                Some(
                    "“Plan.gdoc” was not attached: it only points to a document online. Open it, download it as PDF, and attach that file.",
                ),
            ),
            (
                &["Plan.GSHEET"],
                0,
                Some(
                    "“Plan.GSHEET” was not attached: it only points to a document online. Open it, download it as PDF or Excel, and attach that file.",
                ),
            ),
            (
                &["Plan.gslides"],
                170,
                Some(
                    "“Plan.gslides” was not attached: it only points to a document online. Open it, download it as PDF or PowerPoint, and attach that file.",
                ),
            ),
            (
                &["Our music.url"],
                120,
                Some(
                    "“Our music.url” was not attached: it is a shortcut to a web page. Open it, save the page as PDF, and attach that file.",
                ),
            ),
            (
                &["Plan.pdf.lnk"],
                1200,
                Some(
                    "“Plan.pdf.lnk” was not attached: it is a shortcut to another file. Attach the file that it opens.",
                ),
            ),
            (
                &[".Plan.pdf.icloud"],
                160,
                Some(
                    "“Plan.pdf” was not attached: it is still in the cloud and not on this device. Open it once so that it is downloaded, then attach it.",
                ),
            ),
            (
                &["Plan.pdf.crdownload"],
                9,
                Some(
                    "“Plan.pdf.crdownload” was not attached: its download has not finished. Wait for it to finish, then attach the file.",
                ),
            ),
            (
                &["~$Plan.docx"],
                162,
                Some(
                    "“~$Plan.docx” was not attached: it is a note that your office program keeps while “Plan.docx” is open. Attach the document itself.",
                ),
            ),
            (
                &[".~lock.Plan.docx#"],
                90,
                Some(
                    "“.~lock.Plan.docx#” was not attached: it is a note that your office program keeps while “Plan.docx” is open. Attach the document itself.",
                ),
            ),
        ] {
            for name in names {
                assert_eq!(unfit(name, bytes).as_deref(), expected, "{name}");
            }
        }
        for (name, expected) in [
            (".DS_Store", true),
            ("Thumbs.db", true),
            ("Desktop.ini", true),
            ("~$Plan.docx", true),
            (".Plan.pdf.icloud", false),
            ("Plan.pdf", false),
        ] {
            assert_eq!(is_hidden(name), expected, "{name}");
        }
        for ending in [ONLINE.iter().flat_map(|(all, _)| *all).copied().collect::<Vec<_>>(), WEB.to_vec()].concat() {
            assert!(unfit(&format!("Plan.{ending}"), 99).is_some(), "{ending}");
        }
    }
}
