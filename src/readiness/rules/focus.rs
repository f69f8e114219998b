//! Focus areas: as many as the hub allows, offered to this setting, each with a reason where the hub asks for one.

use crate::call::{Focus, FocusArea, Section};
use crate::draft::{Field, SchoolField, and_list, counted};
use crate::readiness::{Case, Finding, Verdict, Weight};

const RULE: &str = "focus";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    let Some(focus) = &case.call.focus else { return };
    let listed = case.draft.list(&Field::FocusChosen);
    let chosen: Vec<&FocusArea> =
        focus.areas.iter().filter(|area| listed.iter().any(|id| id == area.id.as_str())).collect();
    let about = |subject: &str| {
        Finding::about(RULE, Section::Focus, subject).quoting(focus.statements.first()).odd(&focus.oddities)
    };
    let name = focus.name.trim().trim_end_matches(':');
    if let Some(own) = case.profile.setting
        && !focus.areas.iter().any(|area| area.is_offered_to(Some(&own.id)))
    {
        let verdict = Verdict::not_asked(format!("No area is offered to your type of {} ({}).", case.noun(), own.name));
        out.push(about(name).is(verdict).at(Field::FocusChosen));
        return;
    }
    let (verdict, weight) = judge_number(focus, chosen.len());
    out.push(about(name).is(verdict).weighs(weight).at(Field::FocusChosen));
    if listed.iter().any(|id| !id.trim().is_empty() && !focus.areas.iter().any(|a| a.id.as_str() == id)) {
        let why = "One area you chose is not offered in this round. It does not count.";
        out.push(about(name).is(Verdict::not_met(why)).weighs(Weight::Notice).at(Field::FocusChosen));
    }
    for area in chosen {
        out.extend(check_setting(case, area).map(|verdict| about(&area.name).is(verdict).at(Field::FocusChosen)));
        let why = Field::FocusWhy(area.id.clone());
        if focus.asks_why() && !case.draft.answered(&why) {
            let verdict =
                Verdict::unanswered("Say why you are choosing this area, in a few sentences.", vec![why.clone()]);
            let statement = area.statements.first().or(focus.statements.first());
            out.push(
                Finding::about(RULE, Section::Focus, format!("{}: why", area.name))
                    .is(verdict)
                    .weighs(Weight::Strengthens)
                    .at(why)
                    .quoting_part(&area.name, statement),
            );
        }
    }
}

/// Whether the number chosen is allowed, and how much that weighs.
fn judge_number(focus: &Focus, chosen: usize) -> (Verdict, Weight) {
    let count = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let fewest = count(focus.minimum);
    let most = focus.maximum.map(count);
    let areas = |n: usize| counted(n, "area");
    let is_exact = most == Some(fewest);
    let verdict = match (chosen, most) {
        (0, _) if fewest > 0 => {
            let least = if is_exact { "" } else { "at least " };
            Verdict::unanswered(format!("Choose {least}{}.", areas(fewest)), vec![Field::FocusChosen])
        }
        (0, _) => {
            let why = "You can choose none. Choosing shows your strengths.";
            return (Verdict::unanswered(why, vec![Field::FocusChosen]), Weight::Unneeded);
        }
        (_, _) if is_exact && chosen != fewest => {
            Verdict::not_met(format!("You chose {}. Choose {fewest}.", areas(chosen)))
        }
        (_, _) if chosen < fewest => {
            Verdict::not_met(format!("You chose {}. Choose at least {fewest}.", areas(chosen)))
        }
        (_, Some(most)) if chosen > most => {
            Verdict::not_met(format!("You chose {}. Choose no more than {most}.", areas(chosen)))
        }
        _ => Verdict::Met,
    };
    (verdict, Weight::Blocks)
}

