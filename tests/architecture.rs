//! The walls between the rooms, read from the sources: which room uses which, and which files import each other.
//!
//! The table is that of `ARCHITECTURE.md`. `architecture/reader.rs` says what is read and what is not.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop where they fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

#[path = "architecture/reader.rs"]
mod reader;

use reader::{Mention, Sources};

/// Each room, and the rooms it may use.
const ROOMS: &[(&str, &[&str])] = &[
    ("call", &[]),
    ("draft", &["call"]),
    ("readiness", &["call", "draft"]),
    ("documents", &["call", "draft", "readiness"]),
    ("bundle", &["call", "draft", "readiness", "documents"]),
    ("app", &["call", "draft", "readiness", "documents", "bundle"]),
    ("browser", &["app", "bundle", "call"]),
    ("views", &["app", "browser", "call", "draft", "readiness", "documents"]),
];

/// Single items that a room may name although the table does not grant their room: the types that effects, events and
/// messages carry. Room, room that defines them, items.
const CARRIED: &[(&str, &str, &[&str])] = &[
    ("browser", "draft", &["DraftId", "Field", "FileId", "DRAFT_KEY", "LATE_KEY"]),
    ("browser", "documents", &["HtmlReader", "HtmlText", "plain_text", "style_sheets", "without_styles"]),
    ("views", "bundle", &["Document"]),
];

/// Rooms whose files may still import each other in circles. Being rewritten: to be emptied.
const NOT_YET: &[&str] = &[];

/// Not looked at for circles: the next issue rebuilds it.
const VIEWS: &str = "views";

/// Rooms that know no browser, no Leptos, no clock and no chance.
const CORE: &[&str] = &["call", "draft", "readiness", "documents", "bundle", "app"];

/// Paths that have no place in the core.
const OUTSIDE: &[&str] = &[
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "leptos",
    "gloo_storage",
    "SystemTime",
    "Instant::now",
    "std::fs",
    "std::env",
];

/// What only `browser` may touch, besides the core's ban: paths and methods.
const BROWSER_ONLY: &[&str] =
    &["local_storage", "LocalStorage::raw", "gloo_storage", "Worker::new", "Date::now", "fetch_with_str"];

/// Libraries that the page must never carry, and the folders that alone may name them.
const HEAVY: &[&str] = &["krilla", "skrifa", "quick_xml", "html5gum"];
const MAKERS: &[&str] = &["documents/pdf/", "documents/docx/", "documents/incoming/html_file.rs"];

/// The library's sources, read once.
static SOURCES: LazyLock<Sources> = LazyLock::new(|| {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    Sources::read(&|address| fs::read_to_string(src.join(address)).ok())
});

fn room_of(file: &str) -> &str {
    file.split('/').next().unwrap_or_default()
}

fn none(what: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

/// Uses of a room that the table does not grant, the first of each kind in a file. A path uses the room that defines
/// what it leads to, and every room that re-exports it on the way.
fn walls_crossed(sources: &Sources, rooms: &[(&str, &[&str])]) -> Vec<String> {
    let mut wrong = BTreeMap::new();
    for Mention { file, line, path, rooms: uses, defined_in } in &sources.mentions {
        let room = room_of(file);
        let Some((_, granted)) = rooms.iter().find(|(name, _)| *name == room) else { continue };
        for used in uses.iter().filter(|used| *used != room && !granted.contains(&used.as_str())) {
            let carried =
                CARRIED.iter().filter(|(by, of, _)| (*by, *of) == (room, used)).flat_map(|(.., items)| *items);
            let carried: Vec<&str> = carried.copied().collect();
            let mut items = defined_in.iter().filter(|(file, _)| room_of(file) == used).peekable();
            if items.peek().is_none() || items.any(|(_, name)| !carried.contains(&name.as_str())) {
                let found = format!("{file}:{line}: `{room}` uses `{used}` by {}", path.join("::"));
                wrong.entry((file, used, defined_in)).or_insert(found);
            }
        }
    }
    wrong.into_values().collect()
}

/// For each file, the files whose items it names, with those names.
type Imports<'a> = BTreeMap<&'a str, BTreeMap<&'a str, BTreeSet<&'a str>>>;

/// Circles of files that import each other, each as lines "a.rs uses b.rs: X, Y".
fn circles(sources: &Sources, excepted: &[&str]) -> Vec<String> {
    let mut imports = Imports::new();
    for Mention { file, defined_in, .. } in &sources.mentions {
        for (other, name) in defined_in.iter().filter(|(other, _)| other != file) {
            if ![file, other].iter().any(|file| excepted.contains(&room_of(file))) {
                imports.entry(file).or_default().entry(other).or_default().insert(name);
            }
        }
    }
    let from: BTreeMap<&str, BTreeSet<&str>> = imports.keys().map(|file| (*file, reached(&imports, file))).collect();
    let mutual = |one: &str, other: &str| {
        let uses = |file: &str, other: &str| from.get(file).is_some_and(|files| files.contains(other));
        uses(one, other) && uses(other, one)
    };
    let mut found: Vec<String> = Vec::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for first in imports.keys() {
        let circle: Vec<&str> = imports.keys().copied().filter(|other| mutual(first, other)).collect();
        if circle.is_empty() || !told.insert(first) {
            continue;
        }
        told.extend(&circle);
        let mut lines = vec![format!("a circle of {} files:", circle.len())];
        for file in &circle {
            for (other, names) in imports[file].iter().filter(|(other, _)| circle.contains(other)) {
                let names: Vec<&str> = names.iter().copied().collect();
                lines.push(format!("  {file} uses {other}: {}", names.join(", ")));
            }
        }
        found.push(lines.join("\n"));
    }
    found
}

/// All files that a file imports, and those that they import, and so on.
fn reached<'a>(imports: &Imports<'a>, from: &str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut next: Vec<&str> = imports.get(from).into_iter().flat_map(BTreeMap::keys).copied().collect();
    while let Some(file) = next.pop() {
        if found.insert(file) {
            next.extend(imports.get(file).into_iter().flat_map(BTreeMap::keys));
        }
    }
    found
}

