//! The loop with a storage of its own, which may be full, blocked, or end in the middle.

use std::collections::{BTreeMap, VecDeque};

use proptest::prelude::*;

use super::super::{Event, Focus, Held, Load, Moment, Offer, Page, PressEvent, Route, Saving, State, update};
use super::*;
use crate::app::tests::{call_id, call_text};
use crate::draft::{Field, LATE_KEY, Value, read_draft, read_history, write_draft};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// What lies in storage, how much fits, and after how many more writes the computer is switched off.
#[derive(Clone)]
struct Storage {
    items: BTreeMap<String, String>,
    fits: usize,
    writes: usize,
}

impl Storage {
    fn used(&self) -> usize {
        self.items.iter().map(|(key, text)| key.len() + text.len()).sum()
    }
}

/// A page over such a storage.
struct Desk {
    state: State,
    storage: Storage,
    now: i64,
    effects: Vec<Effect>,
}

impl Desk {
    fn over(storage: Storage, now: i64, hash: &str) -> Self {
        let stored = Ok(storage.items.clone().into_iter().collect());
        let mut desk = Self { state: State::new(), storage, now, effects: Vec::new() };
        desk.send(Event::Started { hash: hash.to_owned(), stored });
        desk.send(Event::CallCame(call_id(), Ok(call_text())));
        desk.send(Event::Ticked);
        desk
    }

    fn new() -> Self {
        let storage = Storage { items: BTreeMap::new(), fits: usize::MAX, writes: usize::MAX };
        Self::over(storage, 1_795_341_600_000, "#/call/marsh-2027")
    }

    /// With a draft, open at its page about the school.
    fn with_draft() -> (Self, DraftId) {
        let mut desk = Self::new();
        desk.send(Event::Begin(call_id()));
        let id = desk.state.drafts.keys().next().unwrap().clone();
        desk.go(&format!("#/draft/{id}/school"));
        (desk, id)
    }

    /// The page, loaded anew.
    fn again(&self) -> Self {
        self.again_at(&self.state.route.to_string())
    }

    fn again_at(&self, hash: &str) -> Self {
        Self::over(Storage { writes: usize::MAX, ..self.storage.clone() }, self.now, hash)
    }

    /// Hands in an event, carries out what follows, and what follows from that. Gives back all that was to be done.
    fn send(&mut self, event: Event) -> Vec<Effect> {
        let (mut waiting, mut all) = (VecDeque::from([event]), Vec::new());
        while let Some(event) = waiting.pop_front() {
            self.now += 1;
            let moment = Moment { now: Timestamp(self.now), chance: 7 };
            let effects = update(&mut self.state, event, moment);
            for effect in &effects {
                waiting.extend(self.carry_out(effect));
            }
            all.extend(effects);
            assert!(all.len() < 1000, "it never ends");
        }
        self.effects.extend(all.clone());
        all
    }

    fn carry_out(&mut self, effect: &Effect) -> Option<Event> {
        match effect {
            Effect::Store { key, text } => {
                let before = self.storage.items.get(key).map_or(0, |text| key.len() + text.len());
                if self.storage.used() - before + key.len() + text.len() > self.storage.fits {
                    return Some(Event::Keep(super::super::KeepEvent::Full {
                        key: key.clone(),
                        why: "It is full.".to_owned(),
                    }));
                }
                if self.storage.writes > 0 {
                    self.storage.writes -= 1;
                    self.storage.items.insert(key.clone(), text.clone());
                }
                Some(Event::Stored { key: key.clone() })
            }
            Effect::Forget { key } => {
                if self.storage.writes > 0 {
                    self.storage.writes -= 1;
                    self.storage.items.remove(key);
                }
                None
            }
            Effect::GoTo(route) => Some(Event::Navigated { hash: route.to_string() }),
            _ => None,
        }
    }

    fn go(&mut self, hash: &str) {
        self.send(Event::Navigated { hash: hash.to_owned() });
    }

    fn wait(&mut self, time: i64) {
        self.now += time;
    }

    fn time(&mut self, event: TimeEvent) -> Vec<Effect> {
        self.send(Event::Time(event))
    }

    fn set(&mut self, id: &DraftId, field: &str, value: Value) {
        self.send(Event::Edited(id.clone(), Field::parse(field), value));
    }

    /// Types letter by letter, a tenth of a second each.
    fn types(&mut self, id: &DraftId, field: &str, text: &str) {
        let mut whole = self.text(id, field);
        for letter in text.chars() {
            whole.push(letter);
            self.wait(100);
            self.set(id, field, Value::Text(whole.clone()));
        }
    }

