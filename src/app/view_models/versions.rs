//! Earlier versions of a draft, and its attached files, for lists.

use crate::app::drafts::{LoadedDraft, ReadOnlyDraft};
use crate::app::history::when_words;
use crate::app::load::Load;
use crate::app::route::Route;
use crate::app::state::State;
use crate::call::Timestamp;
use crate::documents::{answer_words, field_words};
use crate::draft::{Attached, DraftId, Field, Piece, Why, attached, counted, differences, differing, files_at, pieces};

/// What a list of versions says of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Its instant.
    pub at: Timestamp,
    /// Its name.
    pub name: Option<String>,
    /// Why it was kept.
    pub why: Why,
    /// How many answers are not as they are now.
    pub differ: usize,
}

/// The versions of a draft, the latest first.
pub fn version_rows(state: &State, id: &DraftId) -> Vec<VersionRow> {
    let mut rows = Vec::new();
    if let (Some(stored), Some(loaded)) = (state.history.versions.of(id), state.drafts.get(id)) {
        stored.history.walk(|version, draft| {
            let differ = differing(draft, &loaded.draft);
            let differ = differ.into_iter().filter(|field| !matches!(field, Field::Again(_))).count();
            rows.push(VersionRow { at: version.at, name: version.name.clone(), why: version.why.clone(), differ });
            true
        });
    }
    rows
}

/// How many versions the list shows at first.
const LATEST: usize = 10;

/// The page of a draft's earlier versions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VersionList {
    /// The latest ones.
    pub latest: Vec<VersionEntry>,
    /// Those before them.
    pub older: Vec<VersionEntry>,
    /// An example keeps no versions.
    pub is_example: bool,
    /// Why nothing can be changed here, if that is so.
    pub read_only: String,
    /// Another tab edits the draft: this one can take it over.
    pub is_elsewhere: bool,
    /// The latest versions are in this page only: storage has no space for them.
    pub is_unsaved: bool,
}

/// A version as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionEntry {
    /// Its instant.
    pub at: Timestamp,
    /// Its name, or why it was kept.
    pub title: String,
    /// When it is from.
    pub when: String,
    /// How much is not as it is now, and why it was kept where its name does not say so.
    pub about: String,
    /// Whether there is anything to compare with and to restore.
    pub differs: bool,
}

/// The earlier versions of a draft.
pub fn version_list(state: &State, id: &DraftId) -> VersionList {
    let entry = |row: VersionRow| {
        let differ = match row.differ {
            0 => "Same as now".to_owned(),
            1 => "1 answer has changed since".to_owned(),
            number => format!("{} have changed since", counted(number, "answer")),
        };
        let why = row.why.words();
        VersionEntry {
            at: row.at,
            when: when_words(row.at, state.now),
            about: if row.name.is_some() { format!("{differ} \u{b7} {why}") } else { differ },
            title: row.name.unwrap_or_else(|| why.to_owned()),
            differs: row.differ > 0,
        }
    };
    let mut latest: Vec<VersionEntry> = version_rows(state, id).into_iter().map(entry).collect();
    let older = latest.split_off(latest.len().min(LATEST));
    let loaded = state.drafts.get(id);
    let read_only = loaded.and_then(LoadedDraft::read_only).map(ReadOnlyDraft::why);
    let is_elsewhere = read_only.is_none() && state.tabs.is_read_only();
    let elsewhere = || "Open in another tab, so this tab is view only.".to_owned();
    let stored = state.history.versions.of(id);
    VersionList {
        latest,
        older,
        is_example: loaded.is_some_and(LoadedDraft::is_example),
        read_only: read_only.or_else(|| is_elsewhere.then(elsewhere)).unwrap_or_default(),
        is_elsewhere,
        is_unsaved: stored.is_some_and(|stored| !stored.is_stored() && !stored.history.versions().is_empty()),
    }
}

/// An answer that is another now, word by word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedAnswer {
    /// What it is called.
    pub name: String,
    /// Where it is edited, if it has a page.
    pub to: Option<String>,
    /// How it became what it is now.
    pub pieces: Vec<(ChangeKind, String)>,
}

/// What happened to a piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It stayed.
    Same,
    /// It went.
    Removed,
    /// It came.
    Added,
}

/// What has changed since a version, word by word.
pub fn changed_answers(state: &State, id: &DraftId, at: Timestamp) -> Vec<ChangedAnswer> {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Same(text) => (ChangeKind::Same, text.to_owned()),
        Piece::Removed(text) => (ChangeKind::Removed, text.to_owned()),
        Piece::Added(text) => (ChangeKind::Added, text.to_owned()),
    };
    let changed = |change: Change| ChangedAnswer {
        to: change.field.section().map(|_| Route::to_field(id, &change.field).to_string()),
        pieces: pieces(&change.before, &change.after).into_iter().map(piece).collect(),
        name: change.name,
    };
    version_changes(state, id, at).into_iter().map(changed).collect()
}

