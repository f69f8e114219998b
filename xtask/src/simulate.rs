//! `cargo xtask simulate`: random sessions of the program's core on the fake browser, optimised and on all processors.
//! `app::testing::sessions` says which invariants are checked. The suite runs some of them; this runs as many as wanted.

use crate::run::{self, cargo};
use anyhow::{Context, Result, bail};

/// Runs sessions from a seed on. A run that was cut goes on with `--from`, the first seed and the sessions done.
pub(crate) fn simulate(arguments: &[String]) -> Result<()> {
    let (mut from, mut sessions) = (1, 1_000_000);
    let mut rest = arguments.iter();
    while let Some(option) = rest.next() {
        let value = rest.next().with_context(|| format!("{option} wants a number"))?;
        let number: u64 = value.parse().with_context(|| format!("{value} is not a number"))?;
        match option.as_str() {
            "--from" => from = number,
            "--sessions" => sessions = number,
            _ => bail!("`cargo xtask simulate` knows two options: --from SEED and --sessions N"),
        }
    }
    let mut simulate = cargo();
    simulate.args(["run", "--quiet", "--profile", "measured", "--package", "upbeat", "--features", "fixtures"]);
    simulate.args(["--example", "simulate", "--", &from.to_string(), &sessions.to_string()]);
    run::run(&mut simulate)
}
