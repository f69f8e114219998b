//! The loop without a browser: events in, effects out, and what the state says afterwards.

use super::*;
use crate::call::{CallId, Timestamp};
use crate::draft::{Draft, DraftId, Field, SchoolField, Value, read_draft, write_draft};
use crate::readiness::Overall;

const CALL: &str = include_str!("../../tests/fixtures/calls/small.json");
const INDEX: &str = r#"{"format":1,"calls":[{"id":"marsh-2027","hub":"Marsh Music Hub","title":"Lead Schools 2027"},{"id":"moor-2027","hub":"Moor Sounds","title":"Lead Schools 2027"}]}"#;

/// A state with the loop's past: every effect that came, in order.
struct Desk {
    state: State,
    effects: Vec<Effect>,
    tick: i64,
}

impl Desk {
    fn opened(hash: &str, stored: Vec<(String, String)>) -> Self {
        let mut desk = Self { state: State::new(), effects: Vec::new(), tick: 0 };
        desk.send(Event::Started { hash: hash.to_owned(), stored: Ok(stored) });
        desk.send(Event::IndexCame(Ok(INDEX.to_owned())));
        desk
    }

    /// A new draft of the small call, open at its task list.
    fn with_draft() -> (Self, DraftId) {
        let mut desk = Self::opened("#/call/marsh-2027", Vec::new());
        desk.send(Event::CallCame(call_id(), Ok(call_text())));
        desk.send(Event::Begin(call_id()));
        let id = desk.state.drafts.keys().next().unwrap().clone();
        desk.go(&format!("#/draft/{id}"));
        (desk, id)
    }

    fn send(&mut self, event: Event) -> &[Effect] {
        self.tick += 1000;
        // 2026-11-22, mid-morning.
        let moment = Moment { now: Timestamp(1_795_341_600_000 + self.tick), chance: 7 };
        let new = update(&mut self.state, event, moment);
        let from = self.effects.len();
        self.effects.extend(new);
        &self.effects[from..]
    }

    fn go(&mut self, hash: &str) {
        self.send(Event::Navigated { hash: hash.to_owned() });
    }

    fn type_name(&mut self, id: &DraftId, text: &str) -> Vec<Effect> {
        self.send(Event::Edited(id.clone(), name_field(), Value::from(text))).to_vec()
    }
}

fn stored_name() -> Event {
    Event::Stored { key: "upbeat/draft/a".to_owned() }
}

fn not_stored() -> Event {
    Event::NotStored { key: "upbeat/draft/a".to_owned(), why: "It is full.".to_owned() }
}

fn name_field() -> Field {
    Field::School(SchoolField::Name)
}

/// The id of the call that the tests of the loop use.
pub(super) fn call_id() -> CallId {
    CallId::new("marsh-2027").unwrap()
}

/// The small call, under that id.
pub(super) fn call_text() -> String {
    let mut json: serde_json::Value = serde_json::from_str(CALL).unwrap();
    json["id"] = "marsh-2027".into();
    json.to_string()
}

fn stored(effects: &[Effect]) -> Option<(&str, &str)> {
    effects.iter().find_map(|e| match e {
        Effect::Store { key, text } => Some((key.as_str(), text.as_str())),
        _ => None,
    })
}

/// What lies in storage once every effect so far has been carried out.
fn storage(desk: &Desk) -> Vec<(String, String)> {
    let mut items = std::collections::BTreeMap::new();
    for effect in &desk.effects {
        match effect {
            Effect::Store { key, text } => drop(items.insert(key.clone(), text.clone())),
            Effect::Forget { key } => drop(items.remove(key)),
            _ => {}
        }
    }
    items.into_iter().collect()
}

/// The draft as a page that is opened now finds it.
fn found(desk: &Desk, id: &DraftId) -> Draft {
    Desk::opened("#/", storage(desk)).state.drafts[id].draft.clone()
}

#[test]
fn every_edit_is_stored_in_the_same_turn() {
    let (mut desk, id) = Desk::with_draft();
    let effects = desk.type_name(&id, "L");
    let (key, text) = stored(&effects).unwrap();
    assert_eq!(key, format!("upbeat/draft/{id}"), "the first keystroke in an answer stores the draft whole");
    assert_eq!(read_draft(text).unwrap(), desk.state.drafts[&id].draft);
    assert_eq!(desk.type_name(&id, "L"), [], "nothing changed, so nothing is stored");

    let effects = desk.type_name(&id, "La");
    assert_eq!(stored(&effects).unwrap().0, format!("upbeat/late/{id}"), "a further one the answer alone");
    assert_eq!(found(&desk, &id), desk.state.drafts[&id].draft);
    let region = Field::School(SchoolField::Region);
    let effects = desk.send(Event::Edited(id.clone(), region, Value::from("Marsh"))).to_vec();
    assert_eq!(stored(&effects).unwrap().0, format!("upbeat/draft/{id}"));
    assert_eq!(found(&desk, &id), desk.state.drafts[&id].draft);
    desk.type_name(&id, "Lar");
    desk.send(Event::Renamed(id.clone(), "Mine".to_owned()));
    desk.type_name(&id, "Lark");
    assert_eq!(found(&desk, &id), desk.state.drafts[&id].draft);
}

