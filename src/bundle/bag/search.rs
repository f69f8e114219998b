//! Looks for bags in a file that came in: in its folders, in ZIPs inside it, and among files that were chosen together.

use std::pin::Pin;

use super::find::{root_of, roots};
use super::read::{Place, Reading, read_bag};
use super::{Bag, FoundBag};
use crate::bundle::error::{Problem, Problems, Refusal};
use crate::bundle::leftovers::is_leftover;
use crate::bundle::limits::{Limits, NESTED_BYTES};
use crate::bundle::source::{Progress, ReadFuture, Source, Unreadable, block_on};
use crate::bundle::zip::{self, Archive, EntryRange, Record};

/// How deep ZIPs are looked for in each other: a ZIP of a ZIP of a bundle is looked into.
const DEPTH: usize = 3;
/// How many ZIPs are looked into.
const ZIPS: usize = 100;
/// How many texts that may be an application by themselves are read.
const TEXTS: usize = 20;

/// What was found.
#[derive(Debug, Default)]
pub(in crate::bundle) struct Found {
    /// Bags, each with the name of the folder or ZIP that it is in, for people.
    pub(in crate::bundle) bags: Vec<(String, FoundBag)>,
    /// Bags and ZIPs that cannot be read, in the same way.
    pub(in crate::bundle) refused: Vec<(String, Refusal)>,
    /// Files beside all bags.
    pub(in crate::bundle) beside: Vec<String>,
    /// JSON files outside bags, with their content. Only read where there is no bag.
    pub(in crate::bundle) texts: Vec<(String, Vec<u8>)>,
}

/// Looks through a ZIP, or through files that lie in `source` one behind the other, given with their paths and sizes in
/// bytes. Fails where nothing in it can be looked at, and where it could do harm.
pub(in crate::bundle) async fn search(
    source: &dyn Source,
    files: Option<&[(&str, u64)]>,
    limits: &Limits,
    keep_in_memory: &dyn Fn(&str) -> bool,
    progress: Progress<'_>,
) -> Result<Found, Refusal> {
    let archive = match files {
        None => zip::open(source, limits)?,
        Some(files) if files.iter().filter(|(path, _)| !is_leftover(path)).count() > limits.entries => {
            return Err(Problem::TooManyFiles { limit: limits.entries }.into());
        }
        Some(files) => Archive::of_files(source, files.iter().copied()),
    };
    let reading = Reading { limits, keep_in_memory };
    let (found, left) = (Found::default(), NESTED_BYTES as u64);
    let mut search = Search { reading, progress, done: 0, all: 0, left, zips: 0, found };
    search.look_through(&archive, None, "", 0).await?;
    Ok(search.found)
}

impl Bag {
    /// Opens a ZIP with one bag in one folder, and checks everything that RFC 8493 §3 asks of a complete and valid bag. All
    /// that is wrong is collected. Leftovers of programs are left out unless they are listed.
    pub fn from_zip(bytes: &[u8], limits: &Limits) -> Result<Self, Refusal> {
        block_on(Self::read(&bytes, limits, &|_| true, &mut |_, _| ()))
    }

    /// As [`Bag::from_zip`], of a file of any size. `keep_in_memory` gets the path of each payload file in the bag; of files
    /// for which it is false only the checksums are computed. `progress` is called as it proceeds.
    pub async fn read(
        source: &dyn Source,
        limits: &Limits,
        keep_in_memory: &dyn Fn(&str) -> bool,
        progress: Progress<'_>,
    ) -> Result<Self, Refusal> {
        search(source, None, limits, keep_in_memory, progress).await.and_then(only_bag)
    }

    /// As [`Bag::from_zip`], of the files of a folder, given with their paths and contents.
    pub fn from_files(files: &[(&str, &[u8])], limits: &Limits) -> Result<Self, Refusal> {
        let bytes: Vec<u8> = files.iter().flat_map(|(_, bytes)| *bytes).copied().collect();
        let sizes: Vec<(&str, u64)> = files.iter().map(|(path, bytes)| (*path, bytes.len() as u64)).collect();
        block_on(search(&bytes, Some(&sizes), limits, &|_| true, &mut |_, _| ())).and_then(only_bag)
    }
}

