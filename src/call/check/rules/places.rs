//! Places and regions.

use crate::call::check::context::CheckContext;
use crate::call::check::problem::{Location, quoted};
use crate::call::{Across, Place, SettingId};

/// Places lie in regions that the call knows; a count of regions agrees with their names.
pub(in crate::call::check) fn regions(context: &CheckContext) -> Vec<Location> {
    let regions = context.call.regions.as_ref();
    let mut locations = Vec::new();
    for (i, place) in context.call.places.iter().enumerate() {
        let path = format!("/places/{i}/where");
        match &place.across {
            Across::EachRegion if regions.is_none() => {
                locations.push(Location::new(
                    path,
                    "there are no `regions`: add them, or write \u{201c}whole-area\u{201d} here",
                ));
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

/// There is a place for every setting, or it is said to be unclear.
pub(in crate::call::check) fn settings(context: &CheckContext) -> Vec<Location> {
    let places = &context.call.places;
    let settings = context.call.settings.iter().enumerate();
    let lost =
        settings.filter(|(_, s)| !places.iter().any(|p| p.settings.contains(&s.id) || p.unclear.contains(&s.id)));
    let what = |name| {
        format!(
            "there is no place for {}: add it to the `settings` of a place, or to its `unclear-for` where the hub does not say; \
             or delete the setting",
            quoted(name)
        )
    };
    // A call without places has none for any setting. A place whose settings are wrong is told of by itself.
    let known = |id: &SettingId| context.call.setting(id.as_str()).is_some();
    let whole = |place: &Place| !place.settings.is_empty() && place.settings.iter().chain(&place.unclear).all(known);
    let lost = lost.filter(|_| !places.is_empty() && places.iter().all(whole));
    lost.map(|(i, setting)| Location::new(format!("/settings/{i}"), what(&setting.name))).collect()
}

/// The hub says how many schools it looks for.
pub(in crate::call::check) fn any(context: &CheckContext) -> Vec<Location> {
    let what = "there are no places, so Upbeat cannot tell a school whether it can apply: if the hub says how many schools it \
                wants, add its words";
    context.call.places.is_empty().then(|| Location::new("/places", what)).into_iter().collect()
}
