//! `cargo xtask check-call --upgrade`: writes a call file of format 1 with the names of format 2.
//!
//! Only the names are written anew, where they stand: the order of the file, its spaces and its words stay.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use upbeat::call::{CALL_FORMAT, new_key, new_word};
use upbeat::draft::counted;

use super::files_in;
use super::positions::{Positions, scan};

/// A text with today's names, and how often each name was written anew.
pub(super) struct Upgraded {
    pub(super) text: String,
    /// Old and new name, and how often.
    pub(super) renamed: BTreeMap<(String, &'static str), usize>,
}

/// Rewrites the named files, and all call files and lists of calls in the named folders.
pub(super) fn upgrade_files(arguments: &[String]) -> Result<()> {
    if arguments.is_empty() {
        bail!("name the files or folders to upgrade: cargo xtask check-call --upgrade calls/my-hub.json");
    }
    let mut files: Vec<PathBuf> = Vec::new();
    for named in arguments.iter().map(PathBuf::from) {
        if named.is_dir() { files.extend(files_in(&named)?) } else { files.push(named) }
    }
    for file in &files {
        println!("{}", upgrade_file(file)?);
    }
    Ok(())
}

/// Rewrites a file, and says what was renamed.
fn upgrade_file(file: &Path) -> Result<String> {
    let shown = file.display();
    let text = fs::read_to_string(file).with_context(|| format!("could not read {shown}"))?;
    let Upgraded { text: new, renamed } = upgraded(&text).with_context(|| format!("{shown} was left as it is"))?;
    if new == text {
        return Ok(format!("{shown}: nothing to change, it has format {CALL_FORMAT}"));
    }
    fs::write(file, new).with_context(|| format!("could not write {shown}"))?;
    let names: Vec<String> = renamed
        .iter()
        .map(|((old, new), times)| format!("\n  {old} is now {new} ({})", counted(*times, "place")))
        .collect();
    Ok(format!("{shown} has format {CALL_FORMAT} now{}", names.concat()))
}

/// A text of format 1 with the names of today. What has them already stays as it is.
pub(super) fn upgraded(text: &str) -> Result<Upgraded> {
    let scanned = scan(text);
    let Some(json) =
        scanned.json.as_ref().filter(|_| scanned.problems.is_empty() && scanned.positions.doubled.is_empty())
    else {
        bail!("it has to be correct JSON first: run check-call without --upgrade, which says what is wrong");
    };
    match json.get("format").and_then(Value::as_u64) {
        Some(1 | 2) => {}
        _ => bail!("its format has to be 1 or {CALL_FORMAT}: write \"format\": 1 at its top"),
    }
    let mut edits = Edits { text, positions: &scanned.positions, all: BTreeMap::new(), renamed: BTreeMap::new() };
    edits.gather(json, "", "")?;
    if json.get("format") != Some(&Value::from(CALL_FORMAT)) {
        let at = scanned.positions.value("/format");
        edits.all.insert(at, (at + 1, CALL_FORMAT.to_string()));
    }
    let mut new = String::new();
    let mut at = 0;
    for (from, (to, by)) in edits.all {
        new.push_str(text.get(at..from).unwrap_or_default());
        new.push_str(&by);
        at = to;
    }
    new.push_str(text.get(at..).unwrap_or_default());
    Ok(Upgraded { text: new, renamed: edits.renamed })
}

/// What is to be written anew.
struct Edits<'t> {
    text: &'t str,
    positions: &'t Positions,
    /// From where to where, in bytes, and what comes there.
    all: BTreeMap<usize, (usize, String)>,
    renamed: BTreeMap<(String, &'static str), usize>,
}

impl Edits<'_> {
    /// What is to be written anew in what stands at `path`, within this key.
    fn gather(&mut self, json: &Value, path: &str, within: &str) -> Result<()> {
        match json {
            Value::Array(elements) => {
                for (i, element) in elements.iter().enumerate() {
                    self.gather(element, &format!("{path}/{i}"), within)?;
                }
            }
            Value::Object(members) => {
                for (key, value) in members {
                    let here = format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"));
                    if let Some(new) = new_key(within, key) {
                        if members.contains_key(new) {
                            bail!(
                                "{here}: the entry has both {key} and {new}, which mean the same: delete one of them"
                            );
                        }
                        self.write(self.positions.key(&here), key, new);
                    }
                    self.gather(value, &here, key)?;
                }
            }
            Value::String(word) => {
                if let Some(new) = new_word(within, word) {
                    self.write(self.positions.value(path), word, new);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Writes a name in place of the text in quotation marks that begins at an offset.
    fn write(&mut self, at: usize, old: &str, new: &'static str) {
        let mut escaped = false;
        let inner = self.text.get(at + 1..).unwrap_or_default();
        let end = inner.find(|c: char| {
            let closes = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            closes
        });
        self.all.insert(at, (at + end.unwrap_or_default() + 2, format!("\"{new}\"")));
        *self.renamed.entry((old.to_owned(), new)).or_default() += 1;
    }
}
