//! Drafts that came in a file: they are put beside what is on the device, or in its place. Nothing changes before the
//! person says so, unless nothing on the device has the same id. An example is not on the device.

use crate::app::changes::{Area, ChangeSet};
use crate::app::drafts::{Drafts, LoadedDraft};
use crate::app::effect::Effect;
use crate::app::event::{CallEvent, Choice, DraftEvent, Event, HistoryEvent, ImportEvent, Moment, SavingEvent};
use crate::app::keys::StorageKey;
use crate::app::notice::{Notice, Notices};
use crate::app::route::{Page, Route};
use crate::bundle::worker::{Answer, DraftInside};
use crate::call::Date;
use crate::documents::field_words;
use crate::draft::{Draft, DraftId, Field, FileId, Why, attached, read_draft};

/// A draft that came in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedDraft {
    /// The draft.
    pub draft: Draft,
    /// The text of its call file, if it came with one.
    pub call: Option<String>,
    /// The day on which the file was written, if it says so.
    pub written_on: Option<Date>,
    /// Its earlier versions, as they are stored, if it came with some.
    pub history: Option<String>,
    /// What of the application is not in the file, by name. Empty where it holds everything.
    pub left_out: Vec<String>,
    /// Its attached files that are in the file.
    pub attached: Vec<FileId>,
    /// Parts of it that are not as they were packed, in sentences. They are left out, but for the answers.
    pub damage: Vec<String>,
    /// Whether its answers may be others than those that were packed.
    pub answers_changed: bool,
}

impl ImportedDraft {
    /// Whether the file holds all of it as it was packed, every attached file too: only then is it a backup.
    fn is_whole(&self) -> bool {
        let holds = |file: &FileId| self.attached.contains(file);
        self.left_out.is_empty() && self.damage.is_empty() && attached(&self.draft).iter().all(|file| holds(&file.id))
    }

    /// Answers that may have been changed are called so from now on.
    fn mark_changed(&mut self) {
        if self.answers_changed {
            self.draft.name = format!("{} (changed after packing)", self.draft.title());
        }
    }
}

/// Drafts that came in a file and wait for a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct PendingImport {
    /// The file's name.
    pub file: String,
    /// The drafts.
    pub drafts: Vec<ImportedDraft>,
    /// What should be known about the file, in sentences.
    pub remarks: Vec<String>,
}

impl PendingImport {
    /// Whether the person is asked before anything is opened: there are several applications to choose from, or parts of
    /// one are not as they were packed.
    fn asks(&self, choose: bool) -> bool {
        choose || self.drafts.iter().any(|imported| !imported.damage.is_empty())
    }
}

/// What importing works on besides its own state.
pub(in crate::app) struct Context<'a> {
    pub(in crate::app) moment: Moment,
    pub(in crate::app) drafts: &'a Drafts,
    pub(in crate::app) notices: &'a mut Notices,
    pub(in crate::app) changes: &'a mut ChangeSet,
}

/// The file that waits for a decision, if there is one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pending(Option<PendingImport>);

impl Pending {
    /// What waits for a decision.
    pub fn get(&self) -> Option<&PendingImport> {
        self.0.as_ref()
    }

    /// A file was opened. Drafts whose ids are not on this device are taken in at once, unless the person has to be asked.
    pub(super) fn opened(&mut self, file: String, answer: Answer, context: &mut Context<'_>) -> Vec<Effect> {
        let Answer::Opened { drafts, warnings: mut remarks, unsaved, choose } = answer else { return Vec::new() };
        remarks.extend(drafts.iter().flat_map(|inside| inside.warnings.clone()));
        // Text that was typed too late to be saved: to be copied back to its place by hand.
        remarks.extend(unsaved.into_iter().map(|(field, text)| {
            format!("Typed but not saved ({}): {text}", field_words(None, &Field::parse(&field)))
        }));
        let read: Result<Vec<ImportedDraft>, String> = drafts.into_iter().map(imported).collect();
        let drafts = match read {
            Ok(drafts) => with_own_ids(drafts, context),
            Err(why) => {
                let text = format!(
                    "\u{201c}{file}\u{201d} did not open. {why} Nothing has changed. Reload this page, then open the file again."
                );
                context.notices.show(Notice::bad(text));
                return Vec::new();
            }
        };
        context.changes.mark(Area::Import);
        let known = drafts.iter().any(|imported| context.drafts.get_own(&imported.draft.id).is_some());
        let import = PendingImport { file, drafts, remarks };
        if known || import.asks(choose) {
            self.0 = Some(import);
            return Vec::new();
        }
        self.0 = None;
        import_all(import, context)
    }

