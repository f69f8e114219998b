//! Bundles: any bytes, and bags that are put together whole, with every checksum right, and then broken.

use upbeat::bundle::{Limits, OpenedFile, make_bundle, open_file, sha256, zip};
use upbeat::draft::{FIXTURE_TIME, read_draft, write_draft};

use crate::Recipe;
use crate::by_hand::{End, Raw, deflated, stored, zip_with};
use crate::recipe::Written;
use crate::seeds::{EXAMPLES, calls, drafts};

/// Names that mean something in a bag, and some that should not get in.
const NAMES: [&str; 14] = [
    "data/application.json",
    "data/call.json",
    "data/application.pdf",
    "data/files/plan.pdf",
    "README.txt",
    "fetch.txt",
    "bag-info.txt",
    "bagit.txt",
    "manifest-sha256.txt",
    "tagmanifest-sha256.txt",
    "manifest-md5.txt",
    "data/../up",
    "data/",
    "data/APPLICATION.json",
];

pub(crate) fn run(bytes: &[u8]) {
    let mut recipe = Recipe::new(bytes);
    if recipe.one_in(4) {
        open(recipe.rest());
        return;
    }
    let files = files(&mut recipe);
    let mut entries: Vec<Raw> = files.iter().map(|(name, content)| packed(name, content)).collect();
    let mut end: Vec<(u8, u32)> = Vec::new();
    let mut flips: Vec<(u32, u8)> = Vec::new();
    while !recipe.is_empty() {
        breaking(&mut recipe, &mut entries, &mut end, &mut flips);
    }
    let mut file = zip_with(&entries, |it| end.iter().for_each(|(what, with)| break_end(it, *what, *with)));
    for (at, with) in flips {
        let at = usize::try_from(at).unwrap_or_default() % file.len().max(1);
        if let Some(byte) = file.get_mut(at) {
            *byte ^= with;
        }
    }
    open(&file);
}

/// A bag's files: what the recipe names, and round them what BagIt asks for.
fn files(recipe: &mut Recipe) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for _ in 0..recipe.byte() % 8 {
        let name = match NAMES.get(usize::from(recipe.byte()) % (NAMES.len() + 1)) {
            Some(name) => (*name).to_owned(),
            None => recipe.text(),
        };
        files.push((name, recipe.bytes().to_vec()));
    }
    let lines = |payload: bool, files: &[(String, Vec<u8>)]| -> Vec<u8> {
        let of = files.iter().filter(|(name, _)| name.starts_with("data/") == payload);
        let lines: Vec<String> = of.map(|(name, content)| format!("{}  {name}\n", sha256::hex(content))).collect();
        lines.concat().into_bytes()
    };
    let mut add = |name: &str, content: Vec<u8>| {
        if !files.iter().any(|(known, _)| known == name) {
            files.push((name.to_owned(), content));
        }
    };
    add("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_vec());
    let manifest = lines(true, &files);
    let mut add = |name: &str, content: Vec<u8>| {
        if !files.iter().any(|(known, _)| known == name) {
            files.push((name.to_owned(), content));
        }
    };
    add("manifest-sha256.txt", manifest);
    let tags = lines(false, &files);
    if !files.iter().any(|(name, _)| name == "tagmanifest-sha256.txt") {
        files.push(("tagmanifest-sha256.txt".to_owned(), tags));
    }
    files.into_iter().map(|(name, content)| (format!("bag/{name}"), content)).collect()
}

fn packed(name: &str, content: &[u8]) -> Raw {
    if content.len() > 200 { deflated(name, content) } else { stored(name, content) }
}

/// One thing that is done to a sound file.
fn breaking(recipe: &mut Recipe, entries: &mut Vec<Raw>, end: &mut Vec<(u8, u32)>, flips: &mut Vec<(u32, u8)>) {
    let kind = recipe.byte() % 24;
    if kind >= 20 {
        end.push((recipe.byte(), recipe.long()));
        return;
    }
    if kind == 19 {
        flips.push((recipe.long(), recipe.byte()));
        return;
    }
    let at = recipe.number() % entries.len().max(1);
    let Some(it) = entries.get_mut(at) else { return };
    match kind {
        0 => it.name = recipe.bytes().to_vec(),
        1 => it.local_name = recipe.bytes().to_vec(),
        2 => {
            it.name = recipe.bytes().to_vec();
            it.local_name.clone_from(&it.name);
        }
        3 => it.data = recipe.bytes().to_vec(),
        4 => (it.method, it.local_method) = (u16::from(recipe.byte()), u16::from(recipe.byte())),
        5 => (it.flags, it.local_flags) = (recipe.short(), recipe.short()),
        6 => it.crc = recipe.long(),
        7 => it.sizes = (recipe.long(), recipe.long()),
        8 => it.local_sizes = (recipe.long(), recipe.long()),
        9 => {
            it.sizes.1 = recipe.long();
            it.local_sizes = it.sizes;
        }
        10 => it.attributes = recipe.long(),
        11 => it.extra = recipe.bytes().to_vec(),
        12 => it.local_extra = recipe.bytes().to_vec(),
        13 => *it = it.clone().described(recipe.one_in(2), recipe.one_in(2)),
        14 => it.before = recipe.bytes().to_vec(),
        15 => it.offset = Some(recipe.long()),
        16 => {
            let again = it.clone();
            entries.push(again);
        }
        17 => drop(entries.remove(at)),
        _ => it.data = miniz_oxide::deflate::compress_to_vec(&vec![recipe.byte(); recipe.number()], 9),
    }
}

