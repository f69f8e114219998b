//! The fake browser, and the tests of this room that concern several features.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "tests stop where they fail"
)]

mod browser;
pub mod sessions;
mod worker;

pub use browser::*;
pub use worker::{Bundle, Content, FileStore, Worker, file_id};

#[cfg(test)]
mod faults;
#[cfg(test)]
mod helpers;

#[cfg(test)]
pub(in crate::app) use helpers::{NAME, REGION};
