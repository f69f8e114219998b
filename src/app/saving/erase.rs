//! "Take my work with me and leave nothing here": a file is made of every draft, the person saves each and says that
//! they have them, and then everything of ours is removed from this device.
//!
//! If one file cannot be made, or lacks anything, nothing is removed; if anything has changed since, nothing is removed
//! either. Until the keys are removed every step can be stopped, and then the page is as before.

use super::backup::{download, draft_file_name};
use super::report::removed_notice;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::event::{
    BundlePurpose, CallEvent, EraseEvent, Event, FilesRemoved, JobEvent, MadeBundle, RemovedKeys, SavingEvent,
};
use crate::app::load::Load;
use crate::app::route::Route;
use crate::call::Timestamp;
use crate::draft::{Draft, DraftId, attached, read_draft, write_draft};

/// How far removing everything has come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum EraseDevice {
    /// Nobody wants it.
    #[default]
    Idle,
    /// Files are being made, one after another.
    Packing {
        /// Of these, the first one now.
        waiting: Vec<DraftId>,
        /// These are made.
        packed: Vec<PackedDraft>,
    },
    /// All are made. The person saves them, and is asked whether they have them.
    Confirming(Vec<PackedDraft>),
    /// Our keys are removed; the store of files is being removed.
    RemovingFiles(RemovedKeys),
    /// Everything is removed, as far as the browser let it be.
    Done,
    /// It was stopped, and nothing was removed. A sentence says why.
    Stopped(String),
}

/// A draft of which a file was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedDraft {
    /// The draft.
    pub id: DraftId,
    /// What it is called.
    pub title: String,
    /// The file's name.
    pub file: String,
    /// When the draft had last been changed by then.
    pub changed: Timestamp,
    /// Whether the file was handed to the browser.
    pub handed: bool,
    /// What the person should know of the file, in sentences: earlier versions that did not fit, say.
    pub remarks: Vec<String>,
    content: PackedContent,
}

/// What is in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum PackedContent {
    /// A bundle, at an address within the browser.
    Bundle(String),
    /// The text of a draft file.
    DraftFile(String),
}

const REMOVED: &str = "An application was deleted while its file was being made.";
const CHANGED: &str = "Something changed after the files were made, so it is not in them. Make the files again.";

/// Texts that other tabs replaced are in this page only, and in no file: what is said while there are any.
fn replaced_texts(context: &Context<'_>) -> Option<String> {
    // They are shown on the pages of drafts.
    let conflict = context.tabs.conflicts().first().filter(|_| !context.drafts.own_ids().is_empty())?;
    let title = context.drafts.get(&conflict.draft).map_or("the application", |loaded| loaded.draft.title());
    Some(format!(
        "Nothing was deleted. You changed the same answers in \u{201c}{title}\u{201d} in two tabs, and the earlier texts would not be in the files. Open that application, copy what you need at the top of the page and choose \u{201c}I have what I need\u{201d}. Then try again."
    ))
}

impl EraseDevice {
    /// Whether files are being made for it. Nothing else is made, opened or attached meanwhile.
    pub fn is_packing(&self) -> bool {
        matches!(self, Self::Packing { .. })
    }

    /// Another page is shown: what came of it has been read.
    pub(in crate::app) fn page_left(&mut self) {
        if matches!(self, Self::Done | Self::Stopped(_)) {
            *self = Self::Idle;
        }
    }

    /// What follows from an event.
    pub(in crate::app) fn update(&mut self, event: EraseEvent, context: &mut Context<'_>) -> Vec<Effect> {
        match event {
            EraseEvent::Start => self.start(context),
            EraseEvent::Cancel => self.cancel(),
            EraseEvent::Packed(made) => self.packed(made, context),
            EraseEvent::NotPacked(why) => self.stop(&why, context),
            EraseEvent::CallFetched => self.call_fetched(context),
            EraseEvent::Save(number) => self.save(number),
            EraseEvent::Confirm => self.confirm(context),
            EraseEvent::ChangedElsewhere => self.stop(CHANGED, context),
            EraseEvent::KeysRemoved(removed) => self.keys_removed(removed),
            EraseEvent::FilesRemoved(files) => self.files_removed(&files, context),
        }
    }

