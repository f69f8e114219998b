//! Drafts that a newer version of the program has stored.

use crate::app::testing::{Content, FakeBrowser, NAME, StorageFault};
use crate::app::*;
use crate::draft::{DraftId, Field, Value, write_draft};

/// A draft as a newer version stores it: more in it, the same shape.
fn newer_text(browser: &FakeBrowser, tab: usize, id: &DraftId) -> String {
    write_draft(browser.draft(tab, id)).unwrap().replacen("\"version\":1", "\"mood\":\"glad\",\"version\":4", 1)
}

fn with_newer_draft() -> (FakeBrowser, usize, DraftId, String) {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    let text = newer_text(&browser, tab, &id);
    browser.close(tab);
    browser.storage.clear();
    browser.storage.insert(format!("upbeat/draft/{id}"), text.clone());
    let tab = browser.open(&format!("#/draft/{id}/school"));
    (browser, tab, id, text)
}

fn open_file(browser: &mut FakeBrowser, tab: usize, text: String) {
    let number = browser.choose(tab, Content::Bytes(text.into_bytes()));
    browser.send(tab, Event::Job(JobEvent::Open(ChosenFile { number, name: "a.json".to_owned() })));
    browser.settle();
}

#[test]
fn a_draft_of_a_newer_version_is_shown_and_never_changed() {
    let (mut browser, tab, id, text) = with_newer_draft();
    assert_eq!(browser.text(tab, &id, NAME), "Larkfield");
    assert_eq!(browser.state(tab).drafts.unreadable(), []);
    assert!(kept_drafts(browser.state(tab))[0].read_only.as_ref().unwrap().contains("newer version"));
    let before = browser.storage.clone();
    let edits = [
        (Event::Draft(DraftEvent::Edit(id.clone(), Field::parse(NAME), Value::from("Changed"))), true),
        (Event::Draft(DraftEvent::Rename(id.clone(), "Changed".to_owned())), true),
        (Event::Draft(DraftEvent::StartFrom(id.clone(), crate::app::testing::call_id())), true),
        (Event::History(HistoryEvent::Delete(id.clone())), true),
        (Event::Job(JobEvent::Make(id.clone(), Making::ForHub { page: false })), true),
        (Event::Saving(SavingEvent::BackUp(id.clone())), true),
        (Event::Saving(SavingEvent::SaveAgain), false),
        (Event::Ticked, false),
        (Event::Storage(StorageEvent::KeysRemoved), false),
    ];
    for (event, says_why) in edits {
        let shown = browser.state(tab).drafts.get(&id).cloned();
        browser.send(tab, Event::NoticeClosed);
        browser.send(tab, event.clone());
        browser.settle();
        assert_eq!(browser.storage, before, "{event:?}");
        assert_eq!(browser.state(tab).drafts.get(&id).cloned(), shown, "{event:?}");
        assert_eq!(browser.state(tab).drafts.iter().count(), 1, "{event:?}");
        assert_eq!(browser.notice(tab).contains("newer version"), says_why, "{event:?}");
        assert_eq!(browser.tabs[tab].downloads, [], "{event:?}");
    }
    browser.send(tab, Event::Saving(SavingEvent::DownloadDraft(id.clone())));
    let Content::Bytes(file) = &browser.tabs[tab].downloads[0].1 else { panic!("no draft file") };
    assert_eq!(file, text.as_bytes(), "it is handed out as it is stored");
    assert_eq!(reminder(browser.state(tab), &id), None);
}

#[test]
fn a_draft_of_a_newer_version_is_not_replaced_by_one_from_a_file() {
    let (mut browser, tab, id, text) = with_newer_draft();
    let mut ours = browser.draft(tab, &id).clone();
    ours.set(Field::parse(NAME), Value::from("From a file"), crate::call::Timestamp(browser.now));
    open_file(&mut browser, tab, write_draft(&ours).unwrap());
    assert!(!import_previews(browser.state(tab))[0].here.as_ref().unwrap().replaceable);
    browser.send(tab, Event::Import(ImportEvent::Decide { draft: id.clone(), choice: Choice::Replace }));
    browser.settle();
    assert_eq!(browser.storage[&format!("upbeat/draft/{id}")], text);
    assert_eq!(browser.state(tab).drafts.iter().count(), 2);
}

