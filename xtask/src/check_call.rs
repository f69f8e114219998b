//! `cargo xtask check-call`: everything that is wrong in a call file or in the list of calls, each with its line.
//!
//! What is wrong with a call is the library's to say (`upbeat::call::check`); here it gets line and column, and what
//! only the file's place can tell: its name, and the files beside it.

mod positions;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use upbeat::call::check::{Problem, check, shape, shape_index};
use upbeat::call::{Call, CallEntry, CallIndex, ReadError, of_round, read_call_as_written, read_index};
use upbeat::draft::counted;

use self::positions::{Positions, line_and_column, positions};
use crate::run::root;

/// A problem and where in the file it stands.
#[derive(Debug)]
struct Found {
    line: usize,
    column: usize,
    problem: Problem,
}

/// Problems with which a file cannot be read, so that nothing further is known about it.
const UNREADABLE: [&str; 9] = [
    "syntax",
    "doubled-key",
    "unreadable",
    "missing-key",
    "wrong-type",
    "wrong-form",
    "wrong-value",
    "unknown-value",
    "unknown-kind",
];

/// Checks the named files, and all call files and the list of calls in the named folders; without a name, all of
/// `assets/calls`. Prints what it finds, and fails if something is wrong that the hub's own text does not explain.
pub(crate) fn check_call(arguments: &[String]) -> Result<()> {
    let mut files = if arguments.is_empty() { shipped()? } else { Vec::new() };
    for named in arguments.iter().map(PathBuf::from) {
        if named.is_dir() {
            files.extend(files_in(&named)?);
        } else {
            files.push(named);
        }
    }
    let (mut wrong, mut known) = (0, 0);
    for file in &files {
        let (explained, problems): (Vec<Found>, Vec<Found>) =
            examine(file)?.into_iter().partition(|f| f.problem.known.is_some());
        for problem in &problems {
            println!("{}", line(file, problem));
        }
        for problem in &explained {
            println!("known: {}", line(file, problem));
        }
        if problems.iter().any(|f| UNREADABLE.contains(&f.problem.code)) {
            eprintln!("{}: fix these first, then run the check again for the rest", file.display());
        }
        wrong += problems.len();
        known += explained.len();
    }
    let summary = format!(
        "{} in {} (and {} already explained in the files)",
        counted(wrong, "problem"),
        counted(files.len(), "file"),
        known
    );
    if wrong > 0 {
        bail!(summary);
    }
    eprintln!("{summary}");
    Ok(())
}

/// The call files and the list of calls that the project ships.
pub(crate) fn shipped() -> Result<Vec<PathBuf>> {
    files_in(&root().join("assets/calls"))
}

/// The call files of a folder, its list of calls among them; other files, such as logos, are left alone.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("could not open {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.map(|e| Ok(e?.path())).collect::<Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json") && file.is_file());
    files.sort();
    if files.is_empty() {
        bail!("no call files in {}: they end in .json", folder.display());
    }
    Ok(files)
}

/// `file:line:column: what (at /path) [code]`, which editors turn into a link.
fn line(file: &Path, found: &Found) -> String {
    let Found { line, column, problem } = found;
    let Problem { code, path, what, known, .. } = problem;
    let at = if path.is_empty() { String::new() } else { format!(" (at {path})") };
    let why = known.as_ref().map(|id| format!(", explained by {id}")).unwrap_or_default();
    format!("{}:{line}:{column}: {what}{at} [{code}]{why}", file.display())
}

/// Everything that is wrong in a file, in the order of its lines.
fn examine(file: &Path) -> Result<Vec<Found>> {
    let bytes = fs::read(file).with_context(|| format!("could not read {}", file.display()))?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let good =
                String::from_utf8_lossy(error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default());
            let what = "not UTF-8 from here on: save the file as UTF-8";
            return Ok(vec![found(&good, good.len(), problem("syntax", "", what))]);
        }
    };
    let places = match positions(&text) {
        Ok(places) => places,
        Err(error) => return Ok(vec![found(&text, error.at, problem("syntax", "", error.what))]),
    };
    let is_list = file.file_stem().is_some_and(|name| name == "index");
    let problems = if is_list { list(&text, file) } else { call(&text, file) };
    let mut all: Vec<Found> = problems.into_iter().map(|p| placed(&text, &places, p)).collect();
    // The reader stops at a doubled key without saying where it is; here it is said.
    all.retain(|f| places.doubled.is_empty() || f.problem.code != "unreadable");
    let twice = |path: &String| problem("doubled-key", path, "this key is here twice: delete one");
    all.extend(places.doubled.iter().map(|(path, at)| found(&text, *at, twice(path))));
    all.sort_by_key(|f| (f.line, f.column));
    Ok(all)
}

