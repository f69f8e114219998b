//! Your school: only what the call uses, each with its reason.

use leptos::prelude::*;

use crate::call::{KeyStage, OfstedGrade, Person, ProfileAsk, ProfilePart, Section};
use crate::draft::{Applies, Field, Group, OfstedReport, PersonField, Profile, SchoolField, applies};
use crate::views::Work;
use crate::views::parts::{Choice, Kind, choose_one, choose_some, odd, section_end, typed, way, words, yes_or_no};

/// The page of the school and its people.
pub(in crate::views) fn school(work: &Work) -> AnyView {
    let asks = work.call.profile.iter().map(|ask| part(work, ask)).collect_view();
    let people = work.call.people.iter().map(|person| person_fields(work, person)).collect_view();
    let heading = (!work.call.people.is_empty()).then(|| view! { <h2>"People"</h2> });
    view! {
        {way(work, &Section::School)}
        <h1 class="title" tabindex="-1">"Your school"</h1>
        <p class="lede">"Only what this call has a use for. The reason stands beside each question."</p>
        {asks}
        {heading}
        {people}
        {section_end(work, &Section::School)}
    }
    .into_any()
}

fn part(work: &Work, ask: &ProfileAsk) -> AnyView {
    let field = |leaf| Field::School(leaf);
    let why = ask.why.as_str();
    match ask.ask {
        ProfilePart::Name => typed(work, field(SchoolField::Name), Kind::Line, "Name of the school", why),
        ProfilePart::Urn => urn(work, why),
        ProfilePart::Setting => setting(work, why),
        ProfilePart::Region => region(work, why),
        ProfilePart::AgeRange => view! {
            <fieldset class="group">
                <legend class="legend">"Age range"</legend>
                <p class="hint">{ask.why.clone()}</p>
                <div class="fields">
                    {typed(work, field(SchoolField::AgeFrom), Kind::Short, "Youngest", "")}
                    {typed(work, field(SchoolField::AgeTo), Kind::Short, "Oldest", "")}
                </div>
            </fieldset>
        }
        .into_any(),
        ProfilePart::KeyStages => {
            let stages: Vec<Choice> = KeyStage::ALL.iter().map(|k| Choice::new(k.as_str(), k.label())).collect();
            choose_some(work, &field(SchoolField::KeyStages), "Key stages you teach", why, &stages, None)
        }
        ProfilePart::SixthForm => {
            yes_or_no(work, &field(SchoolField::SixthForm), "Does the school have a sixth form?", why, "Yes", "No")
        }
        ProfilePart::Trust => group(work, why),
        ProfilePart::Ofsted => ofsted(work, why),
    }
}

/// Shows something only while the draft says so.
fn only_while(
    work: &Work,
    holds: impl Fn(&crate::draft::Draft) -> bool + Send + Sync + 'static,
    view: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let shown = work.memo(holds);
    (move || shown.get().then(&view)).into_any()
}

fn urn(work: &Work, why: &str) -> AnyView {
    let none = {
        let work = work.clone();
        move || {
            typed(
                &work,
                Field::School(SchoolField::NoUrn),
                Kind::Line,
                "If there is no number: why?",
                "For example: a new setting whose registration is under way.",
            )
        }
    };
    view! {
        {typed(work, Field::School(SchoolField::Urn), Kind::Short, "URN or Ofsted number", &format!("{why} A URN has six digits; an early years provider has an Ofsted number such as EY123456."))}
        {only_while(work, |draft| !draft.answered(&Field::School(SchoolField::Urn)), none)}
    }
    .into_any()
}

fn setting(work: &Work, why: &str) -> AnyView {
    let settings: Vec<Choice> = work.call.settings.iter().map(|s| Choice::new(s.id.as_str(), &s.name)).collect();
    let places: Vec<_> = work.call.places.iter().map(|p| p.statement.clone()).collect();
    view! {
        {choose_one(work, &Field::School(SchoolField::Setting), "Setting", why, &settings)}
        <details class="fold"><summary>"Places that the hub wants to fill"</summary>{words(&work.call, &places)}</details>
    }
    .into_any()
}

