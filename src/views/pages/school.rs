//! Your school: only what the call asks, and the people whom it has a use for.

mod lots;
mod people;

use leptos::prelude::*;

use super::section::{SectionEnd, SectionHead};
use crate::app::{
    KEY_STAGES, PlaceList, Quotation, RegionQuestion, SchoolFollowUps, SchoolForm, SchoolQuestions, people_rows,
    places_for, school_follow_ups, school_form, school_questions,
};
use crate::call::{OfstedGrade, Section};
use crate::draft::{Field, OfstedReport, SchoolField};
use crate::views::answers::{ChoiceAnswer, ChoicesAnswer, TextAnswer, YesNoAnswer};
use crate::views::components::{AllHubWords, Choice, Fold, Oddity, TextKind, When};
use crate::views::context::use_draft;

use lots::{Cluster, Lots};
use people::People;

/// The page of the school and its people.
#[component]
pub(super) fn School() -> impl IntoView {
    let draft = use_draft();
    let call = draft.call();
    let people = people_rows(&call);
    let form = school_form(&call);
    let questions = Questions(draft.select_school(school_questions));
    let people = (!people.is_empty()).then(|| {
        view! { <section class="section people-section"><h2>"People"</h2><People rows=people/></section> }.into_any()
    });
    view! {
        <SectionHead section=Section::School/>
        <Form form=form.clone() questions=questions/>
        <Lots/>
        {people}
        <Cluster/>
        <Background places=form.places questions=questions/>
        <SectionEnd section=Section::School/>
    }
    .into_any()
}

/// Reads the label of a question.
type Label = fn(&SchoolQuestions) -> &Option<String>;

/// What the page asks of a school of the setting that is chosen.
#[derive(Clone, Copy)]
struct Questions(Signal<SchoolQuestions>);

impl Questions {
    /// Whether a question is asked.
    fn asks(self, of: Label) -> Signal<bool> {
        Signal::derive(move || self.0.with(|asked| of(asked).is_some()))
    }

    /// Its label.
    fn label(self, of: Label) -> Signal<String> {
        Signal::derive(move || self.0.with(|asked| of(asked).clone().unwrap_or_default()))
    }
}

/// The questions. What is written stays when the setting does not ask for it, and comes back with one that does.
#[component]
fn Form(form: SchoolForm, questions: Questions) -> impl IntoView {
    let open = use_draft().select_school(school_follow_ups);
    let key_stages = move || {
        let stages = KEY_STAGES.map(|(stage, name)| Choice::new(stage.as_str(), name)).to_vec();
        let (field, legend) = (Field::School(SchoolField::KeyStages), questions.label(|asked| &asked.key_stages));
        view! { <ChoicesAnswer field=field legend=legend choices=stages chips=true/> }.into_any()
    };
    let ages = move || {
        view! {
            <fieldset class="ages">
                <legend class="label">{questions.label(|asked| &asked.ages)}</legend>
                {text(SchoolField::AgeFrom, "From age".into(), TextKind::Short)}
                {text(SchoolField::AgeTo, "To age".into(), TextKind::Short)}
            </fieldset>
        }
        .into_any()
    };
    let region = form.region.map(|question| view! { <Region question=question/> }.into_any());
    let setting = Field::School(SchoolField::Setting);
    view! {
        <div class="school-form">
            <div class="fields name-urn">
                {text(SchoolField::Name, questions.label(|asked| &asked.name), TextKind::Line)}
                <When holds=questions.asks(|asked| &asked.urn)>
                    <Urn label=questions.label(|asked| &asked.urn) open=open/>
                </When>
            </div>
            <ChoiceAnswer field=setting legend=form.setting choices=choices(form.settings) chips=true/>
            <When holds=questions.asks(|asked| &asked.key_stages)>{key_stages()}</When>
            <When holds=questions.asks(|asked| &asked.sixth_form)>
                <SixthForm label=questions.label(|asked| &asked.sixth_form) open=open/>
            </When>
            <When holds=questions.asks(|asked| &asked.ages)>{ages()}</When>
            {region}
            <When holds=questions.asks(|asked| &asked.group)>
                <Group label=questions.label(|asked| &asked.group) open=open/>
            </When>
            <When holds=questions.asks(|asked| &asked.lead_school)>
                <div class="fields">
                    {text(SchoolField::LeadSchool, questions.label(|asked| &asked.lead_school), TextKind::Line)}
                    {text(SchoolField::LeadUrn, "URN of that school (optional)".into(), TextKind::Line)}
                </div>
            </When>
            <When holds=questions.asks(|asked| &asked.inspection)>
                <Inspection label=questions.label(|asked| &asked.inspection) open=open/>
            </When>
        </div>
    }
    .into_any()
}

