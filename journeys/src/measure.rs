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
        let times = self.script("return window.journey.times", &[]);
        times.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
    }
}
