//! The name of an answer, and the answer as text, for lists of changes, where it is read without its page. Without the
//! call, what its address alone tells.

use super::answer_text::{date_text, files_in_words, value_text};
use crate::call::{Call, KeyStage, OfstedGrade, Timestamp};
use crate::draft::{
    DocumentField, Draft, Field, Group, LetterField, OfstedReport, PersonField, PointField, PromptField, SchoolField,
    SendingField, Suppressible, Value, by_when, evidence_place, filled_rows, money_line, own_date_text, words_of,
};

/// What an answer is called: "Evidence: an hour of music a week".
pub fn field_words(call: Option<&Call>, field: &Field) -> String {
    let (leaf, subject) = parts(call, field);
    let subject = subject.trim().trim_end_matches([':', '.']);
    match (leaf, subject) {
        (leaf, "") => leaf.to_owned(),
        ("", subject) => subject.to_owned(),
        (leaf, subject) if leaf.ends_with('?') => format!("{leaf} {subject}"),
        (leaf, subject) => format!("{leaf}: {subject}"),
    }
}

/// What is asked, and of what.
fn parts(call: Option<&Call>, field: &Field) -> (&'static str, String) {
    match field {
        Field::School(leaf) => (school(call, *leaf), String::new()),
        Field::Person(id, leaf) => {
            let named = call.and_then(|call| call.people.iter().find(|p| p.id == *id)).map(|p| p.name.as_str());
            (person(*leaf), known(named, id.as_str()))
        }
        Field::Point(criterion, id, leaf) => {
            let points = call.and_then(|call| call.criterion(criterion)).map_or(&[] as &[_], |c| &c.points);
            (point(*leaf), known(points.iter().find(|p| p.id == *id).map(|p| p.label.as_str()), id.as_str()))
        }
        Field::FocusChosen => ("Focus areas", String::new()),
        Field::LotsChosen => {
            ("Applying for", call.and_then(|call| Some(call.lots.as_ref()?.name.clone())).unwrap_or_default())
        }
        Field::Cluster => (
            "Schools applying together",
            call.and_then(|call| Some(call.cluster.as_ref()?.name.clone())).unwrap_or_default(),
        ),
        Field::FocusWhy(id) => {
            let areas = call.and_then(|call| call.focus.as_ref()).map_or(&[] as &[_], |focus| &focus.areas);
            ("Why", known(areas.iter().find(|a| a.id == *id).map(|a| a.name.as_str()), id.as_str()))
        }
        Field::Letter(id, leaf) => {
            let named = call.and_then(|call| call.letter(id)).map(|letter| letter.name.as_str());
            (letter(call, *leaf), known(named, id.as_str()))
        }
        Field::Prompt(id, prompt, leaf) => {
            let prompts = call.and_then(|call| call.letter(id)).map_or(&[] as &[_], |letter| &letter.prompts);
            let named = prompts.iter().find(|p| p.id == *prompt).map(|p| p.title.as_str());
            let leaf = match leaf {
                PromptField::Text => "Text",
                PromptField::Covered => "What you have covered",
                PromptField::Sources => "Evidence used",
                PromptField::Choice => "Yes or no",
                PromptField::Lines => "Costs",
                PromptField::Files => "Files",
            };
            (leaf, known(named, prompt.as_str()))
        }
        Field::Document(id, leaf) => {
            let named = call.and_then(|call| call.documents.iter().find(|d| d.id == *id)).map(|d| d.name.as_str());
            let leaf = match leaf {
                DocumentField::State => "Status",
                DocumentField::Name => "File name",
                DocumentField::Link => "Web link",
                DocumentField::Contents => "What it includes",
                DocumentField::Files => "Files",
            };
            (leaf, known(named, id.as_str()))
        }
        Field::Duty(id) | Field::DutyWhy(id) => {
            let duty = call.and_then(|call| call.duties.iter().find(|d| d.id == *id));
            let leaf = if matches!(field, Field::Duty(_)) { "Commitment" } else { "Why, or from when" };
            (leaf, known(duty.map(|d| d.statement.text.as_str()), id.as_str()))
        }
        Field::Meeting(id) => {
            let named = call.and_then(|call| call.dates.iter().find(|d| d.id == *id)).map(|d| d.name.as_str());
            ("Who will attend", known(named, id.as_str()))
        }
        Field::OwnDate(id) => {
            let date = call.and_then(|call| call.dates.iter().find(|d| d.id == *id));
            let is_chosen = date.is_some_and(|date| !date.when.choices().is_empty());
            let leaf = if is_chosen { "Which one you choose" } else { "Your own date" };
            (leaf, known(date.map(|date| date.name.as_str()), id.as_str()))
        }
        Field::Declaration(id) => {
            let named = call.and_then(|call| call.declarations.iter().find(|d| d.id == *id)).map(|d| d.label.as_str());
            ("Declaration", known(named, id.as_str()))
        }
        Field::Complete(section) => {
            let name =
                call.map_or_else(|| spaced(&section.to_string()), |call| section.name(call, call.applicant(None)));
            ("Still working on", name)
        }
        Field::Suppression(advice, about) => {
            let leaf = match advice {
                Suppressible::Leftover => "Advice hidden: unfinished text",
                Suppressible::Repeated => "Advice hidden: repeated sentence",
                Suppressible::OtherSchool => "Advice hidden: another school\u{2019}s name",
                Suppressible::OtherPerson => "Advice hidden: a name that differs",
            };
            (leaf, field_words(call, about))
        }
        Field::Again(about) => ("To look at again", field_words(call, about)),
        Field::File(..) => ("File details", String::new()),
        Field::Sending(SendingField::Evidence) => ("Evidence is in the application", String::new()),
        Field::Sending(SendingField::Ratings) => ("Ratings and next steps are in the application", String::new()),
        Field::Sending(SendingField::SentAt) => ("When it was sent", String::new()),
        Field::Sending(SendingField::SentFile) => ("The file that was sent", String::new()),
        Field::Other(text) => ("From another version", text.clone()),
    }
}

