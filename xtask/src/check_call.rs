//! `cargo xtask check-call`: everything that is wrong in a call file or in the list of calls, each with its line.
//!
//! What is wrong with a call is the library's to say (`upbeat::call::check`); here it gets line and column, and what
//! only the file's place can tell: its name, and the files beside it.

#[cfg(test)]
mod mistakes_tests;
mod positions;
#[cfg(test)]
mod tests;
mod upgrade;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use upbeat::call::check::{FileCheck, Problem, check_file, check_index_file};
use upbeat::call::{Call, CallEntry, CallIndex, When, of_round, read_call_as_written, read_index};
use upbeat::draft::counted;

use self::positions::{Positions, Scanned, line_and_column, scan};
use crate::run::root;

/// A problem and where in the file it stands.
#[derive(Debug)]
struct Found {
    line: usize,
    column: usize,
    problem: Problem,
}

/// Everything that is wrong in a file, in the order of its lines, and whether all of it was understood.
struct Report {
    found: Vec<Found>,
    whole: bool,
}

/// Checks the named files, and all call files and the list of calls in the named folders; without a name, all of
/// `assets/calls`. Prints what it finds, and fails if something is wrong that the hub's own text does not explain.
/// Advice does not make it fail. With `--upgrade` it rewrites files of format 1 instead.
pub(crate) fn check_call(arguments: &[String]) -> Result<()> {
    if let Some((_, files)) = arguments.split_first().filter(|(first, _)| *first == "--upgrade") {
        return upgrade::upgrade_files(files);
    }
    if let Some(option) = arguments.iter().find(|argument| argument.starts_with('-')) {
        bail!("there is no option {option}: `cargo xtask check-call --upgrade FILE` is the only one");
    }
    let mut files = if arguments.is_empty() { shipped()? } else { Vec::new() };
    for named in arguments.iter().map(PathBuf::from) {
        if named.is_dir() {
            files.extend(files_in(&named)?);
        } else {
            files.push(named);
        }
    }
    let (mut wrong, mut known, mut advised) = (0, 0, 0);
    for (file, Report { found, whole }) in files.iter().zip(examine(&files)?) {
        let (explained, open): (Vec<Found>, Vec<Found>) = found.into_iter().partition(|f| f.problem.known.is_some());
        let (advice, mistakes): (Vec<&Found>, Vec<&Found>) = open.iter().partition(|f| f.problem.advice);
        for found in mistakes.iter().chain(&advice) {
            println!("{}", line(file, found));
        }
        for found in &explained {
            println!("known: {}", line(file, found));
        }
        if !whole {
            eprintln!("{}: correct these, then run the check again: it may find more", file.display());
        }
        wrong += mistakes.len();
        known += explained.len();
        advised += advice.len();
    }
    let advised = if advised > 0 { format!(" and {}", counted(advised, "suggestion")) } else { String::new() };
    let known = if known > 0 { format!(" ({known} more explained there)") } else { String::new() };
    let summary = format!("{}{advised} in {}{known}", counted(wrong, "problem"), counted(files.len(), "file"));
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

/// `file:line:column: what (at /path) [code]`, which editors turn into a link. Advice says so.
fn line(file: &Path, found: &Found) -> String {
    let Found { line, column, problem } = found;
    let Problem { code, path, what, known, advice, .. } = problem;
    let at = if path.is_empty() { String::new() } else { format!(" (at {path})") };
    let why = known.as_ref().map(|id| format!(", explained by {id}")).unwrap_or_default();
    let advice = if *advice { "suggestion: " } else { "" };
    format!("{}:{line}:{column}: {advice}{what}{at} [{code}]{why}", file.display())
}

/// A file as it was read.
struct Opened {
    text: String,
    /// What is wrong before anything can be read.
    unreadable: Option<Found>,
    scanned: Scanned,
    /// The call that it describes, as far as it was understood. None for the list of calls.
    call: Option<Call>,
}

fn is_list(file: &Path) -> bool {
    file.file_stem().is_some_and(|name| name == "index")
}

fn open(file: &Path) -> Result<Opened> {
    let bytes = fs::read(file).with_context(|| format!("could not read {}", file.display()))?;
    Ok(opened(file, bytes))
}

/// How files begin that are no text: Word and other ZIP files, PDF, old Word files.
const NO_TEXT: [&[u8]; 3] = [b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"];

/// What is wrong with a file that cannot be looked at any further.
fn no_call(bytes: &[u8]) -> Option<&'static str> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Some("the file is empty: copy another call file, and change it");
    }
    let what = "this is not a text file (it may be a Word, PDF or ZIP file): save the call as plain text with a name that ends in .json";
    NO_TEXT.iter().any(|begin| bytes.starts_with(begin)).then_some(what)
}

