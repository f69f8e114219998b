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
        (Event::Job(JobEvent::Make(id.clone(), Making::Bundle { page: false })), true),
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
        assert!(browser.state(tab).drafts.get(&id).unwrap().newer().is_some());
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
