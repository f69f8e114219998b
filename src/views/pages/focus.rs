//! Focus areas, with the call's minimum and maximum.

use crate::call::{Focus, FocusArea, Section};
use crate::draft::{Field, Profile};
use crate::views::Work;
use crate::views::html::{Part, all, show, styled};
use crate::views::parts::{Choice, Kind, choose_some, odd, section_end, section_start, typed, words};

/// The page of the focus areas.
pub(in crate::views) fn focus(work: &Work) -> Part {
    let Some(focus) = &work.call.focus else { return Part::NONE };
    let (reading, choosing) = (work.clone(), work.clone());
    let choose = show(
        move || offered(&reading),
        move |offered| {
            let Some(focus) = &choosing.call.focus else { return Part::NONE };
            let mut list = Vec::new();
            for area in offered.iter().filter_map(|number| focus.areas.get(*number)) {
                list.push(Choice::new(area.id.as_str(), &area.name));
            }
            let most = focus.maximum.and_then(|m| usize::try_from(m).ok());
            let asked = "Which focus areas are you applying for?";
            choose_some(&choosing, &Field::FocusChosen, asked, &range(focus), &list, most)
        },
    );
    let (reading, reasoning) = (work.clone(), work.clone());
    let reasons = show(
        move || reading.list(&Field::FocusChosen),
        move |chosen| {
            let mut parts = Vec::new();
            for area in reasoning.call.focus.iter().flat_map(|f| &f.areas) {
                if chosen.iter().any(|id| id == area.id.as_str()) {
                    parts.push(reason(&reasoning, area));
                }
            }
            parts.into_iter().collect()
        },
    );
    all([
        section_start(work, &Section::Focus),
        words(&work.call, &focus.statements),
        odd(&work.call, &focus.oddities),
        choose,
        reasons,
        section_end(work, &Section::Focus),
    ])
}

/// The areas that are offered to the school's setting, by number; before a setting is chosen, all.
fn offered(work: &Work) -> Vec<usize> {
    work.read(|draft| {
        let setting = Profile::of(&work.call, draft).setting.map(|s| &s.id);
        let fits = |area: &FocusArea| area.settings.is_empty() || setting.is_none_or(|s| area.settings.contains(s));
        let areas = work.call.focus.iter().flat_map(|f| &f.areas).enumerate();
        areas.filter(|(_, area)| fits(area)).map(|(number, _)| number).collect()
    })
}

fn reason(work: &Work, area: &FocusArea) -> Part {
    let why = format!("Why are you choosing {}?", area.name);
    let hint = "What you do well in this area, and how you know.";
    styled("section", "point")
        .add(words(&work.call, &area.statements))
        .add(typed(work, Field::FocusWhy(area.id.clone()), Kind::Text, &why, hint))
        .into()
}

/// How many may be chosen, in words.
fn range(focus: &Focus) -> String {
    match (focus.minimum, focus.maximum) {
        (0, Some(most)) => format!("Choose up to {most}. You can leave this blank."),
        (0, None) => "Choose as many as you like. You can leave this blank.".to_owned(),
        (least, Some(most)) if least == most => format!("Choose {least}."),
        (least, Some(most)) => format!("Choose {least} to {most}."),
        (least, None) => format!("Choose at least {least}."),
    }
}
