//! How the work is kept: full, blocked and cleared storage, backups, the page of last resort, and leaving nothing behind.

use journeys::{Browser, Engine, GivenFile, journey, journey_in_chromium, project_file, values, words};
use serde_json::{Value, json};

const ASONE: &str = "ASONE Hub";

/// An application that was written some time ago, under an id of its own.
fn example(id: &str) -> Value {
    let mut draft: Value = serde_json::from_str(&project_file("assets/examples/asone-2025.json")).unwrap();
    draft["id"] = id.into();
    draft
}

fn put(browser: &Browser, key: &str, text: &str) {
    browser.script("localStorage.setItem(arguments[0], arguments[1])", &[json!(key), json!(text)]);
}

/// Attaches a file as the program does, to see what becomes of it. Says whether the browser let it: WebKit keeps no Blob
/// in a window without a profile, as these are. The database is there in any case.
fn attach(browser: &Browser, hash: &str, text: &str) -> bool {
    let store = "
        const [hash, text, done] = arguments;
        const opening = indexedDB.open('upbeat', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('files');
        opening.onsuccess = () => {
            const writing = opening.result.transaction('files', 'readwrite');
            writing.objectStore('files').put(new Blob([text], { type: 'application/pdf' }), hash);
            const end = (how) => () => { opening.result.close(); done(how); };
            writing.oncomplete = end('stored');
            writing.onabort = end('not stored');
        };
        opening.onerror = () => done(String(opening.error));";
    let how = browser.script_later(store, &[json!(hash), json!(text)]);
    assert!(how == json!("stored") || how == json!("not stored") && browser.engine() == Engine::WebKit, "{how}");
    how == json!("stored")
}

/// The names of the databases, where the browser tells.
fn databases(browser: &Browser) -> Value {
    let list = "
        const done = arguments[0];
        if (!indexedDB.databases) return done([]);
        indexedDB.databases().then((all) => done(all.map((one) => one.name)), (error) => done(String(error)));";
    browser.script_later(list, &[])
}

journey! {
    /// Filled to the last character by another program, and free again: said at once, nothing lost, recovered by itself.
    fn a_storage_filled_to_the_last_character_recovers(browser) {
        browser.stop_the_minutes();
        browser.open("");
        let id = browser.begin(ASONE);
        browser.follow(&format!("#/draft/{id}/school"));
        browser.fill("school/name", "Larkfield");
        let before = browser.draft(&id);
        browser.fill_to_the_last();
        browser.fill("school/name", "Larkfield Green School, in the marsh");
        browser.see(words::NOT_SAVED);
        browser.see("no space left");
        browser.see(words::ALL_KEPT);
        browser.check_accessible("full");
        assert_eq!(browser.value("school/name"), "Larkfield Green School, in the marsh");
        assert_eq!(browser.answer(&id, "school/setting"), before["answers"]["school/setting"]["value"]);
        let file = browser.file_given_by(|| browser.click(words::SAVE_FILE));
        let saved: Value = serde_json::from_slice(&file.bytes).unwrap();
        assert_eq!(saved["answers"]["school/name"]["value"], "Larkfield Green School, in the marsh");

        // With the next keystroke.
        browser.free_again();
        browser.fill("school/name", "Larkfield Green School, in the marshes");
        browser.see_no(words::NOT_SAVED);
        browser.see(words::SAVED_AGAIN);
        assert_eq!(browser.answer(&id, "school/name"), "Larkfield Green School, in the marshes");

        // With the next minute, though nothing is typed any more; and something is deleted in between.
        browser.fill_to_the_last();
        browser.fill("people/primary-contact/name", "Ada Wren, who knows more than fits");
        browser.see(words::NOT_SAVED);
        browser.minute();
        browser.see(words::NOT_SAVED);
        browser.free_again();
        browser.minute();
        browser.see(words::SAVED_AGAIN);
        assert_eq!(browser.answer(&id, "people/primary-contact/name"), "Ada Wren, who knows more than fits");
        browser.reload();
        browser.see_value("school/name", "Larkfield Green School, in the marshes");
    }
}

journey! {
    /// The space that the page speaks of is there, in plain letters and in others.
    fn a_browser_takes_as_much_as_the_page_says(browser) {
        browser.open("");
        for letter in ["x", "\u{2019}"] {
            let characters = browser.fill_with(letter);
            eprintln!("{} takes {characters} of “{letter}”", browser.engine());
            assert!(characters >= 2_600_000, "{characters} of “{letter}”");
            browser.free_again();
        }
    }
}

journey_in_chromium! {
    /// Before a draft goes unsaved, history gives way, and that is said.
    fn history_gives_way_to_what_is_typed(browser) {
        browser.open("");
        // One version of another application, which is not here any more.
        let mut old = example("old");
        old["answers"]["school/name"]["value"] = "of long ago ".repeat(1000).into();
        let version = json!({ "at": "2026-01-01T09:00:00.000Z", "why": "pause", "part": old });
        let history = json!({ "format": "upbeat-history", "version": 1, "draft": "old", "versions": [version] });
        put(browser, "upbeat/history/old", &history.to_string());
        browser.reload();
        let id = browser.begin(ASONE);
        browser.follow(&format!("#/draft/{id}/school"));
        browser.fill_to_the_last();
        browser.fill("school/name", "Larkfield Green School");
        assert_eq!(browser.answer(&id, "school/name"), "Larkfield Green School");
        assert_eq!(browser.stored("upbeat/history/old"), None);
        assert!(!browser.text().contains(words::NOT_SAVED));
        browser.go("#/help");
        browser.see("some earlier versions were deleted");
    }
}

journey! {
    /// Cleared from outside while the page is open: all of it is stored again, with the next keystroke or the next minute.
    fn what_is_cleared_under_our_feet_is_stored_again(browser) {
        browser.stop_the_minutes();
        browser.open("");
        let id = browser.begin(ASONE);
        browser.follow(&format!("#/draft/{id}/school"));
        browser.fill("people/primary-contact/name", "Ada Wren");
        browser.fill("school/name", "Larkfield");
        browser.script("localStorage.clear()", &[]);
        browser.press(" Green");
        browser.see(words::CLEARED);
        assert_eq!(browser.answer(&id, "school/name"), "Larkfield Green");
        assert_eq!(browser.answer(&id, "people/primary-contact/name"), "Ada Wren");
        browser.click(words::CLOSE_NOTICE);

        browser.script("localStorage.clear()", &[]);
        browser.minute();
        browser.see(words::CLEARED);
        assert_eq!(browser.answer(&id, "school/name"), "Larkfield Green");

        // As the browser tells of another tab that cleared it.
        browser.click(words::CLOSE_NOTICE);
        browser.in_page("localStorage.clear(); dispatchEvent(new StorageEvent('storage', { key: null, storageArea: localStorage }));");
        browser.see(words::CLEARED);
        browser.check_accessible("cleared");
        browser.reload();
        browser.see_value("school/name", "Larkfield Green");
    }
}

journey! {
    /// The program does not load: the page of last resort lists all, hands out each and everything, and changes nothing.
    fn the_rescue_page_needs_no_program(browser) {
        browser.open("rescue.html");
        browser.see("There are no applications in this browser");
        assert!(!databases(browser).to_string().contains("upbeat"), "looking makes no database");
        let mut draft = example("20260101-kept");
        draft["name"] = "Ours <b>1</b>".into();
        browser.keep(&draft);
        let mut late = draft.clone();
        late["changed"] = "2026-06-01T10:00:00.000Z".into();
        late["answers"] = json!({ "school/name": { "value": "Typed last", "at": "2026-06-01T10:00:00.000Z" } });
        put(browser, "upbeat/late/20260101-kept", &late.to_string());
        put(browser, "upbeat/draft/bad", "{\"half");
        put(browser, "their/key", "not ours");
        let attached = attach(browser, &"ab".repeat(32), "a plan");
        let before = browser.kept();

        browser.expect_wrong("did not open");
        browser.expect_wrong("did not load");
        browser.expect_wrong("was not found");
        browser.expect_wrong("404");
        browser.lose_the_program();
        browser.open("");
        browser.see(words::NOT_OPENED);
        browser.click(words::ALL_KEPT);
        browser.see("This page does not change or delete anything");
        browser.see("Ours <b>1</b>");
        browser.see("This page cannot read it");
        if attached {
            browser.see("Attached files");
        }
        browser.check_accessible("rescue page");
        browser.screenshot("rescue");
        browser.width(320);
        browser.check_fits();
        browser.screenshot("rescue-narrow");
        browser.width(1280);

        let all = browser.file_given_by(|| browser.click("Download everything as one file"));
        let one = browser.file_given_by(|| browser.click("Download “Ours <b>1</b>”"));
        let bad = browser.file_given_by(|| browser.click("Download “bad”"));
        assert_eq!(bad.bytes, b"{\"half");
        if attached {
            let file = browser.file_given_by(|| browser.click("Download “attached-abababababab.pdf”"));
            assert_eq!((file.name.as_str(), file.bytes.as_slice()), ("attached-abababababab.pdf", &b"a plan"[..]));
        }
        assert_eq!(browser.kept(), before, "nothing was changed");

        for file in [all, one] {
            let better = Browser::start(browser.engine(), Look::Light);
            better.open("");
            better.arriving(|| better.give_file("open-file", &file.name, &file.bytes));
            let opened = better.draft("20260101-kept");
            assert_eq!(opened["answers"]["school/name"]["value"], "Typed last");
            assert_eq!(opened["name"], "Ours <b>1</b>");
            better.check_nothing_wrong();
        }
    }
}

journey! {
    fn the_rescue_page_says_when_it_may_not_look(browser, Look::Dark) {
        browser.before_the_page(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });",
        );
        browser.open("rescue.html");
        browser.see("blocking this page");
        browser.check_accessible("rescue page, blocked");
        browser.screenshot("rescue-blocked-dark");
    }
}

