//! What a hub asks: one call, its types, its file format and its check.
//!
//! Where to start: [`Call`], then [`read`] to get one from a file's bytes, then [`check`] for what may be wrong in one.
//! A call's types are their own wire types: what a file says is what the program works with.
//!
//! Deliberately absent: any hub's name, any clock, any answer of a school.

mod answers;
mod applicant;
mod calendar;
pub mod check;
mod condition;
mod criteria;
mod dates;
mod id;
mod model;
mod number_words;
mod placeholder;
mod read;
mod read_error;
mod requirements;
mod round;
mod sections;
mod statement;
mod upgrade;
mod voice;
mod wire;

pub use answers::*;
pub use applicant::*;
pub use calendar::*;
pub use condition::*;
pub use criteria::*;
pub use dates::*;
pub use id::*;
pub use model::*;
pub use number_words::*;
pub use placeholder::*;
pub use read::*;
pub use read_error::*;
pub use requirements::*;
pub use round::*;
pub use sections::*;
pub use statement::*;
pub use upgrade::*;
pub use voice::*;
