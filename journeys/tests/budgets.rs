//! No page is longer than it has to be: its height, its words and its controls, wide and narrow, with an application that
//! is nearly finished and with an empty one.
//!
//! Chromium alone measures: other engines have other fonts.

use journeys::{Browser, Engine, Look, journey, project_file, texts, walk};
use serde_json::{Value, json};

/// A page and what it may have; five in a hundred more are allowed.
struct Budget {
    page: &'static str,
    /// Behind the address of the draft; or all of it.
    address: &'static str,
    /// Height at 1280 and at 390.
    height: [u64; 2],
    /// Words at 1280 and at 390.
    words: [u64; 2],
    controls: u64,
}

const fn budget(page: &'static str, address: &'static str, height: [u64; 2], words: [u64; 2], controls: u64) -> Budget {
    Budget { page, address, height, words, controls }
}

/// The point that is partly in place, and the one for which there is something to do.
const PARTLY: &str = "/criteria/strategy/plan-beyond-school";
const NOT_YET: &str = "/criteria/strategy/plan-hub-opportunities";

/// Words: where we stand has 20 a point and 65; the letter's controls are the phrases to tick and 19 more; where we stand
/// has one control a point and 5.
const BUDGETS: [Budget; 14] = [
    budget("Start", "#/", [1_400, 1_600], [180, 180], 25),
    budget("Overview", "", [1_500, 2_000], [190, 190], 25),
    budget("Where we stand", "/stand", [1_000, 3_000], [465, 465], 25),
    budget("Criterion, list", "/criteria/programme", [1_000, 1_400], [110, 110], 25),
    budget("One point", PARTLY, [1_150, 1_500], [190, 100], 25),
    budget("One point to do", NOT_YET, [1_150, 1_500], [190, 100], 25),
    budget("One point of nine", "/criteria/programme/hour-a-week", [1_150, 1_500], [190, 100], 25),
    budget("Letter", "/letters/supporting-letter", [3_200, 5_600], [230, 230], 37),
    budget("Check", "/check", [1_550, 1_900], [280, 280], 25),
    budget("Send and share", "/send", [1_200, 1_650], [170, 170], 25),
    budget("Send to the hub", "/send/hub", [1_200, 1_500], [130, 130], 25),
    budget("Your school", "/school", [1_300, 2_200], [120, 120], 32),
    budget("Commitments", "/duties", [2_100, 3_700], [120, 120], 25),
    budget("Declarations", "/declarations", [960, 1_150], [110, 110], 25),
];

/// Budgets of the table that do not hold in some state: the page, the state, what holds there, and why.
const OTHERWISE: [(&str, &str, Budget, &str); 2] = [
    (
        "Letter",
        FINISHED,
        budget("Letter", "/letters/supporting-letter", [3_200, 5_600], [230, 230], 38),
        "the drawing has neither the tick that keeps a section in progress nor who gives the statement of support",
    ),
    (
        "Commitments",
        MARKING,
        budget("Commitments", "/duties", [2_250, 3_850], [124, 124], 28),
        "a box beside each of the 22, and a line that says what a box means; the table gives 2,250 at 1280 and nothing at 390",
    ),
];

/// States of the application.
const FINISHED: &str = "nearly finished";
const EMPTY: &str = "empty";
const MARKING: &str = "marking exceptions";

/// The day of the fixture.
const NOW: &str = "2025-01-22T16:00:00Z";

fn with_allowance(budget: u64) -> u64 {
    budget * 105 / 100
}

/// The example of Hertfordshire, set back to 22 January 2025: 17 points in place, 2 partly, 1 not yet, 3 things to do.
fn fixture() -> Value {
    let mut draft: Value = serde_json::from_str(&project_file("assets/examples/hertfordshire-2025.json")).unwrap();
    draft["id"] = json!("budgets");
    draft["changed"] = json!("2025-01-22T15:40:00.000Z");
    let answers = draft["answers"].as_object_mut().unwrap();
    let mut set = |field: &str, value: &str| {
        answers.insert(field.to_owned(), json!({ "value": value, "at": "2025-01-22T15:40:00.000Z" }));
    };
    set("criteria/strategy/plan-beyond-school/rating", "partly");
    set(
        "criteria/strategy/plan-beyond-school/next-step",
        "Agree with the Hub which schools we help first, and write it into section 4 of the plan.",
    );
    set("criteria/strategy/plan-beyond-school/next-who", "Imogen Hartwell-Reyes");
    set("criteria/strategy/plan-beyond-school/next-when", "1 May 2025");
    set("criteria/strategy/plan-hub-opportunities/rating", "not-yet");
    for field in [
        "criteria/strategy/plan-hub-opportunities/evidence",
        // A document that is ready is done once its file has a name: here nothing says yet how it is sent.
        "documents/development-plan/name",
        "declarations/with-governor/confirmed",
    ] {
        answers.remove(field).unwrap_or_else(|| panic!("the example answers {field}"));
    }
    draft
}