    /// A call is here, or will not come: a file may have waited for it.
    fn call_fetched(&mut self, context: &mut Context<'_>) -> Vec<Effect> {
        if self.is_packing() && !context.is_busy { self.pack_next(context) } else { Vec::new() }
    }

    fn start(&mut self, context: &mut Context<'_>) -> Vec<Effect> {
        if context.is_busy || matches!(self, Self::Packing { .. } | Self::RemovingFiles(_)) {
            return Vec::new();
        }
        if let Some(why) = replaced_texts(context) {
            return self.stop(&why, context);
        }
        context.notices.clear();
        let mut effects = self.release();
        *self = Self::Packing { waiting: context.drafts.own_ids(), packed: Vec::new() };
        effects.extend(self.pack_next(context));
        effects
    }

    /// Releases the files that were made.
    fn release(&mut self) -> Vec<Effect> {
        let packed = match self {
            Self::Packing { packed, .. } | Self::Confirming(packed) => std::mem::take(packed),
            _ => Vec::new(),
        };
        let url = |packed: PackedDraft| match packed.content {
            PackedContent::Bundle(url) => Some(Effect::RevokeUrl(url)),
            PackedContent::DraftFile(_) => None,
        };
        packed.into_iter().filter_map(url).collect()
    }

    /// Nothing is removed, and the page is as before. If our keys are removed already, only the wait for the store of
    /// files ends.
    fn cancel(&mut self) -> Vec<Effect> {
        if matches!(self, Self::RemovingFiles(_)) {
            return Vec::new();
        }
        let mut effects = self.release();
        if self.is_packing() {
            effects.push(Effect::dispatch(Event::Job(JobEvent::StopForErase)));
        }
        *self = Self::Idle;
        effects
    }

    fn stop(&mut self, why: &str, context: &mut Context<'_>) -> Vec<Effect> {
        let effects = self.release();
        context.notices.clear();
        *self = Self::Stopped(why.to_owned());
        effects
    }

    /// Makes the next file, or asks once all are made.
    fn pack_next(&mut self, context: &mut Context<'_>) -> Vec<Effect> {
        let Self::Packing { waiting, packed } = self else { return Vec::new() };
        let Some(id) = waiting.first().cloned() else {
            *self = Self::Confirming(std::mem::take(packed));
            return Vec::new();
        };
        let Some(loaded) = context.drafts.get(&id) else { return self.stop(REMOVED, context) };
        if let Some(read_only) = loaded.read_only() {
            return self.pack_read_only(&loaded.draft.clone(), read_only.text.clone(), context);
        }
        let draft = &loaded.draft;
        match context.calls.of_draft(draft) {
            Some(Load::Ready(_)) => {
                vec![Effect::dispatch(Event::Job(JobEvent::MakeBundle(id, BundlePurpose::Erase)))]
            }
            // It continues once that has come.
            Some(Load::Loading) => Vec::new(),
            None => vec![Effect::dispatch(Event::Call(CallEvent::Wanted(draft.call.clone())))],
            Some(Load::Failed(_)) => self.pack_draft_file(&draft.clone(), context),
        }
    }

    /// A draft that is read-only here is taken away as it is stored.
    fn pack_read_only(&mut self, draft: &Draft, text: String, context: &mut Context<'_>) -> Vec<Effect> {
        if !attached(draft).is_empty() {
            return self.stop(
                "Upbeat can show one of your applications but not change it, so its attached files cannot be moved. Reload this page, then try again.",
                context,
            );
        }
        let file = draft_file_name(draft, context.now);
        self.add(draft, file, draft.changed, Vec::new(), PackedContent::DraftFile(text));
        self.pack_next(context)
    }

    /// If the call cannot be had there can be no bundle: the draft file instead, read back before it is offered.
    fn pack_draft_file(&mut self, draft: &Draft, context: &mut Context<'_>) -> Vec<Effect> {
        if !attached(draft).is_empty() {
            let why = "The hub\u{2019}s page for one application is gone, so only its answers can go into a file. Download its attached files and remove them from the application, then try again.";
            return self.stop(why, context);
        }
        let text = write_draft(draft).ok().filter(|text| read_draft(text).as_ref() == Ok(draft));
        let Some(text) = text else {
            return self.stop("One application could not be made into a file that Upbeat can open.", context);
        };
        let file = draft_file_name(draft, context.now);
        self.add(draft, file, draft.changed, Vec::new(), PackedContent::DraftFile(text));
        self.pack_next(context)
    }

