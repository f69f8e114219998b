//! The texts that a school writes: which answers they are, which of them a letter has, and what each is called.

use super::quoting::summary;
use crate::call::Section;
use crate::draft::{Field, LetterField, PersonField, PointField, SchoolField, is_letter_attached, is_same_as};
use crate::readiness::Case;

/// The sentence for a link that nobody else can open.
pub(super) const NOT_A_WEB_ADDRESS: &str = "Enter a link that starts with https://";

/// Whether an answer is written in words, rather than chosen or ticked: prose, or a name.
pub(super) fn is_prose(field: &Field) -> bool {
    match field {
        Field::School(leaf) => {
            matches!(
                leaf,
                SchoolField::Name
                    | SchoolField::NoUrn
                    | SchoolField::Region
                    | SchoolField::GroupName
                    | SchoolField::LeadSchool
            )
        }
        Field::Person(_, leaf) => matches!(leaf, PersonField::Name | PersonField::Position),
        // Who does something, or says it, is a name.
        Field::Point(_, _, PointField::NextWho) | Field::Letter(_, LetterField::SupportFrom) | Field::Meeting(_) => {
            true
        }
        Field::Point(..)
        | Field::Letter(..)
        | Field::Prompt(..)
        | Field::Document(..)
        | Field::FocusWhy(_)
        | Field::DutyWhy(_) => field.is_prose(),
        Field::FocusChosen
        | Field::LotsChosen
        | Field::Cluster
        | Field::Duty(_)
        | Field::OwnDate(_)
        | Field::Declaration(_)
        | Field::Complete(_)
        | Field::Suppression(..)
        | Field::Again(_)
        | Field::File(..)
        | Field::Sending(_)
        | Field::Other(_) => false,
    }
}

/// Whether the call asks for this answer, does not exclude this school from it, and it is not about a date that has passed.
pub(super) fn is_asked_of_school(case: &Case, field: &Field) -> bool {
    if let Field::Meeting(id) | Field::OwnDate(id) = field
        && case.call.dates.iter().any(|date| date.id == *id && date.when.over(case.now) == Some(true))
    {
        return false;
    }
    // What is written here is not sent where the letter is a file.
    if let Field::Letter(id, _) | Field::Prompt(id, ..) = field
        && case.call.letter(id).is_some_and(|letter| is_letter_attached(case.draft, letter))
    {
        return false;
    }
    // Why there is an exception is asked only where there is one.
    if let Field::DutyWhy(id) = field
        && case.draft.flag(&Field::Duty(id.clone())) != Some(false)
    {
        return false;
    }
    // Somebody who is named already has no answers of their own.
    if let Field::Person(id, leaf) = field
        && *leaf != PersonField::SameAs
        && case.call.people.iter().any(|p| p.id == *id && is_same_as(case.call, case.draft, p).is_some())
    {
        return false;
    }
    crate::draft::is_asked_of_school(case.call, &case.profile, field)
}

/// What an answer is about, in a few words.
pub(super) fn title_of(case: &Case, field: &Field) -> String {
    let call = case.call;
    if let Field::DutyWhy(id) = field
        && let Some(duty) = call.duties.iter().find(|duty| duty.id == *id)
    {
        return summary(&duty.statement);
    }
    let name = match field {
        Field::Person(id, _) => call.people.iter().find(|p| p.id == *id).map(|p| p.name.as_str()),
        Field::Point(criterion, id, _) => {
            let points = call.criterion(criterion).map_or(&[] as &[_], |c| &c.points);
            points.iter().find(|p| p.id == *id).map(|p| p.label.as_str())
        }
        Field::FocusWhy(id) => {
            call.focus.as_ref().and_then(|f| f.areas.iter().find(|a| a.id == *id)).map(|a| a.name.as_str())
        }
        Field::Letter(_, LetterField::Opening) => Some("Opening"),
        Field::Letter(_, LetterField::Closing) => Some("Closing"),
        Field::Letter(_, LetterField::Salutation) => Some("Greeting"),
        Field::Letter(_, LetterField::AddressBlock) => Some(call.applicant(None).address_label()),
        Field::Letter(id, LetterField::Text | LetterField::Files) => call.letter(id).map(|l| l.name.as_str()),
        Field::Letter(id, _) => call.letter(id).and_then(|l| l.support.as_ref()).map(|s| s.name.as_str()),
        Field::Prompt(id, prompt, _) => {
            let prompts = call.letter(id).map_or(&[] as &[_], |l| &l.prompts);
            prompts.iter().find(|p| p.id == *prompt).map(|p| p.title.as_str())
        }
        Field::Document(id, _) => call.documents.iter().find(|d| d.id == *id).map(|d| d.name.as_str()),
        Field::Meeting(id) | Field::OwnDate(id) => call.dates.iter().find(|d| d.id == *id).map(|d| d.name.as_str()),
        _ => None,
    };
    match name {
        Some(name) => name.trim().trim_end_matches([':', '.']).to_owned(),
        None => Section::School.name(call, case.applicant()),
    }
}
