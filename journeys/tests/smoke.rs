//! The page opens, wherever a hub puts it, and says what is wrong when it cannot.

use journeys::{journey, words};

journey! {
    /// From a folder below the root, with nothing wrong, nothing asked for elsewhere and nothing fetched twice.
    fn the_page_opens(browser) {
        browser.open("");
        assert!(browser.title().contains("Music Hub"), "the title is {:?}", browser.title());
        let asked = browser.script("return window.journey.asked", &[]);
        let mut asked: Vec<&str> = asked.as_array().unwrap().iter().filter_map(|url| url.as_str()).collect();
        asked.sort_unstable();
        let twice = asked.windows(2).find(|two| two[0] == two[1]);
        assert_eq!(twice, None, "fetched twice");
        assert!(asked.iter().any(|url| url.contains(".wasm")), "the program is not among {asked:#?}");
        browser.check_accessible("first page");
        browser.width(320);
        browser.check_fits();
    }
}

journey! {
    /// Where the hubs are listed, before anything of a call has been read.
    fn an_application_is_begun_where_the_hubs_are_listed(browser) {
        browser.open("");
        browser.arriving(|| browser.click(&format!("{} for ASONE Hub", words::BEGIN)));
        let id = browser.open_draft();
        assert_eq!(browser.drafts(), [id.as_str()]);
        assert_eq!(browser.draft(&id)["call"], "asone-2025");
    }
}

journey! {
    /// A program that does not arrive: the person is told so, and gets the drafts as a file without it.
    fn a_page_that_cannot_open_gives_the_drafts(browser) {
        browser.open("");
        browser.script("localStorage.setItem('upbeat/drafts/1', '{\"school\":\"St Cecilia’s\"}'); localStorage.setItem('other/key', 'not ours')", &[]);
        browser.expect_wrong("did not open");
        browser.expect_wrong(".wasm");
        browser.lose_the_program();
        browser.reload();
        browser.see(words::NOT_OPENED);
        browser.see(words::SAFE);
        assert_eq!(browser.focused(), words::NOT_OPENED);
        browser.check_accessible("failure");
        let file = browser.file_given_by(|| browser.click(words::RESCUE));
        let rescue: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
        assert_eq!(rescue["format"], "upbeat-rescue");
        assert_eq!(rescue["version"], 1);
        assert_eq!(rescue["items"]["upbeat/drafts/1"], "{\"school\":\"St Cecilia’s\"}");
        assert_eq!(rescue["items"].as_object().unwrap().get("other/key"), None);
    }
}