    fn text(&self, id: &DraftId, field: &str) -> String {
        self.state.drafts.get(id).map(|held| held.draft.text(&Field::parse(field)).to_owned()).unwrap_or_default()
    }

    fn names(&self, id: &DraftId) -> Vec<String> {
        let rows = versions(&self.state, id).into_iter();
        rows.map(|row| row.name.unwrap_or_else(|| row.why.words().to_owned())).collect()
    }

    fn notice(&self) -> &str {
        self.state.notice.as_ref().map_or("", |notice| notice.text.as_str())
    }

    /// Every text that stands anywhere in storage for a draft: in it, among what was typed last, deleted, in its history.
    fn all_texts(&self, id: &DraftId) -> Vec<String> {
        let mut drafts = Vec::new();
        for (key, text) in &self.storage.items {
            if key.starts_with("upbeat/history/") {
                read_history(text, id).unwrap().walk(|_, draft| {
                    drafts.push(draft.clone());
                    true
                });
            } else if !key.starts_with("upbeat/backup/") {
                drafts.push(read_draft(text).unwrap());
            }
        }
        drafts.iter().flat_map(|draft| draft.answers.values()).map(|answer| answer.value.words()).collect()
    }
}

/// A text of so many words that has none in common with one of another number.
fn unlike(number: i32, words: i32) -> String {
    (0..words).map(|word| format!("{number}x{word}")).collect::<Vec<_>>().join(" ")
}

const NAME: &str = "school/name";
const REGION: &str = "school/region";

#[test]
fn typing_is_undone_in_steps_that_a_person_sees() {
    let (mut desk, id) = Desk::with_draft();
    desk.types(&id, NAME, "Larkfield");
    desk.wait(3000);
    desk.types(&id, NAME, " Green");
    desk.types(&id, REGION, "North");
    desk.set(&id, NAME, Value::from("Larkfield Green Primary School, pasted all at once"));
    desk.types(&id, NAME, "!");
    desk.set(&id, "school/sixth-form", Value::Flag(true));
    for (says, name, region) in [
        ("Undone: Sixth form. 5 steps more.", "Larkfield Green Primary School, pasted all at once!", "North"),
        ("Undone: Name of the school. 4 steps more.", "Larkfield Green Primary School, pasted all at once", "North"),
        ("Undone: Name of the school. 3 steps more.", "Larkfield Green", "North"),
        ("Undone: Region. 2 steps more.", "Larkfield Green", ""),
        ("Undone: Name of the school. 1 step more.", "Larkfield", ""),
        ("Undone: Name of the school. That was the last step.", "", ""),
        ("There is nothing to undo.", "", ""),
    ] {
        desk.time(TimeEvent::Undo(id.clone()));
        assert_eq!(desk.state.time.told, says);
        assert_eq!((desk.text(&id, NAME).as_str(), desk.text(&id, REGION).as_str()), (name, region), "{says}");
        assert_eq!(desk.again().state.drafts[&id].draft, desk.state.drafts[&id].draft, "it is stored at once");
    }
    assert!(!desk.state.drafts[&id].draft.answered(&Field::parse("school/sixth-form")), "not answered is not no");
    for _ in 0..6 {
        desk.time(TimeEvent::Redo(id.clone()));
    }
    assert_eq!(desk.state.time.told, "Done again: Sixth form. That was the last step.");
    assert_eq!(desk.text(&id, NAME), "Larkfield Green Primary School, pasted all at once!");
    assert_eq!(desk.state.drafts[&id].draft.flag(&Field::parse("school/sixth-form")), Some(true));
    desk.time(TimeEvent::Redo(id.clone()));
    assert_eq!(desk.state.time.told, "There is nothing to do again.");
}

