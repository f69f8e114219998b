//! One point: the hub's words, the rating, the evidence, and a next step where it is not in place. The other points of the
//! criterion stand beside it; on a phone they are a page of their own.

use leptos::prelude::*;

use super::criterion::{PointList, elsewhere};
use super::gate::Gate;
use super::section::SectionMusic;
use crate::app::{HubGets, NextPoint, Page, PointPage, hub_gets, point_page, point_state, section_frame};
use crate::call::{CriterionId, Point, PointId, Scale, Section, Standing};
use crate::draft::{Field, PointField, SchoolField, evidence_places};
use crate::views::answers::{
    AddFiles, AddLink, ChangedNote, ChoicesAnswer, FilesAnswer, LinksAnswer, RatingAnswer, TextAnswer, drop_place,
};
use crate::views::components::{Choice, Fold, HubWords, Oddity, Onward, TextKind, When};
use crate::views::context::use_draft;

/// The page of a point.
#[component]
pub(super) fn Point(criterion: CriterionId, point: PointId) -> impl IntoView {
    let draft = use_draft();
    let call = draft.call();
    let Some(page) = draft.with_draft(|draft| point_page(&call, draft, &criterion, &point)) else {
        return ().into_any();
    };
    let section = Section::Criterion(criterion.clone());
    let frame = section_frame(&call, draft.applicant(), &section);
    let state = {
        let (criterion, point) = (criterion.clone(), point.clone());
        draft.select(move |call, draft| {
            let asked = call.criterion(&criterion).and_then(|own| own.points.iter().find(|own| own.id == point));
            asked.map(|point| point_state(call, draft, &criterion, point)).unwrap_or_default()
        })
    };
    let applies = Signal::derive(move || state.with(|state| state.not_applicable.is_none()));
    let why_not = move || state.with(|state| state.not_applicable.clone());
    let list = draft.to_section(&section);
    let fields = StoredValue::new((criterion.clone(), page.clone()));
    let next = page.next.clone();
    let (back_to, back) =
        page.back.clone().map_or_else(Default::default, |back: NextPoint| (draft.to(back.page), back.label));
    let words = page.words.clone();
    let eyebrow = [page.row.number.as_str(), page.strength.as_str()];
    let eyebrow = eyebrow.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" \u{b7} ");
    let whole = {
        let list = list.clone();
        // On a phone the way back leads there.
        move || {
            view! {
                <span class="only-broad no-print">
                    <span aria-hidden="true">"\u{b7} "</span><a href=list.clone()>"The whole criterion"</a>
                </span>
            }
            .into_any()
        }
    };
    view! {
        <nav class="way way-point no-print" aria-label="Breadcrumb">
            <a class="only-broad" href=draft.to(Page::Overview)><span>"Overview"</span></a>
            <a class="only-narrow" href=list.clone()><span>{format!("{} {}", frame.number + 1, frame.name)}</span></a>
            <SectionMusic section=section/>
            <span class="only-broad">{frame.place}</span>
            <span class="only-narrow">{page.place.clone()}</span>
        </nav>
        <div class="pair">
            <PointList criterion=criterion current=point/>
            <article class="point">
                <p class="eyebrow">{eyebrow}</p>
                <h1 tabindex="-1">{page.row.name.clone()}</h1>
                <HubWords quotation=words after=whole/>
                {page.elsewhere.as_ref().map(|document| elsewhere(document, draft.call().hub.voice()))}
                {page.oddities.iter().cloned().map(|note| view! { <Oddity note=note/> }).collect::<Vec<_>>()}
                <When holds=Signal::derive(move || !applies.get())>
                    <p class="notice">{format!("This does not apply to your {}. ", page.noun)} {why_not}</p>
                </When>
                <When holds=applies>
                    {fields.with_value(|(criterion, page)| view! {
                        <Answers criterion=criterion.clone() page=page.clone()/>
                    })}
                </When>
                <Onward to=draft.to(next.page) label=next.label back_to=back_to back=back/>
            </article>
        </div>
    }
    .into_any()
}

