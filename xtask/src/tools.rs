//! The tools that the build needs beyond cargo: each pinned, each installed into `.tools/` when it is missing.
//!
//! What only the tests need is in `test/tools.rs`.

use crate::run::{is_here, output, program, root, run, say};
use anyhow::{Context, Result, bail};
use std::{fs, path::PathBuf, process::Command};

/// The one target that the page and the worker are built for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Where project-local tools live; never committed.
pub(crate) fn folder() -> PathBuf {
    root().join(".tools")
}

/// Where rustc keeps its libraries.
fn sysroot() -> Result<PathBuf> {
    Ok(output(program("rustc").args(["--print", "sysroot"]))?.trim().into())
}

/// Installs Rust's library for WebAssembly if it is missing.
pub(crate) fn wasm_target() -> Result<()> {
    if sysroot()?.join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    say("Installing Rust's library for WebAssembly");
    run(program("rustup").args(["target", "add", WASM]))
        .context("the page needs Rust's WebAssembly target: run `rustup target add wasm32-unknown-unknown`")
}

/// Installs the source of Rust's standard library if it is missing: `dist` builds its own, smaller copy.
pub(crate) fn rust_source() -> Result<()> {
    if sysroot()?.join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file() {
        return Ok(());
    }
    say("Installing the source of Rust's standard library");
    run(program("rustup").args(["component", "add", "rust-src"]))
        .context("`dist` builds its own standard library: run `rustup component add rust-src`")
}

/// Installs the npm packages of `xtask/tools/package-lock.json`, unless exactly those are there; gives their folder.
pub(crate) fn npm_packages() -> Result<PathBuf> {
    let here = folder().join("npm");
    let packages = here.join("node_modules");
    let wanted = root().join("xtask/tools");
    let lock = fs::read(wanted.join("package-lock.json"))?;
    let installed = here.join("installed-lock.json");
    if packages.is_dir() && fs::read(&installed).is_ok_and(|known| known == lock) {
        return Ok(packages);
    }
    if !is_here("npm") {
        bail!(
            "Node.js and npm are needed (wasm-opt and esbuild come from npm): run `apt-get install nodejs npm`, or get Node 20 or newer from nodejs.org"
        );
    }
    say(
        "Installing wasm-opt, esbuild, axe-core, a virtual screen reader and a validator of Word documents from npm into .tools/npm",
    );
    fs::create_dir_all(&here)?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(wanted.join(file), here.join(file))?;
    }
    run(program("npm").current_dir(&here).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    // Last, so that an installation that broke off half-way is done again.
    fs::write(installed, lock)?;
    Ok(packages)
}

/// `wasm-opt`, which is a script that Node runs.
pub(crate) fn wasm_opt() -> Result<Command> {
    let mut command = program("node");
    command.arg(npm_packages()?.join("binaryen/bin/wasm-opt"));
    Ok(command)
}

/// `esbuild`, which makes scripts and style sheets small.
pub(crate) fn esbuild() -> Result<Command> {
    Ok(program(npm_packages()?.join(".bin/esbuild")))
}
