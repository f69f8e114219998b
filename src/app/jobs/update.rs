//! What follows from events about files to be made, opened and attached.

use super::attachments::{Attachments, Place, Preview, place_of};
use super::queue::{Job, Queue, Running};
use super::unfit::unfit;
use super::unnamed;
use crate::app::calls::CallFile;
use crate::app::context::Context;
use crate::app::drafts::{Drafts, read_only_notice};
use crate::app::effect::Effect;
use crate::app::event::{
    AttachmentEvent, BundlePurpose, ChosenAttachment, ChosenFile, EraseEvent, Event, ImportEvent, JobEvent, MadeBundle,
    Making, SavingEvent, WorkerEvent,
};
use crate::app::load::Load;
use crate::app::notice::Notice;
use crate::app::route::{Page, Route};
use crate::bundle::worker::{Answer, Found, Request};
use crate::call::{Section, Timestamp};
use crate::documents::{Receiver, calendar};
use crate::draft::{
    Attached, DraftId, Field, FileId, Preview as PreviewKind, distinct, preview, shown_name, write_draft,
};

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
    attachments: Attachments,
    stored_files: StoredFiles,
}

/// How far the stored files have been looked through since the page opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum StoredFiles {
    /// They have not been listed.
    #[default]
    NotListed,
    /// They have been listed, or are being listed.
    Listed,
    /// These are being compared with all texts of ours. Until those are read no job is begun.
    Compared(Vec<FileId>),
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
        self.queue.running()?.progress
    }

    /// The file that is being attached to an answer of a draft, and how many are in the queue in all.
    pub fn attaching(&self, draft: &DraftId, at: &Field) -> Option<(&str, usize)> {
        let mut files = self.queue.all().filter_map(Job::attachment);
        let first = files.next().filter(|first| first.draft == *draft && first.to == *at)?;
        Some((&first.file.name, 1 + files.count()))
    }

    /// Whether any file is being attached.
    pub fn is_attaching(&self) -> bool {
        self.queue.all().any(|job| job.attachment().is_some())
    }

    /// Whether something is being made or opened. What is being attached says so where it is attached.
    pub fn is_working(&self) -> bool {
        self.is_busy() && !self.is_attaching()
    }

    /// What has just happened to attached files.
    pub fn attachments(&self) -> &Attachments {
        &self.attachments
    }

    /// What follows from an event about files to be made and opened.
    pub(in crate::app) fn update(&mut self, event: JobEvent, context: &mut Context<'_>) -> Vec<Effect> {
        match event {
            JobEvent::Make(draft, Making::ForHub { .. }) | JobEvent::MakeBundle(draft, _)
                // It would say that it is of this version.
                if context.drafts.refuses(&draft, context.notices) =>
            {
                Vec::new()
            }
            JobEvent::Make(draft, Making::ForHub { page }) => {
                self.accept(Job::Bundle { draft, purpose: BundlePurpose::Send, page }, context)
            }
            JobEvent::Make(draft, Making::Document(which)) => self.accept(Job::Document { draft, which }, context),
            JobEvent::MakeBundle(draft, purpose) => self.push(Job::Bundle { draft, purpose, page: false }, context),
            JobEvent::Open(file) => self.accept(Job::Open(file), context),
            JobEvent::OpenLetter(file) => self.open_letter(file, context),
            JobEvent::DownloadCalendar(id) => download_calendar(context.call_of(&id), context.now),
            JobEvent::DownloadCalendarOfCall(id) => {
                download_calendar(context.calls.get(&id).and_then(Load::ready), context.now)
            }
            JobEvent::StorageRead(texts) => self.storage_read(texts.as_deref().ok(), context),
            JobEvent::Stop => self.stop(context),
            JobEvent::StopForErase => self.cancel(),
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
            AttachmentEvent::Folder(folder) => self.attachments.offer(folder),
            AttachmentEvent::TakeOffered(draft, to, number) => {
                let taken = self.attachments.take_offered(&(draft, to), number);
                self.attach(taken, context)
            }
            AttachmentEvent::LeaveOffered(draft, to) => self.attachments.leave_offered(&(draft, to)),
            AttachmentEvent::Link(draft, to, id) => self.attachments.link(&draft, &to, &id, context.drafts),
            AttachmentEvent::Remove(draft, from, id) => self.attachments.remove(&draft, &from, &id, context.drafts),
            AttachmentEvent::PutBack => self.attachments.put_back(context.drafts),
            AttachmentEvent::Show(draft, at, id) => self.get(&draft, id, Some(at), context),
            AttachmentEvent::Download(draft, id) => self.get(&draft, id, None, context),
            AttachmentEvent::Close => self.attachments.close(),
            AttachmentEvent::Attached(draft, to) => {
                let place = (draft, to);
                self.attachments.attached(&place);
                self.after_attaching(&place, context.drafts);
                Vec::new()
            }
            AttachmentEvent::NotStored(draft, to, name) => {
                let place = (draft, to);
                self.attachments.not_stored(&place, &name);
                self.after_attaching(&place, context.drafts);
                Vec::new()
            }
        }
    }

    /// Files of a draft that another tab edits, or that a newer version stored, are not changed here.
    fn refuse_read_only(&self, event: &AttachmentEvent, context: &mut Context<'_>) -> Option<Vec<Effect>> {
        let draft = match event {
            AttachmentEvent::Chosen(chosen) => chosen.first().map(|first| &first.draft),
            AttachmentEvent::Folder(folder) => Some(&folder.draft),
            AttachmentEvent::Link(draft, ..)
            | AttachmentEvent::Remove(draft, ..)
            | AttachmentEvent::TakeOffered(draft, ..) => Some(draft),
            AttachmentEvent::PutBack => self.attachments.removed_from(),
            AttachmentEvent::Show(..)
            | AttachmentEvent::LeaveOffered(..)
            | AttachmentEvent::Close
            | AttachmentEvent::Download(..)
            | AttachmentEvent::Attached(..)
            | AttachmentEvent::NotStored(..) => None,
        }?;
        if context.tabs.is_read_only_for(draft) {
            context.notices.show(read_only_notice());
        } else if !context.drafts.refuses(draft, context.notices) {
            return None;
        }
        Some(match event {
            AttachmentEvent::Chosen(chosen) => release(chosen),
            AttachmentEvent::Folder(folder) => release(folder.files.iter().map(|(_, chosen)| chosen)),
            _ => Vec::new(),
        })
    }

    /// Takes a job into the queue, unless everything is about to be removed from this device.
    fn accept(&mut self, job: Job, context: &mut Context<'_>) -> Vec<Effect> {
        if context.is_packing {
            let not_done = match &job {
                Job::Open(file) | Job::ReadLetter { file, .. } => {
                    format!("\u{201c}{}\u{201d} was not opened", file.name)
                }
                _ => "Nothing was made".to_owned(),
            };
            context.notices.show(packing_notice(&not_done));
            return job.file().map(Effect::ReleaseFile).into_iter().collect();
        }
        context.notices.clear();
        self.push(job, context)
    }

    fn push(&mut self, job: Job, context: &mut Context<'_>) -> Vec<Effect> {
        self.queue.push(job);
        self.start_next(context)
    }

    /// A letter is read for the letter whose page is open.
    fn open_letter(&mut self, file: ChosenFile, context: &mut Context<'_>) -> Vec<Effect> {
        let Route::Draft(draft, Page::Section(Section::Letter(letter)), _) = context.navigation.route() else {
            return vec![Effect::ReleaseFile(file.number)];
        };
        self.accept(Job::ReadLetter { draft: draft.clone(), letter: letter.clone(), file }, context)
    }

    fn attach(&mut self, chosen: Vec<ChosenAttachment>, context: &mut Context<'_>) -> Vec<Effect> {
        for chosen in &chosen {
            self.attachments.chosen(&place_of(chosen));
        }
        if context.is_packing {
            context.notices.show(packing_notice(&not_attached(&chosen)));
            return release(&chosen);
        }
        let mut effects = Vec::new();
        for chosen in chosen {
            match unfit(&chosen.file.name, chosen.bytes) {
                Some(why) => {
                    self.attachments.say_too(&place_of(&chosen), why);
                    effects.extend(release([&chosen]));
                }
                None => self.queue.push(Job::Attach(chosen)),
            }
        }
        effects.extend(self.start_next(context));
        effects
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
        while !matches!(self.stored_files, StoredFiles::Compared(_)) {
            let Some(job) = self.queue.take_next() else { break };
            if let Job::DropUnnamed(ids) = job {
                self.stored_files = StoredFiles::Compared(ids);
                effects.push(Effect::ReadStorage);
                break;
            }
            let file = job.file();
            let Some((request, changed)) = request(&job, context) else {
                effects.extend(file.map(Effect::ReleaseFile));
                let why = "The application, or the hub\u{2019}s information for it, is not on this device.";
                effects.extend(self.refused(job, why, context));
                continue;
            };
            let id = self.queue.start(job, changed);
            effects.push(Effect::Worker { id, request, file });
            break;
        }
        effects
    }

    /// What the worker says.
    pub(in crate::app) fn update_worker(&mut self, event: WorkerEvent, context: &mut Context<'_>) -> Vec<Effect> {
        match event {
            WorkerEvent::Ready => {
                self.worker = WorkerState::Ready;
                if self.stored_files != StoredFiles::NotListed {
                    return Vec::new();
                }
                self.stored_files = StoredFiles::Listed;
                self.push(Job::ListFiles, context)
            }
            WorkerEvent::Failed(why) => self.failed(why, context),
            WorkerEvent::Answered { id, answer: Answer::Progress { done, total }, url } => {
                self.queue.set_progress(id, done, total);
                Effect::revoke(url)
            }
            WorkerEvent::Answered { id, answer, url } => {
                let Some(running) = self.queue.finish(id) else {
                    // Cancelled, or nobody's.
                    return Effect::revoke(url);
                };
                let mut effects = self.answered(running, answer, url, context);
                effects.extend(self.start_next(context));
                effects
            }
        }
    }

    /// The worker cannot be loaded, or has stopped.
    fn failed(&mut self, why: String, context: &mut Context<'_>) -> Vec<Effect> {
        self.worker = WorkerState::Failed(why.clone());
        let mut effects = Vec::new();
        if let Some(Running { job, .. }) = self.queue.fail() {
            // Files that wait to be attached would most likely stop it again.
            let waiting = if job.attachment().is_some() { self.queue.remove_attachments() } else { Vec::new() };
            if let Some(not_done) = not_done(&job, &waiting) {
                context.notices.show(Notice::bad(format!(
                    "{not_done}: {why} Your answers are safe. Try again. If it keeps happening, reload this page."
                )));
                effects.push(Effect::focus_notice());
            }
            match job {
                Job::Attach(chosen) => {
                    effects.extend(release(&waiting));
                    for place in places(waiting.iter().chain([&chosen])) {
                        self.attachments.stopped(&place);
                    }
                }
                Job::Bundle { draft, purpose, .. } => effects.extend(not_made(draft, purpose, why)),
                _ => {}
            }
        }
        effects.extend(self.start_next(context));
        effects
    }

    fn answered(
        &mut self,
        Running { job, changed, .. }: Running,
        answer: Answer,
        url: Option<String>,
        context: &mut Context<'_>,
    ) -> Vec<Effect> {
        match (job, answer, url) {
            (Job::Bundle { draft, purpose, .. }, Answer::Made { file_name, remarks, missing }, Some(url)) => {
                let changed = changed.unwrap_or(context.now);
                bundle_made(MadeBundle { draft, changed, file: file_name, url, missing, remarks }, purpose, context)
            }
            (Job::Document { .. }, Answer::Made { file_name, remarks, .. }, Some(url)) => {
                context.notices.show(made_notice(&file_name, remarks));
                vec![Effect::DownloadUrl { name: file_name, url }]
            }
            (Job::Open(file), answer @ Answer::Opened { .. }, None) => {
                vec![Effect::dispatch(Event::Import(ImportEvent::Opened { file: file.name, answer }))]
            }
            (Job::ReadLetter { file, draft, letter }, Answer::Letter { text, remarks }, None) => {
                let read = ImportEvent::LetterRead { file: file.name, draft, letter, text, remarks };
                vec![Effect::dispatch(Event::Import(read))]
            }
            (Job::Attach(chosen), Answer::Kept { id, bytes }, None) => {
                let effects = self.attachments.stored(&chosen, &id, bytes, context);
                if effects.is_empty() {
                    self.after_attaching(&place_of(&chosen), context.drafts);
                }
                effects
            }
            (Job::Get { file, show_at: None }, Answer::Got { .. }, Some(url)) => {
                vec![Effect::DownloadUrl { name: file.name, url }]
            }
            (Job::Get { file, show_at: Some(at) }, Answer::Got { .. }, Some(url)) => {
                self.attachments.show(Preview { at, file, url })
            }
            (Job::Get { file, .. }, Answer::Got { found, .. }, None) => {
                context.notices.show(not_found_notice(&file.name, &found));
                Vec::new()
            }
            (Job::ListFiles, Answer::Listed(ids), None) => {
                self.queue.push(Job::DropUnnamed(ids));
                Vec::new()
            }
            (Job::ListFiles | Job::DropFiles, _, None) => Vec::new(),
            (job, Answer::Refused { message, .. }, None) => self.refused(job, &message, context),
            (job, _, url) => {
                let why = "Part of Upbeat is out of date. Your answers are safe. Reload this page and try again.";
                let mut effects = Effect::revoke(url);
                effects.extend(self.refused(job, why, context));
                effects
            }
        }
    }

    /// After the last file that was chosen for an answer it is said what has become of all.
    fn after_attaching(&mut self, place: &Place, drafts: &Drafts) {
        if !self.queue.all().filter_map(Job::attachment).any(|chosen| place_of(chosen) == *place) {
            self.attachments.all_stored(place, drafts);
        }
    }

    /// A job was refused; a sentence says why.
    fn refused(&mut self, job: Job, why: &str, context: &mut Context<'_>) -> Vec<Effect> {
        match job {
            Job::Attach(chosen) => {
                let place = place_of(&chosen);
                self.attachments.say_too(&place, why.to_owned());
                self.after_attaching(&place, context.drafts);
                Vec::new()
            }
            Job::ListFiles | Job::DropUnnamed(_) | Job::DropFiles => Vec::new(),
            job => {
                context.notices.show(Notice::bad(why));
                let mut effects = vec![Effect::focus_notice()];
                if let Job::Bundle { draft, purpose, .. } = job {
                    effects.extend(not_made(draft, purpose, why.to_owned()));
                }
                effects
            }
        }
    }

    /// All texts of ours were read: files that nothing has named for a month are deleted. Without the texts it is not known
    /// what is named, so nothing is deleted.
    fn storage_read(&mut self, texts: Option<&[(String, String)]>, context: &mut Context<'_>) -> Vec<Effect> {
        let StoredFiles::Compared(ids) = &mut self.stored_files else { return Vec::new() };
        let ids = std::mem::take(ids);
        self.stored_files = StoredFiles::Listed;
        let mut effects = Vec::new();
        if let Some(texts) = texts {
            let (unnamed, record) = unnamed::after_listing(&ids, texts, context.drafts, context.now);
            effects.extend(record);
            if !unnamed.is_empty() {
                let id = self.queue.start(Job::DropFiles, None);
                effects.push(Effect::Worker { id, request: Request::Drop(unnamed), file: None });
                return effects;
            }
        }
        effects.extend(self.start_next(context));
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
        let places = places(self.queue.all().filter_map(Job::attachment));
        if places.is_empty() {
            let text = "Stopped. Nothing has changed.";
            context.notices.show(Notice::good(text));
        }
        for place in places {
            self.attachments.stopped(&place);
            self.attachments.say_too(&place, "Stopped. Files already attached are still here.".to_owned());
        }
        self.cancel()
    }

    /// The worker is stopped, and whatever waits for it, without a word.
    fn cancel(&mut self) -> Vec<Effect> {
        let (running, waiting) = self.queue.clear();
        let mut effects: Vec<Effect> = waiting.iter().filter_map(Job::file).map(Effect::ReleaseFile).collect();
        self.worker = WorkerState::NotLoaded;
        effects.push(Effect::StopWorker);
        let is_look = |job: &Job| matches!(job, Job::ListFiles | Job::DropUnnamed(_));
        let is_cancelled = running.iter().map(|running| &running.job).chain(&waiting).any(is_look);
        if is_cancelled || matches!(self.stored_files, StoredFiles::Compared(_)) {
            self.stored_files = StoredFiles::NotListed;
        }
        effects
    }

    /// Everything was removed from this device.
    pub(in crate::app) fn erased(&mut self) -> Vec<Effect> {
        self.attachments.erased()
    }
}

