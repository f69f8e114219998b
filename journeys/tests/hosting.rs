//! The site on hosts as they are: whatever they say about keeping files, types and policies, and where a page is opened
//! without any. Either the page works, or it says what to do and what the hub has to change.

use journeys::{Behaviour, Browser, Engine, journey_in_chromium, project_file, walk_on, words};
use serde_json::Value;
use std::{fs, path::PathBuf};

/// Where most hubs have it.
const PATH: &str = "/hub/music/";
const CALL: &str = "hertfordshire-2025";
/// The words that stand in the page until the program runs.
const WAITING: &str = "If Upbeat does not open:";

/// The deadline of the call, on the host, in its list too.
fn put_deadline(browser: &Browser, from: &str, to: &str) {
    for name in [format!("{CALL}.json"), "index.json".to_owned()] {
        let file = browser.site_folder().join("calls").join(name);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{}", file.display());
        fs::write(&file, text.replace(from, to)).unwrap();
    }
}

/// A hub puts its deadline off; whoever was here before sees it at the next visit.
fn a_new_deadline_is_seen(engine: Engine, caching: &str) {
    walk_on(engine, PATH, Behaviour::default().caching(caching), "a_new_deadline_is_seen", |browser| {
        browser.open("");
        browser.see("14 February 2025");
        browser.go(&format!("#/call/{CALL}"));
        browser.see("14 February 2025");
        // Another page of the host: what comes next is a visit, not a reload.
        browser.visit(&format!("{}rescue.html", browser.address()));
        browser.see("Your work on this device");
        put_deadline(browser, "2025-02-14T", "2025-03-21T");
        browser.open("");
        browser.see("21 March 2025");
        browser.go(&format!("#/call/{CALL}"));
        browser.see("21 March 2025");
    });
}

macro_rules! on_every_engine {
    ($($name:ident: $caching:expr;)*) => { $(
        mod $name {
            use super::*;
            #[test]
            fn chromium() { a_new_deadline_is_seen(Engine::Chromium, $caching); }
            #[test]
            fn firefox() { a_new_deadline_is_seen(Engine::Firefox, $caching); }
            #[test]
            fn webkit() { a_new_deadline_is_seen(Engine::WebKit, $caching); }
        }
    )* };
}

on_every_engine! {
    // As nginx does if it is told nothing.
    a_deadline_where_the_host_says_nothing_about_keeping: "";
    a_deadline_where_the_host_lets_everything_be_kept_for_a_day: "public, max-age=86400";
}

/// A draft of this call fetches the call's file before the program runs.
#[test]
fn a_drafts_own_call_is_asked_for_afresh_chromium() {
    let day = Behaviour::default().caching("max-age=86400");
    walk_on(Engine::Chromium, PATH, day, "a_drafts_own_call", |browser| {
        browser.open("");
        let id = browser.begin("Hertfordshire Music Hub");
        browser.visit(&format!("{}rescue.html", browser.address()));
        browser.see("Your work on this device");
        put_deadline(browser, "2025-02-14T", "2025-03-21T");
        browser.open(&format!("#/draft/{id}"));
        browser.see("21 March 2025");
    });
}

/// A host on which everything works all the same.
fn works(name: &str, path: &str, behaviour: Behaviour, noise: &[&str]) {
    walk_on(Engine::Chromium, path, behaviour, name, |browser| {
        for piece in noise {
            browser.expect_wrong(piece);
        }
        browser.open("");
        let id = browser.begin("ASONE Hub");
        browser.follow(&format!("#/draft/{id}/school"));
        browser.fill("school/name", "Larkfield Green School");
        browser.go(&format!("#/draft/{id}/send"));
        let file = browser.file_given_by(|| browser.click(words::BACK_UP));
        browser.check_bundle(&file);
    });
}

#[test]
fn programs_under_another_type_run_chromium() {
    for kind in ["application/octet-stream", "text/html", "application/wasm; charset=utf-8"] {
        let behaviour = Behaviour::default().media_type("wasm", kind);
        // wasm-bindgen says so to whoever looks at the console.
        works("wrong_type", PATH, behaviour, &["MIME type"]);
    }
}

