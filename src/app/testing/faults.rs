//! Sequences that once lost or mixed up a school's work, each as a test. The names say what must hold.

use super::*;
use crate::app::*;
use crate::call::Timestamp;
use crate::draft::{DraftId, Field, History as Versioned, Value, Why, write_draft, write_history};

const NAME: &str = "school/name";
const REGION: &str = "school/region";
const PLAN: &str = "documents/plan/files";
const BUDGET: &str = "documents/budget/files";
const LETTER: &str = "letters/l/prompts/p/text";

fn files(browser: &FakeBrowser, tab: usize, id: &DraftId, at: &str) -> Vec<(String, String)> {
    let draft = browser.draft(tab, id);
    let name = |file: &String| draft.text(&Field::parse(&format!("files/{file}/name"))).to_owned();
    draft.list(&Field::parse(at)).iter().map(|file| (file.clone(), name(file))).collect()
}

fn attach(browser: &mut FakeBrowser, tab: usize, id: &DraftId, files: &[(&str, &str)]) {
    let chosen = files.iter().map(|(to, name)| {
        let number = browser.choose(tab, Content::Bytes(name.as_bytes().to_vec()));
        let file = ChosenFile { number, name: (*name).to_owned() };
        ChosenAttachment {
            file,
            draft: id.clone(),
            to: Field::parse(to),
            kind: "application/pdf".to_owned(),
            bytes: 1,
            instead: None,
        }
    });
    let chosen = chosen.collect();
    browser.send(tab, Event::Attachment(AttachmentEvent::Chosen(chosen)));
}

fn open_file(browser: &mut FakeBrowser, tab: usize, name: &str, content: Content) {
    let number = browser.choose(tab, content);
    browser.send(tab, Event::Job(JobEvent::Open(ChosenFile { number, name: name.to_owned() })));
}

fn foreign() -> Content {
    Content::Bytes(b"Holiday pictures".to_vec())
}

/// A draft file as it stands in a page.
fn draft_file(browser: &FakeBrowser, tab: usize, id: &DraftId) -> Content {
    Content::Bytes(write_draft(browser.draft(tab, id)).unwrap().into_bytes())
}

fn replace(browser: &mut FakeBrowser, tab: usize, file: Content) {
    open_file(browser, tab, "backup.json", file);
    browser.settle_tab(tab);
    let draft = browser.state(tab).imports.drafts.get().unwrap().drafts[0].draft.id.clone();
    browser.send(tab, Event::Import(ImportEvent::Decide { draft, choice: Choice::Replace }));
    browser.settle_tab(tab);
}

fn erase(browser: &mut FakeBrowser, tab: usize, event: EraseEvent) {
    browser.send(tab, Event::Erase(event));
}

/// Makes the files, saves them and removes everything.
fn erase_all(browser: &mut FakeBrowser, tab: usize) {
    erase(browser, tab, EraseEvent::Start);
    browser.settle_tab(tab);
    let EraseDevice::Confirming(packed) = &browser.state(tab).saving.erase else { return };
    for number in 0..packed.len() {
        erase(browser, tab, EraseEvent::Save(number));
    }
    erase(browser, tab, EraseEvent::Confirm);
    browser.settle_tab(tab);
}

fn with_draft() -> (FakeBrowser, usize, DraftId) {
    let mut browser = FakeBrowser::new();
    let tab = browser.open("#/");
    let id = browser.begin(tab);
    browser.go(tab, &format!("#/draft/{id}/school"));
    (browser, tab, id)
}

fn school_page(id: &DraftId) -> String {
    format!("#/draft/{id}/school")
}

fn long_text() -> String {
    (0..400).map(|n| format!("word{n} ")).collect()
}

fn version_names(browser: &FakeBrowser, tab: usize, id: &DraftId) -> Vec<String> {
    version_rows(browser.state(tab), id).into_iter().filter_map(|row| row.name).collect()
}

// Row 1.

#[test]
fn each_file_is_attached_under_its_own_name_whatever_else_is_opened_meanwhile() {
    let (mut browser, tab, id) = with_draft();
    attach(&mut browser, tab, &id, &[(PLAN, "one.pdf"), (PLAN, "two.pdf"), (BUDGET, "three.pdf")]);
    browser.go(tab, "#/");
    open_file(&mut browser, tab, "holiday.zip", foreign());
    browser.settle();
    let own = |name: &str| (file_id(name.as_bytes()).to_string(), name.to_owned());
    assert_eq!(files(&browser, tab, &id, PLAN), [own("one.pdf"), own("two.pdf")]);
    assert_eq!(files(&browser, tab, &id, BUDGET), [own("three.pdf")]);
    assert!(browser.notice(tab).contains("not one of our files"));
}

#[test]
fn an_answer_without_an_open_request_changes_nothing() {
    let (mut browser, tab, id) = with_draft();
    attach(&mut browser, tab, &id, &[(PLAN, "one.pdf")]);
    let before = browser.state(tab).clone();
    for id in [0, 1, 99] {
        browser.tabs[tab].urls.insert("blob:stray".to_owned(), foreign());
        let answer = Answer::Kept { id: file_id(b"other"), bytes: 5 };
        let running = browser.tabs[tab].worker.next_id();
        if running == Some(RequestId(id)) {
            continue;
        }
        let url = Some("blob:stray".to_owned());
        browser.send(tab, Event::Worker(WorkerEvent::Answered { id: RequestId(id), answer, url }));
        assert_eq!(browser.state(tab).drafts, before.drafts);
        assert_eq!(browser.state(tab).jobs, before.jobs);
        assert!(browser.tabs[tab].urls.is_empty(), "the address of a file nobody waits for is released");
    }
}

