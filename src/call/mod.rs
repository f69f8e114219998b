//! What a hub asks: one call, its types, its file format and its check.
//!
//! Where to start: [`Call`], then [`read`] to get one from a file's bytes, then [`check`] for what may be wrong in one.
//! A call's types are their own wire types: what a file says is what the program works with.
//!
//! Deliberately absent: any hub's name, any clock, any answer of a school.

mod asks;
mod calendar;
pub mod check;
mod condition;
mod criteria;
mod dates;
mod id;
mod read;
mod sections;
mod whole;
mod wire;
mod words;

pub use asks::*;
pub use calendar::*;
pub use condition::*;
pub use criteria::*;
pub use dates::*;
pub use id::*;
pub use read::*;
pub use sections::*;
pub use whole::*;
pub use words::*;
