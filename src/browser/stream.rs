//! Reads Blobs through one reused buffer.
//!
//! Other ways to read a Blob allocate new memory for every piece, which is freed only at the browser's next garbage
//! collection: several hundred megabytes later, where a gigabyte is read.

use std::cell::Cell;

use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, ReadableStreamByobReader};

use super::js::unreadable;
use crate::bundle::source::Unreadable;

/// How large the one buffer is, in bytes.
const SIZE: u32 = 1 << 20;

/// A Blob that is being read.
pub(super) struct Stream {
    reader: ReadableStreamByobReader,
    at: u64,
}

thread_local! {
    /// The buffer: each read transfers it to the browser and back. None before the first read and after one that failed.
    static BUFFER: Cell<Option<ArrayBuffer>> = const { Cell::new(None) };
}

impl Stream {
    /// Reads this Blob, whose first byte is the one at `at` of the whole file. None if the browser has no streams that
    /// write into a given buffer.
    pub(super) fn of(blob: &Blob, at: u64) -> Option<Self> {
        let reader = ReadableStreamByobReader::new(&blob.stream()).ok()?;
        Some(Self { reader, at })
    }

    /// The place of the next byte.
    pub(super) fn at(&self) -> u64 {
        self.at
    }

    /// Fills the buffer with the next bytes.
    pub(super) async fn fill(&mut self, mut buffer: &mut [u8]) -> Result<(), Unreadable> {
        while !buffer.is_empty() {
            let own = BUFFER.take().unwrap_or_else(|| ArrayBuffer::new(SIZE));
            let most = u32::try_from(buffer.len()).unwrap_or(SIZE).min(SIZE);
            let view = Uint8Array::new_with_byte_offset_and_length(&own, 0, most);
            let read = JsFuture::from(self.reader.read_with_array_buffer_view(&view)).await;
            let read =
                read.and_then(|read| Reflect::get(&read, &"value".into())).map_err(|error| unreadable(&error))?;
            // At the end it has no bytes, or (in one that was cancelled) is nothing.
            let bytes: Uint8Array = read.dyn_into().map_err(|_| too_short())?;
            let length = bytes.length() as usize;
            let (now, later) = buffer.split_at_mut_checked(length).filter(|_| length > 0).ok_or_else(too_short)?;
            bytes.copy_to(now);
            buffer = later;
            BUFFER.set(Some(bytes.buffer()));
            self.at = self.at.saturating_add(length as u64);
        }
        Ok(())
    }
}

/// The error of a file that ends too early.
pub(super) fn too_short() -> Unreadable {
    Unreadable("it is shorter than it was".to_owned())
}

impl Drop for Stream {
    /// Frees what the browser has read ahead.
    fn drop(&mut self) {
        let cancelled = JsFuture::from(self.reader.cancel());
        // A stream that has failed fails to be cancelled too.
        spawn_local(async { drop(cancelled.await) });
    }
}
