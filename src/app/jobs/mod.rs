//! What the worker does: `queue` ties answers to their requests, `update` is what follows from an event, `attachments`
//! what has just happened to attached files, `unfit` tells what cannot be attached, `folder` offers the files of a folder,
//! `unnamed` deletes files that nothing names any more.

mod attachments;
mod folder;
mod queue;
#[cfg(test)]
mod tests;
mod unfit;
mod unnamed;
mod update;

pub use attachments::{Attachments, Preview};
pub use folder::{FolderFile, FolderFiles};
pub use update::{Jobs, WorkerState};