#[test]
fn a_newer_version_in_another_tab_makes_this_one_read_only() {
    for hears_of_it in [true, false] {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        browser.set(tab, &id, NAME, "Larkfield");
        let (text, key) = (newer_text(&browser, tab, &id), format!("upbeat/draft/{id}"));
        browser.storage.insert(key.clone(), text.clone());
        if hears_of_it {
            browser.send(tab, Event::Storage(StorageEvent::Changed { key: key.clone(), text: Some(text.clone()) }));
        }
        browser.set(tab, &id, NAME, "Written over");
        assert_eq!(browser.storage[&key], text, "{hears_of_it}");
        browser.send(tab, Event::Ticked);
        assert_eq!(browser.storage[&key], text, "{hears_of_it}");
        assert!(browser.state(tab).drafts.get(&id).unwrap().read_only().is_some());
        browser.set(tab, &id, NAME, "Written over again");
        assert!(browser.notice(tab).contains("newer version"), "{}", browser.notice(tab));
        assert_eq!(browser.storage[&key], text, "{hears_of_it}");
    }
}

#[test]
fn what_was_not_stored_when_a_newer_version_stored_the_draft_is_shown() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Lark");
    let text = newer_text(&browser, tab, &id);
    browser.fault = StorageFault::WritesFail;
    browser.set(tab, &id, NAME, "Oakhill");
    browser.fault = StorageFault::None;
    browser.storage.insert(format!("upbeat/draft/{id}"), text);
    browser.send(tab, Event::Ticked);
    browser.settle();
    let conflicts = browser.state(tab).tabs.conflicts().iter().map(|conflict| conflict.value.words());
    let shown: Vec<String> = conflicts.chain([browser.text(tab, &id, NAME).to_owned()]).collect();
    assert!(shown.iter().any(|text| text == "Oakhill"), "{shown:?}");
}

#[test]
fn an_answer_that_a_newer_version_stored_apart_is_shown_too() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Lark");
    let text = newer_text(&browser, tab, &id);
    browser.set(tab, &id, NAME, "Larkfield");
    let late = newer_text(&browser, tab, &id);
    browser.close(tab);
    browser.storage.insert(format!("upbeat/draft/{id}"), text);
    browser.storage.insert(format!("upbeat/late/{id}"), late);
    let tab = browser.open("#/");
    assert_eq!(browser.text(tab, &id, NAME), "Larkfield");
    assert_eq!(browser.state(tab).drafts.unreadable(), []);
}

const UNREADABLE: &str = "{\"format\":";

#[test]
fn a_draft_that_cannot_be_read_is_not_written_over_by_its_backup() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    let backup = write_draft(browser.draft(tab, &id)).unwrap();
    browser.close(tab);
    let key = format!("upbeat/draft/{id}");
    browser.storage.insert(key.clone(), UNREADABLE.to_owned());
    let tab = browser.open("#/");
    open_file(&mut browser, tab, backup);
    assert_eq!(browser.storage[&key], UNREADABLE);
    let state = browser.state(tab);
    let texts: Vec<&str> = state.drafts.iter().map(|(_, loaded)| loaded.draft.text(&Field::parse(NAME))).collect();
    assert_eq!(texts, ["Larkfield"]);
    let drafts = browser.keys_with("Larkfield").into_iter().filter(|key| key.starts_with("upbeat/draft/"));
    assert_eq!(drafts.count(), 1, "it is stored under another id");
    assert!(browser.notice(tab).contains("is open and saved"), "{}", browser.notice(tab));
}

