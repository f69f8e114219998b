//! Editing, undo, examples, and what other tabs store.

use crate::app::testing::{FakeBrowser, NAME, REGION, StorageFault, call_id};
use crate::app::{
    DraftEvent, Event, Focus, HistoryEvent, Page, Route, SaveStatus, SavingEvent, StorageEvent, testing::Content,
};
use crate::call::Timestamp;
use crate::draft::{DraftId, Field, Value, read_draft, write_draft, write_late};

const MINUTE: i64 = crate::app::testing::MINUTE;

fn edit(id: &DraftId, field: &str, text: &str) -> Event {
    Event::Draft(DraftEvent::Edit(id.clone(), Field::parse(field), Value::from(text)))
}

fn changed(key: &str, text: Option<String>) -> Event {
    Event::Storage(StorageEvent::Changed { key: key.to_owned(), text })
}

#[test]
fn every_edit_stores_the_draft_in_the_same_turn() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    let stored = [format!("+upbeat/draft/{id}")];
    for event in [
        edit(&id, NAME, "L"),
        edit(&id, NAME, "La"),
        edit(&id, REGION, "Marsh"),
        edit(&id, NAME, "Lar"),
        Event::Draft(DraftEvent::Rename(id.clone(), "Mine".to_owned())),
        edit(&id, NAME, "Lark"),
    ] {
        assert_eq!(browser.logged(tab, event.clone()), stored, "{event:?}");
        let draft = browser.draft(tab, &id).clone();
        assert_eq!(browser.stored(&id), Some(draft.clone()));
        assert_eq!(browser.found(&id), Some(draft), "a page that is opened now has it");
    }
    assert_eq!(browser.logged(tab, edit(&id, NAME, "Lark")), [""; 0], "nothing changed, so nothing is stored");
    assert_eq!((browser.text(tab, &id, NAME), browser.draft(tab, &id).name.as_str()), ("Lark", "Mine"));
}

#[test]
fn a_keystroke_stores_the_draft_and_nothing_else() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "La");
    browser.tabs[tab].log.clear();
    browser.types_on(tab, &id, NAME, "rkfield Green");
    assert_eq!(browser.tabs[tab].log, vec![format!("+upbeat/draft/{id}"); 13]);
}

#[test]
fn a_draft_that_could_not_be_stored_is_tried_again_at_the_next_keystroke() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.go(tab, "#/");
    let other = browser.begin(tab);
    browser.set(tab, &other, NAME, "A name of thirty letters or so");
    browser.go(tab, &format!("#/draft/{id}/school"));
    browser.fill();
    browser.set(tab, &id, NAME, &"Larkfield ".repeat(20));
    let failed = SaveStatus::Failed { why: "It is full.".to_owned() };
    assert_eq!(*browser.state(tab).saving.autosave.status(), failed);

    let log = browser.logged(tab, edit(&other, NAME, "A shorter name"));
    assert!(log.contains(&format!("+upbeat/draft/{other}")), "{log:?}");
    assert_eq!(*browser.state(tab).saving.autosave.status(), failed, "another draft's luck does not help this one");

    browser.make_room();
    let log = browser.logged(tab, edit(&id, REGION, "N"));
    assert!(log.contains(&format!("+upbeat/draft/{id}")), "{log:?}");
    assert_eq!(*browser.state(tab).saving.autosave.status(), SaveStatus::Recovered);
    let draft = browser.draft(tab, &id).clone();
    assert_eq!(browser.found(&id), Some(draft));
    browser.go(tab, "#/");
    assert_eq!(*browser.state(tab).saving.autosave.status(), SaveStatus::Saved);
}

#[test]
fn a_failed_save_is_said_and_keeps_what_was_typed() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.fault = StorageFault::WritesFail;
    browser.set(tab, &id, NAME, "Larkfield");
    let why = crate::app::testing::BLOCKED.to_owned();
    assert_eq!(*browser.state(tab).saving.autosave.status(), SaveStatus::Failed { why });
    assert_eq!(browser.text(tab, &id, NAME), "Larkfield");
    browser.send(tab, Event::Saving(SavingEvent::DownloadDraft(id.clone())));
    let Some((_, Content::Bytes(file))) = browser.tabs[tab].downloads.last() else { panic!("a file is handed out") };
    assert_eq!(read_draft(std::str::from_utf8(file).unwrap()).unwrap(), *browser.draft(tab, &id));
    let log = browser.logged(tab, Event::Saving(SavingEvent::SaveAgain));
    assert!(log.contains(&format!("!upbeat/draft/{id}")), "{log:?}");
    browser.fault = StorageFault::None;
    let log = browser.logged(tab, Event::Saving(SavingEvent::SaveAgain));
    assert!(log.contains(&format!("+upbeat/draft/{id}")), "{log:?}");
    assert_eq!(*browser.state(tab).saving.autosave.status(), SaveStatus::Recovered);
}

