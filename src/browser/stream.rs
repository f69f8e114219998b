//! Blobs read from one place on, all into one buffer.
//!
//! Whatever else reads a Blob hands out new memory for every piece, which goes only when the browser next looks for what
//! is no longer needed: several hundred megabytes later, where a gigabyte is read.

use std::cell::Cell;

use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, ReadableStreamByobReader};

use super::blobs::{shorter, unreadable};
use crate::bundle::source::Unreadable;

/// How large the one buffer is, in bytes.
const SIZE: u32 = 1 << 20;

/// A Blob that is being read.
pub(super) struct Stream {
    reader: ReadableStreamByobReader,
    at: u64,
}

thread_local! {
    /// The one buffer: goes to the browser with every read, and comes back. It is not there before the first read, nor
    /// after one that has failed.
    static BUFFER: Cell<Option<ArrayBuffer>> = const { Cell::new(None) };
}

impl Stream {
    /// Reads all of this Blob, whose first byte is the one at `at` of the whole. Nothing where the browser's streams do not
    /// write into a buffer that they are given.
    pub(super) fn of(blob: &Blob, at: u64) -> Option<Self> {
        let reader = ReadableStreamByobReader::new(&blob.stream()).ok()?;
        Some(Self { reader, at })
    }

    /// Where it stands.
    pub(super) fn at(&self) -> u64 {
        self.at
    }

    /// Fills the buffer with the bytes that follow.
    pub(super) async fn fill(&mut self, mut buffer: &mut [u8]) -> Result<(), Unreadable> {
        while !buffer.is_empty() {
            let own = BUFFER.take().unwrap_or_else(|| ArrayBuffer::new(SIZE));
            let most = u32::try_from(buffer.len()).unwrap_or(SIZE).min(SIZE);
            let view = Uint8Array::new_with_byte_offset_and_length(&own, 0, most);
            let read = JsFuture::from(self.reader.read_with_array_buffer_view(&view)).await;
            let read =
                read.and_then(|read| Reflect::get(&read, &"value".into())).map_err(|error| unreadable(&error))?;
            // At the end it has no bytes, or (in one that was cancelled) is nothing.
            let bytes: Uint8Array = read.dyn_into().map_err(|_| shorter())?;
            let length = bytes.length() as usize;
            let (now, later) = buffer.split_at_mut_checked(length).filter(|_| length > 0).ok_or_else(shorter)?;
            bytes.copy_to(now);
            buffer = later;
            BUFFER.set(Some(bytes.buffer()));
            self.at = self.at.saturating_add(length as u64);
        }
        Ok(())
    }
}

impl Drop for Stream {
    /// What the browser has read ahead is no longer wanted.
    fn drop(&mut self) {
        let cancelled = JsFuture::from(self.reader.cancel());
        // A stream that has failed says so once more.
        spawn_local(async { drop(cancelled.await) });
    }
}
