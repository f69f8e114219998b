//! The page of the school and its people: what the call asks, and what an answer opens or makes needless.

use super::quotations::{OddityNote, Quotation, oddities, passage_quotations, quotations};
use super::section::is_asked_of;
use crate::call::{Applicant, Call, Condition, KeyStage, Person, PersonId, ProfilePart, Setting, SettingKind, Topic};
use crate::draft::{
    Draft, Field, OfstedReport, PersonField, Profile, SchoolField, asks_about_sixth_form, capitalised, may_be_same_as,
    resolved_person, same_as_candidate, same_as_label,
};

/// What the page asks about the school and does not change with its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolForm {
    /// The setting's label.
    pub setting: String,
    /// The settings: ids and names.
    pub settings: Vec<(String, String)>,
    /// The region.
    pub region: Option<RegionQuestion>,
    /// The hub's words on the places it has.
    pub places: Vec<Quotation>,
}

/// What the page asks about a school of the setting that is chosen. A label is None where it is not asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SchoolQuestions {
    /// The name's label.
    pub name: Option<String>,
    /// The label of its number.
    pub urn: Option<String>,
    /// The key stages' label.
    pub key_stages: Option<String>,
    /// The sixth form's label.
    pub sixth_form: Option<String>,
    /// The age range's label.
    pub ages: Option<String>,
    /// The label of trust or federation.
    pub group: Option<String>,
    /// The label of the school of a trust that would lead.
    pub lead_school: Option<String>,
    /// The inspection's label.
    pub inspection: Option<String>,
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

/// What the page asks about the school.
pub fn school_form(call: &Call) -> SchoolForm {
    let region = call.regions.as_ref().and_then(|regions| {
        Some(RegionQuestion {
            label: label(call, ProfilePart::Region, &called(call))?,
            named: regions.named.iter().map(|region| (region.id.to_string(), region.name.clone())).collect(),
            oddities: oddities(call, &regions.oddities),
        })
    });
    let setting = call.setting_label();
    SchoolForm {
        // Name and setting are always asked.
        setting: label(call, ProfilePart::Setting, setting).unwrap_or_else(|| setting.to_owned()),
        settings: call.settings.iter().map(|setting| (setting.id.to_string(), setting.name.clone())).collect(),
        region,
        places: places(call),
    }
}

/// The hub's words on places, each once: on single ones, then on all of them, such as the balance that it wants.
fn places(call: &Call) -> Vec<Quotation> {
    let mut all = quotations(call, call.place_statements());
    all.extend(passage_quotations(call, &[Topic::Places]));
    all
}

/// A label, which says where an answer need not be given. None where the call does not ask.
fn label(call: &Call, part: ProfilePart, label: &str) -> Option<String> {
    let ask = call.asks(part)?;
    Some(if ask.required { label.to_owned() } else { format!("{label} (optional)") })
}

/// What the hub calls a region.
fn called(call: &Call) -> String {
    call.regions.as_ref().map_or_else(String::new, |regions| capitalised(regions.called.trim()))
}

/// What the page asks about a school of the setting that is chosen, in words that fit it.
pub fn school_questions(call: &Call, draft: &Draft) -> SchoolQuestions {
    let profile = Profile::of(call, draft);
    let setting = profile.setting;
    let who = call.applicant(setting);
    let number = call.number_label(setting);
    let asked = |part, words: &str| label(call, part, words).filter(|_| call.asks_of(part, setting));
    let urn = if call.is_number_optional(setting) {
        asked(ProfilePart::Urn, number).map(|_| format!("{number} (optional)"))
    } else {
        asked(ProfilePart::Urn, number)
    };
    let (key_stages, sixth_form) = match who {
        Applicant::Trust => {
            ("Key stages your schools teach".to_owned(), "Do any of your schools have a sixth form?".to_owned())
        }
        Applicant::Organisation => ("Key stages you work with".to_owned(), "Do you have a sixth form?".to_owned()),
        _ => ("Key stages you teach".to_owned(), format!("Does your {} have a sixth form?", who.noun())),
    };
    SchoolQuestions {
        // Always asked.
        name: label(call, ProfilePart::Name, who.name_label()).or_else(|| Some(who.name_label().to_owned())),
        urn,
        key_stages: asked(ProfilePart::KeyStages, &key_stages),
        sixth_form: asked(ProfilePart::SixthForm, &sixth_form),
        ages: asked(ProfilePart::AgeRange, "Age range"),
        group: asked(ProfilePart::Trust, "Trust or federation"),
        lead_school: asked(ProfilePart::LeadSchool, "Which school in your trust would lead?"),
        inspection: asked(ProfilePart::Ofsted, "What was the result of your latest Ofsted inspection?"),
        reasons: reasons(call, draft, &profile),
    }
}