#[test]
fn evidence_that_is_put_into_a_text_is_one_step() {
    let (mut desk, id) = Desk::with_draft();
    let (text, sources) = ("letters/l/prompts/p/text", "letters/l/prompts/p/sources");
    let from = Value::List(vec!["criteria/c/p/evidence".to_owned()]);
    desk.types(&id, text, "We sing.");
    desk.set(&id, text, Value::from("We sing. Every class sings on Fridays."));
    desk.set(&id, sources, from.clone());
    desk.types(&id, text, " Also");
    let stand = |desk: &Desk| (desk.text(&id, text), desk.state.drafts[&id].draft.list(&Field::parse(sources)).len());
    let whole = "We sing. Every class sings on Fridays.".to_owned();
    for (event, expected) in [
        (TimeEvent::Undo(id.clone()), (whole.clone(), 1)),
        (TimeEvent::Undo(id.clone()), ("We sing.".to_owned(), 0)),
        (TimeEvent::Redo(id.clone()), (whole.clone(), 1)),
        (TimeEvent::Undo(id.clone()), ("We sing.".to_owned(), 0)),
        (TimeEvent::Undo(id.clone()), (String::new(), 0)),
    ] {
        desk.time(event);
        assert_eq!(stand(&desk), expected);
    }
    // Where it came from is forgotten by itself: another step.
    desk.set(&id, text, Value::from("We sing. Every class sings on Fridays."));
    desk.set(&id, sources, from);
    desk.wait(3000);
    desk.set(&id, sources, Value::List(Vec::new()));
    desk.time(TimeEvent::Undo(id.clone()));
    assert_eq!(stand(&desk), (whole, 1));
}

#[test]
fn undoing_goes_to_the_answer() {
    let (mut desk, id) = Desk::with_draft();
    desk.types(&id, NAME, "Larkfield");
    let effects = desk.time(TimeEvent::Undo(id.clone()));
    assert!(effects.contains(&Effect::Arrived(Focus::Answer(NAME.to_owned()))), "{effects:?}");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::GoTo(_))), "it is on this page");
    desk.go(&format!("#/draft/{id}/export"));
    let effects = desk.time(TimeEvent::Redo(id.clone()));
    assert!(effects.contains(&Effect::GoTo(Route::to_field(&id, &Field::parse(NAME)))), "{effects:?}");
    assert!(effects.contains(&Effect::Arrived(Focus::Answer(NAME.to_owned()))));
    assert_eq!(desk.state.time.told, "Done again: Name of the school. That was the last step.");
}

#[test]
fn what_was_undone_is_found_again_whatever_is_typed_next() {
    let (mut desk, id) = Desk::with_draft();
    desk.types(&id, NAME, "A long and careful text");
    desk.time(TimeEvent::Undo(id.clone()));
    desk.types(&id, NAME, "B");
    desk.time(TimeEvent::Redo(id.clone()));
    assert_eq!(desk.text(&id, NAME), "B", "there is nothing to do again any more");
    assert!(desk.again().all_texts(&id).contains(&"A long and careful text".to_owned()));
    assert_eq!(desk.names(&id), ["Before something was undone"]);
}

#[test]
fn steps_take_a_bounded_room() {
    let (mut desk, id) = Desk::with_draft();
    let long = "We sing. ".repeat(5000);
    for number in 0..200 {
        desk.set(&id, NAME, Value::Text(format!("{number} {long}")));
        desk.set(&id, REGION, Value::Text(number.to_string()));
    }
    for _ in 0..400 {
        desk.time(TimeEvent::Undo(id.clone()));
    }
    let left: usize = desk.text(&id, REGION).parse().unwrap();
    assert!((150..=160).contains(&left), "some forty steps of 45,000 bytes are kept: {left}");
}

#[test]
fn a_keystroke_stores_no_more_than_before() {
    let (mut desk, id) = Desk::with_draft();
    desk.types(&id, NAME, "La");
    let from = desk.effects.len();
    desk.types(&id, NAME, "rkfield Green");
    let keys =
        desk.effects[from..].iter().filter_map(|e| if let Effect::Store { key, .. } = e { Some(key) } else { None });
    assert!(keys.clone().count() == 13 && keys.clone().all(|key| *key == format!("{LATE_KEY}{id}")));
}

#[test]
fn versions_are_kept_while_one_works() {
    let (mut desk, id) = Desk::with_draft();
    assert_eq!(desk.names(&id), [""; 0], "of an empty draft there is nothing to keep");
    desk.types(&id, NAME, "Larkfield");
    desk.wait(MINUTE);
    desk.send(Event::Ticked);
    assert_eq!(desk.names(&id), [""; 0]);
    desk.wait(2 * MINUTE);
    desk.send(Event::Ticked);
    assert_eq!(desk.names(&id), ["When writing had paused"]);
    for _ in 0..15 {
        desk.types(&id, NAME, ".");
        desk.wait(MINUTE);
        desk.send(Event::Ticked);
    }
    assert_eq!(desk.names(&id), ["While writing", "When writing had paused"]);
    desk.wait(DAY);
    let desk = desk.again();
    assert_eq!(desk.names(&id)[0], "At the start of the day");
    assert_eq!(desk.again().names(&id), desk.names(&id), "the same is not kept twice");
    let row = &versions(&desk.state, &id)[0];
    assert_eq!(row.differ, 0);
    assert_eq!(when_words(row.at, Timestamp(desk.now)), "today, 10.18am");
}