// Row 2.

#[test]
fn a_bundle_that_lacks_a_file_is_no_backup_and_removes_nothing() {
    let (mut browser, tab, id) = with_draft();
    attach(&mut browser, tab, &id, &[(PLAN, "plan.pdf")]);
    browser.settle();
    browser.go(tab, "#/help");
    browser.files.failing = 1;
    erase_all(&mut browser, tab);
    let EraseDevice::Stopped(why) = browser.state(tab).saving.erase.clone() else {
        panic!("{:?}", browser.state(tab).saving.erase)
    };
    assert!(why.contains("\u{201c}plan.pdf\u{201d}"), "{why}");
    assert!(browser.stored(&id).is_some());
    assert_eq!(last_backup(browser.state(tab), &id), "No backup yet");

    browser.files.failing = 1;
    browser.send(tab, Event::Saving(SavingEvent::BackUp(id.clone())));
    browser.settle();
    assert!(browser.notice(tab).contains("\u{201c}plan.pdf\u{201d} is missing from the file"));
    assert!(browser.state(tab).notices.shown().is_some_and(|notice| !notice.good && notice.offer.is_none()));
    assert_eq!(last_backup(browser.state(tab), &id), "No backup yet");
}

// Rows 3 and 10b.

#[test]
fn what_was_restored_from_a_file_is_newer_than_what_it_replaced_in_every_tab() {
    for has_locks in [true, false] {
        for a_closes in [true, false] {
            let mut browser = FakeBrowser::with(has_locks);
            let a = browser.open("#/");
            let id = browser.begin(a);
            browser.go(a, &school_page(&id));
            browser.set(a, &id, NAME, "Backup text");
            let backup = draft_file(&browser, a, &id);
            browser.now += MINUTE;
            browser.set(a, &id, NAME, "Later text");
            browser.set(a, &id, REGION, "Later region");
            browser.go(a, "#/");
            let b = browser.open("#/");
            // Tab B sleeps while A restores.
            browser.tabs[b].is_awake = false;
            replace(&mut browser, a, backup);
            if a_closes {
                browser.close(a);
            }
            browser.tabs[b].is_awake = true;
            // The keystroke comes before the news.
            browser.send(b, Event::Navigated { hash: school_page(&id) });
            browser.set(b, &id, "school/urn", "1");
            browser.settle();
            let case = format!("locks {has_locks}, A closes {a_closes}");
            assert_eq!(browser.stored_text(&id, NAME).as_deref(), Some("Backup text"), "{case}");
            assert_eq!(browser.stored_text(&id, REGION).as_deref(), Some(""), "{case}");
            assert_eq!(browser.stored_text(&id, "school/urn").as_deref(), Some("1"), "{case}");
            assert_eq!(browser.text(b, &id, NAME), "Backup text", "{case}");
            assert!(!browser.keys_with("Later text").is_empty(), "an earlier version has it: {case}");
        }
    }
}

#[test]
fn without_locks_an_idle_tab_writes_nothing_back() {
    let mut browser = FakeBrowser::without_locks();
    let a = browser.open("#/");
    let id = browser.begin(a);
    browser.go(a, &school_page(&id));
    browser.set(a, &id, NAME, "Backup text");
    let backup = draft_file(&browser, a, &id);
    browser.set(a, &id, NAME, "Later text");
    browser.go(a, "#/");
    let b = browser.open(&school_page(&id));
    browser.settle();
    replace(&mut browser, a, backup);
    browser.settle();
    assert_eq!(browser.stored_text(&id, NAME).as_deref(), Some("Backup text"));
    assert_eq!(browser.text(b, &id, NAME), "Backup text");
}

#[test]
fn a_half_typed_word_never_replaces_a_whole_one() {
    for has_locks in [true, false] {
        let mut browser = FakeBrowser::with(has_locks);
        let a = browser.open("#/");
        let id = browser.begin(a);
        let b = browser.open(&school_page(&id));
        browser.go(a, "#/");
        browser.settle();
        browser.types(b, &id, NAME, "La");
        browser.go(b, "#/");
        browser.settle();
        browser.go(a, &school_page(&id));
        browser.settle();
        browser.types(a, &id, REGION, "North");
        browser.go(a, "#/");
        browser.go(b, &school_page(&id));
        browser.set(b, &id, NAME, "Lar");
        browser.settle();
        assert_eq!(browser.stored_text(&id, REGION).as_deref(), Some("North"), "locks {has_locks}");
        assert_eq!(browser.text(a, &id, REGION), "North", "locks {has_locks}");
        assert_eq!(browser.text(b, &id, REGION), "North", "locks {has_locks}");
    }
}

#[test]
fn a_rename_in_a_tab_that_has_missed_the_news_takes_back_nothing() {
    let (mut browser, a, id) = with_draft();
    browser.set(a, &id, NAME, "Backup text");
    let backup = draft_file(&browser, a, &id);
    browser.set(a, &id, NAME, "Later text");
    browser.go(a, "#/");
    let b = browser.open("#/");
    browser.tabs[b].is_awake = false;
    replace(&mut browser, a, backup);
    browser.go(a, "#/");
    browser.tabs[b].is_awake = true;
    // The answer about locks comes before the news of what was replaced.
    browser.send(b, Event::Draft(DraftEvent::Rename(id.clone(), "Mine".into())));
    browser.send(b, Event::Tab(TabEvent::LocksFree(1)));
    browser.settle();
    let stored = browser.stored(&id).unwrap();
    assert_eq!((stored.name.as_str(), stored.text(&Field::parse(NAME))), ("Mine", "Backup text"));
}

