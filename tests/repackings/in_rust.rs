//! Repackings that are put together by hand, as Windows, macOS, phones, mail and cloud programs make them.

use std::collections::BTreeMap;
use std::sync::Mutex;

use unicode_normalization::UnicodeNormalization as _;

use crate::File;
use crate::by_hand::{Raw, deflated, extra, raw, stored, u16s, u32s, zip, zip_with};

/// A plain ZIP of these files.
pub(crate) fn plainly(files: &[File]) -> Vec<u8> {
    zip(&packed(files))
}

fn packed(files: &[File]) -> Vec<Raw> {
    files.iter().map(|(name, bytes)| entry(name, bytes)).collect()
}

/// What has been packed, by its content: packing takes long in a test.
static PACKED: Mutex<BTreeMap<Vec<u8>, Vec<u8>>> = Mutex::new(BTreeMap::new());

fn entry(name: &str, bytes: &[u8]) -> Raw {
    let mut known = PACKED.lock().unwrap();
    let data = known.entry(bytes.to_vec()).or_insert_with(|| deflated(name, bytes).data).clone();
    raw(name.as_bytes(), data, bytes, 8)
}

fn named(files: &[File], name: impl Fn(&str) -> String) -> Vec<File> {
    files.iter().map(|(old, bytes)| (name(old), bytes.clone())).collect()
}

fn bare(name: &str) -> String {
    name.split_once('/').unwrap().1.to_owned()
}

/// The same with names in other bytes, and without the flag for UTF-8.
fn in_bytes(files: &[File], name: impl Fn(&str) -> Vec<u8>) -> Vec<Raw> {
    let entry = |(old, bytes): &File| {
        entry(old, bytes).with(|it| {
            it.name = name(old);
            it.local_name.clone_from(&it.name);
            (it.flags, it.local_flags) = (0, 0);
        })
    };
    files.iter().map(entry).collect()
}

/// A name in a code page; what that lacks is an underline.
fn in_page(name: &str, page: impl Fn(char) -> Option<u8>) -> Vec<u8> {
    name.chars().map(|letter| if letter.is_ascii() { letter as u8 } else { page(letter).unwrap_or(b'_') }).collect()
}

fn with(files: &[File], more: &[(&str, &[u8])]) -> Vec<File> {
    let more = more.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
    files.iter().cloned().chain(more).collect()
}

/// What programs leave, with the place in which they do.
const LEFTOVERS: [&str; 16] = [
    "{}/.DS_Store",
    "{}/data/.DS_Store",
    "__MACOSX/{}/._README.txt",
    "__MACOSX/{}/data/._application.json",
    "{}/data/attachments/._photo.jpg",
    "{}/data/attachments/Thumbs.db",
    "{}/desktop.ini",
    "{}/data/~$pporting-letter.docx",
    "{}/data/.~lock.letter.docx#",
    "{}/.localized",
    "{}/data/.directory",
    ".dropbox.attr",
    "{}/Icon\r",
    "{}/data/Icon\r",
    "{}/data/attachments/photo.jpg:Zone.Identifier",
    ".Spotlight-V100/Store-V2/1",
];