/// Where files of a room name one of these paths or methods: "Instant::now", "local_storage".
fn named(sources: &Sources, within: impl Fn(&str) -> bool, words: &[&str]) -> Vec<String> {
    let holds = |path: &[String], word: &str| {
        let word: Vec<&str> = word.split("::").collect();
        path.windows(word.len()).any(|window| window == word)
    };
    let paths = sources.mentions.iter().map(|m| (&m.file, m.line, m.path.clone()));
    let methods = sources.methods.iter().map(|(file, line, name)| (file, *line, vec![name.clone()]));
    let mut found = Vec::new();
    for (file, line, path) in paths.chain(methods).filter(|(file, ..)| within(file)) {
        let words = words.iter().filter(|word| holds(&path, word));
        found.extend(words.map(|word| format!("{file}:{line}: {word}")));
    }
    found
}

#[test]
fn every_path_is_resolved() {
    none("the reader cannot tell what these lead to", &SOURCES.unresolved);
    for (room, _) in ROOMS {
        assert!(
            SOURCES.texts.keys().any(|file| room_of(file) == *room),
            "{room} has no files: is the table out of date?"
        );
    }
}

#[test]
fn rooms_use_only_what_the_table_grants() {
    none("walls crossed", &walls_crossed(&SOURCES, ROOMS));
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let excepted = [NOT_YET, &[VIEWS]].concat();
    none("circles of imports", &circles(&SOURCES, &excepted));
}

#[test]
fn the_core_knows_no_browser_no_clock_and_no_chance() {
    none("the core reaches outside", &named(&SOURCES, |file| CORE.contains(&room_of(file)), OUTSIDE));
}

/// What leaves is made of `bundle::View`, which lets through what a receiver gets: nobody else makes documents of a draft.
#[test]
fn what_leaves_is_made_of_a_view() {
    const MADE: &[&str] = &[
        "documents::emails",
        "documents::email",
        "documents::way_files",
        "documents::answers",
        "documents::application",
        "documents::application_for",
        "documents::leaders_report",
        "documents::readme",
    ];
    let outside = |file: &str| {
        !["documents", "bundle"].contains(&room_of(file))
            && file != "app/view_models/sending.rs"
            && !file.contains("test")
    };
    none("documents made of a whole draft", &named(&SOURCES, outside, MADE));
    assert!(!named(&SOURCES, |file| file == "app/view_models/sending.rs", MADE).is_empty(), "the reader sees none");
}

#[test]
fn views_leave_storage_files_and_time_to_the_browser_room() {
    none("views do the browser's work", &named(&SOURCES, |file| room_of(file) == "views", BROWSER_ONLY));
}

