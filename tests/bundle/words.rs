//! What a teacher reads when a file is refused.

use upbeat::bundle::error::SAFE;
use upbeat::bundle::name::NameProblem;
use upbeat::bundle::{Bag, Limits, OpenError, PackError, Place, Problem};

fn all() -> Vec<Problem> {
    let text = || "manifest-sha256.txt".to_owned();
    vec![
        Problem::EmptyFile,
        Problem::NotZip,
        Problem::CutOff,
        Problem::Inconsistent("x"),
        Problem::FileTooLarge { limit: 64 << 20 },
        Problem::TooManyFiles { limit: 1_000 },
        Problem::EntryTooLarge { limit: 32 << 20 },
        Problem::TotalTooLarge { limit: 64 << 20 },
        Problem::Ratio { limit: 200 },
        Problem::Encrypted,
        Problem::Method(12),
        Problem::SpecialFile,
        Problem::Unsupported("a ZIP split over several files"),
        Problem::Name(NameProblem::Dots),
        Problem::NestedTooLarge { limit: 128 << 20 },
        Problem::Overlap,
        Problem::Size { declared: 1 },
        Problem::Crc,
        Problem::Deflate,
        Problem::NotBag,
        Problem::NoDeclaration,
        Problem::Declaration,
        Problem::Version("2.0".to_owned()),
        Problem::Encoding("UTF-16".to_owned()),
        Problem::NotText,
        Problem::TextTooLarge { limit: 1 << 20 },
        Problem::Fetch,
        Problem::NoManifest,
        Problem::Algorithm("md5".to_owned()),
        Problem::ManifestLine,
        Problem::ManifestPath("../x".to_owned()),
        Problem::ListedTwice("x".to_owned()),
        Problem::Missing { manifest: text() },
        Problem::Unlisted { manifest: text() },
        Problem::Checksum { manifest: text() },
        Problem::LineEnds { manifest: text() },
        Problem::InfoLine,
        Problem::Oxum { written: "1.1".to_owned(), counted: "2.2".to_owned() },
        Problem::NoPayload,
    ]
}

#[test]
fn every_refusal_says_what_happened_what_is_safe_and_what_to_do() {
    let machinery = [
        "bag", "manifest", "zip64", "checksum", "crc", "oxum", "deflate", "utf", "sha", "fetch", "header", "offset",
        "entry", "byte",
    ];
    for problem in all() {
        for file in [None, Some("bag-info.txt"), Some("manifest-sha256.txt"), Some("data/application.json")] {
            for line in [None, file.map(|_| 3)] {
                let error =
                    OpenError { place: Place { file: file.map(str::to_owned), line }, problem: problem.clone() };
                let message = error.message();
                let (happened, advice) = message.split_once(SAFE).unwrap_or_else(|| panic!("{message}"));
                assert!(happened.len() > 15 && advice.len() > 15, "{message}");
                let words = message.to_lowercase();
                for word in machinery {
                    assert!(
                        !words
                            .split(|letter: char| !letter.is_alphanumeric())
                            .any(|it| it == word || it == format!("{word}s")),
                        "{word}: {message}"
                    );
                }
                let detail = error.detail();
                assert!(!detail.contains('\n') && file.is_none_or(|file| detail.starts_with(file)), "{detail}");
                assert!(line.is_none() || detail.contains(":3:"), "{detail}");
            }
        }
    }
}

/// "Could do harm" is said only of what could; whatever else it is, the message names a way that works.
#[test]
fn harm_is_said_only_of_what_could_do_some() {
    for problem in all() {
        let could =
            matches!(problem, Problem::Ratio { .. } | Problem::Name(_) | Problem::Overlap | Problem::ManifestPath(_));
        let message = OpenError { place: Place::default(), problem: problem.clone() }.message();
        assert_eq!(message.contains("could do harm"), could, "{problem:?}: {message}");
        assert_eq!(message.contains("Do not unzip it"), could, "{problem:?}: {message}");
    }
}

