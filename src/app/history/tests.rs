//! Earlier versions, deleted drafts, and what is removed where storage is full.

use crate::app::keys::StorageKey;
use crate::app::testing::{BLOCKED, DAY, FakeBrowser, MINUTE, NAME, REGION, StorageFault};
use crate::app::{
    ChosenFile, Effect, Event, HistoryEvent, JobEvent, Load, Moment, Offer, Page, Route, SaveStatus, SavingEvent,
    State, StorageEvent, TabEvent, start, update, version_changes, version_rows, when_words,
};
use crate::call::Timestamp;
use crate::draft::{DraftId, Field, Value, Why, read_history, write_draft, write_history};

fn delete(id: &DraftId) -> Event {
    Event::History(HistoryEvent::Delete(id.clone()))
}

fn recover(id: &DraftId) -> Event {
    Event::History(HistoryEvent::Recover(id.clone()))
}

fn delete_for_good(id: &DraftId) -> Event {
    Event::History(HistoryEvent::DeleteForGood(id.clone()))
}

fn offer(browser: &FakeBrowser, tab: usize) -> Option<Offer> {
    browser.state(tab).notices.shown().and_then(|notice| notice.offer.clone())
}

fn unreadable(browser: &FakeBrowser, tab: usize) -> Vec<&str> {
    browser.state(tab).drafts.unreadable().iter().map(|entry| entry.key.as_str()).collect()
}

/// A text of so many words that has none in common with one of another number.
fn unlike(number: i32, words: i32) -> String {
    (0..words).map(|word| format!("{number}x{word}")).collect::<Vec<_>>().join(" ")
}

#[test]
fn versions_are_kept_while_somebody_writes() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    assert_eq!(browser.versions(tab, &id), [""; 0], "of an empty draft there is nothing to keep");
    browser.types_on(tab, &id, NAME, "Larkfield");
    browser.now += MINUTE;
    browser.send(tab, Event::Ticked);
    assert_eq!(browser.versions(tab, &id), [""; 0]);
    browser.now += 2 * MINUTE;
    browser.send(tab, Event::Ticked);
    assert_eq!(browser.versions(tab, &id), ["When you paused"]);
    for _ in 0..15 {
        browser.types_on(tab, &id, NAME, ".");
        browser.now += MINUTE;
        browser.send(tab, Event::Ticked);
    }
    assert_eq!(browser.versions(tab, &id), ["While you were writing", "When you paused"]);
    browser.now += DAY;
    let tab = browser.reload(tab);
    let versions = browser.versions(tab, &id);
    assert_eq!(versions[0], "Start of the day");
    let row = &version_rows(browser.state(tab), &id)[0];
    assert_eq!(row.differ, 0);
    assert_eq!(when_words(row.at, Timestamp(browser.now)), "today at 10:18am");
    let tab = browser.reload(tab);
    assert_eq!(browser.versions(tab, &id), versions, "the same is not kept twice");
}

#[test]
fn a_version_is_named_compared_and_brought_back_as_a_new_one() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "Larkfield");
    browser.keep_version(tab, &id, "  For the head ");
    assert!(browser.notice(tab).contains("\u{201c}For the head\u{201d}"), "{}", browser.notice(tab));
    browser.types_on(tab, &id, NAME, " Green");
    browser.types_on(tab, &id, REGION, "North");
    browser.set_value(tab, &id, "school/sixth-form", Value::Flag(true));
    browser.close(tab);
    let tab = browser.open(&format!("#/draft/{id}/history"));
    let row = version_rows(browser.state(tab), &id).into_iter().find(|row| row.name.is_some()).unwrap();
    assert_eq!((row.name.as_deref(), row.differ), (Some("For the head"), 3));
    let changes = version_changes(browser.state(tab), &id, row.at);
    let shown: Vec<_> = changes.iter().map(|c| [c.name.as_str(), c.before.as_str(), c.after.as_str()]).collect();
    assert_eq!(
        shown,
        [
            ["Name of your school or college", "Larkfield", "Larkfield Green"],
            ["Region", "", "North"],
            ["Sixth form", "", "Yes"]
        ]
    );
    let present = browser.draft(tab, &id).clone();
    browser.send(tab, Event::History(HistoryEvent::RestoreVersion(id.clone(), row.at)));
    assert_eq!((browser.text(tab, &id, NAME), browser.text(tab, &id, REGION)), ("Larkfield", ""));
    assert!(browser.draft(tab, &id).changed > present.changed);
    assert_eq!(browser.versions(tab, &id)[0], "Restored version");
    let restored = browser.draft(tab, &id).clone();
    assert_eq!(browser.found(&id), Some(restored));
    assert!(browser.stored_versions(&id).contains(&present), "what it was just before is a version");
    // It can be undone in one step too.
    browser.undo(tab, &id);
    assert_eq!(browser.text(tab, &id, REGION), "North");
    assert!(browser.state(tab).drafts.undo_announcement().starts_with("Undone: restoring a version"));

    browser.send(tab, Event::History(HistoryEvent::RemoveVersion(id.clone(), row.at)));
    let tab = browser.reload(tab);
    assert!(!browser.versions(tab, &id).contains(&"For the head".to_owned()));
}

