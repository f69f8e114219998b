//! The check of a file that may not even have the shape of a call: its shape and, in the same run, the rules.
//!
//! The rules look at the file as it was probably meant (`shape`). What they find may only follow from something that was
//! not understood; that is left out ([`follows`]), and comes up in the next run if it stays.

use serde_json::Value;

use super::problem::Problem;
use super::registry::check_among;
use super::rules::references::kind_at;
use super::shape::{Looked, look_at_call, look_at_index};
use crate::call::wire::{Read, read_value};
use crate::call::{CALL_FORMAT, Call, CallIndex};

/// What is known of a file.
#[derive(Debug)]
pub struct FileCheck<T> {
    /// What it says, as far as it was understood.
    pub meant: Option<T>,
    /// Everything that is wrong in it.
    pub problems: Vec<Problem>,
    /// Whether all of it was understood. If not, another run may find more.
    pub whole: bool,
}

/// Finds everything that is wrong in a call file, also what is left in it from the call files beside it.
pub fn check_file(json: &Value, others: &[&Call]) -> FileCheck<Call> {
    let (file, looked) = read_whole(look_at_call(json));
    let FileCheck { meant, mut problems, whole } = file;
    let found = meant.iter().flat_map(|call| check_among(call, others));
    let own = found.filter(|problem| !follows(problem, &looked));
    let in_file = |problem: Problem| Problem {
        path: looked.path_in_file(&problem.path),
        what: looked.names.in_words(problem.what),
        ..problem
    };
    problems.extend(own.map(in_file));
    FileCheck { meant, problems, whole }
}

/// Finds what is wrong with the list of calls by itself.
pub fn check_index_file(json: &Value) -> FileCheck<CallIndex> {
    read_whole(look_at_index(json)).0
}

/// Reads what was understood, and looks at the version of the format.
fn read_whole<T: Read>(mut looked: Looked) -> (FileCheck<T>, Looked) {
    let format = looked.mended.get("format").and_then(Value::as_u64);
    let mut problems = std::mem::take(&mut looked.problems);
    let is_known = format.is_none_or(|format| format == u64::from(CALL_FORMAT));
    if !is_known && !looked.doubts.iter().any(|doubt| doubt.is_empty() || doubt == "/format") {
        let own = format.unwrap_or_default();
        let what = format!(
            "this is {own}, but this version of Upbeat reads only formats 1 and {CALL_FORMAT}: write {CALL_FORMAT}"
        );
        problems.push(Problem::new("wrong-value", looked.path_in_file("/format"), what));
    }
    if let Some(what) = looked.names.suggestion().filter(|_| !problems.iter().any(|problem| problem.path == "/format"))
    {
        problems.push(Problem { advice: true, ..Problem::new("old-names", "/format", what) });
    }
    // Cannot fail: what was mended has the right shape.
    let meant = read_value(&looked.mended).ok();
    let whole = looked.doubts.is_empty();
    (FileCheck { meant, problems, whole }, looked)
}

/// Rules that compare things of one entry with each other: what is in doubt in the entry may be why they find something.
const WITHIN_ENTRY: [&str; 24] = [
    "amount",
    "branches",
    "clock",
    "contact",
    "day",
    "empty-list",
    "form",
    "lead",
    "limit",
    "link-text",
    "logo",
    "midnight",
    "never",
    "no-statement",
    "no-way",
    "number",
    "offset",
    "places",
    "scale",
    "sheet",
    "time-not-said",
    "uncertain",
    "weekday",
    "wording",
];

/// Rules that look into other parts of the file: what is in doubt there may be why they find something.
const ACROSS: [(&str, &[&str]); 17] = [
    ("deadline", &["/dates", "/submission"]),
    ("no-deadline", &["/dates", "/submission"]),
    ("date-order", &["/dates"]),
    ("year", &["/dates", "/sources", "/title"]),
    ("round", &["/round", "/title"]),
    ("no-place", &["/places", "/settings"]),
    ("no-places", &["/places"]),
    ("places", &["/regions"]),
    ("not-asked", &["/profile"]),
    ("profile", &["/regions", "/profile"]),
    ("never", &["/settings", "/regions"]),
    ("limit", &["/settings"]),
    ("no-way", &["/submission"]),
    ("midnight", &["/oddities"]),
    ("form", &["/letters"]),
    ("another-hub", &["/hub"]),
    ("excuse-unused", &[""]),
];

