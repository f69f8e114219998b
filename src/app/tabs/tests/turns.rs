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

#[test]
fn a_draft_that_is_opened_is_neither_stored_nor_sent_about() {
    let mut room = Room::of(1, true);
    room.settle();
    assert_eq!((room.tabs[0].state.tabs.turn, room.stored), (Turn::Writing, 0));
    let mut room = Room::of(1, true);
    room.types(0, 0);
    let stored = room.stored;
    room.settle();
    assert_eq!(room.stored, stored + 1, "but for what was typed before it was known who writes");
}

#[test]
fn only_the_answer_that_is_waited_for_counts() {
    let mut room = Room::of(2, true);
    room.settle();
    // Asked twice: the other has answered the first time, and time is up for that.
    room.takes_over(1);
    room.settle();
    room.takes_over(0);
    assert!(room.tabs[0].state.tabs.taking);
    room.tabs[1].mail[0].clear();
    room.send(0, Event::Tabs(TabEvent::NoAnswer(id(), room.tabs[0].state.tabs.waits - 1)));
    assert_eq!(room.holder, Some(1));
    // Another tab's copy is no answer, nor one to another question.
    let text = write_draft(room.draft(1)).unwrap();
    let asked = room.tabs[0].state.tabs.asked;
    for said in [format!("copy {text}"), format!("yours {} {text}", asked.0 - 1)] {
        room.send(0, Event::Tabs(TabEvent::Heard(said)));
        assert_eq!(room.holder, Some(1));
    }
    room.send(0, Event::Tabs(TabEvent::Heard(format!("yours {} {text}", asked.0))));
    assert_eq!(room.holder, Some(0));
}

#[test]
fn who_has_not_handed_over_does_not_write_again_after_a_while() {
    let mut room = Room::of(2, true);
    room.settle();
    let waits = room.tabs[1].state.tabs.waits;
    room.send(1, Event::Tabs(TabEvent::NoAnswer(id(), waits)));
    assert!(room.tabs[1].state.reads_only());
    assert_eq!(room.holder, Some(0));
}

#[test]
fn what_no_other_tab_has_seen_is_sent_when_the_lock_is_lost() {
    for typed in [false, true] {
        let mut room = Room::of(2, true);
        room.settle();
        if typed {
            room.types(0, 0);
        }
        room.tabs[1].mail[0].clear();
        room.send(0, Event::Tabs(TabEvent::Lost(id())));
        let said = room.tabs[1].mail[0].iter().filter(|mail| matches!(mail, Mail::Said(_))).count();
        assert_eq!(said, usize::from(typed), "storage may have refused it");
    }
}

#[test]
fn what_another_tab_writes_is_not_stored_again_here_when_it_vanishes() {
    let mut room = Room::of(2, true);
    room.settle();
    for tab in [0, 1] {
        room.tabs[tab].seen.clear();
        let found = Ok((BTreeMap::new(), 0));
        room.send(tab, Event::Keep(KeepEvent::Looked(found)));
        assert_eq!(room.tabs[tab].seen.is_empty(), tab == 1, "by whoever writes it");
    }
}

#[test]
fn a_draft_that_comes_back_elsewhere_is_not_said_to_be_gone() {
    let mut room = Room::of(1, true);
    room.settle();
    let key = format!("{DRAFT_KEY}{}", id());
    let text = room.tabs[0].seen[&key].clone();
    room.send(0, Event::ChangedElsewhere { key: key.clone(), text: None });
    let mut other = read_draft(&text).unwrap();
    other.id = DraftId::new("b2").unwrap();
    let others = write_draft(&other).unwrap();
    room.send(0, Event::ChangedElsewhere { key: format!("{DRAFT_KEY}b2"), text: Some(others) });
    assert_eq!(room.tabs[0].state.tabs.gone, Some(id()));
    room.send(0, Event::ChangedElsewhere { key, text: Some(text) });
    assert_eq!(room.tabs[0].state.tabs.gone, None);
}

#[test]
fn whoever_does_not_write_stores_nothing_of_what_another_has_typed() {
    // A tab on another page, and one that reads: what is typed elsewhere is seen there, and stored by others.
    for hash in ["#/".to_owned(), format!("#/draft/{}", id())] {
        for able in [true, false] {
            let mut room = Room::of(2, able);
            room.settle();
            room.send(1, Event::Navigated { hash: hash.clone() });
            room.settle();
            room.types(0, 0);
            room.types(0, 0);
            let stored = room.stored;
            room.settle();
            assert_eq!(room.stored, stored, "{hash} {able}");
            assert_eq!(room.draft(1).answers, room.draft(0).answers);
        }
    }
}

#[test]
fn whoever_writes_stores_all_where_another_has_written_over_what_lies_apart() {
    let mut room = Room::of(2, true);
    room.settle();
    room.types(0, 0);
    room.types(0, 0);
    let (stored, late) = (room.stored, format!("{LATE_KEY}{}", id()));
    let mut older = room.draft(0).clone();
    older.answers.retain(|_, _| false);
    older.set(field(1), Value::from("Larkfield"), Timestamp(0));
    older.changed = Timestamp(0);
    let text = crate::draft::write_late(&older, &field(1)).unwrap();
    for (tab, more) in [(1, 0), (0, 1)] {
        let text = Some(text.clone());
        room.send(tab, Event::ChangedElsewhere { key: late.clone(), text });
        assert_eq!(room.stored, stored + more, "tab {tab}");
    }
}

