//! The page of the school and its people: what the call asks, and what an answer opens or makes needless.

use super::quotations::{OddityNote, Quotation, oddities, quotations};
use crate::call::{Call, Condition, KeyStage, Person, PersonId, ProfilePart, SettingKind};
use crate::draft::{
    Draft, Field, OfstedReport, PersonField, SchoolField, asks_about_sixth_form, capitalised, may_be_same_as,
    resolved_person, same_as_candidate, same_as_label,
};

/// What the page asks about the school. A label is None where the call does not ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolForm {
    /// The name's label.
    pub name: String,
    /// The setting's label.
    pub setting: String,
    /// The settings: ids and names.
    pub settings: Vec<(String, String)>,
    /// The label of its number.
    pub urn: Option<String>,
    /// The key stages' label.
    pub key_stages: Option<String>,
    /// The sixth form's label.
    pub sixth_form: Option<String>,
    /// The age range's label.
    pub ages: Option<String>,
    /// The region.
    pub region: Option<RegionQuestion>,
    /// The label of trust or federation.
    pub group: Option<String>,
    /// The inspection's label.
    pub inspection: Option<String>,
    /// The hub's words on the places it has.
    pub places: Vec<Quotation>,
    /// What is asked, and why.
    pub reasons: Vec<(String, String)>,
}

/// The question for the region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionQuestion {
    /// Its label, with the hub's word for it.
    pub label: String,
    /// Ids and names to choose from. Empty: a name is typed.
    pub named: Vec<(String, String)>,
    /// What is odd about the hub's regions.
    pub oddities: Vec<OddityNote>,
}

/// Key stages in the fewest words, for choices in a row.
pub const KEY_STAGES: [(KeyStage, &str); 6] = [
    (KeyStage::Eyfs, "Early years"),
    (KeyStage::Ks1, "1"),
    (KeyStage::Ks2, "2"),
    (KeyStage::Ks3, "3"),
    (KeyStage::Ks4, "4"),
    (KeyStage::Ks5, "5"),
];

/// What a school's number looks like.
const NUMBERS: &str = "A URN has 6 digits. Early years providers can use their Ofsted number, such as EY123456.";

/// What the page asks about the school.
pub fn school_form(call: &Call) -> SchoolForm {
    let label = |part: ProfilePart, label: &str| {
        let ask = call.asks(part)?;
        Some(if ask.required { label.to_owned() } else { format!("{label} (optional)") })
    };
    let has_early_years = call.settings.iter().any(|setting| setting.kind == SettingKind::EarlyYears);
    let urn = if has_early_years { "URN or Ofsted number" } else { "URN" };
    let called = call.regions.as_ref().map_or_else(String::new, |regions| capitalised(regions.called.trim()));
    let region = call.regions.as_ref().and_then(|regions| {
        Some(RegionQuestion {
            label: label(ProfilePart::Region, &called)?,
            named: regions.named.iter().map(|region| (region.id.to_string(), region.name.clone())).collect(),
            oddities: oddities(call, &regions.oddities),
        })
    });
    // Name and setting are always asked.
    let always = |part, text: &str| label(part, text).unwrap_or_else(|| text.to_owned());
    let subject = |part| match part {
        ProfilePart::Name => "School name",
        ProfilePart::Urn => urn,
        ProfilePart::Setting => "Type of school or setting",
        ProfilePart::Region => called.as_str(),
        ProfilePart::AgeRange => "Age range",
        ProfilePart::KeyStages => "Key stages",
        ProfilePart::SixthForm => "Sixth form",
        ProfilePart::Trust => "Trust or federation",
        ProfilePart::Ofsted => "Latest Ofsted inspection",
    };
    let asked = call.profile.iter().filter(|ask| ask.ask != ProfilePart::Region || call.regions.is_some());
    let about_school = asked.map(|ask| {
        let why = if ask.ask == ProfilePart::Urn { format!("{} {NUMBERS}", ask.why) } else { ask.why.clone() };
        (subject(ask.ask).to_owned(), why)
    });
    let about_people = call.people.iter().map(|person| (person.name.clone(), person.why.clone()));
    SchoolForm {
        name: always(ProfilePart::Name, "School name"),
        setting: always(ProfilePart::Setting, "Type of school or setting"),
        settings: call.settings.iter().map(|setting| (setting.id.to_string(), setting.name.clone())).collect(),
        urn: label(ProfilePart::Urn, urn),
        key_stages: label(ProfilePart::KeyStages, "Key stages you teach"),
        sixth_form: label(ProfilePart::SixthForm, "Does your school have a sixth form?"),
        ages: label(ProfilePart::AgeRange, "Age range"),
        region,
        group: label(ProfilePart::Trust, "Trust or federation"),
        inspection: label(ProfilePart::Ofsted, "What was the result of your latest Ofsted inspection?"),
        places: quotations(call, call.places.iter().map(|place| &place.statement)),
        reasons: about_school.chain(about_people).collect(),
    }
}

