//! Answers that another answer switches off: they are kept, and do not count, are not shown and are not sent.

use super::is_letter_attached;
use super::{DocumentField, Draft, Field, Group, LetterField, OfstedReport, PointField, SchoolField};
use crate::call::{Call, LetterId, Standing};

/// Whether this is confirmed on the receipt, once the application is sent.
pub fn is_confirmed_after_sending(call: &Call, field: &Field) -> bool {
    matches!(field, Field::Declaration(id) if call.declarations_after_sending().any(|own| own.id == *id))
}

/// Whether another answer says that this one does not count, so that no page shows it: it is kept, and does not apply.
pub fn is_switched_off(call: &Call, draft: &Draft, field: &Field) -> bool {
    let school = |leaf| draft.text(&Field::School(leaf));
    match field {
        Field::School(SchoolField::NoUrn) => draft.answered(&Field::School(SchoolField::Urn)),
        Field::School(SchoolField::GroupName) => school(SchoolField::Group) == Group::Neither.as_str(),
        Field::School(SchoolField::OfstedGrade) => school(SchoolField::OfstedReport) != OfstedReport::Overall.as_str(),
        Field::Point(criterion, point, PointField::NextStep | PointField::NextWho | PointField::NextWhen) => {
            let rating = Field::Point(criterion.clone(), point.clone(), PointField::Rating);
            call.rating(draft.text(&rating).trim()).is_none_or(|step| step.means == Standing::Met)
        }
        Field::Declaration(_) => is_confirmed_after_sending(call, field),
        Field::DutyWhy(id) => draft.flag(&Field::Duty(id.clone())) != Some(false),
        Field::FocusWhy(id) => !draft.list(&Field::FocusChosen).iter().any(|chosen| chosen.trim() == id.as_str()),
        Field::Letter(id, leaf) => {
            call.letter(id).is_some_and(|letter| is_hidden_in_letter(is_letter_attached(draft, letter), *leaf))
                || is_support_left_out(draft, id, *leaf)
        }
        Field::Prompt(id, ..) => call.letter(id).is_some_and(|letter| is_letter_attached(draft, letter)),
        Field::Document(id, DocumentField::Name | DocumentField::Link | DocumentField::Files) => {
            draft.text(&Field::Document(id.clone(), DocumentField::State)) == "not-applicable"
        }
        _ => false,
    }
}

/// Whether an answer of a letter does not count because the letter is sent as a file, or is not.
fn is_hidden_in_letter(is_attached: bool, leaf: LetterField) -> bool {
    match leaf {
        LetterField::Files | LetterField::SupportAttached => !is_attached,
        LetterField::Attached | LetterField::SupportWanted => false,
        _ => is_attached,
    }
}

/// Whether the school has said that there is no statement of support, of which the answer is a part.
fn is_support_left_out(draft: &Draft, letter: &LetterId, leaf: LetterField) -> bool {
    use LetterField as L;
    matches!(leaf, L::Support | L::SupportFrom | L::SupportPlacement | L::SupportAttached)
        && draft.flag(&Field::Letter(letter.clone(), L::SupportWanted)) == Some(false)
}
