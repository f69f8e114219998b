//! The hub's words as pages show them: with bold labels, links, and the words marked on which something rests.

use crate::call::{Amount, Call, HeadingId, Link, LinksLeft, OddityId, Statement, Topic};
use crate::documents::amount_beside;
use crate::draft::{capitalised, is_web_address};

/// A quotation of the hub, with its source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quotation {
    /// Paragraphs and items of lists, in order.
    pub lines: Vec<QuoteLine>,
    /// The hub, and the heading under which the words stand.
    pub source: String,
    /// How much of what they name, where they do not say it themselves: in our words.
    pub amount: Option<String>,
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

impl QuoteSpan {
    /// The words.
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Strong(text) | Self::Marked(text) | Self::Link { text, .. } => text,
        }
    }
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
    amount_quotations(call, statements.into_iter().map(|statement| (statement, None)))
}

/// The same of statements of which the hub gives an amount. Where one is to be shown, its quotation ends there.
pub(super) fn amount_quotations<'a>(
    call: &Call,
    statements: impl IntoIterator<Item = (&'a Statement, Option<&'a Amount>)>,
) -> Vec<Quotation> {
    let all = statements.into_iter().map(|(statement, amount)| (statement, amount_beside(statement, amount)));
    let all: Vec<(&Statement, Option<String>)> = all.collect();
    let quotation = |group: &[(&Statement, Option<String>)]| Quotation {
        lines: group.iter().flat_map(|(statement, _)| lines_of(statement)).collect(),
        source: source(call, group.first().map(|(statement, _)| &statement.under)),
        amount: group.last().and_then(|(_, amount)| amount.clone()),
        oddities: oddities(call, group.iter().flat_map(|(statement, _)| &statement.oddities)),
    };
    all.chunk_by(|(a, amount), (b, _)| a.under == b.under && amount.is_none()).map(quotation).collect()
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
    let lines = paragraphs(text, None, &mut LinksLeft::new([]));
    Quotation { lines, source: source(call, Some(under)), ..Quotation::default() }
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
        ..Quotation::default()
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
    let is_safe = |link: &&Link| link.href.as_deref().is_some_and(is_safe_link);
    let mut links = LinksLeft::new(statement.links.iter().filter(is_safe));
    let mut all = paragraphs(&statement.text, statement.lead.as_deref(), &mut links);
    for item in &statement.items {
        all.push(QuoteLine { kind: QuoteLineKind::Item, spans: linked(item, &mut links) });
    }
    all.extend(
        statement
            .quoted_from
            .as_ref()
            .map(|from| QuoteLine { kind: QuoteLineKind::Attribution, spans: vec![QuoteSpan::Plain(from.clone())] }),
    );
    all
}

fn paragraphs(text: &str, lead: Option<&str>, links: &mut LinksLeft<'_>) -> Vec<QuoteLine> {
    let mut line = |(number, part): (usize, &str)| {
        let lead = lead.filter(|_| number == 0).and_then(|lead| part.strip_prefix(lead).map(|rest| (lead, rest)));
        let spans = match lead {
            Some((lead, rest)) => [QuoteSpan::Strong(lead.to_owned())].into_iter().chain(linked(rest, links)).collect(),
            None => linked(part, links),
        };
        QuoteLine { kind: QuoteLineKind::Paragraph, spans }
    };
    text.split("\n\n").enumerate().map(&mut line).collect()
}

/// A text with its links. Only addresses on the web and of e-mail become links.
fn linked(text: &str, links: &mut LinksLeft<'_>) -> Vec<QuoteSpan> {
    let (mut spans, mut rest) = (Vec::new(), text);
    while let Some((before, link, after)) = links.take(rest) {
        let href = link.href.clone().unwrap_or_default();
        spans.extend([QuoteSpan::Plain(before.to_owned()), QuoteSpan::Link { text: link.text.clone(), href }]);
        rest = after;
    }
    spans.push(QuoteSpan::Plain(rest.to_owned()));
    spans.retain(|span| !matches!(span, QuoteSpan::Plain(text) if text.is_empty()));
    spans
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
    fn an_amount_stands_below_the_words_that_do_not_say_it() {
        let mut call = marsh();
        let amount = |number| Amount { number, unit: "days".to_owned(), per: Some("year".to_owned()) };
        call.duties[0].amount = Some(amount(2));
        let shown = |call: &Call| {
            let duties = call.duties.iter().map(|duty| (&duty.statement, duty.amount.as_ref()));
            let all = amount_quotations(call, duties);
            all.into_iter().map(|quotation| (quotation.lines.len(), quotation.amount)).collect::<Vec<_>>()
        };
        assert_eq!(shown(&call), [(1, Some("2 days a year".to_owned())), (3, None)]);
        call.duties[0].statement.text = "Advocate for two days a year.".to_owned();
        assert_eq!(shown(&call), [(4, None)]);
        assert_eq!(quotations(&call, call.duties.iter().map(|duty| &duty.statement)).len(), 1);
    }

    #[test]
    fn a_link_is_made_once_for_each_that_the_hub_made() {
        let mut call = marsh();
        let statement = &mut call.criteria[0].statements[0];
        statement.text = "See here and there, or here.\n\nAnd here.".to_owned();
        statement.lead = None;
        statement.items.clear();
        let link =
            |text: &str, to: &str| Link { text: text.to_owned(), href: Some(format!("https://marsh.example/{to}")) };
        statement.links = vec![link("there", "b"), link("here", "a"), link("here", "c")];
        assert_eq!(
            words(&quotations(&call, &call.criteria[0].statements)[0]),
            [
                "See <here https://marsh.example/a> and <there https://marsh.example/b>, or <here https://marsh.example/c>.",
                "And here."
            ]
        );
    }

    #[test]
    fn only_web_and_mail_addresses_become_links() {
        assert!(is_safe_link("https://a.example") && is_safe_link("mailto:a@b.example"));
        assert!(!is_safe_link("javascript:alert(1)") && !is_safe_link("data:text/html,x"));
    }
}
