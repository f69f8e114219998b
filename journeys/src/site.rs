//! The site under test: what `cargo xtask dist` made, with the watcher put into its page.

use host::{Behaviour, Host};
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// A file of the project's, such as `tests/fixtures/calls/third.json`.
pub fn project_file(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path} cannot be read: {error}"))
}

/// A copy of the site on a host of its own, as each browser has; gone when dropped.
pub(crate) struct Site {
    host: Host,
    folder: PathBuf,
}

impl Site {
    pub(crate) fn start() -> Self {
        Self::start_on("/hub/music/", Behaviour::default())
    }

    /// The same below this path, on a host that behaves so.
    pub(crate) fn start_on(path: &str, behaviour: Behaviour) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let built = std::env::var_os("UPBEAT_SITE").map_or_else(|| root().join("dist"), PathBuf::from);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = root().join("target/journeys/sites").join(format!("{}-{number}", std::process::id()));
        copy(&built, &folder).unwrap_or_else(|error| {
            panic!("no site to walk through in {} ({error}): run `cargo xtask dist`", built.display())
        });
        watch(&folder).expect("the site's index.html can be read and written");
        let host = Host::start_with(&folder, path, 0, behaviour).expect("a free port to serve the site on");
        Self { host, folder }
    }

    /// Where the page is, ending in a slash.
    pub(crate) fn address(&self) -> &str {
        self.host.address()
    }

    /// The folder that is served, for journeys that break something in it.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // A copy left behind in target/ does no harm.
        fs::remove_dir_all(&self.folder).ok();
    }
}

/// The site's pages: the program's, and the one that needs no program.
pub(crate) const PAGES: [&str; 2] = ["index.html", "rescue.html"];

/// Puts the watcher before everything else that a page loads.
fn watch(folder: &Path) -> io::Result<()> {
    for name in PAGES {
        let file = folder.join(name);
        let page = fs::read_to_string(&file)?;
        let (before, after) = page.split_once("<title>").ok_or_else(|| io::Error::other("a page has no title"))?;
        fs::write(&file, format!("{before}<script src=\"journey-watch.js\"></script><title>{after}"))?;
    }
    fs::write(folder.join("journey-watch.js"), include_str!("watch.js"))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
