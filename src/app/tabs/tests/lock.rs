//! Who may edit.

use super::*;
use crate::app::testing::{Content, NAME, StorageFault};
use crate::call::{LetterId, Section, Timestamp};
use crate::draft::FileId;

#[test]
fn the_second_tab_is_read_only_and_takes_the_lock() {
    let (mut browser, id) = open_in(2, true);
    assert_eq!(*lock(&browser, 0), Lock::Owner(id.clone(), LockHandover::None));
    assert!(is_read_only(&browser, 1));
    add_word(&mut browser, 0, &id, FIELDS[0], "one");
    add_word(&mut browser, 0, &id, FIELDS[0], "two");
    browser.settle();
    assert_eq!(browser.draft(1, &id), browser.draft(0, &id));

    edit_here(&mut browser, 1);
    assert!(browser.state(1).tabs.is_taking());
    browser.settle();
    assert_eq!(*lock(&browser, 1), Lock::Owner(id.clone(), LockHandover::Here));
    assert_eq!(*lock(&browser, 0), Lock::ReadOnly(id.clone(), LockHandover::Away));
    add_word(&mut browser, 1, &id, FIELDS[0], "three");
    browser.settle();
    check(&browser, &id, &["one", "two", "three"], &Conflicts::None);
}

#[test]
fn where_the_browser_refuses_every_lock_the_tab_edits_without_one() {
    let mut browser = FakeBrowser::new();
    (browser.refuses_locks, browser.fault) = (true, StorageFault::Blocked);
    let (mut browser, tab, id) = browser.and_draft();
    browser.settle();
    assert_eq!(*lock(&browser, tab), Lock::Unsupported);
    add_word(&mut browser, tab, &id, FIELDS[0], "one");
    browser.go(tab, "#/");
    assert_eq!(*lock(&browser, tab), Lock::Unsupported, "no lock is asked for again");
    assert_eq!(browser.text(tab, &id, FIELDS[0]), " one");
}

#[test]
fn what_was_typed_just_before_the_lock_is_taken_is_read_from_storage() {
    let (mut browser, id) = open_in(2, true);
    add_word(&mut browser, 0, &id, FIELDS[0], "one");
    // No news of it reaches the other tab before that takes the lock.
    browser.lose_message(1);
    assert!(!browser.has_mail(1));
    edit_here(&mut browser, 1);
    add_word(&mut browser, 0, &id, FIELDS[0], "two");
    browser.lose_message(1);
    browser.settle();
    add_word(&mut browser, 1, &id, FIELDS[0], "three");
    browser.settle();
    check(&browser, &id, &["one", "two", "three"], &Conflicts::None);
}

#[test]
fn a_tab_that_sleeps_loses_the_lock_and_no_word() {
    let (mut browser, id) = open_in(2, true);
    add_word(&mut browser, 0, &id, FIELDS[0], "one");
    browser.settle();
    browser.tabs[0].is_awake = false;
    edit_here(&mut browser, 1);
    browser.settle();
    assert!(matches!(lock(&browser, 1), Lock::Owner(..)));
    add_word(&mut browser, 1, &id, FIELDS[0], "two");
    add_word(&mut browser, 1, &id, FIELDS[1], "three");
    // It wakes, and somebody types before it has heard anything.
    browser.tabs[0].is_awake = true;
    add_word(&mut browser, 0, &id, FIELDS[0], "four");
    add_word(&mut browser, 0, &id, FIELDS[2], "five");
    browser.settle();
    check(&browser, &id, &["one", "two", "three", "four", "five"], &Conflicts::Shown);
    let shown = conflicts(&browser, 0).len() + conflicts(&browser, 1).len();
    assert!(shown > 0, "both texts of the same answer can be read");
    assert!(is_read_only(&browser, 0));
}