/// A verdict if the area is not offered to this school's setting, or that is not known.
fn check_setting(case: &Case, area: &FocusArea) -> Option<Verdict> {
    if area.settings.is_empty() {
        return None;
    }
    match case.profile.setting {
        None => {
            let why = format!("This depends on your answer to \u{201c}{}\u{201d}.", case.call.setting_label());
            Some(Verdict::unanswered(why, vec![Field::School(SchoolField::Setting)]))
        }
        Some(own) if area.settings.contains(&own.id) => None,
        Some(own) => {
            let settings = area.settings.iter().filter_map(|id| case.call.setting(id.as_str()));
            let names: Vec<&str> = settings.map(|s| s.name.as_str()).collect();
            Some(Verdict::not_met(format!("This area is for {}. You said you are {}.", and_list(&names), own.name)))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::testing::{call, find, says, table, why};
    use super::*;
    use crate::call::Call;

    fn focus(minimum: u32, maximum: Option<u32>) -> Call {
        call(json!({"focus": {
            "name": "Areas:", "statements": [says("Choose.")], "minimum": minimum, "maximum": maximum,
            "areas": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}, {"id": "c", "name": "C", "settings": ["primary"]}]
        }}))
    }

    /// These areas chosen, each with a reason.
    fn chosen(ids: &[&str]) -> Json {
        let mut answers = json!({"focus/chosen": ids});
        for id in ids {
            answers[format!("focus/{id}/why")] = json!("We are good at it.");
        }
        answers
    }

    #[test]
    fn how_many() {
        let wrong: &[&str] = &["Areas: not met, blocks, focus/chosen"];
        table(
            check,
            &focus(0, Some(1)),
            &[
                (json!({}), &["Areas: unknown, unneeded, focus/chosen"]),
                (chosen(&["a"]), &["Areas: met"]),
                (chosen(&["a", "a"]), &["Areas: met"]),
                (chosen(&["a", "b"]), wrong),
            ],
        );
        table(
            check,
            &focus(2, None),
            &[
                (json!({}), &["Areas: unknown, blocks, focus/chosen"]),
                (chosen(&["a"]), wrong),
                (chosen(&["a", "b"]), &["Areas: met"]),
            ],
        );
        let found = find(check, &focus(0, Some(1)), &chosen(&["a", "b"]));
        assert_eq!(why(&found[0]), "You chose 2 areas. Choose no more than 1.");
        table(check, &call(json!({})), &[(chosen(&["a"]), &[])]);
        for (minimum, maximum, ids, says) in [
            (2, Some(2), &[][..], "Choose 2 areas."),
            (1, Some(1), &[], "Choose 1 area."),
            (2, Some(2), &["a"], "You chose 1 area. Choose 2."),
            (1, Some(1), &["a", "b"], "You chose 2 areas. Choose 1."),
            (2, None, &[], "Choose at least 2 areas."),
            (2, Some(3), &["a"], "You chose 1 area. Choose at least 2."),
        ] {
            assert_eq!(why(&find(check, &focus(minimum, maximum), &chosen(ids))[0]), says);
        }
    }

    #[test]
    fn what_is_only_shown_is_not_checked() {
        let mut shown = focus(1, None);
        let own = shown.focus.as_mut().unwrap();
        own.reasons = Some(false);
        own.across_schools = own.statements.clone();
        own.at_renewal = own.statements.clone();
        table(check, &shown, &[(json!({"focus/chosen": ["a"]}), &["Areas: met"])]);
    }

    #[test]
    fn each_has_a_reason_where_the_hub_asks_for_one() {
        let answers = json!({"focus/chosen": ["a", "b"], "focus/b/why": "We are good at it."});
        let missed: &[&str] = &["Areas: met", "A: why: unknown, strengthens, focus/a/why"];
        let silent: &[&str] = &["Areas: met"];
        for (reasons, expected) in [(None, silent), (Some(false), silent), (Some(true), missed)] {
            let mut call = focus(0, None);
            call.focus.as_mut().unwrap().reasons = reasons;
            table(check, &call, &[(answers.clone(), expected)]);
        }
    }

    #[test]
    fn areas_that_are_not_offered() {
        let call = focus(1, None);
        let answers = json!({"focus/chosen": ["z"]});
        table(
            check,
            &call,
            &[(answers, &["Areas: unknown, blocks, focus/chosen", "Areas: not met, notice, focus/chosen"])],
        );
        let mut answers = chosen(&["c"]);
        table(check, &call, &[(answers.clone(), &["Areas: met", "C: unknown, blocks, school/setting"])]);
        answers["school/setting"] = json!("primary");
        table(check, &call, &[(answers.clone(), &["Areas: met"])]);
        answers["school/setting"] = json!("nursery");
        table(check, &call, &[(answers, &["Areas: met", "C: not met, blocks, focus/chosen"])]);
    }
}
