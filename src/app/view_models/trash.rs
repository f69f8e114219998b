//! Deleted drafts that can be restored.

use crate::app::history::{DeletedDraft, when_words};
use crate::app::state::State;
use crate::draft::DraftId;

/// A deleted draft, for a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeletedRow {
    /// Its id.
    pub id: DraftId,
    /// What it is called.
    pub title: String,
    /// When it was deleted, as far as that can be told.
    pub when: String,
}

/// The deleted drafts, the latest first.
pub fn deleted_rows(state: &State) -> Vec<DeletedRow> {
    let mut deleted: Vec<&DeletedDraft> = state.history.trash.deleted().values().collect();
    deleted.sort_by_key(|deleted| std::cmp::Reverse(deleted.at));
    let row = |deleted: &DeletedDraft| DeletedRow {
        id: deleted.draft.id.clone(),
        title: deleted.draft.title().to_owned(),
        when: match deleted.at {
            Some(at) => format!("Deleted {}", when_words(at, state.now)),
            None => "Deleted".to_owned(),
        },
    };
    deleted.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{FakeBrowser, NAME};
    use crate::app::{Event, HistoryEvent};

    #[test]
    fn the_latest_comes_first() {
        let (mut browser, tab, first) = FakeBrowser::with_draft();
        browser.set(tab, &first, NAME, "Marsh End");
        browser.go(tab, "#/");
        browser.send(tab, Event::History(HistoryEvent::Delete(first.clone())));
        browser.settle();
        browser.now += 60_000;
        let second = browser.begin(tab);
        browser.go(tab, "#/");
        browser.send(tab, Event::History(HistoryEvent::Delete(second.clone())));
        browser.settle();
        let rows = deleted_rows(browser.state(tab));
        assert_eq!(rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>(), [second, first]);
        assert_eq!(rows[1].title, "Marsh End");
        assert!(rows[0].when.starts_with("Deleted today at "), "{}", rows[0].when);
    }
}
