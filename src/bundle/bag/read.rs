//! Reads a bag out of a ZIP, or says everything that is wrong with it.

use super::bagit_names::{Scope, algorithm, is_bagit_file, is_manifest};
use super::{Bag, ExternalFile, OXUM, one_line, write};
use crate::bundle::error::{OpenError, Problem, Problems, Refusal};
use crate::bundle::limits::Limits;
use crate::bundle::name::{self, canonical};
use crate::bundle::sha256;
use crate::bundle::source::{Progress, Source, block_on};
use crate::bundle::zip::{self, Archive, Entry, EntryRange};
use crate::draft::FileId;
use std::collections::BTreeMap;

/// A file of the bag with its checksums.
struct BagFile {
    /// Its path, relative to the base folder.
    name: String,
    size: u64,
    sha256: String,
    /// Computed if a manifest needs it.
    sha512: Option<String>,
    /// Its content, where that is held in memory.
    bytes: Option<Vec<u8>>,
    range: EntryRange,
}

impl Bag {
    /// Opens a ZIP and checks everything that RFC 8493 §3 asks of a complete and valid bag. All problems of one
    /// layer (container, then bag) are collected. Files that Finder and Explorer drop into folders they show
    /// (`__MACOSX/`, `.DS_Store`, `Thumbs.db`, `desktop.ini`) are left out unless they are listed.
    pub fn from_zip(bytes: &[u8], limits: &Limits) -> Result<Self, Refusal> {
        block_on(Self::read(&bytes, limits, &|_| true, &mut |_, _| ()))
    }

    /// As [`Bag::from_zip`], of a file of any size. `keep_in_memory` gets the path of each file in the bag; of files for which
    /// it is false only the checksums are computed. `progress` is called as it proceeds.
    pub async fn read(
        source: &dyn Source,
        limits: &Limits,
        keep_in_memory: &dyn Fn(&str) -> bool,
        progress: Progress<'_>,
    ) -> Result<Self, Refusal> {
        let keep_in_memory = |name: &str| keep_in_memory(name.split_once('/').map_or(name, |(_, path)| path));
        let archive = zip::open(source, limits, &keep_in_memory)?;
        read_bag(&archive, limits, progress).await
    }
}

/// Checks that the files are a complete and valid bag (RFC 8493 §3) in one base folder, and gives it.
async fn read_bag(archive: &Archive<'_>, limits: &Limits, progress: Progress<'_>) -> Result<Bag, Refusal> {
    let (folder, files) = base_folder(read_files(archive, progress).await?)?;
    if find(&files, "bagit.txt").is_none() {
        return Err(Problem::NotBag.into());
    }
    let mut reader = Reader { files, limits, problems: Problems::default(), named: BTreeMap::new() };
    let before_1_0 = reader.declaration();
    if find(&reader.files, "fetch.txt").is_some() {
        reader.refuse("fetch.txt", Problem::Fetch);
    }
    reader.manifests();
    let info = reader.info(before_1_0);
    reader.finish(folder, info)
}

/// Reads the contents of all files, each once: computes checksums, and keeps the bytes of those that stay in memory.
async fn read_files(archive: &Archive<'_>, progress: Progress<'_>) -> Result<Vec<BagFile>, Refusal> {
    let with_512 = archive.records.iter().any(|record| record.name.ends_with("manifest-sha512.txt"));
    let all = archive.records.iter().fold(0_u64, |all, record| all.saturating_add(record.unpacked));
    let (mut problems, mut files, mut done) = (Problems::default(), Vec::new(), 0_u64);
    for record in &archive.records {
        let (mut short, mut long) = (sha256::Hasher::default(), with_512.then(sha256::Hasher512::default));
        let mut bytes = record.keep_in_memory.then(Vec::new);
        let mut each = |piece: &[u8]| {
            short.update(piece);
            if let Some(long) = &mut long {
                long.update(piece);
            }
            if let Some(bytes) = &mut bytes {
                bytes.extend(piece);
            }
            done = done.saturating_add(piece.len() as u64);
            progress(done, all);
        };
        match archive.content(record, &mut each).await {
            Err(problem) => problems.push(record.error(problem)),
            Ok(()) if record.folder => {}
            Ok(()) => files.push(BagFile {
                name: record.name.clone(),
                size: record.unpacked,
                sha256: short.finish(),
                sha512: long.map(sha256::Hasher512::finish),
                bytes,
                range: record.range(),
            }),
        }
    }
    problems.check().map(|()| files)
}

