//! The last backup of each draft. A file that was handed to the browser counts as a backup once the person says that
//! they have it, or once it is opened again: a browser may refuse a download without telling the page.

use litemap::LiteMap;

use crate::app::context::Context;
use crate::app::drafts::LoadedDraft;
use crate::app::effect::Effect;
use crate::app::event::{BundlePurpose, Event, JobEvent, SavingEvent};
use crate::app::keys::StorageKey;
use crate::app::notice::{Notice, Offer};
use crate::call::Timestamp;
use crate::draft::{Draft, DraftId, attached, counted, write_draft};

/// A file of a draft: when it was made, and when the draft had last been changed by then.
pub type BackupState = (Timestamp, Timestamp);

/// What is known of a draft's backups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Backup {
    /// The last one that the person has.
    pub last: Option<BackupState>,
    /// One that was handed to the browser, and of which nobody has said that it arrived.
    pub handed: Option<BackupState>,
    /// When the person did not want to be reminded that day.
    pub put_off: Option<Timestamp>,
}

const FORMAT: &str = "upbeat-backup";

impl Backup {
    fn write(&self) -> String {
        let mut out = format!("{{\"format\":\"{FORMAT}\",\"version\":1");
        let parts = [
            ("at", self.last.map(|last| last.0)),
            ("changed", self.last.map(|last| last.1)),
            ("handed", self.handed.map(|handed| handed.0)),
            ("handed-changed", self.handed.map(|handed| handed.1)),
            ("put-off", self.put_off),
        ];
        for (key, at) in parts {
            if let Some(at) = at {
                out.push_str(",\"");
                out.push_str(key);
                out.push_str("\":\"");
                at.write_to(&mut out);
                out.push('"');
            }
        }
        out.push('}');
        out
    }

    /// Reads a note. One of a newer version is read as far as it is understood; what is no note says nothing.
    fn read(text: &str) -> Option<Self> {
        let json: serde_json::Value = serde_json::from_str(text).ok()?;
        let at = |key: &str| json.get(key)?.as_str().and_then(Timestamp::parse);
        (json.get("format")?.as_str()? == FORMAT).then(|| Self {
            last: at("at").zip(at("changed")),
            handed: at("handed").zip(at("handed-changed")),
            put_off: at("put-off"),
        })
    }
}

/// The backups of all drafts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Backups(LiteMap<DraftId, Backup>);

impl Backups {
    /// What is known of a draft's backups.
    pub fn of(&self, id: &DraftId) -> Backup {
        self.0.get(id).copied().unwrap_or_default()
    }

    /// The drafts of which a note is kept.
    pub(in crate::app) fn drafts(&self) -> impl Iterator<Item = &DraftId> {
        self.0.keys()
    }

    /// Reads a stored note.
    pub(in crate::app) fn load(&mut self, id: DraftId, text: &str) {
        if let Some(backup) = Backup::read(text) {
            self.0.insert(id, backup);
        }
    }

    /// Another tab has changed a note.
    pub(in crate::app) fn changed_elsewhere(&mut self, id: &DraftId, text: Option<&str>) {
        match text.and_then(Backup::read) {
            Some(other) => {
                let own = self.of(id);
                let last = own.last.max(other.last);
                let handed = own.handed.max(other.handed).filter(|handed| Some(*handed) > last);
                let put_off = own.put_off.max(other.put_off);
                self.0.insert(id.clone(), Backup { last, handed, put_off });
            }
            None => drop(self.0.remove(id)),
        }
    }

    /// The effect that stores the note of a draft, if there is one.
    pub(in crate::app) fn store(&self, id: &DraftId) -> Option<Effect> {
        Some(Effect::store(&StorageKey::Backup(id.clone()), self.0.get(id)?.write()))
    }

    fn note(&mut self, id: &DraftId, change: impl FnOnce(&mut Backup)) -> Vec<Effect> {
        change(self.0.entry(id.clone()).or_default());
        self.store(id).into_iter().collect()
    }

