//! Makes text of HTML, whoever has parsed it: paragraphs, lists and tables as people type them, without a word processor's
//! styles, and without what nobody sees.

use super::links::address_behind;
use super::numbers::NumberFormat;
use super::remarks::{DELETED, FORM, HIDDEN, PICTURE, Remarks, SIDE_BY_SIDE, TABLE};
use super::style::{HiddenClasses, Style};
use super::symbols::{SymbolFont, plain_signs};
use crate::documents::pasted::{Bit, plain_with_tables};
use crate::documents::table_rows::TableShape;

/// The text of a piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HtmlText {
    /// As answers are typed: a blank line between paragraphs, `- ` or a number before items of lists.
    pub text: String,
    /// What was left out, and what looks otherwise than before, in sentences.
    pub remarks: Vec<String>,
}

impl HtmlText {
    /// What is said of words that were pasted: only that some did not come along.
    pub fn missing_words(&self) -> Option<String> {
        let missing: Vec<&str> =
            [HIDDEN, DELETED].into_iter().filter(|r| self.remarks.iter().any(|own| own == r)).collect();
        (!missing.is_empty()).then(|| missing.join(" "))
    }
}

/// Takes the elements and texts of a document in their order.
#[derive(Default)]
pub struct HtmlReader {
    open: Vec<Open>,
    /// The text, and the cells that are open in it. The first is always there once something has come.
    bits: Vec<Vec<Bit>>,
    /// The tables that are open: rows of cells.
    tables: Vec<Vec<Vec<Vec<Bit>>>>,
    lists: Vec<List>,
    links: Vec<Link>,
    /// Where the last item of Word's is, which waits for its marker: how many cells deep, and where there.
    word_item: Option<(usize, usize)>,
    marker: String,
    sheet: String,
    hidden: HiddenClasses,
    remarks: Remarks,
}

/// An element that is open. What it does not say itself it has from the one around it.
#[derive(Clone, Copy, Default)]
struct Open {
    role: Role,
    left_out: Option<LeftOut>,
    is_exact: bool,
    is_invisible: bool,
    is_tiny: bool,
    font: Option<SymbolFont>,
}

/// What happens when an element ends.
#[derive(Clone, Copy, Default)]
enum Role {
    #[default]
    Inline,
    Paragraph,
    Line,
    Quote,
    List,
    Item,
    Table,
    Row,
    Cell,
    Link,
    Marker,
    Sheet,
}

/// Why an element's words are not taken in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LeftOut {
    Hidden,
    Deleted,
    /// The bullet or number that Word has drawn.
    Marker,
    /// A style sheet.
    Sheet,
    /// No words of the text: a script, a comment, a button.
    Apparatus,
}

struct List {
    /// The number of its next item; none if it has bullets.
    next: Option<u32>,
    format: NumberFormat,
}

struct Link {
    address: String,
    words: String,
}

impl HtmlReader {
    /// Takes in a style sheet that stands elsewhere.
    pub fn style_sheet(&mut self, sheet: &str) {
        self.hidden.add(sheet);
    }

    /// An element begins. `attribute` gives its attributes by their names.
    pub fn open(&mut self, tag: &str, attribute: &dyn Fn(&str) -> Option<String>) {
        let tag = tag.to_ascii_lowercase();
        let style = attribute("style").map(|style| Style::read(&style)).unwrap_or_default();
        let around = self.open.last().copied().unwrap_or_default();
        let mut own = Open {
            role: Role::Inline,
            left_out: around.left_out.or_else(|| self.left_out(&tag, &style, attribute)),
            is_invisible: style.is_invisible.unwrap_or(around.is_invisible),
            is_tiny: style.is_tiny.unwrap_or(around.is_tiny),
            is_exact: around.is_exact || matches!(tag.as_str(), "pre" | "listing" | "xmp"),
            font: style.font.unwrap_or(around.font),
        };
        if tag == "style" {
            (own.role, own.left_out) = (Role::Sheet, Some(LeftOut::Sheet));
        } else if own.left_out.is_none() {
            if tag == "font" {
                own.font = attribute("face").map_or(own.font, |face| SymbolFont::named(&face));
            }
            own.role = self.begin(&tag, &style, attribute);
        } else if around.left_out.is_none() && own.left_out == Some(LeftOut::Marker) {
            own.role = Role::Marker;
        }
        self.open.push(own);
    }

