//! What follows from events about files to be made, opened and attached.

use super::attachments::{Attachments, Preview};
use super::queue::{Job, Queue, Running};
use super::unnamed;
use crate::app::calls::Calls;
use crate::app::changes::{Area, ChangeSet};
use crate::app::drafts::{Drafts, read_only_notice};
use crate::app::effect::{Effect, Focus};
use crate::app::event::{
    AttachmentEvent, BundlePurpose, ChosenAttachment, ChosenFile, EraseEvent, Event, ImportEvent, JobEvent, MadeBundle,
    Making, SavingEvent, WorkerEvent,
};
use crate::app::load::Load;
use crate::app::navigation::Navigation;
use crate::app::notice::{NOTICE, Notice, Notices};
use crate::app::route::{Page, Route};
use crate::app::tabs::Tabs;
use crate::bundle::worker::{Answer, Found, Request, RequestId};
use crate::call::{Section, Timestamp};
use crate::documents::calendar;
use crate::draft::{Attached, DraftId, Field, FileId, Preview as PreviewKind, preview, shown_name, write_draft};

/// The worker.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum WorkerState {
    /// Not loaded. The next job loads it.
    #[default]
    NotLoaded,
    /// Loaded.
    Ready,
    /// It could not be loaded, or has stopped. The next job tries again.
    Failed(String),
}

/// What the worker does, and attached files.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Jobs {
    queue: Queue,
    worker: WorkerState,
    progress: Option<(u64, u64)>,
    attachments: Attachments,
    /// Stored files that are to be compared with all texts of ours, once those are read.
    listed: Option<Vec<FileId>>,
    /// Whether the stored files have been listed since the page opened.
    has_listed: bool,
}

/// What jobs work on besides their own state.
pub(in crate::app) struct Context<'a> {
    pub(in crate::app) now: Timestamp,
    pub(in crate::app) navigation: &'a Navigation,
    pub(in crate::app) drafts: &'a Drafts,
    pub(in crate::app) calls: &'a Calls,
    pub(in crate::app) tabs: &'a Tabs,
    /// Whether files are being made in order to remove everything from this device.
    pub(in crate::app) is_packing: bool,
    pub(in crate::app) notices: &'a mut Notices,
    pub(in crate::app) changes: &'a mut ChangeSet,
}

impl Jobs {
    /// Whether something is being made, opened or attached that a person waits for.
    pub fn is_busy(&self) -> bool {
        self.queue.all().any(Job::is_waited_for)
    }

    /// The worker.
    pub fn worker(&self) -> &WorkerState {
        &self.worker
    }

    /// How far the running job has come: bytes done, and bytes in all.
    pub fn progress(&self) -> Option<(u64, u64)> {
        self.progress
    }

    /// The file that is being attached to an answer, and how many are in the queue in all.
    pub fn attaching(&self, at: &Field) -> Option<(&str, usize)> {
        let mut files =
            self.queue.all().filter_map(|job| if let Job::Attach(chosen) = job { Some(chosen) } else { None });
        let first = files.next().filter(|first| first.to == *at)?;
        Some((&first.file.name, 1 + files.count()))
    }

    /// Whether any file is being attached.
    pub fn is_attaching(&self) -> bool {
        self.queue.all().any(|job| matches!(job, Job::Attach(_)))
    }

    /// What has just happened to attached files.
    pub fn attachments(&self) -> &Attachments {
        &self.attachments
    }

    /// What follows from an event about files to be made and opened.
    pub(in crate::app) fn update(&mut self, event: JobEvent, context: &mut Context<'_>) -> Vec<Effect> {
        match event {
            JobEvent::Make(id, Making::Bundle { page }) => {
                self.make(Job::Bundle { draft: id, purpose: BundlePurpose::Send, page }, context)
            }
            JobEvent::Make(id, Making::Document(which)) => self.make(Job::Document { draft: id, which }, context),
            JobEvent::MakeBundle(draft, _) if refuses_newer(&draft, context) => Vec::new(),
            JobEvent::MakeBundle(draft, purpose) => self.push(Job::Bundle { draft, purpose, page: false }, context),
            JobEvent::Open(file) => {
                let name = file.name.clone();
                self.accept(Job::Open(file), &format!("\u{201c}{name}\u{201d} was not opened"), context)
            }
            JobEvent::OpenLetter(file) => self.open_letter(file, context),
            JobEvent::DownloadCalendar(id) => download_calendar(&id, context),
            JobEvent::Stop => self.stop(context),
            JobEvent::StopForErase => self.cancel(context),
        }
    }

