//! What becomes of edits in several tabs.

use super::*;
use crate::app::testing::{MINUTE, StorageFault, call_id};
use crate::call::{CallId, Timestamp};
use crate::draft::{EditStamp, write_late};

#[test]
fn an_edit_without_the_lock_reaches_the_draft() {
    let (mut browser, id) = open_in(2, true);
    add_word(&mut browser, 0, &id, FIELDS[0], "one");
    browser.settle();
    add_word(&mut browser, 1, &id, FIELDS[1], "two");
    assert!(browser.state(1).tabs.has_unacknowledged(&id));
    add_word(&mut browser, 0, &id, FIELDS[0], "three");
    browser.settle();
    check(&browser, &id, &["one", "two", "three"], &Conflicts::None);
    assert!(matches!(lock(&browser, 0), Lock::Owner(..)));
    assert!(!browser.state(1).tabs.has_unacknowledged(&id), "it is known to have arrived");
}

#[test]
fn without_locks_every_tab_edits_and_answers_are_merged() {
    let (mut browser, id) = open_in(2, false);
    add_word(&mut browser, 0, &id, FIELDS[0], "one");
    add_word(&mut browser, 1, &id, FIELDS[1], "two");
    add_word(&mut browser, 0, &id, FIELDS[0], "three");
    browser.settle();
    assert_eq!(browser.draft(0, &id).answers, browser.draft(1, &id).answers);
    assert_eq!(browser.draft(0, &id).answers.len(), 2);
    assert_eq!(browser.stored(&id).unwrap().answers, browser.draft(0, &id).answers);
}

#[test]
fn before_it_is_known_who_has_the_lock_no_answer_of_another_tab_is_replaced() {
    let (mut browser, id) = open_in(1, true);
    browser.close(0);
    let (a, b) = (browser.open_offline(&school_page(&id)), browser.open_offline(&school_page(&id)));
    assert!([a, b].iter().all(|tab| *lock(&browser, *tab) == Lock::Requesting(id.clone())));
    for word in 0..3 {
        add_word(&mut browser, a, &id, FIELDS[0], &format!("a{word}"));
        add_word(&mut browser, b, &id, FIELDS[1], &format!("b{word}"));
    }
    browser.settle();
    check(&browser, &id, &["a0", "b0", "a1", "b1", "a2", "b2"], &Conflicts::None);
}

#[test]
fn a_draft_that_is_deleted_elsewhere_stays_in_the_page_and_can_be_kept() {
    for has_locks in [false, true] {
        let (mut browser, id) = open_in(1, has_locks);
        let other = browser.open("#/");
        let delete = |browser: &mut FakeBrowser| {
            browser.send(other, Event::History(HistoryEvent::DeleteForGood(id.clone())));
            browser.settle();
            assert_eq!(browser.state(0).drafts.get(&id).unwrap().status, DraftStatus::DeletedElsewhere);
            assert_eq!(browser.stored(&id), None);
        };
        add_word(&mut browser, 0, &id, FIELDS[0], "one");
        browser.settle();
        delete(&mut browser);
        add_word(&mut browser, 0, &id, FIELDS[0], "two");
        browser.settle();
        assert_eq!(browser.stored_text(&id, FIELDS[0]).as_deref(), Some(" one two"), "a further word keeps it, whole");
        assert_eq!(browser.state(0).drafts.get(&id).unwrap().status, DraftStatus::Kept);
        delete(&mut browser);
        browser.send(0, Event::Saving(SavingEvent::SaveAgain));
        assert_eq!(browser.stored_text(&id, FIELDS[0]).as_deref(), Some(" one two"));
        assert_eq!(browser.state(0).drafts.get(&id).unwrap().status, DraftStatus::Kept);
    }
}

