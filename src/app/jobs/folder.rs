//! A folder that was dropped where files are attached: its files wait to be taken, one by one or all.

use super::unfit::{is_hidden, unfit};
use crate::app::effect::Effect;
use crate::app::event::{ChosenAttachment, DroppedFolder};
use crate::draft::{DraftId, Field, and_list, counted, shown_name, size_words};

/// A folder whose files are offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    folder: DroppedFolder,
}

/// What is shown of a folder whose files are offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderFiles {
    /// What it is, and what can be done.
    pub says: String,
    /// Its files.
    pub rows: Vec<FolderFile>,
    /// What is pressed to attach all that can be. None where there are not two.
    pub take_all: Option<String>,
}

/// A file of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderFile {
    /// Its number in the browser.
    pub number: u32,
    /// Where it lies in the folder.
    pub path: String,
    /// Its size.
    pub size: String,
    /// Why it cannot be attached, where that is known.
    pub why_not: Option<String>,
}

/// What becomes of a folder that was dropped.
pub(super) enum Dropped {
    /// Its files wait. The others are released.
    Offered(Offer, Vec<Effect>),
    /// There is nothing to offer, which is said.
    Nothing(String, Vec<Effect>),
}

impl Offer {
    /// Offers the files of a folder, but for those that its programs keep in it.
    pub(super) fn of(mut folder: DroppedFolder) -> Dropped {
        let mut effects = Vec::new();
        folder.files.retain(|(_, chosen)| {
            let stays = !is_hidden(&chosen.file.name);
            effects.extend((!stays).then_some(Effect::ReleaseFile(chosen.file.number)));
            stays
        });
        if !folder.files.is_empty() {
            return Dropped::Offered(Self { folder }, effects);
        }
        let (names, is_one) = (names(&folder.names), folder.names.len() == 1);
        let says = match (folder.is_cut, is_one) {
            (true, _) => {
                format!("{names} could not be read. Open the folder, and choose the files in it.")
            }
            (false, true) => format!("{names} was not attached: it is a folder without files."),
            (false, false) => format!("{names} were not attached: they are folders without files."),
        };
        Dropped::Nothing(says, effects)
    }

    /// Where its files go.
    pub(super) fn place(&self) -> (DraftId, Field) {
        (self.folder.draft.clone(), self.folder.to.clone())
    }

    /// Takes out one file, or all. None is left where the offer is empty then.
    pub(super) fn take(mut self, number: Option<u32>) -> (Vec<ChosenAttachment>, Option<Self>) {
        let is_taken = |chosen: &ChosenAttachment| number.is_none_or(|number| chosen.file.number == number);
        let (taken, left): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.folder.files).into_iter().partition(|(_, chosen)| is_taken(chosen));
        self.folder.files = left;
        let taken = taken.into_iter().map(|(_, chosen)| chosen).collect();
        (taken, Some(self).filter(|offer| !offer.folder.files.is_empty()))
    }

    /// The files are not wanted.
    pub(super) fn release(self) -> Vec<Effect> {
        self.folder.files.iter().map(|(_, chosen)| Effect::ReleaseFile(chosen.file.number)).collect()
    }

    /// What is shown.
    pub(super) fn shown(&self) -> FolderFiles {
        let DroppedFolder { names: own, files, is_cut, .. } = &self.folder;
        let row = |(path, chosen): &(String, ChosenAttachment)| FolderFile {
            number: chosen.file.number,
            path: path.split('/').map(shown_name).collect::<Vec<_>>().join("/"),
            size: size_words(chosen.bytes),
            why_not: unfit(&chosen.file.name, chosen.bytes),
        };
        let rows: Vec<FolderFile> = files.iter().map(row).collect();
        let count = rows.iter().filter(|row| row.why_not.is_none()).count();
        let are = if own.len() == 1 { "is a folder" } else { "are folders" };
        let cut = if *is_cut { " Not all files in it are listed." } else { "" };
        FolderFiles {
            says: format!("{} {are}. Choose the files to attach.{cut}", names(own)),
            take_all: (count > 1).then(|| format!("Attach all {}", counted(count, "file"))),
            rows,
        }
    }
}