/// What answers about the school open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub struct SchoolFollowUps {
    /// Why there is no number.
    pub no_urn: bool,
    /// The name of the trust or federation.
    pub group_name: bool,
    /// The day of the inspection.
    pub inspection_date: bool,
    /// The overall grade.
    pub grade: bool,
    /// The sixth form, which Key Stage 5 tells.
    pub sixth_form: bool,
}

/// What answers about the school open.
pub fn school_follow_ups(call: &Call, draft: &Draft) -> SchoolFollowUps {
    let text = |leaf| draft.text(&Field::School(leaf));
    let report = text(SchoolField::OfstedReport);
    SchoolFollowUps {
        no_urn: !draft.answered(&Field::School(SchoolField::Urn)),
        group_name: matches!(text(SchoolField::Group), "trust" | "federation"),
        inspection_date: !matches!(report, "" | "other"),
        grade: report == OfstedReport::Overall.as_str(),
        sixth_form: asks_about_sixth_form(call, draft),
    }
}

/// A person whom the call asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// The person's id.
    pub id: PersonId,
    /// The role's name.
    pub role: String,
    /// Whether nobody need be named.
    pub is_optional: bool,
    /// Whether e-mail and telephone are asked.
    pub contact: bool,
    /// When the role applies.
    pub when: Vec<Condition>,
    /// The tick that says that it is somebody named above, and its label.
    pub same_as: Option<(Field, String)>,
}

/// The people whom the call asks for.
pub fn people_rows(call: &Call) -> Vec<PersonRow> {
    let row = |person: &Person| PersonRow {
        id: person.id.clone(),
        role: person.name.trim().to_owned(),
        is_optional: !person.required,
        contact: person.contact,
        when: person.when.clone(),
        same_as: same_as_candidate(call, person)
            .map(|other| (Field::Person(person.id.clone(), PersonField::SameAs), same_as_label(other))),
    };
    call.people.iter().map(row).collect()
}

/// Whether the tick is offered that says that a person is somebody named above: where that one is asked of this school.
pub fn offers_same_as(call: &Call, draft: &Draft, id: &PersonId) -> bool {
    let person = call.people.iter().find(|person| person.id == *id);
    person.is_some_and(|person| may_be_same_as(call, draft, person).is_some())
}

