//! Whether a call asks for an answer. (To be replaced by the draft room's own.)

use crate::call::{Call, ProfilePart};
use crate::draft::{Draft, Field, SchoolField};

/// Whether this call has a place for the answer.
pub(super) fn is_asked(call: &Call, field: &Field) -> bool {
    match field {
        Field::School(leaf) => match leaf {
            SchoolField::Name | SchoolField::Setting => true,
            SchoolField::Urn | SchoolField::NoUrn => call.asks(ProfilePart::Urn).is_some(),
            SchoolField::Region => call.asks(ProfilePart::Region).is_some(),
            SchoolField::AgeFrom | SchoolField::AgeTo => call.asks(ProfilePart::AgeRange).is_some(),
            SchoolField::KeyStages => call.asks(ProfilePart::KeyStages).is_some(),
            SchoolField::SixthForm => call.asks(ProfilePart::SixthForm).is_some(),
            SchoolField::Group | SchoolField::GroupName => call.asks(ProfilePart::Trust).is_some(),
            SchoolField::OfstedReport | SchoolField::OfstedDate | SchoolField::OfstedGrade => {
                call.asks(ProfilePart::Ofsted).is_some()
            }
        },
        Field::Person(id, _) => call.people.iter().any(|p| p.id == *id),
        Field::Point(criterion, point, _) => {
            call.criterion(criterion).is_some_and(|c| c.points.iter().any(|p| p.id == *point))
        }
        Field::FocusChosen => call.focus.is_some(),
        Field::FocusWhy(id) => call.focus.iter().flat_map(|f| &f.areas).any(|a| a.id == *id),
        Field::Letter(id, _) => call.letter(id).is_some(),
        Field::Prompt(letter, prompt, _) => {
            call.letter(letter).is_some_and(|l| l.prompts.iter().any(|p| p.id == *prompt))
        }
        Field::Document(id, _) => call.documents.iter().any(|d| d.id == *id),
        Field::Duty(id) => call.duties.iter().any(|d| d.id == *id),
        Field::Meeting(id) => call.meetings().any(|d| d.id == *id),
        Field::Declaration(id) => call.declarations.iter().any(|d| d.id == *id),
        Field::Complete(section) => call.sections().contains(section),
        Field::Other(_) => false,
    }
}

/// The draft without the answers that this call does not ask for.
pub(crate) fn only_asked(call: &Call, draft: &Draft) -> Draft {
    let mut asked = draft.clone();
    asked.answers.retain(|field, _| is_asked(call, field));
    asked
}
