//! `cargo xtask serve`: the page on this machine, built fast, and built again whenever something changes.

use crate::{
    dist::{self, How},
    run::{root, say},
};
use anyhow::{Context, Result, bail};
use host::Host;
use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant, SystemTime},
};

/// What a change of which means that the page is built again.
const WATCHED: [&str; 6] = ["src", "style", "assets", "index.html", "Cargo.toml", "Cargo.lock"];

const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Builds, serves, watches, until it is stopped.
pub(crate) fn serve(arguments: &[String]) -> Result<()> {
    let (port, once) = read(arguments)?;
    let folder = root().join("target/site-quick/site");
    // Before the first build, so that what changes during it is not missed.
    let mut seen = newest(&root());
    build(&folder)?;
    if once {
        say(&format!("The page is in {}", folder.display()));
        return Ok(());
    }
    let host = Host::start(&folder, "/", port)
        .with_context(|| format!("port {port} seems to be taken: try `cargo xtask serve --port {}`", port + 1))?;
    let invite = || say(&format!("The page is at {} (stop with Ctrl+C)", host.address()));
    invite();
    loop {
        thread::sleep(LOOK_EVERY);
        let now = newest(&root());
        if now != seen {
            seen = now;
            say("Something changed: building again");
            match build(&folder) {
                Ok(()) => invite(),
                // The last good page stays where it is; the next change tries again.
                Err(error) => say(&format!("The page was not built, the last one stays: {error:#}")),
            }
        }
    }
}

fn read(arguments: &[String]) -> Result<(u16, bool)> {
    let (mut port, mut once) = (8080, false);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--once" => once = true,
            "--port" => {
                let number = rest.next().context("--port needs a number, such as --port 8081")?;
                port = number.parse().with_context(|| format!("`{number}` is no port; try 8081"))?;
            }
            other => bail!("`cargo xtask serve` does not know `{other}`; it knows --port N and --once"),
        }
    }
    Ok((port, once))
}

fn build(folder: &Path) -> Result<()> {
    let start = Instant::now();
    dist::build(folder, How::Quick)?;
    say(&format!("Built in {:.1} s", start.elapsed().as_secs_f32()));
    Ok(())
}

/// When anything that is watched was last changed, and how many files there are, so that a deletion shows too.
fn newest(root: &Path) -> (Option<SystemTime>, usize) {
    let mut newest = (None, 0);
    let mut todo: Vec<_> = WATCHED.iter().map(|name| root.join(name)).collect();
    while let Some(path) = todo.pop() {
        if let Ok(folder) = fs::read_dir(&path) {
            todo.extend(folder.flatten().map(|entry| entry.path()));
        } else if let Ok(about) = fs::metadata(&path) {
            newest = (newest.0.max(about.modified().ok()), newest.1 + 1);
        }
    }
    newest
}