// Rows 4 and 10a.

#[test]
fn where_storage_is_full_nothing_is_replaced_before_it_is_stored_as_a_version() {
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "Backup");
    let backup = draft_file(&browser, tab, &id);
    browser.now += MINUTE;
    browser.set(tab, &id, LETTER, &long_text());
    browser.types(tab, &id, REGION, "Late region");
    browser.fill();
    replace(&mut browser, tab, backup.clone());
    assert!(browser.notice(tab).starts_with("The application was not replaced"), "{}", browser.notice(tab));
    browser.send(tab, Event::Ticked);
    assert_eq!(browser.stored_text(&id, LETTER), Some(long_text()));
    assert_eq!(browser.text(tab, &id, LETTER), long_text());
    let tab = browser.reload(tab);
    assert_eq!(browser.text(tab, &id, LETTER), long_text());

    // With room it is replaced, and the answer that was typed last does not come back.
    browser.make_room();
    replace(&mut browser, tab, backup);
    let tab = browser.reload(tab);
    assert_eq!((browser.text(tab, &id, NAME), browser.text(tab, &id, REGION)), ("Backup", ""));
    assert!(browser.keys_with("word77").iter().all(|key| key.starts_with("upbeat/history/")));
}

#[test]
fn restoring_a_version_and_undo_keep_what_is_there_where_storage_is_full() {
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "Short");
    browser.send(tab, Event::History(HistoryEvent::KeepVersion(id.clone(), "v".into())));
    let at = version_rows(browser.state(tab), &id)[0].at;
    browser.now += MINUTE;
    browser.set(tab, &id, LETTER, &long_text());
    browser.fill();
    browser.capacity += 50;
    browser.send(tab, Event::History(HistoryEvent::RestoreVersion(id.clone(), at)));
    assert!(browser.notice(tab).starts_with("The version was not restored"), "{}", browser.notice(tab));
    assert_eq!(browser.text(tab, &id, LETTER), long_text());
    browser.send(tab, Event::Draft(DraftEvent::Undo(id.clone())));
    assert!(browser.notice(tab).starts_with("Nothing was undone"), "{}", browser.notice(tab));
    browser.send(tab, Event::Ticked);
    let tab = browser.reload(tab);
    assert_eq!(browser.text(tab, &id, LETTER), long_text());
}

#[test]
fn whichever_write_is_the_last_what_was_replaced_is_somewhere() {
    for writes in 0..8 {
        let (mut browser, tab, id) = with_draft();
        browser.set(tab, &id, NAME, "Backup");
        let backup = draft_file(&browser, tab, &id);
        browser.set(tab, &id, LETTER, &long_text());
        open_file(&mut browser, tab, "backup.json", backup);
        browser.settle_tab(tab);
        browser.tabs[tab].killed_after = Some(writes);
        browser.send(tab, Event::Import(ImportEvent::Decide { draft: id.clone(), choice: Choice::Replace }));
        browser.settle();
        let tab = browser.open(&school_page(&id));
        assert!(!browser.keys_with("word77").is_empty(), "killed after {writes} writes");
        assert!(browser.state(tab).drafts.get(&id).is_some());
    }
}

// Row 5.

#[test]
fn what_other_tabs_have_not_seen_is_kept_by_draft() {
    for has_locks in [true, false] {
        let mut browser = FakeBrowser::with(has_locks);
        let a = browser.open("#/");
        let one = browser.begin(a);
        browser.go(a, "#/");
        let two = browser.begin(a);
        browser.go(a, &school_page(&two));
        browser.set(a, &two, NAME, "Oakhill");
        let b = browser.open(&school_page(&one));
        browser.settle();
        browser.set(b, &one, NAME, "Larkfield");
        browser.set(a, &two, NAME, "Oakhil");
        browser.settle();
        assert_eq!(browser.state(b).tabs.conflicts(), [], "locks {has_locks}");
    }
    // The protection is still there: a third tab stores the first draft without having seen B's edit.
    let (mut browser, b, one) = with_draft();
    browser.set(b, &one, NAME, "Larkfield");
    let mut third = browser.draft(b, &one).clone();
    third.answers.clear();
    third.set(Field::parse(NAME), Value::from("Ashford"), Timestamp(browser.now + 5));
    let text = Some(write_draft(&third).unwrap());
    browser.send(b, Event::Storage(StorageEvent::Changed { key: format!("upbeat/draft/{one}"), text }));
    let conflicts: Vec<_> = browser.state(b).tabs.conflicts().iter().map(|conflict| conflict.value.words()).collect();
    assert_eq!(conflicts, ["Larkfield"]);
}

// Rows 6 and 7.

#[test]
fn every_step_of_erasing_can_be_stopped_and_then_the_page_is_as_before() {
    let (mut browser, tab, one) = with_draft();
    browser.set(tab, &one, NAME, "One");
    browser.go(tab, "#/");
    let two = browser.begin(tab);
    browser.set(tab, &two, NAME, "Two");
    browser.go(tab, "#/help");
    let stop_job = Event::Job(JobEvent::Stop);
    for (steps, stop) in [
        (0, Event::Erase(EraseEvent::Cancel)),
        (1, Event::Erase(EraseEvent::Cancel)),
        (2, Event::Erase(EraseEvent::Cancel)),
        (0, stop_job.clone()),
        (1, stop_job),
    ] {
        erase(&mut browser, tab, EraseEvent::Start);
        for _ in 0..steps {
            browser.worker_step(tab);
        }
        browser.send(tab, stop.clone());
        assert_eq!(browser.state(tab).saving.erase, EraseDevice::Idle, "{steps} steps, {stop:?}");
        assert!(!browser.state(tab).jobs.is_busy());
        assert!(browser.tabs[tab].urls.is_empty(), "the files that were made are released");
        browser.settle();
        // A backup that somebody wants is a backup, and no more than that.
        browser.send(tab, Event::Saving(SavingEvent::BackUp(two.clone())));
        browser.settle();
        assert_eq!(browser.state(tab).saving.erase, EraseDevice::Idle);
    }
    assert!(browser.stored(&one).is_some() && browser.stored(&two).is_some());
}

