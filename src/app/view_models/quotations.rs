//! The hub's words as pages show them: with bold labels, links, and the words marked on which something rests.

use crate::call::{Call, HeadingId, Link, OddityId, Statement, Topic};
use crate::draft::{capitalised, is_web_address};

/// A quotation of the hub, with its source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quotation {
    /// Paragraphs and items of lists, in order.
    pub lines: Vec<QuoteLine>,
    /// The hub, and the heading under which the words stand.
    pub source: String,
    /// What is odd about the words.
    pub oddities: Vec<OddityNote>,
}

/// A paragraph, or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteLine {
    /// What it is.
    pub kind: QuoteLineKind,
    /// Its words.
    pub spans: Vec<QuoteSpan>,
}

/// What a line of a quotation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteLineKind {
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// Whom the hub itself quotes.
    Attribution,
}

/// Words of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuoteSpan {
    /// Words.
    Plain(String),
    /// Words that the hub sets in bold.
    Strong(String),
    /// The words on which something rests.
    Marked(String),
    /// Words with an address on the web, or of e-mail.
    Link {
        /// The words.
        text: String,
        /// The address.
        href: String,
    },
}

/// What is odd about the hub's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OddityNote {
    /// What is odd.
    pub text: String,
    /// That the hub should be asked, as a sentence to be said behind it. Empty where it should not, or the text says so.
    pub ask: String,
}

/// Statements, those under the same heading in one quotation.
pub fn quotations<'a>(call: &Call, statements: impl IntoIterator<Item = &'a Statement>) -> Vec<Quotation> {
    let statements: Vec<&Statement> = statements.into_iter().collect();
    let quotation = |group: &[&Statement]| Quotation {
        lines: group.iter().flat_map(|statement| lines_of(statement)).collect(),
        source: source(call, group.first().map(|statement| &statement.under)),
        oddities: oddities(call, group.iter().flat_map(|statement| &statement.oddities)),
    };
    statements.chunk_by(|a, b| a.under == b.under).map(quotation).collect()
}

/// What a call says on some topics, each passage with what is odd about it. A passage without words is one of which only
/// that is said.
pub fn passage_quotations(call: &Call, topics: &[Topic]) -> Vec<Quotation> {
    let mut all = Vec::new();
    for passage in topics.iter().flat_map(|topic| call.passages(*topic)) {
        let own = oddities(call, &passage.oddities);
        if passage.statements.is_empty() {
            all.push(Quotation { oddities: own, ..Quotation::default() });
            continue;
        }
        all.extend(quotations(call, &passage.statements));
        if let Some(last) = all.last_mut() {
            last.oddities.extend(own.into_iter().filter(|note| !last.oddities.contains(note)).collect::<Vec<_>>());
        }
    }
    all
}

/// Words that are part of a statement.
pub fn quotation_of(call: &Call, text: &str, under: &HeadingId) -> Quotation {
    Quotation { lines: paragraphs(text, None, &[]), source: source(call, Some(under)), oddities: Vec::new() }
}

/// The sentences around the words on which a point rests, with those words marked.
pub fn marked_quotation(call: &Call, statements: &[Statement], mark: &str) -> Quotation {
    let Some(found) = statements.iter().find(|statement| statement.text.contains(mark)) else {
        return statements.first().map_or_else(Quotation::default, |first| quotation_of(call, mark, &first.under));
    };
    let text = sentences_around(&found.text, mark);
    let (before, after) = text.split_once(mark).unwrap_or((text, ""));
    let spans = [QuoteSpan::Plain(before.to_owned()), QuoteSpan::Marked(mark.to_owned())];
    let spans = spans.into_iter().chain([QuoteSpan::Plain(after.to_owned())]);
    let spans = spans.filter(|span| !matches!(span, QuoteSpan::Plain(text) if text.is_empty())).collect();
    Quotation {
        lines: vec![QuoteLine { kind: QuoteLineKind::Paragraph, spans }],
        source: source(call, Some(&found.under)),
        oddities: Vec::new(),
    }
}

/// What is odd about the hub's text, each thing once.
pub fn oddities<'a>(call: &Call, ids: impl IntoIterator<Item = &'a OddityId>) -> Vec<OddityNote> {
    let mut once: Vec<&OddityId> = Vec::new();
    for id in ids {
        if !once.contains(&id) {
            once.push(id);
        }
    }
    let ask = format!("{}.", call.hub.voice().ask());
    let note = |oddity: &crate::call::Oddity| OddityNote {
        text: oddity.note.clone(),
        ask: if oddity.add_ask() { ask.clone() } else { String::new() },
    };
    call.oddities_of(once).map(note).collect()
}

/// The sentences of `text` that `part` touches, not the whole of a long statement.
fn sentences_around<'a>(text: &'a str, part: &str) -> &'a str {
    let Some(at) = text.find(part) else { return text };
    let start = text.get(..at).and_then(|before| before.rfind(". ")).map_or(0, |end| end + 2);
    let end = at + part.len();
    let last = end.saturating_sub(1);
    let stop = text.get(last..).and_then(|after| after.find(". ")).map_or(text.len(), |stop| last + stop + 1);
    text.get(start..stop).unwrap_or(text)
}

