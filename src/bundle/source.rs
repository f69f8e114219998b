//! Reading and writing files of any size, in chunks.
//!
//! A bundle may hold a gigabyte of attachments, which does not fit into memory. So what is read is a [`Source`], what is
//! written goes to a [`Sink`], and attachments come from [`Files`]. In the worker all three use the browser's Blobs; in
//! tests, and for small files, they use bytes in memory.
//!
//! Long reads are awaited ([`Source::read_async`]): a browser frees the buffers of earlier reads only between tasks, so a
//! worker that read a gigabyte without a pause would hold much of it. Reads in memory never wait: [`block_on`].

use std::collections::BTreeMap;
use std::fmt;
use std::future::ready;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use crate::draft::FileId;

/// How many bytes are read at once, at most.
pub const CHUNK: usize = 1 << 20;

/// Bytes that can be read at any place.
pub trait Source {
    /// How many there are.
    fn size(&self) -> u64;

    /// Fills the buffer with the bytes from `at`. Fails where there are fewer, or where they cannot be read any more.
    fn read_at(&self, at: u64, buffer: &mut [u8]) -> Result<(), Unreadable>;

    /// As [`Source::read_at`], for long reads of one chunk after the other.
    fn read_async<'a>(&'a self, at: u64, buffer: &'a mut [u8]) -> ReadFuture<'a> {
        Box::pin(ready(self.read_at(at, buffer)))
    }
}

/// The future of [`Source::read_async`].
pub type ReadFuture<'a> = Pin<Box<dyn Future<Output = Result<(), Unreadable>> + 'a>>;

/// Runs a future whose sources are all in memory, so that nothing in it ever waits.
pub fn block_on<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(done) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return done;
        }
    }
}

/// Bytes could not be read. The text is for a technician.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot be read: {}", self.0)
    }
}

impl std::error::Error for Unreadable {}

/// A place to write to.
pub trait Sink {
    /// Writes bytes.
    fn write(&mut self, bytes: &[u8]) -> Result<(), Unreadable>;

    /// Writes an attached file, whole.
    fn write_file(&mut self, id: &FileId) -> Result<(), Unreadable>;

    /// What has been written so far, as a source.
    fn read_back(&self) -> Result<Box<dyn Source + '_>, Unreadable>;
}

/// Attached files.
pub trait Files {
    /// A file by its id.
    fn file(&self, id: &FileId) -> Result<&dyn Source, Absent>;
}

/// Why an attached file cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absent {
    /// There is no such file.
    NotThere,
    /// It may be there, but could not be read. Why, for a technician.
    Unreadable(String),
}

impl From<Absent> for Unreadable {
    fn from(absent: Absent) -> Self {
        match absent {
            Absent::NotThere => Self("it is not there".to_owned()),
            Absent::Unreadable(why) => Self(why),
        }
    }
}

/// Is called with the bytes done so far and the bytes in all.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);

impl Source for [u8] {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> Result<(), Unreadable> {
        let from = usize::try_from(at).ok();
        let found = from.and_then(|from| self.get(from..from.checked_add(buffer.len())?));
        buffer.copy_from_slice(found.ok_or_else(|| Unreadable("there is no more".to_owned()))?);
        Ok(())
    }
}

impl Source for &[u8] {
    fn size(&self) -> u64 {
        (**self).size()
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> Result<(), Unreadable> {
        (**self).read_at(at, buffer)
    }
}

impl Source for Vec<u8> {
    fn size(&self) -> u64 {
        self.as_slice().size()
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> Result<(), Unreadable> {
        self.as_slice().read_at(at, buffer)
    }
}

/// Attached files in memory; by default none.
#[derive(Debug, Default)]
pub struct MemoryFiles(BTreeMap<FileId, Vec<u8>>);

impl MemoryFiles {
    /// These files. The id of each is computed from its bytes.
    pub fn new(files: impl IntoIterator<Item = Vec<u8>>) -> Self {
        Self(files.into_iter().filter_map(|bytes| Some((file_id(&bytes)?, bytes))).collect())
    }
}

impl Files for MemoryFiles {
    fn file(&self, id: &FileId) -> Result<&dyn Source, Absent> {
        self.0.get(id).map(|bytes| bytes as &dyn Source).ok_or(Absent::NotThere)
    }
}

/// The id of a file with these bytes.
pub fn file_id(bytes: &[u8]) -> Option<FileId> {
    FileId::new(&super::sha256::hex(bytes))
}

/// Writes into memory.
pub struct MemorySink<'a> {
    /// What has been written.
    pub bytes: Vec<u8>,
    files: &'a dyn Files,
}

impl<'a> MemorySink<'a> {
    /// An empty one; attached files are copied from `files`.
    pub fn new(files: &'a dyn Files) -> Self {
        Self { bytes: Vec::new(), files }
    }
}

impl Sink for MemorySink<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        self.bytes.extend(bytes);
        Ok(())
    }

    fn write_file(&mut self, id: &FileId) -> Result<(), Unreadable> {
        let file = self.files.file(id)?;
        let bytes = &mut self.bytes;
        block_on(for_each_chunk(file, 0, file.size(), &mut |piece| {
            bytes.extend(piece);
            Ok(())
        }))
    }

    fn read_back(&self) -> Result<Box<dyn Source + '_>, Unreadable> {
        Ok(Box::new(self.bytes.as_slice()))
    }
}

/// Calls `each` with the bytes from `from` to `to`, in chunks of at most [`CHUNK`] bytes.
pub async fn for_each_chunk<E: From<Unreadable>>(
    source: &dyn Source,
    from: u64,
    to: u64,
    each: &mut dyn FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let most = usize::try_from(to.saturating_sub(from)).unwrap_or(CHUNK).min(CHUNK);
    let mut buffer = vec![0; most];
    let mut at = from;
    while at < to {
        let length = usize::try_from(to.saturating_sub(at)).unwrap_or(most).min(most);
        let Some(piece) = buffer.get_mut(..length) else { break };
        source.read_async(at, piece).await?;
        each(piece)?;
        at = at.saturating_add(length as u64);
    }
    Ok(())
}

/// SHA-256 of all bytes, in lower-case hex.
pub async fn sha256_of(source: &dyn Source, progress: Progress<'_>) -> Result<FileId, Unreadable> {
    let (mut hash, mut done, all) = (super::sha256::Hasher::default(), 0_u64, source.size());
    for_each_chunk::<Unreadable>(source, 0, all, &mut |piece| {
        hash.update(piece);
        done = done.saturating_add(piece.len() as u64);
        progress(done, all);
        Ok(())
    })
    .await?;
    FileId::new(&hash.finish()).ok_or_else(|| Unreadable("it has no checksum".to_owned()))
}