#[test]
fn an_edit_while_erasing_is_kept() {
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "One");
    erase(&mut browser, tab, EraseEvent::Start);
    browser.settle_tab(tab);
    erase(&mut browser, tab, EraseEvent::Save(0));
    // The question whether another tab has the draft open is on its way.
    browser.go(tab, "#/");
    erase(&mut browser, tab, EraseEvent::Confirm);
    browser.set(tab, &id, NAME, "One, and typed while removing");
    browser.settle();
    assert!(matches!(browser.state(tab).saving.erase, EraseDevice::Stopped(_)));
    assert_eq!(browser.stored_text(&id, NAME).as_deref(), Some("One, and typed while removing"));
}

#[test]
fn nothing_is_left_after_erasing_and_all_of_it_is_in_the_files() {
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "One");
    attach(&mut browser, tab, &id, &[(PLAN, "plan.pdf")]);
    browser.settle();
    browser.go(tab, "#/");
    let two = browser.begin(tab);
    browser.go(tab, "#/help");
    erase_all(&mut browser, tab);
    assert_eq!(browser.state(tab).saving.erase, EraseDevice::Done);
    assert_eq!((browser.storage.len(), browser.files.files.len()), (0, 0));
    assert_eq!(browser.tabs[tab].downloads.len(), 2);
    assert!(browser.tabs[tab].urls.is_empty());
    assert!(browser.state(tab).drafts.get(&two).is_none());
    assert!(
        browser.notice(tab).starts_with("Everything from Upbeat is deleted from this browser"),
        "{}",
        browser.notice(tab)
    );
    browser.send(tab, Event::Ticked);
    assert_eq!(browser.storage.len(), 0, "nothing is stored again");
}

#[test]
fn what_another_tab_replaced_is_read_before_all_is_removed_and_not_shown_afterwards() {
    for for_good in [false, true] {
        let (mut browser, tab, id) = with_draft();
        browser.set(tab, &id, NAME, "Larkfield");
        // A tab that has not seen that stores another name.
        let mut theirs = browser.draft(tab, &id).clone();
        theirs.answers.clear();
        theirs.set(Field::parse(NAME), Value::from("Ashford"), Timestamp(browser.now + 5));
        browser.storage.insert(format!("upbeat/draft/{id}"), write_draft(&theirs).unwrap());
        browser.set(tab, &id, REGION, "North");
        assert_eq!(browser.state(tab).tabs.conflicts().len(), 1);
        browser.go(tab, "#/help");
        if for_good {
            browser.send(tab, Event::History(HistoryEvent::DeleteForGood(id)));
            browser.settle();
        } else {
            browser.send(tab, Event::Erase(EraseEvent::Start));
            assert!(matches!(&browser.state(tab).saving.erase, EraseDevice::Stopped(why) if why.contains("Ashford")));
            browser.send(tab, Event::Tab(TabEvent::ConflictsRead));
            erase_all(&mut browser, tab);
            assert_eq!(browser.state(tab).saving.erase, EraseDevice::Done);
        }
        assert_eq!(browser.state(tab).tabs.conflicts(), []);
    }
}

// Row 8.

#[test]
fn two_readable_histories_of_a_draft_are_joined_and_both_are_deleted_for_good() {
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "Now");
    browser.close(tab);
    let base = browser.stored(&id).unwrap();
    let history = |text: &str, at: i64| {
        let mut draft = base.clone();
        draft.set(Field::parse(NAME), Value::from(text), Timestamp(at));
        let mut history = Versioned::new(id.clone());
        assert!(history.keep(&draft, Timestamp(at), Why::Asked, Some(text.to_owned())));
        write_history(&history).unwrap()
    };
    let key = format!("upbeat/history/{id}");
    browser.storage.insert(key.clone(), history("Of the first", START - 5000));
    browser.storage.insert(format!("{key}/2"), history("Of the second", START - 1000));
    let tab = browser.open(&format!("#/draft/{id}/history"));
    assert_eq!(version_names(&browser, tab, &id), ["Of the second", "Of the first"]);
    browser.set(tab, &id, NAME, "Later");
    browser.send(tab, Event::History(HistoryEvent::KeepVersion(id.clone(), "Third".into())));
    assert!(!browser.storage.contains_key(&format!("{key}/2")), "joined under one key");
    let tab = browser.reload(tab);
    assert_eq!(version_names(&browser, tab, &id), ["Third", "Of the second", "Of the first"]);

    browser.storage.insert(format!("{key}/2"), history("Secret", START - 1000));
    let tab = browser.reload(tab);
    browser.send(tab, Event::History(HistoryEvent::DeleteForGood(id.clone())));
    assert_eq!(browser.keys_with("Secret"), [""; 0]);
    assert_eq!(browser.keys_with("Of the"), [""; 0]);
    let keys: Vec<_> = browser.storage.keys().filter(|key| key.contains(id.as_str())).collect();
    assert_eq!(keys, [""; 0]);
}