fn find<'a>(files: &'a [BagFile], path: &str) -> Option<&'a BagFile> {
    files.iter().find(|file| file.name == path)
}

/// Splits the base folder off every name. RFC 8493 §4: a serialised bag unpacks into exactly one folder.
fn base_folder(found: Vec<BagFile>) -> Result<(String, Vec<BagFile>), Refusal> {
    let mut folders: Vec<String> = Vec::new();
    let mut files = Vec::new();
    for file in found {
        let name = file.name.clone();
        let (folder, rest) = name.split_once('/').map_or((name.as_str(), None), |(folder, rest)| (folder, Some(rest)));
        if folder == "__MACOSX" || (rest.is_none() && is_system_file(folder)) {
            continue;
        }
        if !folders.iter().any(|known| known == folder) {
            folders.push(folder.to_owned());
        }
        if let Some(rest) = rest {
            files.push(BagFile { name: rest.to_owned(), ..file });
        }
    }
    let found = folders.len();
    match (folders.pop(), found) {
        (Some(folder), 1) if !files.is_empty() => Ok((folder, files)),
        _ => Err(Problem::Folders { found }.into()),
    }
}

/// Files that Finder and Explorer leave in folders they have shown.
fn is_system_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini") || name.starts_with("._")
}

struct Reader<'a> {
    /// All files, relative to the base folder.
    files: Vec<BagFile>,
    limits: &'a Limits,
    problems: Problems,
    /// By canonical path, the path as some manifest writes it: a system may have changed how accents are stored.
    named: BTreeMap<String, String>,
}

