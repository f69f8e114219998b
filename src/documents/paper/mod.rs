//! Documents on paper: what is said becomes lines and pages of A4, the same ones for the page's measure, the preview,
//! the PDF and the page count.
//!
//! # Where to start
//! [`Flow`] is a document for paper that knows no format: blocks of text in order. [`Setup`] is the sheet that it goes
//! on. `set` (in `layout`) makes [`Pages`] of the two. PDF draws `Pages`; DOCX writes the `Flow` with the same `Setup`.
//!
//! Deliberately absent: kerning (Word sets body text without), widow control (off here and in the DOCX), and any
//! measure of text but the fonts' own advance widths.

mod flow;
mod pages;
mod setup;

pub use flow::*;
pub use pages::*;
pub use setup::*;
