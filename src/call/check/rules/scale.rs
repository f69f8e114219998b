//! The scale by which a school rates itself.

use crate::call::Standing;
use crate::call::check::context::CheckContext;
use crate::call::check::problem::{Location, quoted};

/// The scale can be used: one step counts as met, no label twice, best first.
pub(in crate::call::check) fn scale(context: &CheckContext) -> Vec<Location> {
    let steps = &context.call.scale.steps;
    let rank = |standing| match standing {
        Standing::Met => 0,
        Standing::Partly => 1,
        Standing::NotYet => 2,
    };
    let mut locations = Vec::new();
    // Where schools rate no point, there need be no scale.
    let rated = context.call.criteria.iter().flat_map(|criterion| &criterion.points).any(|p| p.rule.is_none());
    if (rated || !steps.is_empty()) && !steps.iter().any(|s| s.means == Standing::Met) {
        let what = "no step has `counts-as` \u{201c}met\u{201d}, so nothing could be met: add one";
        locations.push(Location::new("/scale/steps", what));
    }
    for (i, step) in steps.iter().enumerate() {
        let before = || steps.iter().take(i);
        if before().any(|b| b.label.trim().eq_ignore_ascii_case(step.label.trim())) {
            let what = format!("the label {} is used twice: change one", quoted(&step.label));
            locations.push(Location::new(format!("/scale/steps/{i}/label"), what));
        }
        if before().any(|b| rank(b.means) > rank(step.means)) {
            locations.push(Location::new(
                format!("/scale/steps/{i}/counts-as"),
                "the steps are out of order: put the best first",
            ));
        }
    }
    locations
}