#[test]
fn a_named_version_is_refused_where_named_versions_fill_their_room() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    for number in 0..20 {
        browser.set(tab, &id, NAME, &unlike(number, 8000));
        browser.keep_version(tab, &id, &format!("Version {number}"));
    }
    assert!(browser.notice(tab).contains("Delete a named version"), "{}", browser.notice(tab));
    let kept = browser.versions(tab, &id).len();
    assert!((6..12).contains(&kept), "{kept}");
    for _ in 0..2 {
        let oldest = version_rows(browser.state(tab), &id).last().unwrap().at;
        browser.send(tab, Event::History(HistoryEvent::RemoveVersion(id.clone(), oldest)));
    }
    browser.keep_version(tab, &id, "Another");
    assert!(browser.notice(tab).contains("Version \u{201c}Another\u{201d} added"), "{}", browser.notice(tab));
}

#[test]
fn a_draft_is_stored_among_the_deleted_ones_before_it_is_removed_and_its_page_is_left() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    let log = browser.logged(tab, delete(&id));
    let place = |entry: String| log.iter().position(|logged| *logged == entry).unwrap();
    assert!(place(format!("+upbeat/deleted/{id}")) < place(format!("-upbeat/draft/{id}")), "{log:?}");
    assert_eq!(*browser.state(tab).route(), Route::Start);
    assert_eq!(browser.state(tab).drafts.iter().count(), 0);

    // Until its copy is stored it stays in the page.
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    let effects = browser.effects_of(tab, delete(&id));
    assert_eq!(effects.len(), 1, "{effects:?}");
    browser.tabs[tab].killed_after = Some(0);
    browser.send(tab, delete(&id));
    assert!(browser.state(tab).drafts.get(&id).is_some());
    assert!(browser.stored(&id).is_some());
}

#[test]
fn a_deleted_draft_is_brought_back_with_its_history() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "Larkfield");
    browser.keep_version(tab, &id, "Mine");
    let before = browser.draft(tab, &id).clone();
    browser.send(tab, delete(&id));
    assert_eq!(*browser.state(tab).route(), Route::Start);
    assert_eq!(offer(&browser, tab), Some(Offer::Recover(id.clone())));
    assert!(browser.stored(&id).is_none());

    browser.now += 29 * DAY;
    let tab = browser.reload(tab);
    assert_eq!(browser.state(tab).drafts.iter().count(), 0);
    assert_eq!(browser.state(tab).history.trash.deleted()[&id].draft, before);
    browser.send(tab, recover(&id));
    browser.close(tab);
    let tab = browser.open(&format!("#/draft/{id}/history"));
    assert_eq!(*browser.draft(tab, &id), before);
    assert!(browser.state(tab).history.trash.deleted().is_empty());
    assert_eq!(browser.versions(tab, &id), ["Mine"]);

    browser.send(tab, delete(&id));
    browser.send(tab, delete_for_good(&id));
    assert_eq!(browser.storage.keys().collect::<Vec<_>>(), [""; 0]);
    assert_eq!(browser.effects_of(tab, recover(&id)), []);
}

#[test]
fn a_deleted_draft_is_gone_after_thirty_days_but_not_where_the_clock_went_back() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "Larkfield");
    browser.keep_version(tab, &id, "");
    browser.send(tab, delete(&id));
    browser.close(tab);
    let deleted_at = browser.now;
    // A second opening, a day or more after the first that found its time over, removes it.
    for (days, there) in [(27, true), (29, true), (-400, true), (31, true), (-400, true), (31, true), (33, false)] {
        browser.now = deleted_at + days * DAY;
        let tab = browser.open("#/");
        assert_eq!(browser.state(tab).history.trash.deleted().contains_key(&id), there, "{days} days");
        assert_eq!(browser.storage.is_empty(), !there, "{days} days: {:?}", browser.storage.keys());
        browser.close(tab);
    }
}

#[test]
fn another_tab_leaves_a_deleted_draft_alone() {
    for has_locks in [true, false] {
        for is_open in [false, true] {
            let (mut browser, tab, id) = FakeBrowser::with(has_locks).and_draft();
            browser.types_on(tab, &id, NAME, "Larkfield");
            let page = if is_open { format!("#/draft/{id}/school") } else { "#/".to_owned() };
            let other = browser.open(&page);
            browser.settle();
            browser.send(tab, delete(&id));
            browser.settle();
            browser.send(other, Event::Ticked);
            browser.settle();
            let case = format!("locks: {has_locks}, open there: {is_open}");
            assert!(browser.storage.contains_key(&format!("upbeat/deleted/{id}")), "{case}");
            assert!(browser.stored(&id).is_none(), "{case}");
            assert!(browser.state(other).history.trash.deleted().contains_key(&id), "{case}");
            assert_eq!(browser.state(other).drafts.get(&id).is_some(), is_open, "{case}");
        }
    }
}

