//! Figures that only a browser can tell: one JSON object a line. `cargo xtask bench` runs this after a `dist`.
//!
//! Chromium only, since it alone can be slowed down to the pace of a school's computer.

use journeys::{Browser, Engine, Look};
use serde_json::{Value, json};

fn main() {
    let browser = Browser::start(Engine::Chromium, Look::Light);
    browser.chromium("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }));
    opening(&browser);
    if let Some(draft) = std::env::args().nth(1) {
        keystrokes(&browser, &draft);
    }
}

/// From a key to the paint that shows it, in the longest answer of every kind of page of the fullest draft.
fn keystrokes(browser: &Browser, draft: &str) {
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
            let page: Vec<&str> = field.split('/').take(2).collect();
            *place = (length, page.join("/"), field.clone());
        }
    }
    for (length, page, field) in longest {
        browser.open(&format!("#/draft/{id}/{page}"));
        let times = browser.keystrokes(&field, 120);
        // The first few warm the program up, as a person's first letters do.
        let warm: Vec<f64> = times.into_iter().skip(20).collect();
        let of = format!("{page}, answer of {length} bytes, fullest draft, 4x slower");
        tell(&format!("key to paint, median: {of}"), percentile(warm.clone(), 50), "ms");
        tell(&format!("key to paint, 95th percentile: {of}"), percentile(warm, 95), "ms");
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

fn tell(name: &str, value: f64, unit: &str) {
    let value: Value = json!((value * 100.0).round() / 100.0);
    println!("{}", json!({ "name": name, "value": value, "unit": unit }));
}
