//! One bundle, packed again in every way that programs and people do: by Python's zipfile, by the programs that are
//! installed, and by hand as Windows and macOS do. With an intact payload all of them open whole; with a changed payload
//! all of them open and say which part was changed.
//!
//! Python is `UPBEAT_PYTHON`, or `python3`; it must be there. `UPBEAT_PACKERS` names other programs that must be there too
//! (`zip,7z,bsdtar,jar`); without it those that are there are asked, and it is printed which were not.
//! `UPBEAT_BAGIT_SUITE` is a folder with the BagIt conformance suite (LibraryOfCongress/bagit-conformance-suite),
//! `UPBEAT_HANDLED_BUNDLES` one with other bundles that must open.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::items_after_statements,
    reason = "tests stop where they fail, and tables are long"
)]

#[path = "bundle/by_hand.rs"]
#[allow(dead_code, reason = "shared with the tests of bundles, where more of it is used")]
mod by_hand;
#[path = "repackings/conformance.rs"]
mod conformance;
#[path = "repackings/in_rust.rs"]
mod in_rust;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use upbeat::bundle::source::{MemoryFiles, block_on, file_id};
use upbeat::bundle::zip::{read, unpack};
use upbeat::bundle::{
    BundleOptions, Limits, OpenedDraft, OpenedFile, make_bundle_with_files, open_file, open_files_from,
};
use upbeat::call::read_call;
use upbeat::draft::{Attached, Draft, FIXTURE_TIME, Field, Value, read_draft};
use upbeat::readiness::OtherHubs;

const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// A file of the bundle: its path with the base folder, and its content.
type File = (String, Vec<u8>);

/// The bundle that is packed again.
struct Sample {
    draft: Draft,
    call: String,
    attachments: Vec<Vec<u8>>,
    files: Vec<File>,
}

fn sample() -> Sample {
    let call = fs::read_to_string(Path::new(HERE).join("assets/calls/hertfordshire-2025.json")).unwrap();
    let text = fs::read_to_string(Path::new(HERE).join("assets/examples/hertfordshire-2025.json")).unwrap();
    let mut draft = read_draft(&text).unwrap();
    let photo: Vec<u8> = (0..30_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let attachments = [
        ("photo.jpg", "image/jpeg", photo),
        ("Cynllun Tŷ Gŵyn (2).pdf", "application/pdf", b"A plan.".to_vec()),
        ("Siân.txt", "text/plain", b"Notes.".to_vec()),
        ("empty.txt", "text/plain", Vec::new()),
        ("scan.bmp", "image/bmp", vec![0xff; 1_100_000]),
    ];
    let mut ids = Vec::new();
    for (name, kind, content) in &attachments {
        let id = file_id(content).unwrap();
        for (field, value) in Attached::new(id.clone(), name, kind, content.len() as u64).answers() {
            draft.set(field, value, FIXTURE_TIME);
        }
        ids.push(id.to_string());
    }
    draft.set(Field::parse("documents/plan/files"), Value::List(ids), FIXTURE_TIME);
    let attachments: Vec<Vec<u8>> = attachments.into_iter().map(|(_, _, content)| content).collect();
    let made = make_bundle_with_files(
        &read_call(&call).unwrap(),
        &call,
        &draft,
        FIXTURE_TIME,
        &OtherHubs::NONE,
        BundleOptions::default(),
        &MemoryFiles::new(attachments.clone()),
    )
    .unwrap();
    let entries = read(&made.bytes, &Limits::IN_MEMORY).unwrap();
    let files = entries.into_iter().map(|entry| (entry.name, entry.bytes)).collect();
    Sample { draft, call, attachments, files }
}

/// What was changed in the payload before it was packed again.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Changed {
    Nothing,
    Photo,
    Answers,
    /// The photo is not there.
    NoPhoto,
}

impl Changed {
    const ALL: [Self; 4] = [Self::Nothing, Self::Photo, Self::Answers, Self::NoPhoto];

    fn files(self, sample: &Sample) -> Vec<File> {
        let mut files = sample.files.clone();
        let ending = if self == Self::Answers { "/data/application.json" } else { "/photo.jpg" };
        match self {
            Self::Nothing => {}
            Self::NoPhoto => files.retain(|(name, _)| !name.ends_with(ending)),
            Self::Photo => files.iter_mut().filter(|(name, _)| name.ends_with(ending)).for_each(|(_, it)| it[7] ^= 1),
            Self::Answers => {
                let (_, bytes) = files.iter_mut().find(|(name, _)| name.ends_with(ending)).unwrap();
                let text = String::from_utf8(bytes.clone()).unwrap();
                let changed = text.replacen(sample.draft.title(), "Another School", 1);
                assert_ne!(changed, text);
                *bytes = changed.into_bytes();
            }
        }
        files
    }