#[test]
fn a_draft_that_is_stored_elsewhere_again_is_not_said_to_be_deleted() {
    let (mut browser, id) = open_in(1, false);
    let other = browser.open("#/");
    let status = |browser: &FakeBrowser| browser.state(0).drafts.get(&id).unwrap().status.clone();
    browser.send(other, Event::History(HistoryEvent::Delete(id.clone())));
    browser.settle();
    assert_eq!(status(&browser), DraftStatus::DeletedElsewhere);
    browser.begin(other);
    browser.settle();
    assert_eq!(status(&browser), DraftStatus::DeletedElsewhere, "another draft is no news of this one");
    browser.send(other, Event::History(HistoryEvent::Recover(id.clone())));
    browser.settle();
    assert_eq!(status(&browser), DraftStatus::Kept);
}

#[test]
fn a_draft_that_two_tabs_delete_is_deleted() {
    let (mut browser, id) = open_in(2, false);
    browser.go(0, "#/");
    browser.go(1, "#/");
    // Neither has heard of the other.
    for tab in [0, 1] {
        browser.tabs[1 - tab].is_awake = false;
        browser.send(tab, Event::History(HistoryEvent::Delete(id.clone())));
    }
    for tab in [0, 1] {
        browser.tabs[tab].is_awake = true;
    }
    browser.settle();
    assert_eq!(browser.stored(&id), None);
    let tab = browser.open("#/");
    assert!(browser.state(tab).drafts.get(&id).is_none());
    assert!(browser.state(tab).history.trash.deleted().contains_key(&id));
}

#[test]
fn a_draft_is_said_to_be_deleted_only_if_it_is() {
    let (mut browser, id) = open_in(2, false);
    browser.fault = StorageFault::WritesFail;
    add_word(&mut browser, 0, &id, FIELDS[0], "one");
    browser.go(0, "#/");
    browser.fault = StorageFault::None;
    // What the first tab has not heard of.
    browser.tabs[0].is_awake = false;
    add_word(&mut browser, 1, &id, FIELDS[1], "two");
    browser.send(0, Event::History(HistoryEvent::Delete(id.clone())));
    browser.tabs[0].is_awake = true;
    browser.settle();
    let deleted = browser.notice(0).contains("\u{201d} deleted.");
    assert_eq!(deleted, browser.stored(&id).is_none(), "{}", browser.notice(0));
    assert_eq!(deleted, browser.state(0).drafts.get(&id).is_none());
    for word in ["one", "two"] {
        assert!(!browser.keys_with(word).is_empty(), "{word}");
    }
}

#[test]
fn conflicts_are_shown_until_they_have_been_read() {
    let (mut browser, id) = open_in(2, true);
    let conflict = MergeConflict { draft: id.clone(), field: Field::parse(FIELDS[0]), value: Value::from("Lark") };
    browser.tabs[0].state.tabs.conflicts = vec![conflict.clone()];
    browser.go(0, "#/");
    browser.go(0, &format!("#/draft/{id}"));
    assert_eq!(browser.state(0).tabs.conflicts(), [conflict]);
    browser.send(0, Event::Tab(TabEvent::ConflictsRead));
    assert_eq!(browser.state(0).tabs.conflicts(), []);
}

#[test]
fn every_answer_that_was_replaced_is_shown_and_a_longer_one_in_its_own_place() {
    let (mut browser, id) = open_in(1, true);
    let mut at = browser.now + 1_000_000;
    for (field, own, theirs) in
        [(FIELDS[0], "Lark", "Oakhill"), (FIELDS[1], "Hill", "Coast"), (FIELDS[0], "Lark hall", "Oakhill House")]
    {
        browser.set(0, &id, field, own);
        let mut other = browser.draft(0, &id).clone();
        at += 1_000_000;
        other.set(Field::parse(field), Value::from(theirs), Timestamp(at));
        tell(&mut browser, 0, &id, Some(&other));
    }
    let expected = [(FIELDS[0], "Lark hall"), (FIELDS[1], "Hill")].map(|(at, text)| (at.to_owned(), text.to_owned()));
    assert_eq!(conflicts(&browser, 0), expected);
}

