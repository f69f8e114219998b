//! The whole application for paper: the outline as blocks of text, one under the other.
//!
//! A table of two columns becomes labels with lines under them: that reads the same on paper, in a narrow window and
//! by ear. The hub's words stand as quotations, each with its source under it.

use super::answer_text::one_line;
use super::html::paragraphs;
use super::link::{href, mail_href};
use super::outline::{Block, Level, Line, NOT_ANSWERED, Outline, Quotation, Row, Table};
use super::paper::{Flow, Kind, Pages, Piece, Setup, Span, lay_out, spans, tidy, typed};
use crate::call::LinksLeft;

/// The application on pages. Before its first part comes a table of contents, each entry with its page and a link to its
/// heading (`#n`: block `n` of the flow).
pub fn application_pages(outline: &Outline, setup: &Setup) -> (Flow, Pages) {
    let body = body(outline);
    let parts: Vec<usize> = (0..body.len()).filter(|at| body.get(*at).is_some_and(is_part)).collect();
    let Some(first) = parts.first().copied() else {
        let flow = Flow { title: outline.title.clone(), blocks: body };
        let pages = lay_out(&flow, setup);
        return (flow, pages);
    };
    // The page numbers in the list do not change how many pages it takes, unless the name of a part nearly fills a line.
    // Then the second round corrects the numbers of the first.
    let mut numbers = vec![0; parts.len()];
    let mut made = with_contents(outline, &body, first, &parts, &numbers, setup);
    for _ in 0..2 {
        let found = pages_of(&made, &parts);
        if found == numbers {
            break;
        }
        numbers = found;
        made = with_contents(outline, &body, first, &parts, &numbers, setup);
    }
    made
}

/// All blocks but the list of parts.
fn body(outline: &Outline) -> Vec<Piece> {
    let mut body = Blocks::default();
    body.plain(Kind::Title, &outline.title);
    for lead in outline.lead.lines() {
        body.plain(Kind::Text, lead);
    }
    for block in &outline.blocks {
        body.block(block);
    }
    body.pieces
}

fn is_part(piece: &Piece) -> bool {
    piece.kind == Kind::Heading(1)
}

/// The whole document, with the list of parts before the first of them. `numbers` are their pages, from 1.
fn with_contents(
    outline: &Outline,
    body: &[Piece],
    first: usize,
    parts: &[usize],
    numbers: &[usize],
    setup: &Setup,
) -> (Flow, Pages) {
    let mut contents = Blocks::default();
    contents.plain(Kind::Heading(1), "Contents");
    for (at, page) in parts.iter().zip(numbers) {
        let name: String = body.get(*at).into_iter().flat_map(|p| &p.spans).map(|s| s.text.as_str()).collect();
        // The list itself moves every part down by its own blocks.
        let href = Some(format!("#{}", at + parts.len() + 1));
        let text = format!("{name}, page {page}");
        contents.pieces.push(Piece { kind: Kind::Line, spans: vec![Span { text, bold: false, href }], from: None });
    }
    let mut blocks = body.to_vec();
    blocks.splice(first..first, contents.pieces);
    let flow = Flow { title: outline.title.clone(), blocks };
    let pages = lay_out(&flow, setup);
    (flow, pages)
}

/// The page on which each part begins, from 1.
fn pages_of((_, pages): &(Flow, Pages), parts: &[usize]) -> Vec<usize> {
    let begins = |block: usize| {
        let mut sheets = pages.pages.iter();
        sheets.position(|page| page.lines.iter().any(|line| line.block == block)).map_or(0, |at| at + 1)
    };
    parts.iter().map(|at| begins(at + parts.len() + 1)).collect()
}

