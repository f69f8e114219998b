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
        damage: Vec::new(),
        answers_changed: false,
    };
    let drafts = drafts.iter().enumerate().map(inside).collect();
    let answer = Answer::Opened { drafts, warnings: Vec::new(), unsaved: Vec::new(), choose: false };
    browser.send(tab, Event::Worker(WorkerEvent::Answered { id, answer, url: None }));
}

/// The worker has opened a file with these drafts, of which it says this.
fn open_with(browser: &mut FakeBrowser, tab: usize, choose: bool, drafts: &[(&Draft, &[&str], bool)]) {
    let number = browser.choose(tab, Content::Bytes(Vec::new()));
    browser.send(tab, Event::Job(JobEvent::Open(ChosenFile { number, name: "a.zip".to_owned() })));
    let id = browser.tabs[tab].worker.next_id().unwrap();
    let inside = |(draft, damage, answers_changed): &(&Draft, &[&str], bool)| DraftInside {
        draft_json: write_draft(draft).unwrap(),
        call_json: None,
        written_on: None,
        history_json: None,
        left_out: Vec::new(),
        attached: Vec::new(),
        warnings: Vec::new(),
        damage: damage.iter().map(|text| (*text).to_owned()).collect(),
        answers_changed: *answers_changed,
    };
    let drafts = drafts.iter().map(inside).collect();
    let answer = Answer::Opened { drafts, warnings: Vec::new(), unsaved: Vec::new(), choose };
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

#[test]
fn what_was_changed_after_packing_is_opened_after_a_question_and_never_counts_as_a_backup() {
    const PHOTO: &str = "\u{201c}photo.jpg\u{201d} was changed after it was packed.";
    const ANSWERS: &str = "The answers were changed after they were packed.";
    for (damage, changed, question, open, name) in [
        (PHOTO, false, "Take everything else?", "Open everything else", ""),
        (
            ANSWERS,
            true,
            "Open the answers as changed after packing?",
            "Open as changed",
            "Theirs (changed after packing)",
        ),
    ] {
        let (mut browser, tab, own) = FakeBrowser::with_draft();
        let mut theirs = browser.draft(tab, &own).clone();
        theirs.id = DraftId::new("theirs").unwrap();
        theirs.set(Field::parse(NAME), Value::from("Theirs"), Timestamp(browser.now + DAY));
        browser.go(tab, "#/");
        open_with(&mut browser, tab, false, &[(&theirs, &[damage], changed)]);
        assert!(browser.found(&theirs.id).is_none(), "nothing is opened before the person says so");
        let asked = import_question(browser.state(tab)).unwrap();
        assert_eq!(asked.title, "Part of this file is not as it was packed");
        let row = import_row(browser.state(tab), &theirs.id).unwrap();
        assert_eq!((row.damage.as_slice(), row.question), (&[damage.to_owned()][..], question));
        assert_eq!(row.choices, [(Choice::KeepBoth, open), (Choice::Leave, "Do not open")]);
        decide(&mut browser, tab, &theirs.id, Choice::KeepBoth);
        assert_eq!(browser.draft(tab, &theirs.id).name, name);
        assert_eq!(browser.text(tab, &theirs.id, NAME), "Theirs");
        let said = browser.state(tab).notices.shown().unwrap().more.clone();
        assert_eq!(said, [damage], "it is said again once it is open");
        assert!(!last_backup(browser.state(tab), &theirs.id).starts_with("Last backup: today"), "it is no backup");

        // In the place of what is here.
        browser.go(tab, "#/");
        let mut newer = browser.draft(tab, &theirs.id).clone();
        newer.name = String::new();
        newer.set(Field::parse(NAME), Value::from("Theirs"), Timestamp(browser.now + 2 * DAY));
        open_with(&mut browser, tab, false, &[(&newer, &[damage], changed)]);
        assert_eq!(import_question(browser.state(tab)).unwrap().title, "You already have this application");
        let row = import_row(browser.state(tab), &theirs.id).unwrap();
        assert_eq!((row.question, row.choices.len()), (question, if changed { 2 } else { 3 }));
        decide(&mut browser, tab, &theirs.id, Choice::Replace);
        let open = browser.state(tab).open_draft().unwrap().draft.clone();
        assert_eq!((open.id == theirs.id, open.name.as_str()), (!changed, name), "changed answers take nobody's place");
        assert!(!last_backup(browser.state(tab), &open.id).starts_with("Last backup: today"), "it is no backup");
    }
}

#[test]
fn of_several_applications_in_a_file_the_person_chooses() {
    let (mut browser, tab, own) = FakeBrowser::with_draft();
    let copy = |id: &str, name: &str, days: i64, browser: &FakeBrowser| {
        let mut draft = browser.draft(tab, &own).clone();
        draft.id = DraftId::new(id).unwrap();
        draft.set(Field::parse(NAME), Value::from(name), Timestamp(browser.now + days * DAY));
        draft
    };
    // One application as it was on two days, and another.
    let (old, new) = (copy("one", "Monday", 1, &browser), copy("one", "Friday", 2, &browser));
    let other = copy("other", "Other", 1, &browser);
    browser.go(tab, "#/");
    open_with(&mut browser, tab, true, &[(&old, &[], false), (&new, &[], false), (&other, &[], false)]);
    let question = import_question(browser.state(tab)).unwrap();
    assert_eq!((question.title, question.drafts.len()), ("Which of these do you want to open?", 3));
    assert_eq!((&question.drafts[1], &question.drafts[2]), (&new.id, &other.id), "the newest keeps its id");
    let older = question.drafts[0].clone();
    assert!(older != new.id && browser.found(&older).is_none());
    assert_eq!(import_row(browser.state(tab), &older).unwrap().title, "Monday (older copy)");
    decide(&mut browser, tab, &new.id, Choice::KeepBoth);
    assert_eq!(browser.text(tab, &new.id, NAME), "Friday");
    decide(&mut browser, tab, &older, Choice::Leave);
    decide(&mut browser, tab, &other.id, Choice::KeepBoth);
    assert_eq!(browser.text(tab, &other.id, NAME), "Other");
    assert!(browser.found(&older).is_none() && browser.state(tab).imports.drafts.get().is_none());
}
