//! Files that come from elsewhere: foreign, damaged, newer or hostile ones are refused with the reason, and whatever
//! happens the applications on the device stay as they were.

use journeys::{Browser, GivenFile, Key, journey, journey_in_chromium, project_file, values, words};
use serde_json::{Value, json};

fn example() -> Value {
    serde_json::from_str(&project_file("assets/examples/hertfordshire-2025.json")).unwrap()
}

/// An application on the device, and its backup.
fn with_a_bundle(browser: &Browser) -> (String, GivenFile) {
    browser.open("");
    browser.keep(&example());
    browser.reload();
    let id = example()["id"].as_str().unwrap().to_owned();
    browser.go(&format!("#/draft/{id}/send"));
    let bundle = browser.file_given_by(|| browser.click(words::BACK_UP));
    browser.follow("#/");
    (id, bundle)
}

fn changed(bytes: &[u8], change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    change(&mut changed);
    assert_ne!(changed, bytes);
    changed
}

/// Puts one name in the place of another of the same length, wherever it stands in the file.
fn renamed(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    changed(bytes, |bytes| {
        for at in 0..=bytes.len() - from.len() {
            if bytes[at..].starts_with(from.as_bytes()) {
                bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
            }
        }
    })
}

journey! {
    fn files_that_cannot_be_opened_change_nothing(browser) {
        let (_, bundle) = with_a_bundle(browser);
        let good = &bundle.bytes;
        let newer = changed(example().to_string().as_bytes(), |text| {
            *text = String::from_utf8_lossy(text).replacen("\"version\":1", "\"version\":7", 1).into_bytes();
        });
        let no_answers = json!({ "format": "upbeat-draft", "version": 1, "id": "../../x", "call": "c", "answers": [] });
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let files: [(&str, Vec<u8>); 13] = [
            ("empty.zip", Vec::new()),
            ("letter.docx", b"PK\x03\x04 not the rest of a word processor's file".to_vec()),
            ("photo.zip", (0..5000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect()),
            ("notes.json", b"{\"shopping\": [\"milk\", \"reeds\"]}".to_vec()),
            ("list.json", b"[1, 2, 3]".to_vec()),
            ("page.json", b"<!doctype html><script>alert(1)</script>".to_vec()),
            ("deep.json", deep.into_bytes()),
            ("newer-draft.json", newer),
            ("hostile-draft.json", no_answers.to_string().into_bytes()),
            ("newer-rescue.json", json!({ "format": "upbeat-rescue", "version": 2, "items": {} }).to_string().into_bytes()),
            ("cut.zip", changed(good, |bytes| bytes.truncate(bytes.len() / 2))),
            ("climbing.zip", renamed(good, "data/application.pdf", "data/../../../x.pdf/")),
            ("without.zip", renamed(good, "bagit.txt", "bagit.doc")),
        ];
        let before = browser.kept();
        for (name, bytes) in files {
            browser.give_file("open-file", name, &bytes);
            browser.see(words::UNCHANGED);
            assert_eq!(browser.kept(), before, "{name}");
            assert_eq!(browser.hash(), "#/", "{name}");
            browser.click(words::CLOSE_NOTICE);
            browser.see_no(words::UNCHANGED);
        }
        // After all that, the good one still opens; and what is here already is not replaced unasked.
        browser.give_file("open-file", &bundle.name, good);
        browser.see(words::DOUBLE);
        assert_eq!(browser.kept(), before);
        browser.click(words::LEAVE_IT);
        browser.see_no(words::DOUBLE);
        assert_eq!(browser.kept(), before);
    }
}

journey_in_chromium! {
    /// A file that is on the device already: the person decides which of the two stays, or both.
    fn a_file_that_is_here_already_is_a_question(browser) {
        let (id, bundle) = with_a_bundle(browser);
        browser.follow(&format!("#/draft/{id}"));
        browser.follow(&format!("#/draft/{id}/school"));
        browser.fill("school/name", "Changed since");
        let here = browser.draft(&id);
        browser.follow("#/");

        browser.give_file("open-file", &bundle.name, &bundle.bytes);
        browser.see(words::DOUBLE);
        browser.arriving(|| browser.click(words::KEEP_BOTH));
        let other = browser.open_draft();
        assert_ne!(other, id);
        assert_eq!(browser.draft(&id), here);
        assert_eq!(browser.draft(&other)["answers"], example()["answers"]);

        browser.follow("#/");
        browser.give_file("open-file", &bundle.name, &bundle.bytes);
        browser.see(words::DOUBLE);
        browser.arriving(|| browser.click(words::REPLACE));
        assert_eq!(browser.open_draft(), id);
        assert_eq!(values(&browser.draft(&id)), values(&example()));
        assert_eq!(browser.drafts().len(), 2);
    }
}

journey! {
    /// Answers that try to be markup, script, addresses or shouts are shown as the text that they are.
    fn hostile_answers_are_only_text(browser) {
        let nasty = "<img src=x onerror=\"upbeat_failed('pwned')\"><script>upbeat_failed('pwned')</script>{{7*7}}\u{202e}";
        let mut draft = example();
        draft["name"] = json!(nasty);
        for answer in draft["answers"].as_object_mut().unwrap().values_mut() {
            match &mut answer["value"] {
                Value::String(text) => nasty.clone_into(text),
                Value::Array(list) => *list = vec![json!(nasty), json!("javascript:upbeat_failed('pwned')")],
                _ => {}
            }
        }
        draft["answers"]["school/setting"]["value"] = json!("primary");
        draft["answers"]["<img src=x>/\"'"] = json!({ "value": nasty, "at": "2026-01-01T00:00:00.000Z" });
        draft["more"] = json!({ "__proto__": nasty, "constructor": [nasty] });
        browser.open("");
        browser.arriving(|| browser.give_file("open-file", "hostile.json", draft.to_string().as_bytes()));
        let id = browser.open_draft();
        assert_eq!(browser.draft(&id), draft, "what is not understood is kept");
        let look = |page: &str| {
            browser.go(page);
            let strange = "return [...document.querySelectorAll('main img, main script, main iframe, a[href^=\"javascript:\" i]')].length";
            assert_eq!(browser.script(strange, &[]), json!(0), "{page}");
        };
        for section in browser.sections() {
            look(&section);
            browser.points().iter().for_each(|point| look(point));
        }
        for page in browser.other_pages() {
            look(&page);
        }
        for (page, make) in [("send", words::BACK_UP), ("send/hub", words::MAKE)] {
            browser.go(&format!("#/draft/{id}/{page}"));
            let bundle = browser.file_given_by(|| browser.click(make));
            assert!(bundle.name.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(letter)), "{}", bundle.name);
            browser.check_bundle(&bundle);
        }
        browser.follow("#/");
        browser.press(Key::Escape);
        browser.check_nothing_wrong();
    }
}
