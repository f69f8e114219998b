//! The loop with a device beside it that carries effects out: it may be full, blocked, or cleared by somebody else.

use std::collections::BTreeMap;

use super::super::*;
use super::*;
use crate::call::Timestamp;
use crate::draft::{Draft, Field, SchoolField, Value, read_draft, write_draft};

const CALL: &str = include_str!("../../../tests/fixtures/calls/small.json");
/// 2026-11-22, mid-morning.
const MORNING: i64 = 1_795_341_600_000;
const DAY: i64 = 86_400_000;

/// What a browser is to the loop.
struct Device {
    state: State,
    items: BTreeMap<String, String>,
    /// Characters that fit, keys included.
    room: usize,
    blocked: bool,
    now: i64,
    files: Vec<(String, Vec<u8>)>,
    /// What the press was asked, and what the browser was.
    jobs: Vec<Job>,
    asked: Vec<Ask>,
    routes: Vec<Route>,
}

impl Device {
    fn new(items: &[(&str, &str)]) -> Self {
        let items = items.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
        let (files, jobs, asked, routes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let state = State::new();
        Self { state, items, room: usize::MAX, blocked: false, now: MORNING, files, jobs, asked, routes }
    }

    fn open(&mut self, hash: &str) {
        self.state = State::new();
        let ours = self.items.clone().into_iter().filter(|(key, _)| key.starts_with(OUR_KEYS)).collect();
        let stored = if self.blocked { Err("It is blocked.".to_owned()) } else { Ok(ours) };
        self.send(Event::Started { hash: hash.to_owned(), stored });
        self.send(Event::Ticked);
    }

    /// With a draft of the small call, open at its school.
    fn with_draft() -> (Self, DraftId) {
        let mut device = Self::new(&[]);
        device.open("#/call/marsh-2027");
        device.send(Event::CallCame(call_id(), Ok(call_text())));
        device.send(Event::Begin(call_id()));
        let id = device.state.drafts.keys().next().unwrap().clone();
        device.send(Event::Navigated { hash: format!("#/draft/{id}/school") });
        (device, id)
    }

    fn send(&mut self, event: Event) {
        self.now += 1000;
        let mut waiting = std::collections::VecDeque::from([event]);
        for _ in 0..100 {
            let Some(event) = waiting.pop_front() else { return };
            let moment = Moment { now: Timestamp(self.now), chance: 7 };
            for effect in update(&mut self.state, event, moment) {
                waiting.extend(self.carry_out(effect));
            }
        }
        panic!("it goes on for ever");
    }

    fn keep(&mut self, event: KeepEvent) {
        self.send(Event::Keep(event));
    }

    fn used(&self) -> usize {
        self.items.iter().map(|(key, text)| key.len() + text.len()).sum()
    }

    fn carry_out(&mut self, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::Store { key, .. } if self.blocked => {
                vec![Event::NotStored { key, why: "It is blocked.".to_owned() }]
            }
            Effect::Store { key, text } => {
                let before = self.items.get(&key).map_or(0, |old| key.len() + old.len());
                if self.used() - before + key.len() + text.len() > self.room {
                    return vec![Event::Keep(KeepEvent::Full { key, why: "It is full.".to_owned() })];
                }
                let vanished = draft_key(&key).is_some_and(|whole| !self.items.contains_key(&whole));
                self.items.insert(key.clone(), text);
                let mut events = vec![Event::Stored { key }];
                if vanished {
                    events.push(Event::Keep(KeepEvent::Vanished));
                }
                return events;
            }
            Effect::Forget { key } => {
                self.items.remove(&key);
                Vec::new()
            }
            Effect::Keep(ask) => {
                self.asked.push(ask);
                match ask {
                    Ask::Look => {
                        let size = |(key, text): (&String, &String)| (key.clone(), key.len() + text.len());
                        let ours = self.items.iter().filter(|(key, _)| key.starts_with(OUR_KEYS)).map(size).collect();
                        let found = if self.blocked { Err("It is blocked.".to_owned()) } else { Ok((ours, 0)) };
                        vec![Event::Keep(KeepEvent::Looked(found))]
                    }
                    Ask::MakeRoom => {
                        let giving = self.items.iter().filter(|(key, _)| key.starts_with("upbeat/history/"));
                        let key = giving.max_by_key(|(_, text)| text.len()).map(|(key, _)| key.clone());
                        if let Some(key) = &key {
                            self.items.remove(key);
                        }
                        vec![Event::Keep(KeepEvent::GaveWay(key))]
                    }
                    _ => Vec::new(),
                }
            }
            Effect::Download { name, content, .. } => {
                self.files.push((name, content));
                Vec::new()
            }
            Effect::Make(job) => {
                self.jobs.push(job);
                Vec::new()
            }
            Effect::GoTo(route) => {
                self.routes.push(route);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn type_name(&mut self, id: &DraftId, text: &str) {
        self.send(Event::Edited(id.clone(), name(), Value::from(text)));
    }

    /// The draft as a page that is opened now finds it.
    fn found(&self, id: &DraftId) -> Option<Draft> {
        let mut draft = read_draft(self.items.get(&format!("upbeat/draft/{id}"))?).unwrap();
        if let Some(late) = self.items.get(&format!("upbeat/late/{id}")) {
            draft.take_late(late).unwrap();
        }
        Some(draft)
    }

    fn all_is_stored(&self, id: &DraftId) -> bool {
        self.found(id).as_ref() == Some(&self.state.drafts[id].draft)
    }

    fn made(&mut self, file: &str) {
        let made = PressEvent::Made { name: file.to_owned(), remarks: Vec::new(), content: vec![1] };
        self.send(Event::Press(made));
    }

    fn notice(&self) -> String {
        self.state.notice.as_ref().map(|n| n.text.clone()).unwrap_or_default()
    }

    fn later(&mut self, days: i64) {
        self.now += days * DAY;
        self.send(Event::Ticked);
    }
}

fn name() -> Field {
    Field::School(SchoolField::Name)
}

fn call_id() -> CallId {
    CallId::new("marsh-2027").unwrap()
}

fn call_text() -> String {
    let mut json: serde_json::Value = serde_json::from_str(CALL).unwrap();
    json["id"] = "marsh-2027".into();
    json.to_string()
}

fn failed(device: &Device) -> bool {
    matches!(device.state.saving, Saving::Failed { .. })
}

#[test]
fn a_full_device_recovers_with_whatever_comes_next() {
    type Next = fn(&mut Device, &DraftId);
    let nexts: [(&str, Next); 4] = [
        ("a keystroke", |device, id| device.type_name(id, "Larkfield Green")),
        ("a minute", |device, _| device.send(Event::Ticked)),
        ("room made by another program", |device, _| device.keep(KeepEvent::Shrunk)),
        ("the button", |device, _| device.send(Event::SaveAgain)),
    ];
    for (what, next) in nexts {
        let (mut device, id) = Device::with_draft();
        device.type_name(&id, "Lark");
        device.room = device.used();
        device.type_name(&id, "Larkfield");
        assert!(failed(&device), "{what}");
        assert_eq!(device.state.drafts[&id].draft.text(&name()), "Larkfield");
        // Still full: tried again, still said.
        device.send(Event::Ticked);
        assert!(failed(&device), "{what}");
        device.room = usize::MAX;
        next(&mut device, &id);
        assert!(!failed(&device) && device.state.keeping.mended, "{what}");
        assert!(device.all_is_stored(&id), "{what}");
        device.send(Event::Navigated { hash: "#/".to_owned() });
        assert!(!device.state.keeping.mended, "{what}");
    }
}

#[test]
fn a_keystroke_in_one_draft_tries_again_to_store_the_others() {
    let (mut device, first) = Device::with_draft();
    device.send(Event::Duplicate(first.clone(), call_id()));
    let second = device.state.drafts.keys().find(|id| **id != first).unwrap().clone();
    device.room = device.used();
    device.type_name(&first, "Larkfield");
    device.room = usize::MAX;
    device.type_name(&second, "Oakhill");
    assert!(!failed(&device) && device.all_is_stored(&first) && device.all_is_stored(&second));
}

#[test]
fn history_gives_way_before_a_draft_does_and_that_is_known() {
    let (mut device, id) = Device::with_draft();
    for (key, text) in [("upbeat/history/a", "long ".repeat(40)), ("upbeat/history/b", "much longer ".repeat(40))] {
        device.items.insert(key.to_owned(), text);
    }
    device.items.insert("their/key".to_owned(), "x".repeat(5000));
    device.room = device.used();
    device.type_name(&id, "Larkfield");
    assert!(!failed(&device) && device.all_is_stored(&id));
    assert!(device.state.keeping.gave_way);
    assert!(device.items.contains_key("upbeat/history/a"), "one was enough, and the largest went");
    assert!(!device.items.contains_key("upbeat/history/b"));
    assert!(device.items.contains_key("their/key"));

    device.type_name(&id, &"Larkfield ".repeat(60));
    assert!(!device.items.contains_key("upbeat/history/a"));
    device.type_name(&id, &"Larkfield ".repeat(600));
    assert!(failed(&device), "and when nothing can give way any more, that is said");
    assert!(device.items.contains_key("their/key"));
}

#[test]
fn history_that_is_not_stored_makes_nobody_afraid_for_their_work() {
    let (mut device, id) = Device::with_draft();
    device.type_name(&id, "Larkfield");
    device.asked.clear();
    device.keep(KeepEvent::Full { key: "upbeat/history/a".to_owned(), why: "It is full.".to_owned() });
    assert!(!failed(&device) && device.state.keeping.gave_way);
    assert!(!device.asked.contains(&Ask::MakeRoom), "history does not push history out");
}

#[test]
fn what_was_cleared_from_outside_is_stored_again_and_said() {
    type Notices = fn(&mut Device, &DraftId);
    let notices: [(&str, Notices); 3] = [
        ("another tab's clear()", |device, _| device.keep(KeepEvent::Shrunk)),
        ("a minute", |device, _| device.send(Event::Ticked)),
        ("a keystroke in the same answer", |device, id| device.type_name(id, "Larkfield")),
    ];
    for (what, notice) in notices {
        let (mut device, id) = Device::with_draft();
        device.type_name(&id, "Larkf");
        device.send(Event::DownloadDraft(id.clone()));
        device.type_name(&id, "Larkfi");
        device.type_name(&id, "Larkfie");
        let before = device.items.len();
        device.items.clear();
        notice(&mut device, &id);
        assert!(device.all_is_stored(&id), "{what}");
        assert!(device.notice().contains("removed what this browser kept"), "{what}: {}", device.notice());
        assert!(device.items.contains_key(&format!("upbeat/backup/{id}")), "{what}");
        assert!(device.items.len() + 1 >= before, "{what}");
        // It is said once.
        device.state.notice = None;
        device.send(Event::Ticked);
        assert_eq!(device.notice(), "", "{what}");
    }
}

#[test]
fn a_draft_that_another_tab_deleted_is_not_brought_back_until_it_is_written_in() {
    let (mut device, id) = Device::with_draft();
    device.type_name(&id, "Larkfield");
    let key = format!("upbeat/draft/{id}");
    device.items.remove(&key);
    device.send(Event::ChangedElsewhere { key: key.clone(), text: None });
    device.send(Event::Ticked);
    assert!(!device.items.contains_key(&key));
    assert_eq!(device.notice(), "");
    device.type_name(&id, "Larkfield, still here");
    assert!(device.all_is_stored(&id));
}

#[test]
fn blocked_storage_that_opens_again_is_used() {
    let mut device = Device::new(&[]);
    device.blocked = true;
    device.open("#/");
    assert!(failed(&device));
    device.send(Event::Ticked);
    assert!(failed(&device));
    device.blocked = false;
    device.send(Event::Ticked);
    assert!(!failed(&device), "with nothing to store");

    let (mut device, id) = Device::with_draft();
    device.blocked = true;
    device.send(Event::Ticked);
    assert!(failed(&device), "blocked while it is open");
    device.type_name(&id, "Larkfield");
    device.blocked = false;
    device.send(Event::Ticked);
    assert!(!failed(&device) && device.all_is_stored(&id));
}

#[test]
fn the_last_backup_is_known_after_a_reload() {
    let (mut device, id) = Device::with_draft();
    let words = |device: &Device| last_backup(&device.state, &id);
    assert_eq!(words(&device), "Never backed up");
    device.type_name(&id, "Larkfield");
    device.send(Event::Make(id.clone(), Making::Document(Document::Application)));
    device.made("application.pdf");
    assert_eq!(words(&device), "Never backed up", "one document is no backup");
    device.send(Event::Make(id.clone(), Making::Bundle { page: false }));
    assert_eq!(words(&device), "Never backed up", "it has not been made yet");
    device.type_name(&id, "Larkfield Green");
    device.made("a.zip");
    assert!(words(&device).starts_with("Backed up today, 10"), "{}", words(&device));
    device.open("#/");
    assert!(words(&device).starts_with("Backed up today, 10"), "{}", words(&device));
    device.later(3);
    assert_eq!(words(&device), "Not backed up since 22 November 2026", "what was typed meanwhile is in no backup");
    device.send(Event::DownloadDraft(id.clone()));
    device.later(3);
    assert_eq!(words(&device), "Backed up on 25 November 2026");
    device.send(Event::Delete(id.clone()));
    assert!(device.items.is_empty(), "{:?}", device.items);
}

#[test]
fn one_is_reminded_after_a_day_of_work_and_not_again_that_day() {
    let (mut device, id) = Device::with_draft();
    let due = |device: &Device| reminder(&device.state, &id);
    device.later(1);
    assert_eq!(due(&device), None, "nothing has been written");
    device.type_name(&id, "Larkfield");
    assert_eq!(due(&device), None, "work of today");
    device.later(1);
    assert_eq!(due(&device).as_deref(), Some("This application has been on this device only, since 23 November 2026."));
    device.keep(KeepEvent::NotToday(id.clone()));
    assert_eq!(due(&device), None);
    device.open("#/");
    assert_eq!(due(&device), None, "that is kept");
    device.later(1);
    assert!(due(&device).is_some());

    device.send(Event::Navigated { hash: format!("#/draft/{id}") });
    device.send(Event::CallCame(call_id(), Ok(call_text())));
    device.keep(KeepEvent::BackUp(id.clone()));
    assert_eq!(device.jobs.len(), 1);
    assert!(due(&device).is_some(), "until it is made");
    device.made("a.zip");
    assert_eq!(due(&device), None);
    device.later(5);
    assert_eq!(due(&device), None, "nothing was changed since");
    device.send(Event::Renamed(id.clone(), "Ours".to_owned()));
    device.later(1);
    assert_eq!(due(&device).as_deref(), Some("Not backed up since 25 November 2026."));
}

#[test]
fn where_no_bundle_can_be_made_the_draft_file_is_handed_out() {
    for event in [PressEvent::Failed("It stopped.".to_owned()), PressEvent::Refused("It was refused.".to_owned())] {
        let (mut device, id) = Device::with_draft();
        device.type_name(&id, "Larkfield");
        // One's own export is not replaced by something else.
        device.send(Event::Make(id.clone(), Making::Bundle { page: false }));
        device.send(Event::Press(event.clone()));
        assert!(device.files.is_empty());
        device.keep(KeepEvent::BackUp(id.clone()));
        device.send(Event::Press(event));
        let (_, content) = device.files.first().unwrap();
        assert_eq!(read_draft(std::str::from_utf8(content).unwrap()).unwrap(), device.state.drafts[&id].draft);
        assert!(device.notice().contains("draft file instead"));
        assert!(last_backup(&device.state, &id).starts_with("Backed up today"));
    }
}

#[test]
fn the_first_backup_asks_the_browser_to_keep_the_work() {
    let (mut device, id) = Device::with_draft();
    let asked = |device: &mut Device, lasting, before| {
        device.state.keeping.standing = Standing { lasting, asked: before, used: None };
        device.asked.clear();
        device.state.press = PressState::Ready;
        device.keep(KeepEvent::BackUp(id.clone()));
        device.asked.contains(&Ask::KeepForGood)
    };
    assert!(asked(&mut device, Some(false), false));
    assert!(!asked(&mut device, Some(true), false), "it does already");
    assert!(!asked(&mut device, None, false), "it cannot be asked");
    assert!(!asked(&mut device, Some(false), true), "once is enough");
    device.keep(KeepEvent::Stands(Standing { lasting: Some(false), asked: false, used: None }));
    assert!(device.state.keeping.standing.asked, "that it was asked is not forgotten");
    device.keep(KeepEvent::Stands(Standing { lasting: Some(true), asked: true, used: None }));
    device.keep(KeepEvent::Stands(Standing { lasting: Some(false), asked: false, used: None }));
    assert_eq!(device.state.keeping.standing.lasting, Some(true), "an earlier question, answered later");
}

/// A draft as a newer version wrote it: more in it, the same shape.
fn newer_text(device: &Device, id: &DraftId) -> String {
    write_draft(&device.state.drafts[id].draft).unwrap().replacen("\"version\":1", "\"mood\":\"glad\",\"version\":4", 1)
}

#[test]
fn what_a_newer_version_wrote_is_shown_and_never_changed() {
    let (mut device, id) = Device::with_draft();
    device.type_name(&id, "Larkfield");
    let (text, key) = (newer_text(&device, &id), format!("upbeat/draft/{id}"));
    let mut device = Device::new(&[(key.as_str(), text.as_str())]);
    device.open(&format!("#/draft/{id}/school"));
    device.send(Event::CallCame(call_id(), Ok(call_text())));
    assert_eq!(device.state.drafts[&id].draft.text(&name()), "Larkfield");
    assert!(device.state.set_aside.is_empty());
    assert!(kept_drafts(&device.state)[0].read_only.as_ref().unwrap().contains("newer version"));
    let before = device.items.clone();
    let edits = [
        Event::Edited(id.clone(), name(), Value::from("Changed")),
        Event::Renamed(id.clone(), "Changed".to_owned()),
        Event::SaveAgain,
        Event::Ticked,
        Event::Duplicate(id.clone(), call_id()),
        Event::Make(id.clone(), Making::Bundle { page: false }),
        Event::Keep(KeepEvent::Shrunk),
    ];
    for event in edits {
        let shown = device.state.drafts.clone();
        device.send(event.clone());
        assert_eq!(device.items, before, "{event:?}");
        assert_eq!(device.state.drafts, shown, "{event:?}");
    }
    assert!(device.notice().contains("newer version"), "{}", device.notice());
    assert!(device.jobs.is_empty());
    device.send(Event::DownloadDraft(id.clone()));
    assert_eq!(device.files[0].1, text.as_bytes(), "it is given out as it lies");
    assert_eq!(reminder(&device.state, &id), None);

    // From a file of this version it is not replaced either.
    let mut ours = device.state.drafts[&id].draft.clone();
    ours.set(name(), Value::from("From a file"), Timestamp(MORNING));
    let drafts = vec![(write_draft(&ours).unwrap(), None)];
    device.send(Event::Press(PressEvent::Read { name: "a.zip".to_owned(), drafts, remarks: Vec::new() }));
    assert!(!found(&device.state)[0].here.as_ref().unwrap().replaceable);
    device.send(Event::TakeIn { replace: true });
    assert_eq!(device.items[&key], text);
    assert_eq!(device.state.drafts.len(), 2);
}

#[test]
fn a_newer_version_in_another_tab_makes_this_one_read_only() {
    let (mut device, id) = Device::with_draft();
    device.type_name(&id, "Larkfield");
    let (text, key) = (newer_text(&device, &id), format!("upbeat/draft/{id}"));
    device.items.insert(key.clone(), text.clone());
    device.send(Event::ChangedElsewhere { key: key.clone(), text: Some(text.clone()) });
    device.type_name(&id, "Written over");
    assert_eq!(device.items[&key], text);
    device.send(Event::Ticked);
    assert_eq!(device.items[&key], text);
}

#[test]
fn what_a_newer_version_typed_last_is_shown_too() {
    let (mut device, id) = Device::with_draft();
    device.type_name(&id, "Lark");
    let text = newer_text(&device, &id);
    device.type_name(&id, "Larkfield");
    let late = newer_text(&device, &id);
    let (key, late_key) = (format!("upbeat/draft/{id}"), format!("upbeat/late/{id}"));
    let mut device = Device::new(&[(key.as_str(), text.as_str()), (late_key.as_str(), late.as_str())]);
    device.open("#/");
    assert_eq!(device.state.drafts[&id].draft.text(&name()), "Larkfield");
    assert!(device.state.set_aside.is_empty());
}

/// Two drafts, what cannot be read, and what is not ours; on the page that tells how it is all kept.
fn before_leaving() -> (Device, Vec<DraftId>) {
    let (mut device, first) = Device::with_draft();
    device.type_name(&first, "Larkfield");
    device.send(Event::Duplicate(first, call_id()));
    device.items.insert("upbeat/draft/bad".to_owned(), "{".to_owned());
    device.items.insert("their/key".to_owned(), "not ours".to_owned());
    device.open("#/help");
    let ids = device.state.drafts.keys().cloned().collect();
    (device, ids)
}

/// What the browser does when everything is to be removed.
fn remove_all(device: &mut Device) -> Removed {
    let (ours, others): (Vec<String>, Vec<String>) =
        device.items.keys().cloned().partition(|key| key.starts_with(OUR_KEYS));
    device.items.retain(|key, _| others.contains(key));
    Removed { keys: ours, left: Ok(Vec::new()), others: others.len(), files: FilesGone::Yes }
}

#[test]
fn everything_is_taken_away_and_then_nothing_is_left() {
    let (mut device, ids) = before_leaving();
    device.keep(KeepEvent::TakeAway);
    assert!(device.jobs.is_empty(), "the call has to come first");
    device.send(Event::CallCame(call_id(), Ok(call_text())));
    assert_eq!(device.jobs.len(), 1);
    device.made("one.zip");
    assert_eq!(device.jobs.len(), 2);
    assert!(matches!(device.state.keeping.leaving, Leaving::Making { .. }));
    device.keep(KeepEvent::LeaveNothing);
    assert_ne!(device.state.keeping.leaving, Leaving::Removing, "not before all are made");
    device.made("two.zip");
    let Leaving::Asking(made) = device.state.keeping.leaving.clone() else { panic!("{:?}", device.state.keeping) };
    assert_eq!(made.iter().map(|taken| taken.id.clone()).collect::<Vec<_>>(), ids);
    assert_eq!(device.files.len(), 2);

    let before = device.items.clone();
    device.keep(KeepEvent::LeaveNothing);
    assert_eq!(device.asked.last(), Some(&Ask::RemoveAll));
    assert_eq!(device.items, before, "the core removes nothing by itself");
    // Whatever happens meanwhile stores nothing again.
    let removed = remove_all(&mut device);
    device.send(Event::Ticked);
    device.keep(KeepEvent::Shrunk);
    assert_eq!(device.items.len(), 1, "{:?}", device.items);
    device.keep(KeepEvent::Removed(removed));
    device.send(Event::Ticked);
    assert_eq!(device.items.keys().collect::<Vec<_>>(), ["their/key"]);
    assert!(device.state.drafts.is_empty() && device.state.set_aside.is_empty());
    let notice = device.state.notice.clone().unwrap();
    assert!(notice.good && notice.text.contains("Nothing of Upbeat is left"), "{notice:?}");
    assert!(notice.more[0].contains("3 applications") && notice.more[0].contains("2 notes of a backup"), "{notice:?}");
    assert!(notice.more.iter().any(|line| line.contains("1 entry of other pages")), "{notice:?}");
}

#[test]
fn if_one_file_cannot_be_made_nothing_is_removed() {
    for event in [PressEvent::Failed("It stopped.".to_owned()), PressEvent::Refused("It was refused.".to_owned())] {
        let (mut device, _) = before_leaving();
        let before = device.items.clone();
        device.keep(KeepEvent::TakeAway);
        device.send(Event::CallCame(call_id(), Ok(call_text())));
        device.made("one.zip");
        device.send(Event::Press(event));
        assert!(matches!(device.state.keeping.leaving, Leaving::Stopped(_)), "{:?}", device.state.keeping.leaving);
        device.keep(KeepEvent::LeaveNothing);
        assert!(!device.asked.contains(&Ask::RemoveAll));
        assert!(before.keys().all(|key| device.items.contains_key(key)));
    }
}

#[test]
fn what_was_changed_after_its_file_was_made_is_not_removed() {
    let (mut device, ids) = before_leaving();
    device.keep(KeepEvent::TakeAway);
    device.send(Event::CallCame(call_id(), Ok(call_text())));
    device.made("one.zip");
    device.made("two.zip");
    device.type_name(&ids[0], "Changed since");
    device.keep(KeepEvent::LeaveNothing);
    assert!(matches!(&device.state.keeping.leaving, Leaving::Stopped(why) if why.contains("Make them again")));
    assert!(!device.asked.contains(&Ask::RemoveAll));
}

#[test]
fn where_the_hub_has_no_such_call_any_more_the_draft_files_are_taken() {
    let (mut device, ids) = before_leaving();
    device.keep(KeepEvent::TakeAway);
    device.send(Event::CallCame(call_id(), Err("It is not there.".to_owned())));
    let Leaving::Asking(made) = device.state.keeping.leaving.clone() else { panic!("{:?}", device.state.keeping) };
    assert_eq!(made.len(), 2);
    for ((_, content), id) in device.files.iter().zip(&ids) {
        assert_eq!(read_draft(std::str::from_utf8(content).unwrap()).unwrap(), device.state.drafts[id].draft);
    }
}

#[test]
fn what_the_browser_would_not_remove_is_said() {
    let removed = |left: Result<Vec<String>, String>, files| Removed { keys: Vec::new(), left, others: 0, files };
    for (removed, says) in [
        (removed(Ok(vec!["upbeat/draft/a".to_owned()]), FilesGone::Yes), "Still here: 1 application"),
        (removed(Err("It is blocked.".to_owned()), FilesGone::Yes), "could not look"),
        (removed(Ok(Vec::new()), FilesGone::HeldElsewhere), "Not everything is removed"),
        (removed(Ok(Vec::new()), FilesGone::No("x".to_owned())), "Not everything is removed"),
    ] {
        let notice = gone_words(&removed);
        assert!(!notice.good && notice.text.contains(says), "{notice:?}");
    }
}

#[test]
fn what_came_in_a_file_is_shown_beside_what_is_here_and_decided_one_by_one() {
    let (mut device, id) = Device::with_draft();
    device.type_name(&id, "Larkfield");
    let mut theirs = device.state.drafts[&id].draft.clone();
    theirs.set(name(), Value::from("From the file"), Timestamp(MORNING + DAY));
    theirs.set(Field::School(SchoolField::Region), Value::from("Marsh"), Timestamp(MORNING + DAY));
    let mut other = theirs.clone();
    other.id = DraftId::new("other").unwrap();
    let written_on = crate::call::Date::parse("2026-11-20");
    device.send(Event::Press(PressEvent::About(vec![About { written_on, files: 9 }])));
    let drafts = [&theirs, &other].map(|draft| (write_draft(draft).unwrap(), None)).to_vec();
    device.send(Event::Press(PressEvent::Read { name: "a.json".to_owned(), drafts, remarks: Vec::new() }));
    let all = found(&device.state);
    let here = all[0].here.as_ref().unwrap();
    assert_eq!((all[0].answers, all[0].files, all[0].written_on, here.differ), (2, 9, written_on, 2));
    assert!(here.title == "Larkfield" && here.changed < all[0].changed && here.replaceable);
    assert_eq!((all[1].files, &all[1].here), (0, &None));

    let decide = |number, choice| KeepEvent::Decide { number, choice };
    device.keep(decide(1, Choice::KeepBoth));
    assert_eq!(device.state.drafts[&other.id].draft, other);
    assert!(device.routes.last() != Some(&Route::Draft(other.id.clone(), Page::Tasks, None)), "one is asked on");
    assert_eq!(device.state.drafts[&id].draft.text(&name()), "Larkfield");
    device.keep(decide(7, Choice::Replace));
    device.keep(decide(0, Choice::Replace));
    assert_eq!(device.state.drafts[&id].draft.text(&name()), "From the file");
    assert!(device.state.incoming.is_none() && device.all_is_stored(&id));
    assert_eq!(device.routes.last(), Some(&Route::Draft(id.clone(), Page::Tasks, None)));
    assert!(last_backup(&device.state, &id).starts_with("Backed up today"), "the file is its backup");

    let drafts = vec![(write_draft(&theirs).unwrap(), None)];
    device.send(Event::Press(PressEvent::Read { name: "a.json".to_owned(), drafts, remarks: Vec::new() }));
    let before = (device.items.clone(), device.state.drafts.clone());
    assert_eq!(found(&device.state)[0].here.as_ref().unwrap().differ, 0);
    device.keep(decide(0, Choice::Leave));
    assert_eq!((device.items.clone(), device.state.drafts.clone()), before);
    assert!(device.state.incoming.is_none());
}
