//! The check and the letters follow edits, and views are told what has changed.

use std::sync::Arc;

use crate::app::testing::{FakeBrowser, NAME, StorageFault};
use crate::app::{Area, ChangeSet, Event, Field, Focus};
use crate::readiness::Readiness;

fn readiness(browser: &FakeBrowser, tab: usize) -> Arc<Readiness> {
    browser.state(tab).derived.readiness().unwrap().clone()
}

/// The text of the letters as they stand on paper.
fn on_paper(browser: &FakeBrowser, tab: usize) -> String {
    let pages = browser.state(tab).derived.letters().iter().flat_map(|letter| &letter.pages.pages);
    let runs = pages.flat_map(|page| &page.lines).flat_map(|line| &*line.runs);
    runs.map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// What views have not been told yet.
fn changes(browser: &mut FakeBrowser, tab: usize) -> ChangeSet {
    std::mem::take(&mut browser.tabs[tab].state.changes)
}

#[test]
fn the_check_follows_an_edit_once_it_is_on_the_screen_or_anything_else_happens() {
    for next in [Event::FrameShown, Event::Ticked, Event::NoticeClosed] {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        let before = readiness(&browser, tab);
        browser.set(tab, &id, NAME, "Larkfield Green");
        assert!(std::mem::take(&mut browser.tabs[tab].awaits_frame));
        browser.set(tab, &id, NAME, "Larkfield Green Primary School");
        assert!(!browser.tabs[tab].awaits_frame, "it is awaited already");
        assert!(Arc::ptr_eq(&readiness(&browser, tab), &before), "nor does what storage says bring it about");
        browser.send(tab, next.clone());
        let after = readiness(&browser, tab);
        assert_ne!(before, after, "{next:?}");
        assert!(after.to_do() > 0);
        browser.set(tab, &id, NAME, "Lark");
        assert!(browser.tabs[tab].awaits_frame);
    }
}

#[test]
fn a_keystroke_changes_its_answer_alone() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "L");
    changes(&mut browser, tab);
    let before = readiness(&browser, tab);
    browser.set(tab, &id, NAME, "La");
    let mut alone = ChangeSet::default();
    alone.mark_answer(&Field::parse(NAME));
    assert_eq!(changes(&mut browser, tab), alone);
    assert!(Arc::ptr_eq(&before, &readiness(&browser, tab)), "the same check, not an equal one");
    browser.set(tab, &id, NAME, "TODO");
    browser.send(tab, Event::FrameShown);
    let told = changes(&mut browser, tab);
    assert!(told.has(Area::Check) && told.has(Area::Refreshed) && !told.page(), "{told:?}");

    browser.fault = StorageFault::WritesFail;
    browser.set(tab, &id, NAME, "Larkfield");
    let told = changes(&mut browser, tab);
    assert!(told.has(Area::Saving) && told.page(), "a failed save concerns the whole page: {told:?}");
    browser.fault = StorageFault::None;
    browser.set(tab, &id, NAME, "Larkfield Green");
    let told = changes(&mut browser, tab);
    assert!(told.has(Area::Saving), "so does the one that succeeds after it: {told:?}");

    browser.go(tab, "#/");
    browser.settle();
    changes(&mut browser, tab);
    browser.set(tab, &id, NAME, "Oakhill");
    let told = changes(&mut browser, tab);
    assert!(told.has(Area::Drafts), "the start page shows the draft by its name: {told:?}");
}

#[test]
fn an_equal_check_stays_the_same_value() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Larkfield Green");
    browser.send(tab, Event::FrameShown);
    let before = readiness(&browser, tab);
    changes(&mut browser, tab);
    browser.set(tab, &id, NAME, "Larkfield Greens");
    browser.send(tab, Event::FrameShown);
    let told = changes(&mut browser, tab);
    assert!(told.has(Area::Refreshed) && !told.has(Area::Check), "{told:?}");
    assert!(Arc::ptr_eq(&before, &readiness(&browser, tab)));
}

#[test]
fn a_letter_is_laid_out_at_each_keystroke_on_its_page_and_with_the_check_elsewhere() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.go(tab, &format!("#/draft/{id}/letters/letter"));
    browser.settle();
    browser.send(tab, Event::FrameShown);
    changes(&mut browser, tab);
    browser.set(tab, &id, "letters/letter/opening", "We sing every day.");
    assert!(on_paper(&browser, tab).contains("We sing every day."));
    let told = changes(&mut browser, tab);
    assert!(told.has(Area::Letters) && !told.has(Area::Refreshed) && !told.page(), "{told:?}");
    browser.send(tab, Event::FrameShown);
    let told = changes(&mut browser, tab);
    assert!(told.has(Area::Refreshed), "the pages are drawn once the letter is on the screen: {told:?}");
    assert!(!told.has(Area::Letters) && !told.page(), "{told:?}");

    // On another page nobody waits for it.
    browser.go(tab, &format!("#/draft/{id}/school"));
    browser.settle();
    changes(&mut browser, tab);
    browser.set(tab, &id, NAME, "Larkfield Green");
    assert!(!on_paper(&browser, tab).contains("Larkfield Green"));
    assert!(!changes(&mut browser, tab).has(Area::Letters));
    browser.send(tab, Event::FrameShown);
    assert!(on_paper(&browser, tab).contains("Larkfield Green"));
    let told = changes(&mut browser, tab);
    assert!(told.has(Area::Letters) && told.has(Area::Refreshed) && !told.page(), "{told:?}");
}

#[test]
fn a_page_that_has_come_late_gets_the_focus_that_was_asked_for() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    for (hash, wanted) in [
        (format!("#/draft/{id}/check"), Focus::Heading),
        (format!("#/draft/{id}/school?at={NAME}"), Focus::Element(NAME.to_owned())),
    ] {
        browser.go(tab, &hash);
        browser.tabs[tab].focus = Focus::Stay;
        browser.send(tab, Event::PageArrived);
        assert_eq!(browser.tabs[tab].focus, wanted, "{hash}");
    }
}
