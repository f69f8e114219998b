//! Files that are made and attached, what waits for the worker, and stopping.

use crate::app::testing::{Content, DAY, FakeBrowser, NAME, StorageFault, call_id, call_text, file_id};
use crate::app::{
    Answer, AttachmentEvent, ChosenAttachment, ChosenFile, Document, DraftEvent, DroppedFolder, Effect, Event, Field,
    FileId, JobEvent, Making, OUR_KEYS, Request, RequestId, StorageEvent, TabEvent, WorkerEvent, WorkerState,
    attached_elsewhere,
};
use crate::draft::{DraftId, read_draft, write_draft};

const UNNAMED: &str = "upbeat/unnamed";

fn plan() -> Field {
    Field::parse("documents/plan/files")
}

/// A file that a person has chosen for the plan, with its content.
fn chosen(browser: &mut FakeBrowser, tab: usize, draft: &DraftId, name: &str, content: &str) -> ChosenAttachment {
    let number = browser.choose(tab, Content::Bytes(content.as_bytes().to_vec()));
    let file = ChosenFile { number, name: name.to_owned() };
    ChosenAttachment { file, draft: draft.clone(), to: plan(), kind: String::new(), bytes: 1, instead: None }
}

/// Attaches files to the plan, each with its name and content. The worker has not stored any yet.
fn attach(browser: &mut FakeBrowser, tab: usize, draft: &DraftId, files: &[(&str, &str)]) {
    let files = files.iter().map(|(name, content)| chosen(browser, tab, draft, name, content)).collect();
    browser.send(tab, Event::Attachment(AttachmentEvent::Chosen(files)));
}

fn attachment(browser: &mut FakeBrowser, tab: usize, event: AttachmentEvent) {
    browser.send(tab, Event::Attachment(event));
}

/// The ids of files with these contents.
fn ids(contents: &[&str]) -> Vec<String> {
    contents.iter().map(|content| id(content).to_string()).collect()
}

fn id(content: &str) -> FileId {
    file_id(content.as_bytes())
}

fn files(browser: &FakeBrowser, tab: usize, draft: &DraftId) -> Vec<String> {
    browser.draft(tab, draft).list(&plan()).to_vec()
}

fn messages(browser: &FakeBrowser, tab: usize, draft: &DraftId) -> Vec<String> {
    browser.state(tab).jobs.attachments().messages(draft, &plan()).to_vec()
}

/// What an event would have a tab ask of the worker.
fn requests(browser: &FakeBrowser, tab: usize, event: Event) -> Vec<Request> {
    let effects = browser.effects_of(tab, event);
    effects
        .into_iter()
        .filter_map(|e| if let Effect::Worker { request, .. } = e { Some(request) } else { None })
        .collect()
}

/// The worker's next request is answered so.
fn answer_next(browser: &mut FakeBrowser, tab: usize, answer: Answer, file: Option<Content>) {
    let (id, ..) = browser.tabs[tab].worker.answer_next(&mut browser.files).unwrap();
    let url = file.map(|content| {
        browser.tabs[tab].urls.insert("blob:made".to_owned(), content);
        "blob:made".to_owned()
    });
    browser.send(tab, Event::Worker(WorkerEvent::Answered { id, answer, url }));
}

fn make(draft: &DraftId, what: Making) -> Event {
    Event::Job(JobEvent::Make(draft.clone(), what))
}

fn make_bundle(draft: &DraftId) -> Event {
    make(draft, Making::ForHub { page: false })
}