pub(crate) fn repackings(files: &[File]) -> Vec<(String, Vec<u8>)> {
    let top = files[0].0.split('/').next().unwrap();
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>| all.push((name.to_owned(), bytes));
    let plain = plainly(files);

    // Names and folders.
    add("as it was", plain.clone());
    let names: [(&str, fn(&str) -> String); 17] = [
        ("without the folder", bare),
        ("another folder", |name| format!("Application (1)/{}", bare(name))),
        ("a folder in a folder", |name| format!("Downloads/{name}")),
        ("deep in folders", |name| format!("a/b/c/d/e/f/{name}")),
        ("backslashes", |name| name.replace('/', "\\")),
        ("backslashes without the folder", |name| bare(name).replace('/', "\\")),
        ("from the root", |name| format!("/{name}")),
        ("from here", |name| format!("./{name}")),
        ("from a drive", |name| format!("C:\\Users\\Head\\{}", name.replace('/', "\\"))),
        ("NFD", |name| name.nfd().collect()),
        ("NFC", |name| name.nfc().collect()),
        ("capitals", str::to_uppercase),
        ("a dot behind the folder", |name| name.replacen('/', "./", 1)),
        ("a dot behind each name", |name| format!("{name}.")),
        ("a space behind each name", |name| format!("{name} ")),
        ("attachments renamed", |name| name.replace("attachments/", "attachments/Copy of ")),
        ("attachments cut to eight letters", |name| match name.split_once("attachments/") {
            Some((folder, file)) => format!("{folder}attachments/{}~1", file.chars().take(6).collect::<String>()),
            None => name.to_owned(),
        }),
    ];
    for (what, name) in names {
        add(what, plainly(&named(files, name)));
    }
    add("names of code page 437", zip(&in_bytes(files, |name| in_page(name, |c| (c == 'â').then_some(0x83)))));
    add("names of Latin-1", zip(&in_bytes(files, |name| in_page(name, |c| (c == 'â').then_some(0xe2)))));
    add("names of another code page", zip(&in_bytes(files, |name| in_page(name, |_| Some(0x99)))));
    add("UTF-8 without its flag", zip(&in_bytes(files, |name| name.as_bytes().to_vec())));
    let second = |(name, bytes): &File| {
        let old = in_page(name, |_| None);
        let field = [vec![1], rawzip::crc32(&old).to_le_bytes().to_vec(), name.as_bytes().to_vec()].concat();
        entry(name, bytes).with(|it| {
            (it.name, it.local_name) = (old.clone(), old);
            (it.flags, it.local_flags) = (0, 0);
            it.extra = extra(0x7075, &field);
        })
    };
    add("names in a field of their own", zip(&files.iter().map(second).collect::<Vec<_>>()));

    // The container.
    let each = |change: fn(Raw) -> Raw| zip(&packed(files).into_iter().map(change).collect::<Vec<_>>());
    add("stored", zip(&files.iter().map(|(name, bytes)| stored(name, bytes)).collect::<Vec<_>>()));
    add("Deflate64", zip(&files.iter().map(|(name, bytes)| deflated_64(name, bytes)).collect::<Vec<_>>()));
    add("descriptors", each(|it| it.described(true, false)));
    add("descriptors without a mark", each(|it| it.described(false, false)));
    add("wide descriptors", each(|it| it.described(true, true)));
    add(
        "ZIP64 sizes",
        each(|it| {
            it.with(|it| {
                it.extra = extra(1, &u32s(&[it.sizes.1, 0, it.sizes.0, 0]));
                it.sizes = (0xffff_ffff, 0xffff_ffff);
            })
        }),
    );
    add(
        "a ZIP64 end",
        zip_with(&packed(files), |end| {
            let at = end.offset + end.size;
            let head = [b"PK\x06\x06".to_vec(), u32s(&[44, 0]), u16s(&[45, 45])].concat();
            let count = u32::from(end.counts.0);
            let rest = u32s(&[0, 0, count, 0, count, 0, end.size, 0, end.offset, 0]);
            end.between = [head, rest, b"PK\x06\x07".to_vec(), u32s(&[0, at, 0, 1])].concat();
            (end.size, end.offset, end.counts) = (0xffff_ffff, 0xffff_ffff, (0xffff, 0xffff));
        }),
    );
    add("a comment", zip_with(&packed(files), |end| end.comment = b"Packed by a program".to_vec()));
    add("other names in front", each(|it| it.with(|it| it.local_name.iter_mut().for_each(|byte| *byte = b'x'))));
    add("nothing in front", each(|it| it.with(|it| (it.local_crc, it.local_sizes) = (0, (0, 0)))));
    add("other flags in front", each(|it| it.with(|it| it.local_flags = 6)));
    add("rights of Unix", each(|it| it.with(|it| it.attributes = 0o100_600 << 16)));
    add("hidden", each(|it| it.with(|it| it.attributes = 0x22)));
    add("times of programs", each(|it| it.with(|it| it.extra = extra(0x5455, &[1, 0, 0, 0, 0]))));
    add("space between", each(|it| it.with(|it| it.before = vec![0; 512])));
    let folders = ["", "/data", "/data/attachments"].map(|folder| stored(&format!("{top}{folder}/"), b""));
    add("folders first", zip(&[folders.to_vec(), packed(files)].concat()));
    add("folders last", zip(&[packed(files), folders.to_vec()].concat()));
    add("the root as an entry", zip(&[vec![stored("/", b"")], packed(files)].concat()));
    let mut backwards = files.to_vec();
    backwards.reverse();
    add("backwards", plainly(&backwards));
    add("each file twice", zip(&[packed(files), packed(files)].concat()));
    for (what, before) in [("a program", b"MZ".repeat(2_000)), ("a line", b"--boundary\r\n\r\n".to_vec())] {
        add(&format!("before: {what}"), [before, plain.clone()].concat());
    }
    for (what, after) in [
        ("a line end", b"\r\n".to_vec()),
        ("two line ends", b"\n\n".to_vec()),
        ("zeros", vec![0; 100_000]),
        ("words", b"\r\n-- \r\nThis email was scanned for viruses.\r\n".to_vec()),
        ("megabytes", vec![b'x'; 3 << 20]),
    ] {
        add(&format!("after: {what}"), [plain.clone(), after].concat());
    }

    // What is inside something else, or beside it.
    let within = |name: &str, pack: fn(&str, &[u8]) -> Raw| zip(&[pack(name, &plain)]);
    add("in a ZIP", within("application.zip", stored));
    add("in a ZIP, packed", within("application.zip", deflated));
    add("in a ZIP, without an ending", within("application", stored));
    add("in a folder in a ZIP", within("Emails/January/application.zip", deflated));
    add("in a ZIP in a ZIP", zip(&[deflated("b.zip", &within("a.zip", deflated))]));
    add("in a ZIP in a ZIP, stored", zip(&[stored("b.zip", &within("a.zip", stored))]));
    add("in a ZIP in a ZIP, one packed", zip(&[deflated("b.zip", &within("a.zip", stored))]));
    add("beside its own ZIP", zip(&[packed(files), vec![stored("application.zip", &plain)]].concat()));
    let loose: [(&str, &[u8]); 3] =
        [("photo of us.jpg", b"x"), ("a/minutes.docx", b"PK\x03\x04"), ("b.zip", b"no ZIP")];
    add("beside loose files", plainly(&with(files, &loose)));
    add("beside loose files, without the folder", plainly(&with(&named(files, bare), &loose)));
    let put_in: [(&str, &[u8]); 2] = [("data/more.docx", b"x"), ("notes.txt", b"x")];
    add("files put in", plainly(&with(&named(files, bare), &put_in)));
    for leftover in LEFTOVERS {
        let name = leftover.replace("{}", top);
        add(&format!("leftover {leftover:?}"), plainly(&with(files, &[(&name, b"x")])));
    }
    let names: Vec<String> = LEFTOVERS.iter().map(|leftover| leftover.replace("{}", top)).collect();
    let leftovers: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    add("all leftovers", plainly(&with(files, &leftovers)));
    let mac: Vec<File> = files.iter().map(|(name, _)| (format!("__MACOSX/{name}"), vec![0; 200])).collect();
    let mac = [named(files, |name| name.nfd().collect()), mac].concat();
    add("as Finder does", zip(&packed(&mac).into_iter().map(|it| it.described(true, false)).collect::<Vec<_>>()));
    add("README gone", plainly(&without(files, "README.txt")));
    add("README changed", plainly(&with(&without(files, "README.txt"), &[(&format!("{top}/README.txt"), b"Ours")])));
    add("the list of lists gone", plainly(&without(files, "tagmanifest-sha256.txt")));
    add("labels gone", plainly(&without(files, "bag-info.txt")));
    all
}

