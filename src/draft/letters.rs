//! Letters and sets of questions as they are sent: which of their texts count, and whether anything of them is written.

use super::{
    Draft, Field, LetterField, Profile, PromptField, is_prompt_answered, may_apply, prompt_asks, prompt_field,
};
use crate::call::{Call, Letter, LetterKind, Placement, Prompt};

/// The texts of a letter, in the order in which it is read: opening, prompts, closing, statement of support; without
/// prompts it is one text, and the statement. Whether the letter has one, and whether it is asked of a school, is for
/// [`is_asked`](super::is_asked) and [`may_apply`] to say.
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
    let no = !may_apply(call, &support.when, &Profile::of(call, draft))
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
    let is_asked = |prompt: &Prompt| may_apply(call, &prompt.when, &profile);
    let counts = |field: &Field| match field {
        Field::Prompt(_, id, _) => letter.prompts.iter().any(|prompt| prompt.id == *id && is_asked(prompt)),
        Field::Letter(_, LetterField::Support) => support_stands(call, draft, letter) == Some(Placement::Inside),
        Field::Letter(_, LetterField::Opening | LetterField::Closing) => letter.kind == LetterKind::Letter,
        _ => true,
    };
    letter_texts(letter).into_iter().filter(counts).collect()
}

/// Where to go to shorten or complete a letter: its first question that is answered, else its first text that is written.
/// None while nothing is.
pub fn first_written(call: &Call, draft: &Draft, letter: &Letter) -> Option<Field> {
    let profile = Profile::of(call, draft);
    let mut prompts = letter.prompts.iter().filter(|prompt| may_apply(call, &prompt.when, &profile));
    let answered = prompts.find(|prompt| is_prompt_answered(draft, &letter.id, prompt));
    let is_written = |field: &Field| !draft.text(field).trim().is_empty();
    answered
        .map(|prompt| prompt_field(&letter.id, prompt))
        .or_else(|| counted_texts(call, draft, letter).into_iter().find(is_written))
}

/// Whether anything is written here of a letter that is asked of this school: a text, or an answer of another kind.
pub fn is_letter_written(call: &Call, draft: &Draft, letter: &Letter) -> bool {
    may_apply(call, &letter.when, &Profile::of(call, draft)) && first_written(call, draft, letter).is_some()
}
