//! Plain text as blocks.
//!
//! A blank line separates paragraphs; a line that begins with "- ", "* ", "• " or another bullet is an item of a list, one
//! that begins with "1. " or "2) " an item of a numbered list; any other line break stays a line break. Web and e-mail
//! addresses become links. There is no other markup: what was typed is what is printed.

use std::ops::Range;

use super::flow::{Kind, Piece, Span};
use super::tidy;
use crate::documents::link::{href, mail_href};
use crate::draft::{Field, bullet_item, is_email, numbered_item};

/// The blocks of a text that was typed as the answer at `from`. Blank text gives none.
pub fn typed(text: &str, from: Option<&Field>) -> Vec<Piece> {
    let text = tidy(text);
    let mut blocks = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let piece = |kind, text: &str| Piece { kind, spans: spans(text), from: from.cloned() };
    // One more blank line at the end closes the last paragraph.
    for line in text.split('\n').map(|line| line.trim_matches(' ')).chain([""]) {
        let item = item(line);
        if (item.is_some() || is_blank(line)) && !paragraph.is_empty() {
            blocks.push(piece(Kind::Text, &paragraph.join("\n")));
            paragraph.clear();
        }
        match item {
            Some((kind, text)) => blocks.push(piece(kind, text)),
            None if is_blank(line) => {}
            None => {
                // After an item, a line without a mark begins a paragraph of its own.
                paragraph.push(line);
            }
        }
    }
    blocks
}

/// A text of one block as spans, its addresses as links. The text is tidied already.
pub fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some((range, href)) = address(rest) {
        let (before, linked) = (rest.get(..range.start), rest.get(range.clone()));
        let (Some(before), Some(linked), Some(after)) = (before, linked, rest.get(range.end..)) else { break };
        if !before.is_empty() {
            spans.push(Span { text: before.to_owned(), ..Span::default() });
        }
        spans.push(Span { text: linked.to_owned(), bold: false, href: Some(href) });
        rest = after;
    }
    if !rest.is_empty() {
        spans.push(Span { text: rest.to_owned(), ..Span::default() });
    }
    spans
}

fn is_blank(line: &str) -> bool {
    line.chars().all(char::is_whitespace)
}

/// An item of a list: what it is, and its text without the mark.
fn item(line: &str) -> Option<(Kind, &str)> {
    let numbered = || numbered_item(line).map(|(number, text)| (Kind::Numbered(number), text));
    bullet_item(line).map(|text| (Kind::Bullet, text)).or_else(numbered)
}

/// The first web or e-mail address in a text: its place, and the link.
fn address(text: &str) -> Option<(Range<usize>, String)> {
    // Most texts have none, and this is quick to see.
    if !text.contains("://") && !text.contains('@') {
        return None;
    }
    let mut at = 0;
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\u{201c}' | '\u{201d}')) {
        if let Some((range, href)) = address_in(word) {
            return Some((at + range.start..at + range.end, href));
        }
        at += word.len();
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    None
}

fn address_in(word: &str) -> Option<(Range<usize>, String)> {
    let lower = word.to_ascii_lowercase();
    if let Some(start) = ["https://", "http://"].iter().filter_map(|scheme| lower.find(scheme)).min() {
        let web = without_stops(word.get(start..)?);
        return href(web).map(|href| (start..start + web.len(), href));
    }
    let start = word.find(|c: char| c.is_alphanumeric())?;
    let mail = without_stops(word.get(start..)?);
    (is_email(mail) && mail.chars().all(|c| c.is_alphanumeric() || "@._+-'".contains(c)))
        .then(|| mail_href(mail).map(|href| (start..start + mail.len(), href)))?
}

