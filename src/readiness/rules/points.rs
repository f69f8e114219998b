//! Each point of the criteria: does not apply, unknown, not met or met; what blocks is in `policy`.

use super::gates;
use super::ofsted::{self, Judgement};
use super::policy::{Gap, weight};
use super::quoting::holding;
use super::texts::NOT_A_WEB_ADDRESS;
use crate::call::{Branch, Criterion, Point, PointRule, ProfilePart, Rating, Section, Standing, Strength};
use crate::draft::{Field, PointField, by_when, evidence_pieces, is_web_address};
use crate::readiness::{Case, Finding, Verdict, Weight};

const RULE: &str = "points";
const ADD_EVIDENCE: &str = "Add your evidence: a sentence or two, a link or a file.";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for criterion in &case.call.criteria {
        for point in &criterion.points {
            check_point(case, criterion, point, out);
        }
    }
}

fn check_point(case: &Case, criterion: &Criterion, point: &Point, out: &mut Vec<Finding>) {
    let at = |leaf| Field::Point(criterion.id.clone(), point.id.clone(), leaf);
    let unanswered = weight(point.strength, Gap::Unanswered);
    let (verdict, weight, field) = if let Some(verdict) = case.condition_verdict(&point.when) {
        // A point that is not rated has no rating to go to.
        let leaf = if case.call.rates(point) { PointField::Rating } else { PointField::Evidence };
        (verdict, unanswered, at(leaf))
    } else if let Some(rule) = &point.rule {
        judge_by_rule(case, criterion, point, rule, &at)
    } else {
        judge_by_rating(case, criterion, point, &at)
    };
    let asked = !matches!(verdict, Verdict::DoesNotApply { .. });
    let short = matches!(verdict, Verdict::NotMet { .. }) && point.rule.is_none();
    let words = if point.is_stand_in() { None } else { holding(&point.quote, criterion.statements.iter()) };
    out.push(
        Finding::about(RULE, Section::Criterion(criterion.id.clone()), point.label.as_str())
            .is(verdict)
            .weighs(weight)
            .at(field)
            .quoting_part(&point.quote, words)
            .odd(&point.oddities),
    );
    if asked {
        out.extend(check_changed(case, criterion, point, &at));
        out.extend(check_branches(case, criterion, point, &at));
        out.extend(check_links(case, criterion, point, &at));
    }
    if short {
        out.extend(check_next_step(case, criterion, point, &at));
    }
}

fn rating_of<'a>(case: &'a Case, at: &impl Fn(PointField) -> Field) -> Option<&'a Rating> {
    case.call.rating(case.draft.text(&at(PointField::Rating)))
}

/// A point that is judged by facts: what the rule says, or what the hub accepts instead. Either satisfies it. It is not met
/// only once the facts do not satisfy it and the school says that nothing else applies.
fn judge_by_rule(
    case: &Case,
    criterion: &Criterion,
    point: &Point,
    rule: &PointRule,
    at: &impl Fn(PointField) -> Field,
) -> Judgement {
    let branches = at(PointField::Branches);
    let ticked = case.draft.list(&branches);
    let facts = match rule {
        PointRule::OfstedOverall { accepted } => Some(ofsted::judge(case, point, accepted)),
        rule => gates::judge(case, point, rule, at),
    };
    // Some rules rest on the branches alone.
    let (verdict, weighs, field) = facts.unwrap_or_else(|| gates::judge_branches(case, point, &branches));
    if verdict == Verdict::Met || point.branches.is_empty() {
        return (verdict, weighs, field);
    }
    if point.is_satisfied_by(ticked) {
        let verdict = judge_evidence(case, criterion, point);
        return (verdict, weight(point.strength, Gap::NoEvidence), at(PointField::Evidence));
    }
    let none = ticked.iter().any(|id| id == Branch::NONE);
    let unanswered = weight(point.strength, Gap::Unanswered);
    if *rule == PointRule::Branches {
        return (verdict, weighs, field);
    }
    if let Some(why) = gates::begun_group(point, ticked).filter(|_| !matches!(&verdict, Verdict::Unknown { .. })) {
        return (Verdict::not_met(why), weight(point.strength, Gap::NotThere), branches);
    }
    match verdict {
        Verdict::Unknown { why, mut needs } if !needs.is_empty() && !none => {
            needs.push(branches);
            (
                Verdict::unanswered(
                    format!("{why} Or choose an alternative that {}.", case.voice().subject("accepts")),
                    needs,
                ),
                unanswered,
                field,
            )
        }
        Verdict::Unknown { why, needs } if !needs.is_empty() => (Verdict::Unknown { why, needs }, weighs, field),
        _ if !none => {
            let accepts = case.voice().subject("accepts");
            let noun = case.noun();
            let why = if point.branches.len() == 1 {
                format!("Say whether the alternative that {accepts} applies to your {noun}.")
            } else {
                format!("Say whether one of the alternatives that {accepts} applies to your {noun}.")
            };
            let why = case.to_answer(&branches, why);
            (Verdict::unanswered(why, vec![branches.clone()]), unanswered, branches)
        }
        verdict if rule.is_answered_here() => (verdict, weighs, field),
        // Whom Ofsted does not grade only the hub can judge.
        verdict if !case.call.asks_of(ProfilePart::Ofsted, case.profile.setting) => (verdict, weighs, field),
        // The latest inspection gave no grade to judge, and nothing else applies.
        Verdict::Unknown { why, .. } => {
            let why = format!("You said that nothing else applies. {why}");
            (Verdict::not_met(why), weight(point.strength, Gap::NotThere), branches)
        }
        verdict => (verdict, weighs, field),
    }
}

