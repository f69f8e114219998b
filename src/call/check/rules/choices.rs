//! Alternatives.

use crate::call::check::context::CheckContext;
use crate::call::check::problem::Location;
use crate::call::{Branch, BranchId, Level, Point, PointRule};

/// An alternative has two branches or more; beside a rule one is enough. None is called as what stands for no branch.
pub(in crate::call::check) fn branches(context: &CheckContext) -> Vec<Location> {
    let mut locations = Vec::new();
    for (c, criterion) in context.call.criteria.iter().enumerate() {
        for (p, point) in criterion.points.iter().enumerate() {
            let path = format!("/criteria/{c}/points/{p}/alternatives");
            for (b, branch) in
                point.branches.iter().enumerate().filter(|(_, branch)| branch.id.as_str() == Branch::NONE)
            {
                let what = format!(
                    "\u{201c}{}\u{201d} is kept for schools that say nothing applies: use another id",
                    branch.id
                );
                locations.push(Location::new(format!("{path}/{b}/id"), what));
            }
            let own = |id: &BranchId| point.branches.iter().any(|branch| branch.id == *id);
            for (g, group) in point.needed_together.iter().enumerate() {
                let at = format!("/criteria/{c}/points/{p}/needed-together/{g}");
                if group.len() < 2 {
                    let what = "a group in `needed-together` needs at least 2 alternatives, such as [\"band\", \"teacher\"]: add one, or delete the group";
                    locations.push(Location::new(at, what));
                } else if let Some((b, id)) = group.iter().enumerate().find(|(_, id)| !own(id)) {
                    let what = format!(
                        "\u{201c}{id}\u{201d} is not one of this point\u{2019}s alternatives: write the id of one, or add it to `alternatives`"
                    );
                    locations.push(Location::new(format!("{at}/{b}"), what));
                }
            }
            locations.extend(rule(&format!("/criteria/{c}/points/{p}"), point));
            if point.branches.len() == 1 && !point.asks_branches() {
                let what = "there is only one alternative: add another, or delete `alternatives`";
                locations.push(Location::new(path, what));
            }
        }
    }
    locations
}

/// A rule that rests on branches or levels has them.
fn rule(path: &str, point: &Point) -> Option<Location> {
    match point.rule.as_ref()? {
        PointRule::Branches if point.branches.is_empty() => {
            let what = "this rule rests on `alternatives`, and there are none: add them";
            Some(Location::new(format!("{path}/alternatives"), what))
        }
        PointRule::Level { levels, at_least, .. } => {
            if let Some(at) = levels.iter().position(|level| level.id.as_str() == Level::NONE) {
                let what = "\u{201c}none\u{201d} is kept for schools that hold no level: use another id";
                return Some(Location::new(format!("{path}/rule/levels/{at}/id"), what));
            }
            let is_own = levels.is_empty() || levels.iter().any(|level| level.id == *at_least);
            let what =
                format!("\u{201c}{at_least}\u{201d} is not the id of a level here: write the id of one of `levels`");
            (!is_own).then(|| Location::new(format!("{path}/rule/at-least"), what))
        }
        _ => None,
    }
}
