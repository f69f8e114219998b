//! Containers that are refused, each for its own reason, and odd but honest ones that are not.

use crate::by_hand::{Raw, deflated, extra, raw, stored, u16s, u32s, zip, zip_with};
use upbeat::bundle::name::NameProblem;
use upbeat::bundle::zip::{Entry, read, write};
use upbeat::bundle::{Limits, OpenError, PackError, Problem, Refusal};

const SMALL: Limits = Limits {
    entries: 4,
    archive_bytes: 100_000,
    entry_bytes: 40_000,
    total_bytes: 60_000,
    streamed_bytes: 0,
    ratio: 200,
    ratio_from_bytes: 10_000,
    tag_text_bytes: 10_000,
};

/// Every problem with the file that it is about ("" for the whole).
fn problems(refusal: &Refusal) -> Vec<(String, Problem)> {
    let of = |error: &OpenError| (error.place.file.clone().unwrap_or_default(), error.problem.clone());
    refusal.errors().map(of).collect()
}

#[track_caller]
fn refused(what: &str, bytes: &[u8], expected: &[(&str, Problem)]) {
    let refusal = read(bytes, &SMALL).expect_err(what);
    let expected: Vec<(String, Problem)> =
        expected.iter().map(|(file, problem)| ((*file).to_owned(), problem.clone())).collect();
    assert_eq!(problems(&refusal), expected, "{what}");
}

#[track_caller]
fn opened(what: &str, bytes: &[u8], expected: &[(&str, &[u8])]) {
    let entries = read(bytes, &SMALL).unwrap_or_else(|refusal| panic!("{what}: {refusal}"));
    let found: Vec<(&str, &[u8])> = entries.iter().map(|entry| (entry.name.as_str(), entry.bytes.as_slice())).collect();
    assert_eq!(found, expected, "{what}");
}

fn a() -> Raw {
    stored("a", b"one")
}

fn b() -> Raw {
    deflated("b", &b"two ".repeat(20))
}

#[test]
fn honest_files_of_other_programs_open() {
    let two = b"two ".repeat(20);
    let both: [(&str, &[u8]); 2] = [("a", b"one"), ("b", &two)];
    opened("plain", &zip(&[a(), b()]), &both);
    opened("no entries", &zip(&[]), &[]);
    for signature in [true, false] {
        for wide in [true, false] {
            let what = format!("descriptors, signature {signature}, wide {wide}");
            let entries = [a().described(signature, wide), b().described(signature, wide)];
            opened(&what, &zip(&entries), &both);
        }
    }
    let filled = b().described(true, false).with(|it| {
        it.local_crc = it.crc;
        it.local_sizes = it.sizes;
    });
    opened("descriptor and header both filled in", &zip(&[a(), filled]), &both);
    opened("a comment", &zip_with(&[a(), b()], |end| end.comment = b"hello".to_vec()), &both);
    opened(
        "folders are left out",
        &zip(&[stored("x/", b""), deflated("x/y/", b""), stored("x/y/a", b"one")]),
        &[("x/y/a", b"one")],
    );
    let folder = stored("x/", b"").with(|it| it.attributes = 0o040_755 << 16 | 0x10);
    opened(
        "folders with attributes",
        &zip(&[folder, stored("x/a", b"one").with(|it| it.attributes = 0o100_644 << 16)]),
        &[("x/a", b"one")],
    );
    let times = a().with(|it| {
        it.extra = extra(0x5455, &[1, 0, 0, 0, 0]);
        it.local_extra = extra(0x5455, &[3, 0, 0, 0, 0, 0, 0, 0, 0]);
    });
    opened("other extra fields", &zip(&[times, b()]), &both);
    let unicode = a().with(|it| it.extra = extra(0x7075, b"\x01\0\0\0\0a"));
    opened("the same name twice over", &zip(&[unicode, b()]), &both);
    let swapped = zip(&[b(), a()]);
    let backwards = [("b", two.as_slice()), ("a", b"one")];
    opened("the order is kept", &swapped, &backwards);
}

#[test]
fn no_zip_at_all() {
    refused("empty", b"", &[("", Problem::EmptyFile)]);
    refused("text", b"Dear Hertfordshire Music Hub", &[("", Problem::NotZip)]);
    refused("pdf", b"%PDF-1.7 ...", &[("", Problem::NotZip)]);
    let whole = zip(&[a(), b()]);
    refused("cut off in the middle", &whole[..whole.len() / 2], &[("", Problem::CutOff)]);
    refused("cut off by one byte", &whole[..whole.len() - 1], &[("", Problem::CutOff)]);
    refused("too large", &[0; 100_001], &[("", Problem::FileTooLarge { limit: 100_000 })]);
}