#[test]
fn a_version_is_named_compared_and_brought_back_as_a_new_one() {
    let (mut desk, id) = Desk::with_draft();
    desk.types(&id, NAME, "Larkfield");
    desk.time(TimeEvent::KeepVersion(id.clone(), "  For the head ".to_owned()));
    assert!(desk.notice().contains("\u{201c}For the head\u{201d}"), "{}", desk.notice());
    desk.types(&id, NAME, " Green");
    desk.types(&id, REGION, "North");
    desk.set(&id, "school/sixth-form", Value::Flag(true));
    let mut desk = desk.again_at(&format!("#/draft/{id}/history"));
    let row = versions(&desk.state, &id).into_iter().find(|row| row.name.is_some()).unwrap();
    assert_eq!((row.name.as_deref(), row.differ), (Some("For the head"), 3));
    let changes = changes(&desk.state, &id, row.at);
    let told: Vec<_> = changes.iter().map(|c| [c.name.as_str(), c.before.as_str(), c.after.as_str()]).collect();
    assert_eq!(
        told,
        [["Name of the school", "Larkfield", "Larkfield Green"], ["Region", "", "North"], ["Sixth form", "", "Yes"]]
    );
    let present = desk.state.drafts[&id].draft.clone();
    desk.time(TimeEvent::RestoreVersion(id.clone(), row.at));
    assert_eq!((desk.text(&id, NAME).as_str(), desk.text(&id, REGION).as_str()), ("Larkfield", ""));
    assert!(desk.state.drafts[&id].draft.changed > present.changed);
    assert_eq!(desk.names(&id)[0], "An earlier version, brought back");
    let mut again = desk.again();
    assert_eq!(again.state.drafts[&id].draft, desk.state.drafts[&id].draft);
    let before = again.state.time.history(&id).unwrap();
    let mut kept = Vec::new();
    before.walk(|_, draft| {
        kept.push(draft.clone());
        true
    });
    assert!(kept.contains(&present), "what it was just before is a version");
    // It can be undone in one step too.
    desk.time(TimeEvent::Undo(id.clone()));
    assert_eq!(desk.text(&id, REGION), "North");
    assert!(desk.state.time.told.starts_with("Undone: bringing back an earlier version"));

    again.time(TimeEvent::RemoveVersion(id.clone(), row.at));
    assert!(!again.again().names(&id).contains(&"For the head".to_owned()));
}

#[test]
fn named_versions_are_refused_where_they_fill_their_room() {
    let (mut desk, id) = Desk::with_draft();
    for number in 0..20 {
        let text = unlike(number, 8000);
        desk.set(&id, NAME, Value::Text(text));
        desk.time(TimeEvent::KeepVersion(id.clone(), format!("Version {number}")));
    }
    assert!(desk.notice().contains("Remove one"), "{}", desk.notice());
    let kept = versions(&desk.state, &id).len();
    assert!((6..12).contains(&kept), "{kept}");
    let oldest = versions(&desk.state, &id).last().unwrap().at;
    desk.time(TimeEvent::RemoveVersion(id.clone(), oldest));
    desk.time(TimeEvent::RemoveVersion(id.clone(), versions(&desk.state, &id).last().unwrap().at));
    desk.time(TimeEvent::KeepVersion(id, "Another".to_owned()));
    assert!(desk.notice().contains("has been kept as"), "{}", desk.notice());
}

#[test]
fn a_file_takes_the_place_of_a_draft_and_the_draft_is_a_version() {
    let (mut desk, id) = Desk::with_draft();
    desk.types(&id, NAME, "Here");
    let mut other = desk.state.drafts[&id].draft.clone();
    other.set(Field::parse(NAME), Value::from("From the file"), Timestamp(1_900_000_000_000));
    let drafts = vec![(write_draft(&other).unwrap(), None)];
    let read = PressEvent::Read { name: "a.zip".to_owned(), drafts, remarks: Vec::new() };
    for writes in 0..9 {
        let mut desk = desk.again();
        desk.send(Event::Press(read.clone()));
        desk.storage.writes = writes;
        desk.send(Event::TakeIn { replace: true });
        let again = desk.again();
        assert!(again.all_texts(&id).contains(&"Here".to_owned()), "after {writes} writes");
        if writes == 8 {
            assert_eq!(again.text(&id, NAME), "From the file");
            let again = desk.again_at(&format!("#/draft/{id}/history"));
            assert!(again.names(&id).contains(&"Before a file took its place".to_owned()), "{:?}", again.names(&id));
        }
    }
    // Without room for the version the draft in storage stays, and that is said.
    for spare in [0, 20, 50, 200] {
        let mut desk = desk.again();
        desk.send(Event::Press(read.clone()));
        desk.storage.fits = desk.storage.used() + spare;
        desk.send(Event::TakeIn { replace: true });
        assert!(desk.again().all_texts(&id).contains(&"Here".to_owned()), "{spare}");
        let saved = desk.again().text(&id, NAME) == "From the file";
        assert_eq!(saved, desk.state.saving == Saving::Saved, "{spare}");
        assert_eq!(saved, spare > 0, "{spare}");
    }
}

