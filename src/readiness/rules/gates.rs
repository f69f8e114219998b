//! Points that are judged by an answer given at the point: a number, a level of a ladder, branches.

use super::ofsted::Judgement;
use super::policy::{Gap, weight};
use crate::call::{Branch, Level, LevelId, Minimum, Point, PointRule};
use crate::draft::{Applies, Field, NOT_A_NUMBER, PointField, and_list, applies, read_hundredths, with_unit};
use crate::readiness::{Case, Verdict};

/// The judgement of a number or a level. None where the rule asks for neither.
pub(super) fn judge(
    case: &Case,
    point: &Point,
    rule: &PointRule,
    at: &impl Fn(PointField) -> Field,
) -> Option<Judgement> {
    let (verdict, field) = match rule {
        PointRule::Number { unit, minimums, .. } => {
            let field = at(PointField::Number);
            (judge_number(case, minimums, unit.as_deref(), &field), field)
        }
        PointRule::Level { levels, at_least, .. } => {
            let field = at(PointField::Level);
            (judge_level(case, point, levels, at_least, &field), field)
        }
        PointRule::OfstedOverall { .. } | PointRule::Branches => return None,
    };
    let gap = if matches!(verdict, Verdict::NotMet { .. }) { Gap::NotThere } else { Gap::Unanswered };
    Some((verdict, weight(point.strength, gap), field))
}

/// Each number that applies to the school has to be reached.
fn judge_number(case: &Case, minimums: &[Minimum], unit: Option<&str>, field: &Field) -> Verdict {
    let text = case.draft.text(field).trim();
    if text.is_empty() {
        return Verdict::unanswered(case.to_answer(field, "Enter a number."), vec![field.clone()]);
    }
    let Some(number) = read_hundredths(text) else {
        return Verdict::unanswered(format!("{NOT_A_NUMBER}."), vec![field.clone()]);
    };
    let (mut needs, mut unclear, mut least) = (Vec::new(), None, None);
    for minimum in minimums {
        match applies(case.call, &minimum.when, &case.profile) {
            Applies::Yes => least = least.max(Some(minimum.at_least)),
            Applies::No { .. } => {}
            // A number that is reached need not be known to apply.
            Applies::Unknown { .. } | Applies::Unclear { .. } if number >= u64::from(minimum.at_least) * 100 => {
                least = least.max(Some(0));
            }
            Applies::Unknown { needs: more } => needs.extend(more),
            Applies::Unclear { because } => unclear = Some(because),
        }
    }
    match least {
        Some(least) if number < u64::from(least) * 100 => Verdict::not_met(format!(
            "{} for at least {}. You gave {text}. {}",
            case.voice().opening("asks"),
            with_unit(least, unit),
            case.ask_the_hub()
        )),
        _ if !needs.is_empty() => Verdict::unanswered("This depends on another answer.", needs),
        _ if unclear.is_some() => Verdict::hub_only(format!("{} {}", unclear.unwrap_or_default(), case.ask_the_hub())),
        Some(_) => Verdict::Met,
        None => Verdict::hub_only(format!(
            "{} no minimum for your {}. {}",
            case.voice().opening("gives"),
            case.noun(),
            case.ask_the_hub()
        )),
    }
}

/// The level that is held, against the lowest that is enough.
fn judge_level(case: &Case, point: &Point, levels: &[Level], at_least: &LevelId, field: &Field) -> Verdict {
    let own = case.draft.text(field).trim();
    let rank = |id: &str| levels.iter().position(|level| level.id.as_str() == id);
    let wanted = point.level_words(at_least.as_str()).unwrap_or(at_least.as_str());
    let short = |held: String| {
        let asks = case.voice().opening("asks");
        Verdict::not_met(format!("{asks} for at least {wanted}. {held} {}", case.ask_the_hub()))
    };
    match (rank(own), rank(at_least.as_str())) {
        (Some(own), Some(least)) if own >= least => Verdict::Met,
        (Some(at), _) => {
            let name = levels.get(at).map(|level| level.name.as_str()).unwrap_or_default();
            short(format!("You hold {name}."))
        }
        (None, _) if own == Level::NONE => short("You chose \u{201c}None of these\u{201d}.".to_owned()),
        (None, _) => {
            let why = "Choose the level that you hold, or \u{201c}None of these\u{201d}.";
            Verdict::unanswered(case.to_answer(field, why), vec![field.clone()])
        }
    }
}