journey_in_chromium! {
    /// Work of another day that is in no backup: a quiet line, put off for the day or done with one press.
    fn one_is_reminded_of_a_backup(browser) {
        browser.open("");
        browser.keep(&example("20260101-kept"));
        browser.reload();
        browser.follow("#/draft/20260101-kept");
        browser.see("only on this device");
        browser.see("No backup yet");
        browser.check_accessible("reminder");
        browser.click("Remind me tomorrow");
        browser.see_no("only on this device");
        browser.reload();
        browser.see("No backup yet");
        assert!(!browser.text().contains("only on this device"));

        browser.script("localStorage.removeItem('upbeat/backup/20260101-kept')", &[]);
        browser.reload();
        let file = browser.file_given_by(|| browser.click(words::BACK_UP));
        assert_eq!(&file.bytes[..2], b"PK", "{}", file.name);
        assert!(file.name.ends_with("-backup.zip"), "{}", file.name);
        browser.see(words::HANDED);
        browser.see_no("only on this device");
        browser.reload();
        browser.see(words::HANDED);
        browser.go("#/help");
        browser.see(words::HANDED);
        browser.see_no("% full");
        browser.click(words::RECEIVED);
        browser.see(words::BACKED_UP);
        browser.see_no(words::RECEIVED);
        browser.reload();
        browser.see(words::BACKED_UP);

        // The message that comes with the file has the same button.
        browser.follow("#/draft/20260101-kept");
        browser.see(words::BACKED_UP);
        browser.follow("#/draft/20260101-kept/school");
        browser.fill("school/name", "Larkfield");
        // The file for the hub leaves out what the hub is not to see: it is no backup.
        browser.go("#/draft/20260101-kept/send/hub");
        let sent = browser.file_given_by(|| browser.click(words::MAKE));
        assert!(!sent.name.ends_with("-backup.zip"), "{}", sent.name);
        browser.click(words::CLOSE_NOTICE);
        browser.go("#/draft/20260101-kept/send");
        browser.see(words::BACKED_UP);
        assert!(!browser.text().contains(words::HANDED));
        let file = browser.file_given_by(|| browser.click(words::BACK_UP));
        assert!(file.name.ends_with("-backup.zip"), "{}", file.name);
        browser.see(words::HANDED);
        browser.click(words::RECEIVED);
        browser.see(words::BACKED_UP);
        browser.check_accessible("the file has arrived");
    }
}