    /// What is said of the part.
    fn sentence(self) -> &'static [&'static str] {
        match self {
            Self::Nothing => &[],
            Self::Photo => &["\u{201c}photo.jpg\u{201d} was changed after it was packed."],
            Self::Answers => &["The answers were changed after they were packed."],
            Self::NoPhoto => &["\u{201c}photo.jpg\u{201d} is missing from this file."],
        }
    }
}

/// What is wrong with an opened file, if anything is.
fn wrong(sample: &Sample, changed: Changed, source: &[u8], opened: Result<OpenedFile, String>) -> Option<String> {
    let opened = match opened {
        Ok(opened) => opened,
        Err(why) => return Some(format!("refused: {why}")),
    };
    let [draft] = opened.drafts.as_slice() else { return Some(format!("{} drafts", opened.drafts.len())) };
    // What was changed and renamed is missing.
    let is_gone = changed == Changed::Photo && draft.damage_sentences() == Changed::NoPhoto.sentence();
    if draft.damage_sentences() != changed.sentence() && !is_gone {
        return Some(format!("says {:?}", draft.damage_sentences()));
    }
    if draft.answers_changed() != (changed == Changed::Answers) {
        return Some("the answers".to_owned());
    }
    if changed != Changed::Answers && draft.draft != sample.draft {
        return Some("another draft".to_owned());
    }
    if draft.call_json.as_deref() != Some(&*sample.call) {
        return Some("another call".to_owned());
    }
    let is_back = |content: &Vec<u8>| content_of(draft, source, content).as_ref() == Some(content);
    let lost: Vec<usize> = (0..sample.attachments.len()).filter(|at| !is_back(&sample.attachments[*at])).collect();
    let expected: &[usize] = if matches!(changed, Changed::Photo | Changed::NoPhoto) { &[0] } else { &[] };
    (lost != expected).then(|| format!("attachments {lost:?} are not there"))
}

/// The attached file with this content, as it is unpacked from where it was found.
fn content_of(draft: &OpenedDraft, source: &[u8], content: &[u8]) -> Option<Vec<u8>> {
    let file = draft.attached.iter().find(|file| Some(&file.id) == file_id(content).as_ref())?;
    let mut bytes: Vec<u8> = Vec::new();
    block_on(unpack(&source, file.range.as_ref()?, &mut |piece| bytes.extend(piece))).ok()?;
    Some(bytes)
}

/// Opens repackings, and fails with a list of those that are not as they should be.
fn all_open(sample: &Sample, changed: Changed, made: &[(String, Vec<u8>)]) {
    let open = |bytes: &[u8]| open_file(bytes).map_err(|error| format!("{} ({})", error.message(), error.detail()));
    let check = |(name, bytes): &(String, Vec<u8>)| {
        wrong(sample, changed, bytes, open(bytes)).map(|why| format!("{name}: {why}"))
    };
    let wrong: Vec<String> = made.iter().filter_map(check).collect();
    assert!(wrong.is_empty(), "{changed:?}, {} of {}:\n{}", wrong.len(), made.len(), wrong.join("\n"));
}

/// An empty folder under `target/`.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Writes the files of the bundle into a folder.
fn unpacked(files: &[File], folder: &Path) {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// All files in a folder, with their names.
fn files_in(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()))
        .collect()
}

#[test]
fn what_was_packed_again_by_hand_opens() {
    let sample = sample();
    for changed in Changed::ALL {
        let made = in_rust::repackings(&changed.files(&sample));
        assert!(made.len() >= 60, "{} repackings", made.len());
        all_open(&sample, changed, &made);
        println!("{changed:?}: {} repackings in Rust", made.len());
    }
}

#[test]
fn what_was_packed_again_by_python_opens() {
    let sample = sample();
    let python = std::env::var_os("UPBEAT_PYTHON").filter(|path| !path.is_empty()).unwrap_or_else(|| "python3".into());
    for changed in Changed::ALL {
        let folder = folder(&format!("repacked-{changed:?}"));
        let (from, out) = (folder.join("unpacked"), folder.join("out"));
        unpacked(&changed.files(&sample), &from);
        let script = Path::new(HERE).join("tests/python/repack.py");
        let output = Command::new(&python).args(["-W", "ignore"]).arg(script).arg(&from).arg(&out).output();
        let output = output.expect("Python packs again; UPBEAT_PYTHON says where it is");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let made = files_in(&out);
        assert!(made.len() >= 60, "{} repackings", made.len());
        all_open(&sample, changed, &made);
        println!("{changed:?}: {} repackings by Python", made.len());
    }
}

