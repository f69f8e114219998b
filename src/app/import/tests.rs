//! Drafts and letters that come in a file.

use crate::app::testing::{Bundle, Content, DAY, FakeBrowser, NAME, call_id, call_text, file_id};
use crate::app::{
    Choice, ChosenFile, DraftEvent, Effect, Event, Field, Focus, HistoryEvent, ImportEvent, JobEvent, Load, Making,
    NOTICE, Page, Request, Route, SavingEvent, StorageEvent, import_previews, last_backup, listed_drafts,
};
use crate::call::Timestamp;
use crate::draft::{Draft, DraftId, Value, write_draft};

fn choose(browser: &mut FakeBrowser, tab: usize, name: &str, content: Content) -> ChosenFile {
    ChosenFile { number: browser.choose(tab, content), name: name.to_owned() }
}

fn open_file(browser: &mut FakeBrowser, tab: usize, content: Content) {
    let file = choose(browser, tab, "a.zip", content);
    browser.send(tab, Event::Job(JobEvent::Open(file)));
    browser.settle_tab(tab);
}

fn decide(browser: &mut FakeBrowser, tab: usize, choice: Choice) {
    let draft = browser.state(tab).imports.drafts.get().unwrap().drafts[0].draft.id.clone();
    browser.send(tab, Event::Import(ImportEvent::Decide { draft, choice }));
    browser.settle_tab(tab);
}

fn file(draft: &Draft) -> Content {
    Content::Bytes(write_draft(draft).unwrap().into_bytes())
}

fn bundle(draft: String, call: Option<String>) -> Content {
    Content::Bundle(Box::new(Bundle {
        draft,
        call,
        history: None,
        left_out: Vec::new(),
        files: std::collections::BTreeMap::new(),
    }))
}

/// The draft of a tab with another name of the school.
fn with_name(browser: &FakeBrowser, tab: usize, id: &DraftId, name: &str) -> Draft {
    let mut other = browser.draft(tab, id).clone();
    other.set(Field::parse(NAME), Value::from(name), Timestamp(1_900_000_000_000));
    other
}

fn all_drafts(browser: &FakeBrowser, tab: usize) -> Vec<Draft> {
    browser.state(tab).drafts.iter().map(|(_, loaded)| loaded.draft.clone()).collect()
}

#[test]
fn a_backup_brings_its_earlier_versions_along_where_the_draft_is_not_here() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    browser.send(tab, Event::History(HistoryEvent::KeepVersion(id.clone(), "For the head".to_owned())));
    browser.set(tab, &id, NAME, "Larkfield Green");
    browser.send(tab, Event::Saving(SavingEvent::BackUp(id.clone())));
    browser.settle();
    let content = browser.tabs[tab].downloads[0].1.clone();
    browser.send(tab, Event::History(HistoryEvent::DeleteForGood(id.clone())));
    browser.settle();
    assert!(browser.storage.keys().all(|key| !key.contains(id.as_str())));

    open_file(&mut browser, tab, content);
    browser.settle();
    let tab = browser.reload(tab);
    browser.go(tab, &format!("#/draft/{id}/history"));
    let history = &browser.state(tab).history.versions.of(&id).unwrap().history;
    let named = history.versions().iter().find(|version| version.name.as_deref() == Some("For the head")).unwrap();
    assert_eq!(history.version(named.at).unwrap().text(&Field::parse(NAME)), "Larkfield");
    assert_eq!(browser.draft(tab, &id).text(&Field::parse(NAME)), "Larkfield Green");
    assert!(last_backup(browser.state(tab), &id).starts_with("Last backup: today"));
}

