//! By keyboard alone: no mouse from the empty page to the check and from a finding to its answer.

use journeys::{Browser, Key, journey, journey_in_chromium, words};
use serde_json::{Value, json};
use std::{thread, time::Duration};

/// Where the focus is: its address or words; whether it can be seen to be there; whether it is within the window.
fn focus(browser: &Browser) -> (String, Value) {
    let look = "
        const e = document.activeElement;
        const style = getComputedStyle(e);
        const box = e.getBoundingClientRect();
        const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        const middle = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2);
        return {
            ring: ring || style.boxShadow !== 'none',
            style: style.outline + ' / ' + e.matches(':focus-visible') + ' / ' + [box.x, box.y, box.width, box.height],
            within: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
            covered: !!middle && !e.contains(middle) && !middle.contains(e) && middle.closest('label')?.control !== e ? middle.outerHTML.slice(0, 120) : '',
            body: e === document.body || !document.hasFocus(),
        };";
    (browser.focused(), browser.script(look, &[]))
}

/// Whether a person sees where the focus is.
fn is_well(look: &Value) -> bool {
    look["ring"] == json!(true) && look["within"] == json!(true) && look["covered"] == json!("")
}

/// Presses Tab until the focus is on what is wanted, and sees it all the way.
fn tab_to(browser: &Browser, wanted: &str) {
    go_to(browser, wanted, || browser.press(Key::Tab));
}

/// The same backwards. (A driver has no sure way past the ends of the page and through the browser's own parts.)
fn tab_back_to(browser: &Browser, wanted: &str) {
    go_to(browser, wanted, || browser.press(Key::Shift + Key::Tab));
}

fn go_to(browser: &Browser, wanted: &str, on: impl Fn()) {
    let mut passed = Vec::new();
    for _ in 0..200 {
        on();
        let (name, look) = focus(browser);
        if look["body"] == json!(true) {
            // Past the last of the page, where a browser’s own parts come before the first.
            continue;
        }
        // An engine may take a moment to bring into the window what has just got focus.
        let look = (0..10).fold(look, |look, _| {
            if is_well(&look) {
                look
            } else {
                thread::sleep(Duration::from_millis(50));
                focus(browser).1
            }
        });
        assert!(is_well(&look), "after {passed:?}, focus on “{name}” cannot be seen: {look}");
        if name == wanted {
            return;
        }
        passed.push(name);
    }
    panic!("no Tab leads to “{wanted}”, only to {passed:#?}");
}

/// Presses Enter, and lands on the heading of the page with this title.
fn enter_to(browser: &Browser, heading: &str, title: &str) {
    browser.arriving(|| browser.press(Key::Enter));
    // The heading of a page that waits for its call gives way to that of the call.
    browser.see_focus(heading);
    assert!(browser.title().starts_with(title), "the title is {:?}", browser.title());
}

journey! {
    fn an_application_is_begun_filled_and_checked_without_a_mouse(browser) {
        browser.open("");
        assert_eq!(focus(browser).1["body"], json!(true), "a page that has just been opened leaves focus to the browser");
        browser.press(Key::Tab);
        assert_eq!(browser.focused(), "Skip to main content");
        assert_eq!(focus(browser).1["within"], json!(true), "the way past the head of the page can be seen");
        browser.press(Key::Enter);
        assert_eq!(browser.focused(), "main");
        assert_eq!(browser.hash(), "", "the address stays");

        tab_to(browser, "Hertfordshire Music Hub");
        enter_to(browser, "Become a Lead School", "Lead Schools");
        tab_to(browser, words::BEGIN);
        enter_to(browser, "Untitled application", "Overview: Untitled application");
        let id = browser.open_draft();
        tab_to(browser, "Your school or setting");
        enter_to(browser, "Your school or setting", "Your school or setting");

        tab_to(browser, "school/name");
        browser.press("Larkfield");
        assert_eq!(browser.answer(&id, "school/name"), "Larkfield");
        assert_eq!(browser.title(), "Your school or setting: Larkfield – Upbeat", "the title follows what is typed");
        tab_to(browser, "school/setting");
        browser.press(Key::Space);
        let first = browser.answer(&id, "school/setting");
        assert!(first.is_string(), "Space chooses: {first}");
        browser.press(Key::Down);
        let second = browser.answer(&id, "school/setting");
        assert!(second.is_string() && second != first, "an arrow chooses the next: {second}");
        assert_eq!(browser.focused(), "school/setting~1");
        tab_to(browser, "school/key-stages");
        browser.press(Key::Space);
        assert_eq!(browser.answer(&id, "school/key-stages").as_array().map(Vec::len), Some(1));
        browser.press(Key::Space);
        assert_eq!(browser.answer(&id, "school/key-stages").as_array().map(Vec::len), Some(0));

        tab_back_to(browser, "Check");
        browser.arriving(|| browser.press(Key::Enter));
        assert_eq!(browser.focused(), "check-title", "the verdict is the heading");
        browser.see("Not ready yet");
        assert!(browser.title().starts_with("Check: Larkfield"), "the title is {:?}", browser.title());

        // From a finding to the very answer.
        let field = browser.script("return [...document.querySelectorAll('main li a')].map((e) => [e.textContent, e.getAttribute('href').split('?at=')[1]]).find((e) => e[1] && e[1].startsWith('criteria/'))", &[]);
        let (subject, field) = (field[0].as_str().unwrap().to_owned(), field[1].as_str().unwrap().to_owned());
        tab_to(browser, &subject);
        browser.press(Key::Enter);
        browser.see_focus(&field);
        let look = focus(browser).1;
        assert_eq!((&look["ring"], &look["within"], &look["covered"]), (&json!(true), &json!(true), &json!("")), "{look}");
        browser.press(Key::Space);
        assert!(!browser.answer(&id, &field).is_null(), "{field} is answered");
        let hash = browser.hash();

        // Back and forward, as with any pages.
        browser.arriving(|| browser.back());
        assert!(browser.title().starts_with("Check: "));
        browser.arriving(|| browser.back());
        assert!(browser.title().starts_with("Your school"));
        assert_eq!(browser.value("school/name"), "Larkfield");
        browser.arriving(|| browser.forward());
        browser.forward();
        browser.see_focus(&field);
        assert_eq!(browser.hash(), hash);

        // The address of an answer works from outside too.
        browser.reload();
        browser.see_focus(&field);
    }
}

