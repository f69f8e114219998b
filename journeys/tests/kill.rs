//! The page's process, or the whole browser, ends in the middle of typing: what was typed is there.
//!
//! `UPBEAT_KILLS` says how often, for figures; without it a few times, so that the suite stays quick.

use journeys::{Browser, Devtools, Engine, Look, Profile, kill, page_processes, project_file};
use serde_json::{Value, json};
use std::{
    collections::VecDeque,
    thread,
    time::{Duration, Instant},
};

/// The answer that is typed.
const FIELD: &str = "criteria/programme/hour-a-week/evidence";
const PAGE: &str = "criteria/programme/hour-a-week";

/// The page that was killed holds its draft's lock for a moment longer, and the next one has to wait for it.
const DISPUTED: Duration = Duration::from_millis(700);

/// As long as that is so keys come as fast as a keyboard repeats them. Typed in faster than any hand can, of some 130 pages
/// that were killed a second time within that moment 3 lost keys: it seems that Chromium hands whole drafts to its storage
/// more slowly than keys came, and what is not handed over goes with the process.
const REPEATED: Duration = Duration::from_millis(30);

/// Later they come faster than from any hand.
const TYPED: Duration = Duration::from_millis(3);

fn times(few: usize) -> usize {
    std::env::var("UPBEAT_KILLS").map_or(few, |text| text.parse().expect("UPBEAT_KILLS is a number"))
}

/// Numbers that differ, the same each time (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) % n
    }
}

/// The finished example, and the address of the page on which the answer stands.
fn example() -> (Value, String) {
    let example: Value = serde_json::from_str(&project_file("assets/examples/hertfordshire-2025.json")).unwrap();
    let id = example["id"].as_str().unwrap().to_owned();
    let page = format!("#/draft/{id}/{PAGE}");
    (example, page)
}

/// What is typed the nth time: no two are alike.
fn words(number: usize) -> Vec<char> {
    let letters = ('a'..='z').cycle().enumerate().map(|(at, c)| if at % 7 == 6 { ' ' } else { c });
    format!("{number}: ").chars().chain(letters).take(4000).collect()
}

/// Puts the example on the device and waits until it lies on the disk too: this is not what is tried here.
fn begun(profile: &Profile) -> Devtools {
    let (example, page) = example();
    let mut browser = Devtools::start(profile, "");
    let key = format!("upbeat/draft/{}", example["id"].as_str().unwrap());
    browser.script(&format!("localStorage.setItem({}, {})", json!(key), json!(example.to_string())));
    browser.open(profile, &page);
    found(&mut browser);
    browser
}

/// Types until the page is gone. Gives when each character was seen to.
fn type_until_gone(browser: &mut Devtools, text: &[char], killer: impl FnOnce()) -> Vec<Instant> {
    let opened = Instant::now();
    browser.script(&format!("(() => {{ const e = document.getElementById('{FIELD}'); e.focus(); e.select(); }})()"));
    killer();
    let mut acknowledged = Vec::new();
    // A few keys are always under way, as of somebody who types faster than the page can follow.
    let mut under_way = VecDeque::new();
    for character in text {
        match browser.key(*character) {
            Ok(asked) => under_way.push_back(asked),
            Err(_) => return acknowledged,
        }
        if under_way.len() > 2 {
            let first = under_way.pop_front().expect("it was just put there");
            if browser.answer(first).is_err() {
                return acknowledged;
            }
            // A key is seen to once what it writes stands in the box. Where another tab seems to hold the draft, as the one
            // that was killed may for a moment, the box takes none.
            let Some(shown) = shown(browser) else { return acknowledged };
            acknowledged.resize(acknowledged.len().max(kept(&shown, text)), Instant::now());
        }
        thread::sleep(if opened.elapsed() < DISPUTED { REPEATED } else { TYPED });
    }
    acknowledged
}

/// What stands in the box, if the page is there.
fn shown(browser: &mut Devtools) -> Option<Vec<char>> {
    let read = json!({ "expression": format!("document.getElementById('{FIELD}').value"), "returnByValue": true });
    let asked = browser.ask("Runtime.evaluate", &read).ok()?;
    Some(browser.answer(asked).ok()?["result"]["value"].as_str()?.chars().collect())
}

/// What stands in the answer after all.
fn found(browser: &mut Devtools) -> Vec<char> {
    let start = Instant::now();
    while browser.script(&format!("!document.getElementById('{FIELD}')")) == json!(true) {
        if start.elapsed() > Duration::from_secs(20) {
            let page = browser.script("location.href + ' ' + document.body.innerText + JSON.stringify(localStorage)");
            panic!("the draft does not open: {page}");
        }
        thread::sleep(Duration::from_millis(20));
    }
    let value = browser.script(&format!("document.getElementById('{FIELD}').value"));
    value.as_str().expect("the answer is on the page").chars().collect()
}

/// How many characters at the beginning are the same.
fn kept(found: &[char], typed: &[char]) -> usize {
    found.iter().zip(typed).take_while(|(one, other)| one == other).count()
}