    /// Does with one of the drafts what the person says; the others go on waiting.
    pub(super) fn decide(&mut self, draft: &DraftId, choice: Choice, context: &mut Context<'_>) -> Vec<Effect> {
        let Some(number) = self.place_of(draft) else { return Vec::new() };
        let Some(mut waiting) = self.0.take() else { return Vec::new() };
        context.changes.mark(Area::Import);
        let mut chosen = waiting.drafts.remove(number);
        if choice != Choice::Leave {
            chosen.mark_changed();
        }
        let mut import =
            PendingImport { remarks: waiting.remarks.clone(), file: waiting.file.clone(), drafts: Vec::new() };
        import.remarks.extend(chosen.damage.iter().cloned());
        import.drafts.push(chosen);
        let more = !waiting.drafts.is_empty();
        if more {
            self.0 = Some(waiting);
        }
        let mut effects = match choice {
            Choice::Leave => {
                for left in &import.drafts {
                    let text = format!("\u{201c}{}\u{201d} was not opened.", left.draft.title());
                    context.notices.show(Notice::good(text));
                }
                Vec::new()
            }
            Choice::Replace if import.drafts.iter().all(|imported| !imported.answers_changed) => {
                replace(import, context)
            }
            // Answers that may have been changed take nobody's place.
            Choice::KeepBoth | Choice::Replace => import_all(import, context),
        };
        if more {
            // The others are asked about first.
            effects.retain(|effect| !matches!(effect, Effect::GoTo(_)));
            context.notices.keep_for_this_page();
        }
        effects
    }

    /// Whether a draft waits for a decision.
    pub(in crate::app) fn is_waiting(&self, draft: &DraftId) -> bool {
        self.place_of(draft).is_some()
    }

    fn place_of(&self, draft: &DraftId) -> Option<usize> {
        self.0.as_ref()?.drafts.iter().position(|imported| imported.draft.id == *draft)
    }
}

fn imported(inside: DraftInside) -> Result<ImportedDraft, String> {
    let draft = read_draft(&inside.draft_json).map_err(|error| error.to_string())?;
    let DraftInside { call_json: call, written_on, history_json: history, left_out, attached, .. } = inside;
    let DraftInside { damage, answers_changed, .. } = inside;
    Ok(ImportedDraft { draft, call, written_on, history, left_out, attached, damage, answers_changed })
}

/// A file may hold the same application several times, as it was on different days. The newest keeps the id; each of the
/// others gets one of its own, without the earlier versions, which belong to the first.
fn with_own_ids(mut drafts: Vec<ImportedDraft>, context: &Context<'_>) -> Vec<ImportedDraft> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(drafts.get(*at).map(|imported| imported.draft.changed)));
    let mut taken: Vec<DraftId> = drafts.iter().map(|imported| imported.draft.id.clone()).collect();
    let mut seen: Vec<DraftId> = Vec::new();
    let mut random = context.moment.random;
    for at in order {
        let Some(imported) = drafts.get_mut(at) else { continue };
        if seen.contains(&imported.draft.id) {
            let mut id = context.drafts.fresh_id(context.moment.now, random);
            while taken.contains(&id) {
                random = random.wrapping_add(1);
                id = context.drafts.fresh_id(context.moment.now, random);
            }
            taken.push(id.clone());
            imported.draft.id = id;
            imported.draft.name = format!("{} (older copy)", imported.draft.title());
            imported.history = None;
        } else {
            seen.push(imported.draft.id.clone());
        }
    }
    drafts
}

/// Puts drafts beside what is here.
fn import_all(import: PendingImport, context: &mut Context<'_>) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut ids = Vec::new();
    for (number, imported) in import.drafts.into_iter().enumerate() {
        let is_whole = imported.is_whole();
        let mut draft = imported.draft;
        let here = context.drafts.get(&draft.id);
        let key = StorageKey::Draft(draft.id.clone()).to_string();
        if here.is_some() || context.drafts.is_unreadable(&key) {
            let random = context.moment.random.wrapping_add(u64::try_from(number).unwrap_or(0));
            draft.id = context.drafts.fresh_id(context.moment.now, random);
            if !here.is_some_and(LoadedDraft::is_example) && !imported.answers_changed {
                draft.name = format!("{} (from a file)", draft.title());
            }
        }
        ids.push(draft.id.clone());
        // Earlier versions belong to the draft under its own id.
        let history = imported.history.filter(|_| here.is_none());
        effects.extend(insert(draft, imported.call, history, is_whole));
    }
    let saved = match ids.len() {
        0 => "There is no application in this file.".to_owned(),
        1 => format!("\u{201c}{}\u{201d} is open and saved on this device.", import.file),
        more => format!("{more} applications from \u{201c}{}\u{201d} are saved on this device.", import.file),
    };
    let notice = Notice { good: !ids.is_empty(), more: import.remarks, ..Notice::good(saved) };
    match ids.as_slice() {
        [] => context.notices.show(notice),
        [.., last] => {
            let (last, first) = (last.clone(), ids.first().filter(|_| ids.len() == 1).cloned());
            effects.extend(announce_once_stored(&last, ids, notice, &import.file));
            effects.extend(first.map(|id| Effect::GoTo(Route::Draft(id, Page::Overview, None))));
        }
    }
    effects
}