/// The name that the call gives, else the id as words.
fn known(named: Option<&str>, id: &str) -> String {
    named.map_or_else(|| spaced(id), str::to_owned)
}

fn spaced(id: &str) -> String {
    id.replace(['-', '/'], " ")
}

fn school(call: Option<&Call>, leaf: SchoolField) -> &'static str {
    match leaf {
        SchoolField::Name => call.map_or("School name", |call| call.applicant(None).name_label()),
        SchoolField::Urn => call.map_or("URN or Ofsted number", |call| call.number_label(None)),
        SchoolField::NoUrn => "Why you have no number",
        SchoolField::Setting => call.map_or("Type of school or setting", Call::setting_label),
        SchoolField::Region => "Region",
        SchoolField::AgeFrom => "From age",
        SchoolField::AgeTo => "To age",
        SchoolField::KeyStages => "Key stages",
        SchoolField::SixthForm => "Sixth form",
        SchoolField::Group => "Trust or federation",
        SchoolField::GroupName => "Name of the trust or federation",
        SchoolField::LeadSchool => "Lead school in the trust",
        SchoolField::LeadUrn => "URN of the lead school",
        SchoolField::OfstedReport => "Latest Ofsted inspection",
        SchoolField::OfstedDate => "Inspection date",
        SchoolField::OfstedGrade => "Overall effectiveness",
    }
}

pub(super) fn person(leaf: PersonField) -> &'static str {
    match leaf {
        PersonField::Name => "Name",
        PersonField::Position => "Job title",
        PersonField::Email => "Email",
        PersonField::Telephone => "Phone number",
        PersonField::SameAs => "Same as the first contact",
    }
}

fn point(leaf: PointField) -> &'static str {
    match leaf {
        PointField::Rating => "Rating",
        PointField::Branches => "Which applies",
        PointField::Number => "Number",
        PointField::Level => "Level",
        PointField::Evidence => "Evidence",
        PointField::Links => "Links",
        PointField::Files => "Files",
        PointField::ShownIn => "Evidence is in",
        PointField::NextStep => "Next step",
        PointField::NextWho => "Next step: who",
        PointField::NextWhen => "Next step: by when",
    }
}

fn letter(call: Option<&Call>, leaf: LetterField) -> &'static str {
    match leaf {
        LetterField::Opening => "Opening",
        LetterField::Text => "Text",
        LetterField::Closing => "Closing",
        LetterField::SupportWanted => "Include a statement of support?",
        LetterField::Support => "Statement of support",
        LetterField::SupportFrom => "Statement of support: from",
        LetterField::SupportPlacement => "Statement of support: where",
        LetterField::Size => "Text size",
        LetterField::Spacing => "Line spacing",
        LetterField::Margins => "Margins",
        LetterField::Letterhead => "Space for letterhead",
        LetterField::Headings => "Headings",
        LetterField::Date => "Date",
        LetterField::Salutation => "Greeting",
        LetterField::AddressBlock => call.map(|call| call.applicant(None)).unwrap_or_default().address_label(),
        LetterField::Attached => "Sent as a file",
        LetterField::Files => "Files",
        LetterField::SupportAttached => "Statement of support: in the file",
    }
}