#[test]
fn a_deleted_draft_that_is_written_on_in_another_tab_lives_and_nothing_of_either_is_lost() {
    for has_locks in [true, false] {
        let (mut browser, tab, id) = FakeBrowser::with(has_locks).and_draft();
        browser.types_on(tab, &id, NAME, "Larkfield");
        let other = browser.open(&format!("#/draft/{id}/school"));
        browser.types_on(other, &id, REGION, "North");
        browser.settle();
        browser.tabs[other].is_awake = false;
        browser.send(tab, delete(&id));
        browser.settle();
        assert!(browser.stored(&id).is_none());
        // The keystroke comes before the news.
        browser.set(other, &id, NAME, "Oakhill");
        let fresh = browser.open("#/");
        assert_eq!(browser.text(fresh, &id, NAME), "Oakhill", "locks: {has_locks}");
        let versions = browser.versions(fresh, &id);
        assert!(versions.contains(&"When deleted".to_owned()), "locks: {has_locks}: {versions:?}");
        assert!(!browser.storage.contains_key(&format!("upbeat/deleted/{id}")), "locks: {has_locks}");
        assert!(browser.stored_answers(&id).contains(&"Larkfield".to_owned()), "locks: {has_locks}");
    }
}

#[test]
fn a_history_or_a_deleted_draft_that_cannot_be_read_stays_where_it_is() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "Larkfield");
    let key = format!("upbeat/history/{id}");
    browser.storage.insert(key.clone(), "{\"format\":\"upb".to_owned());
    let tab = browser.reload(tab);
    assert_eq!(browser.text(tab, &id, NAME), "Larkfield", "the draft opens all the same");
    assert_eq!(unreadable(&browser, tab), [key.as_str()]);
    browser.types_on(tab, &id, NAME, " Green");
    browser.keep_version(tab, &id, "Mine");
    let tab = browser.reload(tab);
    assert_eq!(browser.storage[&key], "{\"format\":\"upb");
    assert_eq!(browser.versions(tab, &id)[0], "Mine");
    assert_eq!(unreadable(&browser, tab), [key.as_str()]);

    browser.storage.insert("upbeat/deleted/x".to_owned(), "?".to_owned());
    let tab = browser.reload(tab);
    assert_eq!(unreadable(&browser, tab).len(), 2);
    assert_eq!(browser.storage["upbeat/deleted/x"], "?");
}

#[test]
fn where_storage_is_full_versions_are_removed_and_no_draft_is() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    for number in 0..30 {
        browser.set(tab, &id, NAME, &unlike(number, 300));
        let name = if number % 10 == 0 { format!("N{number}") } else { String::new() };
        browser.keep_version(tab, &id, &name);
    }
    assert_eq!(browser.versions(tab, &id).len(), 30);
    browser.fill();
    let (mut long, mut before) = (String::new(), 30);
    while browser.says_saved(tab) {
        long.push_str(&"We sing every day, and more of us each year. ".repeat(20));
        browser.set(tab, &id, REGION, &long);
        let left = version_rows(browser.state(tab), &id);
        assert!(left.len() <= before);
        before = left.len();
        if before > 4 {
            assert_eq!(left.iter().filter(|row| row.name.is_some()).count(), 3, "those with a name go last");
        }
        if browser.says_saved(tab) {
            let draft = browser.draft(tab, &id).clone();
            assert_eq!(browser.found(&id), Some(draft));
        }
        let fresh = browser.open("#/");
        assert_eq!(unreadable(&browser, fresh), [""; 0]);
        browser.close(fresh);
    }
    let left = browser.storage.keys().any(|key| key.starts_with("upbeat/history/"));
    assert!(!left && before == 1, "every version was removed before anything was not saved");
    assert!(long.len() > 60_000, "{}", long.len());
    assert!(browser.state(tab).history.versions.were_evicted());
    // With room everything is saved again.
    browser.make_room();
    browser.types_on(tab, &id, REGION, "!");
    assert!(browser.says_saved(tab));
    let draft = browser.draft(tab, &id).clone();
    assert_eq!(browser.found(&id), Some(draft));
}

