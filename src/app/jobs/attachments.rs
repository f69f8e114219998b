//! Attached files: what has just happened to them, which one is shown, and which was removed last.
//!
//! A file's content is never here. A file that was chosen waits in the browser under a number; a stored one has its id.

use litemap::LiteMap;

use super::folder::{Dropped, FolderFiles, Offer};
use crate::app::context::Context;
use crate::app::drafts::{Drafts, LoadedDraft};
use crate::app::effect::Effect;
use crate::app::event::{AttachmentEvent, ChosenAttachment, DraftEvent, DroppedFolder, Event};
use crate::app::keys::StorageKey;
use crate::draft::{Attached, Draft, DraftId, Field, FileId, Value, counted, is_attached};

/// The name of the step that changes a list of files, as undo says it.
const STEP: &str = "changing files";

/// A file that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// At which answer.
    pub at: Field,
    /// The file.
    pub file: Attached,
    /// Its address within the browser.
    pub url: String,
}

/// A file that was removed from an answer and can be put back.
#[derive(Debug, Clone, PartialEq, Eq)]
struct RemovedFile {
    draft: DraftId,
    from: Field,
    id: FileId,
    /// Where it stood in the list.
    place: usize,
}

/// An answer of a draft.
pub(super) type Place = (DraftId, Field);

/// What has just happened to the files at an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Happened {
    /// In sentences.
    messages: Vec<String>,
    /// How many of those that were chosen have been attached, until that is said.
    attached: usize,
}

/// What has just happened to attached files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attachments {
    happened: LiteMap<Place, Happened>,
    removed: Option<RemovedFile>,
    preview: Option<Preview>,
    offer: Option<Offer>,
}

impl Attachments {
    /// What has just happened to files at an answer of a draft, in sentences.
    pub fn messages(&self, draft: &DraftId, at: &Field) -> &[String] {
        let here = self.happened.get(&(draft.clone(), at.clone()));
        here.map(|happened| happened.messages.as_slice()).unwrap_or_default()
    }

    /// Whether a file was removed from an answer and can be put back there.
    pub fn can_put_back(&self, draft: &DraftId, from: &Field) -> bool {
        self.removed.as_ref().is_some_and(|removed| removed.draft == *draft && removed.from == *from)
    }

    /// The file that is shown.
    pub fn preview(&self) -> Option<&Preview> {
        self.preview.as_ref()
    }

    /// The files of a folder that are offered at an answer of a draft.
    pub fn offered(&self, draft: &DraftId, at: &Field) -> Option<FolderFiles> {
        self.offer.as_ref().filter(|offer| offer.place() == (draft.clone(), at.clone())).map(Offer::shown)
    }

    /// A folder was dropped: its files are offered, in place of those of another one.
    pub(super) fn offer(&mut self, folder: DroppedFolder) -> Vec<Effect> {
        let place = (folder.draft.clone(), folder.to.clone());
        let mut effects = self.offer.take().map(Offer::release).unwrap_or_default();
        match Offer::of(folder) {
            Dropped::Offered(offer, released) => {
                self.offer = Some(offer);
                effects.extend(released);
            }
            Dropped::Nothing(says, released) => {
                self.say_too(&place, says);
                effects.extend(released);
            }
        }
        effects
    }

    /// Takes offered files to be attached: the one with this number, or all.
    pub(super) fn take_offered(&mut self, place: &Place, number: Option<u32>) -> Vec<ChosenAttachment> {
        let Some(offer) = self.offer.take_if(|offer| offer.place() == *place) else { return Vec::new() };
        let (taken, left) = offer.take(number);
        self.offer = left;
        taken
    }

    /// Offered files are not wanted.
    pub(super) fn leave_offered(&mut self, place: &Place) -> Vec<Effect> {
        self.offer.take_if(|offer| offer.place() == *place).map(Offer::release).unwrap_or_default()
    }

    /// The draft of the file that can be put back.
    pub(super) fn removed_from(&self) -> Option<&DraftId> {
        self.removed.as_ref().map(|removed| &removed.draft)
    }