// Rows 9 and 10.

#[test]
fn a_delete_that_fails_leaves_backup_and_undo_as_they_were() {
    for fault in [StorageFault::None, StorageFault::Blocked, StorageFault::WritesFail] {
        let (mut browser, tab, id) = with_draft();
        browser.set(tab, &id, NAME, "Larkfield");
        browser.send(tab, Event::Saving(SavingEvent::DownloadDraft(id.clone())));
        browser.send(tab, Event::Saving(SavingEvent::BackupReceived(id.clone())));
        browser.now += 5000;
        browser.set(tab, &id, NAME, "Larkfield, pasted and rather a long text for one step");
        browser.go(tab, "#/");
        browser.fill();
        browser.fault = fault;
        let backup = last_backup(browser.state(tab), &id);
        browser.send(tab, Event::History(HistoryEvent::Delete(id.clone())));
        browser.settle();
        assert!(browser.notice(tab).contains("was not deleted"), "{fault:?}: {}", browser.notice(tab));
        assert_eq!(last_backup(browser.state(tab), &id), backup);
        assert!(browser.storage.contains_key(&format!("upbeat/backup/{id}")));
        assert!(browser.state(tab).drafts.undo_stack(&id).is_some_and(UndoStack::can_undo));
        assert!(browser.state(tab).history.trash.deleted().is_empty());
        assert_eq!(*browser.state(tab).route(), Route::Start);
    }
}

#[test]
fn deleting_a_draft_that_is_not_saved_is_no_news_of_what_is() {
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    browser.go(tab, "#/");
    browser.fill();
    browser.set(tab, &id, NAME, "Larkfield Green that is not saved");
    assert!(browser.state(tab).saving.autosave.is_failing());
    browser.make_room();
    browser.send(tab, Event::History(HistoryEvent::Delete(id)));
    browser.settle();
    assert_eq!(*browser.state(tab).saving.autosave.status(), SaveStatus::Saved);
    assert!(!browser.tabs[tab].warns);
}

// Row 10c.

#[test]
fn a_history_that_cannot_be_read_is_never_written_over() {
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "Now");
    browser.close(tab);
    let key = format!("upbeat/history/{id}");
    browser.storage.insert(key.clone(), "{\"format\":\"upb-unreadable".into());
    let tab = browser.open(&school_page(&id));
    let keep = |browser: &mut FakeBrowser, name: &str| {
        browser.now += MINUTE;
        browser.set(tab, &id, NAME, name);
        browser.send(tab, Event::History(HistoryEvent::KeepVersion(id.clone(), name.to_owned())));
    };
    keep(&mut browser, "Mine");
    assert!(browser.storage.contains_key(&format!("{key}/2")));
    // Another tab removes the readable one beside it.
    browser.storage.remove(&format!("{key}/2"));
    browser.send(tab, Event::Storage(StorageEvent::Changed { key: format!("{key}/2"), text: None }));
    browser.tabs[tab].log.clear();
    keep(&mut browser, "Mine again");
    assert!(browser.storage[&key].contains("upb-unreadable"), "{:?}", browser.tabs[tab].log);

    // A newer program stores one that this program cannot read, where this page has a readable one.
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "Now");
    browser.send(tab, Event::History(HistoryEvent::KeepVersion(id.clone(), "Mine".into())));
    let key = format!("upbeat/history/{id}");
    let newer = browser.storage[&key].replace("\"version\":1", "\"version\":9");
    browser.storage.insert(key.clone(), newer.clone());
    browser.set(tab, &id, NAME, "Now and later");
    browser.send(tab, Event::History(HistoryEvent::KeepVersion(id.clone(), "Mine again".into())));
    assert_eq!(browser.storage[&key], newer);
    assert_eq!(version_names(&browser, tab, &id), ["Mine again", "Mine"]);
    assert!(!browser.keys_with("Mine again").is_empty());
}

#[test]
fn deleted_for_good_is_said_once_it_is_true() {
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    browser.go(tab, "#/");
    browser.fault = StorageFault::Blocked;
    browser.send(tab, Event::History(HistoryEvent::DeleteForGood(id.clone())));
    browser.settle();
    assert!(browser.notice(tab).contains("was not deleted"), "{}", browser.notice(tab));
    assert!(browser.state(tab).drafts.get(&id).is_some());
    browser.fault = StorageFault::None;
    browser.send(tab, Event::History(HistoryEvent::DeleteForGood(id.clone())));
    browser.settle();
    assert!(browser.notice(tab).contains("\u{201d} deleted permanently."));
    assert!(browser.stored(&id).is_none() && browser.state(tab).drafts.get(&id).is_none());
}

#[test]
fn opened_and_brought_back_are_said_once_they_are_stored() {
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "One");
    let mut other = browser.draft(tab, &id).clone();
    other.id = DraftId::new("other").unwrap();
    browser.go(tab, "#/");
    browser.send(tab, Event::History(HistoryEvent::Delete(id.clone())));
    browser.settle();
    browser.fill();
    browser.send(tab, Event::History(HistoryEvent::Recover(id.clone())));
    assert!(browser.notice(tab).contains("was not restored"), "{}", browser.notice(tab));
    assert!(browser.state(tab).history.trash.deleted().contains_key(&id), "it is still among the deleted ones");
    let file = Content::Bytes(write_draft(&other).unwrap().into_bytes());
    open_file(&mut browser, tab, "o.json", file);
    browser.settle();
    assert!(browser.notice(tab).contains("is open but not saved"), "{}", browser.notice(tab));
    assert!(browser.state(tab).saving.autosave.is_failing());
    browser.make_room();
    browser.send(tab, Event::Ticked);
    browser.send(tab, Event::History(HistoryEvent::Recover(id.clone())));
    assert!(browser.notice(tab).contains("\u{201d} restored."));
    let tab = browser.reload(tab);
    assert!(browser.state(tab).drafts.get(&id).is_some() && browser.state(tab).drafts.get(&other.id).is_some());
}

