//! Runs effects and turns what happens in the browser into events. One file for each job of the browser.
//!
//! Where to start: [`open`] starts the loop (`event_loop`) and gives the [`EventLoop`] that views hand events to.
//!
//! | file | job | where the browser lacks it |
//! |---|---|---|
//! | `event_loop` | hands events to `app`, and has the effects run | |
//! | `effects`, `fetch`, `focus` | effects that the first page asks for | |
//! | `deferred` | what only later pages ask for and listen to | |
//! | `files` | the worker, pastes and the store of attached files | |
//! | `local_storage` | local storage, with a comparison before each write | events say why nothing is stored |
//! | `persistence` | `navigator.storage`: lasting storage, room | not known |
//! | `erase` | removes the store of attached files | nothing to remove |
//! | `web_locks` | one tab edits a draft | every tab edits; edits are merged |
//! | `worker_client` | the page's side of the worker | files are neither made nor opened, which is said |
//! | `chosen_files`, `open_files`, `folders`, `attach`, `paste` | files and texts that come in | a folder's files are not offered |
//! | `downloads`, `clipboard` | files and texts that go out | the browser says so, or `done` is told |
//! | `boxes` | text that was put into a box without an input event | |
//! | `leave_warning` | asks before the page is left | nothing asks |
//! | `pointer` | what views do with the pointer | |
//! | `sender`, `window` | what the others stand on: they import none of them | |
//! | `worker`, `blobs`, `fonts`, `store`, `stream`, `js` | the worker's own side (feature `worker`) | |
//!
//! # What views call
//! - `browser::open(apply)` once. `apply` is given a function that changes the state: it runs it on the state and then
//!   tells whoever shows the state. The [`EventLoop`] that comes back has `send(event)`, `after_pointer_up(act)`,
//!   `load(DEFERRED)` and `load_files(FILES)`.
//! - The parts of the program that the first page does without (`views/lazy.rs`) name [`DEFERRED`] and [`FILES`], and hand
//!   them to [`EventLoop::load`] and [`EventLoop::load_files`] when they have arrived. Nothing else of this room may be named
//!   there for events and effects: attached files, boxes, locks and the minute are listened to from the first on, pastes and
//!   the worker from the second.
//! - [`draw_value`] each time a text of the state is shown in a control. See `boxes` for why. An `input` event needs no
//!   call.
//! - [`copy_text`] and [`type_at_end`] as they are needed.
//! - Inputs of type file: the id `open-file` is for a file to be opened, `bring-letter` for a letter; `data-files-to` marks
//!   a part of a page that takes attachments (`attach`).
//!
//! Everything that `app::start` may ask for (fetching the list and a call, going to an address, focus) is in the first file
//! of the program; see `cargo xtask dist`.
//!
//! Deliberately absent: decisions. What follows from an event is `app`'s.

mod attach;
#[cfg(feature = "worker")]
mod blobs;
mod boxes;
mod chosen_files;
mod clipboard;
mod deferred;
mod downloads;
mod effects;
mod erase;
mod event_loop;
mod fetch;
mod files;
mod focus;
mod folders;
#[cfg(feature = "worker")]
mod fonts;
#[cfg(feature = "worker")]
mod js;
mod leave_warning;
mod local_storage;
mod open_files;
mod paste;
mod persistence;
mod pointer;
mod sender;
#[cfg(feature = "worker")]
mod store;
#[cfg(feature = "worker")]
mod stream;
mod visits;
mod web_locks;
mod window;
#[cfg(feature = "worker")]
mod worker;
mod worker_client;

pub use boxes::draw_value;
pub use clipboard::copy_text;
pub use deferred::DEFERRED;
pub use event_loop::{Deferred, EventLoop, FilePart, open};
pub use files::FILES;
pub use paste::{text_of, type_at_end};
#[cfg(feature = "worker")]
pub use worker::listen_to_the_page;
