//! Oddities and what they excuse.

use std::collections::BTreeSet;

use crate::call::check::context::CheckContext;
use crate::call::check::problem::{Location, Problem, quoted};

/// An oddity is referred to by what is odd: only so is it shown to schools.
pub(in crate::call::check) fn unused(context: &CheckContext) -> Vec<Location> {
    let used: BTreeSet<&str> =
        context.texts().filter(|(n, _)| n.key == "oddities" && n.in_list).map(|(_, id)| id).collect();
    let unused = context.call.oddities.iter().enumerate().filter(|(_, oddity)| !used.contains(oddity.id.as_str()));
    let what = |id| format!("{} is not used: add it to the `oddities` of what it explains", quoted(id));
    unused.map(|(i, oddity)| Location::new(format!("/oddities/{i}"), what(oddity.id.as_str()))).collect()
}

/// The rule that finds nothing where the files beside this one are not known.
const NEEDS_OTHERS: &str = "another-hub";

/// Excuses for problems that are not among those found.
pub(in crate::call::check) fn excuses_nothing(context: &CheckContext, found: &[Problem]) -> Vec<Location> {
    let looked_for = |code: &str| code != NEEDS_OTHERS || !context.others.is_empty();
    let idle = context.call.oddities.iter().enumerate().filter_map(|(i, oddity)| {
        let excuse = oddity.excuses.as_ref().filter(|_| !found.iter().any(|p| p.known.as_ref() == Some(&oddity.id)))?;
        let excuse = Some(excuse).filter(|excuse| looked_for(&excuse.code))?;
        let (code, about) = (quoted(&excuse.code), quoted(&excuse.about));
        let what = format!("there is no problem {code} about {about}: delete or correct `explains-check-warning`");
        Some(Location::new(format!("/oddities/{i}/explains-check-warning"), what))
    });
    idle.collect()
}