/// The request of a job, and of a bundle when its draft was last changed. None if what it needs is not here.
fn request(job: &Job, context: &Context<'_>) -> Option<(Request, Option<Timestamp>)> {
    let of_draft = |id: &DraftId| {
        let draft = &context.drafts.get(id)?.draft;
        let file = context.call_of(id)?;
        let other_hubs = context.calls.other_hubs(&draft.call);
        Some((file.text.to_string(), write_draft(draft).ok()?, other_hubs, draft.changed))
    };
    let now = context.now;
    Some(match job {
        Job::Bundle { draft, purpose, page } => {
            let (call_json, draft_json, other_hubs, changed) = of_draft(draft)?;
            let receiver = purpose.receiver();
            let histories = match receiver {
                Receiver::Oneself => context.versions.texts_of(draft),
                Receiver::Hub | Receiver::Leaders => Vec::new(),
            };
            let page = *page;
            (Request::Make { receiver, call_json, draft_json, now, other_hubs, histories, page }, Some(changed))
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
        // Asked for once our texts are read.
        Job::DropUnnamed(_) | Job::DropFiles => return None,
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
fn bundle_made(made: MadeBundle, purpose: BundlePurpose, context: &mut Context<'_>) -> Vec<Effect> {
    if purpose == BundlePurpose::Erase {
        return vec![Effect::dispatch(Event::Erase(EraseEvent::Packed(made)))];
    }
    context.notices.show(Notice { good: made.missing.is_empty(), ..made_notice(&made.file, made.remarks.clone()) });
    let download = Effect::DownloadUrl { name: made.file.clone(), url: made.url.clone() };
    match purpose {
        // What was left out for the hub is in no file, so nobody is asked whether they have it as a backup.
        BundlePurpose::Send => vec![download],
        BundlePurpose::Backup | BundlePurpose::Erase => {
            vec![download, Effect::dispatch(Event::Saving(SavingEvent::BundleMade(made)))]
        }
    }
}

/// A bundle was not made: whoever else waits for it is told.
fn not_made(draft: DraftId, purpose: BundlePurpose, why: String) -> Option<Effect> {
    match purpose {
        BundlePurpose::Send => None,
        BundlePurpose::Backup => Some(Effect::dispatch(Event::Saving(SavingEvent::BundleNotMade(draft)))),
        BundlePurpose::Erase => Some(Effect::dispatch(Event::Erase(EraseEvent::NotPacked(why)))),
    }
}

fn made_notice(name: &str, remarks: Vec<String>) -> Notice {
    let text = format!("\u{201c}{name}\u{201d} is ready. Look in your Downloads folder.");
    Notice { more: remarks, ..Notice::good(text) }
}

fn packing_notice(not_done: &str) -> Notice {
    Notice::bad(format!(
        "{not_done}: Upbeat is making files so that you can move your work. Nothing has changed. Wait until they are made, or stop that first."
    ))
}

fn not_found_notice(name: &str, found: &Found) -> Notice {
    Notice::bad(match found {
        Found::Unreadable(_) => format!(
            "\u{201c}{name}\u{201d} could not be read. It has not been deleted. Try again. If it keeps happening, reload this page."
        ),
        Found::Here | Found::NotThere => format!(
            "\u{201c}{name}\u{201d} is not on this device. It was attached on another device, or this browser deleted it. Attach it again, or open the application file that contains it."
        ),
    })
}

/// What was not done of a job, and of the files that waited to be attached after it. None for what the page does by itself.
fn not_done(job: &Job, waiting: &[ChosenAttachment]) -> Option<String> {
    Some(match job {
        Job::Bundle { .. } | Job::Document { .. } => "The file was not made".to_owned(),
        Job::Open(file) | Job::ReadLetter { file, .. } => format!("\u{201c}{}\u{201d} was not opened", file.name),
        Job::Attach(chosen) => not_attached([chosen].into_iter().chain(waiting)),
        Job::Get { file, show_at: Some(_) } => format!("\u{201c}{}\u{201d} was not opened", file.name),
        Job::Get { file, show_at: None } => format!("\u{201c}{}\u{201d} was not downloaded", file.name),
        Job::ListFiles | Job::DropUnnamed(_) | Job::DropFiles => return None,
    })
}

fn not_attached<'a>(chosen: impl IntoIterator<Item = &'a ChosenAttachment>) -> String {
    let names: Vec<String> = chosen.into_iter().map(|chosen| format!("\u{201c}{}\u{201d}", chosen.file.name)).collect();
    let verb = if names.len() == 1 { "was" } else { "were" };
    format!("{} {verb} not attached", names.join(", "))
}

/// Where these files are to be attached, each place once.
fn places<'a>(chosen: impl IntoIterator<Item = &'a ChosenAttachment>) -> Vec<Place> {
    distinct(chosen.into_iter().map(place_of))
}

fn release<'a>(chosen: impl IntoIterator<Item = &'a ChosenAttachment>) -> Vec<Effect> {
    chosen.into_iter().map(|chosen| Effect::ReleaseFile(chosen.file.number)).collect()
}

fn download_calendar(file: Option<&CallFile>, now: Timestamp) -> Vec<Effect> {
    let made = file.and_then(|file| Some((&file.call.id, calendar(&file.call, now)?)));
    let effect = made.map(|(id, text)| Effect::Download {
        name: format!("{id}-dates.ics"),
        kind: "text/calendar",
        content: text.into_bytes(),
    });
    effect.into_iter().collect()
}
