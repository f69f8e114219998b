//! What a person presses stays under the pointer until it is let go: a click is never lost because the page moved.

use journeys::{Browser, journey};
use serde_json::json;
use std::{thread, time::Duration};

/// As long as a person presses.
const A_PRESS: Duration = Duration::from_millis(120);

const CRITERION: &str = "criteria/qualifications";
const POINT: &str = "criteria/qualifications/gcse";

/// Begins an application and goes to a section of it.
fn at(browser: &Browser, section: &str) -> String {
    browser.open("");
    let id = browser.begin("ASONE Hub");
    browser.follow(&format!("#/draft/{id}/{section}"));
    id
}

/// Begins an application and goes to a point of it.
fn at_point(browser: &Browser) -> String {
    let id = at(browser, CRITERION);
    browser.follow(&format!("#/draft/{id}/{POINT}"));
    id
}

/// Something is typed in the first answer of a section, as if the keyboard and the hand on the mouse were two people.
fn type_meanwhile(browser: &Browser, id: &str) {
    let type_it = "
        const box = document.querySelector('main textarea');
        box.value = 'Eleven pupils take GCSE music.';
        box.dispatchEvent(new Event('input', { bubbles: true }));";
    browser.script(type_it, &[]);
    let kept = || browser.draft(id).to_string().contains("Eleven pupils");
    browser.wait_for("what is typed to be kept", kept);
}

/// What the page says; not what is typed in it, but how many words that are.
fn said(browser: &Browser) -> serde_json::Value {
    browser.script("return document.querySelector('main').innerText", &[])
}

/// Presses a box to choose, has something happen meanwhile, lets go, and sees that it is chosen.
fn is_chosen(browser: &Browser, field: &str, meanwhile: impl FnOnce()) {
    let top =
        || browser.script("return document.getElementById(arguments[0]).getBoundingClientRect().top", &[json!(field)]);
    browser.hold_field(field);
    let before = top();
    meanwhile();
    thread::sleep(A_PRESS);
    let after = top();
    browser.let_go();
    assert_eq!(before, after, "“{field}” moves while it is pressed");
    browser.see_value(field, "true");
}

journey! {
    /// After each key a browser may look at all that belongs together with what is typed in, to fill it in for somebody.
    fn a_text_belongs_together_with_nothing_else(browser) {
        at_point(browser);
        // What is done next is asked too.
        browser.click_field(&format!("{POINT}/rating~1"));
        browser.see("What will you do next?");
        let alone = "return [...document.querySelectorAll('main textarea')].map((box) => box.form ? box.form.elements.length : 0)";
        let with = browser.script(alone, &[]);
        let with = with.as_array().unwrap();
        assert!(with.len() > 1 && with.iter().all(|count| *count == 1), "{with:?}");
    }
}

journey! {
    /// What is wrong with an answer is said when it is left, often by pressing what stands below.
    fn what_is_wrong_with_an_answer_moves_nothing_that_is_pressed(browser) {
        at(browser, "school");
        browser.fill("school/urn", "12");
        let wrong = "return document.getElementById('school/urn-error').hidden";
        assert_eq!(browser.script(wrong, &[]), json!(true), "nobody is told while still typing");
        is_chosen(browser, "school/sixth-form", || {});
        browser.wait_for("what is wrong to be said", || browser.script(wrong, &[]) == json!(false));
    }
}

journey! {
    /// A line more, such as the number of words.
    fn what_is_drawn_anew_moves_nothing_that_is_pressed(browser) {
        let id = at_point(browser);
        let before = said(browser);
        is_chosen(browser, &format!("{POINT}/branches"), || {
            type_meanwhile(browser, &id);
            assert!(said(browser) == before, "the page is drawn anew while something on it is pressed");
        });
        browser.wait_for("the words to be counted", || said(browser) != before);
    }
}

journey! {
    /// A menu of the browser's may swallow the end of a press.
    fn a_press_without_an_end_stops_nothing(browser) {
        let id = at_point(browser);
        let before = said(browser);
        let press = "document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, isPrimary: true }))";
        browser.script(press, &[]);
        type_meanwhile(browser, &id);
        browser.wait_for("the words to be counted", || said(browser) != before);
    }
}
