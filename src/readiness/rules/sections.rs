//! Sections that the school still wants to work on: the person's own word can hold an application back, and never more. A
//! section that does not apply asks nothing, so nothing of it can be left to work on. This rule looks at what the rules
//! before it have found, and stands last.

use crate::draft::Field;
use crate::readiness::{Case, Finding, Verdict};

const RULE: &str = "sections";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for section in case.call.sections() {
        let field = Field::Complete(section.clone());
        let mut own = out.iter().filter(|found| found.section == section).peekable();
        let does_not_apply = own.peek().is_some() && !own.any(Finding::applies);
        if case.draft.flag(&field) == Some(false) && !does_not_apply {
            let why = "You said you still want to work on this section.";
            let name = section.name(case.call, case.applicant());
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
                    &["Your school or organisation: not met, blocks, sections/school/complete"],
                ),
            ],
        );
    }
}
