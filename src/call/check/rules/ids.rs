//! Ids: that each names one thing.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::call::check::context::CheckContext;
use crate::call::check::problem::{Location, quoted};

/// An id names one thing: within its list, and a heading's among all sources.
pub(in crate::call::check) fn doubled(context: &CheckContext) -> Vec<Location> {
    let id = |value: &Value| Some(value.get("id")?.as_str()?.to_owned());
    let mut seen = BTreeSet::new();
    let with_ids = context.nodes.iter().filter(|n| n.in_list).filter_map(|n| Some((n, id(n.value)?)));
    let locations = with_ids.filter_map(|(node, id)| {
        // Headings are referred to without their source.
        let list = if node.key == "headings" { "headings" } else { node.path.rsplit_once('/')?.0 };
        let what = format!("the id {} is used twice: change one, and what refers to it", quoted(&id));
        (!seen.insert((list.to_owned(), id))).then(|| Location::new(format!("{}/id", node.path), what))
    });
    locations.collect()
}
