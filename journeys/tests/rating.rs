//! The first rating of all points, and the way from a finding to its answer and back.
//!
//! In Chromium: that keys and links work in all engines is in `keyboard.rs`; here they are counted and measured.

use journeys::{Browser, Engine, Key, Look, empty, nearly_finished, walk};
use serde_json::{Value, json};

/// The most keys for a point, from the heading of the page on.
const KEYS: usize = 4;

/// The name of the group of ratings that has focus.
fn rating(browser: &Browser) -> Option<String> {
    let name = browser.script(
        "const e = document.activeElement; return e.type === 'radio' ? e.name || e.closest('fieldset').id : null",
        &[],
    );
    name.as_str().map(str::to_owned)
}

#[test]
fn all_points_are_rated_with_few_keys_chromium() {
    walk(Engine::Chromium, Look::Light, "all_points_are_rated_with_few_keys", |browser| {
        browser.open_set_back(&empty());
        browser.go("#/draft/set-back/stand");
        browser.settle();
        browser.script("document.querySelector('main h1').focus()", &[]);
        let hash = browser.hash();
        let (mut keys, mut all, mut last, mut rated) = (0, 0, None, Vec::new());
        // The first step of the scale, the second, and the last.
        let ways = [Key::Space, Key::Down, Key::Up];
        while rated.len() < 20 {
            browser.press(Key::Tab);
            keys += 1;
            assert!(keys <= KEYS, "{keys} keys after {rated:?}, at “{}”", browser.focused());
            let Some(group) = rating(browser).filter(|group| last.as_ref() != Some(group)) else { continue };
            browser.press(ways[rated.len() % ways.len()].clone());
            keys += 1;
            assert!(keys <= KEYS, "{keys} keys for {group}");
            rated.push(group.clone());
            last = Some(group);
            all += keys;
            keys = 0;
        }
        let text = browser.stored("upbeat/draft/set-back").expect("the draft is stored");
        let draft: Value = serde_json::from_str(&text).expect("it is JSON");
        let ratings = draft["answers"].as_object().expect("it has answers");
        let values: Vec<&str> = ratings
            .iter()
            .filter(|(field, _)| field.ends_with("/rating"))
            .filter_map(|(_, answer)| answer["value"].as_str())
            .collect();
        assert_eq!(values.len(), 20, "each point is rated, with {all} keys");
        for word in ["in-place", "partly", "not-yet"] {
            assert!(values.iter().filter(|value| **value == word).count() >= 6, "{word}: {values:?}");
        }
        assert_eq!(browser.hash(), hash, "on one page");
        browser.see("Partly");
    });
}

/// Where things stand in the window once a finding has been followed.
const IN_SIGHT: &str = "
    const within = (e) => { const box = e.getBoundingClientRect(); return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight; };
    const control = document.activeElement;
    const part = control.closest('article, section.leaf, section.section, main');
    const heading = part.querySelector('h1, h2') ?? document.querySelector('main h1');
    const words = part.querySelector('blockquote');
    return {
        control: control.matches('input, textarea, select, button, a, summary') && within(control),
        heading: within(heading),
        words: !words || within(words),
    };";

#[test]
fn a_finding_leads_to_its_answer_and_back_chromium() {
    walk(Engine::Chromium, Look::Light, "a_finding_leads_to_its_answer_and_back", |browser| {
        browser.open_set_back(&nearly_finished());
        for width in [1280, 390] {
            browser.width(width);
            browser.go("#/draft/set-back");
            browser.go("#/draft/set-back/check");
            browser.see("3 things to do");
            browser.settle();
            let links = browser.script(
                "return [...document.querySelectorAll('main li a[href*=\"?at=\"]')].map((e) => e.getAttribute('href'))",
                &[],
            );
            let links: Vec<&str> = links.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            assert!(links.len() >= 3, "{links:?}");
            for link in links.iter().take(3) {
                let to = browser.script(
                    "const e = document.querySelector(`main li a[href='${arguments[0]}']`); e.scrollIntoView({ block: 'center' }); e.focus(); return scrollY",
                    &[json!(link)],
                );
                let (_, field) = link.split_once("?at=").expect("it names an answer");
                browser.press(Key::Enter);
                browser.see_focus(field);
                browser.settle();
                let sight = browser.script(IN_SIGHT, &[]);
                assert_eq!(
                    sight,
                    json!({ "control": true, "heading": true, "words": true }),
                    "{link} at {width}, focus on “{}”",
                    browser.focused()
                );
                browser.back();
                browser.wait_for("the check to be back", || browser.hash().ends_with("/check"));
                browser.settle();
                let back = browser.script("return [document.activeElement.getAttribute('href'), scrollY]", &[]);
                assert_eq!(back[0], json!(link), "focus comes back at {width}");
                let (before, after) = (to.as_f64().unwrap_or(-1.0), back[1].as_f64().unwrap_or(-9.0));
                assert!((before - after).abs() <= 2.0, "{link} at {width}: from {before} back to {after}");
            }
        }
    });
}
