//! `cargo xtask`: everything one does with the project besides writing it.

use std::process::ExitCode;

mod check_sources;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.split_first() {
        Some((command, rest)) if command == "check-sources" => check_sources::command(rest),
        _ => Err(anyhow::anyhow!("cargo xtask check-sources DIR")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