#[test]
fn what_another_tab_stores_and_this_one_cannot_read_is_not_written_over_and_edits_are_said_not_to_be_saved() {
    for (hears_of_it, is_of_another) in [(true, false), (true, true), (false, false), (false, true)] {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        browser.set(tab, &id, NAME, "Larkfield");
        let (own, key) = (write_draft(browser.draft(tab, &id)).unwrap(), format!("upbeat/draft/{id}"));
        let text = if is_of_another { own.replace(id.as_str(), "another") } else { UNREADABLE.to_owned() };
        browser.storage.insert(key.clone(), text.clone());
        if hears_of_it {
            let changed = StorageEvent::Changed { key: key.clone(), text: Some(text.clone()) };
            browser.send(tab, Event::Storage(changed));
        }
        browser.set(tab, &id, NAME, "Oakhill");
        assert_eq!(browser.storage[&key], text, "{hears_of_it}");
        browser.set(tab, &id, NAME, "Oakhill House");
        assert!(browser.notice(tab).starts_with("Not changed."), "{}", browser.notice(tab));
        for event in [Event::Ticked, Event::Saving(SavingEvent::SaveAgain), Event::Ticked] {
            browser.send(tab, event);
            browser.settle();
            assert_eq!(browser.storage[&key], text, "{hears_of_it}");
        }
        // An edit before the news stays in the page, and the page says so.
        let shown = if hears_of_it { "Larkfield" } else { "Oakhill" };
        assert_eq!(browser.text(tab, &id, NAME), shown);
        assert_eq!((browser.says_saved(tab), browser.tabs[tab].warns), (hears_of_it, !hears_of_it));
        assert!(kept_drafts(browser.state(tab))[0].read_only.as_ref().unwrap().contains("cannot read"));
        assert_eq!(browser.state(tab).drafts.unreadable().len(), 1);
        // Once it can be read again, all is as usual.
        browser.storage.insert(key, own);
        browser.send(tab, Event::Ticked);
        browser.settle();
        assert_eq!(browser.stored_text(&id, NAME).as_deref(), Some(shown));
        assert!(browser.says_saved(tab) && browser.state(tab).drafts.unreadable().is_empty());
        browser.set(tab, &id, NAME, "Ashford");
        assert_eq!(browser.stored_text(&id, NAME).as_deref(), Some("Ashford"));
    }
}

#[test]
fn edits_that_the_copy_of_another_call_lacks_are_shown() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Lark");
    let mut theirs = browser.draft(tab, &id).clone();
    theirs.call = crate::call::CallId::new("other-2027").unwrap();
    for theirs_is_newer in [true, false] {
        theirs.touch(crate::call::Timestamp(browser.now + if theirs_is_newer { 5_000 } else { -5_000 }));
        browser.storage.insert(format!("upbeat/draft/{id}"), write_draft(&theirs).unwrap());
        browser.set(tab, &id, NAME, "Oakhill");
        browser.settle();
        let conflicts = browser.state(tab).tabs.conflicts().iter().map(|conflict| conflict.value.words());
        let shown: Vec<String> = conflicts.chain([browser.text(tab, &id, NAME).to_owned()]).collect();
        assert!(shown.iter().any(|text| text == "Oakhill"), "{shown:?}");
        assert_eq!(browser.stored(&id).as_ref(), Some(browser.draft(tab, &id)));
    }
}

#[test]
fn earlier_versions_of_a_draft_of_a_newer_version_are_only_shown() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    browser.send(tab, Event::History(HistoryEvent::KeepVersion(id.clone(), "Mine".to_owned())));
    let at = version_rows(browser.state(tab), &id)[0].at;
    browser.set(tab, &id, NAME, "Oakhill");
    let text = newer_text(&browser, tab, &id);
    browser.close(tab);
    browser.storage.insert(format!("upbeat/draft/{id}"), text);
    let tab = browser.open(&format!("#/draft/{id}/history"));
    let before = browser.storage.clone();
    assert_eq!(version_rows(browser.state(tab), &id).len(), 1);
    for event in [
        HistoryEvent::KeepVersion(id.clone(), "Again".to_owned()),
        HistoryEvent::RestoreVersion(id.clone(), at),
        HistoryEvent::RemoveVersion(id.clone(), at),
    ] {
        browser.send(tab, Event::NoticeClosed);
        browser.send(tab, Event::History(event.clone()));
        let notice = browser.notice(tab);
        assert!(notice.starts_with("Not changed.") && notice.contains("newer version"), "{event:?}: {notice}");
        assert_eq!(browser.storage, before, "{event:?}");
        assert_eq!(version_rows(browser.state(tab), &id).len(), 1, "{event:?}");
    }
}

#[test]
fn a_draft_of_a_newer_version_that_is_deleted_elsewhere_is_never_stored_by_this_one() {
    let (mut browser, tab, id, _) = with_newer_draft();
    let key = format!("upbeat/draft/{id}");
    browser.storage.remove(&key);
    browser.send(tab, Event::Storage(StorageEvent::Changed { key: key.clone(), text: None }));
    browser.set(tab, &id, NAME, "Changed");
    browser.send(tab, Event::Saving(SavingEvent::SaveAgain));
    browser.send(tab, Event::Ticked);
    assert!(!browser.storage.contains_key(&key));
}
