//! Files made to do harm: each is refused for its own reason (or opened, where it is merely odd), and none takes more
//! memory or work than it should. Memory is counted by the allocator, not guessed from the process.
#![allow(unsafe_code, reason = "an allocator that counts is one")]
#![allow(clippy::unwrap_used, clippy::cast_possible_truncation, reason = "tests stop where they fail")]

#[path = "../../tests/bundle/by_hand.rs"]
#[allow(dead_code, reason = "shared with the tests of bundles, where more of it is used")]
mod by_hand;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use by_hand::{Raw, deflated, raw, stored, zip, zip_with};
use upbeat::bundle::{open_file, read_letter, sha256};

/// What one file may take, its own bytes apart.
const MOST: usize = 256 << 20;

struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);
static CALLS: AtomicUsize = AtomicUsize::new(0);

fn more(bytes: usize) {
    CALLS.fetch_add(1, Ordering::Relaxed);
    let now = NOW.fetch_add(bytes, Ordering::Relaxed) + bytes;
    PEAK.fetch_max(now, Ordering::Relaxed);
}

// SAFETY: the system's allocator does the work; we only count.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        more(layout.size());
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// One at a time: they share the counters.
static TURN: Mutex<()> = Mutex::new(());

/// What comes of some work, the most bytes it held at a time, and how often it asked for some.
fn counted<T>(work: impl FnOnce() -> T) -> (T, usize, usize) {
    let before = NOW.load(Ordering::Relaxed);
    PEAK.store(before, Ordering::Relaxed);
    let calls = CALLS.load(Ordering::Relaxed);
    let done = work();
    (done, PEAK.load(Ordering::Relaxed) - before, CALLS.load(Ordering::Relaxed) - calls)
}

const DRAFT: &str = r#"{"format":"upbeat-draft","version":1,"id":"a1","call":"marsh-2027","round":"2027","name":"","created":"2026-11-22T09:00:00.000Z","changed":"2026-11-22T09:00:00.000Z","answers":{"school/name":{"value":"Larkfield","at":"2026-11-22T09:00:00.000Z"}}}"#;

