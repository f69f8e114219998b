//! What can be wrong with a file that came in, and with what was to be written; each with words for a teacher
//! and words for a technician.
//!
//! [`OpenError::message`] is for the person at the screen: what happened, what is safe, what to do. It uses no
//! word of the machinery. [`OpenError::detail`] is for whoever they ask for help.

mod messages;
mod pack;
mod problem;

pub(super) use messages::shown;
pub use pack::PackError;
pub(super) use problem::Problems;
pub use problem::{OpenError, Place, Problem, Refusal, SAFE};
