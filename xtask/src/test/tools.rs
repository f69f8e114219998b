//! What only the tests need: browsers and their drivers, test runners, checkers written in Python. All pinned, but for
//! the browsers, which are the ones that the system has, as schools have theirs.

use crate::{
    run::{is_here, output, program, root, run, say},
    tools::folder,
};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Programs that cargo installs into `.tools/cargo`: name, version, and whether its own lock file is used.
pub(super) const GECKODRIVER: Tool = Tool { name: "geckodriver", version: "0.37.1", locked: true };
/// One of the dependencies that it locks is not always to be had.
pub(super) const WASM_BINDGEN: Tool = Tool { name: "wasm-bindgen-cli", version: "0.2.130", locked: false };
const NEXTEST: Tool = Tool { name: "cargo-nextest", version: "0.9.143", locked: true };

#[derive(Clone, Copy)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
    locked: bool,
}

impl Tool {
    /// Installs the tool unless exactly this version is there; gives the folder of its programs.
    pub(super) fn installed(self) -> Result<PathBuf> {
        let home = folder().join("cargo");
        let list = fs::read_to_string(home.join(".crates.toml")).unwrap_or_default();
        if !list.contains(&format!("\"{} {} (", self.name, self.version)) {
            say(&format!("Installing {} {} into .tools/cargo (a few minutes, once)", self.name, self.version));
            let mut cargo = crate::run::cargo();
            cargo.args(["install", "--quiet", "--force", self.name, "--version", self.version, "--root"]).arg(&home);
            if self.locked {
                cargo.arg("--locked");
            }
            run(&mut cargo)?;
        }
        Ok(home.join("bin"))
    }
}

/// Whether nextest runs the tests. It is used if the machine has it, and installed if not; where that fails, plain
/// `cargo test` does the same work with less to read.
pub(super) fn nextest() -> bool {
    if is_here("cargo-nextest") || folder().join("cargo/bin/cargo-nextest").is_file() {
        return true;
    }
    NEXTEST.installed().map_or_else(
        |error| {
            say(&format!("nextest cannot be installed ({error:#}); plain `cargo test` runs the tests instead"));
            false
        },
        |_| true,
    )
}

/// What has to be on the machine for the browsers: a program, and Debian's name of the package that brings it.
const NEEDED: [(&str, &str); 6] = [
    ("chromium", "chromium"),
    ("chromedriver", "chromium-driver"),
    ("firefox-esr", "firefox-esr"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
    ("Xvfb", "xvfb"),
    ("python3", "python3"),
];

/// Makes sure that the three browsers are there, or fails naming what is missing.
pub(crate) fn browsers() -> Result<()> {
    let missing: Vec<&str> = NEEDED.iter().filter(|(name, _)| !is_here(name)).map(|(_, package)| *package).collect();
    debian_packages(&missing)?;
    GECKODRIVER.installed()?;
    Ok(())
}

/// Makes sure that there is a C++ compiler, which libFuzzer is built with.
pub(crate) fn compiler() -> Result<()> {
    debian_packages(if is_here("c++") { &[] } else { &["g++"] })
}

/// Makes sure that LibreOffice is there, with a font that has Arial's widths and a program that reads PDF.
pub(super) fn office() -> Result<()> {
    let needed = [("soffice", "libreoffice-writer-nogui"), ("pdftotext", "poppler-utils")];
    let mut missing: Vec<&str> =
        needed.iter().filter(|(name, _)| !is_here(name)).map(|(_, package)| *package).collect();
    // Debian has the font in one of several packages; any will do, and this is the one that is installed.
    let has_font =
        is_here("fc-list") && output(program("fc-list").arg("Liberation Sans")).is_ok_and(|list| !list.is_empty());
    if !has_font {
        missing.push("fonts-liberation2");
    }
    debian_packages(&missing)
}

/// Installs Debian packages if we may; otherwise says what to install.
fn debian_packages(packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let command = format!("apt-get update && apt-get install --yes --no-install-recommends {}", packages.join(" "));
    let may = is_here("apt-get") && output(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !may {
        bail!("missing: {}. The tests need them; please run as root:\n  {command}", packages.join(", "));
    }
    say(&format!("Installing {} from Debian", packages.join(", ")));
    run(program("sh").args(["-c", &command]).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Installs the Python packages of `xtask/tools/requirements.txt`, unless exactly those are there; gives the interpreter.
pub(crate) fn python() -> Result<PathBuf> {
    let home = folder().join("python");
    let interpreter = home.join("bin/python");
    let wanted = root().join("xtask/tools/requirements.txt");
    let installed = home.join("installed.txt");
    if interpreter.exists() && same(&wanted, &installed) {
        return Ok(interpreter);
    }
    if output(program("python3").args(["-c", "import ensurepip"])).is_err() {
        debian_packages(&["python3", "python3-venv"])?;
    }
    say("Installing the Python checkers into .tools/python");
    run(program("python3").args(["-m", "venv", "--clear"]).arg(&home))?;
    run(program(&interpreter)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
        .arg(&wanted))
    .context("the Python checkers of xtask/tools/requirements.txt could not be installed")?;
    fs::copy(&wanted, &installed)?;
    Ok(interpreter)
}

fn same(one: &Path, other: &Path) -> bool {
    matches!((fs::read(one), fs::read(other)), (Ok(one), Ok(other)) if one == other)
}
