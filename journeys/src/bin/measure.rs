//! Figures that only a browser can tell: one JSON object a line. `cargo xtask bench` runs this after a `dist`.
//!
//! Chromium only, since it alone can be slowed down to the pace of a school's computer.

use journeys::{Browser, Engine, Keystrokes, Look, tell};
use serde_json::{Value, json};

fn main() {
    let browser = Browser::start(Engine::Chromium, Look::Light);
    browser.chromium("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }));
    opening(&browser);
    if let Some(draft) = std::env::args().nth(1) {
        let id = keystrokes(&browser, &draft);
        nothing_of_ours(&browser);
        browser.chromium("Emulation.setCPUThrottlingRate", json!({ "rate": 1 }));
        papers(&browser, &id);
    }
}

/// From a key to the paint that shows it, in the longest answer of every kind of page of the fullest draft; in a letter
/// that paint shows its new measure too. Gives the draft's id.
fn keystrokes(browser: &Browser, draft: &str) -> String {
    let text = std::fs::read_to_string(draft).unwrap_or_else(|error| panic!("{draft}: {error}"));
    let json: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{draft}: {error}"));
    let id = json["id"].as_str().unwrap_or_default();
    browser.open("");
    let store = "localStorage.setItem('upbeat/draft/' + arguments[0], arguments[1])";
    browser.script(store, &[json!(id), json!(text.trim())]);
    browser.reload();
    let answers = json["answers"].as_object().map(|answers| answers.iter()).into_iter().flatten();
    let mut longest: [(usize, String, String); 2] = Default::default();
    for (field, answer) in answers {
        let length = answer["value"].as_str().map_or(0, str::len);
        let kind = match field.rsplit('/').next() {
            Some("evidence") => 0,
            Some("text") if field.contains("/prompts/") => 1,
            _ => continue,
        };
        if let Some(place) = longest.get_mut(kind).filter(|place| place.0 < length) {
            let deep = if kind == 0 { 3 } else { 2 };
            let page: Vec<&str> = field.split('/').take(deep).collect();
            *place = (length, page.join("/"), field.clone());
        }
    }
    for (length, page, field) in longest {
        browser.open(&format!("#/draft/{id}/{page}"));
        let of = format!("{page}, answer of {length} bytes, fullest draft, 4x slower");
        let keys = keys(browser, &field, &of);
        if field.contains("/prompts/") {
            of_all("key to the new measure", &of, keys.count);
        }
    }
    id.to_owned()
}

/// The same in a box of as many letters that has the page to itself: what the browser takes in any case.
fn nothing_of_ours(browser: &Browser) {
    let bare = "
        const box = document.createElement('textarea');
        [box.id, box.rows, box.value] = ['bare', 12, 'Every class sings on Fridays. '.repeat(38)];
        document.body.replaceChildren(box);";
    browser.script(bare, &[]);
    keys(browser, "bare", "a bare text box, nothing of ours, 4x slower");
    browser.reload();
}

fn keys(browser: &Browser, field: &str, of: &str) -> Keystrokes {
    // The first few warm the program up, as a person's first letters do.
    browser.keystrokes(field, 20);
    let keys = browser.keystrokes(field, 200);
    of_all("key to paint", of, keys.paint.clone());
    keys
}

fn of_all(what: &str, of: &str, times: Vec<f64>) {
    tell(&format!("{what}, median: {of}"), percentile(times.clone(), 50), "ms");
    tell(&format!("{what}, 95th percentile: {of}"), percentile(times, 95), "ms");
}

/// From asking for the letter's files to having them, once the worker is warm: medians of ten.
fn papers(browser: &Browser, draft: &str) {
    browser.open(&format!("#/draft/{draft}/letters/supporting-letter"));
    browser.click("Pages");
    browser.see("To add your letterhead");
    for kind in ["PDF", "Word"] {
        let ask = "
            const [kind, done] = arguments;
            const button = [...document.querySelectorAll('button')].find((e) => e.textContent === `Download as ${kind}`);
            const [before, start] = [window.journey.files.length, performance.now()];
            button.click();
            (function look() {
                if (window.journey.files.length > before) done(performance.now() - start); else setTimeout(look, 1);
            })();";
        let one = || browser.script_later(ask, &[json!(kind)]).as_f64().unwrap_or(f64::MAX);
        one();
        let times = (0..10).map(|_| one()).collect();
        let name = if kind == "Word" { "a Word document" } else { kind };
        tell(&format!("the letter as {name}, warm, median"), percentile(times, 50), "ms");
    }
}

/// From asking for the page to its program standing on the screen, median of five.
fn opening(browser: &Browser) {
    let times = (0..5).map(|_| {
        browser.open("");
        browser.script("return performance.now()", &[]).as_f64().unwrap_or(f64::MAX)
    });
    tell("page opened, 4x slower, median", percentile(times.collect(), 50), "ms");
}

fn percentile(mut values: Vec<f64>, percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let index = (values.len() * percent).div_ceil(100).saturating_sub(1);
    values.get(index).copied().unwrap_or(f64::MAX)
}