#[test]
fn unsafe_names() {
    for (name, problem) in [
        (&b"/etc/passwd"[..], NameProblem::Absolute),
        (b"../up", NameProblem::Dots),
        (b"x/../../up", NameProblem::Dots),
        (b"x/./y", NameProblem::Dots),
        (b"..", NameProblem::Dots),
        (b"x\\..\\up", NameProblem::Backslash),
        (b"C:\\up", NameProblem::Drive),
        (b"c:up", NameProblem::Drive),
        (b"x/y:z", NameProblem::Forbidden(':')),
        (b"x\0.json", NameProblem::Control),
        (b"x\n.json", NameProblem::Control),
        (b"x\x7f", NameProblem::Control),
        ("x\u{202e}nosj.exe".as_bytes(), NameProblem::Control),
        (b"x//y", NameProblem::EmptySegment),
        (b"", NameProblem::Empty),
        (b"nul", NameProblem::Device),
        (b"x/y.", NameProblem::Edges),
        (b"x/y ", NameProblem::Edges),
        (&[b'x'; 241], NameProblem::TooLong),
        (b"\xff\xfe", NameProblem::NotUtf8),
        // A folder:
        (b"x/../", NameProblem::Dots),
        (b"/", NameProblem::Empty),
        (b"x//", NameProblem::EmptySegment),
    ] {
        let file = zip(&[a(), raw(name, Vec::new(), b"", 0)]);
        let refusal = read(&file, &SMALL).expect_err("unsafe");
        let found: Vec<Problem> = refusal.errors().map(|error| error.problem.clone()).collect();
        assert_eq!(found, [Problem::Name(problem)], "{}", String::from_utf8_lossy(name));
    }
    let two = [stored("../x", b""), stored("/y", b"")];
    let names = [("../x", Problem::Name(NameProblem::Dots)), ("/y", Problem::Name(NameProblem::Absolute))];
    refused("all are said", &zip(&two), &names);
}

#[test]
fn names_that_clash() {
    let same = |name: &'static str, other: &str| (name, Problem::SameName { other: other.to_owned() });
    for (names, clash) in [
        (["x", "x"], same("x", "x")),
        (["x.json", "X.JSON"], same("X.JSON", "x.json")),
        (["tŷ", "ty\u{302}"], same("ty\u{302}", "tŷ")),
        (["x", "x\u{200b}"], same("x\u{200b}", "x")),
        (["x", "x/y"], same("x/y", "x")),
        (["x/y", "x"], same("x", "x")),
        (["x/y", "X/z"], same("X/z", "x")),
        (["x", "x/"], same("x", "x")),
    ] {
        refused(&format!("{names:?}"), &zip(&names.map(|name| stored(name, b""))), &[clash]);
    }
}

#[test]
fn two_names_for_one_file() {
    let other = a().with(|it| it.local_name = b"z".to_vec());
    refused("the header in front says otherwise", &zip(&[other]), &[("a", Problem::Name(NameProblem::TwoNames))]);
    let unicode = a().with(|it| it.extra = extra(0x7075, b"\x01\0\0\0\0../z"));
    refused("an extra field says otherwise", &zip(&[unicode]), &[("a", Problem::Name(NameProblem::TwoNames))]);
}

#[test]
fn things_that_are_not_plain_files() {
    let link = |it: &mut Raw| it.attributes = 0o120_777 << 16;
    refused("symbolic link", &zip(&[stored("a", b"/etc/passwd").with(link)]), &[("a", Problem::SpecialFile)]);
    refused("symbolic link to a folder", &zip(&[stored("a/", b"").with(link)]), &[("a", Problem::SpecialFile)]);
    refused("device", &zip(&[a().with(|it| it.attributes = 0o020_644 << 16)]), &[("a", Problem::SpecialFile)]);
    refused("folder without its slash", &zip(&[a().with(|it| it.attributes = 0x10)]), &[("a", Problem::SpecialFile)]);
    refused("folder with content", &zip(&[stored("a/", b"hidden")]), &[("a", Problem::FolderWithContent)]);
    for bit in [0, 6, 13] {
        let locked = a().with(|it| {
            it.flags |= 1 << bit;
            it.local_flags |= 1 << bit;
        });
        refused(&format!("encrypted, bit {bit}"), &zip(&[locked]), &[("a", Problem::Encrypted)]);
    }
    let sneaky = a().with(|it| it.local_flags |= 1);
    refused(
        "encrypted in one header only",
        &zip(&[sneaky]),
        &[("a", Problem::Inconsistent("the two headers of an entry differ in method or flags"))],
    );
    let method = |method| {
        a().with(|it| {
            it.method = method;
            it.local_method = method;
        })
    };
    refused("AES", &zip(&[method(99)]), &[("a", Problem::Encrypted)]);
    for number in [1, 9, 12, 14, 93, 95, 98] {
        refused("method", &zip(&[method(number)]), &[("a", Problem::Method(number))]);
    }
    let differ = b().with(|it| it.local_method = 0);
    refused(
        "another method in front",
        &zip(&[differ]),
        &[("b", Problem::Inconsistent("the two headers of an entry differ in method or flags"))],
    );
}