#[test]
fn another_tab_leaves_alone_what_was_deleted_here() {
    for open in [false, true] {
        let (mut desk, id) = Desk::with_draft();
        desk.types(&id, NAME, "Larkfield");
        let hash = if open { format!("#/draft/{id}/school") } else { "#/".to_owned() };
        let mut other = desk.again_at(&hash);
        desk.send(Event::Delete(id.clone()));
        other.storage = desk.storage.clone();
        let deleted = format!("upbeat/deleted/{id}");
        let text = other.storage.items.get(&deleted).cloned();
        assert!(text.is_some());
        other.send(Event::ChangedElsewhere { key: deleted.clone(), text });
        other.send(Event::ChangedElsewhere { key: format!("upbeat/draft/{id}"), text: None });
        other.send(Event::Ticked);
        assert!(other.storage.items.contains_key(&deleted), "open there: {open}");
        assert!(other.state.time.deleted.contains_key(&id), "open there: {open}");
        assert_eq!(other.state.drafts.contains_key(&id), open);
    }
}

#[test]
fn a_deleted_draft_is_brought_back_with_its_history() {
    let (mut desk, id) = Desk::with_draft();
    desk.types(&id, NAME, "Larkfield");
    desk.time(TimeEvent::KeepVersion(id.clone(), "Mine".to_owned()));
    let before = desk.state.drafts[&id].draft.clone();
    desk.send(Event::Delete(id.clone()));
    assert_eq!(desk.state.route, Route::Start);
    assert_eq!(desk.state.notice.as_ref().unwrap().offer, Some(Offer::Recover(id.clone())));
    assert!(!desk.storage.items.contains_key(&format!("upbeat/draft/{id}")));

    desk.wait(29 * DAY);
    let mut desk = desk.again();
    assert!(desk.state.drafts.is_empty());
    assert_eq!(desk.state.time.deleted[&id].draft, before);
    desk.time(TimeEvent::Recover(id.clone()));
    let mut desk = desk.again_at(&format!("#/draft/{id}/history"));
    assert_eq!(desk.state.drafts[&id].draft, before);
    assert!(desk.state.time.deleted.is_empty());
    assert_eq!(desk.names(&id), ["Mine"]);

    desk.send(Event::Delete(id.clone()));
    desk.time(TimeEvent::ForgetForGood(id.clone()));
    assert_eq!(desk.storage.items.len(), 0, "{:?}", desk.storage.items.keys());
    assert_eq!(desk.time(TimeEvent::Recover(id)), []);
}

#[test]
fn whenever_the_computer_is_switched_off_the_draft_is_there_or_deleted() {
    let (mut desk, id) = Desk::with_draft();
    desk.types(&id, NAME, "Larkfield");
    for writes in 0..5 {
        let mut deleting = desk.again_at("#/");
        deleting.storage.writes = writes;
        deleting.send(Event::Delete(id.clone()));
        let mut again = deleting.again_at("#/");
        let live = again.state.drafts.contains_key(&id);
        assert_ne!(live, again.state.time.deleted.contains_key(&id), "after {writes} writes");
        assert_eq!(live, writes < 2);
        if !live {
            for writes in 0..4 {
                let mut recovering = again.again_at("#/");
                recovering.storage.writes = writes;
                recovering.time(TimeEvent::Recover(id.clone()));
                let again = recovering.again_at("#/");
                assert_ne!(again.state.drafts.contains_key(&id), again.state.time.deleted.contains_key(&id));
                assert!(again.all_texts(&id).contains(&"Larkfield".to_owned()));
            }
            again.time(TimeEvent::Recover(id.clone()));
        }
        assert_eq!(again.text(&id, NAME), "Larkfield");
        let again = again.again_at("#/");
        assert!(!again.storage.items.keys().any(|key| key.starts_with(DELETED_KEY)), "both is one too many");
    }
}

