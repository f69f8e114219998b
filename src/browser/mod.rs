//! Carries out effects and turns what happens into events.
//!
//! Where to start: [`open`] starts the loop and gives back its [`Sender`]. The only room that touches storage, files,
//! the clock and the press.
//!
//! Deliberately absent: decisions. What follows from an event is `app`'s.

mod attach;
#[cfg(feature = "worker")]
mod blobs;
mod carry;
mod files;
#[cfg(feature = "worker")]
mod js;
mod keeping;
mod open;
mod paste;
mod pointer;
mod press;
mod sight;
mod storage;
#[cfg(feature = "worker")]
mod store;
#[cfg(feature = "worker")]
mod stream;
mod tabs;
#[cfg(feature = "worker")]
mod worker;

pub use attach::listen_for_attachments;
pub use keeping::keep;
pub use open::{Keep, Sender, Update, copy_text, open};
pub use paste::{listen_for_pastes, text_of, type_at_end};
pub use pointer::Pointer;
pub use sight::show_caret;
pub use tabs::{TABS, Tabs};
#[cfg(feature = "worker")]
pub use worker::listen_to_the_page;
