//! One queue of work for the worker. Each request has an id; an answer with another id than that of the running request
//! changes nothing.

use std::collections::VecDeque;

use crate::app::event::{BundlePurpose, ChosenAttachment, ChosenFile};
use crate::bundle::worker::{Document, RequestId};
use crate::call::{LetterId, Timestamp};
use crate::draft::{Attached, DraftId, Field, FileId};

/// What the worker is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Job {
    /// Make the bundle of a draft.
    Bundle { draft: DraftId, purpose: BundlePurpose, page: bool },
    /// Make one document.
    Document { draft: DraftId, which: Document },
    /// Open a file.
    Open(ChosenFile),
    /// Read a letter that was written elsewhere, for a letter of a draft.
    ReadLetter { file: ChosenFile, draft: DraftId, letter: LetterId },
    /// Store a file that was chosen to be attached.
    Attach(ChosenAttachment),
    /// Get an attached file, to show it or to hand it out.
    Get { file: Attached, show_at: Option<Field> },
    /// List the stored files.
    ListFiles,
    /// Compare these stored files with all texts of ours, and delete those that nothing has named for a month.
    DropUnnamed(Vec<FileId>),
    /// Delete stored files. Never waits: the texts are compared just before.
    DropFiles,
}

impl Job {
    /// Whether a person waits for it, so that no other is offered meanwhile.
    pub(super) fn is_waited_for(&self) -> bool {
        !matches!(self, Self::Get { .. } | Self::ListFiles | Self::DropUnnamed(_) | Self::DropFiles)
    }

    /// The file that it is to attach.
    pub(super) fn attachment(&self) -> Option<&ChosenAttachment> {
        if let Self::Attach(chosen) = self { Some(chosen) } else { None }
    }

    /// The number of the file that goes with it.
    pub(super) fn file(&self) -> Option<u32> {
        match self {
            Self::Open(file) | Self::ReadLetter { file, .. } => Some(file.number),
            Self::Attach(chosen) => Some(chosen.file.number),
            _ => None,
        }
    }
}

/// A job that the worker is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Running {
    pub(super) id: RequestId,
    pub(super) job: Job,
    /// Of a bundle: when the draft had last been changed when it was asked for.
    pub(super) changed: Option<Timestamp>,
    /// How far it has come: bytes done, and bytes in all.
    pub(super) progress: Option<(u64, u64)>,
}

/// The queue: the job that the worker is doing, and those that wait.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Queue {
    running: Option<Running>,
    waiting: VecDeque<Job>,
    last_id: RequestId,
}

impl Queue {
    pub(super) fn push(&mut self, job: Job) {
        self.waiting.push_back(job);
    }

    pub(super) fn running(&self) -> Option<&Running> {
        self.running.as_ref()
    }

    /// All jobs, the running one first.
    pub(super) fn all(&self) -> impl Iterator<Item = &Job> {
        self.running.iter().map(|running| &running.job).chain(&self.waiting)
    }

    /// The next job, if the worker is idle.
    pub(super) fn take_next(&mut self) -> Option<Job> {
        if self.running.is_some() { None } else { self.waiting.pop_front() }
    }

    /// The worker is asked for a job. Gives the request's id.
    pub(super) fn start(&mut self, job: Job, changed: Option<Timestamp>) -> RequestId {
        self.last_id = RequestId(self.last_id.0.wrapping_add(1));
        self.running = Some(Running { id: self.last_id, job, changed, progress: None });
        self.last_id
    }

    /// A request has come so far. Changes nothing if it is not the running one.
    pub(super) fn set_progress(&mut self, id: RequestId, done: u64, total: u64) {
        if let Some(running) = self.running.as_mut().filter(|running| running.id == id) {
            running.progress = Some((done, total));
        }
    }

    /// The answer to a request has come. None if that request is not the running one.
    pub(super) fn finish(&mut self, id: RequestId) -> Option<Running> {
        self.running.take_if(|running| running.id == id)
    }

    /// The worker has stopped.
    pub(super) fn fail(&mut self) -> Option<Running> {
        self.running.take()
    }

    /// Everything is cancelled. Gives what was running and what waited.
    pub(super) fn clear(&mut self) -> (Option<Running>, VecDeque<Job>) {
        (self.running.take(), std::mem::take(&mut self.waiting))
    }

    /// Removes the files that wait to be attached, and gives them.
    pub(super) fn remove_attachments(&mut self) -> Vec<ChosenAttachment> {
        let files = self.waiting.iter().filter_map(Job::attachment).cloned().collect();
        self.waiting.retain(|job| job.attachment().is_none());
        files
    }
}
