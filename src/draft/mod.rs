//! What a school has answered to one call.
//!
//! Where to start: [`Field`] is the one address of an answer, [`Value`] is its value, [`Draft`] maps one to the
//! other; [`asked`] lists the addresses that a call asks for, and
//! [`asked_again`] what a hub that has changed its call asks once more. [`read_draft`] and
//! [`write_draft`] are the versioned file format; [`Profile`] is what the answers say about the school, and [`applies`]
//! whether something of a call applies to it.
//!
//! Deliberately absent: verdicts (they are readiness's) and any clock: every edit brings its own time.

mod applies;
mod asked;
mod asked_again;
mod by_when;
mod differ;
mod evidence;
mod field;
mod file;
mod file_id;
mod files;
#[cfg(any(test, feature = "fixtures"))]
mod fixtures;
mod history;
mod identifier;
mod join;
mod late;
mod letters;
mod model;
mod own_date;
mod people;
mod problem;
mod profile;
mod prompts;
mod rows;
mod sheet;
mod switched_off;
mod text;

pub use applies::*;
pub use asked::*;
pub use asked_again::*;
pub use by_when::*;
pub use differ::*;
pub use evidence::*;
pub use field::*;
pub use file::*;
pub use file_id::*;
pub use files::*;
#[cfg(any(test, feature = "fixtures"))]
pub use fixtures::*;
pub use history::file::*;
pub use history::*;
pub use identifier::*;
pub use join::*;
pub use late::*;
pub use letters::*;
pub use model::*;
pub use own_date::*;
pub use people::*;
pub use problem::*;
pub use profile::*;
pub use prompts::*;
pub use rows::*;
pub use sheet::*;
pub use switched_off::*;
pub use text::*;

#[cfg(test)]
pub(crate) use file::tests::any_draft;
