//! Duties: what a Lead School undertakes, read and accepted one by one.

use super::{Case, Finding, Verdict, gist, quote};
use crate::call::Section;
use crate::draft::Field;

const RULE: &str = "duties";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for duty in &case.call.duties {
        let field = Field::Duty(duty.id.clone());
        let verdict = case.settled_by(&duty.when).unwrap_or_else(|| match case.draft.flag(&field) {
            Some(true) => Verdict::Met,
            Some(false) => {
                Verdict::not_met(format!("You have said that your school cannot take this on. {}", case.ask_the_hub()))
            }
            None => Verdict::unanswered("Read this, and say whether your school takes it on.", vec![field.clone()]),
        });
        out.push(
            Finding::about(RULE, Section::Duties, gist(&duty.statement))
                .is(verdict)
                .at(field)
                .quoting(Some(quote(&duty.statement)))
                .odd(&duty.statement.oddities),
        );
    }
}
