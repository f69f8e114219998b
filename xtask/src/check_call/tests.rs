//! The command, file by file and folder by folder.

use super::*;

/// A folder of its own with the small call, changed, and a list.
pub(super) fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("upbeat-check-call-{}-{name}", std::process::id())).join("calls");
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
    fs::write(folder.join("logo.svg"), "<svg/>").unwrap();
    folder
}

pub(super) fn small() -> String {
    fs::read_to_string(root().join("tests/fixtures/calls/small.json")).unwrap()
}

/// What is found in one file by itself.
fn found_in(file: &Path) -> Vec<Found> {
    examine(&[file.to_owned()]).unwrap().remove(0).found
}

fn lines(file: &Path) -> Vec<String> {
    let prefix = format!("{}/", file.parent().unwrap().display());
    found_in(file).iter().map(|f| line(file, f).replace(&prefix, "")).collect()
}

#[test]
fn every_shipped_file_passes() {
    let mut files = shipped().unwrap();
    assert!(files.iter().any(|f| f.ends_with("index.json")), "there is a list of calls");
    assert!(files.len() > 1, "there is a call");
    files.extend(["small", "third"].map(|name| root().join(format!("tests/fixtures/calls/{name}.json"))));
    // Until the first finished example is there, the list may promise them.
    let examples = root().join("assets/examples").is_dir();
    let reports = examine(&files).unwrap();
    assert!(reports.iter().all(|report| report.whole));
    let wrong: Vec<String> = files
        .iter()
        .zip(reports)
        .flat_map(|(file, report)| report.found.into_iter().map(move |found| (file, found)))
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
    let bad = lines(&folder.join("bad.json"));
    assert!(bad.contains(&"bad.json:2:10: delete the comma before the closing } [syntax]".to_owned()), "{bad:#?}");
    assert!(
        bad.contains(
            &"bad.json:2:9: 1 should be a text in quotation marks: write \"1\" (at /id) [wrong-type]".to_owned()
        ),
        "{bad:#?}"
    );
    let other = lines(&folder.join("other.json"));
    let starts = [
        "other.json:5:3: \u{201c}rounds\u{201d} is not known here: did you mean",
        "other.json:15:62: this key is here twice: delete one",
    ];
    for start in starts {
        assert!(other.iter().any(|l| l.starts_with(start)), "{start}: {other:#?}");
    }
    // What is explained, and that the id is not the file's name.
    assert_eq!(other.len(), starts.len() + 2, "{other:#?}");
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
    let codes: Vec<&str> = found_in(&folder.join("renamed.json")).iter().map(|f| f.problem.code).collect();
    assert_eq!(codes, ["unknown-key", "file-name", "garbled", "weekday"]);
    assert!(lines(&folder.join("latin.json")).iter().any(|l| l.starts_with("latin.json:2:12: not UTF-8 from here on")));
}

#[test]
fn a_folder_is_all_the_files_in_it() {
    let index =
        "{\"format\": 2, \"calls\": [{\"id\": \"small\", \"hub\": \"Anyshire\", \"title\": \"Lead Schools 2026\"}]}";
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
        let found = found_in(&folder.join("small.json"));
        assert_eq!(found.iter().map(|f| f.problem.code).collect::<Vec<_>>(), expected, "{logo}");
    }
}

#[test]
fn a_title_that_does_not_fit_is_told_what_it_has_to_name() {
    let mut call = read_call_as_written(&small()).unwrap();
    call.role =
        upbeat::call::Role { name: "Advisory Group member".to_owned(), plural: "Advisory Group members".to_owned() };
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
    let entry =
        |id: &str, hub: &str, title: &str| format!("{{\"id\": \"{id}\", \"hub\": \"{hub}\", \"title\": \"{title}\"}}");
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
        (
            entry("small", "Anyshire", "Lead Schools 2026")
                .replace("\"}", "\", \"deadlines\": [{\"is\": \"day\", \"on\": \"1999-01-01\"}]}"),
            vec![("other-deadline", "/calls/0/deadlines")],
        ),
        (
            entry("small", "Anyshire", "Lead Schools 2026").replace("\"}", "\", \"second-name\": \"Any Sounds\"}"),
            vec![("other-hub", "/calls/0/second-name")],
        ),
        (
            entry("small", "Anyshire", "Lead Schools 2026").replace("\"}", "\", \"any-time\": true}"),
            vec![("other-deadline", "/calls/0/any-time")],
        ),
    ] {
        let index = format!("{{\"format\": 2, \"calls\": [{entries}]}}");
        let folder = folder("list", &[("index.json", &index), ("small.json", &small()), ("copy.json", &small())]);
        let found = found_in(&folder.join("index.json"));
        let unlisted = found.iter().filter(|f| f.problem.code == "unlisted");
        let unlisted: Vec<bool> = ["small.json", "copy.json"]
            .map(|name| unlisted.clone().any(|f| f.problem.advice && f.problem.what.starts_with(name)))
            .to_vec();
        let listed = ["small", "copy"].map(|id| !entries.contains(&format!("\"id\": \"{id}\""))).to_vec();
        assert_eq!(unlisted, listed, "{index}");
        let found = found.iter().filter(|f| f.problem.code != "unlisted");
        let found: Vec<(&str, &str)> = found.map(|f| (f.problem.code, f.problem.path.as_str())).collect();
        assert_eq!(found, expected, "{index}");
    }
}