    /// What follows from an event about attached files.
    pub(in crate::app) fn update_attachments(
        &mut self,
        event: AttachmentEvent,
        context: &mut Context<'_>,
    ) -> Vec<Effect> {
        if let Some(effects) = self.refuse_read_only(&event, context) {
            return effects;
        }
        match event {
            AttachmentEvent::Chosen(chosen) => self.attach(chosen, context),
            AttachmentEvent::Link(draft, to, id) => {
                self.attachments.link(&draft, &to, &id, context.drafts, context.changes)
            }
            AttachmentEvent::Remove(draft, from, id) => {
                self.attachments.remove(&draft, &from, &id, context.drafts, context.changes)
            }
            AttachmentEvent::PutBack => self.attachments.put_back(context.drafts, context.changes),
            AttachmentEvent::Show(draft, at, id) => self.get(&draft, id, Some(at), context),
            AttachmentEvent::Download(draft, id) => self.get(&draft, id, None, context),
            AttachmentEvent::Close => self.attachments.close(context.changes),
        }
    }

    /// Files of a draft that another tab edits are not changed here.
    fn refuse_read_only(&self, event: &AttachmentEvent, context: &mut Context<'_>) -> Option<Vec<Effect>> {
        let draft = match event {
            AttachmentEvent::Chosen(chosen) => chosen.first().map(|first| &first.draft),
            AttachmentEvent::Link(draft, ..) | AttachmentEvent::Remove(draft, ..) => Some(draft),
            AttachmentEvent::PutBack => self.attachments.removed_from(),
            AttachmentEvent::Show(..) | AttachmentEvent::Close | AttachmentEvent::Download(..) => None,
        };
        if !draft.is_some_and(|draft| context.tabs.is_read_only_for(draft)) {
            return None;
        }
        context.notices.show(read_only_notice(), context.changes);
        Some(if let AttachmentEvent::Chosen(chosen) = event { release(chosen) } else { Vec::new() })
    }

    /// Starts a job that makes something, unless a person waits for another.
    fn make(&mut self, job: Job, context: &mut Context<'_>) -> Vec<Effect> {
        if let Job::Bundle { draft, .. } = &job
            && refuses_newer(draft, context)
        {
            return Vec::new();
        }
        self.accept(job, "Nothing was made", context)
    }

    /// Takes a job into the queue, unless everything is about to be removed from this device.
    fn accept(&mut self, job: Job, not_done: &str, context: &mut Context<'_>) -> Vec<Effect> {
        if context.is_packing {
            context.notices.show(packing_notice(not_done), context.changes);
            return job.file().map(Effect::ReleaseFile).into_iter().collect();
        }
        context.notices.clear(context.changes);
        self.push(job, context)
    }

    fn push(&mut self, job: Job, context: &mut Context<'_>) -> Vec<Effect> {
        self.queue.push(job);
        context.changes.mark(Area::Jobs);
        self.start_next(context)
    }

    /// A letter is read for the letter whose page is open.
    fn open_letter(&mut self, file: ChosenFile, context: &mut Context<'_>) -> Vec<Effect> {
        let Route::Draft(draft, Page::Section(Section::Letter(letter)), _) = context.navigation.route() else {
            return vec![Effect::ReleaseFile(file.number)];
        };
        let not_done = format!("\u{201c}{}\u{201d} was not opened", file.name);
        self.accept(Job::ReadLetter { draft: draft.clone(), letter: letter.clone(), file }, &not_done, context)
    }

