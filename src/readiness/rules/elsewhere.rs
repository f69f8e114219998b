//! Criteria that live in a document that is not at hand: only the hub, or that document, can tell.

use super::{Case, Finding, Verdict, Weight, first};
use crate::call::Section;

const RULE: &str = "elsewhere";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for criterion in &case.call.criteria {
        let Some(elsewhere) = &criterion.elsewhere else { continue };
        let why = match &elsewhere.url {
            Some(url) => format!(
                "The hub\u{2019}s criteria for this are in \u{201c}{}\u{201d}, which is not part of this page. Read it at {url}",
                elsewhere.name
            ),
            None => format!(
                "The hub\u{2019}s criteria for this are in \u{201c}{}\u{201d}, which is not at hand here. {}",
                elsewhere.name,
                case.ask_the_hub()
            ),
        };
        let subject = criterion.name.trim().trim_end_matches([':', '.']);
        out.push(
            Finding::about(RULE, Section::Criterion(criterion.id.clone()), subject)
                .is(Verdict::hub_only(why))
                .weighs(Weight::Notice)
                .quoting(first(&criterion.statements))
                .odd(&criterion.oddities),
        );
    }
}
