//! Where the entries of a ZIP lie: side by side, without gap or overlap, each as the directory says.

use super::DATA_DESCRIPTOR;
use super::read::{Record, number};
use crate::bundle::error::{OpenError, Problem, Problems, Refusal};
use crate::bundle::name::NameProblem;
use rawzip::ZipSliceArchive;

/// Walks the file from its first byte to the directory; every byte must belong to the entry whose turn it is.
/// Gives the packed data of each record, in the records' order.
pub(super) fn layout<'a>(
    archive: &ZipSliceArchive<&'a [u8]>,
    records: &[Record<'_>],
) -> Result<Vec<&'a [u8]>, Refusal> {
    let bytes: &'a [u8] = archive.get_ref();
    let mut problems = Problems::default();
    let mut order: Vec<(usize, &Record<'_>)> = records.iter().enumerate().collect();
    order.sort_unstable_by_key(|(_, record)| record.inner.local_header_offset());
    // Each entry must fill the room up to the next one, the last up to the directory.
    let starts = order.iter().map(|(_, record)| record.inner.local_header_offset());
    let mut ends = starts.chain([archive.directory_offset()]);
    let first = ends.next().unwrap_or_default();
    if first != 0 {
        problems.push(OpenError::whole(Problem::Unaccounted { at: 0, bytes: first }));
    }

    let mut bodies: Vec<&[u8]> = vec![&[]; records.len()];
    for ((index, record), end) in order.iter().zip(ends) {
        match body(archive, bytes, record, end) {
            Ok(body) => {
                if let Some(place) = bodies.get_mut(*index) {
                    *place = body;
                }
            }
            Err(problem) => problems.push(record.error(problem)),
        }
    }
    problems.check().map(|()| bodies)
}

/// The packed data of one entry, after its header in front of the data and its descriptor behind it have been
/// found to say what the directory says, and to fill the room up to `end`.
fn body<'a>(
    archive: &ZipSliceArchive<&'a [u8]>,
    bytes: &'a [u8],
    record: &Record<'_>,
    end: u64,
) -> Result<&'a [u8], Problem> {
    let inner = &record.inner;
    let entry = archive
        .get_entry(inner.wayfinder())
        .map_err(|_| Problem::Inconsistent("an entry has no header or reaches past the end of the file"))?;
    let header = entry.local_header();
    if header.file_path().as_bytes() != record.raw {
        return Err(Problem::Name(NameProblem::TwoNames));
    }
    // Bit 3, a descriptor follows the data, is compared like the rest; bits 1 and 2 only tell how it was packed.
    let alike = |flags: u16| flags & !0x6;
    if header.compression_method() != inner.compression_method()
        || alike(header.flags().bits()) != alike(inner.flags().bits())
    {
        return Err(Problem::Inconsistent("the two headers of an entry differ in method or flags"));
    }
    let described = inner.flags().has_data_descriptor();
    let agrees = |said: u64, known: u64| said == known || (described && said == 0);
    let (crc, packed, unpacked) = (inner.crc32(), inner.compressed_size_hint(), inner.uncompressed_size_hint());
    if !agrees(header.crc32().into(), crc.into())
        || !agrees(header.compressed_size_hint(), packed)
        || !agrees(header.uncompressed_size_hint(), unpacked)
    {
        return Err(Problem::Inconsistent("the two headers of an entry differ in size or checksum"));
    }
    let (from, to) = entry.compressed_data_range();
    if to > end {
        return Err(Problem::Overlap);
    }
    let range = |from: u64, to: u64| bytes.get(usize::try_from(from).ok()?..usize::try_from(to).ok()?);
    let left = range(to, end).unwrap_or_default();
    let fills = if described { is_descriptor(left, crc, packed, unpacked) } else { left.is_empty() };
    if !fills {
        return Err(Problem::Unaccounted { at: to, bytes: end.saturating_sub(to) });
    }
    range(from, to).ok_or(Problem::Inconsistent("an entry reaches past the end of the file"))
}

/// Whether the bytes are exactly the descriptor of these values: with or without its signature, with sizes of
/// 32 or 64 bits, as the different programs write it.
fn is_descriptor(bytes: &[u8], crc: u32, packed: u64, unpacked: u64) -> bool {
    let unsigned =
        if bytes.len() == 16 || bytes.len() == 24 { bytes.strip_prefix(&DATA_DESCRIPTOR) } else { Some(bytes) };
    let Some(bytes) = unsigned else { return false };
    let width = match bytes.len() {
        12 => 4,
        20 => 8,
        _ => return false,
    };
    number(bytes, 0, 4) == Some(crc.into())
        && number(bytes, 4, width) == Some(packed)
        && number(bytes, 4 + width, width) == Some(unpacked)
}
