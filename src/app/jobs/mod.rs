//! What the worker does: `queue` ties answers to their requests, `update` is what follows from an event, `attachments`
//! what has just happened to attached files, `unnamed` deletes files that nothing names any more.

mod attachments;
mod queue;
#[cfg(test)]
mod tests;
mod unnamed;
mod update;

pub use attachments::{Attachments, Preview};
pub use update::{Jobs, WorkerState};