#[test]
fn messages_as_they_read() {
    let damaged = OpenError {
        place: Place { file: Some("larkfield/data/application.json".to_owned()), line: None },
        problem: Problem::Crc,
    };
    insta::assert_snapshot!(damaged.message(), @"Part of this file has changed since it was made (in the answers). It may be damaged, or someone may have edited it. Nothing on this device has changed. Ask for it to be sent again. To change something, change it in Upbeat and make a new file.");
    let large = OpenError { place: Place::default(), problem: Problem::FileTooLarge { limit: 64 << 20 } };
    insta::assert_snapshot!(large.message(), @"This file is too large: it is over 64 MB. Nothing on this device has changed. Ask the sender for a copy with fewer or smaller attachments.");
    let whole = |problem| OpenError { place: Place::default(), problem }.message();
    insta::assert_snapshot!(whole(Problem::NotBag), @"There is no application in this file. Nothing on this device has changed. Choose the ZIP file that you downloaded from Upbeat. If you have only its folder, drag that onto this page.");
    insta::assert_snapshot!(whole(Problem::NoDeclaration), @"A part that Upbeat needs to check this file was changed or deleted. Nothing on this device has changed. Open the file as it was downloaded. If you have only this one, unzip it and open “application.json” from its “data” folder.");
    insta::assert_snapshot!(whole(Problem::Encrypted), @"This file has a password. Nothing on this device has changed. Unzip it with the password, then drag its folder onto this page. Or ask the sender for a copy without one.");
    insta::assert_snapshot!(whole(Problem::Method(14)), @"This file was zipped again by another program, and Upbeat cannot read it. Nothing on this device has changed. Unzip it, then drag its folder onto this page. Or open the original file.");
    insta::assert_snapshot!(OpenError { place: Place::default(), problem: Problem::NotZip }.message(), @"This file was not made with Upbeat. Nothing on this device has changed. Choose an application file from Upbeat. Its name ends in .zip.");
}

#[test]
fn names_from_the_file_are_harmless_when_shown() {
    let evil = format!("<b>\u{202e}\n\0{}", "x".repeat(500));
    let error = OpenError { place: Place { file: Some(evil), line: None }, problem: Problem::Crc };
    for text in [error.message(), error.detail()] {
        assert!(!text.contains(['\n', '\0', '\u{202e}']), "{text:?}");
        assert!(text.len() < 500, "{text}");
    }
}

#[test]
fn what_cannot_be_written_is_said_in_words_too() {
    let mut bag = Bag::new("x").unwrap();
    let named = |name: &str| PackError::Name { name: name.to_owned(), problem: NameProblem::Percent };
    assert_eq!(bag.add_payload("100%.pdf", Vec::new()), Err(named("100%.pdf")));
    assert_eq!(bag.add_tag_file("BagIt.txt", Vec::new()), Err(PackError::Reserved("BagIt.txt".to_owned())));
    assert_eq!(bag.add_tag_file("data/x", Vec::new()), Err(PackError::Reserved("data/x".to_owned())));
    assert_eq!(
        bag.add_tag_file("tagmanifest-md5.txt", Vec::new()),
        Err(PackError::Reserved("tagmanifest-md5.txt".to_owned()))
    );
    assert_eq!(bag.to_zip(crate::noon(), &Limits::IN_MEMORY), Err(PackError::Empty));
    assert!(Bag::new("a/b").is_err() && Bag::new("..").is_err() && Bag::new("").is_err());
    for label in ["", "a:b", " a", "a ", "a\nb", "Payload-Oxum", "payload-oxum"] {
        assert_eq!(bag.add_info(label, "x"), Err(PackError::Label(label.to_owned())));
    }
    let message = named("100%.pdf").message();
    assert!(message.contains("100%.pdf") && message.contains("safe"), "{message}");
}
