//! Whose turn it is, and what happens out of turn: one by one what the random ones may not come upon.

use super::*;
use crate::app::{FilesEvent, TimeEvent, files::Chosen, letters::Brought};
use crate::call::LetterId;
use crate::draft::{FileId, Unseen};

fn field(number: usize) -> Field {
    Field::parse(FIELDS[number])
}

/// Everything that would change a draft at one stroke.
fn strokes(draft: &DraftId) -> Vec<Event> {
    let (at, file) = (Timestamp(1), FileId::new(&"a".repeat(64)).unwrap());
    let chosen = Chosen {
        number: 1,
        draft: draft.clone(),
        to: field(0),
        name: "plan.pdf".to_owned(),
        kind: String::new(),
        instead: None,
    };
    vec![
        Event::Time(TimeEvent::Undo(draft.clone())),
        Event::Time(TimeEvent::Redo(draft.clone())),
        Event::Time(TimeEvent::KeepVersion(draft.clone(), "For the head".to_owned())),
        Event::Time(TimeEvent::RestoreVersion(draft.clone(), at)),
        Event::Time(TimeEvent::RemoveVersion(draft.clone(), at)),
        Event::Files(FilesEvent::Chosen(vec![chosen])),
        Event::Files(FilesEvent::Link(draft.clone(), field(0), file.clone())),
        Event::Files(FilesEvent::Remove(draft.clone(), field(0), file)),
        Event::Files(FilesEvent::PutBack),
        Event::PutIn,
    ]
}

/// What some of them speak of is in this tab.
fn ready(room: &mut Room, tab: usize, draft: &DraftId) {
    let state = &mut room.tabs[tab].state;
    state.files.removed = Some((draft.clone(), field(0), FileId::new(&"a".repeat(64)).unwrap(), Vec::new()));
    state.brought = Some(Brought {
        draft: draft.clone(),
        letter: LetterId::new("letter").unwrap(),
        file: "letter.docx".to_owned(),
        parts: vec![("We sing.".to_owned(), Some(field(2)))],
        remarks: Vec::new(),
    });
    state.notice = None;
}

#[test]
fn what_is_only_read_here_is_not_changed_at_one_stroke() {
    let other = DraftId::new("b2").unwrap();
    for (tab, draft, stays) in [(1, id(), true), (1, other, false), (0, id(), false)] {
        for number in 0..strokes(&draft).len() {
            let mut room = Room::of(2, true);
            room.settle();
            room.types(0, 0);
            room.settle();
            ready(&mut room, tab, &draft);
            let (before, event) = (room.draft(1).clone(), strokes(&draft).remove(number));
            room.send(tab, event.clone());
            let notice = room.tabs[tab].state.notice.take();
            let said = notice.as_ref().is_some_and(|it| !it.good && it.text.contains("written in another tab"));
            assert_eq!(said, stays, "{tab} {event:?} {notice:?}");
            assert!(!stays || room.draft(1) == &before, "{event:?}");
        }
    }
}

#[test]
fn while_it_is_open_who_writes_no_answer_of_another_tab_is_written_over() {
    let mut room = Room::of(2, true);
    // Only the first has heard from the locks.
    room.deliver(0, 2);
    assert_eq!([0, 1].map(|tab| room.tabs[tab].state.tabs.turn), [Turn::Writing, Turn::Asking]);
    let late = format!("{LATE_KEY}{}", id());
    for _ in 0..3 {
        room.types(0, 0);
        room.types(1, 1);
    }
    assert!(room.tabs[0].seen.contains_key(&late), "whoever writes stores the answer that is typed");
    assert!(!room.tabs[1].seen.contains_key(&late), "whoever may not be the one stores all");
    room.settle();
    room.check(false);
}

#[test]
fn what_gave_way_is_there_until_it_has_been_read() {
    let mut room = Room::of(2, true);
    room.settle();
    let gave = GaveWay { draft: id(), field: field(0), value: Value::from("Lark") };
    room.tabs[0].state.tabs.gave_way = vec![gave.clone()];
    room.send(0, Event::Navigated { hash: "#/".to_owned() });
    room.send(0, Event::Navigated { hash: format!("#/draft/{}", id()) });
    assert_eq!(room.tabs[0].state.tabs.gave_way, [gave]);
    room.send(0, Event::Tabs(TabEvent::GaveWayRead));
    assert_eq!(room.tabs[0].state.tabs.gave_way, []);
}

#[test]
fn that_it_is_written_here_now_is_said_until_another_page_is_shown() {
    let mut room = Room::of(2, true);
    room.settle();
    room.takes_over(1);
    room.settle();
    for (tab, moved, after) in [(1, Moved::Here, Moved::Nowhere), (0, Moved::Away, Moved::Away)] {
        assert_eq!(room.tabs[tab].state.tabs.moved, moved);
        room.send(tab, Event::Navigated { hash: format!("#/draft/{}/school", id()) });
        assert_eq!(room.tabs[tab].state.tabs.moved, after);
    }
}

#[test]
fn a_change_at_one_stroke_is_noted_as_one_that_no_other_tab_has_seen() {
    let mut room = Room::of(2, true);
    room.settle();
    room.types(0, 0);
    room.types(0, 1);
    room.settle();
    room.tabs[0].state.tabs.unseen.clear();
    let before = room.draft(0).answers[&field(1)].at;
    room.send(0, Event::Time(TimeEvent::Undo(id())));
    let unseen: Vec<_> = room.tabs[0].state.tabs.unseen.iter().collect();
    let after = room.draft(0).answers[&field(1)].at;
    let expected = Unseen { base: Some(before), given: vec![after] };
    assert_eq!(unseen, [(&field(1), &expected)], "what was undone, and nothing else");
}

#[test]
fn word_of_another_draft_changes_nothing_here() {
    let other = DraftId::new("b2").unwrap();
    let mut room = Room::of(2, true);
    room.settle();
    let states = |room: &Room| [0, 1].map(|tab| room.tabs[tab].state.tabs.clone());
    let before = states(&room);
    for event in [
        TabEvent::Granted(other.clone(), Vec::new()),
        TabEvent::Held(other.clone()),
        TabEvent::Lost(other.clone()),
        TabEvent::NoAnswer(other.clone(), 0),
    ] {
        room.send(0, Event::Tabs(event.clone()));
        room.send(1, Event::Tabs(event));
    }
    assert_eq!(states(&room), before);
}
