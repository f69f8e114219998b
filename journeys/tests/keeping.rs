//! Nothing is ever lost: every keystroke is kept as it is typed, and where it cannot be kept the page says so.

use journeys::{Browser, Key, journey, journey_in_chromium, project_file, words};
use serde_json::{Value, json};

const HERTFORDSHIRE: &str = "Hertfordshire Music Hub";
const ASONE: &str = "ASONE Hub";

/// Notes, at the end of each event that an answer makes, what is shown and what is kept at that moment.
const WATCH_INPUT: &str = "
    window.journey.typed = [];
    for (const kind of ['input', 'change']) addEventListener(kind, ({ target }) => {
        const chosen = target.type === 'checkbox' || target.type === 'radio';
        // What is typed makes an input event, what is chosen both; `change` of a text only says that it was left.
        if (chosen !== (kind === 'change')) return;
        const field = target.id.split('~')[0];
        const id = location.hash.split('/')[2];
        const kept = JSON.parse(localStorage.getItem(`upbeat/draft/${id}`)).answers[field];
        window.journey.typed.push([field, chosen ? target.checked : target.value, kept ? kept.value : null]);
    });";

fn typed(browser: &Browser) -> Vec<(String, Value, Value)> {
    let typed = browser.script("return window.journey.typed.splice(0)", &[]);
    let entry = |e: &Value| (e[0].as_str().unwrap().to_owned(), e[1].clone(), e[2].clone());
    typed.as_array().unwrap().iter().map(entry).collect()
}

journey! {
    /// While an input event is still under way, what was typed is in storage already.
    fn every_keystroke_is_kept_as_it_is_typed(browser) {
        browser.open("");
        let id = browser.begin(HERTFORDSHIRE);
        browser.follow(&format!("#/draft/{id}/school"));
        browser.in_page(WATCH_INPUT);

        browser.fill("school/name", "St Zoë’s");
        let events = typed(browser);
        assert!(events.len() >= "St Zoë’s".chars().count(), "an event for each key: {events:?}");
        for (field, shown, kept) in events {
            assert_eq!(kept, shown, "{field}");
        }

        browser.click_field("school/setting~1");
        browser.click_field("school/key-stages~2");
        browser.click_field("sections/school/complete");
        let chosen = typed(browser);
        assert_eq!(chosen.len(), 3, "{chosen:?}");
        for (field, shown, kept) in chosen {
            assert_eq!(shown, json!(true), "{field}");
            assert!(!kept.is_null(), "{field} is not kept within its own event");
        }

        // In the middle of a word the computer is switched off.
        browser.follow(&format!("#/draft/{id}"));
        browser.follow(&format!("#/draft/{id}/criteria/programme"));
        browser.follow(&format!("#/draft/{id}/criteria/programme/hour-a-week"));
        browser.in_page(WATCH_INPUT);
        browser.fill("criteria/programme/hour-a-week/evidence", "Every class has an hour, and the choir reh");
        for (field, shown, kept) in typed(browser) {
            assert_eq!(kept, shown, "{field}");
        }
        let before = browser.draft(&id);
        browser.reload();
        assert_eq!(browser.draft(&id), before);
        assert_eq!(browser.value("criteria/programme/hour-a-week/evidence"), "Every class has an hour, and the choir reh");
        browser.follow(&format!("#/draft/{id}"));
        browser.follow(&format!("#/draft/{id}/school"));
        assert_eq!(browser.value("school/name"), "St Zoë’s");
        assert_eq!(browser.value("school/setting~1"), "true");
        assert_eq!(browser.value("school/key-stages~2"), "true");
        assert_eq!(browser.value("school/key-stages~1"), "false");
    }
}

journey! {
    /// Dictation, helpers for grammar and a browser's own filling in may put text into a box without an input event.
    fn text_that_was_put_into_a_box_without_an_event_is_kept(browser) {
        let put = |field: &str, text: &str| {
            browser.script("document.getElementById(arguments[0]).value = arguments[1]", &[json!(field), json!(text)]);
        };
        browser.open("");
        let id = browser.begin(HERTFORDSHIRE);
        browser.follow(&format!("#/draft/{id}/school"));
        browser.fill("school/name", "Lark");
        put("school/name", "Larkfield");
        // The page is left for another one of ours.
        browser.follow(&format!("#/draft/{id}"));
        assert_eq!(browser.answer(&id, "school/name"), json!("Larkfield"));
        browser.follow(&format!("#/draft/{id}/school"));
        assert_eq!(browser.value("school/name"), "Larkfield");
        // The page is loaded again.
        put("school/name", "Larkfield Green");
        browser.reload();
        assert_eq!(browser.value("school/name"), "Larkfield Green");
        assert_eq!(browser.answer(&id, "school/name"), json!("Larkfield Green"));
    }
}