/// The one bag that was found, if nothing is wrong with it.
fn only_bag(mut found: Found) -> Result<Bag, Refusal> {
    if let Some((_, refusal)) = found.refused.pop() {
        return Err(refusal);
    }
    let Some((_, FoundBag { bag, flaws, .. })) = found.bags.pop().filter(|_| found.bags.is_empty()) else {
        return Err(Problem::NotBag.into());
    };
    let mut problems = Problems::default();
    for flaw in flaws {
        problems.push(flaw);
    }
    problems.check().map(|()| bag)
}

struct Search<'a> {
    reading: Reading<'a>,
    progress: Progress<'a>,
    done: u64,
    all: u64,
    /// How many bytes ZIPs inside may still unpack to.
    left: u64,
    zips: usize,
    found: Found,
}

type Step<'a> = Pin<Box<dyn Future<Output = Result<(), Refusal>> + 'a>>;

impl Search<'_> {
    /// `outer` is the place of the ZIP itself, and `inside` its name, where it is inside another.
    fn look_through<'b>(
        &'b mut self,
        archive: &'b Archive<'b>,
        outer: Option<&'b EntryRange>,
        inside: &'b str,
        depth: usize,
    ) -> Step<'b> {
        Box::pin(async move {
            let roots = roots(archive.records.iter().map(|record| record.name.as_str()));
            let free = || archive.records.iter().filter(|record| root_of(&record.name, &roots).is_none());
            for root in &roots {
                let files: Vec<&Record> =
                    archive.records.iter().filter(|record| root_of(&record.name, &roots) == Some(root)).collect();
                let place = Place { root, inside: files, beside: free().collect() };
                let sizes = place.inside.iter().map(|record| record.unpacked);
                self.all = sizes.fold(self.all, u64::saturating_add);
                let (done, all, progress) = (&mut self.done, &mut self.all, &mut self.progress);
                let mut passed = |bytes: u64| {
                    *done = done.saturating_add(bytes);
                    *all = (*all).max(*done);
                    progress(*done, *all);
                };
                let read = read_bag(archive, place, &self.reading, &mut passed).await;
                // Not all of it had to be read.
                self.done = self.all;
                (self.progress)(self.done, self.all);
                let name = place_name(root, inside);
                match read {
                    Ok(mut bag) => {
                        for file in &mut bag.bag.external {
                            let range = file.range.take();
                            file.range = range.map(|range| match outer {
                                Some(outer) => range.inside(outer),
                                None => range,
                            });
                        }
                        self.found.bags.push((name, bag));
                    }
                    Err(refusal) => self.found.refused.push((name, refusal)),
                }
            }
            for record in free().filter(|record| !is_leftover(&record.name)) {
                let before = self.found.bags.len() + self.found.refused.len();
                if depth < DEPTH && is_zip(archive, record) {
                    self.look_into(archive, outer, record, depth).await?;
                }
                if before == self.found.bags.len() + self.found.refused.len() {
                    self.found.beside.push(record.name.clone());
                }
            }
            if self.found.bags.is_empty() && self.found.refused.is_empty() {
                self.read_texts(archive, free()).await;
            }
            Ok(())
        })
    }

    /// Looks into a ZIP inside.
    async fn look_into(
        &mut self,
        archive: &Archive<'_>,
        outer: Option<&EntryRange>,
        record: &Record,
        depth: usize,
    ) -> Result<(), Refusal> {
        self.zips = self.zips.saturating_add(1);
        if self.zips > ZIPS {
            return Ok(());
        }
        let range = record.range();
        let place = match outer {
            Some(outer) => range.clone().inside(outer),
            None => range.clone(),
        };
        let name = record.name.rsplit('/').next().unwrap_or(&record.name);
        let mut refuse = |problem: Problem| self.found.refused.push((name.to_owned(), record.error(problem).into()));
        if let Some(problem) = &record.problem {
            refuse(problem.clone());
            return Ok(());
        }
        if range.unpacks_to.is_none() {
            let size = range.at.end.saturating_sub(range.at.start);
            let window = Window { source: archive.source(), from: range.at.start, size };
            return self.look_into_zip(&window, &place, name, depth).await;
        }
        if record.unpacked > self.left {
            refuse(Problem::NestedTooLarge { limit: NESTED_BYTES });
            return Ok(());
        }
        self.left = self.left.saturating_sub(record.unpacked);
        let mut bytes = Vec::new();
        match archive.content(record, &mut |piece| bytes.extend(piece)).await {
            Ok(_) => self.look_into_zip(&bytes, &place, name, depth).await,
            Err(problem) => {
                self.found.refused.push((name.to_owned(), record.error(problem).into()));
                Ok(())
            }
        }
    }

    async fn look_into_zip(
        &mut self,
        source: &dyn Source,
        place: &EntryRange,
        name: &str,
        depth: usize,
    ) -> Result<(), Refusal> {
        match zip::open(source, self.reading.limits) {
            Ok(inner) => self.look_through(&inner, Some(place), name, depth.saturating_add(1)).await,
            // A document of another program may begin as ZIPs do.
            Err(_) if !is_called_zip(name) && name.contains('.') => Ok(()),
            Err(refusal) if matches!(refusal.first().problem, Problem::NotZip | Problem::EmptyFile) => Ok(()),
            Err(refusal) => {
                self.found.refused.push((name.to_owned(), refusal));
                Ok(())
            }
        }
    }

    async fn read_texts<'c>(&mut self, archive: &Archive<'_>, records: impl Iterator<Item = &'c Record>) {
        let limit = self.reading.limits.entry_bytes as u64;
        let is_text = |record: &&Record| record.name.to_lowercase().ends_with(".json") && record.unpacked <= limit;
        for record in records.filter(is_text).filter(|record| !is_leftover(&record.name)) {
            if self.found.texts.len() >= TEXTS || record.unpacked > self.left {
                return;
            }
            self.left = self.left.saturating_sub(record.unpacked);
            let mut bytes = Vec::new();
            if matches!(archive.content(record, &mut |piece| bytes.extend(piece)).await, Ok(true)) {
                self.found.texts.push((record.name.clone(), bytes));
            }
        }
    }
}

