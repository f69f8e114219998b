//! Saving as a person sees it, in the fake browser: a full or blocked storage, storage that is cleared from outside,
//! backups, removing everything from this device.

mod autosave;
mod backups;
mod erase;

use crate::app::testing::{Content, FakeBrowser, NAME};
use crate::app::*;
use crate::draft::{Draft, DraftId, Field, Value, read_draft};

const PLAN: &str = "documents/plan/files";

/// With two drafts. The first one's school is open.
fn with_two_drafts() -> (FakeBrowser, usize, [DraftId; 2]) {
    let (mut browser, tab, one) = FakeBrowser::with_draft();
    let two = browser.begin(tab);
    browser.go(tab, &format!("#/draft/{one}/school"));
    (browser, tab, [one, two])
}

/// With a file attached that no draft file holds, and whose content is not on this device.
fn attach(browser: &mut FakeBrowser, tab: usize, id: &DraftId) {
    let list = Value::List(vec!["ab".repeat(32)]);
    browser.send(tab, Event::Draft(DraftEvent::Edit(id.clone(), Field::parse(PLAN), list)));
}

fn saving(browser: &mut FakeBrowser, tab: usize, event: SavingEvent) {
    browser.send(tab, Event::Saving(event));
    browser.settle();
}

fn is_failing(browser: &FakeBrowser, tab: usize) -> bool {
    browser.state(tab).saving.autosave.is_failing()
}

/// Whether storage holds a draft as it is in the page.
fn is_stored(browser: &FakeBrowser, tab: usize, id: &DraftId) -> bool {
    browser.stored(id).as_ref() == Some(browser.draft(tab, id))
}

fn draft_in(content: &Content) -> Draft {
    let Content::Bytes(bytes) = content else { panic!("{content:?} is no draft file") };
    read_draft(std::str::from_utf8(bytes).unwrap()).unwrap()
}
