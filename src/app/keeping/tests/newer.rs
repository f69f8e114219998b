//! What a newer version wrote.

use super::*;

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
