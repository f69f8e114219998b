//! The browser's Blobs as sources and sinks of `bundle`: files of any size, read a piece at a time.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::ready;

use js_sys::{Array, Uint8Array};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, FileReaderSync};

use super::js::{size_of, unreadable};
use super::stream::{Stream, too_short};
use crate::bundle::source::{Absent, Files, ReadFuture, Sink, Source, Unreadable};
use crate::bundle::worker::FileId;

/// A Blob, to be read anywhere in it.
pub(super) struct BlobSource {
    blob: Blob,
    reader: FileReaderSync,
    /// Continues after what was read last.
    stream: RefCell<Option<Stream>>,
}

impl BlobSource {
    pub(super) fn new(blob: Blob) -> Result<Self, Unreadable> {
        let reader = FileReaderSync::new().map_err(|error| unreadable(&error))?;
        Ok(Self { blob, reader, stream: RefCell::default() })
    }

    #[expect(clippy::cast_precision_loss, reason = "no file has more bytes than a double counts one by one")]
    fn slice(&self, from: u64, to: u64) -> Result<Blob, Unreadable> {
        self.blob.slice_with_f64_and_f64(from as f64, to as f64).map_err(|error| unreadable(&error))
    }

    /// Reads with a stream; or a slice, if the browser has no streams that write into a given buffer.
    async fn read_large(&self, at: u64, buffer: &mut [u8]) -> Result<(), Unreadable> {
        let continues_here = self.stream.take().filter(|stream| stream.at() == at);
        let stream = match continues_here {
            Some(stream) => Some(stream),
            None => Stream::of(&self.slice(at, self.size())?, at),
        };
        let Some(mut stream) = stream else {
            let slice = self.slice(at, at.saturating_add(buffer.len() as u64))?;
            let read = JsFuture::from(slice.array_buffer()).await.map_err(|error| unreadable(&error))?;
            return fill(buffer, &Uint8Array::new(&read));
        };
        stream.fill(buffer).await?;
        if stream.at() < self.size() {
            self.stream.replace(Some(stream));
        }
        Ok(())
    }
}

impl Source for BlobSource {
    fn size(&self) -> u64 {
        size_of(&self.blob)
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> Result<(), Unreadable> {
        let slice = self.slice(at, at.saturating_add(buffer.len() as u64))?;
        let read = self.reader.read_as_array_buffer(&slice).map_err(|error| unreadable(&error))?;
        fill(buffer, &Uint8Array::new(&read))
    }

    fn read_async<'a>(&'a self, at: u64, buffer: &'a mut [u8]) -> ReadFuture<'a> {
        let continues_here = self.stream.borrow().as_ref().is_some_and(|stream| stream.at() == at);
        if buffer.len() < SMALL && !continues_here {
            return Box::pin(ready(self.read_at(at, buffer)));
        }
        Box::pin(self.read_large(at, buffer))
    }
}

/// Fewer bytes than these are read without a stream, unless one is already at the place.
const SMALL: usize = 64 << 10;

fn fill(buffer: &mut [u8], bytes: &Uint8Array) -> Result<(), Unreadable> {
    if bytes.length() as usize != buffer.len() {
        return Err(too_short());
    }
    bytes.copy_to(buffer);
    Ok(())
}

/// The attached files that one job needs, each as it was found in the store.
#[derive(Default)]
pub(super) struct JobFiles(BTreeMap<FileId, Result<BlobSource, Absent>>);

impl JobFiles {
    pub(super) fn insert(&mut self, id: FileId, found: Result<Blob, Absent>) {
        let source = found.and_then(|blob| BlobSource::new(blob).map_err(|error| Absent::Unreadable(error.0)));
        self.0.insert(id, source);
    }

    fn get(&self, id: &FileId) -> Result<&BlobSource, Absent> {
        self.0.get(id).map_or(Err(Absent::NotThere), |found| found.as_ref().map_err(Clone::clone))
    }
}

impl Files for JobFiles {
    fn file(&self, id: &FileId) -> Result<&dyn Source, Absent> {
        self.get(id).map(|source| source as &dyn Source)
    }
}

/// How many bytes are collected in memory before they become a Blob.
const FLUSH_AT: usize = 4 << 20;

/// Writes a Blob: bytes are copied into it, attached files go in by reference, without being read.
pub(super) struct BlobSink<'a> {
    files: &'a JobFiles,
    parts: Array,
    pending: Vec<u8>,
}

impl<'a> BlobSink<'a> {
    pub(super) fn new(files: &'a JobFiles) -> Self {
        Self { files, parts: Array::new(), pending: Vec::new() }
    }

    /// Appends bytes.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        self.pending.extend(bytes);
        if self.pending.len() >= FLUSH_AT { self.flush() } else { Ok(()) }
    }

    /// Turns the collected bytes into a Blob, which the browser keeps in memory or on disk as it sees fit.
    fn flush(&mut self) -> Result<(), Unreadable> {
        if !self.pending.is_empty() {
            let bytes = Uint8Array::from(self.pending.as_slice());
            let part = Blob::new_with_u8_array_sequence(&Array::of1(&bytes)).map_err(|error| unreadable(&error))?;
            self.parts.push(&part);
            self.pending.clear();
        }
        Ok(())
    }

    /// All of it, as a file of this media type.
    pub(super) fn finish(self, kind: &str) -> Result<Blob, Unreadable> {
        let rest = Uint8Array::from(self.pending.as_slice());
        self.parts.push(&rest);
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        Blob::new_with_blob_sequence_and_options(&self.parts, &options).map_err(|error| unreadable(&error))
    }
}

impl Sink for BlobSink<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        self.push(bytes)
    }

    fn write_file(&mut self, id: &FileId) -> Result<(), Unreadable> {
        self.flush()?;
        let file = self.files.get(id)?;
        self.parts.push(&file.blob);
        Ok(())
    }

    fn read_back(&self) -> Result<Box<dyn Source + '_>, Unreadable> {
        let all = self.parts.slice(0, self.parts.length());
        all.push(&Uint8Array::from(self.pending.as_slice()));
        let blob = Blob::new_with_blob_sequence(&all).map_err(|error| unreadable(&error))?;
        Ok(Box::new(BlobSource::new(blob)?))
    }
}
