//! Everyone can use it: every page in every state, light and dark, on a wide screen and a narrow one, held against
//! every rule of axe-core; and nothing to scroll sideways on a phone.

use journeys::{Browser, Engine, Look, journey, journey_in_chromium, project_file, words};
use serde_json::{Value, json};
use std::{cell::RefCell, collections::BTreeMap, fs};

/// What was found, and on which pages.
struct Findings<'a> {
    browser: &'a Browser,
    found: RefCell<BTreeMap<String, Vec<String>>>,
    night: bool,
}

impl<'a> Findings<'a> {
    fn new(browser: &'a Browser) -> Self {
        let night = browser.script("return matchMedia('(prefers-color-scheme: dark)').matches", &[]) == json!(true);
        Self { browser, found: RefCell::default(), night }
    }

    /// Looks at the page as it is now.
    ///
    /// In Chromium wide and narrow, by day and by night. The others, where the same rules take thrice as long on the same
    /// elements, look at the wide page by day and at the narrow one by night; that nothing scrolls sideways they see
    /// both times.
    fn look(&self, state: &str) {
        for width in [1280, 320] {
            self.browser.width(width);
            let whole = self.browser.engine() == Engine::Chromium || (width == 320) == self.night;
            let rules = if whole { self.browser.accessibility() } else { Vec::new() };
            for finding in rules.into_iter().chain(self.browser.overflow()) {
                self.found.borrow_mut().entry(finding).or_default().push(format!("{state} at {width}"));
            }
        }
        self.browser.width(1280);
    }

    /// Goes to a page, and looks at it.
    fn look_at(&self, hash: &str, state: &str) {
        self.browser.go(hash);
        self.look(&format!("{hash}, {state}"));
    }

    fn none(self) {
        let found = self.found.into_inner();
        let lines: Vec<String> =
            found.iter().map(|(what, places)| format!("{what}\n    on {}", places.join("; "))).collect();
        assert!(lines.is_empty(), "{}: {} things to mend\n{}", self.browser.engine(), lines.len(), lines.join("\n"));
    }
}

/// Every page of a draft.
fn pages_of(browser: &Browser, findings: &Findings, state: &str) {
    let id = browser.open_draft();
    let sections = browser.sections();
    findings.look(&format!("overview, {state}"));
    for page in sections {
        findings.look_at(&page, state);
        // One point of each criterion, with whatever is odd about it.
        if let Some(point) = browser.points().first() {
            findings.look_at(point, state);
        }
    }
    let overview = format!("#/draft/{id}");
    for page in browser.other_pages().into_iter().filter(|page| *page != overview) {
        findings.look_at(&page, state);
    }
    browser.go(&overview);
    browser.open_menu();
    findings.look(&format!("the menu, {state}"));
}

/// Every page there is, first with nothing written, then with everything.
fn every_page(browser: &Browser, call: &str, hub: &str) {
    let findings = Findings::new(browser);
    browser.open("");
    findings.look("the start, empty");
    browser.arriving(|| browser.click(hub));
    findings.look(&format!("call {call}"));
    browser.follow(&format!("#/call/{call}/words"));
    findings.look(&format!("words of {call}"));
    browser.back();
    browser.arriving(|| browser.click(words::BEGIN));
    pages_of(browser, &findings, "empty");

    let mut full: Value = serde_json::from_str(&project_file(&format!("assets/examples/{call}.json"))).unwrap();
    full["id"] = json!("full");
    browser.keep(&full);
    browser.reload();
    browser.go("#/draft/full");
    pages_of(browser, &findings, "full");
    browser.go("#/");
    findings.look("the start, with drafts");
    findings.none();
}

