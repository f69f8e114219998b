//! The call files of the project.

use std::fs;
use std::path::Path;

/// The text of every call file that the project has.
pub(crate) fn texts() -> Vec<String> {
    let mut all = Vec::new();
    for folder in ["assets/calls", "tests/fixtures/calls"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let calls = files.iter().filter(|f| f.extension().is_some_and(|e| e == "json") && !f.ends_with("index.json"));
        all.extend(calls.map(|file| fs::read_to_string(file).unwrap()));
    }
    assert!(all.len() >= 4);
    all
}
