//! Texts: that they say something, are whole, and begin as they should.

use crate::call::check::context::CheckContext;
use crate::call::check::problem::{Location, quoted};

/// Every text that is there says something. A hub need not name its round.
pub(in crate::call::check) fn blank(context: &CheckContext) -> Vec<Location> {
    let blank = context.texts().filter(|(n, text)| text.trim().is_empty() && n.path != "/round");
    blank.map(|(n, _)| Location::new(&n.path, "the text is empty: add it, or delete the entry")).collect()
}

/// What is left of a web page: how tags begin.
pub(super) const TAGS: [&str; 15] =
    ["<sup", "<sub", "</", "<p>", "<br", "<li", "<ul", "<ol", "<b>", "<i>", "<em", "<strong", "<a ", "<div", "<span"];
/// What is left of a wrong character set, of HTML and of Markdown.
const RUBBLE: [&str; 11] = [
    "\u{fffd}",
    "\u{e2}\u{20ac}",
    "\u{c3}\u{a9}",
    "\u{c2}\u{a3}",
    "\u{c2}\u{a0}",
    "**",
    "__",
    "](",
    "&amp;",
    "&nbsp;",
    "&pound;",
];

/// Texts carry neither broken characters nor the source's mark-up.
pub(in crate::call::check) fn garbled(context: &CheckContext) -> Vec<Location> {
    let locations = context.texts().filter_map(|(node, text)| {
        let rubble = RUBBLE.iter().chain(&TAGS).find(|r| text.contains(**r)).map(|r| quoted(r));
        let control =
            || text.chars().find(|c| c.is_control() && *c != '\n').map(|c| format!("the control character {c:?}"));
        let found = rubble.or_else(control)?;
        Some(Location::new(&node.path, format!("the text has {found}, left from copying: delete it")))
    });
    locations.collect()
}

/// A statement begins with its lead.
pub(in crate::call::check) fn lead(context: &CheckContext) -> Vec<Location> {
    let locations = context.statements.iter().filter_map(|(path, statement)| {
        let lead = statement.lead.as_deref().filter(|lead| !statement.text.starts_with(lead))?;
        let what = format!("the text does not start with {}: copy its first words exactly", quoted(lead));
        Some(Location::new(format!("{path}/opening-words-in-bold"), what))
    });
    locations.collect()
}