#[test]
fn after_thirty_days_it_is_gone_but_not_where_the_clock_went_back() {
    let (mut desk, id) = Desk::with_draft();
    desk.types(&id, NAME, "Larkfield");
    desk.time(TimeEvent::KeepVersion(id.clone(), String::new()));
    desk.send(Event::Delete(id.clone()));
    for (days, there) in [(29, true), (-400, true), (31, false)] {
        let mut later = desk.again();
        later.wait(days * DAY);
        let later = later.again();
        assert_eq!(later.state.time.deleted.contains_key(&id), there, "{days} days");
        assert_eq!(later.storage.items.is_empty(), !there, "{days} days");
    }
}

#[test]
fn typed_on_in_another_tab_a_deleted_draft_lives_and_nothing_of_either_is_lost() {
    let (mut desk, id) = Desk::with_draft();
    desk.types(&id, NAME, "Larkfield");
    let mut here = desk.again();
    here.types(&id, REGION, "North");
    desk.send(Event::Delete(id.clone()));
    let deleted = desk.storage.items[&format!("{DELETED_KEY}{id}")].clone();
    here.send(Event::ChangedElsewhere { key: format!("{DELETED_KEY}{id}"), text: Some(deleted.clone()) });
    here.storage.items.insert(format!("{DELETED_KEY}{id}"), deleted);
    here.set(&id, NAME, Value::from("Oakhill"));
    let again = here.again();
    assert_eq!(again.text(&id, NAME), "Oakhill");
    assert!(again.names(&id).contains(&"When it was deleted".to_owned()), "{:?}", again.names(&id));
    assert!(!again.storage.items.contains_key(&format!("{DELETED_KEY}{id}")));
    assert!(again.all_texts(&id).contains(&"Larkfield".to_owned()));
}

#[test]
fn opening_the_file_of_a_deleted_draft_keeps_both() {
    let (mut desk, id) = Desk::with_draft();
    desk.types(&id, NAME, "In the file");
    let text = write_draft(&desk.state.drafts[&id].draft).unwrap();
    desk.set(&id, NAME, Value::from("Written later"));
    desk.send(Event::Delete(id.clone()));
    desk.send(Event::Press(PressEvent::Read {
        name: "a.json".to_owned(),
        drafts: vec![(text, None)],
        remarks: Vec::new(),
    }));
    let again = desk.again();
    assert_eq!(again.text(&id, NAME), "In the file");
    assert!(again.state.time.deleted.is_empty());
    assert!(again.all_texts(&id).contains(&"Written later".to_owned()));
}

#[test]
fn an_example_is_undone_and_closed_and_leaves_nothing() {
    let (desk, id) = Desk::with_draft();
    let mut example = desk.state.drafts[&id].draft.clone();
    example.id = DraftId::new("example").unwrap();
    let mut desk = Desk::new();
    desk.state.drafts.insert(example.id.clone(), Held { draft: example.clone(), example: true });
    desk.go("#/draft/example/school");
    desk.types(&example.id, NAME, "Tried out");
    desk.time(TimeEvent::Undo(example.id.clone()));
    assert_eq!(desk.text(&example.id, NAME), "");
    desk.wait(20 * MINUTE);
    desk.send(Event::Ticked);
    desk.time(TimeEvent::KeepVersion(example.id.clone(), "X".to_owned()));
    desk.send(Event::Delete(example.id));
    assert!(desk.storage.items.is_empty() && desk.state.time.deleted.is_empty());
    assert!(desk.state.drafts.is_empty());
}

#[test]
fn a_history_that_cannot_be_read_is_set_aside_and_never_written_over() {
    let (mut desk, id) = Desk::with_draft();
    desk.types(&id, NAME, "Larkfield");
    let key = format!("upbeat/history/{id}");
    desk.storage.items.insert(key.clone(), "{\"format\":\"upb".to_owned());
    let mut desk = desk.again();
    assert_eq!(desk.text(&id, NAME), "Larkfield", "the draft opens all the same");
    let aside: Vec<&str> = desk.state.set_aside.iter().map(|s| s.key.as_str()).collect();
    assert_eq!(aside, [key.as_str()]);
    desk.types(&id, NAME, " Green");
    desk.time(TimeEvent::KeepVersion(id.clone(), "Mine".to_owned()));
    let again = desk.again();
    assert_eq!(again.storage.items[&key], "{\"format\":\"upb");
    assert_eq!(again.names(&id)[0], "Mine");
    assert_eq!(again.state.set_aside.len(), 1);
    // Nor is a deleted draft that cannot be read.
    let mut desk = again;
    desk.storage.items.insert(format!("{DELETED_KEY}x"), "?".to_owned());
    let desk = desk.again();
    assert_eq!(desk.state.set_aside.len(), 2);
    assert_eq!(desk.storage.items[&format!("{DELETED_KEY}x")], "?");
}

