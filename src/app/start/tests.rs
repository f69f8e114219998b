//! How a page opens: what is stored, what of it cannot be read, calls, and where focus goes.

use super::start;
use crate::app::testing::{
    BLOCKED, Content, FakeBrowser, NAME, REGION, START, StorageFault, call_id, call_text, index_text,
};
use crate::app::{CallEvent, Effect, Event, Field, Focus, Load, Moment, Route, SaveStatus, SavingEvent, State, update};
use crate::call::Timestamp;
use crate::draft::{Value, write_draft, write_late};

const MOMENT: Moment = Moment { now: Timestamp(START), random: 7 };

/// An event as the page handles it before all of the program is here, or else afterwards.
fn start_or_update(state: &mut State, event: Event) -> Vec<Effect> {
    start(state, event, MOMENT).unwrap_or_else(|event| update(state, *event, MOMENT))
}

fn started(hash: &str) -> Event {
    Event::Started { hash: hash.to_owned(), site: "/".to_owned(), stored: Ok(Vec::new()) }
}

fn navigated(hash: &str) -> Event {
    Event::Navigated { hash: hash.to_owned() }
}

fn index_fetched() -> Event {
    Event::Call(CallEvent::IndexFetched(Ok(index_text(&["marsh-2027"]))))
}

fn call_fetched(result: Result<String, String>) -> Event {
    Event::Call(CallEvent::Fetched(call_id(), result))
}

fn unreadable(browser: &FakeBrowser, tab: usize) -> Vec<&str> {
    browser.state(tab).drafts.unreadable().iter().map(|entry| entry.key.as_str()).collect()
}

#[test]
fn the_first_page_opens_and_is_left_without_the_rest_of_the_program() {
    let mut state = State::default();
    start(&mut state, started("#/"), MOMENT).unwrap();
    start(&mut state, index_fetched(), MOMENT).unwrap();
    let effects = start(&mut state, navigated("#/call/marsh-2027"), MOMENT).unwrap();
    assert!(effects.contains(&Effect::FetchCall(call_id())), "{effects:?}");
    // Any other event is handed back as it was.
    let came = call_fetched(Ok(call_text("marsh-2027")));
    assert_eq!(start(&mut state, came.clone(), MOMENT).unwrap_err(), Box::new(came.clone()));
    assert_eq!(state.title(), "Music Hub \u{2013} Upbeat");
    update(&mut state, came, MOMENT);
    assert_eq!(state.title(), "Lead Schools for Anyshire Music Hub \u{2013} Upbeat");
}

#[test]
fn what_is_stored_is_there_again_after_a_reload() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    let before = browser.state(tab).drafts.get(&id).cloned();
    let tab = browser.reload(tab);
    assert_eq!(browser.state(tab).drafts.get(&id).cloned(), before);
    assert!(before.is_some());
}

#[test]
fn an_entry_that_cannot_be_read_stays_where_it_is_and_the_rest_opens() {
    let (browser, tab, id) = FakeBrowser::with_draft();
    let good = write_draft(browser.draft(tab, &id)).unwrap();
    let newer = good.replace("\"version\":1", "\"version\":9");
    assert_ne!(good, newer);
    let mut browser = FakeBrowser::new();
    for (key, text) in [
        (&*format!("upbeat/draft/{id}"), good.as_str()),
        ("upbeat/draft/bad", "{\"format\":"),
        ("upbeat/draft/newer", newer.as_str()),
        ("upbeat/preferences", "?"),
    ] {
        browser.storage.insert(key.to_owned(), text.to_owned());
    }
    let before = browser.storage.clone();
    let tab = browser.open("#/");
    assert_eq!(browser.state(tab).drafts.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>(), [id]);
    assert_eq!(unreadable(&browser, tab), ["upbeat/draft/bad", "upbeat/draft/newer"]);
    assert_eq!((&browser.storage, &browser.tabs[tab].log), (&before, &Vec::new()), "nothing is stored or removed");
    browser.send(tab, Event::Saving(SavingEvent::DownloadUnreadable("upbeat/draft/newer".to_owned())));
    let Some((_, Content::Bytes(file))) = browser.tabs[tab].downloads.last() else { panic!("a file is handed out") };
    assert_eq!(file, newer.as_bytes());
    browser.send(tab, Event::Saving(SavingEvent::SaveAgain));
    browser.send(tab, Event::Ticked);
    assert_eq!(browser.storage, before);
}

