//! Unpacks deflated data in chunks.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

use crate::bundle::error::Problem;

/// The size of the window of unpacked bytes to which packed data refers back: deflate needs 32 KB; a power of two.
const WINDOW: usize = 1 << 16;

/// Unpacks one entry. Needs no more memory than the window.
pub(super) struct Inflate {
    state: Box<DecompressorOxide>,
    window: Vec<u8>,
    at: usize,
    made: u64,
    declared: u64,
    done: bool,
}

impl Inflate {
    /// For an entry that must unpack to exactly `declared` bytes.
    pub(super) fn new(declared: u64) -> Self {
        Self { state: Box::default(), window: vec![0; WINDOW], at: 0, made: 0, declared, done: false }
    }

    /// Takes further packed bytes, and calls `each` with what they unpack to. `last`: there are no more after these.
    pub(super) fn take(&mut self, mut packed: &[u8], last: bool, each: &mut dyn FnMut(&[u8])) -> Result<(), Problem> {
        if self.done {
            return if packed.is_empty() { Ok(()) } else { Err(Problem::Deflate) };
        }
        let flags = if last { 0 } else { inflate_flags::TINFL_FLAG_HAS_MORE_INPUT };
        loop {
            let (status, used, new) = decompress(&mut self.state, packed, &mut self.window, self.at, flags);
            packed = packed.get(used..).unwrap_or_default();
            let fresh = self.window.get(self.at..self.at.saturating_add(new)).unwrap_or_default();
            self.made = self.made.saturating_add(new as u64);
            if self.made > self.declared {
                return Err(Problem::Size { declared: self.declared });
            }
            each(fresh);
            self.at = self.at.saturating_add(new) % WINDOW;
            match status {
                TINFLStatus::Done if packed.is_empty() => {
                    self.done = true;
                    return Ok(());
                }
                TINFLStatus::HasMoreOutput => {}
                TINFLStatus::NeedsMoreInput if !last => return Ok(()),
                _ => return Err(Problem::Deflate),
            }
        }
    }

    /// Checks that the entry was complete.
    pub(super) fn finish(&self) -> Result<(), Problem> {
        match (self.done, self.made == self.declared) {
            (true, true) => Ok(()),
            (true, false) => Err(Problem::Size { declared: self.declared }),
            (false, _) => Err(Problem::Deflate),
        }
    }
}