fn break_end(end: &mut End, what: u8, with: u32) {
    let [low, high, ..] = with.to_le_bytes();
    let short = u16::from_le_bytes([low, high]);
    match what % 8 {
        0 => end.disks = (short, short),
        1 => end.counts = (short, short),
        2 => end.counts.0 = short,
        3 => end.size = with,
        4 => end.offset = with,
        5 => end.comment = with.to_le_bytes().to_vec(),
        6 => end.between = with.to_le_bytes().to_vec(),
        _ => end.after = with.to_le_bytes().to_vec(),
    }
}

/// Whatever it is, it is opened whole or refused in words; what was opened can be kept and comes back.
fn open(bytes: &[u8]) {
    if let Err(refusal) = zip::read(bytes, &Limits::IN_MEMORY) {
        assert!(!refusal.message().is_empty() && refusal.detail().len() < 100_000);
    }
    match open_file(bytes) {
        Err(error) => assert!(!error.message().is_empty()),
        Ok(OpenedFile { drafts, .. }) => {
            assert!(!drafts.is_empty());
            for opened in drafts {
                let written = write_draft(&opened.draft).expect("a draft can be written");
                assert_eq!(read_draft(&written).expect("what is written can be read"), opened.draft);
            }
        }
    }
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> =
        EXAMPLES.iter().map(|text| Written::default().raw(&[0]).raw(text.as_bytes()).0).collect();
    let rescue = r#"{"format":"upbeat-rescue","version":1,"saved":"2026-11-22T09:00:00.000Z","items":{"upbeat/draft/a1":"{\"format\":\"upbeat-draft\"}","upbeat/draft/b":{}},"onPage":{"school/name":"x"}}"#;
    all.push(Written::default().raw(&[0]).raw(rescue.as_bytes()).0);
    for draft in drafts().iter().step_by(3) {
        let Some((call, text)) = calls().iter().find(|(call, _)| call.id == draft.call) else { continue };
        let Ok(made) = make_bundle(call, text, draft, FIXTURE_TIME) else { continue };
        let Ok(entries) = zip::read(&made.bytes, &Limits::IN_MEMORY) else { continue };
        let mut seed = Written::default().raw(&[1, 3]);
        // Papers are put in as an empty file: nothing in them is read.
        for (number, name) in (0..).zip(["data/application.json", "data/call.json", "data/application.pdf"]) {
            let content = entries.iter().find(|entry| entry.name.ends_with(name)).map(|entry| entry.bytes.as_slice());
            let content = content.filter(|content| content.len() < 6_000 && number < 2).unwrap_or_default();
            seed = seed.raw(&[number]).bytes(content);
        }
        all.push(seed.0);
    }
    let small = r#"{"format":"upbeat-application","version":1,"written-on":"2026-11-22","draft":{"format":"upbeat-draft","version":1,"id":"a1","call":"asone-2025","round":"2027","name":"","created":"2026-11-22T09:00:00.000Z","changed":"2026-11-22T09:00:00.000Z","answers":{"school/name":{"value":"Larkfield","at":"2026-11-22T09:00:00.000Z"}}}}"#;
    let sound = || Written::default().raw(&[1, 2, 0]).bytes(small.as_bytes()).raw(&[4]).bytes(b"Read me");
    all.push(sound().0);
    for kind in 0..=20 {
        all.push(sound().raw(&[kind, 0, 0]).bytes(b"bag/data/x").bytes(b"\x08\0\0\0\x01\0\0\0").0);
    }
    for text in [deflated("a", &b"two ".repeat(20)), stored("b", b"one")] {
        all.push(Written::default().raw(&[0]).raw(&zip_with(&[text.described(true, false)], |_| {})).0);
    }
    all
}
