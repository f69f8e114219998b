//! What stands in place of a text where a question is answered in another way.

use crate::call::{AnswerKind, Comment, LetterId, Prompt};
use crate::documents::limit_sentence;
use crate::draft::{Draft, Field, PromptField, filled_rows, money_total, or_list, pounds};

/// The control of a question that is not answered by a text, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerBox {
    /// Yes or no.
    YesNo {
        /// The label of the comment. None where none is asked.
        comment: Option<&'static str>,
        /// With which answer the comment is asked; None: with either.
        only_with: Option<bool>,
        /// How long the comment may be.
        hint: String,
    },
    /// A number.
    Number {
        /// Which numbers, of what.
        hint: String,
    },
    /// Lines of money.
    Money {
        /// What they should add up to.
        hint: String,
    },
    /// A file, or a text.
    FileOrText {
        /// What may be attached.
        files: String,
        /// How long the text may be.
        hint: String,
    },
}

/// The control of a question. None where it is a text.
pub fn answer_box(prompt: &Prompt) -> Option<AnswerBox> {
    let limit = || prompt.limit.map(limit_sentence).unwrap_or_default();
    Some(match prompt.answer.as_ref()? {
        AnswerKind::YesNo { comment } => AnswerBox::YesNo {
            comment: match comment {
                Comment::None => None,
                Comment::Optional => Some("Comment (optional)"),
                Comment::Required | Comment::IfYes | Comment::IfNo => Some("Comment"),
            },
            only_with: match comment {
                Comment::IfYes => Some(true),
                Comment::IfNo => Some(false),
                _ => None,
            },
            hint: limit(),
        },
        AnswerKind::Number { unit, minimum, maximum } => {
            let range = match (minimum, maximum) {
                (Some(least), Some(most)) => format!("A number from {least} to {most}"),
                (Some(least), None) => format!("A number, {least} or more"),
                (None, Some(most)) => format!("A number, {most} at most"),
                (None, None) => "A number".to_owned(),
            };
            let of = unit.as_ref().map(|unit| format!(" ({})", unit.trim())).unwrap_or_default();
            AnswerBox::Number { hint: format!("{range}{of}.") }
        }
        AnswerKind::Money { exactly, maximum } => {
            let sum = |most: u32| pounds(u64::from(most) * 100);
            let range = match (exactly, maximum) {
                (Some(exactly), _) => format!(" The total must be {}.", sum(*exactly)),
                (None, Some(most)) => format!(" Up to {} in all.", sum(*most)),
                (None, None) => String::new(),
            };
            AnswerBox::Money { hint: format!("A line for each cost, in pounds.{range}") }
        }
        AnswerKind::FileOrText { files } => {
            let names: Vec<&str> = files.iter().map(|file| file.trim()).collect();
            let what = match names.as_slice() {
                [] => "Attach a file, or write your answer.".to_owned(),
                [one] => format!("Attach a file ({one}), or write your answer."),
                several => format!("Attach a file ({}), or write your answer.", or_list(several)),
            };
            AnswerBox::FileOrText { files: what, hint: limit() }
        }
    })
}

/// What lines of money add up to, against what they should.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MoneyTotal {
    /// "Total: £1,200 of £1,500".
    pub words: String,
    /// Whether that is what the hub takes.
    pub is_wrong: bool,
}

