//! Moving all work off this computer: how far it has come, and what to do next.

use crate::app::saving::{EraseDevice, PackedDraft};
use crate::app::state::State;
use crate::draft::counted;

/// How far it has come. That a file was handed to the browser is not part of it: the tick and focus stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EraseStage {
    /// It has not begun, or was stopped; a sentence says why.
    Begin {
        /// Why it was stopped. Empty if it was not.
        stopped: String,
    },
    /// Files are being made.
    Packing(String),
    /// The person saves the files and says that they have them.
    Confirming(EraseFiles),
    /// Everything is being removed.
    Removing,
    /// Everything is removed.
    Done,
}

/// The files that were made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EraseFiles {
    /// What to do with them.
    pub lede: String,
    /// The files.
    pub files: Vec<EraseFile>,
    /// Whether two of them have the same name.
    pub has_same_names: bool,
    /// What the person says by the tick.
    pub tick: &'static str,
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EraseFile {
    /// What its draft is called.
    pub title: String,
    /// Its name.
    pub name: String,
    /// What the person should know of it: what did not fit, say.
    pub remarks: Vec<String>,
}

/// How far it has come.
pub fn erase_stage(state: &State) -> EraseStage {
    match &state.saving.erase {
        EraseDevice::Idle => EraseStage::Begin { stopped: String::new() },
        EraseDevice::Stopped(why) => EraseStage::Begin { stopped: why.clone() },
        EraseDevice::Packing { waiting, packed } => EraseStage::Packing(format!(
            "Making and checking file {} of {}\u{2026}",
            packed.len() + 1,
            waiting.len() + packed.len()
        )),
        EraseDevice::Confirming(packed) => EraseStage::Confirming(files(packed)),
        EraseDevice::RemovingFiles(_) => EraseStage::Removing,
        EraseDevice::Done => EraseStage::Done,
    }
}

fn files(packed: &[PackedDraft]) -> EraseFiles {
    let several = packed.len() != 1;
    let same = |(at, one): (usize, &PackedDraft)| packed.iter().skip(at + 1).any(|other| other.file == one.file);
    EraseFiles {
        lede: if packed.is_empty() {
            "There are no applications on this device.".to_owned()
        } else {
            let (each, them) = if several { ("each one", "them") } else { ("it", "it") };
            format!(
                "{} made and checked. Download {each}, then move {them} from your Downloads folder to somewhere safe:",
                counted(packed.len(), "file")
            )
        },
        files: packed.iter().map(file).collect(),
        has_same_names: packed.iter().enumerate().any(same),
        tick: match packed.len() {
            0 => "Delete everything that is left",
            1 => "I have checked that I have the file",
            _ => "I have checked that I have the files",
        },
    }
}

fn file(packed: &PackedDraft) -> EraseFile {
    EraseFile { title: packed.title.clone(), name: packed.file.clone(), remarks: packed.remarks.clone() }
}

fn confirming(state: &State) -> &[PackedDraft] {
    match &state.saving.erase {
        EraseDevice::Confirming(packed) => packed,
        _ => &[],
    }
}

/// Whether one of the files was handed to the browser.
pub fn is_file_handed(state: &State, number: usize) -> bool {
    confirming(state).get(number).is_some_and(|packed| packed.handed)
}

/// What has to be done before everything can be removed. `is_sure` says that the person has ticked that they have the files.
pub fn erase_needs(state: &State, is_sure: bool) -> Option<String> {
    let missing = confirming(state).iter().filter(|packed| !packed.handed);
    let missing: Vec<String> = missing.map(|packed| format!("\u{201c}{}\u{201d}", packed.title)).collect();
    if !missing.is_empty() {
        return Some(format!("Download every file first. Not downloaded yet: {}.", missing.join(", ")));
    }
    (!is_sure).then(|| "Tick the box to confirm you have the files".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{FakeBrowser, NAME};
    use crate::app::{EraseEvent, Event};

    fn send(browser: &mut FakeBrowser, tab: usize, event: EraseEvent) {
        browser.send(tab, Event::Erase(event));
    }

    #[test]
    fn files_are_made_saved_and_confirmed_before_anything_goes() {
        let (mut browser, tab, first) = FakeBrowser::with_draft();
        browser.set(tab, &first, NAME, "Marsh End");
        browser.go(tab, "#/");
        browser.begin(tab);
        browser.go(tab, "#/help");
        assert_eq!(erase_stage(browser.state(tab)), EraseStage::Begin { stopped: String::new() });
        send(&mut browser, tab, EraseEvent::Start);
        let packing = EraseStage::Packing("Making and checking file 1 of 2\u{2026}".to_owned());
        assert_eq!(erase_stage(browser.state(tab)), packing);
        browser.settle();
        let EraseStage::Confirming(files) = erase_stage(browser.state(tab)) else {
            panic!("{:?}", erase_stage(browser.state(tab)))
        };
        assert_eq!((files.files.len(), files.tick), (2, "I have checked that I have the files"));
        let EraseDevice::Confirming(mut packed) = browser.state(tab).saving.erase.clone() else { panic!() };
        packed[1].remarks = vec!["An earlier version did not fit.".to_owned()];
        let shown = super::files(&packed).files;
        assert_eq!((&shown[0].remarks, &shown[1].remarks), (&packed[0].remarks, &packed[1].remarks));
        assert!(files.lede.starts_with("2 files made and checked. Download each one"), "{}", files.lede);
        for number in 0..2 {
            assert!(!is_file_handed(browser.state(tab), number));
            assert!(erase_needs(browser.state(tab), true).unwrap().starts_with("Download every file first."));
            send(&mut browser, tab, EraseEvent::Save(number));
            assert!(is_file_handed(browser.state(tab), number));
        }
        assert!(erase_needs(browser.state(tab), false).unwrap().starts_with("Tick the box"));
        assert_eq!(erase_needs(browser.state(tab), true), None);
    }

    #[test]
    fn a_device_without_applications_is_emptied_too() {
        let mut browser = FakeBrowser::new();
        let tab = browser.open("#/help");
        send(&mut browser, tab, EraseEvent::Start);
        let EraseStage::Confirming(files) = erase_stage(browser.state(tab)) else {
            panic!("{:?}", erase_stage(browser.state(tab)))
        };
        assert_eq!(files.lede, "There are no applications on this device.");
        assert_eq!((files.files.len(), files.tick, files.has_same_names), (0, "Delete everything that is left", false));
        send(&mut browser, tab, EraseEvent::Cancel);
        assert_eq!(erase_stage(browser.state(tab)), EraseStage::Begin { stopped: String::new() });
    }
}