fn problem(code: &'static str, path: &str, what: impl Into<String>) -> Problem {
    Problem { code, path: path.to_owned(), what: what.into(), about: None, known: None }
}

fn found(text: &str, at: usize, problem: Problem) -> Found {
    let (line, column) = line_and_column(text, at);
    Found { line, column, problem }
}

fn placed(text: &str, places: &Positions, problem: Problem) -> Found {
    let at = if ["unknown-key", "unknown-kind"].contains(&problem.code) {
        places.key(&problem.path)
    } else {
        places.value(&problem.path)
    };
    found(text, at, problem)
}

/// The shape of a file and, where it can be read, what `more` finds in it.
fn shape_and<T>(
    text: &str,
    shape: impl Fn(&Value) -> Vec<Problem>,
    read: impl Fn(&str) -> Result<T, ReadError>,
    more: impl Fn(&T) -> Vec<Problem>,
) -> Vec<Problem> {
    let json: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_default();
    let mut problems = shape(&json);
    let fits = problems.iter().all(|p| p.code == "unknown-key");
    match read(text) {
        Ok(read) => {
            // What has the wrong form already needs no second line.
            let told: BTreeSet<String> = problems.iter().map(|p| p.path.clone()).collect();
            problems.extend(more(&read).into_iter().filter(|p| !told.contains(&p.path)));
        }
        Err(error) if fits => problems.push(problem("unreadable", &pointer(&error.at), error.what)),
        Err(_) => {}
    }
    problems
}

/// `criteria[2].points[0].quote` as a JSON Pointer.
fn pointer(at: &str) -> String {
    let steps = at.split(['.', '[']).map(|step| step.trim_end_matches(']')).filter(|step| !step.is_empty());
    steps.fold(String::new(), |path, step| path + "/" + step)
}

fn call(text: &str, file: &Path) -> Vec<Problem> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    shape_and(text, shape, read_call_as_written, |call: &Call| {
        let mut problems = check(call);
        let logo = call.hub.look.as_ref().and_then(|look| look.logo.as_deref());
        // One that lies elsewhere is told of already.
        let elsewhere = problems.iter().any(|p| p.path == "/hub/look/logo");
        if let Some(logo) = logo.filter(|logo| !elsewhere && !file.with_file_name(logo).is_file()) {
            let what = format!("{logo} is missing: add it next to this file, or delete the logo");
            problems.push(problem("no-logo", "/hub/look/logo", what));
        }
        if call.id.as_str() != name {
            let what = format!(
                "the id is \u{201c}{}\u{201d} but the file is called \u{201c}{name}\u{201d}: make them match",
                call.id
            );
            problems.push(problem("file-name", "/id", what));
        }
        problems
    })
}

fn list(text: &str, file: &Path) -> Vec<Problem> {
    shape_and(text, shape_index, read_index, |index: &CallIndex| {
        let entries = index.calls.iter().enumerate();
        let mut problems: Vec<Problem> = entries.flat_map(|(i, e)| entry(&format!("/calls/{i}"), e, file)).collect();
        let mut seen = BTreeSet::new();
        for (i, entry) in index.calls.iter().enumerate() {
            if !seen.insert(&entry.id) {
                problems.push(problem(
                    "doubled-id",
                    &format!("/calls/{i}/id"),
                    "this round is already listed above: delete one",
                ));
            }
        }
        if index.calls.is_empty() {
            problems.push(problem(
                "empty-list",
                "/calls",
                "the list is empty, so the start page would be too: add a round",
            ));
        }
        problems
    })
}

