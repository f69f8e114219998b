//! What a file that came in gives, whatever kind of file it is.

use super::bag::ExternalFile;
use super::damage::{Damage, DamagedPart};
use crate::call::Date;
use crate::draft::{Draft, Field};

/// One draft out of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedDraft {
    /// The draft, as far as the file holds it.
    pub draft: Draft,
    /// What of the application is not in the file, by name. Empty where it holds everything.
    pub left_out: Vec<String>,
    /// The call that it answers, byte for byte, where the file carries it.
    pub call_json: Option<String>,
    /// The day on which the file was written, where it says so. When the draft was last changed stands in the draft.
    pub written_on: Option<Date>,
    /// Earlier versions of the draft, in the format in which a device stores them, where a backup holds them.
    pub history_json: Option<String>,
    /// Every file inside a bundle, with its path in the bag and its size in bytes. Empty for other files.
    pub files: Vec<FileInside>,
    /// Files inside a bundle that the draft or an earlier version has attached, each once, with where they lie in it. Their checksums are right.
    pub attached: Vec<ExternalFile>,
    /// What a person should know about it: sentences, none of them a reason not to open it.
    pub warnings: Vec<String>,
    /// Parts of a bundle that are not as they were packed. None of them is taken over, but for the answers, which are
    /// nobody's word for it: whoever opens them is asked first.
    pub damage: Vec<Damage>,
}

impl OpenedDraft {
    /// Whether the answers may be others than those that were packed.
    pub fn answers_changed(&self) -> bool {
        self.damage.iter().any(Damage::concerns_answers)
    }

    /// [`OpenedDraft::damage`] in sentences. An attached file is called as the person who attached it called it. Of very
    /// many parts the first are named.
    pub fn damage_sentences(&self) -> Vec<String> {
        let attached = crate::draft::attached(&self.draft);
        let name = |damage: &Damage| match &damage.part {
            DamagedPart::File(path) => attached.iter().find(|file| file.path() == *path).map(|file| file.name.as_str()),
            _ => None,
        };
        let mut sentences: Vec<String> =
            self.damage.iter().take(NAMED).map(|damage| damage.sentence(name(damage))).collect();
        match self.damage.len().saturating_sub(NAMED) {
            0 => {}
            1 => sentences.push("1 more part is missing or was changed.".to_owned()),
            more => sentences.push(format!("{more} more parts are missing or were changed.")),
        }
        sentences
    }
}

/// How many damaged parts are named.
const NAMED: usize = 30;

/// A file inside a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileInside {
    /// Its path.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Everything that a file gave.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedFile {
    /// Drafts: one, or several from a rescue file. Never none.
    pub drafts: Vec<OpenedDraft>,
    /// What a person should know about the file as a whole: parts of it that could not be opened.
    pub warnings: Vec<String>,
    /// Text as it stood on the page when the program failed, by the address of its field, where it is in none of the
    /// drafts: typed in the last moments, and not saved.
    pub unsaved: Vec<(Field, String)>,
    /// Whether the drafts are of files that only lay beside each other, so that the person chooses among them.
    pub choose: bool,
}

/// Said of a file from which something was left out.
pub(super) const NOT_ALL: &str = "This file was made for the hub, so it does not have everything. It is not a backup.";

/// A draft that is in no bundle.
pub(super) fn without_bundle(draft: Draft, written_on: Option<Date>) -> OpenedDraft {
    OpenedDraft {
        draft,
        left_out: Vec::new(),
        call_json: None,
        written_on,
        history_json: None,
        files: Vec::new(),
        attached: Vec::new(),
        warnings: Vec::new(),
        damage: Vec::new(),
    }
}
