//! `cargo xtask fuzz`: what comes in from outside, fed with whatever libFuzzer thinks of.
//!
//! It needs no second toolchain: the pinned compiler puts LLVM's counters into the program by plain `-C` flags, and the
//! crate `libfuzzer-sys` brings the fuzzer itself. AddressSanitizer, which does need one, would look for what safe code
//! cannot do.

use crate::run::{cargo, output, program, root, say};
use anyhow::{Context, Result, bail};
use std::{fs, path::Path, process::Command};

/// The targets of `fuzz/src/lib.rs`, and how long their inputs may be, in bytes.
const TARGETS: [(&str, u32); 6] =
    [("bundle", 16_384), ("call", 65_536), ("draft", 16_384), ("letter", 8_192), ("pasted", 4_096), ("worker", 8_192)];

/// Counters for libFuzzer, as cargo-fuzz asks for them.
const FLAGS: [&str; 5] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// How long each target is run, unless it is said.
const SECONDS: u64 = 60;

/// How far each target is run.
#[derive(Clone, Copy)]
enum Far {
    Seconds(u64),
    Runs(u64),
}

/// Runs the targets that are named, or all.
pub(crate) fn fuzz(arguments: &[String]) -> Result<()> {
    let mut far = Far::Seconds(SECONDS);
    let mut chosen = Vec::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut number = || -> Result<u64> {
            let number = rest.next().with_context(|| format!("{argument} needs a number"))?;
            number.parse().with_context(|| format!("{number} is no number"))
        };
        match argument.as_str() {
            "--seconds" => far = Far::Seconds(number()?),
            "--runs" => far = Far::Runs(number()?),
            name => match TARGETS.iter().find(|(known, _)| *known == name) {
                Some(target) => chosen.push(*target),
                None => bail!(
                    "`cargo xtask fuzz` knows --seconds N, --runs N and these targets: {}",
                    TARGETS.map(|(name, _)| name).join(", ")
                ),
            },
        }
    }
    run(if chosen.is_empty() { &TARGETS } else { &chosen }, far, 1)
}

/// A few seconds for each, as a part of the whole suite: on a machine that is busy, what takes a second may be no hang.
pub(crate) fn briefly() -> Result<()> {
    run(&TARGETS, Far::Seconds(10), 20)
}

/// `most` is how many seconds one input may take.
fn run(targets: &[(&str, u32)], far: Far, most: u32) -> Result<()> {
    let fuzzer = build()?;
    let mut executions = 0;
    let mut broken = Vec::new();
    for (name, longest) in targets {
        match one(&fuzzer, name, *longest, far, most) {
            Ok(done) => executions += done,
            Err(error) => {
                eprintln!("{error:#}");
                broken.push(*name);
            }
        }
    }
    eprintln!("{executions} executions in all");
    if broken.is_empty() { Ok(()) } else { bail!("broken: {}", broken.join(", ")) }
}

/// Builds the fuzzer; gives its path.
fn build() -> Result<std::path::PathBuf> {
    crate::test::tools::compiler()?;
    say("Building the fuzzer");
    let about = output(program("rustc").arg("-vV"))?;
    let host =
        about.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc does not say for what it builds")?;
    let mut cargo = cargo();
    cargo.args(["build", "--quiet", "--package", "fuzz", "--bin", "fuzz", "--features", "libfuzzer"]);
    // With the target named, the flags are for our program alone, not for build scripts.
    cargo.args(["--profile", "fuzz", "--target", host]).env("RUSTFLAGS", FLAGS.join(" "));
    crate::run::run(&mut cargo)?;
    Ok(root().join("target").join(host).join("fuzz/fuzz"))
}

/// Runs one target; gives how many inputs it was fed.
fn one(fuzzer: &Path, name: &str, longest: u32, far: Far, most: u32) -> Result<u64> {
    let home = root().join("target/fuzz").join(name);
    let folder = |what: &str| -> Result<std::path::PathBuf> {
        let folder = home.join(what);
        fs::create_dir_all(&folder).with_context(|| format!("could not make {}", folder.display()))?;
        Ok(folder)
    };
    // What is found to reach further is kept there, for the next time.
    let (found, seeds, broke) = (folder("found")?, folder("seeds")?, folder("broke")?);
    let mut fuzzer = Command::new(fuzzer);
    fuzzer.current_dir(&home).env("UPBEAT_FUZZ", name).env("UPBEAT_SEEDS", &seeds).args([&found, &seeds]);
    fuzzer.args(["-rss_limit_mb=256", "-print_final_stats=1", "-verbosity=0"]).arg(format!("-timeout={most}"));
    fuzzer.arg(format!("-max_len={longest}")).arg(format!("-artifact_prefix={}/", broke.display()));
    fuzzer.arg(match far {
        Far::Seconds(seconds) => format!("-max_total_time={seconds}"),
        Far::Runs(runs) => format!("-runs={runs}"),
    });
    let done = fuzzer.output().context("the fuzzer could not be started")?;
    let said = String::from_utf8_lossy(&done.stderr);
    let figure = |what: &str| -> u64 {
        let line = said.lines().find_map(|line| line.strip_prefix("stat::")?.strip_prefix(what));
        line.and_then(|rest| rest.trim_start_matches(':').trim().parse().ok()).unwrap_or_default()
    };
    let executions = figure("number_of_executed_units");
    eprintln!("{name:<8} {executions:>9} executions, at most {} MB", figure("peak_rss_mb"));
    if !done.status.success() {
        let told: Vec<&str> = said.lines().filter(|line| !line.starts_with("stat::")).collect();
        let end = told.get(told.len().saturating_sub(40)..).unwrap_or_default().join("\n");
        bail!(
            "{end}\nThe input that broke `{name}` is in {}. Once it is mended, keep it in fuzz/regressions/{name}/.",
            broke.display()
        );
    }
    if executions == 0 {
        bail!("`{name}` was not run at all:\n{said}");
    }
    Ok(executions)
}
