//! The one place where state changes: [`update`] takes the [`State`] and an [`Event`] and gives back [`Effect`]s.
//!
//! Where to start: [`State`] is all that the page shows, [`Route`] which page it is, [`Event`] everything that can
//! happen, [`Effect`] everything that the program can ask of the browser. The loop in `browser` carries effects out
//! and turns what comes of them into events.
//!
//! Deliberately absent: Leptos and the browser. Time and chance come with every event, in a [`Moment`].

mod effect;
mod event;
mod files;
mod first;
mod keeping;
mod letters;
mod opening;
mod press;
mod route;
mod sending;
mod state;
mod tabs;
#[cfg(test)]
mod tests;
mod time;
mod update;

pub use effect::*;
pub use event::*;
pub use files::*;
pub use first::first;
pub use keeping::*;
pub use letters::Brought;
pub use opening::*;
pub use press::*;
pub use route::*;
pub use sending::*;
pub use state::*;
pub use tabs::{GaveWay, Moved, TabEffect, TabEvent, Tabs, Turn};
pub use time::{Change, DELETED_KEY, Deleted, Kept, Row, Steps, Time, TimeEvent, changes, versions, when_words};
pub use update::*;

/// What the lock and the storage of a draft are named after: for `browser`, which sees to both.
pub use crate::draft::{DRAFT_KEY, LATE_KEY};

/// What becomes of a text that is pasted: for `browser`, which hears of it.
pub use crate::documents::{Bit, plain, plain_text, without_styles};
/// Addresses and ids, for `browser`, which reads them from the page where files are chosen.
pub use crate::draft::{DraftId, Field, FileId};
