//! What is stored, what is not, and what is tried again.

use super::*;
use crate::app::testing::StorageFault;
use crate::draft::{Attached, FileId, size_words};

#[test]
fn full_storage_recovers_with_whatever_comes_next() {
    type Next = fn(&mut FakeBrowser, usize, &DraftId);
    let nexts: [(&str, Next); 4] = [
        ("a keystroke", |browser, tab, id| browser.set(tab, id, NAME, "Larkfield Green")),
        ("a minute", |browser, tab, _| browser.send(tab, Event::Ticked)),
        ("another program makes room", |browser, tab, _| {
            browser.send(tab, Event::Storage(StorageEvent::KeysRemoved));
        }),
        ("the button", |browser, tab, _| browser.send(tab, Event::Saving(SavingEvent::SaveAgain))),
    ];
    for (what, next) in nexts {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        browser.set(tab, &id, NAME, "Lark");
        browser.fill();
        browser.set(tab, &id, NAME, "Larkfield");
        assert!(is_failing(&browser, tab), "{what}");
        assert_eq!(browser.text(tab, &id, NAME), "Larkfield");
        // Still full: tried again, still said.
        browser.send(tab, Event::Ticked);
        assert!(is_failing(&browser, tab), "{what}");
        browser.make_room();
        next(&mut browser, tab, &id);
        assert_eq!(*browser.state(tab).saving.autosave.status(), SaveStatus::Recovered, "{what}");
        assert!(is_stored(&browser, tab, &id), "{what}");
        browser.go(tab, "#/");
        assert_eq!(*browser.state(tab).saving.autosave.status(), SaveStatus::Saved, "{what}");
    }
}

#[test]
fn a_keystroke_in_one_draft_tries_again_to_store_the_others() {
    let (mut browser, tab, [one, two]) = with_two_drafts();
    browser.fill();
    browser.set(tab, &one, NAME, "Larkfield");
    assert!(is_failing(&browser, tab));
    browser.make_room();
    browser.set(tab, &two, NAME, "Oakhill");
    assert!(!is_failing(&browser, tab));
    assert!(is_stored(&browser, tab, &one) && is_stored(&browser, tab, &two));
}

#[test]
fn earlier_versions_are_removed_before_a_draft_is_not_stored_and_that_is_known() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.storage.insert("their/key".to_owned(), "x".repeat(5000));
    for number in 0..40 {
        browser.now += 1000;
        browser.set(tab, &id, NAME, &format!("Larkfield {number} {}", "with a long name ".repeat(number)));
        browser.send(tab, Event::History(HistoryEvent::KeepVersion(id.clone(), format!("Version {number}"))));
    }
    let history = format!("upbeat/history/{id}");
    let before = browser.storage[&history].len();
    browser.fill();
    browser.set(tab, &id, NAME, &"Larkfield ".repeat(120));
    assert!(!is_failing(&browser, tab) && is_stored(&browser, tab, &id));
    assert!(browser.state(tab).history.versions.were_evicted());
    assert!(browser.storage[&history].len() < before);

    browser.set(tab, &id, NAME, &"Larkfield ".repeat(60_000));
    assert!(is_failing(&browser, tab), "nothing more can be removed, and that is said");
    assert!(browser.storage.contains_key("their/key"));
}

#[test]
fn a_history_that_is_not_stored_is_not_told_as_work_that_is_not_saved() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    let error = StoreError { why: "It is full.".to_owned(), full: true };
    for key in [format!("upbeat/history/{id}"), "upbeat/history/a".to_owned()] {
        let error = error.clone();
        browser.send(tab, Event::Storage(StorageEvent::NotStored { key, error }));
        assert!(!is_failing(&browser, tab));
    }
}

