//! Bytes that lie elsewhere: files of any size, read a piece at a time, and a place to write to.
//!
//! A bundle may hold a gigabyte of attachments, and no memory does. So what is read is a [`Source`], what is written goes
//! to a [`Sink`], and attachments come from [`Files`]. The worker has all three over the browser's Blobs; tests, and
//! whatever is small, over bytes in memory.
//!
//! Long reads are awaited ([`Source::read_on`]): a browser clears away what it has read only while nobody works, so a
//! worker that read a gigabyte without a pause would have held a good part of it. In memory nothing waits: [`at_once`].

use std::collections::BTreeMap;
use std::fmt;
use std::future::ready;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use crate::draft::FileId;

/// How many bytes are read at once.
pub const PIECE: usize = 1 << 20;

/// Bytes that can be read anywhere.
pub trait Source {
    /// How many there are.
    fn size(&self) -> u64;

    /// Fills the buffer with the bytes from `at`. Fails where there are fewer, or where they cannot be read any more.
    fn read_at(&self, at: u64, buffer: &mut [u8]) -> Result<(), Unreadable>;

    /// The same where much is read, one piece behind the other.
    fn read_on<'a>(&'a self, at: u64, buffer: &'a mut [u8]) -> Reading<'a> {
        Box::pin(ready(self.read_at(at, buffer)))
    }
}

/// Bytes are being read.
pub type Reading<'a> = Pin<Box<dyn Future<Output = Result<(), Unreadable>> + 'a>>;

/// Does a work now, all of whose sources are in memory: nothing in it waits for anything.
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
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

/// Somewhere to write to.
pub trait Sink {
    /// Writes bytes.
    fn bytes(&mut self, bytes: &[u8]) -> Result<(), Unreadable>;

    /// Writes an attached file, whole.
    fn file(&mut self, id: &FileId) -> Result<(), Unreadable>;

    /// What has been written so far, to be read again.
    fn written(&self) -> Result<Box<dyn Source + '_>, Unreadable>;
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

/// Hears how far a work has come: bytes done, and bytes in all.
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

/// No files at all, or those in memory.
#[derive(Debug, Default)]
pub struct FilesInMemory(BTreeMap<FileId, Vec<u8>>);

impl FilesInMemory {
    /// These files; each gets the id that its bytes have.
    pub fn new(files: impl IntoIterator<Item = Vec<u8>>) -> Self {
        Self(files.into_iter().filter_map(|bytes| Some((file_id(&bytes)?, bytes))).collect())
    }
}

impl Files for FilesInMemory {
    fn file(&self, id: &FileId) -> Result<&dyn Source, Absent> {
        self.0.get(id).map(|bytes| bytes as &dyn Source).ok_or(Absent::NotThere)
    }
}

/// The id of a file with these bytes.
pub fn file_id(bytes: &[u8]) -> Option<FileId> {
    FileId::new(&super::sha256::hex(bytes))
}

/// Writes into memory.
pub struct InMemory<'a> {
    /// What has been written.
    pub bytes: Vec<u8>,
    files: &'a dyn Files,
}

impl<'a> InMemory<'a> {
    /// Nothing yet; attached files are copied from here.
    pub fn new(files: &'a dyn Files) -> Self {
        Self { bytes: Vec::new(), files }
    }
}

impl Sink for InMemory<'_> {
    fn bytes(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        self.bytes.extend(bytes);
        Ok(())
    }

    fn file(&mut self, id: &FileId) -> Result<(), Unreadable> {
        let file = self.files.file(id)?;
        let bytes = &mut self.bytes;
        at_once(pieces(file, 0, file.size(), &mut |piece| {
            bytes.extend(piece);
            Ok(())
        }))
    }

    fn written(&self) -> Result<Box<dyn Source + '_>, Unreadable> {
        Ok(Box::new(self.bytes.as_slice()))
    }
}

/// Hands on the bytes from `from` to `to`, a piece at a time.
pub async fn pieces<E: From<Unreadable>>(
    source: &dyn Source,
    from: u64,
    to: u64,
    each: &mut dyn FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let most = usize::try_from(to.saturating_sub(from)).unwrap_or(PIECE).min(PIECE);
    let mut buffer = vec![0; most];
    let mut at = from;
    while at < to {
        let length = usize::try_from(to.saturating_sub(at)).unwrap_or(most).min(most);
        let Some(piece) = buffer.get_mut(..length) else { break };
        source.read_on(at, piece).await?;
        each(piece)?;
        at = at.saturating_add(length as u64);
    }
    Ok(())
}

/// SHA-256 of all bytes, in lower-case hex.
pub async fn sha256_of(source: &dyn Source, progress: Progress<'_>) -> Result<FileId, Unreadable> {
    let (mut hash, mut done, all) = (super::sha256::Running::default(), 0_u64, source.size());
    pieces::<Unreadable>(source, 0, all, &mut |piece| {
        hash.update(piece);
        done = done.saturating_add(piece.len() as u64);
        progress(done, all);
        Ok(())
    })
    .await?;
    FileId::new(&hash.finish()).ok_or_else(|| Unreadable("it has no checksum".to_owned()))
}
