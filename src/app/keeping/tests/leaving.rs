//! Taking everything away, and what came in a file.

use super::*;

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