#[test]
fn what_lies_apart_is_stored_whole_even_where_another_has_put_there_what_is_known() {
    let mut room = Room::of(2, true);
    room.settle();
    room.types(0, 1);
    room.settle();
    room.types(0, 0);
    room.types(0, 0);
    let stored = room.stored;
    let text = Some(crate::draft::write_late(room.draft(1), &field(1)).unwrap());
    let key = format!("{LATE_KEY}{}", id());
    room.send(0, Event::ChangedElsewhere { key: key.clone(), text: text.clone() });
    assert_eq!(room.stored, stored + 1, "the answer that was typed here lay there");
    room.send(1, Event::ChangedElsewhere { key, text });
    assert_eq!(room.stored, stored + 1);
}

#[test]
fn an_answer_of_another_draft_or_call_is_not_taken_in() {
    let mut room = Room::of(1, true);
    room.settle();
    room.types(0, 0);
    let before = room.draft(0).clone();
    let draft = |id: DraftId, call: &str| {
        let mut draft = Draft::new(id, crate::call::CallId::new(call).unwrap(), "2027", Timestamp(room.now));
        draft.set(field(0), Value::from("Oakhill"), Timestamp(room.now + 500));
        crate::draft::write_late(&draft, &field(0)).unwrap()
    };
    let texts = [draft(DraftId::new("b2").unwrap(), call_id().as_str()), draft(id(), "other-2027")];
    for text in texts {
        room.send(0, Event::ChangedElsewhere { key: format!("{LATE_KEY}{}", id()), text: Some(text) });
        assert_eq!(room.draft(0), &before);
    }
}

#[test]
fn an_older_copy_is_no_reason_to_go_back_or_for_a_page_that_is_not_open_to_store() {
    // Reading; and elsewhere, with and without locks.
    for (able, hash) in [(true, format!("#/draft/{}", id())), (true, "#/".to_owned()), (false, "#/".to_owned())] {
        let mut room = Room::of(2, able);
        room.settle();
        room.types(0, 0);
        room.settle();
        let older = write_draft(room.draft(1)).unwrap();
        room.types(0, 0);
        room.settle();
        room.send(1, Event::Navigated { hash: hash.clone() });
        room.settle();
        let (stored, before) = (room.stored, room.draft(1).clone());
        room.send(1, Event::ChangedElsewhere { key: format!("{DRAFT_KEY}{}", id()), text: Some(older) });
        assert_eq!(room.draft(1).answers, before.answers, "{able} {hash}");
        assert_eq!(room.stored, stored, "{able} {hash}");
    }
}

#[test]
fn every_answer_that_gave_way_is_shown_and_a_longer_one_in_its_own_place() {
    let mut room = Room::of(1, true);
    room.settle();
    let mut at = room.now + 1_000_000;
    for (number, own, theirs) in [(0, "Lark", "Oakhill"), (1, "Hill", "Coast"), (0, "Lark hall", "Oakhill House")] {
        room.send(0, Event::Edited(id(), field(number), Value::from(own)));
        let mut other = room.draft(0).clone();
        at += 1_000_000;
        other.set(field(number), Value::from(theirs), Timestamp(at));
        room.send(0, Event::Tabs(TabEvent::Heard(format!("copy {}", write_draft(&other).unwrap()))));
    }
    let gave_way = &room.tabs[0].state.tabs.gave_way;
    let shown: Vec<_> = gave_way.iter().map(|one| (one.field.clone(), one.value.words())).collect();
    assert_eq!(shown, [(field(0), "Lark hall".to_owned()), (field(1), "Hill".to_owned())]);
}

#[test]
fn what_another_tab_holds_is_named_where_it_stands_in_the_way() {
    let words = |event: Event| crate::app::tabs::not_free(&event).text;
    for (event, begins) in [
        (Event::Renamed(id(), "Mine ".to_owned()), "The application was not renamed \u{201c}Mine\u{201d}: it is open"),
        (Event::Renamed(id(), " ".to_owned()), "The application was not renamed: it is open"),
        (Event::Delete(id()), "The application was not deleted: it is open"),
        (Event::TakeIn { replace: true }, "The application was not replaced: it is open"),
        (Event::Keep(KeepEvent::LeaveNothing), "Nothing was removed: an application is open"),
    ] {
        assert!(words(event.clone()).starts_with(begins), "{}", words(event));
    }
}

#[test]
fn what_came_in_a_file_takes_the_place_of_a_draft_only_where_no_other_tab_writes_it() {
    let mut room = Room::of(2, true);
    room.settle();
    for (tab, free) in [(1, false), (0, true)] {
        if tab == 1 {
            room.send(1, Event::Navigated { hash: "#/".to_owned() });
        }
        let mut came = room.draft(0).clone();
        came.set(field(1), Value::from("Coast"), Timestamp(room.now + 5));
        let drafts = vec![(came, None)];
        room.tabs[tab].state.incoming =
            Some(Incoming { file: "draft.json".to_owned(), drafts, about: Vec::new(), remarks: Vec::new() });
        room.send(tab, Event::TakeIn { replace: true });
        assert_eq!(room.draft(tab).text(&field(1)) == "Coast", free, "tab {tab}");
    }
}