#[test]
fn an_example_is_shown_and_edited_but_never_stored() {
    let (mut browser, tab, example) = FakeBrowser::with_example_on_host("example-marsh");
    browser.send(tab, Event::Draft(DraftEvent::OpenExample(call_id())));
    browser.settle();
    assert_eq!(*browser.state(tab).route(), Route::Draft(example.id.clone(), Page::Overview, None));
    browser.set(tab, &example.id, NAME, "Changed");
    assert_eq!(browser.text(tab, &example.id, NAME), "Changed");
    browser.send(tab, Event::Saving(SavingEvent::SaveAgain));
    browser.send(tab, Event::Ticked);
    assert_eq!(browser.tabs[tab].log, [""; 0]);
    assert!(browser.storage.is_empty());
}

#[test]
fn an_example_is_undone_and_closed_and_leaves_nothing() {
    let (browser, tab, id) = FakeBrowser::with_draft();
    let mut example = browser.draft(tab, &id).clone();
    example.id = DraftId::new("example").unwrap();
    let mut browser = FakeBrowser::new();
    browser.host.insert("examples/marsh-2027.json".to_owned(), write_draft(&example).unwrap());
    let tab = browser.open("#/");
    browser.send(tab, Event::Draft(DraftEvent::OpenExample(call_id())));
    browser.settle();
    browser.go(tab, "#/draft/example/school");
    browser.types_on(tab, &example.id, NAME, "Tried out");
    browser.undo(tab, &example.id);
    assert_eq!(browser.text(tab, &example.id, NAME), "");
    browser.now += 20 * MINUTE;
    browser.send(tab, Event::Ticked);
    browser.keep_version(tab, &example.id, "X");
    browser.send(tab, Event::History(HistoryEvent::Delete(example.id)));
    browser.settle();
    assert!(browser.storage.is_empty() && browser.state(tab).history.trash.deleted().is_empty());
    assert_eq!(browser.state(tab).drafts.iter().count(), 0);
    assert_eq!(*browser.state(tab).route(), Route::Start);
}

#[test]
fn starting_from_another_draft_leaves_that_one_alone() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    let before = browser.state(tab).drafts.get(&id).cloned();
    browser.send(tab, Event::Draft(DraftEvent::StartFrom(id.clone(), call_id())));
    browser.settle();
    assert_eq!(browser.state(tab).drafts.iter().count(), 2);
    assert_eq!(browser.state(tab).drafts.get(&id).cloned(), before);
    let (copy, loaded) = browser.state(tab).drafts.iter().find(|(other, _)| **other != id).unwrap();
    assert_eq!(loaded.draft.title(), "Larkfield (copy)");
    let (copy, draft) = (copy.clone(), loaded.draft.clone());
    assert_eq!(*browser.state(tab).route(), Route::Draft(copy.clone(), Page::Overview, None));
    assert_eq!(browser.found(&copy), Some(draft));
}

#[test]
fn another_tab_never_takes_away_what_was_typed_here_later() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    let key = format!("upbeat/draft/{id}");
    let old = write_draft(browser.draft(tab, &id)).unwrap();
    browser.set(tab, &id, NAME, "Typed here");
    browser.send(tab, changed(&key, Some(old)));
    assert_eq!(browser.text(tab, &id, NAME), "Typed here");
    assert_eq!(browser.stored_text(&id, NAME).as_deref(), Some("Typed here"));

    let mut later = browser.draft(tab, &id).clone();
    later.set(Field::parse(NAME), Value::from("Typed there"), Timestamp(1_900_000_000_000));
    browser.send(tab, changed(&key, Some(write_draft(&later).unwrap())));
    assert_eq!(browser.text(tab, &id, NAME), "Typed there");

    browser.send(tab, changed(&key, None));
    assert!(browser.state(tab).drafts.get(&id).is_some(), "it stays while its page is open");
    browser.go(tab, "#/");
    assert!(browser.state(tab).drafts.get(&id).is_none());
}

