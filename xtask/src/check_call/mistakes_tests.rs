//! Mistakes that somebody at a hub could make in a call file: each is found, at its place, with what to do.

use serde_json::json;

use super::tests::{folder, small};
use super::*;

/// How the small call is changed.
enum Change {
    /// A part of its text, where it stands first; a closing bracket where it stands last.
    Text(&'static str, &'static str),
    /// What stands at a path.
    Set(&'static str, Value),
    /// What stands at a path is taken out.
    Out(&'static str),
    /// The whole file.
    Bytes(&'static [u8]),
    /// The same file in another encoding.
    Saved(&'static str),
}

use Change::{Bytes, Out, Saved, Set, Text};

/// What the mistake is, how the file is changed, and parts of the line that is printed: the place, and what to do.
type Row = (&'static str, Change, &'static str, &'static str);

impl Change {
    fn make(&self) -> Vec<u8> {
        let small = small();
        match self {
            Text(old, new) => {
                let at = if old.starts_with(']') { small.rfind(old) } else { small.find(old) };
                let at = at.unwrap_or_else(|| panic!("the small call has no {old}"));
                format!("{}{new}{}", &small[..at], &small[at + old.len()..]).into_bytes()
            }
            Set(path, new) => changed(&small, path, Some(new)),
            Out(path) => changed(&small, path, None),
            Bytes(bytes) => bytes.to_vec(),
            Saved("utf16") => [0xfeff].into_iter().chain(small.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
            Saved(_) => {
                let (before, after) = small.split_once("The headteacher must agree.").unwrap();
                [before.as_bytes(), b"The headteacher must agree \x96 caf\xe9.", after.as_bytes()].concat()
            }
        }
    }
}

fn changed(text: &str, path: &str, new: Option<&Value>) -> Vec<u8> {
    let mut json: Value = serde_json::from_str(text).unwrap();
    let (parent, key) = path.rsplit_once('/').unwrap();
    match (json.pointer_mut(parent).unwrap(), new) {
        (Value::Object(members), Some(new)) => drop(members.insert(key.to_owned(), new.clone())),
        (Value::Object(members), None) => drop(members.remove(key).unwrap()),
        (Value::Array(elements), Some(new)) => elements[key.parse::<usize>().unwrap()] = new.clone(),
        (other, _) => panic!("{path} leads into {other}"),
    }
    serde_json::to_vec_pretty(&json).unwrap()
}

/// The lines that are printed for the small call with a change, beside another hub's call.
fn lines_of(name: &str, change: &Change) -> Vec<String> {
    let third = fs::read_to_string(root().join("tests/fixtures/calls/third.json")).unwrap();
    let folder = folder(&format!("mistakes-{name}"), &[]);
    let (file, beside) = (folder.join("small.json"), folder.join("marsh.json"));
    let other = opened(&beside, third.into_bytes()).call.unwrap();
    let found = report(&file, &opened(&file, change.make()), &[&other]).found;
    let open = found.iter().filter(|found| found.problem.known.is_none());
    open.map(|found| line(Path::new("small.json"), found)).collect()
}

/// Holds that each of these mistakes is found.
fn hold(chapter: &str, rows: &[Row]) {
    let mut wrong = Vec::new();
    for (name, change, place, advice) in rows {
        let lines = lines_of(chapter, change);
        if !lines.iter().any(|line| line.contains(place) && line.contains(advice)) {
            wrong.push(format!("{name}: {place} {advice}\n  {}", lines.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_are_enough_mistakes() {
    let all = [json_rows(), shape_rows(), date_rows(), word_rows(), more_rows()];
    let all: Vec<&str> = all.iter().flatten().map(|(name, ..)| *name).collect();
    assert!(all.len() >= 100, "{}", all.len());
    let once: BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(once.len(), all.len(), "no mistake twice");
}

#[test]
fn what_is_no_json_is_explained() {
    hold("json", &json_rows());
}

#[test]
fn keys_types_words_and_ids() {
    hold("shape", &shape_rows());
}

#[test]
fn dates_and_times() {
    hold("dates", &date_rows());
}

#[test]
fn words_of_the_hub_and_numbers() {
    hold("words", &word_rows());
}

#[test]
fn what_is_missing_or_in_vain() {
    hold("more", &more_rows());
}

/// Mistakes: what is no JSON, and files of another kind.
#[expect(clippy::too_many_lines, reason = "a table")]
fn json_rows() -> Vec<Row> {
    vec![
        (
            "comma too many",
            Text(
                "\"role\": { \"name\": \"Lead School\", \"plural\": \"Lead Schools\" },",
                "\"role\": { \"name\": \"Lead School\", \"plural\": \"Lead Schools\", },",
            ),
            "small.json:15:60:",
            "delete the comma before the closing }",
        ),
        (
            "comma missing",
            Text("\"id\": \"small\",\n", "\"id\": \"small\"\n"),
            "small.json:5:3:",
            "a comma is missing before this",
        ),
        (
            "curly quotation marks",
            Text(
                "\"title\": \"Lead Schools for Anyshire Music Hub\"",
                "\"title\": \u{201c}Lead Schools for Anyshire Music Hub\u{201d}",
            ),
            "small.json:6:12:",
            "type the straight one, \"",
        ),
        (
            "single quotation marks",
            Text("\"round\": \"2026\"", "'round': '2026'"),
            "small.json:5:3:",
            "put text in double quotation marks, \" (and 1",
        ),
        (
            "key without quotation marks",
            Text("\"round\": \"2026\"", "round: \"2026\""),
            "small.json:5:3:",
            "put quotation marks around this key",
        ),
        (
            "colon missing",
            Text("\"round\": \"2026\"", "\"round\" \"2026\""),
            "small.json:5:11:",
            "a colon should be here, between a key and its",
        ),
        (
            "equals sign",
            Text("\"round\": \"2026\"", "\"round\" = \"2026\""),
            "small.json:5:11:",
            "put a colon between a key and its value",
        ),
        (
            "text without quotation marks",
            Text("\"area\": \"Anyshire\"", "\"area\": Anyshire"),
            "small.json:10:13:",
            "only true, false and null have none",
        ),
        (
            "True with a capital",
            Text("\"date-is-certain\": false", "\"date-is-certain\": False"),
            "small.json:216:26:",
            "true, false and null are written in lower case",
        ),
        (
            "yes instead of true",
            Text("\"ask-contact-details\": true", "\"ask-contact-details\": yes"),
            "small.json:74:107:",
            "true, false and null are written in lower case",
        ),
        (
            "a comment",
            Text("\"round\": \"2026\",", "\"round\": \"2026\", // this year"),
            "small.json:5:20:",
            "delete it",
        ),
        (
            "quotation mark in a text",
            Text("\"A visit from the hub.\"", "\"A \"visit\" from the hub.\""),
            "small.json:195:45:",
            "a comma or } is missing; write a quotation mark",
        ),
        (
            "line break in a text",
            Text("Send everything by e-mail.", "Send everything\nby e-mail."),
            "small.json:248:30:",
            "close it, or write a line break as \\n",
        ),
        (
            "tab in a text",
            Text("Send everything by e-mail.", "Send everything\tby e-mail."),
            "small.json:248:46:",
            "delete it",
        ),
        (
            "backslash",
            Text("\"name\": \"Quality handbook\"", "\"name\": \"C:\\Quality\""),
            "small.json:127:99:",
            "write \\\\ for a backslash",
        ),
        (
            "bracket not closed",
            Text("\"passages\": [", "\"passages\": "),
            "small.json:260:5:",
            "a square bracket [ may be missing before the",
        ),
        ("file cut short", Text("]\n}\n", ""), "small.json:261:3:", "the file ends where a comma or ] should be; a"),
        ("bracket too many", Text("]\n}\n", "]\n}}\n"), "small.json:262:2:", "delete it"),
        (
            "text after the end",
            Text("]\n}\n", "]\n}\nEnd of file"),
            "small.json:263:1:",
            "a bracket may be closed too early above",
        ),
        (
            "wrong bracket",
            Text("\"from\": [\"leader\", \"head\"]", "\"from\": [\"leader\", \"head\"}"),
            "small.json:144:32:",
            "a ] should be here",
        ),
        (
            "pounds without quotation marks",
            Text("\"number\": 2, \"unit\": \"days\"", "\"number\": \u{a3}2,000, \"unit\": \"GBP\""),
            "small.json:192:29:",
            "a number has no commas",
        ),
        (
            "thousands with a comma",
            Text("\"words\": 1000", "\"words\": 1,000"),
            "small.json:146:39:",
            "a number has no commas",
        ),
        ("leading zero", Text("\"count\": 2", "\"count\": 02"), "small.json:45:56:", "a number has digits only"),
        (
            "date without quotation marks",
            Text("\"on\": \"2026-01-12\"", "\"on\": 2026-01-12"),
            "small.json:201:36:",
            "put text in quotation marks",
        ),
        (
            "value missing",
            Text("\"round\": \"2026\"", "\"round\": "),
            "small.json:5:12:",
            "something is missing before this",
        ),
        (
            "non-breaking space",
            Text("\"round\": \"2026\"", "\"round\":\u{a0}\"2026\""),
            "small.json:5:11:",
            "type an ordinary one",
        ),
        (
            "key twice",
            Text("\"round\": \"2026\",", "\"round\": \"2026\",\n  \"round\": \"2027\","),
            "(at /round)",
            "delete one",
        ),
        ("empty file", Bytes(b""), "small.json:1:1:", "copy another call file, and change it"),
        ("a list instead of a call", Bytes(b"[]"), "small.json:1:1:", "write it like {\u{2026}}"),
        ("saved as Latin-1", Saved("latin1"), "small.json:183:58:", "save the file as UTF-8"),
        ("saved as UTF-16", Saved("utf16"), "small.json:1:1:", "save it as UTF-8"),
        (
            "a Word document",
            Bytes(b"PK\x03\x04\x14\x00\x06\x00"),
            "small.json:1:1:",
            "save the call as plain text with a name that ends in .json",
        ),
    ]
}

/// Mistakes: keys, types, words and ids.
#[expect(clippy::too_many_lines, reason = "a table")]
fn shape_rows() -> Vec<Row> {
    vec![
        ("format of tomorrow", Set("/format", json!(3)), "(at /format)", "write 2"),
        ("format as a text", Set("/format", json!("2")), "(at /format)", "write 2, without quotation marks"),
        ("format missing", Out("/format"), "small.json:1:1:", "2)"),
        ("format 1 with the names of today", Set("/format", json!(1)), "(at /format)", "write 2"),
        (
            "an old key",
            Text(
                "\"how-binding\": \"should\",\n          \"only-if-all\"",
                "\"strength\": \"should\",\n          \"only-if-all\"",
            ),
            "(at /criteria/0/points/1/strength)",
            "write \u{201c}how-binding\u{201d}",
        ),
        (
            "an old key with conditions",
            Text("\"only-if-all\": [{ \"trust\": true }]", "\"when\": [{ \"trust\": true }]"),
            "(at /letters/0/support/when)",
            "write \u{201c}only-if-all\u{201d}",
        ),
        (
            "an old word",
            Text("\"placement\": \"in-letter\"", "\"placement\": \"inside\""),
            "(at /letters/0/support/placement)",
            "write \u{201c}in-letter\u{201d}",
        ),
        (
            "misspelt key",
            Text("\"sources\": [", "\"source\": ["),
            "(at /source)",
            "did you mean \u{201c}sources\u{201d}?",
        ),
        (
            "key in capitals",
            Text("\"plural\": \"Lead Schools\"", "\"Plural\": \"Lead Schools\""),
            "(at /role/Plural)",
            "did you mean \u{201c}plural\u{201d}?",
        ),
        (
            "camel case",
            Text(
                "\"under-heading\": \"places\" },\n    \"contact\"",
                "\"underHeading\": \"places\" },\n    \"contact\"",
            ),
            "(at /hub/boundary/underHeading)",
            "did you mean \u{201c}under-heading\u{201d}?",
        ),
        (
            "key that is not known",
            Set("/hub/twitter", json!("@hub")),
            "(at /hub/twitter)",
            "delete it, or move it to where it belongs",
        ),
        (
            "key of another entry",
            Set("/role/deadline", json!("2026-02-13")),
            "(at /role/deadline)",
            "delete it, or move it to where it belongs",
        ),
        (
            "required key missing",
            Out("/criteria/0/points/0/quote"),
            "(at /criteria/0/points/0)",
            "a part of one of the criterion's statements)",
        ),
        ("name of the hub missing", Out("/hub/name"), "(at /hub)", "\"\u{2026}\" (Its name)"),
        (
            "submission missing",
            Out("/submission"),
            "small.json:1:1:",
            "{\"statements\":[],\"ways\":[]} (How to hand in)",
        ),
        (
            "letter without kind",
            Out("/letters/0/kind"),
            "(at /letters/0)",
            "\"letter\" or \"answers\" (Letter or answers)",
        ),
        (
            "statement without heading",
            Out("/benefits/0/statement/under-heading"),
            "(at /benefits/0/statement)",
            "\"lead-school\" (The heading of the source under",
        ),
        (
            "text where a statement belongs",
            Set("/benefits/0/statement", json!("A visit from the hub.")),
            "(at /benefits/0/statement)",
            "write it like",
        ),
        (
            "number as text",
            Set("/letters/0/limit/sides", json!("2")),
            "(at /letters/0/limit/sides)",
            "write 2, without quotation marks",
        ),
        (
            "number in words",
            Set("/letters/0/limit/sides", json!("two sides")),
            "(at /letters/0/limit/sides)",
            "write 2, without quotation marks",
        ),
        (
            "pounds as a text",
            Set("/duties/0/amount/number", json!("\u{00a3}2,000")),
            "(at /duties/0/amount/number)",
            "write 2000, without quotation marks",
        ),
        (
            "fraction",
            Set("/duties/0/amount/number", json!(1.5)),
            "(at /duties/0/amount/number)",
            "delete the amount if the hub\u{2019}s own number is",
        ),
        (
            "negative number",
            Set("/places/0/minimum", json!(-1)),
            "(at /places/0/minimum)",
            "write a whole number, such as 2",
        ),
        ("text as number", Set("/round", json!(2026)), "(at /round)", "write \"2026\""),
        (
            "yes in quotation marks",
            Set("/letters/0/page-layout/headings", json!("yes")),
            "(at /letters/0/page-layout/headings)",
            "write true, without quotation marks",
        ),
        (
            "list forgotten",
            Set("/places/0/settings", json!("primary")),
            "(at /places/0/settings)",
            "write [\"primary\"]",
        ),
        (
            "list too many",
            Set("/role/name", json!(["Lead School"])),
            "(at /role/name)",
            "write \"Lead School\", without the square brackets",
        ),
        (
            "names with commas",
            Set("/letters/0/from", json!("leader, head")),
            "(at /letters/0/from)",
            "write [\"leader\",\"head\"]",
        ),
        ("null", Set("/hub/name", json!(null)), "(at /hub/name)", "write a text in quotation marks"),
        (
            "one condition without brackets",
            Set("/duties/0/only-if-all", json!({"region": ["north"]})),
            "(at /duties/0/only-if-all)",
            "write [{\"region\":[\"north\"]}]",
        ),
        (
            "two conditions in one",
            Set("/letters/0/support/only-if-all", json!([{"trust": true, "sixth-form": true}])),
            "(at /letters/0/support/only-if-all/0/trust)",
            "move \u{201c}trust\u{201d} to its own entry",
        ),
        (
            "condition as a word",
            Set("/letters/0/support/only-if-all", json!(["trust"])),
            "(at /letters/0/support/only-if-all/0)",
            "write {\"setting\":{\"one-of\":[]}} or",
        ),
        ("people as names", Set("/people", json!(["Ann Example"])), "(at /people/0)", "write it like"),
        (
            "misspelt word",
            Set("/criteria/0/points/0/how-binding", json!("shuold")),
            "(at /criteria/0/points/0/how-binding)",
            "did you mean \u{201c}should\u{201d}?",
        ),
        (
            "word of another list",
            Set("/documents/0/need", json!("must")),
            "(at /documents/0/need)",
            "write \u{201c}required\u{201d}, \u{201c}if-applicable\u{201d} or \u{201c}optional\u{201d}",
        ),
        (
            "kind of setting that is none",
            Set("/settings/0/kind", json!("academy")),
            "(at /settings/0/kind)",
            "write \u{201c}early-years\u{201d}, \u{201c}school\u{201d}, \u{201c}college\u{201d},",
        ),
        (
            "kind of date that is none",
            Set("/dates/1/kind", json!("closing")),
            "(at /dates/1/kind)",
            "write \u{201c}opens\u{201d}, \u{201c}information\u{201d}, \u{201c}deadline\u{201d},",
        ),
        (
            "key stage that is none",
            Set("/criteria/0/points/1/only-if-all/1/key-stage", json!(["KS4"])),
            "(at /criteria/0/points/1/only-if-all/1/key-stage/0)",
            "did you mean \u{201c}ks4\u{201d}?",
        ),
        (
            "grade that is none",
            Set("/criteria/0/points/3/rule/accepted", json!(["Good", "Excellent"])),
            "(at /criteria/0/points/3/rule/accepted/0)",
            "did you mean \u{201c}good\u{201d}?",
        ),
        (
            "topic that is none",
            Set("/passages/0/topic", json!("aims")),
            "(at /passages/0/topic)",
            "write \u{201c}purpose\u{201d}, \u{201c}places\u{201d}, \u{201c}criteria\u{201d},",
        ),
        (
            "way that is none",
            Set("/submission/ways/0", json!({"by": "post", "address": ["Hub House"]})),
            "(at /submission/ways/0/by)",
            "write \u{201c}email\u{201d}, \u{201c}form\u{201d} or \u{201c}paper\u{201d}",
        ),
        (
            "part of the profile that is none",
            Set("/profile/0/ask", json!("school-name")),
            "(at /profile/0/ask)",
            "write \u{201c}name\u{201d}, \u{201c}urn\u{201d}, \u{201c}setting\u{201d}, \u{201c}region\u{201d},",
        ),
        (
            "where that is none",
            Set("/places/0/where", json!("each district")),
            "(at /places/0/where)",
            "write \u{201c}whole-area\u{201d} or \u{201c}each-region\u{201d} or",
        ),
        (
            "spacing that is none",
            Set("/letters/0/page-layout/spacing", json!("1.25")),
            "(at /letters/0/page-layout/spacing)",
            "did you mean \u{201c}1.15\u{201d}?",
        ),
        (
            "id with capitals and spaces",
            Set("/settings/0/id", json!("Primary Schools")),
            "(at /settings/0/id)",
            "write primary-schools",
        ),
        (
            "id too long",
            Set("/dates/0/id", json!("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")),
            "(at /dates/0/id)",
            "write",
        ),
        (
            "id twice",
            Set("/settings/1/id", json!("primary")),
            "(at /settings/1/id)",
            "change one, and what refers to it",
        ),
        (
            "heading twice",
            Set("/sources/1/headings/0/id", json!("dates")),
            "(at /sources/1/headings/0/id)",
            "change one, and what refers to it",
        ),
        (
            "point twice",
            Set("/criteria/0/points/1/id", json!("hour")),
            "(at /criteria/0/points/1/id)",
            "change one, and what refers to it",
        ),
        (
            "heading that is not there",
            Set("/benefits/0/statement/under-heading", json!("note")),
            "(at /benefits/0/statement/under-heading)",
            "did you mean \u{201c}notes\u{201d}?",
        ),
        (
            "setting that is not there",
            Set("/places/0/settings", json!(["primry"])),
            "(at /places/0/settings/0)",
            "did you mean \u{201c}primary\u{201d}?",
        ),
        (
            "region that is not there",
            Set("/duties/0/only-if-all/0/region", json!(["north", "west"])),
            "(at /duties/0/only-if-all/0/region/1)",
            "write \u{201c}north\u{201d} or \u{201c}south\u{201d}, or add it",
        ),
        (
            "person that is not there",
            Set("/letters/0/from", json!(["leader", "governor"])),
            "(at /letters/0/from/1)",
            "write \u{201c}leader\u{201d} or \u{201c}head\u{201d}, or add it",
        ),
        (
            "document that is not there",
            Set("/criteria/0/points/0/document", json!("plans")),
            "(at /criteria/0/points/0/document)",
            "did you mean \u{201c}plan\u{201d}?",
        ),
        (
            "oddity that is not there",
            Set("/dates/3/oddities", json!(["no-visits"])),
            "(at /dates/3/oddities/0)",
            "did you mean \u{201c}no-visit\u{201d}?",
        ),
        (
            "deadline that is not there",
            Set("/submission/deadline", json!("dead-line")),
            "(at /submission/deadline)",
            "did you mean \u{201c}deadline\u{201d}?",
        ),
        (
            "circle of headings",
            Set("/sources/0/headings/1/within", json!("programme")),
            "(at /sources/0/headings/1/within)",
            "change `within`",
        ),
        (
            "heading within itself",
            Set("/sources/0/headings/0/within", json!("places")),
            "(at /sources/0/headings/0/within)",
            "change `within`",
        ),
        ("id is not the name of the file", Set("/id", json!("small-2026")), "(at /id)", "make them match"),
    ]
}

/// Mistakes: dates.
#[expect(clippy::too_many_lines, reason = "a table")]
fn date_rows() -> Vec<Row> {
    vec![
        (
            "day as in England",
            Set("/dates/0/when/on", json!("12/01/2026")),
            "(at /dates/0/when/on)",
            "write 2026-01-12",
        ),
        (
            "day in words",
            Set("/dates/0/when/on", json!("Monday 12 January 2026")),
            "(at /dates/0/when/on)",
            "write 2026-01-12",
        ),
        (
            "day that does not exist",
            Set("/dates/0/when/on", json!("2026-02-30")),
            "(at /dates/0/when/on)",
            "is not a day in the calendar: correct the day",
        ),
        (
            "day alone",
            Set("/dates/0/when", json!("2026-01-12")),
            "(at /dates/0/when)",
            "write {\"is\":\"day\",\"on\":\"2026-01-12\"}",
        ),
        (
            "time without offset",
            Set("/dates/1/when/at", json!("2026-02-13T12:00:00")),
            "(at /dates/1/when/at)",
            "write 2026-02-13T12:00:00+00:00[Europe/London]",
        ),
        (
            "time without zone",
            Set("/dates/1/when/at", json!("2026-02-13T12:00:00+00:00")),
            "(at /dates/1/when/at)",
            "write 2026-02-13T12:00:00+00:00[Europe/London]",
        ),
        (
            "time in words",
            Set("/dates/1/when/at", json!("Friday 13 February 2026, midday")),
            "(at /dates/1/when/at)",
            "write 2026-02-13T12:00:00+00:00[Europe/London]",
        ),
        (
            "winter time in summer",
            Set("/dates/5/when/at/1", json!("2026-06-18T18:00:00+00:00[Europe/London]")),
            "(at /dates/5/when/at/1)",
            "write 2026-06-18T18:00:00+01:00[Europe/London]",
        ),
        (
            "summer time in winter",
            Set("/dates/1/when/at", json!("2026-02-13T12:00:00+01:00[Europe/London]")),
            "(at /dates/1/when/at)",
            "write 2026-02-13T12:00:00+00:00[Europe/London]",
        ),
        (
            "zone of another country",
            Set("/dates/1/when/at", json!("2026-02-13T12:00:00+00:00[UTC]")),
            "(at /dates/1/when/at)",
            "write 2026-02-13T12:00:00+00:00[Europe/London]",
        ),
        (
            "midday written as midnight",
            Set("/dates/1/when/at", json!("2026-02-13T00:00:00+00:00[Europe/London]")),
            "(at /dates/1/when/at)",
            "write 2026-02-13T12:00:00+00:00[Europe/London]",
        ),
        (
            "day where the hub gives a time",
            Set("/dates/1/when", json!({"is": "day", "on": "2026-02-13"})),
            "(at /dates/1/when)",
            "\"2026-02-13T12:00:00+00:00[Europe/London]\"}",
        ),
        (
            "instant with a day",
            Set("/dates/1/when", json!({"is": "instant", "on": "2026-02-13"})),
            "(at /dates/1/when)",
            "\"2025-02-14T12:00:00+00:00[Europe/London]\" (The",
        ),
        (
            "day that the words do not say",
            Set("/dates/0/when/on", json!("2026-01-13")),
            "(at /dates/0/when/on)",
            "write 2026-01-12, or set `date-is-certain` to",
        ),
        (
            "weekday that does not fit",
            Set("/dates/0/statement/text", json!("Applications open on Tuesday 12th January 2026.")),
            "(at /dates/0/statement/text)",
            "correct one of them",
        ),
        (
            "window the wrong way round",
            Set("/dates/4/when", json!({"is": "window", "from": "2026-04-30", "to": "2026-04-01"})),
            "(at /dates/4/when)",
            "swap the two days",
        ),
        (
            "window without its end",
            Set("/dates/4/when", json!({"is": "window", "from": "2026-04-01"})),
            "(at /dates/4/when)",
            "\"2025-02-14\" (Last day)",
        ),
        (
            "deadline after the decision",
            Set("/dates/4/when", json!({"is": "window", "from": "2026-02-01", "to": "2026-02-05"})),
            "(at /dates/4/when)",
            "correct one",
        ),
        (
            "year of last year",
            Set("/dates/4/when", json!({"is": "window", "from": "2024-04-01", "to": "2024-04-30"})),
            "(at /dates/4/when)",
            "correct one",
        ),
        ("deadline not linked", Out("/submission/deadline"), "(at /dates/1/kind)", "\"deadline\" to `submission`"),
        (
            "deadline of another kind",
            Set("/submission/deadline", json!("shortlist")),
            "(at /submission/deadline)",
            "use a date of the kind \u{201c}deadline\u{201d}",
        ),
        (
            "no deadline",
            Set("/dates/1/kind", json!("information")),
            "(at /submission/deadline)",
            "use a date of the kind \u{201c}deadline\u{201d}",
        ),
        ("date without words", Out("/dates/0/statement"), "(at /dates/0)", "add it"),
        (
            "date in doubt without a reason",
            Set("/dates/0/date-is-certain", json!(false)),
            "(at /dates/0/date-is-certain)",
            "add an oddity that says why",
        ),
        ("no slots", Set("/dates/5/when/at", json!([])), "(at /dates/5/when/at)", "add them, or use not-published"),
        ("zero minutes", Set("/dates/5/lasts-minutes", json!(0)), "(at /dates/5/lasts-minutes)", "delete it"),
    ]
}

/// Mistakes: the hub's words, and numbers.
#[expect(clippy::too_many_lines, reason = "a table")]
fn word_rows() -> Vec<Row> {
    vec![
        (
            "must that says should",
            Set("/criteria/0/points/1/how-binding", json!("must")),
            "(at /criteria/0/points/1/how-binding)",
            "write \u{201c}should\u{201d}",
        ),
        (
            "quote changed",
            Set("/criteria/0/points/0/quote", json!("teach music for one hour a week, or show how they will")),
            "(at /criteria/0/points/0/quote)",
            "copy it word for word",
        ),
        (
            "quote with a capital",
            Set("/criteria/0/points/1/quote", json!("gcse music")),
            "(at /criteria/0/points/1/quote)",
            "copy it word for word",
        ),
        (
            "quote cuts a word",
            Set("/criteria/0/points/1/quote", json!("CSE music")),
            "(at /criteria/0/points/1/quote)",
            "copy it word for word",
        ),
        (
            "alternative not in the text",
            Set("/criteria/0/points/0/alternatives/0/quote", json!("teach an hour")),
            "(at /criteria/0/points/0/alternatives/0/quote)",
            "copy it word for word",
        ),
        (
            "only one alternative",
            Set("/criteria/0/points/0/alternatives", json!([{"id": "now", "quote": "teach music for an hour a week"}])),
            "(at /criteria/0/points/0/alternatives)",
            "add another, or delete `alternatives`",
        ),
        (
            "bold start not in the text",
            Set("/criteria/0/statements/0/opening-words-in-bold", json!("Musik:")),
            "(at /criteria/0/statements/0/opening-words-in-bold)",
            "copy its first words exactly",
        ),
        (
            "linked words not in the text",
            Set("/criteria/0/statements/1/links/0/text", json!("guide")),
            "(at /criteria/0/statements/1/links/0/text)",
            "copy the linked words exactly",
        ),
        ("TODO", Set("/hub/area", json!("TODO")), "(at /hub/area)", "write what belongs there, or delete it"),
        (
            "[School Name]",
            Set("/people/0/why", json!("To know who writes for [School Name].")),
            "(at /people/0/why)",
            "write what belongs there, or delete it",
        ),
        (
            "XX",
            Set("/submission/enquiries/telephone", json!("01632 XX XX XX")),
            "(at /submission/enquiries/telephone)",
            "write what belongs there, or delete it",
        ),
        (
            "20XX",
            Set("/benefits/0/statement/text", json!("A visit from the hub in 20XX.")),
            "(at /benefits/0/statement/text)",
            "write what belongs there, or delete it",
        ),
        (
            "insert here",
            Set("/criteria/0/points/0/label", json!("Insert label here")),
            "(at /criteria/0/points/0/label)",
            "write what belongs there, or delete it",
        ),
        (
            "lorem ipsum",
            Set("/benefits/0/statement/text", json!("Lorem ipsum dolor sit amet.")),
            "(at /benefits/0/statement/text)",
            "write what belongs there, or delete it",
        ),
        ("empty text", Set("/role/plural", json!("")), "(at /role/plural)", "add it, or delete the entry"),
        ("only spaces", Set("/letters/0/name", json!("  ")), "(at /letters/0/name)", "add it, or delete the entry"),
        (
            "mark-up",
            Set("/benefits/0/statement/text", json!("A <b>visit</b> from the hub.")),
            "(at /benefits/0/statement/text)",
            "delete it",
        ),
        (
            "Markdown",
            Set("/benefits/0/statement/text", json!("A **visit** from the hub.")),
            "(at /benefits/0/statement/text)",
            "delete it",
        ),
        (
            "wrong character set",
            Set("/benefits/0/statement/text", json!("A visit from the hub\u{00e2}\u{20ac}\u{2122}s staff.")),
            "(at /benefits/0/statement/text)",
            "delete it",
        ),
        (
            "another hub",
            Set("/people/0/why", json!("For Marsh & Moor Music Hub.")),
            "(at /people/0/why)",
            "write your own. If it is right, add an oddity",
        ),
        (
            "another hub's email",
            Set("/hub/contact/email", json!("hello@marshandmoor.example")),
            "(at /hub/contact/email)",
            "write your own. If it is right, add an oddity",
        ),
        (
            "amount differs from its words",
            Set("/duties/0/amount/number", json!(3)),
            "(at /duties/0/amount/number)",
            "correct it, or delete `amount`",
        ),
        (
            "limit differs from its words",
            Set("/letters/0/limit/sides", json!(3)),
            "(at /letters/0/limit/sides)",
            "correct it",
        ),
        ("place differs from its words", Set("/places/0/maximum", json!(4)), "(at /places/0/maximum)", "correct it"),
        (
            "minimum above maximum of places",
            Set("/places/0/minimum", json!(3)),
            "(at /places/0/minimum)",
            "correct one",
        ),
        (
            "minimum above maximum of words",
            Set("/letters/0/prompts/0/limit/minimum-words", json!(600)),
            "(at /letters/0/prompts/0/limit/minimum-words)",
            "correct one",
        ),
        (
            "minimum above maximum of files",
            Set("/documents/0/minimum", json!(4)),
            "(at /documents/0/minimum)",
            "correct one",
        ),
        ("minimum above maximum of focus areas", Set("/focus/minimum", json!(3)), "(at /focus/minimum)", "correct one"),
        (
            "more areas than there are",
            Set(
                "/focus",
                json!({"name": "Focus areas", "statements": [{"text": "Choose three.", "under-heading": "criteria"}], "minimum": 3, "areas": [{"id": "singing", "name": "Singing"}, {"id": "technology", "name": "Technology"}]}),
            ),
            "(at /focus/minimum)",
            "correct one",
        ),
        (
            "prompts need more than the letter allows",
            Set("/letters/0/limit/words", json!(50)),
            "(at /letters/0/limit/words)",
            "correct one",
        ),
        (
            "limit of zero",
            Set("/letters/0/limit/sides", json!(0)),
            "(at /letters/0/limit/sides)",
            "correct or delete it",
        ),
        (
            "required document, no file",
            Set("/documents/0/minimum", json!(0)),
            "(at /documents/0/minimum)",
            "correct one",
        ),
        ("regions do not add up", Set("/regions/count", json!(3)), "(at /regions/count)", "make them match"),
        (
            "short name too long",
            Set("/criteria/0/points/0/short-name", json!("An hour of music every single week of the year")),
            "(at /criteria/0/points/0/short-name)",
            "use 38 at most",
        ),
        ("tiny text", Set("/letters/0/page-layout/size", json!(6)), "(at /letters/0/page-layout/size)", "use 8 to 16"),
        (
            "margins too small",
            Set("/letters/0/page-layout/margins", json!(2)),
            "(at /letters/0/page-layout/margins)",
            "use 10 to 40",
        ),
    ]
}

/// Mistakes: what is missing or in vain, contacts, colours, and entries of another kind.
#[expect(clippy::too_many_lines, reason = "a table")]
fn more_rows() -> Vec<Row> {
    vec![
        (
            "setting without a place",
            Out("/places/1/unclear-for"),
            "(at /settings/2)",
            "add it to the `settings` of a place, or to its",
        ),
        (
            "place without a setting",
            Set("/places/1/settings", json!([])),
            "(at /places/1/settings)",
            "add at least one",
        ),
        (
            "each region without regions",
            Out("/regions"),
            "(at /places/0/where)",
            "add them, or write \u{201c}whole-area\u{201d} here",
        ),
        ("no settings", Set("/settings", json!([])), "(at /settings)", "add at least one"),
        ("no criteria", Set("/criteria", json!([])), "(at /criteria)", "add them. If they are in another document"),
        (
            "criterion without text or other document",
            Out("/criteria/1/set-out-in"),
            "(at /criteria/1/statements)",
            "add it, or name the other document under",
        ),
        (
            "criterion without points",
            Set("/criteria/0/points", json!([])),
            "(at /criteria/0/points)",
            "add at least one, or name the other document",
        ),
        ("no way to apply", Set("/submission/ways", json!([])), "(at /submission/ways)", "add at least one"),
        (
            "document that no way takes",
            Set(
                "/submission/ways",
                json!([{"by": "form", "name": "Form", "questions-in-this-file": true}, {"by": "email", "address": "apply@hub.example.org", "what": "Questions"}]),
            ),
            "(at /submission/ways/0/questions-in-this-file)",
            "add them as a letter of the kind \u{201c}answers\u{201d}, or",
        ),
        (
            "letter that no way takes",
            Set("/submission/ways", json!([{"by": "email", "address": "apply@hub.example.org", "what": "Music plan"}])),
            "(at /letters/0)",
            "\"name@example.org\"}",
        ),
        (
            "form whose questions are not there",
            Set("/submission/ways/1/questions-in-this-file", json!(true)),
            "(at /submission/ways/1/questions-in-this-file)",
            "add them as a letter of the kind \u{201c}answers\u{201d}, or",
        ),
        (
            "setting not asked",
            Set("/profile/1", json!({"ask": "urn", "why": "To know who applies."})),
            "(at /profile)",
            "add it to `profile`",
        ),
        (
            "condition on what is not asked",
            Set("/profile/4", json!({"ask": "urn", "why": "To know who applies."})),
            "(at /criteria/0/points/2/only-if-all/0)",
            "add it to `profile`",
        ),
        (
            "rule on what is not asked",
            Set("/profile/6", json!({"ask": "urn", "why": "To know who applies."})),
            "(at /criteria/0/points/3/rule)",
            "add it to `profile`",
        ),
        ("asked twice", Set("/profile/6/ask", json!("trust")), "(at /profile/6/ask)", "delete one"),
        (
            "condition that no school meets",
            Set("/criteria/0/points/2/only-if-all", json!([{"sixth-form": true}, {"sixth-form": false}])),
            "(at /criteria/0/points/2/only-if-all)",
            "it asks for yes and no; delete one",
        ),
        ("no step counts as met", Set("/scale/steps/0/counts-as", json!("partly")), "(at /scale/steps)", "add one"),
        (
            "steps out of order",
            Set("/scale/steps/2/counts-as", json!("met")),
            "(at /scale/steps/2/counts-as)",
            "put the best first",
        ),
        ("label twice", Set("/scale/steps/1/label", json!("In place")), "(at /scale/steps/1/label)", "change one"),
        (
            "oddity that nothing names",
            Out("/dates/2/oddities"),
            "(at /oddities/0)",
            "add it to the `oddities` of what it explains",
        ),
        (
            "problem that is not there",
            Set("/oddities/0/explains-check-warning/code", json!("clock")),
            "(at /oddities/0/explains-check-warning)",
            "delete or correct `explains-check-warning`",
        ),
        (
            "document without words",
            Set("/documents/0/statements", json!([])),
            "(at /documents/0/statements)",
            "add the statement that asks for it",
        ),
        (
            "passage without words",
            Set("/passages/0/statements", json!([])),
            "(at /passages/0/statements)",
            "add hub text, or an oddity that says it is empty",
        ),
        (
            "answers with a page layout",
            Set("/letters/0/kind", json!("answers")),
            "(at /letters/0/page-layout)",
            "delete this",
        ),
        (
            "email without @",
            Set("/submission/ways/0/address", json!("apply.hub.example.org")),
            "(at /submission/ways/0/address)",
            "write it like name@example.org",
        ),
        (
            "two emails in one",
            Set("/hub/contact/email", json!("ann@hub.example.org, bob@hub.example.org")),
            "(at /hub/contact/email)",
            "write one address only, like name@example.org",
        ),
        (
            "web address without https",
            Set("/sources/0/url", json!("www.hub.example.org/call")),
            "(at /sources/0/url)",
            "write https://www.hub.example.org/call",
        ),
        (
            "link that is none",
            Set("/criteria/0/statements/1/links/0/leads-to", json!("see website")),
            "(at /criteria/0/statements/1/links/0/leads-to)",
            "write an address that starts with https:// or http:// or mailto:",
        ),
        (
            "contact that cannot be reached",
            Set("/submission/enquiries", json!({"name": "Ann Example"})),
            "(at /submission/enquiries)",
            "add an email address, phone number or web page",
        ),
        (
            "telephone that is none",
            Set("/submission/enquiries/telephone", json!("ring us")),
            "(at /submission/enquiries/telephone)",
            "write it like 01632 960123",
        ),
        (
            "name of a colour",
            Set("/hub/look/accent", json!("burgundy")),
            "(at /hub/look/accent)",
            "write it like #7a1f3d",
        ),
        ("colour without #", Set("/hub/look/accent", json!("7a1f3d")), "(at /hub/look/accent)", "write #7a1f3d"),
        ("colour too pale", Set("/hub/look/accent", json!("#f0a8bd")), "(at /hub/look/accent)", "use a darker colour"),
        (
            "dark colour on dark",
            Set("/hub/look/accent-dark", json!("#7a1f3d")),
            "(at /hub/look/accent-dark)",
            "use a lighter colour",
        ),
        (
            "logo that is not there",
            Set("/hub/look/logo", json!("hub-logo.png")),
            "(at /hub/look/logo)",
            "add it next to this file, or delete the logo",
        ),
        (
            "logo elsewhere",
            Set("/hub/look/logo", json!("https://hub.example.org/logo.svg")),
            "(at /hub/look/logo)",
            "put it next to this file and write its name,",
        ),
        (
            "logo without words",
            Out("/hub/look/logo-text"),
            "(at /hub/look)",
            "describe it for people who cannot see it",
        ),
        (
            "address of a link without mailto",
            Set("/criteria/0/statements/1/links/0/leads-to", json!("ann@hub.example.org")),
            "(at /criteria/0/statements/1/links/0/leads-to)",
            "write mailto:ann@hub.example.org",
        ),
        (
            "time where the hub gives none",
            Set("/dates/0/when", json!({"is": "instant", "at": "2026-01-12T17:00:00+00:00[Europe/London]"})),
            "(at /dates/0/when)",
            "\"2026-01-12\"}",
        ),
        (
            "one side where two are said",
            Set("/letters/0/limit/sides", json!(1)),
            "(at /letters/0/limit/sides)",
            "correct it",
        ),
        (
            "one day where two are said",
            Set("/duties/0/amount/number", json!(1)),
            "(at /duties/0/amount/number)",
            "correct it, or delete `amount`",
        ),
        (
            "name of the hub in the wrong place",
            Set("/hub", json!("Anyshire Music Hub")),
            "(at /hub)",
            "write it like {\"name\":\"\u{2026}\"}",
        ),
        (
            "deadline as a day",
            Set("/submission/deadline", json!("2026-02-13")),
            "(at /submission/deadline)",
            "write \u{201c}opens\u{201d}, \u{201c}deadline\u{201d}, \u{201c}shortlist\u{201d},",
        ),
        (
            "deadline as an entry",
            Set("/submission/deadline", json!({"is": "day", "on": "2026-02-13"})),
            "(at /submission/deadline)",
            "write a text in quotation marks, such as",
        ),
        (
            "leader by name",
            Set("/letters/0/from", json!(["Ann Example"])),
            "(at /letters/0/from/0)",
            "write ann-example",
        ),
        (
            "limit as a number",
            Set("/letters/0/limit", json!(2)),
            "(at /letters/0/limit)",
            "write it like {\"sides\":2}, or delete it",
        ),
        (
            "limit as words",
            Set("/letters/0/limit", json!("two sides of A4")),
            "(at /letters/0/limit)",
            "write it like {\"sides\":2}, or delete it",
        ),
        (
            "amount as a number",
            Set("/duties/0/amount", json!(2)),
            "(at /duties/0/amount)",
            "write it like {\"number\":1,\"unit\":\"\u{2026}\"}, or",
        ),
        (
            "amount as words",
            Set("/duties/0/amount", json!("2 days a year")),
            "(at /duties/0/amount)",
            "write it like {\"number\":1,\"unit\":\"\u{2026}\"}, or",
        ),
        (
            "unit missing",
            Out("/duties/0/amount/unit"),
            "(at /duties/0/amount)",
            "\"GBP\" (or \"\u{a3}\") for money, \"days\", \"visits\")",
        ),
        ("places as a number", Set("/places", json!(4)), "(at /places)", "write it like []"),
        (
            "contact as an address",
            Set("/hub/contact", json!("ann@hub.example.org")),
            "(at /hub/contact)",
            "write it like {\"email\":\"name@example.org\"}, or",
        ),
        (
            "criteria as texts",
            Set("/criteria/0", json!("Schools must teach music.")),
            "(at /criteria/0)",
            "write it like",
        ),
        (
            "points as texts",
            Set("/criteria/0/points", json!(["An hour a week"])),
            "(at /criteria/0/points/0)",
            "\u{2026}}",
        ),
        (
            "statements as texts",
            Set("/criteria/0/statements", json!(["Music: Schools must teach music for an hour a week."])),
            "(at /criteria/0/statements/0)",
            "write it like",
        ),
        (
            "headings as texts",
            Set("/sources/0/headings", json!(["Places", "Criteria"])),
            "(at /sources/0/headings/0)",
            "write it like {\"id\":\"lead-school\",\"text\":\"\u{2026}\"}",
        ),
        (
            "trust as a word",
            Set("/letters/0/support/only-if-all/0/trust", json!("yes")),
            "(at /letters/0/support/only-if-all/0/trust)",
            "write true, without quotation marks",
        ),
        (
            "region by its name",
            Set("/places/1/where/regions", json!(["North"])),
            "(at /places/1/where/regions/0)",
            "write north",
        ),
        (
            "setting by its name",
            Set("/places/0/settings", json!(["Primary"])),
            "(at /places/0/settings/0)",
            "write primary",
        ),
        (
            "heading by its name",
            Set("/benefits/0/statement/under-heading", json!("Notes")),
            "(at /benefits/0/statement/under-heading)",
            "write notes",
        ),
        (
            "person by role",
            Set("/letters/0/from", json!(["Headteacher"])),
            "(at /letters/0/from/0)",
            "write headteacher",
        ),
        (
            "quote left empty",
            Set("/criteria/0/points/0/quote", json!("")),
            "(at /criteria/0/points/0/quote)",
            "add it, or delete the entry",
        ),
        (
            "same point label twice",
            Set("/criteria/0/points/1/label", json!("An hour a week")),
            "(at /criteria/0/points/1/label)",
            "change one",
        ),
        ("same setting name twice", Set("/settings/1/name", json!("Primary")), "(at /settings/1/name)", "change one"),
        (
            "role in one number",
            Set("/role/plural", json!("Lead School")),
            "(at /role/plural)",
            "write the plural, such as",
        ),
        (
            "title left from last year",
            Set("/title", json!("Lead Schools 2025 for Anyshire Music Hub")),
            "(at /title)",
            "correct one of them, if the hub does not mean",
        ),
        (
            "space at the end of an address",
            Set("/submission/ways/0/address", json!("apply@hub.example.org ")),
            "(at /submission/ways/0/address)",
            "write apply@hub.example.org",
        ),
        (
            "space in an email",
            Set("/hub/contact/email", json!("ann @hub.example.org")),
            "(at /hub/contact/email)",
            "write ann@hub.example.org",
        ),
        (
            "mailto in an email",
            Set("/hub/contact/email", json!("mailto:ann@hub.example.org")),
            "(at /hub/contact/email)",
            "write ann@hub.example.org",
        ),
        (
            "attendance that quotes nothing",
            Set("/dates/5/attendance-quote", json!("You must attend")),
            "(at /dates/5/attendance-quote)",
            "copy it word for word",
        ),
        (
            "attendance true",
            Set("/dates/5/attendance", json!(true)),
            "(at /dates/5/attendance)",
            "write \"none\" or \"expected\" or \"required\"",
        ),
        (
            "minutes as words",
            Set("/dates/5/lasts-minutes", json!("90 minutes")),
            "(at /dates/5/lasts-minutes)",
            "write 90, without quotation marks",
        ),
        (
            "minutes as hours",
            Set("/dates/5/lasts-minutes", json!("1.5 hours")),
            "(at /dates/5/lasts-minutes)",
            "write 90, without quotation marks",
        ),
        (
            "when as text",
            Set("/dates/2/when", json!("14 March 2026")),
            "(at /dates/2/when)",
            "write {\"is\":\"day\",\"on\":\"2026-03-14\"}",
        ),
        ("when month", Set("/dates/4/when", json!("April 2026")), "(at /dates/4/when)", "write"),
        ("when unknown", Set("/dates/3/when", json!("TBC")), "(at /dates/3/when)", "write {\"is\":\"not-published\"}"),
        ("when null", Set("/dates/3/when", json!(null)), "(at /dates/3/when)", "write"),
        ("colour with three digits", Set("/hub/look/accent", json!("#722")), "(at /hub/look/accent)", "write #772222"),
        (
            "a rule as a word",
            Set("/criteria/0/points/3/rule", json!("ofsted")),
            "(at /criteria/0/points/3/rule)",
            "write {\"accepted\":[],\"kind\":\"ofsted-overall\"}",
        ),
        (
            "declaration without words",
            Out("/declarations/0/statement"),
            "(at /declarations/0)",
            "{\"text\":\"\u{2026}\",\"under-heading\":\"lead-school\"} (The",
        ),
        (
            "unclear setting twice",
            Set("/places/1/unclear-for", json!(["secondary"])),
            "(at /settings/2)",
            "add it to the `settings` of a place, or to its",
        ),
        (
            "help as a text",
            Set("/criteria/0/points/0/help", json!("Show your timetable")),
            "(at /criteria/0/points/0/help)",
            "write [\"Show your timetable\"]",
        ),
        (
            "oddity without note",
            Out("/oddities/1/note"),
            "(at /oddities/1)",
            "\"\u{2026}\" (What we say about it to schools, in our",
        ),
        (
            "oddity text",
            Set("/dates/3/oddities", json!(["The hub does not say when it visits."])),
            "(at /dates/3/oddities/0)",
            "write the-hub-does-not-say-when-it-visits",
        ),
        (
            "sixth form with a number",
            Set("/criteria/0/points/2/only-if-all/0/sixth-form", json!(1)),
            "(at /criteria/0/points/2/only-if-all/0/sixth-form)",
            "write true",
        ),
        (
            "key stage as a number",
            Set("/criteria/0/points/1/only-if-all/1/key-stage", json!([4])),
            "(at /criteria/0/points/1/only-if-all/1/key-stage/0)",
            "write \"eyfs\" or \"ks1\" or \"ks2\" or \"ks3\" or",
        ),
        (
            "headteacher as condition",
            Set("/criteria/0/points/1/only-if-all", json!([{"headteacher": true}])),
            "(at /criteria/0/points/1/only-if-all/0/headteacher)",
            "write \u{201c}setting\u{201d}, \u{201c}key-stage\u{201d}, \u{201c}sixth-form\u{201d},",
        ),
    ]
}

/// What is not found yet. A row that is found one day moves into a table above.
#[test]
fn what_nobody_is_told_of() {
    for (name, change) in [
        ("minutes differ from their words", Set("/dates/5/lasts-minutes", json!(60))),
        ("text twice", Set("/criteria/0/statements/0/items", json!(["One", "One"]))),
        ("required document optional in words", Set("/documents/0/need", json!("optional"))),
        (
            "date order in a list",
            Set(
                "/dates/5/when/at",
                json!(["2026-06-18T18:00:00+01:00[Europe/London]", "2026-02-05T18:00:00+00:00[Europe/London]"]),
            ),
        ),
        (
            "all of one slot",
            Set(
                "/dates/5/when",
                json!({"is": "slots", "at": ["2026-02-05T18:00:00+00:00[Europe/London]"], "all": true}),
            ),
        ),
    ] {
        assert_eq!(lines_of("unseen", &change), [""; 0], "{name}");
    }
}
