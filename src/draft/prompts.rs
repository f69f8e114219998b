//! What is answered to a question, whichever way it is answered.

use super::{
    Draft, Field, PromptField, cell, files_at, filled_rows, money_total, money_words, pounds, read_hundredths,
};
use crate::call::{AnswerKind, Comment, LetterId, Prompt};

/// Whether a question has an answer at this address.
pub fn prompt_asks(prompt: &Prompt, leaf: PromptField) -> bool {
    match (leaf, &prompt.answer) {
        (PromptField::Covered, _) => !prompt.points.is_empty(),
        (PromptField::Text, Some(AnswerKind::YesNo { comment })) => *comment != Comment::None,
        (PromptField::Text, Some(AnswerKind::Money { .. })) => false,
        (PromptField::Text, _) => true,
        // Evidence can be put into what is written.
        (PromptField::Sources, kind) => kind.is_none(),
        (PromptField::Choice, kind) => matches!(kind, Some(AnswerKind::YesNo { .. })),
        (PromptField::Lines, kind) => matches!(kind, Some(AnswerKind::Money { .. })),
        (PromptField::Files, kind) => matches!(kind, Some(AnswerKind::FileOrText { .. })),
    }
}

/// Whether a question is answered in sentences.
pub fn is_prompt_prose(prompt: &Prompt) -> bool {
    matches!(prompt.answer, None | Some(AnswerKind::FileOrText { .. }))
}

/// The answer to go to where a question as a whole is meant.
pub fn prompt_field(letter: &LetterId, prompt: &Prompt) -> Field {
    let leaf = match prompt.answer {
        Some(AnswerKind::YesNo { .. }) => PromptField::Choice,
        Some(AnswerKind::Money { .. }) => PromptField::Lines,
        None | Some(AnswerKind::Number { .. } | AnswerKind::FileOrText { .. }) => PromptField::Text,
    };
    Field::Prompt(letter.clone(), prompt.id.clone(), leaf)
}

/// Whether anything is answered to a question.
pub fn is_prompt_answered(draft: &Draft, letter: &LetterId, prompt: &Prompt) -> bool {
    let at = |leaf| Field::Prompt(letter.clone(), prompt.id.clone(), leaf);
    let is_answered = |leaf: &PromptField| prompt_asks(prompt, *leaf) && draft.answered(&at(*leaf));
    [PromptField::Text, PromptField::Choice, PromptField::Lines].iter().any(is_answered)
        || (prompt_asks(prompt, PromptField::Files) && !files_at(draft, &at(PromptField::Files)).is_empty())
}

/// The answer to a question as text, without files: "Yes" and the comment, "120 pupils", lines of money with their total.
pub fn prompt_words(draft: &Draft, letter: &LetterId, prompt: &Prompt) -> String {
    let at = |leaf| Field::Prompt(letter.clone(), prompt.id.clone(), leaf);
    let value = |leaf| draft.value(&at(leaf));
    let text = || value(PromptField::Text).map(super::Value::words).unwrap_or_default();
    match &prompt.answer {
        None | Some(AnswerKind::FileOrText { .. }) => text(),
        Some(AnswerKind::YesNo { comment }) => {
            let said = match draft.flag(&at(PromptField::Choice)) {
                Some(true) => "Yes".to_owned(),
                Some(false) => "No".to_owned(),
                None => value(PromptField::Choice).map(super::Value::words).unwrap_or_default(),
            };
            let comment = if *comment == Comment::None { String::new() } else { text() };
            let both = [said, comment];
            both.into_iter().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
        }
        Some(AnswerKind::Number { unit, .. }) => {
            let text = text();
            match unit.as_deref().filter(|_| read_hundredths(&text).is_some()) {
                Some(unit) => format!("{} {}", text.trim(), unit.trim()),
                None => text,
            }
        }
        Some(AnswerKind::Money { .. }) => {
            let field = at(PromptField::Lines);
            let rows = draft.list(&field);
            if rows.is_empty() {
                return value(PromptField::Lines).map(super::Value::words).unwrap_or_default();
            }
            let mut lines: Vec<String> = filled_rows(rows).map(|row| money_line(row)).collect();
            lines.extend(money_total_words(rows).map(|total| format!("Total: {total}")));
            lines.join("\n")
        }
    }
}

/// A line of money: "Hall hire: £80".
pub fn money_line(row: &str) -> String {
    match money_words(row) {
        (what, amount) if amount.is_empty() => what,
        (what, amount) if what.is_empty() => amount,
        (what, amount) => format!("{what}: {amount}"),
    }
}

/// The total of lines of money, where there is an amount to add up.
pub fn money_total_words(rows: &[String]) -> Option<String> {
    let has_amount = filled_rows(rows).any(|row| read_hundredths(cell(row, 1)).is_some());
    has_amount.then(|| pounds(money_total(rows).0))
}