#[test]
fn the_worker_gets_the_call_as_it_was_read_and_the_names_of_other_hubs() {
    let mut browser = FakeBrowser::new();
    browser.index = Ok(r#"{"format":1,"calls":[{"id":"marsh-2027","hub":"Marsh Music Hub","title":"Lead Schools 2027"},{"id":"moor-2027","hub":"Moor Sounds","title":"Lead Schools 2027"}]}"#.to_owned());
    let (mut browser, tab, draft) = browser.and_draft();
    browser.set(tab, &draft, NAME, "Larkfield");
    let asked = requests(&browser, tab, make_bundle(&draft));
    let [Request::Make { call_json, draft_json, other_hubs, page, .. }] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(*call_json, call_text("marsh-2027"));
    assert_eq!(read_draft(draft_json).unwrap(), *browser.draft(tab, &draft));
    assert_eq!((other_hubs.as_slice(), *page), (&["Moor Sounds".to_owned()][..], false));
    browser.send(tab, make_bundle(&draft));
    assert!(browser.state(tab).jobs.is_busy());
    browser.crash_worker(tab);
    let notice = browser.state(tab).notices.shown().unwrap();
    assert!(!notice.good && notice.text.contains("Your answers are safe"), "{notice:?}");
    assert!(!browser.state(tab).jobs.is_busy());
    // The next job starts it again.
    browser.send(tab, make_bundle(&draft));
    browser.settle();
    assert_eq!(browser.tabs[tab].downloads.len(), 1);
}

#[test]
fn each_document_is_handed_out_under_its_own_name() {
    let (mut browser, tab, draft) = FakeBrowser::with_draft();
    for (document, name) in [
        (Document::LetterPdf("letter".to_owned()), "letter.pdf"),
        (Document::LetterDocx("letter".to_owned()), "letter.docx"),
    ] {
        let event = make(&draft, Making::Document(document.clone()));
        let asked = requests(&browser, tab, event.clone());
        assert!(matches!(asked.as_slice(), [Request::Document { which, .. }] if *which == document), "{asked:?}");
        browser.send(tab, event);
        let content = Content::Bytes(name.as_bytes().to_vec());
        let (file_name, remarks) = (name.to_owned(), vec!["A remark.".to_owned()]);
        let made = Answer::Made { file_name, remarks, missing: Vec::new() };
        answer_next(&mut browser, tab, made, Some(content.clone()));
        assert_eq!(browser.tabs[tab].downloads.last(), Some(&(name.to_owned(), content)));
        assert_eq!(browser.state(tab).notices.shown().unwrap().more, ["A remark."]);
    }
    assert_eq!(browser.tabs[tab].downloads.len(), 2);
    assert!(browser.tabs[tab].urls.is_empty());
}

#[test]
fn files_are_stored_one_after_another() {
    let (mut browser, tab, draft) = FakeBrowser::with_draft();
    let first = [("C:\\plan.pdf", "plan"), ("gone.pdf", "gone"), ("c.pdf", "c")];
    let three = first.map(|(name, content)| chosen(&mut browser, tab, &draft, name, content)).to_vec();
    let event = Event::Attachment(AttachmentEvent::Chosen(three));
    assert_eq!(requests(&browser, tab, event.clone()), [Request::Keep { name: "plan.pdf".to_owned() }]);
    browser.send(tab, event);
    assert_eq!((browser.state(tab).jobs.is_busy(), browser.tabs[tab].worker.waiting()), (true, 1));
    assert_eq!(browser.state(tab).jobs.attaching(&draft, &plan()), Some(("C:\\plan.pdf", 3)));
    // Further ones wait.
    attach(&mut browser, tab, &draft, &[("plan again.pdf", "plan")]);
    assert_eq!(browser.tabs[tab].worker.waiting(), 1);
    let request = browser.tabs[tab].worker.next_id().unwrap();
    let progress = Answer::Progress { done: 3, total: 10 };
    browser.send(tab, Event::Worker(WorkerEvent::Answered { id: request, answer: progress, url: None }));
    assert_eq!(browser.state(tab).jobs.progress(), Some((3, 10)));

    let kept = Answer::Kept { id: id("plan"), bytes: 4 };
    let answered = Event::Worker(WorkerEvent::Answered { id: request, answer: kept, url: None });
    assert_eq!(requests(&browser, tab, answered), [Request::Keep { name: "gone.pdf".to_owned() }]);
    browser.worker_step(tab);
    let stored = browser.stored(&draft).unwrap();
    assert_eq!(stored.list(&plan()), ids(&["plan"]), "attached and stored within the same event");
    assert_eq!(stored.text(&Field::parse(&format!("files/{}/name", id("plan")))), "plan.pdf");
    assert_eq!((browser.tabs[tab].worker.waiting(), browser.state(tab).jobs.progress()), (1, None));
    browser.files.failing = 1;
    browser.worker_step(tab);
    assert_eq!((browser.tabs[tab].worker.waiting(), files(&browser, tab, &draft)), (1, ids(&["plan"])));
    browser.worker_step(tab);
    assert_eq!(browser.state(tab).jobs.attaching(&draft, &plan()), Some(("plan again.pdf", 1)));
    browser.worker_step(tab);
    // The very same file is attached once.
    assert_eq!(files(&browser, tab, &draft), ids(&["plan", "c"]));
    assert!(!browser.state(tab).jobs.is_busy() && browser.state(tab).notices.shown().is_none());
    let said = messages(&browser, tab, &draft);
    assert!(
        said[0].contains("gone.pdf") && said[1].contains("already") && said[2].starts_with("2 files attached"),
        "{said:?}"
    );
    assert_eq!(said.len(), 3);
}

#[test]
fn what_is_said_of_files_stands_at_their_own_answer_of_their_own_draft() {
    let (mut browser, tab, one) = FakeBrowser::with_draft();
    let two = browser.begin(tab);
    let budget = Field::parse("documents/budget/files");
    let to_budget = |browser: &mut FakeBrowser, name| ChosenAttachment {
        to: budget.clone(),
        ..chosen(browser, tab, &one, name, name)
    };
    let said = |browser: &FakeBrowser, draft: &DraftId, at: &Field| {
        browser.state(tab).jobs.attachments().messages(draft, at).join(" ")
    };
    attach(&mut browser, tab, &one, &[("a.pdf", "a"), ("b.pdf", "b")]);
    let third = to_budget(&mut browser, "c.pdf");
    attachment(&mut browser, tab, AttachmentEvent::Chosen(vec![third]));
    let progress = |browser: &FakeBrowser, draft| browser.state(tab).jobs.attaching(draft, &plan()).is_some();
    assert!(progress(&browser, &one) && !progress(&browser, &two));
    browser.files.failing = 1;
    browser.settle();
    assert!(
        said(&browser, &one, &plan()).contains("a.pdf\u{201d} was not attached"),
        "{}",
        said(&browser, &one, &plan())
    );
    assert!(said(&browser, &one, &plan()).ends_with(" 1 file attached and saved on this device."));
    assert_eq!(said(&browser, &one, &budget), "1 file attached and saved on this device.");
    assert_eq!(said(&browser, &two, &plan()), "");
    // What is chosen next puts away what was said there, and nothing else.
    let fourth = to_budget(&mut browser, "d.pdf");
    attachment(&mut browser, tab, AttachmentEvent::Chosen(vec![fourth]));
    assert_eq!(said(&browser, &one, &budget), "");
    assert!(said(&browser, &one, &plan()).contains("a.pdf"));
    // Stopping is said at each answer that waits for files.
    attach(&mut browser, tab, &one, &[("e.pdf", "e")]);
    browser.send(tab, Event::Job(JobEvent::Stop));
    for at in [plan(), budget.clone()] {
        assert_eq!(said(&browser, &one, &at), "Stopped. Files already attached are still here.");
    }
}

#[test]
fn a_file_is_said_to_be_attached_once_that_is_stored() {
    // Another tab has taken the lock before the worker answers.
    let (mut browser, tab, draft) = FakeBrowser::with_draft();
    attach(&mut browser, tab, &draft, &[("a.pdf", "a")]);
    let other = browser.open(&format!("#/draft/{draft}/school"));
    browser.send(other, Event::Tab(TabEvent::EditHere));
    while browser.deliver(tab) {}
    assert!(browser.state(tab).tabs.is_read_only());
    browser.settle();
    assert_eq!(files(&browser, tab, &draft), [""; 0]);
    let said = messages(&browser, tab, &draft);
    assert!(
        said.len() == 1
            && said[0].starts_with("\u{201c}a.pdf\u{201d} was not attached: ")
            && said[0].contains("another tab"),
        "{said:?}"
    );

    // A newer version has stored the draft meanwhile, and before anything is pressed.
    let (mut browser, tab, draft) = FakeBrowser::with_draft();
    attach(&mut browser, tab, &draft, &[("a.pdf", "a")]);
    let key = format!("{OUR_KEYS}draft/{draft}");
    let text = Some(browser.storage[&key].replace("\"version\":1", "\"version\":9"));
    browser.send(tab, Event::Storage(StorageEvent::Changed { key, text }));
    browser.settle();
    let said = messages(&browser, tab, &draft);
    assert!(said.len() == 1 && said[0].contains("was not attached. ") && said[0].contains("newer version"), "{said:?}");
    for event in
        [AttachmentEvent::Link(draft.clone(), plan(), id("b")), AttachmentEvent::Remove(draft.clone(), plan(), id("b"))]
    {
        browser.send(tab, Event::NoticeClosed);
        attachment(&mut browser, tab, event);
        assert!(browser.notice(tab).contains("newer version"), "{}", browser.notice(tab));
        assert_eq!(messages(&browser, tab, &draft), said, "nothing else is said");
    }
    browser.send(tab, Event::NoticeClosed);
    attach(&mut browser, tab, &draft, &[("b.pdf", "b")]);
    assert!(browser.notice(tab).contains("newer version"), "{}", browser.notice(tab));
    assert!(browser.tabs[tab].chosen.is_empty() && !browser.state(tab).jobs.is_attaching());

    // Storage is full.
    let (mut browser, tab, draft) = FakeBrowser::with_draft();
    browser.fill();
    attach(&mut browser, tab, &draft, &[("a.pdf", "a"), ("b.pdf", "b")]);
    browser.settle();
    assert_eq!(files(&browser, tab, &draft), ids(&["a", "b"]));
    let said = messages(&browser, tab, &draft);
    assert!(
        said.len() == 2
            && said.iter().all(|text| text.contains("is attached, but your browser has not saved this change")),
        "{said:?}"
    );

    // An example is stored nowhere.
    let (mut browser, tab, draft) = FakeBrowser::with_draft();
    let mut example = browser.draft(tab, &draft).clone();
    example.id = DraftId::new("example").unwrap();
    browser.host.insert("examples/marsh-2027.json".to_owned(), write_draft(&example).unwrap());
    browser.send(tab, Event::Draft(DraftEvent::OpenExample(call_id())));
    browser.settle();
    attach(&mut browser, tab, &example.id, &[("a.pdf", "a"), ("b.pdf", "b")]);
    browser.settle();
    assert_eq!(messages(&browser, tab, &example.id), ["2 files attached."]);
}

#[test]
fn files_that_wait_are_stored_once_the_worker_is_done_with_something_else() {
    let (mut browser, tab, draft) = FakeBrowser::with_draft();
    browser.send(tab, make_bundle(&draft));
    attach(&mut browser, tab, &draft, &[("a.pdf", "a")]);
    assert_eq!(browser.tabs[tab].worker.waiting(), 1);
    browser.worker_step(tab);
    assert!(matches!(browser.tabs[tab].downloads.as_slice(), [(_, Content::Bundle(_))]));
    assert_eq!(browser.tabs[tab].worker.waiting(), 1);
    browser.worker_step(tab);
    assert_eq!(files(&browser, tab, &draft), ids(&["a"]));
}

#[test]
fn stopping_keeps_what_is_attached() {
    let stop = || Event::Job(JobEvent::Stop);
    let (mut browser, tab, draft) = FakeBrowser::with_draft();
    attach(&mut browser, tab, &draft, &[("a.pdf", "a"), ("b.pdf", "b")]);
    browser.worker_step(tab);
    let running = browser.tabs[tab].worker.next_id().unwrap();
    assert!(browser.effects_of(tab, stop()).contains(&Effect::StopWorker));
    browser.send(tab, stop());
    assert_eq!(files(&browser, tab, &draft), ids(&["a"]));
    assert_eq!(*browser.state(tab).jobs.worker(), WorkerState::NotLoaded);
    assert!(!browser.state(tab).jobs.is_busy() && !browser.state(tab).jobs.is_attaching());
    let said = messages(&browser, tab, &draft);
    assert!(said.iter().any(|text| text.starts_with("Stopped")), "{said:?}");
    // An answer that was on its way changes nothing any more.
    for id_of_request in [running, RequestId(running.0 + 1)] {
        let kept = Answer::Kept { id: id("b"), bytes: 1 };
        browser.send(tab, Event::Worker(WorkerEvent::Answered { id: id_of_request, answer: kept, url: None }));
        assert_eq!(files(&browser, tab, &draft), ids(&["a"]));
    }
    assert_eq!(browser.effects_of(tab, stop()), [], "there is nothing to stop");
    // A bundle that is being made is stopped too.
    browser.send(tab, make_bundle(&draft));
    assert!(browser.effects_of(tab, stop()).contains(&Effect::StopWorker));
    browser.send(tab, stop());
    browser.settle();
    assert!(browser.tabs[tab].downloads.is_empty());
    // Files do not go on waiting for a worker that stops by itself.
    attach(&mut browser, tab, &draft, &[("c.pdf", "c"), ("d.pdf", "d")]);
    browser.crash_worker(tab);
    assert!(!browser.state(tab).jobs.is_attaching());
    browser.settle();
    assert_eq!(files(&browser, tab, &draft), ids(&["a"]));
    assert!(browser.tabs[tab].chosen.is_empty());
}

#[test]
fn a_file_is_replaced_removed_put_back_and_linked() {
    let (mut browser, tab, draft) = FakeBrowser::with_draft();
    attach(&mut browser, tab, &draft, &[("a.pdf", "a"), ("b.pdf", "b")]);
    browser.settle();
    let new = chosen(&mut browser, tab, &draft, "new.pdf", "c");
    let new = ChosenAttachment { instead: Some(id("a")), ..new };
    attachment(&mut browser, tab, AttachmentEvent::Chosen(vec![new]));
    browser.settle();
    assert_eq!(files(&browser, tab, &draft), ids(&["c", "b"]));
    attachment(&mut browser, tab, AttachmentEvent::Remove(draft.clone(), plan(), id("c")));
    assert_eq!(browser.stored(&draft).unwrap().list(&plan()), ids(&["b"]));
    assert!(browser.state(tab).jobs.attachments().can_put_back(&draft, &plan()));
    attachment(&mut browser, tab, AttachmentEvent::PutBack);
    assert_eq!(files(&browser, tab, &draft), ids(&["c", "b"]), "at its place");
    attachment(&mut browser, tab, AttachmentEvent::PutBack);
    assert_eq!(files(&browser, tab, &draft).len(), 2);
    let point = Field::parse("criteria/c/p/files");
    assert_eq!(attached_elsewhere(browser.state(tab), &draft, &point).len(), 2);
    attachment(&mut browser, tab, AttachmentEvent::Link(draft.clone(), point.clone(), id("b")));
    assert_eq!(attached_elsewhere(browser.state(tab), &draft, &point).len(), 1);
    assert!(attached_elsewhere(browser.state(tab), &draft, &plan()).is_empty());
}

#[test]
fn a_file_is_shown_or_handed_out_or_said_to_be_elsewhere() {
    let (mut browser, tab, draft) = FakeBrowser::with_draft();
    attach(&mut browser, tab, &draft, &[("a.html", "a"), ("b.png", "b")]);
    browser.settle();
    let show = |content| Event::Attachment(AttachmentEvent::Show(draft.clone(), plan(), id(content)));
    let get = |content, media_type: &str| [Request::Get { id: id(content), media_type: media_type.to_owned() }];
    // What could hold a program is bytes to the browser, whatever is asked.
    assert_eq!(requests(&browser, tab, show("a")), get("a", "application/octet-stream"));
    browser.files.files.remove(&id("a"));
    browser.send(tab, show("a"));
    browser.settle();
    assert!(browser.notice(tab).contains("\u{201d} is not on this device"), "{}", browser.notice(tab));
    assert_eq!(browser.state(tab).jobs.attachments().preview(), None);

    assert_eq!(requests(&browser, tab, show("b")), get("b", "image/png"));
    browser.send(tab, show("b"));
    browser.settle();
    let url = browser.state(tab).jobs.attachments().preview().unwrap().url.clone();
    assert_eq!(browser.tabs[tab].urls.keys().collect::<Vec<_>>(), [&url]);
    attachment(&mut browser, tab, AttachmentEvent::Close);
    assert!(browser.tabs[tab].urls.is_empty());
    let download = Event::Attachment(AttachmentEvent::Download(draft.clone(), id("b")));
    assert_eq!(requests(&browser, tab, download.clone()), get("b", "application/octet-stream"));
    browser.send(tab, download);
    browser.settle();
    assert_eq!(browser.tabs[tab].downloads, [("b.png".to_owned(), Content::Bytes(b"b".to_vec()))]);
}

#[test]
fn the_store_is_listed_once_and_no_file_that_is_named_is_deleted() {
    let (mut browser, tab, draft) = FakeBrowser::with_draft();
    assert_eq!(browser.effects_of(tab, Event::Worker(WorkerEvent::Ready)), [], "it has been listed");
    attach(&mut browser, tab, &draft, &[("a.pdf", "a")]);
    browser.settle();
    for content in ["b", "c", "d"] {
        browser.files.files.insert(id(content), content.as_bytes().to_vec());
    }
    let record = format!("{} 0\n", ids(&["a", "b", "c"]).join(" 0\n"));
    browser.storage.insert(UNNAMED.to_owned(), record);
    // A text that cannot be read keeps what it names, too.
    browser.storage.insert(format!("{OUR_KEYS}deleted/x"), format!("[\"{}\"]", id("b")));

    let stored = |browser: &FakeBrowser| {
        let mut contents: Vec<_> = browser.files.files.values().cloned().collect();
        contents.sort();
        String::from_utf8(contents.concat()).unwrap()
    };
    let first = browser.now;
    let tab = browser.reload(tab);
    browser.settle();
    assert_eq!(stored(&browser), "abcd", "a second opening, a day later, has to find it unnamed");
    browser.now += 2 * DAY;
    browser.reload(tab);
    browser.settle();
    assert_eq!(stored(&browser), "abd");
    let record = &browser.storage[UNNAMED];
    let since = record.strip_prefix(id("d").as_str()).and_then(|rest| rest.trim().parse::<i64>().ok());
    assert!(since.is_some_and(|since| (first..first + 1000).contains(&since)), "{record}");
}

#[test]
fn a_file_that_is_attached_again_before_it_is_deleted_stays() {
    let (mut browser, tab, draft) = FakeBrowser::with_draft();
    browser.close(tab);
    browser.files.files.insert(id("a"), b"a".to_vec());
    // Named nowhere for more than a month, as two openings have found.
    browser.storage.insert(UNNAMED.to_owned(), format!("{} 0 {}\n", id("a"), browser.now - 2 * DAY));
    let tab = browser.open_offline(&format!("#/draft/{draft}/school"));
    while browser.deliver(tab) {}
    assert_eq!(browser.tabs[tab].worker.waiting(), 1, "the files are being listed");
    attach(&mut browser, tab, &draft, &[("a.pdf", "a")]);
    browser.settle();
    assert_eq!(browser.stored(&draft).unwrap().list(&plan()), ids(&["a"]));
    assert_eq!(browser.files.files.len(), 1);
}

#[test]
fn where_our_texts_cannot_be_read_no_file_is_deleted_and_the_queue_goes_on() {
    let (mut browser, tab, draft) = FakeBrowser::with_draft();
    browser.close(tab);
    browser.files.files.insert(id("a"), b"a".to_vec());
    let tab = browser.open_offline(&format!("#/draft/{draft}/school"));
    browser.fault = StorageFault::Blocked;
    browser.settle();
    attach(&mut browser, tab, &draft, &[("b.pdf", "b")]);
    browser.settle();
    assert_eq!(files(&browser, tab, &draft), ids(&["b"]));
    assert_eq!(browser.files.files.len(), 2);
}

#[test]
fn what_is_no_document_is_told_apart_and_the_others_are_attached() {
    let (mut browser, tab, draft) = FakeBrowser::with_draft();
    let mut all = ["Plan.gdoc", "a.pdf", "b.pdf"].map(|name| chosen(&mut browser, tab, &draft, name, name));
    all[1].bytes = 0;
    attachment(&mut browser, tab, AttachmentEvent::Chosen(all.to_vec()));
    assert_eq!(browser.tabs[tab].chosen.len(), 0, "one is with the worker, the others are released");
    browser.settle();
    assert_eq!(files(&browser, tab, &draft), ids(&["b.pdf"]));
    let said = messages(&browser, tab, &draft);
    assert!(said[0].contains("only points to a document online") && said[1].contains("it is empty"), "{said:?}");
    assert_eq!(said[2], "1 file attached and saved on this device.");
    // Where nothing else was chosen, nothing is asked of the worker.
    let request = requests(&browser, tab, Event::Attachment(AttachmentEvent::Chosen(vec![all[0].clone()])));
    assert_eq!(request, []);
}

#[test]
fn the_files_of_a_folder_wait_to_be_taken() {
    let (mut browser, tab, draft) = FakeBrowser::with_draft();
    let folder = |browser: &mut FakeBrowser, names: &[&str]| {
        let file = |name: &&str| (format!("In/{name}"), chosen(browser, tab, &draft, name, name));
        let files: Vec<_> = names.iter().map(file).collect();
        let (draft, names) = (draft.clone(), vec!["Evidence".to_owned()]);
        AttachmentEvent::Folder(DroppedFolder { names, draft, to: plan(), files, is_cut: false })
    };
    let shown = |browser: &FakeBrowser| {
        let offered = browser.state(tab).jobs.attachments().offered(&draft, &plan());
        offered.map(|folder| folder.rows.into_iter().map(|row| (row.path, row.number)).collect::<Vec<_>>())
    };
    let event = folder(&mut browser, &["a.pdf", ".DS_Store", "b.pdf", "c.pdf"]);
    attachment(&mut browser, tab, event);
    let rows = shown(&browser).unwrap();
    assert_eq!(rows.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["In/a.pdf", "In/b.pdf", "In/c.pdf"]);
    assert_eq!(files(&browser, tab, &draft), [""; 0]);
    attachment(&mut browser, tab, AttachmentEvent::TakeOffered(draft.clone(), plan(), Some(rows[1].1)));
    browser.settle();
    assert_eq!(files(&browser, tab, &draft), ids(&["b.pdf"]));
    attachment(&mut browser, tab, AttachmentEvent::TakeOffered(draft.clone(), plan(), None));
    browser.settle();
    assert_eq!(files(&browser, tab, &draft), ids(&["b.pdf", "a.pdf", "c.pdf"]));
    assert_eq!(shown(&browser), None);
    // Another folder takes its place; what is left is released.
    for names in [["d.pdf", "e.pdf"], ["f.pdf", "g.pdf"]] {
        let event = folder(&mut browser, &names);
        attachment(&mut browser, tab, event);
        assert_eq!(browser.tabs[tab].chosen.len(), 2);
    }
    attachment(&mut browser, tab, AttachmentEvent::LeaveOffered(draft.clone(), plan()));
    assert_eq!((shown(&browser), browser.tabs[tab].chosen.len()), (None, 0));
    let event = folder(&mut browser, &[]);
    attachment(&mut browser, tab, event);
    let said = messages(&browser, tab, &draft);
    assert_eq!(said.last().unwrap(), "\u{201c}Evidence\u{201d} was not attached: it is a folder without files.");
}

#[test]
fn if_the_worker_stops_it_is_said_what_was_not_done() {
    let (mut browser, tab, draft) = FakeBrowser::with_draft();
    attach(&mut browser, tab, &draft, &[("b.png", "b")]);
    browser.settle();
    let number = browser.choose(tab, Content::Bytes(Vec::new()));
    let file = ChosenFile { number, name: "ours.zip".to_owned() };
    let two = [("c.pdf", "c"), ("d.pdf", "d")].map(|(name, content)| chosen(&mut browser, tab, &draft, name, content));
    for (event, begins) in [
        (
            Event::Attachment(AttachmentEvent::Show(draft.clone(), plan(), id("b"))),
            "\u{201c}b.png\u{201d} was not opened",
        ),
        (
            Event::Attachment(AttachmentEvent::Download(draft.clone(), id("b"))),
            "\u{201c}b.png\u{201d} was not downloaded",
        ),
        (Event::Job(JobEvent::Open(file)), "\u{201c}ours.zip\u{201d} was not opened"),
        (make_bundle(&draft), "The file was not made"),
        (
            Event::Attachment(AttachmentEvent::Chosen(two.to_vec())),
            "\u{201c}c.pdf\u{201d}, \u{201c}d.pdf\u{201d} were not attached",
        ),
    ] {
        browser.send(tab, Event::NoticeClosed);
        browser.send(tab, event);
        browser.crash_worker(tab);
        let notice = browser.notice(tab);
        assert!(notice.starts_with(begins) && notice.contains("Your answers are safe"), "{begins}: {notice}");
    }
    assert!(browser.tabs[tab].chosen.is_empty());
    // What the page does by itself is no news.
    let tab = browser.open_offline("#/");
    browser.crash_worker(tab);
    assert_eq!(browser.notice(tab), "");
}

#[test]
fn the_dates_of_a_call_can_be_had_without_a_draft() {
    let mut browser = FakeBrowser::new();
    let tab = browser.open("#/call/marsh-2027");
    let call = browser.state(tab).open_call_id().unwrap().clone();
    let effects = browser.effects_of(tab, Event::Job(JobEvent::DownloadCalendarOfCall(call)));
    let is_calendar = |effect: &Effect| matches!(effect, Effect::Download { kind: "text/calendar", name, .. } if name == "marsh-2027-dates.ics");
    assert!(effects.iter().any(is_calendar), "{effects:?}");
}