    /// Why an element is left out, if it is.
    fn left_out(&self, tag: &str, style: &Style, attribute: &dyn Fn(&str) -> Option<String>) -> Option<LeftOut> {
        let classes = attribute("class").unwrap_or_default();
        let has_class = |class: &str| classes.split_whitespace().any(|own| own.eq_ignore_ascii_case(class));
        // Word's tracked changes say who has struck out the words, and when.
        let is_tracked = || attribute("datetime").is_some() || attribute("cite").is_some();
        match tag {
            "head" | "script" | "title" | "noscript" | "template" | "button" | "select" | "textarea" | "datalist"
            | "iframe" | "object" | "audio" | "video" | "canvas" | "svg" | "annotation" | "annotation-xml" | "rp"
            | "xml" => Some(LeftOut::Apparatus),
            _ if style.is_comment || has_class("msocomanchor") => Some(LeftOut::Apparatus),
            _ if style.is_word_marker => Some(LeftOut::Marker),
            "del" => Some(LeftOut::Deleted),
            "s" | "strike" if is_tracked() => Some(LeftOut::Deleted),
            _ if has_class("msoDel") => Some(LeftOut::Deleted),
            _ if style.is_hidden || attribute("hidden").is_some() => Some(LeftOut::Hidden),
            _ if !style.is_shown && self.hidden.hide(tag, &classes) => Some(LeftOut::Hidden),
            _ => None,
        }
    }

