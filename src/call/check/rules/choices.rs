//! Alternatives.

use crate::call::check::Spot;
use crate::call::check::ground::Ground;

/// An alternative has two branches or more.
pub(in crate::call::check) fn branches(ground: &Ground) -> Vec<Spot> {
    let lists = ground.nodes.iter().filter(|n| n.key == "branches" && !n.in_list);
    let lonely = lists.filter(|n| n.value.as_array().is_some_and(|branches| branches.len() == 1));
    let what = "one branch is no choice: give the other, or leave `branches` out";
    lonely.map(|n| Spot::new(&n.path, what)).collect()
}