/// The hub's file lacks what stays with the school: opened in a draft's place, it empties nothing.
#[test]
fn the_file_for_the_hub_opened_over_a_draft_empties_nothing() {
    const EVIDENCE: &str = "criteria/programme/hour/evidence";
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    let stays = [
        ("criteria/programme/hour/rating", "growing"),
        ("criteria/programme/hour/next-step", "Train two teachers"),
        ("aside/leftover/school/name", "It is meant"),
        ("of/next-year", "A text"),
    ];
    for (field, text) in stays.into_iter().chain([(NAME, "Larkfield"), (EVIDENCE, "As sent")]) {
        browser.set(tab, &id, field, text);
    }
    browser.send(tab, Event::Job(JobEvent::Make(id.clone(), Making::ForHub { page: false })));
    browser.settle();
    browser.set(tab, &id, EVIDENCE, "Written since");
    browser.set(tab, &id, "focus/voice/why", "Added since");
    let content = browser.tabs[tab].downloads[0].1.clone();
    let number = browser.choose(tab, content);
    browser.send(tab, Event::Job(JobEvent::Open(ChosenFile { number, name: "larkfield.zip".to_owned() })));
    browser.settle();
    let preview = import_previews(browser.state(tab)).remove(0);
    assert_eq!((preview.is_whole, preview.here.unwrap().differ), (false, 1), "only what it holds is taken over");
    browser.send(tab, Event::Import(ImportEvent::Decide { draft: id.clone(), choice: Choice::Replace }));
    browser.settle();
    let stays =
        stays.into_iter().chain([(NAME, "Larkfield"), (EVIDENCE, "As sent"), ("focus/voice/why", "Added since")]);
    for (field, text) in stays {
        assert_eq!(browser.draft(tab, &id).text(&Field::parse(field)), text, "{field}");
    }
    // What was replaced is an earlier version.
    let versions = &browser.state(tab).history.versions.of(&id).unwrap().history;
    assert_eq!(versions.latest().unwrap().text(&Field::parse(EVIDENCE)), "Written since");
}

#[test]
fn a_file_never_replaces_what_is_here_without_a_decision() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Here");
    let other = file(&with_name(&browser, tab, &id, "From the file"));
    let before = all_drafts(&browser, tab);
    browser.tabs[tab].log.clear();
    open_file(&mut browser, tab, other.clone());
    assert_eq!(all_drafts(&browser, tab), before);
    assert_eq!(browser.tabs[tab].log, [""; 0]);
    assert!(browser.state(tab).imports.drafts.get().is_some());

    decide(&mut browser, tab, Choice::Leave);
    assert_eq!((all_drafts(&browser, tab), browser.state(tab).imports.drafts.get()), (before, None));
    assert_eq!(browser.tabs[tab].log, [""; 0]);

    open_file(&mut browser, tab, other.clone());
    decide(&mut browser, tab, Choice::KeepBoth);
    let drafts = all_drafts(&browser, tab);
    let titles: Vec<&str> = drafts.iter().map(Draft::title).collect();
    assert_eq!(titles.len(), 2);
    assert!(titles.contains(&"Here") && titles.iter().any(|t| t.starts_with("From the file")), "{titles:?}");
    for draft in drafts {
        assert_eq!(browser.found(&draft.id), Some(draft));
    }

    open_file(&mut browser, tab, other);
    decide(&mut browser, tab, Choice::Replace);
    assert_eq!(browser.text(tab, &id, NAME), "From the file");
    assert_eq!(browser.stored_text(&id, NAME).as_deref(), Some("From the file"));
}

#[test]
fn a_call_that_came_with_a_draft_is_kept_where_the_host_has_none() {
    let (browser, tab, id) = FakeBrowser::with_draft();
    let text = write_draft(browser.draft(tab, &id)).unwrap();
    let mut other = FakeBrowser::new();
    other.host.clear();
    let tab = other.open("#/");
    open_file(&mut other, tab, bundle(text, Some(call_text("marsh-2027"))));
    assert!(other.state(tab).calls.get(&call_id()).and_then(Load::ready).is_some());
    assert!(
        other
            .storage
            .iter()
            .any(|(key, text)| key.starts_with("upbeat/call-file/") && *text == call_text("marsh-2027"))
    );
    assert!(other.state(tab).notices.shown().is_some_and(|notice| notice.good), "{}", other.notice(tab));
    let tab = other.reload(tab);
    assert!(other.state(tab).open_call().and_then(Load::ready).is_some(), "the draft has it after a reload too");
}

