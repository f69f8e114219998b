//! The rules, one file each. A rule reads a [`Case`] and adds what it finds; it never writes anything else.
//!
//! # What holds an application up
//!
//! The hub decides who is chosen; the check only tells whether an application is *complete and honest enough to send*.
//! So, for a thing that the hub asks for:
//!
//! | how the hub asks | not answered | answered "not there yet" |
//! |---|---|---|
//! | must | blocks | blocks: the hub's own words make it a requirement |
//! | should, considered | blocks: the hub wants to know | would strengthen; an honest "not yet" is an answer |
//! | may | would strengthen | would strengthen |
//!
//! To say that something is in place without saying how one knows counts as not answered. What only the hub can
//! settle (its words leave it open, or rest on something that has changed since) never holds a school up. Ticks that
//! are there to help the writer (points of a prompt covered, contents of a document, reasons for a focus area, a next
//! step) strengthen and never block.
//!
//! # To add a rule
//!
//! One file here, one line in [`ALL`], one table of rows in the file's tests.

mod deadline;
mod declarations;
mod documents;
mod duties;
mod elsewhere;
mod files;
mod focus;
mod leftovers;
mod letter;
mod meetings;
mod ofsted;
mod paper;
mod people;
mod place;
mod points;
mod policy;
mod profile;
mod quoting;
mod repeats;
mod schools;
mod sieve;
#[cfg(test)]
pub(crate) mod testing;
mod texts;

use super::{Case, Finding};

/// A rule.
pub(super) type Rule = fn(&Case, &mut Vec<Finding>);

/// Every rule, in the order in which the page lists what they find.
pub(super) const ALL: &[Rule] = &[
    deadline::check,
    profile::check,
    place::check,
    elsewhere::check,
    points::check,
    focus::check,
    letter::check,
    paper::check,
    documents::check,
    files::check,
    duties::check,
    meetings::check,
    declarations::check,
    leftovers::check,
    repeats::check,
    schools::check,
    people::check,
];
