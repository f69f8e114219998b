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
    opened_however_it_was_handled(&both);
    let swapped = zip(&[b(), a()]);
    let backwards = [("b", two.as_slice()), ("a", b"one")];
    opened("the order is kept", &swapped, &backwards);
}

/// What mail, cloud programs and other writers of ZIPs do, and every reader of ZIPs takes.
#[track_caller]
fn opened_however_it_was_handled(both: &[(&str, &[u8])]) {
    let plain = || zip(&[a(), b()]);
    for (what, bytes) in [
        ("after the end", zip_with(&[a(), b()], |end| end.after = b"<script>".to_vec())),
        ("a line end after the end", zip_with(&[a(), b()], |end| end.after = b"\r\n".to_vec())),
        ("zeros after the end", zip_with(&[a(), b()], |end| end.after = vec![0; 70_000])),
        ("what looks like the end of an empty ZIP", [plain(), b"PK\x05\x06".to_vec(), vec![0; 18]].concat()),
        ("what looks like the end of a ZIP", [plain(), b"PK\x05\x06".to_vec(), vec![7; 30]].concat()),
        ("a ZIP before", [zip(&[stored("c", b"three")]), plain()].concat()),
        ("a comment that is cut", {
            let mut whole = zip_with(&[a(), b()], |end| end.comment = vec![b'x'; 90]);
            whole.truncate(whole.len() - 40);
            whole
        }),
        ("before the beginning", zip(&[a().with(|it| it.before = b"MZ program".to_vec()), b()])),
        ("before the beginning, offsets unchanged", [b"MZ program".to_vec(), plain()].concat()),
        ("between", zip(&[a(), b().with(|it| it.before = b"between".to_vec())])),
        ("an entry that the directory does not name", zip(&[a(), b().with(|it| it.before = plain()[..34].to_vec())])),
        ("between directory and end", zip_with(&[a(), b()], |end| end.between = b"between".to_vec())),
        ("another name in front", zip(&[a().with(|it| it.local_name = b"z".to_vec()), b()])),
        ("another method in front", zip(&[a(), b().with(|it| it.local_method = 0)])),
        ("another size in front", zip(&[a().with(|it| it.local_sizes.1 = 9), b()])),
        ("another checksum in front", zip(&[a().with(|it| it.local_crc ^= 1), b()])),
        ("nothing in front and no descriptor", zip(&[a().with(|it| it.local_sizes = (0, 0)), b()])),
        ("a descriptor of other values", zip(&[a(), b().described(true, false).with(|it| it.descriptor[5] ^= 1)])),
        ("no descriptor", zip(&[a(), b().described(true, false).with(|it| it.descriptor.clear())])),
        ("counts that differ", zip_with(&[a(), b()], |end| end.counts = (1, 2))),
        ("another count", zip_with(&[a(), b()], |end| end.counts = (9, 9))),
        ("a folder with content", zip(&[stored("x/", b"hidden"), a(), b()])),
        ("a folder that only its attributes tell", zip(&[stored("x", b"").with(|it| it.attributes = 0x10), a(), b()])),
        ("the root as an entry", zip(&[stored("/", b""), a(), b()])),
        ("names from the root", zip(&[stored("/a", b"one"), deflated("./b", both[1].1)])),
        ("bytes after packed data", {
            let packed = b().data.len() as u32;
            let longer = b().with(|it| {
                it.data.extend(b"hidden");
                (it.sizes, it.local_sizes) = ((packed + 6, 80), (packed + 6, 80));
            });
            zip(&[a(), longer])
        }),
    ] {
        opened(what, &bytes, both);
    }
    let dated = [stored("x\\y\\a", b"one"), stored("x\\y\\", b"")];
    opened("backslashes", &zip(&dated), &[("x/y/a", b"one")]);
    opened("the same name twice", &zip(&[stored("x", b"1"), stored("x", b"2")]), &[("x", b"1"), ("x", b"2")]);
    let odd = raw("x\u{7f}y. ".as_bytes(), b"one".to_vec(), b"one", 0);
    opened("characters that Windows does not allow", &zip(&[odd]), &[("x\u{7f}y. ", b"one")]);
    let wide = a().with(|it| {
        it.sizes = (0xffff_ffff, 0xffff_ffff);
        it.extra = extra(1, &u32s(&[3, 0, 3, 0]));
    });
    opened("ZIP64 sizes", &zip(&[wide.clone(), b()]), both);
    let far = a().with(|it| {
        it.offset = Some(0xffff_ffff);
        it.extra = extra(1, &u32s(&[0, 0]));
    });
    opened("a ZIP64 offset", &zip(&[far, b()]), both);
    for (bytes_before, saturated) in [(0, false), (0, true), (10, true)] {
        let zip64 = zip_with(&[wide.clone(), b()], |end| {
            let at = end.offset + end.size;
            let record = [
                b"PK\x06\x06".to_vec(),
                u32s(&[44, 0]),
                u16s(&[45, 45]),
                u32s(&[0, 0, 2, 0, 2, 0, end.size, 0, end.offset, 0]),
            ]
            .concat();
            end.between = [record, b"PK\x06\x07".to_vec(), u32s(&[0, at, 0, 1])].concat();
            if saturated {
                (end.size, end.offset, end.counts) = (0xffff_ffff, 0xffff_ffff, (0xffff, 0xffff));
            }
        });
        opened("ZIP64", &[vec![b'x'; bytes_before], zip64].concat(), both);
    }
    let content = vec![b'a'; 5_000];
    let it = raw(b"b", crate::by_hand::deflate_64(5_000), &content, 9);
    opened("Deflate64", &zip(&[it]), &[("b", &content)]);
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
    for name in [
        &b"../up"[..],
        b"x/../../up",
        b"..",
        b"x\\..\\up",
        b"/../up",
        // A folder:
        b"x/../",
    ] {
        let file = zip(&[a(), raw(name, Vec::new(), b"", 0)]);
        let refusal = read(&file, &SMALL).expect_err("unsafe");
        let found: Vec<Problem> = refusal.errors().map(|error| error.problem.clone()).collect();
        assert_eq!(found, [Problem::Name(NameProblem::Dots)], "{}", String::from_utf8_lossy(name));
        assert!(refusal.message().contains("could do harm"), "{}", refusal.message());
    }
    let two = [stored("../x", b""), stored("y/../../z", b"")];
    let dots = || Problem::Name(NameProblem::Dots);
    refused("all are said", &zip(&two), &[("../x", dots()), ("y/../../z", dots())]);
}