#[test]
fn lies_about_sizes_and_checksums() {
    let both = |it: &mut Raw, packed: u32, unpacked: u32| {
        it.sizes = (packed, unpacked);
        it.local_sizes = (packed, unpacked);
    };
    let packed = b().data.len() as u32;
    for claimed in [0, 79, 81, 39_000] {
        let liar = b().with(|it| both(it, packed, claimed));
        // 39,000 from so few bytes is over the ratio before anything is unpacked.
        let problem =
            if claimed == 39_000 { Problem::Ratio { limit: 200 } } else { Problem::Size { declared: claimed.into() } };
        refused(&format!("80 claimed to be {claimed}"), &zip(&[liar]), &[("b", problem)]);
    }
    refused(
        "a stored file with two sizes",
        &zip(&[a().with(|it| both(it, 3, 4))]),
        &[("a", Problem::Size { declared: 4 })],
    );
    let over = a().with(|it| both(it, 3, 40_001));
    let problems =
        [Problem::EntryTooLarge { limit: 40_000 }, Problem::Ratio { limit: 200 }, Problem::Size { declared: 40_001 }];
    refused("over the limit for one", &zip(&[over]), &problems.map(|problem| ("a", problem)));
    let wrong = |it: &mut Raw| {
        it.crc ^= 1;
        it.local_crc ^= 1;
    };
    refused("checksum", &zip(&[a().with(wrong), b().with(wrong)]), &[("a", Problem::Crc), ("b", Problem::Crc)]);
    let differ = "the two headers of an entry differ in size or checksum";
    refused("checksum in front", &zip(&[a().with(|it| it.local_crc ^= 1)]), &[("a", Problem::Inconsistent(differ))]);
    refused("size in front", &zip(&[a().with(|it| it.local_sizes.1 = 9)]), &[("a", Problem::Inconsistent(differ))]);
    refused(
        "nothing in front and no descriptor",
        &zip(&[a().with(|it| it.local_sizes = (0, 0))]),
        &[("a", Problem::Inconsistent(differ))],
    );
    let broken = b().with(|it| it.data[0] = 0xff);
    refused("broken data", &zip(&[broken]), &[("b", Problem::Deflate)]);
    let longer = b().with(|it| {
        it.data.extend(b"hidden");
        both(it, packed + 6, 80);
    });
    refused("bytes after the packed data", &zip(&[longer]), &[("b", Problem::Deflate)]);
    let shorter = b().with(|it| {
        it.data.pop();
        both(it, packed - 1, 80);
    });
    refused("packed data without its end", &zip(&[shorter]), &[("b", Problem::Deflate)]);
}

#[test]
fn descriptors_that_lie() {
    for at in 0..16 {
        let liar = b().described(true, false).with(|it| it.descriptor[at] ^= 1);
        let length = 16;
        let start = 31 + b().data.len() as u64;
        let problem = Problem::Unaccounted { at: start, bytes: length };
        refused(&format!("byte {at}"), &zip(&[liar]), &[("b", problem)]);
    }
    let missing = b().described(true, false).with(|it| it.descriptor.clear());
    let start = 31 + b().data.len() as u64;
    refused("not there", &zip(&[missing]), &[("b", Problem::Unaccounted { at: start, bytes: 0 })]);
}

