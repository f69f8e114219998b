//! `cargo xtask bench`: what must hold in figures, measured. One line each; with `--json` one JSON object a line with
//! `name`, `value` and `unit`. Standard output holds nothing else.

use crate::{
    dist::{self, How},
    run::{cargo, output, say},
    test::browsers,
};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// Where figures come from. A new measurement is one function here, or one more line printed by a program that one of
/// these runs.
const SOURCES: [fn() -> Result<Vec<Value>>; 2] = [first_page, in_chromium];

/// Takes every measurement, telling each as soon as it is there.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    let as_json = match arguments {
        [] => false,
        [one] if one == "--json" => true,
        _ => bail!("`cargo xtask bench` knows one option: --json"),
    };
    say("Building the site");
    dist::build(&dist::folder(), How::Small)?;
    for source in SOURCES {
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

/// What only a browser can tell, such as the time from a key to the next paint: `journeys/src/bin/measure.rs`.
fn in_chromium() -> Result<Vec<Value>> {
    browsers()?;
    say("Measuring in Chromium, slowed down four times");
    figures(&["run", "--quiet", "--package", "journeys", "--bin", "measure"])
}

/// The figures that a program of ours prints, one JSON object a line. Figures of the core, such as `assess` on the
/// fullest draft, come from one more such program: built with optimisation, which xtask itself is not.
fn figures(arguments: &[&str]) -> Result<Vec<Value>> {
    let printed = output(cargo().args(arguments))?;
    let figure = |line: &str| serde_json::from_str(line).with_context(|| format!("no figure: {line}"));
    printed.lines().map(figure).collect()
}
