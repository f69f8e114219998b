//! The fake browser, and the tests of this room that concern several features.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::needless_pass_by_value,
    clippy::struct_excessive_bools,
    clippy::too_many_lines,
    clippy::unnecessary_wraps,
    clippy::wildcard_imports,
    clippy::match_same_arms,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::disallowed_methods,
    clippy::format_collect,
    clippy::cloned_ref_to_slice_refs,
    clippy::similar_names,
    reason = "tests stop where they fail, and steps look alike"
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