#[test]
fn what_was_cleared_from_outside_is_stored_again_and_said() {
    type Notices = fn(&mut FakeBrowser, usize, &DraftId);
    let notices: [(&str, Notices); 4] = [
        ("another tab's clear()", |browser, _, _| {
            browser.clear_from_outside();
            browser.settle();
        }),
        ("a minute, and nobody has told the page", |browser, tab, _| {
            browser.storage.clear();
            browser.send(tab, Event::Ticked);
        }),
        ("a keystroke in the same answer, before the news", |browser, tab, id| {
            browser.storage.clear();
            browser.set(tab, id, NAME, "Larkfield");
        }),
        ("a keystroke in the same answer, and then the news", |browser, tab, id| {
            browser.storage.clear();
            browser.set(tab, id, NAME, "Larkfield");
            browser.send(tab, Event::Storage(StorageEvent::KeysRemoved));
        }),
    ];
    for (what, notice) in notices {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        browser.set(tab, &id, NAME, "Larkf");
        browser.send(tab, Event::Saving(SavingEvent::DownloadDraft(id.clone())));
        browser.send(tab, Event::History(HistoryEvent::KeepVersion(id.clone(), "Mine".into())));
        browser.set(tab, &id, NAME, "Larkfi");
        browser.set(tab, &id, NAME, "Larkfie");
        let before: Vec<String> = browser.storage.keys().cloned().collect();
        notice(&mut browser, tab, &id);
        assert!(is_stored(&browser, tab, &id), "{what}");
        let said = browser.notice(tab);
        assert!(said.contains("deleted your saved work"), "{what}: {said}");
        assert_eq!(browser.storage.keys().cloned().collect::<Vec<_>>(), before, "{what}");
        // It is said once.
        browser.send(tab, Event::NoticeClosed);
        browser.send(tab, Event::Ticked);
        browser.settle();
        assert_eq!(browser.notice(tab), "", "{what}");
    }
}

#[test]
fn a_draft_that_another_tab_deleted_is_not_stored_again_until_it_is_edited() {
    for (has_locks, delete) in [
        (false, HistoryEvent::Delete as fn(DraftId) -> HistoryEvent),
        (false, HistoryEvent::DeleteForGood),
        (true, HistoryEvent::DeleteForGood),
    ] {
        let mut browser = FakeBrowser::with(has_locks);
        let tab = browser.open("#/");
        let id = browser.begin(tab);
        browser.go(tab, &format!("#/draft/{id}/school"));
        browser.set(tab, &id, NAME, "Larkfield");
        let other = browser.open("#/");
        browser.send(other, Event::History(delete(id.clone())));
        browser.settle();
        browser.send(tab, Event::Ticked);
        browser.send(tab, Event::Storage(StorageEvent::KeysRemoved));
        assert_eq!(browser.stored(&id), None);
        assert_eq!(browser.notice(tab), "");
        browser.set(tab, &id, NAME, "Larkfield, still here");
        assert!(is_stored(&browser, tab, &id));
        let tab = browser.reload(tab);
        assert_eq!(browser.text(tab, &id, NAME), "Larkfield, still here");
    }
}

#[test]
fn of_two_drafts_that_were_deleted_elsewhere_only_the_one_that_is_edited_is_stored_again() {
    let (mut browser, tab, [one, two]) = with_two_drafts();
    let other = browser.open("#/");
    // Each is deleted while its page is open here.
    for id in [&one, &two] {
        browser.go(tab, &format!("#/draft/{id}/school"));
        browser.send(other, Event::History(HistoryEvent::DeleteForGood(id.clone())));
        browser.settle();
    }
    browser.set(tab, &two, NAME, "Oakhill");
    browser.send(tab, Event::Ticked);
    assert_eq!([&one, &two].map(|id| browser.stored(id).is_some()), [false, true]);
}