#[component]
fn Answers(criterion: CriterionId, page: PointPage) -> impl IntoView {
    let draft = use_draft();
    let point = page.row.id.clone();
    let field = move |leaf| Field::Point(criterion.clone(), point.clone(), leaf);
    let scale = draft.call().scale.clone();
    let gets = draft.select_refreshed(hub_gets);
    let note = Signal::derive(move || gets.get().evidence_words());
    let branches = page.branches.clone().map(|question| {
        let choices = question.choices.iter().map(|(id, words)| Choice::new(id, words)).collect();
        view! {
            <ChangedNote field=field(PointField::Branches)/>
            <ChoicesAnswer field=field(PointField::Branches) legend=question.legend hint=question.hint choices=choices
                settle=Point::ticked_now/>
        }
        .into_any()
    });
    // What counts instead of a grade is asked where the grade is.
    let (first, last) = if page.row.is_judged { (branches, None) } else { (None, branches) };
    let rating = if page.row.is_gate {
        let [number, level] = [PointField::Number, PointField::Level].map(&field);
        page.gate.clone().map(|question| view! { <Gate question=question number=number level=level/> }).into_any()
    } else if page.row.is_judged {
        if let Some(name) = page.judged_on.clone() {
            view! {
                <p>
                    "Upbeat checks this from "
                    <a href=draft.to_field(&Field::School(SchoolField::OfstedReport))>{name}</a>
                    ". You do not need to rate it."
                </p>
            }
            .into_any()
        } else {
            let ask = draft.call().hub.voice().ask();
            view! { <p>{format!("Upbeat cannot check this for your {}. {ask}.", page.noun)}</p> }.into_any()
        }
    } else if page.row.is_rated {
        view! { <Rating field=field(PointField::Rating) scale=scale gets=gets noun=page.noun/> }.into_any()
    } else {
        ().into_any()
    };
    let shown_in = field(PointField::ShownIn);
    let (links, files) = (field(PointField::Links), field(PointField::Files));
    let (add_links, add_files, drop_to) = (links.clone(), files.clone(), files.clone());
    let under = move || {
        let (links, files) = (add_links.clone(), add_files.clone());
        view! {
            <div class="actions no-print"><AddLink field=links/><AddFiles field=files/></div>
        }
        .into_any()
    };
    let help = page.help.clone();
    let aside = move || {
        let texts = help.iter().map(|text| view! { <p>{text.clone()}</p> }.into_any()).collect::<Vec<_>>();
        view! {
            <Fold summary="Ideas for evidence">
                <div class="help" role="note">
                    <p>"What you do, who for, since when, and what has changed. Programmes, plans, photos or recordings."</p>
                    {texts}
                </div>
            </Fold>
        }
        .into_any()
    };
    view! {
        {rating}
        {first}
        <div class="evidence" use:drop_place=drop_to>
            <ChangedNote field=field(PointField::Evidence) keep="Keep my evidence"/>
            <TextAnswer field=field(PointField::Evidence) kind=TextKind::Text label="Your evidence"
                aside=aside under=under note=note/>
            <LinksAnswer field=links/>
            <FilesAnswer field=files/>
            <ShownIn field=shown_in/>
        </div>
        {last}
        <NextStep rating=field(PointField::Rating) step=field(PointField::NextStep) who=field(PointField::NextWho)
            when=field(PointField::NextWhen)/>
    }
    .into_any()
}

/// Ticks for what shows the point elsewhere: the letter, a document. Each is evidence.
#[component]
fn ShownIn(field: Field) -> impl IntoView {
    let draft = use_draft();
    let places = draft.select_school(|call, draft| {
        evidence_places(call, draft).iter().map(|place| (place.id.clone(), place.label())).collect::<Vec<_>>()
    });
    move || {
        let places = places.get();
        (!places.is_empty()).then(|| {
            let choices = places.iter().map(|(id, label)| Choice::new(id, label)).collect();
            view! {
                <div class="shown-in">
                    <ChoicesAnswer field=field.clone() legend="Where else you show this" choices=choices/>
                </div>
            }
        })
    }
}

#[component]
fn Rating(field: Field, scale: Scale, gets: Signal<HubGets>, noun: &'static str) -> impl IntoView {
    let draft = use_draft();
    let means_id = format!("{field}-means");
    let aside = Signal::derive(move || gets.get().rating_words());
    let text = draft.text(&field);
    let hints = scale.clone();
    let means = move || {
        text.with(|id| hints.steps.iter().find(|step| step.id.as_str() == *id).and_then(|step| step.hint.clone()))
    };
    view! {
        <div>
            <RatingAnswer field=field.clone() scale=scale legend=format!("How far along is your {noun}?") aside=aside
                described_by=means_id.clone()/>
            <p class="small means" id=means_id>{means}</p>
            <ChangedNote field=field keep="Keep my rating"/>
        </div>
    }
    .into_any()
}

/// Where the school is not there yet: what is done next, by whom, by when. What was written stays when it is hidden, and
/// comes back with the rating.
#[component]
fn NextStep(rating: Field, step: Field, who: Field, when: Field) -> impl IntoView {
    let draft = use_draft();
    let call = draft.call();
    let rating = draft.text(&rating);
    let is_wanted = Signal::derive(move || {
        let standing = rating.with(|id| call.rating(id).map(|rating| rating.means));
        matches!(standing, Some(Standing::Partly | Standing::NotYet))
    });
    let fields = StoredValue::new((step, who, when));
    view! {
        <When holds=is_wanted>
            {fields.with_value(|(step, who, when)| view! {
                <fieldset class="next-step">
                    <legend class="visually-hidden">"Next step"</legend>
                    <TextAnswer field=step.clone() kind=TextKind::Brief label="What will you do next?"/>
                    <div class="fields">
                        <TextAnswer field=who.clone() kind=TextKind::Line label="Who will do it?"/>
                        <TextAnswer field=when.clone() kind=TextKind::Line label="By when?"/>
                    </div>
                </fieldset>
            })}
        </When>
    }
    .into_any()
}