/// Lists of what has ids, by kind.
const LISTS: [(&str, &str); 12] = [
    ("heading", "/sources"),
    ("oddity", "/oddities"),
    ("setting", "/settings"),
    ("region", "/regions"),
    ("person", "/people"),
    ("letter", "/letters"),
    ("document", "/documents"),
    ("date", "/dates"),
    ("lot", "/lots/choices"),
    ("declaration", "/declarations"),
    ("alternative", "/criteria"),
    ("level", "/criteria"),
];

/// Whether a problem may only follow from something that was not understood.
fn follows(problem: &Problem, looked: &Looked) -> bool {
    let Looked { doubts, mended, .. } = looked;
    let path = problem.path.as_str();
    let by_place = |doubt: &String| is_within(path, doubt) || is_within(doubt, path);
    let within_entry =
        |doubt: &String| WITHIN_ENTRY.contains(&problem.code) && is_within(doubt, entry(path)) || doubt.is_empty();
    let across = |doubt: &String| {
        let mut parts = ACROSS.iter().filter(|(code, _)| *code == problem.code).flat_map(|(_, parts)| *parts);
        // Of these, the others only need the ids.
        let ids = ["/settings", "/regions"];
        parts.any(|part| if ids.contains(part) { loses_id(doubt, part) } else { is_within(doubt, part) })
    };
    let lost = |doubt: &String| match problem.code {
        "unknown-reference" => {
            let lists = LISTS.iter().filter(|(kind, _)| kind_at(path) == Some(kind));
            lists.map(|(_, list)| list).any(|list| loses_id(doubt, list))
        }
        "quote" => loses_words(doubt, path),
        // What refers to the oddity may not have been understood.
        "oddity-unused" => {
            let refers = |value: &Value| value.is_array() || value.is_object() || doubt.contains("/oddities/");
            mended.pointer(doubt).is_none_or(refers)
        }
        _ => false,
    };
    let excused = |doubt: &String| {
        let oddity = loses_id(doubt, "/oddities")
            || doubt.starts_with("/oddities/") && doubt.contains("/explains-check-warning");
        oddity && mended.pointer(entry(path)).is_some_and(is_odd)
    };
    doubts.iter().any(|doubt| by_place(doubt) || within_entry(doubt) || across(doubt) || lost(doubt) || excused(doubt))
}

