//! People who are one and the same: the primary contact often is the music subject leader. Then a tick says so, and their
//! answers are given once.

use super::{Draft, Field, PersonField, Profile, may_apply};
use crate::call::{Call, Person};

/// Whom this person may be the same as, by what the call asks: the first whom the hub needs to reach, for each of the
/// others whom it needs to reach.
pub fn same_as_candidate<'a>(call: &'a Call, person: &Person) -> Option<&'a Person> {
    let first = call.people.iter().find(|p| p.contact)?;
    (person.contact && person.id != first.id).then_some(first)
}

/// Whom this person may be the same as, where that one is asked of this school. The page then offers a tick at
/// [`PersonField::SameAs`], labelled by [`same_as_label`].
pub fn may_be_same_as<'a>(call: &'a Call, draft: &Draft, person: &Person) -> Option<&'a Person> {
    let excluded = |other: &Person| !may_apply(call, &other.when, &Profile::of(call, draft));
    same_as_candidate(call, person).filter(|other| !excluded(other))
}

/// The label of the tick: "The same as the music subject leader".
pub fn same_as_label(other: &Person) -> String {
    format!("The same as the {}", super::within_sentence(other.name.trim()))
}

/// Whom this person is the same as, where the school says so. Their own answers are kept, and asked no more.
pub fn is_same_as<'a>(call: &'a Call, draft: &Draft, person: &Person) -> Option<&'a Person> {
    let ticked = draft.flag(&Field::Person(person.id.clone(), PersonField::SameAs)) == Some(true);
    ticked.then(|| may_be_same_as(call, draft, person)).flatten()
}

/// The person whose answers are meant: the same one, unless the school says that it is somebody already named.
pub fn resolved_person<'a>(call: &'a Call, draft: &Draft, person: &'a Person) -> &'a Person {
    is_same_as(call, draft, person).unwrap_or(person)
}

#[cfg(test)]
mod tests {
    use super::super::{DraftId, FIXTURE_TIME, Value, shipped};
    use super::*;

    #[test]
    fn a_contact_may_be_the_first_whom_the_hub_reaches() {
        let call = &shipped()[0];
        let mut draft = Draft::new(DraftId::new("d").unwrap(), call.id.clone(), &call.round, FIXTURE_TIME);
        for person in &call.people {
            let offered = may_be_same_as(call, &draft, person).map(same_as_label);
            let expected =
                (person.id.as_str() == "primary-contact").then(|| "The same as the music subject leader".to_owned());
            assert_eq!(offered, expected, "{}", person.id);
        }
        let contact = call.people.iter().find(|p| p.id.as_str() == "primary-contact").unwrap();
        let same = Field::Person(contact.id.clone(), PersonField::SameAs);
        for (value, id) in [
            (Value::Text(String::new()), "primary-contact"),
            (Value::Flag(true), "music-subject-leader"),
            (Value::Flag(false), "primary-contact"),
            (Value::from("yes"), "primary-contact"),
        ] {
            draft.set(same.clone(), value.clone(), FIXTURE_TIME);
            assert_eq!(resolved_person(call, &draft, contact).id.as_str(), id, "{value:?}");
        }
        // One contact alone is the same as nobody.
        let one = &shipped()[1];
        assert!(one.people.iter().all(|person| may_be_same_as(one, &draft, person).is_none()));
    }
}