#[test]
fn after_a_failed_save_the_next_keystroke_stores_the_draft_whole() {
    let (mut desk, id) = Desk::with_draft();
    let whole = format!("upbeat/draft/{id}");
    desk.type_name(&id, "L");
    desk.send(Event::NotStored { key: whole.clone(), why: "It is full.".to_owned() });
    let effects = desk.type_name(&id, "La");
    assert_eq!(stored(&effects).unwrap().0, whole);
    desk.send(Event::Stored { key: whole.clone() });
    assert_eq!(desk.state.saving, Saving::Saved);

    desk.type_name(&id, "Lar");
    let late = format!("upbeat/late/{id}");
    desk.send(Event::NotStored { key: late, why: "It is full.".to_owned() });
    desk.send(Event::Stored { key: "upbeat/draft/another".to_owned() });
    assert!(matches!(desk.state.saving, Saving::Failed { .. }), "another draft's luck does not help this one");
    assert_eq!(stored(&desk.type_name(&id, "Lark")).unwrap().0, whole);
    desk.send(Event::Stored { key: whole });
    assert_eq!(desk.state.saving, Saving::Saved);
}

#[test]
fn a_draft_that_could_not_be_stored_and_is_deleted_is_no_longer_missed() {
    let (mut desk, id) = Desk::with_draft();
    desk.type_name(&id, "L");
    desk.send(Event::NotStored { key: format!("upbeat/draft/{id}"), why: "It is full.".to_owned() });
    assert!(matches!(desk.state.saving, Saving::Failed { .. }));
    desk.send(Event::Delete(id));
    assert_eq!(desk.state.saving, Saving::Saved);
}

#[test]
fn the_check_follows_every_edit_once_it_is_painted_or_anything_else_happens() {
    for next in [Event::Painted, Event::Ticked, Event::NoticeRead] {
        let (mut desk, id) = Desk::with_draft();
        let before = desk.state.readiness.clone().unwrap();
        let effects = desk.type_name(&id, "Larkfield Green");
        assert!(effects.contains(&Effect::AwaitPaint));
        let effects = desk.type_name(&id, "Larkfield Green Primary School");
        assert!(!effects.contains(&Effect::AwaitPaint), "it is awaited already");
        desk.send(stored_name());
        assert_eq!(desk.state.readiness.as_ref(), Some(&before));
        desk.send(next);
        let after = desk.state.readiness.clone().unwrap();
        assert_ne!(before, after);
        assert!(matches!(after.overall, Overall::NotYet { .. } | Overall::Nearly { .. }));
        assert!(desk.type_name(&id, "Lark").contains(&Effect::AwaitPaint));
    }
}

#[test]
fn the_first_page_opens_and_is_left_without_the_rest_of_the_program() {
    let mut state = State::new();
    let moment = Moment { now: Timestamp(1_795_341_600_000), chance: 7 };
    let mut send = |event| first(&mut state, event, moment);
    send(Event::Started { hash: "#/".to_owned(), stored: Ok(Vec::new()) }).unwrap();
    send(Event::IndexCame(Ok(INDEX.to_owned()))).unwrap();
    let effects = send(Event::Navigated { hash: "#/call/marsh-2027".to_owned() }).unwrap();
    assert!(effects.contains(&Effect::FetchCall(call_id())), "{effects:?}");
    // What it cannot see to is handed back as it was.
    let came = Event::CallCame(call_id(), Ok(call_text()));
    assert_eq!(send(came.clone()).unwrap_err(), Box::new(came.clone()));
    assert_eq!(state.title(), "A call \u{2013} Upbeat");
    update(&mut state, came, moment);
    assert_eq!(state.title(), "Lead Schools for Anyshire Music Hub \u{2013} Upbeat");
}

#[test]
fn what_is_typed_in_another_tab_is_taken_in() {
    let (mut desk, id) = Desk::with_draft();
    let mut there = desk.state.drafts[&id].draft.clone();
    there.set(name_field(), Value::from("Typed there"), Timestamp(1_900_000_000_000));
    let text = crate::draft::write_late(&there, &name_field()).unwrap();
    desk.send(Event::ChangedElsewhere { key: format!("upbeat/late/{id}"), text: Some(text) });
    assert_eq!(desk.state.drafts[&id].draft, there);
}