/// Call files and lists of calls of format 1, as they were before there was format 2.
fn old_files() -> Vec<(&'static str, String)> {
    let folder = root().join("tests/fixtures/formats");
    ["call-1-all-names.json", "call-file-1.json", "index-1.json"]
        .map(|name| (name, fs::read_to_string(folder.join(name)).unwrap()))
        .to_vec()
}

#[test]
fn upgrading_changes_names_and_nothing_else() {
    for (name, old) in old_files() {
        let new = upgrade::upgraded(&old).unwrap();
        if name.starts_with("index") {
            assert_eq!(read_index(&old), read_index(&new.text));
        } else {
            assert_eq!(read_call_as_written(&old).unwrap(), read_call_as_written(&new.text).unwrap(), "{name}");
        }
        let whole: Value = serde_json::from_str(&new.text).unwrap();
        assert_eq!(whole["format"], 2);
        // Every line is where it was, and its first words too.
        let start = |text: &str| text.lines().map(|l| l.len() - l.trim_start().len()).collect::<Vec<_>>();
        assert_eq!(start(&old), start(&new.text), "{name}");
        assert!(!new.renamed.is_empty());
        // Twice is the same as once.
        let twice = upgrade::upgraded(&new.text).unwrap();
        assert_eq!((twice.text, twice.renamed.len()), (new.text, 0), "{name}");
    }
}

#[test]
fn upgrading_keeps_the_layout() {
    for (old, new) in [
        (
            "{ \"format\" : 1,\r\n\t\"duties\":[{\"when\" :[] , \"id\":\"a\"}]}\n",
            "{ \"format\" : 2,\r\n\t\"duties\":[{\"only-if-all\" :[] , \"id\":\"a\"}]}\n",
        ),
        (
            "\u{feff}{\"places\": [{\"acr\\u006fss\": \"hub\"}], \"format\": 1}",
            "\u{feff}{\"places\": [{\"where\": \"whole-area\"}], \"format\": 2}",
        ),
        // What is left of format 1 in a file that says 2.
        ("{\"format\": 2, \"x\": {\"under\": \"a\"}}", "{\"format\": 2, \"x\": {\"under-heading\": \"a\"}}"),
    ] {
        assert_eq!(upgrade::upgraded(old).unwrap().text, new);
    }
    for (text, why) in [
        ("{\"format\": 1,}", "correct JSON first"),
        ("{\"format\": 3}", "format has to be 1 or 2"),
        ("{}", "format has to be 1 or 2"),
        (
            "{\"format\": 1, \"x\": {\"under\": \"a\", \"under-heading\": \"a\"}}",
            "/x/under: the entry has both under and",
        ),
    ] {
        let error = upgrade::upgraded(text).err().unwrap().to_string();
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn a_file_is_upgraded_where_it_lies() {
    let (_, old) = old_files().remove(0);
    let folder = folder("upgrade", &[("heathland-2026.json", &old)]);
    let file = folder.join("heathland-2026.json");
    let arguments = ["--upgrade".to_owned(), file.display().to_string()];
    assert!(check_call(&arguments).is_ok() && check_call(&arguments).is_ok());
    let codes: Vec<&str> = found_in(&file).iter().map(|f| f.problem.code).collect();
    assert_eq!(codes, ["weekday"], "what the file explains is left");
    assert!(check_call(&["--upgrade".to_owned()]).is_err());
    assert!(check_call(&["--upgrad".to_owned(), file.display().to_string()]).is_err());
}

#[test]
fn a_call_that_the_list_beside_it_lacks_is_told_of() {
    let index = "{\"format\": 2, \"calls\": [{\"id\": \"other\", \"hub\": \"A\", \"title\": \"B\"}]}";
    let folder = folder("loose", &[("small.json", &small()), ("index.json", index)]);
    let (call, list) = (folder.join("small.json"), folder.join("index.json"));
    let told = |files: &[PathBuf]| {
        let found = examine(files).unwrap().into_iter().flat_map(|report| report.found);
        found.filter(|f| f.problem.code == "unlisted").map(|f| (f.line, f.problem.advice)).collect::<Vec<_>>()
    };
    assert_eq!(told(std::slice::from_ref(&call)), [(4, true)]);
    // Once, where both are looked at.
    assert_eq!(told(&[call.clone(), list.clone()]).len(), 1);
    fs::write(&list, index.replace("other", "small")).unwrap();
    assert_eq!(told(&[call]), []);
}