// Row 10d.

#[test]
fn jobs_do_not_cross() {
    let (mut browser, tab, one) = with_draft();
    browser.set(tab, &one, NAME, "One");
    browser.go(tab, "#/");
    let two = browser.begin(tab);
    browser.set(tab, &two, NAME, "Two");
    browser.go(tab, "#/help");
    erase(&mut browser, tab, EraseEvent::Start);
    browser.go(tab, "#/");
    open_file(&mut browser, tab, "holiday.zip", foreign());
    assert!(browser.notice(tab).starts_with("\u{201c}holiday.zip\u{201d} was not opened"), "{}", browser.notice(tab));
    attach(&mut browser, tab, &one, &[(PLAN, "one.pdf")]);
    assert!(browser.notice(tab).contains("was not attached"), "{}", browser.notice(tab));
    assert!(browser.tabs[tab].chosen.is_empty(), "refused files are released");
    browser.settle();
    let EraseDevice::Confirming(packed) = &browser.state(tab).saving.erase else { panic!("the files are made") };
    assert_eq!(packed.len(), 2);
    assert_eq!(files(&browser, tab, &one, PLAN), []);

    // A backup that was stopped is not gone on with by a later one.
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "One");
    browser.send(tab, Event::Saving(SavingEvent::BackUp(id.clone())));
    browser.send(tab, Event::Job(JobEvent::Stop));
    open_file(&mut browser, tab, "holiday.zip", foreign());
    browser.settle();
    assert!(browser.tabs[tab].downloads.is_empty(), "no file is handed out in the place of a backup nobody waits for");
}

// Row 11.

#[test]
fn progress_changes_nothing_but_progress() {
    let (mut browser, tab, id) = with_draft();
    attach(&mut browser, tab, &id, &[(PLAN, "one.pdf")]);
    let request = browser.tabs[tab].worker.next_id().unwrap();
    browser.tabs[tab].state.changes = ChangeSet::default();
    let before = browser.state(tab).clone();
    let answer = Answer::Progress { done: 1, total: 2 };
    browser.send(tab, Event::Worker(WorkerEvent::Answered { id: request, answer, url: None }));
    let changes = &browser.state(tab).changes;
    assert!(changes.has(Area::Progress) && !changes.page());
    assert!(!changes.has(Area::Check) && !changes.has(Area::Letters));
    assert!(std::ptr::eq(
        std::sync::Arc::as_ptr(before.derived.readiness().unwrap()),
        std::sync::Arc::as_ptr(browser.state(tab).derived.readiness().unwrap())
    ));
    assert_eq!(browser.state(tab).jobs.progress(), Some((1, 2)));
}

// Row 12.

#[test]
fn files_that_are_not_used_are_released() {
    let (mut browser, tab, id) = with_draft();
    attach(&mut browser, tab, &id, &[(PLAN, "one.pdf"), (PLAN, "two.pdf"), (PLAN, "three.pdf")]);
    browser.worker_step(tab);
    browser.send(tab, Event::Job(JobEvent::Stop));
    browser.settle();
    assert!(browser.tabs[tab].chosen.is_empty());
    assert_eq!(files(&browser, tab, &id, PLAN).len(), 1, "what was attached before stays");

    let file = file_id(b"one.pdf");
    let show = || Event::Attachment(AttachmentEvent::Show(id.clone(), Field::parse(PLAN), file.clone()));
    browser.send(tab, show());
    browser.settle();
    browser.send(tab, show());
    browser.settle();
    assert_eq!(browser.tabs[tab].urls.len(), 1, "the address of the one that is shown");
    browser.send(tab, Event::Attachment(AttachmentEvent::Close));
    assert!(browser.tabs[tab].urls.is_empty());
    // What is asked for and then stopped.
    browser.send(tab, show());
    browser.send(tab, Event::Saving(SavingEvent::BackUp(id.clone())));
    browser.send(tab, Event::Job(JobEvent::Stop));
    browser.settle();
    assert!(browser.tabs[tab].urls.is_empty());
}

// Row 13.

#[test]
fn a_passing_error_of_the_store_is_not_told_as_a_missing_file() {
    let (mut browser, tab, id) = with_draft();
    attach(&mut browser, tab, &id, &[(PLAN, "one.pdf")]);
    browser.settle();
    browser.files.failing = 1;
    let download = || Event::Attachment(AttachmentEvent::Download(id.clone(), file_id(b"one.pdf")));
    browser.send(tab, download());
    browser.settle();
    assert!(browser.notice(tab).contains("could not be read. It has not been deleted"), "{}", browser.notice(tab));
    browser.send(tab, download());
    browser.settle();
    assert_eq!(browser.tabs[tab].downloads.len(), 1);
    browser.files.files.clear();
    browser.send(tab, download());
    browser.settle();
    assert!(browser.notice(tab).contains("\u{201d} is not on this device"));
}

// Row 15.