/// Whether `path` is `around` or within it.
fn is_within(path: &str, around: &str) -> bool {
    path.strip_prefix(around).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The entry that a path leads into: an element of a list at the top of the file, or what stands there by itself.
fn entry(path: &str) -> &str {
    let mut ends = path.match_indices('/').map(|(at, _)| at).skip(1);
    let first = ends.next().unwrap_or(path.len());
    let is_list =
        path.get(first..).and_then(|rest| rest.get(1..2)).is_some_and(|c| c.bytes().all(|b| b.is_ascii_digit()));
    let end = if is_list { ends.next().unwrap_or(path.len()) } else { first };
    path.get(..end).unwrap_or(path)
}

/// Whether an id of a list may be lost in what is in doubt.
fn loses_id(doubt: &str, list: &str) -> bool {
    let step = doubt.rsplit('/').next().unwrap_or_default();
    let whole = step.bytes().all(|b| b.is_ascii_digit())
        || ["id", "headings", "named", "choices", "points", "alternatives", "levels", "rule"].contains(&step);
    doubt == list || is_within(doubt, list) && whole
}

/// Whether the statement that has the words of the quote at `path` may be lost in what is in doubt.
fn loses_words(doubt: &str, path: &str) -> bool {
    // Quotes of a criterion, and of a statement of support, are words of that very entry.
    let at_home = !(path.starts_with("/criteria/") || path.contains("/support/")) || is_within(doubt, entry(path));
    let bare = ["/people", "/profile", "/scale", "/settings", "/regions", "/oddities", "/sources", "/role", "/format"];
    let whole = entry(doubt) == doubt && !bare.iter().any(|key| is_within(doubt, key));
    at_home && (doubt.contains("/statement") || doubt.contains("/boundary") || whole)
}

/// Whether something refers to oddities, one of which may excuse what is found there.
fn is_odd(json: &Value) -> bool {
    match json {
        Value::Array(elements) => elements.iter().any(is_odd),
        Value::Object(members) => members.iter().any(|(key, value)| key == "oddities" || is_odd(value)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::call::check::pointers;

    const SMALL: &str = include_str!("../../../tests/fixtures/calls/small.json");

    /// What is found in the fixture with these changes, as "code path"; `null` takes a key out.
    fn found(changes: &[(&str, Value)]) -> Vec<String> {
        let mut json: Value = serde_json::from_str(SMALL).unwrap();
        for (pointer, new) in changes {
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            match json.pointer_mut(parent).unwrap() {
                Value::Object(members) if new.is_null() => drop(members.remove(key).unwrap()),
                Value::Object(members) => drop(members.insert(key.to_owned(), new.clone())),
                Value::Array(elements) => elements[key.parse::<usize>().unwrap()] = new.clone(),
                other => panic!("{pointer} leads into {other}"),
            }
        }
        let problems = check_file(&json, &[]).problems.into_iter().filter(|p| p.known.is_none());
        let mut found: Vec<String> = problems.map(|p| format!("{} {}", p.code, p.path)).collect();
        found.sort();
        found
    }

    #[test]
    fn shape_and_rules_are_found_in_one_run() {
        let changes = [
            ("/title", json!(7)),
            ("/role/plural", json!(" ")),
            ("/hub/colour", json!("red")),
            ("/dates/0/when/on", json!("13/01/2026")),
            ("/dates/1/date-is-certain", json!("No")),
            ("/places/0/maximum", json!("0")),
            ("/criteria/0/points/2/quote", json!("A level music")),
            ("/settings/0/kind", json!("academy")),
            ("/people/0", json!("Ann")),
            ("/submission/ways/0/address", json!("apply")),
        ];
        let expected = [
            "blank /role/plural",
            "day /dates/0/when/on",
            "email /submission/ways/0/address",
            "limit /places/0/maximum",
            "quote /criteria/0/points/2/quote",
            "uncertain /dates/1/date-is-certain",
            "unknown-key /hub/colour",
            "unknown-value /settings/0/kind",
            "wrong-form /dates/0/when/on",
            "wrong-type /dates/1/date-is-certain",
            "wrong-type /people/0",
            "wrong-type /places/0/maximum",
            "wrong-type /title",
        ];
        assert_eq!(found(&changes), expected);
    }

    #[test]
    fn what_only_follows_is_not_said() {
        let rows: [(&str, Value, &[&str]); 22] = [
            // Ids that others refer to.
            ("/settings/0/id", Value::Null, &["missing-key /settings/0"]),
            ("/settings/0", json!("Primary"), &["wrong-type /settings/0"]),
            ("/settings", Value::Null, &["missing-key "]),
            ("/sources", json!("Call"), &["wrong-type /sources"]),
            ("/sources/0/headings/4", json!(3), &["wrong-type /sources/0/headings/4"]),
            ("/regions", json!("district"), &["wrong-type /regions"]),
            ("/people/1/id", json!("\u{2026}"), &["wrong-form /people/1/id"]),
            ("/documents", json!("plan"), &["wrong-type /documents"]),
            ("/oddities/0", json!(false), &["wrong-type /oddities/0"]),
            // Words that others quote.
            (
                "/criteria/0/statements/1/items/0",
                json!(7),
                &["quote /criteria/0/points/1/quote", "wrong-type /criteria/0/statements/1/items/0"],
            ),
            ("/criteria/0/statements", Value::Null, &["missing-key /criteria/0"]),
            ("/letters/0/statements/0/text", Value::Null, &["missing-key /letters/0/statements/0"]),
            ("/documents/0/statements/0", json!([]), &["wrong-type /documents/0/statements/0"]),
            // What others compare with.
            ("/dates/1/when", json!("soon"), &["wrong-type /dates/1/when"]),
            ("/dates", Value::Null, &["missing-key "]),
            ("/places", Value::Null, &["missing-key "]),
            ("/profile/3", json!(3), &["wrong-type /profile/3"]),
            ("/submission", Value::Null, &["missing-key "]),
            (
                "/submission/ways/0",
                json!({"address": "a"}),
                &["email /submission/ways/0/address", "missing-key /submission/ways/0"],
            ),
            ("/scale/steps/0/counts-as", json!("perfect"), &["unknown-value /scale/steps/0/counts-as"]),
            ("/dates/3", Value::Null, &["wrong-type /dates/3"]),
            ("/benefits", json!(7), &["wrong-type /benefits"]),
        ];
        for (pointer, new, expected) in rows {
            assert_eq!(found(&[(pointer, new.clone())]), expected, "{pointer} {new}");
        }
        assert_eq!(check_file(&json!([]), &[]).problems.len(), 1);
    }

    /// The fixture is right but for one thing, which is not understood: all else that is found only follows from it.
    #[test]
    fn nothing_follows_wherever_one_thing_is_not_understood() {
        assert!(nothing_follows(SMALL, 1) > 800);
    }

    #[test]
    fn nothing_follows_in_a_file_of_format_1() {
        assert!(nothing_follows(OLD, 7) > 100);
    }

    #[test]
    fn nothing_follows_in_calls_of_other_shapes() {
        let questions = include_str!("../../../tests/fixtures/calls/questions.json");
        let places = include_str!("../../../tests/fixtures/calls/places.json");
        assert!(nothing_follows(questions, 9) > 100);
        assert!(nothing_follows(places, 9) > 100);
    }

    /// How many changes were tried, at every so many paths.
    fn nothing_follows(text: &str, every: usize) -> usize {
        let small: Value = serde_json::from_str(text).unwrap();
        let all = pointers(&small);
        let others = [
            json!(null),
            json!(true),
            json!(3),
            json!(-1),
            json!(0.5),
            json!("x"),
            json!("A b"),
            json!([1]),
            json!({}),
        ];
        // An entry without anything in it is understood: it has no optional keys.
        let is_empty =
            |pointer: &str, other: &Value| *other == json!({}) && small.pointer(pointer).unwrap().is_object();
        let (mut wrong, mut tried) = (Vec::new(), 0);
        let mut look = |json: &Value, change: String| {
            let looked = look_at_call(json);
            assert_eq!(look_at_call(&looked.mended).problems, [], "{change}: what was mended has the right shape");
            let told = looked.problems.len();
            if !looked.doubts.is_empty() {
                tried += 1;
                let problems = check_file(json, &[]).problems.into_iter().skip(told);
                let problems = problems.filter(|p| p.known.is_none() && p.code != "old-names");
                wrong.extend(problems.map(|p| format!("{change}: {} {} {}", p.code, p.path, p.what)));
            }
        };
        for (at, pointer) in all.iter().enumerate().step_by(every) {
            // Every third here, other ones at the next.
            let some = others.iter().enumerate().filter(|(i, other)| (at + i) % 3 == 0 && !is_empty(pointer, other));
            for (_, other) in some {
                let mut json = small.clone();
                *json.pointer_mut(pointer).unwrap() = other.clone();
                look(&json, format!("{pointer} = {other}"));
            }
            let mut json = small.clone();
            if let Some((parent, key)) = pointer.rsplit_once('/')
                && let Some(members) = json.pointer_mut(parent).unwrap().as_object_mut()
            {
                members.remove(key);
                look(&json, format!("without {pointer}"));
            }
        }
        assert!(wrong.is_empty(), "{} of {tried}\n{}", wrong.len(), wrong.join("\n"));
        tried
    }

    #[test]
    fn a_slip_in_a_key_is_said_once_and_what_is_in_it_is_looked_at() {
        let statements =
            json!([{"text": "Music: we tee-ach", "under-headin": "programmes", "opening-words-in-bold": "Musik:"}]);
        let changes = [
            ("/criteria/1/statments", statements),
            ("/criteria/1/statements", Value::Null),
            ("/rounds", json!("")),
            ("/round", Value::Null),
        ];
        let expected = [
            "lead /criteria/1/statments/0/opening-words-in-bold",
            "unknown-key /criteria/1/statments",
            "unknown-key /criteria/1/statments/0/under-headin",
            "unknown-key /rounds",
            "unknown-reference /criteria/1/statments/0/under-headin",
        ];
        assert_eq!(found(&changes), expected);
    }

    #[test]
    fn the_format_is_one_that_is_known() {
        assert_eq!(found(&[("/format", json!(3))]), ["wrong-value /format"]);
        assert_eq!(found(&[("/format", json!(1))]), ["wrong-value /format"]);
        assert_eq!(found(&[("/format", json!("2"))]), ["wrong-type /format"]);
        assert_eq!(found(&[("/format", Value::Null)]), ["missing-key "]);
        assert_eq!(check_index_file(&json!({"format": 3, "calls": []})).problems.len(), 1);
        assert_eq!(check_index_file(&json!({"format": 2, "calls": []})).problems, []);
    }

    const OLD: &str = include_str!("../../../tests/fixtures/formats/call-1-all-names.json");

    /// Codes and paths of what is found in a file, and what is said.
    fn said(json: &Value) -> Vec<(String, String)> {
        let problems = check_file(json, &[]).problems.into_iter().filter(|p| p.known.is_none());
        problems.map(|p| (format!("{} {}", p.code, p.path), p.what)).collect()
    }

    #[test]
    fn a_file_of_format_1_is_checked_by_its_own_names() {
        let old: Value = serde_json::from_str(OLD).unwrap();
        let found = said(&old);
        let [(at, what)] = found.as_slice() else { panic!("{found:#?}") };
        assert!(at == "old-names /format" && what.contains("check-call --upgrade"), "{what}");
        assert!(check_file(&old, &[]).problems.iter().all(|p| p.advice || p.known.is_some()));
        for (pointer, key, new, expected, says) in [
            ("/places/0", "across", json!("hubb"), "unknown-value /places/0/across", "\u{201c}hub\u{201d}"),
            ("/places/0", "acros", json!("hub"), "unknown-key /places/0/acros", "\u{201c}across\u{201d}"),
            ("/dates/0/statement", "under", json!("datess"), "unknown-reference /dates/0/statement/under", "mean"),
            ("/dates/0", "certain", json!(false), "uncertain /dates/0/certain", "oddity"),
            ("/scale/steps/0", "means", json!("partly"), "scale /scale/steps", "`means`"),
            ("/duties/0", "when", json!([{"trust": 7}]), "wrong-type /duties/0/when/0/trust", "true"),
            (
                "/criteria/0/points/2",
                "when",
                json!([{"sixth-form": true}, {"sixth-form": false}]),
                "never /criteria/0/points/2/when",
                "delete one",
            ),
        ] {
            let mut json = old.clone();
            let entry = json.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
            if key == "acros" {
                entry.remove("across");
            }
            entry.insert(key.to_owned(), new);
            let found = said(&json);
            let it = found.iter().find(|(at, _)| at == expected);
            assert!(it.is_some_and(|(_, what)| what.contains(says)), "{expected}: {found:#?}");
            assert_eq!(found.len(), 2, "{expected}: {found:#?}");
        }
    }

    #[test]
    fn a_file_has_the_names_of_one_format() {
        let (old, today): (Value, Value) = (serde_json::from_str(OLD).unwrap(), serde_json::from_str(SMALL).unwrap());
        for (json, pointer, wrong, right) in [
            (&today, "/criteria/0/points/0", "strength", "how-binding"),
            (&today, "/duties/0", "when", "only-if-all"),
            (&today, "/places/0", "across", "where"),
            (&today, "/oddities/0", "ask", "schools-should-ask"),
            (&today, "/people/0", "contact", "ask-contact-details"),
            (&old, "/criteria/0/points/0", "how-binding", "strength"),
            (&old, "/dates/2", "date-is-certain", "certain"),
            (&old, "/letters/1", "page-layout", "sheet"),
        ] {
            // Instead of the right one: it is said which is meant, and what stands there is looked at.
            let mut json = json.clone();
            let entry = json.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
            let value = entry.remove(right).unwrap();
            entry.insert(wrong.to_owned(), value.clone());
            let found = said(&json);
            let found: Vec<_> = found.iter().filter(|(at, _)| at != "old-names /format").collect();
            let [(at, what)] = found.as_slice() else { panic!("{wrong}: {found:#?}") };
            assert_eq!(*at, format!("unknown-key {pointer}/{wrong}"));
            assert!(what.contains(&format!("write \u{201c}{right}\u{201d}")), "{what}");
            // Beside the right one.
            json.pointer_mut(pointer).unwrap()[right] = value;
            let found = said(&json);
            assert!(found.iter().any(|(_, what)| what.contains("here too: delete")), "{wrong}: {found:#?}");
        }
        let mut json = today.clone();
        json["places"][0]["where"] = json!("hub");
        assert!(said(&json)[0].1.ends_with("write \u{201c}whole-area\u{201d}"), "{:?}", said(&json));
        // All names are of the other format: then the number is wrong.
        for (json, format, says) in [(&today, 1, "write 2"), (&old, 2, "check-call --upgrade")] {
            let mut json = json.clone();
            json["format"] = json!(format);
            let found = said(&json);
            assert!(found.len() == 1 && found[0].0 == "wrong-value /format", "{found:#?}");
            assert!(found[0].1.contains(says), "{found:#?}");
        }
    }

    #[test]
    fn entries_of_the_file() {
        for (path, expected) in [
            ("/dates/1/when/at", "/dates/1"),
            ("/dates/1", "/dates/1"),
            ("/submission/ways/0", "/submission"),
            ("/title", "/title"),
            ("", ""),
        ] {
            assert_eq!(entry(path), expected, "{path}");
        }
    }
}
