//! How long things take in the page.

use crate::Browser;
use serde_json::{Value, json};

impl Browser {
    /// Milliseconds from each of `count` keystrokes in a field to the paint that shows it.
    ///
    /// The clock starts when the browser hands the key to the page, and stops with the first message that the page gets
    /// after painting.
    pub fn keystrokes(&self, field: &str, count: usize) -> Vec<f64> {
        let watch = "
            // The page stays the same from one field to the next: the listener for the one before has to go.
            window.journey.stop?.abort();
            window.journey.stop = new AbortController();
            window.journey.times = [];
            const channel = new MessageChannel();
            let start = 0;
            channel.port1.onmessage = () => window.journey.times.push(performance.now() - start);
            addEventListener('keydown', () => {
                start = performance.now();
                requestAnimationFrame(() => channel.port2.postMessage(0));
            }, { capture: true, signal: window.journey.stop.signal });";
        self.script(watch, &[]);
        self.with_field(field, |element| self.run(element.focus()));
        for number in 1..=count {
            self.press("e");
            self.wait("a keystroke to be painted", || {
                let painted = self.script("return window.journey.times.length", &[]);
                if painted == json!(number) { Ok(()) } else { Err(String::new()) }
            });
        }
        self.times()
    }

    /// Milliseconds from each of `count` keystrokes in a field until what one of these CSS selectors finds says something
    /// new. A keystroke that changes nothing there is not among them.
    pub fn keystrokes_until(&self, field: &str, selectors: &str, count: usize) -> Vec<f64> {
        let watch = "
            const selectors = arguments[0];
            window.journey.times = [];
            let start = null;
            // Told before anything is painted, once all that the key has changed is changed.
            new MutationObserver((all) => {
                const at = (node) => node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
                if (start === null || !all.some((one) => at(one.target)?.closest(selectors))) return;
                window.journey.times.push(performance.now() - start);
                start = null;
            }).observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true });
            addEventListener('keydown', () => { start = performance.now(); }, { capture: true });";
        self.script(watch, &[json!(selectors)]);
        self.with_field(field, |element| self.run(element.focus()));
        for number in 0..count {
            // Every other key begins a word.
            self.press(if number % 2 == 0 { " " } else { "e" });
        }
        self.times()
    }

    fn times(&self) -> Vec<f64> {
        let times = self.script("return window.journey.times", &[]);
        times.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
    }
}

/// Prints a figure as `cargo xtask bench` reads it: one JSON object a line.
pub fn tell(name: &str, value: f64, unit: &str) {
    println!("{}", json!({ "name": name, "value": (value * 100.0).round() / 100.0, "unit": unit }));
}