journey! {
    /// The browser's storage is full: said at once; what was typed stays in the page and in a file; later it is kept.
    fn a_full_storage_loses_nothing(browser) {
        browser.open("");
        let id = browser.begin(HERTFORDSHIRE);
        browser.follow(&format!("#/draft/{id}/school"));
        browser.fill("school/name", "Larkfield");
        let before = browser.draft(&id);
        browser.fill_storage();

        assert!(!browser.asks_before_leaving());
        browser.fill("school/name", "Larkfield Green School");
        browser.see(words::NOT_SAVED);
        assert_eq!(browser.script("return !!document.querySelector('[role=alert]')", &[]), true, "screen readers are told");
        assert!(browser.asks_before_leaving(), "what is not kept would be lost");
        assert_eq!(browser.value("school/name"), "Larkfield Green School");
        assert_eq!(browser.draft(&id), before, "what was kept before is not spoilt");

        // It goes on being said, wherever one goes, and nothing is lost on the way.
        browser.follow(&format!("#/draft/{id}"));
        browser.see("Larkfield Green School");
        browser.see(words::NOT_SAVED);
        browser.follow(&format!("#/draft/{id}/documents"));
        browser.click(words::ANOTHER_WAY);
        browser.fill("documents/development-plan/name", "Plan 2027.pdf");
        let file = browser.file_given_by(|| browser.click(words::SAVE_FILE));

        browser.empty_storage();
        browser.click(words::SAVE_AGAIN);
        browser.see_no(words::NOT_SAVED);
        assert!(!browser.asks_before_leaving());
        assert_eq!(browser.answer(&id, "school/name"), "Larkfield Green School");
        assert_eq!(browser.answer(&id, "documents/development-plan/name"), "Plan 2027.pdf");
        let kept = browser.draft(&id);

        // The file is the draft, whole: on a device that has never seen it, it opens again.
        browser.script("localStorage.clear()", &[]);
        browser.open("");
        browser.reload();
        browser.arriving(|| browser.give_file("open-file", &file.name, &file.bytes));
        assert_eq!(browser.draft(&id), kept);
    }
}

journey! {
    /// Space that comes back by itself is used with the next keystroke, and the page says that all is well again.
    fn the_next_keystroke_mends_a_full_storage(browser) {
        browser.open("");
        let id = browser.begin(ASONE);
        browser.follow(&format!("#/draft/{id}/school"));
        browser.fill_storage();
        browser.fill("school/name", "Larkfield");
        browser.see(words::NOT_SAVED);
        browser.empty_storage();
        browser.press(" Green");
        browser.see_no(words::NOT_SAVED);
        assert_eq!(browser.answer(&id, "school/name"), "Larkfield Green");
    }
}

journey! {
    /// A browser that forbids storage altogether: the page works, says so, and offers the file.
    fn a_browser_without_storage_says_so(browser) {
        browser.before_the_page(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });",
        );
        browser.open("");
        browser.see(words::NOT_SAVED);
        let id = browser.begin(ASONE);
        browser.follow(&format!("#/draft/{id}/school"));
        browser.fill("school/name", "Larkfield");
        browser.see(words::NOT_SAVED);
        let file = browser.file_given_by(|| browser.click(words::SAVE_FILE));
        let draft: Value = serde_json::from_slice(&file.bytes).unwrap();
        assert_eq!(draft["answers"]["school/name"]["value"], "Larkfield");
    }
}

journey! {
    /// Storage is shared with other programs of the same host, and a damaged draft is left as it lies.
    fn what_others_keep_and_what_is_damaged_stays(browser) {
        browser.open("");
        let newer = json!({ "format": "upbeat-draft", "version": 9, "id": "later", "secret": "of next year" }).to_string();
        let odd = [("their/key", "not ours"), ("upbeatnik", "nor this"), ("upbeat/draft/broken", "{\"format\":\"upb"), ("upbeat/draft/later", newer.as_str())];
        for (key, text) in odd {
            browser.script("localStorage.setItem(arguments[0], arguments[1])", &[json!(key), json!(text)]);
        }
        browser.reload();
        browser.see(words::UNREADABLE);
        let file = browser.file_given_by(|| browser.click_first(words::DOWNLOAD));
        assert!(odd.iter().any(|(_, text)| file.bytes == text.as_bytes()), "it is given out as it lies");
        let id = browser.begin(ASONE);
        browser.follow(&format!("#/draft/{id}/school"));
        browser.fill("school/name", "Larkfield");
        browser.follow("#/");
        browser.on_card("Delete", "Larkfield");
        browser.click(words::DELETE_YES);
        browser.see(words::DELETED);
        for (key, text) in odd {
            assert_eq!(browser.stored(key).as_deref(), Some(text), "{key}");
        }
    }
}

