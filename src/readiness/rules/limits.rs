//! Limits that Upbeat does not know, or does not measure: the school has to ask, or to look.

use crate::readiness::{Case, Finding, Verdict, Weight};

const RULE: &str = "limits";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for open in case.limits_not_known() {
        let limits = case.voice().opening("limits");
        let why = format!("{limits} the length, but Upbeat does not know the limit. {}", case.ask_the_hub());
        let finding = Finding::about(RULE, open.section, format!("{}: limit", open.name)).is(Verdict::hub_only(why));
        out.push(finding.at(open.field).quoting(open.statement));
    }
    for open in case.limits_not_measured() {
        let whose = case.voice().possessive();
        let why = format!("Upbeat does not count sides of A4 here. Check that it is within {whose} limit.");
        let finding = Finding::about(RULE, open.section, format!("{}: limit", open.name)).is(Verdict::not_met(why));
        out.push(finding.weighs(Weight::Notice).at(open.field).quoting(open.statement));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{call, find, says, table, why};
    use super::*;
    use crate::readiness::{Overall, assess};

    #[test]
    fn sides_of_what_is_not_laid_out_are_the_schools_to_count() {
        let sides = json!({"sides": 2});
        let call = call(json!({
            "letters": [
                {"id": "l", "name": "Letter", "kind": "letter", "strength": "may", "statements": [], "limit": sides, "prompts": []},
                {"id": "a", "name": "Answers", "kind": "answers", "strength": "may", "statements": [], "limit": sides,
                    "prompts": [{"id": "p", "title": "Vision", "statements": [], "limit": sides}]}
            ]
        }));
        table(
            check,
            &call,
            &[(
                json!({}),
                &[
                    "Answers: limit: not met, notice, letters/a/prompts/p/text",
                    "Vision: limit: not met, notice, letters/a/prompts/p/text",
                ],
            )],
        );
        let check = assess(&call, &super::super::testing::draft(&json!({})), super::super::testing::noon());
        let says = "The hub limits the sides of A4 of \u{201c}Answers\u{201d} and \u{201c}Vision\u{201d}, which Upbeat does not count.";
        assert_eq!(check.unknown, [says]);
        assert_ne!(check.overall, Overall::Ready);
    }

    #[test]
    fn a_limit_that_is_not_known_is_for_the_hub_to_say() {
        let open = json!({"not-known": true});
        let call = call(json!({
            "letters": [{"id": "l", "name": "Letter:", "kind": "letter", "strength": "may", "statements": [says("A letter within the limit.")],
                "limit": open, "prompts": [
                    {"id": "p", "title": "Vision", "statements": [], "limit": open},
                    {"id": "q", "title": "Trust", "statements": [], "limit": open, "when": [{"trust": true}]}
                ]}],
            "documents": [
                {"id": "plan", "name": "Plan", "need": "optional", "statements": [says("The plan.")], "limit": open},
                {"id": "more", "name": "More", "need": "optional", "statements": [says("More.")], "limit": {"words": 200}}
            ]
        }));
        let letter = "Letter: limit: ask hub, notice, letters/l/prompts/p/text";
        let (vision, plan) = (
            "Vision: limit: ask hub, notice, letters/l/prompts/p/text",
            "Plan: limit: ask hub, notice, documents/plan/state",
        );
        let trust = "Trust: limit: ask hub, notice, letters/l/prompts/q/text";
        table(
            check,
            &call,
            &[
                (json!({"school/group": "neither"}), &[letter, vision, plan]),
                (json!({"school/group": "trust"}), &[letter, vision, trust, plan]),
            ],
        );
        let found = find(check, &call, &json!({}));
        assert!(why(&found[0]).starts_with("The hub limits the length, but Upbeat does not know"), "{found:?}");
        let draft = super::super::testing::draft(&json!({"school/name": "Larkfield", "school/group": "neither"}));
        let check = assess(&call, &draft, super::super::testing::noon());
        assert_ne!(check.overall, Overall::Ready);
        assert_eq!(
            check.unknown,
            [
                "The hub limits the length of \u{201c}Letter\u{201d}, \u{201c}Plan\u{201d} and \u{201c}Vision\u{201d}, but Upbeat does not know the limit."
            ]
        );
    }
}