#[test]
fn folders_with_spaces_and_signs_are_no_matter_chromium() {
    works("folders_with_spaces", "/our hub/lead schools (2026)/", Behaviour::default(), &[]);
}

#[test]
fn a_policy_that_allows_what_is_needed_is_no_matter_chromium() {
    // What HOSTING.md says is the least.
    let text = project_file("HOSTING.md");
    let (_, least) = text.split_once("this is the least that it has to allow:\n").unwrap();
    let least: Vec<&str> =
        least.lines().skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty()).map(str::trim).collect();
    let policy = format!("default-src 'none'; base-uri 'none'; {}", least.join(" "));
    assert!(policy.contains("worker-src 'self'") && policy.contains("font-src 'self'"), "{policy}");
    works("least_policy", PATH, Behaviour::default().header("Content-Security-Policy", &policy), &[]);
}

/// A host on which the page does not open, and what it says.
fn is_said(behaviour: Behaviour, noise: &[&str], said: &[&str]) {
    walk_on(Engine::Chromium, PATH, behaviour, "is_said", |browser| {
        for piece in noise {
            browser.expect_wrong(piece);
        }
        browser.visit(browser.address());
        for words in said {
            browser.see(words);
        }
        browser.check_accessible(said[0]);
    });
}

const ANY_FAILURE: [&str; 6] =
    ["did not open", "did not load", "was not found", "404", "policy", "unhandled rejection"];

#[test]
fn a_host_that_gives_out_no_programs_is_told_of_it_chromium() {
    let without = Behaviour::default().withholding("wasm");
    is_said(
        without,
        &ANY_FAILURE,
        &[words::NOT_OPENED, "Tell your Music Hub that its website does not give out this file: upbeat-", "(404)"],
    );
}

#[test]
fn a_host_that_gives_out_no_json_is_told_of_it_chromium() {
    let without = Behaviour::default().withholding("json");
    is_said(without, &ANY_FAILURE, &["calls/index.json", "404", "its website does not give out this file"]);
}

#[test]
fn a_policy_without_webassembly_is_told_chromium() {
    let strict = Behaviour::default().header("Content-Security-Policy", "default-src 'self'; img-src data:");
    is_said(
        strict,
        &["did not open", "policy", "CompileError", "Content Security Policy"],
        &[words::NOT_OPENED, "security policy that blocks part of Upbeat: script-src"],
    );
}

#[test]
fn a_policy_without_requests_is_told_chromium() {
    let strict = Behaviour::default()
        .header("Content-Security-Policy", "default-src 'self' 'wasm-unsafe-eval'; img-src data:; connect-src 'none'");
    is_said(
        strict,
        &["did not open", "policy", "Failed to fetch", "Content Security Policy"],
        &[words::NOT_OPENED, "blocks part of Upbeat: connect-src (upbeat-"],
    );
}

#[test]
fn a_policy_for_trusted_types_is_told_chromium() {
    let strict = Behaviour::default().header("Content-Security-Policy", "require-trusted-types-for 'script'");
    let noise = ["did not open", "policy", "TrustedHTML", "require-trusted-types-for"];
    is_said(strict, &noise, &[words::NOT_OPENED, "blocks part of Upbeat: require-trusted-types-for"]);
}

/// No script runs at all: words that stand in the page say what to do, and wait for no program.
fn is_left_with_words(behaviour: Behaviour, page: &str, said: &str) {
    walk_on(Engine::Chromium, PATH, behaviour, "is_left_with_words", |browser| {
        for piece in ["policy", "did not load", "Content Security Policy"] {
            browser.expect_wrong(piece);
        }
        browser.visit(&format!("{}{page}", browser.address()));
        browser.see(said);
        browser.see("web address instead");
    });
}

#[test]
fn a_policy_without_scripts_leaves_words_chromium() {
    for policy in ["default-src 'none'", "script-src 'nonce-abc' 'strict-dynamic'", "sandbox allow-scripts"] {
        for (page, said) in [("", WAITING), ("rescue.html", "If nothing appears here:")] {
            // (What the harness puts into the page to run its own scripts is stopped as well.)
            is_left_with_words(Behaviour::default().header("Content-Security-Policy", policy), page, said);
        }
    }
}

