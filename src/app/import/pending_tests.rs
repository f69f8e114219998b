//! A file with drafts that are on this device already.

use crate::app::testing::{Content, DAY, FakeBrowser, NAME, REGION, file_id};
use crate::app::*;
use crate::bundle::worker::DraftInside;
use crate::call::{Date, Timestamp};
use crate::draft::{Draft, DraftId, Field, Value, write_draft};

/// The worker has opened a file with these drafts. The first one has nine attached files in it.
fn open(browser: &mut FakeBrowser, tab: usize, drafts: &[&Draft]) {
    let number = browser.choose(tab, Content::Bytes(Vec::new()));
    browser.send(tab, Event::Job(JobEvent::Open(ChosenFile { number, name: "a.json".to_owned() })));
    let id = browser.tabs[tab].worker.next_id().unwrap();
    let inside = |(number, draft): (usize, &&Draft)| DraftInside {
        draft_json: write_draft(draft).unwrap(),
        call_json: None,
        written_on: Date::parse("2026-11-20").filter(|_| number == 0),
        history_json: None,
        left_out: Vec::new(),
        attached: vec![file_id(b"plan"); if number == 0 { 9 } else { 0 }],
        warnings: Vec::new(),
    };
    let drafts = drafts.iter().enumerate().map(inside).collect();
    let answer = Answer::Opened { drafts, warnings: Vec::new(), unsaved: Vec::new() };
    browser.send(tab, Event::Worker(WorkerEvent::Answered { id, answer, url: None }));
}

fn decide(browser: &mut FakeBrowser, tab: usize, draft: &DraftId, choice: Choice) {
    browser.send(tab, Event::Import(ImportEvent::Decide { draft: draft.clone(), choice }));
    browser.settle();
}

#[test]
fn drafts_from_a_file_are_shown_beside_what_is_here_and_decided_one_by_one() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    let mut theirs = browser.draft(tab, &id).clone();
    let later = Timestamp(browser.now + DAY);
    theirs.set(Field::parse(NAME), Value::from("From the file"), later);
    theirs.set(Field::parse(REGION), Value::from("Marsh"), later);
    let mut other = theirs.clone();
    other.id = DraftId::new("other").unwrap();
    browser.go(tab, "#/");
    open(&mut browser, tab, &[&theirs, &other]);
    let all = import_previews(browser.state(tab));
    let here = all[0].here.as_ref().unwrap();
    assert_eq!((all[0].answers, all[0].files, all[0].written_on, here.differ), (2, 9, Date::parse("2026-11-20"), 2));
    assert!(here.title == "Larkfield" && here.changed < all[0].changed && here.replaceable);
    assert_eq!((all[1].files, &all[1].here), (0, &None));

    decide(&mut browser, tab, &other.id, Choice::KeepBoth);
    assert_eq!(*browser.draft(tab, &other.id), other);
    assert_eq!(*browser.state(tab).route(), Route::Start, "the other one is asked about first");
    assert_eq!(browser.text(tab, &id, NAME), "Larkfield");
    decide(&mut browser, tab, &DraftId::new("neither").unwrap(), Choice::Replace);
    assert_eq!(import_previews(browser.state(tab)).len(), 1, "there is no such draft");
    decide(&mut browser, tab, &id, Choice::Replace);
    assert_eq!(browser.text(tab, &id, NAME), "From the file");
    assert!(browser.state(tab).imports.drafts.get().is_none());
    assert_eq!(browser.stored(&id).as_ref(), Some(browser.draft(tab, &id)));
    assert_eq!(*browser.state(tab).route(), Route::Draft(id.clone(), Page::Overview, None));
    assert!(last_backup(browser.state(tab), &id).starts_with("Last backup: today"), "the file is its backup");

    browser.go(tab, "#/");
    let same = browser.draft(tab, &id).clone();
    open(&mut browser, tab, &[&same]);
    assert_eq!(import_previews(browser.state(tab))[0].here.as_ref().unwrap().differ, 0);
    let before = (browser.storage.clone(), browser.state(tab).drafts.clone());
    decide(&mut browser, tab, &id, Choice::Leave);
    assert_eq!((browser.storage.clone(), browser.state(tab).drafts.clone()), before);
    assert!(browser.state(tab).imports.drafts.get().is_none());
}