#[test]
fn large_libraries_stay_in_the_worker() {
    let elsewhere = |file: &str| !MAKERS.iter().any(|maker| file.starts_with(maker));
    none("the page might come to carry these", &named(&SOURCES, elsewhere, HEAVY));
    // Both folders stand behind the feature.
    for folder in ["docx", "pdf"] {
        let declared = SOURCES.declarations.iter().find(|(file, name, _)| file == "documents/mod.rs" && name == folder);
        assert!(declared.unwrap().2.contains("cfg(feature=\"worker\")"), "{folder}");
    }
}

#[test]
fn every_room_says_what_lives_there() {
    for (room, _) in ROOMS {
        let text = &SOURCES.texts[&format!("{room}/mod.rs")];
        assert!(text.starts_with("//!"), "{room}/mod.rs does not open with what lives here");
        for part in ["Where to start", "Deliberately absent"] {
            assert!(text.contains(part), "{room}/mod.rs does not say: {part}");
        }
    }
}

#[test]
fn no_source_names_a_hub() {
    for (file, text) in &SOURCES.texts {
        for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric()) {
            let named = ["hertfordshire", "herts", "asone", "cornwall", "cornish"].contains(&word);
            assert!(!named, "{file} names a hub ({word}): calls are data");
        }
    }
}

/// What is said on pages that belong to no hub, or in both voices side by side.
const IN_THE_THIRD_PERSON: [&str; 5] = [
    "app/view_models/start.rs",
    "views/pages/criterion.rs",
    "views/pages/letter/layout.rs",
    "views/pages/send_hub.rs",
    "views/pages/start/mod.rs",
];

#[test]
fn sentences_take_the_words_for_the_hub_from_one_place() {
    let mut wrong = Vec::new();
    for (file, text) in SOURCES.texts.iter().filter(|(file, _)| *file != "call/voice.rs") {
        let room = ["app/view_models/", "readiness/", "views/"].iter().any(|room| file.starts_with(room));
        let is_listed = IN_THE_THIRD_PERSON.contains(&file.as_str());
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            // What stands between quotation marks: every second part.
            let said = line.split('"').skip(1).step_by(2).collect::<Vec<_>>().join(" ").to_lowercase();
            let asks = said.contains("ask the hub") || said.contains("ask us");
            if asks && !is_listed || room && !is_listed && said.contains("the hub") {
                wrong.push(format!("{file}: {}", line.trim()));
            }
        }
    }
    none("sentences that speak of the hub without `Voice`", &wrong);
}

/// A crate of these files.
fn invented(files: &[(&str, &str)]) -> Sources {
    let files: BTreeMap<&str, &str> = files.iter().copied().collect();
    Sources::read(&|address| files.get(address).map(|text| (*text).to_owned()))
}