/// A point that rests on its branches alone, while they do not satisfy it.
pub(super) fn judge_branches(case: &Case, point: &Point, branches: &Field) -> Judgement {
    let ticked = case.draft.list(branches);
    let is_one = point.branches.len() == 1;
    let verdict = if let Some(why) = begun_group(point, ticked) {
        Verdict::not_met(why)
    } else if ticked.iter().any(|id| id == Branch::NONE) {
        let said =
            if is_one { "You said that this does not apply." } else { "You chose \u{201c}None of these\u{201d}." };
        Verdict::not_met(format!("{said} {}", case.ask_the_hub()))
    } else {
        let why = if is_one {
            format!("Say if this applies to your {}.", case.noun())
        } else {
            format!("Tick what applies to your {}, or \u{201c}None of these\u{201d}.", case.noun())
        };
        Verdict::unanswered(case.to_answer(branches, why), vec![branches.clone()])
    };
    let gap = if matches!(verdict, Verdict::NotMet { .. }) { Gap::NotThere } else { Gap::Unanswered };
    (verdict, weight(point.strength, gap), branches.clone())
}

/// What is said where only some is ticked of what counts only together.
pub(super) fn begun_group(point: &Point, ticked: &[String]) -> Option<String> {
    let (there, missing) = point.begun_group(ticked)?;
    let quoted = |words: &[&str]| {
        let quotes: Vec<String> = words.iter().map(|words| format!("\u{201c}{words}\u{201d}")).collect();
        and_list(&quotes.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let is_short = !missing.is_empty();
    let counts = if there.len() == 1 { "counts" } else { "count" };
    is_short.then(|| format!("{} {counts} only together with {}.", quoted(&there), quoted(&missing)))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::points::check;
    use super::super::testing::{call, find, says, table, why};
    use crate::call::Call;

    fn point(strength: &str, more: &Json) -> Call {
        let mut own = json!({"id": "p", "label": "Gate", "quote": "Thirty", "strength": strength});
        for (key, value) in more.as_object().unwrap() {
            own[key] = value.clone();
        }
        let text = says("Thirty, or a choir, or a band with a teacher.");
        call(json!({"criteria": [{"id": "c", "name": "C", "statements": [text], "points": [own]}]}))
    }

    const NUMBER: &str = "criteria/c/p/number";

    fn by_phase(strength: &str) -> Call {
        point(
            strength,
            &json!({"rule": {"kind": "number", "question": "How many?", "unit": "pupils", "minimums": [
                {"at-least": 20, "when": [{"setting": {"any": ["primary"], "unclear": ["special"]}}]},
                {"at-least": 60, "when": [{"setting": {"any": ["college"]}}]}
            ]}}),
        )
    }

    #[test]
    fn a_number_by_phase() {
        let given = |setting: &str, number: &str| json!({"school/setting": setting, NUMBER: number});
        let no: &[&str] = &["Gate: not met, blocks, criteria/c/p/number"];
        let met: &[&str] = &["Gate: met"];
        let ask: &[&str] = &["Gate: ask hub, notice, criteria/c/p/number"];
        table(
            check,
            &by_phase("must"),
            &[
                (json!({}), &["Gate: unknown, blocks, criteria/c/p/number"]),
                (given("primary", "some"), &["Gate: unknown, blocks, criteria/c/p/number"]),
                (given("primary", "19"), no),
                (given("primary", "20"), met),
                (given("college", "20"), no),
                (given("college", "1,000"), met),
                // The hub's text does not say for whom that is.
                (given("special", "19"), ask),
                (given("nursery", "19"), ask),
                (json!({NUMBER: "19"}), &["Gate: unknown, blocks, school/setting"]),
                (json!({NUMBER: "60"}), met),
            ],
        );
        table(
            check,
            &by_phase("should"),
            &[
                (given("primary", "19"), &["Gate: not met, strengthens, criteria/c/p/number"]),
                (given("primary", "some"), &["Gate: unknown, blocks, criteria/c/p/number"]),
            ],
        );
        let found = find(check, &by_phase("must"), &given("primary", "19"));
        assert_eq!(
            why(&found[0]),
            "The hub asks for at least 20 pupils. You gave 19. Ask Ada Reed (ada@marsh.example.org)."
        );
    }

    #[test]
    fn a_lower_level_is_a_gate() {
        let call = point(
            "must",
            &json!({"rule": {"kind": "level", "question": "Which do you hold?", "at-least": "bronze", "levels": [
                {"id": "start", "name": "Start"}, {"id": "bronze", "name": "Bronze"}, {"id": "silver", "name": "Silver"}
            ]}}),
        );
        let held = |level: &str| json!({"criteria/c/p/level": level});
        let no: &[&str] = &["Gate: not met, blocks, criteria/c/p/level"];
        let unknown: &[&str] = &["Gate: unknown, blocks, criteria/c/p/level"];
        table(
            check,
            &call,
            &[
                (json!({}), unknown),
                (held("gone"), unknown),
                (held("none"), no),
                (held("start"), no),
                (held("bronze"), &["Gate: met"]),
                (held("silver"), &["Gate: met"]),
            ],
        );
        let found = find(check, &call, &held("start"));
        assert!(why(&found[0]).starts_with("The hub asks for at least Bronze. You hold Start."), "{found:?}");
    }

    fn branches() -> Json {
        json!([
            {"id": "choir", "quote": "a choir"}, {"id": "band", "quote": "a band"}, {"id": "teacher", "quote": "a teacher"}
        ])
    }

    /// The answers with these ticked, and evidence.
    fn ticked(ids: &[&str], more: &Json) -> Json {
        let mut answers = json!({"criteria/c/p/branches": ids, "criteria/c/p/evidence": "See the programme."});
        for (key, value) in more.as_object().unwrap() {
            answers[key] = value.clone();
        }
        answers
    }

    #[test]
    fn one_or_two_together_or_none() {
        let call = point(
            "must",
            &json!({"rule": {"kind": "alternatives"}, "branches": branches(), "needed-together": [["band", "teacher"]]}),
        );
        let no: &[&str] = &["Gate: not met, blocks, criteria/c/p/branches"];
        let none = json!({});
        table(
            check,
            &call,
            &[
                (json!({}), &["Gate: unknown, blocks, criteria/c/p/branches"]),
                (ticked(&["choir"], &none), &["Gate: met"]),
                (ticked(&["band"], &none), no),
                (ticked(&["teacher"], &none), no),
                (ticked(&["band", "teacher"], &none), &["Gate: met"]),
                (ticked(&["choir", "band"], &none), &["Gate: met"]),
                (ticked(&["none"], &none), no),
                (ticked(&["none", "band"], &none), no),
                (json!({"criteria/c/p/branches": ["choir"]}), &["Gate: not met, blocks, criteria/c/p/evidence"]),
            ],
        );
        let found = find(check, &call, &ticked(&["band"], &none));
        assert_eq!(why(&found[0]), "\u{201c}a band\u{201d} counts only together with \u{201c}a teacher\u{201d}.");
    }

    #[test]
    fn a_number_or_what_is_accepted_instead() {
        let rule = json!({"kind": "number", "question": "How many?", "minimums": [{"at-least": 30}]});
        let call =
            point("must", &json!({"rule": rule, "branches": branches(), "needed-together": [["band", "teacher"]]}));
        let few = json!({NUMBER: "12"});
        let at = |leaf: &str| format!("Gate: not met, blocks, criteria/c/p/{leaf}");
        for (answers, expected) in [
            (json!({}), "Gate: unknown, blocks, criteria/c/p/number".to_owned()),
            (json!({NUMBER: "30"}), "Gate: met".to_owned()),
            (few.clone(), "Gate: unknown, blocks, criteria/c/p/branches".to_owned()),
            (ticked(&["choir"], &few), "Gate: met".to_owned()),
            (ticked(&["choir"], &json!({})), "Gate: met".to_owned()),
            (ticked(&["band", "teacher"], &few), "Gate: met".to_owned()),
            (ticked(&["band"], &few), at("branches")),
            (ticked(&["none"], &few), at("number")),
            (ticked(&["none"], &json!({})), "Gate: unknown, blocks, criteria/c/p/number".to_owned()),
        ] {
            table(check, &call, &[(answers, &[&expected])]);
        }
    }
}
