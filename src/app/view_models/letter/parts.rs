//! The parts of a letter in order.

use super::super::{Quotation, quotations};
use crate::call::{Call, Condition, Letter, LetterKind};
use crate::draft::{
    Applies, Draft, Field, LetterField, Profile, applies, is_prompt_answered, is_prompt_prose, letter_texts,
    prompt_field,
};

/// A text of a letter, with the heading that it stands under on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterPart {
    /// The answer.
    pub field: Field,
    /// The number of a prompt; of the others nothing, and of a prompt whose own heading begins with one.
    pub number: String,
    /// The heading.
    pub title: String,
    /// Why it is not asked of this school, if it is not.
    pub not_applicable: Option<String>,
    /// Whether something is written there.
    pub is_written: bool,
    /// Whether it is written in sentences.
    pub takes_text: bool,
}

impl LetterPart {
    /// Whether its text has a box: where it is asked, or was written all the same.
    pub fn has_box(&self) -> bool {
        self.not_applicable.is_none() || self.is_written
    }
}

/// The texts of a letter in the order in which it is read.
pub fn letter_parts(call: &Call, draft: &Draft, letter: &Letter) -> Vec<LetterPart> {
    let is_letter = letter.kind == LetterKind::Letter;
    let part = |field: Field| {
        let (number, title, when) = match &field {
            Field::Letter(_, LetterField::Opening) if is_letter => (0, "Opening", &[] as &[Condition]),
            Field::Letter(_, LetterField::Text) if is_letter => (0, "The letter", &[] as &[Condition]),
            Field::Letter(_, LetterField::Text) => (0, "Your answer", &[] as &[Condition]),
            Field::Letter(_, LetterField::Closing) if is_letter => (0, "Closing", &[] as &[Condition]),
            Field::Letter(_, LetterField::Support) => {
                let support = letter.support.as_ref()?;
                (0, support.name.as_str(), support.when.as_slice())
            }
            Field::Prompt(_, id, _) => {
                let at = letter.prompts.iter().position(|prompt| prompt.id == *id)?;
                let prompt = letter.prompts.get(at)?;
                (at + 1, prompt.title.as_str(), prompt.when.as_slice())
            }
            _ => return None,
        };
        let prompt = match &field {
            Field::Prompt(_, id, _) => letter.prompts.iter().find(|prompt| prompt.id == *id),
            _ => None,
        };
        let has_own_number = title.trim_start().starts_with(|c: char| c.is_ascii_digit());
        Some(LetterPart {
            number: if number == 0 || has_own_number { String::new() } else { number.to_string() },
            title: title.trim().trim_end_matches(':').to_owned(),
            not_applicable: letter_not_applicable(call, draft, when),
            is_written: match prompt {
                Some(prompt) => is_prompt_answered(draft, &letter.id, prompt),
                None => draft.answered(&field),
            },
            takes_text: prompt.is_none_or(is_prompt_prose),
            field,
        })
    };
    // A question that has no text stands where its text would.
    let mut fields: Vec<Field> =
        letter_texts(letter).into_iter().filter(|field| !matches!(field, Field::Prompt(..))).collect();
    let first = usize::from(!letter.prompts.is_empty());
    let prompts = letter.prompts.iter().map(|prompt| prompt_field(&letter.id, prompt));
    fields.splice(first..first, prompts);
    fields.into_iter().filter_map(part).collect()
}

/// Whether a letter is to be written: where it is asked of this school, or something of it is written all the same.
pub fn has_boxes(not_applicable: Option<&String>, parts: &[LetterPart]) -> bool {
    not_applicable.is_none() || parts.iter().any(|part| part.is_written)
}

/// Why something is not asked of this school, if it is not.
pub fn letter_not_applicable(call: &Call, draft: &Draft, when: &[Condition]) -> Option<String> {
    match applies(call, when, &Profile::of(call, draft)) {
        Applies::No { because } => Some(because),
        _ => None,
    }
}

