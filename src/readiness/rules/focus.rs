//! Focus areas: as many as the hub allows, offered to this setting, each with a reason.

use super::{Case, Finding, Quote, Verdict, Weight, first};
use crate::call::{Focus, FocusArea, Section};
use crate::draft::{Field, SchoolField, and_list};

const RULE: &str = "focus";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    let Some(focus) = &case.call.focus else { return };
    let listed = case.draft.list(&Field::FocusChosen);
    let chosen: Vec<&FocusArea> =
        focus.areas.iter().filter(|area| listed.iter().any(|id| id == area.id.as_str())).collect();
    let (verdict, weight) = number(focus, chosen.len());
    let about = |subject: &str| {
        Finding::about(RULE, Section::Focus, subject).quoting(first(&focus.statements)).odd(&focus.oddities)
    };
    let name = focus.name.trim().trim_end_matches(':');
    out.push(about(name).is(verdict).weighs(weight).at(Field::FocusChosen));
    if listed.iter().any(|id| !id.trim().is_empty() && !focus.areas.iter().any(|a| a.id.as_str() == id)) {
        let why = "An area chosen before is not offered in this call. It is kept, and does not count.";
        out.push(about(name).is(Verdict::not_met(why)).weighs(Weight::Notice).at(Field::FocusChosen));
    }
    for area in chosen {
        out.extend(offered(case, area).map(|verdict| about(&area.name).is(verdict).at(Field::FocusChosen)));
        let why = Field::FocusWhy(area.id.clone());
        if !case.draft.answered(&why) {
            let verdict =
                Verdict::unanswered("Say in a few sentences what your school brings to it.", vec![why.clone()]);
            let under = area.statements.first().or(focus.statements.first()).map(|s| s.under.clone());
            let quote = under.map(|under| Quote { text: area.name.clone(), under });
            out.push(
                Finding::about(RULE, Section::Focus, format!("{}: why", area.name))
                    .is(verdict)
                    .weighs(Weight::Strengthens)
                    .at(why)
                    .quoting(quote),
            );
        }
    }
}

/// Whether so many may be chosen.
fn number(focus: &Focus, chosen: usize) -> (Verdict, Weight) {
    let count = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let fewest = count(focus.minimum);
    let most = focus.maximum.map(count);
    let areas = |n: usize| if n == 1 { "one area".to_owned() } else { format!("{n} areas") };
    let verdict = match (chosen, most) {
        (0, _) if fewest > 0 => {
            Verdict::unanswered(format!("Choose at least {}.", areas(fewest)), vec![Field::FocusChosen])
        }
        (0, _) => {
            let why = "You may choose none; choosing shows the hub where your strengths lie.";
            return (Verdict::unanswered(why, vec![Field::FocusChosen]), Weight::Strengthens);
        }
        (_, _) if chosen < fewest => {
            Verdict::not_met(format!("You have chosen {}; the hub asks for at least {fewest}.", areas(chosen)))
        }
        (_, Some(most)) if chosen > most => {
            Verdict::not_met(format!("You have chosen {}; the hub allows up to {most}.", areas(chosen)))
        }
        _ => Verdict::Met,
    };
    (verdict, Weight::Blocks)
}

/// What is the matter where an area is offered to some settings only.
fn offered(case: &Case, area: &FocusArea) -> Option<Verdict> {
    if area.settings.is_empty() {
        return None;
    }
    match case.profile.setting {
        None => Some(Verdict::unanswered(
            "Whether this area is offered to you depends on your setting.",
            vec![Field::School(SchoolField::Setting)],
        )),
        Some(own) if area.settings.contains(&own.id) => None,
        Some(own) => {
            let settings = area.settings.iter().filter_map(|id| case.call.setting(id.as_str()));
            let names: Vec<&str> = settings.map(|s| s.name.as_str()).collect();
            Some(Verdict::not_met(format!("This area is for {}; your setting is {}.", and_list(&names), own.name)))
        }
    }
}