/// What is asked of this school, and why.
fn reasons(call: &Call, draft: &Draft, profile: &Profile) -> Vec<(String, String)> {
    let region = called(call);
    let subject = |part| match part {
        ProfilePart::Name => call.applicant(profile.setting).name_label(),
        ProfilePart::Urn => call.number_label(profile.setting),
        ProfilePart::Setting => call.setting_label(),
        ProfilePart::Region => region.as_str(),
        ProfilePart::AgeRange => "Age range",
        ProfilePart::KeyStages => "Key stages",
        ProfilePart::SixthForm => "Sixth form",
        ProfilePart::Trust => "Trust or federation",
        ProfilePart::LeadSchool => "Lead school in your trust",
        ProfilePart::Ofsted => "Latest Ofsted inspection",
    };
    let asked = call.profile.iter().filter(|ask| {
        call.asks_of(ask.ask, profile.setting) && (ask.ask != ProfilePart::Region || call.regions.is_some())
    });
    let about_school = asked.map(|ask| {
        let forms = if ask.ask == ProfilePart::Urn { number_forms(call, profile.setting) } else { String::new() };
        (subject(ask.ask).to_owned(), [ask.why.as_str(), &forms].join(" ").trim_end().to_owned())
    });
    let people = call.people.iter().filter(|person| is_asked_of(call, draft, &person.when));
    let about_people = people.map(|person| (person.name.clone(), person.why.clone()));
    about_school.chain(about_people).collect()
}

