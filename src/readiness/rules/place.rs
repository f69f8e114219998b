//! Whether the hub seeks a school of this setting, in this region.

use crate::call::{Across, Place, RegionId, Section, Setting};
use crate::draft::{Field, SchoolField, and_list};
use crate::readiness::{Case, Finding, Verdict};

const RULE: &str = "place";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    let at = Field::School(SchoolField::Setting);
    let finding = Finding::about(RULE, Section::School, format!("A place for your {}", case.noun()));
    let Some(setting) = case.profile.setting else {
        let why = format!("This depends on your answer to \u{201c}{}\u{201d}.", case.call.setting_label());
        out.push(finding.is(Verdict::unanswered(why, vec![at.clone()])).at(at));
        return;
    };
    let places: Vec<&Place> = case
        .call
        .places
        .iter()
        .filter(|p| p.settings.contains(&setting.id) || p.unclear.contains(&setting.id))
        .collect();
    let Some((place, verdict)) = best_place(case, setting, &places) else {
        let does = case.voice().opening("does");
        let why = if case.call.places.is_empty() {
            format!("{does} not say if there is a place for your {}. {}", case.noun(), case.ask_the_hub())
        } else {
            format!("{does} not mention your setting ({}). {}", setting.name, case.ask_the_hub())
        };
        out.push(finding.is(Verdict::hub_only(why)).at(at));
        return;
    };
    let in_regions = place.across != Across::Hub;
    let oddities = case.call.regions.iter().filter(|_| in_regions).flat_map(|r| &r.oddities).cloned().collect();
    let finding = Finding { oddities, ..finding };
    let subject = if place.where_possible {
        format!("A place for {}, where possible", setting.name)
    } else {
        format!("A place for {}", setting.name)
    };
    let field = if matches!(verdict, Verdict::NotMet { .. }) { Field::School(SchoolField::Region) } else { at };
    let finding = finding.is(verdict).at(field).quoting(Some(&place.statement));
    out.push(Finding { subject, ..finding });
}

/// The place that suits the school best, with its verdict.
fn best_place<'a>(case: &Case, setting: &Setting, places: &[&'a Place]) -> Option<(&'a Place, Verdict)> {
    let rank = |(place, verdict): &(&Place, Verdict)| match verdict {
        Verdict::Met => u8::from(place.where_possible),
        Verdict::Unknown { .. } => 2,
        _ => 3,
    };
    places.iter().map(|place| (*place, judge_place(case, setting, place, places))).min_by_key(rank)
}

fn judge_place(case: &Case, setting: &Setting, place: &Place, all: &[&Place]) -> Verdict {
    let called = case.call.regions.as_ref().map_or("region", |r| r.called.as_str());
    if !place.settings.contains(&setting.id) {
        return Verdict::hub_only(format!(
            "{} not say if this place is for your setting ({}). {}",
            case.voice().opening("does"),
            setting.name,
            case.ask_the_hub()
        ));
    }
    match (&place.across, case.profile.region) {
        // A place in each region includes this school's region.
        (Across::Hub | Across::EachRegion, _) => Verdict::Met,
        (Across::Regions(_), None) => Verdict::unanswered(
            format!("Places for your setting depend on {called}."),
            vec![Field::School(SchoolField::Region)],
        ),
        (Across::Regions(regions), Some(own)) if regions.iter().any(|r| r.as_str() == own) => Verdict::Met,
        (Across::Regions(_), Some(_)) => {
            let sought = |id: &RegionId| all.iter().any(|p| matches!(&p.across, Across::Regions(r) if r.contains(id)));
            let regions = case.call.regions.iter().flat_map(|r| &r.named);
            let names: Vec<&str> = regions.filter(|r| sought(&r.id)).map(|r| r.name.as_str()).collect();
            Verdict::not_met(format!(
                "Places for your setting ({}) are in {}, not in your {called}. {}",
                setting.name,
                and_list(&names),
                case.ask_the_hub()
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{call, find, says, table, why};
    use super::*;

    fn sought() -> crate::call::Call {
        call(json!({
            "regions": {"called": "district", "oddities": ["odd"], "named": [
                {"id": "north", "name": "North"}, {"id": "south", "name": "South"}, {"id": "west", "name": "West"}
            ]},
            "oddities": [{"id": "odd", "kind": "not-published", "note": "n"}],
            "places": [
                {"id": "p1", "settings": ["primary"], "across": {"regions": ["north"]}, "statement": says("One primary in the North.")},
                {"id": "p2", "settings": ["primary"], "across": {"regions": ["south"]}, "statement": says("One primary in the South.")},
                {"id": "p3", "settings": ["nursery"], "across": "each-region", "statement": says("One nursery in each.")},
                {"id": "p4", "settings": ["college", "trust"], "across": "hub", "where-possible": true, "statement": says("Where possible a college or trust.")},
                {"id": "p6", "settings": ["other"], "unclear": ["special"], "across": "hub", "statement": says("One trust, perhaps special.")},
                {"id": "p5", "settings": ["trust"], "across": "hub", "statement": says("One trust.")}
            ]
        }))
    }

    #[test]
    fn places() {
        table(
            check,
            &sought(),
            &[
                (json!({}), &["A place for your school or organisation: unknown, blocks, school/setting"]),
                (json!({"school/setting": "primary"}), &["A place for Primary: unknown, blocks, school/region"]),
                (json!({"school/setting": "primary", "school/region": "south"}), &["A place for Primary: met"]),
                (
                    json!({"school/setting": "primary", "school/region": "west"}),
                    &["A place for Primary: not met, blocks, school/region"],
                ),
                (json!({"school/setting": "nursery"}), &["A place for Early Years: met"]),
                (json!({"school/setting": "nursery", "school/region": "west"}), &["A place for Early Years: met"]),
                (json!({"school/setting": "college"}), &["A place for College, where possible: met"]),
                (json!({"school/setting": "trust"}), &["A place for Trust: met"]),
                (json!({"school/setting": "special"}), &["A place for Special: ask hub, notice, school/setting"]),
            ],
        );
    }

    #[test]
    fn the_place_quotes_the_hub() {
        let found = find(check, &sought(), &json!({"school/setting": "primary", "school/region": "south"}));
        assert_eq!(found[0].quote.as_ref().unwrap().text, "One primary in the South.");
        assert_eq!(found[0].oddities.len(), 1, "the oddity of the regions");
        let found = find(check, &sought(), &json!({"school/setting": "trust"}));
        assert_eq!(found[0].quote.as_ref().unwrap().text, "One trust.");
        assert!(found[0].oddities.is_empty());
        let found = find(check, &sought(), &json!({"school/setting": "primary", "school/region": "west"}));
        assert!(why(&found[0]).contains("North and South"), "{found:?}");
    }

    #[test]
    fn a_setting_that_no_place_names_is_for_the_hub_to_settle() {
        let call = call(json!({}));
        let answers = json!({"school/setting": "college"});
        table(check, &call, &[(answers.clone(), &["A place for your college: ask hub, notice, school/setting"])]);
        let found = find(check, &call, &answers);
        assert!(why(&found[0]).contains("Ask Ada Reed (ada@marsh.example.org)."), "{found:?}");
        assert!(!found[0].blocks());
    }
}