#[test]
fn a_draft_that_another_tab_removes_leaves_the_page_unless_it_is_open() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    browser.go(tab, "#/");
    browser.send(tab, changed(&format!("upbeat/draft/{id}"), None));
    assert!(browser.state(tab).drafts.get(&id).is_none());
}

#[test]
fn an_answer_that_an_older_version_in_another_tab_stores_apart_is_taken_over() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    let mut there = browser.draft(tab, &id).clone();
    there.set(Field::parse(NAME), Value::from("Typed there"), Timestamp(1_900_000_000_000));
    let late = format!("upbeat/late/{id}");
    let text = write_late(&there, &Field::parse(NAME)).unwrap();
    browser.storage.insert(late.clone(), text.clone());
    browser.send(tab, changed(&late, Some(text)));
    assert_eq!(browser.draft(tab, &id).answers, there.answers);
    assert!(browser.draft(tab, &id).changed >= there.changed);
    assert_eq!(browser.stored_text(&id, NAME).as_deref(), Some("Typed there"), "the draft is stored with it");
    browser.set(tab, &id, REGION, "North");
    assert!(!browser.storage.contains_key(&late), "and then the answer apart from it is removed");
}

#[test]
fn typing_is_undone_in_steps_that_a_person_sees() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "Larkfield");
    browser.now += 3000;
    browser.types_on(tab, &id, NAME, " Green");
    browser.types_on(tab, &id, REGION, "North");
    browser.set(tab, &id, NAME, "Larkfield Green Primary School, pasted all at once");
    browser.types_on(tab, &id, NAME, "!");
    browser.set_value(tab, &id, "school/sixth-form", Value::Flag(true));
    for (says, name, region) in [
        ("Undone: Sixth form.", "Larkfield Green Primary School, pasted all at once!", "North"),
        ("Undone: Name of your school or college.", "Larkfield Green Primary School, pasted all at once", "North"),
        ("Undone: Name of your school or college.", "Larkfield Green", "North"),
        ("Undone: Region.", "Larkfield Green", ""),
        ("Undone: Name of your school or college.", "Larkfield", ""),
        ("Undone: Name of your school or college. Nothing more to undo.", "", ""),
        ("Nothing to undo.", "", ""),
    ] {
        browser.undo(tab, &id);
        assert_eq!(browser.state(tab).drafts.undo_announcement(), says);
        assert_eq!((browser.text(tab, &id, NAME), browser.text(tab, &id, REGION)), (name, region), "{says}");
        let draft = browser.draft(tab, &id).clone();
        assert_eq!(browser.found(&id), Some(draft), "it is stored at once");
    }
    let sixth_form = Field::parse("school/sixth-form");
    assert!(!browser.draft(tab, &id).answered(&sixth_form), "not answered is not no");
    for _ in 0..6 {
        browser.redo(tab, &id);
    }
    assert_eq!(browser.state(tab).drafts.undo_announcement(), "Redone: Sixth form. Nothing more to redo.");
    assert_eq!(browser.text(tab, &id, NAME), "Larkfield Green Primary School, pasted all at once!");
    assert_eq!(browser.draft(tab, &id).flag(&sixth_form), Some(true));
    browser.redo(tab, &id);
    assert_eq!(browser.state(tab).drafts.undo_announcement(), "Nothing to redo.");
}

#[test]
fn evidence_that_is_put_into_a_text_is_one_step() {
    const TEXT: &str = "letters/l/prompts/p/text";
    const SOURCES: &str = "letters/l/prompts/p/sources";
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    let from = Value::List(vec!["criteria/c/p/evidence".to_owned()]);
    browser.types_on(tab, &id, TEXT, "We sing.");
    browser.set(tab, &id, TEXT, "We sing. Every class sings on Fridays.");
    browser.set_value(tab, &id, SOURCES, from.clone());
    browser.types_on(tab, &id, TEXT, " Also");
    let content = |browser: &FakeBrowser| {
        let sources = browser.draft(tab, &id).list(&Field::parse(SOURCES)).len();
        (browser.text(tab, &id, TEXT).to_owned(), sources)
    };
    let whole = "We sing. Every class sings on Fridays.".to_owned();
    let (undo, redo) = (Event::Draft(DraftEvent::Undo(id.clone())), Event::Draft(DraftEvent::Redo(id.clone())));
    for (event, expected) in [
        (undo.clone(), (whole.clone(), 1)),
        (undo.clone(), ("We sing.".to_owned(), 0)),
        (redo, (whole.clone(), 1)),
        (undo.clone(), ("We sing.".to_owned(), 0)),
        (undo.clone(), (String::new(), 0)),
    ] {
        browser.send(tab, event);
        assert_eq!(content(&browser), expected);
    }
    // A source that is removed by itself is another step.
    browser.set(tab, &id, TEXT, "We sing. Every class sings on Fridays.");
    browser.set_value(tab, &id, SOURCES, from);
    browser.now += 3000;
    browser.set_value(tab, &id, SOURCES, Value::List(Vec::new()));
    browser.send(tab, undo);
    assert_eq!(content(&browser), (whole, 1));
}