/// What numbers look like: of the setting that is chosen; while none is, of all settings that have one.
fn number_forms(call: &Call, chosen: Option<&Setting>) -> String {
    let has = |kind| chosen.map_or_else(|| call.settings.iter().any(|own| own.kind == kind), |own| own.kind == kind);
    let (early, college) = (has(SettingKind::EarlyYears), has(SettingKind::College));
    let forms = [
        (early || college || has(SettingKind::School), "A URN has 6 digits."),
        (college, "A UKPRN has 8 digits."),
        (early, "Early years providers can use their Ofsted number, such as EY123456."),
    ];
    forms.into_iter().filter(|(is_there, _)| *is_there).map(|(_, form)| form).collect::<Vec<_>>().join(" ")
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
        no_urn: !draft.answered(&Field::School(SchoolField::Urn))
            && !call.is_number_optional(Profile::of(call, draft).setting),
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
        let call = schools(json!({
            "profile": [
                {"ask": "name", "why": "To know you."},
                {"ask": "urn", "why": "To tell schools apart.", "required": false},
                {"ask": "region", "why": "There are none."},
                {"ask": "trust", "why": "For the letter."}
            ],
            "people": [{"id": "head", "name": "Headteacher", "why": "Signs."}]
        }));
        let (form, asked) = (school_form(&call), school_questions(&call, &draft(&json!({}))));
        assert_eq!((asked.name.as_deref(), form.setting.as_str()), (Some("School name"), "Type of school or setting"));
        assert_eq!(asked.urn.as_deref(), Some("URN (optional)"));
        assert_eq!(asked.group.as_deref(), Some("Trust or federation"));
        assert_eq!((asked.key_stages, form.region), (None, None));
        let reasons: Vec<&str> = asked.reasons.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(reasons, ["School name", "URN", "Trust or federation", "Headteacher"]);
        assert_eq!(asked.reasons[1].1, "To tell schools apart. A URN has 6 digits.");
    }

    /// A call for first, middle and all-through schools only.
    fn schools(parts: serde_json::Value) -> Call {
        let mut call = call(parts);
        call.settings.retain(|setting| setting.kind == SettingKind::School);
        call
    }

    #[test]
    fn questions_follow_the_setting() {
        let all = ["name", "urn", "age-range", "key-stages", "sixth-form", "trust", "ofsted"];
        let profile: Vec<_> = all.iter().map(|ask| json!({"ask": ask, "why": "w"})).collect();
        let mut whole = call(json!({"profile": profile}));
        let mut arts = whole.settings[0].clone();
        (arts.id, arts.name, arts.kind) =
            (crate::call::SettingId::new("arts").unwrap(), "Arts organisation".to_owned(), SettingKind::Other);
        whole.settings.push(arts);
        let duty = json!([{"id": "d", "statement": {"text": "Sing.", "under": "h"}, "when": [{"key-stage": ["ks2"]}]}]);
        let mut conditions = call(json!({"duties": duty}));
        (conditions.settings, conditions.profile) = (whole.settings.clone(), whole.profile.clone());
        let ages = Some("Age range");
        let group = Some("Trust or federation");
        let ofsted = Some("What was the result of your latest Ofsted inspection?");
        let stages = Some("Key stages you teach");
        let rows = [
            (
                &whole,
                "",
                "Name of your school or organisation",
                Some("URN, UKPRN or Ofsted number"),
                stages,
                Some("Does your school or organisation have a sixth form?"),
                ages,
                group,
                ofsted,
            ),
            (
                &whole,
                "primary",
                "School name",
                Some("URN"),
                stages,
                Some("Does your school have a sixth form?"),
                ages,
                group,
                ofsted,
            ),
            (&whole, "nursery", "Setting name", Some("URN or Ofsted number"), stages, None, ages, group, ofsted),
            (
                &whole,
                "college",
                "College name",
                Some("UKPRN or URN"),
                stages,
                Some("Does your college have a sixth form?"),
                ages,
                group,
                ofsted,
            ),
            (&whole, "trust", "Trust name", None, None, None, None, None, None),
            (
                &whole,
                "arts",
                "Organisation name",
                Some("Charity or company number (optional)"),
                None,
                None,
                None,
                None,
                None,
            ),
            (&conditions, "trust", "Trust name", None, Some("Key stages your schools teach"), None, None, None, None),
            (
                &conditions,
                "arts",
                "Organisation name",
                Some("Charity or company number (optional)"),
                Some("Key stages you work with"),
                None,
                None,
                None,
                None,
            ),
        ];
        for (call, setting, name, urn, stages, sixth_form, ages, group, ofsted) in rows {
            let asked = school_questions(call, &draft(&json!({"school/setting": setting})));
            let found = [
                &asked.name,
                &asked.urn,
                &asked.key_stages,
                &asked.sixth_form,
                &asked.ages,
                &asked.group,
                &asked.inspection,
            ];
            let expected = [Some(name), urn, stages, sixth_form, ages, group, ofsted];
            assert_eq!(found.map(|label| label.as_deref()), expected, "{setting}");
            let count = expected.iter().flatten().count();
            assert_eq!(asked.reasons.len(), count, "{setting}: {:?}", asked.reasons);
        }
    }

    #[test]
    fn a_number_that_need_not_be_given_needs_no_reason() {
        let mut call = call(json!({}));
        call.settings[0].kind = SettingKind::Other;
        for (setting, expected) in [("", true), ("nursery", true), ("primary", false)] {
            assert_eq!(
                school_follow_ups(&call, &draft(&json!({"school/setting": setting}))).no_urn,
                expected,
                "{setting}"
            );
        }
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
    fn what_the_hub_says_on_places_is_shown_once() {
        let says = |text: &str| json!({"text": text, "under": "h"});
        let place =
            |id: &str, text: &str| json!({"id": id, "settings": ["primary"], "across": "hub", "statement": says(text)});
        let call = call(json!({
            "places": [place("a", "Two in the North."), place("b", "Two in the North."), place("c", "A mix.")],
            "passages": [{"topic": "places", "statements": [says("A mix. We want a balance of large and small.")]}]
        }));
        let lines = |quotation: &Quotation| quotation.lines.len();
        assert_eq!(school_form(&call).places.iter().map(lines).collect::<Vec<_>>(), [1, 1]);
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