fn region(work: &Work, why: &str) -> AnyView {
    let Some(regions) = &work.call.regions else { return ().into_any() };
    let field = Field::School(SchoolField::Region);
    let label = capital(&regions.called);
    let input = if regions.named.is_empty() {
        typed(work, field, Kind::Line, &label, why)
    } else {
        let named: Vec<Choice> = regions.named.iter().map(|r| Choice::new(r.id.as_str(), &r.name)).collect();
        choose_one(work, &field, &label, why, &named)
    };
    view! { {input} {odd(&work.call, &regions.oddities)} }.into_any()
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn group(work: &Work, why: &str) -> AnyView {
    let field = Field::School(SchoolField::Group);
    let groups: Vec<Choice> = Group::ALL.iter().map(|g| Choice::new(g.as_str(), g.label())).collect();
    let named = {
        let work = work.clone();
        move || typed(&work, Field::School(SchoolField::GroupName), Kind::Line, "Name of the trust or federation", "")
    };
    let in_group =
        |draft: &crate::draft::Draft| matches!(draft.text(&Field::School(SchoolField::Group)), "trust" | "federation");
    view! {
        {choose_one(work, &field, "Does the school belong to a trust or federation?", why, &groups)}
        {only_while(work, in_group, named)}
    }
    .into_any()
}

fn ofsted(work: &Work, why: &str) -> AnyView {
    let reports: Vec<Choice> = OfstedReport::ALL.iter().map(|r| Choice::new(r.as_str(), r.label())).collect();
    let grade = {
        let work = work.clone();
        move || {
            let grades: Vec<Choice> = OfstedGrade::ALL.iter().map(|g| Choice::new(g.as_str(), g.label())).collect();
            choose_one(
                &work,
                &Field::School(SchoolField::OfstedGrade),
                "Overall effectiveness",
                "As the report states it.",
                &grades,
            )
        }
    };
    let date = {
        let work = work.clone();
        move || {
            typed(
                &work,
                Field::School(SchoolField::OfstedDate),
                Kind::Day,
                "Date of that inspection",
                "The first day, as the report states it.",
            )
        }
    };
    let report = |draft: &crate::draft::Draft| draft.text(&Field::School(SchoolField::OfstedReport)).to_owned();
    view! {
        {choose_one(work, &Field::School(SchoolField::OfstedReport), "How did your latest inspection report?", why, &reports)}
        {only_while(work, move |draft| !matches!(report(draft).as_str(), "" | "other"), date)}
        {only_while(work, move |draft| report(draft) == OfstedReport::Overall.as_str(), grade)}
    }
    .into_any()
}

fn person_fields(work: &Work, person: &Person) -> AnyView {
    let (call, when) = (work.call.clone(), person.when.clone());
    let asked =
        work.memo(move |draft| !matches!(applies(&call, &when, &Profile::of(&call, draft)), Applies::No { .. }));
    let (work, person) = (work.clone(), person.clone());
    (move || {
        let field = |leaf| Field::Person(person.id.clone(), leaf);
        asked.get().then(|| {
            let contact = person.contact.then(|| {
                view! {
                    {typed(&work, field(PersonField::Email), Kind::Email, "E-mail", "")}
                    {typed(&work, field(PersonField::Telephone), Kind::Telephone, "Telephone (if you like)", "")}
                }
            });
            view! {
                <fieldset class="group">
                    <legend class="legend">{person.name.clone()}</legend>
                    <p class="hint">{person.why.clone()}</p>
                    <div class="fields">
                        {typed(&work, field(PersonField::Name), Kind::Line, "Name", "")}
                        {typed(&work, field(PersonField::Position), Kind::Line, "Position at the school (if it differs)", "")}
                        {contact}
                    </div>
                </fieldset>
            }
        })
    })
    .into_any()
}
