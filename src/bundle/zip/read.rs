//! Reading a ZIP with suspicion.
//!
//! Four passes, each of which collects all that it finds wrong before the next begins: the file as a whole, the
//! directory (names, methods, declared sizes), the layout (every byte belongs to exactly one record, and the two
//! headers of each entry agree), and the contents. Nothing is unpacked before the first three are clean, and no
//! memory is taken because a header asks for it. The third pass lives in `layout.rs`.

use super::layout::layout;
use super::{DEFLATED, Entry, LOCAL_HEADER, STORED, crc32};
use crate::bundle::Limits;
use crate::bundle::error::{OpenError, Problem, Problems, Refusal};
use crate::bundle::name::{self, NameProblem, Names};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};
use rawzip::{ZipArchive, ZipFileHeaderRecord, ZipSliceArchive, extra_fields::ExtraFieldId};

/// Reads all files, in the order of the ZIP's directory; folders are checked and left out.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Entry>, Refusal> {
    let archive = open(bytes, limits)?;
    let records = directory(&archive, limits)?;
    let bodies = layout(&archive, &records)?;
    contents(&records, &bodies, limits)
}

/// What the directory says about one entry.
pub(super) struct Record<'a> {
    /// The raw name, for comparison with the other header's.
    pub(super) raw: &'a [u8],
    /// The name without a folder's last `/`.
    name: String,
    folder: bool,
    pub(super) inner: ZipFileHeaderRecord<'a>,
}

impl Record<'_> {
    pub(super) fn error(&self, problem: Problem) -> OpenError {
        OpenError::in_file(&*self.name, problem)
    }
}

/// Finds the end of the directory and checks what it says of the file.
fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<ZipSliceArchive<&'a [u8]>, Refusal> {
    if bytes.is_empty() {
        return Err(Problem::EmptyFile.into());
    }
    if bytes.len() > limits.archive_bytes {
        return Err(Problem::FileTooLarge { limit: limits.archive_bytes }.into());
    }
    let archive = ZipArchive::from_slice(bytes)
        .map_err(|_| if bytes.starts_with(&LOCAL_HEADER) { Problem::CutOff } else { Problem::NotZip })?;
    let end = archive.end_offset();
    let length = bytes.len() as u64;
    if end < length {
        return Err(Problem::Unaccounted { at: end, bytes: length.saturating_sub(end) }.into());
    }
    // The end of the directory itself: signature, two disk numbers, two counts, size, offset, comment.
    let at = archive.eocd_offset();
    let disks = number(bytes, at.saturating_add(4), 4);
    if disks != Some(0) {
        return Err(Problem::Unsupported("a ZIP split over several files").into());
    }
    let (here, all) = (number(bytes, at.saturating_add(8), 2), number(bytes, at.saturating_add(10), 2));
    let (size, offset) = (number(bytes, at.saturating_add(12), 4), number(bytes, at.saturating_add(16), 4));
    let locator = at.checked_sub(20).and_then(|at| number(bytes, at, 4));
    if locator == Some(0x0706_4b50) || all == Some(0xffff) || size == Some(0xffff_ffff) || offset == Some(0xffff_ffff) {
        return Err(Problem::Unsupported("ZIP64").into());
    }
    if here != all {
        return Err(Problem::Inconsistent("the two counts of entries differ").into());
    }
    let (Some(size), Some(offset)) = (size, offset) else {
        return Err(Problem::CutOff.into());
    };
    if offset.checked_add(size) != Some(at) || offset != archive.directory_offset() {
        return Err(Problem::Inconsistent("the directory does not lie where the end of the file says").into());
    }
    Ok(archive)
}