/// Puts a draft from a file on the list. A deleted draft with its id becomes an earlier version of it. `is_whole` says that
/// the file is a backup of it.
fn insert(draft: Draft, call: Option<String>, history: Option<String>, is_whole: bool) -> Vec<Effect> {
    let id = draft.id.clone();
    let insert = Event::Draft(DraftEvent::Insert { draft: Box::new(draft), stored: false });
    let call = call.map(|text| Event::Call(CallEvent::CameWithDraft(id.clone(), text)));
    let deleted = Event::History(HistoryEvent::Recover(id.clone()));
    let history = history.map(|text| Event::History(HistoryEvent::CameWithDraft(id.clone(), text)));
    let backup = is_whole.then_some(Event::Saving(SavingEvent::CameFromFile(id)));
    [Some(insert), Some(deleted), history, call, backup].into_iter().flatten().map(Effect::dispatch).collect()
}

/// Puts a draft in the place of the one with its id, once that is stored as an earlier version.
fn replace(import: PendingImport, context: &mut Context<'_>) -> Vec<Effect> {
    let Some(imported) = import.drafts.first() else { return Vec::new() };
    let id = imported.draft.id.clone();
    // What a newer version stored is never written over, and an example is not stored.
    let replaceable = context.drafts.get(&id).is_some_and(LoadedDraft::is_stored_here);
    if !replaceable {
        return import_all(import, context);
    }
    let with = Box::new(imported.draft.clone());
    let mut then = Event::Draft(if imported.left_out.is_empty() {
        DraftEvent::ReplaceContent { with, step: None }
    } else {
        DraftEvent::TakeAnswers(with)
    });
    if let Some(text) = imported.call.clone() {
        then = then.and(Event::Call(CallEvent::CameWithDraft(id.clone(), text)));
    }
    if imported.is_whole() {
        then = then.and(Event::Saving(SavingEvent::CameFromFile(id.clone())));
    }
    let text = format!("\u{201c}{}\u{201d} is open and saved on this device.", import.file);
    let notice = Notice { more: import.remarks.clone(), ..Notice::good(text) };
    then = then.and(Event::Import(ImportEvent::Replaced { draft: id.clone(), file: import.file, notice }));
    vec![Effect::dispatch(Event::History(HistoryEvent::KeepThen {
        draft: id,
        why: Why::BeforeFile,
        then: Box::new(then),
        not_done: "The application was not replaced",
    }))]
}

/// A draft has taken the place of the one with its id: its page is opened, unless `more` wait and are asked about first.
pub(super) fn replaced(draft: DraftId, file: &str, notice: Notice, more: bool) -> Vec<Effect> {
    let mut effects = announce_once_stored(&draft, vec![draft.clone()], notice, file);
    effects.extend((!more).then_some(Effect::GoTo(Route::Draft(draft, Page::Overview, None))));
    effects
}

/// Says that drafts are kept on this device once the last of them is stored, or that they are not.
fn announce_once_stored(last: &DraftId, drafts: Vec<DraftId>, saved: Notice, file: &str) -> Vec<Effect> {
    let text =
        format!("\u{201c}{file}\u{201d} is open but not saved. Download your answers before you close this page.");
    let not_saved = Notice { more: saved.more.clone(), ..Notice::bad(text) };
    let next_page = drafts.len() == 1;
    let event = Event::Saving(SavingEvent::AnnounceSaved { drafts, saved, not_saved, next_page });
    let (then, otherwise) = (Box::new(event.clone()), Box::new(event));
    let key = StorageKey::Draft(last.clone()).to_string();
    vec![Effect::WhenDone { key, removes: false, then, otherwise }]
}