journey_in_chromium! {
    /// Several applications on one device: for another hub, under another name, from last year's.
    fn several_drafts_do_not_mix(browser) {
        browser.open("");
        let first = browser.begin(HERTFORDSHIRE);
        browser.follow(&format!("#/draft/{first}/school"));
        browser.fill("school/name", "Larkfield");
        browser.click_field("school/setting~1");
        browser.follow(&format!("#/draft/{first}"));
        browser.follow(&format!("#/draft/{first}/duties"));
        browser.click_field("commitments");
        let duty = "duties/primary-contact/accepted";
        assert_eq!(browser.answer(&first, duty), true);
        let larkfield = browser.draft(&first);

        // A second school, for another hub.
        browser.follow("#/");
        let second = browser.begin(ASONE);
        assert_ne!(second, first);
        browser.follow(&format!("#/draft/{second}/school"));
        assert_eq!(browser.value("school/name"), "", "nothing is carried over unasked");
        browser.fill("school/name", "Oakhill");
        assert_eq!(browser.draft(&first), larkfield, "the first is untouched");
        let oakhill = browser.draft(&second);

        // A name of one's own, for oneself only.
        browser.follow("#/");
        browser.on_card("Rename", "Oakhill");
        browser.fill(&format!("name-{second}"), "Oakhill, for the governors");
        browser.press(Key::Enter);
        browser.see("Oakhill, for the governors");
        let renamed = browser.draft(&second);
        assert_eq!(renamed["name"], "Oakhill, for the governors");
        assert_eq!(renamed["answers"], oakhill["answers"]);

        // Another that starts from the first: what belongs to a round begins afresh.
        browser.arriving(|| browser.on_card("Make a copy", "Larkfield"));
        let third = browser.open_draft();
        assert_eq!(browser.drafts().len(), 3);
        assert_eq!(browser.answer(&third, "school/name"), "Larkfield");
        assert_eq!(browser.answer(&third, "school/setting"), larkfield["answers"]["school/setting"]["value"]);
        assert_eq!(browser.answer(&third, duty), Value::Null, "a duty is accepted anew");
        browser.follow(&format!("#/draft/{third}/school"));
        browser.fill("school/name", "Larkfield Infants");
        assert_eq!(browser.draft(&first), larkfield);

        // For the other hub's call, from the page for afterwards.
        browser.follow_in_menu(&format!("#/draft/{third}/afterwards"));
        browser.arriving(|| browser.click("Copy to ASONE Hub"));
        let fourth = browser.open_draft();
        assert_eq!(browser.draft(&fourth)["call"], "asone-2025");
        assert_eq!(browser.answer(&fourth, "school/name"), "Larkfield Infants");
        assert_eq!(browser.draft(&first), larkfield);
        assert_eq!(browser.draft(&second), renamed);

        // To delete one is asked first, and takes that one only.
        browser.follow("#/");
        browser.on_card("Delete", "Larkfield");
        browser.click(words::DELETE_NO);
        assert_eq!(browser.drafts().len(), 4);
        browser.on_card("Delete", "Larkfield");
        browser.click(words::DELETE_YES);
        browser.see(words::DELETED);
        let mut left = vec![second.clone(), third.clone(), fourth];
        left.sort();
        assert_eq!(browser.drafts(), left);
        assert_eq!(browser.draft(&second), renamed);

        // All of it is there again when the browser is opened next time, and opens from the start page.
        browser.reload();
        browser.see("Oakhill, for the governors");
        for id in left {
            browser.follow(&format!("#/draft/{id}"));
            browser.follow("#/");
        }
    }
}

journey! {
    /// What one tab writes, another that shows the same draft takes over; what it knows to be newer, it keeps.
    fn two_tabs_agree(browser) {
        let example: Value = serde_json::from_str(&project_file("assets/examples/asone-2025.json")).unwrap();
        browser.open("");
        browser.keep(&example);
        browser.reload();
        let id = example["id"].as_str().unwrap().to_owned();
        browser.go(&format!("#/draft/{id}/school"));
        let mut changed = example.clone();
        changed["changed"] = json!("2026-02-03T10:00:00.000Z");
        changed["answers"]["school/name"] = json!({ "value": "Named in the other tab", "at": "2026-02-03T10:00:00.000Z" });
        browser.in_page(&format!(
            "const text = {};
             localStorage.setItem('upbeat/draft/{id}', text);
             dispatchEvent(new StorageEvent('storage', {{ key: 'upbeat/draft/{id}', newValue: text, storageArea: localStorage }}));",
            json!(changed.to_string())
        ));
        browser.see_value("school/name", "Named in the other tab");
        browser.fill("people/primary-contact/name", "Written here afterwards");
        assert_eq!(browser.answer(&id, "school/name"), "Named in the other tab");
        assert_eq!(browser.answer(&id, "people/primary-contact/name"), "Written here afterwards");
    }
}
