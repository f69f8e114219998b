//! Figures that only a browser can tell: one JSON object a line. `cargo xtask bench` runs this after a `dist`.
//!
//! Chromium only, since it alone can be slowed down to the pace of a school's computer.

use journeys::{Browser, Engine, Look};
use serde_json::{Value, json};

fn main() {
    let browser = Browser::start(Engine::Chromium, Look::Light);
    browser.chromium("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }));
    opening(&browser);
    // Keystrokes in the fullest draft: put it into storage, open the page of its longest answer, and
    //     tell("keystroke to paint, 95th percentile", percentile(browser.keystrokes("criteria/…/evidence", 100), 95));
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
