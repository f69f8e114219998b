//! The last backup, the reminder, and asking the browser to keep the work.

use super::*;
use crate::app::testing::{DAY, StorageFault};

fn bundle(browser: &mut FakeBrowser, tab: usize, id: &DraftId) {
    browser.send(tab, Event::Saving(SavingEvent::BackUp(id.clone())));
}

#[test]
fn the_last_backup_is_known_after_a_reload() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    let words = |browser: &FakeBrowser, tab: usize| last_backup(browser.state(tab), &id);
    let received = || SavingEvent::BackupReceived(id.clone());
    assert_eq!(words(&browser, tab), "No backup yet");
    browser.set(tab, &id, NAME, "Larkfield");
    browser.send(tab, Event::Job(JobEvent::Make(id.clone(), Making::Document(Document::Application))));
    browser.settle();
    assert_eq!(browser.tabs[tab].downloads.len(), 1);
    assert_eq!(words(&browser, tab), "No backup yet", "one document is no backup");
    bundle(&mut browser, tab, &id);
    assert_eq!(words(&browser, tab), "No backup yet", "it has not been made yet");
    browser.set(tab, &id, NAME, "Larkfield Green");
    browser.settle();
    assert!(words(&browser, tab).starts_with("Backup downloaded today at 10"), "{}", words(&browser, tab));
    saving(&mut browser, tab, received());
    assert!(words(&browser, tab).starts_with("Last backup: today at 10"), "{}", words(&browser, tab));
    let tab = browser.reload(tab);
    assert!(words(&browser, tab).starts_with("Last backup: today at 10"), "{}", words(&browser, tab));
    browser.now += 3 * DAY;
    browser.send(tab, Event::Ticked);
    assert_eq!(
        words(&browser, tab),
        "Changed since backup on 22 November 2026",
        "what was typed meanwhile is in no backup"
    );
    saving(&mut browser, tab, SavingEvent::DownloadDraft(id.clone()));
    saving(&mut browser, tab, received());
    browser.now += 3 * DAY;
    browser.send(tab, Event::Ticked);
    assert_eq!(words(&browser, tab), "Last backup: 25 November 2026");
    browser.send(tab, Event::History(HistoryEvent::DeleteForGood(id.clone())));
    browser.settle();
    assert_eq!(browser.storage.keys().collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn the_file_for_the_hub_is_no_backup() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    browser.send(tab, Event::Job(JobEvent::Make(id.clone(), Making::ForHub { page: false })));
    browser.settle();
    assert_eq!(browser.tabs[tab].downloads.len(), 1);
    assert_eq!(last_backup(browser.state(tab), &id), "No backup yet");
    let shown = browser.state(tab).notices.shown().unwrap();
    assert!(shown.good && shown.offer.is_none(), "nobody is asked whether they have it: {shown:?}");
    // Nor is it one when it is opened again, over the draft or where there is none.
    let content = browser.tabs[tab].downloads[0].1.clone();
    for deleted in [false, true] {
        if deleted {
            browser.send(tab, Event::History(HistoryEvent::DeleteForGood(id.clone())));
            browser.settle();
        }
        let number = browser.choose(tab, content.clone());
        let file = ChosenFile { number, name: "larkfield.zip".to_owned() };
        browser.send(tab, Event::Job(JobEvent::Open(file)));
        browser.settle();
        if !deleted {
            let event = ImportEvent::Decide { draft: id.clone(), choice: Choice::Replace };
            browser.send(tab, Event::Import(event));
            browser.settle();
        }
        assert_eq!(browser.draft(tab, &id).text(&Field::parse(NAME)), "Larkfield");
        assert_eq!(last_backup(browser.state(tab), &id), "No backup yet", "deleted: {deleted}");
    }
}

#[test]
fn a_draft_file_is_no_backup_of_attached_files() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    attach(&mut browser, tab, &id);
    saving(&mut browser, tab, SavingEvent::DownloadDraft(id.clone()));
    assert_eq!(browser.tabs[tab].downloads.len(), 1);
    assert_eq!(last_backup(browser.state(tab), &id), "No backup yet");
    assert!(browser.notice(tab).contains("1 attached file is not in it"), "{}", browser.notice(tab));
    let shown = browser.state(tab).notices.shown().unwrap();
    assert_eq!(shown.offer, None, "nobody is asked whether that has arrived");
}

