//! A web page in a file, as its words. The tokenizer is html5gum's; what it leaves to others is done here as far as words need
//! it: which elements have no end, and which end where another begins (HTML, 13.2.6).

use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};

use super::html_reader::HtmlReader;
use crate::documents::docx::{LARGEST_TEXT, LetterError, LetterText, any_text, normalised};

/// A web page in bytes at most. Word writes pictures beside it, other programs into it.
const LARGEST_PAGE: usize = 8 * LARGEST_TEXT;
/// Deeper than this nothing is read: no text that somebody wrote is nested so deep.
const DEEPEST: usize = 300;
/// Elements that are open at once, at most.
const MOST_OPEN: usize = 2_000;

/// Reads the text of a web page.
pub fn html_letter(bytes: &[u8]) -> Result<LetterText, LetterError> {
    if bytes.len() > LARGEST_PAGE {
        return Err(LetterError::TooLarge);
    }
    let text = any_text(bytes).ok_or(LetterError::NotText)?;
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut builder = TreeBuilder::default();
    for token in Tokenizer::new_with_emitter(text.as_str(), emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => builder.begin(&tag)?,
            Token::EndTag(tag) => builder.end(&lossy(&tag.name)),
            Token::String(text) => builder.text(&lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    let page = builder.reader.finish();
    normalised(&page.text, page.remarks)
}

fn lossy(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}

/// Elements that never hold anything.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that end a paragraph where they begin.
const ENDS_PARAGRAPH: [&str; 35] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
    "li",
];
/// What may stand in the head of a page.
const IN_HEAD: [&str; 10] = ["head", "meta", "title", "link", "style", "script", "base", "noscript", "template", "xml"];

#[derive(Default)]
struct TreeBuilder {
    open: Vec<String>,
    reader: HtmlReader,
}

impl TreeBuilder {
    fn begin(&mut self, tag: &StartTag<()>) -> Result<(), LetterError> {
        let name = lossy(&tag.name);
        let name = name.as_str();
        if self.open.last().is_some_and(|top| top == "head") && !IN_HEAD.contains(&name) && !name.contains(':') {
            self.end("head");
        }
        if ENDS_PARAGRAPH.contains(&name) {
            self.end_within(&["p"], &["td", "th", "table", "caption", "button"]);
        }
        match name {
            "li" => self.end_within(&["li"], &["ul", "ol", "menu", "dir", "table", "td", "th"]),
            "dt" | "dd" => self.end_within(&["dt", "dd"], &["dl", "table", "td", "th"]),
            "td" | "th" => self.end_within(&["td", "th"], &["tr", "table"]),
            "tr" => self.end_within(&["tr"], &["table"]),
            "thead" | "tbody" | "tfoot" => self.end_within(&["thead", "tbody", "tfoot"], &["table"]),
            "option" => self.end_within(&["option"], &["select", "datalist"]),
            "a" => self.end_within(&["a"], &["td", "th", "table"]),
            _ => {}
        }
        if self.open.len() < DEEPEST {
            let attribute = |name: &str| tag.attributes.get(name.as_bytes()).map(|value| lossy(&value.value));
            self.reader.open(name, &attribute);
            if VOID.contains(&name) {
                self.reader.close();
            }
        }
        if !VOID.contains(&name) {
            if self.open.len() >= MOST_OPEN {
                return Err(LetterError::TooLarge);
            }
            self.open.push(name.to_owned());
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.open.len() <= DEEPEST {
            self.reader.text(text);
        }
    }

    /// An end tag. Ends whatever is open inside that element, and nothing where no such element is open.
    fn end(&mut self, name: &str) {
        // No end tag inside a cell ends what the table stands in.
        let limits: &[&str] = match name {
            "table" | "body" | "html" => &[],
            "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "caption" => &["table"],
            _ => &["td", "th", "caption"],
        };
        self.end_within(&[name], limits);
    }

    /// Ends the innermost element of these names, unless one of `limits` is open inside it.
    fn end_within(&mut self, names: &[&str], limits: &[&str]) {
        let mut found = None;
        for (at, open) in self.open.iter().enumerate().rev() {
            if names.contains(&open.as_str()) {
                found = Some(at);
                break;
            }
            if limits.contains(&open.as_str()) {
                return;
            }
        }
        let Some(at) = found else { return };
        while self.open.len() > at {
            self.open.pop();
            if self.open.len() < DEEPEST {
                self.reader.close();
            }
        }
    }
}
