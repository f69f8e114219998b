//! A document as one web page that needs nothing else and does nothing: no script, no request, no style but its own.
//!
//! What a school or a hub wrote reaches the page only through [`HtmlWriter::text`], which escapes it, and addresses only
//! through [`href`], which lets through the web and mail alone. Should a mistake creep in all the same, the page's own
//! policy forbids every script, request and form.

use sha2::{Digest, Sha256};

use super::link::{href, mail_href};
use super::outline::{Block, Level, Line, Outline, Quotation, Row, Table};
use crate::call::LinksLeft;

/// The style of the page. Its hash stands in the page's policy, so not a byte of it may change on the way.
const STYLE: &str = include_str!("page.css");

/// Writes a document as HTML, in British English.
pub fn html(outline: &Outline) -> String {
    let mut page = HtmlWriter::default();
    page.raw("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
    page.raw(&base64(&Sha256::digest(STYLE.as_bytes())));
    page.raw("'; base-uri 'none'; form-action 'none'\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n");
    page.raw("<meta name=\"generator\" content=\"");
    page.text(super::program::PROGRAM);
    page.raw("\">\n<title>");
    page.text(&outline.title);
    page.raw("</title>\n<style>");
    page.raw(STYLE);
    page.raw("</style>\n</head>\n<body>\n<main>\n");
    page.element("h1", &outline.title);
    page.raw("<p class=\"lead\">");
    page.lines(&outline.lead);
    page.raw("</p>\n");
    for block in &outline.blocks {
        page.block(block);
    }
    page.raw("</main>\n</body>\n</html>\n");
    page.out
}

/// Writes the page.
#[derive(Default)]
struct HtmlWriter {
    out: String,
    /// The last heading: a table that is named like it shows its name to screen readers only.
    heading: String,
}

impl HtmlWriter {
    /// Adds markup of ours.
    fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Adds text of anybody's, as text: for elements and for attributes in double quotes.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                '\n' | '\t' => self.out.push(c),
                // HTML knows a carriage return as a line end only, and no other control or non-character at all.
                '\r' => {}
                _ if c.is_control() || is_noncharacter(c) => self.out.push('\u{fffd}'),
                _ => self.out.push(c),
            }
        }
    }

    fn element(&mut self, name: &str, text: &str) {
        self.raw("<");
        self.raw(name);
        self.raw(">");
        self.text(text);
        self.raw("</");
        self.raw(name);
        self.raw(">\n");
    }

    /// Text with its line breaks.
    fn lines(&mut self, text: &str) {
        for (number, line) in text.lines().enumerate() {
            if number > 0 {
                self.raw("<br>");
            }
            self.text(line);
        }
    }

    /// Text with its paragraphs and line breaks.
    fn paragraphs(&mut self, class: &str, text: &str) {
        for paragraph in paragraphs(text) {
            self.open_p(class);
            self.lines(&paragraph);
            self.raw("</p>\n");
        }
    }

    fn open_p(&mut self, class: &str) {
        self.raw(if class.is_empty() { "<p" } else { "<p class=\"" });
        self.raw(class);
        // The writer's own direction holds for each paragraph by itself.
        self.raw(if class.is_empty() { " dir=\"auto\">" } else { "\" dir=\"auto\">" });
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, text) => {
                let name = match level {
                    Level::Part => "h2",
                    Level::Division => "h3",
                    Level::Item => "h4",
                };
                self.element(name, text);
                self.heading.clone_from(text);
            }
            Block::Words(text) => self.paragraphs("", text),
            Block::Note(text) => self.paragraphs("note", text),
            Block::Quote(quotation) => self.quote(quotation),
            Block::Table(table) => self.table(table),
        }
    }

    fn quote(&mut self, quotation: &Quotation) {
        self.raw("<blockquote>\n");
        let lead = quotation.lead.as_deref().filter(|l| !l.is_empty());
        let mut links = LinksLeft::new(&quotation.links);
        for (number, paragraph) in paragraphs(&quotation.text).iter().enumerate() {
            self.raw("<p>");
            let rest = lead.filter(|_| number == 0).and_then(|l| paragraph.strip_prefix(l).map(|rest| (l, rest)));
            if let Some((lead, rest)) = rest {
                self.raw("<strong>");
                self.text(lead);
                self.raw("</strong>");
                self.linked(rest, &mut links);
            } else {
                self.linked(paragraph, &mut links);
            }
            self.raw("</p>\n");
        }
        if !quotation.items.is_empty() {
            self.raw("<ul>\n");
            for item in &quotation.items {
                self.raw("<li>");
                self.linked(item, &mut links);
                self.raw("</li>\n");
            }
            self.raw("</ul>\n");
        }
        for source in [quotation.quoted_from.as_deref().unwrap_or_default(), &quotation.under] {
            if !source.is_empty() {
                self.raw("<cite>");
                self.text(source);
                self.raw("</cite>\n");
            }
        }
        self.raw("</blockquote>\n");
    }

    /// Text whose linked words become links, where their addresses may be links.
    fn linked(&mut self, text: &str, links: &mut LinksLeft<'_>) {
        let mut rest = text;
        while let Some((before, link, after)) = links.take(rest) {
            self.lines(before);
            match link.href.as_deref().and_then(href) {
                Some(address) => self.link(&address, &link.text),
                None => self.lines(&link.text),
            }
            rest = after;
        }
        self.lines(rest);
    }

    fn link(&mut self, address: &str, text: &str) {
        self.raw("<a rel=\"noopener noreferrer\" href=\"");
        self.text(address);
        self.raw("\">");
        self.text(text);
        self.raw("</a>");
    }

    fn table(&mut self, table: &Table) {
        let known = self.heading == table.caption;
        self.raw(if known { "<table>\n<caption class=\"unseen\">" } else { "<table>\n<caption>" });
        self.text(&table.caption);
        self.raw("</caption>\n<thead>\n<tr>");
        for head in table.heads {
            self.raw("<th scope=\"col\">");
            self.text(head);
            self.raw("</th>");
        }
        self.raw("</tr>\n</thead>\n<tbody>\n");
        for row in &table.rows {
            self.row(row);
        }
        self.raw("</tbody>\n</table>\n");
    }

    fn row(&mut self, row: &Row) {
        self.raw(if row.verbatim { "<tr><th scope=\"row\" class=\"hub\">" } else { "<tr><th scope=\"row\">" });
        self.lines(&row.label);
        self.raw("</th><td>");
        for line in &row.lines {
            match line {
                Line::Words(text) => self.paragraphs("", text),
                Line::Note(text) => self.paragraphs("note", text),
                Line::Quote(text) => self.paragraphs("hub", text),
                Line::Nothing => self.paragraphs("note", super::outline::NOT_ANSWERED),
                Line::Address(text) => {
                    self.open_p("");
                    match href(text).or_else(|| mail_href(text)) {
                        Some(address) => self.link(&address, text),
                        None => self.lines(text),
                    }
                    self.raw("</p>\n");
                }
            }
        }
        self.raw("</td></tr>\n");
    }
}

/// The paragraphs of a text: runs of lines that are not blank.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut open = false;
    for line in text.lines() {
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        match all.last_mut().filter(|_| open) {
            None => all.push(line.to_owned()),
            Some(last) => {
                String::push(last, '\n');
                last.push_str(line);
            }
        }
        open = true;
    }
    all
}

/// Code points that stand for no character, ever.
fn is_noncharacter(c: char) -> bool {
    matches!(u32::from(c), 0xfdd0..=0xfdef) || u32::from(c) & 0xfffe == 0xfffe
}

/// Base 64 (RFC 4648 §4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| chunk.get(i).copied().map_or(0, u32::from);
        let all = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let value = all >> (18 - 6 * digit) & 63;
            let known = DIGITS.get(value as usize).filter(|_| digit <= chunk.len());
            out.push(known.map_or('=', |d| char::from(*d)));
        }
    }
    out
}
