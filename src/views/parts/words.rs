//! The hub's words, set apart from ours.

use crate::call::{Call, HeadingId, Link, OddityId, Statement, Topic};
use crate::draft::capitalised;
use crate::views::html::{El, Part, all, el, styled};

/// Statements, those under the same heading in one quotation.
pub(in crate::views) fn words<'a>(call: &Call, statements: impl IntoIterator<Item = &'a Statement>) -> Part {
    quoted(call, &statements.into_iter().collect::<Vec<_>>())
}

fn quoted(call: &Call, statements: &[&Statement]) -> Part {
    let mut parts = Vec::new();
    for group in statements.chunk_by(|a, b| a.under == b.under) {
        let mut quote = styled("blockquote", "words");
        let mut oddities: Vec<&OddityId> = Vec::new();
        for one in group {
            quote = quote.add(statement(one));
            oddities.extend(&one.oddities);
        }
        parts.push(quote.add(source(call, group.first().map(|s| &s.under))).into());
        parts.push(odd(call, oddities));
    }
    parts.into_iter().collect()
}

/// A quotation of words that are part of a statement.
pub(in crate::views) fn quotation(call: &Call, text: &str, under: &HeadingId) -> Part {
    styled("blockquote", "words").add(paragraphs(text, None, &[])).add(source(call, Some(under))).into()
}

/// Statements with some of their words marked: those that a point rests on.
pub(in crate::views) fn marked(call: &Call, statements: &[Statement], mark: &str) -> Part {
    let Some(found) = statements.iter().find(|s| s.text.contains(mark)) else {
        return statements.first().map_or(Part::NONE, |first| quotation(call, mark, &first.under));
    };
    // The sentences around the words, not the whole of a long statement.
    let text = around(&found.text, mark);
    let (before, after) = text.split_once(mark).unwrap_or((text, ""));
    styled("blockquote", "words")
        .add(el("p").text(before).add(el("mark").text(mark)).text(after))
        .add(source(call, Some(&found.under)))
        .into()
}

/// The sentences of `text` that `part` touches.
fn around<'a>(text: &'a str, part: &str) -> &'a str {
    let Some(at) = text.find(part) else { return text };
    let start = text.get(..at).and_then(|t| t.rfind(". ")).map_or(0, |i| i + 2);
    let end = at + part.len();
    let stop = text
        .get(end.saturating_sub(1)..)
        .and_then(|t| t.find(". "))
        .map_or(text.len(), |i| end.saturating_sub(1) + i + 1);
    text.get(start..stop).unwrap_or(text)
}

fn statement(statement: &Statement) -> Part {
    let body = paragraphs(&statement.text, statement.lead.as_deref(), &statement.links);
    let mut items = el("ul");
    for item in &statement.items {
        items = items.add(linked(el("li"), item, &statement.links));
    }
    let from = statement.quoted_from.as_ref().map(|from| styled("p", "quiet").text(from));
    all([body, (!statement.items.is_empty()).then_some(items).into(), from.into()])
}

fn paragraphs(text: &str, lead: Option<&str>, links: &[Link]) -> Part {
    let mut parts = Vec::new();
    for (number, part) in text.split("\n\n").enumerate() {
        let lead = lead.filter(|_| number == 0).and_then(|lead| part.strip_prefix(lead).map(|rest| (lead, rest)));
        parts.push(match lead {
            Some((lead, rest)) => linked(el("p").add(el("strong").text(lead)), rest, links).into(),
            None => linked(el("p"), part, links).into(),
        });
    }
    parts.into_iter().collect()
}

/// Adds a text with its links. Only addresses on the web and of e-mail become links.
fn linked(to: El, text: &str, links: &[Link]) -> El {
    for link in links {
        if let Some((before, after)) = text.split_once(link.text.as_str())
            && let Some(href) = link.href.as_deref().filter(|h| safe(h))
        {
            let name = el("a").attr("href", href).attr("rel", "noreferrer").text(&link.text);
            let name = if href.starts_with("mailto:") { name } else { name.attr("target", "_blank").add(new_tab()) };
            return linked(to.text(before).add(name), after, links);
        }
    }
    to.text(text)
}

/// A link to a page elsewhere, in a new tab.
pub(in crate::views) fn outward(href: &str, name: &str) -> El {
    el("a").attr("href", href).attr("target", "_blank").attr("rel", "noreferrer").text(name).add(new_tab())
}

/// Says that a link opens a new tab.
fn new_tab() -> El {
    hidden(" (opens in a new tab)")
}

/// Words for those who hear the page and do not see it.
pub(in crate::views) fn hidden(text: &str) -> El {
    styled("span", "visually-hidden").text(text)
}

/// Whether an address may become a link.
pub(in crate::views) fn safe(href: &str) -> bool {
    crate::draft::is_web_address(href) || href.starts_with("mailto:")
}

fn source(call: &Call, under: Option<&HeadingId>) -> El {
    let heading = under.map(|id| call.heading(id)).filter(|h| !h.is_empty());
    let footer = styled("footer", "words-source").text(&capitalised(call.hub.short_name()));
    match heading {
        Some(heading) => footer.text(", ").text(&heading),
        None => footer,
    }
}

/// What is odd about the hub's text, and whether to ask.
pub(in crate::views) fn odd<'a>(call: &Call, ids: impl IntoIterator<Item = &'a OddityId>) -> Part {
    odd_among(call, &ids.into_iter().collect::<Vec<_>>())
}

fn odd_among(call: &Call, ids: &[&OddityId]) -> Part {
    // What is odd about several things is said once.
    let mut once: Vec<&OddityId> = Vec::new();
    for id in ids {
        if !once.contains(id) {
            once.push(id);
        }
    }
    let mut parts = Vec::new();
    for oddity in call.oddities_of(once) {
        let note = styled("p", "oddity").text(&oddity.note);
        let ask = oddity.add_ask().then(|| el("strong").text("Ask the hub."));
        parts.push(if let Some(ask) = ask { note.text(" ").add(ask) } else { note }.into());
    }
    parts.into_iter().collect()
}

/// What a call says on some topics.
pub(in crate::views) fn passages(call: &Call, topics: &[Topic]) -> Part {
    let mut parts = Vec::new();
    for topic in topics {
        for passage in call.passages(*topic) {
            parts.push(words(call, &passage.statements));
            parts.push(odd(call, &passage.oddities));
        }
    }
    parts.into_iter().collect()
}

/// Our help, beside the hub's words.
pub(in crate::views) fn help(texts: &[String]) -> Part {
    if texts.is_empty() {
        return Part::NONE;
    }
    let mut help = styled("div", "help").attr("role", "note");
    for text in texts {
        help = help.add(el("p").text(text));
    }
    help.into()
}

/// A paragraph with its class.
pub(in crate::views) fn para(class: &str, text: &str) -> El {
    styled("p", class).text(text)
}

/// The heading of a page, which takes focus when the page is reached.
pub(in crate::views) fn page_title(text: &str) -> El {
    page_heading().text(text)
}

/// The same, without words yet.
pub(in crate::views) fn page_heading() -> El {
    styled("h1", "title").attr("tabindex", "-1")
}

/// Something to unfold.
pub(in crate::views) fn fold(title: &str, body: impl Into<Part>) -> El {
    styled("details", "fold").add(el("summary").text(title)).add(body)
}

/// Says in an element what is wrong with an answer.
pub(in crate::views) fn wrong(to: El, text: &str) -> El {
    to.add(hidden("Error: ")).text(text)
}
