//! What Word documents, web pages and pastes that come in have in common, and how web pages are read.
//!
//! # Where to start
//! - [`HtmlReader`] makes text of HTML. The page hands it the clipboard's HTML as the browser has parsed it;
//!   [`html_letter`] hands it a file's.
//! - [`file_kind`] tells by the bytes of a file what it is, whatever its name says.
//!
//! # What holds
//! 1. No word is lost without a remark: what is left out has a sentence of `remarks.rs`, but for comments, whose signs
//!    are no words of the text.
//! 2. Nothing that comes in makes this panic, or load anything.

#[cfg(feature = "worker")]
mod html_file;
mod html_reader;
#[cfg(feature = "worker")]
mod kind;
pub(super) mod links;
pub(super) mod numbers;
pub(super) mod remarks;
mod style;
mod style_attributes;
pub(super) mod symbols;
#[cfg(test)]
#[cfg(feature = "worker")]
mod tests;

#[cfg(feature = "worker")]
pub use html_file::html_letter;
pub use html_reader::*;
#[cfg(feature = "worker")]
pub use kind::*;
pub use style_attributes::*;