    fn attach(&mut self, chosen: Vec<ChosenAttachment>, context: &mut Context<'_>) -> Vec<Effect> {
        self.attachments.chosen(context.changes);
        if context.is_packing {
            let names: Vec<String> =
                chosen.iter().map(|chosen| format!("\u{201c}{}\u{201d}", chosen.file.name)).collect();
            let verb = if chosen.len() == 1 { "was" } else { "were" };
            context.notices.show(packing_notice(&format!("{} {verb} not attached", names.join(", "))), context.changes);
            return release(&chosen);
        }
        for chosen in chosen {
            self.queue.push(Job::Attach(chosen));
        }
        context.changes.mark(Area::Jobs);
        self.start_next(context)
    }

    fn get(&mut self, draft: &DraftId, id: FileId, show_at: Option<Field>, context: &mut Context<'_>) -> Vec<Effect> {
        let Some(loaded) = context.drafts.get(draft) else { return Vec::new() };
        let file = Attached::of(&loaded.draft, id);
        self.push(Job::Get { file, show_at }, context)
    }

    /// Asks the worker for the next job, if it is idle. A job that cannot be asked for is refused, and the next one is
    /// tried.
    fn start_next(&mut self, context: &mut Context<'_>) -> Vec<Effect> {
        let mut effects = Vec::new();
        while let Some(job) = self.queue.take_next() {
            let Some((request, changed)) = request(&job, context) else {
                effects.extend(self.not_started(job, context));
                continue;
            };
            let file = job.file();
            let id = self.queue.start(job, changed);
            self.progress = None;
            context.changes.mark(Area::Progress);
            effects.push(Effect::Worker { id, request, file });
            break;
        }
        effects
    }

    fn not_started(&mut self, job: Job, context: &mut Context<'_>) -> Vec<Effect> {
        let file = job.file().map(Effect::ReleaseFile);
        let why = "The application, or the hub\u{2019}s file for it, is not here.";
        let effects = self.refused(Running { id: RequestId::default(), job, changed: None }, why, context);
        file.into_iter().chain(effects).collect()
    }

    /// What the worker says.
    pub(in crate::app) fn update_worker(&mut self, event: WorkerEvent, context: &mut Context<'_>) -> Vec<Effect> {
        match event {
            WorkerEvent::Ready => {
                self.worker = WorkerState::Ready;
                context.changes.mark(Area::Jobs);
                if std::mem::replace(&mut self.has_listed, true) {
                    return Vec::new();
                }
                self.push(Job::ListFiles, context)
            }
            WorkerEvent::Failed(why) => self.failed(why, context),
            WorkerEvent::Answered { id, answer: Answer::Progress { done, total }, url } => {
                if self.queue.running().is_some_and(|running| running.id == id) {
                    self.progress = Some((done, total));
                    context.changes.mark(Area::Progress);
                }
                url.map(Effect::RevokeUrl).into_iter().collect()
            }
            WorkerEvent::Answered { id, answer, url } => {
                let Some(running) = self.queue.finish(id) else {
                    // Cancelled, or nobody's.
                    return url.map(Effect::RevokeUrl).into_iter().collect();
                };
                self.progress = None;
                context.changes.mark(Area::Jobs);
                let mut effects = self.answered(running, answer, url, context);
                effects.extend(self.start_next(context));
                effects
            }
        }
    }

    /// The worker cannot be loaded, or has stopped.
    fn failed(&mut self, why: String, context: &mut Context<'_>) -> Vec<Effect> {
        context.changes.mark(Area::Jobs);
        self.progress = None;
        self.worker = WorkerState::Failed(why.clone());
        let running = self.queue.fail();
        let waited_for = running.as_ref().is_some_and(|running| running.job.is_waited_for());
        let mut effects = Vec::new();
        // Files that wait to be attached would most likely stop it again.
        let attaching = matches!(&running, Some(Running { job: Job::Attach(_), .. }));
        if attaching {
            effects.extend(
                self.queue
                    .remove(|job| matches!(job, Job::Attach(_)))
                    .iter()
                    .filter_map(Job::file)
                    .map(Effect::ReleaseFile),
            );
        }
        if waited_for {
            context.notices.show(Notice::bad(format!(
                "The file was not made or opened: {why} Your answers are safe. Please try again; if it goes on, reload this page."
            )), context.changes);
            effects.push(Effect::Focus(Focus::Element(NOTICE.to_owned())));
        }
        match running {
            Some(Running { job: Job::Attach(chosen), .. }) => self.attachments.stopped(&chosen.to, context.changes),
            Some(Running { job: Job::Bundle { draft, purpose, .. }, .. }) => {
                effects.push(not_made(draft, purpose, why));
            }
            _ => {}
        }
        effects.extend(self.start_next(context));
        effects
    }

