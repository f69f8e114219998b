//! Documents on paper: what is said becomes lines and pages of A4, the same ones for the page's measure, the preview,
//! the PDF and the page count.
//!
//! # Where to start
//! [`Flow`] is a document for paper that knows no format: blocks of text in order. [`Setup`] is the sheet that it goes
//! on. [`lay_out`] makes [`Pages`] of the two, [`measure`] says how full they are. PDF draws `Pages`; DOCX writes the `Flow`
//! with the same `Setup`; both take their styles from [`style`]. [`typed`] makes blocks of what somebody typed.
//!
//! # What holds
//! 1. A flow is built of tidied text ([`tidy`]), so all who read it have the same characters.
//! 2. What a [`Run`] holds is in the fonts: a character that is not stands as [`REPLACEMENT`] ([`covers`] tells).
//! 3. Where programs are known to differ, pages are rather too long here than too short: see `layout`.
//!
//! Deliberately absent: kerning (Word sets body text without), widow control (off here and in the DOCX), and any
//! measure of text but the fonts' own advance widths.

mod face;
mod flow;
mod further;
mod layout;
mod measure;
mod pages;
#[cfg(test)]
pub(crate) mod sample;
mod setup;
mod style;
mod tidy;
mod typed;
mod widths;

pub use face::*;
pub use flow::*;
pub use layout::*;
pub use measure::*;
pub use pages::*;
pub use setup::*;
pub(super) use style::twips_up;
pub use style::*;
pub use tidy::*;
pub use typed::*;
