//! The whole application for paper: the outline as blocks of text, one under the other.
//!
//! A table of two columns becomes labels with lines under them: that reads the same on paper, in a narrow window and
//! by ear. The hub's words stand as quotations, each with its source under it.

use super::html::{next_link, paragraphs};
use super::link::{href, mail_href};
use super::outline::{Block, Level, Line, NOT_ANSWERED, Outline, Quotation, Row, Table};
use super::paper::{Flow, Kind, Piece, Span, spans, tidy, typed};
use crate::call::Link;

/// An answer of at most so many characters stands on the line of its label.
const SHORT: usize = 120;

/// The application as a document for paper. Before its first part stands a list of all of them, each a link to its
/// heading (`#n`: block `n` of the flow).
pub fn application_flow(outline: &Outline) -> Flow {
    let mut body = Blocks::default();
    body.plain(Kind::Title, &outline.title);
    for lead in outline.lead.lines() {
        body.plain(Kind::Text, lead);
    }
    for block in &outline.blocks {
        body.block(block);
    }
    let mut blocks = body.pieces;
    let part = |(at, piece): (usize, &Piece)| {
        let name: String = piece.spans.iter().map(|s| s.text.as_str()).collect();
        (piece.kind == Kind::Heading(1)).then_some((at, name))
    };
    let parts: Vec<(usize, String)> = blocks.iter().enumerate().filter_map(part).collect();
    if let Some((first, _)) = parts.first() {
        // The list itself moves every part down by its own blocks.
        let more = parts.len() + 1;
        let entry = |(at, name): &(usize, String)| Piece {
            kind: Kind::Line,
            spans: vec![Span { text: name.clone(), bold: false, href: Some(format!("#{}", at + more)) }],
            from: None,
        };
        let mut contents = Blocks::default();
        contents.plain(Kind::Heading(1), "Contents");
        contents.pieces.extend(parts.iter().map(entry));
        blocks.splice(first..first, contents.pieces);
    }
    Flow { title: outline.title.clone(), blocks }
}

/// Blocks so far.
#[derive(Default)]
struct Blocks {
    pieces: Vec<Piece>,
    /// The last heading: a table that is named like it needs no name of its own.
    heading: String,
}

impl Blocks {
    fn push(&mut self, kind: Kind, spans: Vec<Span>) {
        if spans.iter().any(|span| !span.text.trim().is_empty()) {
            self.pieces.push(Piece { kind, spans, from: None });
        }
    }

    /// One block without links.
    fn plain(&mut self, kind: Kind, text: &str) {
        self.push(kind, vec![Span { text: tidy(text).trim().to_owned(), ..Span::default() }]);
    }

    /// One block for each paragraph.
    fn each(&mut self, kind: Kind, text: &str) {
        for paragraph in paragraphs(&tidy(text)) {
            self.push(kind, spans(&paragraph));
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, text) => {
                let level = match level {
                    Level::Part => 1,
                    Level::Division => 2,
                    Level::Item => 3,
                };
                self.plain(Kind::Heading(level), text);
                self.heading.clone_from(text);
            }
            Block::Words(text) => self.pieces.extend(typed(text, None)),
            Block::Note(text) => self.each(Kind::Small, text),
            Block::Quote(quotation) => self.quote(quotation),
            Block::Table(table) => self.table(table),
        }
    }

    fn quote(&mut self, quotation: &Quotation) {
        let lead = quotation.lead.as_deref().map(tidy).filter(|lead| !lead.is_empty());
        for (number, paragraph) in paragraphs(&tidy(&quotation.text)).iter().enumerate() {
            let split = lead
                .as_ref()
                .filter(|_| number == 0)
                .and_then(|lead| paragraph.strip_prefix(lead.as_ref()).map(|rest| (lead.as_ref(), rest)));
            let mut all = Vec::new();
            let rest = match split {
                Some((lead, rest)) => {
                    all.push(Span { text: lead.to_owned(), bold: true, href: None });
                    rest
                }
                None => paragraph,
            };
            all.extend(linked(rest, &quotation.links));
            self.push(Kind::Quote, all);
        }
        for item in &quotation.items {
            let mut all = vec![Span { text: "\u{2022} ".to_owned(), ..Span::default() }];
            all.extend(linked(&tidy(item), &quotation.links));
            self.push(Kind::Quote, all);
        }
        for source in [quotation.quoted_from.as_deref().unwrap_or_default(), &quotation.under] {
            self.plain(Kind::Small, source);
        }
    }

    fn table(&mut self, table: &Table) {
        if self.heading != table.caption {
            self.plain(Kind::Heading(3), &table.caption);
        }
        for row in &table.rows {
            self.row(row);
        }
    }

    fn row(&mut self, row: &Row) {
        let label = tidy(&row.label).trim().to_owned();
        let mut lines = row.lines.iter();
        match row.lines.first() {
            _ if row.verbatim => self.each(Kind::Quote, &label),
            Some(Line::Words(text) | Line::Note(text))
                if !text.trim().contains('\n') && text.chars().count() <= SHORT =>
            {
                let mut all = vec![Span { text: format!("{label}: "), bold: true, href: None }];
                all.extend(spans(tidy(text).trim()));
                self.push(Kind::Text, all);
                lines.next();
            }
            _ => self.push(Kind::Text, vec![Span { text: label, bold: true, href: None }]),
        }
        for line in lines {
            match line {
                Line::Words(text) => self.pieces.extend(typed(text, None)),
                Line::Note(text) => self.each(Kind::Small, text),
                Line::Quote(text) => self.each(Kind::Quote, text),
                Line::Nothing => self.plain(Kind::Small, NOT_ANSWERED),
                Line::Address(text) => {
                    let href = href(text).or_else(|| mail_href(text));
                    self.push(Kind::Text, vec![Span { text: tidy(text).into_owned(), bold: false, href }]);
                }
            }
        }
    }
}

