//! Bags with files that are in no memory: written, read back, damaged.

use std::cell::Cell;
use std::future::poll_fn;
use std::mem::replace;
use std::task::Poll;

use proptest::prelude::*;
use upbeat::bundle::source::{
    Absent, Files, MemoryFiles, MemorySink, ReadFuture, Sink, Source, Unreadable, block_on, file_id, sha256_of,
};
use upbeat::bundle::zip::{EntryRange, unpack};
use upbeat::bundle::{Bag, LARGEST_BUNDLE, Limits, PackError, Problem, Refusal};
use upbeat::draft::FileId;

use crate::by_hand::{deflated, stored, zip};
use crate::noon;

/// Bytes that are worked out where they are read.
struct GeneratedSource {
    size: u64,
    /// From here on nothing can be read.
    torn: u64,
    read: Cell<u64>,
    /// How much of that was read without a pause.
    unpaused: Cell<u64>,
}

impl GeneratedSource {
    fn new(size: u64) -> Self {
        Self { size, torn: u64::MAX, read: Cell::new(0), unpaused: Cell::new(0) }
    }
}

impl Source for GeneratedSource {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> Result<(), Unreadable> {
        self.unpaused.set(self.unpaused.get() + buffer.len() as u64);
        self.make(at, buffer)
    }

    fn read_async<'a>(&'a self, at: u64, buffer: &'a mut [u8]) -> ReadFuture<'a> {
        let mut waited = false;
        Box::pin(poll_fn(move |context| {
            if !replace(&mut waited, true) {
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            Poll::Ready(self.make(at, buffer))
        }))
    }
}

impl GeneratedSource {
    fn make(&self, at: u64, buffer: &mut [u8]) -> Result<(), Unreadable> {
        let end = at + buffer.len() as u64;
        if end > self.size.min(self.torn) {
            return Err(Unreadable("gone".to_owned()));
        }
        for (place, byte) in (at..).zip(buffer.iter_mut()) {
            *byte = (place >> 3 ^ place >> 17) as u8;
        }
        self.read.set(self.read.get() + buffer.len() as u64);
        Ok(())
    }
}

/// One file.
struct OneFile(FileId, GeneratedSource);

impl Files for OneFile {
    fn file(&self, id: &FileId) -> Result<&dyn Source, Absent> {
        if *id == self.0 { Ok(&self.1) } else { Err(Absent::NotThere) }
    }
}

/// What is written, without a copy of the files in it.
struct RecordingSink<'a> {
    parts: Vec<(u64, Result<Vec<u8>, FileId>)>,
    end: u64,
    files: &'a dyn Files,
}

impl<'a> RecordingSink<'a> {
    fn new(files: &'a dyn Files) -> Self {
        Self { parts: Vec::new(), end: 0, files }
    }
}

impl Sink for RecordingSink<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        self.parts.push((self.end, Ok(bytes.to_vec())));
        self.end += bytes.len() as u64;
        Ok(())
    }

    fn write_file(&mut self, id: &FileId) -> Result<(), Unreadable> {
        self.parts.push((self.end, Err(id.clone())));
        self.end += self.files.file(id).unwrap().size();
        Ok(())
    }

    fn read_back(&self) -> Result<Box<dyn Source + '_>, Unreadable> {
        Ok(Box::new(self))
    }
}

impl Source for &RecordingSink<'_> {
    fn size(&self) -> u64 {
        self.end
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> Result<(), Unreadable> {
        let mut filled = 0;
        while filled < buffer.len() {
            let (source, within, length) = self.part(at + filled as u64, buffer.len() - filled)?;
            source.read_at(within, &mut buffer[filled..filled + length])?;
            filled += length;
        }
        Ok(())
    }

    fn read_async<'a>(&'a self, at: u64, buffer: &'a mut [u8]) -> ReadFuture<'a> {
        Box::pin(async move {
            let mut filled = 0;
            while filled < buffer.len() {
                let (source, within, length) = self.part(at + filled as u64, buffer.len() - filled)?;
                source.read_async(within, &mut buffer[filled..filled + length]).await?;
                filled += length;
            }
            Ok(())
        })
    }
}