#[test]
fn a_draft_whose_copy_has_no_room_is_not_deleted_and_can_be_deleted_for_good() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "Larkfield");
    browser.capacity = browser.used() + 10;
    let before = browser.draft(tab, &id).clone();
    browser.send(tab, delete(&id));
    assert!(browser.notice(tab).contains("was not deleted"), "{}", browser.notice(tab));
    assert_eq!(offer(&browser, tab), Some(Offer::DeleteForGood(id.clone())));
    assert_eq!(*browser.draft(tab, &id), before);
    assert!(browser.state(tab).history.trash.deleted().is_empty());
    assert_eq!(browser.found(&id), Some(before));
    browser.send(tab, delete_for_good(&id));
    assert!(browser.storage.is_empty(), "{:?}", browser.storage.keys());
    assert!(browser.state(tab).drafts.get(&id).is_none());
}

#[test]
fn where_storage_is_blocked_versions_stay_in_the_page() {
    let mut browser = FakeBrowser::new();
    browser.fault = StorageFault::Blocked;
    let (mut browser, tab, id) = browser.and_draft();
    for number in 0..5 {
        browser.types_on(tab, &id, NAME, "x");
        browser.keep_version(tab, &id, &format!("N{number}"));
        assert!(browser.notice(tab).contains("This version is not saved"), "{}", browser.notice(tab));
    }
    assert_eq!(browser.versions(tab, &id), ["N4", "N3", "N2", "N1", "N0"]);
    assert!(!browser.state(tab).history.versions.of(&id).unwrap().is_stored());
    assert_eq!(*browser.state(tab).saving.autosave.status(), SaveStatus::Failed { why: BLOCKED.to_owned() });
    // Nothing is stored that an undo could write over.
    browser.undo(tab, &id);
    assert_eq!(browser.text(tab, &id, NAME), "", "it was typed without a pause");
}

#[test]
fn a_version_of_a_draft_whose_call_is_not_here_is_compared_and_brought_back() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "Larkfield");
    browser.keep_version(tab, &id, "Mine");
    browser.set(tab, &id, NAME, "Oakhill");
    browser.close(tab);
    browser.host.clear();
    browser.storage.retain(|key, _| !key.starts_with("upbeat/record/") && !key.starts_with("upbeat/call-file/"));
    let tab = browser.open(&format!("#/draft/{id}/history"));
    assert!(matches!(browser.state(tab).open_call(), Some(Load::Failed(_))));
    let at = version_rows(browser.state(tab), &id).last().unwrap().at;
    assert_eq!(version_changes(browser.state(tab), &id, at)[0].name, "School name");
    browser.send(tab, Event::History(HistoryEvent::RestoreVersion(id.clone(), at)));
    assert_eq!(browser.text(tab, &id, NAME), "Larkfield");
    assert!(matches!(browser.state(tab).route(), Route::Draft(_, Page::History, _)));
}

#[test]
fn versions_that_another_tab_keeps_are_listed_here_too() {
    for has_locks in [true, false] {
        let (mut browser, tab, id) = FakeBrowser::with(has_locks).and_draft();
        browser.types_on(tab, &id, NAME, "Larkfield");
        browser.keep_version(tab, &id, "Mine");
        let other = browser.open(&format!("#/draft/{id}/school"));
        browser.send(other, Event::Tab(TabEvent::EditHere));
        browser.settle();
        browser.types_on(other, &id, NAME, " Green");
        browser.keep_version(other, &id, "Theirs");
        browser.settle();
        assert_eq!(browser.versions(tab, &id), ["Theirs", "Mine"], "locks: {has_locks}");
    }
}

#[test]
fn a_draft_that_another_tab_has_changed_is_deleted_for_good_with_all_of_its_keys_or_with_none() {
    for has_locks in [true, false] {
        let (mut browser, tab, id) = FakeBrowser::with(has_locks).and_draft();
        browser.types_on(tab, &id, NAME, "Larkfield");
        browser.keep_version(tab, &id, "Mine");
        let other = browser.open(&format!("#/draft/{id}/school"));
        browser.settle();
        browser.send(tab, delete(&id));
        // The other tab has not heard of it.
        browser.set(other, &id, REGION, "North");
        let before: Vec<String> = browser.storage.keys().cloned().collect();
        browser.send(tab, delete_for_good(&id));
        let after: Vec<String> = browser.storage.keys().cloned().collect();
        assert_eq!(after, before, "locks: {has_locks}");
        assert!(!browser.keys_with("Larkfield").is_empty());
        browser.settle();
        browser.send(tab, delete_for_good(&id));
        browser.settle();
        let left: Vec<&str> = browser.keys_with("Larkfield");
        assert_eq!(left, [""; 0], "locks: {has_locks}");
    }
}