#[test]
fn a_draft_works_without_the_hosts_copy_of_its_call() {
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    browser.close(tab);
    browser.host.clear();
    browser.index = Err("The list of calls could not be loaded.".to_owned());
    let tab = browser.open(&school_page(&id));
    assert!(browser.state(tab).open_call().and_then(Load::ready).is_some());
    assert!(browser.state(tab).derived.readiness().is_some());
    let draft = browser.draft(tab, &id).clone();
    assert!(!browser.state(tab).calls.is_removed_by_hub(&draft.call), "no network is not \u{201c}removed\u{201d}");
    assert!(!call_name(browser.state(tab), &draft).contains("marsh-2027"));
    browser.send(tab, Event::Saving(SavingEvent::BackUp(id.clone())));
    browser.settle();
    assert!(matches!(browser.tabs[tab].downloads.as_slice(), [(_, Content::Bundle(_))]));
    browser.close(tab);

    browser.index = Ok(index_text(&["marsh-2028"]));
    browser.host.insert("calls/marsh-2028.json".to_owned(), call_text("marsh-2028"));
    let tab = browser.open("#/");
    assert!(browser.state(tab).calls.is_removed_by_hub(&draft.call));
    assert!(listed_drafts(browser.state(tab))[0].call_removed);
    browser.go(tab, "#/call/marsh-2028");
    browser.settle();
    let next = crate::call::CallId::new("marsh-2028").unwrap();
    browser.send(tab, Event::Draft(DraftEvent::StartFrom(id, next.clone())));
    browser.settle();
    assert_eq!(browser.state(tab).open_draft().map(|loaded| &loaded.draft.call), Some(&next));
}

#[test]
fn copies_of_calls_are_shared_and_go_with_the_last_draft() {
    let (mut browser, tab, one) = with_draft();
    browser.go(tab, "#/");
    let two = browser.begin(tab);
    assert_eq!(call_copies(&browser), 1);
    browser.close(tab);
    // The hub changes its call: a draft keeps the call that it was begun with, and the newest one.
    let changed = call_text("marsh-2027").replace("Lead", "Leading");
    browser.host.insert("calls/marsh-2027.json".to_owned(), changed);
    let tab = browser.open(&school_page(&one));
    assert_eq!(call_copies(&browser), 2);
    browser.go(tab, "#/");
    for id in [one, two] {
        browser.send(tab, Event::History(HistoryEvent::DeleteForGood(id)));
        browser.settle();
    }
    assert_eq!(browser.storage.keys().collect::<Vec<_>>(), [""; 0]);
}

fn call_copies(browser: &FakeBrowser) -> usize {
    browser.storage.keys().filter(|key| key.starts_with("upbeat/call-file/")).count()
}

#[test]
fn a_tab_that_hears_of_a_new_copy_of_a_call_leaves_it() {
    let mut browser = FakeBrowser::new();
    let tab = browser.open("#/");
    browser.open("#/");
    browser.begin(tab);
    browser.settle();
    assert_eq!(
        call_copies(&browser),
        1,
        "the other tab has heard of the copy before it heard of the record that names it"
    );
}

#[test]
fn a_copy_of_a_call_that_is_gone_is_stored_again_when_its_draft_is_opened() {
    let (mut browser, tab, id) = with_draft();
    browser.close(tab);
    browser.storage.retain(|key, _| !key.starts_with("upbeat/call-file/"));
    let tab = browser.open(&school_page(&id));
    assert_eq!(call_copies(&browser), 1);
    browser.host.clear();
    let tab = browser.reload(tab);
    assert!(browser.state(tab).open_call().and_then(Load::ready).is_some());
}

#[test]
fn a_draft_that_is_taken_over_while_another_tab_changes_its_record_is_taken_over() {
    let (mut browser, tab, id) = with_draft();
    browser.close(tab);
    browser.site = "/b/".to_owned();
    let tab = browser.open("#/");
    let key = format!("upbeat/record/{id}");
    let theirs = browser.storage[&key].replacen('{', "{\"mood\":\"glad\",", 1);
    browser.storage.insert(key.clone(), theirs);
    browser.send(tab, Event::Call(CallEvent::TakeOver(id.clone())));
    assert_eq!(listed_drafts(browser.state(tab)).len(), 1);
    let record = &browser.storage[&key];
    assert!(record.contains("\"site\":\"/b/\"") && record.contains("\"mood\":\"glad\""), "{record}");
}
// Row 17.

#[test]
fn the_browser_asks_before_the_page_is_left_while_something_is_not_saved_and_only_then() {
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    assert!(!browser.tabs[tab].warns);
    browser.fill();
    browser.set(tab, &id, NAME, "Larkfield Green");
    assert!(browser.tabs[tab].warns);
    browser.make_room();
    browser.set(tab, &id, NAME, "Larkfield Greens");
    assert!(!browser.tabs[tab].warns);
}

// Row 18.

#[test]
fn a_backup_counts_once_the_person_has_the_file_or_it_is_opened_again() {
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    browser.send(tab, Event::Saving(SavingEvent::BackUp(id.clone())));
    browser.settle();
    assert!(last_backup(browser.state(tab), &id).starts_with("Backup downloaded today"));
    let offer = browser.state(tab).notices.shown().and_then(|notice| notice.offer.clone());
    assert_eq!(offer, Some(Offer::BackupReceived(id.clone())));
    let tab = browser.reload(tab);
    assert!(last_backup(browser.state(tab), &id).starts_with("Backup downloaded today"));
    browser.send(tab, Event::Saving(SavingEvent::BackupReceived(id.clone())));
    assert!(last_backup(browser.state(tab), &id).starts_with("Last backup: today"));

    browser.set(tab, &id, NAME, "Larkfield Green");
    let file = draft_file(&browser, tab, &id);
    browser.now += DAY;
    browser.go(tab, "#/");
    replace(&mut browser, tab, file);
    assert!(last_backup(browser.state(tab), &id).starts_with("Last backup: today"));
}

