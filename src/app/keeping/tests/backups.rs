//! Last backups, the reminder, and asking the browser to keep the work.

use super::*;

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
    device.send(Event::Time(TimeEvent::ForgetForGood(id.clone())));
    assert!(device.items.is_empty(), "{:?}", device.items);
}

/// With a file attached, which no draft file holds.
fn attach(device: &mut Device, id: &DraftId) {
    let file = "ab".repeat(32);
    let at = Field::parse("documents/plan/files");
    device.send(Event::Edited(id.clone(), at, Value::List(vec![file])));
}

#[test]
fn a_draft_file_is_no_backup_of_attached_files() {
    let (mut device, id) = Device::with_draft();
    attach(&mut device, &id);
    device.send(Event::DownloadDraft(id.clone()));
    assert_eq!(device.files.len(), 1);
    assert_eq!(last_backup(&device.state, &id), "Never backed up");
    assert!(device.notice().contains("1 attached file is not in it"), "{}", device.notice());
}

#[test]
fn nothing_is_removed_where_attached_files_could_not_be_taken_away() {
    let (mut device, id) = Device::with_draft();
    attach(&mut device, &id);
    device.send(Event::CallCame(call_id(), Err("It is gone.".to_owned())));
    device.state.calls.insert(call_id(), Load::Failed("It is gone.".to_owned()));
    device.keep(KeepEvent::TakeAway);
    assert!(matches!(&device.state.keeping.leaving, Leaving::Stopped(why) if why.contains("attached")));
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