#[test]
fn the_copy_of_a_deleted_draft_that_came_in_a_file_stays_until_the_draft_is_stored() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "Larkfield");
    browser.send(tab, Event::Saving(SavingEvent::BackUp(id.clone())));
    browser.settle();
    let backup = browser.tabs[tab].downloads.last().unwrap().1.clone();
    browser.send(tab, delete(&id));
    browser.settle();
    browser.fill();
    browser.go(tab, "#/");
    let number = browser.choose(tab, backup);
    browser.send(tab, Event::Job(JobEvent::Open(ChosenFile { number, name: "backup.zip".to_owned() })));
    browser.settle();
    assert_eq!(browser.text(tab, &id, NAME), "Larkfield");
    assert!(browser.stored(&id).is_none());
    assert!(browser.storage.contains_key(&format!("upbeat/deleted/{id}")));
    browser.make_room();
    browser.send(tab, Event::Saving(SavingEvent::SaveAgain));
    browser.settle();
    assert!(browser.stored(&id).is_some());
    let tab = browser.reload(tab);
    assert_eq!(browser.text(tab, &id, NAME), "Larkfield");
    assert!(!browser.storage.contains_key(&format!("upbeat/deleted/{id}")));
}

/// A browser without space, with a draft of which another copy is among the deleted ones.
fn with_another_copy_deleted() -> (FakeBrowser, DraftId) {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "Larkfield");
    let mut deleted = browser.draft(tab, &id).clone();
    deleted.set(Field::parse(NAME), unlike(1, 50).as_str().into(), deleted.changed);
    browser.close(tab);
    browser.storage.insert(format!("upbeat/deleted/{id}"), write_draft(&deleted).unwrap());
    browser.fill();
    (browser, id)
}

#[test]
fn a_deleted_copy_stays_while_the_version_that_it_becomes_is_in_the_page_only() {
    let (mut browser, id) = with_another_copy_deleted();
    // Opening the page makes it a version, and so does deleting the draft: neither can be stored.
    let tab = browser.open(&format!("#/draft/{id}/school"));
    browser.settle();
    browser.send(tab, delete(&id));
    browser.settle();
    assert_ne!(browser.keys_with("1x49"), [""; 0]);
}

#[test]
fn a_page_that_is_killed_at_any_write_leaves_a_draft_that_can_be_opened_or_brought_back() {
    for writes in 0..8 {
        for step in 0..3 {
            let (mut browser, tab, id) = FakeBrowser::with_draft();
            browser.types_on(tab, &id, NAME, "Larkfield");
            browser.keep_version(tab, &id, "Mine");
            if step > 0 {
                browser.send(tab, delete(&id));
                browser.settle();
            }
            browser.tabs[tab].killed_after = Some(writes);
            let for_good = step == 2;
            browser.send(tab, [delete(&id), recover(&id), delete_for_good(&id)][step].clone());
            browser.settle();
            let is_killed = !browser.tabs[tab].is_open;
            browser.close(tab);
            let tab = browser.open("#/help");
            browser.settle();
            let state = browser.state(tab);
            let found = [state.drafts.get(&id).is_some(), state.history.trash.deleted().contains_key(&id)];
            let expected = usize::from(!for_good || is_killed);
            let places = found.iter().filter(|found| **found).count();
            // Killed after the last removal, everything of it is gone.
            assert!(places == expected || (for_good && places == 0), "step {step}, {writes} writes: {found:?}");
            let keys = ["draft", "deleted"].map(|kind| browser.storage.contains_key(&format!("upbeat/{kind}/{id}")));
            assert_eq!(keys, found, "step {step}, {writes} writes");
            let notes = ["record", "call-file"].map(|kind| browser.storage.keys().any(|key| key.contains(kind)));
            assert_eq!(notes, [places > 0; 2], "step {step}, {writes} writes: {:?}", browser.storage.keys());
        }
    }
}

#[test]
fn the_first_versions_that_make_room_are_those_without_a_name() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    for number in 0..6 {
        browser.set(tab, &id, NAME, &unlike(number, 400));
        browser.keep_version(tab, &id, if number % 2 == 0 { "Named" } else { "" });
    }
    browser.fill();
    browser.set(tab, &id, NAME, &unlike(9, 700));
    browser.settle();
    assert!(browser.stored(&id).is_some_and(|draft| draft.text(&Field::parse(NAME)).contains("9x699")));
    let names =
        |browser: &FakeBrowser| version_rows(browser.state(tab), &id).iter().filter(|row| row.name.is_some()).count();
    assert_eq!(names(&browser), 3, "{:?}", browser.versions(tab, &id));
    assert!(browser.versions(tab, &id).len() < 6);
}

/// Another tab has removed the stored versions of a draft.
fn remove_history(browser: &mut FakeBrowser, tab: usize, id: &DraftId) {
    let key = format!("upbeat/history/{id}");
    browser.storage.remove(&key);
    browser.send(tab, Event::Storage(StorageEvent::Changed { key, text: None }));
}

#[test]
fn versions_that_are_in_this_page_only_stay_when_another_tab_removes_the_stored_ones() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "Larkfield");
    browser.keep_version(tab, &id, "Thursday");
    browser.types_on(tab, &id, NAME, " Green");
    browser.fault = StorageFault::WritesFail;
    browser.keep_version(tab, &id, "Friday");
    assert!(browser.notice(tab).contains("This version is not saved"));
    browser.fault = StorageFault::None;
    remove_history(&mut browser, tab, &id);
    assert_eq!(browser.versions(tab, &id)[0], "Friday");
}

