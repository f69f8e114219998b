//! Everything that the hub says, in its own order.

use crate::app::Route;
use crate::call::{Call, HeadingId, Statement};
use crate::views::html::{El, Part, el, link, styled};
use crate::views::parts::{odd, page_title, para, words};

/// The hub's document, statement by statement under its headings.
pub(in crate::views) fn hub_words(call: &Call) -> Part {
    let all = call.statements();
    let back = link(&Route::Call(call.id.clone()).to_string(), &format!("Back to {}", call.hub.name));
    let lede = "The hub\u{2019}s full text. Notes outside the quotations are from Upbeat.";
    let mut parts =
        vec![el("p").add(back).into(), page_title("The hub\u{2019}s document").into(), para("lede", lede).into()];
    for source in &call.sources {
        let mut section = styled("section", "stack").add(el("h2").text(&source.title));
        for heading in &source.headings {
            let level = if heading.within.is_some() { "h4" } else { "h3" };
            section = under(call, &heading.id, section.add(el(level).text(&heading.text)), &all);
        }
        parts.push(section.into());
    }
    parts.into_iter().collect()
}

fn under(call: &Call, id: &HeadingId, to: El, all: &[&Statement]) -> El {
    let mut own: Vec<&Statement> = Vec::new();
    for statement in all.iter().filter(|s| s.under == *id) {
        if !own.iter().any(|s| s.text == statement.text) {
            own.push(statement);
        }
    }
    let empty = call.passages.iter().find(|p| p.under.as_ref() == Some(id));
    to.add(words(call, own)).add(empty.map(|p| odd(call, &p.oddities)))
}