    fn answered(
        &mut self,
        running: Running,
        answer: Answer,
        url: Option<String>,
        context: &mut Context<'_>,
    ) -> Vec<Effect> {
        match (running, answer, url) {
            (
                Running { job: Job::Bundle { draft, purpose, .. }, changed, .. },
                Answer::Made { file_name, remarks, missing },
                Some(url),
            ) => {
                let changed = changed.unwrap_or(context.now);
                let made = MadeBundle { draft, changed, purpose, file: file_name, url, missing };
                bundle_made(made, remarks, context)
            }
            (Running { job: Job::Document { .. }, .. }, Answer::Made { file_name, remarks, .. }, Some(url)) => {
                context.notices.show(made_notice(&file_name, remarks), context.changes);
                vec![Effect::DownloadUrl { name: file_name, url }]
            }
            (Running { job: Job::Open(file), .. }, answer @ Answer::Opened { .. }, None) => {
                vec![Effect::dispatch(Event::Import(ImportEvent::Opened { file: file.name, answer }))]
            }
            (Running { job: Job::ReadLetter { file, draft, letter }, .. }, Answer::Letter { text, remarks }, None) => {
                let read = ImportEvent::LetterRead { file: file.name, draft, letter, text, remarks };
                vec![Effect::dispatch(Event::Import(read))]
            }
            (Running { job: Job::Attach(chosen), .. }, Answer::Kept { id, bytes }, None) => {
                let effects = self.attachments.stored(&chosen, &id, bytes, context.drafts, context.changes);
                self.after_attaching(&chosen, context.changes);
                effects
            }
            (Running { job: Job::Get { file, show_at }, .. }, Answer::Got { found, .. }, url) => {
                self.got(file, show_at, &found, url, context)
            }
            (Running { job: Job::ListFiles, .. }, Answer::Listed(ids), None) => {
                self.listed = Some(ids);
                vec![Effect::ReadStorage]
            }
            (Running { job: Job::ListFiles | Job::DropFiles(_), .. }, _, None) => Vec::new(),
            (running, Answer::Refused { message, .. }, None) => self.refused(running, &message, context),
            (running, _, url) => {
                let why = "The page and its helper do not fit together. Your answers are safe on this device. Reload this page and try again.";
                let mut effects: Vec<Effect> = url.map(Effect::RevokeUrl).into_iter().collect();
                effects.extend(self.refused(running, why, context));
                effects
            }
        }
    }

    /// After the last file that was chosen for an answer it is said what has become of all.
    fn after_attaching(&mut self, chosen: &ChosenAttachment, changes: &mut ChangeSet) {
        if !self.queue.waiting().any(|job| matches!(job, Job::Attach(_))) {
            self.attachments.all_stored(&chosen.to, changes);
        }
    }

    /// A job was refused; a sentence says why.
    fn refused(&mut self, running: Running, why: &str, context: &mut Context<'_>) -> Vec<Effect> {
        match running.job {
            Job::Attach(chosen) => {
                self.attachments.say_too(&chosen.to, why.to_owned(), context.changes);
                self.after_attaching(&chosen, context.changes);
                Vec::new()
            }
            Job::ListFiles | Job::DropFiles(_) => Vec::new(),
            job => {
                context.notices.show(Notice::bad(why), context.changes);
                let mut effects = vec![Effect::Focus(Focus::Element(NOTICE.to_owned()))];
                if let Job::Bundle { draft, purpose, .. } = job {
                    effects.push(not_made(draft, purpose, why.to_owned()));
                }
                effects
            }
        }
    }