    /// Files were chosen for an answer: what was said there before is put away.
    pub(super) fn chosen(&mut self, place: &Place) {
        self.at(place).messages.clear();
        self.removed.take_if(|removed| removed.draft == place.0 && removed.from == place.1);
    }

    /// Everything was removed from this device.
    pub(super) fn erased(&mut self) -> Vec<Effect> {
        let mut effects = self.close();
        effects.extend(self.offer.take().map(Offer::release).unwrap_or_default());
        *self = Self::default();
        effects
    }

    fn at(&mut self, place: &Place) -> &mut Happened {
        self.happened.entry(place.clone()).or_default()
    }

    /// Says something at an answer, in place of what was said before.
    fn say(&mut self, place: &Place, text: String) {
        self.at(place).messages = vec![text];
    }

    /// Says something at an answer, after what was said there before.
    pub(super) fn say_too(&mut self, place: &Place, text: String) {
        self.at(place).messages.push(text);
    }

    /// One that is attached already is attached here too.
    pub(super) fn link(&mut self, draft: &DraftId, to: &Field, id: &FileId, drafts: &Drafts) -> Vec<Effect> {
        self.say(&(draft.clone(), to.clone()), format!("\u{201c}{}\u{201d} attached.", name_of(drafts, draft, id)));
        edit(drafts, draft, to, |list| {
            if !list.iter().any(|item| item == id.as_str()) {
                list.push(id.to_string());
            }
        })
    }

    /// One is attached here no more.
    pub(super) fn remove(&mut self, draft: &DraftId, from: &Field, id: &FileId, drafts: &Drafts) -> Vec<Effect> {
        let list = drafts.get(draft).map(|loaded| loaded.draft.list(from)).unwrap_or_default();
        let place = list.iter().position(|item| item.trim() == id.as_str()).unwrap_or(usize::MAX);
        self.say(&(draft.clone(), from.clone()), format!("\u{201c}{}\u{201d} removed.", name_of(drafts, draft, id)));
        self.removed = Some(RemovedFile { draft: draft.clone(), from: from.clone(), id: id.clone(), place });
        edit(drafts, draft, from, |list| list.retain(|item| item.trim() != id.as_str()))
    }

    /// The one that was removed last is put back in its place.
    pub(super) fn put_back(&mut self, drafts: &Drafts) -> Vec<Effect> {
        let Some(RemovedFile { draft, from, id, place }) = self.removed.take() else { return Vec::new() };
        let text = format!("\u{201c}{}\u{201d} restored.", name_of(drafts, &draft, &id));
        self.say(&(draft.clone(), from.clone()), text);
        edit(drafts, &draft, &from, |list| {
            if !list.iter().any(|item| item.trim() == id.as_str()) {
                list.insert(place.min(list.len()), id.to_string());
            }
        })
    }

    /// A file is in the store: it is attached where it was meant to be, unless the draft may not be changed here any more.
    /// Nothing follows if it is not attached, or is already; that is said.
    pub(super) fn stored(
        &mut self,
        chosen: &ChosenAttachment,
        id: &FileId,
        bytes: u64,
        context: &Context<'_>,
    ) -> Vec<Effect> {
        let Some(loaded) = context.drafts.get(&chosen.draft) else { return Vec::new() };
        let (draft, place) = (&loaded.draft, place_of(chosen));
        let file = Attached::new(id.clone(), &chosen.file.name, &chosen.kind, bytes);
        let said = if let Some(read_only) = loaded.read_only() {
            Some(format!("was not attached. {}", read_only.why()))
        } else if context.tabs.is_read_only_for(&chosen.draft) {
            Some("was not attached: you are editing this application in another tab. Choose \u{201c}Edit here\u{201d}, then attach it again.".to_owned())
        } else if draft.list(&chosen.to).iter().any(|item| item.trim() == id.as_str()) {
            Some("is already attached here.".to_owned())
        } else {
            None
        };
        if let Some(said) = said {
            self.say_too(&place, format!("\u{201c}{}\u{201d} {said}", file.name));
            return Vec::new();
        }
        let set = Effect::dispatch(Event::Draft(DraftEvent::SetAnswers {
            draft: chosen.draft.clone(),
            step: "attaching a file",
            answers: answers_with(draft, chosen, &file),
        }));
        let (draft, to) = place;
        let key = StorageKey::Draft(draft.clone()).to_string();
        let done = Event::Attachment(AttachmentEvent::Attached(draft.clone(), to.clone()));
        if !loaded.is_stored_here() {
            return vec![set, Effect::dispatch(done)];
        }
        let not_done = Event::Attachment(AttachmentEvent::NotStored(draft, to, file.name));
        vec![set, Effect::WhenDone { key, removes: false, then: Box::new(done), otherwise: Box::new(not_done) }]
    }

