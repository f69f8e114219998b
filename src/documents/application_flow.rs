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

/// The application as a document for paper, with a list of its parts at the beginning, each a link to its heading.
pub fn application_flow(outline: &Outline) -> Flow {
    let mut body = Blocks::default();
    for block in &outline.blocks {
        body.block(block);
    }
    let mut out = Blocks::default();
    out.plain(Kind::Title, &outline.title);
    for lead in outline.lead.lines() {
        out.plain(Kind::Text, lead);
    }
    let parts: Vec<(usize, String)> = body
        .0
        .iter()
        .enumerate()
        .filter(|(_, piece)| piece.kind == Kind::Heading(1))
        .map(|(at, piece)| (at, piece.spans.iter().map(|s| s.text.as_str()).collect()))
        .collect();
    if parts.len() > 1 {
        out.plain(Kind::Heading(1), "Contents");
        let before = out.0.len() + parts.len();
        for (at, name) in parts {
            let span = Span { text: name, bold: false, href: Some(format!("#{}", before + at)) };
            out.push(Kind::Line, vec![span]);
        }
    }
    out.0.extend(body.0);
    Flow { title: outline.title.clone(), blocks: out.0 }
}

/// Blocks so far.
#[derive(Default)]
struct Blocks(Vec<Piece>);

impl Blocks {
    fn push(&mut self, kind: Kind, spans: Vec<Span>) {
        if spans.iter().any(|span| !span.text.trim().is_empty()) {
            self.0.push(Piece { kind, spans, from: None });
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
            }
            Block::Words(text) => self.0.extend(typed(text, None)),
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
        let headed = |piece: &Piece| {
            matches!(piece.kind, Kind::Heading(_))
                && piece.spans.iter().map(|s| s.text.as_str()).eq([tidy(&table.caption).trim()])
        };
        if !self.0.last().is_some_and(headed) {
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
            Some(Line::Words(text)) if !text.trim().contains('\n') && text.chars().count() <= SHORT => {
                let mut all = vec![Span { text: format!("{label}: "), bold: true, href: None }];
                all.extend(spans(tidy(text).trim()));
                self.push(Kind::Text, all);
                lines.next();
            }
            _ => self.push(Kind::Text, vec![Span { text: label, bold: true, href: None }]),
        }
        for line in lines {
            match line {
                Line::Words(text) => self.0.extend(typed(text, None)),
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