fn without(files: &[File], gone: &str) -> Vec<File> {
    files.iter().filter(|(name, _)| !name.ends_with(&format!("/{gone}"))).cloned().collect()
}

/// A file packed by Deflate64, in blocks that are stored.
fn deflated_64(name: &str, bytes: &[u8]) -> Raw {
    let chunks: Vec<&[u8]> = if bytes.is_empty() { vec![&[]] } else { bytes.chunks(0xffff).collect() };
    let last = chunks.len() - 1;
    let block = |(at, chunk): (usize, &&[u8])| {
        let length = chunk.len() as u16;
        [vec![u8::from(at == last)], u16s(&[length, !length]), chunk.to_vec()].concat()
    };
    raw(name.as_bytes(), chunks.iter().enumerate().flat_map(block).collect(), bytes, 9)
}

/// Files as a browser hands them in when a folder is dropped, or several are chosen.
pub(crate) fn selections(files: &[File]) -> Vec<(&'static str, Vec<File>)> {
    let plain = plainly(files);
    let loose: [(&str, &[u8]); 2] = [("photo of us.jpg", b"x"), ("minutes.docx", b"PK\x03\x04")];
    vec![
        ("the folder", files.to_vec()),
        ("what is in the folder", named(files, bare)),
        ("a folder round it", named(files, |name| format!("Downloads/{name}"))),
        ("a folder with other files", with(&named(files, |name| format!("Downloads/{name}")), &loose)),
        ("a folder with the ZIP", with(&[("Downloads/a.zip".to_owned(), plain.clone())], &loose)),
        ("the ZIP and others", with(&[("a.zip".to_owned(), plain.clone())], &loose)),
        ("the folder and its ZIP", with(files, &[("a.zip", &plain)])),
        ("a folder with leftovers", with(files, &[(".DS_Store", b"x"), ("desktop.ini", b"x")])),
        ("names of macOS", named(files, |name| name.nfd().collect())),
    ]
}

