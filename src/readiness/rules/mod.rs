//! The rules, one file each. A rule reads a [`Case`] and adds what it finds; it never writes anything else.
//!
//! # What holds an application up
//!
//! The hub decides who is chosen; the check only tells whether an application is *complete and honest enough to send*.
//! So, for a thing that the hub asks for:
//!
//! | how the hub asks | not answered | "in place" without evidence | "not there yet" | and no next step |
//! |---|---|---|---|---|
//! | must | blocks | blocks | blocks: the hub's own words make it a requirement | strengthens |
//! | should, considered | blocks | blocks | strengthens: an honest "not yet" is an answer | blocks |
//! | may | counted | strengthens | strengthens | counted |
//!
//! An optional answer that is empty is counted and not listed (`Weight::Unneeded`). What only the hub can settle (its words
//! leave it open, or rest on something that has changed since) never holds a school up. Ticks that only help the writer
//! (points of a prompt covered, contents of a document, reasons for a focus area, which side of an "or" is meant) strengthen
//! and never block. `policy` has the table as code.
//!
//! # To add a rule
//!
//! 1. One file here: `pub(super) fn check(case: &Case, out: &mut Vec<Finding>)`, and in its tests one table of answers
//!    and of what is found (`testing::table`).
//! 2. One `mod` line, and one line in [`ALL`].
//!
//! `texts` says which answers are texts, which of them are asked of this school, and what each is called;
//! `draft::letter_texts` lists the texts of a letter; `quoting` finds the hub's statement; `prefilter` reads long texts in
//! one pass. `readiness::tests` holds every rule to what must be true of all findings. The finished examples
//! (`assets/examples`) must stay ready: if the new rule finds something in them, change the rule or the example.
//!
//! # To build a finding
//!
//! In this order, because each step looks at what the ones before it have set:
//!
//! 1. `Finding::about(RULE, section, subject)`: met, and blocking, until said otherwise. The subject is a few words.
//! 2. `.is(verdict)`. A verdict that names no answers (`Verdict::hub_only`) makes the finding a notice.
//! 3. `.weighs(weight)`, from `policy::weight` where the call has a strength. Left out, it blocks.
//! 4. `.at(field)`: the answer to go to. An unknown verdict leads to the first answer that it needs instead.
//! 5. `.quoting(statement)` or `.quoting_part(words, statement)`, then `.odd(oddities)`: the hub's words, and what is odd
//!    about them.
//! 6. `.suppressible(draft, kind, field, found)` last: it replaces the verdict where the school has given a reason.
//!
//! # When to stay silent
//!
//! Add nothing
//! - where the call does not ask: no criterion, letter or document of that kind;
//! - where the conditions do not hold (`Case::condition_verdict`): one finding about the whole says so, and its parts say
//!   nothing;
//! - where nothing is written: another finding says that it is missing. A rule about the form of a text judges text only;
//! - where the text is right: rules that look for slips (`leftovers`, `people`, `repeats`, `schools`) add no `Met`, while
//!   rules about what the hub asks for always add a finding, so that the page can list what is there.
//!
//! # When a finding may be suppressed
//!
//! Where the rule guesses: it has found words in a text that may well be meant. What the hub asks for is never
//! suppressible. Each kind is a variant of `draft::Suppressible`; `found` lists what was found as people see it, so that a
//! reason covers that and nothing found later.

mod characters;
mod deadline;
mod declarations;
mod documents;
mod duties;
mod elsewhere;
mod files;
mod focus;
mod gates;
mod leftovers;
mod letter;
mod limits;
mod lots;
mod meetings;
mod ofsted;
mod own_dates;
mod paper;
mod people;
mod place;
mod points;
mod policy;
mod prefilter;
mod profile;
mod quoting;
mod repeats;
mod schools;
mod sections;
#[cfg(test)]
pub(crate) mod testing;
mod texts;
mod unclear;

pub use files::{MailSize, mail_size};

use super::{Case, Finding};

/// A rule.
pub(super) type Rule = fn(&Case, &mut Vec<Finding>);

/// Every rule, in the order in which the page lists what they find.
pub(super) const ALL: &[Rule] = &[
    deadline::check,
    profile::check,
    lots::check,
    lots::check_cluster,
    place::check,
    elsewhere::check,
    points::check,
    focus::check,
    letter::check,
    paper::check,
    characters::check,
    limits::check,
    documents::check,
    files::check,
    duties::check,
    meetings::check,
    own_dates::check,
    declarations::check,
    leftovers::check,
    repeats::check,
    schools::check,
    people::check,
    unclear::check,
    sections::check,
];