#[test]
fn an_answer_that_an_older_version_stored_apart_is_read_and_then_stored_with_its_draft() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Lark");
    let mut typed = browser.draft(tab, &id).clone();
    typed.set(Field::parse(NAME), Value::from("Larkfield"), Timestamp(browser.now + 5));
    let late = format!("upbeat/late/{id}");
    browser.storage.insert(late.clone(), write_late(&typed, &Field::parse(NAME)).unwrap());
    browser.close(tab);
    let tab = browser.open("#/");
    assert_eq!(*browser.draft(tab, &id), typed);
    assert!(browser.storage.contains_key(&late));
    browser.go(tab, &format!("#/draft/{id}/school"));
    browser.set(tab, &id, REGION, "North");
    assert_eq!(browser.stored_text(&id, NAME).as_deref(), Some("Larkfield"));
    let log = &browser.tabs[tab].log;
    let place = |entry: String| log.iter().position(|logged| *logged == entry).unwrap();
    assert!(place(format!("+upbeat/draft/{id}")) < place(format!("-{late}")), "{log:?}");
    let tab = browser.reload(tab);
    assert_eq!((browser.text(tab, &id, NAME), browser.text(tab, &id, REGION)), ("Larkfield", "North"));
}

#[test]
fn an_answer_stored_apart_that_cannot_be_read_stays_where_it_is() {
    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.set(tab, &id, NAME, "Larkfield");
    let late = format!("upbeat/late/{id}");
    browser.storage.insert(late.clone(), "{".to_owned());
    browser.storage.insert("upbeat/late/gone".to_owned(), "{".to_owned());
    let tab = browser.reload(tab);
    assert_eq!(browser.text(tab, &id, NAME), "Larkfield");
    assert_eq!(unreadable(&browser, tab), [late.as_str()], "one whose draft is gone is left alone");
    browser.set(tab, &id, REGION, "North");
    for key in [late.as_str(), "upbeat/late/gone"] {
        assert_eq!(browser.storage.get(key).map(String::as_str), Some("{"), "{key}");
    }
}

#[test]
fn blocked_storage_is_said_at_once() {
    let mut browser = FakeBrowser::new();
    browser.fault = StorageFault::Blocked;
    let tab = browser.open_offline("");
    assert_eq!(*browser.state(tab).saving.autosave.status(), SaveStatus::Failed { why: BLOCKED.to_owned() });

    let mut state = State::default();
    let event = Event::Started { hash: String::new(), site: "/".to_owned(), stored: Err("It is blocked.".to_owned()) };
    start(&mut state, event, MOMENT).unwrap();
    assert_eq!(*state.saving.autosave.status(), SaveStatus::Failed { why: "It is blocked.".to_owned() });
}

#[test]
fn a_page_asks_once_for_the_call_it_needs() {
    let mut state = State::default();
    let mut effects = Vec::new();
    for (event, asked) in [
        (started("#/call/marsh-2027"), 1),
        (index_fetched(), 1),
        (Event::Ticked, 1),
        (navigated("#/call/marsh-2027/words"), 1),
        (call_fetched(Ok(call_text("marsh-2027"))), 1),
        (navigated("#/"), 1),
        (navigated("#/call/marsh-2027"), 1),
    ] {
        effects.extend(start_or_update(&mut state, event.clone()));
        let count = effects.iter().filter(|effect| **effect == Effect::FetchCall(call_id())).count();
        assert_eq!(count, asked, "{event:?}");
    }
}