/// An answer as text: choices by their names, several one a line. Empty if there is none.
pub fn answer_words(call: Option<&Call>, draft: &Draft, field: &Field, value: Option<&Value>) -> String {
    let Some(value) = value else { return String::new() };
    if field.holds_files() {
        return files_in_words(draft, field).join("\n");
    }
    if let (Field::Prompt(_, _, PromptField::Lines), Value::List(rows)) = (field, value) {
        return filled_rows(rows).map(|row| money_line(row)).collect::<Vec<_>>().join("\n");
    }
    if let (Field::Cluster, value) = (field, value) {
        return words_of(draft, field, value);
    }
    let text = value_text(value);
    // What was written is shown as it was written.
    if let Value::Text(typed) = value
        && !is_choice(field)
    {
        return typed.clone();
    }
    let chosen = |id: &str| call.and_then(|call| choice(call, field, id));
    let named = |id: &str| day_words(field, id).or_else(|| chosen(id)).unwrap_or_else(|| id.to_owned());
    if matches!(value, Value::Flag(_) | Value::Other(_)) {
        text
    } else {
        text.lines().map(named).collect::<Vec<_>>().join("\n")
    }
}

/// Whether an answer is chosen from a list or given as a day, so that its written form is not what people see.
fn is_choice(field: &Field) -> bool {
    use SchoolField as S;
    matches!(
        field,
        Field::School(S::Setting | S::Region | S::Group | S::OfstedReport | S::OfstedGrade | S::OfstedDate)
            | Field::Point(_, _, PointField::Rating | PointField::NextWhen | PointField::Level)
            | Field::Document(_, DocumentField::State)
            | Field::OwnDate(_)
            | Field::Letter(_, LetterField::SupportPlacement | LetterField::Date)
            | Field::Sending(SendingField::SentAt)
    )
}

/// A day as people write it, where the answer is one.
fn day_words(field: &Field, text: &str) -> Option<String> {
    match field {
        Field::School(SchoolField::OfstedDate) | Field::Letter(_, LetterField::Date) => Some(date_text(text)),
        Field::Point(_, _, PointField::NextWhen) => by_when(text),
        Field::Sending(SendingField::SentAt) => Some(Timestamp::parse(text)?.london().0.medium()),
        _ => None,
    }
}

