//! A day in January 2025 and an application on it, for journeys whose results depend on both.

use crate::{Browser, project_file};
use serde_json::{Value, json};
use std::{thread, time::Duration};

/// The day.
const NOW: &str = "2025-01-22T16:00:00Z";

/// The example of Hertfordshire, set back to 22 January 2025: 17 points in place, 2 partly, 1 not yet, 3 things to do. Its
/// id is `set-back`.
pub fn nearly_finished() -> Value {
    let file = project_file("assets/examples/hertfordshire-2025.json");
    let mut draft: Value = serde_json::from_str(&file).expect("the example is JSON");
    draft["id"] = json!("set-back");
    draft["changed"] = json!("2025-01-22T15:40:00.000Z");
    let answers = draft["answers"].as_object_mut().expect("the example has answers");
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

/// The same application before anything is answered.
pub fn empty() -> Value {
    let mut draft = nearly_finished();
    draft["answers"] = json!({});
    draft
}

impl Browser {
    /// From the next page on it is the day of the set-back example.
    pub fn set_back(&self) {
        self.before_the_page(&format!(
            "const Then = Date; Date = class extends Then {{ constructor(...all) {{ all.length ? super(...all) : super(Date.now()); }}
             static now() {{ return Then.parse('{NOW}'); }} }};"
        ));
    }

    /// Opens the start page on that day, with this draft on the device.
    pub fn open_set_back(&self, draft: &Value) {
        self.set_back();
        self.open("");
        self.keep(draft);
        self.reload();
    }

    /// Waits until the page no longer grows: the check and fonts come later than the page.
    pub fn settle(&self) {
        let height = || self.script("return document.documentElement.scrollHeight", &[]);
        let mut before = height();
        let mut same = 0;
        while same < 4 {
            thread::sleep(Duration::from_millis(150));
            let now = height();
            same = if now == before { same + 1 } else { 0 };
            before = now;
        }
    }
}