/// Kills after a moment, from beside.
fn kill_in(milliseconds: u64, processes: Vec<u32>) {
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(milliseconds));
        kill(&processes);
    });
}

#[test]
fn a_page_that_is_killed_loses_nothing_chromium() {
    let profile = Profile::new("killed-page");
    let mut browser = begun(&profile);
    let (_, page) = example();
    let mut numbers = Numbers(2);
    let (mut typed, mut least, mut most) = (0, usize::MAX, 0);
    let times = times(5);
    for number in 0..times {
        let text = words(number);
        let processes = page_processes(Engine::Chromium);
        let moment = 20 + numbers.below(1600);
        let acknowledged = type_until_gone(&mut browser, &text, || kill_in(moment, processes)).len();
        browser.open(&profile, &page);
        let found = found(&mut browser);
        let kept = kept(&found, &text);
        println!("{number}: {acknowledged} acknowledged, {kept} kept");
        assert!(acknowledged < text.len(), "it was killed while typing");
        assert!(kept >= acknowledged, "time {number}: {acknowledged} characters were seen to, {kept} are there");
        assert!(acknowledged == 0 || found.len() == kept, "nothing else is there: {found:?}");
        typed += acknowledged;
        (least, most) = (least.min(acknowledged), most.max(acknowledged));
    }
    println!("{times} pages killed, {typed} characters acknowledged ({least} to {most} at a time), none lost");
}

#[test]
fn a_browser_that_is_killed_opens_its_draft_again() {
    let profile = Profile::new("killed-browser");
    let mut browser = begun(&profile);
    let (_, page) = example();
    // Chromium writes to its disk some seconds later; what was there before is not what is tried.
    thread::sleep(Duration::from_secs(8));
    let mut numbers = Numbers(3);
    let mut all = Vec::new();
    for number in 0..times(2) {
        let text = words(number);
        let process = browser.process();
        let moment = 200 + numbers.below(8000);
        let acknowledged = type_until_gone(&mut browser, &text, || kill_in(moment, vec![process]));
        let killed = Instant::now();
        browser.ended();
        browser = Devtools::start(&profile, &page);
        let found = found(&mut browser);
        let kept = kept(&found, &text);
        let lost = acknowledged.len().saturating_sub(kept);
        let since = acknowledged.get(kept).map_or(0.0, |first| (killed - *first).as_secs_f32());
        println!("{number}: {} acknowledged, {kept} kept, {lost} lost: the last {since:.2} s", acknowledged.len());
        all.push((lost, since));
    }
    let most = all.iter().map(|(lost, _)| *lost).max().unwrap_or_default();
    let longest = all.iter().map(|(_, since)| *since).fold(0.0, f32::max);
    println!("{} browsers killed; every draft opened; at most {most} characters of {longest:.2} s lost", all.len());
}

/// The same through the drivers of the other engines.
fn pages_are_killed(engine: Engine) {
    let times = times(3);
    let mut numbers = Numbers(4);
    let (mut killed, mut given_up) = (0, 0);
    let (mut typed, mut least, mut most) = (0, usize::MAX, 0);
    while killed < times {
        // WebKit's driver ends with the page about every third time.
        assert!(given_up <= 2 * times + 6, "{engine}'s driver gave up {given_up} times");
        let browser = Browser::start(engine, Look::Light);
        let (example, page) = example();
        browser.open("");
        browser.keep(&example);
        browser.open(&page);
        while killed < times {
            browser.reload();
            let text = words(killed);
            browser.value(FIELD);
            browser.script(&format!("const e = document.getElementById('{FIELD}'); e.focus(); e.select();"), &[]);
            let processes = page_processes(engine);
            assert!(!processes.is_empty(), "{engine}: no page's process was found");
            kill_in(200 + numbers.below(1500), processes);
            let acknowledged =
                text.iter().map_while(|character| browser.key(FIELD, *character)).last().unwrap_or_default();
            if let Err(why) = browser.open_anew(&page) {
                // Its storage is gone with the driver: nothing can be said of this one.
                println!("{engine}: the driver gave up: {}", why.lines().next().unwrap_or_default());
                given_up += 1;
                break;
            }
            let found: Vec<char> = browser.value(FIELD).chars().collect();
            let kept = kept(&found, &text);
            println!("{engine} {killed}: {acknowledged} acknowledged, {kept} kept");
            assert!(acknowledged < text.len(), "it was killed while typing");
            assert!(kept >= acknowledged, "time {killed}: {acknowledged} characters were seen to, {kept} are there");
            assert!(acknowledged == 0 || found.len() == kept, "nothing else is there: {found:?}");
            killed += 1;
            typed += acknowledged;
            (least, most) = (least.min(acknowledged), most.max(acknowledged));
        }
    }
    println!(
        "{killed} pages killed, {typed} characters acknowledged ({least} to {most} at a time), none lost; {given_up} could not be looked at"
    );
}

#[test]
fn a_page_that_is_killed_loses_nothing_firefox() {
    pages_are_killed(Engine::Firefox);
}

#[test]
fn a_page_that_is_killed_loses_nothing_webkit() {
    pages_are_killed(Engine::WebKit);
}