#[test]
fn blocked_storage_that_opens_again_is_used() {
    let mut browser = FakeBrowser::new();
    browser.fault = StorageFault::Blocked;
    let tab = browser.open("#/");
    assert!(is_failing(&browser, tab));
    browser.send(tab, Event::Ticked);
    assert!(is_failing(&browser, tab));
    browser.fault = StorageFault::None;
    browser.send(tab, Event::Ticked);
    assert!(!is_failing(&browser, tab), "with nothing to store");

    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.fault = StorageFault::Blocked;
    browser.send(tab, Event::Ticked);
    assert!(is_failing(&browser, tab), "blocked while the page is open");
    browser.set(tab, &id, NAME, "Larkfield");
    browser.fault = StorageFault::None;
    browser.send(tab, Event::Ticked);
    assert!(!is_failing(&browser, tab) && is_stored(&browser, tab, &id));
}

#[test]
fn what_could_not_be_removed_is_said_and_is_no_news_of_what_is_stored() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    browser.go(tab, "#/");
    let delete = |event: fn(DraftId) -> HistoryEvent| Event::History(event(id.clone()));
    browser.send(tab, delete(HistoryEvent::Delete));
    browser.settle();
    let key = format!("upbeat/deleted/{id}");
    assert!(browser.storage.contains_key(&key));
    browser.fault = StorageFault::Blocked;
    browser.send(tab, delete(HistoryEvent::DeleteForGood));
    assert!(browser.notice(tab).contains("was not deleted"), "{}", browser.notice(tab));
    assert!(browser.storage.contains_key(&key));
    assert!(browser.state(tab).history.trash.deleted().contains_key(&id), "it is still on the list");
    browser.send(tab, Event::Ticked);
    assert!(browser.storage.contains_key(&key), "it is not removed without being asked for again");

    // Another draft cannot be stored. That the deleted one is removed is no news of that.
    let new = browser.begin(tab);
    assert!(is_failing(&browser, tab));
    (browser.fault, browser.capacity) = (StorageFault::None, 0);
    browser.send(tab, delete(HistoryEvent::DeleteForGood));
    assert!(!browser.storage.contains_key(&key), "{:?}", browser.storage.keys());
    assert!(is_failing(&browser, tab), "what could not be stored still is not");
    browser.make_room();
    browser.send(tab, Event::Ticked);
    assert!(!is_failing(&browser, tab), "{:?}", browser.state(tab).saving.autosave);
    assert!(is_stored(&browser, tab, &new));
}

#[test]
fn the_copy_of_a_call_goes_with_its_draft_and_comes_back_with_it() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    let before: Vec<String> = browser.storage.keys().cloned().collect();
    assert!(before.iter().any(|key| key.starts_with("upbeat/call-file/")), "{before:?}");
    let other = browser.open("#/");
    browser.send(other, Event::History(HistoryEvent::DeleteForGood(id.clone())));
    browser.settle();
    browser.send(tab, Event::Ticked);
    assert_eq!(browser.storage.keys().collect::<Vec<_>>(), [""; 0]);
    browser.set(tab, &id, NAME, "Larkfield");
    browser.send(tab, Event::Ticked);
    assert_eq!(browser.storage.keys().cloned().collect::<Vec<_>>(), before);
}

#[test]
fn the_size_of_a_draft_is_as_it_is_now() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    browser.send(tab, Event::History(HistoryEvent::KeepVersion(id.clone(), "Mine".into())));
    browser.go(tab, "#/help");
    let own = browser.storage.iter().filter(|(key, _)| key.contains(id.as_str()));
    let size: usize = own.map(|(key, text)| key.len() + text.len()).sum();
    assert_eq!(kept_drafts(browser.state(tab))[0].size, size_words(size as u64));
    let file = Attached::new(FileId::new(&"a".repeat(64)).unwrap(), "plan.pdf", "", 4_600);
    let list = Value::List(vec![file.id.to_string()]);
    for (field, value) in [(Field::parse(PLAN), list)].into_iter().chain(file.answers()) {
        browser.send(tab, Event::Draft(DraftEvent::Edit(id.clone(), field, value)));
    }
    let size = kept_drafts(browser.state(tab))[0].size.clone();
    assert!(size.ends_with(", plus 1 file (4.6 KB)"), "{size}");
}

