//! Focus areas: which the school applies for, within the hub's limit, and why.

use leptos::prelude::*;

use super::section::{SectionEnd, SectionHead};
use crate::app::{
    AreaRow, ChosenArea, HubTopic, chosen_area, chosen_areas, focus_areas, focus_form, with_areas_of_other_rounds,
};
use crate::call::Section;
use crate::draft::{Field, Value, limit_reached};
use crate::views::answers::TextAnswer;
use crate::views::components::{AllHubWords, CheckGroup, Choice, Each, Oddity, TextKind, guard};
use crate::views::context::use_draft;
use crate::views::focus_soon;

/// The page of the focus areas.
#[component]
pub(super) fn Focus() -> impl IntoView {
    let draft = use_draft();
    let form = focus_form(&draft.call());
    let oddities = form.oddities.into_iter().map(|note| view! { <Oddity note=note/> }).collect::<Vec<_>>();
    let chosen = draft.select(chosen_areas);
    let area = move |id: String| chosen_area(&draft.call(), &id).map(|area| view! { <Area area=area/> }).into_any();
    view! {
        <SectionHead section=Section::Focus/>
        <AllHubWords quotations=form.words/>
        {oddities}
        <Areas chosen=chosen range=form.range/>
        <Each keys=chosen draw=area/>
        {form.only_shown.into_iter().map(only_shown).collect::<Vec<_>>()}
        <SectionEnd section=Section::Focus/>
    }
    .into_any()
}

/// What the hub says and no school has to do anything about here.
fn only_shown(topic: HubTopic) -> AnyView {
    view! { <section class="section"><h2>{topic.title}</h2><AllHubWords quotations=topic.quotations/></section> }
        .into_any()
}

/// The areas to choose from, and those that are for other settings.
#[component]
fn Areas(chosen: Signal<Vec<String>>, range: String) -> impl IntoView {
    let draft = use_draft();
    let rows = draft.select_school(focus_areas);
    let limit = draft.select(|call, draft| limit_reached(call, draft, &Field::FocusChosen).unwrap_or_default());
    let change = move |items: Vec<String>| {
        let call = draft.call();
        let items = draft.with_draft(|now| with_areas_of_other_rounds(&call, now, items));
        draft.set(&Field::FocusChosen, Value::List(items));
    };
    move || {
        let (offered, others): (Vec<AreaRow>, Vec<AreaRow>) =
            rows.get().into_iter().partition(|row| row.not_offered.is_none());
        let offered = offered.iter().map(|row| Choice::new(&row.id, &row.name)).collect::<Vec<_>>();
        let others = others.into_iter().map(|row| view! { <NotOffered row=row chosen=chosen on_change=change/> });
        view! {
            <div class="areas">
                <CheckGroup id=Field::FocusChosen.to_string() legend="Which focus areas are you applying for?"
                    hint=range.clone() choices=offered chosen=chosen on_change=change limit=limit/>
                {others.collect::<Vec<_>>()}
            </div>
        }
        .into_any()
    }
}

/// An area for other settings: why it is not offered; and where it was chosen before, a way to take it away.
#[component]
fn NotOffered(
    row: AreaRow,
    chosen: Signal<Vec<String>>,
    #[prop(into)] on_change: Callback<Vec<String>>,
) -> impl IntoView {
    let (id, own) = (row.id.clone(), row.id);
    let is_chosen = Memo::new(move |_| chosen.with(|chosen| chosen.contains(&id)));
    let name = row.name.clone();
    let remove = move || {
        is_chosen.get().then(|| {
            let own = own.clone();
            let press = move |_| {
                let mut items = chosen.get_untracked();
                items.retain(|id| *id != own);
                on_change.run(items);
                focus_soon(Field::FocusChosen.to_string());
            };
            view! {
                " "
                <button type="button" class="plain" use:guard on:click=press>
                    "Remove"<span class="visually-hidden">{format!(" {name}")}</span>
                </button>
            }
            .into_any()
        })
    };
    view! { <p class="small">{row.name} ". " {row.not_offered} {remove}</p> }.into_any()
}

/// An area that is chosen: what the hub says about it, and why the school chooses it where the hub wants to know.
#[component]
fn Area(area: ChosenArea) -> impl IntoView {
    let ChosenArea { name, words, reason } = area;
    let reason = reason.map(|(field, label)| {
        view! {
            <TextAnswer field=field label=label hint="What you do well in this area, and how you know."
                kind=TextKind::Text/>
        }
        .into_any()
    });
    view! {
        <section class="section area"><h2>{name}</h2><AllHubWords quotations=words/>{reason}</section>
    }
    .into_any()
}
