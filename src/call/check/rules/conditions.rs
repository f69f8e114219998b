//! Conditions: that each can hold for some school.

use crate::call::check::context::CheckContext;
use crate::call::check::problem::Location;
use crate::call::{Call, Condition, KeyStage};

/// Every condition can hold for some school, together with those of what it stands in.
pub(in crate::call::check) fn never(context: &CheckContext) -> Vec<Location> {
    let whens = context.under_key::<Vec<Condition>>("only-if-all");
    let owner = |path: &str| path.strip_suffix("only-if-all").unwrap_or(path).to_owned();
    let locations = whens.iter().filter_map(|(path, own)| {
        let outer = whens.iter().filter(|(p, _)| p != path && path.starts_with(&owner(p)));
        let outer: Vec<&Condition> = outer.flat_map(|(_, conditions)| conditions).collect();
        let together: Vec<&Condition> = outer.iter().copied().chain(own).collect();
        // Where the outer ones contradict each other already, that is said there.
        let why = contradiction(&together, context.call).filter(|_| contradiction(&outer, context.call).is_none())?;
        Some(Location::new(*path, format!("this applies to no school: {why}")))
    });
    locations.collect()
}

/// Why these conditions cannot all hold, if they cannot.
fn contradiction(all: &[&Condition], call: &Call) -> Option<&'static str> {
    let has = |wanted: &Condition| all.contains(&wanted);
    let both = |kind: fn(bool) -> Condition| has(&kind(true)) && has(&kind(false));
    let settings = call.settings.iter().map(|s| &s.id);
    let setting_fits = |id| all.iter().all(|c| !matches!(c, Condition::Setting(s) if !s.any.contains(id)));
    let named = call.regions.iter().flat_map(|r| &r.named).map(|r| &r.id);
    let region_fits = |id| all.iter().all(|c| !matches!(c, Condition::Region(r) if !r.contains(id)));
    let stages = || all.iter().filter_map(|c| if let Condition::KeyStage(stages) = c { Some(stages) } else { None });
    if all.iter().any(|c| matches!(c, Condition::Setting(_))) && !settings.into_iter().any(setting_fits) {
        return Some("no setting matches; correct the settings");
    }
    if all.iter().any(|c| matches!(c, Condition::Region(_))) && !named.into_iter().any(region_fits) {
        return Some("no region matches; correct the regions, or add them under `regions`");
    }
    if all.iter().any(|c| matches!(c, Condition::Lot(lots) if lots.is_empty())) {
        return Some("the list of lots is empty; give at least one");
    }
    let lots = all.iter().filter(|c| matches!(c, Condition::Lot(_))).count();
    let is_one = call.lots.as_ref().is_some_and(|lots| lots.maximum == Some(1));
    let lot_fits = |id| all.iter().all(|c| !matches!(c, Condition::Lot(own) if !own.contains(id)));
    if lots > 1 && is_one && !call.lot_choices().any(|lot| lot_fits(&lot.id)) {
        return Some("no single lot meets all of these conditions, and a school may choose only one; correct the lots");
    }
    if stages().any(Vec::is_empty) {
        return Some("the list of key stages is empty; give at least one");
    }
    if has(&Condition::SixthForm(false)) && stages().any(|s| s.iter().all(|k| *k == KeyStage::Ks5)) {
        return Some("it needs Key Stage 5 but no sixth form; delete one");
    }
    let why = "it asks for yes and no; delete one";
    [both(Condition::SixthForm), both(Condition::Trust), both(Condition::Federation)].contains(&true).then_some(why)
}