impl RecordingSink<'_> {
    /// What is at a place, where in that the place is, and how much of what is wanted it has.
    fn part(&self, place: u64, wanted: usize) -> Result<(&dyn Source, u64, usize), Unreadable> {
        let found = self.parts.partition_point(|(start, _)| *start <= place).checked_sub(1);
        let (start, part) = found.and_then(|n| self.parts.get(n)).ok_or_else(|| Unreadable("before".to_owned()))?;
        let within = place - start;
        let source: &dyn Source = match part {
            Ok(bytes) => bytes,
            Err(id) => self.files.file(id).unwrap(),
        };
        let length = wanted.min((source.size().saturating_sub(within)) as usize);
        if length == 0 { Err(Unreadable("past the end".to_owned())) } else { Ok((source, within, length)) }
    }
}

const LIMITS: Limits = Limits::BUNDLE;

fn is_held(path: &str) -> bool {
    !path.starts_with("data/attachments/")
}

fn bag_with(id: &FileId, size: u64) -> Bag {
    let mut bag = Bag::new("larkfield").unwrap();
    bag.add_tag_file("README.txt", b"What is in here.\n".to_vec()).unwrap();
    bag.add_payload("application.json", b"{}".to_vec()).unwrap();
    bag.add_external("attachments/concert.mp4", id.clone(), size).unwrap();
    bag
}

/// Writes and reads back a file of this size; nothing of it is held.
fn there_and_back(size: u64) {
    let file = GeneratedSource::new(size);
    let id = block_on(sha256_of(&file, &mut |_, _| ())).unwrap();
    let files = OneFile(id.clone(), file);
    let bag = bag_with(&id, size);
    let mut sink = RecordingSink::new(&files);
    let mut passed = 0;
    block_on(bag.write(noon(), &LIMITS, &files, &mut sink, &mut |by| passed += by)).unwrap();
    assert_eq!(passed, size);
    let held: u64 = sink.parts.iter().filter_map(|(_, part)| part.as_ref().ok()).map(|bytes| bytes.len() as u64).sum();
    assert!(held < 4_000, "{held}");
    assert_eq!(sink.end, size + held);

    let mut last = (0, 0);
    let read = block_on(Bag::read(&&sink, &LIMITS, &is_held, &mut |done, all| last = (done, all))).unwrap();
    assert_eq!(last.0, last.1);
    assert!(last.1 > size);
    let [external] = read.external_files() else { panic!("{:?}", read.external_files()) };
    assert_eq!((&*external.path, &external.id, external.size), ("attachments/concert.mp4", &id, size));
    assert_eq!(read.payload(), bag.payload());
    assert_eq!(read.tag_files(), bag.tag_files());
    let range = external.range.as_ref().unwrap();
    assert_eq!((range.at.end - range.at.start, range.unpacks_to), (size, None));
    assert!(files.1.unpaused.get() <= 1 << 20, "{} bytes at a stretch", files.1.unpaused.get());
    // Once for its id, once to write it, once to read it back; and the end of the ZIP is looked for in its last part.
    assert!((size * 3..=size * 3 + (1 << 20)).contains(&files.1.read.get()), "{}", files.1.read.get());
}

#[test]
fn a_large_file_is_held_nowhere() {
    for size in [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 20_000_007] {
        there_and_back(size);
    }
}

/// `cargo nextest run --release -E 'test(nearly_four_gigabytes)' --run-ignored only`
#[test]
#[ignore = "takes minutes"]
fn nearly_four_gigabytes() {
    there_and_back(LARGEST_BUNDLE as u64 - 10_000);
}

#[test]
fn what_is_too_large_is_refused_before_it_is_read() {
    let id = file_id(b"x").unwrap();
    for size in [LARGEST_BUNDLE as u64 + 1, u64::from(u32::MAX), u64::MAX] {
        let files = OneFile(id.clone(), GeneratedSource::new(size));
        let mut sink = RecordingSink::new(&files);
        let error = block_on(bag_with(&id, size).write(noon(), &LIMITS, &files, &mut sink, &mut |_| ())).unwrap_err();
        assert!(matches!(error, PackError::FileTooLarge { .. }), "{error}");
        assert!(error.message().contains("over 4 GB"), "{}", error.message());
        assert_eq!((files.1.read.get(), sink.end), (0, 0));
    }
    let huge = GeneratedSource::new(LARGEST_BUNDLE as u64 + 1);
    let refusal = block_on(Bag::read(&huge, &LIMITS, &is_held, &mut |_, _| ())).unwrap_err();
    assert_eq!(
        (refusal.first().problem.clone(), huge.read.get()),
        (Problem::FileTooLarge { limit: LARGEST_BUNDLE }, 0)
    );
}

