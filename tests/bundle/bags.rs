//! Bags that were changed after they were made, bags of other programs, and what comes back from an honest one.

use crate::{example, example_zip, noon};
use upbeat::bundle::sha256;
use upbeat::bundle::zip::{Entry, read, write};
use upbeat::bundle::{Bag, Limits, Problem};

const FOLDER: &str = "larkfield-green-primary-herts-2026-11-22";

/// The files of the example, open to changes, with names relative to the base folder.
struct Files(Vec<Entry>);

impl Files {
    fn text(&mut self, name: &str, change: impl FnOnce(String) -> String) {
        let file = self.0.iter_mut().find(|file| file.name == name).unwrap();
        file.bytes = change(String::from_utf8(file.bytes.clone()).unwrap()).into_bytes();
    }

    fn add(&mut self, name: &str, bytes: &[u8]) {
        self.0.push(Entry { name: name.to_owned(), bytes: bytes.to_vec() });
    }

    fn remove(&mut self, name: &str) {
        self.0.retain(|file| file.name != name);
    }

    /// Makes the tag manifest true again, so that only the change itself is found.
    fn settle(&mut self) {
        let listed =
            self.0.iter().filter(|file| !file.name.starts_with("data/") && !file.name.starts_with("tagmanifest"));
        let text: String = listed.map(|file| format!("{}  {}\n", sha256::hex(&file.bytes), file.name)).collect();
        self.text("tagmanifest-sha256.txt", |_| text);
    }
}

fn changed(change: impl FnOnce(&mut Files)) -> Result<Bag, Vec<String>> {
    let entries = read(&example_zip(), &Limits::IN_MEMORY).unwrap();
    let strip = |entry: Entry| Entry { name: entry.name[FOLDER.len() + 1..].to_owned(), ..entry };
    let mut files = Files(entries.into_iter().map(strip).collect());
    change(&mut files);
    let entries: Vec<Entry> =
        files.0.into_iter().map(|file| Entry { name: format!("{FOLDER}/{}", file.name), ..file }).collect();
    let zip = write(&entries, noon(), &Limits::IN_MEMORY).unwrap();
    Bag::from_zip(&zip, &Limits::IN_MEMORY).map_err(|refusal| refusal.detail().lines().map(str::to_owned).collect())
}

#[track_caller]
fn refused(change: impl FnOnce(&mut Files), expected: &[&str]) {
    assert_eq!(changed(change).unwrap_err(), expected);
}

