//! Word documents (ECMA-376, WordprocessingML): writes documents for paper, and reads letters.
//!
//! # Where to start
//! - [`docx`] writes a flow with the sheet that the layout used: the parts of a file, which the bundle packs.
//! - [`docx_letter`] and [`text_letter`] take in a letter that was written elsewhere, as plain text in the way in which
//!   people type it here: see [`LetterText`].
//!
//! # What holds
//! 1. The same flow, sheet and day give the same parts.
//! 2. No text becomes markup, and no character gets in that XML 1.0 does not allow.
//! 3. Nothing that comes in makes this room panic, load anything, or hold more than a few times its own caps.
//!
//! Deliberately absent: ZIP (the bundle's), and everything in a foreign file but its words: pictures, styles, headers,
//! footnotes and comments stay where they are, and are named.

mod field;
mod foreign;
mod lists;
mod markup;
mod math;
mod names;
mod paragraph;
mod properties;
mod read;
#[cfg(test)]
mod read_tests;
mod reader;
mod styles;
#[cfg(test)]
mod tests;
mod text;
mod write;
mod xml;

pub use foreign::*;
pub use read::*;
pub use text::*;
pub use write::*;
