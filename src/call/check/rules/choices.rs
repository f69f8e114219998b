//! Alternatives.

use crate::call::check::context::CheckContext;
use crate::call::check::problem::Location;

/// An alternative has two branches or more.
pub(in crate::call::check) fn branches(context: &CheckContext) -> Vec<Location> {
    let lists = context.nodes.iter().filter(|n| n.key == "branches" && !n.in_list);
    let lonely = lists.filter(|n| n.value.as_array().is_some_and(|branches| branches.len() == 1));
    let what = "there is only one branch: add another, or delete `branches`";
    lonely.map(|n| Location::new(&n.path, what)).collect()
}