#[test]
fn what_cannot_be_read_is_said_to_be_so() {
    let id = file_id(b"x").unwrap();
    let torn = GeneratedSource { torn: 3_000_000, ..GeneratedSource::new(5_000_000) };
    let files = OneFile(id.clone(), torn);
    let mut sink = RecordingSink::new(&files);
    let error = block_on(bag_with(&id, 5_000_000).write(noon(), &LIMITS, &files, &mut sink, &mut |_| ())).unwrap_err();
    assert!(error.message().contains("concert.mp4"), "{}", error.message());
    // Of another size than the bag was told, and not there at all.
    for size in [5_000_001, 0] {
        let error = block_on(bag_with(&id, size).write(noon(), &LIMITS, &files, &mut sink, &mut |_| ())).unwrap_err();
        assert!(matches!(error, PackError::Unreadable { .. }), "{error}");
    }
    let refusal = block_on(Bag::read(&files.1, &LIMITS, &is_held, &mut |_, _| ())).unwrap_err();
    assert!(matches!(refusal.first().problem, Problem::Unreadable(_)), "{refusal}");
    assert!(refusal.message().contains("still there"), "{}", refusal.message());
}

/// A sound bundle with one attachment, as bytes.
fn small() -> (Vec<u8>, Vec<u8>) {
    let content = b"a concert, played by everybody ".repeat(3_000);
    let id = file_id(&content).unwrap();
    let files = MemoryFiles::new([content.clone()]);
    let mut out = MemorySink::new(&files);
    block_on(bag_with(&id, content.len() as u64).write(noon(), &LIMITS, &files, &mut out, &mut |_| ())).unwrap();
    (out.bytes, content)
}

fn read(bytes: &[u8]) -> Result<Bag, Refusal> {
    block_on(Bag::read(&bytes, &LIMITS, &is_held, &mut |_, _| ()))
}

#[test]
fn a_changed_attachment_is_refused() {
    let (bytes, content) = small();
    assert!(read(&bytes).is_ok());
    let at = bytes.windows(20).position(|window| window == &content[..20]).unwrap();
    let mut changed = bytes.clone();
    changed[at + 50_000] ^= 1;
    let refusal = read(&changed).unwrap_err();
    assert_eq!(refusal.first().problem, Problem::Crc);
    assert!(refusal.message().contains("concert.mp4"), "{}", refusal.message());
}

/// Packs the files of a bag anew by hand, the attachment in this way.
fn repacked(attachment: impl Fn(&str, &[u8]) -> crate::by_hand::Raw) -> Vec<u8> {
    let (bytes, content) = small();
    let bag = Bag::from_zip(&bytes, &LIMITS).unwrap();
    assert_eq!(bag.payload_file("attachments/concert.mp4"), Some(content.as_slice()), "in memory it is like any other");
    let entries = upbeat::bundle::zip::read(&bytes, &LIMITS).unwrap();
    let raw: Vec<_> = entries
        .iter()
        .map(
            |e| if e.name.ends_with("concert.mp4") { attachment(&e.name, &e.bytes) } else { stored(&e.name, &e.bytes) },
        )
        .collect();
    zip(&raw)
}

