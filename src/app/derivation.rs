//! The functions that compute derived data, as a value: a part of the program hands them in once it has come.

use crate::call::{Call, Timestamp};
use crate::documents::{LaidLetter, laid_letters};
use crate::draft::Draft;
use crate::readiness::{OnPaper, OtherHubs, Readiness, assess_on_paper};

/// The functions that compute derived data. They are a large part of the program, and the page loads them after its first
/// paint: until then nothing is derived.
#[derive(Debug, Clone, Copy)]
pub struct Derivation {
    pub(super) lay_out: fn(&Call, &Draft, Timestamp, &[LaidLetter]) -> Vec<LaidLetter>,
    pub(super) assess: fn(&Call, &Draft, Timestamp, &OtherHubs, &OnPaper) -> Readiness,
}

impl Derivation {
    /// The functions.
    pub const NEW: Self = Self { lay_out: laid_letters, assess: assess_on_paper };
}

/// There is only one.
impl PartialEq for Derivation {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