#[test]
fn undo_goes_to_the_answer() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    let answer = Focus::Element(NAME.to_owned());
    browser.types_on(tab, &id, NAME, "Larkfield");
    let route = browser.state(tab).route().clone();
    assert_ne!(browser.tabs[tab].focus, answer);
    browser.undo(tab, &id);
    assert_eq!(browser.tabs[tab].focus, answer);
    assert_eq!(*browser.state(tab).route(), route, "it is on this page");
    browser.go(tab, &format!("#/draft/{id}/export"));
    assert_ne!(browser.tabs[tab].focus, answer);
    browser.redo(tab, &id);
    assert_eq!(*browser.state(tab).route(), Route::to_field(&id, &Field::parse(NAME)));
    assert_eq!(browser.tabs[tab].focus, answer);
    let announcement = browser.state(tab).drafts.undo_announcement();
    assert_eq!(announcement, "Redone: Name of your school or college. Nothing more to redo.");
}

#[test]
fn what_was_undone_is_a_version_whatever_is_typed_next() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "A long and careful text");
    browser.undo(tab, &id);
    browser.types_on(tab, &id, NAME, "B");
    browser.redo(tab, &id);
    assert_eq!(browser.text(tab, &id, NAME), "B", "there is nothing to do again any more");
    assert!(browser.stored_answers(&id).contains(&"A long and careful text".to_owned()));
    assert_eq!(browser.versions(tab, &id), ["Before you used Undo"]);
}

#[test]
fn undo_steps_take_bounded_memory() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    let long = "We sing. ".repeat(5000);
    for number in 0..200 {
        // The call does not ask for it, so the check does not read it.
        browser.set(tab, &id, "criteria/c/p/evidence", &format!("{number} {long}"));
        browser.set(tab, &id, REGION, &number.to_string());
    }
    for _ in 0..400 {
        browser.undo(tab, &id);
    }
    let left: usize = browser.text(tab, &id, REGION).parse().unwrap();
    assert!((150..=160).contains(&left), "some forty steps of 45,000 bytes are kept: {left}");
}

#[test]
fn an_application_begins_once_its_call_has_come() {
    let begin = || Event::Draft(DraftEvent::Begin(call_id()));
    let drafts = |browser: &FakeBrowser, tab| browser.state(tab).drafts.iter().count();
    let mut browser = FakeBrowser::new();
    let tab = browser.open("#/");
    // Two presses while the call is on its way begin one application.
    browser.send(tab, begin());
    browser.send(tab, begin());
    assert_eq!(drafts(&browser, tab), 0);
    browser.settle_tab(tab);
    assert_eq!(drafts(&browser, tab), 1);
    assert!(matches!(browser.state(tab).route(), Route::Draft(_, Page::Overview, _)));

    // Whoever goes to another page meanwhile has thought better of it.
    let mut browser = FakeBrowser::new();
    let tab = browser.open("#/");
    browser.send(tab, begin());
    browser.go(tab, "#/help");
    browser.settle_tab(tab);
    assert_eq!(drafts(&browser, tab), 0);

    // A call that does not come is said, and asked for again with the next press.
    let mut browser = FakeBrowser::new();
    let file = browser.host.remove("calls/marsh-2027.json").expect("the host has the call");
    let tab = browser.open("#/");
    browser.send(tab, begin());
    browser.settle_tab(tab);
    let said = browser.state(tab).notices.shown().expect("a notice").text.clone();
    assert!(said.starts_with("The application was not started."), "{said}");
    browser.host.insert("calls/marsh-2027.json".to_owned(), file);
    browser.send(tab, begin());
    browser.settle_tab(tab);
    assert_eq!(drafts(&browser, tab), 1);
}