#[test]
fn what_was_typed_last_and_cannot_be_read_is_set_aside() {
    let (mut desk, id) = Desk::with_draft();
    desk.type_name(&id, "Larkfield");
    let mut items = storage(&desk);
    items.push((format!("upbeat/late/{id}"), "{".to_owned()));
    items.push(("upbeat/late/gone".to_owned(), "{".to_owned()));
    let opened = Desk::opened("#/", items);
    assert_eq!(opened.state.drafts[&id].draft.text(&name_field()), "Larkfield");
    let keys: Vec<&str> = opened.state.set_aside.iter().map(|s| s.key.as_str()).collect();
    assert_eq!(keys, [format!("upbeat/late/{id}")], "one whose draft is gone is left where it lies");
}

#[test]
fn a_keystroke_concerns_its_answer_alone() {
    let (mut desk, id) = Desk::with_draft();
    desk.type_name(&id, "L");
    std::mem::take(&mut desk.state.touched);
    let before = desk.state.readiness.clone().unwrap();
    desk.type_name(&id, "La");
    desk.send(stored_name());
    assert_eq!(desk.state.touched, Touched { answers: vec![name_field()], ..Touched::default() });
    assert!(
        std::sync::Arc::ptr_eq(&before, desk.state.readiness.as_ref().unwrap()),
        "the same check, not an equal one"
    );
    desk.type_name(&id, "TODO");
    desk.send(Event::Painted);
    assert!(desk.state.touched.readiness);
    assert!(!desk.state.touched.more);
    desk.send(not_stored());
    assert!(std::mem::take(&mut desk.state.touched).more, "a failed save concerns the whole page");
    desk.send(stored_name());
    assert!(std::mem::take(&mut desk.state.touched).more, "so does the one that mends it");
    desk.go("#/");
    std::mem::take(&mut desk.state.touched);
    desk.type_name(&id, "Larkfield");
    assert!(desk.state.touched.more, "the start page shows the draft by its name");
}

#[test]
fn a_failed_save_is_said_and_keeps_what_was_typed() {
    let (mut desk, id) = Desk::with_draft();
    desk.type_name(&id, "Larkfield");
    desk.send(not_stored());
    assert_eq!(desk.state.saving, Saving::Failed { why: "It is full.".to_owned() });
    assert_eq!(desk.state.drafts[&id].draft.text(&name_field()), "Larkfield");
    let file = desk.send(Event::DownloadDraft(id.clone())).to_vec();
    let [Effect::Download { content, .. }, ..] = file.as_slice() else { panic!("{file:?}") };
    assert_eq!(read_draft(std::str::from_utf8(content).unwrap()).unwrap(), desk.state.drafts[&id].draft);
    assert!(stored(desk.send(Event::SaveAgain)).is_some());
    desk.send(stored_name());
    assert_eq!(desk.state.saving, Saving::Saved);
}

#[test]
fn what_lies_in_storage_is_there_again_after_a_reload() {
    let (mut desk, id) = Desk::with_draft();
    let effects = desk.type_name(&id, "Larkfield");
    let (key, text) = stored(&effects).unwrap();
    let again = Desk::opened("#/", vec![(key.to_owned(), text.to_owned())]);
    assert_eq!(again.state.drafts[&id], desk.state.drafts[&id]);
}

#[test]
fn what_cannot_be_read_is_set_aside_and_the_rest_goes_on() {
    let (desk, id) = Desk::with_draft();
    let good = write_draft(&desk.state.drafts[&id].draft).unwrap();
    let newer = good.replace("\"version\":1", "\"version\":9");
    let mut again = Desk::opened(
        "#/",
        vec![
            (format!("upbeat/draft/{id}"), good),
            ("upbeat/draft/bad".to_owned(), "{\"format\":".to_owned()),
            ("upbeat/draft/newer".to_owned(), newer.clone()),
            ("upbeat/preferences".to_owned(), "?".to_owned()),
        ],
    );
    assert_eq!(again.state.drafts.len(), 1);
    let keys: Vec<&str> = again.state.set_aside.iter().map(|s| s.key.as_str()).collect();
    assert_eq!(keys, ["upbeat/draft/bad", "upbeat/draft/newer"]);
    assert!(!again.effects.iter().any(|e| matches!(e, Effect::Store { .. } | Effect::Forget { .. })));
    let file = again.send(Event::DownloadSetAside("upbeat/draft/newer".to_owned())).to_vec();
    assert!(matches!(file.as_slice(), [Effect::Download { content, .. }] if *content == newer.as_bytes()));
}

#[test]
fn blocked_storage_is_said_at_once() {
    let mut state = State::new();
    let event = Event::Started { hash: String::new(), stored: Err("It is blocked.".to_owned()) };
    update(&mut state, event, Moment { now: Timestamp(0), chance: 0 });
    assert_eq!(state.saving, Saving::Failed { why: "It is blocked.".to_owned() });
}

#[test]
fn a_page_asks_once_for_the_call_it_needs() {
    let mut desk = Desk::opened("#/call/marsh-2027", Vec::new());
    let asked = |desk: &Desk| desk.effects.iter().filter(|e| **e == Effect::FetchCall(call_id())).count();
    assert_eq!(asked(&desk), 1);
    desk.send(Event::Ticked);
    desk.go("#/call/marsh-2027/words");
    assert_eq!(asked(&desk), 1);
}