#[test]
fn versions_are_kept_again_after_another_tab_has_removed_the_stored_ones() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "Larkfield");
    browser.keep_version(tab, &id, "Thursday");
    remove_history(&mut browser, tab, &id);
    browser.types_on(tab, &id, NAME, " Green");
    browser.now += 3 * MINUTE;
    browser.send(tab, Event::Ticked);
    assert_eq!(browser.versions(tab, &id).len(), 1);
    assert_eq!(browser.stored_versions(&id).len(), 1);
    // Nothing is kept of one that was deleted for good.
    browser.types_on(tab, &id, NAME, "s");
    let other = browser.open("#/");
    browser.send(other, delete_for_good(&id));
    browser.settle();
    browser.now += 3 * MINUTE;
    browser.send(tab, Event::Ticked);
    browser.settle();
    assert_eq!(browser.keys_with("Larkfield"), [""; 0]);
}

#[test]
fn versions_that_were_not_stored_are_stored_with_the_next_minute_that_lets_them() {
    for earlier in [true, false] {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        browser.types_on(tab, &id, NAME, "Larkfield");
        if earlier {
            browser.keep_version(tab, &id, "Thursday");
            browser.types_on(tab, &id, NAME, " Green");
        }
        browser.fault = StorageFault::WritesFail;
        browser.keep_version(tab, &id, "Friday");
        browser.send(tab, Event::Ticked);
        assert_eq!(browser.stored_versions(&id).len(), usize::from(earlier));
        browser.fault = StorageFault::None;
        browser.send(tab, Event::Ticked);
        browser.settle();
        assert_eq!(browser.stored_versions(&id).len(), 1 + usize::from(earlier));
        assert!(browser.state(tab).history.versions.of(&id).unwrap().is_stored());
        assert!(browser.logged(tab, Event::Ticked).is_empty(), "once is enough");
    }
}

#[test]
fn a_version_is_said_to_be_kept_already_only_if_it_is_stored() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "Larkfield");
    browser.fault = StorageFault::WritesFail;
    for _ in 0..2 {
        browser.keep_version(tab, &id, "");
        assert!(browser.notice(tab).contains("This version is not saved"), "{}", browser.notice(tab));
    }
    browser.fault = StorageFault::None;
    browser.keep_version(tab, &id, "");
    assert!(browser.notice(tab).contains("Version added"), "{}", browser.notice(tab));
    assert_eq!(browser.stored_versions(&id).len(), 1);
    browser.keep_version(tab, &id, "");
    assert!(browser.notice(tab).contains("Nothing has changed since"), "{}", browser.notice(tab));
}

#[test]
fn versions_that_were_not_read_yet_are_stored_again_when_storage_was_cleared_from_outside() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "Larkfield");
    browser.keep_version(tab, &id, "Thursday");
    browser.close(tab);
    let tab = browser.open("#/");
    let before = browser.stored_versions(&id);
    browser.clear_from_outside();
    browser.settle_tab(tab);
    assert_eq!(browser.stored_versions(&id), before);
}

#[test]
fn a_deleted_draft_that_cannot_be_read_is_never_written_over_or_removed() {
    const UNREADABLE: &str = "{\"format\":";
    for hears_of_it in [true, false] {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        browser.types_on(tab, &id, NAME, "Larkfield");
        let key = format!("upbeat/deleted/{id}");
        browser.storage.insert(key.clone(), UNREADABLE.to_owned());
        let tab = if hears_of_it { browser.reload(tab) } else { tab };
        browser.send(tab, delete(&id));
        browser.settle();
        browser.send(tab, delete(&id));
        browser.settle();
        assert_eq!(browser.storage[&key], UNREADABLE);
        assert!(browser.stored(&id).is_some());
        assert!(browser.notice(tab).contains("was not deleted"), "{}", browser.notice(tab));
        assert_eq!(unreadable(&browser, tab), [key.as_str()]);
        browser.send(tab, Event::Ticked);
        browser.send(tab, delete_for_good(&id));
        browser.settle();
        assert_eq!(browser.stored(&id), None);
        assert_eq!(browser.storage[&key], UNREADABLE);
    }
}

#[test]
fn a_draft_that_cannot_be_read_stays_when_the_deleted_copy_of_it_goes_or_is_brought_back() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "Larkfield");
    browser.send(tab, delete(&id));
    browser.settle();
    browser.close(tab);
    let key = format!("upbeat/draft/{id}");
    browser.storage.insert(key.clone(), "{\"format\":".to_owned());
    let tab = browser.open("#/");
    browser.send(tab, recover(&id));
    assert!(browser.notice(tab).contains("was not restored"), "{}", browser.notice(tab));
    browser.close(tab);
    for _ in 0..3 {
        browser.now += 31 * DAY;
        let tab = browser.open("#/");
        browser.close(tab);
    }
    assert_eq!(browser.storage[&key], "{\"format\":");
    assert!(!browser.storage.contains_key(&format!("upbeat/deleted/{id}")));
}