#[test]
fn one_is_reminded_after_a_day_of_work_and_not_again_that_day() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    let due = |browser: &FakeBrowser, tab: usize| reminder(browser.state(tab), &id);
    let later = |browser: &mut FakeBrowser, tab: usize, days: i64| {
        browser.now += days * DAY;
        browser.send(tab, Event::Ticked);
    };
    later(&mut browser, tab, 1);
    assert_eq!(due(&browser, tab), None, "nothing has been written");
    browser.set(tab, &id, NAME, "Larkfield");
    assert_eq!(due(&browser, tab), None, "work of today");
    later(&mut browser, tab, 1);
    let expected = "You have no backup. This work has been only on this device since 23 November 2026.";
    assert_eq!(due(&browser, tab).as_deref(), Some(expected));
    saving(&mut browser, tab, SavingEvent::NotToday(id.clone()));
    assert_eq!(due(&browser, tab), None);
    let tab = browser.reload(tab);
    assert_eq!(due(&browser, tab), None, "that is stored");
    later(&mut browser, tab, 1);
    assert!(due(&browser, tab).is_some());

    browser.send(tab, Event::Saving(SavingEvent::BackUp(id.clone())));
    assert!(browser.state(tab).jobs.is_busy());
    assert!(due(&browser, tab).is_some(), "until it is made");
    browser.settle();
    assert_eq!(due(&browser, tab), None);
    later(&mut browser, tab, 5);
    assert_eq!(due(&browser, tab), None, "nothing was changed since");
    browser.send(tab, Event::Draft(DraftEvent::Rename(id.clone(), "Ours".to_owned())));
    browser.settle();
    later(&mut browser, tab, 1);
    assert_eq!(due(&browser, tab).as_deref(), Some("You have new work since your backup on 25 November 2026."));
}

#[test]
fn if_no_bundle_can_be_made_the_draft_file_is_handed_out() {
    for crashes in [false, true] {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        browser.set(tab, &id, NAME, "Larkfield");
        let fail = |browser: &mut FakeBrowser| {
            if crashes {
                browser.crash_worker(tab);
            } else {
                browser.tabs[tab].worker.refuses = true;
            }
            browser.settle();
        };
        // The person's own export is not replaced by something else.
        browser.send(tab, Event::Job(JobEvent::Make(id.clone(), Making::ForHub { page: false })));
        fail(&mut browser);
        assert_eq!(browser.tabs[tab].downloads, []);
        browser.send(tab, Event::Saving(SavingEvent::BackUp(id.clone())));
        fail(&mut browser);
        let [(_, content)] = browser.tabs[tab].downloads.as_slice() else { panic!("one file is handed out") };
        assert_eq!(draft_in(content), *browser.draft(tab, &id));
        assert!(browser.notice(tab).contains("answers file instead"));
        assert!(last_backup(browser.state(tab), &id).starts_with("Backup downloaded today"));
        let shown = browser.state(tab).notices.shown().unwrap();
        assert_eq!(shown.offer, Some(Offer::BackupReceived(id.clone())));
        saving(&mut browser, tab, SavingEvent::BackupReceived(id.clone()));
        assert!(last_backup(browser.state(tab), &id).starts_with("Last backup: today"));
    }
}

#[test]
fn the_first_backup_asks_the_browser_to_keep_the_work() {
    let persistence = |lasting, asked| StoragePersistence { lasting, asked, used: None };
    // What is known before, and what the browser has said after the backup. The fake browser agrees when it is asked.
    for (lasting, asked, after) in [
        (Some(false), false, persistence(Some(true), true)),
        (Some(true), false, persistence(Some(true), false)),
        (None, false, persistence(None, false)),
        (Some(false), true, persistence(Some(false), true)),
    ] {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        saving(&mut browser, tab, SavingEvent::Persistence(persistence(lasting, asked)));
        saving(&mut browser, tab, SavingEvent::BackUp(id.clone()));
        assert_eq!(browser.state(tab).saving.autosave.persistence(), after, "{lasting:?} {asked}");
    }
    let (mut browser, tab, _) = FakeBrowser::with_draft();
    let known = |browser: &FakeBrowser| browser.state(tab).saving.autosave.persistence();
    saving(&mut browser, tab, SavingEvent::Persistence(persistence(Some(false), true)));
    saving(&mut browser, tab, SavingEvent::Persistence(persistence(Some(false), false)));
    assert!(known(&browser).asked, "that it was asked is not forgotten");
    saving(&mut browser, tab, SavingEvent::Persistence(persistence(Some(true), true)));
    saving(&mut browser, tab, SavingEvent::Persistence(persistence(Some(false), false)));
    assert_eq!(known(&browser).lasting, Some(true), "the answer to an earlier question came later");
}

#[test]
fn a_note_of_a_backup_that_was_not_stored_is_stored_with_the_next_minute_that_lets_it() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    for fault in [StorageFault::None, StorageFault::WritesFail] {
        browser.now += 2 * DAY;
        browser.fault = fault;
        bundle(&mut browser, tab, &id);
        saving(&mut browser, tab, SavingEvent::BackupReceived(id.clone()));
    }
    browser.fault = StorageFault::None;
    browser.send(tab, Event::Ticked);
    let before = last_backup(browser.state(tab), &id);
    let tab = browser.reload(tab);
    assert_eq!(last_backup(browser.state(tab), &id), before);
}
