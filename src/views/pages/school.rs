//! Your school: only what the call asks, and the people whom it has a use for.

mod people;

use leptos::prelude::*;

use super::section::{SectionEnd, SectionHead};
use crate::app::{
    KEY_STAGES, RegionQuestion, SchoolFollowUps, SchoolForm, people_rows, school_follow_ups, school_form,
};
use crate::call::{OfstedGrade, Section};
use crate::draft::{Field, OfstedReport, SchoolField};
use crate::views::answers::{ChoiceAnswer, ChoicesAnswer, TextAnswer, YesNoAnswer};
use crate::views::components::{AllHubWords, Choice, Fold, Oddity, TextKind, When};
use crate::views::context::use_draft;

use people::People;

/// The page of the school and its people.
#[component]
pub(super) fn School() -> impl IntoView {
    let call = use_draft().call();
    let people = people_rows(&call);
    let people = (!people.is_empty()).then(|| {
        view! { <section class="section people-section"><h2>"People"</h2><People rows=people/></section> }.into_any()
    });
    view! {
        <SectionHead section=Section::School/>
        <Questions form=school_form(&call)/>
        {people}
        <Background form=school_form(&call)/>
        <SectionEnd section=Section::School/>
    }
    .into_any()
}

#[component]
fn Questions(form: SchoolForm) -> impl IntoView {
    let open = use_draft().select_school(school_follow_ups);
    let group = form.group.map(|label| view! { <Group label=label open=open/> }.into_any());
    let region = form.region.map(|question| view! { <Region question=question/> }.into_any());
    let key_stages = form.key_stages.map(|label| {
        let stages = KEY_STAGES.map(|(stage, name)| Choice::new(stage.as_str(), name)).to_vec();
        let field = Field::School(SchoolField::KeyStages);
        view! { <ChoicesAnswer field=field legend=label choices=stages chips=true/> }.into_any()
    });
    let sixth_form = form.sixth_form.map(|label| view! { <SixthForm label=label open=open/> }.into_any());
    let ages = form.ages.map(|label| {
        view! {
            <fieldset class="ages">
                <legend class="label">{label}</legend>
                {text(SchoolField::AgeFrom, "From age".to_owned(), TextKind::Short)}
                {text(SchoolField::AgeTo, "To age".to_owned(), TextKind::Short)}
            </fieldset>
        }
        .into_any()
    });
    let inspection = form.inspection.map(|label| view! { <Inspection label=label open=open/> }.into_any());
    let setting = Field::School(SchoolField::Setting);
    view! {
        <div class="school-form">
            <div class="fields name-urn">
                {text(SchoolField::Name, form.name, TextKind::Line)}
                {form.urn.map(|label| view! { <Urn label=label open=open/> }.into_any())}
            </div>
            <ChoiceAnswer field=setting legend=form.setting choices=choices(form.settings) chips=true/>
            {key_stages}
            {sixth_form}
            {ages}
            {region}
            {group}
            {inspection}
        </div>
    }
    .into_any()
}

fn text(leaf: SchoolField, label: String, kind: TextKind) -> AnyView {
    view! { <TextAnswer field=Field::School(leaf) label=label kind=kind/> }.into_any()
}

fn choices(named: Vec<(String, String)>) -> Vec<Choice> {
    named.iter().map(|(id, name)| Choice::new(id, name)).collect()
}

#[component]
fn Urn(label: String, open: Signal<SchoolFollowUps>) -> impl IntoView {
    let has_none = Signal::derive(move || open.get().no_urn);
    view! {
        {text(SchoolField::Urn, label, TextKind::Line)}
        <When holds=has_none>
            <div class="no-urn">
                <TextAnswer field=Field::School(SchoolField::NoUrn) label="If you do not have a number, say why"
                    kind=TextKind::Line/>
            </div>
        </When>
    }
    .into_any()
}

#[component]
fn SixthForm(label: String, open: Signal<SchoolFollowUps>) -> impl IntoView {
    let is_asked = Signal::derive(move || open.get().sixth_form);
    view! {
        <When holds=is_asked>
            <YesNoAnswer field=Field::School(SchoolField::SixthForm) legend=label.clone() yes="Yes" no="No" chips=true/>
        </When>
    }
    .into_any()
}

#[component]
fn Region(question: RegionQuestion) -> impl IntoView {
    let field = Field::School(SchoolField::Region);
    let oddities = question.oddities.into_iter().map(|note| view! { <Oddity note=note/> }).collect::<Vec<_>>();
    let answer = if question.named.is_empty() {
        text(SchoolField::Region, question.label, TextKind::Line)
    } else {
        view! { <ChoiceAnswer field=field legend=question.label choices=choices(question.named) chips=true/> }
            .into_any()
    };
    view! { <div class="region">{answer}{oddities}</div> }.into_any()
}

#[component]
fn Group(label: String, open: Signal<SchoolFollowUps>) -> impl IntoView {
    let groups = [("trust", "Multi-academy trust"), ("federation", "Federation"), ("neither", "Neither")];
    let groups = groups.map(|(id, name)| Choice::new(id, name)).to_vec();
    let is_named = Signal::derive(move || open.get().group_name);
    view! {
        <div class="trust">
            <ChoiceAnswer field=Field::School(SchoolField::Group) legend=label choices=groups chips=true/>
            <When holds=is_named>
                <TextAnswer field=Field::School(SchoolField::GroupName) label="Trust or federation name" kind=TextKind::Line/>
            </When>
        </div>
    }
    .into_any()
}

#[component]
fn Inspection(label: String, open: Signal<SchoolFollowUps>) -> impl IntoView {
    let reports = OfstedReport::ALL.map(|report| Choice::new(report.as_str(), report.label())).to_vec();
    let is_dated = Signal::derive(move || open.get().inspection_date);
    let is_graded = Signal::derive(move || open.get().grade);
    view! {
        <div class="inspection">
            <ChoiceAnswer field=Field::School(SchoolField::OfstedReport) legend=label choices=reports/>
            <When holds=is_dated>
                <TextAnswer field=Field::School(SchoolField::OfstedDate) label="Inspection date"
                    hint="The first day, as shown in the report." kind=TextKind::Day/>
            </When>
            <When holds=is_graded>
                <ChoiceAnswer field=Field::School(SchoolField::OfstedGrade) legend="Overall effectiveness"
                    hint="As shown in the report." chips=true
                    choices=OfstedGrade::ALL.map(|grade| Choice::new(grade.as_str(), grade.label())).to_vec()/>
            </When>
        </div>
    }
    .into_any()
}

/// Why each question is asked, and the hub's words on its places, to unfold.
#[component]
fn Background(form: SchoolForm) -> impl IntoView {
    let row = |(label, why): (String, String)| view! { <div><dt>{label}</dt><dd>{why}</dd></div> }.into_any();
    let reasons = form.reasons.into_iter().map(row).collect::<Vec<_>>();
    let places = (!form.places.is_empty()).then(|| {
        let title = format!("Places {}", use_draft().call().hub.voice().subject("has"));
        view! { <h3>{title}</h3><div class="quotes"><AllHubWords quotations=form.places/></div> }.into_any()
    });
    view! {
        <div class="folds no-print">
            <Fold summary="Why each question is asked"><dl class="reasons">{reasons}</dl>{places}</Fold>
        </div>
    }
    .into_any()
}