#[test]
fn bombs() {
    let bomb = deflated("bomb", &vec![0; 40_000]);
    refused("ratio", &zip(std::slice::from_ref(&bomb)), &[("bomb", Problem::Ratio { limit: 200 })]);
    opened("small files may be packed tightly", &zip(&[deflated("ok", &[0; 10_000])]), &[("ok", &[0; 10_000])]);
    let liar = bomb.with(|it| {
        it.sizes.1 = 9_000;
        it.local_sizes.1 = 9_000;
    });
    refused("ratio, hidden by a small claim", &zip(&[liar]), &[("bomb", Problem::Size { declared: 9_000 })]);
    let part = |name| stored(name, &[7; 25_000]);
    refused("total", &zip(&[part("a"), part("b"), part("c")]), &[("", Problem::TotalTooLarge { limit: 60_000 })]);
    let many: Vec<Raw> = (0..5).map(|number| stored(&number.to_string(), b"")).collect();
    refused("count", &zip(&many), &[("", Problem::TooManyFiles { limit: 4 })]);
    let lying = zip_with(&many, |end| end.counts = (1, 1));
    refused("count, hidden by a small claim", &lying, &[("", Problem::TooManyFiles { limit: 4 })]);

    // Fifield's: many entries in the directory, one piece of data.
    let kernel = b();
    let again = |name: &str| kernel.clone().with(|it| it.name = name.as_bytes().to_vec());
    let shared = [again("b"), again("c").with(|it| it.offset = Some(0)), again("d").with(|it| it.offset = Some(0))];
    let refusal = read(&zip(&shared), &SMALL).expect_err("shared data");
    assert!(refusal.errors().any(|error| error.problem == Problem::Overlap), "{refusal}");
    // The same with local headers quoted as data: the second lies inside the first.
    let inner = zip(&[stored("b", b"inside")]);
    let outer = stored("a", &inner[..37]);
    let quoted = [outer, stored("b", b"inside").with(|it| it.offset = Some(31))];
    let refusal = read(&zip(&quoted), &SMALL).expect_err("quoted header");
    assert!(refusal.errors().any(|error| error.problem == Problem::Overlap), "{refusal}");
}

#[test]
fn bytes_that_belong_to_nothing() {
    let unaccounted = |at, bytes| ("", Problem::Unaccounted { at, bytes });
    let behind = zip_with(&[a(), b()], |end| end.after = b"<script>".to_vec());
    refused("after the end", &behind, &[unaccounted(behind.len() as u64 - 8, 8)]);
    refused(
        "before the beginning",
        &zip(&[a().with(|it| it.before = b"MZ program".to_vec()), b()]),
        &[unaccounted(0, 10)],
    );
    let shifted = [b"MZ program".to_vec(), zip(&[a(), b()])].concat();
    refused(
        "before the beginning, offsets unchanged",
        &shifted,
        &[("", Problem::Inconsistent("the directory does not lie where the end of the file says"))],
    );
    let junk = [b"junk".to_vec(), zip_with(&[], |end| end.offset = 4)].concat();
    refused("before an empty directory", &junk, &[unaccounted(0, 4)]);
    let gap = zip(&[a(), b().with(|it| it.before = b"hidden".to_vec())]);
    refused("between", &gap, &[("a", Problem::Unaccounted { at: 34, bytes: 6 })]);
    let hidden = zip(&[a(), b()]);
    // An entry that the directory does not know.
    let unlisted = zip(&[a(), b().with(|it| it.before = hidden[..34].to_vec())]);
    refused("an entry that is not in the directory", &unlisted, &[("a", Problem::Unaccounted { at: 34, bytes: 34 })]);
    let two = zip_with(&[a()], |end| end.after = zip(&[b()]));
    refused(
        "two ZIPs in one",
        &two,
        &[("", Problem::Inconsistent("the directory does not lie where the end of the file says"))],
    );
}

