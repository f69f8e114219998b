//! A finished example for each call that has one: to open, walk through and change, and nothing of it is kept.

use journeys::{Browser, journey, journey_in_chromium, words};
use serde_json::{Value, json};

fn an_example_is_explored(browser: &Browser, hub: &str, verdict: &str) {
    browser.open("");
    browser.arriving(|| browser.click(&format!("See an example for {hub}")));
    browser.see(words::EXAMPLE);
    browser.see(verdict);
    let id = browser.open_draft();
    for section in browser.sections() {
        browser.follow(&section);
        let points = browser.points();
        if let Some(point) = points.first() {
            browser.follow(point);
        }
        browser.see(words::EXAMPLE);
        let empty = browser
            .shown()
            .as_object()
            .unwrap()
            .values()
            .filter(|value| **value != json!("") && **value != json!(false))
            .count()
            == 0;
        assert!(!empty, "{section} of the example is empty");
        browser.follow(&format!("#/draft/{id}"));
    }

    // Anything may be tried out.
    browser.follow(&format!("#/draft/{id}/school"));
    browser.fill("school/name", "Mine for a while");
    browser.follow(&format!("#/draft/{id}/check"));
    assert!(browser.title().contains("Mine for a while"));
    browser.see(verdict);
    browser.follow(&format!("#/draft/{id}/send"));
    browser.arriving(|| browser.click(words::TO_HUB));
    let bundle = browser.file_given_by(|| browser.click(words::MAKE));
    browser.check_bundle(&bundle);
    assert_eq!(browser.kept().len(), 0, "nothing of an example is kept");

    browser.arriving(|| browser.click(words::CLOSE_EXAMPLE));
    assert_eq!(browser.hash(), "#/");
    assert_eq!(browser.kept().len(), 0);
    assert!(!browser.text().contains(words::OWN), "it is not among one's own");

    // Opened again it is as it was; from it one begins one's own, which is empty and kept.
    browser.arriving(|| browser.click(&format!("See an example for {hub}")));
    assert!(!browser.text().contains("Mine for a while"));
    browser.arriving(|| browser.click(words::BEGIN_OWN));
    let own = browser.open_draft();
    assert_eq!(browser.drafts(), [own.as_str()]);
    assert_eq!(browser.draft(&own)["answers"], Value::Object(serde_json::Map::new()));
    browser.reload();
    assert_eq!(browser.drafts(), [own.as_str()]);
}

journey! { fn the_example_in_hertfordshire(browser) { an_example_is_explored(browser, "Hertfordshire Music Hub", words::READY); } }
journey_in_chromium! { fn the_example_in_cornwall(browser) { an_example_is_explored(browser, "ASONE Hub", words::READY_AS_FAR); } }
