//! `cargo xtask bench`: what must hold in figures, measured. One line each; with `--json` one JSON object a line with
//! `name`, `value` and `unit`. Standard output holds nothing else. `--gigabyte` instead measures what a gigabyte of
//! attachments takes, which wants some minutes, and three gigabytes of the disk.

use crate::{
    check_call::shipped,
    dist::{self, How},
    run::{cargo, output, root, say},
    test::browsers,
};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// Where figures come from. A new measurement is one function here, or one more line printed by a program that one of
/// these runs.
const SOURCES: [fn() -> Result<Vec<Value>>; 3] = [first_page, core, in_chromium];

/// The call whose fullest draft is measured: the one that asks most.
const FULLEST: &str = "assets/calls/hertfordshire-2025.json";

/// Takes every measurement, telling each as soon as it is there.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    let (mut as_json, mut sources) = (false, &SOURCES[..]);
    for argument in arguments {
        match argument.as_str() {
            "--json" => as_json = true,
            "--gigabyte" => sources = &[gigabyte],
            _ => bail!("`cargo xtask bench` knows two options: --json and --gigabyte"),
        }
    }
    say("Building the site");
    dist::build(&dist::folder(), How::Small)?;
    for source in sources {
        for figure in source()? {
            if as_json {
                println!("{figure}");
            } else {
                let (name, value, unit) = (&figure["name"], &figure["value"], &figure["unit"]);
                println!("{:<40} {value:>12} {}", name.as_str().unwrap_or("?"), unit.as_str().unwrap_or("?"));
            }
        }
    }
    Ok(())
}

/// What the first page weighs, everything that it loads.
fn first_page() -> Result<Vec<Value>> {
    let bytes = dist::first_page_gzip(&dist::folder())?;
    Ok(vec![json!({ "name": "first page, gzip", "value": bytes, "unit": "bytes" })])
}

/// What the core takes by itself: `examples/assess_time.rs` and `examples/layout_time.rs`.
fn core() -> Result<Vec<Value>> {
    say("Measuring the core on this machine");
    let calls: Vec<String> =
        shipped()?.iter().filter(|path| !path.ends_with("index.json")).map(|path| path.display().to_string()).collect();
    let mut all = Vec::new();
    for example in ["assess_time", "layout_time"] {
        let mut arguments =
            vec!["run", "--quiet", "--profile", "measured", "--package", "upbeat", "--features", "fixtures"];
        arguments.extend(["--example", example, "--"]);
        arguments.extend(calls.iter().map(String::as_str));
        all.extend(figures(&arguments)?);
    }
    Ok(all)
}

/// What only a browser can tell, such as the time from a key to the next paint: `journeys/src/bin/measure.rs`.
fn in_chromium() -> Result<Vec<Value>> {
    browsers()?;
    let fullest =
        ["run", "--quiet", "--package", "upbeat", "--features", "fixtures", "--example", "fullest_draft", "--"];
    let draft = output(cargo().args(fullest).arg(root().join(FULLEST)))?;
    let file = root().join("target/fullest-draft.json");
    std::fs::write(&file, draft).with_context(|| format!("could not write {}", file.display()))?;
    say("Measuring in Chromium, slowed down four times");
    let mut measure = cargo();
    measure.args(["run", "--quiet", "--package", "journeys", "--bin", "measure", "--"]).arg(&file);
    read_figures(&output(&mut measure)?)
}

/// Attachments that no memory holds: `journeys/src/bin/gigabyte.rs`.
fn gigabyte() -> Result<Vec<Value>> {
    browsers()?;
    say("Attaching a gigabyte in Chromium, making the bundle and opening it again");
    figures(&["run", "--quiet", "--package", "journeys", "--bin", "gigabyte"])
}

/// The figures that a program of ours prints, one JSON object a line.
fn figures(arguments: &[&str]) -> Result<Vec<Value>> {
    read_figures(&output(cargo().args(arguments))?)
}

fn read_figures(printed: &str) -> Result<Vec<Value>> {
    let figure = |line: &str| serde_json::from_str(line).with_context(|| format!("no figure: {line}"));
    printed.lines().map(figure).collect()
}