#[test]
fn a_damaged_draft_in_a_file_changes_nothing() {
    let (mut browser, tab, _) = FakeBrowser::with_draft();
    let (drafts, storage) = (all_drafts(&browser, tab), browser.storage.clone());
    open_file(&mut browser, tab, bundle("{}".to_owned(), None));
    assert_eq!((all_drafts(&browser, tab), &browser.storage), (drafts, &storage));
    let notice = browser.state(tab).notices.shown().unwrap();
    assert!(!notice.good && notice.text.contains("Nothing has changed"), "{notice:?}");
}

#[test]
fn a_draft_that_a_file_replaces_becomes_a_version() {
    let opened = || {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        browser.types_on(tab, &id, NAME, "Here");
        let other = file(&with_name(&browser, tab, &id, "From the file"));
        open_file(&mut browser, tab, other);
        (browser, tab, id)
    };
    // Whichever write is the last.
    for writes in 0..9 {
        let (mut browser, tab, id) = opened();
        browser.tabs[tab].killed_after = Some(writes);
        decide(&mut browser, tab, Choice::Replace);
        browser.close(tab);
        let tab = browser.open(&format!("#/draft/{id}/history"));
        assert!(browser.stored_answers(&id).contains(&"Here".to_owned()), "after {writes} writes");
        if writes == 8 {
            assert_eq!(browser.text(tab, &id, NAME), "From the file");
            let versions = browser.versions(tab, &id);
            assert!(versions.contains(&"Before a file replaced it".to_owned()), "{versions:?}");
        }
    }
    // Without room for the version the draft stays, and that is said.
    for (room, replaced) in [(0, false), (20, false), (50, false), (200, false), (5000, true)] {
        let (mut browser, tab, id) = opened();
        browser.capacity = browser.used() + room;
        decide(&mut browser, tab, Choice::Replace);
        assert!(browser.stored_answers(&id).contains(&"Here".to_owned()), "{room}");
        let name = if replaced { "From the file" } else { "Here" };
        assert_eq!(browser.text(tab, &id, NAME), name, "{room}");
        assert_eq!(browser.found(&id).as_ref(), Some(browser.draft(tab, &id)).cloned().as_ref(), "{room}");
        assert!(browser.says_saved(tab), "{room}");
        assert_eq!(browser.notice(tab).contains("was not replaced"), !replaced, "{room}: {}", browser.notice(tab));
    }
}

#[test]
fn opening_the_file_of_a_deleted_draft_keeps_both() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.types_on(tab, &id, NAME, "In the file");
    let text = file(browser.draft(tab, &id));
    browser.set(tab, &id, NAME, "Written later");
    browser.send(tab, Event::History(HistoryEvent::Delete(id.clone())));
    browser.now += DAY;
    open_file(&mut browser, tab, text);
    assert_eq!(browser.text(tab, &id, NAME), "In the file");
    let tab = browser.reload(tab);
    assert_eq!(browser.text(tab, &id, NAME), "In the file");
    assert!(browser.state(tab).history.trash.deleted().is_empty());
    assert!(!browser.storage.contains_key(&format!("upbeat/deleted/{id}")));
    assert!(browser.stored_answers(&id).contains(&"Written later".to_owned()));
}

