//! `cargo xtask`: everything one does with the project besides writing it.

mod bench;
mod check_call;
mod check_sources;
mod copy;
mod dist;
mod fonts;
mod fuzz;
mod release;
mod run;
mod schema;
mod serve;
mod simulate;
mod test;
mod tools;

use anyhow::{Result, bail};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask serve [--port N] [--once]   build fast, show at http://127.0.0.1:8080/, rebuild on change
cargo xtask test [--quick]              the whole suite; --quick leaves out the browsers
cargo xtask dist [--keep-messages]      the optimised site in dist/, with a table of sizes
cargo xtask release [--site DIR]        what a hub gets: release/upbeat-<version>.zip, the same bytes each time
cargo xtask bench [--json] [--gigabyte] measurements, one a line
cargo xtask check-call [FILE…]          everything wrong in a call file or a folder of them, with line and column
cargo xtask check-sources DIR           what the hubs' documents say and the call files lack
cargo xtask copy                        every text that people can read, with file and line
cargo xtask fonts [DIR]                 the paper's fonts and their widths, from Debian's Liberation Sans (or DIR's) and Noto
cargo xtask fuzz [--seconds N | --runs N] [TARGET…]
                                        what comes in from outside, fed with whatever libFuzzer thinks of
cargo xtask simulate [--from SEED] [--sessions N]
                                        random sessions of the core: tabs, faults, kills; a million if N is left out
cargo xtask schema [--check]            the JSON Schemas in assets/schemas, from the types
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// One line for each command.
fn dispatch(arguments: &[String]) -> Result<()> {
    let (command, rest) = arguments.split_first().map_or(("help", &[][..]), |(first, rest)| (first, rest));
    match command {
        "bench" => bench::bench(rest),
        "check-call" => check_call::check_call(rest),
        "check-sources" => check_sources::command(rest),
        "copy" => copy::copy(rest),
        "dist" => dist::dist(rest),
        "fonts" => fonts::fonts(rest),
        "fuzz" => fuzz::fuzz(rest),
        "release" => release::release(rest),
        "schema" => schema::schema(rest),
        "serve" => serve::serve(rest),
        "simulate" => simulate::simulate(rest),
        "test" => test::test(rest),
        "help" | "--help" => {
            print!("{HELP}");
            Ok(())
        }
        unknown => bail!("there is no command `{unknown}`; these are there:\n{HELP}"),
    }
}