/// What does not matter, with what is said of it.
pub(crate) fn remarked(files: &[File]) -> Vec<(&'static str, Vec<File>, Option<&'static str>)> {
    let top = files[0].0.split('/').next().unwrap();
    let inside = |name: &str| format!("{top}/{name}");
    let changed = |name: &str, change: &dyn Fn(String) -> String| -> Vec<File> {
        let change = |(known, bytes): &File| {
            let new = || change(String::from_utf8(bytes.clone()).unwrap()).into_bytes();
            (known.clone(), if known.ends_with(&format!("/{name}")) { new() } else { bytes.clone() })
        };
        files.iter().map(change).collect()
    };
    let line_ends = |text: String| text.replace('\n', "\r\n");
    let marked = |text: String| format!("\u{feff}{text}");
    const LABELS: Option<&str> =
        Some("Labels in this file were changed after it was packed. That does not affect the application.");
    vec![
        ("nothing", files.to_vec(), None),
        ("leftovers", with(files, &[(&inside("data/.DS_Store"), b"x"), (&inside("~$a.docx"), b"x")]), None),
        (
            "README changed",
            changed("README.txt", &|text| text + "more"),
            Some("\u{201c}README.txt\u{201d} was changed after it was packed. That does not affect the application."),
        ),
        (
            "README gone",
            without(files, "README.txt"),
            Some("\u{201c}README.txt\u{201d} is missing from this file. That does not affect the application."),
        ),
        (
            "a file put in",
            with(files, &[(&inside("data/more.docx"), b"x")]),
            Some("\u{201c}more.docx\u{201d} is not part of the application, so Upbeat left it out."),
        ),
        (
            "two files beside",
            with(files, &[(&inside("a.txt"), b"x"), ("b.txt", b"x")]),
            Some(
                "\u{201c}a.txt\u{201d} and \u{201c}b.txt\u{201d} are not part of the application, so Upbeat left them out.",
            ),
        ),
        ("labels changed", changed("bag-info.txt", &|text| text.replace("Contact-Name", "Contact-Nom")), LABELS),
        ("labels gone", without(files, "bag-info.txt"), LABELS),
        ("line ends of Windows in a label file", changed("bag-info.txt", &line_ends), LABELS),
        ("line ends of Windows in the list", changed("manifest-sha256.txt", &line_ends), LABELS),
        ("a byte order mark in the list", changed("manifest-sha256.txt", &marked), LABELS),
        ("a byte order mark in the declaration", changed("bagit.txt", &marked), LABELS),
        ("an empty line in the declaration", changed("bagit.txt", &|text| text + "\n"), LABELS),
        ("the list of lists changed", changed("tagmanifest-sha256.txt", &|text| text + "nonsense\n"), LABELS),
        (
            "a list of a kind that is not known",
            with(files, &[(&inside("manifest-md5.txt"), b"x")]),
            Some("This file has a second list of its contents that Upbeat cannot check."),
        ),
        (
            "parts elsewhere",
            with(files, &[(&inside("fetch.txt"), b"https://example.org/x 1 data/x\n")]),
            Some("This file names parts that are on the web. Upbeat does not fetch them."),
        ),
    ]
}

