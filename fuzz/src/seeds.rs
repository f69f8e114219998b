//! What the targets start from: the project's calls and examples, whole and cut down, and generated drafts.

use std::sync::LazyLock;

use serde_json::Value as Json;
use upbeat::call::{Call, read_call};
use upbeat::draft::{Draft, fullest, generated};

/// Files of the project, as text.
pub(crate) const CALLS: [&str; 4] = [
    include_str!("../../assets/calls/hertfordshire-2025.json"),
    include_str!("../../assets/calls/asone-2025.json"),
    include_str!("../../tests/fixtures/calls/third.json"),
    include_str!("../../tests/fixtures/calls/small.json"),
];
pub(crate) const EXAMPLES: [&str; 2] = [
    include_str!("../../assets/examples/hertfordshire-2025.json"),
    include_str!("../../assets/examples/asone-2025.json"),
];

/// The calls, with what they are read into.
pub(crate) fn calls() -> &'static [(Call, &'static str)] {
    static READ: LazyLock<Vec<(Call, &'static str)>> =
        LazyLock::new(|| CALLS.iter().filter_map(|text| Some((read_call(text).ok()?, *text))).collect());
    &READ
}

/// Drafts, from short to the longest there can be.
pub(crate) fn drafts() -> Vec<Draft> {
    let of = |(number, (call, _)): (u64, &(Call, _))| {
        let mut all: Vec<Draft> = (0..6).map(|seed| generated(seed * 4 + number, call)).collect();
        all.push(fullest(call));
        all
    };
    (0..).zip(calls()).flat_map(of).collect()
}

/// JSON cut down to what is quick to read: no list has more than a few items, no text more than some characters.
pub(crate) fn cut(json: &Json, items: usize, characters: usize) -> Json {
    match json {
        Json::Array(all) => all.iter().take(items).map(|one| cut(one, items, characters)).collect(),
        Json::Object(all) => all.iter().map(|(key, one)| (key.clone(), cut(one, items, characters))).collect(),
        Json::String(text) => Json::String(text.chars().take(characters).collect()),
        other => other.clone(),
    }
}
