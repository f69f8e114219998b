//! The files among which a bag is, and what its manifests list: which of the ones are the others.

use super::find::plain;
use super::manifest::Manifest;
use crate::bundle::error::Problem;
use crate::bundle::zip::{Record, composed};

/// A file that may be of the bag, with its checksums.
pub(super) struct BagFile<'a> {
    pub(super) record: &'a Record,
    /// Its path, relative to the base folder. The whole path where it lies elsewhere.
    pub(super) name: String,
    /// The paths for which it may be looked for: see [`plain`].
    pub(super) plain: Vec<String>,
    /// Whether it lies in the base folder.
    pub(super) inside: bool,
    /// SHA-256, and SHA-512 if a manifest needs it; or why the content cannot be had. None where it has not been read.
    pub(super) checksums: Option<Result<(String, Option<String>), Problem>>,
    /// Whether the ZIP's own checksum is right.
    pub(super) crc: bool,
    /// Whether it is one of those that are listed, or that BagIt defines.
    pub(super) taken: bool,
}

impl<'a> BagFile<'a> {
    /// One that has not been read.
    pub(super) fn new(record: &'a Record, name: String, inside: bool) -> Self {
        let cut = record.name.len().saturating_sub(name.len());
        let others = record.others.iter().filter_map(|other| other.get(cut..));
        let plain = std::iter::once(name.as_str()).chain(others).map(plain).collect();
        Self { record, name, plain, inside, checksums: None, crc: true, taken: false }
    }

    /// Whether its checksum, of whichever length, is this one.
    pub(super) fn has(&self, checksum: &str) -> bool {
        let is = |(short, long): &(String, Option<String>)| short == checksum || long.as_deref() == Some(checksum);
        matches!(&self.checksums, Some(Ok(checksums)) if is(checksums))
    }
}

/// A payload file as the manifests list it.
pub(super) struct Listed {
    pub(super) path: String,
    /// Manifest and checksum.
    pub(super) checksums: Vec<(String, String)>,
    /// The file, among those of the bag, and whether it is as it was packed.
    pub(super) found: Option<(usize, bool)>,
}

/// What the payload manifests list together.
pub(super) fn union(manifests: &[Manifest]) -> Vec<Listed> {
    let mut all: Vec<Listed> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for manifest in manifests {
        for (path, checksum) in &manifest.lines {
            let place = *places.entry(composed(path)).or_insert_with(|| {
                all.push(Listed { path: path.clone(), checksums: Vec::new(), found: None });
                all.len().saturating_sub(1)
            });
            if let Some(listed) = all.get_mut(place) {
                listed.checksums.push((manifest.name.clone(), checksum.clone()));
            }
        }
    }
    all
}

pub(super) fn is_in_payload(file: &BagFile<'_>) -> bool {
    file.inside && file.plain.iter().any(|plain| plain.starts_with("data/"))
}

/// Finds what is listed by its name. Of several files of a name the one with the right content is meant.
pub(super) fn match_names(files: &mut [BagFile<'_>], listed: &mut [Listed]) {
    for listed in listed {
        let wanted = plain(&listed.path);
        let named = |file: &BagFile<'_>| file.inside && !file.taken && file.plain.contains(&wanted);
        let is_right = |file: &BagFile<'_>| listed.checksums.iter().all(|(_, checksum)| file.has(checksum));
        let right = files.iter().position(|file| named(file) && is_right(file));
        let found = right.map(|at| (at, true)).or_else(|| {
            let exact = |file: &BagFile<'_>| named(file) && composed(&file.name) == composed(&listed.path);
            let any = files.iter().position(exact).or_else(|| files.iter().position(named));
            any.map(|at| (at, false))
        });
        if let Some(file) = found.and_then(|(at, _)| files.get_mut(at)) {
            file.taken = true;
        }
        listed.found = found;
    }
}

/// Finds by its content what is listed and has not been found.
pub(super) fn match_contents(files: &mut [BagFile<'_>], listed: &mut [Listed]) {
    for listed in listed.iter_mut().filter(|listed| !matches!(listed.found, Some((_, true)))) {
        let is_right = |file: &BagFile<'_>| listed.checksums.iter().all(|(_, checksum)| file.has(checksum));
        let Some(at) = files.iter().position(|file| !file.taken && is_right(file)) else { continue };
        if let Some(file) = files.get_mut(at) {
            file.taken = true;
        }
        listed.found = Some((at, true));
    }
}

/// Whether a ZIP has a file a second time: programs that add to a ZIP do not take out what was there.
pub(super) fn is_copy(files: &[BagFile<'_>], file: &BagFile<'_>) -> bool {
    !file.taken && files.iter().any(|other| other.taken && other.inside && other.name == file.name)
}

/// The sizes of the payload files that are there, wherever they lie.
pub(super) fn payload_sizes(files: &[BagFile<'_>]) -> Vec<u64> {
    let is_counted =
        |file: &&BagFile<'_>| (is_in_payload(file) && !is_copy(files, file)) || (file.taken && !file.inside);
    files.iter().filter(is_counted).map(|file| file.record.unpacked).collect()
}
