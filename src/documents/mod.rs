//! What is made out of an application for people and their programs: letters, the check on one side, the whole of it to
//! read and print, the README of the bundle, an e-mail, answers to copy, dates for a calendar.
//!
//! # Where to start
//! - [`Outline`] is a document that knows no format: headings, paragraphs, the hub's words, tables. [`application`]
//!   builds it from call and draft, [`leaders_report`] with where the school stands and the check; [`html`] writes it as
//!   one self-contained page.
//! - [`Receiver`] is for whom a document is made. What the hub gets is made of a draft that `bundle` has filtered.
//! - [`paper::Flow`] is a document for paper: [`letter_flow`], [`support_flow`], [`application_pages`] and
//!   [`readiness_side`] make them, `paper` sets them on pages, `pdf` and `docx` make files of them.
//! - [`readme`] is the text at the top of a bundle.
//! - [`emails`], [`answers`] and [`calendar`] stand alone and are small: the page may use them without the rest.
//!
//! # What holds
//! 1. Everything that a school typed appears in the outline: under its question or, where the call does not ask for
//!    it (any more), at the end as no longer asked.
//! 2. The hub's words are quoted whole, with the heading that they stand under, and never mixed with ours.
//! 3. No text of a call or a draft becomes markup, a header of a mail or a property of a calendar.
//!
//! `pdf` and `docx` stand behind the feature `worker`: what they need is large, and the page must not carry it.
//!
//! Deliberately absent: clocks (`now` is an argument), and names of files and packing: those are the bundle's.

#[cfg(feature = "worker")]
mod about;
mod amounts;
mod answer_text;
mod answers;
mod application;
mod application_flow;
mod asked;
mod calendar;
mod call_changes;
#[cfg(feature = "worker")]
pub mod docx;
mod email;
mod evidence_used;
mod field_words;
mod html;
mod incoming;
mod letter;
mod limits;
mod link;
mod outline;
pub mod paper;
mod pasted;
#[cfg(feature = "worker")]
pub mod pdf;
mod program;
mod readiness_flow;
mod readme;
mod receiver;
#[cfg(test)]
pub(crate) mod sample;
mod split_letter;
mod table_rows;
#[cfg(test)]
mod tests;
mod unprinted;

#[cfg(feature = "worker")]
pub use about::About;
pub use amounts::*;
pub use answer_text::attached_words;
pub(crate) use answer_text::{file_names, identifier, person_contact, school_name, school_rows, with_article};
pub use answers::*;
pub use application::*;
pub use application_flow::*;
#[cfg(feature = "worker")]
pub(crate) use asked::only_asked;
pub use calendar::*;
pub use call_changes::*;
pub use email::*;
pub use evidence_used::*;
pub use field_words::*;
pub use html::*;
pub use incoming::*;
pub use letter::room::*;
pub use letter::*;
pub use limits::*;
pub use link::*;
pub use outline::*;
pub use pasted::*;
pub use program::PROGRAM;
pub use readiness_flow::*;
pub use readme::*;
pub use receiver::*;
pub use split_letter::*;