fn judge_by_rating(case: &Case, criterion: &Criterion, point: &Point, at: &impl Fn(PointField) -> Field) -> Judgement {
    let unanswered = weight(point.strength, Gap::Unanswered);
    let rating = at(PointField::Rating);
    if !case.call.rates(point) {
        return judge_without_scale(case, criterion, point, at);
    }
    let Some(step) = rating_of(case, at) else {
        let why = if case.draft.answered(&rating) {
            "Your earlier rating is not used in this round. Rate it again.".to_owned()
        } else {
            format!("Choose how far along your {} is.", case.noun())
        };
        return (Verdict::unanswered(why, vec![rating.clone()]), unanswered, rating);
    };
    match step.means {
        Standing::Met => {
            (judge_evidence(case, criterion, point), weight(point.strength, Gap::NoEvidence), at(PointField::Evidence))
        }
        // One finding says both that it is not there yet and what is to do about it.
        Standing::Partly | Standing::NotYet
            if weight(point.strength, Gap::NoNextStep) == Weight::Blocks
                && !case.draft.answered(&at(PointField::NextStep)) =>
        {
            let why = format!("{SAY_NEXT_STEP} You rated this \u{201c}{}\u{201d}. You can still apply.", step.label);
            (Verdict::unanswered(why, missing_of_step(case, at)), Weight::Blocks, at(PointField::NextStep))
        }
        Standing::Partly | Standing::NotYet => {
            let why = match point.strength {
                Strength::Must => format!(
                    "You rated this \u{201c}{}\u{201d}, but {} it. {}",
                    step.label,
                    case.voice().subject("requires"),
                    case.ask_the_hub()
                ),
                _ => format!("You rated this \u{201c}{}\u{201d}. You can still apply.", step.label),
            };
            (Verdict::not_met(why), weight(point.strength, Gap::NotThere), rating)
        }
    }
}

/// Where the call has no scale, evidence is all that is asked.
fn judge_without_scale(
    case: &Case,
    criterion: &Criterion,
    point: &Point,
    at: &impl Fn(PointField) -> Field,
) -> Judgement {
    let evidence = at(PointField::Evidence);
    let verdict = if evidence_pieces(case.call, case.draft, &criterion.id, point) > 0 {
        Verdict::Met
    } else {
        Verdict::unanswered(ADD_EVIDENCE, vec![evidence.clone()])
    };
    (verdict, weight(point.strength, Gap::Unanswered), evidence)
}

/// A rating "in place" is met only with evidence.
fn judge_evidence(case: &Case, criterion: &Criterion, point: &Point) -> Verdict {
    if evidence_pieces(case.call, case.draft, &criterion.id, point) > 0 {
        return Verdict::Met;
    }
    Verdict::not_met(ADD_EVIDENCE)
}

