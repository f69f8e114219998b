//! What the school confirms: one application only, who prepared it, and whatever else the hub wants ticked.

use crate::call::{Declaration, Section};
use crate::draft::{Field, PersonField, resolved_person};
use crate::readiness::{Case, Finding, Verdict, Weight};

const RULE: &str = "declarations";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for declaration in case.call.declarations_before_sending() {
        let field = Field::Declaration(declaration.id.clone());
        let verdict =
            case.condition_verdict(&declaration.when).unwrap_or_else(|| judge_confirmation(case, declaration, &field));
        out.push(
            Finding::about(RULE, Section::Declarations, declaration.label.trim_end_matches('.'))
                .is(verdict)
                .weighs(if declaration.required { Weight::Blocks } else { Weight::Unneeded })
                .at(field)
                .quoting(Some(&declaration.statement)),
        );
    }
}

fn judge_confirmation(case: &Case, declaration: &Declaration, field: &Field) -> Verdict {
    match case.draft.flag(field) {
        // Not confirming it is an answer too.
        Some(false) if !declaration.required => return Verdict::not_asked("Optional."),
        None if case.is_asked_again(field) => {
            let why =
                format!("{} changed this. Read it, and tick it again if it is true.", case.voice().opening("has"));
            return Verdict::unanswered(why, vec![field.clone()]);
        }
        None => return Verdict::unanswered("Tick this when it is true.", vec![field.clone()]),
        Some(false) => return Verdict::not_met("You said this is not true."),
        Some(true) => {}
    }
    // A declaration about a person needs that person's name.
    let Some(person) = case.call.people.iter().find(|p| Some(&p.id) == declaration.person.as_ref()) else {
        return Verdict::Met;
    };
    if case.leaves_out(&person.when) {
        return Verdict::Met;
    }
    let person = resolved_person(case.call, case.draft, person);
    let name = Field::Person(person.id.clone(), PersonField::Name);
    if case.draft.answered(&name) {
        return Verdict::Met;
    }
    Verdict::unanswered("Enter the name of the person this is about.", vec![name])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{call, says, table};
    use super::*;

    #[test]
    fn somebody_who_is_not_asked_of_this_school_needs_no_name() {
        let call = call(json!({
            "people": [{"id": "trust-lead", "name": "Trust leader", "why": "w", "when": [{"trust": true}]}],
            "declarations": [{"id": "who", "label": "They agree", "statement": says("They agree."), "person": "trust-lead"}]
        }));
        let answers = |group: &str| json!({"declarations/who/confirmed": true, "school/group": group});
        let missing = "They agree: unknown, blocks, people/trust-lead/name";
        table(check, &call, &[(answers("neither"), &["They agree: met"]), (answers("trust"), &[missing])]);
    }

    #[test]
    fn the_name_of_somebody_who_is_named_already_is_enough() {
        let call = call(json!({
            "people": [
                {"id": "lead", "name": "Lead", "why": "w", "contact": true},
                {"id": "contact", "name": "Contact", "why": "w", "contact": true}
            ],
            "declarations": [{"id": "who", "label": "Our contact agrees", "statement": says("They agree."), "person": "contact"}]
        }));
        let answers = |name: &str| json!({"declarations/who/confirmed": true, "people/contact/same-as": true, "people/lead/name": name});
        table(
            check,
            &call,
            &[
                (answers(""), &["Our contact agrees: unknown, blocks, people/lead/name"]),
                (answers("Jo"), &["Our contact agrees: met"]),
            ],
        );
    }

    #[test]
    fn what_is_true_once_it_is_sent_holds_nothing_up() {
        let call = call(json!({
            "declarations": [
                {"id": "sent", "label": "We have emailed our application.", "statement": says("Confirm that you have emailed."), "after-sending": true}
            ]
        }));
        assert!(!call.sections().contains(&Section::Declarations));
        let none: &[&str] = &[];
        table(check, &call, &[(json!({}), none), (json!({"declarations/sent/confirmed": false}), none)]);
    }

    #[test]
    fn declarations() {
        let call = call(json!({
            "people": [{"id": "governor", "name": "Governor", "why": "w"}],
            "declarations": [
                {"id": "one", "label": "We send one.", "statement": says("Only one.")},
                {"id": "who", "label": "Our governor took part", "statement": says("With the governor."), "person": "governor"},
                {"id": "extra", "label": "We may share", "statement": says("You may share."), "required": false},
                {"id": "trust", "label": "Our trust agrees", "statement": says("Trusts agree."), "when": [{"trust": true}]}
            ]
        }));
        table(
            check,
            &call,
            &[
                (
                    json!({}),
                    &[
                        "We send one: unknown, blocks, declarations/one/confirmed",
                        "Our governor took part: unknown, blocks, declarations/who/confirmed",
                        "We may share: unknown, unneeded, declarations/extra/confirmed",
                        "Our trust agrees: unknown, blocks, school/group",
                    ],
                ),
                (
                    json!({
                        "school/group": "neither", "declarations/one/confirmed": false, "declarations/who/confirmed": true,
                        "declarations/extra/confirmed": false
                    }),
                    &[
                        "We send one: not met, blocks, declarations/one/confirmed",
                        "Our governor took part: unknown, blocks, people/governor/name",
                        "We may share: not asked",
                        "Our trust agrees: not asked",
                    ],
                ),
                (
                    json!({
                        "school/group": "trust", "declarations/one/confirmed": true, "declarations/who/confirmed": true,
                        "declarations/extra/confirmed": true, "declarations/trust/confirmed": true, "people/governor/name": "Mo"
                    }),
                    &["We send one: met", "Our governor took part: met", "We may share: met", "Our trust agrees: met"],
                ),
            ],
        );
    }
}