#[test]
fn a_draft_of_which_another_copy_is_among_the_deleted_ones_is_deleted() {
    let (mut browser, id) = with_another_copy_deleted();
    let tab = browser.open(&format!("#/draft/{id}/school"));
    browser.settle();
    browser.make_room();
    browser.send(tab, delete(&id));
    browser.settle();
    assert!(browser.notice(tab).contains("\u{201d} deleted."), "{}", browser.notice(tab));
    assert_eq!(browser.stored(&id), None);
    for text in ["Larkfield", "1x49"] {
        assert_ne!(browser.keys_with(text), [""; 0]);
    }
}

#[test]
fn a_draft_that_another_tab_has_just_brought_back_is_said_to_be_here_again() {
    for has_locks in [true, false] {
        let (mut browser, tab, id) = FakeBrowser::with(has_locks).and_draft();
        browser.types_on(tab, &id, NAME, "Larkfield");
        browser.send(tab, delete(&id));
        let other = browser.open("#/");
        browser.settle();
        browser.send(other, recover(&id));
        browser.set(other, &id, NAME, "Oakhill");
        // It has not heard of that.
        browser.send(tab, recover(&id));
        assert!(
            browser.notice(tab).contains("was restored in another tab"),
            "locks {has_locks}: {}",
            browser.notice(tab)
        );
        browser.settle();
        assert_eq!(browser.text(tab, &id, NAME), "Oakhill");
        assert_eq!(browser.stored_text(&id, NAME).as_deref(), Some("Oakhill"));
    }
}

#[test]
fn what_another_tab_stores_while_a_draft_is_brought_back_takes_the_place_of_nothing() {
    let (mut browser, idle, id) = FakeBrowser::without_locks().and_draft();
    let deletes = browser.open("#/");
    let shows = browser.open(&format!("#/draft/{id}/school"));
    browser.types_on(shows, &id, REGION, "Fenland");
    browser.types_on(shows, &id, NAME, "Larkfield");
    browser.settle_tab(deletes);
    browser.send(deletes, delete(&id));
    browser.settle_tab(shows);
    // This tab has been told of none of that.
    browser.types_on(idle, &id, REGION, "Marsh");
    browser.send(shows, recover(&id));
    browser.settle();
    assert!(!browser.keys_with("Marsh").is_empty());
    assert!(!browser.keys_with("Larkfield").is_empty());
    let has_version = version_rows(browser.state(shows), &id).iter().any(|row| row.differ == 1);
    assert!(has_version, "\u{201c}Fenland\u{201d} is in an earlier version");
    assert!(!browser.storage.contains_key(&StorageKey::Deleted(id).to_string()));
}

#[test]
fn what_waits_for_a_version_follows_if_another_tab_has_stored_the_same() {
    let (mut browser, tab, id) = FakeBrowser::without_locks().and_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    browser.keep_version(tab, &id, "");
    browser.now += MINUTE;
    browser.set(tab, &id, NAME, "Oakhill");
    // Another tab has kept the same at the same time.
    let key = format!("upbeat/history/{id}");
    let mut history = read_history(&browser.storage[&key], &id).unwrap();
    assert!(history.keep(browser.draft(tab, &id), Timestamp(browser.now + 10), Why::BeforeUndo, None));
    browser.storage.insert(key, write_history(&history).unwrap());
    browser.undo(tab, &id);
    assert_eq!(browser.text(tab, &id, NAME), "Larkfield", "{}", browser.notice(tab));
}

#[test]
fn the_state_in_which_a_draft_is_opened_is_kept_whoever_edits_the_draft_that_was_open_before() {
    let (mut browser, tab, one) = FakeBrowser::with_draft();
    browser.types_on(tab, &one, NAME, "Oakhill");
    let two = browser.begin(tab);
    browser.types_on(tab, &two, NAME, "Larkfield");
    browser.close(tab);
    let (editor, tab) =
        (browser.open(&format!("#/draft/{one}/school")), browser.open(&format!("#/draft/{one}/school")));
    browser.settle();
    assert!(browser.state(editor).tabs.owns(&one) && browser.state(tab).tabs.is_read_only());
    browser.go(tab, &format!("#/draft/{two}/school"));
    browser.types_on(tab, &two, NAME, " Green");
    browser.send(tab, Event::Ticked);
    let kept = browser.stored_versions(&two);
    assert_eq!(kept.first().map(|draft| draft.text(&Field::parse(NAME))), Some("Larkfield"));
}

