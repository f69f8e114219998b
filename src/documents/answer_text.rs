//! Answers as text for people: ids become names, and values that are not understood are shown as they are stored.

use std::collections::BTreeMap;

use crate::call::{Call, Date, OfstedGrade, Person, ProfilePart};
use crate::draft::{
    Attached, Draft, Field, Group, Identifier, OfstedReport, PersonField, Profile, SchoolField, Value, attached,
    by_when, capitalised, files_at, identify, is_same_as, kind_words, may_apply, same_as_label, size_words,
    tidy_identifier,
};

/// One answer as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LabelledAnswer {
    /// What was asked.
    pub(super) label: String,
    /// Where it is edited.
    pub(super) field: Field,
    /// The answer. Empty if there is none.
    pub(super) text: String,
}

/// A value of any kind as text.
pub(super) fn value_text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.trim().to_owned(),
        Value::Flag(true) => "Yes".to_owned(),
        Value::Flag(false) => "No".to_owned(),
        Value::List(items) => items.iter().map(|i| i.trim()).filter(|i| !i.is_empty()).collect::<Vec<_>>().join("\n"),
        Value::Other(json) => json.to_string(),
    }
}

/// The answer at an address as text. Empty if there is none.
pub(super) fn text_at(draft: &Draft, field: &Field) -> String {
    draft.value(field).map(value_text).unwrap_or_default()
}

/// The ids at an address (one or several), each by the name that `name` finds for it.
pub(super) fn names_at<'a>(draft: &Draft, field: &Field, name: impl Fn(&str) -> Option<&'a str>) -> Vec<String> {
    let all = text_at(draft, field);
    all.lines().map(|id| name(id).unwrap_or(id).to_owned()).collect()
}

/// The files at an address, a line each: name, kind, size and path in a bundle. Anything that is no file is shown as it is
/// stored.
pub(super) fn files_in_words(draft: &Draft, field: &Field) -> Vec<String> {
    let Some(Value::List(items)) = draft.value(field) else {
        let words = text_at(draft, field);
        return if words.is_empty() { Vec::new() } else { vec![words] };
    };
    let all = attached(draft);
    let words = |item: &String| {
        let file = all.iter().find(|file| file.id.as_str() == item.trim());
        file.map_or_else(
            || item.trim().to_owned(),
            |file| format!("{} ({}, {}; {})", file.name, kind_words(file), size_words(file.bytes), file.path()),
        )
    };
    items.iter().map(words).filter(|words| !words.is_empty()).collect()
}

/// The names of the files at an address.
pub(crate) fn file_names(draft: &Draft, field: &Field) -> Vec<String> {
    files_at(draft, field).into_iter().map(|id| one_line(&Attached::of(draft, id).name)).collect()
}