impl Reader<'_> {
    fn refuse(&mut self, file: &str, problem: Problem) {
        self.problems.push(OpenError::in_file(file, problem));
    }

    /// One of BagIt's own texts. Nothing if it is not there, or not text.
    fn text(&mut self, name: &str) -> Option<String> {
        let bytes = find(&self.files, name)?.bytes.as_deref()?;
        let problem = if bytes.len() > self.limits.tag_text_bytes {
            Problem::TextTooLarge { limit: self.limits.tag_text_bytes }
        } else {
            match std::str::from_utf8(bytes) {
                Ok(text) if !text.starts_with('\u{feff}') => return Some(text.to_owned()),
                _ => Problem::NotText,
            }
        };
        self.refuse(name, problem);
        None
    }

    /// Checks `bagit.txt` (§2.1.1) and tells whether the version is older than 1.0.
    fn declaration(&mut self) -> bool {
        let name = "bagit.txt";
        let Some(text) = self.text(name) else {
            return false;
        };
        let lines: Vec<&str> = lines(&text).map(|(_, line)| line).collect();
        let &[first, second] = lines.as_slice() else {
            self.refuse(name, Problem::Declaration);
            return false;
        };
        let mut before_1_0 = false;
        match first.strip_prefix("BagIt-Version: ") {
            Some("1.0") => {}
            Some("0.97") => before_1_0 = true,
            Some(version) if is_version(version) => {
                let problem = Problem::Version(version.to_owned());
                self.problems.push(OpenError::in_line(name, 1, problem));
            }
            _ => self.problems.push(OpenError::in_line(name, 1, Problem::Declaration)),
        }
        match second.strip_prefix("Tag-File-Character-Encoding: ") {
            Some(encoding) if encoding.eq_ignore_ascii_case("UTF-8") => {}
            Some(encoding) if !encoding.is_empty() => {
                let problem = Problem::Encoding(encoding.to_owned());
                self.problems.push(OpenError::in_line(name, 2, problem));
            }
            _ => self.problems.push(OpenError::in_line(name, 2, Problem::Declaration)),
        }
        before_1_0
    }

    /// Checks every manifest and tag manifest: that its algorithm is known, that it lists what it must and
    /// nothing that it must not, and every checksum.
    fn manifests(&mut self) {
        for scope in [Scope::Payload, Scope::Tags] {
            let names = self.files.iter().map(|file| file.name.clone());
            let manifests: Vec<String> = names.filter(|name| is_manifest(name, scope)).collect();
            if scope == Scope::Payload && manifests.is_empty() {
                self.problems.push(OpenError::whole(Problem::NoManifest));
            }
            for manifest in manifests {
                self.manifest(&manifest, scope);
            }
        }
        if !self.files.iter().any(|file| file.name.starts_with("data/")) {
            self.problems.push(OpenError::whole(Problem::NoPayload));
        }
    }

    /// Checks one manifest against the files. A payload manifest must list every payload file (§2.1.3), a tag
    /// manifest every payload manifest (§2.2.1); other tag files may be left out.
    fn manifest(&mut self, manifest: &str, scope: Scope) {
        let algorithm = algorithm(manifest, scope).unwrap_or_default();
        let length = match algorithm {
            "sha256" => 64,
            "sha512" => 128,
            _ => {
                self.refuse(manifest, Problem::Algorithm(algorithm.to_owned()));
                return;
            }
        };
        let Some(text) = self.text(manifest) else {
            return;
        };
        let mut listed = BTreeMap::new();
        for (number, line) in lines(&text) {
            let mut problem = |problem| {
                self.problems.push(OpenError::in_line(manifest, number, problem));
            };
            let Some((checksum, path)) = split_line(line, length) else {
                problem(Problem::ManifestLine);
                continue;
            };
            let path = decode_path(path);
            if name::check(&path).is_err() || path.starts_with("data/") != (scope == Scope::Payload) {
                problem(Problem::ManifestPath(path));
                continue;
            }
            if listed.insert(canonical(&path), checksum.to_ascii_lowercase()).is_some() {
                problem(Problem::ListedTwice(path));
                continue;
            }
            self.named.entry(canonical(&path)).or_insert(path);
        }
        for file in &self.files {
            let must = match scope {
                Scope::Payload => file.name.starts_with("data/") && !is_system_file(&file.name),
                Scope::Tags => is_manifest(&file.name, Scope::Payload),
            };
            let manifest = manifest.to_owned();
            let problem = match listed.remove(&canonical(&file.name)) {
                Some(checksum) if !file.has(&checksum) => Problem::Checksum { manifest },
                None if must => Problem::Unlisted { manifest },
                _ => continue,
            };
            self.problems.push(OpenError::in_file(&*file.name, problem));
        }
        for key in listed.into_keys() {
            let name = self.named.get(&key).cloned().unwrap_or(key);
            let manifest = manifest.to_owned();
            self.refuse(&name, Problem::Missing { manifest });
        }
    }

    /// Reads `bag-info.txt` (§2.2.2), if there is one, and compares Payload-Oxum with the payload.
    fn info(&mut self, before_1_0: bool) -> Vec<(String, String)> {
        let name = "bag-info.txt";
        let Some(text) = self.text(name) else {
            return Vec::new();
        };
        let payload = self
            .files
            .iter()
            .filter(|file| self.written_name(&file.name).is_some_and(|name| name.starts_with("data/")));
        let counted = write::oxum(payload.map(|file| file.size));
        // Label, value, line.
        let mut info: Vec<(String, String, usize)> = Vec::new();
        for (number, line) in lines(&text) {
            // A line that begins with white space continues the value before it.
            if let (true, Some((_, value, _))) = (line.starts_with([' ', '\t']), info.last_mut()) {
                value.push_str(line);
            } else if let Some((label, value)) = split_label(line, before_1_0) {
                info.push((label.to_owned(), value.to_owned(), number));
            } else {
                self.problems.push(OpenError::in_line(name, number, Problem::InfoLine));
            }
        }
        let mut out = Vec::new();
        let mut seen = false;
        for (label, value, number) in info {
            let value = one_line(&value);
            if !label.eq_ignore_ascii_case(OXUM) {
                out.push((label, value));
                continue;
            }
            if seen || value != counted {
                let problem = Problem::Oxum { written: value, counted: counted.clone() };
                self.problems.push(OpenError::in_line(name, number, problem));
            }
            seen = true;
        }
        out
    }

    /// The name under which a file is handed on: the one that a manifest gives it. None for what the systems
    /// dropped in.
    fn written_name(&self, file: &str) -> Option<String> {
        let named = self.named.get(&canonical(file)).cloned();
        named.or_else(|| (!is_system_file(file)).then(|| file.to_owned()))
    }

    fn finish(mut self, folder: String, info: Vec<(String, String)>) -> Result<Bag, Refusal> {
        let (mut payload, mut external, mut tags) = (Vec::new(), Vec::new(), Vec::new());
        for BagFile { name, size, sha256, bytes, range, .. } in std::mem::take(&mut self.files) {
            let Some(name) = self.written_name(&name) else {
                continue;
            };
            match (name.strip_prefix("data/"), bytes) {
                (Some(path), Some(bytes)) => payload.push(Entry { name: path.to_owned(), bytes }),
                (Some(path), None) => {
                    let id = FileId::new(&sha256);
                    external.extend(id.map(|id| ExternalFile { path: path.to_owned(), id, size, range: Some(range) }));
                }
                (None, bytes) if !is_bagit_file(&name) => {
                    tags.push(Entry { name, bytes: bytes.unwrap_or_default() });
                }
                (None, _) => {}
            }
        }
        self.problems.check().map(|()| Bag { folder, info, payload, external, tags })
    }
}

