//! What came in a file: `pending` are drafts, `letter` is a letter that was written elsewhere.

mod letter;
mod pending;
#[cfg(test)]
mod pending_tests;
#[cfg(test)]
mod tests;

pub use letter::{LetterImport, PendingLetter};
pub(in crate::app) use pending::Context;
pub use pending::{ImportedDraft, Pending, PendingImport};

use super::calls::Calls;
use super::effect::Effect;
use super::event::ImportEvent;

/// What came in a file and waits for a decision.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Imports {
    /// Drafts.
    pub drafts: Pending,
    /// A letter.
    pub letter: PendingLetter,
}

impl Imports {
    /// What follows from an event. `is_read_only` says that another tab edits the draft of the letter.
    pub(super) fn update(
        &mut self,
        event: ImportEvent,
        calls: &Calls,
        is_read_only: bool,
        context: &mut Context<'_>,
    ) -> Vec<Effect> {
        match event {
            ImportEvent::Decide { draft, choice } => return self.drafts.decide(&draft, choice, context),
            ImportEvent::Opened { file, answer } => return self.drafts.opened(file, answer, context),
            ImportEvent::Replaced { draft, file, notice } => {
                let more = self.drafts.get().is_some();
                return pending::replaced(draft, &file, notice, more);
            }
            ImportEvent::AssignParagraph(number, to) => self.letter.assign(number, to),
            ImportEvent::ApplyLetter => return self.letter.apply(is_read_only, context),
            ImportEvent::DiscardLetter => self.letter.discard(),
            ImportEvent::LetterRead { file, draft, letter, text, remarks } => {
                let import = LetterImport { draft, letter, file, paragraphs: Vec::new(), remarks };
                return self.letter.read(import, &text, calls, context);
            }
        }
        Vec::new()
    }
}