/// The name that the school gives for a role, and the answer where it is given. None where the call has no such role.
pub fn named_person(call: &Call, draft: &Draft, id: &PersonId) -> Option<(String, Field)> {
    let person = call.people.iter().find(|person| person.id == *id)?;
    let field = Field::Person(resolved_person(call, draft, person).id.clone(), PersonField::Name);
    Some((draft.text(&field).trim().to_owned(), field))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::draft::Value;
    use crate::readiness::testing::{call, draft, noon};

    #[test]
    fn labels_say_what_is_optional() {
        let form = school_form(&call(json!({
            "profile": [
                {"ask": "name", "why": "To know you."},
                {"ask": "urn", "why": "To tell schools apart.", "required": false},
                {"ask": "region", "why": "There are none."},
                {"ask": "trust", "why": "For the letter."}
            ],
            "people": [{"id": "head", "name": "Headteacher", "why": "Signs."}]
        })));
        assert_eq!((form.name.as_str(), form.setting.as_str()), ("School name", "Type of school or setting"));
        assert_eq!(form.urn.as_deref(), Some("URN or Ofsted number (optional)"));
        assert_eq!(form.group.as_deref(), Some("Trust or federation"));
        assert_eq!((form.key_stages, form.region), (None, None));
        let asked: Vec<&str> = form.reasons.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(asked, ["School name", "URN or Ofsted number", "Trust or federation", "Headteacher"]);
    }

    #[test]
    fn regions_are_called_what_the_hub_calls_them() {
        let form = school_form(&call(json!({
            "regions": {"called": "district", "named": [{"id": "fen", "name": "The Fen"}]},
            "profile": [{"ask": "region", "why": "w"}]
        })));
        let region = form.region.unwrap();
        assert_eq!((region.label.as_str(), region.named.len()), ("District", 1));
    }

    #[test]
    fn answers_open_further_questions() {
        let call = call(json!({"profile": [
            {"ask": "key-stages", "why": "w"}, {"ask": "sixth-form", "why": "w"}
        ]}));
        let asked = |answers| school_follow_ups(&call, &draft(&answers)).sixth_form;
        assert!(!asked(json!({"school/key-stages": ["ks3", "ks5"]})), "Key Stage 5 tells it");
        assert!(asked(json!({"school/key-stages": ["ks3"]})), "more may be ticked");
        for (answers, no_urn, group_name, inspection_date, grade) in [
            (json!({}), true, false, false, false),
            (json!({"school/urn": "123456"}), false, false, false, false),
            (json!({"school/urn": "1", "school/group": "federation"}), false, true, false, false),
            (json!({"school/urn": "1", "school/group": "neither"}), false, false, false, false),
            (json!({"school/urn": "1", "school/ofsted-report": "other"}), false, false, false, false),
            (json!({"school/urn": "1", "school/ofsted-report": "ungraded"}), false, false, true, false),
            (json!({"school/urn": "1", "school/ofsted-report": "overall"}), false, false, true, true),
        ] {
            let expected = SchoolFollowUps { no_urn, group_name, inspection_date, grade, sixth_form: true };
            assert_eq!(school_follow_ups(&call, &draft(&answers)), expected, "{answers}");
        }
    }

    #[test]
    fn the_tick_is_offered_where_the_other_person_is_asked() {
        let when = json!([{"setting": {"any": ["primary"]}}]);
        let call = call(json!({"people": [
            {"id": "lead", "name": "Lead", "why": "w", "contact": true, "when": when},
            {"id": "contact", "name": "Contact", "why": "w", "contact": true}
        ]}));
        let contact = &call.people[1].id;
        for (setting, offered, field) in
            [("primary", true, "people/lead/name"), ("college", false, "people/contact/name")]
        {
            let mut answers = draft(&json!({"school/setting": setting}));
            answers.set(Field::Person(contact.clone(), PersonField::SameAs), Value::Flag(true), noon());
            assert_eq!(offers_same_as(&call, &answers, contact), offered, "{setting}");
            assert_eq!(named_person(&call, &answers, contact).unwrap().1.to_string(), field);
        }
    }

    #[test]
    fn a_contact_may_be_somebody_named_above() {
        let call = call(json!({"people": [
            {"id": "lead", "name": "Music subject leader", "why": "w", "contact": true},
            {"id": "head", "name": "Headteacher", "why": "w", "required": false},
            {"id": "contact", "name": "Primary contact", "why": "w", "contact": true}
        ]}));
        let labels: Vec<Option<String>> =
            people_rows(&call).into_iter().map(|row| row.same_as.map(|(_, label)| label)).collect();
        assert_eq!(labels, [None, None, Some("The same as the music subject leader".to_owned())]);
        let contact = &call.people[2].id;
        let mut answers = draft(&json!({"people/lead/name": " Jo ", "people/contact/name": "Mo"}));
        assert_eq!(named_person(&call, &answers, contact).unwrap().0, "Mo");
        answers.set(Field::Person(contact.clone(), PersonField::SameAs), Value::Flag(true), noon());
        let (name, at) = named_person(&call, &answers, contact).unwrap();
        assert_eq!((name.as_str(), at.to_string().as_str()), ("Jo", "people/lead/name"));
    }
}
