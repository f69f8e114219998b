//! Reads one bag: matches what its manifests list with the files that are there, and names what is not as it was packed.
//!
//! A file is the listed one if its content is, whatever has become of its name. So a bag is refused as a whole only if
//! `bagit.txt` or the manifests cannot be read; all else is a flaw, and what is flawed is not handed out.

use super::bagit_names::{Scope, is_bagit_file, is_manifest};
use super::files::{BagFile, Listed, is_in_payload, match_contents, match_names, payload_sizes, union};
use super::find::plain;
use super::flaws::{payload_flaws, tag_flaws};
use super::manifest::{Manifest, digits, manifest};
use super::tags::{TagText, declaration, info};
use super::{Bag, ExternalFile, FoundBag, write};
use crate::bundle::error::{OpenError, Problem, Problems, Refusal};
use crate::bundle::leftovers::is_leftover;
use crate::bundle::limits::Limits;
use crate::bundle::sha256;
use crate::bundle::zip::{Archive, Entry, Record};
use crate::draft::FileId;
use std::collections::{BTreeMap, BTreeSet};

/// How many flaws are kept: more than there can be files.
const FLAWS: usize = 10_000;

/// The files among which a bag is: those in its base folder, and those beside it, which belong to no bag.
pub(super) struct Place<'a> {
    pub(super) root: &'a str,
    pub(super) inside: Vec<&'a Record>,
    pub(super) beside: Vec<&'a Record>,
}

/// Is called with the number of further bytes that have been read.
pub(super) type Passed<'a> = &'a mut dyn FnMut(u64);

/// How a bag is read.
pub(super) struct Reading<'a> {
    pub(super) limits: &'a Limits,
    /// Tells by its path in the bag which file is held in memory.
    pub(super) keep_in_memory: &'a dyn Fn(&str) -> bool,
}

/// Reads the bag whose base folder is `place.root`. Fails only if `bagit.txt` or the manifests cannot be read.
pub(super) async fn read_bag(
    archive: &Archive<'_>,
    place: Place<'_>,
    reading: &Reading<'_>,
    passed: Passed<'_>,
) -> Result<FoundBag, Refusal> {
    let mut reader = Reader { archive, reading, files: Vec::new(), fatal: Problems::default(), flaws: Vec::new() };
    let texts = reader.texts(&place).await;
    let text = |name: &str| texts.iter().find(|text| text.name == name).map(|text| text.text.as_str());
    let before_1_0 = reader.declare(text("bagit.txt"));
    if place.inside.iter().any(|record| relative(record, place.root) == "fetch.txt") {
        reader.flaw(OpenError::in_file("fetch.txt", Problem::Fetch));
    }
    let payload = reader.manifests(&texts, Scope::Payload);
    let tags = reader.manifests(&texts, Scope::Tags);
    reader.fatal.take().check()?;

    let with_512 = payload.iter().chain(&tags).any(|manifest| manifest.name.contains("sha512"));
    let is_listed =
        |name: &str| payload.iter().chain(&tags).any(|manifest| manifest.lists(name)) || is_bagit_file(&plain(name));
    for record in &place.inside {
        let name = relative(record, place.root);
        if !is_leftover(&name) || is_listed(&name) {
            reader.files.push(BagFile::new(record, name, true));
        }
    }
    let mut listed = union(&payload);
    let paths = payload.iter().chain(&tags).flat_map(|manifest| &manifest.lines);
    let named: BTreeSet<String> = paths.map(|(path, _)| plain(path)).collect();
    reader.read_checksums(|file| file.plain.iter().any(|plain| named.contains(plain)), with_512, passed).await;
    match_names(&mut reader.files, &mut listed);
    if listed.iter().any(|listed| !matches!(listed.found, Some((_, true)))) {
        // What was listed may lie beside the base folder, or have lost its name.
        let beside = place.beside.iter().filter(|record| !is_leftover(&record.name));
        reader.files.extend(beside.map(|record| BagFile::new(record, record.name.clone(), false)));
        reader.read_checksums(|_| true, with_512, passed).await;
        match_contents(&mut reader.files, &mut listed);
    }
    if !listed.iter().any(|listed| listed.found.is_some()) && !reader.files.iter().any(is_in_payload) {
        return Err(Problem::NoPayload.into());
    }
    let flaws = [payload_flaws(&reader.files, &listed, &payload), tag_flaws(&reader.files, &texts, &payload, &tags)];
    for flaw in flaws.into_iter().flatten() {
        reader.flaw(flaw);
    }
    let sizes = payload_sizes(&reader.files);
    let (info, flaws) = info(text("bag-info.txt"), before_1_0, &write::oxum(sizes.into_iter()));
    for flaw in flaws {
        reader.flaw(flaw);
    }
    Ok(reader.finish(&place, &listed, &tags, info).await)
}

