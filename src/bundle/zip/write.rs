//! Writes a ZIP. The same entries and time give the same bytes.

use super::format::{CENTRAL_HEADER, DEFLATED, DosTime, END_OF_DIRECTORY, Entry, LOCAL_HEADER, STORED, UTF8};
use crate::bundle::error::PackError;
use crate::bundle::limits::Limits;
use crate::bundle::name::{self, Names};
use crate::bundle::source::{MemoryFiles, MemorySink, Sink, Source, block_on, for_each_chunk};
use crate::draft::FileId;

/// The version of the format that a reader must know: 2.0, for deflate.
const VERSION: u16 = 20;
/// The same as written on Unix, so that the permissions below count.
const MADE_BY: u16 = 3 << 8 | VERSION;
/// A plain file that its owner may write and everybody may read.
const PERMISSIONS: u32 = 0o100_644 << 16;
/// zlib's usual compromise between size and time.
const LEVEL: u8 = 6;

/// A file that is not held in memory: it is read twice, a piece at a time.
pub struct StreamedEntry<'a> {
    /// Its name in the ZIP.
    pub name: String,
    /// Which.
    pub id: &'a FileId,
    /// Its bytes.
    pub source: &'a dyn Source,
}

/// Writes the entries in the order given, all with the same time. Fails on a name that
/// [`name::check`] refuses, on names that clash, and on anything that [`super::read`] would refuse under the
/// same limits.
pub fn write(entries: &[Entry], time: DosTime, limits: &Limits) -> Result<Vec<u8>, PackError> {
    let none = MemoryFiles::default();
    let mut out = MemorySink::new(&none);
    block_on(write_to(entries, &[], time, limits, &mut out, &mut |_| ()))?;
    Ok(out.bytes)
}

/// Writes the entries, and after them the files that are not held in memory, unpacked: most kinds of large files are
/// packed already. `passed` is called with the size of every chunk of those that has been read.
pub async fn write_to(
    entries: &[Entry],
    streamed: &[StreamedEntry<'_>],
    time: DosTime,
    limits: &Limits,
    out: &mut dyn Sink,
    passed: &mut dyn FnMut(u64),
) -> Result<(), PackError> {
    check(entries, streamed, limits)?;
    let mut writer = Writer { out, time, limits, at: 0, directory: Vec::new() };
    for entry in entries {
        let (method, data) = pack(&entry.bytes, limits);
        let data = data.as_deref().unwrap_or(&entry.bytes);
        writer.header(
            &entry.name,
            method,
            crc32fast::hash(&entry.bytes),
            data.len() as u64,
            entry.bytes.len() as u64,
        )?;
        writer.bytes(data)?;
    }
    for file in streamed {
        let (mut crc, size) = (crc32fast::Hasher::new(), file.source.size());
        for_each_chunk::<PackError>(file.source, 0, size, &mut |piece| {
            crc.update(piece);
            passed(piece.len() as u64);
            Ok(())
        })
        .await
        .map_err(|error| error.about(&file.name))?;
        writer.header(&file.name, STORED, crc.finalize(), size, size)?;
        writer.out.write_file(file.id).map_err(|error| PackError::from(error).about(&file.name))?;
        writer.moved(size)?;
    }
    writer.finish(entries.len().saturating_add(streamed.len()))
}

/// A ZIP while it is being written.
struct Writer<'a> {
    out: &'a mut dyn Sink,
    time: DosTime,
    limits: &'a Limits,
    /// How many bytes have been written.
    at: u64,
    directory: Vec<u8>,
}