#[test]
fn a_history_that_moves_to_another_key_does_not_remove_that_key_as_one_that_it_has_joined() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "Larkfield");
    browser.keep_version(tab, &id, "Mine");
    browser.close(tab);
    let key = format!("upbeat/history/{id}");
    let text = browser.storage[&key].clone();
    browser.storage.insert(format!("{key}/2"), text.replace("Mine", "Theirs"));
    let tab = browser.open(&format!("#/draft/{id}/school"));
    browser.settle();
    assert!(browser.versions(tab, &id).contains(&"Mine".to_owned()));
    // A newer program stores what this one cannot read, in place of the one of two histories that were joined.
    let newer = text.replace("\"version\":1", "\"version\":9");
    browser.storage.insert(key.clone(), newer.clone());
    browser.send(tab, Event::Storage(StorageEvent::Changed { key: key.clone(), text: Some(newer.clone()) }));
    browser.types_on(tab, &id, NAME, " Green");
    browser.keep_version(tab, &id, "Friday");
    assert_eq!(browser.storage[&key], newer);
    let tab = browser.reload(tab);
    assert_eq!(browser.versions(tab, &id)[0], "Friday");
}

#[test]
fn nothing_is_said_where_a_deleted_draft_whose_time_is_over_is_not_removed() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.send(tab, delete(&id));
    browser.now += 31 * DAY;
    let tab = browser.reload(tab);
    browser.close(tab);
    let moment = Moment { now: Timestamp(browser.now + 2 * DAY), random: 7 };
    let mut state = State::default();
    let stored = Ok(browser.storage.into_iter().collect());
    start(&mut state, Event::Started { hash: String::new(), site: "/".to_owned(), stored }, moment).unwrap();
    let effects = update(&mut state, Event::Ticked, moment);
    let key = format!("upbeat/deleted/{id}");
    let removes = |effect: &Effect| matches!(effect, Effect::RemoveTogether(keys) if keys.last() == Some(&key));
    assert!(effects.iter().any(removes), "{effects:?}");
    let refused = StorageEvent::NotRemoved { key, why: BLOCKED.to_owned() };
    update(&mut state, Event::Storage(refused), moment);
    assert_eq!(state.notices.shown(), None);
}

#[test]
fn what_storage_still_has_is_not_removed_before_what_took_its_place_is_stored() {
    let (browser, tab, id) = FakeBrowser::with_draft();
    let (mut versions, mut drafts) = (super::Versions::default(), browser.state(tab).drafts.clone());
    let mut draft = browser.draft(tab, &id).clone();
    // A version is restored, and before that can be stored another one.
    for (minute, why) in [(0, Why::Pause), (1, Why::BeforeRestore), (2, Why::Restored), (3, Why::BeforeRestore)] {
        let at = Timestamp(browser.now + minute * MINUTE);
        draft.set(Field::parse(NAME), Value::Text(unlike(0, 100) + &minute.to_string()), at);
        assert!(versions.keep(&draft, why, None, at, &mut drafts).is_some());
    }
    drop(versions.stored(&id, 1));
    let mut left = |versions: &mut super::Versions| {
        while versions.evict(&StorageKey::Draft(id.clone()), &mut drafts).is_some() {
            drop(versions.stored(&id, 1));
        }
        versions.of(&id).unwrap().history.versions().len()
    };
    assert_eq!(left(&mut versions), 2);
    versions.draft_stored(&id);
    assert_eq!(left(&mut versions), 1);
}

#[test]
fn that_versions_were_let_go_is_said_once_the_draft_is_stored() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    for number in 0..6 {
        browser.set(tab, &id, NAME, &unlike(number, 400));
        browser.keep_version(tab, &id, "");
    }
    browser.fill();
    let let_go = |browser: &FakeBrowser| browser.notice(tab).contains("earlier versions were deleted");
    browser.send(tab, Event::NoticeClosed);
    browser.set(tab, &id, NAME, &unlike(9, 90_000));
    assert!(!browser.says_saved(tab) && !let_go(&browser));
    browser.set(tab, &id, NAME, &unlike(9, 700));
    assert!(browser.says_saved(tab) && let_go(&browser));
}

#[test]
fn after_another_tab_has_removed_the_versions_an_undo_keeps_one_again() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "w3.");
    browser.set(tab, &id, "school/region", "w4.");
    browser.undo(tab, &id);
    let other = browser.open(&format!("#/draft/{id}/school"));
    // It is killed once the versions are removed, and before the draft is.
    browser.tabs[other].killed_after = Some(1);
    browser.send(other, Event::History(HistoryEvent::DeleteForGood(id.clone())));
    browser.settle();
    browser.undo(tab, &id);
    assert_eq!(browser.text(tab, &id, NAME), "");
    assert!(!browser.keys_with("w3.").is_empty(), "{:?}", browser.tabs[tab].log);
}