/// An attached file in short: kind, size, and what it is attached to.
pub fn attached_words(call: &Call, file: &Attached) -> String {
    let mut places: Vec<String> = Vec::new();
    for field in &file.to {
        let place = match field {
            Field::Document(id, _) => call.documents.iter().find(|d| d.id == *id).map(|d| one_line(&d.name)),
            Field::Point(criterion, id, _) => {
                let point = call.criterion(criterion).and_then(|c| c.points.iter().find(|p| p.id == *id));
                point.map(|p| one_line(&p.label))
            }
            Field::Prompt(letter, id, _) => {
                let prompts = call.letter(letter).map_or(&[] as &[_], |letter| &letter.prompts);
                prompts.iter().find(|p| p.id == *id).map(|p| one_line(p.title.trim().trim_end_matches(':')))
            }
            _ => None,
        };
        let place = place.unwrap_or_else(|| "a question no longer asked".to_owned());
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let name = if file.name == file.file { String::new() } else { format!(", called \u{201c}{}\u{201d}", file.name) };
    format!("{}, {}{name}, attached to {}", kind_words(file), size_words(file.bytes), places.join("; "))
}

fn school(leaf: SchoolField) -> Field {
    Field::School(leaf)
}

/// The school's name on one line, if it has been given.
pub(crate) fn school_name(draft: &Draft) -> Option<String> {
    Some(one_line(&text_at(draft, &school(SchoolField::Name)))).filter(|name| !name.is_empty())
}

/// The school's name, or a placeholder for it.
pub(super) fn school_name_or_placeholder(call: &Call, draft: &Draft) -> String {
    school_name(draft).unwrap_or_else(|| {
        let noun = draft.applicant(call).noun();
        format!("{} (no name yet)", capitalised(noun))
    })
}

/// The number that identifies the school, and what kind it is by its form, if it has the form of any. None where no
/// number was given. A number of no known form is given as it was typed.
pub(crate) fn identifier(call: &Call, draft: &Draft) -> Option<(Option<Identifier>, String)> {
    let typed = one_line(&text_at(draft, &school(SchoolField::Urn)));
    if typed.is_empty() {
        return None;
    }
    let profile = Profile::of(call, draft);
    // A number from before the setting was chosen is none of its own.
    if !call.asks_of(ProfilePart::Urn, profile.setting) {
        return None;
    }
    let kind = profile.kind();
    Some(match identify(&typed, kind).or_else(|_| identify(&typed, None)) {
        Ok(kind) => (Some(kind), tidy_identifier(&typed)),
        Err(_) => (None, typed),
    })
}

/// The number with what it is: "URN 123456".
pub(super) fn identifier_words(call: &Call, draft: &Draft) -> Option<String> {
    identifier(call, draft).map(|(kind, number)| join_non_empty(&[kind.map_or("", Identifier::label), &number], " "))
}

/// Questions about the school that were answered, with their answers.
pub(crate) fn school_rows(call: &Call, draft: &Draft) -> Vec<(String, String)> {
    profile_answers(call, draft).into_iter().filter(|s| !s.text.is_empty()).map(|s| (s.label, s.text)).collect()
}

/// Whom to reach about the application: the role, and what is known of the person, by the names of the fields.
pub(crate) fn person_contact(call: &Call, draft: &Draft) -> Option<(String, BTreeMap<&'static str, String>)> {
    let (person, known) = contact_person(call, draft)?;
    Some((person.name, known.into_iter().map(|(leaf, text)| (leaf.as_str(), text)).collect()))
}

/// The answers about the school, in the order of the call. Name and setting always come first.
pub(super) fn profile_answers(call: &Call, draft: &Draft) -> Vec<LabelledAnswer> {
    let is_more = |part: &ProfilePart| match part {
        ProfilePart::Name | ProfilePart::Setting => false,
        // A hub without regions asks for none.
        ProfilePart::Region => call.regions.is_some(),
        _ => true,
    };
    let asked = call.profile.iter().map(|p| p.ask).filter(is_more);
    let setting = Profile::of(call, draft).setting;
    [ProfilePart::Name, ProfilePart::Setting]
        .into_iter()
        .chain(asked)
        .map(|part| (call.asks_of(part, setting), profile_answer(call, draft, part)))
        // What was answered before the setting was chosen is still an answer.
        .filter(|(asked, answer)| *asked || !answer.text.is_empty())
        .map(|(_, answer)| answer)
        .collect()
}

fn profile_answer(call: &Call, draft: &Draft, part: ProfilePart) -> LabelledAnswer {
    let at = |leaf| text_at(draft, &school(leaf));
    let profile = Profile::of(call, draft);
    let (label, leaf, text) = match part {
        ProfilePart::Name => (draft.applicant(call).name_label().to_owned(), SchoolField::Name, at(SchoolField::Name)),
        ProfilePart::Urn => {
            let (kind, number) = identifier(call, draft).unwrap_or_else(|| (None, one_line(&at(SchoolField::Urn))));
            let text = join_non_empty(&[&number, &no_number(&at(SchoolField::NoUrn), &number)], "\n");
            let label = kind.map_or_else(|| call.number_label(profile.setting), Identifier::label);
            (label.to_owned(), SchoolField::Urn, text)
        }
        ProfilePart::Setting => {
            let id = at(SchoolField::Setting);
            let name = call.setting(&id).map_or(id.clone(), |s| s.name.clone());
            (call.setting_label().to_owned(), SchoolField::Setting, name)
        }
        ProfilePart::Region => {
            let id = at(SchoolField::Region);
            let named = call.regions.iter().flat_map(|r| &r.named).find(|r| r.id.as_str() == id);
            let called = call.regions.as_ref().map_or("region", |r| &r.called);
            (capitalised(called), SchoolField::Region, named.map_or(id.clone(), |r| r.name.clone()))
        }
        ProfilePart::AgeRange => {
            let (from, to) = (at(SchoolField::AgeFrom), at(SchoolField::AgeTo));
            let text = match (from.is_empty(), to.is_empty()) {
                (false, false) => format!("{from} to {to}"),
                (false, true) => format!("from age {from}"),
                (true, false) => format!("up to age {to}"),
                (true, true) => String::new(),
            };
            ("Age range".to_owned(), SchoolField::AgeFrom, text)
        }
        ProfilePart::KeyStages => {
            let name = |id: &str| crate::call::KeyStage::parse(id).map(crate::call::KeyStage::label);
            let names = names_at(draft, &school(SchoolField::KeyStages), name);
            ("Key stages".to_owned(), SchoolField::KeyStages, names.join(", "))
        }
        ProfilePart::SixthForm => {
            let derived = match profile.sixth_form.filter(|_| call.asks_of(part, profile.setting)) {
                Some(has) => value_text(&Value::Flag(has)),
                None => at(SchoolField::SixthForm),
            };
            ("Sixth form".to_owned(), SchoolField::SixthForm, derived)
        }
        ProfilePart::Trust => {
            let (id, name) = (at(SchoolField::Group), at(SchoolField::GroupName));
            let kind = match Group::ALL.into_iter().find(|g| g.as_str() == id) {
                Some(Group::Trust) => "Multi-academy trust",
                Some(Group::Federation) => "Federation",
                Some(Group::Neither) => "No",
                None => &id,
            };
            ("Trust or federation".to_owned(), SchoolField::Group, join_non_empty(&[kind, &name], ": "))
        }
        ProfilePart::LeadSchool => {
            let urn = at(SchoolField::LeadUrn);
            let urn = if urn.is_empty() { urn } else { format!("URN {urn}") };
            let text = join_non_empty(&[&at(SchoolField::LeadSchool), &urn], ", ");
            ("Lead school in the trust".to_owned(), SchoolField::LeadSchool, text)
        }
        ProfilePart::Ofsted => {
            let (report, date, grade) =
                (at(SchoolField::OfstedReport), at(SchoolField::OfstedDate), at(SchoolField::OfstedGrade));
            let report = OfstedReport::ALL.into_iter().find(|r| r.as_str() == report).map_or(&*report, |r| r.label());
            let grade = OfstedGrade::parse(&grade).map_or(grade.clone(), |g| format!("Overall: {}", g.label()));
            let text = join_non_empty(&[report, &date_text(&date), &grade], "\n");
            ("Latest Ofsted inspection".to_owned(), SchoolField::OfstedReport, text)
        }
    };
    LabelledAnswer { label, field: school(leaf), text }
}

/// Why there is no number. A reason may still be there when a number has been given since.
fn no_number(reason: &str, number: &str) -> String {
    match (reason.is_empty(), number.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!("None. {reason}"),
        (false, false) => format!("(Reason given for no number: {reason})"),
    }
}

/// A person's answers, those that were given: name, position, e-mail, telephone. Of somebody who is the same as another,
/// only that.
pub(super) fn person_answers(call: &Call, draft: &Draft, person: &Person) -> Vec<(PersonField, String)> {
    if let Some(other) = is_same_as(call, draft, person) {
        return vec![(PersonField::SameAs, same_as_label(other))];
    }
    let at = |leaf: &PersonField| text_at(draft, &Field::Person(person.id.clone(), *leaf));
    let own = PersonField::ALL.iter().filter(|leaf| **leaf != PersonField::SameAs);
    own.map(|leaf| (*leaf, at(leaf))).filter(|(_, text)| !text.is_empty()).collect()
}

/// Whom to reach about the application: the first whom the hub needs to reach, else the first with a name. Nobody whom the
/// hub does not ask for at this school.
pub(super) fn contact_person(call: &Call, draft: &Draft) -> Option<(Person, Vec<(PersonField, String)>)> {
    let profile = Profile::of(call, draft);
    let named = |p: &&Person| {
        may_apply(call, &p.when, &profile)
            && is_same_as(call, draft, p).is_none()
            && !text_at(draft, &Field::Person(p.id.clone(), PersonField::Name)).is_empty()
    };
    let reached = call.people.iter().filter(|p| p.contact).find(named);
    reached.or_else(|| call.people.iter().find(named)).map(|p| (p.clone(), person_answers(call, draft, p)))
}

/// A day as people write it, or the text itself if it is no day.
pub(super) fn date_text(text: &str) -> String {
    Date::parse(text.trim()).map_or_else(|| text.trim().to_owned(), Date::medium)
}

/// Who does a next step, and by when: "Head, by September 2027", "By September 2027".
pub(super) fn who_by_when(who: &str, when: &str) -> String {
    let when = by_when(when).unwrap_or_else(|| when.trim().to_owned());
    // "Before Easter" needs no "by".
    let first = when.split(' ').next().unwrap_or_default().to_lowercase();
    let by = if ["after", "at", "before", "during", "from", "in", "on", "until", "within"].contains(&first.as_str()) {
        when.clone()
    } else {
        format!("by {when}")
    };
    match (who.trim().is_empty(), when.is_empty()) {
        (_, true) => who.to_owned(),
        (true, false) => capitalised(&by),
        (false, false) => format!("{who}, {by}"),
    }
}

/// The parts that are not empty.
pub(super) fn join_non_empty(parts: &[&str], by: &str) -> String {
    parts.iter().filter(|p| !p.trim().is_empty()).copied().collect::<Vec<_>>().join(by)
}

/// White space of all kinds as single spaces, for places where a line break would mean something else.
pub(super) fn one_line(text: &str) -> String {
    let plain = text.replace(|c: char| c.is_control() && !c.is_whitespace(), "");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "a Lead School", "an Advisory Group".
pub(crate) fn with_article(name: &str) -> String {
    let vowel = name.trim_start().starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    format!("{} {name}", if vowel { "an" } else { "a" })
}

/// A statement with the list that follows it, as plain text.
pub(super) fn statement_text(statement: &crate::call::Statement) -> String {
    let items = statement.items.iter().map(|item| format!("\n- {item}"));
    std::iter::once(statement.text.clone()).chain(items).collect()
}

/// The lots that are chosen, by name.
pub(super) fn chosen_lots(call: &Call, draft: &Draft) -> Vec<String> {
    let lot = |id: &str| call.lot_choices().find(|lot| lot.id.as_str() == id.trim());
    let name = |id: &str| lot(id).map_or("Chosen, but not offered in this round", |lot| lot.name.trim());
    draft.list(&Field::LotsChosen).iter().filter(|id| !id.trim().is_empty()).map(|id| name(id).to_owned()).collect()
}