#[test]
fn a_call_that_cannot_be_used_says_why_and_never_takes_the_place_of_one_that_can() {
    let mut browser = FakeBrowser::new();
    let tab = browser.open_offline("#/call/marsh-2027");
    for (result, says) in [
        (Err("Part of Upbeat is missing".to_owned()), "Part of Upbeat is missing"),
        // Who can correct it is said before the line that only they can use.
        (Ok("[]".to_owned()), "cannot show this hub\u{2019}s information: it has a mistake. Please tell the hub"),
        (Ok("[]".to_owned()), "Please tell the hub. Details for the hub: there should be an object"),
        (Ok("{".to_owned()), "Please tell the hub. Details for the hub: EOF while"),
        (
            Ok(call_text("marsh-2027").replace("\"counts-as\":\"met\"", "\"counts-as\":\"partial\"")),
            "Details for the hub: scale.steps[0].counts-as: \u{201c}partial\u{201d} is not known here; known are met, partly, not-yet.",
        ),
        // A newer file has no mistake: the page is old.
        (
            Ok(call_text("marsh-2027").replace("\"format\":2", "\"format\":3")),
            "This page is out of date. Reload this page to get the newest version.",
        ),
        (Ok(call_text("small")), "Details for the hub: marsh-2027.json has the id \u{201c}small\u{201d}"),
    ] {
        browser.send(tab, call_fetched(result));
        let load = browser.state(tab).calls.get(&call_id());
        assert!(matches!(load, Some(Load::Failed(why)) if why.contains(says)), "{load:?}");
    }
    browser.send(tab, call_fetched(Ok(call_text("marsh-2027"))));
    browser.send(tab, call_fetched(Err("offline".to_owned())));
    assert!(browser.state(tab).calls.get(&call_id()).and_then(Load::ready).is_some());
}

#[test]
fn a_list_of_calls_that_cannot_be_read_says_whom_to_tell() {
    let mut browser = FakeBrowser::new();
    browser.index = Ok(index_text(&["marsh-2027"]).replace("\"calls\"", "\"call\""));
    let tab = browser.open("#/");
    let load = browser.state(tab).calls.index();
    let says = "cannot show the hub\u{2019}s list of rounds: it has a mistake. Please tell the hub. Details for the hub: the key \u{201c}calls\u{201d} is missing.";
    assert!(matches!(load, Load::Failed(why) if why.contains(says)), "{load:?}");
}

#[test]
fn focus_goes_to_the_heading_or_to_the_answer_but_not_when_the_page_opens() {
    let focus = |effects: &[Effect]| {
        effects.iter().find_map(|effect| if let Effect::Focus(focus) = effect { Some(focus.clone()) } else { None })
    };
    let came = || call_fetched(Ok(call_text("marsh-2027")));
    let mut state = State::default();
    assert_eq!(focus(&start_or_update(&mut state, started("#/call/marsh-2027"))), Some(Focus::Stay));
    assert_eq!(focus(&update(&mut state, came(), MOMENT)), Some(Focus::Stay));

    let mut slow = State::default();
    start_or_update(&mut slow, started("#/"));
    update(&mut slow, navigated("#/call/marsh-2027"), MOMENT);
    let arrived = focus(&update(&mut slow, came(), MOMENT));
    assert_eq!(arrived, Some(Focus::Heading), "the page that is drawn now has a heading of its own");

    let (mut browser, tab, id) = FakeBrowser::with_draft();
    browser.go(tab, &format!("#/draft/{id}"));
    browser.tabs[tab].focus = Focus::Stay;
    browser.go(tab, &format!("#/draft/{id}/school"));
    assert_eq!(browser.tabs[tab].focus, Focus::Heading);
    browser.go(tab, &Route::to_field(&id, &Field::parse(NAME)).to_string());
    assert_eq!(browser.tabs[tab].focus, Focus::Element(NAME.to_owned()));
}
