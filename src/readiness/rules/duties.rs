//! Duties: what a Lead School undertakes, read and accepted one by one.

use super::quoting::summary;
use crate::call::Section;
use crate::draft::Field;
use crate::readiness::{Case, Finding, Verdict};

const RULE: &str = "duties";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    let noun = case.noun();
    for duty in &case.call.duties {
        let field = Field::Duty(duty.id.clone());
        let verdict = case.condition_verdict(&duty.when).unwrap_or_else(|| match case.draft.flag(&field) {
            Some(true) => Verdict::Met,
            // An exception that the hub may agree to.
            Some(false) => Verdict::hub_only(format!("You said your {noun} cannot do this. {}", case.ask_the_hub())),
            None if case.is_asked_again(&field) => {
                let changed = format!("{} changed this.", case.voice().opening("has"));
                let why = match case.said.flag(&field) {
                    Some(true) => format!("{changed} Read it, and agree again if you still can."),
                    _ => format!("{changed} Read it, and answer again."),
                };
                Verdict::unanswered(why, vec![field.clone()])
            }
            None => {
                Verdict::unanswered(format!("Read this and tick it if your {noun} can do it."), vec![field.clone()])
            }
        });
        out.push(
            Finding::about(RULE, Section::Duties, summary(&duty.statement))
                .is(verdict)
                .at(field)
                .quoting(Some(&duty.statement)),
        );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{call, find, says, table};
    use super::*;

    #[test]
    fn duties() {
        let call = call(json!({"duties": [
            {"id": "advocate", "statement": says("Advocate for music.")},
            {"id": "pathway", "statement": says("Build a pathway."), "when": [{"key-stage": ["ks4"]}]}
        ]}));
        table(
            check,
            &call,
            &[
                (
                    json!({}),
                    &[
                        "Advocate for music: unknown, blocks, duties/advocate/accepted",
                        "Build a pathway: unknown, blocks, school/key-stages",
                    ],
                ),
                (
                    json!({"school/key-stages": ["ks1"], "duties/advocate/accepted": true}),
                    &["Advocate for music: met", "Build a pathway: not asked"],
                ),
                (
                    json!({"school/key-stages": ["ks4"], "duties/advocate/accepted": false}),
                    &[
                        "Advocate for music: ask hub, notice, duties/advocate/accepted",
                        "Build a pathway: unknown, blocks, duties/pathway/accepted",
                    ],
                ),
            ],
        );
        assert_eq!(find(check, &call, &json!({}))[0].quote.as_ref().unwrap().text, "Advocate for music.");
    }
}