#[test]
fn a_waiting_tab_gets_the_lock_when_the_page_is_left() {
    let (mut browser, id) = open_in(3, true);
    add_word(&mut browser, 0, &id, FIELDS[0], "one");
    browser.go(0, "#/");
    browser.settle();
    assert!(matches!(lock(&browser, 1), Lock::Owner(..)));
    assert!(is_read_only(&browser, 2));
    add_word(&mut browser, 1, &id, FIELDS[0], "two");
    browser.settle();
    check(&browser, &id, &["one", "two"], &Conflicts::None);
}

#[test]
fn a_tab_that_loses_the_lock_stores_what_was_not_stored_once_it_can() {
    let (mut browser, id) = open_in(2, true);
    browser.fault = StorageFault::WritesFail;
    add_word(&mut browser, 0, &id, FIELDS[0], "one");
    assert!(is_failing(&browser, 0));
    edit_here(&mut browser, 1);
    browser.settle();
    assert!(is_read_only(&browser, 0) && is_failing(&browser, 0), "the word is in this page only");
    browser.fault = StorageFault::None;
    add_word(&mut browser, 1, &id, FIELDS[1], "two");
    browser.send(0, Event::Ticked);
    browser.settle();
    assert!(!is_failing(&browser, 0) && !is_failing(&browser, 1));
    check(&browser, &id, &["one", "two"], &Conflicts::None);
}

#[test]
fn a_draft_that_another_tab_edits_is_neither_deleted_nor_renamed_here() {
    let (mut browser, id) = open_in(2, true);
    browser.go(1, "#/");
    let rename = || Event::Draft(DraftEvent::Rename(id.clone(), "Mine".to_owned()));
    let delete = || Event::History(HistoryEvent::Delete(id.clone()));
    for event in [delete(), rename()] {
        browser.send(1, event);
        browser.settle();
        let notice = browser.state(1).notices.shown().unwrap();
        assert!(!notice.good && notice.text.contains("another tab"), "{}", notice.text);
        browser.send(1, Event::NoticeClosed);
        assert_eq!(browser.draft(1, &id).name, "");
    }
    // Once its page is left there, it is done.
    browser.go(0, "#/");
    browser.send(1, rename());
    browser.settle();
    assert_eq!(browser.draft(1, &id).name, "Mine");
    assert_eq!(browser.draft(0, &id).name, "Mine");
    browser.send(1, delete());
    browser.settle();
    assert!(browser.state(1).drafts.get(&id).is_none());
}

#[test]
fn delete_pressed_twice_deletes_once() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    browser.go(tab, "#/");
    let delete = Event::History(HistoryEvent::Delete(id.clone()));
    browser.send(tab, delete.clone());
    browser.send(tab, delete.clone());
    assert!(browser.deliver(tab), "the first answer about locks");
    assert!(browser.state(tab).drafts.get(&id).is_none());
    browser.send(tab, Event::History(HistoryEvent::Recover(id.clone())));
    browser.settle();
    assert_eq!(browser.text(tab, &id, NAME), "Larkfield", "the second answer does not delete it again");

    // Once it has the lock the tab does not ask.
    browser.send(tab, Event::Navigated { hash: school_page(&id) });
    browser.send(tab, delete.clone());
    assert!(browser.deliver(tab), "the lock");
    browser.send(tab, delete);
    assert!(browser.state(tab).drafts.get(&id).is_none());
    browser.send(tab, Event::History(HistoryEvent::Recover(id.clone())));
    browser.settle();
    assert_eq!(browser.text(tab, &id, NAME), "Larkfield");
}

