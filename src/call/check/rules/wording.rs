//! How strongly the hub asks for something: that the file says it as the hub's words do.

use serde_json::Value;

use crate::call::Statement;
use crate::call::check::context::CheckContext;
use crate::call::check::problem::{Location, quoted};

use super::quotes::says;

/// Words that ask strongly, and words that leave it open.
const MUST: [&str; 7] = ["must", "need", "needs", "required", "require", "requires", "essential"];
const MAY: [&str; 8] = ["may", "could", "can", "might", "optional", "optionally", "welcome", "considered"];

/// What is quoted is asked for as strongly as its sentence says. Only where the words are plain: "should" is no "must".
pub(in crate::call::check) fn wording(context: &CheckContext) -> Vec<Location> {
    let locations = context.nodes.iter().filter_map(|node| {
        let text = |key: &str| node.value.get(key).and_then(Value::as_str);
        let (quote, strength) = (text("quote")?, text("how-binding")?);
        let home = home(&node.path)?;
        let mut own = context.statements.iter().filter(|(path, _)| path.starts_with(home));
        let sentence = own.find_map(|(_, statement)| sentence(statement, quote))?.to_lowercase();
        let has = |words: &[&str]| sentence.split(|c: char| !c.is_alphabetic()).any(|word| words.contains(&word));
        let said = match strength {
            "must" if has(&["should"]) && !has(&MUST) => "should",
            "should" if has(&["must"]) && !has(&["should"]) => "must",
            "may" if has(&["must"]) && !has(&MAY) => "must",
            "may" if has(&["should"]) && !has(&MAY) => "should",
            _ => return None,
        };
        let what = format!(
            "this is {}, but the hub\u{2019}s sentence with {} says {}: write {}, if the hub means that",
            quoted(strength),
            quoted(quote),
            quoted(said),
            quoted(said)
        );
        Some(Location::new(format!("{}/how-binding", node.path), what))
    });
    locations.collect()
}

/// The entry in which a path leads: "/criteria/0/".
fn home(path: &str) -> Option<&str> {
    let (end, _) = path.match_indices('/').nth(2)?;
    path.get(..=end)
}

/// The words around a quote: its sentence, or the item of a list with what introduces it.
fn sentence(statement: &Statement, quote: &str) -> Option<String> {
    if says(&statement.text, quote) {
        let mut sentences = statement.text.split_inclusive(['.', '!', '?', ';', ':', '\n']);
        return Some(sentences.find(|part| part.contains(quote)).unwrap_or(&statement.text).to_owned());
    }
    let item = statement.items.iter().find(|item| says(item, quote))?;
    Some(format!("{} {item}", statement.text))
}