    /// An attached file came from the store, or did not.
    fn got(
        &mut self,
        file: Attached,
        show_at: Option<Field>,
        found: &Found,
        url: Option<String>,
        context: &mut Context<'_>,
    ) -> Vec<Effect> {
        match (url, show_at) {
            (Some(url), None) => vec![Effect::DownloadUrl { name: file.name, url }],
            (Some(url), Some(at)) => self.attachments.show(Preview { at, file, url }, context.changes),
            (None, _) => {
                context.notices.show(not_found_notice(&file.name, found), context.changes);
                Vec::new()
            }
        }
    }

    /// All texts of ours were read: files that nothing has named for a month are deleted.
    pub(in crate::app) fn storage_read(
        &mut self,
        texts: &[(String, String)],
        context: &mut Context<'_>,
    ) -> Vec<Effect> {
        let Some(ids) = self.listed.take() else { return Vec::new() };
        let (request, mut effects) = unnamed::after_listing(&ids, texts, context.drafts, context.now);
        if let Some(Request::Drop(ids)) = request {
            effects.extend(self.push(Job::DropFiles(ids), context));
        }
        effects
    }

    /// The worker is stopped, and whatever waits for it. What was attached before stays.
    fn stop(&mut self, context: &mut Context<'_>) -> Vec<Effect> {
        if context.is_packing {
            // It stops the jobs in turn.
            return vec![Effect::dispatch(Event::Erase(EraseEvent::Cancel))];
        }
        if !self.is_busy() {
            return Vec::new();
        }
        let attaching =
            self.queue.all().find_map(|job| if let Job::Attach(chosen) = job { Some(chosen.to.clone()) } else { None });
        match attaching {
            Some(at) => {
                self.attachments.stopped(&at, context.changes);
                let text = "Stopped. Files that were attached before stay.".to_owned();
                self.attachments.say_too(&at, text, context.changes);
            }
            None => context.notices.show(
                Notice::good("Stopped. No file was made or opened. Your answers are as they were."),
                context.changes,
            ),
        }
        self.cancel(context)
    }

    /// The worker is stopped, and whatever waits for it, without a word.
    fn cancel(&mut self, context: &mut Context<'_>) -> Vec<Effect> {
        let (running, waiting) = self.queue.clear();
        let mut effects: Vec<Effect> = waiting.iter().filter_map(Job::file).map(Effect::ReleaseFile).collect();
        self.progress = None;
        self.listed = None;
        context.changes.mark(Area::Jobs);
        self.worker = WorkerState::NotLoaded;
        effects.push(Effect::StopWorker);
        if running.is_some_and(|running| matches!(running.job, Job::ListFiles)) {
            self.has_listed = false;
        }
        effects
    }

    /// Everything was removed from this device.
    pub(in crate::app) fn erased(&mut self, context: &mut Context<'_>) -> Vec<Effect> {
        self.attachments.chosen(context.changes);
        self.attachments.close(context.changes)
    }
}

/// Whether no bundle can be made of a draft, because a newer version stored it: the bundle would say that it is of this
/// version. If so that is said.
fn refuses_newer(id: &DraftId, context: &mut Context<'_>) -> bool {
    let Some(newer) = context.drafts.get(id).and_then(|loaded| loaded.newer()) else { return false };
    context.notices.show(Notice::bad(format!("Nothing was changed. {}", newer.why())), context.changes);
    true
}