/// What is refused, with what is said, and the way out.
pub(crate) fn refused(files: &[File]) -> Vec<(&'static str, Vec<u8>, &'static str, &'static str)> {
    let plain = plainly(files);
    let cut = plain[..plain.len() / 2].to_vec();
    let some = |keeps: fn(&str) -> bool| {
        plainly(&files.iter().filter(|(name, _)| keeps(&bare(name))).cloned().collect::<Vec<_>>())
    };
    let each = |change: fn(Raw) -> Raw| zip(&packed(files).into_iter().map(change).collect::<Vec<_>>());
    let text = |name: &str, text: &[u8]| {
        let change =
            |(known, bytes): &File| (known.clone(), if known.ends_with(name) { text.to_vec() } else { bytes.clone() });
        plainly(&files.iter().map(change).collect::<Vec<_>>())
    };
    const PART: &str = "A part that Upbeat needs to check this file was changed or deleted";
    const ANSWERS: &str = "open \u{201c}application.json\u{201d} from its \u{201c}data\u{201d} folder";
    vec![
        ("no declaration", some(|name| name != "bagit.txt"), PART, ANSWERS),
        ("no list", some(|name| name != "manifest-sha256.txt"), PART, ANSWERS),
        ("neither", some(|name| name.starts_with("README")), "There is no application", "drag that onto this page"),
        ("an empty declaration", text("bagit.txt", b""), PART, ANSWERS),
        ("a list that is no text", text("/manifest-sha256.txt", b"\xff\xfe\x00"), PART, ANSWERS),
        ("no answers", some(|name| name != "data/application.json"), "The answers are missing", "as it was downloaded"),
        ("no payload", some(|name| !name.starts_with("data/")), "missing", "as it was downloaded"),
        ("cut", cut.clone(), "The end of this file is missing", "download it again"),
        ("a cut one in a ZIP", zip(&[stored("a.zip", &cut)]), "The end of this file is missing", "download it again"),
        ("a password", each(|it| it.with(|it| it.flags |= 1)), "has a password", "drag its folder onto this page"),
        (
            "another method",
            each(|it| it.with(|it| it.method = 14)),
            "zipped again by another program",
            "drag its folder onto this page",
        ),
        ("loose files only", plainly(&[("a.jpg".to_owned(), b"x".to_vec())]), "There is no application", "from Upbeat"),
        (
            "7z",
            b"7z\xbc\xaf\x27\x1c\0\x04rest".to_vec(),
            "zipped again by another program",
            "drag its folder onto this page",
        ),
        (
            "RAR",
            b"Rar!\x1a\x07\x01\0rest".to_vec(),
            "zipped again by another program",
            "drag its folder onto this page",
        ),
        ("gzip", b"\x1f\x8b\x08\0rest".to_vec(), "zipped again by another program", "drag its folder onto this page"),
        (
            "a large ZIP inside that is packed",
            zip(&[stored("a.zip", &vec![1; 700_000]).with(|it| (it.method, it.sizes.1) = (8, 129 << 20))]),
            "a ZIP file inside this file that is too large to open from here",
            "Unzip this file, then open",
        ),
        (
            "ZIPs that are deep in each other",
            (0..6).fold(plain.clone(), |inner, _| zip(&[stored("a.zip", &inner)])),
            "There is no application",
            "Choose the ZIP file",
        ),
        (
            "a name that leads out: harm",
            plainly(&with(files, &[("../../x", b"x")])),
            "could do harm",
            "Do not unzip it",
        ),
        (
            "a bomb: harm",
            zip(&[packed(files), vec![deflated("data/x", &vec![0; 40 << 20])]].concat()),
            "could do harm",
            "Do not unzip it",
        ),
    ]
}
