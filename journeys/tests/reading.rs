//! What a screen reader says on the main way through an application: start, rate, show one point, write, check, send.
//!
//! Chromium alone reads: the reader is a program within the page that goes by the page's elements, and says the same in all
//! engines.

use journeys::{Browser, Engine, Look, empty, faults, nearly_finished, walk};
use serde_json::json;
use std::{cell::RefCell, env, fs, path::Path};

/// The first point of the first criterion.
const FIRST: &str = "criteria/programme/musical-culture/rating";

/// What is wrong with what was heard, page by page.
struct Heard<'a> {
    browser: &'a Browser,
    wrong: RefCell<Vec<String>>,
}

impl<'a> Heard<'a> {
    fn new(browser: &'a Browser) -> Self {
        Self { browser, wrong: RefCell::default() }
    }

    /// Reads what a selector finds, and holds it against its transcript up to where `until` begins.
    fn read(&self, name: &str, selector: &str, until: Option<&str>) {
        self.browser.settle();
        let said = self.browser.read_aloud(selector);
        let mut wrong = self.wrong.borrow_mut();
        wrong.extend(faults(&said).into_iter().map(|fault| format!("{name}: {fault}")));
        let wanted = said.iter().take_while(|said| until.is_none_or(|until| !said.phrase.starts_with(until)));
        let spoken = wanted.map(|said| said.phrase.as_str()).collect::<Vec<_>>().join("\n") + "\n";
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading").join(name).with_extension("txt");
        if env::var_os("UPBEAT_READING").is_some_and(|wish| wish == "write") {
            fs::write(&file, spoken).unwrap();
            return;
        }
        let known = fs::read_to_string(&file).unwrap_or_default();
        if let Some(difference) = difference(&known, &spoken) {
            wrong.push(format!("{name}: {difference}"));
        }
    }

    fn nothing_wrong(self) {
        let wrong = self.wrong.into_inner();
        assert!(
            wrong.is_empty(),
            "{} things to mend, or to accept with UPBEAT_READING=write:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    }
}

/// The first line in which what is spoken differs from what is known.
fn difference(known: &str, spoken: &str) -> Option<String> {
    let (known, spoken): (Vec<&str>, Vec<&str>) = (known.lines().collect(), spoken.lines().collect());
    let line = (0..known.len().max(spoken.len())).find(|line| known.get(*line) != spoken.get(*line))?;
    let at = |lines: &[&str]| lines.get(line).map_or("nothing".to_owned(), |text| format!("“{text}”"));
    Some(format!("line {} is {} and was {}", line + 1, at(&spoken), at(&known)))
}

#[test]
fn reading_an_application_nearly_finished_chromium() {
    walk(Engine::Chromium, Look::Light, "reading_an_application_nearly_finished", |browser| {
        let heard = Heard::new(browser);
        browser.open_set_back(&nearly_finished());
        browser.go("#/draft/set-back");
        browser.see("3 things to do");
        heard.read("overview-with-header", "#app", None);
        // Its figures are there once its call is.
        browser.go("#/");
        browser.see("3 things to do");
        heard.read("start", "main", None);
        for (name, page, until) in [
            ("point", "/criteria/strategy/plan-beyond-school", None),
            ("point-to-do", "/criteria/strategy/plan-hub-opportunities", None),
            // The other parts are read like the first.
            ("letter", "/letters/supporting-letter", Some("heading, 2 ")),
            ("check", "/check", None),
            ("send", "/send", None),
            ("send-hub", "/send/hub", None),
        ] {
            browser.go(&format!("#/draft/set-back{page}"));
            heard.read(name, "main", until);
        }
        heard.nothing_wrong();
    });
}

#[test]
fn reading_the_first_steps_chromium() {
    walk(Engine::Chromium, Look::Light, "reading_the_first_steps", |browser| {
        let heard = Heard::new(browser);
        browser.set_back();
        browser.open("");
        heard.read("start-first-visit", "main", None);
        browser.keep(&empty());
        browser.reload();
        browser.go("#/draft/set-back/stand");
        heard.read("stand", "main", None);
        browser.click_field(FIRST);
        heard.read("stand-first-rating", "main .group-of-points", Some("listitem, level 1, position 2"));
        heard.nothing_wrong();
    });
}

#[test]
fn reading_notices_what_is_wrong_chromium() {
    walk(Engine::Chromium, Look::Light, "reading_notices_what_is_wrong", |browser| {
        browser.open("");
        let finds = |html: &str| {
            let put = "document.getElementById('probe')?.remove();
                document.body.insertAdjacentHTML('beforeend', '<div id=probe>' + arguments[0] + '</div>');";
            browser.script(put, &[json!(html)]);
            faults(&browser.read_aloud("#probe")).join("; ")
        };
        for (html, fault) in [
            ("<button><svg></svg></button>", "“button” has no name"),
            ("<a href=#/><i></i></a>", "“link” has no name"),
            ("<input type=checkbox>", "“checkbox, not checked” has no name"),
            ("<h1>School</h1><h3>Year</h3>", "“heading, Year, level 3” skips a level"),
            ("<ul></ul><p>Text</p>", "a list of nothing"),
            ("<p>Partly</p><button>Partly</button>", "said twice: “Partly” and “button, Partly”"),
            ("<section aria-label=School><h1>School</h1></section>", "said twice: “region, School”"),
            ("<label for=x>Name</label><input id=x aria-label=Name>", "said twice: “Name” and “textbox, Name”"),
        ] {
            let found = finds(html);
            assert!(found.contains(fault), "{html}: {found:?}");
        }
        for html in [
            "<h1><a href=#/>School</a></h1>",
            "<label for=x>Name</label><input id=x>",
            "<label>Name <input></label><div role=status></div>",
            "<fieldset><legend>Rating</legend><input type=radio id=x checked><label for=x>Partly</label></fieldset>",
            "<details><summary>Why</summary><p>Why</p><button></button></details>",
        ] {
            assert_eq!(finds(html), "", "{html}");
        }
    });
}