/// What is wrong with an entry of the list, compared with the call that it names.
fn entry(path: &str, entry: &CallEntry, file: &Path) -> Vec<Problem> {
    let beside = |name: String| file.with_file_name(name);
    let at = |key: &str| format!("{path}/{key}");
    let call_file = beside(format!("{}.json", entry.id));
    let mut problems = Vec::new();
    for (key, text) in [("hub", &entry.hub), ("title", &entry.title)] {
        if text.trim().is_empty() {
            problems.push(problem("blank", &at(key), "the text is empty: write it"));
        }
    }
    if entry.example && !beside(format!("../examples/{}.json", entry.id)).is_file() {
        let what = format!("examples/{}.json is missing: add it, or set example to false", entry.id);
        problems.push(problem("no-example", &at("example"), what));
    }
    let Ok(text) = fs::read_to_string(&call_file) else {
        let what = format!("{}.json is missing: add it, or delete the round from the list", entry.id);
        problems.push(problem("no-call", &at("id"), what));
        return problems;
    };
    // A call that cannot be read is told of when its own file is checked.
    let Ok(call) = read_call_as_written(&text) else { return problems };
    if call.id != entry.id {
        let what = format!("{}.json has the id \u{201c}{}\u{201d}: make them match", entry.id, call.id);
        problems.push(problem("file-name", &at("id"), what));
    }
    let hub = &call.hub;
    let names: Vec<&String> = [&hub.name].into_iter().chain(&hub.short).chain(&hub.also_known_as).collect();
    if !names.contains(&&entry.hub) {
        let what = format!("the file calls the hub \u{201c}{}\u{201d}: use the same name here", hub.name);
        problems.push(problem("other-hub", &at("hub"), what));
    }
    problems.extend(other_title(&entry.title, &call).map(|what| problem("other-title", &at("title"), what)));
    if entry.role.as_ref().is_some_and(|role| *role != call.role) {
        let what = format!("the file calls the role \u{201c}{}\u{201d}: use the same words here", call.role.name);
        problems.push(problem("other-role", &at("role"), what));
    }
    if entry.deadline.as_ref().is_some_and(|when| call.deadline().map(|date| &date.when) != Some(when)) {
        let what = match call.deadline() {
            Some(date) => format!("the deadline in the file is {}: copy it", date.when.words()),
            None => "the file gives no deadline: delete this one".to_owned(),
        };
        problems.push(problem("other-deadline", &at("deadline"), what));
    }
    problems
}