/// The request of a job, and of a bundle when its draft was last changed. None if what it needs is not here.
fn request(job: &Job, context: &Context<'_>) -> Option<(Request, Option<Timestamp>)> {
    let of_draft = |id: &DraftId| {
        let draft = &context.drafts.get(id)?.draft;
        let file = context.calls.of_draft(draft).and_then(Load::ready)?;
        let other_hubs = context.calls.other_hubs(&draft.call);
        Some((file.text.to_string(), write_draft(draft).ok()?, other_hubs, draft.changed))
    };
    let now = context.now;
    Some(match job {
        Job::Bundle { draft, page, .. } => {
            let (call_json, draft_json, other_hubs, changed) = of_draft(draft)?;
            (Request::Make { call_json, draft_json, now, other_hubs, page: *page }, Some(changed))
        }
        Job::Document { draft, which } => {
            let (call_json, draft_json, other_hubs, _) = of_draft(draft)?;
            (Request::Document { which: which.clone(), call_json, draft_json, now, other_hubs }, None)
        }
        Job::Open(_) => (Request::Open, None),
        Job::ReadLetter { .. } => (Request::ReadLetter, None),
        Job::Attach(chosen) => (Request::Keep { name: shown_name(&chosen.file.name) }, None),
        Job::Get { file, show_at } => {
            let media_type = media_type(file, show_at.is_some());
            (Request::Get { id: file.id.clone(), media_type }, None)
        }
        Job::ListFiles => (Request::List, None),
        Job::DropFiles(ids) => (Request::Drop(ids.clone()), None),
    })
}

/// What a browser may show goes by its kind; anything else is bytes to it.
fn media_type(file: &Attached, shown: bool) -> String {
    match preview(&file.kind) {
        Some(PreviewKind::Text) => "text/plain;charset=utf-8".to_owned(),
        Some(_) if shown => file.kind.clone(),
        _ => "application/octet-stream".to_owned(),
    }
}

/// A bundle was made: it is handed to the browser, unless it is to be saved by the person before everything is removed.
fn bundle_made(made: MadeBundle, remarks: Vec<String>, context: &mut Context<'_>) -> Vec<Effect> {
    let mut effects = Vec::new();
    if made.purpose != BundlePurpose::Erase {
        let notice = Notice { good: made.missing.is_empty(), ..made_notice(&made.file, remarks) };
        context.notices.show(notice, context.changes);
        effects.push(Effect::DownloadUrl { name: made.file.clone(), url: made.url.clone() });
    }
    effects.push(Effect::dispatch(Event::Saving(SavingEvent::BundleMade(made))));
    effects
}

fn not_made(draft: DraftId, purpose: BundlePurpose, why: String) -> Effect {
    Effect::dispatch(Event::Saving(SavingEvent::BundleNotMade { draft, purpose, why }))
}

fn made_notice(name: &str, remarks: Vec<String>) -> Notice {
    let text = format!("\u{201c}{name}\u{201d} has been made. Your browser keeps it where it keeps downloads.");
    Notice { more: remarks, ..Notice::good(text) }
}

fn packing_notice(not_done: &str) -> Notice {
    Notice::bad(format!(
        "{not_done}: files are being made, so that you can take your work with you. Nothing was changed. Wait until they are made, or stop that first."
    ))
}

fn not_found_notice(name: &str, found: &Found) -> Notice {
    Notice::bad(match found {
        Found::Unreadable(_) => format!(
            "\u{201c}{name}\u{201d} could not be read just now. It has not been removed. Try again; if it happens again, reload this page."
        ),
        Found::Here | Found::NotThere => format!(
            "\u{201c}{name}\u{201d} is attached to this application, but its content is not on this device. It was attached on another device, or this browser has cleared it away. Attach it again, or open the application\u{2019}s file that holds it."
        ),
    })
}

fn release(chosen: &[ChosenAttachment]) -> Vec<Effect> {
    chosen.iter().map(|chosen| Effect::ReleaseFile(chosen.file.number)).collect()
}

fn download_calendar(id: &DraftId, context: &Context<'_>) -> Vec<Effect> {
    let draft = context.drafts.get(id).map(|loaded| &loaded.draft);
    let file = draft.and_then(|draft| context.calls.of_draft(draft)).and_then(Load::ready);
    let made = file.and_then(|file| Some((&file.call.id, calendar(&file.call, context.now)?)));
    let effect = made.map(|(id, text)| Effect::Download {
        name: format!("{id}-dates.ics"),
        kind: "text/calendar",
        content: text.into_bytes(),
    });
    effect.into_iter().collect()
}