#[test]
fn a_draft_from_a_file_replaces_one_only_if_no_other_tab_edits_that() {
    for (tab, free) in [(1, false), (0, true)] {
        let (mut browser, id) = open_in(2, true);
        if tab == 1 {
            browser.go(1, "#/");
        }
        let mut draft = browser.draft(0, &id).clone();
        draft.set(Field::parse(FIELDS[1]), Value::from("Coast"), Timestamp(browser.now + 5));
        let number = browser.choose(tab, Content::Bytes(write_draft(&draft).unwrap().into_bytes()));
        browser.send(tab, Event::Job(JobEvent::Open(ChosenFile { number, name: "draft.json".to_owned() })));
        browser.settle();
        browser.send(tab, Event::Import(ImportEvent::Decide { draft: id.clone(), choice: Choice::Replace }));
        browser.settle();
        assert_eq!(browser.text(tab, &id, FIELDS[1]) == "Coast", free, "tab {tab}");
        assert_eq!(browser.state(tab).imports.drafts.get().is_some(), !free, "one can try again: tab {tab}");
        assert_eq!(
            browser.notice(tab).starts_with("The application was not replaced, because it is open"),
            !free,
            "tab {tab}"
        );
    }
}

#[test]
fn why_another_tab_is_in_the_way_is_said() {
    let (id, words) = (DraftId::new("a1").unwrap(), |event: Event| not_free(&event).text);
    let replace = ImportEvent::Decide { draft: id.clone(), choice: Choice::Replace };
    let rename = |name: &str| Event::Draft(DraftEvent::Rename(id.clone(), name.to_owned()));
    for (event, begins) in [
        (rename("Mine "), "The name was not changed to \u{201c}Mine\u{201d}, because it is open"),
        (rename(" "), "The name was not changed, because it is open"),
        (Event::History(HistoryEvent::Delete(id.clone())), "The application was not deleted, because it is open"),
        (Event::Import(replace), "The application was not replaced, because it is open"),
        (Event::Erase(EraseEvent::Confirm), "Nothing was deleted: an application is open"),
    ] {
        assert!(words(event.clone()).starts_with(begins), "{}", words(event));
    }
}

fn file() -> FileId {
    FileId::new(&"a".repeat(64)).unwrap()
}

/// Everything that changes a draft at one stroke.
fn strokes(browser: &mut FakeBrowser, tab: usize, draft: &DraftId) -> Vec<Event> {
    let (at, field) = (Timestamp(1), Field::parse("documents/plan/files"));
    let number = browser.choose(tab, Content::Bytes(b"plan".to_vec()));
    let chosen = ChosenAttachment {
        file: ChosenFile { number, name: "plan.pdf".to_owned() },
        draft: draft.clone(),
        to: field.clone(),
        kind: String::new(),
        bytes: 4,
        instead: None,
    };
    vec![
        Event::Draft(DraftEvent::Undo(draft.clone())),
        Event::Draft(DraftEvent::Redo(draft.clone())),
        Event::History(HistoryEvent::KeepVersion(draft.clone(), "For the head".to_owned())),
        Event::History(HistoryEvent::RestoreVersion(draft.clone(), at)),
        Event::History(HistoryEvent::RemoveVersion(draft.clone(), at)),
        Event::Attachment(AttachmentEvent::Chosen(vec![chosen])),
        Event::Attachment(AttachmentEvent::Link(draft.clone(), field.clone(), file())),
        Event::Attachment(AttachmentEvent::Remove(draft.clone(), field, file())),
        Event::Attachment(AttachmentEvent::PutBack),
        Event::Import(ImportEvent::ApplyLetter),
    ]
}

/// A tab edits a draft, in which a file was just removed and a letter from a file waits to be put in.
fn ready(browser: &mut FakeBrowser, tab: usize, draft: &DraftId) {
    let letter = Page::Section(Section::Letter(LetterId::new("letter").unwrap()));
    browser.go(tab, &Route::Draft(draft.clone(), letter, None).to_string());
    browser.settle();
    edit_here(browser, tab);
    browser.settle();
    add_word(browser, tab, draft, FIELDS[0], "one");
    browser.set_value(tab, draft, "documents/plan/files", Value::List(vec![file().to_string()]));
    let remove = AttachmentEvent::Remove(draft.clone(), Field::parse("documents/plan/files"), file());
    browser.send(tab, Event::Attachment(remove));
    let number = browser.choose(tab, Content::Letter("We sing.".to_owned()));
    browser.send(tab, Event::Job(JobEvent::OpenLetter(ChosenFile { number, name: "letter.docx".to_owned() })));
    browser.settle();
    assert!(browser.state(tab).imports.letter.get().is_some());
}