#[test]
fn a_call_that_cannot_be_used_says_why_and_never_takes_the_place_of_one_that_can() {
    let mut desk = Desk::opened("#/call/marsh-2027", Vec::new());
    for (result, says) in [
        (Err("not on this host".to_owned()), "not on this host"),
        // Whose it is to mend stands before the words that only they can use.
        (
            Ok("[]".to_owned()),
            "mistake in the hub\u{2019}s file for this call, so this page cannot show it. Tell the hub",
        ),
        (Ok("[]".to_owned()), "Tell the hub whose page this is. The mistake, for the hub: there should be an object"),
        (Ok("{".to_owned()), "Tell the hub whose page this is. The mistake, for the hub: EOF while"),
        (
            Ok(call_text().replace("\"means\":\"met\"", "\"means\":\"partial\"")),
            "for the hub: scale.steps[0].means: \u{201c}partial\u{201d} is not known here; known are met, partly, not-yet.",
        ),
        (Ok(CALL.to_owned()), "for the hub: marsh-2027.json says that it is another call"),
    ] {
        desk.send(Event::CallCame(call_id(), result));
        let load = desk.state.calls[&call_id()].clone();
        assert!(matches!(&load, Load::Failed(why) if why.contains(says)), "{load:?}");
    }
    desk.send(Event::CallCame(call_id(), Ok(call_text())));
    desk.send(Event::CallCame(call_id(), Err("offline".to_owned())));
    assert!(desk.state.calls[&call_id()].here().is_some());
}

#[test]
fn a_list_of_calls_that_cannot_be_read_says_whom_to_tell() {
    let mut desk = Desk::opened("#/", Vec::new());
    desk.send(Event::IndexCame(Ok(INDEX.replace("\"calls\"", "\"call\""))));
    let load = desk.state.index.clone();
    let says = "mistake in the hub\u{2019}s list of calls, so this page cannot show it. Tell the hub whose page this is. The \
                mistake, for the hub: the key \u{201c}calls\u{201d} is missing.";
    assert!(matches!(&load, Load::Failed(why) if why.contains(says)), "{load:?}");
}

#[test]
fn an_example_is_shown_and_edited_but_never_stored() {
    let (desk, id) = Desk::with_draft();
    let mut example = desk.state.drafts[&id].draft.clone();
    example.id = DraftId::new("example-marsh").unwrap();
    let text = write_draft(&example).unwrap();
    let mut desk = Desk::opened("#/", Vec::new());
    desk.send(Event::OpenExample(call_id()));
    desk.send(Event::ExampleCame(call_id(), Ok(text)));
    desk.go("#/draft/example-marsh");
    desk.send(Event::CallCame(call_id(), Ok(call_text())));
    assert_eq!(stored(&desk.type_name(&example.id, "Changed")), None);
    assert_eq!(desk.state.drafts[&example.id].draft.text(&name_field()), "Changed");
    desk.send(Event::SaveAgain);
    assert!(!desk.effects.iter().any(|e| matches!(e, Effect::Store { .. })));
}

#[test]
fn a_file_never_replaces_what_is_here_without_being_asked() {
    let (mut desk, id) = Desk::with_draft();
    desk.type_name(&id, "Here");
    let mut other = desk.state.drafts[&id].draft.clone();
    other.set(name_field(), Value::from("From the file"), Timestamp(1_900_000_000_000));
    let read = PressEvent::Read {
        name: "a.zip".to_owned(),
        drafts: vec![(write_draft(&other).unwrap(), None)],
        remarks: Vec::new(),
    };
    let before = desk.state.drafts.clone();
    assert!(desk.send(Event::Press(read.clone())).is_empty());
    assert_eq!(desk.state.drafts, before);
    assert!(desk.state.incoming.is_some());

    desk.send(Event::LeaveIt);
    assert_eq!((&desk.state.drafts, &desk.state.incoming), (&before, &None));

    desk.send(Event::Press(read.clone()));
    desk.send(Event::TakeIn { replace: false });
    let titles: Vec<&str> = desk.state.drafts.values().map(|held| held.draft.title()).collect();
    assert_eq!(titles.len(), 2);
    assert!(titles.contains(&"Here") && titles.iter().any(|t| t.starts_with("From the file")), "{titles:?}");

    desk.send(Event::Press(read));
    desk.send(Event::TakeIn { replace: true });
    assert_eq!(desk.state.drafts[&id].draft.text(&name_field()), "From the file");
}

