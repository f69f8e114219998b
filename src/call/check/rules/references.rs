//! References: that what is referred to is there.

use crate::call::check::context::{CheckContext, Node};
use crate::call::check::nearest::did_you_mean;
use crate::call::check::problem::{Location, quoted};
use crate::call::{Call, Heading};

/// Keys that hold ids of other things: the key, whether it holds a list of them, and what they name.
const REFERENCES: [(&str, bool, &str); 16] = [
    ("under", false, "heading"),
    ("within", false, "heading"),
    ("oddities", true, "oddity"),
    ("settings", true, "setting"),
    ("any", true, "setting"),
    ("unclear", true, "setting"),
    ("region", true, "region"),
    ("regions", true, "region"),
    ("from", true, "person"),
    ("person", false, "person"),
    ("document", false, "document"),
    ("deadline", false, "date"),
    ("deadlines", true, "date"),
    ("letters", true, "letter"),
    ("documents", true, "document"),
    ("setting", true, "setting"),
];

/// Whether a text is an id of something else.
pub(super) fn is_reference(node: &Node) -> bool {
    REFERENCES.iter().any(|(key, list, _)| *key == node.key && *list == node.in_list)
}

/// What kind of thing the id at a path names.
#[cfg(feature = "schema")]
pub(in crate::call::check) fn kind_at(path: &str) -> Option<&'static str> {
    let (around, last) = path.rsplit_once('/')?;
    let in_list = last.bytes().all(|b| b.is_ascii_digit());
    let key = if in_list { around.rsplit_once('/')?.1 } else { last };
    REFERENCES.iter().find(|(known, list, _)| *known == key && *list == in_list).map(|(.., kind)| *kind)
}

/// The ids of everything of one kind.
fn ids<'a>(call: &'a Call, kind: &str) -> Vec<&'a str> {
    match kind {
        "heading" => headings(call).map(|(_, h)| h.id.as_str()).collect(),
        "oddity" => call.oddities.iter().map(|o| o.id.as_str()).collect(),
        "setting" => call.settings.iter().map(|s| s.id.as_str()).collect(),
        "region" => call.regions.iter().flat_map(|r| &r.named).map(|r| r.id.as_str()).collect(),
        "person" => call.people.iter().map(|p| p.id.as_str()).collect(),
        "letter" => call.letters.iter().map(|l| l.id.as_str()).collect(),
        "document" => call.documents.iter().map(|d| d.id.as_str()).collect(),
        "date" => call.dates.iter().map(|d| d.id.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// What is referred to is there.
pub(in crate::call::check) fn unknown(context: &CheckContext) -> Vec<Location> {
    let locations = context.texts().filter_map(|(node, id)| {
        let (.., kind) = REFERENCES.iter().find(|(key, list, _)| *key == node.key && *list == node.in_list)?;
        let known = ids(context.call, kind);
        let what = || format!("there is no {kind} called {}{}", quoted(id), did_you_mean(id, known.iter().copied()));
        (!known.contains(&id)).then(|| Location::new(&node.path, what()))
    });
    locations.collect()
}

fn headings(call: &Call) -> impl Iterator<Item = (String, &Heading)> {
    call.sources.iter().enumerate().flat_map(|(s, source)| {
        source.headings.iter().enumerate().map(move |(h, heading)| (format!("/sources/{s}/headings/{h}"), heading))
    })
}

/// No heading stands within itself, directly or by way of others.
pub(in crate::call::check) fn circular(context: &CheckContext) -> Vec<Location> {
    let above = |heading: &Heading| {
        let within = heading.within.clone()?;
        headings(context.call).map(|(_, h)| h).find(|h| h.id == within)
    };
    let all = headings(context.call).count();
    let locations = headings(context.call).filter_map(|(path, heading)| {
        let mut chain = std::iter::successors(above(heading), |h| above(h)).take(all);
        let what = format!("the heading {} is inside itself: change `within`", quoted(&heading.text));
        chain.any(|h| h.id == heading.id).then(|| Location::new(format!("{path}/within"), what))
    });
    locations.collect()
}