fn every_state(browser: &Browser) {
    let findings = Findings::new(browser);
    browser.open("#/help");
    findings.look("help");
    findings.look_at("#/site", "about this site");
    findings.look_at("#/nowhere", "an address that leads nowhere");
    browser.go("#/help");
    findings.look_at("#/draft/gone", "an application that is not here");
    fs::write(browser.site_folder().join("calls/torn.json"), "{\"format\":").unwrap();
    browser.go("#/call/torn");
    browser.see("cannot be shown");
    findings.look("a call that is damaged");

    // Answers of the wrong form, and what appears only because of an answer.
    browser.go("#/");
    let id = browser.begin("Hertfordshire Music Hub");
    browser.follow(&format!("#/draft/{id}/school"));
    browser.fill("school/name", "TODO");
    browser.fill("school/urn", "12");
    browser.fill("people/music-subject-leader/email", "nobody at nowhere");
    browser.click_field("school/group");
    browser.see("Trust or federation name");
    browser.click("Someone else");
    browser.see_focus("people/primary-contact/name");
    findings.look("your school, with errors");
    browser.follow(&format!("#/draft/{id}"));
    browser.follow(&format!("#/draft/{id}/criteria/track-record"));
    browser.follow(&format!("#/draft/{id}/criteria/track-record/embedding"));
    browser.click_field("criteria/track-record/embedding/rating~2");
    browser.click_field("criteria/track-record/embedding/links");
    browser.fill("criteria/track-record/embedding/links", "www");
    browser.paste("criteria/track-record/embedding/evidence", &"Überlänge".repeat(60));
    findings.look("a point, not there yet, with a wrong link");
    browser.follow(&format!("#/draft/{id}"));
    let letter = browser.script("return [...document.querySelectorAll('main a')].map((e) => e.getAttribute('href')).find((e) => e.includes('/letters/'))", &[]);
    browser.follow(letter.as_str().unwrap());
    browser.click_field("letters/supporting-letter/support-wanted");
    browser.see("Who is it from?");
    findings.look("the letter, with a statement of support");
    browser.fill_storage();
    browser.fill("letters/supporting-letter/support-from", "Ms Reed");
    browser.see(words::NOT_SAVED);
    findings.look("not saved, on a page of a draft");
    browser.follow(&format!("#/draft/{id}"));
    findings.look("not saved, on the overview");
    browser.empty_storage();
    browser.click(words::SAVE_AGAIN);
    browser.see_no(words::NOT_SAVED);

    // On the start page: to name, to delete, what cannot be read, files refused and doubled.
    browser.follow("#/");
    browser.on_card("Rename", "TODO");
    findings.look("the start, renaming");
    browser.click(words::RENAME_NO);
    browser.on_card("Delete", "TODO");
    findings.look("the start, deleting");
    browser.click(words::DELETE_NO);
    browser.give_file("open-file", "holiday.zip", b"no zip at all");
    browser.see(words::UNCHANGED);
    findings.look("a foreign file refused");
    let file = browser.file_given_by(|| browser.on_card("Download answers", "TODO"));
    browser.give_file("open-file", &file.name, &file.bytes);
    browser.see(words::DOUBLE);
    findings.look("a file that is here already");
    browser.click(words::LEAVE_IT);
    browser.script("localStorage.setItem('upbeat/draft/torn', '{')", &[]);
    browser.reload();
    browser.see(words::UNREADABLE);
    findings.look("something kept cannot be read");
    findings.none();
}

/// While a call is open, and on a host whose list of calls is damaged.
fn open_call_and_no_call(browser: &Browser) {
    let findings = Findings::new(browser);
    // Long before the deadline.
    browser.before_the_page(
        "const Then = Date; Date = class extends Then { constructor(...all) { all.length ? super(...all) : super(Date.now()); } static now() { return 1736500000000; } };",
    );
    browser.open("#/call/hertfordshire-2025");
    browser.see("left.");
    findings.look("a call that is open");
    fs::write(browser.site_folder().join("calls/index.json"), "{").unwrap();
    browser.open("#/help");
    browser.reload();
    browser.go("#/");
    browser.see("cannot show the hub\u{2019}s list of rounds");
    findings.look("a damaged list of calls");
    fs::write(browser.site_folder().join("calls/index.json"), "{\"format\":1,\"calls\":[]}").unwrap();
    browser.reload();
    browser.see("No Music Hub is taking applications");
    findings.look("no call at all");
    findings.none();
}

// Each page and state in Chromium by day and by night; each page, and each state by night, in the others too.
journey_in_chromium! { fn every_page_in_hertfordshire_by_day(browser, Look::Light) { every_page(browser, "hertfordshire-2025", "Hertfordshire Music Hub"); } }
journey! { fn every_page_in_hertfordshire_by_night(browser, Look::Dark) { every_page(browser, "hertfordshire-2025", "Hertfordshire Music Hub"); } }
journey_in_chromium! { fn every_page_in_cornwall_by_day(browser, Look::Light) { every_page(browser, "asone-2025", "ASONE Hub"); } }
journey_in_chromium! { fn every_page_in_cornwall_by_night(browser, Look::Dark) { every_page(browser, "asone-2025", "ASONE Hub"); } }
journey_in_chromium! { fn every_state_by_day(browser, Look::Light) { every_state(browser); } }
journey! { fn every_state_by_night(browser, Look::Dark) { every_state(browser); } }
journey_in_chromium! { fn an_open_call_and_none_by_day(browser, Look::Light) { open_call_and_no_call(browser); } }
journey! { fn an_open_call_and_none_by_night(browser, Look::Dark) { open_call_and_no_call(browser); } }