#[test]
fn a_bag_comes_back_as_it_was() {
    let bag = example();
    let back = Bag::from_zip(&example_zip(), &Limits::IN_MEMORY).unwrap();
    assert_eq!(back, bag);
    assert_eq!(back.folder(), FOLDER);
    assert_eq!(back.info_value("external-identifier"), Some("URN 123456"), "the first, in any case");
    assert_eq!(back.info_value("External-Description"), Some("Lead School application, with a letter"), "on one line");
    assert_eq!(back.info().len(), 5, "Payload-Oxum is not among them");
    assert_eq!(back.payload_file("application.json"), Some(&br#"{"version":1}"#[..]));
    assert_eq!(back.tag_file("README.txt"), Some(&b"What is in here.\n"[..]));
    assert_eq!(back.payload().len(), 4);
    assert_eq!(back.to_zip(noon(), &Limits::IN_MEMORY).unwrap(), example_zip(), "the same bytes again");
}

#[test]
fn the_files_are_as_the_rfc_writes_them() {
    let entries = read(&example_zip(), &Limits::IN_MEMORY).unwrap();
    let names: Vec<&str> = entries.iter().map(|entry| &entry.name[FOLDER.len() + 1..]).collect();
    assert_eq!(
        names,
        [
            "README.txt",
            "bagit.txt",
            "bag-info.txt",
            "manifest-sha256.txt",
            "tagmanifest-sha256.txt",
            "data/application.json",
            "data/call.json",
            "data/files/Cynllun Tŷ Gwyn 🎵.pdf",
            "data/files/empty.txt",
        ]
    );
    let texts: String = entries[1..5]
        .iter()
        .map(|entry| format!("--- {}\n{}", entry.name, std::str::from_utf8(&entry.bytes).unwrap()))
        .collect();
    insta::assert_snapshot!(texts, @r"
    --- larkfield-green-primary-herts-2026-11-22/bagit.txt
    BagIt-Version: 1.0
    Tag-File-Character-Encoding: UTF-8
    --- larkfield-green-primary-herts-2026-11-22/bag-info.txt
    Source-Organization: Larkfield Green Primary School
    External-Description: Lead School application, with a letter
    Contact-Name: Siân Ŵyn
    External-Identifier: URN 123456
    External-Identifier: EY123456
    Payload-Oxum: 1019.4
    --- larkfield-green-primary-herts-2026-11-22/manifest-sha256.txt
    2430f1a2ad2982d0067885488a4c89e21ad1d7c83b115ba8f1b20acc88dfaea8  data/application.json
    d17d00ca398c457f3d1fab8206dd52faba4466fcc37879d728ce6d5066484b4d  data/call.json
    3ee80291f9c466a244ad7d9d588f3f9f52bab90c660f19173de7b10a25d53963  data/files/Cynllun Tŷ Gwyn 🎵.pdf
    e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  data/files/empty.txt
    --- larkfield-green-primary-herts-2026-11-22/tagmanifest-sha256.txt
    ecdfc5b0971fa8a7cb0ae750ff13bd3947b50815f929ce74567dd7038e2ec508  README.txt
    ea70cf0cde95a8f10a9d7d3d08d04d47c9fb17abf200a8e10102f59d00fd8811  bag-info.txt
    1712ecfb074bf29c4188ad3421032509159a09739fd604f8fe57038b4ddefcc9  bagit.txt
    814f4809c2e9ae66cda94db5a8a4063e5518fa2128ebdcbf56d3d7b9f97acd1f  manifest-sha256.txt
    ");
}

#[test]
fn files_changed_after_the_bag_was_made() {
    refused(
        |files| files.text("data/application.json", |_| "{}".to_owned()),
        &[
            "data/application.json: checksum differs from manifest-sha256.txt",
            "bag-info.txt:6: Payload-Oxum is 1019.4, counted 1008.4",
        ],
    );
    refused(
        |files| files.text("README.txt", |text| text + "more"),
        &["README.txt: checksum differs from tagmanifest-sha256.txt"],
    );
    refused(
        |files| files.text("bag-info.txt", |text| text.replace("123456", "654321")),
        &["bag-info.txt: checksum differs from tagmanifest-sha256.txt"],
    );
    refused(
        |files| files.remove("data/call.json"),
        &[
            "data/call.json: listed in manifest-sha256.txt but missing",
            "bag-info.txt:6: Payload-Oxum is 1019.4, counted 19.3",
        ],
    );
    refused(|files| files.remove("README.txt"), &["README.txt: listed in tagmanifest-sha256.txt but missing"]);
    refused(
        |files| files.add("data/extra.txt", b"x"),
        &[
            "data/extra.txt: not listed in manifest-sha256.txt",
            "bag-info.txt:6: Payload-Oxum is 1019.4, counted 1020.5",
        ],
    );
    refused(
        |files| {
            files.text("data/application.json", |text| text.replace('1', "2"));
            files.text("data/call.json", |text| text.replacen("{}", "[]", 1));
            files.text("README.txt", |_| String::new());
        },
        &[
            "data/application.json: checksum differs from manifest-sha256.txt",
            "data/call.json: checksum differs from manifest-sha256.txt",
            "README.txt: checksum differs from tagmanifest-sha256.txt",
        ],
    );
}

#[test]
fn declarations() {
    let declared = |text: &str| {
        changed(|files| {
            files.text("bagit.txt", |_| text.to_owned());
            files.settle();
        })
        .map(|_| ())
    };
    for good in [
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8",
        "BagIt-Version: 1.0\r\nTag-File-Character-Encoding: UTF-8\r\n",
        "BagIt-Version: 1.0\rTag-File-Character-Encoding: utf-8\r",
        "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n",
    ] {
        assert_eq!(declared(good), Ok(()), "{good:?}");
    }
    for (text, expected) in [
        ("", "bagit.txt: not the two lines of RFC 8493 §2.1.1"),
        ("BagIt-Version: 1.0\n", "bagit.txt: not the two lines of RFC 8493 §2.1.1"),
        (
            "\u{feff}BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "bagit.txt: not UTF-8, or begins with a byte order mark",
        ),
        (
            "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nMore: x\n",
            "bagit.txt: not the two lines of RFC 8493 §2.1.1",
        ),
        ("Bagit-version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "bagit.txt: not the two lines of RFC 8493 §2.1.1"),
        (
            "BagIt-Version: one\nTag-File-Character-Encoding: UTF-8\n",
            "bagit.txt:1: not the two lines of RFC 8493 §2.1.1",
        ),
        (
            "BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n",
            "bagit.txt:1: BagIt version 2.0; 0.97 and 1.0 are read",
        ),
        (
            "BagIt-Version: 0.96\nTag-File-Character-Encoding: UTF-8\n",
            "bagit.txt:1: BagIt version 0.96; 0.97 and 1.0 are read",
        ),
        (
            "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n",
            "bagit.txt:2: tag file encoding UTF-16; only UTF-8 is read",
        ),
        ("BagIt-Version: 1.0\nEncoding: UTF-8\n", "bagit.txt: not the two lines of RFC 8493 §2.1.1"),
    ] {
        assert_eq!(declared(text), Err(vec![expected.to_owned()]), "{text:?}");
    }
}

#[test]
fn manifests_that_are_not_right() {
    let manifest = "manifest-sha256.txt";
    let edit = |change: fn(String) -> String| {
        changed(|files| {
            files.text(manifest, change);
            files.settle();
        })
        .map(|_| ())
        .map_err(|lines| lines.join(" | "))
    };
    let cases: [(fn(String) -> String, Result<(), &str>); 9] = [
        (|text| text.lines().map(|line| line[..64].to_uppercase() + &line[64..] + "\n").collect(), Ok(())),
        (|text| text.replace("  data", " \t data"), Ok(())),
        (|text| text.replace('\n', "\r\n"), Ok(())),
        (|text| text.replace("Tŷ", "Ty\u{302}"), Ok(())),
        (
            |text| text + "nonsense\n",
            Err("manifest-sha256.txt:5: not “checksum path” with a checksum of the right length in hex"),
        ),
        (
            |text| text.clone() + text.lines().next().unwrap(),
            Err("manifest-sha256.txt:5: manifest lists “data/application.json” more than once"),
        ),
        (
            |text| text + &"0".repeat(64) + "  ../../etc/passwd\n",
            Err("manifest-sha256.txt:5: manifest must not list “../../etc/passwd”"),
        ),
        (
            |text| text + &"0".repeat(64) + "  README.txt\n",
            Err("manifest-sha256.txt:5: manifest must not list “README.txt”"),
        ),
        (
            |text| text + &"0".repeat(64) + "  data/a%0Ab\n",
            Err("manifest-sha256.txt:5: manifest must not list “data/a\u{fffd}b”"),
        ),
    ];
    for (number, (change, expected)) in cases.into_iter().enumerate() {
        assert_eq!(edit(change), expected.map_err(str::to_owned), "case {number}");
    }
    refused(
        |files| {
            files.text("tagmanifest-sha256.txt", |text| {
                text.lines().filter(|line| !line.ends_with(manifest)).collect::<Vec<_>>().join("\n")
            });
        },
        &["manifest-sha256.txt: not listed in tagmanifest-sha256.txt"],
    );
    refused(
        |files| {
            files.text("tagmanifest-sha256.txt", |text| text + &"0".repeat(64) + "  data/call.json\n");
        },
        &["tagmanifest-sha256.txt:5: manifest must not list “data/call.json”"],
    );
    let unlisted = |files: &mut Files| {
        files.text(manifest, |text| text.lines().skip(1).collect::<Vec<_>>().join("\n"));
        files.settle();
    };
    refused(unlisted, &["data/application.json: not listed in manifest-sha256.txt"]);
}

#[test]
fn other_algorithms() {
    let with = |algorithm: &str, digest: fn(&[u8]) -> String| {
        changed(|files| {
            let payload = files.0.iter().filter(|file| file.name.starts_with("data/"));
            let text: String = payload.map(|file| format!("{} {}\n", digest(&file.bytes), file.name)).collect();
            files.remove("manifest-sha256.txt");
            files.add(&format!("manifest-{algorithm}.txt"), text.as_bytes());
            files.settle();
        })
    };
    assert_eq!(with("sha512", sha256::hex_512).unwrap().payload(), example().payload());
    assert_eq!(with("sha512", |_| "0".repeat(128)).unwrap_err().len(), 4, "and its checksums are looked at");
    assert_eq!(
        with("md5", |_| "0".repeat(32)).unwrap_err(),
        ["manifest-md5.txt: checksum algorithm md5; sha256 and sha512 are known"]
    );
    refused(
        |files| {
            files.add("manifest-sha1.txt", b"");
            files.settle();
        },
        &["manifest-sha1.txt: checksum algorithm sha1; sha256 and sha512 are known"],
    );
    refused(
        |files| {
            files.remove("manifest-sha256.txt");
            files.settle();
        },
        &["no payload manifest"],
    );
    let plain = changed(|files| files.remove("tagmanifest-sha256.txt"));
    assert_eq!(plain, Ok(example()), "a tag manifest is optional");
}

#[test]
fn labels_that_are_not_right() {
    let info = |text: &str| {
        changed(|files| {
            files.text("bag-info.txt", |_| text.to_owned());
            files.settle();
        })
        .map(|bag| bag.info().to_vec())
        .map_err(|lines| lines.join(" | "))
    };
    let pair = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    assert_eq!(info(""), Ok(vec![]));
    assert_eq!(info("A: b\nC:\td\n"), Ok(vec![pair("A", "b"), pair("C", "d")]));
    assert_eq!(info("A: long\n  value \r\n\tgoes on\nB: x"), Ok(vec![pair("A", "long value goes on"), pair("B", "x")]));
    assert_eq!(info("A: \nB:\n"), Ok(vec![pair("A", ""), pair("B", "")]));
    assert_eq!(info("payload-oxum: 1019.4\n"), Ok(vec![]));
    for (text, expected) in [
        ("no colon\n", "bag-info.txt:1: not “Label: value” (RFC 8493 §2.2.2)"),
        ("  folded first\n", "bag-info.txt:1: not “Label: value” (RFC 8493 §2.2.2)"),
        ("A: b\nC:d\n", "bag-info.txt:2: not “Label: value” (RFC 8493 §2.2.2)"),
        ("A : b\n", "bag-info.txt:1: not “Label: value” (RFC 8493 §2.2.2)"),
        (": b\n", "bag-info.txt:1: not “Label: value” (RFC 8493 §2.2.2)"),
        ("Payload-Oxum: 1019\n", "bag-info.txt:1: Payload-Oxum is 1019, counted 1019.4"),
        ("Payload-Oxum: 1019.4\nPayload-Oxum: 1019.4\n", "bag-info.txt:2: Payload-Oxum is 1019.4, counted 1019.4"),
    ] {
        assert_eq!(info(text), Err(expected.to_owned()), "{text:?}");
    }
}

#[test]
fn other_things_that_are_refused() {
    refused(
        |files| {
            files.add("fetch.txt", b"https://example.org/x 1 data/x\n");
            files.settle();
        },
        &["fetch.txt: fetch.txt is present; nothing is ever fetched"],
    );
    refused(|files| files.remove("bagit.txt"), &["no bagit.txt"]);
    let none = changed(|files| {
        files.0.retain(|file| !file.name.starts_with("data/"));
        files.text("manifest-sha256.txt", |_| String::new());
        files.text("bag-info.txt", |_| String::new());
        files.settle();
    });
    assert_eq!(none.unwrap_err(), ["no payload directory “data/”"]);
    let long = "x".repeat((1 << 20) + 1);
    refused(
        |files| {
            files.text("bag-info.txt", |_| long);
            files.settle();
        },
        &["bag-info.txt: tag file is over 1048576 bytes"],
    );
    let file = |name: &str| Entry { name: name.to_owned(), bytes: b"x".to_vec() };
    for (entries, found) in [
        (vec![], Problem::NotBag),
        (vec![file("photo.jpg"), file("a/b.txt")], Problem::NotBag),
        (vec![file("manifest-sha256.txt")], Problem::NoDeclaration),
        (vec![file("a/manifest-sha256.txt"), file("a/data/x")], Problem::NoDeclaration),
    ] {
        let zip = write(&entries, noon(), &Limits::IN_MEMORY).unwrap();
        let refusal = Bag::from_zip(&zip, &Limits::IN_MEMORY).unwrap_err();
        assert_eq!(refusal.first().problem, found);
    }
    let thousands = changed(|files| {
        files.text("manifest-sha256.txt", |text| text + &"nonsense\n".repeat(5_000));
        files.settle();
    });
    let lines = thousands.unwrap_err();
    assert_eq!((lines.len(), lines.last().unwrap().as_str()), (101, "and 4900 more"), "kept within bounds");
}

#[test]
fn what_finder_and_explorer_leave_behind_is_left_out() {
    let littered = changed(|files| {
        files.add(".DS_Store", b"x");
        files.add("data/.DS_Store", b"x");
        files.add("data/files/Thumbs.db", b"x");
        files.add("desktop.ini", b"x");
    });
    assert_eq!(littered, Ok(example()));
    let mut entries = read(&example_zip(), &Limits::IN_MEMORY).unwrap();
    entries.push(Entry { name: format!("__MACOSX/{FOLDER}/._README.txt"), bytes: b"x".to_vec() });
    let zip = write(&entries, noon(), &Limits::IN_MEMORY).unwrap();
    assert_eq!(Bag::from_zip(&zip, &Limits::IN_MEMORY), Ok(example()));
    let mut bag = example();
    bag.add_payload("files/Thumbs.db", b"wanted".to_vec()).unwrap();
    let zip = bag.to_zip(noon(), &Limits::IN_MEMORY).unwrap();
    assert_eq!(Bag::from_zip(&zip, &Limits::IN_MEMORY), Ok(bag), "unless it is listed");
}

#[test]
fn a_system_that_changes_accents_does_no_harm() {
    let decomposed = changed(|files| {
        for file in &mut files.0 {
            file.name = file.name.replace('ŷ', "y\u{302}");
        }
    });
    assert_eq!(decomposed, Ok(example()), "with the names as they were");
}
