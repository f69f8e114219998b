//! Bundles of many generated drafts, for every call that the project has: each read back equal, and all of them held
//! against other people's programs: Python's zipfile and bagit, jsonschema, icalendar, and sha256sum.
//!
//! The programs in Python run where `UPBEAT_PYTHON` names an interpreter that has them, as `cargo xtask test` does.
//! `UPBEAT_BUNDLES` says how many bundles; without it a thousand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests stop where they fail")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use upbeat::bundle::source::{MemoryFiles, block_on, file_id};
use upbeat::bundle::zip::unpack;
use upbeat::bundle::{
    Bag, Bundle, BundleOptions, Limits, application_schema, make_bundle, make_bundle_among, make_bundle_with_files,
    open_file,
};
use upbeat::call::{Call, Timestamp, read_call};
use upbeat::documents::calendar;
use upbeat::draft::{
    Draft, FIXTURE_TIME, Field, SchoolField, attached, characters, fullest, generated, generated_with_files,
};
use upbeat::readiness::OtherHubs;

mod call_files;

const HERE: &str = env!("CARGO_MANIFEST_DIR");
const MANY: u64 = 1_000;

/// Every call that the project has, with the text of its file.
fn calls() -> Vec<(Call, String)> {
    call_files::texts().into_iter().map(|text| (read_call(&text).unwrap(), text)).collect()
}

/// An empty folder under `target/`.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs one of the checkers in `tests/python`; it ends with "N passed, N failed".
fn python(script: &str, arguments: &[&Path]) -> Option<String> {
    let interpreter = std::env::var_os("UPBEAT_PYTHON").filter(|path| !path.is_empty())?;
    let script = Path::new(HERE).join("tests/python").join(script);
    let output = Command::new(interpreter).arg(&script).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}:\n{said}{}", script.display(), String::from_utf8_lossy(&output.stderr));
    Some(said.trim_end().lines().last().unwrap_or_default().to_owned())
}

fn checked_in_python(script: &str, arguments: &[&Path], least: usize) {
    match python(script, arguments) {
        None => println!("{script} did not run: UPBEAT_PYTHON is not set"),
        Some(tally) => {
            println!("{script}: {tally}");
            let passed: usize = tally.split(' ').next().unwrap().parse().unwrap();
            assert!(passed >= least, "{script} looked at {passed} of {least}");
        }
    }
}

/// A different instant for each seed: over the year, before and after each deadline.
fn now(seed: u64) -> Timestamp {
    Timestamp(FIXTURE_TIME.0 - 60_000_000_000 + i64::try_from(seed).unwrap() * 86_000_000)
}

/// Makes, reads back, and gives the bundle, with the web page or without.
fn there_and_back(call: &Call, text: &str, draft: &Draft, now: Timestamp, page: bool) -> Bundle {
    let made =
        make_bundle_among(call, text, draft, now, &OtherHubs::NONE, BundleOptions { page, ..BundleOptions::default() })
            .unwrap();
    let opened = open_file(&made.bytes).unwrap();
    let [one] = opened.drafts.as_slice() else { panic!("{} drafts", opened.drafts.len()) };
    assert_eq!(one.draft, *draft);
    assert_eq!(one.call_json.as_deref(), Some(text));
    assert_eq!((&opened.warnings, &one.warnings), (&Vec::new(), &Vec::new()));
    assert!(opened.unsaved.is_empty());
    made
}