/// Reads the directory and refuses what can be refused without looking at the data.
fn directory<'a>(archive: &'a ZipSliceArchive<&'a [u8]>, limits: &Limits) -> Result<Vec<Record<'a>>, Refusal> {
    if archive.entries_hint() > limits.entries as u64 {
        return Err(Problem::TooManyFiles { limit: limits.entries }.into());
    }
    let mut problems = Problems::default();
    let mut names = Names::default();
    let mut records = Vec::new();
    let mut total = 0_u64;
    let mut length = 0_u64;
    for inner in archive.entries() {
        let inner = inner.map_err(|_| Problem::Inconsistent("the directory has a broken record"))?;
        if records.len() >= limits.entries {
            return Err(Problem::TooManyFiles { limit: limits.entries }.into());
        }
        length = length.saturating_add(record_length(&inner));
        let raw = inner.file_path().as_bytes();
        let folder = raw.ends_with(b"/");
        let name = String::from_utf8_lossy(raw.strip_suffix(b"/").unwrap_or(raw)).into_owned();
        let record = Record { raw, name, folder, inner };
        check_name(&record, &mut names, &mut problems);
        check_kind(&record, limits, &mut problems);
        total = total.saturating_add(record.inner.uncompressed_size_hint());
        records.push(record);
    }
    if total > limits.total_bytes as u64 {
        problems.push(OpenError::whole(Problem::TotalTooLarge { limit: limits.total_bytes }));
    }
    if records.len() as u64 != archive.entries_hint() {
        problems
            .push(OpenError::whole(Problem::Inconsistent("the directory has another number of entries than it says")));
    }
    if archive.directory_offset().saturating_add(length) != archive.eocd_offset() {
        problems.push(OpenError::whole(Problem::Inconsistent("the directory has another size than it says")));
    }
    problems.check().map(|()| records)
}

/// Bytes that one record takes in the directory.
fn record_length(record: &ZipFileHeaderRecord<'_>) -> u64 {
    let variable = [
        record.file_path().as_bytes().len(),
        record.extra_fields().remaining_bytes().len(),
        record.comment().as_bytes().len(),
    ];
    variable.into_iter().fold(46, |sum, length| sum.saturating_add(length as u64))
}

fn check_name(record: &Record<'_>, names: &mut Names, problems: &mut Problems) {
    let bare = record.raw.strip_suffix(b"/").unwrap_or(record.raw);
    // Some programs put a second, UTF-8 name beside the first and prefer it: version, CRC, name.
    let second = record.inner.extra_fields().find(|(id, _)| *id == ExtraFieldId::INFO_ZIP_UNICODE_PATH);
    let checked = if std::str::from_utf8(bare).is_err() {
        Err(NameProblem::NotUtf8)
    } else if second.is_some_and(|(_, field)| field.get(5..) != Some(record.raw)) {
        Err(NameProblem::TwoNames)
    } else {
        name::check(&record.name)
    };
    if let Err(problem) = checked {
        return problems.push(record.error(Problem::Name(problem)));
    }
    let added = if record.folder { names.add_folder(&record.name) } else { names.add_file(&record.name) };
    if let Err(clash) = added {
        problems.push(record.error(Problem::SameName { other: clash.other }));
    }
}

fn check_kind(record: &Record<'_>, limits: &Limits, problems: &mut Problems) {
    let inner = &record.inner;
    let mut refuse = |problem| problems.push(record.error(problem));
    let flags = inner.flags().bits();
    let method = inner.compression_method().as_u16();
    // Bits 0, 6 and 13: encrypted, strongly encrypted, headers masked. AES hides behind its own method.
    if flags & 0x2041 != 0 || method == 99 {
        return refuse(Problem::Encrypted);
    }
    if flags & 0x20 != 0 {
        return refuse(Problem::Unsupported("compressed patched data"));
    }
    if method != STORED && method != DEFLATED {
        refuse(Problem::Method(method));
    }
    if inner.extra_fields().any(|(id, _)| id == ExtraFieldId::ZIP64) {
        refuse(Problem::Unsupported("ZIP64"));
    }
    // The upper half holds the mode of Unix; which kinds of file there are: none said, plain, folder.
    let attributes = inner.external_attributes();
    let kind = attributes >> 28;
    let fits = if record.folder { kind == 0 || kind == 0o4 } else { kind == 0 || kind == 0o10 };
    if !fits || (!record.folder && attributes & 0x10 != 0) {
        refuse(Problem::SpecialFile);
    }
    let (packed, unpacked) = (inner.compressed_size_hint(), inner.uncompressed_size_hint());
    // A deflated nothing is two bytes.
    if record.folder && (unpacked != 0 || packed > 2) {
        refuse(Problem::FolderWithContent);
    }
    if unpacked > limits.entry_bytes as u64 {
        refuse(Problem::EntryTooLarge { limit: limits.entry_bytes });
    }
    if unpacked > limits.ratio_from_bytes as u64 && unpacked > packed.saturating_mul(limits.ratio as u64) {
        refuse(Problem::Ratio { limit: limits.ratio });
    }
    if method == STORED && packed != unpacked {
        refuse(Problem::Size { declared: unpacked });
    }
}