/// Collects the blocks.
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
        let mut links = LinksLeft::new(&quotation.links);
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
            all.extend(linked(rest, &mut links));
            self.push(Kind::Quote, all);
        }
        for item in &quotation.items {
            let mut all = vec![Span { text: "\u{2022} ".to_owned(), ..Span::default() }];
            all.extend(linked(&tidy(item), &mut links));
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

    /// What the school wrote, with its label at the beginning; or, where it begins with a list, above it.
    fn headed(&mut self, label: &str, text: &str) {
        let label = label.trim_end_matches(['.', ':']);
        let end = if label.ends_with('?') { "" } else { ":" };
        let lead = Span { text: format!("{label}{end} "), bold: true, href: None };
        let mut pieces = typed(text, None);
        match pieces.first_mut() {
            Some(first) if first.kind == Kind::Text => first.spans.insert(0, lead),
            _ => self.push(Kind::Label, vec![Span { text: format!("{label}{end}"), ..lead }]),
        }
        self.pieces.extend(pieces);
    }

    /// The hub's words as an item, with what the school says to them at the beginning.
    fn item(&mut self, words: &str, said: &str) {
        for (number, paragraph) in paragraphs(&tidy(words)).iter().enumerate() {
            if number > 0 {
                self.push(Kind::Quote, spans(paragraph));
                continue;
            }
            let mut all = vec![Span { text: format!("{}: ", said.trim_end_matches('.')), bold: true, href: None }];
            all.extend(spans(paragraph));
            self.push(Kind::Bullet, all);
        }
    }

    fn row(&mut self, row: &Row) {
        let label = tidy(&row.label).trim().to_owned();
        let mut lines = row.lines.iter();
        let first = lines.next();
        match first {
            Some(Line::Words(text) | Line::Note(text)) if row.verbatim => self.item(&label, &one_line(text)),
            _ if row.verbatim => {
                self.item(&label, NOT_ANSWERED);
                if !matches!(first, Some(Line::Nothing)) {
                    lines = row.lines.iter();
                }
            }
            Some(Line::Nothing) => self.headed(&label, NOT_ANSWERED),
            Some(Line::Words(text) | Line::Note(text)) => self.headed(&label, text),
            _ => {
                self.push(Kind::Label, vec![Span { text: label, bold: true, href: None }]);
                lines = row.lines.iter();
            }
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
fn linked(text: &str, links: &mut LinksLeft<'_>) -> Vec<Span> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some((before, link, after)) = links.take(rest) {
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
    use crate::documents::paper::{Headings, Length};
    use crate::documents::sample::{call, draft, empty, now};
    use crate::draft::{Draft, Field, Value, any_draft};
    use crate::readiness::assess;

    fn pages(draft: &Draft) -> (Flow, Pages) {
        let setup = Setup { headings: Headings::Report, ..Setup::default() };
        application_pages(&application(&call(), draft, &assess(&call(), draft, now()), now()), &setup)
    }

    fn flow(draft: &Draft) -> Flow {
        pages(draft).0
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
    fn the_contents_lead_to_the_parts_and_name_their_pages() {
        for draft in [draft(), empty()] {
            let (flow, pages) = pages(&draft);
            let links: Vec<(&str, usize)> = flow
                .blocks
                .iter()
                .flat_map(|b| &b.spans)
                .filter_map(|s| Some((s.text.as_str(), s.href.as_deref()?.strip_prefix('#')?.parse().ok()?)))
                .collect();
            assert!(links.len() > 5, "{links:?}");
            for (name, at) in links {
                let heading = &flow.blocks[at];
                let page = pages.pages.iter().position(|p| p.lines.iter().any(|l| l.block == at)).unwrap() + 1;
                assert_eq!(heading.kind, Kind::Heading(1));
                assert_eq!(name, format!("{}, page {page}", heading.spans[0].text));
            }
            assert!(pages.pages.len() < 12);
        }
    }

    #[test]
    fn no_label_is_left_behind_at_the_foot_of_a_page() {
        let mut at_a_foot = 0;
        for lines in 0..60 {
            let mut draft = draft();
            let list = Value::from("- Choir\n- Steel pans");
            draft.set(Field::parse("criteria/programme/hour-a-week/evidence"), list, now());
            draft.set(Field::parse("school/name"), Value::from("Larkfield\n".repeat(lines + 1).as_str()), now());
            let (flow, pages) = pages(&draft);
            let labels = flow.blocks.iter().filter(|block| block.kind == Kind::Label).count();
            assert!(labels > 1, "{}", shown(&flow));
            for page in &pages.pages {
                let foot = page.lines.last().map(|line| &flow.blocks[line.block]);
                assert!(foot.is_none_or(|block| block.kind != Kind::Label), "{lines}: {foot:?}");
                let ends = Length::A4_HEIGHT.0 - pages.setup.bottom.0 - 30_000;
                let near = page.lines.iter().filter(|line| line.baseline.0 > ends);
                at_a_foot += near.filter(|line| flow.blocks[line.block].kind == Kind::Label).count();
            }
        }
        assert!(at_a_foot > 0, "none came near one");
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
            for (field, answer) in &draft.answers {
                // Why advice was set aside, and what is sent to the hub, is for the school itself; what is known of a file is said where it is attached.
                let own = matches!(field, Field::Suppression(..) | Field::Again(_) | Field::File(..) | Field::Sending(_));
                if let (Value::Text(text), false) = (&answer.value, own) {
                    prop_assert!(all.contains(&letters(text)), "{:?}", text);
                }
            }
        }
    }
}