#[test]
fn deleting_a_draft_for_good_makes_room_for_another() {
    let (mut browser, tab, [one, two]) = with_two_drafts();
    browser.go(tab, &format!("#/draft/{two}/school"));
    browser.fill();
    browser.set(tab, &two, NAME, "Oakhill");
    assert!(is_failing(&browser, tab));
    browser.send(tab, Event::History(HistoryEvent::DeleteForGood(one)));
    assert!(!is_failing(&browser, tab) && is_stored(&browser, tab, &two));
}

#[test]
fn all_is_said_to_be_saved_only_once_every_draft_is() {
    let (mut browser, tab, [one, two]) = with_two_drafts();
    browser.fault = StorageFault::WritesFail;
    browser.set(tab, &one, NAME, "Larkfield");
    browser.set(tab, &two, NAME, "Oakhill");
    browser.fault = StorageFault::None;
    // Notes and copies are stored before drafts, and the page is closed in between.
    browser.tabs[tab].killed_after = Some(1);
    saving(&mut browser, tab, SavingEvent::SaveAgain);
    assert!(is_failing(&browser, tab));
}

#[test]
fn a_storage_that_opens_again_without_anything_of_ours_is_said_to_be_fine() {
    let mut browser = FakeBrowser::new();
    browser.checks_changes = true;
    browser.fault = StorageFault::Blocked;
    let tab = browser.open("#/");
    assert!(is_failing(&browser, tab));
    browser.fault = StorageFault::None;
    browser.send(tab, Event::Ticked);
    browser.settle();
    assert!(!is_failing(&browser, tab));
    assert_eq!(browser.missed_change, None);
}

#[test]
fn a_removal_that_a_page_was_not_told_of_is_not_undone_by_its_scan() {
    for has_locks in [true, false] {
        let (mut browser, tab, one) = FakeBrowser::with(has_locks).and_draft();
        let two = browser.begin(tab);
        let other = browser.open("#/");
        for (id, is_open) in [(&one, false), (&two, true)] {
            browser.set(tab, &two, NAME, "Larkfield");
            browser.begin(other);
            browser.settle();
            browser.send(other, Event::History(HistoryEvent::DeleteForGood(id.clone())));
            (0..99).for_each(|_| browser.lose_message(tab));
            browser.send(tab, Event::Ticked);
            browser.settle();
            assert_eq!(browser.stored(id), None, "locks: {has_locks}");
            assert_eq!(browser.notice(tab), "", "locks: {has_locks}");
            assert_eq!(browser.state(tab).drafts.get(id).is_some(), is_open, "locks: {has_locks}");
        }
    }
}

#[test]
fn an_edit_that_is_not_stored_outlives_a_removal_by_another_tab_of_all_there_is() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.fault = StorageFault::WritesFail;
    let other = browser.open("#/");
    browser.load_files(other);
    browser.send(other, Event::History(HistoryEvent::DeleteForGood(id.clone())));
    browser.set(tab, &id, NAME, "w7.");
    browser.fault = StorageFault::None;
    browser.send(tab, Event::History(HistoryEvent::Delete(id.clone())));
    browser.settle();
    let found: Vec<&String> =
        browser.storage.iter().filter(|(_, text)| text.contains("w7.")).map(|(key, _)| key).collect();
    assert!(!found.is_empty(), "{:?}", browser.tabs[tab].log);
}

#[test]
fn a_page_shows_what_is_stored_also_where_storage_was_blocked_meanwhile() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "w14.");
    let other = browser.open("#/");
    let text = browser.storage[&format!("upbeat/draft/{id}")].replace("w14.", "w18.");
    browser.fault = StorageFault::Blocked;
    browser.send(other, Event::Ticked);
    browser.fault = StorageFault::None;
    let less = text.replace("\"school/name\"", "\"school/region\"");
    browser.send(other, Event::Storage(StorageEvent::Changed { key: format!("upbeat/draft/{id}"), text: Some(less) }));
    let shown = [NAME, "school/region"].map(|field| browser.text(other, &id, field).to_owned());
    assert_eq!(shown, ["", "w18."]);
}