/// The text of a file that Windows has saved as "Unicode".
fn as_utf16(bytes: &[u8]) -> Option<String> {
    let pair: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let pairs: Vec<u16> = bytes.chunks_exact(2).filter_map(|two| Some(pair(two.try_into().ok()?))).collect();
    Some(String::from_utf16_lossy(&pairs))
}

fn opened(file: &Path, bytes: Vec<u8>) -> Opened {
    if let Some(what) = no_call(&bytes) {
        let unreadable = Some(found("", 0, Problem::new("syntax", "", what)));
        let scanned = Scanned { positions: Positions::default(), problems: Vec::new(), json: None };
        return Opened { text: String::new(), unreadable, scanned, call: None };
    }
    let mut utf16 = false;
    let (text, unreadable) = match as_utf16(&bytes).map_or_else(
        || String::from_utf8(bytes),
        |text| {
            utf16 = true;
            Ok(text)
        },
    ) {
        Ok(text) if utf16 => {
            let what = "the file is saved as UTF-16, which Windows calls Unicode: save it as UTF-8";
            (text, Some(found("", 0, Problem::new("syntax", "", what))))
        }
        Ok(text) => (text, None),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let text = as_latin(error.as_bytes());
            let what = "not UTF-8 from here on: save the file as UTF-8";
            let found = found(&text, good, Problem::new("syntax", "", what));
            (text, Some(found))
        }
    };
    let scanned = scan(&text);
    let json = scanned.json.as_ref().filter(|_| !is_list(file));
    let call = json.and_then(|json| check_file(json, &[]).meant);
    Opened { text, unreadable, scanned, call }
}

/// A text that was not saved as UTF-8, as Windows would read it, so that the rest can be checked.
fn as_latin(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        // Between 0x80 and 0x9f lie quotation marks and dashes.
        let latin = |byte: &u8| if *byte < 0xa0 { '\u{2019}' } else { char::from(*byte) };
        text.extend(chunk.invalid().iter().map(latin));
    }
    text
}

/// Everything that is wrong in these files, which are looked at together.
fn examine(files: &[PathBuf]) -> Result<Vec<Report>> {
    let opened = files.iter().map(|file| open(file)).collect::<Result<Vec<Opened>>>()?;
    let beside = |file: &Path, other: &Path| file != other && file.parent() == other.parent();
    let reports = files.iter().zip(&opened).map(|(file, one)| {
        let others = files.iter().zip(&opened).filter(|(other, _)| beside(file, other));
        let others: Vec<&Call> = others.filter_map(|(_, other)| other.call.as_ref()).collect();
        let mut report = report(file, one, &others);
        // Where the list is looked at too, it says so itself.
        let list = file.with_file_name("index.json");
        if !is_list(file) && !files.contains(&list) {
            let loose = not_listed(file, &list);
            report.found.extend(loose.map(|problem| placed(&one.text, &one.scanned.positions, problem)));
            report.found.sort_by_key(|f| (f.line, f.column));
        }
        report
    });
    Ok(reports.collect())
}

/// That the list beside a call file does not name it.
fn not_listed(file: &Path, list: &Path) -> Option<Problem> {
    let name = file.file_stem()?.to_str()?;
    let index = read_index(&fs::read_to_string(list).ok()?).ok()?;
    let what = format!(
        "index.json beside this file does not list it, so schools do not see it: add {{\"id\": \"{name}\", \"hub\": \u{2026}, \
         \"title\": \u{2026}}} to its calls"
    );
    let is_listed = index.calls.iter().any(|entry| entry.id.as_str() == name);
    (!is_listed).then(|| Problem { advice: true, ..Problem::new("unlisted", "/id", what) })
}