journey_in_chromium! {
    /// Every finding leads to something that can have focus: nobody is left at the top of a page to search.
    fn every_finding_leads_to_its_answer(browser) {
        for (hub, setting) in [("Hertfordshire Music Hub", "Secondary"), ("ASONE Hub", "Secondary")] {
            browser.open("#/");
            let id = browser.begin(hub);
            browser.follow(&format!("#/draft/{id}/school"));
            browser.click(setting);
            browser.follow(&format!("#/draft/{id}/check"));
            browser.see("To do");
            let links = browser.script(
                "document.querySelectorAll('main details').forEach((e) => { e.open = true; });
                 return [...new Set([...document.querySelectorAll('main li a')].map((e) => e.getAttribute('href')).filter((e) => e.includes('?at=')))];",
                &[],
            );
            let links: Vec<&str> = links.as_array().unwrap().iter().filter_map(Value::as_str).collect();
            assert!(links.len() > 20, "{links:?}");
            let mut lost = Vec::new();
            for link in links {
                browser.go_to(link);
                let field = link.split_once("?at=").unwrap().1;
                if !browser.gets_focus(field) {
                    lost.push(format!("{field}: {}", browser.focused()));
                }
            }
            assert!(lost.is_empty(), "{hub}: no focus on\n{}", lost.join("\n"));
        }
    }
}

journey! {
    /// Where something appears or goes, focus is not lost with it.
    fn focus_is_not_lost_when_something_goes(browser) {
        browser.open("");
        let id = browser.begin("ASONE Hub");
        let links = "criteria/capacity/role-capacity/links";
        browser.follow(&format!("#/draft/{id}/criteria/capacity"));
        browser.follow(&format!("#/draft/{id}/criteria/capacity/role-capacity"));
        tab_to(browser, links);
        browser.press(Key::Enter);
        browser.see_focus(links);
        browser.press("https://larkfield.example");
        assert_eq!(browser.answer(&id, links), json!(["https://larkfield.example"]), "a new line is ready to be written in");
        tab_to(browser, "Remove link 1");
        browser.press(Key::Enter);
        // No line is left: the button that adds one has their address.
        browser.see_focus(links);

        tab_back_to(browser, "Upbeat");
        browser.arriving(|| browser.press(Key::Enter));
        tab_to(browser, "Rename, copy or delete “Untitled application”");
        browser.press(Key::Enter);
        tab_to(browser, "Rename “Untitled application”");
        browser.press(Key::Enter);
        browser.see_focus(&format!("name-{id}"));
        browser.press("Mine");
        browser.press(Key::Enter);
        browser.see("Mine");
        browser.see_focus(&format!("card-{id}"));
        // What was unfolded stays so.
        tab_to(browser, "Delete “Mine”");
        browser.press(Key::Enter);
        browser.see("Delete “Mine”?");
        tab_back_to(browser, words::DELETE_YES);
        browser.press(Key::Enter);
        browser.see(words::DELETED);
        browser.see_focus("start-title");
    }
}
