//! Alternatives.

use crate::call::Branch;
use crate::call::check::context::CheckContext;
use crate::call::check::problem::Location;

/// An alternative has two branches or more; beside a rule one is enough. None is called as what stands for no branch.
pub(in crate::call::check) fn branches(context: &CheckContext) -> Vec<Location> {
    let mut locations = Vec::new();
    for (c, criterion) in context.call.criteria.iter().enumerate() {
        for (p, point) in criterion.points.iter().enumerate() {
            let path = format!("/criteria/{c}/points/{p}/alternatives");
            for (b, branch) in
                point.branches.iter().enumerate().filter(|(_, branch)| branch.id.as_str() == Branch::NONE)
            {
                let what = format!("\u{201c}{}\u{201d} stands for no alternative: use another id", branch.id);
                locations.push(Location::new(format!("{path}/{b}/id"), what));
            }
            if point.branches.len() == 1 && !point.asks_branches() {
                let what = "there is only one alternative: add another, or delete `alternatives`";
                locations.push(Location::new(path, what));
            }
        }
    }
    locations
}