/// What the hub says of the letter as a whole, in one quotation.
pub fn letter_quotation(call: &Call, letter: &Letter) -> Quotation {
    let mut whole = Quotation::default();
    let mut sources: Vec<String> = Vec::new();
    for quotation in quotations(call, &letter.statements) {
        whole.lines.extend(quotation.lines);
        whole.oddities.extend(quotation.oddities);
        if !sources.contains(&quotation.source) {
            sources.push(quotation.source);
        }
    }
    let own = super::super::oddities(call, &letter.oddities);
    whole.oddities.extend(own.into_iter().filter(|note| !whole.oddities.contains(note)).collect::<Vec<_>>());
    whole.source = sources.join("; ");
    whole
}

/// Where the paragraphs of a letter that was written elsewhere can go: each with its name. The first leaves them out.
pub fn paragraph_targets(parts: &[LetterPart]) -> Vec<(String, Option<Field>)> {
    let leave_out = ("Leave out".to_owned(), None);
    let parts = parts.iter().filter(|part| part.takes_text);
    std::iter::once(leave_out).chain(parts.map(|part| (part.title.clone(), Some(part.field.clone())))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::sample::{call, draft};
    use crate::draft::{LetterField, shipped};

    #[test]
    fn parts_stand_in_the_order_of_the_letter() {
        let call = call();
        let parts = letter_parts(&call, &draft(), &call.letters[0]);
        let shown: Vec<String> = parts.iter().map(|part| format!("{} {}", part.number, part.title)).collect();
        assert_eq!(shown, [" Opening", "1 Motivation and vision", " Closing", " Statement of support"]);
        assert!(parts.iter().all(|part| part.not_applicable.is_none()));
    }

    #[test]
    fn the_hubs_words_on_a_letter_stand_together() {
        for call in shipped() {
            for letter in &call.letters {
                let whole = letter_quotation(call, letter);
                let each = quotations(call, &letter.statements);
                assert_eq!(whole.lines.len(), each.iter().map(|quotation| quotation.lines.len()).sum::<usize>());
                assert!(each.iter().all(|quotation| whole.source.contains(&quotation.source)), "{}", whole.source);
            }
        }
    }

    #[test]
    fn a_set_of_answers_has_prompts_only_and_keeps_the_hubs_numbers() {
        let call = call();
        let mut letter = call.letters[0].clone();
        letter.kind = LetterKind::Answers;
        letter.support = None;
        letter.prompts[0].title = "1. Why?".to_owned();
        letter.prompts[0].when = vec![Condition::Trust(true)];
        let parts = letter_parts(&call, &draft(), &letter);
        let shown: Vec<(&str, &str)> = parts.iter().map(|part| (&*part.number, &*part.title)).collect();
        assert_eq!(shown, [("", "1. Why?")]);
        assert_eq!(parts[0].not_applicable.as_deref(), Some("Only for schools in a multi-academy trust."));
        // What was written before stays to be seen.
        assert!(parts[0].is_written && parts[0].has_box());
        let blank = letter_parts(&call, &crate::documents::sample::empty(), &letter);
        let because = &blank[0].not_applicable;
        assert!(because.is_none() && blank[0].has_box(), "not known yet");
        let part = LetterPart { not_applicable: parts[0].not_applicable.clone(), ..blank[0].clone() };
        assert!(!part.has_box());
        for (not, parts, expected) in [
            (None, &blank, true),
            (Some("Only for others.".to_owned()), &blank, false),
            (Some("Only for others.".to_owned()), &parts, true),
        ] {
            assert_eq!(has_boxes(not.as_ref(), parts), expected, "{not:?}");
        }
    }

    #[test]
    fn every_text_that_a_letter_asks_for_can_be_reached() {
        for call in shipped() {
            for letter in &call.letters {
                let parts = letter_parts(call, &draft(), letter);
                let targets = paragraph_targets(&parts);
                assert_eq!(targets.len(), parts.len() + 1, "{}", call.id);
                assert_eq!(targets[0], ("Leave out".to_owned(), None));
                let asked = |leaf| crate::draft::is_asked(call, &Field::Letter(letter.id.clone(), leaf));
                for leaf in [LetterField::Opening, LetterField::Closing, LetterField::Support] {
                    let field = Field::Letter(letter.id.clone(), leaf);
                    assert_eq!(parts.iter().any(|part| part.field == field), asked(leaf), "{field}");
                }
            }
        }
    }
}
