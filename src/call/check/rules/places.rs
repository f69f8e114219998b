//! Places and regions.

use crate::call::Across;
use crate::call::check::context::CheckContext;
use crate::call::check::problem::Location;

/// Places lie in regions that the call knows; a count of regions agrees with their names.
pub(in crate::call::check) fn regions(context: &CheckContext) -> Vec<Location> {
    let regions = context.call.regions.as_ref();
    let mut locations = Vec::new();
    for (i, place) in context.call.places.iter().enumerate() {
        let path = format!("/places/{i}/across");
        match &place.across {
            Across::EachRegion if regions.is_none() => {
                locations
                    .push(Location::new(path, "there are no `regions`: add them, or write \u{201c}hub\u{201d} here"));
            }
            Across::Regions(these) if these.is_empty() => {
                locations.push(Location::new(path, "this place has no region: add at least one"));
            }
            _ => {}
        }
    }
    if let Some((count, regions)) = regions.and_then(|r| Some((r.count?, r))) {
        let named = u32::try_from(regions.named.len()).unwrap_or(u32::MAX);
        if named > 0 && named != count {
            let what = format!("the count is {count} but {named} are named: make them match");
            locations.push(Location::new("/regions/count", what));
        }
    }
    locations
}
