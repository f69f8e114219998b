//! What has changed in who can apply, and what is asked about them.

use super::said::{Put, asked_of, each, quoted, required};
use crate::call::{Call, ProfileAsk};

pub(super) fn applicants(before: &Call, after: &Call, put: Put) {
    let new = |name: &str| format!("{} can now apply.", quoted(name));
    let gone = |name: &str| format!("{} can no longer apply.", quoted(name));
    each(&before.settings, &after.settings, |a, b| a.id == b.id, put, |own| new(&own.name), |own| gone(&own.name));
    let counts = |call: &Call| {
        let places = call.places.iter();
        places
            .map(|place| {
                let numbers = (place.minimum, place.maximum, place.where_possible);
                (place.id.clone(), numbers, place.settings.clone(), place.unclear.clone(), place.across.clone())
            })
            .collect::<Vec<_>>()
    };
    if counts(before) != counts(after) {
        put("The places that schools can apply for changed.".to_owned());
    }
    let names =
        |call: &Call| call.regions.iter().flat_map(|all| &all.named).map(|own| own.name.clone()).collect::<Vec<_>>();
    if names(before) != names(after) {
        put("The list of regions to choose from changed.".to_owned());
    }
    let asked = after.profile.iter().filter(|own| before.asks(own.ask).is_none()).count();
    let noun = after.applicant(None).noun();
    match asked {
        0 => {}
        1 => put(format!("There is a new question about your {noun}.")),
        several => put(format!("There are {several} new questions about your {noun}.")),
    }
    match before.profile.iter().filter(|own| after.asks(own.ask).is_none()).count() {
        0 => {}
        1 => put(format!("A question about your {noun} is no longer asked.")),
        several => put(format!("{several} questions about your {noun} are no longer asked.")),
    }
    let is_required =
        |call: &Call, own: &ProfileAsk| call.asks(own.ask).is_some_and(|ask| ask.required == own.required);
    match after.profile.iter().filter(|own| before.asks(own.ask).is_some() && !is_required(before, own)).count() {
        0 => {}
        1 => put(format!("Whether a question about your {noun} is required changed.")),
        several => put(format!("Whether {several} questions about your {noun} are required changed.")),
    }
    if before.lots != after.lots {
        put("The list of what you can apply for changed.".to_owned());
    }
    match (&before.cluster, &after.cluster) {
        (was, now) if was == now => {}
        (None, Some(now)) => put(format!("New: {}.", quoted(&now.name))),
        (Some(_), Some(now)) => put(format!("The requirements for {} changed.", quoted(&now.name))),
        (Some(was), None) => put(format!("No longer asked: {}.", quoted(&was.name))),
        (None, None) => {}
    }
    let new = |name: &str| format!("New person to name: {name}.");
    let gone = |name: &str| format!("You no longer have to name this person: {name}.");
    let both =
        each(&before.people, &after.people, |a, b| a.id == b.id, put, |own| new(&own.name), |own| gone(&own.name));
    for (was, own) in both {
        let name = quoted(&own.name);
        required(&name, was.required, own.required, put);
        asked_of(&name, &was.when, &own.when, put);
        match (was.contact, own.contact) {
            (false, true) => put(format!("You are now asked for contact details of {name}.")),
            (true, false) => put(format!("You are no longer asked for contact details of {name}.")),
            _ => {}
        }
    }
}