#[test]
fn a_letter_from_elsewhere_goes_where_the_person_says_behind_what_is_there() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.go(tab, &format!("#/draft/{id}/letters/letter"));
    browser.settle();
    let [opening, closing] = ["letters/letter/opening", "letters/letter/closing"];
    browser.set(tab, &id, opening, "We sing.");
    let read_letter = |browser: &mut FakeBrowser, text: &str| {
        let file = choose(browser, tab, "old.docx", Content::Letter(text.to_owned()));
        let number = file.number;
        let event = Event::Job(JobEvent::OpenLetter(file));
        let effects = browser.effects_of(tab, event.clone());
        let [Effect::Worker { request, file, .. }] = effects.as_slice() else { panic!("{effects:?}") };
        assert_eq!((request, file), (&Request::ReadLetter, &Some(number)));
        browser.send(tab, event);
        browser.settle();
    };
    read_letter(&mut browser, "  \n\n ");
    assert_eq!(browser.state(tab).imports.letter.get(), None);
    assert!(browser.notice(tab).contains("There is no text in"), "{}", browser.notice(tab));
    assert_eq!(browser.tabs[tab].focus, Focus::Element(NOTICE.to_owned()), "focus goes to what is said");

    read_letter(&mut browser, "We play too.\n\nKind regards\n\nAda Wren");
    let pending = browser.state(tab).imports.letter.get().unwrap();
    let assigned: Vec<bool> = pending.paragraphs.iter().map(|(_, to)| to.is_some()).collect();
    assert_eq!(assigned, [true, false, false]);
    let before = browser.draft(tab, &id).clone();
    for number in [1, 9] {
        let assign = ImportEvent::AssignParagraph(number, Some(Field::parse(closing)));
        browser.send(tab, Event::Import(assign));
    }
    assert_eq!(*browser.draft(tab, &id), before, "nothing is put in before the person says so");
    browser.send(tab, Event::Import(ImportEvent::ApplyLetter));
    assert_eq!(browser.text(tab, &id, opening), "We sing.\n\nWe play too.");
    assert_eq!(browser.text(tab, &id, closing), "Kind regards");
    assert!(browser.notice(tab).starts_with("2 paragraphs"), "{}", browser.notice(tab));
    let draft = browser.draft(tab, &id).clone();
    assert_eq!(browser.found(&id), Some(draft));
    assert!(browser.stored_versions(&id).contains(&before), "what it was just before is a version");
    assert_eq!(browser.versions(tab, &id)[0], "Before you added a letter");
    browser.undo(tab, &id);
    assert_eq!((browser.text(tab, &id, opening), browser.text(tab, &id, closing)), ("We sing.", ""), "one step");

    // This call fixes the greeting.
    let (address, greeting) = ("letters/letter/address", "letters/letter/salutation");
    read_letter(&mut browser, "1 The Green\n\nLarkfield LK1 2AB\n\nDear all,\nAnd we dance.");
    browser.send(tab, Event::Import(ImportEvent::ApplyLetter));
    assert_eq!(browser.text(tab, &id, address), "1 The Green\nLarkfield LK1 2AB");
    assert_eq!(browser.text(tab, &id, greeting), "");
    assert_eq!(browser.text(tab, &id, opening), "We sing.\n\nAnd we dance.");
    // A second letter leaves them as they are.
    read_letter(&mut browser, "2 The Green\n\nLarkfield LK1 2AB\n\nDear panel,\n\nMore.");
    browser.send(tab, Event::Import(ImportEvent::ApplyLetter));
    assert_eq!(browser.text(tab, &id, address), "1 The Green\nLarkfield LK1 2AB");
    assert_eq!(browser.text(tab, &id, greeting), "");

    read_letter(&mut browser, "Another.");
    assert!(browser.state(tab).imports.letter.get().is_some());
    browser.send(tab, Event::Import(ImportEvent::DiscardLetter));
    assert_eq!(browser.state(tab).imports.letter.get(), None);
    assert_eq!(browser.effects_of(tab, Event::Import(ImportEvent::ApplyLetter)), []);
}