/// What the title of an entry lacks. Schools see it before the call is opened, and choose by it.
fn other_title(title: &str, call: &Call) -> Option<String> {
    let has = |part: &String| title.to_lowercase().contains(&part.to_lowercase());
    let role = [&call.role.plural, &call.role.name, &call.title];
    let (role_missing, round_missing) = (!role.into_iter().any(has), !has(&call.round));
    let round = format!("the round \u{201c}{}\u{201d}", call.round);
    let role = format!("the role, \u{201c}{}\u{201d}", call.role.plural);
    let lacks = match (role_missing, round_missing) {
        (false, false) => return None,
        (true, false) => role,
        (false, true) => round,
        (true, true) => format!("{role}, and {round}"),
    };
    Some(format!(
        "\u{201c}{title}\u{201d} must name {lacks}, because schools choose by it: write \u{201c}{}\u{201d}",
        of_round(&call.role.plural, &call.round)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own with the small call, changed, and a list.
    fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("upbeat-check-call-{}-{name}", std::process::id())).join("calls");
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in files {
            fs::write(folder.join(name), text).unwrap();
        }
        fs::write(folder.join("logo.svg"), "<svg/>").unwrap();
        folder
    }

    fn small() -> String {
        fs::read_to_string(root().join("tests/fixtures/calls/small.json")).unwrap()
    }

    fn lines(file: &Path) -> Vec<String> {
        let prefix = format!("{}/", file.parent().unwrap().display());
        examine(file).unwrap().iter().map(|f| line(file, f).replace(&prefix, "")).collect()
    }

    #[test]
    fn every_shipped_file_passes() {
        let mut files = shipped().unwrap();
        assert!(files.iter().any(|f| f.ends_with("index.json")), "there is a list of calls");
        assert!(files.len() > 1, "there is a call");
        files.extend(["small", "third"].map(|name| root().join(format!("tests/fixtures/calls/{name}.json"))));
        // Until the first finished example is there, the list may promise them.
        let examples = root().join("assets/examples").is_dir();
        let wrong: Vec<String> = files
            .iter()
            .flat_map(|file| examine(file).unwrap().into_iter().map(move |found| (file, found)))
            .filter(|(_, found)| found.problem.known.is_none() && (examples || found.problem.code != "no-example"))
            .map(|(file, found)| line(file, &found))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn problems_are_printed_in_the_order_of_the_file() {
        let text = small()
            .replace("\"round\": \"2026\",", "\"rounds\": \"2026\",")
            .replace("\"plural\": \"Lead Schools\"", "\"plural\": \"Lead Schools\", \"name\": \"x\"");
        let folder =
            folder("order", &[("small.json", &small()), ("other.json", &text), ("bad.json", "{\n  \"id\": 1,\n}")]);
        let known = "small.json:217:30: 14 March 2026 is a Saturday, not a Monday: correct one of them \
                     (at /dates/2/statement/text) [weekday], explained by weekday-of-shortlist";
        assert_eq!(lines(&folder.join("small.json")), [known]);
        assert_eq!(lines(&folder.join("bad.json")), ["bad.json:2:10: delete the comma before the closing } [syntax]"]);
        let other = lines(&folder.join("other.json"));
        let starts = [
            "other.json:5:3: \u{201c}rounds\u{201d} is not known here: did you mean",
            "other.json:1:1: \u{201c}round\u{201d} is missing here",
            "other.json:15:62: this key is here twice: delete one",
        ];
        for start in starts {
            assert!(other.iter().any(|l| l.starts_with(start)), "{start}: {other:#?}");
        }
        assert_eq!(other.len(), starts.len());
        assert!(check_call(&[folder.join("small.json").display().to_string()]).is_ok());
        assert!(check_call(&[folder.join("other.json").display().to_string()]).is_err());
        assert!(check_call(&[folder.join("none.json").display().to_string()]).is_err());
    }

    #[test]
    fn a_file_that_is_read_is_checked_whole() {
        let text = small()
            .replace("\"id\": \"small\"", "\"id\": \"Small\", \"ID\": \"small\"")
            .replace("\"id\": \"Small\", ", "")
            .replace("\"ID\"", "\"colour\": 1, \"id\"")
            .replace("Up to one secondary", " \u{fffd}one secondary");
        let folder = folder("whole", &[("renamed.json", &text), ("latin.json", "x")]);
        fs::write(folder.join("latin.json"), b"{\n  \"a\": \"caf\xe9\"}").unwrap();
        let codes: Vec<&str> = examine(&folder.join("renamed.json")).unwrap().iter().map(|f| f.problem.code).collect();
        assert_eq!(codes, ["unknown-key", "file-name", "garbled", "weekday"]);
        assert!(lines(&folder.join("latin.json"))[0].starts_with("latin.json:2:12: not UTF-8 from here on"));
    }

    #[test]
    fn a_folder_is_all_the_files_in_it() {
        let index = "{\"format\": 1, \"calls\": [{\"id\": \"small\", \"hub\": \"Anyshire\", \"title\": \"Lead Schools 2026\"}]}";
        let all = folder("all", &[("small.json", &small()), ("index.json", index), ("notes.txt", "x")]);
        let names: Vec<String> =
            files_in(&all).unwrap().iter().map(|f| f.file_name().unwrap().to_string_lossy().into()).collect();
        assert_eq!(names, ["index.json", "small.json"]);
        let argument = all.display().to_string();
        assert!(check_call(std::slice::from_ref(&argument)).is_ok());
        fs::remove_file(all.join("small.json")).unwrap();
        assert!(check_call(&[argument]).is_err(), "the list names a call that is not there");
        let empty = all.join("empty");
        fs::create_dir_all(&empty).unwrap();
        let why = check_call(&[empty.display().to_string()]).unwrap_err().to_string();
        assert!(why.starts_with("no call files in "), "{why}");
    }

    #[test]
    fn a_logo_lies_beside_its_call() {
        for (logo, expected) in [
            ("logo.svg", vec!["weekday"]),
            ("Logo2.svg", vec!["no-logo", "weekday"]),
            // Told of once.
            ("../logo.svg", vec!["logo", "weekday"]),
        ] {
            let text = small().replace("\"logo.svg\"", &format!("\"{logo}\""));
            let folder = folder("logo", &[("small.json", &text)]);
            let found = examine(&folder.join("small.json")).unwrap();
            assert_eq!(found.iter().map(|f| f.problem.code).collect::<Vec<_>>(), expected, "{logo}");
        }
    }

    #[test]
    fn a_title_that_does_not_fit_is_told_what_it_has_to_name() {
        let mut call = read_call_as_written(&small()).unwrap();
        call.role = upbeat::call::Role {
            name: "Advisory Group member".to_owned(),
            plural: "Advisory Group members".to_owned(),
        };
        (call.round, call.title) = ("2027".to_owned(), "Become an Advisory Group member 2027".to_owned());
        let (role, round) = ("\u{201c}Advisory Group members\u{201d}", "the round \u{201c}2027\u{201d}");
        for (title, says) in [
            ("Advisory Group members, 2027", None),
            ("Become an advisory group member 2027", None),
            ("Advisory Group 2027", Some(format!("must name the role, {role}, because"))),
            ("Advisory Group members", Some(format!("must name {round}, because"))),
            ("Join us", Some(format!("must name the role, {role}, and {round}, because"))),
        ] {
            let what = other_title(title, &call);
            let fits = match (&what, &says) {
                (Some(what), Some(says)) => {
                    what.contains(says.as_str())
                        && what.contains(&format!("\u{201c}{title}\u{201d}"))
                        && what.contains("\u{201c}Advisory Group members 2027\u{201d}")
                }
                (what, says) => what.is_none() && says.is_none(),
            };
            assert!(fits, "{title}: {what:?}");
        }
    }

    #[test]
    fn a_list_agrees_with_its_calls() {
        let entry = |id: &str, hub: &str, title: &str| {
            format!("{{\"id\": \"{id}\", \"hub\": \"{hub}\", \"title\": \"{title}\"}}")
        };
        let good = entry("small", "Anyshire Music Hub", "Lead Schools 2026");
        for (entries, expected) in [
            (good.clone(), vec![]),
            (String::new(), vec![("empty-list", "/calls")]),
            (format!("{good}, {good}"), vec![("doubled-id", "/calls/1/id")]),
            (entry("none", "Anyshire Music Hub", "Lead Schools 2026"), vec![("no-call", "/calls/0/id")]),
            (entry("copy", "Anyshire", "Lead Schools 2026"), vec![("file-name", "/calls/0/id")]),
            (entry("small", "Othershire", "Lead School, 2026"), vec![("other-hub", "/calls/0/hub")]),
            (entry("small", "Anyshire", "Lead Schools 2025"), vec![("other-title", "/calls/0/title")]),
            (entry("small", "Anyshire", "2026"), vec![("other-title", "/calls/0/title")]),
            (
                entry("small", "Anyshire", "Lead Schools 2026").replace("\"}", "\", \"example\": true}"),
                vec![("no-example", "/calls/0/example")],
            ),
            (
                entry("small", "Anyshire", "Lead Schools 2026")
                    .replace("\"}", "\", \"role\": {\"name\": \"Music School\", \"plural\": \"Music Schools\"}}"),
                vec![("other-role", "/calls/0/role")],
            ),
            (
                entry("small", "Anyshire", "Lead Schools 2026")
                    .replace("\"}", "\", \"deadline\": {\"is\": \"day\", \"on\": \"1999-01-01\"}}"),
                vec![("other-deadline", "/calls/0/deadline")],
            ),
        ] {
            let index = format!("{{\"format\": 1, \"calls\": [{entries}]}}");
            let folder = folder("list", &[("index.json", &index), ("small.json", &small()), ("copy.json", &small())]);
            let found = examine(&folder.join("index.json")).unwrap();
            let found: Vec<(&str, &str)> = found.iter().map(|f| (f.problem.code, f.problem.path.as_str())).collect();
            assert_eq!(found, expected, "{index}");
        }
    }

    #[test]
    fn a_place_of_the_reader_as_a_pointer() {
        assert_eq!(pointer("criteria[2].points[0].quote"), "/criteria/2/points/0/quote");
        assert_eq!(pointer("."), "");
    }
}
