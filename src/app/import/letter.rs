//! A letter that was written elsewhere: its paragraphs are assigned to the boxes of the letter that it is for, and the
//! person looks that over before anything is put in.

use super::pending::Context;
use crate::app::calls::Calls;
use crate::app::drafts::{Drafts, read_only_notice};
use crate::app::effect::Effect;
use crate::app::event::{DraftEvent, Event};
use crate::app::load::Load;
use crate::app::notice::Notice;
use crate::call::LetterId;
use crate::documents::split_letter;
use crate::draft::{DraftId, Field, LetterField, Value, Why, counted};

/// A letter that was written elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct LetterImport {
    /// The draft that it is for.
    pub draft: DraftId,
    /// The letter that it is for.
    pub letter: LetterId,
    /// The file's name.
    pub file: String,
    /// Its paragraphs, in order, each with the answer that it goes to; none stays out.
    pub paragraphs: Vec<(String, Option<Field>)>,
    /// What was left behind, in sentences.
    pub remarks: Vec<String>,
}

/// The letter that waits to be put in, if there is one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PendingLetter(Option<LetterImport>);

impl PendingLetter {
    /// What waits to be put in.
    pub fn get(&self) -> Option<&LetterImport> {
        self.0.as_ref()
    }

    /// The words of a letter were read.
    pub(super) fn read(
        &mut self,
        mut letter: LetterImport,
        text: &str,
        calls: &Calls,
        context: &mut Context<'_>,
    ) -> Vec<Effect> {
        let draft = context.drafts.get(&letter.draft).map(|loaded| &loaded.draft);
        let file = draft.and_then(|draft| calls.of_draft(draft)).and_then(Load::ready);
        let (Some(draft), Some(file)) = (draft, file) else { return Vec::new() };
        let Some(asked) = file.call.letter(&letter.letter) else { return Vec::new() };
        letter.paragraphs = split_letter(&file.call, draft, asked, text);
        if letter.paragraphs.is_empty() {
            let text = format!(
                "There is no text in \u{201c}{}\u{201d}. Nothing has changed. If it is a scan, type the letter instead.",
                letter.file
            );
            context.notices.show(Notice::bad(text));
            // Whoever waits for the letter may have scrolled away from where that is said.
            return vec![Effect::focus_notice()];
        }
        self.0 = Some(letter);
        Vec::new()
    }

    /// A paragraph goes to an answer, or stays out.
    pub(super) fn assign(&mut self, number: usize, to: Option<Field>) {
        if let Some(paragraph) = self.0.as_mut().and_then(|letter| letter.paragraphs.get_mut(number)) {
            paragraph.1 = to;
        }
    }

    /// The letter is left.
    pub(in crate::app) fn discard(&mut self) {
        self.0 = None;
    }

    /// Puts the paragraphs where the person has said, behind what is there: nothing is written over. The letter as it was
    /// is stored as an earlier version first.
    pub(super) fn apply(&mut self, is_read_only: bool, context: &mut Context<'_>) -> Vec<Effect> {
        let Some(letter) = &self.0 else { return Vec::new() };
        if context.drafts.refuses(&letter.draft, context.notices) {
            return Vec::new();
        }
        if is_read_only {
            context.notices.show(read_only_notice());
            return Vec::new();
        }
        let Some(letter) = self.0.take() else { return Vec::new() };
        let (answers, count) = answers(&letter, context.drafts);
        let notice = Notice::good(format!(
            "{} from \u{201c}{}\u{201d} added after your text.",
            counted(count, "paragraph"),
            letter.file
        ));
        let (draft, step) = (letter.draft.clone(), "adding a letter");
        let then = Event::Draft(DraftEvent::SetAnswers { draft, step, answers }).and(Event::Announce(notice));
        vec![Effect::keep_then(&letter.draft, Why::BeforeLetter, then, "Nothing was added to the letter")]
    }
}

/// What stands between what an answer holds and a paragraph that is added.
fn between(field: &Field) -> &'static str {
    match field {
        Field::Letter(_, LetterField::Salutation) => " ",
        Field::Letter(_, LetterField::AddressBlock) => "\n",
        _ => "\n\n",
    }
}

/// The answers with the paragraphs behind them, and how many paragraphs go anywhere.
fn answers(letter: &LetterImport, drafts: &Drafts) -> (Vec<(Field, Value)>, usize) {
    let mut texts: Vec<(Field, String)> = Vec::new();
    let mut count = 0;
    for (paragraph, to) in &letter.paragraphs {
        let Some(field) = to else { continue };
        count += 1;
        let known = texts.iter().position(|(known, _)| known == field).unwrap_or_else(|| {
            let before = drafts.get(&letter.draft).map_or("", |loaded| loaded.draft.text(field)).trim_end();
            texts.push((field.clone(), before.to_owned()));
            texts.len() - 1
        });
        if let Some((_, text)) = texts.get_mut(known) {
            if !text.is_empty() {
                text.push_str(between(field));
            }
            text.push_str(paragraph);
        }
    }
    (texts.into_iter().map(|(field, text)| (field, Value::Text(text))).collect(), count)
}