/// An answer that is another now, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it is edited.
    pub field: Field,
    /// What it is called.
    pub name: String,
    /// What stood there in the version; empty where nothing did.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// What has changed since a version, in the order of the application.
pub fn version_changes(state: &State, id: &DraftId, at: Timestamp) -> Vec<Change> {
    let version = state.history.versions.of(id).and_then(|stored| stored.history.version(at));
    let (Some(version), Some(loaded)) = (version, state.drafts.get(id)) else { return Vec::new() };
    let call = state.calls.of_draft(&loaded.draft).and_then(Load::ready).map(|file| &*file.call);
    let sections = call.map(crate::call::Call::sections).unwrap_or_default();
    let mut differences = differences(&version, &loaded.draft);
    // What is known of a file is told where it is attached; what is noted of an answer, beside it.
    differences.retain(|difference| !matches!(difference.field, Field::File(..) | Field::Again(_)));
    differences.sort_by_cached_key(|difference| {
        let section = difference.field.section();
        sections.iter().position(|s| Some(s) == section.as_ref()).unwrap_or(usize::MAX)
    });
    let change = |difference: crate::draft::Difference| Change {
        name: field_words(call, &difference.field),
        before: answer_words(call, &version, &difference.field, difference.before.as_ref()),
        after: answer_words(call, &loaded.draft, &difference.field, difference.after.as_ref()),
        field: difference.field,
    };
    differences.into_iter().map(change).collect()
}

/// Files of a draft that are attached elsewhere than at this answer, to be attached there too.
pub fn attached_elsewhere(state: &State, draft: &DraftId, at: &Field) -> Vec<Attached> {
    let Some(loaded) = state.drafts.get(draft) else { return Vec::new() };
    let here = files_at(&loaded.draft, at);
    attached(&loaded.draft).into_iter().filter(|file| !here.contains(&file.id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{FakeBrowser, NAME};

    #[test]
    fn the_latest_versions_stand_first_and_the_others_are_folded() {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        for number in 0..12 {
            browser.set(tab, &id, NAME, &format!("School {number}"));
            browser.now += 60_000;
            browser.keep_version(tab, &id, &format!("Number {number}"));
        }
        let list = version_list(browser.state(tab), &id);
        assert_eq!(list.latest.len(), LATEST);
        assert_eq!(list.latest.len() + list.older.len(), version_rows(browser.state(tab), &id).len());
        let first = &list.latest[0];
        assert_eq!((first.title.as_str(), first.differs), ("Number 11", false));
        assert_eq!(first.about, "Same as now \u{b7} Added by you");
        assert!(first.when.starts_with("today at "), "{}", first.when);
        let second = &list.latest[1];
        assert_eq!((second.about.as_str(), second.differs), ("1 answer has changed since \u{b7} Added by you", true));
        assert!(!list.is_example && !list.is_unsaved && list.read_only.is_empty());

        let changed = changed_answers(browser.state(tab), &id, second.at);
        assert_eq!(changed.len(), 1);
        assert_eq!(changed[0].name, "Name of your school or college");
        assert!(changed[0].to.as_ref().unwrap().ends_with("school?at=school/name"));
        let of = |kind: ChangeKind| -> String {
            let own = changed[0].pieces.iter().filter(|(own, _)| *own == kind).map(|(_, text)| text.as_str());
            own.collect()
        };
        assert!(of(ChangeKind::Removed).contains("10") && of(ChangeKind::Added).contains("11"));
    }

    #[test]
    fn what_another_tab_edits_can_be_taken_over() {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        browser.keep_version(tab, &id, "Mine");
        let other = browser.open(&format!("#/draft/{id}/history"));
        browser.settle();
        let list = version_list(browser.state(other), &id);
        assert_eq!((list.latest.len(), list.is_elsewhere), (1, true));
        assert_eq!(list.read_only, "Open in another tab, so this tab is view only.");
        browser.send(other, crate::app::Event::Tab(crate::app::TabEvent::EditHere));
        browser.settle();
        let list = version_list(browser.state(other), &id);
        assert!(!list.is_elsewhere && list.read_only.is_empty());
    }

    #[test]
    fn an_example_says_that_it_keeps_none() {
        let (mut browser, tab, example) = FakeBrowser::with_example_on_host("e1");
        browser.send(tab, crate::app::Event::Draft(crate::app::DraftEvent::OpenExample(example.call.clone())));
        browser.settle();
        let id = browser.state(tab).open_draft().unwrap().draft.id.clone();
        let list = version_list(browser.state(tab), &id);
        assert!(list.is_example && list.latest.is_empty());
    }
}
