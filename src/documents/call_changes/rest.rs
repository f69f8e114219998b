//! What else has changed in a call, and whether anything has that no sentence says.

use serde_json::Value as Json;

use super::said::{Put, quoted};
use crate::call::{Call, upgrade};
use crate::draft::{has_other_words, words_have_changed};

pub(super) fn rest(before: &Call, after: &Call, put: Put) {
    if before.round != after.round && !after.round.trim().is_empty() {
        put(format!("The round is now called {}.", quoted(&after.round)));
    }
    let words = |call: &'_ Call| {
        let passages = call.passages.iter().flat_map(|passage| &passage.statements);
        let places = call.places.iter().map(|place| &place.statement);
        passages
            .chain(places)
            .chain(call.benefits.iter().map(|benefit| &benefit.statement))
            .cloned()
            .collect::<Vec<_>>()
    };
    if words_have_changed(&words(before), &words(after)) {
        put("Other words about the role, its benefits or how schools are chosen changed.".to_owned());
    }
}

/// Keys of a call file whose values are ours, or only say how something looks: help, notes, short names, colours.
const OURS: &[&str] = &[
    "$schema",
    "format",
    "help",
    "why",
    "hint",
    "label",
    "short-name",
    "oddities",
    "look",
    "also-known-as",
    "area",
    "sources",
    "under-heading",
    "opening-words-in-bold",
    "hub-chose-this-name",
    "hosted-by-hub",
];

/// Whether two call files differ in more than what is ours. Spaces, punctuation and capitals of texts say nothing.
pub(super) fn differ(before: &str, after: &str) -> bool {
    let read = |text: &str| -> Option<Json> {
        let mut json: Json = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
        if json.get("format").and_then(Json::as_u64) == Some(1) {
            upgrade(&mut json);
        }
        Some(json)
    };
    match (read(before), read(after)) {
        (Some(before), Some(after)) => !is_same(&before, &after),
        _ => before != after,
    }
}

fn is_same(before: &Json, after: &Json) -> bool {
    match (before, after) {
        (Json::Object(before), Json::Object(after)) => {
            let keys = before.keys().chain(after.keys()).filter(|key| !OURS.contains(&key.as_str()));
            keys.into_iter().all(|key| match (before.get(key), after.get(key)) {
                (Some(before), Some(after)) => is_same(before, after),
                _ => false,
            })
        }
        (Json::Array(before), Json::Array(after)) => {
            before.len() == after.len() && before.iter().zip(after).all(|(before, after)| is_same(before, after))
        }
        (Json::String(before), Json::String(after)) => {
            let is_address = before.contains("://") || before.contains('@');
            before == after || (!is_address && !has_other_words(before, after))
        }
        _ => before == after,
    }
}
