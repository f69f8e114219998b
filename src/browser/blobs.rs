//! Files of any size in the press, read a piece at a time: the browser's Blobs, of which only handles are held.

use std::collections::BTreeMap;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, FileReaderSync};

use crate::bundle::press::FileId;
use crate::bundle::source::{Files, Sink, Source, Unreadable};

/// A Blob, to be read anywhere in it.
pub(super) struct BlobSource {
    blob: Blob,
    reader: FileReaderSync,
}

impl BlobSource {
    pub(super) fn new(blob: Blob) -> Result<Self, Unreadable> {
        let reader = FileReaderSync::new().map_err(|error| unreadable(&error))?;
        Ok(Self { blob, reader })
    }
}

impl Source for BlobSource {
    fn size(&self) -> u64 {
        size_of(&self.blob)
    }

    #[expect(clippy::cast_precision_loss, reason = "no file has more bytes than a double counts one by one")]
    fn read_at(&self, at: u64, buffer: &mut [u8]) -> Result<(), Unreadable> {
        let end = at.saturating_add(buffer.len() as u64);
        let slice = self.blob.slice_with_f64_and_f64(at as f64, end as f64).map_err(|error| unreadable(&error))?;
        // Detaching this (`transfer(0)`) after the copy makes it worse in Chromium: 2.2 GB stayed while 1 GB was read, since
        // what is detached no longer urges the browser to look for what is no longer needed.
        let read = self.reader.read_as_array_buffer(&slice).map_err(|error| unreadable(&error))?;
        let bytes = Uint8Array::new(&read);
        if bytes.length() as usize != buffer.len() {
            return Err(Unreadable("it is shorter than it was".to_owned()));
        }
        bytes.copy_to(buffer);
        Ok(())
    }
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

fn unreadable(error: &JsValue) -> Unreadable {
    Unreadable(super::store::said(error))
}

/// Attached files at hand.
#[derive(Default)]
pub(super) struct Shelf(BTreeMap<FileId, BlobSource>);

impl Shelf {
    pub(super) fn put(&mut self, id: FileId, blob: Blob) {
        // A worker has a reader; a file without one counts as not there.
        if let Ok(source) = BlobSource::new(blob) {
            self.0.insert(id, source);
        }
    }
}

impl Files for Shelf {
    fn file(&self, id: &FileId) -> Option<&dyn Source> {
        self.0.get(id).map(|source| source as &dyn Source)
    }
}

/// How many bytes are gathered before they are handed to the browser.
const GATHERED: usize = 4 << 20;

/// A Blob that grows: what is written goes to the browser, attached files go in as they are, without being read.
pub(super) struct BlobSink<'a> {
    shelf: &'a Shelf,
    parts: Array,
    gathered: Vec<u8>,
}

impl<'a> BlobSink<'a> {
    pub(super) fn new(shelf: &'a Shelf) -> Self {
        Self { shelf, parts: Array::new(), gathered: Vec::new() }
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
        let file = self.shelf.0.get(id).ok_or_else(|| Unreadable("it is not there".to_owned()))?;
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
