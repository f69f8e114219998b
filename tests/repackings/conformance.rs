//! The BagIt conformance suite of the Library of Congress: what the reader says to each case, as a folder, zipped as a
//! folder, and zipped without it. None of it is kept here.

use std::fs;
use std::path::{Path, PathBuf};

use upbeat::bundle::{Bag, Limits};

use crate::File;
use crate::in_rust::plainly;

/// Every file under a folder, with its path from there.
fn files(folder: &Path) -> Vec<File> {
    let mut found = Vec::new();
    let mut left: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = left.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                left.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn said(read: Result<Bag, upbeat::bundle::Refusal>) -> Result<(), String> {
    read.map(drop).map_err(|refusal| refusal.detail().replace('\n', " | "))
}

#[test]
fn no_invalid_bag_of_the_conformance_suite_is_opened_without_naming_what_is_wrong() {
    let Some(suite) = std::env::var_os("UPBEAT_BAGIT_SUITE").filter(|path| !path.is_empty()) else {
        return println!("the conformance suite was not read: UPBEAT_BAGIT_SUITE is not set");
    };
    let (mut seen, mut wrong) = (0, Vec::new());
    let versions = fs::read_dir(&suite).unwrap().map(|entry| entry.unwrap().path());
    let mut versions: Vec<PathBuf> = versions.filter(|path| path.is_dir()).collect();
    versions.sort();
    for kind in versions.iter().flat_map(|version| fs::read_dir(version).unwrap()).map(|entry| entry.unwrap().path()) {
        for case in fs::read_dir(&kind).into_iter().flatten().map(|entry| entry.unwrap().path()) {
            if !case.is_dir() {
                continue;
            }
            let bare = files(&case);
            let folder: Vec<File> = bare.iter().map(|(name, bytes)| (format!("bag/{name}"), bytes.clone())).collect();
            let listed: Vec<(&str, &[u8])> = bare.iter().map(|(name, it)| (name.as_str(), it.as_slice())).collect();
            let read = [
                said(Bag::from_files(&listed, &Limits::IN_MEMORY)),
                said(Bag::from_zip(&plainly(&folder), &Limits::IN_MEMORY)),
                said(Bag::from_zip(&plainly(&bare), &Limits::IN_MEMORY)),
            ];
            let name = case.strip_prefix(&suite).unwrap().display().to_string();
            println!("{name}: {}", read[0].as_ref().map_or_else(String::as_str, |()| "opens, nothing wrong"));
            seen += 1;
            if read.iter().any(|other| other.is_ok() != read[0].is_ok()) {
                wrong.push(format!("{name}: another answer in another form: {read:?}"));
            }
            if (name.contains("/invalid/") || name.contains("out-of-scope")) && read.iter().any(Result::is_ok) {
                wrong.push(format!("{name}: opens without a word"));
            }
        }
    }
    assert!(seen >= 50, "{seen} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Any other bundles that were handled: each opens, and it is printed what is said.
#[test]
fn bundles_of_a_folder_open() {
    let Some(folder) = std::env::var_os("UPBEAT_HANDLED_BUNDLES").filter(|path| !path.is_empty()) else {
        return println!("no other bundles were opened: UPBEAT_HANDLED_BUNDLES is not set");
    };
    for (name, bytes) in files(Path::new(&folder)) {
        let opened = upbeat::bundle::open_file(&bytes).unwrap_or_else(|error| panic!("{name}: {}", error.detail()));
        for draft in &opened.drafts {
            println!("{name}: {:?} {:?} {} attached", draft.damage_sentences(), draft.warnings, draft.attached.len());
        }
    }
}