/// A finding if the hub has changed the words on which the rating rests, or the evidence where nothing is rated, until it is
/// given anew.
fn check_changed(
    case: &Case,
    criterion: &Criterion,
    point: &Point,
    at: &impl Fn(PointField) -> Field,
) -> Option<Finding> {
    let field = [PointField::Rating, PointField::Evidence].map(at).into_iter().find(|own| case.is_asked_again(own))?;
    let is_rating = matches!(field, Field::Point(_, _, PointField::Rating));
    let what = if is_rating { "rated it" } else { "gave your evidence" };
    let why = format!("{} changed the wording for this point since you {what}.", case.voice().opening("has"));
    Some(
        Finding::about(RULE, Section::Criterion(criterion.id.clone()), format!("{}: look again", point.label))
            .is(Verdict::unanswered(why, vec![field.clone()]))
            .weighs(Weight::Strengthens)
            .at(field),
    )
}

/// A finding if the hub accepts any of several things, the point is in place, and it is not said which of them applies.
fn check_branches(
    case: &Case,
    criterion: &Criterion,
    point: &Point,
    at: &impl Fn(PointField) -> Field,
) -> Option<Finding> {
    let field = at(PointField::Branches);
    let chosen = case.draft.list(&field);
    let is_chosen = point.branches.iter().any(|branch| chosen.iter().any(|id| id == branch.id.as_str()));
    let is_met = rating_of(case, at).is_some_and(|step| step.means == Standing::Met);
    if let Some(why) = gates::begun_group(point, chosen)
        && point.rule.is_none()
        && is_met
        && !point.is_satisfied_by(chosen)
    {
        return Some(
            Finding::about(RULE, Section::Criterion(criterion.id.clone()), format!("{}: which applies", point.label))
                .is(Verdict::not_met(why))
                .weighs(weight(point.strength, Gap::NoEvidence))
                .at(field),
        );
    }
    if point.branches.len() < 2 || point.rule.is_some() || is_chosen || !is_met {
        return None;
    }
    let why = format!("{} any one of these. You can tick the one that applies.", case.voice().opening("accepts"));
    Some(
        Finding::about(RULE, Section::Criterion(criterion.id.clone()), format!("{}: which applies", point.label))
            .is(Verdict::unanswered(why, vec![field.clone()]))
            .weighs(Weight::Strengthens)
            .at(field),
    )
}

/// A finding if a link is not a web address.
fn check_links(
    case: &Case,
    criterion: &Criterion,
    point: &Point,
    at: &impl Fn(PointField) -> Field,
) -> Option<Finding> {
    let field = at(PointField::Links);
    let given = case.draft.list(&field);
    given.iter().find(|link| !link.trim().is_empty() && !is_web_address(link))?;
    Some(
        Finding::about(RULE, Section::Criterion(criterion.id.clone()), format!("{}: link", point.label))
            .is(Verdict::not_met(NOT_A_WEB_ADDRESS))
            .weighs(Weight::Strengthens)
            .at(field),
    )
}

const SAY_NEXT_STEP: &str = "Say what you will do next, who will do it and by when.";

/// What is not answered of a next step.
fn missing_of_step(case: &Case, at: &impl Fn(PointField) -> Field) -> Vec<Field> {
    use PointField::{NextStep, NextWhen, NextWho};
    [NextStep, NextWho, NextWhen].into_iter().map(at).filter(|field| !case.draft.answered(field)).collect()
}

