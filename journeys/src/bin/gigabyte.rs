//! Attaches a gigabyte, makes the bundle, opens it on an empty device: what that takes of memory and time, one JSON object
//! a line. `cargo xtask bench --gigabyte` runs this after a `dist`.

use journeys::{Browser, Engine, Look, chromium_memory, tell, words};
use serde_json::json;
use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::Command,
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

const HUB: &str = "Hertfordshire Music Hub";
const PLACE: &str = "documents/development-plan/files";
const FILES: usize = 4;
const MEGABYTES_EACH: usize = 256;
const PATIENCE: Duration = Duration::from_mins(5);

fn main() {
    let folder = std::env::current_dir().expect("there is a folder").join("target/journeys/gigabyte");
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).expect("target/journeys can be written");
    let files: Vec<PathBuf> = (0..FILES).map(|number| recording(&folder, number)).collect();
    let alone = by_hand(&files, &folder);
    tell("sha256sum and cp of the same files", alone, "s");

    let browser = Browser::start(Engine::Chromium, Look::Light);
    browser.chromium(
        "Browser.setDownloadBehavior",
        json!({ "behavior": "allow", "downloadPath": folder.display().to_string() }),
    );
    browser.open("");
    let id = browser.begin(HUB);
    browser.follow(&format!("#/draft/{id}/documents"));
    let idle = at_rest();
    tell("memory of Chromium, page at rest", megabytes(idle), "MB");
    let step = |name: &str, act: &dyn Fn(), done: &dyn Fn() -> bool| {
        let (took, peak) = measured(act, done);
        tell(&format!("{name}: memory over the page at rest, peak"), megabytes(peak.saturating_sub(idle)), "MB");
        tell(&format!("{name}: time"), took, "s");
        tell(&format!("{name}: time against sha256sum and cp"), took / alone, "ratio");
    };
    let attached = || browser.answer(&id, PLACE).as_array().map_or(0, Vec::len) == FILES;
    step("attach 1 GB", &|| browser.give_files(PLACE, &files), &attached);

    browser.follow(&format!("#/draft/{id}"));
    browser.follow(&format!("#/draft/{id}/send"));
    let made = || browser.script("return window.journey.files.length", &[]) == json!(1);
    step("make and verify the bundle", &|| browser.click(words::BACK_UP), &made);

    // The journeys' watcher has kept the browser from saving it: a frame of its own is not watched.
    let save = "
        const { name, blob } = window.journey.files[0];
        const frame = document.body.appendChild(document.createElement('iframe'));
        const link = frame.contentDocument.body.appendChild(frame.contentDocument.createElement('a'));
        [link.href, link.download] = [URL.createObjectURL(blob), name];
        link.click();";
    let file = browser.script("const { name, blob } = window.journey.files[0]; return [name, blob.size]", &[]);
    let (name, size) = (file[0].as_str().expect("a name"), file[1].as_u64());
    let bundle = folder.join(name);
    let saved = || fs::metadata(&bundle).is_ok_and(|file| Some(file.len()) == size);
    step("download it", &|| _ = browser.script(save, &[]), &saved);

    // Nothing is left of it but the file.
    let draft = browser.draft(&id);
    browser.script("location.replace('about:blank')", &[]);
    browser.open("");
    browser.wipe();
    browser.reload_without_check();
    let opened = || browser.text().contains("is open and saved on this device");
    step("open, verify and keep it", &|| browser.give_files("open-file", std::slice::from_ref(&bundle)), &opened);
    assert_eq!(browser.draft(&id), draft, "the draft that came out is the one that went in");
    drop(browser);
    fs::remove_dir_all(&folder).ok();
}

/// A file that no program packs well.
fn recording(folder: &Path, number: usize) -> PathBuf {
    let path = folder.join(format!("recording-{number}.wav"));
    let mut file = File::create(&path).expect("target/journeys can be written");
    let mut state = 0x9e37_79b9_7f4a_7c15 ^ number as u64;
    for _ in 0..MEGABYTES_EACH {
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()
        };
        let megabyte: Vec<u8> = (0..1_000_000 / 8).flat_map(|_| next()).collect();
        file.write_all(&megabyte).expect("the disk has room for a gigabyte three times over");
    }
    path
}

/// Seconds that `sha256sum` and `cp` take.
fn by_hand(files: &[PathBuf], folder: &Path) -> f64 {
    let copies = folder.join("copies");
    fs::create_dir(&copies).expect("target/journeys can be written");
    let start = Instant::now();
    let summed = Command::new("sha256sum").args(files).output().expect("`sha256sum` is on every Linux");
    let done = Command::new("cp").args(files).arg(&copies).output().expect("`cp` is on every system");
    let took = start.elapsed().as_secs_f64();
    assert!(summed.status.success() && done.status.success());
    fs::remove_dir_all(copies).ok();
    took
}

/// The memory that the page takes when nothing has happened for a while.
fn at_rest() -> u64 {
    thread::sleep(Duration::from_secs(5));
    chromium_memory()
}

/// Does something; the seconds until it is done, and the most memory that was taken meanwhile.
fn measured(act: &dyn Fn(), done: &dyn Fn() -> bool) -> (f64, u64) {
    let (over, still) = mpsc::channel::<()>();
    let watch = thread::spawn(move || {
        let mut peak = 0;
        while still.recv_timeout(Duration::from_millis(100)) == Err(RecvTimeoutError::Timeout) {
            peak = peak.max(chromium_memory());
        }
        peak
    });
    let start = Instant::now();
    act();
    while !done() {
        assert!(start.elapsed() < PATIENCE, "not done after {} seconds", PATIENCE.as_secs());
        thread::sleep(Duration::from_millis(100));
    }
    let took = start.elapsed().as_secs_f64();
    drop(over);
    (took, watch.join().expect("the watch only reads"))
}

fn megabytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes / 1000).unwrap_or(u32::MAX)) / 1000.0
}