#[test]
fn where_storage_is_full_versions_give_way_and_no_draft_does() {
    let (mut desk, id) = Desk::with_draft();
    for number in 0..30 {
        let text = unlike(number, 300);
        desk.set(&id, NAME, Value::Text(text));
        let name = if number % 10 == 0 { format!("N{number}") } else { String::new() };
        desk.time(TimeEvent::KeepVersion(id.clone(), name));
    }
    assert_eq!(versions(&desk.state, &id).len(), 30);
    desk.storage.fits = desk.storage.used();
    let saved = |desk: &Desk| desk.again().state.drafts[&id].draft == desk.state.drafts[&id].draft;
    let mut long = String::new();
    let mut before = 30;
    while desk.state.saving == Saving::Saved {
        long.push_str(&"We sing every day, and more of us each year. ".repeat(20));
        desk.set(&id, REGION, Value::Text(long.clone()));
        let left = versions(&desk.state, &id);
        assert!(left.len() <= before);
        before = left.len();
        if before > 4 {
            assert_eq!(left.iter().filter(|row| row.name.is_some()).count(), 3, "those with a name go last");
        }
        assert!(desk.state.saving != Saving::Saved || saved(&desk));
        assert!(desk.again().state.set_aside.is_empty());
    }
    let left = desk.storage.items.keys().any(|key| key.starts_with("upbeat/history/"));
    assert!(!left && before == 1, "every version has given way before anything was not saved");
    // The answer that is being typed lies in storage twice: in its draft, and apart from it.
    assert!(long.len() > 30_000, "{}", long.len());
    // With room, all is well again.
    desk.storage.fits = usize::MAX;
    desk.types(&id, REGION, "!");
    assert!(desk.state.saving == Saving::Saved && saved(&desk));
}

#[test]
fn where_there_is_no_room_for_a_deleted_draft_it_stays_and_can_go_for_good() {
    let (mut desk, id) = Desk::with_draft();
    desk.types(&id, NAME, "Larkfield");
    desk.storage.fits = desk.storage.used() + 10;
    let before = desk.state.drafts[&id].draft.clone();
    desk.send(Event::Delete(id.clone()));
    assert!(desk.notice().contains("was not deleted"), "{}", desk.notice());
    assert_eq!(desk.state.notice.as_ref().unwrap().offer, Some(Offer::ForGood(id.clone())));
    assert_eq!(desk.state.drafts[&id].draft, before);
    assert!(desk.state.time.deleted.is_empty());
    assert_eq!(desk.again().state.drafts[&id].draft, before);
    desk.time(TimeEvent::ForgetForGood(id));
    assert!(desk.storage.items.is_empty());
}

#[test]
fn where_storage_is_blocked_versions_stay_in_the_page() {
    let (mut desk, id) = Desk::with_draft();
    desk.storage = Storage { items: BTreeMap::new(), fits: 0, writes: 0 };
    for number in 0..5 {
        desk.types(&id, NAME, "x");
        desk.time(TimeEvent::KeepVersion(id.clone(), format!("N{number}")));
    }
    assert_eq!(desk.names(&id), ["N4", "N3", "N2", "N1", "N0"]);
    assert!(!desk.state.time.histories[&id].stored);
    assert!(matches!(desk.state.saving, Saving::Failed { .. }));
    desk.time(TimeEvent::Undo(id.clone()));
    assert_eq!(desk.text(&id, NAME), "", "it was typed without a pause");
}

#[test]
fn versions_of_a_draft_whose_call_is_not_here() {
    let (mut desk, id) = Desk::with_draft();
    desk.types(&id, NAME, "Larkfield");
    desk.time(TimeEvent::KeepVersion(id.clone(), "Mine".to_owned()));
    desk.set(&id, NAME, Value::from("Oakhill"));
    let mut desk = desk.again_at(&format!("#/draft/{id}/history"));
    desk.state.calls.insert(call_id(), Load::Failed("It is gone.".to_owned()));
    let at = versions(&desk.state, &id).last().unwrap().at;
    assert_eq!(changes(&desk.state, &id, at)[0].name, "Name of the school");
    desk.time(TimeEvent::RestoreVersion(id.clone(), at));
    assert_eq!(desk.text(&id, NAME), "Larkfield");
    assert!(matches!(desk.state.route, Route::Draft(_, Page::History, _)));
}