fn names(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\u{201c}{}\u{201d}", shown_name(name))).collect();
    and_list(&quoted.iter().map(String::as_str).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::event::ChosenFile;

    fn folder(names: &[&str], files: &[(&str, u64)], is_cut: bool) -> DroppedFolder {
        let (draft, to) = (DraftId::new(&"a".repeat(26)).unwrap(), Field::parse("documents/plan/files"));
        let file = |(number, (path, bytes)): (usize, &(&str, u64))| {
            let name = path.rsplit('/').next().unwrap_or(path).to_owned();
            let number = u32::try_from(number).unwrap();
            let file = ChosenFile { number, name };
            let (draft, to, kind) = (draft.clone(), to.clone(), String::new());
            ((*path).to_owned(), ChosenAttachment { file, draft, to, kind, bytes: *bytes, instead: None })
        };
        let files = files.iter().enumerate().map(file).collect();
        DroppedFolder {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            draft: draft.clone(),
            to: to.clone(),
            files,
            is_cut,
        }
    }

    #[test]
    fn what_is_said_of_folders() {
        let plan = ("Plan.pdf", 1_200_000);
        for (dropped, says, rows, all) in [
            (
                folder(
                    &["Evidence"],
                    &[plan, ("Choir/Song.mp3", 3_000), (".DS_Store", 9), ("Choir/Thumbs.db", 9)],
                    false,
                ),
                "“Evidence” is a folder. Choose the files to attach.",
                vec!["Plan.pdf, 1.2 MB", "Choir/Song.mp3, 3 KB"],
                Some("Attach all 2 files"),
            ),
            (
                folder(&["A", "B"], &[plan, ("Plan.gdoc", 170), ("Empty.pdf", 0)], true),
                "“A” and “B” are folders. Choose the files to attach. Not all files in it are listed.",
                vec![
                    "Plan.pdf, 1.2 MB",
                    "Plan.gdoc, 170 bytes: “Plan.gdoc” was not attached: it only points to a document online. Open it, download it as PDF, and attach that file.",
                    "Empty.pdf, 0 bytes: “Empty.pdf” was not attached: it is empty. If it is kept in OneDrive, Google Drive or iCloud, open it once so that it is downloaded, then attach it again.",
                ],
                None,
            ),
            (
                folder(&["Evidence"], &[], false),
                "“Evidence” was not attached: it is a folder without files.",
                vec![],
                None,
            ),
            (
                folder(&["A", "B"], &[(".DS_Store", 9)], false),
                "“A” and “B” were not attached: they are folders without files.",
                vec![],
                None,
            ),
            (
                folder(&["Evidence"], &[], true),
                "“Evidence” could not be read. Open the folder, and choose the files in it.",
                vec![],
                None,
            ),
        ] {
            match Offer::of(dropped) {
                Dropped::Nothing(text, _) => assert_eq!((text.as_str(), rows.len()), (says, 0)),
                Dropped::Offered(offer, _) => {
                    let shown = offer.shown();
                    let words = |row: &FolderFile| {
                        let why = row.why_not.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
                        format!("{}, {}{why}", row.path, row.size)
                    };
                    assert_eq!(shown.says, says);
                    assert_eq!(shown.rows.iter().map(words).collect::<Vec<_>>(), rows);
                    assert_eq!(shown.take_all.as_deref(), all);
                }
            }
        }
    }

    #[test]
    fn files_are_taken_one_by_one_or_all_and_the_others_are_released() {
        let dropped = || folder(&["Evidence"], &[(".DS_Store", 9), ("a.pdf", 1), ("b.pdf", 1), ("c.pdf", 1)], false);
        let Dropped::Offered(offer, released) = Offer::of(dropped()) else { panic!("it has files") };
        assert_eq!(released, [Effect::ReleaseFile(0)]);
        let (taken, left) = offer.take(Some(2));
        assert_eq!(taken.iter().map(|chosen| chosen.file.number).collect::<Vec<_>>(), [2]);
        let (taken, left) = left.unwrap().take(None);
        assert_eq!((taken.len(), left), (2, None));
        let Dropped::Offered(offer, _) = Offer::of(dropped()) else { panic!("it has files") };
        assert_eq!(offer.release(), [1, 2, 3].map(Effect::ReleaseFile));
    }
}
