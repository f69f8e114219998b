//! Files of any size in the worker, read a piece at a time: the browser's Blobs, of which only handles are held.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::ready;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, FileReaderSync};

use super::stream::Stream;
use crate::bundle::source::{Absent, Files, Reading, Sink, Source, Unreadable};
use crate::bundle::worker::FileId;

/// A Blob, to be read anywhere in it.
pub(super) struct BlobSource {
    blob: Blob,
    reader: FileReaderSync,
    /// Stands behind what was read last.
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

    /// Reads on in a stream, or, where the browser's streams do not write into a buffer that they are given, a slice.
    async fn read_much(&self, at: u64, buffer: &mut [u8]) -> Result<(), Unreadable> {
        let stands_here = self.stream.take().filter(|stream| stream.at() == at);
        let stream = match stands_here {
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

    fn read_on<'a>(&'a self, at: u64, buffer: &'a mut [u8]) -> Reading<'a> {
        let stands_here = self.stream.borrow().as_ref().is_some_and(|stream| stream.at() == at);
        if buffer.len() < FEW && !stands_here {
            return Box::pin(ready(self.read_at(at, buffer)));
        }
        Box::pin(self.read_much(at, buffer))
    }
}

/// For fewer bytes than these a stream is not worth its while, unless it stands there.
const FEW: usize = 64 << 10;

fn fill(buffer: &mut [u8], bytes: &Uint8Array) -> Result<(), Unreadable> {
    if bytes.length() as usize != buffer.len() {
        return Err(shorter());
    }
    bytes.copy_to(buffer);
    Ok(())
}

/// What is said where a file ends too early.
pub(super) fn shorter() -> Unreadable {
    Unreadable("it is shorter than it was".to_owned())
}

/// How many bytes a Blob has.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size is a whole number, and not negative"
)]
pub(super) fn size_of(blob: &Blob) -> u64 {
    blob.size() as u64
}

pub(super) fn unreadable(error: &JsValue) -> Unreadable {
    Unreadable(super::store::said(error))
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

/// How many bytes are gathered before they are handed to the browser.
const GATHERED: usize = 4 << 20;

/// A Blob that grows: what is written goes to the browser, attached files go in as they are, without being read.
pub(super) struct BlobSink<'a> {
    files: &'a JobFiles,
    parts: Array,
    gathered: Vec<u8>,
}

impl<'a> BlobSink<'a> {
    pub(super) fn new(files: &'a JobFiles) -> Self {
        Self { files, parts: Array::new(), gathered: Vec::new() }
    }

    /// Takes bytes.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        self.gathered.extend(bytes);
        if self.gathered.len() >= GATHERED { self.hand_over() } else { Ok(()) }
    }

    /// Bytes as a Blob, whose bytes the browser keeps, in memory or on disk as it sees fit.
    fn hand_over(&mut self) -> Result<(), Unreadable> {
        if !self.gathered.is_empty() {
            let bytes = Uint8Array::from(self.gathered.as_slice());
            let part = Blob::new_with_u8_array_sequence(&Array::of1(&bytes)).map_err(|error| unreadable(&error))?;
            self.parts.push(&part);
            self.gathered.clear();
        }
        Ok(())
    }

    /// All of it, as a file of this media type.
    pub(super) fn finish(self, kind: &str) -> Result<Blob, Unreadable> {
        let rest = Uint8Array::from(self.gathered.as_slice());
        self.parts.push(&rest);
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        Blob::new_with_blob_sequence_and_options(&self.parts, &options).map_err(|error| unreadable(&error))
    }
}

impl Sink for BlobSink<'_> {
    fn bytes(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        self.push(bytes)
    }

    fn file(&mut self, id: &FileId) -> Result<(), Unreadable> {
        self.hand_over()?;
        let file = self.files.get(id)?;
        self.parts.push(&file.blob);
        Ok(())
    }

    fn written(&self) -> Result<Box<dyn Source + '_>, Unreadable> {
        let all = self.parts.slice(0, self.parts.length());
        all.push(&Uint8Array::from(self.gathered.as_slice()));
        let blob = Blob::new_with_blob_sequence(&all).map_err(|error| unreadable(&error))?;
        Ok(Box::new(BlobSource::new(blob)?))
    }
}
