//! What was before comes back: undone steps, earlier versions, deleted applications, each after a reload too.

use journeys::{Browser, Key, journey, journey_in_chromium, project_file, words};
use serde_json::{Value, json};

const HERTFORDSHIRE: &str = "Hertfordshire Music Hub";
const EVIDENCE: &str = "criteria/programme/hour-a-week/evidence";

/// Somebody stops to think: what is typed next is a step of its own.
fn pause() {
    std::thread::sleep(std::time::Duration::from_millis(1300));
}

/// Writes on at the end of what stands in a field.
fn write_on(browser: &Browser, field: &str, text: &str) {
    let to_end = "const e = document.getElementById(arguments[0]); e.focus(); e.setSelectionRange(e.value.length, e.value.length)";
    browser.script(to_end, &[json!(field)]);
    browser.press(text);
}

/// The computer is switched on again.
fn reload(browser: &Browser, id: &str) {
    let before = browser.draft(id);
    browser.reload();
    assert_eq!(browser.draft(id), before);
}

journey! {
    /// Type, undo, redo, on one page and from another; keys; what is said.
    fn what_was_typed_is_undone_and_done_again(browser) {
        browser.open("");
        let id = browser.begin(HERTFORDSHIRE);
        browser.follow(&format!("#/draft/{id}/school"));
        assert_eq!(browser.script("return document.querySelector('header .tool').getAttribute('aria-disabled')", &[]), json!("true"));
        browser.click("Undo");
        browser.see("Nothing to undo.");
        browser.fill("school/name", "Larkfield");
        pause();
        write_on(browser, "school/name", " Green");
        browser.click_field("school/setting~1");
        browser.see_no("Nothing to undo.");
        assert_eq!(browser.answer(&id, "school/name"), "Larkfield Green");

        browser.click("Undo");
        browser.see("Undone: Type of school or setting.");
        assert_eq!(browser.value("school/setting~1"), "false");
        browser.click("Undo");
        browser.see_value("school/name", "Larkfield");
        browser.see_focus("school/name");
        assert_eq!(browser.answer(&id, "school/name"), "Larkfield", "it is stored");
        browser.click("Redo");
        browser.see_value("school/name", "Larkfield Green");
        browser.see("Redone: Name of your school or setting.");

        // In a text the keys for it are the browser's own; with Alt they are the page's.
        browser.press(Key::Control + Key::Alt + "z");
        browser.see_value("school/name", "Larkfield");
        assert_eq!(browser.answer(&id, "school/name"), "Larkfield");
        reload(browser, &id);
        assert_eq!(browser.value("school/name"), "Larkfield");
        // What is undone is of this opening of the page; what was before it is among the earlier versions.
        browser.open_menu();
        browser.see("Earlier versions");

        // From another page one is taken to the answer.
        write_on(browser, "school/name", " School");
        browser.follow(&format!("#/draft/{id}"));
        browser.follow(&format!("#/draft/{id}/criteria/programme"));
        browser.follow(&format!("#/draft/{id}/criteria/programme/hour-a-week"));
        browser.fill(EVIDENCE, "Every class sings.");
        browser.follow(&format!("#/draft/{id}"));
        browser.press(Key::Control + "z");
        browser.see("Undone: Evidence");
        browser.see_value(EVIDENCE, "");
        browser.see_focus(EVIDENCE);
        browser.click("Undo");
        browser.see_value("school/name", "Larkfield");
        browser.check_accessible("after undoing");
        browser.width(320);
        browser.check_fits();
        browser.screenshot("undo-narrow");
    }
}

journey_in_chromium! {
    /// A version with a name, compared, brought back; the state before it too.
    fn an_earlier_version_comes_back(browser) {
        browser.open("");
        let id = browser.begin(HERTFORDSHIRE);
        browser.follow(&format!("#/draft/{id}/criteria/programme"));
        browser.follow(&format!("#/draft/{id}/criteria/programme/hour-a-week"));
        browser.fill(EVIDENCE, "Every class sings on Fridays.");
        browser.follow_in_menu(&format!("#/draft/{id}/history"));
        browser.see("No earlier versions yet");
        browser.fill("version-name", "Before the governors read it");
        browser.click("Add a version");
        browser.see("Version “Before the governors read it” added.");
        browser.see("Same as now");
        reload(browser, &id);
        browser.see("Before the governors read it");

        browser.go(&format!("#/draft/{id}/criteria/programme/hour-a-week"));
        browser.fill(EVIDENCE, "Every class sings on Mondays.");
        browser.go(&format!("#/draft/{id}/school"));
        browser.fill("school/name", "Larkfield");
        browser.go(&format!("#/draft/{id}/history"));
        browser.see("2 answers have changed since");
        browser.click_first("Compare with now");
        browser.see("What has changed since");
        assert_eq!(browser.script("return document.querySelector('.changed del').textContent", &[]), json!(" [removed: Fridays. end of removed text] "));
        assert_eq!(browser.script("return document.querySelectorAll('.changed').length", &[]), json!(2));
        browser.check_accessible("a version compared");
        browser.width(320);
        browser.check_fits();
        browser.screenshot("history-narrow");
        browser.width(1280);

        browser.click("Restore");
        browser.see("Restored the version from");
        assert_eq!(browser.answer(&id, EVIDENCE), "Every class sings on Fridays.");
        assert_eq!(browser.answer(&id, "school/name"), "");
        reload(browser, &id);
        browser.see("Before you restored a version");
        // And back again.
        let last = "return [...document.querySelectorAll('main .item-row')].findIndex((e) => e.innerText.includes('Before you restored'))";
        assert_eq!(browser.script(last, &[]), json!(1));
        browser.in_page("[...document.querySelectorAll('main .item-row')][1].querySelector('button:nth-of-type(2)').click()");
        browser.see("Restored the version from");
        assert_eq!(browser.answer(&id, EVIDENCE), "Every class sings on Mondays.");
        assert_eq!(browser.answer(&id, "school/name"), "Larkfield");

        browser.click_first("Delete");
        browser.click("Delete");
        browser.see("Your application has not changed");
    }
}