    /// Begins an element that is taken in.
    fn begin(&mut self, tag: &str, style: &Style, attribute: &dyn Fn(&str) -> Option<String>) -> Role {
        match tag {
            "br" => self.push(Bit::Break),
            "img" => self.picture(&attribute("alt").unwrap_or_default()),
            "input" => {
                if attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox")) {
                    let is_ticked = attribute("checked").is_some();
                    self.push(Bit::Text(if is_ticked { "\u{2611} " } else { "\u{2610} " }.to_owned()));
                } else if attribute("type").is_none_or(|kind| kind.eq_ignore_ascii_case("text")) {
                    self.remarks.add(FORM);
                }
            }
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "figure" | "pre" | "listing" | "xmp" => {
                if style.is_word_item {
                    self.word_item = Some((self.bits.len().max(1), self.bits.last().map_or(0, Vec::len)));
                    self.push(Bit::Item(None));
                } else {
                    self.push(Bit::Paragraph);
                }
                return Role::Paragraph;
            }
            "ul" | "ol" | "menu" | "dir" => return self.begin_list(tag, style, attribute),
            "li" => return self.begin_item(style, attribute),
            "table" => {
                self.push(Bit::Paragraph);
                self.tables.push(Vec::new());
                return Role::Table;
            }
            "tr" if !self.tables.is_empty() => {
                if let Some(rows) = self.tables.last_mut() {
                    rows.push(Vec::new());
                }
                return Role::Row;
            }
            "td" | "th" if !self.tables.is_empty() => {
                self.ensure_text();
                self.bits.push(Vec::new());
                return Role::Cell;
            }
            "div" | "tr" | "td" | "th" | "section" | "article" | "header" | "footer" | "dt" | "dd" | "dl" | "hr"
            | "main" | "aside" | "nav" | "address" | "center" | "fieldset" | "legend" | "details" | "summary"
            | "figcaption" | "caption" | "form" | "dialog" | "hgroup" | "search" | "optgroup" | "option" | "body"
            | "html" => {
                self.push(Bit::Edge);
                return Role::Line;
            }
            "q" => {
                self.push(Bit::Text("\u{201c}".to_owned()));
                return Role::Quote;
            }
            "a" => {
                self.links.push(Link { address: attribute("href").unwrap_or_default(), words: String::new() });
                return Role::Link;
            }
            _ if style.is_block => {
                self.push(Bit::Edge);
                return Role::Line;
            }
            _ => {}
        }
        Role::Inline
    }

    fn begin_list(&mut self, tag: &str, style: &Style, attribute: &dyn Fn(&str) -> Option<String>) -> Role {
        let by_type = attribute("type").and_then(|name| NumberFormat::of_html(name.trim()));
        let format = style.list.or(by_type).unwrap_or_default();
        let first = attribute("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        let is_ordered = tag == "ol" && format != NumberFormat::Bullet;
        self.lists.push(List { next: is_ordered.then_some(first), format });
        self.push(Bit::Edge);
        Role::List
    }

    fn begin_item(&mut self, style: &Style, attribute: &dyn Fn(&str) -> Option<String>) -> Role {
        let mut marker = None;
        if let Some(List { next: Some(next), format }) = self.lists.last_mut() {
            let number = attribute("value").and_then(|value| value.trim().parse().ok()).unwrap_or(*next);
            let format = style.list.unwrap_or(*format);
            if format != NumberFormat::Bullet {
                marker = Some(format!("{}.", format.write(number)));
            }
            *next = number.saturating_add(1);
        }
        self.push(Bit::Item(marker));
        Role::Item
    }

    /// A picture. Mail programs draw signs such as smileys as pictures, and write the sign beside them.
    fn picture(&mut self, alternative: &str) {
        let sign = alternative.trim();
        let is_sign = !sign.is_empty() && sign.chars().count() <= 8 && !sign.chars().any(char::is_alphanumeric);
        if is_sign && !sign.is_ascii() {
            self.push(Bit::Text(sign.to_owned()));
        } else {
            self.remarks.add(PICTURE);
        }
    }

    /// Characters of the document.
    pub fn text(&mut self, text: &str) {
        let own = self.open.last().copied().unwrap_or_default();
        let has_words = || text.chars().any(char::is_alphanumeric);
        match own.left_out {
            Some(LeftOut::Hidden) if has_words() => self.remarks.add(HIDDEN),
            Some(LeftOut::Deleted) if has_words() => self.remarks.add(DELETED),
            Some(LeftOut::Marker) => self.marker.push_str(text),
            Some(LeftOut::Sheet) => self.sheet.push_str(text),
            Some(_) => {}
            None if (own.is_invisible || own.is_tiny) && has_words() => self.remarks.add(HIDDEN),
            None => {
                let text = plain_signs(text, own.font);
                if let Some(link) = self.links.last_mut() {
                    link.words.push_str(&text);
                }
                self.push(if own.is_exact { Bit::Exact(text) } else { Bit::Text(text) });
            }
        }
    }

    /// The element that was opened last ends.
    pub fn close(&mut self) {
        let Some(own) = self.open.pop() else { return };
        match own.role {
            Role::Inline | Role::Row => {}
            Role::Paragraph => self.push(Bit::Paragraph),
            Role::Line | Role::Item => self.push(Bit::Edge),
            Role::Quote => self.push(Bit::Text("\u{201d}".to_owned())),
            Role::List => {
                self.lists.pop();
                self.push(if self.lists.is_empty() { Bit::Paragraph } else { Bit::Edge });
            }
            Role::Table => {
                let rows = self.tables.pop().unwrap_or_default();
                self.push(Bit::Table(rows));
                self.push(Bit::Paragraph);
            }
            Role::Cell => {
                let cell = self.bits.pop().unwrap_or_default();
                if let Some(rows) = self.tables.last_mut() {
                    match rows.last_mut() {
                        Some(row) => row.push(cell),
                        None => rows.push(vec![cell]),
                    }
                }
            }
            Role::Link => self.end_link(),
            Role::Marker => self.end_marker(),
            Role::Sheet => {
                let sheet = std::mem::take(&mut self.sheet);
                self.hidden.add(&sheet);
            }
        }
    }

    fn end_link(&mut self) {
        let Some(Link { address, words }) = self.links.pop() else { return };
        if let Some(around) = self.links.last_mut() {
            around.words.push_str(&words);
        }
        if let Some(behind) = address_behind(&words, &address) {
            let space = if words.ends_with(char::is_whitespace) { " " } else { "" };
            self.push(Bit::Text(format!("{behind}{space}")));
        }
    }

    /// The marker of an item of Word's. A number or letter stays as it is written, a sign becomes a bullet.
    fn end_marker(&mut self) {
        let marker = std::mem::take(&mut self.marker);
        let marker = marker.trim();
        let is_number = marker.chars().any(|c| c.is_ascii_digit())
            || (marker.chars().count() > 1 && marker.chars().any(char::is_alphanumeric));
        let Some((cells, at)) = self.word_item.take().filter(|_| is_number) else { return };
        let bits = if cells == self.bits.len() { self.bits.last_mut() } else { None };
        if let Some(item @ Bit::Item(_)) = bits.and_then(|bits| bits.get_mut(at)) {
            *item = Bit::Item(Some(marker.to_owned()));
        }
    }

    /// The text, once the document has ended.
    pub fn finish(mut self) -> HtmlText {
        while !self.open.is_empty() {
            self.close();
        }
        let bits = self.bits.into_iter().next().unwrap_or_default();
        let (text, shapes) = plain_with_tables(&bits);
        for shape in shapes {
            match shape {
                TableShape::Frame => {}
                TableShape::Rows => self.remarks.add(TABLE),
                TableShape::SideBySide => self.remarks.add(SIDE_BY_SIDE),
            }
        }
        HtmlText { text, remarks: self.remarks.into_sentences() }
    }

    fn ensure_text(&mut self) {
        if self.bits.is_empty() {
            self.bits.push(Vec::new());
        }
    }

    fn push(&mut self, bit: Bit) {
        self.ensure_text();
        if let Some(bits) = self.bits.last_mut() {
            bits.push(bit);
        }
    }
}