#[test]
fn what_other_programs_have_packed_again_opens() {
    let bytes = repacked(deflated);
    let bag = read(&bytes).unwrap();
    let EntryRange { at, unpacks_to, .. } = bag.external_files()[0].range.clone().unwrap();
    let content = small().1;
    assert_eq!(unpacks_to, Some(content.len() as u64));
    assert!(at.end - at.start < 1_000);
    let mut out: Vec<u8> = Vec::new();
    block_on(unpack(&bytes.as_slice(), &EntryRange { unpacks_to, ..EntryRange::stored(at.clone()) }, &mut |piece| {
        out.extend(piece);
    }))
    .unwrap();
    assert_eq!(out, content);
    // One that says less or more than it unpacks to is never believed.
    for wrong in [0, content.len() as u64 - 1, content.len() as u64 + 1] {
        let range = EntryRange { unpacks_to: Some(wrong), ..EntryRange::stored(at.clone()) };
        assert_eq!(
            block_on(unpack(&bytes.as_slice(), &range, &mut |_| ())),
            Err(Problem::Size { declared: wrong }),
            "{wrong}"
        );
    }
}

/// It is the attachment that is listed, whatever it is called now.
#[test]
fn an_attachment_that_was_renamed_is_found_by_its_content() {
    let bag = read(&repacked(|_, c| stored("larkfield/data/attachments/concert (1).mp4", c))).unwrap();
    let [external] = bag.external_files() else { panic!("{:?}", bag.external_files()) };
    assert_eq!((&*external.path, Some(&external.id)), ("attachments/concert.mp4", file_id(&small().1).as_ref()));
}

#[test]
fn hostile_attachments_are_refused() {
    let other = |name: &str, content: &[u8]| {
        let mut content = content.to_vec();
        content[7] ^= 1;
        stored(name, &content)
    };
    let bomb = |name: &str, _: &[u8]| deflated(name, &vec![0; 40_000_000]);
    for (what, bytes, problem) in [
        ("another content", repacked(other), "checksum differs"),
        ("a bomb", repacked(bomb), "compression ratio"),
        ("a lie about its size", repacked(|n, c| stored(n, c).with(|it| it.sizes.1 += 1)), "declared"),
        ("encrypted", repacked(|n, c| stored(n, c).with(|it| it.flags |= 1)), "encrypted"),
        ("a link", repacked(|n, c| stored(n, c).with(|it| it.attributes = 0o120_777 << 16)), "symbolic link"),
        ("not there", repacked(|_, _| stored("larkfield/data/attachments/other.mp4", b"another concert")), "missing"),
        ("out of its folder", repacked(|_, c| stored("larkfield/data/attachments/../../x", c)), "dots"),
    ] {
        let refusal = read(&bytes).expect_err(what);
        assert!(refusal.detail().contains(problem), "{what}: {}", refusal.detail());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_damage_is_refused_or_changes_nothing(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let (mut bytes, content) = small();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] ^= byte }
        if let Ok(bag) = read(&bytes) {
            prop_assert_eq!(bag.external_files().len(), 1);
            prop_assert_eq!(&bag.external_files()[0].id, &file_id(&content).unwrap());
        }
    }

    #[test]
    fn files_of_any_sizes_come_back(sizes in prop::collection::vec(0..3_000_000_usize, 0..4)) {
        let contents: Vec<Vec<u8>> = sizes.iter().enumerate().map(|(n, size)| {
            let mut content = vec![u8::try_from(n).unwrap(); *size];
            content.push(u8::try_from(n).unwrap());
            content
        }).collect();
        let files = MemoryFiles::new(contents.clone());
        let mut bag = Bag::new("x").unwrap();
        bag.add_payload("application.json", b"{}".to_vec()).unwrap();
        for (n, content) in contents.iter().enumerate() {
            bag.add_external(&format!("attachments/{n}"), file_id(content).unwrap(), content.len() as u64).unwrap();
        }
        let write = || {
            let mut out = MemorySink::new(&files);
            block_on(bag.write(noon(), &LIMITS, &files, &mut out, &mut |_| ())).unwrap();
            out.bytes
        };
        let bytes = write();
        prop_assert!(bytes == write(), "the same bytes each time");
        let read = read(&bytes).unwrap();
        for (external, content) in read.external_files().iter().zip(&contents) {
            let mut out: Vec<u8> = Vec::new();
            block_on(unpack(&bytes.as_slice(), external.range.as_ref().unwrap(), &mut |piece| out.extend(piece))).unwrap();
            prop_assert!(out == *content);
        }
        prop_assert_eq!(read.external_files().len(), contents.len());
    }
}
