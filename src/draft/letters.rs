//! Letters and sets of questions as they are sent: which of their texts count, and whether anything of them is written.

use super::{Applies, Draft, Field, LetterField, Profile, PromptField, applies, is_prompt_answered, prompt_asks};
use crate::call::{Call, Condition, Letter, LetterKind, Placement};

/// The texts of a letter, in the order in which it is read: opening, prompts, closing, statement of support; without
/// prompts it is one text, and the statement. Whether the letter has one, and whether it is asked of a school, is for
/// [`is_asked`](super::is_asked) and [`applies`](super::applies()) to say.
pub fn letter_texts(letter: &Letter) -> Vec<Field> {
    let text = |leaf| Field::Letter(letter.id.clone(), leaf);
    let prompts = letter.prompts.iter().filter(|prompt| prompt_asks(prompt, PromptField::Text));
    let prompts = prompts.map(|p| Field::Prompt(letter.id.clone(), p.id.clone(), PromptField::Text));
    if letter.prompts.is_empty() {
        return vec![text(LetterField::Text), text(LetterField::Support)];
    }
    std::iter::once(text(LetterField::Opening))
        .chain(prompts)
        .chain([text(LetterField::Closing), text(LetterField::Support)])
        .collect()
}

/// Whether a letter is sent as files that are attached, so that nothing of what is written here goes with it.
pub fn is_letter_attached(draft: &Draft, letter: &Letter) -> bool {
    let attached = Field::Letter(letter.id.clone(), LetterField::Attached);
    letter.kind == LetterKind::Letter && draft.flag(&attached) == Some(true)
}

/// Where a statement of support stands, if one is written and asked of this school.
pub fn support_stands(call: &Call, draft: &Draft, letter: &Letter) -> Option<Placement> {
    let support = letter.support.as_ref()?;
    let at = |leaf| Field::Letter(letter.id.clone(), leaf);
    if is_letter_attached(draft, letter) {
        return None;
    }
    let no = matches!(applies(call, &support.when, &Profile::of(call, draft)), Applies::No { .. })
        || (support.when.is_empty() && draft.flag(&at(LetterField::SupportWanted)) == Some(false));
    if no || draft.text(&at(LetterField::Support)).trim().is_empty() {
        return None;
    }
    Some(match draft.text(&at(LetterField::SupportPlacement)) {
        "inside" if support.choice => Placement::Inside,
        "beside" if support.choice => Placement::Beside,
        _ => support.placement,
    })
}

/// The texts that stand in a letter, in order: what does not apply to this school is left out, and so is a statement of
/// support that stands beside it. These count towards its limits.
pub fn counted_texts(call: &Call, draft: &Draft, letter: &Letter) -> Vec<Field> {
    let profile = Profile::of(call, draft);
    let is_asked = |when: &[Condition]| !matches!(applies(call, when, &profile), Applies::No { .. });
    let counts = |field: &Field| match field {
        Field::Prompt(_, id, _) => letter.prompts.iter().any(|prompt| prompt.id == *id && is_asked(&prompt.when)),
        Field::Letter(_, LetterField::Support) => support_stands(call, draft, letter) == Some(Placement::Inside),
        Field::Letter(_, LetterField::Opening | LetterField::Closing) => letter.kind == LetterKind::Letter,
        _ => true,
    };
    letter_texts(letter).into_iter().filter(counts).collect()
}

/// Whether anything is written here of a letter that is asked of this school: a text, or an answer of another kind.
pub fn is_letter_written(call: &Call, draft: &Draft, letter: &Letter) -> bool {
    let profile = Profile::of(call, draft);
    let is_asked = |when: &[Condition]| !matches!(applies(call, when, &profile), Applies::No { .. });
    is_asked(&letter.when)
        && (counted_texts(call, draft, letter).iter().any(|field| !draft.text(field).trim().is_empty())
            || letter
                .prompts
                .iter()
                .any(|prompt| is_asked(&prompt.when) && is_prompt_answered(draft, &letter.id, prompt)))
}

/// Where to go to shorten or complete a letter: its first question that is answered, else its first text that is written.
pub fn first_written(call: &Call, draft: &Draft, letter: &Letter) -> Option<Field> {
    let profile = Profile::of(call, draft);
    let is_asked = |when: &[Condition]| !matches!(applies(call, when, &profile), Applies::No { .. });
    let answered = letter
        .prompts
        .iter()
        .find(|prompt| is_asked(&prompt.when) && is_prompt_answered(draft, &letter.id, prompt))
        .map(|prompt| super::prompt_field(&letter.id, prompt));
    let text = || counted_texts(call, draft, letter).into_iter().find(|field| !draft.text(field).trim().is_empty());
    answered.or_else(text)
}