fn relative(record: &Record, root: &str) -> String {
    record.name.strip_prefix(root).unwrap_or(&record.name).to_owned()
}

struct Reader<'a> {
    archive: &'a Archive<'a>,
    reading: &'a Reading<'a>,
    files: Vec<BagFile<'a>>,
    fatal: Problems,
    flaws: Vec<OpenError>,
}

impl Reader<'_> {
    fn flaw(&mut self, flaw: OpenError) {
        if self.flaws.len() < FLAWS {
            self.flaws.push(flaw);
        }
    }

    /// BagIt's own texts, by their plain names. Where `bagit.txt` or a payload manifest cannot be read, that is fatal.
    async fn texts(&mut self, place: &Place<'_>) -> Vec<TagText> {
        let mut texts: Vec<TagText> = Vec::new();
        for record in &place.inside {
            let name = plain(&relative(record, place.root));
            if name.contains('/') || !is_bagit_file(&name) || name == "fetch.txt" {
                continue;
            }
            let is_needed = name == "bagit.txt" || is_manifest(&name, Scope::Payload);
            let read = self.text(record).await.and_then(|(bytes, crc)| {
                let checksums = [sha256::hex(&bytes), sha256::hex_512(&bytes)];
                let text = String::from_utf8(bytes).map_err(|_| Problem::NotText)?;
                let bare = text.strip_prefix('\u{feff}').map(str::to_owned);
                let flaws = [(!crc).then_some(Problem::Crc), bare.is_some().then_some(Problem::NotText)];
                let text = TagText { name: name.clone(), text: bare.unwrap_or(text), checksums };
                Ok((flaws.into_iter().flatten(), text))
            });
            match read {
                Ok((flaws, text)) => {
                    flaws.for_each(|flaw| self.flaw(OpenError::in_file(&*name, flaw)));
                    // Of several, programs take the last.
                    texts.retain(|known| known.name != name);
                    texts.push(text);
                }
                Err(problem) if is_needed => self.fatal.push(OpenError::in_file(name, problem)),
                Err(problem) => self.flaw(OpenError::in_file(name, problem)),
            }
        }
        texts.sort_by(|one, other| one.name.cmp(&other.name));
        texts
    }

    async fn text(&self, record: &Record) -> Result<(Vec<u8>, bool), Problem> {
        let limit = self.reading.limits.tag_text_bytes;
        if record.unpacked > limit as u64 && record.problem.is_none() {
            return Err(Problem::TextTooLarge { limit });
        }
        self.bytes(record).await
    }

    /// The content of a file, and whether the ZIP's own checksum is right.
    async fn bytes(&self, record: &Record) -> Result<(Vec<u8>, bool), Problem> {
        let mut bytes = Vec::new();
        let crc = self.archive.content(record, &mut |piece| bytes.extend(piece)).await?;
        Ok((bytes, crc))
    }

    fn declare(&mut self, text: Option<&str>) -> bool {
        let Some(text) = text else {
            if self.fatal.is_empty() {
                self.fatal.push(OpenError::whole(Problem::NoDeclaration));
            }
            return false;
        };
        let (before_1_0, flaws) = declaration(text);
        match flaws {
            Ok(flaws) => {
                for flaw in flaws {
                    self.flaw(flaw);
                }
            }
            Err(fatal) => self.fatal.push(fatal),
        }
        before_1_0
    }

    /// The manifests of a kind that can be checked.
    fn manifests(&mut self, texts: &[TagText], scope: Scope) -> Vec<Manifest> {
        let (mut read, mut unknown) = (Vec::new(), Vec::new());
        for TagText { name, text, .. } in texts.iter().filter(|text| is_manifest(&text.name, scope)) {
            let Some(digits) = digits(name, scope) else {
                let algorithm = super::bagit_names::algorithm(name, scope).unwrap_or_default();
                unknown.push(OpenError::in_file(&**name, Problem::Algorithm(algorithm.to_owned())));
                continue;
            };
            match manifest(name, text, scope, digits) {
                Ok(mut manifest) => {
                    for flaw in std::mem::take(&mut manifest.flaws) {
                        self.flaw(flaw);
                    }
                    read.push(manifest);
                }
                Err(escapes) => self.fatal.push(escapes),
            }
        }
        let is_needed = scope == Scope::Payload && read.is_empty() && self.fatal.is_empty();
        if is_needed && unknown.is_empty() {
            self.fatal.push(OpenError::whole(Problem::NoManifest));
        }
        for unknown in unknown {
            if is_needed { self.fatal.push(unknown) } else { self.flaw(unknown) }
        }
        read
    }

    /// Reads the contents of files that have not been read.
    async fn read_checksums(&mut self, wants: impl Fn(&BagFile<'_>) -> bool, with_512: bool, passed: Passed<'_>) {
        for file in self.files.iter_mut().filter(|file| file.checksums.is_none() && wants(file)) {
            let (mut short, mut long) = (sha256::Hasher::default(), with_512.then(sha256::Hasher512::default));
            let mut each = |piece: &[u8]| {
                short.update(piece);
                if let Some(long) = &mut long {
                    long.update(piece);
                }
                passed(piece.len() as u64);
            };
            let read = self.archive.content(file.record, &mut each).await;
            file.crc = matches!(read, Ok(true));
            file.checksums = Some(read.map(|_| (short.finish(), long.map(sha256::Hasher512::finish))));
        }
    }

    async fn finish(
        mut self,
        place: &Place<'_>,
        listed: &[Listed],
        tag_manifests: &[Manifest],
        info: Vec<(String, String)>,
    ) -> FoundBag {
        let limits = self.reading.limits;
        let (mut payload, mut external, mut tags) = (Vec::new(), Vec::new(), Vec::new());
        let (mut changed, mut unread, mut held) = (Vec::new(), Vec::new(), 0_u64);
        // A manifest may be in any order; what is handed on is in that of the ZIP.
        let mut order: Vec<&Listed> = listed.iter().collect();
        order.sort_by_key(|listed| listed.found.map(|(at, _)| at));
        for listed in order {
            let Some((file, right)) = listed.found.and_then(|(at, right)| Some((self.files.get(at)?, right))) else {
                continue;
            };
            let Some(Ok((sha256, _))) = &file.checksums else { continue };
            let path = listed.path.strip_prefix("data/").unwrap_or(&listed.path).to_owned();
            if !(self.reading.keep_in_memory)(&listed.path) {
                let id = FileId::new(sha256).filter(|_| right);
                let (size, range) = (file.record.unpacked, Some(file.record.range()));
                external.extend(id.map(|id| ExternalFile { path, id, size, range }));
                continue;
            }
            held = held.saturating_add(file.record.unpacked);
            let limit = limits.entry_bytes;
            let is_large = file.record.unpacked > limit as u64 || held > limits.total_bytes as u64;
            let read = if is_large { Err(Problem::EntryTooLarge { limit }) } else { self.bytes(file.record).await };
            let bytes = match read {
                Ok((bytes, _)) if sha256::hex(&bytes) == *sha256 => bytes,
                read => {
                    let problem = read.err().unwrap_or(Problem::Crc);
                    unread.push(OpenError::in_file(&*listed.path, problem));
                    continue;
                }
            };
            if right { payload.push(Entry { name: path, bytes }) } else { changed.push(Entry { name: path, bytes }) }
        }
        let lines = tag_manifests.iter().flat_map(|manifest| &manifest.lines);
        let tag_names: BTreeMap<String, &String> = lines.map(|(path, _)| (plain(path), path)).collect();
        let mut added = Vec::new();
        for file in self.files.iter().filter(|file| file.inside && !file.taken && !is_in_payload(file)) {
            if is_bagit_file(&plain(&file.name)) {
                continue;
            }
            // It is handed on under the name that is listed.
            let known = file.plain.iter().find_map(|plain| tag_names.get(plain).copied());
            let name = known.unwrap_or(&file.name);
            held = held.saturating_add(file.record.unpacked);
            let fits = file.record.unpacked <= limits.tag_text_bytes as u64 && held <= limits.total_bytes as u64;
            if !fits || (known.is_none() && !tag_manifests.is_empty()) {
                added.push(file.name.clone());
                continue;
            }
            let is_flawed = self.flaws.iter().any(|flaw| flaw.place.file.as_ref() == Some(name));
            if let (false, Ok((bytes, _))) = (is_flawed, self.bytes(file.record).await) {
                tags.push(Entry { name: name.clone(), bytes });
            }
        }
        let folder = place.root.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        let bag = Bag { folder, info, payload, external, tags };
        let mut flaws = std::mem::take(&mut self.flaws);
        flaws.extend(unread);
        FoundBag { bag, flaws, changed, added }
    }
}
