//! Removing everything from this device.

use super::*;
use crate::app::saving::report::removed_notice;
use crate::app::testing::StorageFault;

/// Two drafts, something that cannot be read, and something that is not ours; on the page that tells how work is kept.
fn before_erasing() -> (FakeBrowser, usize, [DraftId; 2]) {
    let (mut browser, tab, mut ids) = with_two_drafts();
    browser.set(tab, &ids[0], NAME, "Larkfield");
    ids.sort();
    browser.close(tab);
    browser.storage.insert("upbeat/draft/bad".to_owned(), "{".to_owned());
    browser.storage.insert("their/key".to_owned(), "not ours".to_owned());
    let tab = browser.open("#/help");
    (browser, tab, ids)
}

/// The same on a device that has no copies of calls, and whose host has removed the call.
fn without_call() -> (FakeBrowser, usize, [DraftId; 2]) {
    let (mut browser, tab, ids) = before_erasing();
    browser.close(tab);
    browser.storage.retain(|key, _| key.starts_with("upbeat/draft/"));
    browser.host.clear();
    let tab = browser.open("#/help");
    (browser, tab, ids)
}

fn erase(browser: &mut FakeBrowser, tab: usize, event: EraseEvent) {
    browser.send(tab, Event::Erase(event));
}

fn state(browser: &FakeBrowser, tab: usize) -> &EraseDevice {
    &browser.state(tab).saving.erase
}

/// The files that are made.
fn packed(browser: &FakeBrowser, tab: usize) -> &[PackedDraft] {
    let EraseDevice::Confirming(packed) = state(browser, tab) else { panic!("{:?}", state(browser, tab)) };
    packed
}

fn save_all(browser: &mut FakeBrowser, tab: usize) {
    for number in 0..packed(browser, tab).len() {
        erase(browser, tab, EraseEvent::Save(number));
    }
}

#[test]
fn everything_of_ours_is_removed_and_what_was_removed_is_said() {
    let (mut browser, tab, ids) = before_erasing();
    erase(&mut browser, tab, EraseEvent::Start);
    for made in 0..2 {
        let EraseDevice::Packing { packed, .. } = state(&browser, tab) else { panic!("{:?}", state(&browser, tab)) };
        assert_eq!(packed.len(), made);
        assert_eq!(browser.tabs[tab].worker.waiting(), 1, "one after another");
        erase(&mut browser, tab, EraseEvent::Confirm);
        while browser.deliver(tab) {}
        assert!(browser.stored(&ids[0]).is_some(), "not before all are made");
        browser.worker_step(tab);
    }
    assert_eq!(packed(&browser, tab).iter().map(|packed| packed.id.clone()).collect::<Vec<_>>(), ids);
    save_all(&mut browser, tab);
    assert_eq!(browser.tabs[tab].downloads.len(), 2);

    let before = browser.storage.clone();
    erase(&mut browser, tab, EraseEvent::Confirm);
    assert_eq!(browser.storage, before, "first it is asked whether another tab has one of them open");
    browser.deliver(tab);
    assert!(matches!(state(&browser, tab), EraseDevice::RemovingFiles(_)), "{:?}", state(&browser, tab));
    // Whatever happens meanwhile stores nothing again.
    browser.send(tab, Event::Ticked);
    browser.send(tab, Event::Storage(StorageEvent::KeysRemoved));
    erase(&mut browser, tab, EraseEvent::Cancel);
    assert_eq!(browser.storage.keys().collect::<Vec<_>>(), ["their/key"]);
    browser.settle();
    browser.send(tab, Event::Ticked);
    assert_eq!(browser.storage.keys().collect::<Vec<_>>(), ["their/key"]);
    assert_eq!(*state(&browser, tab), EraseDevice::Done);
    assert_eq!(browser.state(tab).drafts.iter().count(), 0);
    assert_eq!(browser.state(tab).drafts.unreadable(), []);
    let notice = browser.state(tab).notices.shown().unwrap();
    assert!(notice.good && notice.text.contains("Everything from Upbeat is deleted from this browser"), "{notice:?}");
    assert!(notice.more[0].contains("3 applications") && notice.more[0].contains("2 backup dates"), "{notice:?}");
    assert_eq!(notice.more[1..], ["Attached files were deleted."]);
}

#[test]
fn if_one_file_cannot_be_made_nothing_is_removed() {
    for crashes in [false, true] {
        let (mut browser, tab, _) = before_erasing();
        let before = browser.storage.clone();
        erase(&mut browser, tab, EraseEvent::Start);
        browser.worker_step(tab);
        if crashes {
            browser.crash_worker(tab);
        } else {
            browser.tabs[tab].worker.refuses = true;
            browser.worker_step(tab);
        }
        assert!(matches!(state(&browser, tab), EraseDevice::Stopped(_)), "{:?}", state(&browser, tab));
        erase(&mut browser, tab, EraseEvent::Confirm);
        browser.settle();
        assert!(before.keys().all(|key| browser.storage.contains_key(key)));
        assert!(browser.tabs[tab].urls.is_empty(), "the file that was made is released");
    }
}