#[test]
fn a_call_that_came_with_a_draft_is_kept_where_the_host_has_none() {
    let (desk, id) = Desk::with_draft();
    let text = write_draft(&desk.state.drafts[&id].draft).unwrap();
    let mut other = Desk::opened("#/", Vec::new());
    let read =
        PressEvent::Read { name: "a.zip".to_owned(), drafts: vec![(text, Some(call_text()))], remarks: Vec::new() };
    other.send(Event::Press(read));
    assert!(other.state.calls[&call_id()].here().is_some());
    assert!(other.effects.iter().any(|e| matches!(e, Effect::Store { key, .. } if key == "upbeat/call/marsh-2027")));
    assert!(other.state.notice.as_ref().is_some_and(|n| n.good));
}

#[test]
fn a_damaged_draft_in_a_file_changes_nothing() {
    let (mut desk, _) = Desk::with_draft();
    let before = desk.state.drafts.clone();
    let drafts = vec![("{}".to_owned(), None)];
    desk.send(Event::Press(PressEvent::Read { name: "a.zip".to_owned(), drafts, remarks: Vec::new() }));
    assert_eq!(desk.state.drafts, before);
    let notice = desk.state.notice.clone().unwrap();
    assert!(!notice.good && notice.text.contains("Nothing on this device was changed"), "{notice:?}");
}

#[test]
fn starting_from_another_draft_leaves_that_one_alone() {
    let (mut desk, id) = Desk::with_draft();
    desk.type_name(&id, "Larkfield");
    let before = desk.state.drafts[&id].clone();
    desk.send(Event::Duplicate(id.clone(), call_id()));
    assert_eq!(desk.state.drafts.len(), 2);
    assert_eq!(desk.state.drafts[&id], before);
    let copy = desk.state.drafts.values().find(|held| held.draft.id != id).unwrap();
    assert_eq!(copy.draft.title(), "Larkfield (copy)");
}

#[test]
fn deleting_forgets_one_key_and_leaves_its_page() {
    let (mut desk, id) = Desk::with_draft();
    let effects = desk.send(Event::Delete(id.clone())).to_vec();
    assert!(effects.contains(&Effect::GoTo(Route::Start)));
    let forgotten = Effect::Forget { key: format!("upbeat/draft/{id}") };
    assert!(!effects.contains(&forgotten), "not before it is among the deleted");
    assert!(desk.send(Event::Stored { key: format!("upbeat/deleted/{id}") }).contains(&forgotten));
    assert!(desk.state.drafts.is_empty());
}

#[test]
fn another_tab_never_takes_away_what_was_typed_here_later() {
    let (mut desk, id) = Desk::with_draft();
    let key = format!("upbeat/draft/{id}");
    let old = write_draft(&desk.state.drafts[&id].draft).unwrap();
    desk.type_name(&id, "Typed here");
    desk.send(Event::ChangedElsewhere { key: key.clone(), text: Some(old) });
    assert_eq!(desk.state.drafts[&id].draft.text(&name_field()), "Typed here");

    let mut later = desk.state.drafts[&id].draft.clone();
    later.set(name_field(), Value::from("Typed there"), Timestamp(1_900_000_000_000));
    desk.send(Event::ChangedElsewhere { key: key.clone(), text: Some(write_draft(&later).unwrap()) });
    assert_eq!(desk.state.drafts[&id].draft.text(&name_field()), "Typed there");

    desk.send(Event::ChangedElsewhere { key: key.clone(), text: None });
    assert!(desk.state.drafts.contains_key(&id), "it stays while its page is open");
    desk.go("#/");
    desk.send(Event::ChangedElsewhere { key, text: None });
    assert!(!desk.state.drafts.contains_key(&id));
}

#[test]
fn focus_goes_to_the_heading_or_to_the_answer_but_not_when_the_page_opens() {
    let focus = |effects: &[Effect]| {
        effects.iter().find_map(|e| if let Effect::Arrived(focus) = e { Some(focus.clone()) } else { None })
    };
    let mut opened = Desk::opened("#/call/marsh-2027", Vec::new());
    assert_eq!(focus(&opened.effects), Some(Focus::Stay));
    assert_eq!(focus(opened.send(Event::CallCame(call_id(), Ok(call_text())))), Some(Focus::Stay));

    let mut slow = Desk::opened("#/", Vec::new());
    slow.go("#/call/marsh-2027");
    let came = focus(slow.send(Event::CallCame(call_id(), Ok(call_text()))));
    assert_eq!(came, Some(Focus::Heading), "the page that is drawn now has a heading of its own");

    let (mut desk, id) = Desk::with_draft();
    let to = |desk: &mut Desk, hash: String| focus(desk.send(Event::Navigated { hash }));
    assert_eq!(to(&mut desk, format!("#/draft/{id}/school")), Some(Focus::Heading));
    let answer = Route::to_field(&id, &name_field()).to_string();
    assert_eq!(to(&mut desk, answer), Some(Focus::Answer("school/name".to_owned())));
}