/// An address without the full stop, comma or bracket that follows it.
fn without_stops(address: &str) -> &str {
    let mut address = address;
    loop {
        let shorter = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '\u{2019}', '\u{2026}']);
        let shorter = match shorter.strip_suffix(')') {
            Some(inner) if inner.matches(')').count() >= inner.matches('(').count() => inner,
            _ => shorter,
        };
        if shorter.len() == address.len() {
            return address;
        }
        address = shorter;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::documents::paper::covers;
    use crate::draft::BULLETS;

    fn shown(text: &str) -> String {
        let blocks = typed(text, None);
        let lines = blocks.iter().map(|block| {
            let mark = match block.kind {
                Kind::Bullet => "*".to_owned(),
                Kind::Numbered(number) => number.to_string(),
                _ => "P".to_owned(),
            };
            let spans = block.spans.iter().map(|span| match &span.href {
                Some(href) => format!("[{}]({href})", span.text),
                None => span.text.replace('\n', "/"),
            });
            format!("{mark} {}", spans.collect::<String>())
        });
        lines.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn texts() {
        for (text, expected) in [
            ("", ""),
            (" \n\u{a0}\n\t", ""),
            ("We sing.", "P We sing."),
            ("We sing.\n\n\nWe play.\n", "P We sing. | P We play."),
            ("We sing.\r\nWe play.", "P We sing./We play."),
            ("We:\n- sing\n- play\nevery day.\n\nAll.", "P We: | * sing | * play | P every day. | P All."),
            ("\u{2022} sing\n*\u{a0}play\n  - dance", "* sing | * play | * dance"),
            ("\u{25cf} sing\n\u{f0b7}\tplay\n\u{25cb}x", "* sing | * play | P \u{25cb}x"),
            ("1. sing\n2) play\n10. dance", "1 sing | 2 play | 10 dance"),
            ("We began in\n2019. 12 pupils", "P We began in/2019. 12 pupils"),
            ("-5 degrees, *most* of us\n1.5 hours\n007. Bond", "P -5 degrees, *most* of us/1.5 hours/007. Bond"),
            ("-\n- ", "*  | * "),
            (
                "See https://larkfield.example/music.",
                "P See [https://larkfield.example/music](https://larkfield.example/music).",
            ),
            (
                "(https://larkfield.example/a_(b)) and HTTP://x.example/?a=1,",
                "P ([https://larkfield.example/a_(b)](https://larkfield.example/a_(b))) and [HTTP://x.example/?a=1](http://x.example/?a=1),",
            ),
            ("Write to jo@larkfield.example.", "P Write to [jo@larkfield.example](mailto:jo@larkfield.example)."),
            ("Jo <jo@larkfield.example>, 3 @ 5", "P Jo <[jo@larkfield.example](mailto:jo@larkfield.example)>, 3 @ 5"),
            ("https:// javascript://x file:///etc @music a@b", "P https:// javascript://x file:///etc @music a@b"),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    /// What is to be seen of a text.
    fn letters(text: &str) -> String {
        text.chars().filter(|c| covers(*c) && c.is_alphanumeric()).collect()
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(text in "([a-zé5\u{301}\u{fb01} .@:/)(-]{0,6}|- |\\* |1\\. |2\\) |\n|\r\n|https://a\\.example/|x@y\\.example|\u{97f3}|\t){0,40}") {
            let mut all = String::new();
            for block in typed(&text, None) {
                if let Kind::Numbered(number) = block.kind {
                    all.push_str(&number.to_string());
                }
                all.extend(block.spans.into_iter().map(|span| span.text));
            }
            prop_assert_eq!(letters(&all), letters(&tidy(&text)));
        }

        #[test]
        fn any_text_is_typed(text in any::<String>()) {
            let all: String = typed(&text, None).into_iter().flat_map(|block| block.spans).map(|span| span.text).collect();
            let kept = |c: &char| !c.is_whitespace() && !c.is_ascii() && !BULLETS.contains(c);
            let marks = |text: &str| text.chars().filter(kept).collect::<String>();
            prop_assert_eq!(marks(&all), marks(&tidy(&text)));
        }
    }
}