journey! {
    /// The worker cannot be loaded: the draft file is handed out instead, and that is said.
    fn a_backup_without_the_worker_is_the_draft_file(browser) {
        browser.before_the_page("window.Worker = function () { throw new Error('no workers here'); };");
        browser.open("");
        browser.keep(&example("20260101-kept"));
        browser.reload();
        browser.follow("#/draft/20260101-kept");
        let file = browser.file_given_by(|| browser.click(words::BACK_UP));
        let draft: Value = serde_json::from_slice(&file.bytes).unwrap();
        assert_eq!(draft, example("20260101-kept"));
        browser.see("answers file instead");
        browser.see(words::HANDED);
    }
}

journey! {
    /// Asked from a button, never at the start; the answer stands there in words.
    fn the_browser_is_asked_to_keep_the_work(browser) {
        browser.before_the_page(
            "const storage = navigator.storage || (Object.defineProperty(navigator, 'storage', { value: {} }), navigator.storage);
             storage.persisted = () => Promise.resolve(false);
             storage.persist = () => { window.journey.asked_for_good = true; return Promise.resolve(location.search === '?yes'); };",
        );
        browser.open("#/help");
        browser.see("may delete your work if the device runs out of storage");
        assert_eq!(browser.script("return window.journey.asked_for_good || false", &[]), false);
        browser.click("Ask the browser to protect my work");
        browser.see("This browser did not agree");
        browser.open("?yes#/help");
        browser.click("Ask the browser to protect my work");
        browser.see("This browser has agreed");
    }
}

