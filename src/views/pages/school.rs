//! Your school: only what the call uses, each with its reason.

use crate::call::{KeyStage, OfstedGrade, Person, ProfileAsk, ProfilePart, Section};
use crate::draft::{Draft, Field, Group, OfstedReport, PersonField, SchoolField};
use crate::views::Work;
use crate::views::html::{Part, all, el, show_while, styled};
use crate::views::parts::{
    Choice, Kind, choose_one, choose_some, fold, odd, para, section_end, section_start, typed, unless_aside, words,
    yes_or_no,
};

/// The page of the school and its people.
pub(in crate::views) fn school(work: &Work) -> Part {
    let mut parts = vec![section_start(work, &Section::School)];
    parts.extend(work.call.profile.iter().map(|ask| part(work, ask)));
    if !work.call.people.is_empty() {
        parts.push(el("h2").text("People").into());
    }
    for (number, person) in work.call.people.iter().enumerate() {
        parts.push(unless_aside(work, &person.when, move |work| {
            work.call.people.get(number).map(|person| person_fields(work, person)).into()
        }));
    }
    parts.push(section_end(work, &Section::School));
    parts.into_iter().collect()
}

fn part(work: &Work, ask: &ProfileAsk) -> Part {
    let field = |leaf| Field::School(leaf);
    let why = ask.why.as_str();
    match ask.ask {
        ProfilePart::Name => typed(work, field(SchoolField::Name), Kind::Line, "School name", why),
        ProfilePart::Urn => urn(work, why),
        ProfilePart::Setting => setting(work, why),
        ProfilePart::Region => region(work, why),
        ProfilePart::AgeRange => styled("fieldset", "group")
            .add(styled("legend", "legend").text("Age range"))
            .add(para("hint", why))
            .add(
                styled("div", "fields")
                    .add(typed(work, field(SchoolField::AgeFrom), Kind::Short, "From age", ""))
                    .add(typed(work, field(SchoolField::AgeTo), Kind::Short, "To age", "")),
            )
            .into(),
        ProfilePart::KeyStages => {
            let stages = KeyStage::ALL.map(|k| Choice::new(k.as_str(), k.label()));
            choose_some(work, &field(SchoolField::KeyStages), "Which key stages do you teach?", why, &stages, None)
        }
        ProfilePart::SixthForm => {
            yes_or_no(work, &field(SchoolField::SixthForm), "Does your school have a sixth form?", why, "Yes", "No")
        }
        ProfilePart::Trust => group(work, why),
        ProfilePart::Ofsted => ofsted(work, why),
    }
}

/// Shows something only while the draft says so.
fn only_while(work: &Work, holds: fn(&Draft) -> bool, draw: fn(&Work) -> Part) -> Part {
    let (own, drawn) = (work.clone(), work.clone());
    show_while(move || own.about_school(holds), move || draw(&drawn))
}

fn urn(work: &Work, why: &str) -> Part {
    let hint =
        format!("{why} A URN has 6 digits. Early years providers can use their Ofsted number, such as EY123456.");
    all([
        typed(work, Field::School(SchoolField::Urn), Kind::Short, "URN or Ofsted number", &hint),
        only_while(
            work,
            |draft| !draft.answered(&Field::School(SchoolField::Urn)),
            |work| {
                typed(
                    work,
                    Field::School(SchoolField::NoUrn),
                    Kind::Line,
                    "If you do not have a number, say why",
                    "For example, your registration is not finished yet.",
                )
            },
        ),
    ])
}

fn setting(work: &Work, why: &str) -> Part {
    let mut settings = Vec::new();
    for setting in &work.call.settings {
        settings.push(Choice::new(setting.id.as_str(), &setting.name));
    }
    let places = words(&work.call, work.call.places.iter().map(|p| &p.statement));
    all([
        choose_one(
            work,
            &Field::School(SchoolField::Setting),
            "What type of school or setting are you?",
            why,
            &settings,
        ),
        fold("Places the hub has", places).into(),
    ])
}

fn region(work: &Work, why: &str) -> Part {
    let Some(regions) = &work.call.regions else { return Part::NONE };
    let field = Field::School(SchoolField::Region);
    let label = capital(&regions.called);
    let mut named = Vec::new();
    for region in &regions.named {
        named.push(Choice::new(region.id.as_str(), &region.name));
    }
    let input = if named.is_empty() {
        typed(work, field, Kind::Line, &label, why)
    } else {
        choose_one(work, &field, &label, why, &named)
    };
    all([input, odd(&work.call, &regions.oddities)])
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn group(work: &Work, why: &str) -> Part {
    let field = Field::School(SchoolField::Group);
    let groups = Group::ALL.map(|g| Choice::new(g.as_str(), g.label()));
    all([
        choose_one(work, &field, "Is your school part of a trust or federation?", why, &groups),
        only_while(
            work,
            |draft| matches!(draft.text(&Field::School(SchoolField::Group)), "trust" | "federation"),
            |work| {
                typed(work, Field::School(SchoolField::GroupName), Kind::Line, "Name of the trust or federation", "")
            },
        ),
    ])
}

fn report(draft: &Draft) -> &str {
    draft.text(&Field::School(SchoolField::OfstedReport))
}

fn ofsted(work: &Work, why: &str) -> Part {
    let reports = OfstedReport::ALL.map(|r| Choice::new(r.as_str(), r.label()));
    let asked = "What was the result of your latest Ofsted inspection?";
    all([
        choose_one(work, &Field::School(SchoolField::OfstedReport), asked, why, &reports),
        only_while(
            work,
            |draft| !matches!(report(draft), "" | "other"),
            |work| {
                let (label, hint) = ("Inspection date", "The first day, as shown in the report.");
                typed(work, Field::School(SchoolField::OfstedDate), Kind::Day, label, hint)
            },
        ),
        only_while(
            work,
            |draft| report(draft) == OfstedReport::Overall.as_str(),
            |work| {
                let grades = OfstedGrade::ALL.map(|g| Choice::new(g.as_str(), g.label()));
                let field = Field::School(SchoolField::OfstedGrade);
                choose_one(work, &field, "Overall effectiveness", "As shown in the report.", &grades)
            },
        ),
    ])
}

fn person_fields(work: &Work, person: &Person) -> Part {
    let field = |leaf| Field::Person(person.id.clone(), leaf);
    let mut fields = styled("div", "fields")
        .add(typed(work, field(PersonField::Name), Kind::Line, "Name", ""))
        .add(typed(work, field(PersonField::Position), Kind::Line, "Job title, if different", ""));
    if person.contact {
        fields = fields.add(typed(work, field(PersonField::Email), Kind::Email, "Email address", "")).add(typed(
            work,
            field(PersonField::Telephone),
            Kind::Telephone,
            "Phone number (optional)",
            "",
        ));
    }
    styled("fieldset", "group")
        .add(styled("legend", "legend").text(&person.name))
        .add(para("hint", &person.why))
        .add(fields)
        .into()
}