impl BagFile {
    /// Whether its checksum, of whichever length, is this one.
    fn has(&self, checksum: &str) -> bool {
        self.sha256 == checksum || self.sha512.as_deref() == Some(checksum)
    }
}

/// Lines with their numbers, from 1. They end in LF, CR or CRLF (§2.3); the last may lack its end.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    let mut number = 0;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        number += 1;
        let (line, after) = rest.split_once(['\r', '\n']).unwrap_or((rest, ""));
        let carriage_return = rest.as_bytes().get(line.len()) == Some(&b'\r');
        rest = if carriage_return { after.strip_prefix('\n').unwrap_or(after) } else { after };
        Some((number, line))
    })
}

/// Checksum in hex of this many digits, white space, path (§2.1.3).
fn split_line(line: &str, digits: usize) -> Option<(&str, &str)> {
    let (checksum, rest) = line.split_at_checked(digits)?;
    let path = rest.trim_start_matches([' ', '\t']);
    let fits = checksum.bytes().all(|digit| digit.is_ascii_hexdigit()) && path.len() < rest.len() && !path.is_empty();
    fits.then_some((checksum, path))
}

/// A path with `%0A`, `%0D` and `%25` decoded, and only these (§2.1.3).
pub(super) fn decode_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut parts = path.split('%');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (letter, rest) = match part.split_at_checked(2) {
            Some((code, rest)) if code.eq_ignore_ascii_case("0A") => ('\n', rest),
            Some((code, rest)) if code.eq_ignore_ascii_case("0D") => ('\r', rest),
            Some(("25", rest)) => ('%', rest),
            _ => ('%', part),
        };
        out.push(letter);
        out.push_str(rest);
    }
    out
}

/// Label and value (§2.2.2); before 1.0 there may be white space in front of the colon.
fn split_label(line: &str, before_1_0: bool) -> Option<(&str, &str)> {
    let (label, value) = line.split_once(':')?;
    let label = if before_1_0 { label.trim_end_matches([' ', '\t']) } else { label };
    let spaced = before_1_0 || value.is_empty() || value.starts_with([' ', '\t']);
    let fits = !label.is_empty() && label.trim() == label && spaced;
    fits.then_some((label, value))
}

/// Digits, a dot, digits.
fn is_version(text: &str) -> bool {
    let number = |part: &str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
    text.split_once('.').is_some_and(|(major, minor)| number(major) && number(minor))
}