journey! {
    /// On a shared computer: files first, the person looks, then everything of ours is gone and nothing of others'.
    fn everything_is_taken_away_and_nothing_is_left(browser) {
        browser.open("");
        let mut drafts = [example("20260101-one"), example("20260102-two")];
        drafts[1]["answers"]["school/name"]["value"] = "Oakhill".into();
        for draft in &drafts {
            browser.keep(draft);
        }
        put(browser, "upbeat/draft/bad", "{\"half");
        put(browser, "their/key", "not ours");
        attach(browser, &"ab".repeat(32), "a plan");
        browser.open("#/help");
        browser.reload();
        browser.see("upbeat/draft/bad");
        browser.check_accessible("how it is kept");
        browser.click(words::TAKE_AWAY);
        browser.see("I have checked that I have the file");
        browser.click("Make the files again");
        browser.see("I have checked that I have the file");
        browser.check_accessible("before it is removed");
        assert_eq!(browser.script("return window.journey.files.length", &[]), 0, "browsers stop several files at once");

        // Without the files nothing is removed, nor unlooked.
        let before = browser.kept();
        browser.click_field("have-files");
        browser.click(words::REMOVE_ALL);
        browser.see("Download every file first");
        assert_eq!(browser.kept(), before);
        browser.click_field("have-files");
        let saves = browser.script("return [...document.querySelectorAll('.confirm li button')].map((e) => e.textContent)", &[]);
        let saves: Vec<&str> = saves.as_array().unwrap().iter().filter_map(Value::as_str).filter(|text| text.starts_with("Download ")).collect();
        let given: Vec<GivenFile> = saves.iter().map(|save| browser.file_given_by(|| browser.click(save))).collect();
        let names: Vec<String> = given.iter().map(|file| format!("Download {}", file.name)).collect();
        assert_eq!(names, saves);
        assert_eq!(given.len(), drafts.len());
        browser.check_accessible("the files are handed over");

        let before = browser.kept();
        browser.click(words::REMOVE_ALL);
        browser.see("Tick the box to confirm");
        assert_eq!(browser.kept(), before);
        browser.click_field("have-files");
        browser.click(words::REMOVE_ALL);
        browser.see(words::NOTHING_LEFT);
        browser.see("3 applications");
        browser.check_accessible("nothing is left");
        let left = browser.kept();
        assert_eq!(left.keys().collect::<Vec<_>>(), ["their/key"]);
        assert!(!databases(browser).to_string().contains("upbeat"));
        browser.see("No applications are saved here");
        browser.reload();
        browser.see("No applications are saved here");
        assert_eq!(browser.kept(), left);

        let elsewhere = Browser::start(browser.engine(), Look::Light);
        for file in &given {
            elsewhere.open("");
            elsewhere.arriving(|| elsewhere.give_file("open-file", &file.name, &file.bytes));
        }
        for draft in &drafts {
            assert_eq!(elsewhere.draft(draft["id"].as_str().unwrap())["answers"], draft["answers"]);
        }
        elsewhere.check_nothing_wrong();
    }
}

