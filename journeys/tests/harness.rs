//! The journeys' own eyes: each kind of thing that must never happen is noticed, in each engine.

use journeys::{Browser, journey};
use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    thread,
    time::Duration,
};

/// Lets something happen, and fails unless the next check sees it.
fn is_noticed(browser: &Browser, script: &str, words: &str) {
    // From a file of the site's own: what a driver's script does wrong, an engine may not tell the page.
    fs::write(browser.site_folder().join("wrong.js"), script).unwrap();
    let load =
        "document.head.append(Object.assign(document.createElement('script'), { src: 'wrong.js?' + Date.now() }))";
    browser.script(load, &[]);
    // What the page is told of its own wrongs, it is told a moment later.
    thread::sleep(Duration::from_millis(500));
    let checked = catch_unwind(AssertUnwindSafe(|| browser.check_nothing_wrong()));
    let complaint = checked.expect_err(&format!("not noticed: {script}"));
    let complaint = complaint.downcast_ref::<String>().map_or("", String::as_str);
    assert!(complaint.contains(words), "noticed, but as {complaint:?}");
    browser.reload_without_check();
}

journey! {
    fn what_goes_wrong_is_noticed(browser) {
        browser.open("");
        is_noticed(browser, "console.error('a complaint')", "a complaint");
        is_noticed(browser, "throw new Error('thrown')", "thrown");
        is_noticed(browser, "Promise.reject(new Error('dropped'))", "dropped");
        is_noticed(browser, "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')", "style-src");
        is_noticed(browser, "new Image().src = 'https://example.invalid/spy.png'", "img-src");
        is_noticed(browser, "new Image().src = '/elsewhere.png'", "outside its folder");
        // Whether it stopped or, part of it being under way still, was not opened: that it failed is what must be seen.
        is_noticed(browser, "window.upbeat_failed('the program stopped')", "failed: Upbeat");
    }
}

journey! {
    fn a_dark_system_is_one(browser, Look::Dark) {
        browser.open("");
        assert_eq!(browser.script("return matchMedia('(prefers-color-scheme: dark)').matches", &[]), true);
    }
}