/// Text whose linked words become links, where their addresses may be links.
fn linked(text: &str, links: &[Link]) -> Vec<Span> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some((before, link, after)) = next_link(rest, links) {
        all.push(Span { text: before.to_owned(), ..Span::default() });
        all.push(Span { text: link.text.clone(), bold: false, href: link.href.as_deref().and_then(href) });
        rest = after;
    }
    all.push(Span { text: rest.to_owned(), ..Span::default() });
    all.retain(|span| !span.text.is_empty());
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::documents::application;
    use crate::documents::paper::{Setup, set};
    use crate::documents::sample::{call, draft, empty, now};
    use crate::draft::{Draft, Value, any_draft};
    use crate::readiness::assess;

    fn flow(draft: &Draft) -> Flow {
        application_flow(&application(&call(), draft, &assess(&call(), draft, now()), now()))
    }

    fn shown(flow: &Flow) -> String {
        let block = |piece: &Piece| {
            let spans = piece.spans.iter().map(|span| match (&span.href, span.bold) {
                (Some(href), _) => format!("[{}]({href})", span.text),
                (None, true) => format!("*{}*", span.text),
                (None, false) => span.text.clone(),
            });
            format!("{:?}: {}\n", piece.kind, spans.collect::<String>())
        };
        flow.blocks.iter().map(block).collect()
    }

    #[test]
    fn the_flow_of_a_small_application() {
        insta::assert_snapshot!(shown(&flow(&draft())));
    }

    #[test]
    fn the_contents_lead_to_the_parts() {
        for draft in [draft(), empty()] {
            let flow = flow(&draft);
            let links: Vec<(&str, usize)> = flow
                .blocks
                .iter()
                .flat_map(|b| &b.spans)
                .filter_map(|s| Some((s.text.as_str(), s.href.as_deref()?.strip_prefix('#')?.parse().ok()?)))
                .collect();
            assert!(links.len() > 5, "{links:?}");
            for (name, at) in links {
                assert_eq!((flow.blocks[at].kind, flow.blocks[at].spans[0].text.as_str()), (Kind::Heading(1), name));
            }
            assert!(set(&flow, &Setup::default()).pages.len() < 12);
        }
    }

    #[test]
    fn no_dangerous_address_is_a_link() {
        let links: Vec<String> =
            flow(&draft()).blocks.into_iter().flat_map(|b| b.spans).filter_map(|s| s.href).collect();
        assert!(links.contains(&"https://larkfield.example/music?a=1&b=2".to_owned()), "{links:?}");
        assert!(links.iter().all(|l| ["#", "https://", "http://", "mailto:"].iter().any(|s| l.starts_with(s))));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn everything_that_was_typed_is_on_paper(draft in any_draft()) {
            let letters = |text: &str| tidy(text).chars().filter(|c| c.is_alphabetic()).collect::<String>();
            let flow = flow(&draft);
            let all: String = flow.blocks.iter().flat_map(|b| &b.spans).map(|s| s.text.as_str()).collect();
            let all = letters(&all);
            // What is known of a file is said where it is attached.
            for (_, answer) in draft.answers.iter().filter(|(field, _)| !matches!(field, crate::draft::Field::File(..))) {
                if let Value::Text(text) = &answer.value {
                    prop_assert!(all.contains(&letters(text)), "{:?}", text);
                }
            }
        }
    }
}