fn text(leaf: SchoolField, label: Signal<String>, kind: TextKind) -> AnyView {
    view! { <TextAnswer field=Field::School(leaf) label=label kind=kind/> }.into_any()
}

fn choices(named: Vec<(String, String)>) -> Vec<Choice> {
    named.iter().map(|(id, name)| Choice::new(id, name)).collect()
}

#[component]
fn Urn(label: Signal<String>, open: Signal<SchoolFollowUps>) -> impl IntoView {
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
fn SixthForm(label: Signal<String>, open: Signal<SchoolFollowUps>) -> impl IntoView {
    let is_asked = Signal::derive(move || open.get().sixth_form);
    view! {
        <When holds=is_asked>
            <YesNoAnswer field=Field::School(SchoolField::SixthForm) legend=label yes="Yes" no="No" chips=true/>
        </When>
    }
    .into_any()
}

#[component]
fn Region(question: RegionQuestion) -> impl IntoView {
    let field = Field::School(SchoolField::Region);
    let oddities = question.oddities.into_iter().map(|note| view! { <Oddity note=note/> }).collect::<Vec<_>>();
    let answer = if question.named.is_empty() {
        text(SchoolField::Region, question.label.into(), TextKind::Line)
    } else {
        view! { <ChoiceAnswer field=field legend=question.label choices=choices(question.named) chips=true/> }
            .into_any()
    };
    view! { <div class="region">{answer}{oddities}</div> }.into_any()
}

#[component]
fn Group(label: Signal<String>, open: Signal<SchoolFollowUps>) -> impl IntoView {
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
fn Inspection(label: Signal<String>, open: Signal<SchoolFollowUps>) -> impl IntoView {
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

/// How many schools of its type the hub looks for, and where.
fn own_places(list: &PlaceList) -> AnyView {
    if list.rows.is_empty() {
        return ().into_any();
    }
    let rows = list.rows.iter().cloned().map(|row| view! { <li>{row}</li> }).collect::<Vec<_>>();
    view! { <h3>{list.title.clone()}</h3><ul class="bullets">{rows}</ul> }.into_any()
}

/// Why each question is asked, and the hub's words on its places, to unfold.
#[component]
fn Background(places: Vec<Quotation>, questions: Questions) -> impl IntoView {
    let row = move |(label, why): (String, String)| view! { <div><dt>{label}</dt><dd>{why}</dd></div> }.into_any();
    let reasons = move || questions.0.with(|asked| asked.reasons.iter().cloned().map(row).collect::<Vec<_>>());
    let own = use_draft().select_school(places_for);
    let places = (!places.is_empty()).then(|| {
        let title = format!("Places {}", use_draft().call().hub.voice().subject("has"));
        view! { <h3>{title}</h3><div class="quotes"><AllHubWords quotations=places/></div> }.into_any()
    });
    view! {
        <div class="folds no-print">
            <Fold summary="Why each question is asked"><dl class="reasons">{reasons}</dl>{move || own.with(own_places)}{places}</Fold>
        </div>
    }
    .into_any()
}
