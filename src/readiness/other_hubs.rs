//! Names that belong to other hubs.

use crate::call::Call;

/// Names of other hubs: text of this application that has one was perhaps written for another call.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OtherHubs {
    /// The longest first.
    pub(super) names: Vec<String>,
}

impl OtherHubs {
    /// None known.
    pub const NONE: Self = Self { names: Vec::new() };

    /// The names that belong to other hubs and not to this call's: a name that is a part of one of this hub's own names
    /// says nothing, and neither do one or two letters.
    pub fn new<'a>(call: &Call, names: impl IntoIterator<Item = &'a str>) -> Self {
        let hub = &call.hub;
        let own: Vec<String> = [Some(&hub.name), hub.short.as_ref(), hub.lead_organisation.as_ref()]
            .into_iter()
            .flatten()
            .chain(hub.delivery_partner.as_ref())
            .chain(&hub.also_known_as)
            .map(|name| name.to_lowercase())
            .collect();
        let mut kept: Vec<String> = Vec::new();
        for name in names.into_iter().map(str::trim).filter(|name| name.chars().count() > 2) {
            let lower = name.to_lowercase();
            if !own.iter().any(|o| o.contains(&lower)) && !kept.iter().any(|k| k == name) {
                kept.push(name.to_owned());
            }
        }
        // The longest first, so that the fullest name is the one that is shown.
        kept.sort_by_key(|name| std::cmp::Reverse(name.len()));
        Self { names: kept }
    }
}
