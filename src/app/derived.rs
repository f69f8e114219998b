//! What is computed from the open draft and its call: the check and the letters on paper. Stale parts are recomputed
//! before anybody reads them.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::calls::Calls;
use super::changes::{Area, ChangeSet};
use super::derivation::Derivation;
use super::drafts::Drafts;
use super::effect::Effect;
use super::navigation::Navigation;
use super::route::{Page, Route};
use crate::call::{Call, Section, Timestamp};
use crate::documents::{LaidLetter, on_paper_from};
use crate::draft::{Draft, Field, PromptField};
use crate::readiness::{OtherHubs, Readiness};

/// How new the check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Freshness {
    /// As new as the answers.
    Fresh,
    /// Older than the answers, and recomputed before this event ends.
    #[default]
    Stale,
    /// Older than an answer that is being typed. It is recomputed when that is on the screen, so that no keystroke waits
    /// for it; or with the next event that is no keystroke.
    AwaitingFrame,
}

/// What is computed from the open draft and its call.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Derived {
    derivation: Option<Derivation>,
    readiness: Option<Arc<Readiness>>,
    freshness: Freshness,
    letters: Arc<Vec<LaidLetter>>,
    letters_are_stale: bool,
    /// What the check has to know of other hubs. Computed for the first check, and again when calls have changed.
    other_hubs: Option<Arc<OtherHubs>>,
}

/// What derived data is computed from.
pub(super) struct Sources<'a> {
    pub(super) now: Timestamp,
    pub(super) navigation: &'a Navigation,
    pub(super) drafts: &'a Drafts,
    pub(super) calls: &'a Calls,
}

impl Derived {
    /// Whether the functions that compute derived data have come.
    pub fn is_loaded(&self) -> bool {
        self.derivation.is_some()
    }

    /// The functions that compute derived data have come.
    pub(super) fn load(&mut self, derivation: Derivation) {
        self.derivation = Some(derivation);
    }

    /// The check of the open draft.
    pub fn readiness(&self) -> Option<&Arc<Readiness>> {
        self.readiness.as_ref()
    }

    /// The letters of the open draft as they stand on paper.
    pub fn letters(&self) -> &[LaidLetter] {
        &self.letters
    }

    /// What an event has changed makes parts stale. `is_keystroke` says that the event was one, or what storage said to
    /// it. Gives the effect that asks for a frame, if the check waits for one.
    pub(super) fn invalidate(&mut self, changes: &ChangeSet, is_keystroke: bool) -> Option<Effect> {
        if changes.has(Area::Calls) {
            self.other_hubs = None;
        }
        let all = [Area::Route, Area::Calls, Area::Drafts, Area::Clock].into_iter().any(|area| changes.has(area));
        self.letters_are_stale |= all || changes.answers().iter().any(shows_in_letters);
        if all || (!is_keystroke && self.freshness == Freshness::AwaitingFrame) {
            self.freshness = Freshness::Stale;
        } else if self.freshness == Freshness::Fresh && !changes.answers().is_empty() {
            self.freshness = Freshness::AwaitingFrame;
            return Some(Effect::RequestFrame);
        }
        None
    }

    /// Recomputes what is stale and must not be. How long a letter is belongs to what is seen of a keystroke in it.
    pub(super) fn refresh(&mut self, sources: &Sources<'_>, changes: &mut ChangeSet) {
        let check = self.freshness == Freshness::Stale;
        let at_letter = matches!(sources.navigation.route(), Route::Draft(_, Page::Section(Section::Letter(_)), _));
        let Some((call, draft)) = open(sources) else {
            if self.readiness.take().is_some() {
                changes.mark(Area::Check);
            }
            if !std::mem::take(&mut self.letters).is_empty() {
                changes.mark(Area::Letters);
            }
            self.letters_are_stale = true;
            return;
        };
        let Some(derivation) = self.derivation else { return };
        if self.letters_are_stale && (check || at_letter) {
            self.lay_out(derivation, call, draft, sources.now, changes);
        }
        if check {
            self.assess(derivation, call, draft, sources, changes);
        }
    }

    fn lay_out(&mut self, derivation: Derivation, call: &Call, draft: &Draft, now: Timestamp, changes: &mut ChangeSet) {
        let laid = (derivation.lay_out)(call, draft, now, &self.letters);
        self.letters_are_stale = false;
        if laid != *self.letters {
            self.letters = Arc::new(laid);
            changes.mark(Area::Letters);
        }
    }

    fn assess(
        &mut self,
        derivation: Derivation,
        call: &Call,
        draft: &Draft,
        sources: &Sources<'_>,
        changes: &mut ChangeSet,
    ) {
        let others = self.other_hubs.get_or_insert_with(|| {
            let names = sources.calls.other_hubs(&call.id);
            Arc::new(OtherHubs::new(call, names.iter().map(String::as_str)))
        });
        let paper = on_paper_from(draft, &self.letters);
        let readiness = (derivation.assess)(call, draft, sources.now, others, &paper);
        self.freshness = Freshness::Fresh;
        changes.mark(Area::Refreshed);
        // An equal check stays the same value, so that nobody who compares has to look into it.
        if self.readiness.as_deref() != Some(&readiness) {
            self.readiness = Some(Arc::new(readiness));
            changes.mark(Area::Check);
        }
    }
}

/// The open draft and its call, if both are here.
fn open<'a>(sources: &Sources<'a>) -> Option<(&'a Call, &'a Draft)> {
    let draft = &sources.drafts.get(sources.navigation.draft()?)?.draft;
    let call = &sources.calls.of_draft(draft)?.ready()?.call;
    Some((call, draft))
}

/// Whether an answer can be seen in a letter.
fn shows_in_letters(field: &Field) -> bool {
    match field {
        Field::Prompt(_, _, leaf) => !matches!(leaf, PromptField::Covered | PromptField::Sources),
        field => {
            matches!(field, Field::Letter(..) | Field::School(_) | Field::Person(..) | Field::LotsChosen)
        }
    }
}
