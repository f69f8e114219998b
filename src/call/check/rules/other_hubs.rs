//! What is left of another hub's call file, from which this one was made.

use crate::call::check::context::CheckContext;
use crate::call::check::problem::{Location, quoted};
use crate::call::{Call, Contact, Way, is_id, starts_with_word};

/// Shorter names are words too.
const SHORTEST: usize = 3;

/// Nothing is left from another hub's call file: neither its names nor its email addresses.
pub(in crate::call::check) fn other_hubs(context: &CheckContext) -> Vec<Location> {
    let own: Vec<String> = names(context.call).chain(&context.call.hub.area).map(|name| name.to_lowercase()).collect();
    let is_own = |name: &str| own.iter().any(|own| own.contains(&name.to_lowercase()));
    let others = context.others.iter().filter(|other| !is_own(&other.hub.name));
    let mut known: Vec<(&str, &str)> = others
        .flat_map(|other| {
            let names = names(other).map(String::as_str).chain(emails(other));
            let area = other.hub.area.as_deref().unwrap_or_default();
            // A place is named for its own sake.
            let said = names.filter(move |name| !area.contains(name) && name.chars().count() >= SHORTEST);
            said.map(|name| (name, other.hub.name.as_str()))
        })
        .filter(|(name, _)| !is_own(name))
        .collect();
    // The longest first, so that the fullest name is the one that is shown.
    known.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let locations = context.texts().filter(|(_, text)| !is_id(text)).filter_map(|(node, text)| {
        let (name, hub) = known.iter().find(|(name, _)| holds(text, name))?;
        let whose = if name == hub { "another hub".to_owned() } else { format!("another hub, {}", quoted(hub)) };
        let what = format!(
            "{} belongs to {whose}, whose call file is in the same folder: write your own. If it is right, add an oddity with `explains-check-warning`",
            quoted(name)
        );
        Some(Location::new(&node.path, what))
    });
    locations.collect()
}

/// The names of a call's hub and of those who work for it.
fn names(call: &Call) -> impl Iterator<Item = &String> {
    let hub = &call.hub;
    let names = [
        Some(&hub.name),
        hub.short.as_ref(),
        hub.second_name.as_ref(),
        hub.lead_organisation.as_ref(),
        hub.delivery_partner.as_ref(),
    ];
    names.into_iter().flatten().chain(&hub.also_known_as)
}

/// The email addresses of a call.
fn emails(call: &Call) -> impl Iterator<Item = &str> {
    let contacts: [Option<&Contact>; 2] = [call.hub.contact.as_ref(), call.submission.enquiries.as_ref()];
    let ways = call.submission.ways.iter().filter_map(|way| match way {
        Way::Email { address, .. } => Some(address.as_str()),
        Way::Form { .. } | Way::Paper { .. } => None,
    });
    contacts.into_iter().flatten().filter_map(|contact| contact.email.as_deref()).chain(ways)
}

/// Whether a text has a name as whole words, in any case.
fn holds(text: &str, name: &str) -> bool {
    let mut before = ' ';
    text.char_indices().any(|(at, c)| {
        let begins = !before.is_alphanumeric();
        before = c;
        begins && text.get(at..).is_some_and(|rest| starts_with_word(rest, name).is_some())
    })
}