#[test]
fn a_draft_that_is_only_shown_here_is_not_changed_at_one_stroke() {
    // The tab that acts, whether on the draft that tab 0 has open, and whether that is refused.
    for (tab, same_draft, refused) in [(1, true, true), (1, false, false), (0, true, false)] {
        for number in 0..10 {
            let (mut browser, id) = open_in(1, true);
            let other = browser.begin(0);
            browser.open(&school_page(&id));
            browser.go(0, &school_page(&id));
            let draft = if same_draft { &id } else { &other };
            ready(&mut browser, tab, draft);
            edit_here(&mut browser, 0);
            if !same_draft {
                browser.go(tab, &school_page(&id));
            }
            browser.settle();
            assert_eq!(is_read_only(&browser, tab), tab == 1);
            let (before, event) = (browser.draft(tab, draft).clone(), strokes(&mut browser, tab, draft).remove(number));
            browser.send(tab, Event::NoticeClosed);
            browser.send(tab, event.clone());
            let notice = browser.state(tab).notices.shown();
            let said = notice.is_some_and(|it| !it.good && it.text.contains("editing this application in another tab"));
            assert_eq!(said, refused, "{tab} {event:?} {notice:?}");
            assert!(!refused || browser.draft(tab, draft) == &before, "{event:?}");
        }
    }
}

#[test]
fn that_the_lock_came_here_is_said_until_another_page_is_opened() {
    let (mut browser, id) = open_in(2, true);
    edit_here(&mut browser, 1);
    browser.settle();
    let handover = |browser: &FakeBrowser, tab: usize| browser.state(tab).tabs.handover();
    for (tab, before, after) in
        [(1, LockHandover::Here, LockHandover::None), (0, LockHandover::Away, LockHandover::Away)]
    {
        assert_eq!(handover(&browser, tab), before);
        browser.go(tab, &format!("#/draft/{id}/duties"));
        assert_eq!(handover(&browser, tab), after);
    }
}

#[test]
fn news_of_the_lock_of_another_draft_changes_nothing() {
    let other = DraftId::new("b2").unwrap();
    let (mut browser, _) = open_in(2, true);
    let states = |browser: &FakeBrowser| [0, 1].map(|tab| browser.state(tab).tabs.clone());
    let before = states(&browser);
    for event in
        [TabEvent::LockGranted(other.clone()), TabEvent::LockDenied(other.clone()), TabEvent::LockLost(other.clone())]
    {
        browser.send(0, Event::Tab(event.clone()));
        browser.send(1, Event::Tab(event));
    }
    assert_eq!(states(&browser), before);
}

#[test]
fn a_draft_that_was_deleted_where_it_was_edited_is_not_stored_again_by_the_tab_that_gets_its_lock() {
    let (mut browser, id) = open_in(2, true);
    add_word(&mut browser, 0, &id, FIELDS[0], "one");
    browser.settle();
    browser.send(0, Event::History(HistoryEvent::Delete(id.clone())));
    browser.settle_tab(0);
    // The lock comes before the news, or without it.
    (0..9).for_each(|_| browser.lose_message(1));
    browser.settle();
    assert!(matches!(lock(&browser, 1), Lock::Owner(..)));
    assert_eq!(browser.stored(&id), None);
    assert_eq!(browser.state(1).drafts.get(&id).unwrap().status, DraftStatus::DeletedElsewhere);
    add_word(&mut browser, 1, &id, FIELDS[0], "two");
    assert_eq!(browser.stored_text(&id, FIELDS[0]).as_deref(), Some(" one two"), "a further word keeps it");
}
