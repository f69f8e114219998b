//! The hub's words, set apart from ours.

use leptos::prelude::*;

use crate::app::{OddityNote, Quotation, QuoteLine, QuoteLineKind, QuoteSpan};

/// A quotation of the hub, with the amount that its words do not say and what is odd about it below. Where a heading above says the source it is left out; a
/// quotation without words is only what is odd. `after` stands behind the source.
#[component]
pub fn HubWords(quotation: Quotation, #[prop(optional, into)] after: Option<ViewFn>) -> impl IntoView {
    let blocks = blocks(&quotation.lines);
    let amount = quotation.amount.map(|amount| view! { <p class="small">{amount}</p> }.into_any());
    let oddities = quotation.oddities.into_iter().map(|note| view! { <Oddity note=note/> }).collect::<Vec<_>>();
    let source = quotation.source;
    let source = (!source.is_empty() || after.is_some()).then(|| {
        let after = after.map(|after| view! { " " {after.run()} }.into_any());
        view! { <footer>{source}{after}</footer> }.into_any()
    });
    let words =
        (!blocks.is_empty()).then(|| view! { <blockquote class="words">{blocks}{source}</blockquote> }.into_any());
    view! {
        {words}
        {amount}
        {oddities}
    }
    .into_any()
}

/// The hub's words within something else, without their source.
#[component]
pub fn HubLines(lines: Vec<QuoteLine>) -> impl IntoView {
    blocks(&lines).into_any()
}

fn blocks(lines: &[QuoteLine]) -> Vec<AnyView> {
    let mut blocks: Vec<AnyView> = Vec::new();
    for lines in lines.chunk_by(|a, b| (a.kind == QuoteLineKind::Item) == (b.kind == QuoteLineKind::Item)) {
        let is_list = lines.first().is_some_and(|line| line.kind == QuoteLineKind::Item);
        let lines: Vec<AnyView> = lines.iter().map(line).collect();
        blocks.push(if is_list { view! { <ul>{lines}</ul> }.into_any() } else { lines.into_any() });
    }
    blocks
}

/// Several quotations, one below the other.
#[component]
pub fn AllHubWords(quotations: Vec<Quotation>) -> impl IntoView {
    quotations.into_iter().map(|quotation| view! { <HubWords quotation=quotation/> }).collect::<Vec<_>>().into_any()
}

/// What is odd about the hub's text, and whether to ask.
#[component]
pub fn Oddity(note: OddityNote) -> impl IntoView {
    let ask = (!note.ask.is_empty()).then(|| view! { " "<strong>{note.ask}</strong> }.into_any());
    view! { <p class="line-note">{note.text}{ask}</p> }.into_any()
}

fn line(line: &QuoteLine) -> AnyView {
    let spans: Vec<AnyView> = line.spans.iter().cloned().map(span).collect();
    match line.kind {
        QuoteLineKind::Paragraph => view! { <p>{spans}</p> }.into_any(),
        QuoteLineKind::Item => view! { <li>{spans}</li> }.into_any(),
        QuoteLineKind::Attribution => view! { <p class="quiet">{spans}</p> }.into_any(),
    }
}

fn span(span: QuoteSpan) -> AnyView {
    match span {
        QuoteSpan::Plain(text) => text.into_any(),
        QuoteSpan::Strong(text) => view! { <strong>{text}</strong> }.into_any(),
        QuoteSpan::Marked(text) => view! { <mark>{text}</mark> }.into_any(),
        QuoteSpan::Link { text, href } => view! { <OutwardLink href=href text=text/> }.into_any(),
    }
}

/// A link to a page elsewhere, in a new tab; or to an e-mail address.
#[component]
pub fn OutwardLink(#[prop(into)] href: String, #[prop(into)] text: String) -> impl IntoView {
    if href.starts_with("mailto:") {
        return view! { <a href=href rel="noreferrer">{text}</a> }.into_any();
    }
    view! {
        <a href=href target="_blank" rel="noreferrer">
            {text}<span class="visually-hidden">" (opens in a new tab)"</span>
        </a>
    }
    .into_any()
}

/// The name of a document; a link where its address is known.
#[component]
pub fn NamedLink(#[prop(into)] name: String, url: Option<String>) -> impl IntoView {
    match url {
        Some(url) => view! { <OutwardLink href=url text=name/> }.into_any(),
        None => name.into_any(),
    }
}