#[test]
fn a_file_that_lacks_attached_files_is_no_backup() {
    let plan = Field::parse("documents/plan/files");
    let (here, there) = (file_id(b"here"), file_id(b"there"));
    for (files, whole) in [
        (vec![], false),
        (vec![(&here, b"here".to_vec())], false),
        (vec![(&here, b"here".to_vec()), (&there, b"there".to_vec())], true),
    ] {
        for choice in [Choice::Replace, Choice::KeepBoth] {
            let (mut browser, tab, id) = FakeBrowser::with_draft();
            browser.set(tab, &id, NAME, "Here");
            let mut draft = with_name(&browser, tab, &id, "From the file");
            let ids = Value::List(vec![here.to_string(), there.to_string()]);
            draft.set(plan.clone(), ids, Timestamp(1_900_000_000_000));
            let files = files.iter().map(|(id, bytes)| ((*id).clone(), bytes.clone())).collect();
            let bundle =
                Bundle { draft: write_draft(&draft).unwrap(), call: None, history: None, left_out: Vec::new(), files };
            open_file(&mut browser, tab, Content::Bundle(Box::new(bundle)));
            decide(&mut browser, tab, choice);
            let opened = browser.state(tab).open_draft().unwrap().draft.id.clone();
            assert_eq!(browser.text(tab, &opened, NAME), "From the file");
            let backup = last_backup(browser.state(tab), &opened);
            assert_eq!(backup.starts_with("Last backup: today"), whole, "{choice:?}: {backup}");
        }
    }
}

#[test]
fn a_letter_goes_into_no_draft_of_a_newer_version() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.go(tab, &format!("#/draft/{id}/letters/letter"));
    browser.settle();
    let file = choose(&mut browser, tab, "old.docx", Content::Letter("We sing.".to_owned()));
    browser.send(tab, Event::Job(JobEvent::OpenLetter(file)));
    browser.settle();
    let key = format!("upbeat/draft/{id}");
    let text = browser.storage[&key].replace("\"version\":1", "\"version\":9");
    browser.storage.insert(key.clone(), text.clone());
    browser.send(tab, Event::Storage(StorageEvent::Changed { key: key.clone(), text: Some(text.clone()) }));
    browser.send(tab, Event::Import(ImportEvent::ApplyLetter));
    assert!(
        browser.notice(tab).starts_with("Not changed. This application was made with a newer version"),
        "{}",
        browser.notice(tab)
    );
    assert!(browser.state(tab).imports.letter.get().is_some(), "the letter still waits");
    assert_eq!(browser.storage[&key], text);
}

fn open_example(browser: &mut FakeBrowser, tab: usize) {
    browser.send(tab, Event::Draft(DraftEvent::OpenExample(call_id())));
    browser.settle();
}

/// The draft whose page is open. Storage holds it as it is.
fn open_and_stored(browser: &FakeBrowser, tab: usize) -> DraftId {
    let draft = &browser.state(tab).open_draft().unwrap().draft;
    assert_eq!(browser.stored(&draft.id).as_ref(), Some(draft));
    draft.id.clone()
}

#[test]
fn the_file_of_an_example_is_a_draft_of_its_own() {
    // The example is in the page when its file is opened.
    let (mut browser, tab, example) = FakeBrowser::with_example_on_host("example");
    open_example(&mut browser, tab);
    browser.set(tab, &example.id, NAME, "Tried out");
    let other = file(&with_name(&browser, tab, &example.id, "From the file"));
    open_file(&mut browser, tab, other.clone());
    assert_eq!(browser.state(tab).imports.drafts.get(), None, "nothing that is kept is the same");
    let own = open_and_stored(&browser, tab);
    assert_eq!((browser.text(tab, &own, NAME), browser.draft(tab, &own).name.as_str()), ("From the file", ""));
    assert_eq!(browser.text(tab, &example.id, NAME), "Tried out");
    assert!(browser.notice(tab).contains("is open and saved on this device"), "{}", browser.notice(tab));

    // The example is opened after its file.
    let (mut browser, tab, example) = FakeBrowser::with_example_on_host("example");
    open_file(&mut browser, tab, other);
    let own = open_and_stored(&browser, tab);
    browser.go(tab, "#/");
    open_example(&mut browser, tab);
    let shown = browser.state(tab).open_draft().unwrap();
    assert!(shown.is_example() && shown.draft.id != own && shown.draft.answers == example.answers);
    assert_eq!(listed_drafts(browser.state(tab)).len(), 1);
    browser.go(tab, &Route::Draft(own.clone(), Page::Overview, None).to_string());
    browser.set(tab, &own, NAME, "Ours");
    assert_eq!(open_and_stored(&browser, tab), own);
}