#[test]
fn a_thousand_generated_drafts_make_sound_bundles() {
    let many = std::env::var("UPBEAT_BUNDLES").map_or(MANY, |text| text.parse().unwrap());
    let calls = calls();
    // Every tenth has its papers looked at too, which takes long.
    let (bundles, papers) = (folder("bundles"), folder("papers"));
    let mut sizes = BTreeMap::new();
    for seed in 0..many {
        let (call, text) = &calls[usize::try_from(seed).unwrap() % calls.len()];
        let mut draft = generated(seed, call);
        let name = Field::School(SchoolField::Name);
        let named = format!("{} {seed}", draft.text(&name));
        // The number keeps two schools from making files of the same name.
        draft.set(name, named.as_str().into(), FIXTURE_TIME);
        let made = there_and_back(call, text, &draft, now(seed), seed % 2 == 1);
        if seed % 16 == 0 {
            assert_eq!(
                make_bundle(call, text, &draft, now(seed)).unwrap(),
                made,
                "the same draft gives the same bytes"
            );
        }
        sizes.insert(made.bytes.len(), seed);
        if seed % 10 == 0 {
            fs::write(papers.join(&made.file_name), &made.bytes).unwrap();
        }
        let file = bundles.join(&made.file_name);
        assert!(!file.exists(), "{} a second time", made.file_name);
        fs::write(file, made.bytes).unwrap();
    }
    println!("{many} bundles, the largest of {:?} bytes", sizes.last_key_value());
    let schema = folder("schema").join("application.schema.json");
    fs::write(&schema, serde_json::to_string_pretty(&application_schema()).unwrap()).unwrap();
    let least = usize::try_from(many).unwrap();
    checked_in_python("check_bags.py", &[&bundles], least);
    checked_in_python("check_json.py", &[&bundles, &schema], least);
    checked_in_python("check_pdf.py", &[&papers], least / 10 * 2);
}

/// Makes the bundle of a draft with files.
fn with_files(call: &Call, text: &str, draft: &Draft, now: Timestamp, files: &MemoryFiles) -> Bundle {
    make_bundle_with_files(
        call,
        text,
        draft,
        now,
        &OtherHubs::NONE,
        BundleOptions { page: true, ..BundleOptions::default() },
        files,
    )
    .unwrap()
}

#[test]
fn a_thousand_drafts_with_files_go_out_as_they_came_in() {
    let many = std::env::var("UPBEAT_BUNDLES").map_or(MANY, |text| text.parse().unwrap());
    let calls = calls();
    let bundles = folder("bundles-with-files");
    let (mut total, mut written) = (0, 0);
    for seed in 0..many {
        let (call, text) = &calls[usize::try_from(seed).unwrap() % calls.len()];
        let (mut draft, files) = generated_with_files(seed, call, |bytes| file_id(bytes).unwrap());
        draft.set(Field::School(SchoolField::Name), format!("School {seed}").as_str().into(), FIXTURE_TIME);
        let wanted = attached(&draft);
        assert!(files.len() <= wanted.len() && wanted.iter().map(|file| file.to.len()).sum::<usize>() >= wanted.len());
        let first = with_files(call, text, &draft, now(seed), &MemoryFiles::new(files.clone()));

        // What comes out of it is all that the second one is made of.
        let opened = open_file(&first.bytes).unwrap().drafts.remove(0);
        assert_eq!((&opened.draft, &opened.warnings), (&draft, &Vec::new()));
        let mut taken = Vec::new();
        for file in &opened.attached {
            let mut bytes: Vec<u8> = Vec::new();
            block_on(unpack(&first.bytes, file.range.as_ref().unwrap(), &mut |piece| bytes.extend(piece))).unwrap();
            assert_eq!(file_id(&bytes).as_ref(), Some(&file.id));
            assert!(files.contains(&bytes));
            taken.push(bytes);
        }
        assert_eq!(taken.len(), files.len());
        total += taken.len();
        let again = with_files(call, &opened.call_json.unwrap(), &opened.draft, now(seed), &MemoryFiles::new(taken));
        assert!(first == again, "seed {seed}: the second bundle differs");
        if seed % 10 == 0 {
            fs::write(bundles.join(&first.file_name), &first.bytes).unwrap();
            written += 1;
        }
    }
    println!("{many} drafts, {total} files");
    assert!(total > usize::try_from(many).unwrap());
    let schema = folder("schema-with-files").join("application.schema.json");
    fs::write(&schema, serde_json::to_string_pretty(&application_schema()).unwrap()).unwrap();
    checked_in_python("check_bags.py", &[&bundles], written);
    checked_in_python("check_json.py", &[&bundles, &schema], written);
}

