//! References: that what is referred to is there.

use crate::call::check::context::{CheckContext, Node};
use crate::call::check::nearest::did_you_mean;
use crate::call::check::problem::{Location, any_of, quoted};
use crate::call::{Call, Heading, Level, Point, PointRule};

/// Of so many ids, each is named.
const FEW: usize = 8;

/// Keys that hold ids of other things: the key, whether it holds a list of them, and what they name.
const REFERENCES: [(&str, bool, &str); 20] = [
    ("under-heading", false, "heading"),
    ("within", false, "heading"),
    ("oddities", true, "oddity"),
    ("settings", true, "setting"),
    ("one-of", true, "setting"),
    ("unclear-for", true, "setting"),
    ("region", true, "region"),
    ("regions", true, "region"),
    ("from", true, "person"),
    ("person", false, "person"),
    ("document", false, "document"),
    ("declaration", false, "declaration"),
    ("lot", true, "lot"),
    ("needed-together", true, "alternative"),
    ("at-least", false, "level"),
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
    let is_number = |step: &&str| step.bytes().all(|b| b.is_ascii_digit());
    let in_list = path.rsplit('/').next().is_some_and(|last| is_number(&last));
    // A list may stand in a list.
    let key = path.rsplit('/').find(|step| !is_number(step))?;
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
        "lot" => call.lot_choices().map(|lot| lot.id.as_str()).collect(),
        "alternative" => points(call).flat_map(|p| &p.branches).map(|b| b.id.as_str()).collect(),
        "level" => points(call).flat_map(levels).map(|level| level.id.as_str()).collect(),
        "declaration" => call.declarations.iter().map(|d| d.id.as_str()).collect(),
        "date" => call.dates.iter().map(|d| d.id.as_str()).collect(),
        _ => Vec::new(),
    }
}

fn points(call: &Call) -> impl Iterator<Item = &Point> {
    call.criteria.iter().flat_map(|criterion| &criterion.points)
}

fn levels(point: &Point) -> &[Level] {
    match &point.rule {
        Some(PointRule::Level { levels, .. }) => levels,
        _ => &[],
    }
}

/// What is referred to is there.
pub(in crate::call::check) fn unknown(context: &CheckContext) -> Vec<Location> {
    // Where the file has nothing of a kind, that is said once.
    let mut missing: Vec<&str> = Vec::new();
    let locations = context.texts().filter_map(|(node, id)| {
        let (.., kind) = REFERENCES.iter().find(|(key, list, _)| *key == node.key && *list == node.in_list)?;
        let mut known: Vec<&str> = Vec::new();
        for id in ids(context.call, kind) {
            if !known.contains(&id) {
                known.push(id);
            }
        }
        if known.is_empty() {
            if missing.contains(kind) {
                return None;
            }
            missing.push(kind);
        }
        let what = || {
            let near = did_you_mean(id, known.iter().copied());
            let way_out = match known.as_slice() {
                _ if !near.is_empty() => near,
                [] => ": the file has none at all, so add it, or delete what refers to one".to_owned(),
                few if few.len() <= FEW => format!(": write {}, or add it", any_of(few)),
                [first, ..] => format!(": write the id of one that is there, such as {}, or add it", quoted(first)),
            };
            format!("there is no {kind} called {}{way_out}", quoted(id))
        };
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