/// Changes a script in the site after its page has named what it must be.
fn alter(browser: &Browser, stem: &str) {
    let files: Vec<PathBuf> = fs::read_dir(browser.site_folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    let is_script = |path: &&PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with(stem) && name.ends_with(".js")
    };
    let script = files.iter().find(is_script).unwrap();
    let text = fs::read_to_string(script).unwrap();
    fs::write(script, format!("{text}\n/* seen by a proxy */")).unwrap();
}

journey_in_chromium! {
    /// A proxy has changed the script that opens the program and tells of failures: nothing is left but the words.
    fn an_altered_first_script_leaves_words(browser) {
        alter(browser, "boot-");
        for piece in ["did not load", "integrity", "digest", "hash"] {
            browser.expect_wrong(piece);
        }
        browser.visit(browser.address());
        browser.see(WAITING);
        browser.check_accessible("words that stay");
        browser.width(320);
        browser.check_fits();
        browser.width(1280);
        browser.click(words::ALL_KEPT);
        browser.see("There are no applications in this browser.");
    }
}

journey_in_chromium! {
    /// The same with the program's own script: it may be told before the one that tells of it has come.
    fn an_altered_script_is_told(browser) {
        alter(browser, "upbeat-");
        for piece in ["did not open", "did not load", "integrity", "digest", "hash"] {
            browser.expect_wrong(piece);
        }
        browser.visit(browser.address());
        browser.see(words::NOT_OPENED);
    }
}

/// Opened from a disk, as somebody does who has unpacked the ZIP.
fn from_disk(engine: Engine) {
    walk_on(engine, PATH, Behaviour::default(), "from_disk", |browser| {
        // What a browser says about a page from a disk is its own affair; the page has words for it.
        browser.expect_wrong("");
        let folder = browser.site_folder().display().to_string();
        browser.visit(&format!("file://{folder}/index.html"));
        browser.see("Music Hub\u{2019}s web address");
        browser.visit(&format!("file://{folder}/rescue.html"));
        browser.see("Open this page at your Music Hub\u{2019}s web address instead.");
        assert!(!browser.text().contains("There are no applications"), "nobody is told that nothing is there");
    });
}

#[test]
fn a_page_opened_from_a_disk_says_so_chromium() {
    from_disk(Engine::Chromium);
}

#[test]
fn a_call_that_is_not_listed_can_be_looked_at_chromium() {
    walk_on(Engine::Chromium, PATH, Behaviour::default(), "preview", |browser| {
        let calls = browser.site_folder().join("calls");
        let mut call: Value = serde_json::from_str(&project_file("assets/calls/asone-2025.json")).unwrap();
        call["id"] = "preview-2027".into();
        fs::write(calls.join("preview-2027.json"), call.to_string()).unwrap();
        browser.open("#/call/preview-2027");
        browser.see(words::BEGIN);
        browser.go("#/");
        let links = "return document.querySelectorAll('a[href*=preview-2027]').length";
        assert_eq!(browser.script(links, &[]), 0, "it is not in the list");
    });
}

journey_in_chromium! {
    /// A page that came over plain http, and older browsers: what they lack makes the product smaller, and nothing fails.
    fn what_a_browser_lacks_makes_the_product_smaller(browser) {
        browser.before_the_page(
            "for (const name of ['clipboard', 'locks', 'storage', 'serviceWorker', 'share']) {
                 Object.defineProperty(Navigator.prototype, name, { value: undefined, configurable: true });
             }
             for (const name of ['subtle', 'randomUUID']) {
                 Object.defineProperty(Crypto.prototype, name, { value: undefined, configurable: true });
             }
             delete window.BroadcastChannel;
             delete window.caches;",
        );
        browser.open("");
        let id = browser.begin("ASONE Hub");
        browser.follow(&format!("#/draft/{id}/school"));
        browser.fill("school/name", "Larkfield Green School");
        for page in ["", "/stand", "/check", "/send", "/send/hub"] {
            browser.go(&format!("#/draft/{id}{page}"));
        }
        browser.go(&format!("#/draft/{id}/send"));
        let file = browser.file_given_by(|| browser.click(words::BACK_UP));
        browser.check_bundle(&file);
        browser.reload();
        assert_eq!(browser.answer(&id, "school/name"), "Larkfield Green School");
    }
}