/// How programs are asked to pack what is in a folder into a file.
const PACKERS: [(&str, &str, &[&str]); 13] = [
    ("zip", "zip-r", &["-q", "-r", "{out}", "."]),
    ("zip", "zip-0", &["-q", "-r", "-0", "{out}", "."]),
    ("zip", "zip-9-no-folders", &["-q", "-r", "-9", "-D", "{out}", "."]),
    ("zip", "zip-no-extra-fields", &["-q", "-r", "-X", "{out}", "."]),
    ("zip", "zip-zip64", &["-q", "-r", "-fz", "{out}", "."]),
    ("7z", "7z", &["a", "-tzip", "{out}", "."]),
    ("7z", "7z-deflate64", &["a", "-tzip", "-mm=Deflate64", "{out}", "."]),
    ("7z", "7z-code-page", &["a", "-tzip", "-mcl=on", "{out}", "."]),
    ("bsdtar", "bsdtar", &["--format", "zip", "-cf", "{out}", "."]),
    ("bsdtar", "bsdtar-stored", &["--format", "zip", "--options", "zip:compression=store", "-cf", "{out}", "."]),
    ("bsdtar", "bsdtar-zip64", &["--format", "zip", "--options", "zip:zip64", "-cf", "{out}", "."]),
    ("jar", "jar", &["-cf", "{out}", "."]),
    ("jar", "jar-0M", &["-c0Mf", "{out}", "."]),
];

#[test]
fn what_was_packed_again_by_other_programs_opens() {
    let sample = sample();
    let demanded = std::env::var("UPBEAT_PACKERS").unwrap_or_default();
    for changed in Changed::ALL {
        let folder = folder(&format!("packers-{changed:?}"));
        let (from, out) = (folder.join("unpacked"), folder.join("out"));
        unpacked(&changed.files(&sample), &from);
        fs::create_dir_all(&out).unwrap();
        let base = from.join(sample.files[0].0.split('/').next().unwrap());
        for (program, name, arguments) in PACKERS {
            for (inside, what) in [(&from, "whole"), (&base, "bare")] {
                let path = out.join(format!("{name}-{what}.zip"));
                let arguments = arguments.iter().map(|part| part.replace("{out}", path.to_str().unwrap()));
                if let Ok(output) = Command::new(program).args(arguments).current_dir(inside).output() {
                    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
                } else {
                    assert!(!demanded.split(',').any(|it| it == program), "{program} is not there");
                    println!("{name} did not run: {program} is not there");
                }
            }
        }
        let made = files_in(&out);
        all_open(&sample, changed, &made);
        println!("{changed:?}: {} repackings by other programs", made.len());
    }
}

/// A folder that is dropped on the page, and files that are chosen at once.
#[test]
fn files_that_were_chosen_together_open() {
    let sample = sample();
    for changed in Changed::ALL {
        for (name, files) in in_rust::selections(&changed.files(&sample)) {
            let bytes: Vec<u8> = files.iter().flat_map(|(_, bytes)| bytes.clone()).collect();
            let listed: Vec<(&str, u64)> =
                files.iter().map(|(path, bytes)| (path.as_str(), bytes.len() as u64)).collect();
            let opened = block_on(open_files_from(&bytes, &listed, &mut |_, _| ()));
            let opened = opened.map_err(|error| format!("{} ({})", error.message(), error.detail()));
            let wrong = wrong(&sample, changed, &bytes, opened);
            assert_eq!(wrong, None, "{changed:?}: {name}");
        }
    }
}

/// What does not matter for the payload is said, and nothing else is.
#[test]
fn what_does_not_matter_is_a_remark() {
    let sample = sample();
    for (name, files, remark) in in_rust::remarked(&sample.files) {
        let bytes = in_rust::plainly(&files);
        let opened = open_file(&bytes).unwrap_or_else(|error| panic!("{name}: {}", error.detail()));
        let [draft] = opened.drafts.as_slice() else { panic!("{name}") };
        assert_eq!((&draft.draft, draft.damage.len(), draft.attached.len()), (&sample.draft, 0, 5), "{name}");
        assert_eq!(draft.warnings, remark.map(str::to_owned).into_iter().collect::<Vec<_>>(), "{name}");
    }
}

