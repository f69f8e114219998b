//! What has changed in the criteria and the focus areas.

use super::said::{Put, asked_of, binding, each, quoted};
use crate::call::{Call, Criterion, Focus, Point};
use crate::draft::{point_has_changed, words_around_points_have_changed, words_have_changed};

pub(super) fn criteria(before: &Call, after: &Call, put: Put) {
    let new = |own: &Criterion| format!("New criterion: {}.", quoted(&own.name));
    let gone = |own: &Criterion| format!("No longer a criterion: {}.", quoted(&own.name));
    for (was, own) in each(&before.criteria, &after.criteria, |a, b| a.id == b.id, put, new, gone) {
        let within = quoted(&own.name);
        let new = |point: &Point| format!("New in {within}: {}.", point.label);
        let gone = |point: &Point| format!("No longer asked in {within}: {}.", point.label);
        asked_of(&within, &was.when, &own.when, put);
        for (old, point) in each(&was.points, &own.points, |a, b| a.id == b.id, put, new, gone) {
            let name = format!("{} in {within}", quoted(&point.label));
            if point_has_changed(old, point) {
                put(format!("The words of {name} changed."));
            } else if old.rule != point.rule || old.needed_together != point.needed_together {
                put(format!("{name} is now judged differently."));
            }
            // Each point has the conditions of its criterion too.
            let own_conditions = |all: &Criterion, point: &Point| {
                point.when.iter().filter(|when| !all.when.contains(when)).cloned().collect::<Vec<_>>()
            };
            asked_of(&quoted(&point.label), &own_conditions(was, old), &own_conditions(own, point), put);
            binding(&name, old.strength, point.strength, put);
            if old.document != point.document {
                put(format!("The document that belongs to {name} changed."));
            }
        }
        let is_same_points = was.points.iter().map(|point| &point.id).eq(own.points.iter().map(|point| &point.id));
        if is_same_points && words_around_points_have_changed(was, own) {
            put(format!("The words of {within} changed."));
        }
        if was.elsewhere != own.elsewhere {
            put(match &own.elsewhere {
                Some(document) => format!("{within} is now set out in {}.", quoted(&document.name)),
                None => format!("{within} is no longer set out in another document."),
            });
        }
    }
    let ids = |call| steps(call).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    let is_by_hub = before.scale.by_hub || after.scale.by_hub;
    if ids(before) != ids(after) || (is_by_hub && steps(before) != steps(after)) {
        put("The ratings that you can choose from changed.".to_owned());
    }
}

fn steps(call: &Call) -> Vec<(&str, &str)> {
    call.scale.steps.iter().map(|step| (step.id.as_str(), step.label.as_str())).collect()
}

pub(super) fn focus_areas(before: Option<&Focus>, after: Option<&Focus>, put: Put) {
    let (Some(before), Some(after)) = (before, after) else {
        match (before, after) {
            (None, Some(_)) => put("You are now asked for focus areas.".to_owned()),
            (Some(_), None) => put("Focus areas are no longer asked for.".to_owned()),
            _ => {}
        }
        return;
    };
    let new = |name: &str| format!("New focus area: {}.", quoted(name));
    let gone = |name: &str| format!("The focus area {} can no longer be chosen.", quoted(name));
    let both = each(&before.areas, &after.areas, |a, b| a.id == b.id, put, |own| new(&own.name), |own| gone(&own.name));
    for (was, area) in both {
        if was.name != area.name || words_have_changed(&was.statements, &area.statements) {
            put(format!("The words of the focus area {} changed.", quoted(&area.name)));
        }
        if was.settings != area.settings {
            put(format!("The focus area {} is now offered to different schools.", quoted(&area.name)));
        }
    }
    if (before.minimum, before.maximum) != (after.minimum, after.maximum) {
        put("The number of focus areas to choose changed.".to_owned());
    }
    let rest = |focus: &Focus| [&focus.statements[..], &focus.across_schools, &focus.at_renewal].concat();
    if words_have_changed(&rest(before), &rest(after)) {
        put("The words about focus areas changed.".to_owned());
    }
    if before.asks_why() != after.asks_why() {
        let words = if after.asks_why() { "now have" } else { "no longer have" };
        put(format!("You {words} to say why you choose a focus area."));
    } else if before.takes_why() != after.takes_why() {
        let words = if after.takes_why() { "now" } else { "no longer" };
        put(format!("You can {words} say why you choose a focus area."));
    }
}
