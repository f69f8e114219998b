//! Carries out effects and turns what happens into events.
//!
//! Where to start: [`open`] starts the loop and gives back its [`Sender`]. The only room that touches storage, files,
//! the clock and the press.
//!
//! Deliberately absent: decisions. What follows from an event is `app`'s.

mod carry;
mod files;
mod open;
mod paste;
mod press;
mod storage;
mod tabs;

pub use open::{Sender, Update, copy_text, open};
pub use paste::{listen_for_pastes, text_of, type_at_end};
pub use tabs::{TABS, Tabs};