#[test]
fn another_tab_keeps_versions_too() {
    let (mut desk, id) = Desk::with_draft();
    desk.types(&id, NAME, "Larkfield");
    desk.time(TimeEvent::KeepVersion(id.clone(), "Mine".to_owned()));
    let mut other = desk.again();
    other.types(&id, NAME, " Green");
    other.time(TimeEvent::KeepVersion(id.clone(), "Theirs".to_owned()));
    let key = format!("upbeat/history/{id}");
    desk.send(Event::ChangedElsewhere { key: key.clone(), text: other.storage.items.get(&key).cloned() });
    assert_eq!(desk.names(&id), ["Theirs", "Mine"]);
}

/// What somebody does, and what is done to the computer.
#[derive(Debug, Clone)]
enum Deed {
    Type(u8, String),
    Undo,
    Redo,
    Keep,
    Restore(prop::sample::Index),
    Delete,
    Recover,
    Wait(i64),
    Reload,
    Fits(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => (0..3u8, "[a-z]{1,30}").prop_map(|(field, text)| Deed::Type(field, text)),
        3 => Just(Deed::Undo),
        2 => Just(Deed::Redo),
        2 => Just(Deed::Keep),
        1 => any::<prop::sample::Index>().prop_map(Deed::Restore),
        1 => Just(Deed::Delete),
        1 => Just(Deed::Recover),
        2 => (0..40 * MINUTE).prop_map(Deed::Wait),
        1 => Just(Deed::Reload),
        1 => (0..2000usize).prop_map(Deed::Fits),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever is done: what the page says to be saved is in storage; the draft is there or among the deleted; undoing
    /// all of it and doing it again gives the same answers.
    #[test]
    fn what_is_saved_is_there_whatever_is_done(deeds in prop::collection::vec(deed(), 0..40)) {
        let (mut desk, id) = Desk::with_draft();
        desk.types(&id, NAME, "Larkfield");
        let fields = [NAME, REGION, "letters/letter/opening"];
        for deed in deeds {
            let live = desk.state.drafts.contains_key(&id);
            match deed {
                Deed::Type(field, text) if live => desk.types(&id, fields[usize::from(field)], &text),
                Deed::Undo => drop(desk.time(TimeEvent::Undo(id.clone()))),
                Deed::Redo => drop(desk.time(TimeEvent::Redo(id.clone()))),
                Deed::Keep if live => drop(desk.time(TimeEvent::KeepVersion(id.clone(), "N".to_owned()))),
                Deed::Restore(which) if live => {
                    let rows = versions(&desk.state, &id);
                    if !rows.is_empty() {
                        let at = rows[which.index(rows.len())].at;
                        desk.time(TimeEvent::RestoreVersion(id.clone(), at));
                    }
                }
                Deed::Delete if live => drop(desk.send(Event::Delete(id.clone()))),
                Deed::Recover => drop(desk.time(TimeEvent::Recover(id.clone()))),
                Deed::Wait(time) => {
                    desk.wait(time);
                    desk.send(Event::Ticked);
                }
                Deed::Reload if desk.state.saving == Saving::Saved => {
                    desk = desk.again_at(&format!("#/draft/{id}/school"));
                }
                Deed::Fits(more) => desk.storage.fits = desk.storage.used() + more,
                _ => {}
            }
            let live = desk.state.drafts.get(&id);
            prop_assert_ne!(live.is_some(), desk.state.time.deleted.contains_key(&id));
            let again = desk.again();
            prop_assert!(again.state.set_aside.is_empty());
            if desk.state.saving == Saving::Saved {
                prop_assert_eq!(again.state.drafts.get(&id).map(|held| &held.draft), live.map(|held| &held.draft));
                prop_assert_eq!(again.state.time.deleted.contains_key(&id), live.is_none());
            }
        }
        if desk.state.drafts.contains_key(&id) {
            let answers = |desk: &Desk| fields.map(|field| desk.text(&id, field));
            while desk.state.time.steps.get(&id).is_some_and(Steps::can_redo) {
                desk.time(TimeEvent::Redo(id.clone()));
            }
            let (end, mut count) = (answers(&desk), 0);
            while desk.state.time.steps.get(&id).is_some_and(Steps::can_undo) {
                desk.time(TimeEvent::Undo(id.clone()));
                count += 1;
            }
            for _ in 0..count {
                desk.time(TimeEvent::Redo(id.clone()));
            }
            prop_assert_eq!(answers(&desk), end);
        }
    }
}
