//! The walls between the rooms: reads the sources and fails when a room uses what the table does not grant.
//!
//! The table is that of `ARCHITECTURE.md`. Only what is written is seen: a path that begins with `crate::`, and words
//! that stand for the browser, a clock or chance.

#![allow(clippy::unwrap_used, reason = "tests stop where they fail")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each room, and the rooms it may use.
const ROOMS: &[(&str, &[&str])] = &[
    ("call", &[]),
    ("draft", &["call"]),
    ("readiness", &["call", "draft"]),
    ("documents", &["call", "draft", "readiness"]),
    ("bundle", &["call", "draft", "readiness", "documents"]),
    ("app", &["call", "draft", "readiness", "documents", "bundle"]),
    ("browser", &["app", "bundle", "call"]),
    ("views", &["app", "browser", "call", "draft", "readiness", "documents"]),
];

/// Rooms that know no browser, no Leptos, no clock and no chance.
const CORE: &[&str] = &["call", "draft", "readiness", "documents", "bundle", "app"];

/// Words that have no place in the core.
const OUTSIDE: &[&str] = &[
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "leptos",
    "gloo_storage",
    "SystemTime",
    "Instant::now",
    "std::fs",
    "std::env",
];

/// What only `browser` may touch, besides the core's ban.
const BROWSER_ONLY: &[&str] =
    &["local_storage", "LocalStorage::raw", "gloo_storage", "Worker::new", "Date::now", "fetch_with_str"];

fn sources(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The files of a room: `src/room.rs`, or everything under `src/room/`.
fn room_files(room: &str) -> Vec<PathBuf> {
    let files = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room));
    assert!(!files.is_empty(), "the room {room} has no files: is the table out of date?");
    files
}

/// Whether a file is part of the program: tests and their fixtures may read files, and hold the program to the calls
/// that it ships with.
fn is_program(path: &Path) -> bool {
    path.file_name().is_none_or(|name| name != "tests.rs" && name != "fixtures.rs")
}

/// A file's text up to its tests.
fn program_text(path: &Path) -> String {
    if !is_program(path) {
        return String::new();
    }
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or("");
    text.split("\n#[cfg(test)]\npub(crate) mod tests {").next().unwrap_or("").to_owned()
}

/// The lines of a file that are code of the program: without comments, and without tests.
fn code_lines(path: &Path) -> Vec<(usize, String)> {
    let text = program_text(path);
    let lines = text.lines().enumerate().map(|(n, line)| (n + 1, line.split("//").next().unwrap_or("").to_owned()));
    lines.filter(|(_, line)| !line.trim().is_empty()).collect()
}

/// Rooms that a line names after `crate::`, one by one or within braces.
fn rooms_named(line: &str) -> Vec<&'static str> {
    let mut named = Vec::new();
    for part in line.split("crate::").skip(1) {
        let group = part.strip_prefix('{').map_or_else(|| vec![part], |rest| rest.split(',').map(str::trim).collect());
        for name in group {
            named.extend(ROOMS.iter().map(|(room, _)| *room).filter(|room| {
                name.strip_prefix(room).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
            }));
        }
    }
    named
}

#[test]
fn rooms_use_only_what_the_table_grants() {
    let mut wrong = Vec::new();
    for (room, granted) in ROOMS {
        for path in room_files(room) {
            for (number, line) in code_lines(&path) {
                for used in rooms_named(&line) {
                    if used != *room && !granted.contains(&used) {
                        wrong.push(format!("{}:{number}: `{room}` uses `{used}`", path.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "walls crossed:\n{}", wrong.join("\n"));
}

#[test]
fn the_core_knows_no_browser_no_clock_and_no_chance() {
    let mut wrong = Vec::new();
    for room in CORE {
        for path in room_files(room) {
            for (number, line) in code_lines(&path) {
                wrong.extend(
                    OUTSIDE
                        .iter()
                        .filter(|word| line.contains(**word))
                        .map(|word| format!("{}:{number}: {word}", path.display())),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "the core reaches outside:\n{}", wrong.join("\n"));
}

/// What the page must never carry, and where alone it may be named.
const HEAVY: &[&str] = &["krilla", "skrifa", "quick_xml"];
const MAKERS: &[&str] = &["documents/pdf/", "documents/docx/"];

#[test]
fn large_libraries_stay_in_the_worker() {
    let mut wrong = Vec::new();
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources(&src) {
        let inside = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
        if MAKERS.iter().any(|maker| inside.starts_with(maker)) {
            continue;
        }
        for (number, line) in code_lines(&path) {
            // Only as the beginning of a path: a producer's name in a string is no use of it.
            let named = |word: &&&str| line.contains(&format!("{word}::"));
            wrong.extend(HEAVY.iter().filter(named).map(|word| format!("{inside}:{number}: {word}")));
        }
    }
    assert!(wrong.is_empty(), "the page might come to carry these:\n{}", wrong.join("\n"));
    // Both rooms stand behind the feature.
    let rooms = fs::read_to_string(src.join("documents/mod.rs")).unwrap();
    for room in ["docx", "pdf"] {
        assert!(rooms.contains(&format!("#[cfg(feature = \"worker\")]\npub mod {room};")), "{room}");
    }
}

#[test]
fn views_leave_storage_files_and_time_to_the_browser_room() {
    let mut wrong = Vec::new();
    for path in room_files("views") {
        for (number, line) in code_lines(&path) {
            wrong.extend(
                BROWSER_ONLY
                    .iter()
                    .filter(|word| line.contains(**word))
                    .map(|word| format!("{}:{number}: {word}", path.display())),
            );
        }
    }
    assert!(wrong.is_empty(), "views do the browser's work:\n{}", wrong.join("\n"));
}

#[test]
fn every_room_says_what_lives_there() {
    for (room, _) in ROOMS {
        let text =
            fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room).join("mod.rs")).unwrap();
        assert!(text.starts_with("//!"), "{room}/mod.rs does not open with what lives here");
        for part in ["Where to start", "Deliberately absent"] {
            assert!(text.contains(part), "{room}/mod.rs does not say: {part}");
        }
    }
}

#[test]
fn no_source_names_a_hub() {
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).into_iter().filter(|p| is_program(p)) {
        for word in program_text(&path).to_lowercase().split(|c: char| !c.is_alphanumeric()) {
            let named = ["hertfordshire", "herts", "asone", "cornwall", "cornish"].contains(&word);
            assert!(!named, "{} names a hub ({word}): calls are data", path.display());
        }
    }
}

#[test]
fn the_reader_of_paths_sees_what_it_should() {
    for (line, rooms) in [
        ("use crate::call::Call;", &["call"][..]),
        ("use crate::{app::State, draft::Draft};", &["app", "draft"]),
        ("    crate::readiness::deadline(call, now)", &["readiness"]),
        ("use crate::callous::X;", &[]),
        ("pub(crate) fn call() {}", &[]),
    ] {
        assert_eq!(rooms_named(line), rooms, "{line}");
    }
}
