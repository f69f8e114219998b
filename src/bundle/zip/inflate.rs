//! Unpacks deflated data in chunks.

use deflate64::InflaterManaged;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

use super::record::EntryRange;
use crate::bundle::error::Problem;

/// The size of the window of unpacked bytes to which packed data refers back: deflate needs 32 KB; a power of two.
const WINDOW: usize = 1 << 16;

/// Unpacks one entry. Needs no more memory than its window.
pub(super) struct Unpacker {
    packing: Packing,
    made: u64,
    declared: u64,
    done: bool,
}

enum Packing {
    Stored,
    Deflated { state: Box<DecompressorOxide>, window: Vec<u8>, at: usize },
    Deflated64 { state: Box<InflaterManaged>, buffer: Vec<u8> },
}

impl Unpacker {
    /// For what is at this place. It must unpack to exactly the size that it says.
    pub(super) fn new(range: &EntryRange) -> Self {
        let packing = match range.unpacks_to {
            None => Packing::Stored,
            Some(_) if range.deflate_64 => {
                Packing::Deflated64 { state: Box::new(InflaterManaged::new()), buffer: vec![0; WINDOW] }
            }
            Some(_) => Packing::Deflated { state: Box::default(), window: vec![0; WINDOW], at: 0 },
        };
        let declared = range.unpacks_to.unwrap_or_else(|| range.at.end.saturating_sub(range.at.start));
        Self { packing, made: 0, declared, done: false }
    }

    /// Takes further packed bytes, and calls `each` with what they unpack to. `last`: there are no more after these. Bytes
    /// after the end of the packed data are skipped.
    pub(super) fn take(&mut self, packed: &[u8], last: bool, each: &mut dyn FnMut(&[u8])) -> Result<(), Problem> {
        let (made, declared) = (&mut self.made, self.declared);
        let mut fresh = |bytes: &[u8]| {
            *made = made.saturating_add(bytes.len() as u64);
            if *made > declared {
                return Err(Problem::Size { declared });
            }
            each(bytes);
            Ok(())
        };
        match &mut self.packing {
            _ if self.done => {}
            Packing::Stored => {
                fresh(packed)?;
                self.done = last;
            }
            Packing::Deflated { state, window, at } => {
                self.done = inflate(state, window, at, packed, last, &mut fresh)?;
            }
            Packing::Deflated64 { state, buffer } => self.done = inflate_64(state, buffer, packed, &mut fresh)?,
        }
        Ok(())
    }

    /// Checks that the entry was complete.
    pub(super) fn finish(&self) -> Result<(), Problem> {
        let is_stored = matches!(self.packing, Packing::Stored);
        match (self.done || is_stored, self.made == self.declared) {
            (true, true) => Ok(()),
            (true, false) => Err(Problem::Size { declared: self.declared }),
            (false, _) => Err(Problem::Deflate),
        }
    }
}

type Fresh<'a> = &'a mut dyn FnMut(&[u8]) -> Result<(), Problem>;

/// Gives whether the end of the packed data was reached.
fn inflate(
    state: &mut DecompressorOxide,
    window: &mut [u8],
    at: &mut usize,
    mut packed: &[u8],
    last: bool,
    fresh: Fresh<'_>,
) -> Result<bool, Problem> {
    let flags = if last { 0 } else { inflate_flags::TINFL_FLAG_HAS_MORE_INPUT };
    loop {
        let (status, used, new) = decompress(state, packed, window, *at, flags);
        packed = packed.get(used..).unwrap_or_default();
        fresh(window.get(*at..at.saturating_add(new)).unwrap_or_default())?;
        *at = at.saturating_add(new) % WINDOW;
        match status {
            TINFLStatus::Done => return Ok(true),
            TINFLStatus::HasMoreOutput => {}
            TINFLStatus::NeedsMoreInput if !last => return Ok(false),
            _ => return Err(Problem::Deflate),
        }
    }
}

/// The same for Deflate64.
fn inflate_64(
    state: &mut InflaterManaged,
    buffer: &mut [u8],
    mut packed: &[u8],
    fresh: Fresh<'_>,
) -> Result<bool, Problem> {
    loop {
        let step = state.inflate(packed, buffer);
        packed = packed.get(step.bytes_consumed..).unwrap_or_default();
        fresh(buffer.get(..step.bytes_written).unwrap_or_default())?;
        if step.data_error || state.errored() {
            return Err(Problem::Deflate);
        }
        if state.finished() {
            return Ok(true);
        }
        if step.bytes_written == 0 && packed.is_empty() {
            return Ok(false);
        }
        if step.bytes_written == 0 && step.bytes_consumed == 0 {
            return Err(Problem::Deflate);
        }
    }
}
