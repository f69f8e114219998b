//! Criteria that are in a document of their own: only the hub, or that document, can settle them.

use crate::call::Section;
use crate::draft::{Field, PointField};
use crate::readiness::{Case, Finding, Verdict};

const RULE: &str = "elsewhere";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for criterion in &case.call.criteria {
        let Some(elsewhere) = &criterion.elsewhere else { continue };
        if matches!(case.condition_verdict(&criterion.when), Some(Verdict::DoesNotApply { .. })) {
            continue;
        }
        let sets = case.voice().opening("sets");
        let why = match &elsewhere.url {
            Some(url) => format!("{sets} this out in \u{201c}{}\u{201d}. Read it at {url}", elsewhere.name),
            None => format!("{sets} this out in \u{201c}{}\u{201d}. {}", elsewhere.name, case.ask_the_hub()),
        };
        let subject = criterion.name.trim().trim_end_matches([':', '.']);
        let finding = Finding::about(RULE, Section::Criterion(criterion.id.clone()), subject)
            .is(Verdict::hub_only(why))
            .quoting(criterion.statements.first())
            .odd(&criterion.oddities);
        // What the school writes against it.
        let point = criterion.points.iter().find(|point| point.is_stand_in());
        let field = point.map(|point| Field::Point(criterion.id.clone(), point.id.clone(), PointField::Evidence));
        out.push(Finding { field, ..finding });
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{call, find, table, why};
    use super::*;

    #[test]
    fn a_document_that_is_not_at_hand() {
        let criterion = |elsewhere| {
            call(
                json!({"criteria": [{"id": "c", "name": "Quality:", "statements": [], "points": [], "elsewhere": elsewhere}]}),
            )
        };
        let none: &[&str] = &[];
        let ask: &[&str] = &["Quality: ask hub, notice, criteria/c/elsewhere/evidence"];
        table(check, &criterion(json!(null)), &[(json!({}), none)]);
        table(check, &criterion(json!({"name": "The framework"})), &[(json!({}), ask)]);
        let at = criterion(json!({"name": "The framework", "url": "https://marsh.example.org/f"}));
        assert!(why(&find(check, &at, &json!({}))[0]).ends_with("https://marsh.example.org/f"));
    }
}