/// A bundle is refused as a whole only where nothing in it can be checked; each refusal names a way that works.
#[test]
fn what_cannot_be_checked_is_refused_with_the_way_out() {
    let sample = sample();
    for (name, bytes, happened, way_out) in in_rust::refused(&sample.files) {
        let message = match open_file(&bytes) {
            Ok(opened) => panic!("{name} opens: {:?}", opened.drafts.first().map(OpenedDraft::damage_sentences)),
            Err(error) => error.message(),
        };
        assert!(message.contains(happened) && message.contains(way_out), "{name}: {message}");
        let is_harmful = name.contains("harm");
        assert_eq!(message.contains("could do harm"), is_harmful, "{name}: {message}");
    }
}

/// Several applications in one file are all offered, each once.
#[test]
fn of_several_bundles_in_a_file_each_is_offered_once() {
    let sample = sample();
    let mut other = sample.draft.clone();
    other.id = upbeat::draft::DraftId::new("another").unwrap();
    let call = read_call(&sample.call).unwrap();
    let second = upbeat::bundle::make_bundle(&call, &sample.call, &other, FIXTURE_TIME).unwrap().bytes;
    let second: Vec<File> =
        read(&second, &Limits::IN_MEMORY).unwrap().into_iter().map(|it| (it.name, it.bytes)).collect();
    let renamed = |files: &[File], folder: &str| -> Vec<File> {
        files.iter().map(|(name, it)| (format!("{folder}/{}", name.split_once('/').unwrap().1), it.clone())).collect()
    };
    let (one, two) = (renamed(&sample.files, "one"), renamed(&second, "two"));
    let zipped = |name: &str, files: &[File]| (name.to_owned(), in_rust::plainly(files));
    for (what, files, offered) in [
        ("two folders", [one.clone(), two.clone()].concat(), 2),
        ("two ZIPs", vec![zipped("one.zip", &one), zipped("two.zip", &two)], 2),
        ("a folder and a ZIP", [one.clone(), vec![zipped("two.zip", &two)]].concat(), 2),
        ("a folder and its own ZIP", [one.clone(), vec![zipped("one.zip", &one)]].concat(), 1),
        ("the same twice", [one.clone(), renamed(&sample.files, "copy")].concat(), 1),
    ] {
        let opened = open_file(&in_rust::plainly(&files)).unwrap();
        assert_eq!((opened.drafts.len(), opened.choose), (offered, offered > 1), "{what}");
        assert!(opened.drafts.iter().all(|draft| draft.damage.is_empty()), "{what}");
    }
    // One that cannot be opened does not keep the other away, and is named.
    let broken: Vec<File> = two.into_iter().filter(|(name, _)| name != "two/bagit.txt").collect();
    let opened = open_file(&in_rust::plainly(&[one, broken].concat())).unwrap();
    assert_eq!((opened.drafts.len(), opened.choose), (1, false));
    assert!(opened.warnings[0].starts_with("\u{201c}two\u{201d} did not open. A part that"), "{:?}", opened.warnings);
}

/// A list of contents that was put behind the first one proves nothing, even if the answers agree with it.
#[test]
fn an_edited_list_does_not_vouch_for_edited_answers() {
    let sample = sample();
    let edited = Changed::Answers.files(&sample);
    let (name, answers) = edited.iter().find(|(name, _)| name.ends_with("/data/application.json")).unwrap();
    let own = &sample.files.iter().find(|(known, _)| known == name).unwrap().1;
    let sum = upbeat::bundle::sha256::hex;
    let (list, text) = edited.iter().find(|(name, _)| name.ends_with("/manifest-sha256.txt")).unwrap();
    let text = String::from_utf8(text.clone()).unwrap().replace(&sum(own), &sum(answers)).into_bytes();
    let behind = vec![(list.clone(), text.clone()), (name.clone(), answers.clone())];
    let instead: Vec<File> = edited
        .iter()
        .map(|(name, bytes)| (name.clone(), if name == list { text.clone() } else { bytes.clone() }))
        .collect();
    for (what, files) in [("behind", [sample.files.clone(), behind].concat()), ("instead", instead)] {
        let opened = open_file(&in_rust::plainly(&files)).unwrap();
        let [draft] = opened.drafts.as_slice() else { panic!("{what}") };
        assert!(draft.answers_changed(), "{what}: {:?}", draft.damage_sentences());
    }
}