#[test]
fn a_change_at_one_stroke_is_recorded_as_one_that_no_other_tab_has_seen() {
    let (mut browser, id) = open_in(2, true);
    add_word(&mut browser, 0, &id, FIELDS[0], "one");
    browser.now += MINUTE;
    add_word(&mut browser, 0, &id, FIELDS[1], "two");
    browser.settle();
    browser.tabs[0].state.tabs.unacknowledged.clear();
    let field = Field::parse(FIELDS[1]);
    let at = |browser: &FakeBrowser| EditStamp::of(&browser.draft(0, &id).answers[&field]);
    let before = at(&browser);
    browser.undo(0, &id);
    assert_eq!(browser.text(0, &id, FIELDS[1]), "");
    let expected = Unacknowledged { base: Some(before), edits: vec![at(&browser)], stored: false };
    let unacknowledged = &browser.state(0).tabs.unacknowledged[&id];
    assert_eq!(unacknowledged.iter().collect::<Vec<_>>(), [(&field, &expected)], "what was undone, and nothing else");
}

#[test]
fn opening_a_draft_stores_nothing() {
    let (mut browser, id) = open_in(1, true);
    let tab = browser.reload(0);
    browser.settle();
    assert!(matches!(lock(&browser, tab), Lock::Owner(..)));
    assert_eq!(browser.tabs[tab].log, [""; 0]);
    browser.close(tab);
    let tab = browser.open_offline(&school_page(&id));
    add_word(&mut browser, tab, &id, FIELDS[0], "one");
    assert_eq!(stores(&browser, tab, &id), 1);
    browser.settle();
    assert_eq!(stores(&browser, tab, &id), 1, "what is in storage when the lock is granted is not stored again");
}

#[test]
fn a_draft_that_was_cleared_from_outside_is_stored_again_by_the_tab_that_edits_it() {
    let (mut browser, id) = open_in(2, true);
    add_word(&mut browser, 0, &id, FIELDS[0], "one");
    browser.settle();
    browser.tabs.iter_mut().for_each(|tab| tab.log.clear());
    browser.clear_from_outside();
    browser.settle();
    assert_eq!([0, 1].map(|tab| stores(&browser, tab, &id)), [1, 0]);
    assert_eq!(browser.stored_text(&id, FIELDS[0]).as_deref(), Some(" one"));
}

#[test]
fn a_tab_that_does_not_edit_stores_nothing_of_what_another_has_typed() {
    for has_locks in [true, false] {
        // A tab on another page, and one that shows the same.
        for elsewhere in [true, false] {
            let (mut browser, id) = open_in(2, has_locks);
            browser.go(1, &if elsewhere { "#/".to_owned() } else { school_page(&id) });
            browser.settle();
            browser.tabs[1].log.clear();
            add_word(&mut browser, 0, &id, FIELDS[0], "one");
            add_word(&mut browser, 0, &id, FIELDS[0], "two");
            browser.settle();
            assert_eq!(browser.tabs[1].log, [""; 0], "{has_locks} {elsewhere}");
            assert_eq!(browser.draft(1, &id).answers, browser.draft(0, &id).answers);
        }
    }
}

#[test]
fn a_tab_that_does_not_edit_shows_what_is_stored() {
    // Read only; and on another page, with and without locks.
    for (has_locks, elsewhere) in [(true, false), (true, true), (false, true)] {
        let (mut browser, id) = open_in(2, has_locks);
        add_word(&mut browser, 0, &id, FIELDS[0], "one");
        browser.settle();
        browser.go(1, &if elsewhere { "#/".to_owned() } else { school_page(&id) });
        browser.settle();
        browser.tabs[1].log.clear();
        let mut stored = browser.draft(0, &id).clone();
        stored.answers.clear();
        tell(&mut browser, 1, &id, Some(&stored));
        assert_eq!(*browser.draft(1, &id), stored, "{has_locks} {elsewhere}");
        assert_eq!(browser.tabs[1].log, [""; 0], "{has_locks} {elsewhere}");
    }
}