#[test]
fn the_reader_sees_what_it_should_and_nothing_else() {
    // What `b.rs` holds, and whether it uses `a.rs`, which defines the function `x`, the type `T` and the macro-made `M`.
    for (text, uses) in [
        ("use crate::a::x;", true),
        ("use crate::{\n    c::Y,\n    a::{\n        x,\n    },\n};", true),
        ("use super::a::T as Other;", true),
        ("use super::{a::{self, T}};", true),
        ("use self::super::a::x;", true),
        ("use crate::a;\nfn f() { a::x() }", true),
        ("fn f() -> crate::a::T { todo!() }", true),
        ("fn f() { g(super::a::x) }", true),
        ("fn f() { println!(\"{}\", crate::a::x()) }", true),
        ("fn f() { vec![vec![crate::a::x()]]; }", true),
        ("fn f() { use crate::a; a::x() }", true),
        ("pub use crate::a::*;", true),
        ("use crate::a::*;\nfn f(_: T) {}", true),
        ("use crate::a::M;", true),
        ("impl crate::a::T { fn f() {} }", true),
        ("trait Z { fn f() -> super::a::T; }", true),
        // By a re-export of another module.
        ("use crate::c::T;", true),
        ("use crate::T;", true),
        ("fn f() { crate::c::renamed() }", true),
        ("mod within { pub use crate::a::x; }", true),
        ("use crate::a::T;\nfn f() { T::new() }", true),
        ("mod inner { fn f() { super::super::a::x() } }", true),
        // No use at all.
        ("use crate::c::Y;", false),
        ("use crate::a;", false),
        ("use crate::a::*;", false),
        ("mod a;", false),
        ("// use crate::a::x;", false),
        ("/// [`crate::a::x`]\nfn f() {}", false),
        ("fn f() { g(\"crate::a::x\") }", false),
        ("fn f() { other::a::x() }", false),
        ("fn f(v: Vec<u8>) { v.x(); println!(\"{}\", v.x) }", false),
        ("#[cfg(test)]\nuse crate::a::x;", false),
        ("#[cfg(test)]\nmod tests { use crate::a::x; fn f() { crate::a::x() } }", false),
        ("#[cfg(test)]\nfn f() { crate::a::x() }", false),
        ("impl Y { #[cfg(test)]\nfn f() { crate::a::x() } }", false),
        ("#[test]\nfn f() { crate::a::x() }", false),
        ("#[cfg(any(test, feature = \"fixtures\"))]\nfn f() { crate::a::x() }", false),
        ("pub(in crate::a) fn f() {}", false),
    ] {
        let sources = invented(&[
            ("lib.rs", "mod a;\nmod b;\nmod c;\npub use c::*;"),
            ("a.rs", "pub fn x() {}\npub struct T;\nids! { M; }"),
            ("b.rs", text),
            ("b/a.rs", ""),
            ("c.rs", "pub struct Y;\npub use crate::a::{T, x as renamed};\nfn private() {}"),
        ]);
        let found =
            sources.mentions.iter().any(|m| m.file == "b.rs" && m.defined_in.iter().any(|(file, _)| file == "a.rs"));
        assert_eq!(found, uses, "{text}\n{:#?}", sources.mentions);
        assert_eq!(sources.unresolved, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_the_reader_cannot_resolve_is_reported() {
    let sources =
        invented(&[("lib.rs", "mod a;"), ("a.rs", "use crate::gone::X;\nfn f() { std::mem::drop(self::y()) }")]);
    assert_eq!(sources.unresolved, ["a.rs:1: crate::gone::X", "a.rs:2: self::y"]);
}

#[test]
fn a_planted_circle_is_found() {
    let files = [
        ("lib.rs", "mod draft;"),
        ("draft/mod.rs", "mod one;\nmod two;\nmod three;\npub use one::*;\npub use two::*;\npub use three::*;"),
        ("draft/one.rs", "use super::{\n    Two,\n};\npub struct One;"),
        ("draft/two.rs", "pub struct Two;\nfn f() { super::three() }"),
    ];
    let with = |three: &str| {
        let mut files = files.to_vec();
        files.push(("draft/three.rs", three));
        invented(&files)
    };
    assert_eq!(circles(&with("pub fn three() {}"), &[]), Vec::<String>::new());
    let circle = "a circle of 3 files:\n  \
        draft/one.rs uses draft/two.rs: Two\n  \
        draft/three.rs uses draft/one.rs: One\n  \
        draft/two.rs uses draft/three.rs: three";
    let planted = with("pub fn three() { drop(super::One) }");
    assert_eq!(circles(&planted, &[]), [circle]);
    assert_eq!(circles(&planted, &["draft"]), Vec::<String>::new());
    // A child that uses what its parent defines, which uses the child.
    let parent = [
        ("lib.rs", "mod rules;"),
        ("rules/mod.rs", "mod age;\npub struct Case;\nconst ALL: &[fn(Case)] = &[age::check];"),
        ("rules/age.rs", "pub fn check(_: super::Case) {}"),
    ];
    assert_eq!(circles(&invented(&parent), &[]).len(), 1);
}

#[test]
fn a_planted_crossing_is_found_through_re_exports() {
    let rooms: &[(&str, &[&str])] = &[("call", &[]), ("draft", &["call"]), ("app", &["draft"]), ("views", &["app"])];
    let crossed = |views: &str| {
        let sources = invented(&[
            ("lib.rs", "mod call;\nmod draft;\nmod app;\nmod views;"),
            ("call/mod.rs", "pub struct Id;"),
            ("draft/mod.rs", "pub struct Draft;\npub use crate::call::Id;"),
            ("app/mod.rs", "mod state;\npub use state::*;"),
            ("app/state.rs", "pub struct State;\npub use crate::draft::Draft;"),
            ("views/mod.rs", views),
        ]);
        walls_crossed(&sources, rooms)
    };
    // `app` names `call` only by what `draft` re-exports; it is not granted, but nobody does so yet.
    assert_eq!(crossed("use crate::app::State;"), Vec::<String>::new());
    let expected = "views/mod.rs:1: `views` uses `draft` by crate::app::Draft";
    assert_eq!(crossed("use crate::app::Draft;"), [expected]);
    assert_eq!(crossed("fn f() { crate::call::Id; }"), ["views/mod.rs:1: `views` uses `call` by crate::call::Id"]);
    assert_eq!(crossed("use crate::app as core;\nfn f(_: core::Draft) {}").len(), 1);
    assert_eq!(crossed("pub use crate::app::*;").len(), 1);
}