impl Writer<'_> {
    fn too_large(&self) -> PackError {
        PackError::TotalTooLarge { limit: self.limits.archive_bytes }
    }

    fn length(&self, bytes: u64) -> Result<u32, PackError> {
        u32::try_from(bytes).map_err(|_| self.too_large())
    }

    fn moved(&mut self, by: u64) -> Result<(), PackError> {
        self.at = self.at.saturating_add(by);
        if self.at > self.limits.archive_bytes as u64 { Err(self.too_large()) } else { Ok(()) }
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<(), PackError> {
        self.moved(bytes.len() as u64)?;
        Ok(self.out.write(bytes)?)
    }

    /// The header in front of an entry's data, and its record in the directory.
    fn header(&mut self, name: &str, method: u16, crc: u32, packed: u64, unpacked: u64) -> Result<(), PackError> {
        let offset = self.length(self.at)?;
        // What both headers say alike, from "version needed" to the length of the extra field.
        let mut common = Record::default();
        common.u16(VERSION).u16(UTF8).u16(method).u16(self.time.time).u16(self.time.date);
        common.u32(crc).u32(self.length(packed)?).u32(self.length(unpacked)?);
        common.u16(u16::try_from(name.len()).unwrap_or(u16::MAX)).u16(0);
        self.bytes(&[&LOCAL_HEADER, common.0.as_slice(), name.as_bytes()].concat())?;

        let mut tail = Record::default();
        // No comment, first disk, no internal attributes.
        tail.u16(0).u16(0).u16(0).u32(PERMISSIONS).u32(offset);
        self.directory.extend(CENTRAL_HEADER);
        self.directory.extend(MADE_BY.to_le_bytes());
        self.directory.extend(&common.0);
        self.directory.extend(tail.0);
        self.directory.extend(name.as_bytes());
        Ok(())
    }

    fn finish(mut self, count: usize) -> Result<(), PackError> {
        let count = u16::try_from(count).map_err(|_| PackError::TooManyFiles { limit: self.limits.entries })?;
        let (size, offset) = (self.length(self.directory.len() as u64)?, self.length(self.at)?);
        let mut end = Record::default();
        end.u16(0).u16(0).u16(count).u16(count).u32(size).u32(offset).u16(0);
        let directory = std::mem::take(&mut self.directory);
        self.bytes(&[directory.as_slice(), &END_OF_DIRECTORY, &end.0].concat())
    }
}

fn check(entries: &[Entry], streamed: &[StreamedEntry<'_>], limits: &Limits) -> Result<(), PackError> {
    // 65,535 is where ZIP64 begins, whatever the caller's limit.
    let limit = limits.entries.min(65_534);
    if entries.len().saturating_add(streamed.len()) > limit {
        return Err(PackError::TooManyFiles { limit });
    }
    let in_memory = entries.iter().map(|entry| (&entry.name, entry.bytes.len() as u64, limits.entry_bytes));
    let large = streamed.iter().map(|file| (&file.name, file.source.size(), limits.streamed_bytes));
    let mut names = Names::default();
    for (name, size, limit) in in_memory.clone().chain(large) {
        name::check(name).map_err(|problem| PackError::Name { name: name.clone(), problem })?;
        names.add_file(name).map_err(|clash| PackError::SameName { name: clash.name, other: clash.other })?;
        if size > limit as u64 {
            return Err(PackError::FileTooLarge { name: name.clone(), limit });
        }
    }
    if in_memory.fold(0_u64, |total, (_, size, _)| total.saturating_add(size)) > limits.total_bytes as u64 {
        return Err(PackError::TotalTooLarge { limit: limits.total_bytes });
    }
    if streamed.iter().fold(0_u64, |total, file| total.saturating_add(file.source.size()))
        > limits.streamed_bytes as u64
    {
        return Err(PackError::TotalTooLarge { limit: limits.streamed_bytes });
    }
    Ok(())
}

/// The method, and the packed bytes unless they are stored as they are: where packing gains nothing, or so much
/// that a reader would take it for a bomb.
fn pack(bytes: &[u8], limits: &Limits) -> (u16, Option<Vec<u8>>) {
    let packed = miniz_oxide::deflate::compress_to_vec(bytes, LEVEL);
    // What is read may be packed tighter than what is written, for the sake of older versions.
    let tight_from = limits.ratio_from_bytes.min(Limits::IN_MEMORY.ratio_from_bytes);
    let bomb = bytes.len() > tight_from && bytes.len() / limits.ratio.max(1) >= packed.len();
    if packed.len() < bytes.len() && !bomb { (DEFLATED, Some(packed)) } else { (STORED, None) }
}

/// A record of little-endian numbers.
#[derive(Default)]
struct Record(Vec<u8>);

impl Record {
    fn u16(&mut self, number: u16) -> &mut Self {
        self.0.extend(number.to_le_bytes());
        self
    }

    fn u32(&mut self, number: u32) -> &mut Self {
        self.0.extend(number.to_le_bytes());
        self
    }
}