/// The name of one choice, where it has one.
fn choice(call: &Call, field: &Field, id: &str) -> Option<String> {
    use SchoolField as S;
    if let Field::OwnDate(date) = field {
        let date = call.dates.iter().find(|own| own.id == *date)?;
        return Some(own_date_text(date, id)).filter(|words| !words.is_empty());
    }
    let name = match field {
        Field::School(S::Setting) => call.setting(id)?.name.as_str(),
        Field::School(S::Region) => call.regions.as_ref()?.named.iter().find(|r| r.id.as_str() == id)?.name.as_str(),
        Field::School(S::Group) => Group::ALL.into_iter().find(|g| g.as_str() == id)?.label(),
        Field::School(S::KeyStages) => KeyStage::parse(id)?.label(),
        Field::School(S::OfstedReport) => OfstedReport::ALL.into_iter().find(|r| r.as_str() == id)?.label(),
        Field::School(S::OfstedGrade) => OfstedGrade::parse(id)?.label(),
        Field::Point(_, _, PointField::Rating) => call.rating(id)?.label.as_str(),
        Field::Point(criterion, point, PointField::Branches) => {
            let point = call.criterion(criterion)?.points.iter().find(|p| p.id == *point)?;
            point.branch_words(id)?
        }
        Field::Point(criterion, point, PointField::Level) => {
            let point = call.criterion(criterion)?.points.iter().find(|p| p.id == *point)?;
            point.level_words(id)?
        }
        Field::Point(_, _, PointField::ShownIn) => return evidence_place(call, id).map(|place| place.name),
        Field::LotsChosen => call.lot_choices().find(|lot| lot.id.as_str() == id)?.name.as_str(),
        Field::FocusChosen => call.focus.as_ref()?.areas.iter().find(|a| a.id.as_str() == id)?.name.as_str(),
        Field::Prompt(letter, prompt, PromptField::Covered) => {
            let prompt = call.letter(letter)?.prompts.iter().find(|p| p.id == *prompt)?;
            prompt.points.iter().find(|p| p.id.as_str() == id)?.quote.as_str()
        }
        Field::Prompt(_, _, PromptField::Sources) => return Some(field_words(Some(call), &Field::parse(id))),
        Field::Document(document, DocumentField::Contents) => {
            let document = call.documents.iter().find(|d| d.id == *document)?;
            document.contents.iter().find(|c| c.id.as_str() == id)?.quote.as_str()
        }
        Field::Document(_, DocumentField::State) => match id {
            "ready" => "Ready",
            "in-hand" => "Still working on it",
            "missing" => "We do not have it",
            "not-applicable" => "Not including it",
            _ => return None,
        },
        Field::Letter(_, LetterField::SupportPlacement) => match id {
            "inside" => "Inside the letter",
            "beside" => "On a separate page",
            _ => return None,
        },
        _ => return None,
    };
    Some(name.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::documents::sample::empty;
    use crate::draft::{asked, fullest, shipped};

    #[test]
    fn every_answer_of_a_call_has_a_name_of_its_own() {
        for call in shipped() {
            let mut names: BTreeMap<String, Field> = BTreeMap::new();
            for field in asked(call) {
                let name = field_words(Some(call), &field);
                assert!(name.chars().next().is_some_and(char::is_uppercase), "{}: {name}", call.id);
                assert!(!field_words(None, &field).is_empty());
                if let Some(other) = names.insert(name.clone(), field.clone()) {
                    panic!("{}: {field} and {other} are both \u{201c}{name}\u{201d}", call.id);
                }
            }
        }
    }

    #[test]
    fn choices_are_shown_by_their_names() {
        for call in shipped() {
            let draft = fullest(call);
            for (field, answer) in &draft.answers {
                let words = answer_words(Some(call), &draft, field, Some(&answer.value));
                assert!(!words.is_empty(), "{}: {field}", call.id);
                let ids: Vec<&str> = match &answer.value {
                    Value::Text(id) if is_choice(field) => vec![id],
                    Value::List(ids)
                        if !field.holds_files() && !matches!(field, Field::Point(_, _, PointField::Links)) =>
                    {
                        ids.iter().map(String::as_str).collect()
                    }
                    _ => continue,
                };
                // A region may be typed where the hub names none.
                for id in ids.into_iter().filter(|_| *field != Field::School(SchoolField::Region)) {
                    let named = day_words(field, id).or_else(|| choice(call, field, id));
                    assert!(named.is_some(), "{}: {field}: {id}", call.id);
                }
            }
        }
    }

    #[test]
    fn words() {
        let call = shipped().iter().find(|c| c.id.as_str() == "third").unwrap_or(&shipped()[0]);
        let at = Field::parse;
        assert_eq!(field_words(None, &at("criteria/programme/hour-a-week/evidence")), "Evidence: hour a week");
        assert_eq!(field_words(Some(call), &at("zoo/of/tomorrow")), "From another version: zoo/of/tomorrow");
        assert_eq!(
            field_words(None, &at("sections/criteria/programme/complete")),
            "Still working on: criteria programme"
        );
        let said = |field: &str, value: Value| answer_words(Some(call), &empty(), &at(field), Some(&value));
        assert_eq!(said("school/name", Value::from(" Larkfield\n")), " Larkfield\n");
        assert_eq!(said("school/sixth-form", Value::Flag(false)), "No");
        assert_eq!(said("school/setting", Value::from("gone")), "gone");
        assert_eq!(said("school/ofsted-date", Value::from("2026-02-03")), "3 February 2026");
        assert_eq!(said("sending/sent-at", Value::from("2026-02-03T10:00:00.000Z")), "3 February 2026");
        let when = at("criteria/programme/hour/next-when");
        for (stored, shown) in [("2025-09-02", "2 September 2025"), ("soon", "soon")] {
            assert_eq!(answer_words(None, &empty(), &when, Some(&stored.into())), shown);
        }
        assert_eq!(answer_words(None, &empty(), &at("school/name"), None), "");
    }
}
