//! The hub's words, set apart from ours.

use leptos::prelude::*;

use crate::call::{Call, HeadingId, Link, OddityId, Statement};

/// Statements, those under the same heading in one quotation.
pub(in crate::views) fn words(call: &Call, statements: &[Statement]) -> AnyView {
    statements
        .chunk_by(|a, b| a.under == b.under)
        .map(|group| {
            let oddities: Vec<OddityId> = group.iter().flat_map(|s| s.oddities.clone()).collect();
            let body = group.iter().map(statement).collect_view();
            let source = source(call, group.first().map(|s| &s.under));
            let odd = odd(call, &oddities);
            view! {
                <blockquote class="words">{body} {source}</blockquote>
                {odd}
            }
        })
        .collect_view()
        .into_any()
}

/// A quotation of words that are part of a statement.
pub(in crate::views) fn quotation(call: &Call, text: &str, under: &HeadingId) -> AnyView {
    let source = source(call, Some(under));
    view! { <blockquote class="words">{paragraphs(text, None, &[])} {source}</blockquote> }.into_any()
}

/// Statements with some of their words marked: those that a point rests on.
pub(in crate::views) fn marked(call: &Call, statements: &[Statement], mark: &str) -> AnyView {
    let Some(found) = statements.iter().find(|s| s.text.contains(mark)) else {
        return statements.first().map_or_else(|| ().into_any(), |first| quotation(call, mark, &first.under));
    };
    // The sentences around the words, not the whole of a long statement.
    let text = around(&found.text, mark);
    let (before, after) = text.split_once(mark).unwrap_or((text, ""));
    let source = source(call, Some(&found.under));
    view! {
        <blockquote class="words"><p>{before.to_owned()}<mark>{mark.to_owned()}</mark>{after.to_owned()}</p>{source}</blockquote>
    }
    .into_any()
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

fn statement(statement: &Statement) -> AnyView {
    let body = paragraphs(&statement.text, statement.lead.as_deref(), &statement.links);
    let items = (!statement.items.is_empty()).then(|| {
        let items =
            statement.items.iter().map(|item| view! { <li>{linked(item, &statement.links)}</li> }).collect_view();
        view! { <ul>{items}</ul> }
    });
    let from = statement.quoted_from.clone().map(|from| view! { <p class="quiet">{from}</p> });
    view! { {body} {items} {from} }.into_any()
}

fn paragraphs(text: &str, lead: Option<&str>, links: &[Link]) -> AnyView {
    text.split("\n\n")
        .enumerate()
        .map(|(number, part)| {
            match lead.filter(|_| number == 0).and_then(|lead| part.strip_prefix(lead).map(|rest| (lead, rest))) {
                Some((lead, rest)) => {
                    view! { <p><strong>{lead.to_owned()}</strong>{linked(rest, links)}</p> }.into_any()
                }
                None => view! { <p>{linked(part, links)}</p> }.into_any(),
            }
        })
        .collect_view()
        .into_any()
}

/// Text with its links. Only addresses on the web and of e-mail become links.
fn linked(text: &str, links: &[Link]) -> AnyView {
    for link in links {
        if let Some((before, after)) = text.split_once(link.text.as_str())
            && let Some(href) = link.href.clone().filter(|h| safe(h))
        {
            let outside = !href.starts_with("mailto:");
            return view! {
                {before.to_owned()}
                <a href=href rel="noreferrer" target=outside.then_some("_blank")>
                    {link.text.clone()} {outside.then(new_tab)}
                </a>
                {linked(after, links)}
            }
            .into_any();
        }
    }
    text.to_owned().into_any()
}

/// Says that a link opens a new tab.
pub(in crate::views) fn new_tab() -> AnyView {
    view! { <span class="visually-hidden">" (opens in a new tab)"</span> }.into_any()
}

/// Whether an address may become a link.
pub(in crate::views) fn safe(href: &str) -> bool {
    crate::draft::is_web_address(href) || href.starts_with("mailto:")
}

fn source(call: &Call, under: Option<&HeadingId>) -> AnyView {
    let heading = under.map(|id| call.heading(id)).filter(|h| !h.is_empty());
    let name = match heading {
        Some(heading) => format!("{}, {heading}", call.hub.short_name()),
        None => call.hub.short_name().to_owned(),
    };
    view! { <footer class="words-source">{name}</footer> }.into_any()
}

/// What is odd about the hub's text, and whether to ask.
pub(in crate::views) fn odd(call: &Call, ids: &[OddityId]) -> AnyView {
    call.oddities_of(ids)
        .map(|oddity| {
            let ask = oddity.add_ask().then(|| view! { " " <strong>"Ask the hub."</strong> });
            view! { <p class="oddity">{oddity.note.clone()}{ask}</p> }
        })
        .collect_view()
        .into_any()
}

/// Our help, beside the hub's words.
pub(in crate::views) fn help(texts: &[String]) -> AnyView {
    if texts.is_empty() {
        return ().into_any();
    }
    let texts = texts.iter().map(|text| view! { <p>{text.clone()}</p> }).collect_view();
    view! { <div class="help" role="note">{texts}</div> }.into_any()
}