journey_in_chromium! {
    /// What a newer version wrote opens to be read, says why, is given out as it lies, and is never written over.
    fn a_newer_draft_is_read_only(browser) {
        browser.open("");
        let mut draft = example("20260101-newer");
        draft["version"] = json!(4);
        draft["mood"] = json!("glad");
        browser.keep(&draft);
        browser.reload();
        let before = browser.kept();
        browser.follow("#/draft/20260101-newer");
        browser.see(words::READ_ONLY);
        browser.go("#/draft/20260101-newer/school");
        let name = draft["answers"]["school/name"]["value"].as_str().unwrap();
        browser.see_value("school/name", name);
        assert_eq!(browser.script("return document.getElementById('school/name').matches(':disabled')", &[]), true);
        browser.check_accessible("read only");
        let file = browser.file_given_by(|| browser.click("Download answers"));
        assert_eq!(serde_json::from_slice::<Value>(&file.bytes).unwrap(), draft);
        assert_eq!(browser.kept(), before);
    }
}

journey_in_chromium! {
    /// What came in a file is shown beside what is here, and each is decided by itself.
    fn what_came_is_compared_with_what_is_here(browser) {
        browser.open("");
        let mine = example("20260101-kept");
        browser.keep(&mine);
        browser.reload();
        let mut theirs = mine.clone();
        theirs["answers"]["school/name"]["value"] = "Named elsewhere".into();
        theirs["changed"] = "2026-06-01T10:00:00.000Z".into();
        let other = example("20260101-other");
        let items = json!({ "upbeat/draft/20260101-kept": theirs.to_string(), "upbeat/draft/20260101-other": other.to_string() });
        let rescue = json!({ "format": "upbeat-rescue", "version": 1, "saved": "2026-06-02T10:00:00.000Z", "items": items, "onPage": {} });
        browser.give_file("open-file", "drafts.json", rescue.to_string().as_bytes());
        browser.see("1 answer different");
        browser.see("The file is newer than your copy");
        browser.see("2 June 2026");
        browser.check_accessible("what came");
        browser.screenshot("what-came");
        browser.width(320);
        browser.check_fits();
        browser.screenshot("what-came-narrow");
        browser.width(1280);
        assert_eq!(browser.drafts(), ["20260101-kept"]);
        browser.click("Open");
        browser.see_no("Open: ");
        assert_eq!(browser.draft("20260101-other"), other);
        assert_eq!(browser.draft("20260101-kept"), mine);
        browser.arriving(|| browser.click(words::REPLACE));
        // Each answer is as new as if it had been given now: no other tab takes an older copy for the newer one.
        let taken = browser.draft("20260101-kept");
        assert_eq!(values(&taken), values(&theirs));
        assert!(taken["changed"].as_str() > theirs["changed"].as_str(), "{}", taken["changed"]);
    }
}
