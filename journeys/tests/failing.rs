//! When the program itself cannot run, or stops: said in plain words, the page left as it is, the drafts given as a file.

use journeys::{Browser, journey, project_file, words};
use serde_json::Value;

/// An application that was written some time ago.
fn example() -> Value {
    let mut draft: Value = serde_json::from_str(&project_file("assets/examples/asone-2025.json")).unwrap();
    draft["id"] = "20260101-kept".into();
    draft
}

journey! {
    /// A browser, or a school's settings, without WebAssembly.
    fn without_webassembly_the_drafts_are_given(browser) {
        browser.open("");
        let draft = example();
        browser.keep(&draft);
        browser.before_the_page("delete window.WebAssembly;");
        browser.expect_wrong("WebAssembly");
        browser.expect_wrong("did not open");
        browser.reload();
        browser.see(words::NOT_OPENED);
        browser.see(words::SAFE);
        assert_eq!(browser.focused(), words::NOT_OPENED);
        browser.check_accessible("no WebAssembly");
        let file = browser.file_given_by(|| browser.click(words::RESCUE));

        // A better browser opens that file, and everything is there.
        let better = Browser::start(browser.engine(), Look::Light);
        better.open("");
        better.arriving(|| better.give_file("open-file", &file.name, &file.bytes));
        assert_eq!(better.draft("20260101-kept"), draft);
        better.check_nothing_wrong();
    }
}

journey! {
    /// The first page is here, and what comes after it does not arrive: that is said, and nothing is lost by it.
    fn without_its_second_file_the_page_says_so(browser) {
        browser.open("");
        let draft = example();
        browser.keep(&draft);
        browser.before_the_page(
            "const whole = window.fetch;
             window.fetch = (what, ...more) => /\\/rest-/.test(what) ? Promise.reject(new Error('cut off')) : whole(what, ...more);",
        );
        browser.expect_wrong("cut off");
        browser.expect_wrong("did not open");
        browser.reload();
        browser.see(words::NOT_OPENED);
        browser.see(words::SAFE);
        browser.see("did not load");
        browser.check_accessible("without the second file");
        let file = browser.file_given_by(|| browser.click(words::RESCUE));
        let rescue: Value = serde_json::from_slice(&file.bytes).unwrap();
        assert_eq!(rescue["items"]["upbeat/draft/20260101-kept"], draft.to_string());
    }
}

journey! {
    /// The program stops in the middle of a sentence: the sentence is still there, and goes into the file.
    fn a_program_that_stops_leaves_the_page(browser) {
        browser.open("");
        browser.expect_wrong("unreachable");
        browser.expect_wrong("stopped working");
        let id = browser.begin("ASONE Hub");
        browser.follow(&format!("#/draft/{id}/school"));
        browser.fill("school/name", "Larkfield Green School");
        browser.stop_program();
        assert_eq!(browser.focused(), words::STOPPED);
        browser.see("Your school");
        assert_eq!(browser.value("school/name"), "Larkfield Green School");
        // What is typed now, nobody stores any more.
        browser.script("document.getElementById('people/primary-contact/name').value = 'Typed too late'", &[]);
        browser.check_accessible("stopped");
        browser.width(320);
        browser.check_fits();
        let file = browser.file_given_by(|| browser.click(words::RESCUE));
        let rescue: Value = serde_json::from_slice(&file.bytes).unwrap();
        assert_eq!(rescue["onPage"]["people/primary-contact/name"], "Typed too late");

        browser.click(words::RELOAD);
        browser.see_value("school/name", "Larkfield Green School");
        browser.open("#/help");
        // A page that is open stores again what was cleared under it, so this one is not given the time.
        browser.script("localStorage.clear(); location.reload()", &[]);
        browser.reload();
        browser.follow("#/");
        browser.arriving(|| browser.give_file("open-file", &file.name, &file.bytes));
        browser.see("Typed too late");
        assert_eq!(browser.answer(&id, "school/name"), "Larkfield Green School");
    }
}

journey! {
    /// What fails in a browser's extension, and not in ours, alarms nobody.
    fn other_peoples_errors_alarm_nobody(browser) {
        browser.open("");
        browser.expect_wrong("an extension");
        browser.in_page("setTimeout(() => { throw new Error('an extension'); }); Promise.reject(new Error('an extension'));");
        browser.begin("ASONE Hub");
        assert!(!browser.text().contains("stopped working"));
    }
}

journey! {
    /// The parts of the program take their time, and somebody goes on before a page has come.
    fn a_page_that_is_left_before_it_has_come_harms_nothing(browser) {
        browser.open("");
        browser.keep(&example());
        browser.before_the_page(
            "const whole = window.fetch;
             window.fetch = (what, ...more) => /\\/(answers|check|rest)-/.test(what)
               ? new Promise((done) => setTimeout(done, /rest-/.test(what) ? 1500 : 700)).then(() => whole(what, ...more))
               : whole(what, ...more);",
        );
        browser.script("location.hash = '#/draft/20260101-kept'", &[]);
        browser.reload();
        browser.script("location.hash = '#/'", &[]);
        browser.script("location.hash = '#/draft/20260101-kept/check'", &[]);
        std::thread::sleep(std::time::Duration::from_millis(900));
        browser.script("location.hash = '#/help'", &[]);
        browser.see("How your work is saved");
        browser.script("location.hash = '#/draft/20260101-kept'", &[]);
        browser.see("Commitments and dates");
    }
}
