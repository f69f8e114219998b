//! The worker: a second program that makes and opens files and keeps attached files, so that the page does not stop.
//!
//! `messages` is what the page and the worker send each other, `jobs` is what the worker does with a request. The page
//! has only the messages.

#[cfg(feature = "worker")]
mod fonts;
#[cfg(feature = "worker")]
mod jobs;
pub(super) mod messages;

#[cfg(feature = "worker")]
pub use fonts::Fonts;
#[cfg(feature = "worker")]
pub use jobs::{JobContext, JobResult, files_needed, run, run_in_memory};
pub use messages::{
    Answer, ChosenPart, Document, DraftInside, FileId, Found, FromWorker, Request, RequestId, ToWorker,
};
