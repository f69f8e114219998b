//! Writing a ZIP: the same entries and time give the same bytes.

use super::{CENTRAL_HEADER, DEFLATED, DosTime, END_OF_DIRECTORY, Entry, LOCAL_HEADER, STORED, UTF8, crc32};
use crate::bundle::name::{self, Names};
use crate::bundle::{Limits, PackError};

/// The version of the format that a reader must know: 2.0, for deflate.
const VERSION: u16 = 20;
/// The same as written on Unix, so that the permissions below count.
const MADE_BY: u16 = 3 << 8 | VERSION;
/// A plain file that its owner may write and everybody may read.
const PERMISSIONS: u32 = 0o100_644 << 16;
/// zlib's usual compromise between size and time.
const LEVEL: u8 = 6;

/// Writes the entries in the order given, all with the same time. Fails on a name that
/// [`name::check`] refuses, on names that clash, and on anything that [`super::read`] would refuse under the
/// same limits.
pub fn write(entries: &[Entry], time: DosTime, limits: &Limits) -> Result<Vec<u8>, PackError> {
    check(entries, limits)?;
    let too_large = || PackError::TotalTooLarge { limit: limits.archive_bytes };
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).map_err(|_| too_large());
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        let offset = length(&out)?;
        let (method, data) = pack(&entry.bytes, limits);
        let data = data.as_deref().unwrap_or(&entry.bytes);
        // What both headers say alike, from "version needed" to the length of the extra field.
        let mut common = Record::default();
        common.u16(VERSION).u16(UTF8).u16(method).u16(time.time).u16(time.date);
        common.u32(crc32(&entry.bytes)).u32(length(data)?).u32(length(&entry.bytes)?);
        common.u16(u16::try_from(entry.name.len()).unwrap_or(u16::MAX)).u16(0);

        out.extend(LOCAL_HEADER);
        out.extend(&common.0);
        out.extend(entry.name.as_bytes());
        out.extend(data);

        let mut tail = Record::default();
        // No comment, first disk, no internal attributes.
        tail.u16(0).u16(0).u16(0).u32(PERMISSIONS).u32(offset);
        directory.extend(CENTRAL_HEADER);
        directory.extend(MADE_BY.to_le_bytes());
        directory.extend(&common.0);
        directory.extend(tail.0);
        directory.extend(entry.name.as_bytes());
    }
    let mut end = Record::default();
    let count = u16::try_from(entries.len()).map_err(|_| PackError::TooManyFiles { limit: limits.entries })?;
    end.u16(0).u16(0).u16(count).u16(count).u32(length(&directory)?).u32(length(&out)?).u16(0);
    out.extend(directory);
    out.extend(END_OF_DIRECTORY);
    out.extend(end.0);
    if out.len() > limits.archive_bytes { Err(too_large()) } else { Ok(out) }
}

fn check(entries: &[Entry], limits: &Limits) -> Result<(), PackError> {
    // 65,535 is where ZIP64 begins, whatever the caller's limit.
    let limit = limits.entries.min(65_534);
    if entries.len() > limit {
        return Err(PackError::TooManyFiles { limit });
    }
    let mut names = Names::default();
    let mut total = 0_usize;
    for Entry { name, bytes } in entries {
        name::check(name).map_err(|problem| PackError::Name { name: name.clone(), problem })?;
        names.add_file(name).map_err(|clash| PackError::SameName { name: clash.name, other: clash.other })?;
        if bytes.len() > limits.entry_bytes {
            return Err(PackError::FileTooLarge { name: name.clone(), limit: limits.entry_bytes });
        }
        total = total.saturating_add(bytes.len());
    }
    if total > limits.total_bytes {
        return Err(PackError::TotalTooLarge { limit: limits.total_bytes });
    }
    Ok(())
}

/// The method, and the packed bytes unless they are stored as they are: where packing gains nothing, or so much
/// that a reader would take it for a bomb.
fn pack(bytes: &[u8], limits: &Limits) -> (u16, Option<Vec<u8>>) {
    let packed = miniz_oxide::deflate::compress_to_vec(bytes, LEVEL);
    let bomb = bytes.len() > limits.ratio_from_bytes && bytes.len() / limits.ratio.max(1) >= packed.len();
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
