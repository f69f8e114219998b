//! Several tabs on one draft. Random sessions of several tabs are `testing::sessions`; here is one case after the other:
//! `lock` is who may edit, `merging` what becomes of edits in several tabs.

mod lock;
mod merging;

use super::*;
use crate::app::testing::FakeBrowser;
use crate::app::*;
use crate::draft::{Draft, DraftId, Field, Value, write_draft};

const FIELDS: [&str; 3] = ["school/name", "school/region", "letters/letter/prompts/vision/text"];

fn school_page(id: &DraftId) -> String {
    format!("#/draft/{id}/school")
}

/// So many tabs, one after another, open the same draft.
fn open_in(count: usize, has_locks: bool) -> (FakeBrowser, DraftId) {
    let (mut browser, _, id) = FakeBrowser::with(has_locks).and_draft();
    for _ in 1..count {
        browser.open(&school_page(&id));
    }
    browser.settle();
    (browser, id)
}

/// Somebody types a word behind what an answer holds in a tab.
fn add_word(browser: &mut FakeBrowser, tab: usize, id: &DraftId, field: &str, word: &str) {
    let text = format!("{} {word}", browser.text(tab, id, field));
    browser.set(tab, id, field, &text);
}

fn edit_here(browser: &mut FakeBrowser, tab: usize) {
    browser.send(tab, Event::Tab(TabEvent::EditHere));
}

fn lock(browser: &FakeBrowser, tab: usize) -> &Lock {
    browser.state(tab).tabs.lock()
}

fn is_read_only(browser: &FakeBrowser, tab: usize) -> bool {
    browser.state(tab).tabs.is_read_only()
}

fn is_failing(browser: &FakeBrowser, tab: usize) -> bool {
    browser.state(tab).saving.autosave.is_failing()
}

/// How often a tab has stored the draft.
fn stores(browser: &FakeBrowser, tab: usize, id: &DraftId) -> usize {
    let key = format!("+upbeat/draft/{id}");
    browser.tabs[tab].log.iter().filter(|entry| **entry == key).count()
}

fn conflicts(browser: &FakeBrowser, tab: usize) -> Vec<(String, String)> {
    let conflicts = browser.state(tab).tabs.conflicts().iter();
    conflicts.map(|conflict| (conflict.field.to_string(), conflict.value.words())).collect()
}

/// A tab is told what another has stored under a draft's key.
fn tell(browser: &mut FakeBrowser, tab: usize, id: &DraftId, draft: Option<&Draft>) {
    let text = draft.map(|draft| write_draft(draft).unwrap());
    browser.send(tab, Event::Storage(StorageEvent::Changed { key: format!("upbeat/draft/{id}"), text }));
}

/// Whether other answers may have taken the place of words.
#[derive(PartialEq)]
enum Conflicts {
    None,
    Shown,
}

/// One tab edits, all show what is stored, and every word is in the draft, or is shown as replaced.
fn check(browser: &FakeBrowser, id: &DraftId, words: &[&str], may: &Conflicts) {
    let open = || (0..browser.tabs.len()).filter(|tab| browser.tabs[*tab].is_open);
    let owners = open().filter(|tab| matches!(lock(browser, *tab), Lock::Owner(..))).count();
    assert_eq!(owners, 1, "one tab edits");
    let stored = FIELDS.map(|field| browser.stored_text(id, field).unwrap());
    for tab in open() {
        assert_eq!(
            FIELDS.map(|field| browser.text(tab, id, field).to_owned()),
            stored,
            "tab {tab} shows what is stored"
        );
    }
    let mut all = stored.join("\n");
    for tab in open() {
        let conflicts = conflicts(browser, tab);
        if *may == Conflicts::None {
            assert_eq!(conflicts, [], "nothing was replaced in tab {tab}:\n{all}");
        }
        all.extend(conflicts.into_iter().map(|(_, words)| words));
    }
    for word in words {
        assert!(all.contains(word), "{word} is lost:\n{all}");
    }
}
