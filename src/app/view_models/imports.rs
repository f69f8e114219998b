//! Drafts that came in a file, beside what is on the device.

use std::cmp::Ordering;

use super::drafts::{applicant_noun, call_name};
use crate::app::event::Choice;
use crate::app::import::ImportedDraft;
use crate::app::state::State;
use crate::call::{Date, Timestamp, clock_words};
use crate::draft::{DraftId, Field, capitalised, counted, differing};

/// A draft that came in a file, as it is shown to somebody who decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportPreview {
    /// Its id in the file.
    pub id: DraftId,
    /// What it is called.
    pub title: String,
    /// What whoever applies is called: "school".
    pub noun: &'static str,
    /// The call that it answers, as people call it.
    pub call: String,
    /// When it was last changed.
    pub changed: Timestamp,
    /// The day on which the file was written.
    pub written_on: Option<Date>,
    /// How many answers there are in it.
    pub answers: usize,
    /// How many attached files there are with it.
    pub files: usize,
    /// Whether the file holds everything. One that was made for the hub does not: opened in a draft's place, it changes only
    /// the answers that it holds.
    pub is_whole: bool,
    /// The same one on this device.
    pub here: Option<ExistingDraft>,
}

/// A draft on this device that is the same as one that came in a file: begun as one, perhaps changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExistingDraft {
    /// What it is called.
    pub title: String,
    /// When it was last changed.
    pub changed: Timestamp,
    /// How many answers are others than in the file.
    pub differ: usize,
    /// Whether it may be replaced: one that a newer version wrote may not.
    pub replaceable: bool,
}

/// The drafts that came in a file, beside what is here of them.
pub fn import_previews(state: &State) -> Vec<ImportPreview> {
    let drafts = state.imports.drafts.get().into_iter().flat_map(|import| &import.drafts);
    drafts.map(|imported| preview(state, imported)).collect()
}

fn preview(state: &State, imported: &ImportedDraft) -> ImportPreview {
    let draft = &imported.draft;
    let is_whole = imported.left_out.is_empty();
    let here = state.drafts.get_own(&draft.id).map(|loaded| ExistingDraft {
        title: loaded.draft.title().to_owned(),
        changed: loaded.draft.changed,
        // What a file leaves out stays as it is here.
        differ: differing(draft, &loaded.draft)
            .into_iter()
            .filter(|field| !matches!(field, Field::Again(_)) && (is_whole || draft.answered(field)))
            .count(),
        replaceable: loaded.is_stored_here(),
    });
    ImportPreview {
        id: draft.id.clone(),
        title: draft.title().to_owned(),
        noun: applicant_noun(state, draft),
        call: call_name(state, draft),
        changed: draft.changed,
        written_on: imported.written_on,
        answers: draft.answers.values().filter(|answer| !answer.value.is_blank()).count(),
        files: imported.attached.len(),
        is_whole,
        here,
    }
}

/// The question about a file that waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportQuestion {
    /// What it is about.
    pub title: &'static str,
    /// What is in the file.
    pub lede: String,
    /// What should be known about the file, in sentences.
    pub remarks: Vec<String>,
    /// The drafts that wait, in the order of the file.
    pub drafts: Vec<DraftId>,
}

/// A draft in such a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportRow {
    /// What it is called.
    pub title: String,
    /// In what it differs from the one on this device. Nothing where there is none.
    pub facts: Vec<ImportFact>,
    /// What else is known of it, in a line.
    pub more: String,
    /// Which of the two is newer. Empty where there is one.
    pub newer: &'static str,
    /// Parts of it that are not as they were packed, in sentences.
    pub damage: Vec<String>,
    /// What is asked because of that. Empty where nothing is.
    pub question: &'static str,
    /// What can be done with it, the usual first.
    pub choices: Vec<(Choice, &'static str)>,
}

/// Something about a draft in a file and the one on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFact {
    /// What it is.
    pub name: String,
    /// In the file.
    pub in_file: String,
    /// On this device.
    pub here: String,
}