#[test]
fn what_was_changed_after_its_file_was_made_is_not_removed() {
    let (mut browser, tab, ids) = before_erasing();
    erase(&mut browser, tab, EraseEvent::Start);
    browser.settle();
    save_all(&mut browser, tab);
    browser.set(tab, &ids[0], NAME, "Changed since");
    erase(&mut browser, tab, EraseEvent::Confirm);
    browser.settle();
    let EraseDevice::Stopped(why) = state(&browser, tab) else { panic!("{:?}", state(&browser, tab)) };
    assert!(why.contains("Make the files again"), "{why}");
    assert!(is_stored(&browser, tab, &ids[0]) && is_stored(&browser, tab, &ids[1]));
}

#[test]
fn without_a_call_the_draft_files_are_made() {
    let (mut browser, tab, ids) = without_call();
    erase(&mut browser, tab, EraseEvent::Start);
    assert_eq!(browser.tabs[tab].worker.waiting(), 0, "the call has to come first, or not");
    browser.settle();
    assert_eq!(packed(&browser, tab).len(), 2);
    save_all(&mut browser, tab);
    assert_eq!(browser.tabs[tab].downloads.len(), 2);
    for ((_, content), id) in browser.tabs[tab].downloads.iter().zip(&ids) {
        assert_eq!(draft_in(content), *browser.draft(tab, id));
    }
}

#[test]
fn a_call_that_comes_late_is_waited_for() {
    let (mut browser, tab, _) = before_erasing();
    browser.close(tab);
    browser.storage.retain(|key, _| key.starts_with("upbeat/draft/"));
    let tab = browser.open("#/help");
    erase(&mut browser, tab, EraseEvent::Start);
    assert_eq!(browser.tabs[tab].worker.waiting(), 0);
    browser.settle();
    assert_eq!(packed(&browser, tab).len(), 2);
    assert_eq!(browser.tabs[tab].urls.len(), 2, "bundles are made, and no draft files");
}

#[test]
fn nothing_is_removed_if_attached_files_cannot_be_taken_along() {
    let (mut browser, tab, ids) = without_call();
    attach(&mut browser, tab, &ids[0]);
    erase(&mut browser, tab, EraseEvent::Start);
    browser.settle();
    let EraseDevice::Stopped(why) = state(&browser, tab) else { panic!("{:?}", state(&browser, tab)) };
    assert!(why.contains("attached"), "{why}");
}

#[test]
fn what_the_browser_would_not_remove_is_said() {
    let removed = |left| RemovedKeys { removed: Vec::new(), left };
    for (removed, files, says) in [
        (removed(Ok(vec!["upbeat/draft/a".to_owned()])), FilesRemoved::Yes, "could not be deleted: 1 application"),
        (removed(Err("It is blocked.".to_owned())), FilesRemoved::Yes, "could not check"),
        (removed(Ok(Vec::new())), FilesRemoved::OpenElsewhere, "Not everything is deleted"),
        (removed(Ok(Vec::new())), FilesRemoved::No("x".to_owned()), "Not everything is deleted"),
    ] {
        let notice = removed_notice(&removed, &files);
        assert!(!notice.good && notice.text.contains(says), "{notice:?}");
    }
}

#[test]
fn a_draft_that_a_newer_version_stored_and_one_that_is_in_the_page_only_are_taken_along_too() {
    let (mut browser, tab, [one, two]) = before_erasing();
    let newer = browser.storage[&format!("upbeat/draft/{two}")].replace("\"version\":1", "\"version\":9");
    browser.storage.insert(format!("upbeat/draft/{two}"), newer.clone());
    browser.close(tab);
    let tab = browser.open(&format!("#/draft/{one}/school"));
    let other = browser.open("#/");
    browser.settle();
    // Another tab deletes the open one for good, and it cannot be stored again.
    browser.send(other, Event::History(HistoryEvent::DeleteForGood(one.clone())));
    browser.settle();
    browser.fault = StorageFault::WritesFail;
    browser.set(tab, &one, NAME, "Oakhill");
    browser.close(other);
    erase(&mut browser, tab, EraseEvent::Start);
    browser.settle();
    let files: Vec<&DraftId> = packed(&browser, tab).iter().map(|packed| &packed.id).collect();
    assert_eq!(files, [&one, &two]);
    save_all(&mut browser, tab);
    let downloads = &browser.tabs[tab].downloads;
    assert!(downloads.iter().any(|(_, content)| *content == Content::Bytes(newer.clone().into_bytes())));
    let bundle = |content: &Content| matches!(content, Content::Bundle(bundle) if bundle.draft.contains("Oakhill"));
    assert!(downloads.iter().any(|(_, content)| bundle(content)));
}