#[test]
fn the_press_is_handed_the_call_as_it_was_read() {
    let (mut desk, id) = Desk::with_draft();
    let effects = desk.send(Event::Make(id.clone(), Making::Bundle { page: false })).to_vec();
    let [Effect::Make(job)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(&*job.call, call_text());
    assert_eq!(job.other_hubs, ["Moor Sounds"]);
    assert_eq!(desk.state.press, PressState::Working);
    desk.send(Event::Press(PressEvent::Failed("It stopped.".to_owned())));
    assert!(desk.state.notice.as_ref().is_some_and(|n| !n.good && n.text.contains("Your answers are safe")));
}

/// The draft's letter, its page open.
fn at_the_letter() -> (Desk, DraftId, Field) {
    let (mut desk, id) = Desk::with_draft();
    desk.go(&format!("#/draft/{id}/letters/letter"));
    let field = Field::parse("letters/letter/opening");
    (desk, id, field)
}

fn laid(desk: &Desk) -> String {
    let runs = desk.state.letters.iter().flat_map(|l| &l.pages.pages).flat_map(|p| &p.lines).flat_map(|l| &*l.runs);
    runs.map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_letter_is_as_long_as_it_is_with_the_very_keystroke() {
    let (mut desk, id, opening) = at_the_letter();
    std::mem::take(&mut desk.state.touched);
    desk.send(Event::Edited(id.clone(), opening.clone(), Value::from("We sing every day.")));
    assert!(laid(&desk).contains("We sing every day."));
    let touched = std::mem::take(&mut desk.state.touched);
    assert!(touched.letters && touched.painted.is_empty() && !touched.more, "{touched:?}");
    desk.send(stored_name());
    desk.send(Event::Painted);
    let touched = std::mem::take(&mut desk.state.touched);
    assert_eq!(touched.painted, [opening], "the pages are drawn once the letter is painted");
    assert!(!touched.letters && !touched.more, "{touched:?}");

    // On another page nobody waits for it: it is laid out with the check.
    desk.go(&format!("#/draft/{id}/school"));
    std::mem::take(&mut desk.state.touched);
    desk.type_name(&id, "Larkfield Green");
    assert!(!laid(&desk).contains("Larkfield Green"));
    desk.send(Event::Painted);
    assert!(laid(&desk).contains("Larkfield Green"));
    assert!(desk.state.touched.letters);
    assert_eq!(desk.state.touched.painted, [name_field()]);
}

#[test]
fn a_letter_from_elsewhere_goes_where_the_person_says_behind_what_is_there() {
    let (mut desk, id, opening) = at_the_letter();
    desk.send(Event::Edited(id.clone(), opening.clone(), Value::from("We sing.")));
    assert_eq!(
        desk.send(Event::LetterChosen { name: "old.docx".to_owned() }),
        [Effect::ReadFile { name: "old.docx".to_owned(), letter: true }]
    );
    let letter = |text: &str| {
        Event::Press(PressEvent::Letter { name: "old.docx".to_owned(), text: text.to_owned(), remarks: Vec::new() })
    };
    let effects = desk.send(letter("  \n\n ")).to_vec();
    assert!(desk.state.brought.is_none());
    assert!(desk.state.notice.as_ref().unwrap().text.contains("no words"));
    assert!(effects.contains(&Effect::Arrived(Focus::Answer("notice".to_owned()))), "focus goes to what is said");

    desk.send(letter("We play too.\n\nKind regards\n\nAda Wren"));
    let parts: Vec<bool> = desk.state.brought.as_ref().unwrap().parts.iter().map(|(_, to)| to.is_some()).collect();
    assert_eq!(parts, [true, false, false]);
    let closing = Field::parse("letters/letter/closing");
    desk.send(Event::Assigned(1, Some(closing.clone())));
    desk.send(Event::Assigned(9, Some(closing.clone())));
    let effects = desk.send(Event::PutIn).to_vec();
    assert!(stored(&effects).is_some());
    let draft = &desk.state.drafts[&id].draft;
    assert_eq!(draft.text(&opening), "We sing.\n\nWe play too.");
    assert_eq!(draft.text(&closing), "Kind regards");
    assert!(desk.state.notice.as_ref().unwrap().text.starts_with("2 paragraphs"));
    assert_eq!(found(&desk, &id), desk.state.drafts[&id].draft);

    desk.send(letter("Another."));
    desk.send(Event::LeaveLetter);
    assert!(desk.state.brought.is_none());
    assert_eq!(desk.send(Event::PutIn), []);
}

#[test]
fn each_document_comes_as_what_it_is() {
    let (mut desk, id) = Desk::with_draft();
    for (document, name) in [
        (Document::LetterPdf("letter".to_owned()), "letter.pdf"),
        (Document::LetterDocx("letter".to_owned()), "letter.docx"),
    ] {
        let effects = desk.send(Event::Make(id.clone(), Making::Document(document.clone()))).to_vec();
        let [Effect::Make(job)] = effects.as_slice() else { panic!("{effects:?}") };
        assert_eq!(job.what, Making::Document(document));
        let made = PressEvent::Made { name: name.to_owned(), remarks: vec!["A remark.".to_owned()] };
        let effects = desk.send(Event::Press(made)).to_vec();
        assert_eq!(effects, [Effect::HandOver { name: name.to_owned() }]);
        assert_eq!(desk.state.notice.as_ref().unwrap().more, ["A remark."]);
    }
}

fn plan() -> Field {
    Field::parse("documents/plan/files")
}

fn file_id(letter: char) -> FileId {
    FileId::new(&letter.to_string().repeat(64)).unwrap()
}

fn chosen(number: u32, draft: &DraftId, name: &str) -> Chosen {
    Chosen { number, draft: draft.clone(), to: plan(), name: name.to_owned(), kind: String::new(), instead: None }
}

impl Desk {
    fn choose(&mut self, files: Vec<Chosen>) -> Vec<Effect> {
        self.send(Event::Files(FilesEvent::Chosen(files))).to_vec()
    }

    fn files(&self, id: &DraftId) -> Vec<String> {
        self.state.drafts[id].draft.list(&plan()).to_vec()
    }

    fn said(&self) -> Vec<String> {
        self.state.files.said.clone().map(|(_, said)| said).unwrap_or_default()
    }
}

fn kept(letter: char) -> Event {
    Event::Press(PressEvent::Kept { id: file_id(letter), bytes: 5 })
}

#[test]
fn files_are_stored_one_after_another() {
    let (mut desk, id) = Desk::with_draft();
    let effects =
        desk.choose(vec![chosen(1, &id, "C:\\plan.pdf"), chosen(2, &id, "gone.pdf"), chosen(3, &id, "c.pdf")]);
    assert_eq!(effects, [Effect::KeepFile { number: 1, name: "plan.pdf".to_owned() }]);
    assert_eq!(desk.state.press, PressState::Working);
    // Further ones wait their turn.
    assert!(desk.choose(vec![chosen(4, &id, "plan again.pdf")]).is_empty());
    desk.send(Event::Press(PressEvent::Progress(3, 10)));
    assert_eq!(desk.state.files.progress, Some((3, 10)));

    let effects = desk.send(kept('a')).to_vec();
    let (key, text) = stored(&effects).unwrap();
    assert!(key.starts_with("upbeat/draft/") && text.contains(file_id('a').as_str()), "kept within the same event");
    assert!(effects.contains(&Effect::KeepFile { number: 2, name: "gone.pdf".to_owned() }));
    let not_kept = Event::Press(PressEvent::Refused("\u{201c}gone.pdf\u{201d} was not attached.".to_owned()));
    let effects = desk.send(not_kept).to_vec();
    assert_eq!(effects, [Effect::KeepFile { number: 3, name: "c.pdf".to_owned() }]);
    desk.send(kept('c'));
    // The very same file is attached once.
    desk.send(kept('a'));
    assert_eq!(desk.files(&id), [file_id('a').to_string(), file_id('c').to_string()]);
    assert_eq!((desk.state.press.clone(), desk.state.notice.clone()), (PressState::Ready, None));
    let said = desk.said();
    assert!(
        said[0].contains("gone.pdf") && said[1].contains("already") && said[2].starts_with("2 files are attached"),
        "{said:?}"
    );
    let draft = &desk.state.drafts[&id].draft;
    assert_eq!(draft.text(&Field::parse(&format!("files/{}/name", file_id('a')))), "plan.pdf");
}

#[test]
fn what_waits_goes_on_when_the_press_is_done() {
    let (mut desk, id) = Desk::with_draft();
    desk.send(Event::Make(id.clone(), Making::Bundle { page: false }));
    assert!(desk.choose(vec![chosen(1, &id, "a.pdf")]).is_empty());
    let effects = desk.send(Event::Press(PressEvent::Made { name: "a.zip".to_owned(), remarks: Vec::new() })).to_vec();
    let hand_over = Effect::HandOver { name: "a.zip".to_owned() };
    assert_eq!(effects.first(), Some(&hand_over));
    assert_eq!(effects.last(), Some(&Effect::KeepFile { number: 1, name: "a.pdf".to_owned() }));
}

#[test]
fn stopping_keeps_what_is_attached() {
    let (mut desk, id) = Desk::with_draft();
    desk.choose(vec![chosen(1, &id, "a.pdf"), chosen(2, &id, "b.pdf")]);
    desk.send(kept('a'));
    assert_eq!(desk.send(Event::Files(FilesEvent::Stop)), [Effect::StopPress]);
    assert_eq!(desk.files(&id), [file_id('a').to_string()]);
    assert_eq!((desk.state.press.clone(), desk.state.files.waiting.len()), (PressState::Resting, 0));
    assert!(desk.said().iter().any(|text| text.starts_with("Stopped")), "{:?}", desk.said());
    // A word that was on its way changes nothing any more.
    desk.send(kept('b'));
    assert_eq!(desk.files(&id), [file_id('a').to_string()]);
    assert!(desk.send(Event::Files(FilesEvent::Stop)).is_empty(), "there is nothing to stop");
    // A bundle that is being made is stopped too, and so is the press that fails by itself.
    desk.send(Event::Make(id.clone(), Making::Bundle { page: false }));
    assert_eq!(desk.send(Event::Files(FilesEvent::Stop)), [Effect::StopPress]);
    desk.choose(vec![chosen(3, &id, "c.pdf")]);
    desk.send(Event::Press(PressEvent::Failed("It stopped.".to_owned())));
    assert_eq!(desk.state.files.waiting.len(), 0);
}

#[test]
fn a_file_is_replaced_removed_put_back_and_linked() {
    let (mut desk, id) = Desk::with_draft();
    desk.choose(vec![chosen(1, &id, "a.pdf"), chosen(2, &id, "b.pdf")]);
    desk.send(kept('a'));
    desk.send(kept('b'));
    desk.choose(vec![Chosen { instead: Some(file_id('a')), ..chosen(3, &id, "new.pdf") }]);
    desk.send(kept('c'));
    assert_eq!(desk.files(&id), [file_id('c').to_string(), file_id('b').to_string()]);
    let edit = desk.send(Event::Files(FilesEvent::Remove(id.clone(), plan(), file_id('c')))).to_vec();
    assert!(stored(&edit).is_some());
    assert_eq!(desk.files(&id), [file_id('b').to_string()]);
    desk.send(Event::Files(FilesEvent::PutBack));
    assert_eq!(desk.files(&id), [file_id('c').to_string(), file_id('b').to_string()], "at its place");
    desk.send(Event::Files(FilesEvent::PutBack));
    assert_eq!(desk.files(&id).len(), 2);
    let point = Field::parse("criteria/c/p/files");
    assert_eq!(attached_elsewhere(&desk.state, &id, &point).len(), 2);
    desk.send(Event::Files(FilesEvent::Link(id.clone(), point.clone(), file_id('b'))));
    assert_eq!(attached_elsewhere(&desk.state, &id, &point).len(), 1);
    assert!(attached_elsewhere(&desk.state, &id, &plan()).is_empty());
}

#[test]
fn a_file_is_handed_out_or_said_to_be_elsewhere() {
    let (mut desk, id) = Desk::with_draft();
    desk.choose(vec![chosen(1, &id, "a.html"), chosen(2, &id, "b.png")]);
    desk.send(kept('a'));
    desk.send(kept('b'));
    // What could carry a program is bytes to the browser, whatever is asked.
    let bytes = "application/octet-stream".to_owned();
    assert_eq!(
        desk.send(Event::Files(FilesEvent::Show(id.clone(), plan(), file_id('a')))),
        [Effect::GetFile(file_id('a'), bytes.clone())]
    );
    desk.send(Event::Press(PressEvent::Got { id: file_id('a'), address: None }));
    assert!(desk.state.notice.as_ref().unwrap().text.contains("its content is not on this device"));
    desk.send(Event::Files(FilesEvent::Show(id.clone(), plan(), file_id('b'))));
    desk.send(Event::Press(PressEvent::Got { id: file_id('b'), address: Some("blob:1".to_owned()) }));
    assert_eq!(desk.state.files.shown.as_ref().unwrap().address, "blob:1");
    assert_eq!(desk.send(Event::Files(FilesEvent::Close)), [Effect::LetGo("blob:1".to_owned())]);
    desk.send(Event::Files(FilesEvent::Download(id, file_id('b'))));
    let got = Event::Press(PressEvent::Got { id: file_id('b'), address: Some("blob:2".to_owned()) });
    assert_eq!(desk.send(got), [Effect::DownloadFrom { name: "b.png".to_owned(), address: "blob:2".to_owned() }]);
}

#[test]
fn the_store_is_looked_through_once_and_nothing_that_is_named_goes() {
    let (mut desk, id) = Desk::with_draft();
    assert_eq!(desk.send(Event::Press(PressEvent::Ready)), [Effect::ListFiles]);
    assert!(desk.send(Event::Press(PressEvent::Ready)).is_empty());
    desk.choose(vec![chosen(1, &id, "a.pdf")]);
    desk.send(kept('a'));
    let old = format!("{} 0\n{} 0\n{} 0\n", file_id('a'), file_id('b'), file_id('c'));
    let texts = vec![(UNNAMED_KEY.to_owned(), old), ("upbeat/deleted/x".to_owned(), format!("[\"{}\"]", file_id('b')))];
    let ids = ['a', 'b', 'c', 'd'].map(file_id).to_vec();
    let effects = desk.send(Event::Press(PressEvent::Listed(ids, texts))).to_vec();
    let [Effect::DropFiles(dropped), Effect::Store { key, text }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(dropped, &[file_id('c')]);
    assert!(key == UNNAMED_KEY && text.starts_with(file_id('d').as_str()) && text.lines().count() == 1, "{text}");
}
