//! The licences of everything in the programs that is not ours.

use super::crates::{Crate, Crates, Id};
use crate::run::{output, program, root};
use anyhow::{Context, Result, bail};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// How the names of files with a licence begin, in small letters.
const NAMES: [&str; 6] = ["copying", "copyright", "licence", "license", "notice", "unlicense"];

/// Every crate with its licence, then every text once, under the crates that bring it.
pub(super) fn of_crates(crates: &Crates) -> Result<String> {
    let mut texts: BTreeMap<String, (String, Vec<&Id>)> = BTreeMap::new();
    for (id, one) in &crates.all {
        for text in texts_of(id, one)? {
            // The same words with other line ends are the same text.
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            texts.entry(words).or_insert_with(|| (text, Vec::new())).1.push(id);
        }
    }
    let mut all = "Upbeat's two programs contain the crates listed here. Below the list stands the text of every licence,\n\
                   each under the crates that come with it. The fonts and Rust's standard library have files of their own.\n\n"
        .to_owned();
    for ((name, version), one) in &crates.all {
        writeln!(all, "{name} {version}: {}", one.licence)?;
    }
    let mut texts: Vec<_> = texts.into_values().collect();
    // The most used first; the sort keeps the rest in order.
    texts.sort_by_key(|(_, ids)| std::cmp::Reverse(ids.len()));
    for (text, ids) in texts {
        let names: Vec<String> = ids.iter().map(|(name, version)| format!("{name} {version}")).collect();
        write!(all, "\n{}\n{}\n\n{}\n", "-".repeat(80), names.join(", "), text.trim_end())?;
    }
    Ok(all)
}

/// The texts that a crate brings, or else the one that it names.
fn texts_of(id: &Id, one: &Crate) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for folder in [one.folder.clone(), one.folder.join("LICENSES")] {
        files.extend(licence_files(&folder)?);
    }
    let texts: Result<Vec<String>> = files
        .iter()
        .map(|file| fs::read_to_string(file).with_context(|| format!("could not read {}", file.display())))
        .collect();
    let texts = texts?;
    if texts.is_empty() { Ok(vec![standard(id, one)?]) } else { Ok(texts) }
}

fn licence_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        // Sources may begin so too, and in the folder LICENSES every file is one.
        let is_text = !["rs", "html"].contains(&name.rsplit('.').next().unwrap_or_default());
        if path.is_file()
            && is_text
            && (folder.ends_with("LICENSES") || NAMES.iter().any(|begin| name.starts_with(begin)))
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The text of a licence that a crate names and does not bring.
fn standard(id: &Id, one: &Crate) -> Result<String> {
    let offered: Vec<&str> = one.licence.split(" OR ").collect();
    if offered.contains(&"MIT") {
        let whole = fs::read_to_string(root().join("LICENSE-MIT"))?;
        let (_, terms) =
            whole.split_once("\n\nPermission").context("LICENSE-MIT does not go on with \"Permission\"")?;
        let authors = if one.authors.is_empty() { format!("the authors of {}", id.0) } else { one.authors.join(", ") };
        Ok(format!("MIT License\n\nCopyright (c) {authors}\n\nPermission{terms}"))
    } else if offered.contains(&"Apache-2.0") {
        Ok(fs::read_to_string(root().join("LICENSE-APACHE"))?)
    } else {
        bail!(
            "{} {} comes without the text of its licence ({}): see xtask/src/release/licences.rs",
            id.0,
            id.1,
            one.licence
        )
    }
}

/// What comes with the compiler about the library that is in every program.
pub(super) fn of_the_standard_library() -> Result<Vec<u8>> {
    let sysroot = output(program("rustc").args(["--print", "sysroot"]))?;
    let file = Path::new(sysroot.trim()).join("share/doc/rust/COPYRIGHT-library.html");
    fs::read(&file).with_context(|| format!("{} comes with rustc from rustup, and is not there", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn named(licence: &str, authors: &[&str]) -> Crate {
        Crate {
            licence: licence.to_owned(),
            authors: authors.iter().map(|&name| name.to_owned()).collect(),
            description: String::new(),
            repository: None,
            folder: "/nowhere".into(),
            checksum: None,
            uses: BTreeSet::new(),
        }
    }

    #[test]
    fn a_crate_without_a_text_gets_that_of_the_licence_it_names() {
        let id = ("thing".to_owned(), "1.0.0".to_owned());
        let mit = texts_of(&id, &named("MIT OR Apache-2.0", &["Ann Reed"])).unwrap().remove(0);
        assert!(mit.contains("Copyright (c) Ann Reed\n") && mit.contains("Permission is hereby granted"), "{mit}");
        assert!(standard(&id, &named("MIT", &[])).unwrap().contains("(c) the authors of thing"));
        assert!(standard(&id, &named("Apache-2.0", &[])).unwrap().contains("Apache License"));
        let why = standard(&id, &named("BSL-1.0", &[])).unwrap_err().to_string();
        assert!(why.contains("thing 1.0.0") && why.contains("BSL-1.0"), "{why}");
    }

    #[test]
    fn every_crate_has_its_line_and_a_text() {
        let crates = Crates::read().unwrap();
        let text = of_crates(&crates).unwrap();
        let (list, texts) = text.split_once(&"-".repeat(80)).unwrap();
        for ((name, version), one) in &crates.all {
            assert!(list.contains(&format!("\n{name} {version}: {}\n", one.licence)), "{name}");
            assert!(texts.contains(&format!("{name} {version}")), "{name}");
        }
        // An Apache licence and a Unicode one are texts, not only names.
        assert!(texts.contains("TERMS AND CONDITIONS FOR USE, REPRODUCTION") && texts.contains("UNICODE LICENSE V3"));
    }
}