/// A finding if a point that is not met lacks its next step; who and by when are optional.
fn check_next_step(
    case: &Case,
    criterion: &Criterion,
    point: &Point,
    at: &impl Fn(PointField) -> Field,
) -> Option<Finding> {
    use PointField::{NextStep, NextWhen};
    if rating_of(case, at).is_none_or(|step| step.means == Standing::Met) {
        return None;
    }
    let missing = missing_of_step(case, at);
    let when = case.draft.text(&at(NextWhen)).trim();
    let (verdict, weight) = if missing.contains(&at(NextStep)) {
        (Verdict::unanswered(SAY_NEXT_STEP, missing), weight(point.strength, Gap::NoNextStep))
    } else if !when.is_empty() && by_when(when).is_none() {
        (Verdict::not_met("Enter a day, a month or a term for your next step."), Weight::Strengthens)
    } else if !missing.is_empty() {
        let why = "You can say who will do it and by when.";
        (Verdict::unanswered(why, missing), Weight::Unneeded)
    } else {
        return None;
    };
    Some(
        Finding::about(RULE, Section::Criterion(criterion.id.clone()), format!("{}: next step", point.label))
            .is(verdict)
            .weighs(weight)
            .at(at(NextWhen)),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::testing::{call, find, says, table, why};
    use super::*;
    use crate::call::Call;

    fn one_point(point: &Json) -> Call {
        let mut whole = json!({"id": "p", "label": "P", "quote": "sing", "strength": "should"});
        for (key, value) in point.as_object().unwrap() {
            whole[key] = value.clone();
        }
        call(json!({
            "criteria": [{"id": "c", "name": "C", "statements": [says("Play."), says("All sing daily.")], "points": [whole]}],
            "documents": [{"id": "plan", "name": "Plan", "need": "required", "statements": []}]
        }))
    }

    fn with(rating: &str, more: &[(&str, Json)]) -> Json {
        let mut answers = json!({"criteria/c/p/rating": rating});
        for (leaf, value) in more {
            answers[format!("criteria/c/p/{leaf}")] = value.clone();
        }
        answers
    }

    #[test]
    fn what_blocks_by_strength() {
        for (strength, unrated, no_evidence, not_there, no_step) in [
            ("must", "blocks", "blocks", "blocks", "strengthens"),
            ("should", "blocks", "blocks", "strengthens", "blocks"),
            ("considered", "blocks", "blocks", "strengthens", "blocks"),
            ("may", "unneeded", "strengthens", "strengthens", "unneeded"),
        ] {
            let call = one_point(&json!({"strength": strength}));
            // What is to do about it is said with it, where it has to be done.
            let both = [
                format!("P: not met, {not_there}, criteria/c/p/rating"),
                format!("P: next step: unknown, {no_step}, criteria/c/p/next-step"),
            ];
            let one = ["P: unknown, blocks, criteria/c/p/next-step".to_owned()];
            let short: Vec<&str> =
                if no_step == "blocks" { &one[..] } else { &both[..] }.iter().map(String::as_str).collect();
            table(
                check,
                &call,
                &[
                    (json!({}), &[&format!("P: unknown, {unrated}, criteria/c/p/rating")]),
                    (
                        json!({"criteria/c/p/rating": "splendid"}),
                        &[&format!("P: unknown, {unrated}, criteria/c/p/rating")],
                    ),
                    (with("yes", &[]), &[&format!("P: not met, {no_evidence}, criteria/c/p/evidence")]),
                    (
                        with("yes", &[("evidence", json!(" \n"))]),
                        &[&format!("P: not met, {no_evidence}, criteria/c/p/evidence")],
                    ),
                    (with("yes", &[("evidence", json!("We sing."))]), &["P: met"]),
                    (with("yes", &[("links", json!(["https://fen.example.org"]))]), &["P: met"]),
                    (with("partly", &[]), &short),
                    (with("no", &[]), &short),
                ],
            );
        }
    }

    #[test]
    fn without_a_scale_evidence_is_all_that_is_asked() {
        for (strength, blank) in [
            ("must", "P: unknown, blocks, criteria/c/p/evidence"),
            ("should", "P: unknown, blocks, criteria/c/p/evidence"),
            ("may", "P: unknown, unneeded, criteria/c/p/evidence"),
        ] {
            let mut call = one_point(&json!({"strength": strength}));
            call.scale.steps.clear();
            let shown: &[&str] = &["P: met"];
            table(
                check,
                &call,
                &[
                    (json!({}), &[blank]),
                    (with("yes", &[]), &[blank]),
                    (json!({"criteria/c/p/evidence": "We sing."}), shown),
                    (json!({"criteria/c/p/links": ["https://fen.example.org"]}), shown),
                ],
            );
        }
    }

    #[test]
    fn a_next_step_may_say_who_and_when() {
        let call = one_point(&json!({}));
        let not_there = "P: not met, strengthens, criteria/c/p/rating";
        let step = ("next-step", json!("Start a choir"));
        let who = ("next-who", json!("Jo"));
        table(
            check,
            &call,
            &[
                (
                    with("partly", std::slice::from_ref(&step)),
                    &[not_there, "P: next step: unknown, unneeded, criteria/c/p/next-who"],
                ),
                (
                    with("partly", &[step.clone(), who.clone()]),
                    &[not_there, "P: next step: unknown, unneeded, criteria/c/p/next-when"],
                ),
                (
                    with("partly", &[step.clone(), who.clone(), ("next-when", json!("soon"))]),
                    &[not_there, "P: next step: not met, strengthens, criteria/c/p/next-when"],
                ),
                (with("partly", &[step.clone(), who.clone(), ("next-when", json!("autumn term"))]), &[not_there]),
                (with("partly", &[step, who, ("next-when", json!("2027-07-20"))]), &[not_there]),
            ],
        );
    }

    #[test]
    fn a_link_that_cannot_be_opened_is_pointed_out() {
        let call = one_point(&json!({}));
        let links = ("links", json!(["https://fen.example.org", "www.fen.example.org", "N:\\Music"]));
        table(
            check,
            &call,
            &[(with("yes", &[links]), &["P: met", "P: link: not met, strengthens, criteria/c/p/links"])],
        );
    }

    #[test]
    fn either_branch_satisfies() {
        let call = one_point(&json!({"branches": [{"id": "a", "quote": "sing"}, {"id": "b", "quote": "daily"}]}));
        let evidence = ("evidence", json!("We sing."));
        let chosen = |ids: Json| ("branches", ids);
        table(
            check,
            &call,
            &[
                (
                    with("yes", std::slice::from_ref(&evidence)),
                    &["P: met", "P: which applies: unknown, strengthens, criteria/c/p/branches"],
                ),
                (
                    with("yes", &[evidence.clone(), chosen(json!(["z"]))]),
                    &["P: met", "P: which applies: unknown, strengthens, criteria/c/p/branches"],
                ),
                (with("yes", &[evidence.clone(), chosen(json!(["b"]))]), &["P: met"]),
                (with("yes", &[evidence.clone(), chosen(json!(["a", "b"]))]), &["P: met"]),
                (with("yes", &[chosen(json!(["a"]))]), &["P: not met, blocks, criteria/c/p/evidence"]),
            ],
        );
        let single = one_point(&json!({"branches": [{"id": "a", "quote": "sing"}]}));
        table(check, &single, &[(with("yes", &[evidence]), &["P: met"])]);
    }

    #[test]
    fn what_counts_only_together_holds_a_rated_point_back() {
        let call = one_point(&json!({
            "branches": [{"id": "a", "quote": "a choir"}, {"id": "b", "quote": "a band"}, {"id": "c", "quote": "a teacher"}],
            "together": [["b", "c"]]}));
        let evidence = ("evidence", json!("We sing."));
        for (ticked, expected) in [
            (json!(["a"]), &["P: met"][..]),
            (json!(["b"]), &["P: met", "P: which applies: not met, blocks, criteria/c/p/branches"]),
            (json!(["b", "c"]), &["P: met"]),
            (json!(["a", "b"]), &["P: met"]),
        ] {
            table(check, &call, &[(with("yes", &[evidence.clone(), ("branches", ticked)]), expected)]);
        }
    }

    #[test]
    fn what_the_hub_accepts_instead_of_a_grade_satisfies() {
        let with = |strength: &str, branches: &Json| {
            one_point(&json!({"strength": strength, "branches": branches,
                "rule": {"kind": "ofsted-overall", "accepted": ["good", "outstanding"]}}))
        };
        let one = json!([{"id": "equivalent", "quote": "daily"}]);
        let answers = |grade: &str, more: &[(&str, Json)]| {
            let mut answers = match grade {
                "" => json!({}),
                "card" => json!({"school/ofsted-report": "report-card"}),
                grade => json!({"school/ofsted-report": "overall", "school/ofsted-grade": grade}),
            };
            for (leaf, value) in more {
                answers[format!("criteria/c/p/{leaf}")] = value.clone();
            }
            answers
        };
        let ticked = ("branches", json!(["equivalent"]));
        let none = ("branches", json!(["none"]));
        let both = ("branches", json!(["none", "equivalent"]));
        let gone = ("branches", json!(["gone"]));
        let evidence = ("evidence", json!("A report on our music."));
        for (strength, not_there) in [("must", "blocks"), ("should", "strengthens")] {
            let open: &[&str] = &["P: unknown, blocks, criteria/c/p/branches"];
            let grade = [format!("P: not met, {not_there}, school/ofsted-grade")];
            let grade: Vec<&str> = grade.iter().map(String::as_str).collect();
            let card = [format!("P: not met, {not_there}, criteria/c/p/branches")];
            let card: Vec<&str> = card.iter().map(String::as_str).collect();
            let rows: [(Json, &[&str]); 16] = [
                (answers("", &[]), &["P: unknown, blocks, school/ofsted-report"]),
                (answers("", std::slice::from_ref(&none)), &["P: unknown, blocks, school/ofsted-report"]),
                (answers("", &[ticked.clone(), evidence.clone()]), &["P: met"]),
                (answers("good", &[]), &["P: met"]),
                (answers("good", std::slice::from_ref(&none)), &["P: met"]),
                (answers("good", std::slice::from_ref(&ticked)), &["P: met"]),
                (answers("inadequate", &[]), open),
                (answers("inadequate", std::slice::from_ref(&evidence)), open),
                (answers("inadequate", std::slice::from_ref(&gone)), open),
                (answers("inadequate", std::slice::from_ref(&ticked)), &["P: not met, blocks, criteria/c/p/evidence"]),
                (answers("inadequate", &[ticked.clone(), evidence.clone()]), &["P: met"]),
                (answers("inadequate", &[both.clone(), evidence.clone()]), &["P: met"]),
                (answers("inadequate", std::slice::from_ref(&none)), &grade),
                (answers("card", &[]), open),
                (answers("card", &[none.clone(), evidence.clone()]), &card),
                (answers("card", &[ticked.clone(), evidence.clone()]), &["P: met"]),
            ];
            table(check, &with(strength, &one), &rows);
        }
        // Any of several, and which of them is not asked once more.
        let two = with("must", &json!([{"id": "equivalent", "quote": "daily"}, {"id": "other", "quote": "sing"}]));
        let other = ("branches", json!(["other"]));
        table(
            check,
            &two,
            &[(answers("inadequate", &[other, evidence]), &["P: met"]), (answers("good", &[]), &["P: met"])],
        );
        let unanswered = find(check, &two, &json!({}));
        assert!(why(&unanswered[0]).ends_with("Or choose an alternative that the hub accepts."), "{unanswered:?}");
    }

    #[test]
    fn a_document_that_is_ready_is_evidence() {
        let call = one_point(&json!({"document": "plan"}));
        let mut answers = with("yes", &[]);
        table(check, &call, &[(answers.clone(), &["P: not met, blocks, criteria/c/p/evidence"])]);
        answers["documents/plan/state"] = json!("ready");
        table(check, &call, &[(answers.clone(), &["P: not met, blocks, criteria/c/p/evidence"])]);
        answers["documents/plan/name"] = json!("plan.pdf");
        table(check, &call, &[(answers, &["P: met"])]);
    }

    #[test]
    fn a_tick_that_it_is_in_the_letter_or_in_a_document_is_evidence() {
        let call = one_point(&json!({}));
        let ticked = |place: &str| with("yes", &[("shown-in", json!([place]))]);
        let missing: &[&str] = &["P: not met, blocks, criteria/c/p/evidence"];
        table(
            check,
            &call,
            &[
                (ticked("documents/plan"), &["P: met"]),
                (ticked("documents/gone"), missing),
                (ticked("letters/gone"), missing),
                (ticked(""), missing),
            ],
        );
    }

    #[test]
    fn conditions() {
        let call = one_point(&json!({"when": [{"key-stage": ["ks4"]}]}));
        table(
            check,
            &call,
            &[
                (json!({}), &["P: unknown, blocks, school/key-stages"]),
                (json!({"school/key-stages": ["ks1"]}), &["P: not asked"]),
                (json!({"school/key-stages": ["ks4"]}), &["P: unknown, blocks, criteria/c/p/rating"]),
            ],
        );
        let call = one_point(&json!({"when": [{"setting": {"any": ["primary"], "unclear": ["college"]}}]}));
        let answers = json!({"school/setting": "college"});
        table(
            check,
            &call,
            &[
                (answers.clone(), &["P: ask hub, notice, criteria/c/p/rating"]),
                (json!({"school/setting": "nursery"}), &["P: not asked"]),
            ],
        );
        assert!(why(&find(check, &call, &answers)[0]).ends_with("Ask Ada Reed (ada@marsh.example.org)."));
    }

    #[test]
    fn a_point_quotes_the_hub_under_its_heading() {
        let call = one_point(&json!({}));
        let quote = find(check, &call, &json!({}))[0].quote.clone().unwrap();
        assert_eq!((quote.text.as_str(), quote.under.as_str()), ("sing", "h"));
    }
}
