//! Which crates are in the two programs: asked of cargo, so that nothing has to be kept up to date.

use crate::{
    run::{cargo, output, root},
    tools::WASM,
};
use anyhow::{Context, Result, bail};
use serde_json::Value as Json;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A crate's name and version.
pub(super) type Id = (String, String);

/// One crate that is compiled into the page or the worker.
#[derive(Clone, Debug)]
pub(super) struct Crate {
    /// As an SPDX expression.
    pub(super) licence: String,
    pub(super) authors: Vec<String>,
    pub(super) description: String,
    pub(super) repository: Option<String>,
    /// Where its source lies.
    pub(super) folder: PathBuf,
    /// SHA-256 of the file on crates.io.
    pub(super) checksum: Option<String>,
    /// Which of the others it uses itself.
    pub(super) uses: BTreeSet<Id>,
}

/// The crates of the programs, without Upbeat itself, what only runs at compile time, and Rust's standard library.
pub(super) struct Crates {
    /// Upbeat's.
    pub(super) version: String,
    pub(super) all: BTreeMap<Id, Crate>,
    /// Which of them Upbeat uses itself.
    pub(super) used: BTreeSet<Id>,
}

/// How the programs are built: see `xtask/src/dist/program.rs`.
const FEATURES: &str = "worker,split";

impl Crates {
    /// Asks cargo.
    pub(super) fn read() -> Result<Self> {
        let options = ["--locked", "--features", FEATURES];
        let tree = output(
            cargo()
                .args(["tree", "--package", "upbeat", "--edges", "normal,no-proc-macro", "--target", WASM])
                .args(["--prefix", "none", "--format", "{p}"])
                .args(options),
        )?;
        let metadata =
            output(cargo().args(["metadata", "--format-version", "1", "--filter-platform", WASM]).args(options))?;
        let lock = fs::read_to_string(root().join("Cargo.lock"))?;
        Self::from(&in_tree(&tree), &serde_json::from_str(&metadata)?, &checksums(&lock))
    }

    fn from(wanted: &BTreeSet<Id>, metadata: &Json, checksums: &BTreeMap<Id, String>) -> Result<Self> {
        let mut ids = BTreeMap::new();
        let mut found = BTreeMap::new();
        for package in list(metadata, "packages") {
            let id = (text(package, "name"), text(package, "version"));
            if wanted.contains(&id) {
                ids.insert(text(package, "id"), id.clone());
                found.insert(id, package);
            }
        }
        if let Some((name, version)) = wanted.iter().find(|id| !found.contains_key(*id)) {
            bail!("cargo names {name} {version} in the tree of the program and not in its metadata");
        }
        let mut uses: BTreeMap<&Id, BTreeSet<Id>> = BTreeMap::new();
        for node in metadata["resolve"]["nodes"].as_array().into_iter().flatten() {
            let Some(id) = ids.get(&text(node, "id")) else { continue };
            let normal = list(node, "deps")
                .iter()
                .filter(|used| list(used, "dep_kinds").iter().any(|kind| kind["kind"].is_null()));
            uses.entry(id).or_default().extend(normal.filter_map(|used| ids.get(&text(used, "pkg")).cloned()));
        }
        let mut all = BTreeMap::new();
        let mut upbeat = None;
        for (id, package) in &found {
            let uses = uses.remove(id).unwrap_or_default();
            if id.0 == "upbeat" {
                upbeat = Some((id.1.clone(), uses));
                continue;
            }
            let licence = package["license"].as_str();
            let licence = licence.with_context(|| format!("{} {} does not name its licence", id.0, id.1))?;
            let manifest = text(package, "manifest_path");
            let named = Crate {
                // How it was written before SPDX 2.1.
                licence: licence.replace('/', " OR "),
                authors: list(package, "authors").iter().filter_map(|one| one.as_str().map(str::to_owned)).collect(),
                description: text(package, "description").split_whitespace().collect::<Vec<_>>().join(" "),
                repository: package["repository"].as_str().map(str::to_owned),
                folder: Path::new(&manifest).parent().unwrap_or(Path::new("")).to_owned(),
                checksum: checksums.get(id).cloned(),
                uses,
            };
            all.insert(id.clone(), named);
        }
        let (version, own) = upbeat.context("cargo does not name the package upbeat")?;
        Ok(Self { version, all, used: own })
    }
}

fn list<'a>(json: &'a Json, key: &str) -> &'a [Json] {
    json[key].as_array().map_or(&[], Vec::as_slice)
}

fn text(json: &Json, key: &str) -> String {
    json[key].as_str().unwrap_or_default().to_owned()
}

/// What `cargo tree` prints: lines such as `krilla v0.8.2` and `upbeat v0.1.0 (/home/upbeat)`, some of them more than once.
fn in_tree(tree: &str) -> BTreeSet<Id> {
    let read = |line: &str| {
        let mut words = line.split(' ');
        Some((words.next()?.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
    };
    tree.lines().filter_map(read).collect()
}

/// The hashes of packages in Cargo.lock.
fn checksums(lock: &str) -> BTreeMap<Id, String> {
    let value = |package: &str, key: &str| {
        let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
        line.and_then(|line| line.strip_suffix('"')).map(str::to_owned)
    };
    lock.split("[[package]]")
        .filter_map(|package| {
            Some(((value(package, "name")?, value(package, "version")?), value(package, "checksum")?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_programs_is_found() {
        let crates = Crates::read().unwrap();
        let has = |name: &str| crates.all.keys().any(|(own, _)| own == name);
        for name in ["leptos", "krilla", "wasm-bindgen", "serde_json", "wasm_split_helpers"] {
            assert!(has(name), "{name}");
        }
        // Only for native programs, only for tests, only while compiling, not for this target, and ourselves.
        for name in ["schemars", "proptest", "serde_derive", "thirtyfour", "libc", "upbeat"] {
            assert!(!has(name), "{name}");
        }
        assert!(crates.used.iter().any(|(name, _)| name == "leptos"));
        for (id, one) in &crates.all {
            assert!(one.checksum.as_ref().is_some_and(|hash| hash.len() == 64), "{id:?}");
            assert!(one.uses.iter().all(|used| crates.all.contains_key(used)), "{id:?}");
        }
    }

    #[test]
    fn the_lists_of_cargo_are_read() {
        let tree = "upbeat v0.1.0 (/w)\nkrilla v0.8.2\n\nkrilla v0.8.2 (*)\n[dev-dependencies]\n";
        let id = |name: &str, version: &str| (name.to_owned(), version.to_owned());
        assert_eq!(in_tree(tree), BTreeSet::from([id("upbeat", "0.1.0"), id("krilla", "0.8.2")]));
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"x\"\nchecksum = \"00ff\"\n\n[[package]]\nname = \"upbeat\"\nversion = \"0.1.0\"\n";
        assert_eq!(checksums(lock), BTreeMap::from([(id("a", "1.0.0"), "00ff".to_owned())]));
    }
}
