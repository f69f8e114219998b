//! `cargo xtask release`: `release/upbeat-<version>.zip`, which is all that a hub needs and all that its IT asks for.
//!
//! The same sources and the same `dist` make the same bytes: names are sorted, and every file has the time of the last
//! commit. That time matters on the host too. nginx, Apache and IIS tell versions of a file apart by its time and size, and
//! `index.html` has the same size in every version: with one time for ever, a browser would be told that the old page is
//! still the newest.

mod archive;
mod crates;
mod licences;
mod sbom;

use crate::{
    dist::{self, How},
    run::{output, program, root, say},
};
use anyhow::{Context, Result, bail};
use crates::Crates;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// Files by their path in the ZIP, with `/` between folders.
type Files = BTreeMap<String, Vec<u8>>;

/// What a hub reads, and what its host needs besides the site: the path in the ZIP and where it lies here.
const BESIDE: [(&str, &str); 13] = [
    ("ACCESSIBILITY.md", "ACCESSIBILITY.md"),
    ("Dockerfile", "hosting/Dockerfile"),
    ("HOSTING.md", "HOSTING.md"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("README.md", "README.md"),
    ("SECURITY.md", "SECURITY.md"),
    ("assets/readme/letter.png", "assets/readme/letter.png"),
    ("assets/readme/overview.png", "assets/readme/overview.png"),
    ("hosting/apache.conf", "hosting/apache.conf"),
    ("hosting/default.conf", "hosting/default.conf"),
    ("hosting/nginx.conf", "hosting/nginx.conf"),
    ("licences/fonts-OFL.txt", "assets/fonts/OFL.txt"),
];

/// Without these a folder is no site.
const SITE: [&str; 6] = [".htaccess", "_headers", "calls/index.json", "index.html", "rescue.html", "web.config"];

/// Builds the site unless one is given, packs it, and says what the file's hash is.
pub(crate) fn release(arguments: &[String]) -> Result<()> {
    let site = match arguments {
        [] => {
            dist::build(&dist::folder(), How::Small)?;
            dist::folder()
        }
        [option, folder] if option == "--site" => PathBuf::from(folder),
        _ => bail!("`cargo xtask release` knows one option: --site DIR (a site that `cargo xtask dist` has made)"),
    };
    let time = time()?;
    let crates = Crates::read()?;
    let name = format!("upbeat-{}", crates.version);
    say("Packing the release");
    let zip = archive::write(&name, &files(&site, &crates, time)?, time)?;
    let folder = root().join("release");
    fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{name}.zip"));
    let sum = format!("{}  {name}.zip\n", sha256(&zip));
    fs::write(&path, zip).with_context(|| format!("could not write {}", path.display()))?;
    fs::write(folder.join(format!("{name}.zip.sha256")), &sum)?;
    print!("{sum}");
    say(&format!("The release is {}", path.display()));
    Ok(())
}

/// Everything in the ZIP.
fn files(site: &Path, crates: &Crates, time: i64) -> Result<Files> {
    let mut files = Files::new();
    dist::each_file(site, &mut |name, content| {
        files.insert(format!("site/{name}"), content);
        Ok(())
    })?;
    for name in SITE {
        if !files.contains_key(&format!("site/{name}")) {
            bail!("{} has no {name}: make the site with `cargo xtask dist`", site.display());
        }
    }
    for (name, from) in BESIDE {
        let content = fs::read(root().join(from)).with_context(|| format!("could not read {from}"))?;
        files.insert(name.to_owned(), content);
    }
    files.insert("licences/crates.txt".to_owned(), licences::of_crates(crates)?.into_bytes());
    files.insert("licences/rust-standard-library.html".to_owned(), licences::of_the_standard_library()?);
    files.insert("sbom.cdx.json".to_owned(), sbom::sbom(crates, time)?.into_bytes());
    files.insert("SHA256SUMS".to_owned(), sums(&files)?.into_bytes());
    Ok(files)
}

/// What `sha256sum -c` reads, in the ZIP's folder.
fn sums(files: &Files) -> Result<String> {
    let mut text = String::new();
    for (name, content) in files {
        writeln!(text, "{}  {name}", sha256(content))?;
    }
    Ok(text)
}

fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// The time of every file in the ZIP, in seconds since 1970: `SOURCE_DATE_EPOCH` if it is set, as
/// <https://reproducible-builds.org/specs/source-date-epoch/> has it, else that of the last commit.
fn time() -> Result<i64> {
    if let Ok(set) = std::env::var("SOURCE_DATE_EPOCH") {
        return set.parse().with_context(|| format!("SOURCE_DATE_EPOCH is `{set}`, which is no number of seconds"));
    }
    let git = |arguments: &[&str]| output(program("git").args(arguments));
    let committed = git(&["log", "-1", "--format=%ct"]).context(
        "the files in a release have the time of the last commit; outside a Git repository set SOURCE_DATE_EPOCH, in seconds since 1970",
    )?;
    if !git(&["status", "--porcelain", "--untracked-files=no"])?.trim().is_empty() {
        say(
            "There are changes that are not committed: this release has the time of the last commit and is not that commit",
        );
    }
    Ok(committed.trim().parse()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder that looks like a site.
    struct Site(PathBuf);

    impl Site {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("upbeat-release-{name}-{}", std::process::id()));
            fs::create_dir_all(folder.join("calls")).unwrap();
            for name in SITE {
                fs::write(folder.join(name), name).unwrap();
            }
            fs::write(folder.join("upbeat-270a46dcfb77.wasm"), vec![0; 5000]).unwrap();
            Self(folder)
        }
    }

    impl Drop for Site {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).ok();
        }
    }

    /// Saturday 14 February 2026, 9:30:00.
    const TIME: i64 = 1_771_061_400;

    #[test]
    fn a_release_made_twice_is_the_same_bytes() {
        let (one, other) = (Site::new("one"), Site::new("other"));
        let made = |site: &Site| {
            let crates = Crates::read().unwrap();
            archive::write("upbeat-1", &files(&site.0, &crates, TIME).unwrap(), TIME).unwrap()
        };
        assert!(made(&one) == made(&other), "two releases differ");
    }

    #[test]
    fn everything_is_in_it_and_summed() {
        let site = Site::new("whole");
        let files = files(&site.0, &Crates::read().unwrap(), TIME).unwrap();
        for name in ["HOSTING.md", "site/index.html", "site/.htaccess", "licences/crates.txt", "sbom.cdx.json"] {
            assert!(files.contains_key(name), "{name}");
        }
        let sums = String::from_utf8(files["SHA256SUMS"].clone()).unwrap();
        assert_eq!(sums.lines().count(), files.len() - 1);
        // Of the five thousand zeros.
        let zeros = "  site/upbeat-270a46dcfb77.wasm";
        let line = sums.lines().find(|line| line.ends_with(zeros)).unwrap();
        assert_eq!(line, sha256(&[0; 5000]) + zeros);
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_folder_that_is_no_site_is_refused() {
        let site = Site::new("half");
        fs::remove_file(site.0.join("rescue.html")).unwrap();
        let why = files(&site.0, &Crates::read().unwrap(), TIME).unwrap_err().to_string();
        assert!(why.contains("rescue.html") && why.contains("cargo xtask dist"), "{why}");
    }

    /// What HOSTING.md names lies where it says.
    #[test]
    fn every_file_beside_the_site_is_there() {
        for (_, from) in BESIDE {
            assert!(root().join(from).is_file(), "{from}");
        }
    }
}