#[test]
fn lies_about_the_directory() {
    let place = "the directory does not lie where the end of the file says";
    let lies: [(&str, fn(&mut crate::by_hand::End), Problem); 12] = [
        ("split", |end| end.disks = (1, 0), Problem::Unsupported("a ZIP split over several files")),
        ("split", |end| end.disks = (0, 1), Problem::Unsupported("a ZIP split over several files")),
        ("counts", |end| end.counts = (1, 2), Problem::Inconsistent("the two counts of entries differ")),
        (
            "too few",
            |end| end.counts = (1, 1),
            Problem::Inconsistent("the directory has another number of entries than it says"),
        ),
        (
            "too many",
            |end| end.counts = (3, 3),
            Problem::Inconsistent("the directory has another number of entries than it says"),
        ),
        ("size", |end| end.size -= 1, Problem::Inconsistent(place)),
        ("offset", |end| end.offset += 1, Problem::Inconsistent(place)),
        ("offset past the end", |end| end.offset = 0x7fff_ffff, Problem::NotZip),
        ("ZIP64 offset", |end| end.offset = 0xffff_ffff, Problem::Unsupported("ZIP64")),
        ("ZIP64 size", |end| end.size = 0xffff_ffff, Problem::Unsupported("ZIP64")),
        ("ZIP64 count", |end| end.counts = (0xffff, 0xffff), Problem::Unsupported("ZIP64")),
        ("between", |end| end.between = b"hidden".to_vec(), Problem::Inconsistent(place)),
    ];
    for (what, lie, problem) in lies {
        let expected = if problem == Problem::NotZip { Problem::CutOff } else { problem };
        refused(what, &zip_with(&[a(), b()], lie), &[("", expected)]);
    }
    // Part of the directory declared to be something else.
    let signed = zip_with(&[a()], |end| {
        end.between = [b"PK\x05\x05".to_vec(), u16s(&[4]), b"hide".to_vec()].concat();
        end.size += 10;
    });
    refused(
        "a signature over the directory",
        &signed,
        &[("", Problem::Inconsistent("the directory has another size than it says"))],
    );
    let zip64 = zip_with(&[a()], |end| {
        let at = end.offset + end.size;
        let record = [
            b"PK\x06\x06".to_vec(),
            u32s(&[44, 0]),
            u16s(&[45, 45]),
            u32s(&[0, 0, 1, 0, 1, 0, end.size, 0, end.offset, 0]),
        ]
        .concat();
        end.between = [record, b"PK\x06\x07".to_vec(), u32s(&[0, at, 0, 1])].concat();
    });
    refused("honest ZIP64", &zip64, &[("", Problem::Unsupported("ZIP64"))]);
    let wide = a().with(|it| {
        it.sizes = (0xffff_ffff, 0xffff_ffff);
        it.extra = extra(1, &u32s(&[3, 0, 3, 0]));
    });
    refused("ZIP64 sizes of one entry", &zip(&[wide]), &[("a", Problem::Unsupported("ZIP64"))]);
    let far = a().with(|it| it.offset = Some(0x7fff_0000));
    let refusal = read(&zip(&[far]), &SMALL).expect_err("far away");
    assert!(matches!(refusal.first().problem, Problem::Unaccounted { .. }), "{refusal}");
    let directory = a().with(|it| it.offset = Some(34));
    assert!(read(&zip(&[directory]), &SMALL).is_err(), "an entry that begins in the directory");
}

#[test]
fn the_writer_refuses_what_the_reader_would() {
    let file = |name: &str, length: usize| Entry { name: name.to_owned(), bytes: vec![7; length] };
    let many: Vec<Entry> = (0..5).map(|number| file(&number.to_string(), 0)).collect();
    let total = || PackError::TotalTooLarge { limit: 60_000 };
    for (entries, expected) in [
        (vec![file("../x", 0)], PackError::Name { name: "../x".to_owned(), problem: NameProblem::Dots }),
        (vec![file("x", 0), file("X", 0)], PackError::SameName { name: "X".to_owned(), other: "x".to_owned() }),
        (many, PackError::TooManyFiles { limit: 4 }),
        (vec![file("x", 40_001)], PackError::FileTooLarge { name: "x".to_owned(), limit: 40_000 }),
        (vec![file("x", 30_001), file("y", 30_000)], total()),
    ] {
        assert_eq!(write(&entries, crate::noon(), &SMALL), Err(expected));
    }
    let tight = Limits { archive_bytes: 60_050, ..SMALL };
    let noise: Vec<u8> = (0..30_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let two = ["x", "y"].map(|name| Entry { name: name.to_owned(), bytes: noise.clone() });
    let written = write(&two, crate::noon(), &tight);
    assert!(written.as_ref().map_or(true, |file| file.len() <= 60_050), "never over the limit");
    let squeezable = [file("x", 40_000)];
    let written = write(&squeezable, crate::noon(), &SMALL).unwrap();
    assert!(written.len() > 40_000, "stored, for packed it would look like a bomb");
    assert_eq!(read(&written, &SMALL).unwrap(), squeezable);
}

#[test]
fn the_writer_says_the_same_as_other_programs() {
    let entries = [
        Entry { name: "README.txt".to_owned(), bytes: b"hello ".repeat(50) },
        Entry { name: "tŷ".to_owned(), bytes: b"x".to_vec() },
    ];
    let file = write(&entries, crate::noon(), &SMALL).unwrap();
    let archive = rawzip::ZipArchive::from_slice(&file).unwrap();
    let records: Vec<_> = archive.entries().map(Result::unwrap).collect();
    assert_eq!(records.iter().map(|it| it.compression_method().as_u16()).collect::<Vec<_>>(), [8, 0]);
    for (record, entry) in records.iter().zip(&entries) {
        assert_eq!(record.file_path().as_bytes(), entry.name.as_bytes());
        assert!(record.flags().is_utf8() && !record.flags().has_data_descriptor());
        let time = record.last_modified_dos();
        assert_eq!((time.packed_date(), time.packed_time()), (0x5d76, 0x6000));
        assert_eq!(record.mode().value(), 0o100_644);
    }
}