fn lines_of(statement: &Statement) -> Vec<QuoteLine> {
    let mut lines = paragraphs(&statement.text, statement.lead.as_deref(), &statement.links);
    let item = |item: &String| QuoteLine { kind: QuoteLineKind::Item, spans: linked(item, &statement.links) };
    lines.extend(statement.items.iter().map(item));
    lines.extend(
        statement
            .quoted_from
            .as_ref()
            .map(|from| QuoteLine { kind: QuoteLineKind::Attribution, spans: vec![QuoteSpan::Plain(from.clone())] }),
    );
    lines
}

fn paragraphs(text: &str, lead: Option<&str>, links: &[Link]) -> Vec<QuoteLine> {
    let line = |(number, part): (usize, &str)| {
        let lead = lead.filter(|_| number == 0).and_then(|lead| part.strip_prefix(lead).map(|rest| (lead, rest)));
        let spans = match lead {
            Some((lead, rest)) => [QuoteSpan::Strong(lead.to_owned())].into_iter().chain(linked(rest, links)).collect(),
            None => linked(part, links),
        };
        QuoteLine { kind: QuoteLineKind::Paragraph, spans }
    };
    text.split("\n\n").enumerate().map(line).collect()
}

/// A text with its links. Only addresses on the web and of e-mail become links.
fn linked(text: &str, links: &[Link]) -> Vec<QuoteSpan> {
    for link in links {
        let href = link.href.as_deref().filter(|href| is_safe_link(href));
        if let (Some((before, after)), Some(href)) = (text.split_once(link.text.as_str()), href) {
            let mut spans = linked(before, &[]);
            spans.push(QuoteSpan::Link { text: link.text.clone(), href: href.to_owned() });
            spans.extend(linked(after, links));
            return spans;
        }
    }
    if text.is_empty() { Vec::new() } else { vec![QuoteSpan::Plain(text.to_owned())] }
}

/// Whether an address may become a link.
pub fn is_safe_link(href: &str) -> bool {
    is_web_address(href) || href.starts_with("mailto:")
}

fn source(call: &Call, under: Option<&HeadingId>) -> String {
    let hub = capitalised(call.hub.short_name());
    match under.map(|id| call.heading(id)).filter(|heading| !heading.is_empty()) {
        Some(heading) => format!("{hub}, {heading}"),
        None => hub,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::sample::call as marsh;

    fn words(quotation: &Quotation) -> Vec<String> {
        let span = |span: &QuoteSpan| match span {
            QuoteSpan::Plain(text) => text.clone(),
            QuoteSpan::Strong(text) => format!("*{text}*"),
            QuoteSpan::Marked(text) => format!("[{text}]"),
            QuoteSpan::Link { text, href } => format!("<{text} {href}>"),
        };
        quotation.lines.iter().map(|line| line.spans.iter().map(span).collect()).collect()
    }

    #[test]
    fn the_hubs_words_keep_labels_links_and_lists() {
        let call = marsh();
        let quotations = quotations(&call, &call.criteria[0].statements);
        assert_eq!(
            words(&quotations[0]),
            [
                "*Rich culture:* at least one hour of music < or > a week, or the ability to get there. See <the guide https://marsh.example/guide?a=1&b=2>.",
                "ensembles & events",
                "lessons"
            ]
        );
        assert_eq!(quotations[0].source, "Marsh Hub, Criteria, Music programme");
    }

    #[test]
    fn the_words_of_a_point_are_marked_in_their_sentence() {
        let call = marsh();
        let criterion = &call.criteria[0];
        let quotation = marked_quotation(&call, &criterion.statements, "at least one hour of music < or > a week");
        assert_eq!(
            words(&quotation),
            ["Rich culture: [at least one hour of music < or > a week], or the ability to get there."]
        );
        assert_eq!(sentences_around("One. Two is here. Three.", "Two"), "Two is here.");
        assert_eq!(sentences_around("One. Two.", "nowhere"), "One. Two.");
    }

    #[test]
    fn a_passage_without_words_says_what_is_odd_about_it() {
        let mut call = marsh();
        let topic = Topic::Visit;
        call.passages.retain(|passage| passage.topic != topic);
        assert!(passage_quotations(&call, &[topic]).is_empty());
        let oddities = vec![call.oddities[0].id.clone()];
        call.passages.push(crate::call::Passage { topic, statements: Vec::new(), under: None, oddities });
        let quotations = passage_quotations(&call, &[topic]);
        assert_eq!((quotations.len(), quotations[0].lines.len(), quotations[0].oddities.len()), (1, 0, 1));
    }

    #[test]
    fn only_web_and_mail_addresses_become_links() {
        assert!(is_safe_link("https://a.example") && is_safe_link("mailto:a@b.example"));
        assert!(!is_safe_link("javascript:alert(1)") && !is_safe_link("data:text/html,x"));
    }
}
