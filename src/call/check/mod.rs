//! The check of a call: finds all mistakes in a call file at once.
//!
//! Where to start: [`check`], then `registry` with every rule. One rule is one function that says where and what; the
//! registry gives it its code, and says whether what it finds is a mistake or advice. With the feature `schema`,
//! [`check_file`] looks at a file that may not even have the shape of a call.
//! Deliberately absent: lines and columns, which need the file's text (`cargo xtask check-call`).
//!
//! To add a rule: a function in a file under `rules/`, a line in `registry`, a row in `tests.rs`.

mod context;
#[cfg(feature = "schema")]
mod file;
mod nearest;
#[cfg(any(test, feature = "schema"))]
mod pointers;
mod problem;
mod registry;
mod rules;
#[cfg(feature = "schema")]
mod shape;
#[cfg(test)]
mod tests;
mod text_dates;
mod text_numbers;
mod written;

#[cfg(feature = "schema")]
pub use self::file::{FileCheck, check_file, check_index_file};
#[cfg(any(test, feature = "schema"))]
pub use self::pointers::pointers;
pub use self::problem::Problem;
pub use self::registry::{check, check_among, rules};
#[cfg(feature = "schema")]
pub use self::shape::{shape, shape_index};