/// What a tab with a version up to 0.1 stores of an answer apart from its draft.
fn late(browser: &FakeBrowser, id: DraftId, call: CallId, at: i64) -> Event {
    let mut draft = browser.draft(0, &browser.state(0).drafts.iter().next().unwrap().0.clone()).clone();
    (draft.id, draft.call, draft.changed) = (id, call, Timestamp(0));
    draft.answers.clear();
    draft.set(Field::parse(FIELDS[1]), Value::from("Larkfield"), Timestamp(at));
    let (key, text) = (format!("upbeat/late/{}", draft.id), write_late(&draft, &Field::parse(FIELDS[1])).unwrap());
    Event::Storage(StorageEvent::Changed { key, text: Some(text) })
}

#[test]
fn an_answer_that_an_older_version_stores_apart_is_stored_with_the_draft_by_the_tab_that_edits_it() {
    let (mut browser, id) = open_in(2, true);
    add_word(&mut browser, 0, &id, FIELDS[0], "one");
    browser.settle();
    let event = late(&browser, id.clone(), call_id(), 5);
    for (tab, more) in [(1, 0), (0, 1)] {
        let before = stores(&browser, tab, &id);
        browser.send(tab, event.clone());
        assert_eq!(browser.text(tab, &id, FIELDS[1]), "Larkfield");
        assert_eq!(stores(&browser, tab, &id), before + more, "tab {tab}");
    }
    assert_eq!(browser.stored_text(&id, FIELDS[1]).as_deref(), Some("Larkfield"));
}

#[test]
fn an_answer_of_another_draft_or_call_is_not_merged() {
    let (mut browser, id) = open_in(1, true);
    add_word(&mut browser, 0, &id, FIELDS[0], "one");
    let before = browser.draft(0, &id).clone();
    let later = browser.now + 500;
    let key = format!("upbeat/late/{id}");
    for (draft, call) in [(DraftId::new("b2").unwrap(), call_id()), (id.clone(), CallId::new("other-2027").unwrap())] {
        let Event::Storage(StorageEvent::Changed { text, .. }) = late(&browser, draft, call, later) else { return };
        browser.send(0, Event::Storage(StorageEvent::Changed { key: key.clone(), text }));
        assert_eq!(browser.draft(0, &id), &before);
    }
}

#[test]
fn without_locks_an_answer_from_a_clock_that_is_behind_is_shown_where_a_later_one_takes_its_place() {
    let (mut browser, id) = open_in(2, false);
    browser.set(0, &id, FIELDS[0], "Larkfield");
    // The other tab has not heard of that, and the clock is put back.
    browser.storage.remove(&format!("upbeat/draft/{id}"));
    browser.now -= 10 * MINUTE;
    browser.tabs[1].is_awake = false;
    browser.set(1, &id, FIELDS[0], "Oakhill");
    browser.tabs[1].is_awake = true;
    browser.settle();
    let shown: Vec<String> = [0, 1]
        .iter()
        .flat_map(|tab| browser.state(*tab).tabs.conflicts())
        .map(|conflict| conflict.value.words())
        .collect();
    let kept = browser.text(0, &id, FIELDS[0]);
    assert!(shown.iter().any(|text| text != kept), "{kept} stays, and {shown:?} is shown");
    assert_eq!(browser.text(1, &id, FIELDS[0]), kept);
}

#[test]
fn a_second_write_of_the_same_turn_does_not_take_the_place_of_what_another_tab_stored() {
    let (mut browser, id) = open_in(2, false);
    let gone = browser.begin(0);
    browser.go(0, "#/");
    browser.settle();
    browser.fault = StorageFault::WritesFail;
    browser.send(0, Event::Saving(SavingEvent::SaveAgain));
    browser.send(1, Event::History(HistoryEvent::DeleteForGood(gone)));
    browser.settle();
    browser.fault = StorageFault::None;
    add_word(&mut browser, 1, &id, FIELDS[0], "North");
    browser.go(1, "#/");
    // This tab has not been told. It tries to store both drafts again: one twice, since the other is gone.
    browser.send(0, Event::Ticked);
    browser.settle();
    for tab in [0, 1] {
        assert_eq!(browser.text(tab, &id, FIELDS[0]), " North");
        assert!(!is_failing(&browser, tab));
    }
    assert_eq!(browser.stored_text(&id, FIELDS[0]).as_deref(), Some(" North"));
}