    /// A bundle was made.
    fn packed(&mut self, made: MadeBundle, context: &mut Context<'_>) -> Vec<Effect> {
        let Self::Packing { .. } = self else { return vec![Effect::RevokeUrl(made.url)] };
        context.notices.clear();
        let Some(draft) = context.drafts.get(&made.draft).map(|loaded| &loaded.draft) else {
            let mut effects = self.stop(REMOVED, context);
            effects.push(Effect::RevokeUrl(made.url));
            return effects;
        };
        self.add(draft, made.file, made.changed, made.remarks, PackedContent::Bundle(made.url));
        if made.missing.is_empty() {
            return self.pack_next(context);
        }
        let names: Vec<String> = made.missing.iter().map(|name| format!("\u{201c}{name}\u{201d}")).collect();
        let why = format!(
            "Your browser could not read some attached files of \u{201c}{}\u{201d}: {}. Try again. If it happens again, remove them from the application or attach them again.",
            draft.title(),
            names.join(", ")
        );
        self.stop(&why, context)
    }

    fn add(&mut self, draft: &Draft, file: String, changed: Timestamp, remarks: Vec<String>, content: PackedContent) {
        let Self::Packing { waiting, packed } = self else { return };
        waiting.retain(|other| *other != draft.id);
        let (id, title) = (draft.id.clone(), draft.title().to_owned());
        packed.push(PackedDraft { id, title, file, changed, handed: false, remarks, content });
    }

    /// Hands one of the files to the browser: one at each press, since browsers stop several at once.
    fn save(&mut self, number: usize) -> Vec<Effect> {
        let Self::Confirming(packed) = self else { return Vec::new() };
        let Some(packed) = packed.get_mut(number) else { return Vec::new() };
        packed.handed = true;
        let name = packed.file.clone();
        let save = match &packed.content {
            PackedContent::Bundle(url) => Effect::SaveUrl { name, url: url.clone() },
            PackedContent::DraftFile(text) => download(&name, "application/json", text),
        };
        let handed = SavingEvent::Handed(packed.id.clone(), packed.changed);
        vec![save, Effect::dispatch(Event::Saving(handed))]
    }

    /// The person has the files. Nothing may have changed since they were made.
    fn confirm(&mut self, context: &mut Context<'_>) -> Vec<Effect> {
        let Self::Confirming(packed) = &*self else { return Vec::new() };
        let same = |packed: &PackedDraft| {
            context.drafts.get(&packed.id).is_some_and(|loaded| loaded.draft.changed == packed.changed)
        };
        if context.drafts.own_ids().len() != packed.len() || !packed.iter().all(same) {
            return self.stop(CHANGED, context);
        }
        if let Some(why) = replaced_texts(context) {
            return self.stop(&why, context);
        }
        if packed.iter().any(|packed| !packed.handed) {
            // The page does not offer it before.
            return Vec::new();
        }
        // The worker holds the store of files open.
        vec![Effect::dispatch(Event::Job(JobEvent::StopForErase)), Effect::RemoveAllKeys]
    }

    /// Our keys are removed, which takes no time in which anything could be typed.
    fn keys_removed(&mut self, removed: RemovedKeys) -> Vec<Effect> {
        let mut effects = self.release();
        *self = Self::RemovingFiles(removed);
        effects.push(Effect::RemoveAllFiles);
        effects
    }

    fn files_removed(&mut self, files: &FilesRemoved, context: &mut Context<'_>) -> Vec<Effect> {
        let Self::RemovingFiles(removed) = self else { return Vec::new() };
        context.notices.show(removed_notice(removed, files));
        *self = Self::Done;
        let there = *context.navigation.route() == Route::Help;
        if there {
            return vec![Effect::ScanStorage, Effect::focus_notice()];
        }
        context.notices.keep_for_next_page();
        vec![Effect::ScanStorage, Effect::GoTo(Route::Help)]
    }
}
