//! Limits that the hub sets without saying here how much: the school has to ask.

use crate::readiness::{Case, Finding, Verdict};

const RULE: &str = "limits";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for open in case.limits_not_known() {
        let limits = case.voice().opening("limits");
        let why = format!("{limits} the length, but Upbeat does not know the limit. {}", case.ask_the_hub());
        let finding = Finding::about(RULE, open.section, format!("{}: limit", open.name)).is(Verdict::hub_only(why));
        out.push(finding.at(open.field).quoting(open.statement));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{call, find, says, table, why};
    use super::*;
    use crate::readiness::{Overall, assess};

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
                {"id": "more", "name": "More", "need": "optional", "statements": [says("More.")], "limit": {"sides": 2}}
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
        assert!(why(&found[0]).starts_with("The hub limits the length, and Upbeat does not know"), "{found:?}");
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