/// The file that waits for a decision, if one does.
pub fn import_question(state: &State) -> Option<ImportQuestion> {
    let import = state.imports.drafts.get()?;
    let known = import.drafts.iter().filter(|imported| state.drafts.get_own(&imported.draft.id).is_some()).count();
    let is_damaged = import.drafts.iter().any(|imported| !imported.damage.is_empty());
    let title = match (known, import.drafts.len()) {
        (0, 1) if is_damaged => "Part of this file is not as it was packed",
        (0, 1) => "Open this too?",
        (0, _) => "Which of these do you want to open?",
        (_, 1) => "You already have this application",
        _ => "You already have some of these applications",
    };
    Some(ImportQuestion {
        title,
        lede: format!(
            "\u{201c}{}\u{201d} contains {}. Nothing has changed yet.",
            import.file,
            counted(import.drafts.len(), "application")
        ),
        remarks: import.remarks.clone(),
        drafts: import.drafts.iter().map(|imported| imported.draft.id.clone()).collect(),
    })
}

/// A draft in the file that waits.
pub fn import_row(state: &State, id: &DraftId) -> Option<ImportRow> {
    let import = state.imports.drafts.get()?;
    let imported = import.drafts.iter().find(|imported| imported.draft.id == *id)?;
    let found = preview(state, imported);
    let facts = found.here.as_ref().map(|here| facts_of(&found, here)).unwrap_or_default();
    let mut more = Vec::new();
    if !found.call.is_empty() {
        more.push(format!("{}.", found.call));
    }
    if found.here.is_none() {
        more.push(format!("Last changed {}. {}.", at(found.changed), counted(found.answers, "answer")));
    }
    more.extend(found.written_on.map(|day| format!("File made on {}.", day.medium())));
    if found.files > 0 {
        more.push(format!("{}.", counted(found.files, "attached file")));
    }
    let choices = match &found.here {
        // Answers that may have been changed take nobody's place.
        Some(here) if here.replaceable && !imported.answers_changed => {
            vec![(Choice::KeepBoth, "Keep both"), (Choice::Replace, "Replace mine"), (Choice::Leave, "Do not open")]
        }
        Some(_) => vec![(Choice::KeepBoth, "Keep both"), (Choice::Leave, "Do not open")],
        None => vec![(Choice::KeepBoth, open_words(imported)), (Choice::Leave, "Do not open")],
    };
    let question = match (imported.damage.is_empty(), imported.answers_changed) {
        (true, _) => "",
        (false, true) => "Open the answers as changed after packing?",
        (false, false) => "Take everything else?",
    };
    let damage = imported.damage.clone();
    let newer = found.here.as_ref().map_or("", |here| which_is_newer(found.changed, here.changed));
    Some(ImportRow { title: found.title, facts, more: more.join(" "), newer, damage, question, choices })
}

/// What the button says that opens a draft which is not on this device.
fn open_words(imported: &ImportedDraft) -> &'static str {
    match (imported.damage.is_empty(), imported.answers_changed) {
        (true, _) => "Open",
        (false, true) => "Open as changed",
        (false, false) => "Open everything else",
    }
}

fn facts_of(found: &ImportPreview, here: &ExistingDraft) -> Vec<ImportFact> {
    let mut facts = Vec::new();
    if found.title != here.title {
        facts.push(ImportFact {
            name: capitalised(found.noun),
            in_file: found.title.clone(),
            here: here.title.clone(),
        });
    }
    facts.push(ImportFact { name: "Last changed".to_owned(), in_file: at(found.changed), here: at(here.changed) });
    let differ = match here.differ {
        0 => "all the same".to_owned(),
        count => format!("{} different", counted(count, "answer")),
    };
    facts.push(ImportFact { name: "Answers".to_owned(), in_file: found.answers.to_string(), here: differ });
    facts
}

fn at(instant: Timestamp) -> String {
    let (day, minute) = instant.london();
    format!("{} at {}", day.medium(), clock_words(minute))
}

fn which_is_newer(in_file: Timestamp, here: Timestamp) -> &'static str {
    match in_file.cmp(&here) {
        Ordering::Greater => "The file is newer than your copy.",
        Ordering::Less => "Your copy is newer than the file.",
        Ordering::Equal => "Both were last changed at the same time.",
    }
}
