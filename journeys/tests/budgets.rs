//! No page is longer than it has to be: its height, its words and its controls, wide and narrow, with an application that
//! is nearly finished and with an empty one.
//!
//! Chromium alone measures: other engines have other fonts.

use journeys::{Browser, Engine, Look, empty, journey_in_chromium, nearly_finished, texts, walk};
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

fn with_allowance(budget: u64) -> u64 {
    budget * 105 / 100
}

fn address(budget: &Budget) -> String {
    if budget.address.starts_with('#') {
        budget.address.to_owned()
    } else {
        format!("#/draft/set-back{}", budget.address)
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
        browser.settle();
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
    browser.open_set_back(draft);
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
        every_page(browser, &nearly_finished(), FINISHED);
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
        let draft = nearly_finished();
        browser.open_set_back(&draft);
        let commitments = BUDGETS.iter().find(|budget| budget.page == "Commitments").unwrap();
        browser.go(&address(commitments));
        browser.click("we will, except for what we mark");
        let found = over(browser, &texts(&draft), commitments, MARKING);
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}

journey_in_chromium! {
    /// The fixture is what the budgets were measured on.
    fn the_fixture_has_three_things_to_do(browser, Look::Light) {
        browser.open_set_back(&nearly_finished());
        browser.go("#/draft/set-back/check");
        browser.see("Not ready yet: 3 things to do");
        browser.see("23 days left");
        let tally = "return [...document.querySelectorAll('main .tally dd')].slice(0, 3).map((e) => e.textContent.trim())";
        assert_eq!(browser.script(tally, &[]), json!(["17", "2", "1"]));
    }
}
