//! Earlier versions of a draft, and its attached files, for lists.

use crate::app::load::Load;
use crate::app::state::State;
use crate::call::Timestamp;
use crate::documents::{answer_words, field_words};
use crate::draft::{Attached, DraftId, Field, Why, attached, differences, differing, files_at};

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
            let differ = differing(draft, &loaded.draft).len();
            rows.push(VersionRow { at: version.at, name: version.name.clone(), why: version.why.clone(), differ });
            true
        });
    }
    rows
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
    // What is known of a file is told where it is attached.
    differences.retain(|difference| !matches!(difference.field, Field::File(..)));
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
