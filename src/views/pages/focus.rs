//! Focus areas, with the call's minimum and maximum.

use leptos::prelude::*;

use crate::call::{Focus, FocusArea, Section};
use crate::draft::{Field, Profile};
use crate::views::Work;
use crate::views::parts::{Choice, Kind, choose_some, odd, section_end, typed, way, words};

/// The page of the focus areas.
pub(in crate::views) fn focus(work: &Work) -> AnyView {
    let Some(focus) = &work.call.focus else { return ().into_any() };
    let (call, areas) = (work.call.clone(), focus.areas.clone());
    // Areas that are offered to the school's setting; before one is chosen, all.
    let offered = work.memo(move |draft| {
        let setting = Profile::of(&call, draft).setting.map(|s| &s.id);
        let fits = |area: &&FocusArea| area.settings.is_empty() || setting.is_none_or(|s| area.settings.contains(s));
        areas.iter().filter(fits).map(|area| area.id.clone()).collect::<Vec<_>>()
    });
    let chosen = work.list(&Field::FocusChosen);
    let choose = {
        let (work, focus) = (work.clone(), focus.clone());
        move || {
            let list: Vec<Choice> = focus
                .areas
                .iter()
                .filter(|a| offered.with(|o| o.contains(&a.id)))
                .map(|a| Choice::new(a.id.as_str(), &a.name))
                .collect();
            let most = focus.maximum.and_then(|m| usize::try_from(m).ok());
            choose_some(&work, &Field::FocusChosen, "Which areas do you apply for?", &range(&focus), &list, most)
        }
    };
    let reasons = {
        let (work, areas) = (work.clone(), focus.areas.clone());
        move || {
            areas
                .iter()
                .filter(|a| chosen.with(|c| c.iter().any(|id| id == a.id.as_str())))
                .map(|a| {
                    view! {
                        <section class="point">
                            {words(&work.call, &a.statements)}
                            {typed(&work, Field::FocusWhy(a.id.clone()), Kind::Text, &format!("Why {}?", a.name), "The strengths that you have shown in this area.")}
                        </section>
                    }
                })
                .collect_view()
        }
    };
    view! {
        {way(work, &Section::Focus)}
        <h1 class="title" tabindex="-1">{Section::Focus.name(&work.call)}</h1>
        {words(&work.call, &focus.statements)}
        {odd(&work.call, &focus.oddities)}
        {choose}
        {reasons}
        {section_end(work, &Section::Focus)}
    }
    .into_any()
}

/// How many may be chosen, in words.
fn range(focus: &Focus) -> String {
    match (focus.minimum, focus.maximum) {
        (0, Some(most)) => format!("None, or up to {most}."),
        (0, None) => "None, or as many as fit.".to_owned(),
        (least, Some(most)) if least == most => format!("Choose {least}."),
        (least, Some(most)) => format!("Choose {least} to {most}."),
        (least, None) => format!("Choose at least {least}."),
    }
}