fn empty() -> Value {
    let mut draft = fixture();
    draft["answers"] = json!({});
    draft
}

/// Opens the site on the day of the fixture, with this draft on the device.
fn open(browser: &Browser, draft: &Value) {
    browser.before_the_page(&format!(
        "const Then = Date; Date = class extends Then {{ constructor(...all) {{ all.length ? super(...all) : super(Date.now()); }}
         static now() {{ return Then.parse('{NOW}'); }} }};"
    ));
    browser.open("");
    browser.keep(draft);
    browser.reload();
}

fn address(budget: &Budget) -> String {
    if budget.address.starts_with('#') {
        budget.address.to_owned()
    } else {
        format!("#/draft/budgets{}", budget.address)
    }
}

/// Waits until the page no longer grows: the check and fonts come later than the page.
fn settle(browser: &Browser) {
    let height = || browser.script("return document.documentElement.scrollHeight", &[]);
    let mut before = height();
    let mut same = 0;
    while same < 4 {
        std::thread::sleep(std::time::Duration::from_millis(150));
        let now = height();
        same = if now == before { same + 1 } else { 0 };
        before = now;
    }
}

/// Measures the page that is open, and gives what is over.
fn over(browser: &Browser, written: &[String], budget: &Budget, state: &str) -> Vec<String> {
    let own = OTHERWISE.iter().find(|(page, own, ..)| *page == budget.page && *own == state);
    let budget = own.map_or(budget, |(page, state, own, why)| {
        println!("{page}, {state}: a budget of its own, for {why}");
        own
    });
    let mut over = Vec::new();
    // A phone's scroll bar lies over the page.
    browser.chromium("Emulation.setScrollbarsHidden", json!({ "hidden": true }));
    for (place, (width, height, header)) in [(1280, 900, 56), (390, 844, 64)].into_iter().enumerate() {
        browser.width(width);
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        browser.chromium("Emulation.setDeviceMetricsOverride", size);
        settle(browser);
        let extent = browser.extent(written);
        println!("{} {state} at {width}: {extent:?}", budget.page);
        let mut holds = |what: &str, is: u64, most: u64| {
            if is > most {
                over.push(format!("{} {state} at {width}: {is} {what}, at most {most}", budget.page));
            }
        };
        holds("pixels high", extent.height, with_allowance(budget.height[place]));
        holds("pixels of header", extent.header, header);
        // An empty page of a hub with much to ask has other words.
        if state != EMPTY {
            holds("words", extent.words, with_allowance(budget.words[place]));
            holds("controls", extent.controls, with_allowance(budget.controls));
        }
    }
    browser.width(320);
    over.extend(browser.overflow().map(|wider| format!("{} {state} at 320: {wider}", budget.page)));
    browser.width(1280);
    over
}

/// Every page of a draft.
fn every_page(browser: &Browser, draft: &Value, state: &str) {
    open(browser, draft);
    let written = texts(draft);
    let mut found = Vec::new();
    for budget in &BUDGETS {
        // The start page is open.
        if budget.address != "#/" {
            browser.go(&address(budget));
        }
        found.extend(over(browser, &written, budget, state));
    }
    assert!(found.is_empty(), "{} over their budget:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_example_keeps_to_the_budgets_chromium() {
    walk(Engine::Chromium, Look::Light, "the_example_keeps_to_the_budgets", |browser| {
        every_page(browser, &fixture(), FINISHED);
    });
}

#[test]
fn an_empty_application_keeps_to_the_budgets_chromium() {
    walk(Engine::Chromium, Look::Light, "an_empty_application_keeps_to_the_budgets", |browser| {
        every_page(browser, &empty(), EMPTY);
    });
}

#[test]
fn exceptions_keep_to_the_budgets_chromium() {
    walk(Engine::Chromium, Look::Light, "exceptions_keep_to_the_budgets", |browser| {
        let draft = fixture();
        open(browser, &draft);
        let commitments = BUDGETS.iter().find(|budget| budget.page == "Commitments").unwrap();
        browser.go(&address(commitments));
        browser.click("we will, except for what we mark");
        let found = over(browser, &texts(&draft), commitments, MARKING);
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}

journey! {
    /// The fixture is what the budgets were measured on.
    fn the_fixture_has_three_things_to_do(browser) {
        open(browser, &fixture());
        browser.go("#/draft/budgets/check");
        browser.see("Not ready yet: 3 things to do");
        browser.see("23 days left");
        let tally = "return [...document.querySelectorAll('main .tally dd')].slice(0, 3).map((e) => e.textContent.trim())";
        assert_eq!(browser.script(tally, &[]), json!(["17", "2", "1"]));
    }
}