/// Everything that is wrong in one of them.
fn report(file: &Path, opened: &Opened, others: &[&Call]) -> Report {
    let Opened { text, unreadable, scanned, .. } = opened;
    let Scanned { positions, problems, json } = scanned;
    let syntax = problems.iter().map(|error| found(text, error.at, Problem::new("syntax", "", &*error.what)));
    let mut all: Vec<Found> = syntax.collect();
    if let Some(first) = unreadable {
        all.push(Found { line: first.line, column: first.column, problem: first.problem.clone() });
    }
    let twice = |path: &String| Problem::new("doubled-key", path.clone(), "this key is here twice: delete one");
    all.extend(positions.doubled.iter().map(|(path, at)| found(text, *at, twice(path))));
    let mut whole = false;
    if let Some(json) = json {
        let (problems, understood) = if is_list(file) { list(json, file) } else { call(json, file, others) };
        all.extend(problems.into_iter().map(|p| placed(text, positions, p)));
        whole = understood;
    }
    all.sort_by_key(|f| (f.line, f.column));
    Report { found: all, whole }
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

/// What is wrong with a call, and whether all of it was understood.
fn call(json: &Value, file: &Path, others: &[&Call]) -> (Vec<Problem>, bool) {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let FileCheck { meant, mut problems, whole } = check_file(json, others);
    let told = |problems: &[Problem], path: &str| problems.iter().any(|problem| problem.path == path);
    let Some(call) = meant else { return (problems, whole) };
    // What the file does not say itself is told of already: it stands in for something.
    let says = |path: &str| json.pointer(path).and_then(Value::as_str);
    let logo = says("/hub/look/logo").filter(|_| !told(&problems, "/hub/look/logo"));
    if let Some(logo) = logo.filter(|logo| !file.with_file_name(logo).is_file()) {
        let what = format!("{logo} is missing: add it next to this file, or delete the logo");
        problems.push(Problem::new("no-logo", "/hub/look/logo", what));
    }
    if says("/id").is_some() && !told(&problems, "/id") && call.id.as_str() != name {
        let what = format!(
            "the id is \u{201c}{}\u{201d} but the file is called \u{201c}{name}\u{201d}: make them match",
            call.id
        );
        problems.push(Problem::new("file-name", "/id", what));
    }
    (problems, whole)
}

/// What is wrong with the list of calls, and whether all of it was understood.
fn list(json: &Value, file: &Path) -> (Vec<Problem>, bool) {
    let FileCheck { meant, problems: mut all, whole } = check_index_file(json);
    let told: Vec<String> = all.iter().map(|p| p.path.clone()).filter(|path| !path.is_empty()).collect();
    let more = meant.iter().flat_map(|index| entries(index, file));
    // What has the wrong form already needs no second line.
    let is_told = |path: &str| {
        told.iter()
            .any(|told| path.strip_prefix(told.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    };
    all.extend(more.filter(|problem| !is_told(&problem.path)));
    (all, whole)
}

/// What is wrong with the entries of the list, and what it lacks.
fn entries(index: &CallIndex, file: &Path) -> Vec<Problem> {
    let entries = index.calls.iter().enumerate();
    let mut problems: Vec<Problem> = entries.flat_map(|(i, e)| entry(&format!("/calls/{i}"), e, file)).collect();
    let mut seen = BTreeSet::new();
    for (i, entry) in index.calls.iter().enumerate() {
        if !seen.insert(entry.id.as_str()) {
            let what = "this round is already listed above: delete one";
            problems.push(Problem::new("doubled-id", format!("/calls/{i}/id"), what));
        }
    }
    if index.calls.is_empty() {
        let what = "the list is empty, so the start page would be too: add a round";
        problems.push(Problem::new("empty-list", "/calls", what));
    }
    problems.extend(unlisted(&seen, file));
    problems
}

/// Call files beside the list that it does not name. A round of last year may lie there for drafts that were begun.
fn unlisted(listed: &BTreeSet<&str>, file: &Path) -> Vec<Problem> {
    let beside = file.parent().and_then(|folder| files_in(folder).ok()).unwrap_or_default();
    let names = beside.iter().filter(|other| !is_list(other)).filter_map(|other| other.file_stem()?.to_str());
    let missing = names.filter(|name| !listed.contains(name));
    let what = |name| {
        format!(
            "{name}.json is in this folder but not in the list, so schools cannot start it: add it to the list. If it is an \
             old round, keep it here for applications that were started"
        )
    };
    missing.map(|name| Problem { advice: true, ..Problem::new("unlisted", "/calls", what(name)) }).collect()
}

/// What is wrong with an entry of the list, compared with the call that it names.
fn entry(path: &str, entry: &CallEntry, file: &Path) -> Vec<Problem> {
    let beside = |name: String| file.with_file_name(name);
    let at = |key: &str| format!("{path}/{key}");
    let call_file = beside(format!("{}.json", entry.id));
    let mut problems = Vec::new();
    for (key, text) in [("hub", &entry.hub), ("title", &entry.title)] {
        if text.trim().is_empty() {
            problems.push(Problem::new("blank", at(key), "the text is empty: write it"));
        }
    }
    if entry.example && !beside(format!("../examples/{}.json", entry.id)).is_file() {
        let what = format!("examples/{}.json is missing: add it, or set example to false", entry.id);
        problems.push(Problem::new("no-example", at("example"), what));
    }
    let Ok(text) = fs::read_to_string(&call_file) else {
        let what = format!("{}.json is missing: add it, or delete the round from the list", entry.id);
        problems.push(Problem::new("no-call", at("id"), what));
        return problems;
    };
    // A call that cannot be read is told of when its own file is checked.
    let Ok(call) = read_call_as_written(&text) else { return problems };
    if call.id != entry.id {
        let what = format!("{}.json has the id \u{201c}{}\u{201d}: make them match", entry.id, call.id);
        problems.push(Problem::new("file-name", at("id"), what));
    }
    let hub = &call.hub;
    let names: Vec<&String> =
        [&hub.name].into_iter().chain(&hub.short).chain(&hub.second_name).chain(&hub.also_known_as).collect();
    if !names.contains(&&entry.hub) {
        let what = format!("the file calls the hub \u{201c}{}\u{201d}: use the same name here", hub.name);
        problems.push(Problem::new("other-hub", at("hub"), what));
    }
    if entry.second_name.is_some() && entry.second_name != hub.second_name {
        let what = match &hub.second_name {
            Some(second) => format!("the second name in the file is \u{201c}{second}\u{201d}: copy it"),
            None => "the file gives no second name: delete this one".to_owned(),
        };
        problems.push(Problem::new("other-hub", at("second-name"), what));
    }
    problems.extend(other_title(&entry.title, &call).map(|what| Problem::new("other-title", at("title"), what)));
    if entry.role.as_ref().is_some_and(|role| *role != call.role) {
        let what = format!("the file calls the role \u{201c}{}\u{201d}: use the same words here", call.role.name);
        problems.push(Problem::new("other-role", at("role"), what));
    }
    if entry.deadline.as_ref().is_some_and(|when| call.deadline().map(|date| &date.when) != Some(when)) {
        let what = match call.deadline() {
            Some(date) => format!("the deadline in the file is {}: copy it", date.when.words()),
            None => "the file gives no deadline: delete this one".to_owned(),
        };
        problems.push(Problem::new("other-deadline", at("deadline"), what));
    }
    let windows: Vec<&When> = call
        .submission
        .deadlines
        .iter()
        .filter_map(|id| call.dates.iter().find(|date| date.id == *id).map(|date| &date.when))
        .collect();
    if !entry.deadlines.is_empty() && entry.deadlines.iter().collect::<Vec<_>>() != windows {
        let what =
            "the deadlines in the call file are different, or in a different order: copy the `when` of each".to_owned();
        problems.push(Problem::new("other-deadline", at("deadlines"), what));
    }
    if entry.any_time != call.submission.any_time {
        let what = format!("the file says any-time is {}: say the same here", call.submission.any_time);
        problems.push(Problem::new("other-deadline", at("any-time"), what));
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