/// What the lines of money of a question add up to. Nothing while there are none.
pub fn money_total_line(draft: &Draft, letter: &LetterId, prompt: &Prompt) -> MoneyTotal {
    let rows = draft.list(&Field::Prompt(letter.clone(), prompt.id.clone(), PromptField::Lines));
    let Some(AnswerKind::Money { exactly, maximum }) = &prompt.answer else { return MoneyTotal::default() };
    if filled_rows(rows).next().is_none() {
        return MoneyTotal::default();
    }
    let (total, all_read) = money_total(rows);
    let limit = exactly.or(*maximum).map(|most| u64::from(most) * 100);
    let of = limit.map(|most| format!(" of {}", pounds(most))).unwrap_or_default();
    let too_much = limit.is_some_and(|most| total > most);
    let is_short = exactly.is_some() && limit.is_some_and(|most| total < most);
    let rest = match limit {
        Some(most) if too_much => format!(", {} too much", pounds(total - most)),
        Some(most) if is_short => format!(", {} still to plan", pounds(most - total)),
        _ => String::new(),
    };
    let unread = if all_read { "" } else { ". A line has no amount yet" };
    MoneyTotal { words: format!("Total: {}{of}{rest}{unread}.", pounds(total)), is_wrong: too_much }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::readiness::testing::{call, draft};

    fn prompt(answer: &Json, limit: Option<u32>) -> (LetterId, Prompt) {
        let limit = limit.map(|words| json!({"minimum-words": words}));
        let call = call(json!({"letters": [{
            "id": "l", "name": "Questions", "kind": "answers", "strength": "must", "statements": [],
            "prompts": [{"id": "p", "title": "Q", "statements": [], "answer": answer, "limit": limit}]
        }]}));
        (call.letters[0].id.clone(), call.letters[0].prompts[0].clone())
    }

    #[test]
    fn each_kind_has_its_box() {
        let yes_no = |comment, only_with| AnswerBox::YesNo { comment, only_with, hint: String::new() };
        let number = |hint: &str| AnswerBox::Number { hint: hint.to_owned() };
        let money = |hint: &str| AnswerBox::Money { hint: hint.to_owned() };
        let file = |files: &str| AnswerBox::FileOrText { files: files.to_owned(), hint: String::new() };
        for (answer, expected) in [
            (json!(null), None),
            (json!({"kind": "yes-no"}), Some(yes_no(None, None))),
            (json!({"kind": "yes-no", "comment": "optional"}), Some(yes_no(Some("Comment (optional)"), None))),
            (json!({"kind": "yes-no", "comment": "required"}), Some(yes_no(Some("Comment"), None))),
            (json!({"kind": "yes-no", "comment": "if-no"}), Some(yes_no(Some("Comment"), Some(false)))),
            (json!({"kind": "number"}), Some(number("A number."))),
            (
                json!({"kind": "number", "unit": "pupils", "minimum": 5, "maximum": 90}),
                Some(number("A number from 5 to 90 (pupils).")),
            ),
            (json!({"kind": "number", "minimum": 5}), Some(number("A number, 5 or more."))),
            (json!({"kind": "number", "maximum": 5}), Some(number("A number, 5 at most."))),
            (json!({"kind": "money"}), Some(money("A line for each cost, in pounds."))),
            (
                json!({"kind": "money", "exactly": 1500}),
                Some(money("A line for each cost, in pounds. The total must be \u{a3}1,500.")),
            ),
            (
                json!({"kind": "money", "maximum": 800}),
                Some(money("A line for each cost, in pounds. Up to \u{a3}800 in all.")),
            ),
            (json!({"kind": "file-or-text"}), Some(file("Attach a file, or write your answer."))),
            (
                json!({"kind": "file-or-text", "files": ["music policy"]}),
                Some(file("Attach a file (music policy), or write your answer.")),
            ),
            (
                json!({"kind": "file-or-text", "files": ["music policy", "plan"]}),
                Some(file("Attach a file (music policy or plan), or write your answer.")),
            ),
        ] {
            assert_eq!(answer_box(&prompt(&answer, None).1), expected, "{answer}");
        }
        let (_, limited) = prompt(&json!({"kind": "file-or-text"}), Some(50));
        let Some(AnswerBox::FileOrText { hint, .. }) = answer_box(&limited) else { panic!("a file or a text") };
        assert!(hint.contains("50 words"), "{hint}");
    }

    #[test]
    fn the_total_stands_below_the_lines() {
        for (answer, lines, words, is_wrong) in [
            (json!({"kind": "money"}), json!([]), "", false),
            (json!({"kind": "money"}), json!(["Hall\t80", "Bus\t20.50"]), "Total: \u{a3}100.50.", false),
            (json!({"kind": "money", "maximum": 100}), json!(["Hall\t80"]), "Total: \u{a3}80 of \u{a3}100.", false),
            (
                json!({"kind": "money", "maximum": 100}),
                json!(["Hall\t180"]),
                "Total: \u{a3}180 of \u{a3}100, \u{a3}80 too much.",
                true,
            ),
            (
                json!({"kind": "money", "exactly": 100}),
                json!(["Hall\t80", "Bus"]),
                "Total: \u{a3}80 of \u{a3}100, \u{a3}20 still to plan. A line has no amount yet.",
                false,
            ),
        ] {
            let (letter, prompt) = prompt(&answer, None);
            let draft = draft(&json!({"letters/l/prompts/p/lines": lines}));
            let line = money_total_line(&draft, &letter, &prompt);
            assert_eq!((line.words.as_str(), line.is_wrong), (words, is_wrong), "{answer} {lines}");
        }
    }
}