#[test]
fn everything_is_removed_only_after_each_file_was_saved() {
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "One");
    browser.go(tab, "#/help");
    erase(&mut browser, tab, EraseEvent::Start);
    browser.settle_tab(tab);
    assert!(browser.tabs[tab].downloads.is_empty(), "one press for each file");
    erase(&mut browser, tab, EraseEvent::Confirm);
    browser.settle_tab(tab);
    assert!(browser.stored(&id).is_some());
    erase(&mut browser, tab, EraseEvent::Save(0));
    assert_eq!(browser.tabs[tab].downloads.len(), 1);
}

// Row 19.

#[test]
fn storage_that_was_emptied_from_outside_is_not_said_to_have_lost_nothing() {
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    browser.clear_from_outside();
    browser.settle();
    assert_eq!(browser.stored_text(&id, NAME).as_deref(), Some("Larkfield"));
    let notice = browser.notice(tab);
    assert!(
        notice.contains("Upbeat saved 1 application again from this open page") && !notice.contains("nothing"),
        "{notice}"
    );
}

// Row 20.

#[test]
fn nothing_is_removed_on_the_word_of_one_reading_of_the_clock() {
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    browser.go(tab, "#/");
    browser.send(tab, Event::History(HistoryEvent::Delete(id.clone())));
    browser.settle();
    browser.close(tab);
    let today = browser.now;
    browser.now += 400 * DAY;
    let tab = browser.open("#/");
    assert!(browser.state(tab).history.trash.deleted().contains_key(&id));
    browser.close(tab);
    browser.now = today + DAY;
    let tab = browser.open("#/");
    assert!(browser.state(tab).history.trash.deleted().contains_key(&id));
    browser.close(tab);
    // When its time is really over it goes, at the second opening that finds so.
    for (days, there) in [(32, true), (34, false)] {
        browser.now = today + days * DAY;
        let tab = browser.open("#/");
        browser.settle();
        assert_eq!(browser.state(tab).history.trash.deleted().contains_key(&id), there, "after {days} days");
        browser.close(tab);
    }
    assert_eq!(browser.keys_with("Larkfield"), [""; 0]);
}

#[test]
fn a_day_in_the_future_is_not_shown_as_the_past() {
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    let today = browser.now;
    browser.now += 400 * DAY;
    browser.send(tab, Event::Saving(SavingEvent::DownloadDraft(id.clone())));
    browser.now = today;
    browser.send(tab, Event::Ticked);
    assert_eq!(
        last_backup(browser.state(tab), &id),
        "Backup downloaded on a day when this device\u{2019}s clock was wrong"
    );
}

// Row 21.

#[test]
fn a_draft_belongs_to_the_site_it_was_begun_on() {
    let mut browser = FakeBrowser::new();
    browser.site = "/a/".to_owned();
    let tab = browser.open("#/");
    let id = browser.begin(tab);
    browser.go(tab, "#/");
    browser.close(tab);
    browser.site = "/b/".to_owned();
    let tab = browser.open("#/");
    assert_eq!(listed_drafts(browser.state(tab)), []);
    let elsewhere: Vec<_> = elsewhere_drafts(browser.state(tab)).into_iter().map(|draft| draft.id).collect();
    assert_eq!(elsewhere, [id.clone()]);
    browser.send(tab, Event::Call(CallEvent::TakeOver(id.clone())));
    let tab = browser.reload(tab);
    assert_eq!(listed_drafts(browser.state(tab)).len(), 1);
    browser.close(tab);

    // Drafts of before belong to the site that lists their call.
    browser.storage.retain(|key, _| !key.starts_with("upbeat/record/"));
    for (calls, here) in [(&["marsh-2027"][..], 1), (&["fen-2027"][..], 0)] {
        browser.index = Ok(index_text(calls));
        let tab = browser.open("#/");
        assert_eq!(listed_drafts(browser.state(tab)).len(), here, "{calls:?}");
        assert_eq!(elsewhere_drafts(browser.state(tab)).len(), 1 - here, "{calls:?}");
        browser.close(tab);
    }
}

#[test]
fn what_another_tab_has_removed_from_this_device_is_not_stored_again() {
    let (mut browser, tab, id) = with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    browser.go(tab, "#/");
    let other = browser.open("#/help");
    browser.settle();
    erase_all(&mut browser, other);
    assert_eq!(browser.storage.len(), 0);
    // One key of many is told when a minute is over.
    assert!(browser.deliver(tab));
    browser.send(tab, Event::Ticked);
    assert_eq!(browser.storage.len(), 0);
    browser.settle();
    browser.send(tab, Event::Ticked);
    assert_eq!(browser.storage.len(), 0);
    assert!(browser.state(tab).drafts.get(&id).is_none());
}

#[test]
fn where_storage_is_blocked_from_the_start_the_browser_asks_once_there_is_something_to_lose() {
    let mut browser = FakeBrowser::new();
    browser.fault = StorageFault::Blocked;
    let tab = browser.open("#/");
    browser.send(tab, Event::Ticked);
    assert!(!browser.tabs[tab].warns, "nothing is lost with the page");
    let id = browser.begin(tab);
    browser.set(tab, &id, NAME, "Larkfield");
    assert!(browser.tabs[tab].warns);
    browser.fault = StorageFault::None;
    browser.send(tab, Event::Ticked);
    assert!(!browser.tabs[tab].warns);
}