#[test]
fn a_file_that_is_not_there_is_left_out_and_told() {
    let (call, text) = calls().swap_remove(0);
    let (draft, files) = (0..100)
        .map(|seed| generated_with_files(seed, &call, |b| file_id(b).unwrap()))
        .find(|(_, f)| f.len() > 1)
        .unwrap();
    let some = MemoryFiles::new(files.iter().skip(1).cloned());
    let made = with_files(&call, &text, &draft, FIXTURE_TIME, &some);
    let lost = file_id(&files[0]).unwrap();
    let name = attached(&draft).into_iter().find(|file| file.id == lost).unwrap().name;
    assert!(
        made.remarks.iter().any(|remark| remark.starts_with(&format!("{name} is missing from the file."))),
        "{:?}",
        made.remarks
    );
    let opened = open_file(&made.bytes).unwrap().drafts.remove(0);
    assert_eq!(opened.draft, draft, "the draft names it all the same");
    assert_eq!(opened.attached.len(), files.len() - 1);
    assert!(opened.warnings[0].contains("not in this file"), "{:?}", opened.warnings);
    let bag = Bag::from_zip(&made.bytes, &Limits::IN_MEMORY).unwrap();
    let json: serde_json::Value = serde_json::from_slice(bag.payload_file("application.json").unwrap()).unwrap();
    assert_eq!(json["files"].as_array().unwrap().len(), files.len() - 1);
}

#[test]
fn the_calendars_of_all_calls() {
    let (calendars, files) = (folder("calendars"), folder("calls"));
    let mut written = 0;
    for (call, text) in calls() {
        fs::write(files.join(format!("{}.json", call.id)), &text).unwrap();
        if let Some(ics) = calendar(&call, FIXTURE_TIME) {
            fs::write(calendars.join(format!("{}.ics", call.id)), ics).unwrap();
            written += 1;
        }
    }
    checked_in_python("check_calendar.py", &[&calendars, &files], written);
}

#[test]
fn the_fullest_draft_makes_a_small_bundle() {
    for (call, text) in calls() {
        let draft = fullest(&call);
        let made = there_and_back(&call, &text, &draft, FIXTURE_TIME, true);
        let bag = Bag::from_zip(&made.bytes, &Limits::IN_MEMORY).unwrap();
        let sizes: Vec<String> =
            bag.payload().iter().map(|file| format!("{} {}", file.name, file.bytes.len())).collect();
        println!("{}: {} characters, {} bytes ({})", call.id, characters(&draft), made.bytes.len(), sizes.join(", "));
        fs::write(folder(&format!("fullest-{}", call.id)).join(&made.file_name), &made.bytes).unwrap();
        // An honest draft is text; many mail servers refuse attachments of ten megabytes and more.
        assert!(made.bytes.len() < 300_000, "{} bytes", made.bytes.len());
    }
}

/// The README tells people to run `sha256sum -c`; it does what the README says.
#[test]
fn the_checksums_are_those_of_sha256sum() {
    let (call, text) = calls().swap_remove(0);
    let made = make_bundle(&call, &text, &fullest(&call), FIXTURE_TIME).unwrap();
    let folder = folder("unpacked");
    for entry in upbeat::bundle::zip::read(&made.bytes, &Limits::IN_MEMORY).unwrap() {
        let path = folder.join(entry.name.split_once('/').unwrap().1);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, entry.bytes).unwrap();
    }
    let run = || {
        let mut command = Command::new("sha256sum");
        command.args(["-c", "tagmanifest-sha256.txt", "manifest-sha256.txt"]).current_dir(&folder).output()
    };
    // Not every system has it: macOS calls it shasum.
    let Ok(output) = run() else { return };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8_lossy(&output.stdout).lines().count();
    assert!(listed >= 8, "{listed}");
    fs::write(folder.join("data/application.pdf"), "changed").unwrap();
    assert!(!run().unwrap().status.success());
}