journey_in_chromium! {
    /// Deleted, brought back at once, deleted, brought back another day, deleted permanently.
    fn a_deleted_application_comes_back(browser) {
        browser.open("");
        let id = browser.begin(HERTFORDSHIRE);
        browser.follow(&format!("#/draft/{id}/school"));
        browser.fill("school/name", "Larkfield");
        browser.follow_in_menu(&format!("#/draft/{id}/history"));
        browser.click("Add a version");
        browser.see("Same as now");
        let draft = browser.draft(&id);
        let delete = || {
            browser.follow("#/");
            browser.on_card("Delete", "Larkfield");
            browser.click(words::DELETE_YES);
            browser.see(words::DELETED);
            assert_eq!(browser.drafts().len(), 0);
        };
        delete();
        browser.click("Restore");
        browser.see("restored.");
        assert_eq!(browser.draft(&id), draft);

        browser.reload();
        browser.on_card("Delete", "Larkfield");
        browser.click(words::DELETE_YES);
        browser.see("Deleted in the last 30 days");
        browser.check_accessible("a deleted application");
        browser.width(320);
        browser.check_fits();
        browser.screenshot("deleted-narrow");
        browser.width(1280);
        browser.reload();
        browser.see("Deleted in the last 30 days");
        browser.click("Restore “Larkfield”");
        browser.see("restored.");
        browser.reload();
        assert_eq!(browser.draft(&id), draft);
        browser.go(&format!("#/draft/{id}/history"));
        browser.see("Added by you");

        delete();
        browser.reload();
        browser.click("Delete permanently “Larkfield”");
        browser.check_accessible("asked about deleting for good");
        browser.click("Delete permanently");
        browser.see("deleted permanently");
        assert_eq!(browser.kept().len(), 0, "nothing of it is left: {:?}", browser.kept().keys());
        browser.reload();
        browser.see_no("Deleted in the last 30 days");
    }
}

journey_in_chromium! {
    /// Two hundred versions of a full application, and one whose call is on no host.
    fn a_long_history_opens(browser) {
        let mut full: Value = serde_json::from_str(&project_file("assets/examples/hertfordshire-2025.json")).unwrap();
        full["id"] = json!("full");
        full["call"] = json!("gone-2020");
        let mut versions = Vec::new();
        for number in 0..200 {
            let at = format!("2026-{:02}-{:02}T09:{:02}:00.000Z", 1 + number / 28 % 9, 1 + number % 28, number % 60);
            let mut part = full.clone();
            if number < 199 {
                part["answers"] = json!({ "school/name": { "value": format!("Version {number}"), "at": "2026-01-01T09:00:00.000Z" } });
            }
            versions.push((at, json!({ "name": format!("Version {number}"), "why": "asked", "part": part })));
        }
        versions.sort_by(|(one, _), (other, _)| one.cmp(other));
        let versions: Vec<Value> = versions
            .into_iter()
            .map(|(at, mut version)| {
                version["at"] = json!(at);
                version
            })
            .collect();
        let history = json!({ "format": "upbeat-history", "version": 1, "draft": "full", "versions": versions });
        browser.open("");
        browser.expect_wrong("gone-2020");
        browser.expect_wrong("404");
        browser.keep(&full);
        browser.script("localStorage.setItem('upbeat/history/full', arguments[0])", &[json!(history.to_string())]);
        browser.reload();
        browser.go("#/draft/full/history");
        browser.see("200 versions");
        browser.click("Older versions");
        browser.see("Version 17");
        browser.click("Compare with now (Version 17, ");
        browser.see("School name");
        browser.check_accessible("two hundred versions");
        browser.width(320);
        browser.check_fits();
        browser.width(1280);
        browser.click("Restore (Version 17, ");
        browser.see("Restored the version from");
        assert_eq!(browser.answer("full", "school/name"), "Version 17");
    }
}