    /// The draft with a file that was attached is stored, or is an example.
    pub(super) fn attached(&mut self, place: &Place) {
        self.at(place).attached += 1;
    }

    /// The draft with a file that was attached could not be stored.
    pub(super) fn not_stored(&mut self, place: &Place, name: &str) {
        let text = "is attached, but your browser has not saved this change.";
        self.say_too(place, format!("\u{201c}{name}\u{201d} {text}"));
    }

    /// After the last of those that were chosen for an answer: what has become of all.
    pub(super) fn all_stored(&mut self, place: &Place, drafts: &Drafts) {
        let count = std::mem::take(&mut self.at(place).attached);
        if count > 0 {
            let is_kept = drafts.get(&place.0).is_some_and(LoadedDraft::is_stored_here);
            let kept = if is_kept { " and saved on this device" } else { "" };
            self.say_too(place, format!("{} attached{kept}.", counted(count, "file")));
        }
    }

    /// Nothing more is stored of those that were chosen for an answer.
    pub(super) fn stopped(&mut self, place: &Place) {
        let count = std::mem::take(&mut self.at(place).attached);
        if count > 0 {
            self.say_too(place, format!("{} attached.", counted(count, "file")));
        }
    }

    /// Shows a file. The address of the one that was shown before is released.
    pub(super) fn show(&mut self, preview: Preview) -> Vec<Effect> {
        Effect::revoke(self.preview.replace(preview).map(|before| before.url))
    }

    /// What is shown is closed.
    pub(super) fn close(&mut self) -> Vec<Effect> {
        Effect::revoke(self.preview.take().map(|shown| shown.url))
    }
}

/// Where a file is to be attached.
pub(super) fn place_of(chosen: &ChosenAttachment) -> Place {
    (chosen.draft.clone(), chosen.to.clone())
}

/// The answers with a file attached: its name, kind and size, and the list that it is in.
fn answers_with(draft: &Draft, chosen: &ChosenAttachment, file: &Attached) -> Vec<(Field, Value)> {
    let mut answers = Vec::new();
    // A file that is attached elsewhere keeps the name that it has there.
    if !is_attached(draft, &file.id) {
        answers.extend(file.answers());
    }
    let mut list = draft.list(&chosen.to).to_vec();
    let replaced = |old: &FileId| list.iter().position(|item| item.trim() == old.as_str());
    let place = chosen.instead.as_ref().and_then(replaced);
    match place.and_then(|place| list.get_mut(place)) {
        Some(item) => *item = file.id.to_string(),
        None => list.push(file.id.to_string()),
    }
    answers.push((chosen.to.clone(), Value::List(list)));
    answers
}

fn name_of(drafts: &Drafts, draft: &DraftId, id: &FileId) -> String {
    drafts.get(draft).map(|loaded| Attached::of(&loaded.draft, id.clone()).name).unwrap_or_default()
}

/// Changes a list of files.
fn edit(drafts: &Drafts, draft: &DraftId, at: &Field, change: impl FnOnce(&mut Vec<String>)) -> Vec<Effect> {
    let Some(loaded) = drafts.get(draft) else { return Vec::new() };
    let mut list = loaded.draft.list(at).to_vec();
    change(&mut list);
    let answers = vec![(at.clone(), Value::List(list))];
    vec![Effect::dispatch(Event::Draft(DraftEvent::SetAnswers { draft: draft.clone(), step: STEP, answers }))]
}
