//! How long things take in the page.

use crate::Browser;
use serde_json::{Value, json};

/// Milliseconds that keystrokes took.
pub struct Keystrokes {
    /// Of each, to the paint that shows it.
    pub paint: Vec<f64>,
    /// Of each that begins a word, until the page says how long the text is now.
    pub count: Vec<f64>,
}

impl Browser {
    /// Types `count` letters and spaces in a field, each once the one before is painted.
    ///
    /// The clock starts when the browser hands the key to the page, and stops with the first message that the page gets
    /// after painting; or, where words that tell how long the text is have changed in the page, once everything has been
    /// done that the page does before it lets the browser go on: the event comes last to the window, after all that.
    pub fn keystrokes(&self, field: &str, count: usize) -> Keystrokes {
        let watch = "
            // The page stays the same from one field to the next: what watched the one before has to go.
            window.journey.stop?.abort();
            window.journey.stop = new AbortController();
            window.journey.painted = [];
            window.journey.counted = [];
            const channel = new MessageChannel();
            let start = 0, changed = false;
            channel.port1.onmessage = () => window.journey.painted.push(performance.now() - start);
            addEventListener('keydown', () => {
                start = performance.now();
                changed = false;
                requestAnimationFrame(() => channel.port2.postMessage(0));
            }, { capture: true, signal: window.journey.stop.signal });
            const element = (node) => node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
            const observer = new MutationObserver((all) => {
                changed ||= all.some((one) => element(one.target)?.closest('.count, .gauge'));
            });
            addEventListener('input', () => {
                if (changed) window.journey.counted.push(performance.now() - start);
            }, { signal: window.journey.stop.signal });
            observer.observe(document.body, { subtree: true, childList: true, characterData: true });
            window.journey.stop.signal.addEventListener('abort', () => observer.disconnect());";
        self.script(watch, &[]);
        self.with_field(field, |element| self.run(element.focus()));
        for number in 1..=count {
            self.press(if number % 2 == 0 { "e" } else { " " });
            self.wait("a keystroke to be painted", || {
                let painted = self.script("return window.journey.painted.length", &[]);
                if painted == json!(number) { Ok(()) } else { Err(String::new()) }
            });
        }
        let times = |of: &str| {
            let times = self.script(&format!("return window.journey.{of}"), &[]);
            times.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
        };
        Keystrokes { paint: times("painted"), count: times("counted") }
    }
}

/// Prints a figure as `cargo xtask bench` reads it: one JSON object a line.
pub fn tell(name: &str, value: f64, unit: &str) {
    println!("{}", json!({ "name": name, "value": (value * 100.0).round() / 100.0, "unit": unit }));
}