#[test]
fn a_decision_that_is_made_twice_concerns_one_draft() {
    let (mut browser, tab, one) = FakeBrowser::with_draft();
    let two = browser.begin(tab);
    browser.go(tab, "#/");
    let theirs = [&one, &two].map(|id| {
        let mut theirs = browser.draft(tab, id).clone();
        theirs.set(Field::parse(NAME), Value::from("From the file"), Timestamp(browser.now + DAY));
        theirs
    });
    open(&mut browser, tab, &[&theirs[0], &theirs[1]]);
    // The button is pressed again before the browser has said whether another tab edits the draft.
    let replace = Event::Import(ImportEvent::Decide { draft: one.clone(), choice: Choice::Replace });
    browser.send(tab, replace.clone());
    browser.send(tab, replace);
    browser.settle();
    assert_eq!([&one, &two].map(|id| browser.text(tab, id, NAME)), ["From the file", ""]);
    let waiting: Vec<DraftId> = import_previews(browser.state(tab)).into_iter().map(|found| found.id).collect();
    assert_eq!(waiting, [two]);
    assert_eq!(*browser.state(tab).route(), Route::Start, "the other one is asked about first");
}

#[test]
fn the_question_says_what_is_in_the_file_and_which_is_newer() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    let mut newer = browser.draft(tab, &id).clone();
    newer.set(Field::parse(NAME), Value::from("From the file"), Timestamp(browser.now + DAY));
    let same = browser.draft(tab, &id).clone();
    let mut other = newer.clone();
    other.id = DraftId::new("other").unwrap();
    browser.go(tab, "#/");
    assert_eq!(import_question(browser.state(tab)), None);

    open(&mut browser, tab, &[&same]);
    let question = import_question(browser.state(tab)).unwrap();
    assert_eq!(question.title, "You already have this application");
    assert_eq!(question.lede, "\u{201c}a.json\u{201d} contains 1 application. Nothing has changed yet.");
    let row = import_row(browser.state(tab), &id).unwrap();
    assert_eq!(row.newer, "Both were last changed at the same time.");
    assert_eq!(row.facts.iter().map(|fact| fact.name.as_str()).collect::<Vec<_>>(), ["Last changed", "Answers"]);
    assert_eq!(row.facts[1].here, "all the same");
    assert!(row.more.ends_with(" File made on 20 November 2026. 9 attached files."), "{}", row.more);
    decide(&mut browser, tab, &id, Choice::Leave);

    open(&mut browser, tab, &[&newer, &other]);
    assert_eq!(import_question(browser.state(tab)).unwrap().title, "You already have some of these applications");
    let row = import_row(browser.state(tab), &id).unwrap();
    assert_eq!(row.newer, "The file is newer than your copy.");
    assert_eq!((row.facts[0].name.as_str(), row.facts[0].here.as_str()), ("School or college", "Larkfield"));
    assert_eq!(
        row.choices.iter().map(|(_, words)| *words).collect::<Vec<_>>(),
        ["Keep both", "Replace mine", "Do not open"]
    );
    decide(&mut browser, tab, &id, Choice::Leave);
    assert_eq!(import_question(browser.state(tab)).unwrap().title, "Open this too?");
    let row = import_row(browser.state(tab), &other.id).unwrap();
    assert!(row.facts.is_empty() && row.newer.is_empty() && row.more.contains("Last changed"));
    assert_eq!(row.choices, [(Choice::KeepBoth, "Open"), (Choice::Leave, "Do not open")]);
    assert_eq!(import_row(browser.state(tab), &id), None, "it has been decided");
}