    /// What follows from an event.
    pub(in crate::app) fn update(&mut self, event: SavingEvent, context: &mut Context<'_>) -> Vec<Effect> {
        match event {
            SavingEvent::BackUp(id) => self.back_up(&id, context),
            SavingEvent::BackupReceived(id) => {
                let received = |backup: &mut Backup| backup.last = backup.handed.take().max(backup.last);
                context.notices.clear();
                self.note(&id, received)
            }
            SavingEvent::NotToday(id) => {
                let now = context.now;
                self.note(&id, |backup| backup.put_off = Some(now))
            }
            SavingEvent::DownloadDraft(id) => {
                let mut effects: Vec<Effect> = draft_file(&id, context).into_iter().collect();
                effects.extend(self.draft_file_handed(&id, context));
                effects
            }
            SavingEvent::DownloadUnreadable(key) => {
                let found = context.drafts.unreadable().iter().find(|entry| entry.key == key);
                let file = |text: &str| download(&format!("{}.txt", key.replace('/', "-")), "text/plain", text);
                found.map(|entry| file(&entry.text)).into_iter().collect()
            }
            SavingEvent::RequestPersistence => vec![Effect::RequestPersistence],
            SavingEvent::BundleMade(made) if made.missing.is_empty() => {
                offer_received(&made.draft, context);
                self.handed(&made.draft, made.changed, context)
            }
            SavingEvent::BundleNotMade(id) => self.draft_file_instead(&id, context),
            SavingEvent::Handed(id, changed) => self.handed(&id, changed, context),
            SavingEvent::CameFromFile(id) => {
                let Some(changed) = context.drafts.get(&id).map(|loaded| loaded.draft.changed) else {
                    return Vec::new();
                };
                let now = context.now;
                let from_file =
                    |backup: &mut Backup| *backup = Backup { last: Some((now, changed)), ..Backup::default() };
                self.note(&id, from_file)
            }
            SavingEvent::DraftGone(id) => {
                let known = self.0.remove(&id);
                known.map(|_| Effect::remove(&StorageKey::Backup(id))).into_iter().collect()
            }
            // A bundle that lacks attached files is no backup. `update` handles the others: they concern more.
            SavingEvent::BundleMade(_)
            | SavingEvent::SaveAgain
            | SavingEvent::Persistence(_)
            | SavingEvent::AnnounceSaved { .. } => Vec::new(),
        }
    }

    /// Backs a draft up: with its bundle, or with the draft file if that cannot be made. It is also the moment to ask
    /// the browser to keep the work for good: a person has just pressed a button that is about that.
    fn back_up(&mut self, id: &DraftId, context: &mut Context<'_>) -> Vec<Effect> {
        if context.is_busy {
            return Vec::new();
        }
        let mut effects = if context.call_of(id).is_some() {
            vec![Effect::dispatch(Event::Job(JobEvent::MakeBundle(id.clone(), BundlePurpose::Backup)))]
        } else {
            self.draft_file_instead(id, context)
        };
        if context.persistence.lasting == Some(false) && !context.persistence.asked {
            effects.push(Effect::RequestPersistence);
        }
        effects
    }

    /// A file with all of a draft was handed to the browser.
    fn handed(&mut self, id: &DraftId, changed: Timestamp, context: &mut Context<'_>) -> Vec<Effect> {
        if !context.drafts.get(id).is_some_and(LoadedDraft::is_stored_here) {
            return Vec::new();
        }
        let now = context.now;
        self.note(id, |backup| backup.handed = Some((now, changed)))
    }

    /// Where a backup was wanted and no bundle can be made, the draft file is handed out.
    fn draft_file_instead(&mut self, id: &DraftId, context: &mut Context<'_>) -> Vec<Effect> {
        let Some(file) = draft_file(id, context) else { return Vec::new() };
        let mut effects = vec![file];
        let noted = self.draft_file_handed(id, context);
        // If it lacks attached files that has been said.
        if !noted.is_empty() {
            let text = "The backup was not made, so here is an answers file instead. It has every answer, but no PDF or Word files and no earlier versions. Look in your Downloads folder.";
            context.notices.show(Notice::good(text));
            offer_received(id, context);
        }
        effects.extend(noted);
        effects
    }

    /// The draft file was handed to the browser. It holds no attached files: if there are any it is no backup, and that
    /// is said.
    fn draft_file_handed(&mut self, id: &DraftId, context: &mut Context<'_>) -> Vec<Effect> {
        let Some(draft) = context.drafts.get(id).map(|loaded| &loaded.draft) else { return Vec::new() };
        let files = attached(draft).len();
        if files == 0 {
            return self.handed(id, draft.changed, context);
        }
        let (file, verb, them) = (
            counted(files, "attached file"),
            if files == 1 { "is" } else { "are" },
            if files == 1 { "it" } else { "them" },
        );
        let text = format!(
            "Your answers file has every answer, but {file} {verb} not in it. To include {them}, choose \u{201c}Download a backup\u{201d}."
        );
        context.notices.show(Notice::good(text));
        Vec::new()
    }
}

/// The notice that is shown asks whether the file has arrived.
fn offer_received(id: &DraftId, context: &mut Context<'_>) {
    if let Some(notice) = context.notices.shown().cloned() {
        let notice = Notice { offer: Some(Offer::BackupReceived(id.clone())), ..notice };
        context.notices.show(notice);
    }
}

/// The draft file. A draft that is read-only here is handed out as it is stored: written by this version it would say that
/// it is of this one.
fn draft_file(id: &DraftId, context: &Context<'_>) -> Option<Effect> {
    let loaded = context.drafts.get(id)?;
    let text = match loaded.read_only() {
        Some(read_only) => read_only.text.clone(),
        None => write_draft(&loaded.draft).ok()?,
    };
    Some(download(&draft_file_name(&loaded.draft, context.now), "application/json", &text))
}

/// The name of a draft file that is made now.
pub(super) fn draft_file_name(draft: &Draft, now: Timestamp) -> String {
    format!("upbeat-draft-{}-{}.json", now.london().0, draft.id)
}

/// The effect that hands out a text as a file.
pub(super) fn download(name: &str, kind: &'static str, text: &str) -> Effect {
    Effect::Download { name: name.to_owned(), kind, content: text.as_bytes().to_vec() }
}