fn application(draft: &str) -> String {
    format!(r#"{{"format":"upbeat-application","version":1,"written-on":"2026-11-22","draft":{draft}}}"#)
}

/// A sound bag with these files, its checksums right.
fn bag(files: &[(&str, &[u8])]) -> Vec<Raw> {
    let line = |(name, content): &(&str, &[u8])| format!("{}  {name}\n", sha256::hex(content));
    let declared = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    let manifest: String = files.iter().map(line).collect::<Vec<_>>().concat();
    let own: [(&str, &[u8]); 2] = [("bagit.txt", declared), ("manifest-sha256.txt", manifest.as_bytes())];
    // Not packed, so that nothing is refused for how well it packs.
    own.iter().chain(files).map(|(name, content)| stored(&format!("bag/{name}"), content)).collect()
}

fn sound() -> Vec<Raw> {
    bag(&[("data/application.json", application(DRAFT).as_bytes())])
}

/// A sound bag with one more entry, which is not.
fn with(entry: Raw) -> Vec<u8> {
    zip(&[sound(), vec![entry]].concat())
}

/// A bag whose application is this text.
fn holding(application: &str) -> Vec<u8> {
    zip(&bag(&[("data/application.json", application.as_bytes())]))
}

/// A bag whose call is this text.
fn beside(call: &[u8]) -> Vec<u8> {
    zip(&bag(&[("data/application.json", application(DRAFT).as_bytes()), ("data/call.json", call)]))
}

/// A piece of what is said to a technician, or nothing where the file opens.
type Row = (&'static str, Vec<u8>, Option<&'static str>);

fn names() -> Vec<Row> {
    let odd: [(&'static str, &[u8], Option<&'static str>); 12] = [
        ("up and out", b"bag/data/../../../etc/passwd", Some("Dots")),
        ("up and out as Windows writes it", b"bag\\..\\..\\x", Some("Dots")),
        // What has a name and no more is left out, for nothing lists it.
        ("from the root", b"/etc/passwd", None),
        ("a Windows path", b"bag\\data\\x", None),
        ("a drive", b"C:\\x", None),
        ("a device", b"bag/data/NUL", None),
        ("ends early", b"bag/data/x\0.pdf", None),
        ("turned round", "bag/data/x\u{202e}fdp.exe".as_bytes(), None),
        ("no UTF-8", b"bag/data/\xff\xfe", None),
        ("the same again", b"bag/data/application.json", None),
        ("the same in capitals", b"bag/data/APPLICATION.JSON", None),
        ("another folder", b"elsewhere/x", None),
    ];
    odd.map(|(what, name, why)| (what, with(raw(name, b"x".to_vec(), b"x", 0)), why)).to_vec()
}

fn bombs() -> Vec<Row> {
    let zeros = vec![0; 40 << 20];
    let big = deflated("bag/data/zeros", &zeros);
    let lies = big.clone().with(|it| {
        it.sizes.1 = 1000;
        it.local_sizes.1 = 1000;
    });
    let beyond = big.clone().with(|it| {
        it.sizes.1 = 0x7fff_ffff;
        it.local_sizes.1 = 0x7fff_ffff;
    });
    let part = deflated("", &vec![0; 1 << 20]);
    let parts = (0..990).map(|number| {
        let name = format!("bag/data/{number}").into_bytes();
        part.clone().with(|it| (it.name, it.local_name) = (name.clone(), name))
    });
    let many: Vec<Raw> = (0..60_000).map(|number| stored(&format!("bag/data/{number}"), b"")).collect();
    let shared = sound()
        .into_iter()
        .chain((0..900).map(|number| {
            big.clone().with(|it| {
                it.name = format!("bag/data/{number}").into_bytes();
                it.offset = Some(0);
                it.data.clear();
            })
        }))
        .collect::<Vec<_>>();
    let nested = (0..6).fold(with(big.clone()), |inner, _| {
        zip(&bag(&[("data/application.json", application(DRAFT).as_bytes()), ("data/files/more.zip", &inner)]))
    });
    vec![
        ("ratio", with(big), Some("Ratio")),
        ("ratio behind a lie: left out", with(lies), None),
        ("two gigabytes by its own word: left out", with(beyond), None),
        ("a gigabyte that nothing lists: left out", zip(&[sound(), parts.collect()].concat()), None),
        ("count", zip(&many), Some("TooManyFiles")),
        ("count behind a lie", zip_with(&many, |end| end.counts = (3, 3)), Some("TooManyFiles")),
        ("one piece of data for many", zip(&shared), Some("")),
        ("a ZIP in a ZIP in a ZIP: carried, never opened", nested, None),
        ("too large by itself", [b"PK\x03\x04".to_vec(), vec![0; 65 << 20]].concat(), Some("CutOff")),
    ]
}

fn locked() -> Vec<Row> {
    let flags = |bits: u16| {
        stored("bag/data/x", b"x").with(|it| {
            it.flags |= bits;
            it.local_flags |= bits;
        })
    };
    let method = |number| stored("bag/data/x", b"x").with(|it| (it.method, it.local_method) = (number, number));
    let locked = |it: Raw| it.with(|it| it.flags |= 1);
    let link = stored("bag/data/x", b"/etc/passwd").with(|it| it.attributes = 0o120_777 << 16);
    vec![
        // What nothing lists does not keep the rest away.
        ("one encrypted file", with(flags(1)), None),
        ("AES", with(method(99)), None),
        ("LZMA", with(method(14)), None),
        ("a symbolic link", with(link), None),
        ("a bag that points elsewhere", with(stored("bag/fetch.txt", b"http://example.org/x 1 data/x\n")), None),
        ("all encrypted", zip(&sound().into_iter().map(locked).collect::<Vec<_>>()), Some("Encrypted")),
    ]
}

fn jsons() -> Vec<Row> {
    let deep = |open: &str| open.repeat(200_000);
    let many = |item: &str| {
        let items = vec![item; (30 << 20) / (item.len() + 1)].join(",");
        DRAFT.replace(r#""name":"""#, &format!(r#""name":"","more":[{items}]"#))
    };
    let keys: Vec<String> = (0..2_000_000).map(|number| format!("\"{number:x}\":0")).collect();
    let keys = DRAFT.replace(r#""name":"""#, &format!(r#""name":"",{}"#, keys.join(",")));
    let long = DRAFT.replace("Larkfield", &"W".repeat(30 << 20));
    let rescue = |draft: &str| {
        let item = serde_json::Value::from(draft);
        format!(r#"{{"format":"upbeat-rescue","version":1,"items":{{"upbeat/draft/a1":{item}}}}}"#)
    };
    let item = serde_json::Value::from(
        DRAFT.replace(r#""name":"""#, &format!(r#""name":"","more":[{}0]"#, "0,".repeat(9_000))),
    );
    let rescued: Vec<String> = (0..900).map(|number| format!("\"upbeat/draft/{number}\":{item}")).collect();
    let call = |text: &str| beside(format!(r#"{{"format":1,"id":{text}}}"#).as_bytes());
    let bytes = |text: String| text.into_bytes();
    vec![
        ("deep lists", holding(&application(&deep("["))), Some("recursion limit")),
        ("deep objects", bytes(deep("{\"a\":")), Some("recursion limit")),
        ("a deep call: the application opens", call(&deep("[")), None),
        ("numbers without end", bytes(many("0")), Some("values")),
        ("lists without end", bytes(many("[]")), Some("values")),
        ("objects without end", bytes(many("{\"\":{}}")), Some("values")),
        ("numbers without end in a bundle", holding(&application(&many("0"))), Some("values")),
        ("numbers without end in a rescue file", bytes(rescue(&many("0"))), Some("values")),
        (
            "many rescued drafts",
            bytes(format!("{{\"format\":\"upbeat-rescue\",\"version\":1,\"items\":{{{}}}}}", rescued.join(","))),
            Some("values"),
        ),
        ("keys without end", bytes(keys), Some("values")),
        ("a call of numbers: the application opens", call(&format!("[{}0]", "1.5,7,".repeat(5 << 20))), None),
        ("a text without end is a text", bytes(long), None),
        ("half a pair", bytes(DRAFT.replace("Larkfield", "\\ud800")), Some("")),
        (
            "bad UTF-8",
            DRAFT
                .replace("Larkfield", "\u{1}")
                .replace('\u{1}', "?")
                .into_bytes()
                .into_iter()
                .map(|b| if b == b'?' { 0xff } else { b })
                .collect(),
            Some(""),
        ),
        ("a number too large", bytes(DRAFT.replace("\"version\":1", "\"version\":1e999")), Some("")),
        ("no application at all", holding("[]"), Some("no data/application.json")),
        ("over the limit", [b"{".to_vec(), vec![b' '; 33 << 20]].concat(), Some("more than")),
    ]
}

#[test]
fn files_made_to_do_harm_are_refused_within_bounds() {
    let _turn = TURN.lock();
    let mut wrong = Vec::new();
    let mut largest = (0, "");
    for (what, bytes, refused) in [names(), bombs(), locked(), jsons()].concat() {
        let (opened, peak, calls) = counted(|| open_file(&bytes));
        println!("{what}: {} bytes in, {peak} held, {calls} times asked", bytes.len());
        largest = largest.max((peak, what));
        match (&opened, refused) {
            (Ok(_), None) => {}
            (Err(error), Some(why)) => {
                let said = format!("{error:?} {}", error.detail());
                let message = error.message();
                let safe = message.contains("Nothing on this device has changed") && message.len() < 2_000;
                if !said.contains(why) || !safe {
                    wrong.push(format!("{what}: {message} {}", said.chars().take(500).collect::<String>()));
                }
            }
            (Ok(_), Some(why)) => wrong.push(format!("{what} opens, and should be refused: {why}")),
            (Err(error), None) => wrong.push(format!("{what} is refused, and should open: {}", error.detail())),
        }
        // Work is bounded too: what is looked at is the file, a few times over.
        if peak >= MOST || calls >= 5_000_000 {
            wrong.push(format!("{what} takes {} MB, asked for {calls} times", peak >> 20));
        }
    }
    println!("the most: {} MB for \u{201c}{}\u{201d}", largest.0 >> 20, largest.1);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn letters_made_to_do_harm_are_refused_within_bounds() {
    let _turn = TURN.lock();
    let word = |xml: &str| zip(&[stored("word/document.xml", xml.as_bytes())]);
    let body = |inside: &str| {
        word(&format!(
            r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{inside}</w:body></w:document>"#
        ))
    };
    let rows: Vec<(&str, Vec<u8>)> = vec![
        ("a billion laughs", word(&format!("<!DOCTYPE a [<!ENTITY b \"{}\">]><a>&b;</a>", "&c;".repeat(9_000)))),
        ("deep", body(&"<w:p>".repeat(300_000))),
        ("deep tables", body(&"<w:tbl><w:tr><w:tc>".repeat(100_000))),
        ("words without end", body(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "ab cd ".repeat(2_000_000)))),
        ("zeros", zip(&[deflated("word/document.xml", &vec![0; 19 << 20])])),
        ("plain text without end", b"word ".repeat(300_000)),
        (
            "attributes without end",
            body(&format!("<w:p {}/>", (0..100_000).map(|n| format!("a{n}=\"\" ")).collect::<Vec<_>>().concat())),
        ),
    ];
    for (what, bytes) in rows {
        let (read, peak, calls) = counted(|| read_letter(&bytes));
        println!("{what}: {} bytes in, {peak} held, {calls} times asked, {:?}", bytes.len(), read.as_ref().err());
        assert!(read.is_err(), "{what} opens");
        assert!(peak < MOST, "{what} takes {} MB", peak >> 20);
        assert!(calls < 5_000_000, "{what} asks for memory {calls} times");
    }
}
