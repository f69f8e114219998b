//! The loop with a device beside it that carries effects out: it may be full, blocked, or cleared by somebody else.

mod backups;
mod leaving;
mod newer;

use std::collections::BTreeMap;

use super::super::*;
use super::*;
use crate::app::tests::{call_id, call_text};
use crate::call::Timestamp;
use crate::draft::{Draft, Field, SchoolField, Value, read_draft, write_draft};

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
                events
            }
            Effect::Forget { key } if self.blocked => {
                vec![Event::NotForgotten { key, why: "It is blocked.".to_owned() }]
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
                    _ => Vec::new(),
                }
            }
            Effect::HandOver { name } => {
                self.files.push((name, Vec::new()));
                Vec::new()
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
        let made = PressEvent::Made { name: file.to_owned(), remarks: Vec::new() };
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
fn earlier_versions_give_way_before_a_draft_does_and_that_is_known() {
    let (mut device, id) = Device::with_draft();
    device.items.insert("their/key".to_owned(), "x".repeat(5000));
    for number in 0..40 {
        device.type_name(&id, &format!("Larkfield {number} {}", "with a long name ".repeat(number)));
        device.send(Event::Time(TimeEvent::KeepVersion(id.clone(), format!("Version {number}"))));
    }
    let history = format!("upbeat/history/{id}");
    let before = device.items[&history].len();
    device.room = device.used();
    device.type_name(&id, &"Larkfield ".repeat(120));
    assert!(!failed(&device) && device.all_is_stored(&id));
    assert!(device.state.keeping.gave_way && device.items[&history].len() < before);

    device.type_name(&id, &"Larkfield ".repeat(60_000));
    assert!(failed(&device), "and when nothing can give way any more, that is said");
    assert!(device.items.contains_key("their/key"));
}

#[test]
fn history_that_is_not_stored_makes_nobody_afraid_for_their_work() {
    let (mut device, id) = Device::with_draft();
    device.type_name(&id, "Larkfield");
    device.keep(KeepEvent::Full { key: "upbeat/history/a".to_owned(), why: "It is full.".to_owned() });
    assert!(!failed(&device));
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
fn what_could_not_be_removed_is_removed_later_and_then_all_is_well() {
    let (mut device, id) = Device::with_draft();
    device.type_name(&id, "Larkfield");
    device.send(Event::Delete(id.clone()));
    let key = format!("upbeat/deleted/{id}");
    assert!(device.items.contains_key(&key));
    device.blocked = true;
    device.send(Event::Time(TimeEvent::ForgetForGood(id)));
    assert!(failed(&device) && device.items.contains_key(&key));
    device.send(Event::Ticked);
    assert!(failed(&device), "as long as it lies there");
    device.send(Event::Begin(call_id()));
    (device.blocked, device.room) = (false, 0);
    device.send(Event::Ticked);
    assert!(!device.items.contains_key(&key), "{:?}", device.items.keys());
    assert!(failed(&device), "what could not be stored still is not");
    device.room = usize::MAX;
    device.send(Event::Ticked);
    assert!(!failed(&device), "{:?}", device.state.not_stored);
}

#[test]
fn of_two_drafts_that_were_deleted_elsewhere_the_one_that_is_written_in_comes_back() {
    let (mut device, first) = Device::with_draft();
    device.send(Event::Duplicate(first.clone(), call_id()));
    let second = device.state.drafts.keys().find(|id| **id != first).unwrap().clone();
    let keys = [&first, &second].map(|id| format!("upbeat/draft/{id}"));
    // Both are open somewhere, so that neither is gone from this page: it is as if each had been.
    for (id, key) in [&first, &second].into_iter().zip(&keys) {
        device.send(Event::Navigated { hash: format!("#/draft/{id}/school") });
        device.items.remove(key);
        device.send(Event::ChangedElsewhere { key: key.clone(), text: None });
    }
    device.type_name(&second, "Oakhill");
    device.send(Event::Ticked);
    assert_eq!(keys.map(|key| device.items.contains_key(&key)), [false, true]);
}

#[test]
fn a_call_that_came_with_a_draft_goes_with_it() {
    let (mut device, id) = Device::with_draft();
    device.state.keeping.calls.insert(call_id());
    device.send(Event::Ticked);
    let call = format!("upbeat/call/{}", call_id());
    assert!(device.items.contains_key(&call), "{:?}", device.items.keys());
    let key = format!("upbeat/draft/{id}");
    for key in [&key, &call] {
        device.items.remove(key);
    }
    device.send(Event::ChangedElsewhere { key: key.clone(), text: None });
    device.send(Event::Ticked);
    assert!(device.items.is_empty(), "{:?}", device.items.keys());
    device.type_name(&id, "Larkfield");
    device.send(Event::Ticked);
    assert!(device.items.contains_key(&key) && device.items.contains_key(&call));
}

#[test]
fn what_is_said_of_the_space_is_as_it_is_now() {
    let (mut device, id) = Device::with_draft();
    device.type_name(&id, "Larkfield");
    device.send(Event::Navigated { hash: "#/help".to_owned() });
    let lies: usize = device.used();
    assert_eq!(kept_drafts(&device.state)[0].size, crate::draft::size_words(lies as u64));
    let file = crate::draft::Attached::new(crate::draft::FileId::new(&"a".repeat(64)).unwrap(), "plan.pdf", "", 4_600);
    let list = Value::List(vec![file.id.to_string()]);
    device.send(Event::Edited(id.clone(), Field::parse("documents/plan/files"), list));
    for (field, value) in file.answers() {
        device.send(Event::Edited(id.clone(), field, value));
    }
    let size = kept_drafts(&device.state)[0].size.clone();
    assert!(size.ends_with(", and 1 file of 4.6 KB"), "{size}");
}

#[test]
fn deleting_a_draft_for_good_makes_room_for_another() {
    let (mut device, first) = Device::with_draft();
    device.send(Event::Duplicate(first.clone(), call_id()));
    let second = device.state.drafts.keys().find(|id| **id != first).unwrap().clone();
    device.room = device.used();
    device.type_name(&second, "Oakhill");
    assert!(failed(&device));
    device.send(Event::Time(TimeEvent::ForgetForGood(first)));
    assert!(!failed(&device) && device.all_is_stored(&second));
}
