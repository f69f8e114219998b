//! One draft in several tabs: one writes, the others read along and can take over; no word is lost on the way.

use journeys::{Browser, Engine, Key, journey};
use serde_json::{Value, json};

const HERTFORDSHIRE: &str = "Hertfordshire Music Hub";
const READS: &str = "this tab is view only";
const TAKE: &str = "Edit here";
const WRITES: &str = "You can edit here now";
const NAME: &str = "school/name";

fn read_only(browser: &Browser, field: &str) -> bool {
    browser.script("return document.getElementById(arguments[0]).readOnly", &[json!(field)]) == json!(true)
}

/// Types at the end of what stands in a field, key by key.
fn type_on(browser: &Browser, field: &str, text: &str) {
    browser.script(
        "const e = document.getElementById(arguments[0]); e.focus(); e.setSelectionRange(e.value.length, e.value.length)",
        &[json!(field)],
    );
    browser.press(text);
}

journey! {
    /// The second tab reads along, takes over and writes; the first one sees it, and can take it back.
    fn one_tab_writes_and_another_takes_over(browser) {
        browser.open("");
        let id = browser.begin(HERTFORDSHIRE);
        browser.follow(&format!("#/draft/{id}/school"));
        browser.fill(NAME, "Lark");
        let first = browser.tab();
        let second = browser.new_tab();
        browser.open(&format!("#/draft/{id}/school"));
        browser.see(READS);
        browser.see_value(NAME, "Lark");
        assert!(read_only(browser, NAME));
        browser.check_accessible("read only");

        // What cannot be changed stays as it is, by mouse and by key.
        browser.script("document.getElementById('school/setting~1').click()", &[]);
        type_on(browser, NAME, "x");
        assert_eq!(browser.value(NAME), "Lark");
        assert_eq!(browser.value("school/setting~1"), "false");

        browser.to_tab(&first);
        type_on(browser, NAME, "field");
        browser.click_field("school/setting~1");
        browser.to_tab(&second);
        browser.see_value(NAME, "Larkfield");
        browser.wait_for("the choice", || browser.value("school/setting~1") == "true");

        browser.click(TAKE);
        browser.see(WRITES);
        browser.see_focus("other-tab");
        type_on(browser, NAME, " Green");
        assert_eq!(browser.answer(&id, NAME), "Larkfield Green");

        browser.to_tab(&first);
        browser.see("You are now editing in another tab");
        browser.see_value(NAME, "Larkfield Green");
        assert!(read_only(browser, NAME));
        browser.width(320);
        browser.check_fits();
        browser.width(1280);

        // What another tab writes is not deleted from under it.
        browser.follow(&format!("#/draft/{id}"));
        browser.follow("#/");
        // What is open on its card stays open while the other tab writes, and what is typed there stays.
        browser.on_card("Rename", "Larkfield Green");
        browser.see_focus(&format!("name-{id}"));
        browser.press("Spr");
        browser.to_tab(&second);
        type_on(browser, NAME, "s");
        browser.to_tab(&first);
        browser.see("Delete “Larkfield Greens”");
        browser.press("ing");
        assert_eq!(browser.value(&format!("name-{id}")), "Spring");
        browser.click("Cancel");
        browser.on_card("Delete", "Larkfield Greens");
        browser.click(journeys::words::DELETE_YES);
        browser.see("was not deleted");
        assert_eq!(browser.drafts(), std::slice::from_ref(&id));

        // Once the other tab is closed, it is written here.
        browser.to_tab(&second);
        browser.close_tab();
        browser.to_tab(&first);
        browser.follow(&format!("#/draft/{id}"));
        browser.follow(&format!("#/draft/{id}/school"));
        browser.see_no(READS);
        type_on(browser, NAME, " School");
        assert_eq!(browser.answer(&id, NAME), "Larkfield Greens School");
        browser.press(Key::Tab);
    }
}

/// How many words five tabs write: `UPBEAT_EDITS=1000` for the figure.
fn edits() -> usize {
    std::env::var("UPBEAT_EDITS").ok().and_then(|count| count.parse().ok()).unwrap_or(200)
}

/// Two tabs, then five, take over from each other at random; every word that was typed is kept.
#[test]
fn five_tabs_lose_nothing_chromium() {
    journeys::walk(Engine::Chromium, journeys::Look::Light, "five_tabs_lose_nothing", |browser| {
        browser.open("");
        let id = browser.begin(HERTFORDSHIRE);
        browser.follow(&format!("#/draft/{id}/school"));
        let mut tabs = vec![browser.tab()];
        let mut chance = 2027_u64;
        let mut at = 0;
        for number in 0..edits() {
            if number == 1 || (number * 5 > edits() && tabs.len() < 5) {
                tabs.push(browser.new_tab());
                browser.open(&format!("#/draft/{id}/school"));
                browser.see(READS);
                browser.to_tab(&tabs[at]);
            }
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let to = usize::try_from(chance >> 33).unwrap_or_default() % (tabs.len() * 2);
            if to < tabs.len() && to != at {
                at = to;
                browser.to_tab(&tabs[at]);
                browser.script(
                    "[...document.querySelectorAll('button')].find((b) => b.textContent === arguments[0]).click()",
                    &[json!(TAKE)],
                );
                browser.wait_for("the draft to be handed over", || !read_only(browser, NAME));
            }
            type_on(browser, NAME, &format!(" w{number}"));
        }
        let kept = browser.answer(&id, NAME);
        let kept: Vec<&str> = kept.as_str().unwrap_or_default().split_whitespace().collect();
        let typed: Vec<String> = (0..edits()).map(|number| format!("w{number}")).collect();
        assert_eq!(kept, typed, "every word, in its order");
        for tab in &tabs {
            browser.to_tab(tab);
            browser.see_value(NAME, browser.answer(&id, NAME).as_str().unwrap_or_default());
            let shown: Value =
                browser.script("return document.body.innerText.includes('same answer in two tabs')", &[]);
            assert_eq!(shown, json!(false), "nothing had to give way");
        }
    });
}