/// Unpacks and checks every file.
fn contents(records: &[Record<'_>], bodies: &[&[u8]], limits: &Limits) -> Result<Vec<Entry>, Refusal> {
    let mut problems = Problems::default();
    let mut entries = Vec::new();
    let mut total = 0_usize;
    for (record, packed) in records.iter().zip(bodies) {
        let declared = record.inner.uncompressed_size_hint();
        // The directory was held to the limits, so this is a small number whatever the machine.
        let most = usize::try_from(declared).unwrap_or(limits.entry_bytes).min(limits.entry_bytes);
        let bytes = match record.inner.compression_method().as_u16() {
            STORED => Ok(packed.to_vec()),
            _ => inflate(packed, most),
        };
        let checked = bytes.and_then(|bytes| match () {
            () if bytes.len() != most => Err(Problem::Size { declared }),
            () if crc32(&bytes) != record.inner.crc32() => Err(Problem::Crc),
            () => Ok(bytes),
        });
        match checked {
            Ok(bytes) => {
                total = total.saturating_add(bytes.len());
                if total > limits.total_bytes {
                    problems.push(OpenError::whole(Problem::TotalTooLarge { limit: limits.total_bytes }));
                    break;
                }
                if !record.folder && problems.is_empty() {
                    entries.push(Entry { name: record.name.clone(), bytes });
                }
            }
            Err(problem) => problems.push(record.error(problem)),
        }
    }
    problems.check().map(|()| entries)
}

/// Inflates to `most` bytes, or to one more so that the caller sees that there is one too many; fails when there is
/// more than that, when the data is broken, or when some of it is left over. Memory grows with what comes out,
/// never with what a header claims.
fn inflate(packed: &[u8], most: usize) -> Result<Vec<u8>, Problem> {
    let declared = most as u64;
    let room = most.saturating_add(1);
    let mut out = vec![0; packed.len().saturating_mul(2).max(64).min(room)];
    let mut state = Box::<DecompressorOxide>::default();
    let (mut taken, mut made) = (0_usize, 0_usize);
    loop {
        let input = packed.get(taken..).unwrap_or_default();
        let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, used, new) = decompress(&mut state, input, &mut out, made, flags);
        taken = taken.saturating_add(used);
        made = made.saturating_add(new);
        match status {
            TINFLStatus::Done if taken == packed.len() => {
                out.truncate(made);
                return Ok(out);
            }
            TINFLStatus::HasMoreOutput if out.len() < room => {
                let grown = out.len().saturating_mul(2).min(room);
                out.resize(grown, 0);
            }
            TINFLStatus::HasMoreOutput => return Err(Problem::Size { declared }),
            _ => return Err(Problem::Deflate),
        }
    }
}

/// The little-endian number of `width` bytes (at most 8) at `at`, if the bytes reach so far.
pub(super) fn number(bytes: &[u8], at: u64, width: u64) -> Option<u64> {
    let at = usize::try_from(at).ok()?;
    let digits = bytes.get(at..at.checked_add(usize::try_from(width).ok()?)?)?;
    Some(digits.iter().rev().fold(0, |number, digit| number << 8 | u64::from(*digit)))
}