#[test]
fn things_that_are_not_plain_files() {
    let link = |it: &mut Raw| it.attributes = 0o120_777 << 16;
    refused("symbolic link", &zip(&[stored("a", b"/etc/passwd").with(link)]), &[("a", Problem::SpecialFile)]);
    refused("device", &zip(&[a().with(|it| it.attributes = 0o020_644 << 16)]), &[("a", Problem::SpecialFile)]);
    for bit in [0, 6, 13] {
        let locked = a().with(|it| {
            it.flags |= 1 << bit;
            it.local_flags |= 1 << bit;
        });
        refused(&format!("encrypted, bit {bit}"), &zip(&[locked]), &[("a", Problem::Encrypted)]);
    }
    let method = |method| {
        a().with(|it| {
            it.method = method;
            it.local_method = method;
        })
    };
    refused("AES", &zip(&[method(99)]), &[("a", Problem::Encrypted)]);
    for number in [1, 10, 12, 14, 93, 95, 98] {
        refused("method", &zip(&[method(number)]), &[("a", Problem::Method(number))]);
    }
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
        let problem = Problem::Size { declared: claimed.into() };
        refused(&format!("80 claimed to be {claimed}"), &zip(&[liar]), &[("b", problem)]);
    }
    refused(
        "a stored file with two sizes",
        &zip(&[a().with(|it| both(it, 3, 4))]),
        &[("a", Problem::Size { declared: 4 })],
    );
    let over = stored("a", &[7; 40_001]);
    refused("over the limit for one", &zip(&[over]), &[("a", Problem::EntryTooLarge { limit: 40_000 })]);
    let wrong = |it: &mut Raw| {
        it.crc ^= 1;
        it.local_crc ^= 1;
    };
    refused("checksum", &zip(&[a().with(wrong), b().with(wrong)]), &[("a", Problem::Crc), ("b", Problem::Crc)]);
    let broken = b().with(|it| it.data[0] = 0xff);
    refused("broken data", &zip(&[broken]), &[("b", Problem::Deflate)]);
    let shorter = b().with(|it| {
        it.data.pop();
        both(it, packed - 1, 80);
    });
    refused("packed data without its end", &zip(&[shorter]), &[("b", Problem::Deflate)]);
}

#[test]
fn bombs() {
    let bomb = deflated("bomb", &vec![0; 40_000]);
    refused("ratio", &zip(std::slice::from_ref(&bomb)), &[("bomb", Problem::Ratio { limit: 200 })]);
    let said = Problem::Ratio { limit: 200 };
    let message = OpenError { place: upbeat::bundle::Place::default(), problem: said }.message();
    assert!(message.contains("could do harm"), "{message}");
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
    assert!(refusal.message().contains("could do harm"), "{}", refusal.message());
    // The same with local headers quoted as data: the second lies inside the first.
    let inner = zip(&[stored("b", b"inside")]);
    let outer = stored("a", &inner[..37]);
    let quoted = [outer, stored("b", b"inside").with(|it| it.offset = Some(31))];
    let refusal = read(&zip(&quoted), &SMALL).expect_err("quoted header");
    assert!(refusal.errors().any(|error| error.problem == Problem::Overlap), "{refusal}");
}

#[test]
fn lies_about_the_directory() {
    let place = "the directory does not lie where the end of the file says";
    let lies: [(&str, fn(&mut crate::by_hand::End), Problem); 4] = [
        ("split", |end| end.disks = (1, 0), Problem::Unsupported("a ZIP split over several files")),
        (
            "size and offset",
            |end| (end.size, end.offset) = (end.size - 1, end.offset + 1),
            Problem::Inconsistent(place),
        ),
        ("offset past the end", |end| (end.size, end.offset) = (end.size + 1, 0x7fff_ffff), Problem::CutOff),
        ("a size past the beginning", |end| (end.size, end.offset) = (0x7fff_ffff, 1), Problem::Inconsistent(place)),
    ];
    for (what, lie, problem) in lies {
        refused(what, &zip_with(&[a(), b()], lie), &[("", problem)]);
    }
    let none = "an entry has no header or reaches past the end of the file";
    let far = a().with(|it| it.offset = Some(0x7fff_0000));
    refused("an entry far away", &zip(&[far]), &[("a", Problem::Inconsistent(none))]);
    let directory = a().with(|it| it.offset = Some(34));
    refused("an entry that begins in the directory", &zip(&[directory]), &[("a", Problem::Inconsistent(none))]);
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