/// The folder or ZIP that a bag is in, by its last name.
fn place_name(root: &str, zip: &str) -> String {
    root.trim_end_matches('/').rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(zip).to_owned()
}

fn is_called_zip(name: &str) -> bool {
    name.to_lowercase().ends_with(".zip")
}

/// Whether a file may be a ZIP: by its name, or by how it begins where that can be seen.
fn is_zip(archive: &Archive<'_>, record: &Record) -> bool {
    let range = record.range();
    let mut begins = [0; 4];
    is_called_zip(&record.name)
        || (range.unpacks_to.is_none()
            && record.unpacked > 4
            && archive.source().read_at(range.at.start, &mut begins).is_ok()
            && begins == *b"PK\x03\x04")
}

/// Part of a source.
struct Window<'a> {
    source: &'a dyn Source,
    from: u64,
    size: u64,
}

impl Window<'_> {
    fn place(&self, at: u64, length: usize) -> Result<u64, Unreadable> {
        let end = at.checked_add(length as u64).filter(|end| *end <= self.size);
        end.map(|_| self.from.saturating_add(at)).ok_or_else(|| Unreadable("there is no more".to_owned()))
    }
}

impl Source for Window<'_> {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> Result<(), Unreadable> {
        self.source.read_at(self.place(at, buffer.len())?, buffer)
    }

    fn read_async<'a>(&'a self, at: u64, buffer: &'a mut [u8]) -> ReadFuture<'a> {
        match self.place(at, buffer.len()) {
            Ok(at) => self.source.read_async(at, buffer),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }
}
