//! What laid-out pages say about the letters, and what cannot be printed: handed to the check by whoever lays out (`documents::on_paper`).

use crate::call::LetterId;
use crate::draft::Field;

/// What laid-out pages say about the letters of a draft, and what of the draft cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OnPaper {
    /// Each letter that was laid out.
    pub letters: Vec<LetterOnPaper>,
    /// Characters that the fonts do not have, by the answer in which they stand.
    pub unprinted: Vec<(Field, Vec<char>)>,
}

/// What laid-out pages say about one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterOnPaper {
    /// The letter.
    pub letter: LetterId,
    /// Tenths of sides that it fills.
    pub tenths: u32,
    /// How long it is against the hub's limit of sides, where the hub sets one.
    pub sides: Option<SidesUsed>,
}

/// How long a letter is against a limit of sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SidesUsed {
    /// In a sentence: "2.1 of 2 sides of A4: 1 line too long."
    pub says: String,
    /// Lines beyond the limit.
    pub over: u32,
}

impl OnPaper {
    /// Nothing laid out.
    pub const NONE: Self = Self { letters: Vec::new(), unprinted: Vec::new() };
}
