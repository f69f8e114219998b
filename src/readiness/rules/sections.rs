//! Sections that the school still wants to work on: the person's own word can hold an application back, and never more.

use crate::draft::Field;
use crate::readiness::{Case, Finding, Verdict};

const RULE: &str = "sections";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for section in case.call.sections() {
        let field = Field::Complete(section.clone());
        if case.draft.flag(&field) == Some(false) {
            let why = "You said that you still want to work on this section.";
            let name = section.name(case.call);
            out.push(Finding::about(RULE, section, name).is(Verdict::not_met(why)).at(field));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{call, table};
    use super::*;

    #[test]
    fn only_a_section_that_is_still_worked_on_is_told() {
        let none: &[&str] = &[];
        table(
            check,
            &call(json!({})),
            &[
                (json!({}), none),
                (json!({"sections/school/complete": true}), none),
                (
                    json!({"sections/school/complete": false}),
                    &["Your school: not met, blocks, sections/school/complete"],
                ),
            ],
        );
    }
}
